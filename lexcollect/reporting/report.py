"""Report: which parts a report has, in which order, and what stands at its head.

Owns the kinds of report and the request for one. What a kind needs and was not given is a refusal (LX-R…), or, among
all of them, a line that says why it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Refused, finding
from lexcollect.records import dataclass, field
from lexcollect.reporting.facts import Facts, LeftOut
from lexcollect.reporting.figures.bands import USUAL, bands_of
from lexcollect.reporting.figures.recovery import Period
from lexcollect.reporting.from_matters import Rows
from lexcollect.reporting.parts.common import left_part
from lexcollect.reporting.tables import Part, Sheetful
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.ledgers.row import Ledger
    from lexcollect.matter.many import Read
    from lexcollect.reporting.endings import Closed, WriteOff
    from lexcollect.reporting.stages import Progress
    from lexcollect.reporting.suits import Suit


class Kind(StrEnum):
    """What can be reported (报表种类)."""

    AGEING = "ageing"
    RECOVERY = "recovery"
    DSO = "dso"
    COSTS = "costs"
    PROGRESS = "progress"
    SUING = "suing"
    WRITEOFF = "writeoff"
    CLOSING = "closing"


_TITLES = {
    Kind.AGEING: "reporting.title_ageing",
    Kind.RECOVERY: "reporting.title_recovery",
    Kind.DSO: "reporting.title_dso",
    Kind.COSTS: "reporting.title_costs",
    Kind.PROGRESS: "reporting.title_progress",
    Kind.SUING: "reporting.title_suing",
    Kind.WRITEOFF: "reporting.title_writeoff",
    Kind.CLOSING: "reporting.title_closing",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the kinds, the period (both days within it), the limits of the bands, sales in yuan,
    the user's own limits of cost.
    """

    kinds: tuple[Kind, ...]
    period: Period
    limits: tuple[int, ...] = USUAL
    sales: Decimal | None = None
    cost_limits: Path | None = None


def period_of(first: date | None, last: date | None, as_of: date) -> Period:
    """Return the period asked for: from the first day of the year and to the as-of day, unless said otherwise.

    :class:`Refused` for one that ends before it begins, or after the as-of day: what is not known yet is no report.
    """
    end = last or as_of
    start = first or end.replace(month=1, day=1)
    if start > end:
        raise Refused([finding("LX-R201", first=start, last=end)])
    if end > as_of:
        raise Refused([finding("LX-R202", last=end, as_of=as_of)])
    return Period(start, end)


def limits_of(written: str) -> tuple[int, ...]:
    """Return the last days of the bands: ``30,60,90``; :class:`Refused` unless they are whole and rise from 1."""
    from lexcollect.cn.width import squeeze

    words = [word for word in squeeze(written).replace("，", ",").replace("、", ",").split(",") if word]
    days = tuple(int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 6)
    rising = all(a < b for a, b in zip((0, *days), days, strict=False))
    if not days or len(days) != len(words) or not rising:
        raise Refused([finding("LX-R203", value=written)])
    return days


@dataclass
class Gathered:
    """What was taken from the matters for a report: rows only, no matter is held."""

    rows: Rows
    progress: list[Progress] = field(default_factory=list)
    suits: list[Suit] = field(default_factory=list)
    write_offs: list[WriteOff] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)


def gather(read: Iterable[Read], request: Request, as_of: date) -> Gathered:
    """Take in matter after matter what the kinds of ``request`` need."""
    from lexcollect.reporting.endings import closed_of, write_offs_of
    from lexcollect.reporting.stages import progress_of
    from lexcollect.reporting.suits import suits_of

    found = Gathered(Rows(as_of))
    left = found.rows.left
    for one in read:
        found.rows.take(one)
        if Kind.PROGRESS in request.kinds:
            found.progress += progress_of(one)
        if Kind.SUING in request.kinds:
            found.suits += suits_of(one, left)
        if Kind.WRITEOFF in request.kinds:
            found.write_offs += write_offs_of(one, left)
        if Kind.CLOSING in request.kinds:
            found.closed += closed_of(one, left)
    return found


def report_of(found: Gathered, request: Request, source: str) -> Sheetful:
    """Return the report on what was gathered; :class:`Refused` where one kind alone was asked and cannot be."""
    facts, left = found.rows.facts(), list(found.rows.left)
    as_of = facts.as_of
    parts = [*_overview(found, facts, request), *_parts(found, facts, request, left)]
    if rest := left_part(left):
        parts.append(rest)
    alone = request.kinds[0] if len(request.kinds) == 1 else None
    title = text(_TITLES[alone]) if alone else text("reporting.title_all")
    lines: tuple[Text, ...] = (
        text("reporting.line_as_of", day=as_of, source=source),
        text("reporting.line_count", matters=len(facts.matters), debts=len(facts.debts)),
    )
    return Sheetful(title, as_of, source, lines, tuple(parts))


