"""Columns: where a line of Chinese may end, and rows in two aligned columns.

Owns the folding of paragraphs; click counts characters, of which a Chinese one takes two columns, and folds only at
blanks, which Chinese does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from lexcollect.cn.width import screen_width

#: Columns between the two.
_GAP = 2
#: Marks that must not begin a line.
_NOT_FIRST = "，。；：、！？）》」』”’,.;:!?)"


def fold(text: str, columns: int) -> list[str]:
    """Return ``text`` as lines of at most ``columns`` (a closing mark may hang over)."""
    lines, line = [], ""
    for word in _pieces(text):
        if line and screen_width(line + word.rstrip()) > columns and word[0] not in _NOT_FIRST:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterable[str]:
    """Cut before blanks, around wide characters and behind a bar: the places where a line may end."""
    piece = ""
    for char in text:
        wide = east_asian_width(char) in "WF"
        if piece and (wide or char == " " or piece[-1] == "|" or east_asian_width(piece[-1]) in "WF"):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def columns(rows: Iterable[tuple[str, str]], total: int, indent: int = 2) -> list[str]:
    """Return ``rows`` as two aligned columns within ``total``, the second folded.

    The first takes less than half: what is wider stands on lines of its own, with the second below it.
    """
    pairs = list(rows)
    most = total // 2 - indent - _GAP
    first = max((width for left, _ in pairs if (width := screen_width(left)) <= most), default=_GAP)
    lines = []
    for left, right in pairs:
        head = " " * indent + left + " " * (first - screen_width(left) + _GAP)
        if screen_width(left) > most:
            lines += [
                " " * (indent if not at else 2 * indent) + line
                for at, line in enumerate(fold(left, total - 2 * indent))
            ]
            head = " " * (indent + first + _GAP)
        for part in fold(right, max(total - screen_width(head), 20)):
            lines.append((head + part).rstrip())
            head = " " * screen_width(head)
    return lines
