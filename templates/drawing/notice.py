"""债权转让通知书: one letter for each debtor and guarantor, each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import addressee, contacts, enclosed
from drawing.kit import accounts, each, footer, p, package, table, when
from drawing.statement import ROWS, ROWS_OF_EACH


def _letter() -> Iterator[str]:
    yield when("函.首 and 函头", p("函头", "{{ 函头 }}"))
    yield when("not 函.首 and 函头", p("函头新页", "{{ 函头 }}"))
    yield when("编号 and 函头", p("文号", "{{ 编号 }}"))
    yield when("函.首 or 函头", p("文书标题", "债权转让通知书"))
    yield when("not 函.首 and not 函头", p("文书标题新页", "债权转让通知书"))
    yield when("编号 and not 函头", p("文号", "{{ 编号 }}"))  # it goes with its letter to the next page
    yield addressee("函.收函人", "函.代码")
    yield p("正文缩进", "{{ 函.缘由 }}。")
    yield p("一级标题", "一、转让的债权")
    yield p("正文缩进", "{{ 函.订立 }}")
    yield when("函.保证", p("正文缩进", "{{ 函.保证 }}。"))
    yield when("not 各笔", p("正文缩进", "{{ 函.欠款 }}。"))
    yield when(
        "各笔",
        p("正文缩进", "{{ 函.欠款 }}："),
        p("表题", "各笔{{ 词.债 }}及欠款"),
        when("not 分列", table("单 in 各笔", ROWS)),
        when("分列", table("单 in 各笔", ROWS_OF_EACH)),
    )
    yield p("一级标题", "二、转让的事实", gap=True)
    yield p("正文缩进", "{{ 函.转让 }}")
    yield p("一级标题", "三、债务的履行")
    yield p("正文缩进", "依据{{ 函.法律依据 }}的规定，{{ 函.请求 }}：", keep=True)
    yield accounts()
    yield p("正文缩进", "{{ 函.保留 }}。")
    yield p("一级标题", "四、联系方式")
    yield from contacts(keep=False)  # what is enclosed goes with the two signatures
    yield p("正文缩进", "特此通知。", keep=True)
    yield enclosed()
    yield each("方", "落款.各方", p("落款首行", "{{ 方.称谓 }}（{{ 方.签章 }}）：{{ 方.名称 }}"))
    yield p("落款日期", "{{ 落款.日期 }}")


def draw() -> bytes:
    """Return the template."""
    return package("债权转让通知书", [each("函", "各函", *_letter())], footers=[footer("dash")])
