"""Columns: where a line of Chinese may end, and rows in two aligned columns.

Owns the folding of paragraphs; click counts characters, of which a Chinese one takes two columns, and folds only at
blanks, which Chinese does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from lexcollect.cn.width import screen_width

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
    """Cut before blanks and around wide characters: the places where a line may end."""
    piece = ""
    for char in text:
        wide = east_asian_width(char) in "WF"
        if piece and (wide or char == " " or east_asian_width(piece[-1]) in "WF"):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def columns(rows: Iterable[tuple[str, str]], total: int, indent: int = 2) -> list[str]:
    """Return ``rows`` as two aligned columns within ``total``, the second folded."""
    pairs = list(rows)
    first = max((screen_width(left) for left, _ in pairs), default=0)
    lines = []
    for left, right in pairs:
        head = " " * indent + left + " " * (first - screen_width(left) + 2)
        for part in fold(right, max(total - screen_width(head), 20)):
            lines.append((head + part).rstrip())
            head = " " * screen_width(head)
    return lines
