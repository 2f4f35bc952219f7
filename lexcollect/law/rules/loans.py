"""Loans (借款): what the term and the delay of a loan bear, capped, with the readings the law leaves open.

Owns the two charges of a loan and the way between them: interest of the term from the day the money was handed over to
the due day, late interest from the day after. The rates and their caps are those of ``lending``; appropriation is the
statute's or the contract's. Whether the lender falls under these rules is for the caller to say.

Says: an agreed late rate goes, up to the cap (民间借贷规定 28(1)); without one the rate of the term goes on (28(2)(2));
without either LPR of the first day of the delay (28(2)(1)). No rate of the term agreed: no interest of the term
(民法典 680(2), 民间借贷规定 24(1)). The cap is mandatory and needs no plea (民法典 680(1)).
Doubtful: which LPR is quadrupled for contracts of 2019-08-20 to 2020-08-19 (31(2)); the rate of a delay from before
2020-08-20 where nothing was agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import Rounding
from lexcollect.law.rates import LPR_BEGINS, Rates
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt, Payment
from lexcollect.law.rules.lending import (
    CAP_BEGINS,
    RULES,
    Cap,
    Reference,
    default_rate,
    four_times_lpr,
    lent_principal,
    protected_rate,
    under_former,
)
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.overdue import owed
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, Line, RateLine, Until
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

#: The steps of a working that say which rate a loan takes and why: in its term, and in its delay.
RATE_STEP, LATE_STEP = "lending.rate", "lending.late_rate"
#: The step that says what the cap leaves of a penalty beside late interest.
TOGETHER_STEP = "penalty.rate"
#: The other readings of the rate of a loan, by the keys of their sentences.
READINGS = tuple(
    f"law_money.{key}"
    for key in (
        *("loan_cap_of_making", "loan_cap_of_filing", "loan_former_default", "loan_paid_stays"),
        *("loan_use_fixed", "loan_principal_first"),  # of money lent under a void contract
    )
)
_TERM = (Citation("民法典", "674"), Citation(RULES, "25(1)"))
_LATE_AGREED = (Citation(RULES, "28(1)"),)
_LATE_TERM = (Citation(RULES, "28(2)(2)"),)
_TOGETHER = (Citation(RULES, "29"),)
_LATE_NONE = (Citation(RULES, "28(2)(1)"),)
_NO_INTEREST = (Citation("民法典", "680(2)"), Citation(RULES, "24(1)"))
_TRANSITION = (Citation(RULES, "31(2)"),)


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What one loan bears: rates agreed in percent a year, the days its caps hang on, the last day asked about.

    ``penalty`` is agreed beside late interest: both together stay under the cap (29).

    Called with the first day of default it gives the charges (:data:`~lexcollect.law.rules.debts.Late`). ``note`` is
    the sum in the contract where less was handed over. ``lent_on`` is the day of the money; unknown: the term bears
    nothing. ``filed`` is the day of suit, ``stop`` the last day that bears interest (企业破产法 46(2)), ``lenient``
    leaves out what no rate is known for. ``former``: the delay without a rate by the rule of before 2020-08-20.
    """

    made: date
    filed: date
    last: date
    lent_on: date | None = None
    term: Decimal | None = None
    late: Decimal | None = None
    penalty: Decimal | None = None
    note: Decimal | None = None
    reference: Reference = "filing"
    former: bool = False
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)
    book: Book | None = field(default=None, repr=False, compare=False)

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return what the loan bears when its delay begins on ``breach``."""
        found = []
        ask: Callable[[], Answer[RateLine]]
        for ask, first, last in ((self.term_rate, self.lent_on, breach - ONE_DAY), (self._late(breach), breach, None)):
            if first is None or first > self.last or (last is not None and last < first):
                continue
            try:
                rate = ask().value
            except LawUnknown:
                if self.lenient:
                    continue
                raise
            if any(rate.rates):
                end = min((day for day in (last, self.stop) if day is not None), default=None)
                found.append(Charge(Part.INTEREST, rate, first, end))
        return (*found, *self._penal(breach))

    def _penal(self, breach: date) -> tuple[Charge, ...]:
        """Return the penalty beside the late interest, as far as both together stay under the cap (29)."""
        if not self.penalty or breach > self.last:
            return ()
        try:
            line = self.penalty_rate(breach).value
        except LawUnknown:
            if self.lenient:
                return ()
            raise
        return (Charge(Part.PENALTY, line, breach, self.stop),) if any(line.rates) else ()

    def penalty_rate(self, breach: date) -> Answer[RateLine]:
        """Return what the cap leaves of the penalty beside the late interest of a delay from ``breach`` on (29)."""
        assert self.penalty is not None
        late = self.late_rate(breach).value
        asked = max(late.rates) if self.late is None and self.term is None else self.late or self.term or ZERO
        answer = self._protected(asked + self.penalty, breach, "loan_together", _TOGETHER)
        whole = answer.value
        days = [max(date.fromordinal(max(start, 1)), breach) for start in whole.starts]
        rest = tuple(max(rate - late.at(day), ZERO) for rate, day in zip(whole.rates, days, strict=True))
        return replace(answer, value=replace(whole, rates=rest))

    def penalty_cut(self, breach: date) -> tuple[Decimal, Decimal] | None:
        """Return the agreed penalty and the lowest rate left of it beside late interest, if the cap cuts it (29)."""
        if not self.penalty or breach > self.last:
            return None
        left = min(self.penalty_rate(breach).value.rates)
        return (self.penalty, left) if left < self.penalty else None

    @property
    def one_cap(self) -> Cap | None:
        """Return the one cap of a loan made from 2020-08-20 on (25(1)); older loans have two, or another day's."""
        return None if self.made < CAP_BEGINS else four_times_lpr(self.made, rates=self.rates, book=self.book).value

    def term_rate(self) -> Answer[RateLine]:
        """Return the rate of the term; none was agreed: nothing (民法典 680(2))."""
        if self.term is None:
            nothing = Step(RATE_STEP, text("law_money.step.loan_no_interest"), _NO_INTEREST)
            return Answer(RateLine("year", (1,), (ZERO,), (None,)), (nothing,))
        assert self.lent_on is not None
        return self._protected(self.term, self.lent_on, "loan_term", _TERM)

    def late_rate(self, breach: date) -> Answer[RateLine]:
        """Return the rate of a delay that begins on ``breach`` (民间借贷规定 28)."""
        if self.late is not None:
            return self._protected(self.late, breach, "loan_late_agreed", _LATE_AGREED)
        if self.term is not None:
            return self._protected(self.term, breach, "loan_late_term", _LATE_TERM)
        answer = default_rate(breach, filed=self.filed, former=self.former, rates=self.rates, book=self.book)
        if self.accepted_before:
            return replace(answer, trace=tuple(replace(step, rule=LATE_STEP) for step in answer.trace))
        said = text("law_money.step.loan_late_none", first=breach, rate=answer.value.at(breach))
        return replace(answer, trace=(Step(LATE_STEP, said, _LATE_NONE, result=answer.value.at(breach)),))

    def _late(self, breach: date) -> Callable[[], Answer[RateLine]]:
        return lambda: self.late_rate(breach)

    def _protected(self, agreed: Decimal, first: date, key: str, cites: tuple[Citation, ...]) -> Answer[RateLine]:
        answer = protected_rate(
            agreed,
            self.made,
            first,
            filed=self.filed,
            reference=self.reference,
            rates=self.rates,
            book=self.book,
        )
        line, caps = answer.value
        said = text(f"law_money.step.{key}", agreed=_plain(agreed), first=first, rates=tuple(_capped(line, caps)))
        rule = RATE_STEP if key == "loan_term" else TOGETHER_STEP if key == "loan_together" else LATE_STEP
        step = Step(rule, said, cites if self.accepted_before else (*cites, *self._transition))
        return Answer(line, (*answer.trace, step), (), answer.certainty)

    def cut(self, breach: date) -> tuple[Decimal, Decimal] | None:
        """Return the agreed rate and the lowest rate it was cut to, if the cap cuts anything up to the last day."""
        asked: list[tuple[Decimal | None, Answer[RateLine] | None]] = []
        if self.term is not None and self.lent_on is not None:
            asked.append((self.term, self.term_rate()))
        if breach <= self.last and (self.late is not None or self.term is not None):
            asked.append((self.late if self.late is not None else self.term, self.late_rate(breach)))
        cut = [(a, min(answer.value.rates)) for a, answer in asked if answer and a and min(answer.value.rates) < a]
        return min(cut, key=lambda pair: pair[1]) if cut else None

    @property
    def _transition(self) -> tuple[Citation, ...]:
        return _TRANSITION if self.made < CAP_BEGINS else ()

    @property
    def accepted_before(self) -> bool:
        """Tell whether the case was sued before 2020-08-20 and stays under the rules of then (31(1))."""
        return under_former(self.made, self.filed)

    @property
    def two_readings(self) -> bool:
        """Tell whether both days of the reference LPR are found in judgments: LPR was there when the loan was made."""
        bears = self.term is not None or self.late is not None
        return bears and LPR_BEGINS <= self.made < CAP_BEGINS and not self.accepted_before


