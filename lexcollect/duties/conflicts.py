"""Conflicts (利益冲突核对): does a name stand in any matter, on which side, and what a lawyer may not do then.

Owns the list of persons of a matter (parties, legal representatives, guarantors, agents, who assigned the debt), the
comparison, the sides, and the record of who asked. The law is 律师法 39 alone: not both sides of one case, nothing
against an interest of one's own or of near relatives. Whether there is a conflict is a person's decision.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.duties.alike import Likeness, former_in, likeness, without_former
from lexcollect.duties.table import sheetful
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import CONFLICTS
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Form, Sheetful
from lexcollect.wording import Text, pair, text


class Side(StrEnum):
    """On whose side somebody stands in a matter."""

    OURS = "ours"  # 我方
    ADVERSE = "adverse"  # 对方
    OTHER = "other"  # 案外


_OURS = (k.Role.CREDITOR,)
_ADVERSE = (k.Role.DEBTOR, k.Role.JOINT_DEBTOR, k.Role.SURETY, k.Role.SPOUSE)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a matter: name, as what, on which side, identifiers and old names."""

    name: str
    role: Text
    side: Side
    idents: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A person of a matter whom a name that was asked for fits."""

    asked: str
    folder: str
    matter: str
    person: Person
    likeness: Likeness


@dataclass(frozen=True)
class Found:
    """What was found for the names asked: hits, how many matters were read, which could not be read."""

    asked: tuple[str, ...]
    hits: tuple[Hit, ...]
    matters: int
    unread: tuple[str, ...] = ()

    @property
    def both_sides(self) -> bool:
        """Whether somebody asked for stands with us in one matter and against us in another, or both in one."""
        for name in self.asked:
            sure = [h for h in self.hits if h.asked == name and h.likeness is not Likeness.SIMILAR]
            if {Side.OURS, Side.ADVERSE} <= {hit.person.side for hit in sure}:
                return True
        return False


def persons_of(case: Case) -> Iterator[Person]:
    """Yield everybody whom a matter names as one of its persons."""
    for party in case.parties:
        side = Side.OURS if party.role in _OURS else Side.ADVERSE if party.role in _ADVERSE else Side.OTHER
        idents = tuple(str(i) for i in (party.uscc, party.id_no) if i)
        former = former_in(f"{party.name} {party.note}")
        yield Person(without_former(party.name), _named(party.role), side, idents, former)
        if party.legal_rep is not None:
            idents = (str(party.legal_rep.id_no),) if party.legal_rep.id_no else ()
            yield Person(party.legal_rep.name, text("duties.conflicts.rep", of=party.name), side, idents)
    for agent in case.agents:
        idents = tuple(str(i) for i in (agent.licence_no, agent.id_no) if i)
        yield Person(agent.name, text("duties.conflicts.agent"), Side.OURS, idents)
        if agent.firm:
            yield Person(agent.firm, text("duties.conflicts.firm"), Side.OURS)
    for assignment in case.assignments:
        yield Person(assignment.assignor, text("duties.conflicts.assignor"), Side.OTHER)


def _named(role: k.Role) -> Text:
    return pair(role.label, role.english)


def search(cases: Iterable[tuple[str, Case | None]], asked: Sequence[str]) -> Found:
    """Return where the names or identifiers ``asked`` stand in ``cases`` (folder and case; none: it cannot be read)."""
    hits: list[Hit] = []
    unread, count = [], 0
    for folder, case in cases:
        if case is None:
            unread.append(folder)
            continue
        count += 1
        for person in persons_of(case):
            for name in asked:
                how = likeness(name, person.name, person.idents, person.former)
                if how is None and (mine := former_in(name)):
                    how = next((Likeness.FORMER for old in mine if likeness(old, person.name) is Likeness.SAME), None)
                if how is not None:
                    hits.append(Hit(name, folder, case.matter, person, how))
    order = {how: n for n, how in enumerate(Likeness)}
    hits.sort(key=lambda h: (order[h.likeness], h.person.side is not Side.ADVERSE, h.folder, h.person.name))
    return Found(tuple(asked), tuple(dict.fromkeys(hits)), count, tuple(unread))


def record(folder: Path, found: Found, by: str, as_of: date, now: datetime, why: str = "") -> Path:
    """Add the check to the record beside the matters: when, who asked, for whom, what was found, what was not read."""
    line = {
        "when": now.isoformat(timespec="seconds"),
        "as_of": as_of.isoformat(),
        "who": by.strip(),
        "why": why.strip(),
        "asked": list(found.asked),
        "matters": found.matters,
        "unread": list(found.unread),
        "hits": [
            {
                "asked": hit.asked,
                "folder": hit.folder,
                "matter": hit.matter,
                "name": hit.person.name,
                "role": hit.person.role.render("zh"),
                "side": hit.person.side.value,
                "likeness": hit.likeness.value,
            }
            for hit in found.hits
        ],
    }
    path = folder / CONFLICTS
    raw = json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o644)
    try:
        os.write(handle, raw)
        os.fsync(handle)
    finally:
        os.close(handle)
    return path


def findings_of(found: Found, *, recorded: bool) -> tuple[Finding, ...]:
    """Return what the search means: both sides, an adverse party, doubts, matters that could not be read."""
    told: list[Finding] = [finding("LX-R163", Where(folder)) for folder in found.unread]
    sure = [hit for hit in found.hits if hit.likeness is not Likeness.SIMILAR]
    if found.both_sides:
        told.append(finding("LX-R160", names=found.asked))
    elif any(hit.person.side is Side.ADVERSE for hit in sure):
        told.append(finding("LX-R161", names=tuple(dict.fromkeys(h.person.name for h in sure))))
    if any(hit.likeness is Likeness.SIMILAR for hit in found.hits):
        names = tuple(dict.fromkeys(h.person.name for h in found.hits if h.likeness is Likeness.SIMILAR))
        told.append(finding("LX-R162", names=names))
    if not recorded:
        told.append(finding("LX-R164"))
    return tuple(told)


def table_of(found: Found, as_of: date, source: str) -> Sheetful:
    """Return the hits as a table."""
    rows = [
        (
            hit.asked,
            text(f"duties.conflicts.like.{hit.likeness.value}"),
            text(f"duties.conflicts.side.{hit.person.side.value}"),
            hit.person.name,
            hit.person.role,
            hit.folder,
        )
        for hit in found.hits
    ]
    columns = [(name, Form.WORDS) for name in ("asked", "like", "side", "name", "role", "folder")]
    lines = (text("duties.conflicts.line", names=found.asked, count=found.matters, hits=len(rows), day=as_of),)
    notes = (text("duties.conflicts.law"),)
    return sheetful("conflicts", as_of, source, columns, rows, lines=lines, notes=notes)
