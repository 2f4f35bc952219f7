"""Taking back: what a finance lease that was terminated comes to (解除、收回租赁物并赔偿损失).

Owns the one head of claim of 融资租赁解释 11: all unpaid rent and other charges less the value of what is taken back,
and, where the contract leaves the thing to the lessor, with its value at the end of the term. What is owed beside
the rent runs to the day of the termination. Without the value of every thing there is no difference: the account then
stands as it is, which is told. Loaded only for a lease that was terminated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, LeasedThing
from lexcollect.causes import cause_of
from lexcollect.claims.account import ZERO, Account, ObligationAccount
from lexcollect.claims.heads import Head, HeadKind, HeadPart
from lexcollect.claims.standards import is_finance_lease
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.debts import Debt
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import pair, text

#: The lessor's right to terminate and take back, and how its loss is counted.
CITES = (Citation("民法典", "752"), Citation("融资租赁解释", "11"))
#: Who breaches still answers for it after the termination: on it the other reading of the late charge rests.
_RUNS_ON = (Citation("民法典", "566(2)"), Citation("民法典", "567"))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the loss of one finance lease is made of, in yuan.

    ``due``: rent that was due when the lease ended on ``day``; ``later``: what was not; ``beside``: other sums asked
    for (留购价款); ``charges``: what ran on the rent to that day; ``value``: what the ``things`` are worth;
    ``residual``: what they would have been worth at the end of the term, where the contract leaves them to the lessor.
    """

    contract: str
    day: date
    due: Decimal
    later: Decimal
    beside: Decimal
    charges: Decimal
    value: Decimal
    residual: Decimal
    things: tuple[LeasedThing, ...]

    @property
    def owed(self) -> Decimal:
        """All unpaid rent and other charges."""
        return self.due + self.later + self.beside + self.charges

    @property
    def loss(self) -> Decimal:
        """What is asked for; nothing where the thing is worth more."""
        return max(self.owed + self.residual - self.value, ZERO)

    @property
    def surplus(self) -> Decimal:
        """By how much the thing is worth more than what is owed (民法典 758(1))."""
        return max(self.value - self.owed - self.residual, ZERO)


def ended_on(contract: Contract, as_of: date) -> date | None:
    """Return the day on which ``contract``, a finance lease, was terminated, unless the whole rent was chosen."""
    told = contract.termination
    if told is None or contract.acceleration is not None or told.day > as_of or not is_finance_lease(contract):
        return None
    return told.day


def ended(case: Case, as_of: date) -> list[str]:
    """Return the finance leases of ``case`` that were terminated by ``as_of``."""
    return [contract.id for contract in case.contracts if ended_on(contract, as_of)]


def come_back(case: Case, contract: Contract) -> list[LeasedThing]:
    """Return the things of ``contract`` that were taken back or are asked for."""
    return [t for t in case.leased_things if t.contract == contract.id and (t.asked or t.returned_on)]


def taken_back(case: Case, account: Account, contract: Contract) -> TakenBack | None:
    """Return the loss of ``contract`` on the day of ``account``; ``None`` where there is none to be counted.

    What a title decides is asked for as it grants it, and counted there.
    """
    day = ended_on(contract, account.as_of)
    things = come_back(case, contract)
    if day is None or not things or any(t.value is None for t in things) or any(t.awards for t in case.titles):
        return None
    aside = {o.id for o in case.obligations if o.asked_as}
    mine = [o for o in account.obligations if o.contract == contract.id]
    rent = [o for o in mine if o.id not in aside]
    return TakenBack(
        contract.id,
        day,
        sum((o.principal for o in rent if o.due.agreed <= day), ZERO),
        sum((o.principal for o in rent if o.due.agreed > day), ZERO),
        sum((o.principal for o in mine if o.id in aside), ZERO),
        _charges(mine),
        sum((t.value for t in things if t.value is not None), ZERO),
        sum((t.residual for t in things if t.residual is not None), ZERO),
        tuple(things),
    )


def as_one_head(case: Case, account: Account, heads: Sequence[Head]) -> list[Head]:
    """Return ``heads`` with one for the loss in place of the rent and the charges of each lease that was terminated."""
    found = list(heads)
    for contract in case.contracts:
        loss = taken_back(case, account, contract)
        if loss is not None:
            rest = [head for head in found if head.contract != contract.id]
            found = [_head(account, contract, loss), *rest]
    return found


