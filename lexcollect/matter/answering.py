"""Answering: an opened matter with its claims and deadlines on one day, and what is written from them.

Owns the one way from a folder to answers; the order account → agenda → claims is that of ``deadlines.matter``, and the
rates are those in use for the matter. Papers, annex, package and calendar are written by the modules of their names.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, has_errors
from lexcollect.matter.decided_findings import settled
from lexcollect.matter.opening import Matter, open_matter, read_parts
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from lexcollect.bundle.model import Built
    from lexcollect.casefile.models import Case
    from lexcollect.claims.claim import Claims
    from lexcollect.deadlines.calendar_file import Entry
    from lexcollect.deadlines.deadline import Agenda, Deadline
    from lexcollect.deadlines.matter import Matter as Answers
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.evidence.items import Catalogue
    from lexcollect.matter.annex import Annex
    from lexcollect.matter.sources import Sources


#: The due day is missing, as reading tells it, and as the sums do, which leave late charges out for it.
_NO_DAY, _UNDATED = "LX-C035", "LX-M300"


@dataclass(frozen=True)
class Answered:
    """A matter folder with its answers; ``read_findings`` are those of reading, answers add their own."""

    folder: Path
    matter: Answers
    catalogue: Catalogue | None
    read_findings: tuple[Finding, ...]
    case_sha256: str
    material_read: bool = False

    @property
    def as_of(self) -> date:
        """The day of the answers (计算基准日)."""
        return self.matter.as_of

    @property
    def case(self) -> Case:
        """The facts of the case file."""
        return self.matter.case

    @property
    def claims(self) -> Claims:
        """What is owed: account, costs, fees, and what each guarantor answers for."""
        return self.matter.claims

    @property
    def agenda(self) -> Agenda:
        """Every deadline, most urgent first, with the events they rest on."""
        return self.matter.agenda

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline, most urgent first."""
        return self.matter.agenda.deadlines

    @property
    def next_deadline(self) -> Deadline | None:
        """The open deadline whose day to work to comes first; ``None`` when none is open."""
        return next((d for d in self.deadlines if d.open and d.period), None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, of reading and of answering, each once."""
        return told_once((*self.read_findings, *settled(self.claims.findings, self.case), *self.agenda.findings))

    def draft(
        self, papers: Sequence[str] = ("all",), templates: Sequence[Path] = (), contract: str = ""
    ) -> DraftResult:
        """Write ``papers`` (ids, Chinese titles, or ``all``) as the next version and return what became of each.

        Nothing edited by hand is overwritten. ``templates`` are folders whose templates go before the matter's own and
        the shipped ones; ``contract`` keeps them to one contract of several. Pages are cited from the latest package
        while it holds exactly the catalogue's files.
        """
        from lexcollect.matter.papers import latest_pages, write_papers

        pages, stale = latest_pages(self)
        result = write_papers(self, papers, pages, templates, contract)
        return replace(result, findings=(*stale, *result.findings))

    def build_package(self, passwords: Mapping[str, str] | None = None, *, searchable: bool = True) -> Built:
        """Build the next version of the evidence package, dated on the as-of day; the raw files are read for it.

        ``passwords`` open locked files (file → password) and are kept nowhere. Words recognised in pictures lie unseen
        on their pages unless ``searchable`` is false.
        """
        from lexcollect.matter.packages import build_package

        return build_package(self.with_material(), passwords or {}, self.as_of, searchable=searchable)

    def with_material(self) -> Answered:
        """Return the same answers with the catalogue's files read and hashed by their bytes."""
        if self.material_read:
            return self
        read = open_matter(self.folder, read_material=True)
        return replace(self, catalogue=read.catalogue, read_findings=read.findings, material_read=True)

    def write_annex(self) -> Annex:
        """Write the schedule of the claim as sheet and as Word file (附件)."""
        from lexcollect.matter.annex import write_annex

        return write_annex(self)

    def write_calendar(self, path: Path | str, further: Sequence[Entry] = ()) -> int:
        """Write the running deadlines as a calendar file (.ics) and return how many entries it has.

        ``further`` are entries that are no deadlines, such as steps of the office.
        """
        from lexcollect.matter.calendar import write_calendar

        return write_calendar([(self.case, self.agenda)], Path(path), [self.folder], further)

    def claims_json(self) -> dict[str, Any]:
        """Return the claims as plain data, as ``calc --json`` has them."""
        from lexcollect.matter.shapes.account import account_json

        return account_json(self.case, self.claims)

    def deadlines_json(self, within: int | None = None) -> dict[str, Any]:
        """Return the deadlines as plain data, as ``due --json`` has them; ``within`` keeps those of so many days."""
        from lexcollect.matter.shapes.agenda import agenda_json

        return agenda_json(self.case, self.agenda, within)


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` each once; a due day that is missing is told by the sums, where they are asked for."""
    found = dict.fromkeys(findings)
    undated = {id for f in found if f.code == _UNDATED for id in dict(f.params)["ids"]}
    return tuple(f for f in found if not (f.code == _NO_DAY and dict(f.params)["id"] in undated))


def answer(given: Path | None, as_of: date, *, dates_anyway: bool = False, read_material: bool = False) -> Answered:
    """Return the matter at ``given`` answered for ``as_of``; :class:`Refused` with every finding.

    ``dates_anyway``: deadlines are answered even where a rate is missing for the amounts, and where the catalogue has
    mistakes. ``read_material``: the raw files are read too, as a package needs them.
    """
    opened = open_matter(given, read_material=read_material, for_figures=dates_anyway)
    return answer_opened(opened, as_of, dates_anyway=dates_anyway)


def answer_sources(folder: Path, sources: Sources, as_of: date) -> Answered:
    """Return the matter ``folder`` answered as ``sources`` have it, which need not be written yet; :class:`Refused`."""
    parts = read_parts(folder, sources)
    if parts.case is None or has_errors(parts.findings):
        raise Refused(parts.findings)
    opened = Matter(folder, parts.case, parts.catalogue, parts.findings, parts.case_sha256, False, sources)
    return answer_opened(opened, as_of)


def answer_opened(opened: Matter, as_of: date, *, dates_anyway: bool = False) -> Answered:
    """Return an opened matter answered for ``as_of``, with the rates in use there and the calendar in use."""
    from lexcollect.deadlines.matter import answer_case
    from lexcollect.matter.exhibits import shown_by
    from lexcollect.matter.holidays import calendar_in_use
    from lexcollect.matter.rates import rates_in_use

    rates, about_rates = rates_in_use(opened.folder)
    calendar, about_holidays = calendar_in_use()
    shown = shown_by(opened.catalogue)
    found = answer_case(opened.case, as_of, rates, calendar=calendar, dates_anyway=dates_anyway, shown=shown)
    findings = (*settled(opened.findings, opened.case), *about_rates, *about_holidays)
    return Answered(opened.folder, found, opened.catalogue, findings, opened.case_sha256, opened.material_read)
