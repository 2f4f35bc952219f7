"""Following (采纳后的期限): which days a proposed fact of a court would set running, asked of the deadlines themselves.

Owns the comparison of two agendas: that of the case file as it stands, and that of the case file with the fact in it.
Counts nothing and writes nothing; where the case file cannot be answered yet, nothing follows.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Refused
from lexcollect.layout import CASE
from lexcollect.matter.deciding import changes_in
from lexcollect.matter.opening import Matter, open_parts
from lexcollect.matter.writing import revise
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.deadline import Agenda, Deadline
    from lexcollect.matter.opening import Parts
    from lexcollect.proposing.shapes import Proposal

#: The groups from which periods before courts run; others are what ``due`` is for.
_OF_COURTS = frozenset({"filings", "titles", "measures", "hearing"})
#: Days of a filing that tell that it was filed by then.
_DAYS = ("fee_notice_on", "evidence_notice_on", "complaint_served_on", "appeal_served_on")
#: So many days are shown of one fact, the nearest first.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Following:
    """One day that would follow: what, until when (moved from a rest day), the day to work to, the articles."""

    title: str
    last_day: date
    act_by: date
    cites: tuple[str, ...]
    provisional: bool


class Foresight:
    """What would follow from proposals, seen from the matter as it stands on one day."""

    def __init__(self, folder: Path, as_of: date, parts: Parts | None = None) -> None:
        """Look from ``folder`` as it is saved, or from ``parts`` of it that were read before."""
        self._folder = folder
        self._as_of = as_of
        self._given = parts

    def of(self, proposal: Proposal) -> tuple[Following, ...]:
        """Return the days that ``proposal`` would set running or move; nothing where that cannot be told."""
        if proposal.group not in _OF_COURTS or self._parts is None:
            return ()
        after = self._agenda(self._case_with(proposal))
        if after is None or self._before is None:
            return ()
        known = {(one.id, one.period) for one in self._before.deadlines}
        fresh = [one for one in after.deadlines if one.period and (one.id, one.period) not in known]
        fresh.sort(key=lambda one: (one.period.act_by if one.period else date.max, one.id))
        return tuple(_told(one) for one in fresh[:_SHOWN])

    @cached_property
    def _parts(self) -> Parts | None:
        if self._given is not None:
            return self._given
        try:
            return open_parts(self._folder, for_figures=True)
        except Refused:
            return None

    @cached_property
    def _before(self) -> Agenda | None:
        return self._agenda(self._parts.case if self._parts else None)

    def _case_with(self, proposal: Proposal) -> Case | None:
        from lexcollect.casefile.loader import parse_case

        assert self._parts is not None
        sources = self._parts.sources
        values = {key: value.value for key, value in proposal.values.items()}
        days = sorted(str(values[key]) for key in _DAYS if key in values)
        if "date" in proposal.lacking and days:  # when it was filed moves none of these days; asked for when taken
            values["date"] = days[0]
        if any(key not in values for key in proposal.lacking):
            return None
        try:
            revision = revise(sources, case=changes_in(sources.case, proposal, values))
        except Refused:
            return None
        return parse_case(revision.sources.case, CASE).case

    def _agenda(self, case: Case | None) -> Agenda | None:
        from lexcollect.law.trace import LawUnknown
        from lexcollect.matter.answering import answer_opened

        if case is None or self._parts is None:
            return None
        parts = self._parts
        opened = Matter(parts.folder, case, parts.catalogue, (), parts.case_sha256, False, parts.sources)
        try:
            return answer_opened(opened, self._as_of, dates_anyway=True).agenda
        except (LawUnknown, Refused):
            return None


def _told(deadline: Deadline) -> Following:
    period = deadline.period
    assert period is not None
    cites = dict.fromkeys(str(cite) for step in deadline.answer.trace for cite in step.cites)
    return Following(str(deadline.title), period.last_day, period.act_by, tuple(cites)[:2], period.provisional)
