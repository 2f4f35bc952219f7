"""Facts: what every part of the deadlines room asks a case for.

Owns :class:`Facts`, the case with its account, its events and the calendar, and the questions of which debts hang
together. Computes no date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Obligation
from lexcollect.causes.periods import periods_of
from lexcollect.claims.account import Account, ObligationAccount
from lexcollect.deadlines.events import CaseEvent
from lexcollect.deadlines.links import Shown
from lexcollect.law.book import shipped_book
from lexcollect.law.calendar import Calendar
from lexcollect.law.rules.terms import Law
from lexcollect.records import dataclass


@dataclass(frozen=True)
class Facts:
    """A case on an as-of day, with its events in order."""

    case: Case
    account: Account
    events: tuple[CaseEvent, ...]
    calendar: Calendar
    shown: Shown = None

    @property
    def as_of(self) -> date:
        """The as-of day (计算基准日)."""
        return self.account.as_of

    @cached_property
    def law(self) -> Law:
        """The book that comes with the program and the calendar of this run."""
        return Law(shipped_book(), self.calendar)

    @cached_property
    def debtors(self) -> frozenset[str]:
        """Whoever owes the debt itself: the principal debtor and the others of its side (民法典 517, 518, 552)."""
        return frozenset((self.case.debtor.id, *(p.id for p in self.case.debtors)))

    def bound_with(self, person: str) -> frozenset[str]:
        """Return whose acts count for the debt of ``person``: debtors by shares owe apart, others jointly.

        What interrupts limitation for one joint debtor does so for all (诉讼时效规定 15(2)).
        """
        apart = self.case.by_shares and person in self.debtors
        return frozenset((person,)) if apart else self.debtors

    @cached_property
    def open_obligations(self) -> tuple[ObligationAccount, ...]:
        """The obligations on which anything is still owed; one whose amount nobody entered is among them."""
        unsized = {o.id for o in self.case.obligations if not o.amount}
        return tuple(o for o in self.account.obligations if o.principal or o.penalty or o.interest or o.id in unsized)

    @cached_property
    def _obligations(self) -> dict[str, Obligation]:
        return {o.id: o for o in self.case.obligations}

    def obligation(self, id: str) -> Obligation:
        """Return the obligation ``id`` of the case file."""
        return self._obligations[id]

    def nature(self, id: str) -> k.DebtNature:
        """Return how the due dates around ``id`` hang together: its own word, its contract's, else its cause's."""
        return self._natures[id]

    @cached_property
    def _natures(self) -> dict[str, k.DebtNature]:
        return {o.id: self._nature_of(o) for o in self.case.obligations}

    def _nature_of(self, obligation: Obligation) -> k.DebtNature:
        if obligation.portion is k.Portion.RETENTION and obligation.nature is None:
            return k.DebtNature.SEPARATE  # it is paid back at its own time, after the price
        contract = self.case.contract(obligation.contract)
        said: k.DebtNature | None = obligation.nature or contract.nature
        if said:
            return said
        own = periods_of(contract.cause).nature if obligation.asked_as is None else ""
        return k.DebtNature(own) if own else k.DebtNature.SEPARATE

    def series(self, id: str) -> Sequence[ObligationAccount]:
        """Return all obligations of the same contract and nature as ``id``, paid ones included.

        One whose day is unknown moves no day of another: what is known is the earliest, which is safe.
        """
        return [
            o for o in self._series[self._obligations[id].contract, self.nature(id)] if not o.due.unknown or o.id == id
        ]

    @cached_property
    def _series(self) -> dict[tuple[str, k.DebtNature], list[ObligationAccount]]:
        found: dict[tuple[str, k.DebtNature], list[ObligationAccount]] = {}
        for o in self.account.obligations:
            found.setdefault((self._obligations[o.id].contract, self.nature(o.id)), []).append(o)
        return found

    def one_debt(self, id: str) -> Sequence[str]:
        """Return the obligations that are one debt with ``id``: all instalments of it, else itself alone."""
        if self.nature(id) is not k.DebtNature.INSTALMENTS:
            return (id,)
        return [o.id for o in self.series(id)]

    def proved(self, persons: frozenset[str]) -> list[CaseEvent]:
        """Return the proved events of ``persons`` and those of everybody."""
        return [e for e in self.events if e.proof.grade.counts and (e.person in persons or not e.person)]
