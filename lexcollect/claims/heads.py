"""Heads of claim (诉讼请求项目): what is asked for, each under its own name, with the law's answer behind it.

Owns the way from the account, daily fees and costs to heads: one for each kind of sum and contract. A head is the only
thing that is summed: what no head holds is not claimed. Computes no figure: amounts, daily amounts and lines are those
of the law's rules, and :attr:`Head.answer` is the rule's own answer with its working and its other readings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract
from lexcollect.causes import Cause, HeadKind, cause_of
from lexcollect.claims.account import ZERO, Account, ObligationAccount
from lexcollect.claims.costs import CostItem
from lexcollect.claims.running import RunningAmount
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.costs import agreed_cost
from lexcollect.law.rules.loans import READINGS, term_and_late
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Line
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, pair, text

__all__ = ["Head", "HeadKind", "HeadPart", "heads_of", "sum_of"]


#: Which part of a debt a head is: what payments take from it, and in which order (民法典 561).
PART_OF: Mapping[HeadKind, Part] = {
    **dict.fromkeys(HeadKind, Part.PRINCIPAL),
    HeadKind.TERM_INTEREST: Part.INTEREST,
    HeadKind.LATE_INTEREST: Part.INTEREST,
    HeadKind.PENALTY: Part.PENALTY,
    HeadKind.DOUBLE_INTEREST: Part.INTEREST,
    HeadKind.COSTS: Part.COSTS,
}

#: The fee for the use of money that a void contract brought (资金占用费).
_USE = (Citation("民法典", "157"), Citation("合同编通则解释", "25(1)"))
USE_OF_MONEY = 2
#: A sum of money may be agreed for the breach, beside the debt (违约金).
_LUMP = (Citation("民法典", "585"),)
#: Beside a loan it stays under one cap with the late interest.
_TOGETHER = (Citation("民间借贷规定", "29"),)


@dataclass(frozen=True, slots=True)
class HeadPart:
    """What one obligation adds to a head: yuan to the as-of day, yuan for each day after, the lines it was counted in.

    ``obligation`` is empty where a head stands on none (costs, daily fees).
    """

    obligation: str
    amount: Decimal
    per_day: Decimal = ZERO
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Head:
    """One head of claim under one contract.

    ``title`` is its name in both languages, ``clause`` the contract's own basis, ``cites`` the articles it rests on.
    ``of_loan``: the interest of a loan stands under two heads, 0 of its term, 1 of the time after; 2 is the fee for the
    use of money lent under a void contract. ``beside``: it is asked for beside the debt of its contract
    (赔偿、留购价款). ``whole``: it stands on the contract, on none of its debts by itself (解除融资租赁合同的损失).
    """

    kind: HeadKind
    title: Text
    contract: str
    parts: tuple[HeadPart, ...]
    clause: str
    cites: tuple[Citation, ...]
    ask: Callable[[], Answer[Any]] = field(repr=False, compare=False)
    of_loan: int | None = None
    beside: bool = False
    whole: bool = False

    @property
    def amount(self) -> Decimal:
        """What is asked to the as-of day, in yuan."""
        return sum((part.amount for part in self.parts), ZERO)

    @property
    def per_day(self) -> Decimal:
        """What each day after the as-of day adds, in yuan."""
        return sum((part.per_day for part in self.parts), ZERO)

    @property
    def obligations(self) -> tuple[str, ...]:
        """The obligations it stands on."""
        return tuple(part.obligation for part in self.parts if part.obligation)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines it was counted in, obligation by obligation."""
        return tuple(line for part in self.parts for line in part.lines)

    @cached_property
    def answer(self) -> Answer[Any]:
        """The law's answer: working, other readings, how firm it is."""
        return self.ask()

    @property
    def certainty(self) -> Certainty:
        """How firm the law's answer is."""
        return self.answer.certainty

    @cached_property
    def readings(self) -> tuple[Alternative[Decimal], ...]:
        """The other readings of the answer as far as they speak of this head, each with what it would come to."""
        found = ((other, self._under(other.value)) for other in self.answer.alternatives)
        return tuple(Alternative(o.reading, value, o.cites) for o, value in found if value is not None)

    @property
    def own_readings(self) -> tuple[Alternative[Decimal], ...]:
        """The readings of the charge itself (another rate or mark-up), without those of the order of payments."""
        if PART_OF[self.kind] is Part.PRINCIPAL and not self.whole:
            return ()
        if self.of_loan is not None:
            return tuple(other for other in self.readings if other.reading.key in READINGS)
        return tuple(other for other in self.answer.alternatives if isinstance(other.value, Decimal))

    @property
    def rate_steps(self) -> tuple[Step, ...]:
        """On which published rate an agreed penalty was counted, debt by debt, and under which limit."""
        if self.kind is not HeadKind.PENALTY:
            return ()
        return tuple(step for step in self.answer.trace if step.rule in ("penalty.rate", "penalty.limit"))

    def _under(self, value: Any) -> Decimal | None:
        """Return what the head comes to in another settlement; a sum speaks of the charge it was counted for."""
        part = PART_OF[self.kind]
        if isinstance(value, Settlement) and self.of_loan == USE_OF_MONEY:
            return sum((value.balance(id).interest for id in self.obligations), ZERO)
        if isinstance(value, Settlement) and self.of_loan is not None:
            return sum((term_and_late(value, id)[self.of_loan] for id in self.obligations), ZERO)
        if isinstance(value, Settlement):
            return sum((getattr(value.balance(id), part.value) for id in self.obligations), ZERO)
        return value if isinstance(value, Decimal) and (self.whole or part is not Part.PRINCIPAL) else None

    def only(self, obligations: Collection[str]) -> Head | None:
        """Return the head with these obligations alone; ``None`` if nothing of it is left."""
        parts = tuple(part for part in self.parts if part.obligation in obligations)
        return replace(self, parts=parts) if parts else None


