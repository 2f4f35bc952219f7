"""Again: a large text that was read a moment ago, whole or but for a few entries of one list.

Owns the memory of the last large texts and the way to the tree of a text that differs from one of them inside one list
below a key at the margin: only the entries that differ, and those beside them, are read; everything else is taken over
with its places moved. Where only numbers differ, anywhere, nothing is read but their lines. Whatever is not certain to
be the same (a slip, a sign at the margin, another indent) is read whole. What it returns is what reading the whole text
returns; trees share their parts, and nobody may change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lexcollect.findings import Finding
from lexcollect.patterns import regex
from lexcollect.yamltree.short import renumbered
from lexcollect.yamltree.tree import Path_, Plain, Tree

#: So many large texts are remembered; a list of fewer entries is read whole; most entries that are read apart.
_TEXTS, _LIST, _APART = 3, 100, 400
#: What ends or heads a document, wherever it stands at the margin.
_DOCUMENT = regex(r"---|\.\.\.|%|\ufeff")
#: What ends a line for YAML and for nobody else: its lines are not counted here.
_ODD_ENDS = regex("[\x85\u2028\u2029]")
#: What stands before the first key of an entry: blanks, the dash, blanks.
_DASH = regex(r"( *)-( +)")

Read = tuple[Tree | None, list[Finding]]


class _Known(NamedTuple):
    """A text that was read: its bytes, its lines, its tree."""

    raw: bytes | str
    lines: list[str]
    tree: Tree


_known: tuple[_Known, ...] = ()


def composed(raw: bytes | str, name: str, whole: Callable[[bytes | str, str], Read]) -> Read:
    """Return the tree of ``raw`` (findings call it ``name``), or what ``whole``, which reads a text, finds in it."""
    global _known
    for at, known in enumerate(_known):
        if known.raw == raw:
            _known = (known, *_known[:at], *_known[at + 1 :])
            return _named(known.tree, name), []
    lines = _lines(raw)
    tree = next((tree for known in _known if lines and (tree := _from(known, lines, whole))), None)
    if tree is None:
        tree, found = whole(raw, name)
        if tree is None:
            return None, found
    if lines:
        _known = (_Known(raw, lines, tree), *_known[: _TEXTS - 1])
    return _named(tree, name), []


def _named(tree: Tree, name: str) -> Tree:
    return tree if tree.file == name else Tree(tree.data, name, tree.marks, tree.bare)


def _lines(raw: bytes | str) -> list[str]:
    """Return the lines of a text without its mark; none where some end otherwise than lines do today."""
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw.removeprefix("\ufeff")
    except UnicodeDecodeError:
        return []
    usual = text.count("\r") == text.count("\r\n") and not _ODD_ENDS.search(text)
    return text.split("\n") if usual else []


class _Window(NamedTuple):
    """Entries ``[first, last)`` of the list ``key``: their lines ``[top, end)`` (from 0), and how far each is in."""

    key: str
    first: int
    last: int
    top: int
    end: int
    indent: tuple[str, str]


def _from(known: _Known, lines: list[str], whole: Callable[[bytes | str, str], Read]) -> Tree | None:
    """Return the tree of ``lines`` as far as it follows from ``known``; ``None`` where it does not for certain."""
    old, shorter = known.lines, min(len(known.lines), len(lines))
    same = next((n for n, (was, now) in enumerate(zip(old, lines, strict=False)) if was != now), shorter)
    if same == len(old) == len(lines):
        return known.tree
    if counted := renumbered(known.tree, old, lines):
        return counted
    behind = next((n for n in range(shorter - same) if old[-1 - n] != lines[-1 - n]), shorter - same)
    window = _window(known, same, len(old) - behind)
    if window is None:
        return None
    more = len(lines) - len(old)
    part = lines[window.top : window.end + more]
    if any(_DOCUMENT.match(line) for line in part):
        return None
    read, _ = whole("\n".join(["k:", *part, ""]), "")
    if read is None or not isinstance(read.data, dict) or list(read.data) != ["k"]:
        return None
    entries = read.data["k"]
    if not isinstance(entries, list) or not all(_is_entry(read, part, n, window) for n in range(len(entries))):
        return None
    return _joined(known.tree, window, read, entries, more)


def _window(known: _Known, first: int, behind: int) -> _Window | None:
    """Return the entries that hold the lines ``[first, behind)``, of a list large enough; else ``None``."""
    tree, lines = known.tree, known.lines
    keys = list(tree.data) if isinstance(tree.data, dict) else []
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        held = tree.data[key]  # type: ignore[index,call-overload]
        end = tree.marks[(following,)][0] - 1 if following is not None else len(lines)
        if not isinstance(held, list) or len(held) < _LIST or not _top(tree, key, 0) <= first <= end or behind > end:
            continue
        at = _holding(tree, key, len(held), first)
        last = at + 1
        while last < len(held) and _top(tree, key, last) < behind:
            last += 1
        top, stop = _top(tree, key, at), _top(tree, key, last) if last < len(held) else end
        dash = _DASH.match(lines[top])
        if last - at > _APART or not dash or tree.marks[(key, at)][1] - 1 != dash.end():
            return None
        return _Window(key, at, last, top, stop, (dash[1], dash[2]))
    return None


def _top(tree: Tree, key: str, at: int) -> int:
    return tree.marks[(key, at)][0] - 1


def _holding(tree: Tree, key: str, count: int, line: int) -> int:
    """Return the last entry that begins at or above ``line``."""
    low, high = 0, count
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _top(tree, key, middle) <= line else (low, middle)
    return low


def _is_entry(read: Tree, part: list[str], at: int, window: _Window) -> bool:
    """Tell whether an entry begins as those around it do: its dash as far in, the first at the first line."""
    line, column = read.marks[("k", at)]
    dash = _DASH.match(part[line - 2]) if line > 1 else None
    if dash is None or dash[1] != window.indent[0] or column - 1 != dash.end():
        return False
    return at > 0 or line == 2


def _joined(old: Tree, window: _Window, read: Tree, entries: list[Plain], more: int) -> Tree:
    """Return ``old`` with ``entries`` (of ``read``) in the window; what follows is ``more`` lines lower."""
    key, first, last = window.key, window.first, window.last
    assert isinstance(old.data, dict)
    held: list[Plain] = old.data[key]
    data = {**old.data, key: [*held[:first], *entries, *held[last:]]}
    further = len(entries) - (last - first)

    def moved(path: Path_) -> Path_:
        if further and len(path) > 1 and path[0] == key and isinstance(path[1], int) and path[1] >= last:
            return (key, path[1] + further, *path[2:])
        return path

    gone = {path for at in range(first, last) for path in _paths(held[at], (key, at))}
    marks = dict(old.marks)
    for path in gone:
        del marks[path]
    if more or further:
        marks = {
            moved(path): (line + more, column) if line > window.end else (line, column)
            for path, (line, column) in marks.items()
        }
    for path, (line, column) in read.marks.items():
        if len(path) > 1:
            assert isinstance(path[1], int)
            marks[(key, first + path[1], *path[2:])] = (window.top + line - 1, column)
    bare = {moved(path) for path in old.bare - gone}
    bare |= {(key, first + path[1], *path[2:]) for path in read.bare if isinstance(path[1], int)}
    return Tree(data, old.file, marks, frozenset(bare))


def _paths(value: Plain, path: Path_) -> Iterator[Path_]:
    """Yield the place of ``value`` and of everything in it."""
    yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _paths(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _paths(one, (*path, at))
