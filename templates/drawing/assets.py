"""财产线索清单: one table, annexed to an application for preservation or enforcement."""

from __future__ import annotations

from drawing.blocks import signed
from drawing.kit import Column, footer, items, p, package, table

COLUMNS = (
    Column("序号", 7, "线.序号"),
    Column("类型", 11, "线.类型"),
    Column("权利人", 11, "线.权利人"),
    Column("具体信息", 25, "线.信息", style="表格文字左"),
    Column("权利负担", 11, "线.负担", style="表格文字左"),
    Column("线索来源及合法性", 21, "线.来源", style="表格文字左"),
    Column("建议措施", 14, "线.措施"),
)


def draw() -> bytes:
    """Return the template of the list."""
    body = [
        p("文书标题", "财产线索清单"),
        p("正文缩进", "{{ 案情 }}：", above=True),
        table("线 in 线索", COLUMNS),
        p("正文缩进", "说明：", gap=True, keep=True),
        items("项", "说明", held=True, whole=True),
        *signed("{{ 称谓 }}", others=True),
    ]
    return package("财产线索清单", body, footers=[footer("dash")])
