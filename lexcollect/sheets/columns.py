"""Columns of the evidence sheet (证据整理表): what they are called, how wide they are, which may be typed in.

Owns the one list of columns. The words are those of a paralegal's table; the keys are those of the catalogue where
there is one. A column that is not ``open`` is made by the program: what is typed there is told and ignored.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: ``key``, its heading, its width in characters, and whether a person may type in it."""

    key: str
    head: str
    width: float
    open: bool = True


#: The columns from left to right. ``order`` is the place within the group: 3.5 stands between 3 and 4.
COLUMNS: tuple[Column, ...] = (
    Column("number", "编号", 7, open=False),
    Column("group", "组", 15),
    Column("order", "序号", 6),
    Column("title", "证据名称", 34),
    Column("date", "日期", 12),
    Column("date_source", "日期来源", 16, open=False),
    Column("others", "其他日期", 20, open=False),
    Column("kind", "种类", 10),
    Column("proof", "证明类型", 14),
    Column("source", "来源", 20),
    Column("purpose", "证明对象", 36),
    Column("submit", "提交", 6),
    Column("reason", "不提交的原因", 16),
    Column("into", "并入", 7),
    Column("excerpt", "节选", 9),
    Column("turned", "转正", 18),
    Column("pages_left_out", "略去页", 14),
    Column("original", "原件", 6),
    Column("note", "备注（不外传）", 20),
    Column("collected_by", "采集人", 9),
    Column("collected_on", "采集时间", 16),
    Column("collected_from", "采集设备或账号", 18),
    Column("collected_with", "采集工具", 14),
    Column("collected_how", "采集方法", 24),
    Column("carrier", "原始载体", 18),
    Column("by", "决定人", 9),
    Column("why", "决定理由", 20),
    Column("problem", "问题", 26, open=False),
    Column("pages", "页数", 6, open=False),
    Column("files", "文件", 34, open=False),
    Column("picture", "缩略图", 13, open=False),
    Column("id", "编号ID", 24, open=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
#: What a person may type in, from left to right.
OPEN_KEYS = tuple(column.key for column in COLUMNS if column.open)

#: The column of the files of a line. Nobody types in it; the page lists the files of an exhibit anew by it.
FILES = "files"

#: What is typed in the column 并入 besides the number of an exhibit: its files become lines of their own again.
APART = frozenset(("拆开", "拆", "分开"))

#: Answers in the column 提交.
YES, NO, UNDECIDED = "是", "否", "待定"
ANSWERS = (YES, NO, UNDECIDED)
#: What people write for them.
ALSO = {
    "√": YES,
    "✓": YES,
    "y": YES,
    "yes": YES,
    "true": YES,
    "提交": YES,
    "×": NO,
    "x": NO,
    "n": NO,
    "no": NO,
    "false": NO,
    "不提交": NO,
    "待": UNDECIDED,
    "?": UNDECIDED,
    "？": UNDECIDED,
    "未定": UNDECIDED,
}
