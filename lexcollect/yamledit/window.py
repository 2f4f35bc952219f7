"""Window: the part of a large text in which an edit is made, so that the rest of it need not be looked at.

Owns which entries of a list below a key at the margin an edit touches, their lines with some neighbours as a small text
of its own, and the large text with those lines exchanged. Knows no way of writing; whoever exchanges proves the whole.
"""

from __future__ import annotations

from typing import NamedTuple

from lexcollect.yamledit.edits import Drop, Edit, Insert, Put
from lexcollect.yamltree import Path_, Plain, parse_yaml

#: Shorter texts, and shorter lists, are edited whole; so many neighbours show how the list is written.
LARGE, _LIST, _NEIGHBOURS = 100_000, 100, 12
#: Entries of one window.
_WIDE = 300


class Window(NamedTuple):
    """Entries of the list ``key`` from ``first`` as a small text; they stand at ``[top, end)`` of the large one."""

    key: str
    first: int
    entries: int
    head: str
    text: str
    top: int
    end: int

    def edit(self, edit: Edit) -> Edit:
        """Return ``edit`` with its place in the small text."""
        path = edit.path
        if isinstance(edit, Insert):
            return (
                Insert(path, edit.index - self.first, edit.values) if len(path) == 1 else edit_at(edit, self._in(path))
            )
        return edit_at(edit, self._in(path))

    def _in(self, path: Path_) -> Path_:
        at = path[1]
        assert isinstance(at, int)
        return (path[0], at - self.first, *path[2:])

    def data(self, whole: Plain, more: int) -> Plain:
        """Return what the small text is to hold where the large one holds ``whole``, ``more`` entries than before."""
        assert isinstance(whole, dict)
        held = whole[self.key]
        return {self.key: held[self.first : self.first + self.entries + more]}

    def exchanged(self, large: str, text: str) -> str | None:
        """Return ``large`` with the new small ``text``; ``None`` where its first line is another."""
        if not text.startswith(self.head):
            return None
        return large[: self.top] + text[len(self.head) :] + large[self.end :]


def edit_at(edit: Edit, path: Path_) -> Edit:
    """Return ``edit`` at another place."""
    if isinstance(edit, Put):
        return Put(path, edit.value, edit.after)
    return Insert(path, edit.index, edit.values) if isinstance(edit, Insert) else Drop(path)


def together(edits: list[Edit]) -> list[list[Edit]]:
    """Return the edits of one step (texts put for texts, or one edit) in groups that fit into one window each."""
    groups: list[list[Edit]] = []
    for edit in sorted(edits, key=lambda one: (str(one.path[:1]), _touched(one) or 0)) if len(edits) > 1 else edits:
        last = groups[-1][0] if groups else None
        near = last is not None and last.path[:1] == edit.path[:1] and (_touched(edit) or 0) - (_touched(last) or 0)
        if last is not None and near is not False and near < _WIDE:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def window_of(text: str, name: str, edits: list[Edit]) -> Window | None:
    """Return the window of ``edits`` of one list; ``None`` where the whole text has to be looked at."""
    edit = edits[0]
    if len(text) < LARGE or "\r" in text:
        return None
    tree, _ = parse_yaml(text, name)
    data = tree.data if tree is not None else None
    key = edit.path[0] if edit.path else None
    if tree is None or not isinstance(data, dict) or not isinstance(key, str):
        return None
    held, places = data.get(key), [_touched(one) for one in edits]
    if not isinstance(held, list) or len(held) < _LIST:
        return None
    touched = [at for at in places if at is not None and 0 <= at <= len(held)]
    if len(touched) < len(places):
        return None
    first, last = max(min(touched) - _NEIGHBOURS, 0), min(max(touched) + _NEIGHBOURS, len(held))
    keys = list(data)
    following = keys[keys.index(key) + 1] if key != keys[-1] else None
    below = tree.marks[(key, last)] if last < len(held) else tree.marks[(following,)] if following else None
    lines = text.split("\n")
    top = tree.marks[(key, first)][0] - 1 if first else tree.marks[(key,)][0]
    end = below[0] - 1 if below else len(lines)
    starts = [lines[tree.marks[(key, n)][0] - 1].lstrip(" ")[:2] == "- " for n in (0, first, min(last, len(held) - 1))]
    if not all(starts) or lines[tree.marks[(key,)][0] - 1] != f"{key}:":
        return None
    head = f"{key}:\n"
    begin = sum(map(len, lines[:top])) + top
    small = "\n".join(lines[top:end]) + ("\n" if end < len(lines) else "")
    return Window(key, first, last - first, head, head + small, begin, begin + len(small))


def _touched(edit: Edit) -> int | None:
    """Return the position of the one entry of a list that ``edit`` touches, or beside which it writes."""
    if len(edit.path) == 1:
        return edit.index if isinstance(edit, Insert) else None
    return edit.path[1] if isinstance(edit.path[1], int) else None
