"""强制执行申请书 and 恢复执行申请书: basis, requests, what was performed, the doubled part as a table, assets."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.kit import Column, each, footer, p, package, table, when

LINES = (
    Column("序号", 8, "行.序号"),
    Column("尚未清偿的金额（元）", 22, "行.基数"),
    Column("履行期间届满日", 21, "行.届满"),
    Column("计至", 21, "行.止"),
    Column("天数", 10, "行.天数"),
    Column("加倍部分（元）", 18, "行.金额"),
)
CLUES = (
    Column("序号", 8, "线.序号"),
    Column("权利人", 17, "线.权利人"),
    Column("类型", 12, "线.类型"),
    Column("具体信息", 33, "线.信息", style="表格文字左"),
    Column("线索来源", 30, "线.来源", style="表格文字左"),
)


def _parties() -> Iterator[str]:
    yield p("当事人", "**申请执行人：**{{ 申请人.名称 }}，{{ 申请人.身份信息 }}。")
    yield when("申请人.代表人", p("当事人", "{{ 申请人.代表人 }}。"))
    yield p("当事人", "送达地址：{{ 申请人.送达地址 }}；联系方式：{{ 申请人.联系方式 }}。")
    yield each("代理人", "申请人.代理人", p("当事人", "**委托代理人：**{{ 代理人 }}。"))
    yield each(
        "方",
        "被执行人",
        p("当事人", "**{{ 方.称谓 }}：**{{ 方.名称 }}，{{ 方.身份信息 }}。"),
        when("方.代表人", p("当事人", "{{ 方.代表人 }}。")),
        p("当事人", "送达地址：{{ 方.送达地址 }}；联系方式：{{ 方.联系方式 }}。"),
    )


def _body() -> Iterator[str]:
    yield p("一级标题", "执行依据：")
    yield p("正文缩进", "{{ 执行依据 }}。")
    yield p("一级标题", "请求事项：")
    yield each("项", "请求事项", p("条款", "{{ 项.序号 }}. {{ 项.内容 }}"))
    yield p("条款", "{{ 合计 }}。")
    yield p("一级标题", "事实与理由：")
    yield p("正文缩进", "申请执行人与被执行人{{ 案由 }}一案，上述文书确定：{{ 判项 }}。")
    yield each("事", "经过", p("正文缩进", "{{ 事 }}。"))
    yield p("正文缩进", "{{ 尚欠 }}。")
    yield when("加倍", table("行 in 加倍", LINES), p("正文缩进", "{{ 算法 }}。", gap=8))
    yield p("正文缩进", "{{ 依据 }}。")
    yield p("一级标题", "财产线索：")
    yield p("正文缩进", "{{ 查控 }}。")
    yield when("线索", table("线 in 线索", CLUES))


def _close() -> Iterator[str]:
    yield p("此致", "此致", gap=8)
    yield p("致送机关", "{{ 法院 }}")
    yield p("附件", "附：")
    yield each("件", "附件", p("附件", "{{ 件.序号 }}. {{ 件.内容 }}"))
    yield p("落款首行", "申请执行人（{{ 落款.签章 }}）：{{ 落款.名称 }}")
    yield when("落款.代表人", p("落款签名", "{{ 落款.代表人 }}"))
    yield p("落款日期", "{{ 落款.日期 }}")


def _drawn(title: str) -> bytes:
    body = [p("文书标题", title), *(block for part in (_parties, _body, _close) for block in part())]
    return package(title, body, footers=[footer("dash")])


def draw() -> bytes:
    """Return the template of the first application."""
    return _drawn("强制执行申请书")


def draw_resumption() -> bytes:
    """Return the template of the application to resume."""
    return _drawn("恢复执行申请书")
