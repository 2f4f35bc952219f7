"""Changes: what is to be written into a case file or a catalogue, and what the text becomes.

Owns the three changes a program may ask for, by place: :class:`Set`, :class:`Add`, :class:`Remove`. New keys are
spelled in the language of their neighbours and stand in the order of the case file. Touches no disk, knows no law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Refused, Where, finding
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.findings import Finding
    from lexcollect.yamledit import Edit, Edited, Found, Keys
    from lexcollect.yamltree import Plain

#: Keys, names of entries and positions (from 0), outermost first: ``("payments", "付款一", "amount")``.
Place = tuple[str | int, ...]
#: What may be written: texts, amounts, days, yes and no, nothing, and lists and mappings of them. No floats.
Value = Any


@dataclass(frozen=True, slots=True)
class Set:
    """Write ``value`` at ``place``; keys at its end that are not there yet are added. ``None`` leaves the key blank."""

    place: Place
    value: Value


@dataclass(frozen=True, slots=True)
class Add:
    """Write ``fact`` as a new entry of the list at ``group``: as the last one, or at the position ``at`` (from 0)."""

    group: Place
    fact: Value
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away the fact, entry or key at ``place``."""

    place: Place


Change = Set | Add | Remove


def changed(raw: bytes, changes: Iterable[Change], keys: Keys, file: str) -> Edited:
    """Return the text ``raw`` of ``file`` after ``changes``, one after the other.

    :class:`Refused` when the text cannot be read or a place is not there, is claimed by two entries, or is written in
    a form that is not edited.
    """
    from lexcollect.yamledit import CannotEdit, NoPlace, Unreadable, edited
    from lexcollect.yamledit.places import carry
    from lexcollect.yamltree import dotted

    try:
        data = edited(raw, (), file).data
        edits: list[Edit] = []
        for change in changes:
            edit = _edit(data, change, keys)
            before, data = data, _applied(data, edit)
            carry(before, data, edit.path)
            edits.append(edit)
        return edited(raw, edits, file)
    except Unreadable as unreadable:
        raise Refused(unreadable.findings) from None
    except NoPlace as none:
        code = "LX-W011" if none.twice else "LX-W010"
        raise Refused([finding(code, Where(file), place=dotted(none.place), part=str(none.part))]) from None
    except CannotEdit as cannot:
        raise Refused([finding("LX-W012", Where(file), place=dotted(cannot.path))]) from None


def plain(value: Value) -> Plain:
    """Return ``value`` as it is written: amounts and days as text, yes and no as 是 and 否; :class:`TypeError` else."""
    if value is None or isinstance(value, str):
        # A choice is a text too: its value, not its name.
        return None if value is None else str.__str__(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [plain(one) for one in value]
    raise TypeError(f"cannot be written: {value!r}")


def _edit(data: Plain, change: Change, keys: Keys) -> Edit:
    from lexcollect.yamledit import Drop, NoPlace, find, get

    if isinstance(change, Add):
        return _added(data, change, keys)
    found = find(data, change.place, keys)
    if isinstance(change, Set):
        return _put(data, found, plain(change.value))
    if found.missing or not found.path:
        raise NoPlace(change.place, change.place[-1] if change.place else "")
    if found.inside is None:
        return Drop(found.path)
    words = _words(get(data, found.path), found)
    return _put_words(found, [word for i, word in enumerate(words) if i != found.inside])


def _put(data: Plain, found: Found, value: Plain) -> Edit:
    from lexcollect.yamledit import Put, get, spelled

    if found.inside is not None:
        words = _words(get(data, found.path), found)
        words[found.inside] = str(value)
        return _put_words(found, words)
    value = spelled(value, found.key, chinese=found.chinese)
    for name in reversed(found.missing[1:]):
        value = {name: value}
    return Put((*found.path, *found.missing[:1]), value, found.after)


def _added(data: Plain, change: Add, keys: Keys) -> Edit:
    from lexcollect.yamledit import Insert, NoPlace, find, get, spelled

    found = find(data, change.group, keys)
    if found.key is not None and not found.key.many:
        raise NoPlace(change.group, change.group[-1])
    fact = spelled(plain(change.fact), found.key, chinese=found.chinese)
    if found.missing:
        return _put(data, found, [fact])
    held = get(data, found.path)
    if isinstance(held, str):
        words: list[Any] = _words(held, found)
        words.insert(len(words) if change.at is None else change.at, fact)
        return _put_words(found, words)
    return Insert(found.path, _position(held, change), (fact,))


def _position(held: Plain, change: Add) -> int:
    from lexcollect.yamledit import NoPlace

    count = len(held) if isinstance(held, list) else 0
    if isinstance(held, dict) or not 0 <= (count if change.at is None else change.at) <= count:
        raise NoPlace(change.group, "" if change.at is None else change.at)
    return count if change.at is None else change.at


def _words(text: Plain, found: Found) -> list[str]:
    assert isinstance(text, str) and found.key is not None
    return found.key.split(text) if found.key.split else [text]


def _put_words(found: Found, words: list[Any]) -> Edit:
    from lexcollect.yamledit import Put

    return Put(found.path, [word.strip() if isinstance(word, str) else word for word in words])


def _applied(data: Plain, edit: Edit) -> Plain:
    from lexcollect.yamledit.edits import applied

    return applied(data, edit)


def remark_findings(edited: Edited, file: str) -> tuple[Finding, ...]:
    """Return what the user should look at: remarks that went with a fact, and those that now stand above another."""
    out = [finding("LX-W020", Where(file), remark=remark) for remark in edited.kept]
    return (*out, *(finding("LX-W021", Where(file), remark=remark) for remark in edited.lost))
