"""财产线索清单: one table, annexed to an application for preservation or enforcement."""

from __future__ import annotations

from drawing.blocks import signed
from drawing.kit import Column, each, footer, p, package, table

COLUMNS = (
    Column("序号", 8, "线.序号"),
    Column("类型", 12, "线.类型"),
    Column("权利人", 16, "线.权利人"),
    Column("具体信息", 22, "线.信息", style="表格文字左"),
    Column("权利负担", 11, "线.负担", style="表格文字左"),
    Column("线索来源及合法性", 19, "线.来源", style="表格文字左"),
    Column("建议措施", 12, "线.措施"),
)


def draw() -> bytes:
    """Return the template of the list."""
    body = [
        p("文书标题", "财产线索清单"),
        p("正文缩进", "{{ 案情 }}：", keep=True),
        table("线 in 线索", COLUMNS),
        p("正文缩进", "说明：", gap=8, keep=True),
        each("项", "说明", p("条款", "{{ 项.序号 }}. {{ 项.内容 }}")),
        *signed("{{ 称谓 }}", others=True),
    ]
    return package("财产线索清单", body, footers=[footer("dash")])
