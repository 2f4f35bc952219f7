"""证据清单: one table, group by group, in the columns that 证据规定 19 asks for, on pages laid across."""

from __future__ import annotations

from drawing.blocks import signed
from drawing.kit import WIDE_AREA, Column, each, footer, grouped_table, p, package, when

_FIRST = (
    Column("编号", 6, "证.编号"),
    Column("证据名称", 20, "证.名称", style="表格文字左"),
    Column("内容简述", 23, "证.内容", style="表格文字左"),
    Column("证据来源", 15, "证.来源", style="表格文字左"),
)
_FORM = Column("原件情况", 8, "证.原件")
_GROUPS, _CAPTION, _ROWS = "组 in 组别", "{{ 组.标题 }}", "证 in 组.证据"


def draw() -> bytes:
    """Return the template of the list; the column of pages is there once the exhibits are paginated."""
    paged = (*_FIRST, Column("证明对象", 21, "证.证明", style="表格文字左"), _FORM, Column("页码", 7, "证.页码"))
    plain = (*_FIRST, Column("证明对象", 28, "证.证明", style="表格文字左"), _FORM)
    body = [
        p("文书标题", "证据清单"),
        p("表注", "案件：{{ 案情 }}", keep=True),
        p("表注", "提交人：{{ 提交人 }}", keep=True),
        when("有页码", grouped_table(_GROUPS, _CAPTION, _ROWS, paged, area=WIDE_AREA)),
        when("not 有页码", grouped_table(_GROUPS, _CAPTION, _ROWS, plain, area=WIDE_AREA)),
        # What the columns mean goes along with the signature.
        p("表注", "{{ 份数 }}。", keep=True),
        when(
            "说明",
            p("表注", "说明：", keep=True),
            each("项", "说明", p("表注", "{{ 项.序号 }}. {{ 项.内容 }}", keep=True)),
        ),
        *signed("提交人", others=True, small=True),
    ]
    return package("证据清单", body, footers=[footer("of")], across=True)
