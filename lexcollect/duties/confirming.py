"""Confirming (期限复核): a second person confirms the deadlines of a matter, and what was confirmed can be told again.

Owns the digest of an agenda (what a date rests on, not how near it is), the record in the journal, and whether the
answer is still the one that was confirmed. Who entered a fact cannot confirm it. A confirmation is the office's own
control; it moves no date.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.findings import Finding, Refused, finding
from lexcollect.layout import CASE, JOURNAL
from lexcollect.matter.answering import Answered
from lexcollect.matter.lock import Held
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Column, Form, Sheetful, Table
from lexcollect.wording import Text, text

#: The key of a line of the journal that holds a confirmation.
KEY = "confirmed"
_MOST_LINE = 16 << 20
#: Room to write by hand.
_ROOM = "\u3000" * 14


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A confirmation: on which day, by whom, who had entered the facts, the digest, and the dates confirmed."""

    on: str
    by: str
    entered_by: str
    digest: str
    dates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Status:
    """How the deadlines stand to the last confirmation: ``changed`` are old → new dates by deadline."""

    digest: str
    last: Confirmation | None
    changed: tuple[tuple[str, str, str], ...]
    entered: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the last confirmation is of this very answer."""
        return self.last is not None and self.last.digest == self.digest


def digest_of(agenda: Agenda) -> str:
    """Return the SHA-256 of what the deadlines are and rest on; the day on which they are asked for is not in it."""
    told = [_told(one) for one in sorted(agenda.deadlines, key=lambda d: d.id)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _told(one: Deadline) -> dict[str, Any]:
    period = one.period
    days = [d.isoformat() for d in (period.start, period.nominal, period.last_day, period.act_by)] if period else []
    events = [[e.law.id, e.on.isoformat(), e.proof.grade.value] for e in one.used] if one.used else []
    deciding = [one.deciding.on.isoformat(), one.deciding.proof.grade.value] if one.deciding else []
    return {
        "id": one.id,
        "rule": one.rule,
        "persons": list(one.everybody),
        "about": list(one.obligations),
        "days": days,
        "deciding": deciding,
        "events": events,
        "cites": [str(cite) for step in one.answer.trace for cite in step.cites],
    }


def dates_of(agenda: Agenda) -> dict[str, str]:
    """Return the last day of each deadline by its id."""
    return {d.id: d.period.last_day.isoformat() for d in agenda.deadlines if d.period}


def status_of(answered: Answered) -> Status:
    """Return how the deadlines of a matter stand to their last confirmation."""
    last: Confirmation | None = None
    entered: dict[str, None] = {}
    for line in lines_of(answered.folder):
        held = line.get(KEY)
        if isinstance(held, dict):
            last, entered = _confirmation(line, held), {}
        elif CASE in _words(line.get("changed")) and isinstance(line.get("who"), str) and line["who"].strip():
            entered[line["who"].strip()] = None
    digest, now = digest_of(answered.agenda), dates_of(answered.agenda)
    was = last.dates if last else {}
    changed = tuple(
        (id, was.get(id, "—"), now.get(id, "—")) for id in dict.fromkeys((*was, *now)) if was.get(id) != now.get(id)
    )
    return Status(digest, last, changed if last else (), tuple(entered))


def _confirmation(line: Mapping[str, Any], held: Mapping[str, Any]) -> Confirmation:
    dates = held.get("dates")
    kept = {str(k): str(v) for k, v in dates.items()} if isinstance(dates, dict) else {}
    return Confirmation(
        str(line.get("when", ""))[:10],
        str(line.get("who", "")),
        str(held.get("entered_by", "")),
        str(held.get("digest", "")),
        kept,
    )


def confirm(held: Held, answered: Answered, by: str, entered_by: str) -> Status:
    """Record that ``by`` confirmed the deadlines of the matter that is held; return how they stood before.

    :class:`Refused` where nobody is named, where it is not known who entered the facts, or where it is the same person.
    """
    from lexcollect.matter.journal import append

    status = status_of(answered)
    entered = tuple(dict.fromkeys((*status.entered, *([entered_by.strip()] if entered_by.strip() else []))))
    if not by.strip():
        raise Refused([finding("LX-R110")])
    if not entered:
        raise Refused([finding("LX-R111")])
    if _plain(by) in map(_plain, entered):
        raise Refused([finding("LX-R112", name=by.strip())])
    append(
        held.folder,
        {
            "when": held.now.isoformat(timespec="seconds"),
            "command": "office confirm",
            "as_of": answered.as_of.isoformat(),
            "who": by.strip(),
            KEY: {
                "digest": status.digest,
                "entered_by": "、".join(entered),
                "dates": dates_of(answered.agenda),
            },
        },
    )
    return status


def _plain(name: str) -> str:
    return "".join(name.split())


def lines_of(matter: Path) -> Iterator[dict[str, Any]]:
    """Yield the whole lines of a journal as data; what is no line of ours is passed over."""
    try:
        with (matter / JOURNAL).open("rb") as stream:
            while line := stream.readline(_MOST_LINE):
                try:
                    data = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(data, dict):
                    yield data
    except OSError:
        return


def _words(value: Any) -> tuple[str, ...]:
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def findings_of(status: Status) -> tuple[Finding, ...]:
    """Return that a confirmation is missing, or that the answer is another one since."""
    if status.last is None:
        return (finding("LX-R113"),)
    if status.holds:
        return ()
    moved = tuple(f"{id}：{was} → {now}" for id, was, now in status.changed)
    return (finding("LX-R114", on=status.last.on, by=status.last.by, changed=moved or ("—",)),)


def sheet_of(answered: Answered, status: Status, source: str) -> Sheetful:
    """Return the list of deadlines to be signed, with what each rests on and the digest of the whole."""
    from lexcollect.duties.table import sheetful
    from lexcollect.law.book import shipped_book
    from lexcollect.steps.limits import cites_of

    case, agenda = answered.case, answered.agenda
    rows = []
    for number, one in enumerate(agenda.deadlines, 1):
        who = "、".join(case.party(p).name for p in one.everybody)
        last, act = (one.period.last_day, one.period.act_by) if one.period else (None, None)
        cites = "、".join(str(cite) for cite in cites_of(one))
        rows.append((number, one.title, who, "、".join(one.obligations), _basis(one), last, act, cites))
    columns = [
        ("number", Form.COUNT),
        *((name, Form.WORDS) for name in ("title", "person", "about", "basis")),
        ("last", Form.DATE),
        ("act_by", Form.DATE),
        ("cites", Form.WORDS),
    ]
    lines = (
        text("duties.confirm.of", matter=case.matter, day=answered.as_of),
        text("duties.confirm.law", day=shipped_book().verified_from()),
        text("duties.confirm.digest", digest=status.digest),
        _last(status),
    )
    notes = (text("duties.confirm.meaning"),)
    whole = sheetful("confirm", answered.as_of, source, columns, rows, lines=lines, notes=notes)
    part = whole.parts[0]
    return replace(whole, parts=(replace(part, tables=(*part.tables, _signatures())),))


def _signatures() -> Table:
    """Return where the two persons sign; empty, to be filled in by hand."""
    columns = tuple(Column(n, text(f"duties.col.{n}")) for n in ("signer", "signature", "signed_on", "remark"))
    rows = tuple((text(f"duties.confirm.{who}"), _ROOM, _ROOM, _ROOM) for who in ("entered", "second"))
    return Table("signatures", text("duties.confirm.sign"), columns, rows)


def screen_of(answered: Answered, status: Status, source: str) -> Sheetful:
    """Return the same list as it fits a screen."""
    whole = sheet_of(answered, status, source)
    part = whole.parts[0]
    table = part.tables[0]
    kept = [
        n for n, column in enumerate(table.columns) if column.key in ("number", "title", "person", "last", "act_by")
    ]
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    short = replace(table, columns=tuple(table.columns[n] for n in kept), rows=rows)
    return replace(whole, parts=(replace(part, tables=(short,)),))


def _last(status: Status) -> Text:
    if status.last is None:
        return text("duties.confirm.never")
    key = "duties.confirm.holds" if status.holds else "duties.confirm.changed"
    return text(key, on=status.last.on, by=status.last.by)


def _basis(one: Deadline) -> Text:
    if one.period is None:
        return one.answer.trace[-1].text
    if one.deciding is None:
        return text("duties.confirm.from_start", day=one.period.start)
    grade = text(f"deadlines.grade.{one.deciding.proof.grade.value}")
    evidence = "、".join(one.deciding.law.evidence) or "—"
    return text("duties.confirm.event", on=one.deciding.on, title=one.deciding.title, grade=grade, evidence=evidence)
