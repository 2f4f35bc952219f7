"""Edits: what may be done to a YAML text, and what it does to the values.

Owns the three edits and their meaning on plain values: the editor writes the text, this module says what must be read
afterwards. Paths are those of :mod:`lexcollect.yamltree`: keys as written and positions from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from lexcollect.records import dataclass
from lexcollect.yamltree import Path_, Plain


@dataclass(frozen=True, slots=True)
class Put:
    """Write ``value`` at ``path``; a key that is not there yet is added behind the key ``after`` (else as the last)."""

    path: Path_
    value: Plain
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """Write ``values`` into the list at ``path``, the first at position ``index``."""

    path: Path_
    index: int
    values: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """Take away the key or list entry at ``path``."""

    path: Path_


Edit = Put | Insert | Drop


def get(data: Plain, path: Path_) -> Plain:
    """Return the value at ``path``; :class:`KeyError` where there is none."""
    for part in path:
        held: Any = data
        in_map = isinstance(held, dict) and isinstance(part, str) and part in held
        in_list = isinstance(held, list) and isinstance(part, int) and 0 <= part < len(held)
        if not in_map and not in_list:
            raise KeyError(path)
        data = held[part]
    return data


def has(data: Plain, path: Path_) -> bool:
    """Tell whether there is a value (which may be nothing) at ``path``."""
    try:
        get(data, path)
    except KeyError:
        return False
    return True


def applied(data: Plain, edit: Edit) -> Plain:
    """Return ``data`` after ``edit``; what is not touched is shared. :class:`KeyError` where the place is missing."""
    if isinstance(edit, Insert):
        return _changed(data, edit.path, lambda old: _inserted(old, edit))
    if isinstance(edit, Put):
        if not edit.path:
            return edit.value
        return _changed(data, edit.path[:-1], lambda old: _with(old, edit))
    return _changed(data, edit.path[:-1], lambda old: _without(old, edit.path))


def _changed(data: Plain, path: Path_, change: Any) -> Plain:
    if not path:
        changed: Plain = change(data)
        return changed
    inner = _changed(get(data, path[:1]), path[1:], change)
    copy: Any = list(data) if isinstance(data, list) else dict(data)  # type: ignore[arg-type]
    copy[path[0]] = inner
    return copy  # type: ignore[no-any-return]


def _inserted(old: Plain, edit: Insert) -> Plain:
    held = old or []
    if not isinstance(held, list) or not 0 <= edit.index <= len(held):
        raise KeyError(edit.path)
    return [*held[: edit.index], *edit.values, *held[edit.index :]]


def _with(old: Plain, edit: Put) -> Plain:
    key = edit.path[-1]
    if isinstance(key, int):
        if not isinstance(old, list) or not 0 <= key < len(old):
            raise KeyError(edit.path)
        return [*old[:key], edit.value, *old[key + 1 :]]
    held = old or {}
    if not isinstance(held, dict):
        raise KeyError(edit.path)
    if key in held or edit.after not in held:
        return {**held, key: edit.value}
    out: dict[str, Any] = {}
    for name, value in held.items():
        out[name] = value
        if name == edit.after:
            out[key] = edit.value
    return out


def _without(old: Plain, path: Path_) -> Plain:
    get(old, path[-1:])
    if isinstance(old, list):
        return [one for i, one in enumerate(old) if i != path[-1]]
    assert isinstance(old, dict)
    return {key: one for key, one in old.items() if key != path[-1]}


def same(one: Plain, other: Plain) -> bool:
    """Tell whether two values are equal, the order of keys included."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def parted(data: Plain, put: Put) -> Iterator[Edit]:
    """Yield the smallest edits that make ``put``, in an order in which each finds its place.

    A collection that is replaced by one of its kind keeps what both hold, with the remarks beside it and the order
    of its keys.
    """
    if has(data, put.path):
        yield from _differences(get(data, put.path), put.value, put.path)
    else:
        yield put


def _differences(old: Plain, new: Plain, path: Path_) -> Iterator[Edit]:
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _of_maps(old, new, path)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _of_lists(old, new, path)
    elif not same(old, new):
        yield Put(path, new)


def _of_maps(old: dict[str, Any], new: dict[str, Any], path: Path_) -> Iterator[Edit]:
    before: str | None = None
    for key, value in new.items():
        if key in old:
            yield from _differences(old[key], value, (*path, key))
        else:
            yield Put((*path, key), value, after=before)
        before = key
    for key in old:
        if key not in new:
            yield Drop((*path, key))


def _of_lists(old: list[Any], new: list[Any], path: Path_) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, [repr(one) for one in old], [repr(one) for one in new], autojunk=False)
    # From the back, so that the positions before stay what they are.
    for what, i1, i2, j1, j2 in reversed(matcher.get_opcodes()):
        if what == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        if j2 - j1 > both:
            yield Insert(path, i1 + both, tuple(new[j1 + both : j2]))
        for i in reversed(range(i1 + both, i2)):
            yield Drop((*path, i))
        for i in range(both):
            yield from _differences(old[i1 + i], new[j1 + i], (*path, i1 + i))