def _capped(line: RateLine, caps: Sequence[Cap]) -> Iterator[Text]:
    """Yield each rate with the day from which it goes and the cap it stands under."""
    for start, rate, cap in zip(line.starts, line.rates, caps[-len(line.starts) :], strict=True):
        first = date.fromordinal(start) if start > 1 else None
        key = "from" if first else "first"
        yield text(f"law_money.loan_rate_{key}", day=first, rate=_plain(rate), cap=_plain(cap.rate))


def _plain(rate: Decimal) -> str:
    return f"{rate.normalize():f}"


def owed_with_loans(
    debts: Sequence[Debt], payments: Sequence[Payment], last: date, manner: Manner | None = None
) -> Answer[Settlement]:
    """Return what is owed on ``last``, loans (:class:`LoanTerms`) among the debts.

    Beside what :func:`~lexcollect.law.rules.overdue.owed` says: the principal and the rates of each loan
    that is told, and the other readings of the rate (value: a settlement).
    """
    manner = manner or Manner()
    answer = owed(debts, payments, last, manner)
    told = [debt for debt in debts if isinstance(debt.late, LoanTerms) and manner.tells(debt)]
    if not told:
        return answer

    def under(changed: Mapping[str, LoanTerms]) -> Settlement:
        asked = [replace(debt, late=changed.get(debt.id, debt.late)) for debt in debts]
        return manner.settled(asked, payments, last)

    calendar, conventions = manner.calendar, manner.conventions
    steps = [step for debt in told for step in _steps(debt, calendar, conventions, last)]
    others = [
        Alternative(said, under(changed), cites) for said, changed, cites in _readings(told, calendar, conventions)
    ]
    stays = _paid_stays(debts, payments, last, manner)
    if stays is not None and stays.value.total != answer.value.total:
        others.append(stays)
    certainty = Certainty.DEBATED if others else answer.certainty
    return replace(
        answer,
        trace=(*steps, *answer.trace),
        alternatives=(*answer.alternatives, *others),
        certainty=certainty,
    )


