"""强制执行申请书 and 恢复执行申请书: basis, requests, what was performed, the doubled part as a table, assets."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import CLUES, agents, annexed, person, persons, signed, to_court
from drawing.kit import Column, each, footer, items, p, package, table, when

LINES = (
    Column("序号", 7, "行.序号"),
    Column("尚未清偿的金额（元）", 25, "行.基数", style="表格金额"),
    Column("履行期间届满日", 21, "行.届满"),
    Column("计至", 21, "行.止"),
    Column("天数", 8, "行.天数"),
    Column("加倍部分（元）", 18, "行.金额", style="表格金额"),
)


def _parties() -> Iterator[str]:
    yield from person("申请人", "申请执行人", reached=True)
    yield agents("申请人", "委托代理人")
    yield persons("被执行人", reached=True)


def _body() -> Iterator[str]:
    yield p("一级标题", "执行依据：")
    yield p("正文缩进", "{{ 执行依据 }}。")
    yield p("一级标题", "请求事项：")
    yield items("项", "请求事项")
    yield p("条款", "{{ 合计 }}。")
    yield p("一级标题", "事实与理由：")
    yield p("正文缩进", "申请执行人与{{ 全体被执行人 }}{{ 案由 }}一案，上述文书确定：{{ 判项 }}。")
    yield each("事", "经过", p("正文缩进", "{{ 事 }}。"))
    yield when("not 加倍", p("正文缩进", "{{ 尚欠 }}。"))
    yield when(
        "加倍",
        p("正文缩进", "{{ 尚欠 }}。", above=True),
        table("行 in 加倍", LINES),
        p("正文缩进", "{{ 算法 }}。", gap=True),
    )
    yield p("正文缩进", "{{ 依据 }}。")
    yield p("一级标题", "财产线索：")
    yield when("not 线索", p("正文缩进", "{{ 查控 }}。"))
    yield when("线索", p("正文缩进", "{{ 查控 }}。", above=True), table("线 in 线索", CLUES))


def _close(asked: str) -> Iterator[str]:
    closing = f"以上申请，请依法{asked}。"
    yield when("线索", p("正文缩进", closing, keep=True, gap=True))
    yield when("not 线索", p("正文缩进", closing, keep=True))
    yield from to_court()
    yield from annexed()
    yield from signed("申请执行人")


def _drawn(title: str, asked: str) -> bytes:
    body = [p("文书标题", title), *_parties(), *_body(), *_close(asked)]
    return package(title, body, footers=[footer("dash")])


def draw() -> bytes:
    """Return the template of the first application."""
    return _drawn("强制执行申请书", "立案执行")


def draw_resumption() -> bytes:
    """Return the template of the application to resume."""
    return _drawn("恢复执行申请书", "恢复执行")
