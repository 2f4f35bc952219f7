"""Decided (办理登记): what a person recorded of the steps of a matter: done, left out, held until a day.

Owns the shape of the record and its reading from YAML, with every mistake by its place. What a person recorded here is
the office's own; facts that the law looks at stand in the case file. Writes nothing.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from lexcollect.findings import Finding
from lexcollect.records import dataclass
from lexcollect.steps.entries import EntryReader
from lexcollect.wording import text
from lexcollect.yamltree import Path_, Tree


class Held(StrEnum):
    """Why a sum is held out of its steps (暂缓原因)."""

    OBJECTION = "objection"  # 对方异议：不再提醒和催告，起诉、保全照常
    HOLD = "hold"  # 内部决定暂缓：全部步骤


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done (or, ``left``, left out) on a day, about some debts (none: all), by whom, and why."""

    step: str
    on: date
    by: str
    covers: tuple[str, ...] = ()
    why: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class HoldEntry:
    """A hold: from ``first`` until ``until`` (none: until somebody ends it), about some debts (none: all)."""

    kind: Held
    first: date
    by: str
    until: date | None = None
    covers: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """All that was recorded of one matter."""

    done: tuple[Done, ...] = ()
    holds: tuple[HoldEntry, ...] = ()


NOTHING = Decided()

_DONE_KEYS = {"step": "步骤", "on": "日期", "by": "经手人", "covers": "涉及", "why": "说明"}
_HOLD_KEYS = {
    "kind": "原因",
    "first": "自",
    "until": "至",
    "by": "决定人",
    "covers": "涉及",
    "why": "说明",
}
_GROUPS = {"done": "已完成", "left": "不做", "holds": "暂缓"}
_HELD = {Held.OBJECTION: "异议", Held.HOLD: "暂缓"}


def read_decided(tree: Tree) -> tuple[Decided, list[Finding]]:
    """Return what ``tree`` records, and everything that is wrong with it; a wrong entry is left out and told."""
    reader = _Reader(tree)
    groups = reader.keys((), tree.data, _GROUPS)
    done = [reader.done(path, one, left=False) for path, one in reader.entries("done", groups)]
    done += [reader.done(path, one, left=True) for path, one in reader.entries("left", groups)]
    holds = [reader.hold(path, one) for path, one in reader.entries("holds", groups)]
    kept = Decided(tuple(d for d in done if d), tuple(h for h in holds if h))
    return kept, reader.found


def entry_of(entry: Done | HoldEntry) -> tuple[str, dict[str, Any]]:
    """Return the group and the keys under which ``entry`` is written, in Chinese as the file is read by people."""
    about: dict[str, Any] = {"涉及": list(entry.covers)} if entry.covers else {}
    if isinstance(entry, Done):
        told = {"步骤": entry.step, "日期": entry.on.isoformat(), "经手人": entry.by}
        return _GROUPS["left" if entry.left else "done"], told | about | ({"说明": entry.why} if entry.why else {})
    told = {"原因": _HELD[entry.kind], "自": entry.first.isoformat()}
    until = {"至": entry.until.isoformat()} if entry.until else {}
    return _GROUPS["holds"], told | until | {"决定人": entry.by} | about | ({"说明": entry.why} if entry.why else {})


class _Reader(EntryReader):
    def done(self, path: Path_, data: Any, *, left: bool) -> Done | None:
        keys = self.keys(path, data, _DONE_KEYS)
        step, by, on = self.line(keys, "step"), self.line(keys, "by"), self.day(keys, "on")
        if not self.all_there(path, keys, ("step", "by", "on"), _DONE_KEYS) or on is None or not step:
            return None
        return Done(step, on, by, self.names(keys, "covers"), self.line(keys, "why"), left)

    def hold(self, path: Path_, data: Any) -> HoldEntry | None:
        keys = self.keys(path, data, _HOLD_KEYS)
        word = self.line(keys, "kind")
        kind = next((member for member, label in _HELD.items() if word in (member.value, label)), None)
        first, until = self.day(keys, "first"), self.day(keys, "until")
        if not self.all_there(path, keys, ("kind", "first", "by"), _HOLD_KEYS) or first is None:
            return None
        if kind is None:
            self.wrong(keys["kind"][0], word, text("steps.shape.choice", choices=list(_HELD.values())))
            return None
        if until is not None and until < first:
            self.told("LX-S015", keys["until"][0], first=first, until=until)
            return None
        return HoldEntry(kind, first, self.line(keys, "by"), until, self.names(keys, "covers"), self.line(keys, "why"))
