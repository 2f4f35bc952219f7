"""续行财产保全申请书 and 解除保全申请书: the measures as a table; one page set for each court and case."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import agents, annexed, persons, side, signed, to_court
from drawing.kit import Column, each, footer, items, p, package, table, when

MEASURES = (
    Column("序号", 7, "项.序号"),
    Column("权利人", 16, "项.权利人"),
    Column("财产", 27, "项.财产", style="表格文字左"),
    Column("措施", 8, "项.措施"),
    Column("起始日", 21, "项.起"),
    Column("届满日", 21, "项.止"),
)


def _page(title: str, grounds: str, asked: str) -> Iterator[str]:
    yield when("书.首", p("文书标题", title))
    yield when("not 书.首", p("文书标题新页", title))
    yield from side("书.申请人", reached=True)
    yield agents("书.申请人", "委托诉讼代理人")
    yield persons("书.被申请人", reached=True)
    yield p("一级标题", "请求事项：")
    yield items("项", "书.请求事项")
    yield p("一级标题", "事实与理由：")
    yield p("正文缩进", "{{ 书.案情 }}：")
    yield p("表题", "已采取的保全措施")
    yield table("项 in 书.措施", MEASURES)
    yield each(
        "由",
        "书.理由",
        when("loop.first", p("正文缩进", "{{ 由 }}。", gap=True)),
        when("not loop.first", p("正文缩进", "{{ 由 }}。")),
    )
    yield p("正文缩进", "申请人根据{{ 法律依据 }}的规定" + grounds + "提出本申请。")
    yield p("正文缩进", f"以上申请，请依法{asked}。", keep=True)
    yield from to_court(source="书.附件", court="书.法院")
    yield from annexed("书.附件")
    yield from signed("{{ 书.称谓 }}", "书.落款", others=True)


def draw_renewal() -> bytes:
    """Return the template of the application to carry measures on."""
    title = "续行财产保全申请书"
    page = _page(title, "，在保全期限届满前", "准许续行上述措施")
    return package(title, [each("书", "各书", *page)], footers=[footer("dash")])


def draw_release() -> bytes:
    """Return the template of the application to lift measures."""
    title = "解除保全申请书"
    page = _page(title, "", "裁定解除上述措施")
    return package(title, [each("书", "各书", *page)], footers=[footer("dash")])