def sum_of(heads: Iterable[Head], *kinds: HeadKind) -> Decimal:
    """Return what the heads of ``kinds`` (none: all) come to, in yuan."""
    return sum((head.amount for head in heads if not kinds or head.kind in kinds), ZERO)


def heads_of(
    case: Case, account: Account, running: Iterable[RunningAmount], costs: Iterable[CostItem]
) -> tuple[Head, ...]:
    """Return every head of claim: contract by contract what is owed, then daily fees, then costs.

    A head of no yuan, to which no day adds any, is not asked for.
    """
    found = [
        *_asked(case, account),
        *(_use_fee(case.contract(fee.contract), fee) for fee in running),
        *(_cost(case, cost) for cost in costs if cost.claimed),
    ]
    return tuple(head for head in found if head.amount or head.per_day)


def _asked(case: Case, account: Account) -> Sequence[Head]:
    """Return the heads of the account; of a finance lease that was terminated its loss alone."""
    heads = counted_heads(case, account)
    if not any(contract.termination for contract in case.contracts):
        return heads
    from lexcollect.claims.taking_back import as_one_head  # only a lease that was terminated needs it

    return as_one_head(case, account, heads)


def counted_heads(case: Case, account: Account) -> tuple[Head, ...]:
    """Return principal, penalty and loss of every contract, also what payments took whole: a schedule shows it."""
    return tuple(
        head for contract in account.ledger.contracts for head in _owed(case, case.contract(contract), account)
    )


def _owed(case: Case, contract: Contract, account: Account) -> Iterator[Head]:
    """Yield principal, penalty and statutory loss of one contract."""
    cause = cause_of(contract.cause)
    mine = [o for o in account.obligations if o.contract == contract.id]
    alone = len(account.ledger.contracts) == 1
    ask = partial(getattr, account, "answer") if alone else partial(account.answer_of, tuple(o.id for o in mine))
    yield from _principal(case, cause, contract, mine, ask, account.ledger.lumps)
    penalty = tuple(HeadPart(o.id, o.penalty, o.penalty_per_day, _lines(o, Part.PENALTY)) for o in mine if o.rate)
    clause = contract.late_penalty.clause if contract.late_penalty else ""
    penal = _head(cause, HeadKind.PENALTY, contract, penalty, ask, clause=clause)
    lent = any(debt.loan for debt in account.ledger.debts if debt.contract == contract.id)
    if not lent:
        yield penal
    terms = {debt.id: debt.late for debt in account.ledger.debts if debt.loses or debt.works}
    works = {debt.id for debt in account.ledger.debts if debt.works}
    # Of a works price that was paid in time nothing is told.
    lost = [o for o in mine if o.id in terms and (o.id not in works or o.lines)]
    loss = tuple(HeadPart(o.id, o.interest, o.interest_per_day, _lines(o, Part.INTEREST)) for o in lost)
    cites = getattr(terms[lost[0].id], "cites", ()) if lost else ()
    late = _head(cause, HeadKind.LATE_INTEREST, contract, loss, ask, cites=cites)
    yield replace(late, title=text("claims.head.late_interest_sme")) if contract.sme else late
    yield from _interest(cause, contract, account, mine, ask)
    if lent:  # the penalty of a loan stands beside its interest: both under one cap (民间借贷规定 29)
        yield penal