def _paid_stays(
    debts: Sequence[Debt], payments: Sequence[Payment], last: date, manner: Manner
) -> Alternative[Settlement] | None:
    """Return the account in which interest of 24 to 36 % paid before 2020-08-20 stays paid; of one loan alone."""
    terms = debts[0].late if len(debts) == 1 else None
    if not isinstance(terms, LoanTerms) or terms.made >= CAP_BEGINS or debts[0].due is None:
        return None
    from lexcollect.law.rules.paid_willingly import void_above, without_kept  # only an old loan needs it

    breach = _breach(debts[0], manner.calendar, manner.conventions)
    before = date.max if terms.accepted_before else CAP_BEGINS

    def at(paid: Sequence[Payment], day: date, until: Until = "payment") -> Settlement:
        return replace(manner, until=until).settled(debts, paid, day)

    def rate(line: Line) -> Decimal:
        return (terms.term if line.first < breach or terms.late is None else terms.late) or ZERO

    void, cites = void_above(terms.made, terms.book)
    kept = without_kept([p for p in payments if p.day <= last], before, rate, void, at)
    return Alternative(text("law_money.loan_paid_stays", void=_plain(void)), at(kept, last, manner.until), cites)


def _breach(debt: Debt, calendar: Calendar, conventions: Conventions) -> date:
    assert debt.due is not None
    return debt.due.last_day(calendar, conventions) + ONE_DAY


