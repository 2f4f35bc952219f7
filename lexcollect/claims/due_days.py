"""Due days: when each receivable falls due (到期日), from the agreed term and the events of the case.

Owns which day stands where several could: called early, named by a regulation, by the law or by a demand. Computes no
money; periods are counted by the law's rules.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.checks import term_of
from lexcollect.casefile.days import start_of
from lexcollect.casefile.models import Acceleration, Case, Contract, Obligation, PaymentTerm, Termination
from lexcollect.claims.vocabulary import TERM_UNITS
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.period import count, count_working
from lexcollect.law.rules.debts import NOT_DUE, ONE_DAY, Due
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass

#: The basis of a due day that the case file does not hold.
UNKNOWN = "unknown"
_CLAUSE = {k.Roll.NEXT: "roll", k.Roll.NONE: "keep", None: ""}


@dataclass(frozen=True, slots=True)
class DueDate:
    """When an obligation falls due.

    ``unrolled`` starts the creditor's clocks; ``rolled`` is the last day to pay without default (民法典 203, only
    for agreed periods); ``start`` is the day a period counts from. ``evidence`` proves that day. ``term`` is what was
    agreed, nothing where the law names the day; ``accrues`` is then the first day that bears interest, if it is not the
    day after ``rolled`` (建设工程解释一 27). ``cites`` are there when a regulation says when it is due. ``basis`` says
    where no day was agreed what made the debt due: receipt, demand, suit; ``open`` while nothing did, or while the day
    is ``unknown``. ``called_from`` is the agreed day of what was called early (加速到期).
    """

    obligation: str
    term: PaymentTerm | None
    start: date | None
    unrolled: date
    rolled: date
    due: Due
    evidence: tuple[str, ...] = ()
    accrues: date | None = None
    cites: tuple[Citation, ...] = ()
    basis: str = ""
    called_from: date | None = None

    @property
    def first_day(self) -> date:
        """The first day of default (起算日)."""
        return self.accrues or self.rolled + ONE_DAY

    @property
    def open(self) -> bool:
        """Tell whether the debt waits for a demand: its days are none to be shown."""
        return self.due.open

    @property
    def unknown(self) -> bool:
        """Tell whether a day was agreed or given by law and the case file does not hold it (到期日不明)."""
        return self.basis == UNKNOWN

    @property
    def agreed(self) -> date:
        """The day on which it would be due if nothing had been called early."""
        return self.called_from or self.unrolled

    @property
    def moved(self) -> bool:
        """Tell whether a rest day moved the due date."""
        return self.rolled != self.unrolled


def due_date(
    case: Case, obligation: Obligation, calendar: Calendar, conventions: Conventions, as_of: date = date.max
) -> DueDate:
    """Return when ``obligation`` falls due: a fixed day, or a period after an event of the case.

    What the case file does not hold is no reason to stop: the day is then ``unknown``.
    """
    term = term_of(case, obligation.id)
    regulated = case.contract(obligation.contract).sme is not None and obligation.portion is not k.Portion.RETENTION
    if regulated and (term is None or term.day is None):
        from lexcollect.claims.sme import sme_due  # only a claim of a small enterprise needs it

        # That no day was agreed leaves the time to the regulation, as silence does (条例 9).
        found = sme_due(case, obligation, None if term is None or term.none_agreed else term, calendar)
        if found is not None:
            return found
    if obligation.portion is not None:
        from lexcollect.claims.works import due_by_law  # only a works price has days that the law names

        found = due_by_law(case, obligation, term, calendar, conventions)
        if found is not None:
            return found
    if term is None:
        return _unknown(obligation, None)
    clause_word = _CLAUSE[term.roll]
    early = _called_in(case.contract(obligation.contract), as_of)
    if term.day is not None and early is not None and term.day > early.day:
        due = Due(early.day, "day", "keep")
        return DueDate(obligation.id, term, None, early.day, early.day, due, early.evidence, called_from=term.day)
    if term.day is not None:
        due = Due(term.day, "day", clause_word)  # type: ignore[arg-type]
        last = due.last_day(calendar, conventions)
        return DueDate(obligation.id, term, None, term.day, last, due, cites=_by_law(case, obligation))
    if term.after is k.After.DEMAND:
        return _on_demand(case, obligation, term, calendar, conventions, as_of)
    start = start_of(case, obligation, term)
    if start is None or term.count is None or not term.whole:
        return _unknown(obligation, term)
    if term.unit is k.TermUnit.MONTH_DAY:
        following = start.day + ONE_DAY
        day = following.replace(day=min(term.count, monthrange(following.year, following.month)[1]))
        due = Due(day, "day", clause_word)  # type: ignore[arg-type]
        last = due.last_day(calendar, conventions)
        return DueDate(obligation.id, term, start.day, day, last, due, start.evidence)
    nominal = _term_end(start.day, term.count, term.unit, calendar)
    due = Due(nominal, "period", clause_word)  # type: ignore[arg-type]
    rolled = due.last_day(calendar, conventions)
    return DueDate(obligation.id, term, start.day, nominal, rolled, due, start.evidence)


def _unknown(obligation: Obligation, term: PaymentTerm | None) -> DueDate:
    """Return the due day that nothing on file tells: the debt is owed, and nothing is counted from a day."""
    return DueDate(obligation.id, term, None, NOT_DUE, NOT_DUE, Due(NOT_DUE), basis=UNKNOWN)


def _called_in(contract: Contract, as_of: date) -> Acceleration | Termination | None:
    """Return what made all sums due that were not: they were called early, or a finance lease was terminated."""
    if contract.termination is None or contract.acceleration is not None:
        return contract.acceleration
    from lexcollect.claims.taking_back import ended_on  # only a lease that was terminated needs it

    return contract.termination if ended_on(contract, as_of) else None


def _on_demand(
    case: Case, obligation: Obligation, term: PaymentTerm, calendar: Calendar, conventions: Conventions, as_of: date
) -> DueDate:
    from lexcollect.claims.on_demand import due_on_demand  # only a debt without an agreed day needs it

    fallen = due_on_demand(case, obligation, term, as_of)
    due = Due(fallen.day, "period" if fallen.grace else "day", _CLAUSE[term.roll])  # type: ignore[arg-type]
    last = due.last_day(calendar, conventions)
    return DueDate(obligation.id, term, fallen.event, fallen.day, last, due, fallen.evidence, basis=fallen.basis)


def _by_law(case: Case, obligation: Obligation) -> tuple[Citation, ...]:
    """Return the article that names the day of a rent whose contract names none (民法典 721)."""
    if not case.rents:
        return ()
    from lexcollect.casefile.rents import due_by_law  # only a lease has periods

    return (Citation("民法典", "721"),) if due_by_law(case, obligation) else ()


def _term_end(start: date, number: int, unit: k.TermUnit, calendar: Calendar) -> date:
    """Return the last day of a payment term by counting alone; working days past the known notices are refused."""
    if unit is k.TermUnit.WORKDAY:
        return count_working(start, number, calendar).nominal
    return count(start, number, TERM_UNITS[unit], "none", calendar).nominal
