"""Table: rows under heads, in columns that fit the screen.

Owns the plain case, in which every cell takes one line and the table fits: it is laid out here. What must be folded, or
holds characters whose width is not plain, is left to rich, which costs a tenth of a run to load. Both look the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from shutil import get_terminal_size

from lexcollect.cn.width import screen_width
from lexcollect.patterns import regex

#: Wide enough that no table is cut when the output goes to a file.
_FILE_WIDTH = 400
#: Characters whose width is the same everywhere: Latin, marks of punctuation and shapes, Chinese in its usual blocks.
_PLAIN = regex(
    "[ -~\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u2190-\u2199\u221a\u2460-\u249b\u2500-\u25fc"
    "\u3000-\u3029\u3030-\u303e\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*"
)


def table_lines(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), tight: bool = False
) -> list[str]:
    """Return the lines of a table for standard output; the columns ``right`` (from 0) are set to the right.

    A ``tight`` table leaves two columns between its own instead of three.
    """
    between = 2 if tight else 3
    columns = list(zip(heads, *rows, strict=True))
    if all(_PLAIN.fullmatch(cell) for column in columns for cell in column):
        widths = [max(map(screen_width, column)) for column in columns]
        total = sum(widths) + between * (len(widths) - 1)
        if all(widths) and total <= _room():
            lines = (_line(row, widths, right, " " * between) for row in (heads, *rows))
            return [next(lines), "─" * total, *lines]
    return folded(heads, rows, right=right, tight=tight)


def _room() -> int:
    """Return how wide a line may be for certain; none where the frame itself depends on the console."""
    if not (sys.stdout.encoding or "utf-8").lower().startswith("utf"):
        return 0
    if not sys.stdout.isatty():
        return _FILE_WIDTH
    return get_terminal_size().columns - (os.name == "nt")  # an old Windows console breaks a line that is full


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int], between: str) -> str:
    cells = []
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - screen_width(cell))
        cells.append(space + cell if number in right else cell + space)
    return between.join(cells).rstrip()


def folded(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), tight: bool = False
) -> list[str]:
    """Return the same table as rich lays it out: cells that do not fit are folded."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    padding = (0, 1, 0, 0) if tight else (0, 1)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="", padding=padding)
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    width = None if sys.stdout.isatty() else _FILE_WIDTH
    screen = Console(file=sys.stdout, width=width, highlight=False, emoji=False, no_color=True)
    with screen.capture() as captured:
        screen.print(table)
    return [line.rstrip() for line in captured.get().splitlines()]
