"""Ruled sums: a loan under its cap, a loan rolled over, double interest, payment to small enterprises, retention money.

Owns what each asks the law, and in which figures the answer is told; the figures are the law's. Facts that contradict
each other are a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.rules.enforcement import DoubleLine, double_interest
from lexcollect.law.rules.lending import Reference, capped_interest, lent_principal, overdue_without_rate, rolled_over
from lexcollect.law.rules.retention import retention_due
from lexcollect.law.rules.schedule import Line, Until
from lexcollect.law.rules.sme import Buyer, late_interest, payment_term
from lexcollect.law.trace import Certainty, Step
from lexcollect.matter.given import contradictions_refused
from lexcollect.matter.holidays import working_calendar
from lexcollect.records import dataclass
from lexcollect.wording import Text

if TYPE_CHECKING:
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.rates import Rates
    from lexcollect.law.trace import Answer

Kind = Literal["loan", "together", "old_paid", "rollover", "double", "apply", "sme", "retention"]
#: An amount in yuan, a day, a number of days, or (``…_rate``) percent a year.
Figure = Decimal | date | int


@dataclass(frozen=True)
class Ruled:
    """What the law makes of the facts: figures by name, the lines behind them, the working, and other readings.

    ``readings`` are (what it says, the sum it comes to, how far that is from ``sum``).
    """

    kind: Kind
    figures: tuple[tuple[str, Figure], ...]
    trace: tuple[Step, ...]
    certainty: Certainty
    lines: tuple[Line, ...] = ()
    rows: tuple[DoubleLine, ...] = ()
    readings: tuple[tuple[Text, Decimal, Decimal], ...] = ()


def loan(
    note: Decimal,
    first: date,
    last: date,
    *,
    rate: Decimal | None = None,
    made: date | None = None,
    filed: date | None = None,
    reference: Reference = "filing",
    deducted: Decimal | None = None,
    until: Until = "cutoff",
    conventions: Conventions = DEFAULTS,
    rates: Rates | None = None,
) -> Ruled:
    """Return what a court supports as interest on a private loan (民间借贷规定 25, 26, 28, 31).

    ``rate`` percent a year under the cap of ``made``; without a rate the interest after default. ``deducted`` was taken
    from the note in advance.
    """
    with contradictions_refused():
        principal, steps, figures = note, list[Step](), list[tuple[str, Figure]]()
        if deducted is not None:
            lent = lent_principal(note, deducted)
            principal, steps = lent.value, list(lent.trace)
            figures.append(("lent", principal))
        if rate is None:
            found = overdue_without_rate(
                principal, first, last, filed=filed, until=until, conventions=conventions, rates=rates
            )
            figures.append(("interest", found.value.total))
            return _ruled("loan", figures, [*steps, *found.trace], found, found.value.lines, found.value.total)
        assert made is not None  # asked for before
        return _capped(principal, rate, made, first, last, filed, reference, until, conventions, rates, figures, steps)


def _capped(
    principal: Decimal,
    rate: Decimal,
    made: date,
    first: date,
    last: date,
    filed: date | None,
    reference: Reference,
    until: Until,
    conventions: Conventions,
    rates: Rates | None,
    figures: list[tuple[str, Figure]],
    steps: list[Step],
) -> Ruled:
    def by(chosen: Reference) -> Answer[Any]:
        return capped_interest(
            principal,
            rate,
            made,
            first,
            last,
            filed=filed,
            reference=chosen,
            until=until,
            conventions=conventions,
            rates=rates,
        )

    found = by(reference)
    value = found.value
    names = ("old_cap_rate", "cap_rate") if len(value.caps) > 1 else ("cap_rate",)
    figures += [(name, cap.rate) for name, cap in zip(names, value.caps, strict=True)]
    if len(value.caps) > 1:
        figures += [("before", value.before), ("after", value.after)]
    figures += [("claimed", value.claimed), ("interest", value.total), ("cut", value.claimed - value.total)]
    readings: tuple[tuple[Text, Decimal, Decimal], ...] = ()
    if found.alternatives:  # the cap by the other day: told in yuan
        other = by("making" if reference == "filing" else "filing").value.total
        readings = ((found.alternatives[0].reading, other, other - value.total),)
    trace = (*steps, *found.trace)
    return Ruled("loan", tuple(figures), trace, found.certainty, value.schedule.lines, readings=readings)


def rollover(
    principal: Decimal,
    made: date,
    rate: Decimal,
    rolled: date,
    new_note: Decimal,
    new_rate: Decimal,
    end: date,
    *,
    rates: Rates | None = None,
) -> Ruled:
    """Return what a loan is worth whose interest was written into a new note (复利, 民间借贷规定 27)."""
    with contradictions_refused():
        found = rolled_over(principal, made, rate, rolled, new_note, new_rate, end, rates=rates)
    value = found.value
    figures = (
        ("recognised", value.principal),
        ("ceiling", value.ceiling),
        ("payable", value.payable),
        ("interest", value.payable - principal),
    )
    return Ruled("rollover", figures, found.trace, found.certainty)


def double(
    owed: Sequence[tuple[date, Decimal]],
    paid: Sequence[tuple[date, Decimal]],
    last: date,
    *,
    stays: Sequence[tuple[date, date]] = (),
    conventions: Conventions = DEFAULTS,
    rates: Rates | None = None,
) -> Ruled:
    """Return the doubled part for late performance of a judgment (迟延履行利息解释 1–3) to ``last``.

    ``owed``: (last day of the period for performance, amount); ``stays``: (first day, first day after).
    """
    with contradictions_refused():
        found = double_interest(owed, paid, suspensions=stays, last=last, conventions=conventions, rates=rates)
    value = found.value
    figures: list[tuple[str, Figure]] = [("days", sum(line.days for line in value.lines)), ("doubled", value.total)]
    old = value.old.lines if value.old else ()
    if value.old:
        figures += [("old_doubled", value.old.total), ("together", value.total + value.old.total)]
    return Ruled("double", tuple(figures), found.trace, found.certainty, old, value.lines)


def sme(
    buyer: Buyer,
    start: date,
    last: date,
    *,
    days: int | None = None,
    amount: Decimal | None = None,
    agreed: Decimal | None = None,
    signed: date | None = None,
    until: Until = "cutoff",
    conventions: Conventions = DEFAULTS,
    rates: Rates | None = None,
) -> Ruled:
    """Return until when ``buyer`` must pay a small enterprise, and what is due for delay to ``last`` (条例 9, 17)."""
    with contradictions_refused():
        term = payment_term(buyer, start, agreed_days=days, calendar=working_calendar())
        value = term.value
        figures: list[tuple[str, Figure]] = [
            ("term_days", value.days),
            ("last_day", value.last_day),
            ("overdue_from", value.overdue_from),
        ]
        if amount is None or last < value.overdue_from:
            return Ruled("sme", tuple(figures), term.trace, term.certainty)
        found = late_interest(
            amount,
            value.overdue_from,
            last,
            signed=signed,
            agreed=agreed,
            conventions=conventions,
            until=until,
            rates=rates,
        )
    figures += [("days", found.value.days), ("interest", found.value.total)]
    return _ruled("sme", figures, [*term.trace, *found.trace], found, found.value.lines, found.value.total)


def retention(*, accepted: date | None = None, submitted: date | None = None, months: int | None = None) -> Ruled:
    """Return the last day to pay a construction retention back (建设工程解释一 17(1))."""
    with contradictions_refused():
        found = retention_due(
            accepted=accepted, report_submitted=submitted, agreed_months=months, calendar=working_calendar()
        )
    return Ruled("retention", (("last_day", found.value),), found.trace, found.certainty)


def _ruled(
    kind: Kind,
    figures: Sequence[tuple[str, Figure]],
    steps: Sequence[Step],
    found: Answer[Any],
    lines: tuple[Line, ...],
    total: Decimal,
) -> Ruled:
    """Return a sum whose other readings are sums as well."""
    readings = tuple((other.reading, other.value, other.value - total) for other in found.alternatives)
    return Ruled(kind, tuple(figures), tuple(steps), found.certainty, lines, readings=readings)
