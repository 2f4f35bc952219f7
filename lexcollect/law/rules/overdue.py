"""Loss from late payment without an agreed penalty (逾期付款损失), and the plain LPR claims beside it.

Owns the rate of 买卖合同解释 18(4) in its readings, the fund-use fee of a void contract (合同编通则解释 25(1)) and
interest on a construction price (建设工程解释一 26). Refuses mark-ups outside 30–50 %. The mark-up is the
claimant's to ask and the court's to grant: the default is the top of the range and says so.

Says: breach from 2019-08-20: one-year LPR at the time of breach plus 30–50 %; breach before: benchmark lending rate
of the same class, by the penalty-rate standard. Other paid contracts by reference (民法典 646).
Doubtful: a delay that began before 2019-08-20 and ran past it is usually split that day (practice); a running LPR
(同期) is a common wording but not the words of the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from lexcollect.cn.dates import long_date
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import BENCHMARK_ENDS, LPR_BEGINS, Rates, shipped_rates, term_of
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt, Payment
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.penalty import agreed_penalty
from lexcollect.law.rules.schedule import ZERO, BadMoney, Beyond, RateLine, Schedule, Until, schedule, yearly
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

#: ``fixed``: LPR at breach for the whole delay; ``segmented``: LPR of each day; ``benchmark``: benchmark of each
#: day; ``split``: benchmark to 2019-08-19, LPR of each day from 2019-08-20.
Mode = Literal["fixed", "segmented", "split", "benchmark"]
MODES: tuple[Mode, ...] = ("fixed", "segmented", "split", "benchmark")
#: The step of a working that says which rate a loss takes and why.
RATE_STEP = "overdue.rate"
#: The step that names another reading for which no rate is known to the last day.
READING_STEP = "overdue.reading"
_HUNDRED = Decimal(100)
#: First day of the present text of the interpretation; before it, 2012's art. 24(4).
_PRESENT_TEXT = date(2021, 1, 1)
_OTHER_CONTRACTS = (Citation("民法典", "646"), Citation("买卖合同解释", "32(2)"))


def default_mode(breach: date, last: date) -> Mode:
    """Return how a delay from ``breach`` to ``last`` is usually claimed."""
    if breach >= LPR_BEGINS:
        return "fixed"
    return "split" if last >= LPR_BEGINS else "benchmark"


def loss_rate(
    breach: date,
    last: date,
    mode: Mode,
    multiplier: Decimal,
    *,
    rates: Rates | None = None,
    series: str = "lpr_1y",
    term: str = "",
) -> RateLine:
    """Return the rate of a delay from ``breach`` to ``last``: the published rate × ``multiplier``.

    ``term`` is the benchmark class; default: the length of the delay (practice).
    """
    book = rates or shipped_rates()
    if mode == "fixed":
        quote = book.lpr(breach, series)
        return yearly(quote.rate * multiplier, quote.rate, quote.published, book.series(series).source)
    if mode == "segmented":
        return book.series(series).line(multiplier)
    old = book.series(term or term_of(breach, last + ONE_DAY)).line(multiplier)
    return old if mode == "benchmark" else _joined(old, book.series(series).line(multiplier))


@lru_cache(maxsize=256)
def _joined(old: RateLine, new: RateLine) -> RateLine:
    """Return ``old`` to the day before ``new`` begins, then ``new``."""
    keep = sum(1 for start in old.starts if start <= BENCHMARK_ENDS.toordinal())
    return replace(
        new,
        starts=old.starts[:keep] + new.starts,
        rates=old.rates[:keep] + new.rates,
        bases=old.bases[:keep] + new.bases,
        published=old.published[:keep] + new.published,
        before=old.before,
    )


@dataclass(frozen=True, slots=True)
class LossTerms:
    """What is asked for where nothing was agreed: ``markup`` in percent (default the top), the reading, the last day.

    Called with the first day of default it gives the charge (:data:`~lexcollect.law.rules.debts.Late`): none when that
    day lies after ``last``. ``stop`` is the last day that bears it; ``lenient`` leaves out what no rate is known for.
    ``by_reference``: no sale, the rule applies through 民法典 646.
    """

    last: date
    markup: Decimal | None = None
    mode: Mode | None = None
    by_reference: bool = False
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)
    book: Book | None = field(default=None, repr=False, compare=False)

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charge of a delay that begins on ``breach``."""
        if breach > self.last:
            return ()
        multiplier = 1 + checked_markup(self.markup, breach, self.book) / _HUNDRED
        try:
            rate = loss_rate(breach, self.last, self.reading(breach), multiplier, rates=self.rates)
        except LawUnknown:
            if self.lenient:
                return ()
            raise
        return (Charge(Part.INTEREST, rate, last=self.stop),)

    def reading(self, breach: date) -> Mode:
        """Return the reading asked for, or the usual one of a delay from ``breach``."""
        return self.mode or default_mode(breach, self.last)

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The articles: the rule of the sale, after the reference to it where there was no sale."""
        return (_OTHER_CONTRACTS if self.by_reference else ()) + _article(self.last)


def late_payment_loss(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    manner: Manner | None = None,
    *,
    markup: Decimal | None = None,
    mode: Mode | None = None,
    sale: bool = True,
) -> Answer[Settlement]:
    """Return the loss from late payment of ``debts`` (their charges are replaced) on ``last``.

    ``markup`` in percent (30–50, default the top); each debt takes the rate of its own breach. ``sale=False`` cites
    the reference for other paid contracts first. Alternatives: the other readings, and both ends of the range.
    """
    manner = manner or Manner()
    terms = LossTerms(last, markup, mode, not sale, rates=manner.rates, book=manner.book)
    return owed([replace(debt, charges=(), late=terms) for debt in debts], payments, last, manner)


def owed(
    debts: Sequence[Debt], payments: Sequence[Payment], last: date, manner: Manner | None = None
) -> Answer[Settlement]:
    """Return what is owed on ``last`` where debts bear an agreed penalty, or the statutory loss (:class:`LossTerms`).

    Beside the alternatives of :func:`~lexcollect.law.rules.penalty.agreed_penalty`: the other readings of the loss, one
    mark-up and one mode at a time for all debts claimed on the same terms (value: the loss in yuan).
    """
    manner = manner or Manner()
    answer = agreed_penalty(debts, payments, last, manner)
    told = [debt for debt in debts if isinstance(debt.late, LossTerms) and manner.tells(debt)]
    if not told:
        return answer

    def loss(changed: Mapping[str, LossTerms]) -> Decimal:
        asked = [replace(debt, late=changed[debt.id]) if debt.id in changed else debt for debt in debts]
        value = replace(manner, beyond="refuse").settled(asked, payments, last)  # a reading without a rate is told
        return sum((value.balance(debt.id).interest for debt in told), ZERO)

    calendar, conventions = manner.calendar, manner.conventions
    steps = [_rate_step(debt, calendar, conventions) for debt in told]
    others = []
    for key, changed in _other_readings(told, calendar, conventions, manner.book):
        reading = text(f"law_money.mode.{key}")
        try:
            others.append(Alternative(reading, loss(changed), _article(last)))
        except LawUnknown as unknown:
            said = text("law_money.step.reading_unknown", reading=reading, reason=unknown.text)
            steps.append(Step(READING_STEP, said, _article(last)))
    return replace(answer, trace=(*steps, *answer.trace), alternatives=(*answer.alternatives, *others))


def _other_readings(
    debts: Sequence[Debt], calendar: Calendar, conventions: Conventions, book: Book | None
) -> list[tuple[str, dict[str, LossTerms]]]:
    """Return the readings worth showing beside the chosen ones: fixed or running LPR, the bottom of the range."""
    by_terms: dict[LossTerms, list[Debt]] = {}
    for debt in debts:
        assert isinstance(debt.late, LossTerms)
        by_terms.setdefault(debt.late, []).append(debt)
    found: list[tuple[str, dict[str, LossTerms]]] = []
    for terms, mine in by_terms.items():
        breaches = [_breach(debt, calendar, conventions) for debt in mine]
        if all(breach >= LPR_BEGINS for breach in breaches):
            other: Mode = "fixed" if terms.mode == "segmented" else "segmented"
            found.append((other, {debt.id: replace(terms, mode=other) for debt in mine}))
        low = Decimal(str((book or shipped_book()).at("money.sales_loss_markup", min(breaches)).value[0]))
        if terms.markup is None or terms.markup > low:
            found.append(("markup_low", {debt.id: replace(terms, markup=low) for debt in mine}))
    return found


def _breach(debt: Debt, calendar: Calendar, conventions: Conventions) -> date:
    if debt.due is None:
        raise BadMoney("no_due_date", debt=debt.id)
    return debt.due.last_day(calendar, conventions) + ONE_DAY


def checked_markup(percent: Decimal | None, breach: date, book: Book | None = None) -> Decimal:
    """Return ``percent``, or the top of the range when none is given; outside the range: :class:`BadMoney`."""
    value = (book or shipped_book()).at("money.sales_loss_markup", breach).value
    low, high = Decimal(str(value[0])), Decimal(str(value[1]))
    if percent is None:
        return high
    if not low <= percent <= high:
        raise BadMoney("markup_outside", percent=percent, low=low, high=high)
    return percent


def _article(day: date) -> tuple[Citation, ...]:
    if day >= _PRESENT_TEXT:
        return (Citation("买卖合同解释", "18(4)"),)
    return (Citation("买卖合同解释(2012旧版)", "24(4)"),)


def _rate_step(debt: Debt, calendar: Calendar, conventions: Conventions) -> Step:
    terms, breach = debt.late, _breach(debt, calendar, conventions)
    assert isinstance(terms, LossTerms)
    charges = terms(breach)
    if not charges:
        return Step(RATE_STEP, text("law_money.step.not_overdue", debt=debt.id, last=terms.last))
    line = charges[0].rate
    rate, index = line.at(breach), max(bisect_right(line.starts, breach.toordinal()) - 1, 0)
    said = text(
        f"law_money.step.loss_{terms.reading(breach)}",
        debt=debt.id,
        breach=breach,
        rate=rate,
        base=line.bases[index] or rate,
        published=line.published[index] or breach,
        markup=f"{checked_markup(terms.markup, breach, terms.book).normalize():f}",
    )
    return Step(RATE_STEP, said, terms.cites, result=rate)


def running_lpr(
    amount: Decimal,
    first: date,
    last: date,
    kind: Literal["fund_use", "construction"],
    *,
    conventions: Conventions = DEFAULTS,
    until: Until = "cutoff",
    beyond: Beyond = "refuse",
    rates: Rates | None = None,
) -> Answer[Schedule]:
    """Return interest at the running one-year LPR without mark-up.

    ``fund_use``: 资金占用费 after a void contract, when the holder of the money is at fault (合同编通则解释 25(1); if
    not, the deposit benchmark applies and must be given by the user). ``construction``: unpaid construction price
    without an agreed standard, from the day it falls due (建设工程解释一 26, 27).
    """
    line = (rates or shipped_rates()).series("lpr_1y").line()
    value = schedule(amount, line, first, last, conventions=conventions, until=until, beyond=beyond, item=kind)
    cites = {
        "fund_use": (Citation("合同编通则解释", "25(1)"),),
        "construction": (Citation("建设工程解释一", "26"), Citation("建设工程解释一", "27")),
    }[kind]
    said = text(f"law_money.step.{kind}", amount=amount, first=first, total=value.total, lines=len(value.lines))
    steps = [Step(f"overdue.{kind}", said, cites, result=value.total)]
    if value.stopped:
        steps.append(Step("money.stopped", text("law_money.step.stopped", day=value.stopped)))
    return Answer(value, tuple(steps), certainty=Certainty.STATUTORY)


def loss_wording(breach: date, mode: Mode, markup: Decimal, rates: Rates | None = None) -> Text:
    """Return the standard in the words of a pleading (计算标准), the full name of LPR included."""
    if mode == "segmented":
        return text("law_money.claim.segmented", markup=f"{markup.normalize():f}")
    quote = (rates or shipped_rates()).lpr(breach)
    return text("law_money.claim.fixed", day=long_date(breach), rate=quote.rate, markup=f"{markup.normalize():f}")
