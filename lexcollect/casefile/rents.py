"""Rents: periods of rent written out as receivables, and how the facts of a lease fit together.

Owns the way from one line of rent (租金) to a receivable for each period, with its due day and, for a part of a month,
the sum the contract's own number of days gives. Refuses a part of a period for which no number of days is agreed.
Decides no question of law.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Obligation, PaymentTerm, Rent
from lexcollect.findings import Finding, Level, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_MONTHS = {k.Every.MONTH: 1, k.Every.QUARTER: 3, k.Every.HALF_YEAR: 6, k.Every.YEAR: 12}
#: How the cause of a finance lease is called.
_FINANCED = "融资租赁"
_FEN = Decimal("0.01")
_DAY = timedelta(days=1)
#: The year and month by which a period of rent is called.
_MONTH = regex(r"\d{4}-\d{2}$")
#: No lease may last longer (民法典 705): what begins later is not written out.
MOST_YEARS = 20


@dataclass(frozen=True, slots=True)
class Period:
    """A period of rent, both days counted; ``whole`` if it is no part of one."""

    first: date
    last: date
    whole: bool


def with_rents(case: Case) -> Case:
    """Return ``case`` with a receivable for each period of its rents, after those that stand in the file."""
    if not case.rents:
        return case
    due = [o for rent in case.rents if _sound(rent) for o in _receivables(rent)]
    return case.but(obligations=(*case.obligations, *due))


def claimable(case: Case, as_of: date, whole: Collection[str] = ()) -> Case:
    """Return ``case`` without the periods of rent that are not due on ``as_of`` and were not called early.

    A period for which a payment is meant stays; where nothing is due, all of them do, and that is told. ``whole`` are
    the contracts whose whole rent counts for another reason (融资租赁解释 11).
    """
    early = {*whole, *(c.id for c in case.contracts if c.acceleration and c.acceleration.day <= as_of)}
    paid = {p.designated_for for p in case.payments}
    lines = {rent.where for rent in case.rents}
    left = tuple(
        o
        for o in case.obligations
        if o.where not in lines or o.contract in early or o.id in paid or not _later_than(o, as_of)
    )
    return case.but(obligations=left) if left and len(left) < len(case.obligations) else case


def _later_than(o: Obligation, as_of: date) -> bool:
    return o.due is not None and o.due.day is not None and o.due.day > as_of


def left_out(case: Case) -> tuple[Obligation, ...]:
    """Return the periods of rent that ``claimable`` took out of ``case``."""
    there = {o.id for o in case.obligations}
    return tuple(o for rent in case.rents if _sound(rent) for o in _receivables(rent) if o.id not in there)


def periods(rent: Rent) -> Iterator[Period]:
    """Yield the periods of ``rent`` in order, the last one cut where the rent ends."""
    months, number = _MONTHS[rent.every], 0
    while (first := _later(rent.first, months * number)) <= rent.last:
        number += 1
        end = _later(rent.first, months * number) - _DAY
        yield Period(first, min(end, rent.last), end <= rent.last)


def check_leases(case: Case) -> Iterator[Finding]:
    """Yield what cannot be true of rents and leased things together."""
    for rent in case.rents:
        yield from _check(rent)
        if rent.due_day is None:
            yield finding("LX-C157", rent.where, last=rent.last)
    yield from _after_the_end(case)
    yield from _given_back(case)
    yield from _sublet(case)


def _sublet(case: Case) -> Iterator[Finding]:
    """Yield that a sublease can be objected to (民法典 716, 718), and what was not registered (706, 745)."""
    for thing in case.leased_things:
        if thing.sublet_known_on and not thing.sublet_consented and not thing.sublet_objected_on:
            yield finding("LX-C158", thing.where, thing=thing.name, day=thing.sublet_known_on)
        if thing.registered is False:
            yield finding("LX-C159", thing.where, thing=thing.name)


def may_be_rent(case: Case, id: str) -> bool:
    """Tell whether ``id`` is that of a period which would be there if its rent could be written out: that is told."""
    found = _MONTH.search(id)
    if found is None:
        return False
    month = found[0]
    return any(
        id.startswith(rent.id) and f"{rent.first:%Y-%m}" <= month <= f"{rent.last:%Y-%m}"
        for rent in case.rents
        if not _sound(rent)
    )


def _sound(rent: Rent) -> bool:
    return not any(found.level is Level.ERROR for found in _check(rent))


def _check(rent: Rent) -> Iterator[Finding]:
    if rent.last < rent.first:
        yield finding("LX-C057", rent.where, start=rent.first, end=rent.last)
        return
    if rent.last >= _later(rent.first, 12 * MOST_YEARS):
        yield finding("LX-C150", rent.where, first=rent.first, last=rent.last)
        return
    cut = next((p for p in periods(rent) if not p.whole), None)
    if cut and not (rent.month_days or _whole_months(cut)):
        yield finding("LX-C151", rent.where, first=cut.first, last=cut.last)


def _receivables(rent: Rent) -> Iterator[Obligation]:
    for period in periods(rent):
        name = f"{period.first:%Y-%m}"
        yield Obligation(
            id=f"{rent.id}-{name}" if rent.id else name,
            contract=rent.contract,
            title=_title(period, rent),
            date=period.first,
            amount=_amount(rent, period),
            due=PaymentTerm(day=_due(rent, period), roll=rent.roll, clause=rent.clause).but(where=rent.where),
            evidence=rent.evidence,
            distinct=True,  # twins are looked for among the rents
        ).but(where=rent.where)


def _amount(rent: Rent, period: Period) -> Decimal:
    """Return the rent of ``period``: whole months by their share, days by the agreed length of a month.

    Nothing where that length is not on file: the period is then one without an amount (金额不明).
    """
    if period.whole:
        return rent.amount
    monthly = rent.amount / _MONTHS[rent.every]
    months = _months_in(period)
    rest = (period.last - _later(period.first, months)).days + 1
    if rest and not rent.month_days:
        return Decimal(0)
    part = monthly / rent.month_days * rest if rent.month_days else Decimal(0)
    return (monthly * months + part).quantize(_FEN, ROUND_HALF_UP)


def _months_in(period: Period) -> int:
    months = 0
    while _later(period.first, months + 1) - _DAY <= period.last:
        months += 1
    return months


def _whole_months(period: Period) -> bool:
    return _later(period.first, _months_in(period)) - _DAY == period.last


def _due(rent: Rent, period: Period) -> date:
    if rent.due_day is None:
        return _due_by_law(rent, period)
    month = _later(period.first.replace(day=1), rent.due_after)
    return month.replace(day=min(rent.due_day, monthrange(month.year, month.month)[1]))


def _due_by_law(rent: Rent, period: Period) -> date:
    """Return the end of the year of the lease in which ``period`` ends, or of the lease if that is earlier (721)."""
    years = 1
    while _later(rent.first, 12 * years) - _DAY < period.last:
        years += 1
    return min(_later(rent.first, 12 * years) - _DAY, rent.last)


def due_by_law(case: Case, obligation: Obligation) -> bool:
    """Tell whether the day of a period of rent is that of 民法典 721: the contract names none."""
    return any(rent.due_day is None and rent.where == obligation.where for rent in case.rents)


def _later(day: date, months: int) -> date:
    """Return the same day ``months`` on; where the month has none, its last."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _title(period: Period, rent: Rent) -> str:
    first, last = period.first, period.last
    if rent.every is k.Every.MONTH and period.whole and first.day == 1:
        return f"{first.year}年{first.month}月租金"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月{first.day}日至{last.day}日租金"
    end = f"{last.month}月{last.day}日" if first.year == last.year else f"{last.year}年{last.month}月{last.day}日"
    return f"{first.year}年{first.month}月{first.day}日至{end}租金"