#: What a ledger can tell.
OF_LEDGER = (Kind.AGEING, Kind.DSO, Kind.PROGRESS)


def report_of_ledger(ledger: Ledger, request: Request) -> Sheetful:
    """Return the report on a ledger; :class:`Refused` (LX-R207) for a kind that no ledger can tell."""
    from lexcollect.reporting.from_ledger import facts_of_ledger, states_of
    from lexcollect.reporting.parts.ageing import ageing_part
    from lexcollect.reporting.parts.rows import rows_part

    facts, bands = facts_of_ledger(ledger), bands_of(request.limits)
    # Its rows are all counted in the report on rows: nothing is left out of that.
    left, parts = [*(facts.left_out if request.kinds != (Kind.PROGRESS,) else ())], list[Part]()
    for kind in request.kinds:
        if kind not in OF_LEDGER:
            if len(request.kinds) == 1:
                raise Refused([finding("LX-R207", kind=text(_TITLES[kind]))])
            left.append(LeftOut("", text(_TITLES[kind]).render(), text("reporting.left_ledger")))
        elif kind is Kind.AGEING:
            parts.append(ageing_part(facts, bands))
        elif kind is Kind.DSO:
            parts += _dso(facts, request, left)
        else:
            parts.append(rows_part(states_of(ledger)))
    if rest := left_part(left):
        parts.append(rest)
    alone = request.kinds[0] if len(request.kinds) == 1 else None
    titles = {**_TITLES, Kind.PROGRESS: "reporting.title_rows"}
    title = text(titles[alone] if alone else "reporting.title_all")
    lines = (
        text("reporting.line_as_of", day=facts.as_of, source=ledger.file),
        text("reporting.line_rows", rows=facts.from_rows, debts=len(facts.debts), left=len(facts.left_out)),
    )
    return Sheetful(title, facts.as_of, ledger.file, lines, tuple(parts))


def _overview(found: Gathered, facts: Facts, request: Request) -> Iterator[Part]:
    """Yield the first page where all kinds were asked for."""
    if len(request.kinds) == len(Kind):
        from lexcollect.reporting.limits import read_limits
        from lexcollect.reporting.parts.overview import overview_part

        limits = read_limits(request.cost_limits)
        yield overview_part(found, facts, bands_of(request.limits), request.period, limits)


def _parts(found: Gathered, facts: Facts, request: Request, left: list[LeftOut]) -> Iterator[Part]:
    bands = bands_of(request.limits)
    for kind in request.kinds:
        if kind is Kind.AGEING:
            from lexcollect.reporting.parts.ageing import ageing_part

            yield ageing_part(facts, bands)
        elif kind is Kind.RECOVERY:
            from lexcollect.reporting.parts.recovery import recovery_part

            yield recovery_part(facts, bands, request.period)
        elif kind is Kind.DSO:
            yield from _dso(facts, request, left)
        elif kind is Kind.COSTS:
            from lexcollect.reporting.limits import read_limits
            from lexcollect.reporting.parts.costs import costs_part

            yield costs_part(facts, read_limits(request.cost_limits))
        else:
            yield _of_matters(kind, found, facts.as_of)


def _of_matters(kind: Kind, found: Gathered, as_of: date) -> Part:
    """Return a part that is made of matters and not of debts."""
    if kind is Kind.PROGRESS:
        from lexcollect.reporting.parts.progress import progress_part

        return progress_part(found.progress)
    if kind is Kind.SUING:
        from lexcollect.reporting.parts.suing import suing_part

        return suing_part(found.suits, as_of)
    if kind is Kind.WRITEOFF:
        from lexcollect.reporting.parts.writeoff import writeoff_part

        return writeoff_part(found.write_offs)
    from lexcollect.reporting.parts.closing import closing_part

    return closing_part(found.closed)


def _dso(facts: Facts, request: Request, left: list[LeftOut]) -> Iterator[Part]:
    from lexcollect.reporting.parts.dso import dso_part

    if request.sales is not None:
        yield dso_part(facts, bands_of(request.limits), request.period, request.sales)
    elif len(request.kinds) == 1:
        raise Refused([finding("LX-R200")])
    else:
        left.append(LeftOut("", text("reporting.title_dso").render(), text("reporting.left_dso")))
