"""计算表: the schedule of a penalty or of interest as an annex for the court, every line to be redone by hand."""

from __future__ import annotations

from drawing.kit import Column, each, footer, p, package, table, when

LINES = (
    Column("序号", 7, "行.序号", "合计"),
    Column("应收款", 16, "行.应收款"),
    Column("基数（元）", 15, "行.基数", style="表格金额"),
    Column("起止日（均计入）", 24, "行.起止"),
    Column("天数", 7, "行.天数", "{{ 合计.天数 }}"),
    Column("标准", 16, "行.标准"),
    Column("金额（元）", 15, "行.金额", "{{ 合计.应计 }}", style="表格金额"),
)
PAYMENTS = (
    Column("付款", 12, "款.付款"),
    Column("日期", 22, "款.日期"),
    Column("冲抵（元）", 33, "款.冲抵", style="表格文字左"),
    Column("金额（元）", 16, "款.金额", style="表格金额"),
    Column("理由", 17, "款.理由"),
)
SUMS = (
    Column("应收款", 26, "项.应收款", "合计"),
    Column("天数", 10, "项.天数", "{{ 合计.天数 }}"),
    Column("应计（元）", 22, "项.应计", "{{ 合计.应计 }}", style="表格金额"),
    Column("{{ 冲抵表头 }}", 20, "项.冲抵", "{{ 合计.冲抵 }}", style="表格金额"),
    Column("余额（元）", 22, "项.余额", "{{ 合计.余额 }}", style="表格金额"),
)


def draw() -> bytes:
    """Return the template."""
    method = "{{ 条.序号 }}. {{ 条.内容 }}"
    body = [
        p("文书标题", "{{ 标题 }}"),
        p("正文顶格", "债权人：{{ 债权人 }}"),
        p("正文顶格", "债务人：{{ 债务人 }}"),
        p("正文顶格", "计算至：{{ 计算至 }}"),
        p("正文顶格", "本金余额：{{ 本金 }}元"),
        p("表题", "一、分段计算", gap=True),
        table("行 in 分段", LINES),
        when("付款", p("表题", "二、{{ 冲抵表题 }}", gap=True), table("款 in 付款", PAYMENTS, brief=True)),
        p("表题", "{{ 小计序号 }}、各笔小计", gap=True),
        table("项 in 小计", SUMS),
        p("正文缩进", "{{ 结论 }}", gap=True),
        p("表题", "计算口径"),
        each("条", "口径", when("loop.last", p("表注", method, keep=True)), when("not loop.last", p("表注", method))),
        p("落款首行", "债权人（{{ 签章 }}）：{{ 债权人 }}"),
        p("落款日期", "　　　　年　　月　　日"),
    ]
    return package("计算表", body, footers=[footer("of")])
