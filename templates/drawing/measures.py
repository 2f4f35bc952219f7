"""续行财产保全申请书 and 解除保全申请书: the measures as a table; one page set for each court and case."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import agents, annexed, persons, side, signed
from drawing.kit import Column, each, footer, p, package, table, when

MEASURES = (
    Column("序号", 7, "项.序号"),
    Column("权利人", 20, "项.权利人"),
    Column("财产", 31, "项.财产", style="表格文字左"),
    Column("措施", 10, "项.措施"),
    Column("起始日", 16, "项.起"),
    Column("届满日", 16, "项.止"),
)


def _page(title: str, asking: str) -> Iterator[str]:
    yield when("书.首", p("文书标题", title))
    yield when("not 书.首", p("文书标题新页", title))
    yield from side("书.申请人", reached=True)
    yield agents("书.申请人", "委托诉讼代理人")
    yield persons("书.被申请人", reached=True)
    yield p("一级标题", "请求事项：")
    yield each("项", "书.请求事项", p("条款", "{{ 项.序号 }}. {{ 项.内容 }}"))
    yield p("一级标题", "事实与理由：")
    yield p("正文缩进", "{{ 书.案情 }}：", keep=True)
    yield table("项 in 书.措施", MEASURES)
    yield each("由", "书.理由", p("正文缩进", "{{ 由 }}。"))
    yield p("正文缩进", asking)
    yield p("此致", "此致")
    yield p("致送机关", "{{ 书.法院 }}")
    yield from annexed("书.附件")
    yield from signed("{{ 书.称谓 }}", "书.落款", others=True)


def draw_renewal() -> bytes:
    """Return the template of the application to carry measures on."""
    title = "续行财产保全申请书"
    asking = "根据{{ 法律依据 }}的规定，在保全期限届满前提出本申请，请依法准许续行上述措施。"
    return package(title, [each("书", "各书", *_page(title, asking))], footers=[footer("dash")])


def draw_release() -> bytes:
    """Return the template of the application to lift measures."""
    title = "解除保全申请书"
    asking = "根据{{ 法律依据 }}的规定提出本申请，请依法裁定解除上述措施。"
    return package(title, [each("书", "各书", *_page(title, asking))], footers=[footer("dash")])
