"""Private lending (民间借贷): which rate is protected, and what it comes to.

Owns the caps of 民间借贷规定 through time and the sums under them. Whether a lender is outside these rules (licensed
financial institutions, the seven local types of 法释〔2020〕27号) is a fact the caller states before asking.

Says: from 2020-08-20 four times the one-year LPR at the making of the contract (25(1)); for contracts made before
that day the older cap covers, on request, the interest to 2020-08-19, and the cap at the time of suit the rest (31(2)).
A case sued before that day stays under the older rules to the end: the new ones are for cases accepted later (31(1)).
Overdue interest, penalty and other costs together stay under the cap (29). No agreed rate: LPR at default, without
mark-up (28(2)(1)). Compounding by a new note: 27. Interest taken in advance is no principal (26, 民法典 670).
Doubtful: for contracts of 2019-08-20 to 2020-08-19 courts take LPR at filing or at making; filing is the default.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.period import shift
from lexcollect.law.rates import LPR_BEGINS, Rates, shipped_rates
from lexcollect.law.rules.penalty import annual_equivalent
from lexcollect.law.rules.schedule import ZERO, BadMoney, RateLine, Schedule, Until, schedule, yearly
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

RULES = "民间借贷规定"
#: First day of the four-times-LPR cap.
CAP_BEGINS = date(2020, 8, 20)
_TWELVE = 12
Reference = Literal["filing", "making"]


@dataclass(frozen=True, slots=True)
class Cap:
    """A protected rate in percent a year, and the LPR and day it stands on (none for the fixed old caps)."""

    rate: Decimal
    lpr: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CappedInterest:
    """Interest under the caps, with its lines; ``claimed`` is the same time at the agreed rate."""

    schedule: Schedule
    claimed: Decimal
    caps: tuple[Cap, ...]

    @property
    def total(self) -> Decimal:
        """Return the interest a court supports."""
        return self.schedule.total

    @property
    def before(self) -> Decimal:
        """Return the part to 2020-08-19, under the old cap, for contracts older than that."""
        return sum((line.amount for line in self.schedule.lines if line.first < self._switch), ZERO)

    @property
    def after(self) -> Decimal:
        """Return the part under four times LPR."""
        return sum((line.amount for line in self.schedule.lines if line.first >= self._switch), ZERO)

    @property
    def _switch(self) -> date:
        if len(self.caps) > 1:
            return CAP_BEGINS
        return date.max if self.caps[0].lpr is None else date.min


@dataclass(frozen=True, slots=True)
class Rolled:
    """A compounded loan (27): the later principal recognised, the ceiling of everything, and what is payable."""

    principal: Decimal
    ceiling: Decimal
    payable: Decimal


def four_times_lpr(day: date, *, rates: Rates | None = None, book: Book | None = None) -> Answer[Cap]:
    """Return four times the one-year LPR in force on ``day`` (25(1))."""
    quote = (rates or shipped_rates()).lpr(day)
    multiple = (book or shipped_book()).at("money.lending_cap_multiple", max(day, CAP_BEGINS))
    cap = Cap(quote.rate * multiple.decimal, quote.rate, day)
    said = text("law_money.step.cap", day=day, lpr=quote.rate, published=quote.published, cap=cap.rate)
    return Answer(cap, (Step("lending.cap", said, multiple.cite, result=cap.rate),))


def protected_rate(
    agreed: Decimal,
    made: date,
    first: date,
    *,
    filed: date | None = None,
    reference: Reference = "filing",
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[tuple[RateLine, tuple[Cap, ...]]]:
    """Return what a court protects of ``agreed`` percent a year, through time, for interest from ``first`` on.

    For debts with payments: the line goes into a charge. ``made`` is the day of the contract, ``filed`` the day of
    suit, needed when the contract is older than 2020-08-20. Contracts before 2015-09-01 are refused (``LawUnknown``):
    four times the bank rate of their class was seen in judgments only.
    """
    if agreed < 0:
        raise BadMoney("negative_rate", rate=agreed)
    if under_former(made, filed):
        return _former_rate(agreed, made, book)
    cap = _reference_cap(made, filed, reference, rates, book)
    steps, caps, starts = list(cap.trace), [cap.value], [1]
    if made < CAP_BEGINS and first < CAP_BEGINS:
        old = _old_cap(made, book)
        caps.insert(0, old.value)
        steps = [*old.trace, *steps]
        starts.append(CAP_BEGINS.toordinal())
    line = _stepped(tuple(starts), tuple(min(agreed, each.rate) for each in caps))
    firmness = Certainty.DEBATED if LPR_BEGINS <= made < CAP_BEGINS else Certainty.STATUTORY
    return Answer((line, tuple(caps)), tuple(steps), _other_reference(made, filed, reference, rates, book), firmness)


def under_former(made: date, filed: date | None) -> bool:
    """Tell whether the case was sued before 2020-08-20: the rules of then hold to the end (31(1))."""
    return filed is not None and made <= filed < CAP_BEGINS


def _former_rate(agreed: Decimal, made: date, book: Book | None) -> Answer[tuple[RateLine, tuple[Cap, ...]]]:
    """Return what the rules of before 2020-08-20 protect of ``agreed``, without end."""
    old = _old_cap(made, book)
    said = text("law_money.step.old_cap_case", cap=old.value.rate)
    step = Step("lending.cap", said, (*old.trace[-1].cites, Citation(RULES, "31(1)")), result=old.value.rate)
    return Answer((_stepped((1,), (min(agreed, old.value.rate),)), (old.value,)), (step,))


def _stepped(starts: tuple[int, ...], rates: tuple[Decimal, ...]) -> RateLine:
    return RateLine("year", starts, rates, (None,) * len(starts), published=(None,) * len(starts))


def capped_interest(
    principal: Decimal,
    agreed: Decimal,
    made: date,
    first: date,
    last: date,
    *,
    filed: date | None = None,
    reference: Reference = "filing",
    until: Until = "cutoff",
    conventions: Conventions = DEFAULTS,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[CappedInterest]:
    """Return what a court supports of ``agreed`` percent a year on ``principal`` from ``first`` to ``last``.

    The other arguments are those of :func:`protected_rate`.
    """
    answer = protected_rate(agreed, made, first, filed=filed, reference=reference, rates=rates, book=book)
    line, caps = answer.value

    def at(rate: RateLine) -> Schedule:
        return schedule(principal, rate, first, last, until=until, conventions=conventions, item="loan")

    # The claim is cut on the same days as the cap, so that rounding never lifts one above the other.
    claimed = at(_stepped(line.starts, (agreed,) * len(line.starts))).total
    value = CappedInterest(at(line), claimed, caps)
    said = text("law_money.step.capped", claimed=claimed, before=value.before, after=value.after, total=value.total)
    step = Step("lending.interest", said, _cap_cites(made, filed), result=value.total)
    return Answer(value, (*answer.trace, step), answer.alternatives, answer.certainty)


def _cap_cites(made: date, filed: date | None) -> tuple[Citation, ...]:
    if under_former(made, filed):
        return (Citation(RULES, "31(1)"),)
    return (Citation(RULES, "25(1)"),) + ((Citation(RULES, "31(2)"),) if made < CAP_BEGINS else ())


def _reference_cap(
    made: date, filed: date | None, reference: Reference, rates: Rates | None, book: Book | None
) -> Answer[Cap]:
    if made >= CAP_BEGINS:
        return four_times_lpr(made, rates=rates, book=book)
    if reference == "making" and made >= LPR_BEGINS:
        return four_times_lpr(made, rates=rates, book=book)
    if filed is None:
        raise BadMoney("no_filing_day", made=made)
    return four_times_lpr(filed, rates=rates, book=book)


def _other_reference(
    made: date, filed: date | None, reference: Reference, rates: Rates | None, book: Book | None
) -> tuple[Alternative[Decimal], ...]:
    if not LPR_BEGINS <= made < CAP_BEGINS or filed is None:
        return ()
    day = made if reference == "filing" else filed
    cap = four_times_lpr(day, rates=rates, book=book).value.rate
    return (Alternative(text("law_money.cap_by_other_day", day=day, cap=cap), cap, (Citation(RULES, "31(2)"),)),)


def _old_cap(made: date, book: Book | None) -> Answer[Cap]:
    """Return the cap of the time before 2020-08-20; contracts before 2015-09-01 need the bank rate of their class."""
    value = (book or shipped_book()).at("money.lending_cap_old", made)
    cap = Cap(Decimal(str(value.value[0])))
    return Answer(
        cap, (Step("lending.cap", text("law_money.step.old_cap", cap=cap.rate), value.cite, result=cap.rate),)
    )


def default_rate(
    first: date,
    *,
    filed: date | None = None,
    former: bool = False,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[RateLine]:
    """Return the rate of a delay from ``first`` on when neither rate was agreed: LPR of that day, fixed (28(2)(1)).

    ``former`` is the other reading of a delay from before 2020-08-20: 6 % a year to 2020-08-19 (旧版 29(2)(1)), then
    LPR. ``filed``, the day of suit, before 2020-08-20: 6 % to the end (31(1)). A delay from before the first LPR is
    refused otherwise (``LawUnknown``).
    """
    if filed is not None and filed < CAP_BEGINS:
        old = (book or shipped_book()).at("money.lending_overdue_default_old", first)
        told = text("law_money.step.loan_late_former", first=first, rate=old.decimal)
        then = Step("lending.overdue", told, (*old.cite, Citation(RULES, "31(1)")), result=old.decimal)
        return Answer(yearly(old.decimal), (then,))
    if first < LPR_BEGINS:
        raise LawUnknown(text("law_money.loan_before_lpr", first=first))
    quote = (rates or shipped_rates()).lpr(first)
    cites: tuple[Citation, ...] = (Citation(RULES, "28(2)(1)"),)
    line = yearly(quote.rate, quote.rate, quote.published)
    if former and first < CAP_BEGINS:
        old = (book or shipped_book()).at("money.lending_overdue_default_old", first)
        line = _stepped((1, CAP_BEGINS.toordinal()), (old.decimal, quote.rate))
        cites = (*old.cite, Citation(RULES, "31(2)"))
    said = text("law_money.step.loan_late_none", first=first, rate=quote.rate)
    step = Step("lending.overdue", said, cites, result=quote.rate)
    return Answer(line, (step,), certainty=Certainty.DEBATED if first < CAP_BEGINS else Certainty.STATUTORY)


def overdue_without_rate(
    principal: Decimal,
    first: date,
    last: date,
    *,
    filed: date | None = None,
    until: Until = "cutoff",
    conventions: Conventions = DEFAULTS,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[Schedule]:
    """Return overdue interest when neither rate was agreed: LPR on the first overdue day, fixed, no mark-up.

    A delay from before 2020-08-20 shows the former 6 % a year to 2020-08-19 as the other reading (31(2), 旧版
    29(2)(1)); sued before that day (``filed``) it goes on. One from before the first LPR is refused otherwise
    (``LawUnknown``): no text says what follows the 6 %.
    """
    rule = default_rate(first, filed=filed, rates=rates, book=book)
    line = rule.value

    def at(line: RateLine) -> Schedule:
        return schedule(principal, line, first, last, until=until, conventions=conventions, item="loan")

    value = at(line)
    if filed is not None and filed < CAP_BEGINS:
        return Answer(value, rule.trace)
    said = text("law_money.step.loan_no_rate", first=first, rate=line.at(first), total=value.total)
    step = Step("lending.overdue", said, (Citation(RULES, "28(2)(1)"),), result=value.total)
    if first >= CAP_BEGINS:
        return Answer(value, (step,))
    old = (book or shipped_book()).at("money.lending_overdue_default_old", first)
    former = at(default_rate(first, former=True, rates=rates, book=book).value).total
    cites = (*old.cite, Citation(RULES, "31(2)"))
    other = Alternative(text("law_money.loan_old_default", rate=old.decimal), former, cites)
    return Answer(value, (step,), (other,), Certainty.DEBATED)


def together_capped(
    principal: Decimal,
    made: date,
    days: int,
    *,
    yearly_rates: tuple[Decimal, ...] = (),
    daily_rates: tuple[Decimal, ...] = (),
    costs: Decimal = ZERO,
    year: int = 365,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[tuple[Decimal, Decimal]]:
    """Return (claimed, supported) when overdue interest, penalty and other costs are claimed together (29).

    ``yearly_rates`` in percent, ``daily_rates`` as fractions. Whether a lawyer's fee is among the other costs is
    disputed: leave it out of ``costs``.
    """
    cap = four_times_lpr(made, rates=rates, book=book)
    percent = sum(yearly_rates, Decimal(0)) + sum((annual_equivalent(rate, year) for rate in daily_rates), Decimal(0))
    claimed = _plain(principal, percent, days, year) + costs
    supported = min(claimed, _plain(principal, cap.value.rate, days, year))
    said = text("law_money.step.together", claimed=claimed, cap=cap.value.rate, supported=supported)
    step = Step("lending.together", said, (Citation(RULES, "29"),), result=supported)
    return Answer((claimed, supported), (*cap.trace, step))


def _plain(principal: Decimal, percent: Decimal, days: int, year: int) -> Decimal:
    return (principal * percent * days / (100 * year)).quantize(FEN, ROUND_HALF_UP)


def rolled_over(
    principal: Decimal,
    made: date,
    rate: Decimal,
    rolled: date,
    new_note: Decimal,
    new_rate: Decimal,
    end: date,
    *,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[Rolled]:
    """Return what a loan is worth whose interest was written into a new note (27).

    Terms in whole months count by months, other days by 365. Rates in percent a year.
    """
    cap = four_times_lpr(made, rates=rates, book=book)
    within = min(rate, cap.value.rate)
    later = min(new_note, grown(principal, within, made, rolled))
    ceiling = grown(principal, cap.value.rate, made, end)
    claimed = grown(later, new_rate, rolled, end)
    value = Rolled(later, ceiling, min(claimed, ceiling))
    said = text("law_money.step.rolled", principal=later, claimed=claimed, ceiling=ceiling, payable=value.payable)
    step = Step("lending.compound", said, (Citation(RULES, "27"),), result=value.payable)
    return Answer(value, (*cap.trace, step))


def grown(principal: Decimal, percent: Decimal, first: date, end: date) -> Decimal:
    """Return principal and simple interest to ``end`` (not counted): whole months by months, else by days."""
    months = (end.year - first.year) * _TWELVE + end.month - first.month
    if shift(first, months, "month") == end:
        interest = principal * percent * months / (100 * _TWELVE)
    else:
        interest = principal * percent * (end - first).days / 36500
    return (principal + interest).quantize(FEN, ROUND_HALF_UP)


def lent_principal(note: Decimal, deducted: Decimal) -> Answer[Decimal]:
    """Return the principal when interest was taken in advance: what was really lent (26, 民法典 670)."""
    if not 0 <= deducted < note:
        raise BadMoney("deducted_above_note", note=note, deducted=deducted)
    lent = note - deducted
    said = text("law_money.step.prededucted", note=note, deducted=deducted, lent=lent)
    return Answer(
        lent, (Step("lending.principal", said, (Citation(RULES, "26"), Citation("民法典", "670")), result=lent),)
    )


def paid_above_old_cap(
    principal: Decimal, paid: Decimal, years: Decimal, day: date, *, book: Book | None = None
) -> Answer[tuple[Decimal, Decimal]]:
    """Return (kept, returnable) of interest paid voluntarily under the rules of 2015-09-01 to 2020-08-19.

    What was paid up to the higher of the two old rates stays paid; above it, it is returnable (旧版 26, 31).
    """
    if day >= CAP_BEGINS:
        raise BadMoney("not_old_lending", day=day)
    value = (book or shipped_book()).at("money.lending_cap_old", day)
    void = Decimal(str(value.value[1]))
    kept = min(paid, (principal * void * years / 100).quantize(FEN, ROUND_HALF_UP))
    said = text("law_money.step.old_paid", paid=paid, cap=void, kept=kept, back=paid - kept)
    return Answer((kept, paid - kept), (Step("lending.old_paid", said, value.cite, result=paid - kept),))
