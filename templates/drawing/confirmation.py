"""司法确认申请书: both sides as applicants, what they agreed, the court, both signatures."""

from __future__ import annotations

from drawing.blocks import annexed, persons, to_court
from drawing.kit import each, footer, p, package, when


def draw() -> bytes:
    """Return the template."""
    body = [
        p("文书标题", "司法确认申请书"),
        persons("申请人", reached=True),
        each("代理人", "代理人", p("当事人", "**{{ 甲方 }}的委托代理人：**{{ 代理人 }}。")),
        p("一级标题", "请求事项："),
        each("项", "请求事项", p("条款", "{{ 项.内容 }}")),
        p("一级标题", "事实与理由："),
        each("句", "段", p("正文缩进", "{{ 句 }}。")),
        p("正文缩进", "{{ 结尾 }}。"),
        *to_court(),
        *annexed(),
        each(
            "方",
            "签署方",
            p("落款首行", "{{ 方.称谓 }}（{{ 方.签章 }}）：{{ 方.名称 }}"),
            when("方.代表人", p("落款签名", "{{ 方.代表人 }}")),
        ),
        p("落款日期", "{{ 日期 }}"),
    ]
    return package("司法确认申请书", body, footers=[footer("dash")])
