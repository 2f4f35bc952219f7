"""实现担保物权申请书: parties, requests, debt, security, condition and court (民事诉讼法 207, 208; 民诉法解释 365)."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import OWED, PRINCIPAL, agents, annexed, persons, side, signed, to_court
from drawing.kit import each, footer, items, p, package, table, when


def _facts() -> Iterator[str]:
    yield p("一级标题", "事实与理由：")
    yield p("二级标题", "（一）主债权")
    yield p("正文缩进", "{{ 合同.订立 }}。{% if 合同.约定 %}{{ 合同.约定处 }}：{{ 合同.约定 }}。{% endif %}")
    yield p("正文缩进", "{{ 履行 }}{{ 词.债 }}合计{{ 合计.货款 }}元，{{ 合计.清偿 }}。")
    yield each("事", "往来", p("正文缩进", "{{ 事.日期 }}，{{ 事.内容 }}{{ 事.证据 }}。"))
    yield p("正文缩进", "{{ 欠款 }}，明细如下：")
    yield when(
        "违约金.分段",
        p("表题", "欠款及{{ 词.违约 }}明细（{{ 违约金.截止 }}）"),
        table("单 in 订单", OWED, noted=True),
        p("表注", "注：{{ 违约金.算法 }}。"),
    )
    yield when("not 违约金.分段", p("表题", "欠款明细（截至{{ 截止日 }}）"), table("单 in 订单", PRINCIPAL))
    yield p("二级标题", "（二）担保物权", gap=True)
    yield each("保", "担保", p("正文缩进", "{{ 保 }}。"))
    yield p("二级标题", "（三）实现担保物权的条件")
    yield p("正文缩进", "{{ 条件 }}。{% if 管辖 %}{{ 管辖 }}。{% endif %}")


def draw() -> bytes:
    """Return the template of the application to realise a security."""
    title = "实现担保物权申请书"
    body = [
        p("文书标题", title),
        *side("申请人", reached=True),
        agents("申请人", "委托诉讼代理人"),
        persons("被申请人", reached=True),
        p("一级标题", "请求事项："),
        items("项", "请求事项"),
        *_facts(),
        p("一级标题", "证据："),
        p("正文缩进", "{{ 证据说明 }}。"),
        p("正文缩进", "申请人根据{{ 法律依据 }}的规定提出本申请。"),
        p("正文缩进", "以上申请，请依法裁定准许。", keep=True),
        *to_court(),
        *annexed(),
        *signed("申请人", others=True),
    ]
    return package(title, body, footers=[footer("dash")])
