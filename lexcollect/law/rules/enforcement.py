"""Interest for late performance of a judgment (迟延履行期间的债务利息): the doubled part.

Owns 迟延履行利息解释 1–4 and 7 and the rule before 2014-08-01. Refuses payments above the base. The general part
(一般债务利息) follows the judgment's own method and is no matter of this module; neither is whether a mediation
document with its own sanction excludes the doubled part (民事调解规定 15(2)): ask first.

The record ``enforce.delay_interest`` explains the rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import Rates, shipped_rates, term_of
from lexcollect.law.rules.debts import ONE_DAY
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, BadMoney, Line, Schedule, accrue, closed
from lexcollect.law.trace import Alternative, Answer, Assumption, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

INTERPRETATION = "迟延履行利息解释"
PROCEDURE = Citation("民事诉讼法", "264")
#: First day of the daily rate; the time before follows 法释〔2009〕6号.
BEGINS = date(2014, 8, 1)

#: Items of an instrument: in the base or not, and which need a choice.
IN_BASE = frozenset({"principal", "fixed_penalty", "damages", "lawyer_fee", "other_costs"})
OUTSIDE = frozenset({"general_interest", "daily_penalty", "court_fee_to_court"})
CHOICE = frozenset({"court_fee_to_creditor"})


class DoubleLine(NamedTuple):
    """One row: ``amount`` unpaid from the day after ``expires`` to ``paid``, without ``suspended`` days."""

    amount: Decimal
    expires: date
    paid: date
    days: int
    suspended: int
    double: Decimal


@dataclass(frozen=True, slots=True)
class DoubleInterest:
    """The doubled part from 2014-08-01 (``total``) with its lines, and the time before (``old``).

    ``old`` already holds the single and the doubled share; general interest is not added to it again.
    """

    lines: tuple[DoubleLine, ...]
    total: Decimal
    old: Schedule | None = None

    @property
    def days(self) -> int:
        """Return the counted days of all lines together."""
        return sum(line.days for line in self.lines)


@dataclass(frozen=True, slots=True)
class Collected:
    """How money collected in enforcement was used, and what is left of the doubled part."""

    used: Mapping[str, Decimal]
    double_paid: Decimal
    double_left: Decimal


def double_base(items: Mapping[str, Decimal], *, with_court_fee: bool = False) -> Answer[Decimal]:
    """Return the base of the doubled part from the items of the instrument (keys of ``IN_BASE`` …).

    ``with_court_fee`` takes in a court fee to be paid directly to the creditor; courts differ.
    """
    unknown = set(items) - IN_BASE - OUTSIDE - CHOICE
    if unknown:
        raise BadMoney("unknown_item", items=", ".join(sorted(unknown)))
    inside = IN_BASE | (CHOICE if with_court_fee else frozenset())
    base = sum((amount for key, amount in items.items() if key in inside), ZERO)
    left_out = tuple(text(f"law_money.item.{key}") for key in items if key not in inside)
    said = text("law_money.step.double_base", base=base, left_out=left_out or text("law_money.item.none"))
    doubtful = bool(CHOICE.intersection(items)) or "daily_penalty" in items
    other: tuple[Alternative[Decimal], ...] = ()
    if CHOICE.intersection(items):
        fee = items["court_fee_to_creditor"]
        other = (
            Alternative(
                text("law_money.item.court_fee_to_creditor"),
                base - fee if with_court_fee else base + fee,
                (Citation(INTERPRETATION, "1(3)"),),
            ),
        )
    return Answer(
        base,
        (Step("double.base", said, (Citation(INTERPRETATION, "1(3)"),), result=base),),
        other,
        Certainty.DEBATED if doubtful else Certainty.STATUTORY,
    )


def double_interest(
    instalments: Sequence[tuple[date, Decimal]],
    payments: Sequence[tuple[date, Decimal]],
    *,
    suspensions: Sequence[tuple[date, date]] = (),
    last: date | None = None,
    conventions: Conventions = DEFAULTS,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[DoubleInterest]:
    """Return the doubled part of ``instalments`` (end of the period for performance, amount).

    ``payments`` (day, amount) go to the oldest instalment first. ``suspensions`` (first day, first day after) are
    those the debtor did not ask for. ``last`` is the day to which an unpaid rest is computed; without it
    the rest bears no line. Days are payment day minus expiry day (2, 3).
    """
    rate = (book or shipped_book()).at("money.double_interest_daily", max(BEGINS, _latest(payments, last)))
    parts = _matched(instalments, payments, last)
    lines = [_line(*part, suspensions, rate.decimal) for part in parts]
    total = sum((line.double for line in lines), ZERO)
    cites = (PROCEDURE, *rate.cite, Citation(INTERPRETATION, "2"), Citation(INTERPRETATION, "3"))
    said = text("law_money.step.double", lines=len(lines), total=total)
    steps = [Step("double.interest", said, cites, result=total)]
    late = [part for part in parts if part[0] < BEGINS]
    old = _old_part(late, conventions, rates, book) if late else None
    if old:
        steps.append(
            Step(
                "double.old",
                text("law_money.step.double_old", total=old.total),
                (Citation(INTERPRETATION, "7"), Citation("迟延履行利息批复(2009旧规则)")),
                result=old.total,
            )
        )
    # A mediation document with a sanction of its own leaves no room for the doubled part (民事调解规定 15(2)).
    question = Assumption(text("law_money.ask.mediation"))
    return Answer(DoubleInterest(tuple(lines), total, old), tuple(steps), assumptions=(question,))


def _latest(payments: Sequence[tuple[date, Decimal]], last: date | None) -> date:
    return max([day for day, _ in payments] + ([last] if last else []), default=BEGINS)


def _day_before(day: date) -> date:
    return day - ONE_DAY


def _line(
    expires: date, paid: date, amount: Decimal, suspensions: Sequence[tuple[date, date]], rate: Decimal
) -> DoubleLine:
    begin = max(expires, _day_before(BEGINS))
    suspended = _overlap(begin, paid, suspensions)
    days = max((paid - begin).days - suspended, 0)
    return DoubleLine(amount, expires, paid, days, suspended, (amount * rate * days).quantize(FEN, ROUND_HALF_UP))


def _matched(
    instalments: Sequence[tuple[date, Decimal]], payments: Sequence[tuple[date, Decimal]], last: date | None
) -> list[tuple[date, date, Decimal]]:
    """Return (expiry, day paid, amount) for every part, oldest instalment first."""
    due = sorted(instalments)
    open_ = [amount for _, amount in due]
    found: list[tuple[date, date, Decimal]] = []
    for day, amount in sorted(payments):
        left = amount
        for index, (expires, _) in enumerate(due):
            part = min(left, open_[index])
            if part:
                found.append((expires, max(day, expires), part))
                open_[index] -= part
                left -= part
        if left:
            raise BadMoney("payment_above_debt", day=day, amount=amount, left=amount - left)
    if last:
        found += [
            (expires, last, rest) for (expires, _), rest in zip(due, open_, strict=True) if rest and last > expires
        ]
    return found


def _overlap(begin: date, end: date, suspensions: Sequence[tuple[date, date]]) -> int:
    """Return the days after ``begin`` up to ``end`` that fall into a suspension; overlapping ones count once."""
    covered: set[int] = set()
    for first, after in suspensions:
        covered.update(range(max(first, begin + ONE_DAY).toordinal(), min(after, end + ONE_DAY).toordinal()))
    return len(covered)


def _old_part(
    parts: Sequence[tuple[date, date, Decimal]], conventions: Conventions, rates: Rates | None, book: Book | None
) -> Schedule:
    """Return benchmark × 2 × time to 2014-07-31 (法释〔2009〕6号); the figure holds both shares."""
    multiple = (book or shipped_book()).at("money.double_interest_multiple", _day_before(BEGINS)).decimal
    lines: list[Line] = []
    for expires, paid, amount in parts:
        first = expires + ONE_DAY
        line = (rates or shipped_rates()).series(term_of(expires, paid)).line(multiple)
        end = min(paid + ONE_DAY, BEGINS).toordinal()
        accrue(
            lines,
            "double_old",
            Part.INTEREST,
            amount,
            line,
            first.toordinal(),
            end,
            conventions.year,
            first.toordinal(),
        )
    return closed(lines, conventions)


def collected(items: Sequence[tuple[str, Decimal]], double: Decimal, amount: Decimal) -> Answer[Collected]:
    """Return how ``amount`` collected pays the judgment debts in the order given, the doubled part last (4).

    Inside the judgment debts give costs, interest, principal in that order (民法典 561).
    """
    left, used = amount, {}
    for key, owed in items:
        used[key] = min(left, owed)
        left -= used[key]
    paid = min(left, double)
    said = text(
        "law_money.step.collected", amount=amount, debts=sum(used.values(), ZERO), double=paid, left=double - paid
    )
    cites = (Citation(INTERPRETATION, "4"), Citation("民法典", "561"))
    return Answer(Collected(used, paid, double - paid), (Step("double.order", said, cites, result=paid),))


def bankruptcy_stop(accepted: date) -> Answer[date]:
    """Return the last day interest counts when a bankruptcy petition was accepted on ``accepted``: the day before.

    Interest-bearing claims stop there (企业破产法 46(2)); the doubled part is no admitted claim (破产法规定三 3); a
    guarantor may invoke the stop (担保制度解释 22).
    """
    last = _day_before(accepted)
    cites = (Citation("企业破产法", "46(2)"), Citation("破产法规定三", "3"), Citation("担保制度解释", "22"))
    return Answer(
        last,
        (Step("money.bankruptcy", text("law_money.step.bankruptcy", day=accepted, last=last), cites, result=last),),
    )
