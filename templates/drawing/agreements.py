"""执行和解协议 and 还款承诺书: articles one after the other, the plan as a table below its own."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import persons
from drawing.kit import each, footer, p, package, table, when
from drawing.settlement import INSTALMENTS


def _articles(*, whole: bool = False) -> Iterator[str]:
    """Yield the articles; ``whole``: the last one goes along with a closing that one person signs."""
    yield each(
        "条",
        "各条",
        p("一级标题", "{{ 条.序 }}　{{ 条.题 }}"),
        each("句", "条.款", *_kept() if whole else (p("条款", "{{ 句 }}。"),)),
        when("条.表", p("表题", "还款计划"), table("期 in 分期", INSTALMENTS)),
    )


def _kept() -> Iterator[str]:
    last = "loop.last and 条.末"
    yield when(last, p("条款", "{{ 句 }}。", keep=True))
    yield when(f"not ({last})", p("条款", "{{ 句 }}。"))


def _signed() -> Iterator[str]:
    yield each(
        "方",
        "签署方",
        p("签署首行", "{{ 方.称谓 }}（{{ 方.签章 }}）：{{ 方.名称 }}"),
        when("方.代表人", p("签署", "{{ 方.代表人 }}")),
        p("签署末行", "签订日期：　　　　年　　月　　日"),
    )


def draw_enforcement() -> bytes:
    """Return the template of the settlement in enforcement."""
    body = [
        p("文书标题", "执行和解协议"),
        persons("申请人", as_what="申请执行人"),
        when("合称.申请人", p("当事人", "{{ 合称.申请人 }}")),
        persons("被执行人", as_what="被执行人"),
        when("合称.被执行人", p("当事人", "{{ 合称.被执行人 }}")),
        persons("新增"),
        p("正文缩进", "{{ 序言 }}："),
        *_articles(),
        p(
            "正文缩进",
            "本协议{% if 签订地 %}于{{ 签订地 }}签订，{% endif %}一式{{ 份数 }}份，各方各执一份，一份提交人民法院，"
            "自各方签名或者盖章之日起生效。",
            keep=True,
            gap=True,
        ),
        *_signed(),
    ]
    return package("执行和解协议", body, footers=[footer("of")])


def draw_promise() -> bytes:
    """Return the template of the promise to pay."""
    body = [
        p("文书标题", "还款承诺书"),
        p("正文顶格", "致：{{ 收件人 }}（甲方）"),
        persons("承诺人", as_what="承诺人"),
        when("合称", p("当事人", "{{ 合称 }}")),
        p("正文缩进", "{{ 序言 }}："),
        *_articles(whole=True),
        p("正文缩进", "本承诺书自签名或者盖章之日起生效，原件交甲方。", keep=True, gap=True),
        *_signed(),
    ]
    return package("还款承诺书", body, footers=[footer("of")])
