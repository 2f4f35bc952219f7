"""Security for preservation: 财产保全担保书, 财产保全保证书, 提交保全担保材料的函."""

from __future__ import annotations

from drawing.blocks import annexed, person, signed, to_court
from drawing.kit import footer, items, p, package, when


def _given(title: str, guarantor: str) -> bytes:
    body = [
        p("文书标题", title),
        *person("担保人", guarantor),
        p("正文缩进", "{{ 案情 }}。" + guarantor + "出具本" + title[-3:] + "，内容如下："),
        items("项", "各条"),
        *to_court(),
        *annexed(),
        p("落款首行", guarantor + "（{{ 落款.签章 }}）：{{ 落款.名称 }}"),
        when("落款.代表人", p("落款签名", "{{ 落款.代表人 }}")),
        p("落款日期", "{{ 日期 }}"),
    ]
    return package(title, body, footers=[footer("dash")])


def draw_property() -> bytes:
    """Return the template of the undertaking with property."""
    return _given("财产保全担保书", "担保人")


def draw_surety() -> bytes:
    """Return the template of the undertaking of a third party."""
    return _given("财产保全保证书", "保证人")


def draw_cover() -> bytes:
    """Return the template of the letter that hands in an insurer's or a bank's undertaking."""
    title = "提交保全担保材料的函"
    body = [
        p("文书标题", title),
        p("正文顶格", "{{ 法院 }}："),
        p("正文缩进", "{{ 案情 }}。{{ 提交 }}。"),
        p("正文缩进", "请予审查。", keep=True),
        *annexed(),
        *list(signed("申请人", others=True))[:-1],
        p("落款日期", "{{ 日期 }}"),
    ]
    return package(title, body, footers=[footer("dash")])
