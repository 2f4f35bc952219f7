"""Render: a value that is new to a text, as YAML.

Owns when a new value stands on one line between brackets and when on lines of its own. Knows no place in a text: the
caller says at which column, and in which manner.
"""

from __future__ import annotations

from typing import Any

from lexcollect.cn.width import screen_width
from lexcollect.yamledit.scalars import block_lines, scalar
from lexcollect.yamledit.style import Style
from lexcollect.yamltree import Plain

#: A mapping of texts that takes no more columns stays on the line of its key.
_SHORT = 88


def inline(value: Plain, style: Style, *, in_list: bool = False) -> str:
    """Return ``value`` on one line, fit to stand between brackets."""
    if value is None:
        return "null" if in_list else ""
    if value == "":
        return '""'
    if isinstance(value, str):
        return scalar(value, in_list=in_list)
    if isinstance(value, list):
        return "[" + ", ".join(inline(one, style, in_list=True) for one in value) + "]"
    if not value:
        return "{}"
    pairs = (inline_pair(key, one, style) for key, one in value.items())
    return "{" + style.pad + ", ".join(pairs) + style.pad + "}"


def inline_pair(key: str, value: Plain, style: Style) -> str:
    """Return ``key: value`` as it stands between braces; the blank stays where there is no value."""
    return f"{inline_key(key)}: {inline(value, style)}"


def inline_key(key: str) -> str:
    """Return ``key`` as it stands before a colon."""
    return scalar(key) or '""'


def fits_inline(value: Plain) -> bool:
    """Tell whether a new ``value`` goes behind its key: a text, a list of texts, or a short mapping of texts."""
    if isinstance(value, list):
        return all(one is None or isinstance(one, str) for one in value)
    if isinstance(value, dict):
        nested = any(
            isinstance(one, dict) or (isinstance(one, list) and not fits_inline(one)) for one in value.values()
        )
        return not nested and screen_width(inline(value, Style())) <= _SHORT
    return True


def entry_lines(key: str, value: Plain, column: int, style: Style) -> list[str]:
    """Return the lines of ``key: value`` at ``column``, without line ends."""
    head = " " * column + inline_key(key) + ":"
    behind, below = value_lines(value, column, style)
    return [head + behind, *below]


def value_lines(value: Plain, column: int, style: Style) -> tuple[str, list[str]]:
    """Return what of ``value`` stands behind the colon of a key at ``column``, and the lines below that key."""
    if isinstance(value, str) and "\n" in value.rstrip("\n") and (text := block_lines(value, "|")):
        header, lines = text
        return f" {header}", [" " * (column + style.step) + line if line else "" for line in lines]
    if fits_inline(value):
        return f" {inline(value, style)}".rstrip(), []
    if isinstance(value, list):
        return "", list_lines(value, column + style.dash, style)
    return "", map_lines(value, column + style.step, style)


def list_lines(value: list[Any], column: int, style: Style) -> list[str]:
    """Return the lines of a list whose dashes stand at ``column``."""
    return [line for one in value for line in item_lines(one, column, style)]


def item_lines(value: Plain, column: int, style: Style) -> list[str]:
    """Return the lines of one entry of a list: a mapping takes a line a key, everything else one line."""
    dash = " " * column + "-"
    if isinstance(value, dict) and value:
        lines = map_lines(value, column + style.gap, style)
        return [dash + lines[0][len(dash) :], *lines[1:]]
    return [f"{dash}{' ' * (style.gap - 1)}{inline(value, style)}".rstrip()]


def map_lines(value: Any, column: int, style: Style) -> list[str]:
    """Return the lines of a mapping whose keys stand at ``column``."""
    return [line for key, one in value.items() for line in entry_lines(key, one, column, style)]
