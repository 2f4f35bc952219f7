"""Agreed penalties on a published rate (LPR的1.5倍), and two rates one after the other (先后两种标准).

Owns what such a clause charges from the first day of default, and the other reading where its words do not say of
which day the published rate is. What the words mean is read by ``phrases``; caps nothing (that is the court's, on
request: 民法典 585(2)).

Says: what was agreed goes (民法典 585(1)); a rate that changes is the rate of each day from the day of publication.
Doubtful: "LPR的1.5倍" without a day: the running rate is taken, the rate of the first day of default is shown beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt, Payment
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.phrases import Phrase, rate_of
from lexcollect.law.rules.schedule import ZERO, RateLine, joined
from lexcollect.law.trace import Alternative, Answer, Citation, LawUnknown, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

#: The step of a working that says which rate a penalty takes, and of which day.
RATE_STEP = "penalty.rate"
#: The other reading of a clause that names no day, by the key of its sentence.
READING = "law_money.penalty_other_day"
_AGREED = (Citation("民法典", "585(1)"),)


@dataclass(frozen=True, slots=True)
class Change:
    """The second rate: after ``days`` of delay, or from ``day`` on."""

    phrase: Phrase
    days: int | None = None
    day: date | None = None

    def begins(self, breach: date) -> date:
        """Return the first day of the second rate in a delay from ``breach``."""
        return self.day if self.day is not None else breach + timedelta(days=self.days or 0)


@dataclass(frozen=True, slots=True)
class PenaltyTerms:
    """What a penalty clause charges; ``filed`` and ``made`` are the days of suit and, if known, of the contract.

    Called with the first day of default it gives the charge (:data:`~lexcollect.law.rules.debts.Late`): none when that
    day lies after ``last``. ``stop`` is the last day that bears it, ``lenient`` leaves out what no rate is known for.
    """

    phrase: Phrase
    last: date
    filed: date
    made: date | None
    then: Change | None = None
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charge of a delay that begins on ``breach``."""
        if breach > self.last:
            return ()
        try:
            return (Charge(Part.PENALTY, self.line(breach), last=self.stop),)
        except LawUnknown:
            if self.lenient:
                return ()
            raise

    def line(self, breach: date) -> RateLine:
        """Return the rate of a delay from ``breach`` through time."""
        line = self._rate(self.phrase, breach)
        begins = self.then.begins(breach) if self.then else None
        if self.then is None or begins is None or begins > self.last:
            return line
        second = self._rate(self.then.phrase, breach)
        return second if begins <= breach else joined(line, begins, second)

    def _rate(self, phrase: Phrase, breach: date) -> RateLine:
        return rate_of(phrase, breach, self.last, filed=self.filed, made=self.made, rates=self.rates)

    @property
    def other(self) -> PenaltyTerms | None:
        """The other reading of a clause that names no day: the rate of the first day of default, throughout."""
        if self.phrase.question != "which_day":
            return None
        return replace(self, phrase=replace(self.phrase, mode="fixed", anchor="breach", question=""))


def penalties(
    answer: Answer[Settlement],
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    manner: Manner,
) -> Answer[Settlement]:
    """Return ``answer`` with the rates of the clauses in the working and their other reading (value: the penalty)."""
    told = [debt for debt in debts if isinstance(debt.late, PenaltyTerms) and manner.tells(debt)]
    steps = [step for debt in told for step in _steps(debt, manner.calendar, manner.conventions)]
    changed = {
        d.id: replace(d, late=other) for d in told if isinstance(d.late, PenaltyTerms) and (other := d.late.other)
    }
    others: tuple[Alternative[Decimal], ...] = ()
    if changed:
        value = manner.settled([changed.get(debt.id, debt) for debt in debts], payments, last)
        penalty = sum((value.balance(debt.id).penalty for debt in told), ZERO)
        others = (Alternative(text(READING), penalty, _AGREED),)
    return replace(answer, trace=(*steps, *answer.trace), alternatives=(*answer.alternatives, *others))


def _steps(debt: Debt, calendar: Calendar, conventions: Conventions) -> Iterator[Step]:
    """Yield which rate the penalty of ``debt`` takes from its first day on, one step a rate."""
    terms = debt.late
    assert isinstance(terms, PenaltyTerms) and debt.due is not None
    breach = debt.due.last_day(calendar, conventions) + ONE_DAY
    charges = terms(breach)
    if not charges:
        return
    line = charges[0].rate
    said = text("law_money.step.penalty_rate", debt=debt.id, rates=tuple(_stretches(line, breach, terms.last)))
    yield Step(RATE_STEP, said, _AGREED, result=line.at(breach))


def _stretches(line: RateLine, first: date, last: date) -> Iterator[Text]:
    """Yield each rate between ``first`` and ``last``: the day from which it goes, and what it was made of."""
    for index, start in enumerate(line.starts):
        after = line.starts[index + 1] if index + 1 < len(line.starts) else None
        if start > last.toordinal() or (after is not None and after <= first.toordinal()):
            continue
        day = max(first, date.fromordinal(max(start, 1)))
        rate = line.rates[index]
        shown = f"{(rate * 100 if line.per == 'day' else rate).normalize():f}"
        base = line.bases[index]
        if base is not None:
            published = line.published[index]
            yield text("law_money.penalty_rate_year_made", day=day, rate=shown, base=base, published=published)
        elif line.per == "day":
            yield text("law_money.penalty_rate_day", day=day, rate=shown)
        else:
            yield text("law_money.penalty_rate_year", day=day, rate=shown)
