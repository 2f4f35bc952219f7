"""Short: lines that hold one key and one number (``number: "5-3"``), and the tree once only such numbers are others.

Owns what counts as such a line: nothing stands beside key and number, so another number moves nothing and can be taken
for nothing else. Who counts thousands of exhibits anew need not read all of their text again. Whatever a tree does not
hold in that very place is no such line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lexcollect.patterns import regex
from lexcollect.yamltree.tree import Path_, Plain, Tree

_NUMBER = regex(r"\d[\d-]*")
_LINE = regex(r"( *(?:- +)?)([^\W\d]\w*): ([\"']?)(\d[\d-]*)\3")


class Short(NamedTuple):
    """What stands before the key, the key, the sign of quotation (or none), the number."""

    lead: str
    key: str
    quote: str
    number: str

    def line(self, number: str) -> str:
        """Return the line with another number."""
        return f"{self.lead}{self.key}: {self.quote}{number}{self.quote}"


def short(line: str) -> Short | None:
    """Return what a line holds; ``None`` for one that holds anything else."""
    found = _LINE.fullmatch(line)
    return Short(*found.groups()) if found else None


def is_number(value: Plain) -> bool:
    """Tell whether such a line can hold ``value``."""
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None


def renumbered(tree: Tree, old: list[str], lines: list[str]) -> Tree | None:
    """Return the tree of ``lines``, which differ from ``old`` (those of ``tree``) in numbers alone; else ``None``."""
    if len(old) != len(lines):
        return None
    wanted: dict[tuple[int, int], tuple[Short, str]] = {}
    for at, (was, now) in enumerate(zip(old, lines, strict=True)):
        if was == now:
            continue
        one, other = short(was), short(now)
        if one is None or other is None or one[:3] != other[:3]:
            return None
        wanted[at + 1, len(one.lead) + 1] = (one, other.number)
    numbers = {
        path: wanted[mark][1]
        for path, mark in tree.marks.items()
        if mark in wanted and _holds(tree, path, wanted[mark])
    }
    if len(numbers) < len(wanted):
        return None
    return Tree(exchanged(tree.data, numbers), tree.file, tree.marks, tree.bare)


def _holds(tree: Tree, path: Path_, line: tuple[Short, str]) -> bool:
    return path[-1:] == (line[0].key,) and value_at(tree.data, path) == line[0].number


def value_at(data: Any, path: Path_) -> Plain:
    """Return what ``data`` holds at ``path``, which is one of its places."""
    for part in path:
        data = data[part]
    found: Plain = data
    return found


def exchanged(data: Plain, texts: Mapping[Path_, str]) -> Plain:
    """Return ``data`` with other texts at places that hold one; what is not touched is shared."""
    copies: dict[Path_, Any] = {(): _copy(data)}
    for path, words in texts.items():
        for length in _lengths(path):
            if path[:length] not in copies:
                above = copies[path[: length - 1]]
                above[path[length - 1]] = copies[path[:length]] = _copy(above[path[length - 1]])
        copies[path[:-1]][path[-1]] = words
    found: Plain = copies[()]
    return found


def _lengths(path: Path_) -> Iterable[int]:
    return range(1, len(path))


def _copy(held: Any) -> Any:
    return list(held) if isinstance(held, list) else dict(held)
