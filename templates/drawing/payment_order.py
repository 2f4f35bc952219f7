"""支付令申请书: parties, what the order is asked for, facts and conditions, evidence (民事诉讼法 225)."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import OWED, PRINCIPAL, agents, annexed, person, signed, to_court
from drawing.kit import each, footer, items, p, package, table, when


def _facts() -> Iterator[str]:
    yield p("一级标题", "事实与理由：")
    yield p("二级标题", "（一）债权债务关系")
    yield p("正文缩进", "{{ 合同.订立 }}。")
    yield p("正文缩进", "{{ 履行 }}{{ 词.债 }}合计{{ 合计.货款 }}元，{{ 合计.清偿 }}。")
    yield each("句", "共同", p("正文缩进", "{{ 句 }}。"))
    yield each("事", "往来", p("正文缩进", "{{ 事.日期 }}，{{ 事.内容 }}{{ 事.证据 }}。"))
    yield p("二级标题", "（二）到期和数额")
    yield p("正文缩进", "{{ 欠款 }}，{% if 提前 %}{{ 提前 }}，{% endif %}明细如下：")
    yield when(
        "计息",
        p("表题", "欠款及{{ 词.违约 }}明细（计算至{{ 截止日 }}）"),
        table("单 in 订单", OWED, noted=True),
        p("表注", "注：{{ 违约金.算法 }}。"),
        p("正文缩进", "{{ 计息 }}。"),
    )
    yield when("not 计息", p("表题", "欠款明细（截至{{ 截止日 }}）"), table("单 in 订单", PRINCIPAL))
    yield p("二级标题", "（三）申请支付令的条件", gap=True)
    yield items("条", "条件")


def draw() -> bytes:
    """Return the template of the application for a payment order."""
    title = "支付令申请书"
    body = [
        p("文书标题", title),
        *person("申请人", reached=True),
        agents("申请人", "委托诉讼代理人"),
        *person("被申请人", reached=True),
        p("一级标题", "请求事项："),
        items("项", "请求事项"),
        *_facts(),
        p("一级标题", "证据："),
        p("正文缩进", "{{ 证据说明 }}。"),
        p("正文缩进", "申请人根据{{ 法律依据 }}的规定提出本申请。"),
        p("正文缩进", "以上申请，请依法发出支付令。", keep=True),
        *to_court(),
        *annexed(),
        *signed("申请人"),
    ]
    return package(title, body, footers=[footer("dash")])
