"""中小企业款项投诉材料, 坏账核销说明: what goes to a department, and what stays in the house."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import FEES, annexed, owed_under_one, signed, to_court, told_of_one
from drawing.kit import Column, each, footer, p, package, table, when

AGES = (
    Column("{{ 词.单笔 }}编号", 28, "单.编号", "合计"),
    Column("应付日", 26, "单.应付日"),
    Column("尚欠本金（元）", 26, "单.尚欠", "{{ 合计 }}", "表格金额"),
    Column("逾期天数", 20, "单.天数"),
)
#: The kinds of paper that go into the file, in one line.
PAPERS = "附：{% for 件 in 附件 %}{{ 件.内容 }}{% if not loop.last %}、{% endif %}{% endfor %}。"
#: Whoever approves writes by hand: opinion, name and day.
APPROVAL = (
    Column("审批人", 24, "人.谁", style="表格手填"),
    Column("意见", 40, "人.空", style="表格手填"),
    Column("签名、日期", 36, "人.空", style="表格手填"),
)


def _complaint() -> Iterator[str]:
    yield p("文书标题", "中小企业款项投诉材料")
    yield each("方", "投诉人", p("正文缩进", "{{ 方 }}。"))
    yield each("方", "被投诉人", p("正文缩进", "{{ 方 }}。"))
    yield p("一级标题", "一、合同和履行情况")
    yield from told_of_one()
    yield p("一级标题", "二、欠款")
    yield p("正文缩进", FEES + "{{ 欠款 }}：")
    yield from owed_under_one()
    yield p("一级标题", "三、是否存在争议、是否诉讼")
    yield p("正文缩进", "{{ 争议 }}。")
    yield p("正文缩进", "{{ 程序 }}。")
    yield p("一级标题", "四、诉求和依据")
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 依据 }}。")
    yield p("正文缩进", "{{ 诉求 }}。")
    yield p("一级标题", "五、真实性承诺")
    yield p("正文缩进", "{{ 承诺 }}。", keep=True)
    yield from to_court(court="致送")
    yield from annexed()
    yield from signed("{{ 称谓 }}", others=True)


def draw_complaint() -> bytes:
    """Return the template of the complaint of a small enterprise."""
    return package("中小企业款项投诉材料", [*_complaint()], footers=[footer("of")])


def _write_off() -> Iterator[str]:
    told = "{{ 行.日期 }}，{{ 行.内容 }}{{ 行.证据 }}。"
    yield p("文书标题", "坏账核销说明")
    yield p("正文缩进", "（{{ 说明 }}）")
    yield p("一级标题", "一、债权基本情况")
    yield p("正文缩进", "{{ 基本 }}。")
    yield p("一级标题", "二、账龄与催收经过")
    yield when("账龄", p("正文缩进", "{{ 账龄 }}。"))
    yield when("各笔", p("表题", "各笔账龄"), table("单 in 各笔", AGES))
    yield each(
        "行",
        "经过",
        when("loop.first", p("正文缩进", told, gap=True)),
        when("not loop.first", p("正文缩进", told)),
    )
    yield when("not 经过", p("正文缩进", "{{ 没有经过 }}。", gap=True))
    yield p("一级标题", "三、司法程序及结果")
    yield each("句", "程序", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "四、无法收回的依据")
    yield each("句", "依据", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "五、会计处理")
    yield each(
        "句",
        "财务",
        when("loop.last", p("正文缩进", "{{ 句 }}")),
        when("not loop.last", p("正文缩进", "{{ 句 }}", keep=True)),
    )
    yield p("一级标题", "六、税前扣除依据与专项报告")
    yield each("句", "税前", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "七、后续追索安排")
    yield p("正文缩进", "{{ 后续 }}。")
    yield p("一级标题", "八、审批意见")
    yield table("人 in 审批", APPROVAL)
    yield when("附件", p("正文缩进", PAPERS, gap=True, keep=True))
    yield p("落款日期", "{{ 落款.日期 }}")


def draw_write_off() -> bytes:
    """Return the template of the internal file by which a debt is written off."""
    return package("坏账核销说明", [*_write_off()], footers=[footer("of")])