def _principal(
    case: Case,
    cause: Cause | None,
    contract: Contract,
    mine: list[ObligationAccount],
    ask: Callable[[], Answer[Any]],
    lumps: Collection[str],
) -> Iterator[Head]:
    """Yield the debt itself, what is asked for beside it, and the retention of a works price, paid at its own time."""
    kept = {o.id for o in case.obligations if o.portion is k.Portion.RETENTION}
    own = kept if cause and HeadKind.RETENTION in cause.heads else set()
    beside = {o.id: HeadKind(o.asked_as.value) for o in case.obligations if o.asked_as}
    rest = tuple(HeadPart(o.id, o.principal) for o in mine if o.id not in own and o.id not in beside)
    cites: tuple[Citation, ...] = ()
    if contract.sharing:
        from lexcollect.claims.sharing import cites_of  # only recourse among equals needs it

        cites = cites_of(contract)
    yield _head(cause, cause.principal if cause else HeadKind.PRINCIPAL, contract, rest, ask, cites=cites)
    for o in mine:
        if o.id in beside:
            cites = _LUMP if beside[o.id] is HeadKind.LUMP_PENALTY else ()
            cites += _TOGETHER if o.id in lumps else ()
            head = _head(cause, beside[o.id], contract, (HeadPart(o.id, o.principal),), ask, cites=cites)
            head = replace(head, beside=True)
            yield replace(head, title=_same(o.title)) if o.title else head
    if own:
        retained = tuple(HeadPart(o.id, o.principal) for o in mine if o.id in own)
        yield _head(cause, HeadKind.RETENTION, contract, retained, ask)


def _interest(
    cause: Cause | None,
    contract: Contract,
    account: Account,
    mine: list[ObligationAccount],
    ask: Callable[[], Answer[Any]],
) -> Iterator[Head]:
    """Yield the interest of a loan under its two names: of the term, and of the time after it."""
    lent = {debt.id for debt in account.ledger.debts if debt.loan and not debt.void}
    used = {debt.id for debt in account.ledger.debts if debt.void}
    if fees := tuple(
        HeadPart(o.id, o.interest, o.interest_per_day, _lines(o, Part.INTEREST)) for o in mine if o.id in used
    ):
        head = _head(cause, HeadKind.LATE_INTEREST, contract, fees, ask, cites=_USE)
        yield replace(head, title=text("claims.head.use_of_money"), of_loan=USE_OF_MONEY)
    loans = [(o, *term_and_late(account.settlement, o.id)) for o in mine if o.id in lent]
    if not loans:
        return
    lines = {o.id: _lines(o, Part.INTEREST) for o, _, _ in loans}
    of_term = tuple(
        HeadPart(
            o.id,
            term,
            ZERO if o.first_day <= account.as_of else o.interest_per_day,
            tuple(line for line in lines[o.id] if line.last < o.first_day),
        )
        for o, term, _ in loans
    )
    late = tuple(
        HeadPart(
            o.id,
            after,
            o.interest_per_day if o.first_day <= account.as_of else ZERO,
            tuple(line for line in lines[o.id] if line.last >= o.first_day),
        )
        for o, _, after in loans
    )
    for kind, parts, said in (
        (HeadKind.TERM_INTEREST, of_term, contract.term_interest),
        (HeadKind.LATE_INTEREST, late, contract.late_interest),
    ):
        yield replace(
            _head(cause, kind, contract, parts, ask, clause=said.clause if said else ""),
            of_loan=0 if kind is HeadKind.TERM_INTEREST else 1,
        )


def _lines(o: ObligationAccount, kind: Part) -> tuple[Line, ...]:
    return tuple(line for line in o.lines if line.kind is kind)


def _use_fee(contract: Contract, fee: RunningAmount) -> Head:
    part = HeadPart("", fee.amount, fee.per_day if fee.open else ZERO, fee.answer.value.lines)
    cause = cause_of(contract.cause)
    head = _head(cause, HeadKind.USE_FEE, contract, (part,), partial(getattr, fee, "answer"), clause=fee.clause)
    return replace(head, title=_same(fee.title))


def _cost(case: Case, cost: CostItem) -> Head:
    contract = case.contract(cost.contract)
    ask = partial(agreed_cost, cost.kind.value, cost.amount, cost.clause, met=cost.met)
    head = _head(
        cause_of(contract.cause), HeadKind.COSTS, contract, (HeadPart("", cost.left),), ask, clause=cost.clause
    )
    return replace(head, title=pair(*cost.kind.named))


def _head(
    cause: Cause | None,
    kind: HeadKind,
    contract: Contract,
    parts: tuple[HeadPart, ...],
    ask: Callable[[], Answer[Any]],
    *,
    clause: str = "",
    cites: tuple[Citation, ...] = (),
) -> Head:
    """Return a head in the words and with the articles of its cause; ``cites`` of the law's rule go before these."""
    words = cause.heads.get(kind) if cause else None
    title = pair(words.title, words.title_en) if words else text(f"claims.head.{kind.value}")
    return Head(kind, title, contract.id, parts, clause, cites or (words.cites if words else ()), ask)


def _same(name: str) -> Text:
    return pair(name, name)