def _steps(debt: Debt, calendar: Calendar, conventions: Conventions, last: date) -> Iterator[Step]:
    """Yield what the principal of a loan is, and which rates it takes."""
    terms, breach = debt.late, _breach(debt, calendar, conventions)
    assert isinstance(terms, LoanTerms)
    if terms.note is not None and terms.note > debt.principal > 0:
        # Why less was handed over is not known here: the working says that it was, not that interest was taken.
        said = text("law_money.step.lent_less", note=terms.note, lent=debt.principal)
        yield from (replace(step, text=said) for step in lent_principal(terms.note, terms.note - debt.principal).trace)
    answers = []
    if terms.term is None or terms.lent_on is not None:
        answers.append(terms.term_rate())
    if breach <= last:
        answers.append(terms.late_rate(breach))
        if terms.penalty:
            answers.append(terms.penalty_rate(breach))
    steps = dict.fromkeys(step for answer in answers for step in answer.trace)
    yield from steps


_Reading = tuple[Text, dict[str, LoanTerms], tuple[Citation, ...]]


def _readings(debts: Sequence[Debt], calendar: Calendar, conventions: Conventions) -> Iterator[_Reading]:
    """Yield the other readings of the rates, each for all the loans it speaks of."""
    loans = [(debt, debt.late) for debt in debts if isinstance(debt.late, LoanTerms)]
    other: dict[str, LoanTerms] = {
        debt.id: replace(terms, reference="making" if terms.reference == "filing" else "filing")
        for debt, terms in loans
        if terms.two_readings
    }
    if other:
        some = next(iter(other.values()))
        key = "making" if some.reference == "making" else "filing"
        yield text(f"law_money.loan_cap_of_{key}"), other, _TRANSITION
    former: dict[str, LoanTerms] = {
        debt.id: replace(terms, former=True)
        for debt, terms in loans
        if terms.term is None and terms.late is None and not terms.accepted_before
        if _breach(debt, calendar, conventions) < CAP_BEGINS
    }
    if former:
        yield text("law_money.loan_former_default"), former, _TRANSITION


def term_and_late(settlement: Settlement, debt: str) -> tuple[Decimal, Decimal]:
    """Return what is left of the interest of a loan: of its term, and of the time after the due day.

    Payments on interest went to the older first: what accrued in the term was owed before any late interest was.
    """
    balance = settlement.balance(debt)
    assert balance.due is not None
    of_term = [
        line
        for line in settlement.lines
        if line.item == debt and line.kind is Part.INTEREST and line.first <= balance.due
    ]
    if settlement.conventions.rounding is Rounding.LINE:
        accrued = sum((line.amount for line in of_term), ZERO)
    else:
        accrued = sum((line.exact for line in of_term), ZERO).quantize(FEN, ROUND_HALF_UP)
    paid = sum((s.amount for s in settlement.shares if s.debt == debt and s.part is Part.INTEREST), ZERO)
    term = min(max(accrued - paid, ZERO), balance.interest)
    return term, balance.interest - term
