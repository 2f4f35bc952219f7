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

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from lexcollect.cn.dates import long_date
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import BENCHMARK_ENDS, LPR_BEGINS, Rates, shipped_rates, term_of
from lexcollect.law.rules.account import account
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import ONE_DAY, STATUTE, Charge, Debt, Order, Payment
from lexcollect.law.rules.schedule import BadMoney, Beyond, RateLine, Schedule, Until, schedule, yearly
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown, Step
from lexcollect.wording import Text, text

#: ``fixed``: LPR at breach for the whole delay; ``segmented``: LPR of each day; ``benchmark``: benchmark of each
#: day; ``split``: benchmark to 2019-08-19, LPR of each day from 2019-08-20.
Mode = Literal["fixed", "segmented", "split", "benchmark"]
MODES: tuple[Mode, ...] = ("fixed", "segmented", "split", "benchmark")
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


def late_payment_loss(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    *,
    markup: Decimal | None = None,
    mode: Mode | None = None,
    order: Order = STATUTE,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    until: Until = "cutoff",
    beyond: Beyond = "refuse",
    sale: bool = True,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[Settlement]:
    """Return the loss from late payment of ``debts`` (their charges are replaced) on ``last``.

    ``markup`` in percent (30–50, default the top); each debt takes the rate of its own breach. ``sale=False`` cites
    the reference for other paid contracts first. Alternatives: the other readings, and both ends of the range.
    """
    calendar = calendar or shipped_calendar()

    def charged(chosen: Conventions, percent: Decimal | None = markup, reading: Mode | None = mode) -> list[Debt]:
        return [_charged(debt, last, percent, reading, calendar, chosen, rates, book) for debt in debts]

    answer = account(
        charged(conventions),
        payments,
        last,
        order=order,
        conventions=conventions,
        calendar=calendar,
        until=until,
        beyond=beyond,
        rebuild=charged,
    )
    steps = [_rate_step(debt, last, mode, sale, calendar, conventions) for debt in charged(conventions)]
    others = []
    for key, percent, reading in _other_readings(debts, mode, markup, last, calendar, conventions, book):
        try:
            value = settle(
                charged(conventions, percent, reading),
                payments,
                last,
                order=order,
                conventions=conventions,
                calendar=calendar,
                until=until,
            )
        except LawUnknown:
            continue
        others.append(Alternative(text(f"law_money.mode.{key}"), value.interest, _article(last)))
    return replace(answer, trace=(*steps, *answer.trace), alternatives=(*answer.alternatives, *others))


def _other_readings(
    debts: Sequence[Debt],
    mode: Mode | None,
    markup: Decimal | None,
    last: date,
    calendar: Calendar,
    conventions: Conventions,
    book: Book | None,
) -> list[tuple[str, Decimal | None, Mode | None]]:
    """Return the readings worth showing beside the chosen one: fixed or running LPR, the bottom of the range."""
    found: list[tuple[str, Decimal | None, Mode | None]] = []
    breaches = [_breach(debt, calendar, conventions) for debt in debts]
    if all(breach >= LPR_BEGINS for breach in breaches):
        other: Mode = "fixed" if mode == "segmented" else "segmented"
        found.append((other, markup, other))
    low = Decimal(str((book or shipped_book()).at("money.sales_loss_markup", min(breaches)).value[0]))
    if markup is None or markup > low:
        found.append(("markup_low", low, mode))
    return found


def _breach(debt: Debt, calendar: Calendar, conventions: Conventions) -> date:
    if debt.due is None:
        raise BadMoney("no_due_date", debt=debt.id)
    return debt.due.last_day(calendar, conventions) + ONE_DAY


def _charged(
    debt: Debt,
    last: date,
    percent: Decimal | None,
    mode: Mode | None,
    calendar: Calendar,
    conventions: Conventions,
    rates: Rates | None,
    book: Book | None,
) -> Debt:
    """Return ``debt`` with the loss from late payment as its only charge, none when not yet in breach."""
    breach = _breach(debt, calendar, conventions)
    if breach > last:
        return replace(debt, charges=())
    multiplier = 1 + checked_markup(percent, breach, book) / _HUNDRED
    rate = loss_rate(breach, last, mode or default_mode(breach, last), multiplier, rates=rates)
    return replace(debt, charges=(Charge("interest", rate),))


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


def _rate_step(
    debt: Debt, last: date, mode: Mode | None, sale: bool, calendar: Calendar, conventions: Conventions
) -> Step:
    breach = _breach(debt, calendar, conventions)
    if not debt.charges:
        return Step("overdue.rate", text("law_money.step.not_overdue", debt=debt.id, last=last))
    chosen = mode or default_mode(breach, last)
    line = debt.charges[0].rate
    rate, base = line.at(breach), line.bases[0] if len(line.starts) == 1 else None
    said = text(
        f"law_money.step.loss_{chosen}",
        debt=debt.id,
        breach=breach,
        rate=rate,
        base=base or rate,
        published=line.published[0] or breach,
    )
    return Step("overdue.rate", said, (() if sale else _OTHER_CONTRACTS) + _article(last), result=rate)


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