def _after_the_end(case: Case) -> Iterator[Finding]:
    """Yield rent for a time after the termination, and rent and daily fees for the same time.

    Of a finance lease the whole rent is part of the loss (融资租赁解释 11).
    """
    ended = {c.id: c.termination.day for c in case.contracts if c.termination and _FINANCED not in c.cause}
    for rent in case.rents:
        day = ended.get(rent.contract)
        if day and rent.last > day:
            yield finding("LX-C153", rent.where, day=day, last=rent.last)
        for fee in case.running_fees:
            if fee.contract == rent.contract and rent.first <= fee.first <= rent.last:
                yield finding("LX-C154", fee.where, first=fee.first, last=rent.last, title=fee.title)


def _given_back(case: Case) -> Iterator[Finding]:
    things = {t.id: t for t in case.leased_things}
    for thing in case.leased_things:
        if thing.handed_over_on and thing.returned_on and thing.returned_on < thing.handed_over_on:
            yield finding("LX-C057", thing.where, start=thing.handed_over_on, end=thing.returned_on)
    for fee in case.running_fees:
        out = things.get(fee.thing)
        if out and out.returned_on and (fee.last or max(fee.first, out.returned_on)) != out.returned_on:
            yield finding("LX-C155", fee.where, title=fee.title, day=out.returned_on)
