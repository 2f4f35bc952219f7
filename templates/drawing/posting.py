"""寄送核对单: one sheet a letter and addressee, each on a page of its own; kept by the sender."""

from __future__ import annotations

from drawing.kit import Column, each, footer, p, package, table, when

ITEMS = (
    Column("序号", 8, "事.序号"),
    Column("事项", 18, "事.名称"),
    Column("怎样做", 65, "事.内容", style="表格文字左"),
    Column("完成", 9, "事.空"),
)


def draw() -> bytes:
    """Return the template."""
    sheet = (
        when("单.首", p("文书标题", "寄送核对单")),
        when("not 单.首", p("文书标题新页", "寄送核对单")),
        p("短函顶格", "{{ 单.函件 }}"),
        p("表注", "{{ 说明 }}。"),
        table("事 in 单.事项", ITEMS),
        p("短函顶格", "经办人（签名）：　　　　　　日期：　　　年　　月　　日", gap=True),
    )
    return package("寄送核对单", [each("单", "各单", *sheet)], footers=[footer("dash")])
