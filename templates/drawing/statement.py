"""对账函: what is left of each receivable as a table, and a column in which the debtor confirms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drawing.blocks import contacts, creditors_signed, letterhead
from drawing.kit import Column, each, footer, p, package, table, when

ROWS = (
    Column("{{ 词.单笔 }}编号", 28, "单.编号", "合计"),
    Column("{{ 词.债 }}（元）", 24, "单.应付", "{{ 合计.应付 }}", "表格金额"),
    Column("已清偿{{ 词.债 }}（元）", 24, "单.已清偿", "{{ 合计.已清偿 }}", "表格金额"),
    Column("尚欠本金（元）", 24, "单.尚欠", "{{ 合计.尚欠 }}", "表格金额"),
)
ROWS_OF_EACH = (
    Column("合同", 28, "单.合同", "合计", "表格文字左"),
    Column("编号", 15, "单.编号"),
    *(replace(column, width=19) for column in ROWS[1:]),
)


def _letter() -> Iterator[str]:
    yield from letterhead("对账函")
    yield p("正文缩进", "{{ 请求 }}：", above=True)
    yield when("not 分列", table("单 in 各笔", ROWS))
    yield when("分列", table("单 in 各笔", ROWS_OF_EACH))
    yield when("先抵", p("正文缩进", "{{ 先抵 }}。", gap=True))
    yield p("正文缩进", "{{ 保留 }}。", gap=True)
    yield p("正文缩进", "{{ 寄回 }}。")
    yield from contacts()
    yield p("正文缩进", "特此函告。", keep=True)
    yield from creditors_signed()


def _confirmed() -> Iterator[str]:
    yield p("一级标题", "确认栏（由收函人填写）")
    yield p("正文缩进", "□ {{ 无误 }}。", keep=True)
    yield p("正文缩进", "{{ 付清 }}。", keep=True)
    yield p("正文待填", "□ {{ 不符 }}")
    yield each(
        "方",
        "确认",
        p("落款首行", "{{ 方.名称 }}（{{ 方.签章 }}）"),
        when("方.代表人", p("落款签名", "{{ 方.代表人 }}"), p("落款签名", "经办人（签名）：")),
    )
    yield p("落款日期", "　　　　年　　月　　日")


def draw() -> bytes:
    """Return the template."""
    body = [*_letter(), *_confirmed()]
    return package("对账函", body, footers=[footer("dash")])
