"""保证人催告函: one letter for each guarantor, each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import addressee, contacts, creditors_signed
from drawing.kit import accounts, each, footer, p, package, when


def _letter() -> Iterator[str]:
    yield when("函.首 and 函头", p("函头", "{{ 函头 }}"))
    yield when("not 函.首 and 函头", p("函头新页", "{{ 函头 }}"))
    yield when("编号 and 函头", p("文号", "{{ 编号 }}"))
    yield when("函.首 or 函头", p("文书标题", "保证人催告函"))
    yield when("not 函.首 and not 函头", p("文书标题新页", "保证人催告函"))
    yield when("编号 and not 函头", p("文号", "{{ 编号 }}"))  # it goes with its letter to the next page
    yield addressee("函.收函人", "函.代码")
    yield p("正文缩进", "{{ 发函人.名称 }}（以下称“我方”）{{ 函.缘由 }}。")
    yield p("一级标题", "一、保证的约定")
    yield p("正文缩进", "{{ 函.保证 }}。")
    yield p("一级标题", "二、所保证的债务")
    yield p("正文缩进", "{{ 函.欠款 }}。{% if 函.到期 %}{{ 函.到期 }}。{% endif %}")
    yield when(
        "函.此前",
        p("正文缩进", "{{ 函.此前说明 }}：{% for 次 in 函.此前 %}{{ 次.日期 }}，{{ 次.内容 }}。{% endfor %}"),
    )
    yield p("一级标题", "三、请求")
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 函.请求 }}：", keep=True)
    yield accounts()
    yield p("正文缩进", "{{ 函.后果 }}。{{ 函.性质 }}。")
    yield p("一级标题", "四、联系方式")
    yield p("正文缩进", "为确保资金安全，付款前可按本函所列联系方式向我方核实账户。")
    yield from contacts()
    yield p("正文缩进", "特此函告。", keep=True)
    yield from creditors_signed()


def _of_thing() -> Iterator[str]:
    yield when("函.首 and 函头", p("函头", "{{ 函头 }}"))
    yield when("not 函.首 and 函头", p("函头新页", "{{ 函头 }}"))
    yield when("函.首 or 函头", p("文书标题", "抵押人催告函"))
    yield when("not 函.首 and not 函头", p("文书标题新页", "抵押人催告函"))
    yield addressee("函.收函人", "函.代码")
    yield p("正文缩进", "{{ 发函人.名称 }}（以下称“我方”）{{ 函.缘由 }}。")
    yield p("一级标题", "一、担保的财产")
    yield each("句", "函.担保", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "二、所担保的债务")
    yield p("正文缩进", "{{ 欠款 }}。")
    yield p("一级标题", "三、请求")
    yield p("正文缩进", "{{ 函.请求 }}：", keep=True)
    yield accounts()
    yield p("正文缩进", "依据{{ 函.法律依据 }}的规定，{% for 句 in 函.后果 %}{{ 句 }}。{% endfor %}")
    yield p("一级标题", "四、联系方式")
    yield p("正文缩进", "为确保资金安全，付款前可按本函所列联系方式向我方核实账户。")
    yield from contacts()
    yield p("正文缩进", "特此函告。", keep=True)
    yield from creditors_signed()


def draw_thing() -> bytes:
    """Return the template of the letter to whoever gave a thing as security."""
    return package("抵押人催告函", [each("函", "各函", *_of_thing())], footers=[footer("dash")])


def draw() -> bytes:
    """Return the template."""
    body = [each("函", "各函", *_letter())]
    return package("保证人催告函", body, footers=[footer("dash")])
