"""Rows: the catalogue of a matter as lines of the evidence sheet.

Owns what stands in each cell, as text. One line for each exhibit, each file that is left out, and each file that the
catalogue says nothing of; so every file of the material stands in the sheet. Takes the catalogue as it was written,
mistakes and all: what cannot be read by others can be corrected here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from lexcollect.evidence.collecting import KEYS as COLLECTED
from lexcollect.evidence.decisions import word_of
from lexcollect.evidence.keys import in_english
from lexcollect.evidence.paged import PAGE_KEYS, as_cell
from lexcollect.formats.kinds import Status
from lexcollect.intake.register import Seen
from lexcollect.law.carriers import carrier_named, carriers
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.sheets.columns import NO, UNDECIDED, YES
from lexcollect.wording import say
from lexcollect.yamltree import parse_yaml

_NUMBER = regex(r"^([1-9]\d{0,2})-([1-9]\d{0,3})([a-z]?)$")
ITEM, FILE = "item:", "file:"
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A line: its ``id`` (``item:`` or ``file:`` and the name), what stands in its cells, and its files."""

    id: str
    cells: Cells
    files: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """The lines of a catalogue, its groups by number, and which files wait for a decision about what."""

    rows: tuple[Row, ...]
    groups: Mapping[int, str]
    asks: Mapping[str, tuple[str, ...]]

    @cached_property
    def _by_id(self) -> Mapping[str, Row]:
        return {row.id: row for row in reversed(self.rows)}

    def row(self, id: str) -> Row | None:
        """Return the line ``id``, or ``None``."""
        return self._by_id.get(id)


#: The catalogues that were last made into lines, for the readers that ask behind each other.
_last: tuple[tuple[bytes, Mapping[str, Seen], Lines | None], ...] = ()
_REMEMBERED = 2


def lines_of(raw: bytes, seen: Mapping[str, Seen]) -> Lines | None:
    """Return the lines of the catalogue ``raw`` over the files ``seen`` by intake; ``None`` if it is no YAML."""
    global _last
    for known, files, lines in _last:
        if known == raw and (files is seen or files == seen):
            return lines
    lines = _lines_of(raw, seen)
    _last = ((raw, seen, lines), *_last[: _REMEMBERED - 1])
    return lines


def _lines_of(raw: bytes, seen: Mapping[str, Seen]) -> Lines | None:
    tree, _ = parse_yaml(raw, "")
    if tree is None or not isinstance(tree.data, dict):
        return None
    top = cast("Mapping[str, Any]", in_english(tree).data)
    groups = {int(_text(g, "number")): _text(g, "title") for g in _entries(top, "groups") if _whole(_text(g, "number"))}
    decided = {_text(one, "file"): one for one in _entries(top, "decisions")}
    rows = [*_items(top, groups, seen, decided), *_left(top, seen, decided)]
    known = {name for row in rows for name in row.files}
    rows += [_undecided(name, one) for name, one in sorted(seen.items()) if name not in known and _counts(one)]
    asks = {name: tuple(word_of(about) for about in abouts) for name, one in seen.items() if (abouts := one.questions)}
    return Lines(tuple(rows), groups, asks)


def group_cell(number: int, title: str) -> str:
    """Return how a group stands in its column: 2 合同与担保."""
    return f"{number} {title}".strip()


def _counts(one: Seen) -> bool:
    return one.status is not Status.SYSTEM


def _items(
    top: Mapping[str, Any], groups: Mapping[int, str], seen: Mapping[str, Seen], decided: Mapping[str, Any]
) -> Iterator[Row]:
    found = []
    for at, entry in enumerate(_entries(top, "items")):
        id, number = _text(entry, "id"), _text(entry, "number")
        if not id:
            continue  # a line must be found again: the loader tells an exhibit without an id
        match = _NUMBER.match(number)
        group, order = (int(match[1]), match[2] + match[3]) if match else (0, "")
        files = tuple(_texts(entry.get("files")))
        decision: Mapping[str, Any] = next((decided[name] for name in files if name in decided), {})
        cells = {
            "number": number,
            "group": group_cell(group, groups.get(group, "")) if group else "",
            "order": order,
            **{key: _text(entry, key) for key in ("title", "date", "date_source", "kind", "source", "purpose")},
            "proof": "、".join(_carrier(word) for word in _texts(entry.get("proof"))),
            "excerpt": _text(entry, "excerpt"),
            **{key: as_cell(entry.get(key)) for key in PAGE_KEYS},
            "original": _text(entry, "original"),
            "note": _text(entry, "working_source"),
            **{key: "\n".join(_texts(entry.get(key))) for key in COLLECTED},
            "submit": NO if entry.get("withdrawn") else YES,
            "reason": _text(entry, "withdrawn_why"),
            "by": _text(decision, "by"),
            "why": _text(decision, "why"),
            "files": "\n".join(files),
            **_seen_of(files, seen),
        }
        if entry.get("withdrawn"):
            cells["problem"] = say("sheets.problem.withdrawn", "zh", day=_text(entry, "withdrawn"))
        place = (group or 999, int(match[2]) if match else 0, match[3] if match else "", at)
        found.append((place, Row(f"{ITEM}{id}", cells, files)))
    yield from (row for _, row in sorted(found, key=lambda one: one[0]))


def _left(top: Mapping[str, Any], seen: Mapping[str, Seen], decided: Mapping[str, Any]) -> Iterator[Row]:
    for entry in _entries(top, "left_out"):
        name = _text(entry, "file")
        if name:
            decision = decided.get(name, {})
            cells = {
                "title": "",
                "submit": NO,
                "reason": _text(entry, "reason"),
                "note": _text(entry, "note"),
                "by": _text(decision, "by"),
                "why": _text(decision, "why"),
                "files": name,
                **_seen_of((name,), seen),
            }
            yield Row(f"{FILE}{name}", cells, (name,))


def _undecided(name: str, one: Seen) -> Row:
    cells = {"submit": UNDECIDED, "files": name, **_seen_of((name,), {name: one})}
    return Row(f"{FILE}{name}", cells, (name,))


def _seen_of(files: Sequence[str], seen: Mapping[str, Seen]) -> dict[str, str]:
    """Return what intake saw of the files: competing dates, pages, and what must be asked."""
    known = [seen[name] for name in files if name in seen]
    dates = dict.fromkeys(f"{day} {say(f'intake.date.{source}', 'zh')}" for one in known for day, source in one.dates)
    pages = sum(int(one.facts.get("pages", "0")) for one in known if one.facts.get("pages", "0").isdecimal())
    told = [say("sheets.problem.decide", "zh", about=word_of(about)) for one in known for about in one.asks]
    same = [one.twin for one in known if one.twin and one.status is Status.DUPLICATE]
    told += [say("sheets.problem.twin", "zh", twin=twin) for twin in same]
    odd = (Status.BROKEN, Status.ENCRYPTED, Status.EMPTY)
    told += [say(f"intake.status.{one.status}", "zh") for one in known if one.status in odd]
    told += [say("sheets.problem.gone", "zh", name=name) for name in files if name not in seen]
    return {"others": "；".join(dates), "pages": str(pages) if pages else "", "problem": "；".join(dict.fromkeys(told))}


def _carrier(word: str) -> str:
    key = carrier_named(word)
    return carriers()[key].zh if key else word


def _entries(top: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = top.get(key)
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    listed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [one for one in listed if isinstance(one, str)]


def _whole(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 4
