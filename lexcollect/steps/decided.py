"""Decided (办理登记): what a person recorded of the steps of a matter: done, left out, held until a day.

Owns the shape of the record and its reading from YAML, with every mistake by its place. What a person recorded here is
the office's own; facts that the law looks at stand in the case file. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.findings import Finding, finding
from lexcollect.records import dataclass
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


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.found: list[Finding] = []

    def keys(self, path: Path_, data: Any, table: Mapping[str, str]) -> dict[str, tuple[Path_, Any]]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.told("LX-S003", path, value=data if isinstance(data, str) else "—", shape=text("steps.shape.keys"))
            return {}
        found: dict[str, tuple[Path_, Any]] = {}
        for word, value in data.items():
            key = next((k for k, label in table.items() if word in (k, label)), "")
            if key:
                found[key] = (*path, word), value
            else:
                self.told("LX-S002", (*path, word), key=word, known=list(table.values()))
        return found

    def entries(self, group: str, groups: Mapping[str, tuple[Path_, Any]]) -> list[tuple[Path_, Any]]:
        path, value = groups.get(group, ((), None))
        if value is None:
            return []
        if not isinstance(value, list):
            self.told("LX-S003", path, value="—", shape=text("steps.shape.list", most=999))
            return []
        return [((*path, at), one) for at, one in enumerate(value)]

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
            shape = text("steps.shape.choice", choices=list(_HELD.values()))
            self.told("LX-S003", keys["kind"][0], value=word, shape=shape)
            return None
        if until is not None and until < first:
            self.told("LX-S015", keys["until"][0], first=first, until=until)
            return None
        return HoldEntry(kind, first, self.line(keys, "by"), until, self.names(keys, "covers"), self.line(keys, "why"))

    def all_there(
        self, path: Path_, keys: Mapping[str, tuple[Path_, Any]], wanted: tuple[str, ...], table: Mapping[str, str]
    ) -> bool:
        lacking = [table[key] for key in wanted if key not in keys or keys[key][1] in (None, "")]
        if lacking and keys:
            self.told("LX-S004", path, key=lacking)
        return not lacking

    def line(self, keys: Mapping[str, tuple[Path_, Any]], key: str) -> str:
        value = keys.get(key, ((), ""))[1]
        return value.strip() if isinstance(value, str) else ""

    def names(self, keys: Mapping[str, tuple[Path_, Any]], key: str) -> tuple[str, ...]:
        value = keys.get(key, ((), None))[1]
        if isinstance(value, list):
            return tuple(one for one in value if isinstance(one, str))
        return tuple(part.strip() for part in value.split("、")) if isinstance(value, str) and value.strip() else ()

    def day(self, keys: Mapping[str, tuple[Path_, Any]], key: str) -> date | None:
        path, value = keys.get(key, ((), None))
        if value in (None, ""):
            return None
        try:
            return parse_date(value if isinstance(value, str) else "")
        except BadDate:
            self.told("LX-S003", path, value=value if isinstance(value, str) else "—", shape=text("steps.shape.day"))
            return None

    def told(self, code: str, path: Path_, **params: Any) -> None:
        self.found.append(finding(code, self.tree.where(path), **params))
