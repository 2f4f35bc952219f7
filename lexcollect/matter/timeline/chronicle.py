"""Chronicle: a matter over time on one day: marks, bars, and the stretches in which nothing happened.

Owns the join of facts, answers and catalogue, and the rule of gaps: between two dealings, or since the last one, more
than a year went by. A year is a third of the general period of limitation (民法典 188), long enough that a later
interruption may be hard to prove, short enough to act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lexcollect.matter.timeline.bars import Bar, bars_of
from lexcollect.matter.timeline.marks import Lane, Mark, marks_of
from lexcollect.records import dataclass
from lexcollect.wording import listed, text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.evidence.items import Catalogue
    from lexcollect.intake.register import Seen
    from lexcollect.matter.answering import Answered

#: Days without a dealing that are told as a gap.
GAP_DAYS = 365
#: Lanes whose marks are dealings: what the parties or a court did, not what follows from a term.
_DEALINGS = frozenset(Lane) - {Lane.DUE, Lane.DEADLINE, Lane.OTHER}


@dataclass(frozen=True, slots=True)
class Gap:
    """From ``first`` to ``last`` no dealing is on file; ``running``: a limitation ran in that time."""

    first: date
    last: date
    running: bool

    @property
    def days(self) -> int:
        """How long it is, in days."""
        return (self.last - self.first).days


@dataclass(frozen=True)
class Chronicle:
    """The matter over time: ``marks`` by day, ``bars`` in their order, ``gaps`` by day.

    ``answered`` tells whether there are deadlines: without them (the case file cannot be answered) there are no bars.
    """

    as_of: date
    matter: str
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    names: Mapping[str, str]
    exhibits: Mapping[str, tuple[str, str]]
    debts: Mapping[str, str]
    answered: bool

    def name(self, person: str) -> str:
        """Return how a party is called."""
        return self.names.get(person, person)

    def debts_of(self, bar: Bar) -> str:
        """Return which receivables a period is about; nothing where it is about all there are."""
        mine = [self.debts.get(id, id) for id in bar.obligations]
        return "" if len(mine) == len(self.debts) or bar.rule.startswith("enforce") else listed(mine)

    def doubtful(self) -> tuple[Mark, ...]:
        """Return the marks of which something is doubtful."""
        return tuple(mark for mark in self.marks if mark.doubts)


def chronicle_of(
    case: Case, answered: Answered | None, catalogue: Catalogue | None, seen: Mapping[str, Seen], as_of: date
) -> Chronicle:
    """Return ``case`` over time; without answers there are facts only."""
    marks = marks_of(case, catalogue, seen)
    bars: list[Bar] = []
    if answered is not None:
        marks += _due(answered)
        marks += _ends(answered)
        bars = bars_of(case, answered.agenda)
        marks = _with_effects(marks, case, answered)
    marks.sort(key=lambda mark: (mark.day, list(Lane).index(mark.lane), mark.where.line))
    return Chronicle(
        as_of,
        case.matter,
        tuple(marks),
        tuple(bars),
        tuple(_gaps(marks, bars, as_of)),
        {party.id: party.name or party.id for party in case.parties},
        {item.id: (item.no, item.title) for item in catalogue.items} if catalogue else {},
        _debts(answered.case if answered is not None else case),
        answered is not None,
    )


def _with_effects(marks: list[Mark], case: Case, answered: Answered) -> list[Mark]:
    """Return the marks, those of refused letters with whether a period rests on them or may not, and why."""
    ids = {one.where: one.id for one in case.communications}
    proofs = {one.law.id: one.proof for one in answered.agenda.events}
    found = []
    for mark in marks:
        proof = proofs.get(ids.get(mark.where, "")) if mark.refused else None
        if proof is not None:
            key = "counts" if proof.grade.counts else "idle"
            mark = replace(mark, effect=text(f"timeline.effect_{key}", why=proof.why))
        found.append(mark)
    return found


def _debts(case: Case) -> dict[str, str]:
    """Return how the receivables are called: by their titles where these tell them apart."""
    titles = {one.id: one.title or one.id for one in case.obligations}
    return titles if len(set(titles.values())) == len(titles) else {id: id for id in titles}


def _due(answered: Answered) -> list[Mark]:
    """Return the days on which the receivables fall due, as the account has them."""
    facts = {one.id: one for one in answered.case.obligations}
    found = []
    for one in answered.matter.account.obligations:
        if one.due.unknown or one.due.open or one.id not in facts:
            continue
        fact = facts[one.id]
        title = text("timeline.due", title=fact.title or fact.id)
        found.append(Mark(Lane.DUE, one.due.unrolled, title, fact.where, amount=fact.amount or None))
    return found


def _ends(answered: Answered) -> list[Mark]:
    """Return the last days of what must still be done."""
    return [
        Mark(Lane.DEADLINE, one.period.last_day, one.title, person=one.person)
        for one in answered.deadlines
        if one.open and one.period is not None
    ]


def _gaps(marks: list[Mark], bars: list[Bar], as_of: date) -> list[Gap]:
    days = sorted({mark.day for mark in marks if mark.lane in _DEALINGS and mark.day <= as_of})
    if not days:
        return []
    running = [bar for bar in bars if bar.limits]
    found = []
    for first, last in pairwise((*days, as_of)):
        if (last - first).days > GAP_DAYS:
            ran = any(bar.first < last and bar.last > first for bar in running)
            found.append(Gap(first, last, ran))
    return found