def _head(account: Account, contract: Contract, loss: TakenBack) -> Head:
    cause = cause_of(contract.cause)
    words = cause.heads.get(HeadKind.COMPENSATION) if cause else None
    title = pair(words.title, words.title_en) if words else text("claims.head.compensation")
    clause = contract.termination.clause if contract.termination else ""
    part = HeadPart("", loss.loss)
    ask = partial(_answer, account, loss)
    return Head(HeadKind.COMPENSATION, title, contract.id, (part,), clause, CITES, ask, whole=True)


def _answer(account: Account, loss: TakenBack) -> Answer[Decimal]:
    said = text("claims.taken_back.made_of", **_sums(loss))
    others: tuple[Alternative[Decimal], ...] = ()
    more = _if_it_ran_on(account, loss)
    if more:
        reading = text("claims.taken_back.runs_on", day=account.as_of)
        others = (Alternative(reading, max(loss.owed + more + loss.residual - loss.value, ZERO), _RUNS_ON),)
    return Answer(loss.loss, (Step("lease.taken_back", said, CITES, result=loss.loss),), others, Certainty.DEBATED)


def _sums(loss: TakenBack) -> dict[str, Any]:
    """Return what the loss is made of, for a sentence: what is nothing is not told."""
    named = (("due", loss.due), ("later", loss.later), ("beside", loss.beside), ("charges", loss.charges))
    return {
        "parts": [text(f"claims.taken_back.{name}", amount=amount) for name, amount in named if amount],
        "owed": loss.owed,
        "residual": text("claims.taken_back.residual", amount=loss.residual) if loss.residual else "",
        "value": loss.value,
        "loss": loss.loss,
    }


def _if_it_ran_on(account: Account, loss: TakenBack) -> Decimal:
    """Return what the rent that was due would add to the day of ``account`` if its late charge went on, in yuan."""
    due = {o.id for o in account.obligations if o.contract == loss.contract and o.due.agreed <= loss.day}
    ledger = account.ledger
    settled = settle(
        tuple(_going_on(debt, ledger.stopped) if debt.id in due else debt for debt in ledger.debts),
        ledger.payments,
        account.as_of,
        agreed=ledger.orders,
        conventions=account.conventions,
        calendar=account.means.calendar,
        beyond=account.means.beyond,
    )
    mine = {o.id for o in account.obligations if o.contract == loss.contract}
    ran = sum((b.interest + b.penalty for b in settled.balances if b.debt in mine), ZERO)
    return ran - loss.charges


def _going_on(debt: Debt, stopped: date | None) -> Debt:
    late = debt.late
    if late is not None and hasattr(late, "stop"):
        late = replace(late, stop=stopped)  # type: ignore[type-var]
    return replace(debt, charges=tuple(replace(each, last=stopped) for each in debt.charges), late=late)


def _charges(mine: Sequence[ObligationAccount]) -> Decimal:
    return sum((o.penalty + o.interest for o in mine), ZERO)


def remarks(case: Case, account: Account, contract: Contract) -> Iterator[Finding]:
    """Yield how the loss was counted and what of it is open, or why there is none."""
    told = contract.termination
    if told is None or ended_on(contract, account.as_of) is None:
        return
    loss = taken_back(case, account, contract)
    if loss is None:
        if not any(title.awards for title in case.titles):
            yield finding("LX-M320", told.where, name=contract.called)
        return
    yield finding("LX-M321", told.where, **_sums(loss))
    more = _if_it_ran_on(account, loss)
    if more:
        yield finding("LX-M322", told.where, day=loss.day, as_of=account.as_of, more=more)
    if loss.surplus:
        yield finding("LX-M323", told.where, value=loss.value, owed=loss.owed, surplus=loss.surplus)
    if any(t.valued_by in (k.Valuation.AGREED, k.Valuation.DEPRECIATED) for t in loss.things):
        yield finding("LX-M324", loss.things[0].where, value=loss.value)
    for surety in case.securities:
        if surety.contract in ("", contract.id) and surety.agreed_scope and k.Scope.DAMAGES not in surety.scope:
            yield finding("LX-M325", surety.where, name=case.party(surety.grantor).name, loss=loss.loss)
