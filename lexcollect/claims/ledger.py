"""Ledger: the facts of a case as the law's rules want them.

Owns debts, payments and the orders of appropriation, each contract's for its own debts. Computes no
money: rates, loss and appropriation are the law's answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Appropriation, Case, Contract, LatePenalty, Obligation
from lexcollect.claims.coverage import secured
from lexcollect.claims.due_days import DueDate, due_date
from lexcollect.claims.loans import is_loan, loan_terms
from lexcollect.claims.reckoning import Reckoning
from lexcollect.claims.standards import bound, is_bill, is_works, void_loan
from lexcollect.claims.vocabulary import LOSS_MODES, PAYMENT_DAYS
from lexcollect.cn.floating import Floating
from lexcollect.cn.rates import Rate
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import Cutoff
from lexcollect.law.rates import Rates
from lexcollect.law.rules.debts import ONE_DAY, STATUTE, Charge, Debt, Order, Payment, clause
from lexcollect.law.rules.enforcement import bankruptcy_stop
from lexcollect.law.rules.overdue import LossTerms, checked_markup
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Beyond, agreed
from lexcollect.records import dataclass, field

if TYPE_CHECKING:
    from lexcollect.claims.loan_lumps import Lump
    from lexcollect.claims.rolled import Rolled

_PARTS = {
    k.Target.OLDEST_PRINCIPAL: Part.PRINCIPAL,
    k.Target.INTEREST: Part.INTEREST,
    k.Target.PENALTY: Part.PENALTY,
    k.Target.COSTS: Part.COSTS,
}
#: What is asked for beside a loan and was never lent: the interest of the loan does not run on it.
_NEVER_LENT = (k.AskedAs.FEE, k.AskedAs.COMPENSATION, k.AskedAs.PURCHASE_PRICE, k.AskedAs.LUMP_PENALTY)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The debts of one case, the money received, and the orders in which it is applied.

    ``clauses`` are the agreed orders by contract: each binds the debts of its own contract only, the statute's order
    binds all others (民法典 560, 561). ``kinds`` says of each payment whether it was paid or set off. ``stopped`` is
    the last day that bears interest or penalty when the debtor is insolvent (企业破产法 46(2)) and nobody solvent owes
    the whole beside it. ``refused`` says why nothing runs on some debts, in an account for dates alone. ``rolled`` are
    the two tests of rolled-over loans, ``lumps`` the penalties in one sum beside loans.
    """

    debts: tuple[Debt, ...]
    payments: tuple[Payment, ...]
    dues: dict[str, DueDate]
    clauses: Mapping[str, Appropriation]
    kinds: Mapping[str, k.PaymentKind]
    stopped: date | None = None
    refused: tuple[Finding, ...] = ()
    rolled: Mapping[str, Rolled] = field(default_factory=dict)
    lumps: Mapping[str, Lump] = field(default_factory=dict)
    on_bills: frozenset[str] = frozenset()

    @property
    def bills(self) -> frozenset[str]:
        """The debts that bear interest as bills do (票据法 70(1)(2))."""
        return frozenset(debt.id for debt in self.debts if debt.late is not None and debt.id in self.on_bills)

    @property
    def contracts(self) -> tuple[str, ...]:
        """The contracts that debts stand under, in their order."""
        return tuple(dict.fromkeys(debt.contract for debt in self.debts))

    @property
    def orders(self) -> dict[str, Order]:
        """The agreed orders by contract, as the law's rules want them."""
        return {contract: order_of(self.clauses[contract]) for contract in self.contracts if contract in self.clauses}

    @property
    def clause(self) -> Appropriation | None:
        """The agreed order of the contract the first debt stands under."""
        return self.clauses.get(self.contracts[0]) if self.debts else None

    def clause_of(self, debt: str) -> Appropriation | None:
        """Return the agreed order that binds ``debt``."""
        return self.clauses.get(next(d.contract for d in self.debts if d.id == debt))

    def part_key(self, debt: str, part: Part) -> str:
        """Return the wording's key for ``part`` of ``debt``: what runs by statute is a loss, not interest."""
        if part is Part.INTEREST and any(d.id == debt and d.void for d in self.debts):
            return "law_money.part.use"
        lost = part is Part.INTEREST and debt not in self.bills and any(d.id == debt and d.loses for d in self.debts)
        return "law_money.part.loss" if lost else f"law_money.part.{part.value}"

    def order(self, contract: str) -> Order:
        """Return the order that binds the debts of ``contract``."""
        return order_of(self.clauses.get(contract))


def conventions_of(case: Case) -> Conventions:
    """Return the conventions the person in charge chose (选择), the documented defaults otherwise."""
    choices = case.choices
    return Conventions(
        cutoff=Cutoff.COUNTED if choices.count_as_of_day else Cutoff.NOT_COUNTED,
        payment_day=PAYMENT_DAYS[choices.payment_day],
    )


def ledger_of(
    case: Case,
    calendar: Calendar,
    conventions: Conventions,
    as_of: date,
    rates: Rates | None = None,
    beyond: Beyond = "refuse",
    *,
    stopped: date | None = None,
) -> Ledger:
    """Return the ledger of ``case``; what is dated after ``as_of`` is left out (a note of ``claims`` names it).

    ``stopped`` is the last day that bears interest, where it is asked as of an insolvent debtor alone.
    """
    dues = {o.id: due_date(case, o, calendar, conventions, as_of) for o in case.obligations}
    stopped = stopped or _stopped(case, as_of)
    by = Reckoning(case, as_of, stopped, rates, beyond, secured(case))
    until = {c.id: _until(by, c) for c in case.contracts}
    losses = {c.id: _loss_terms(c, until[c.id]) for c in case.contracts if c.overdue_loss}
    refused: list[Finding] = []
    debts = tuple(_owed(until[o.contract], o, dues[o.id], losses.get(o.contract), refused) for o in case.obligations)
    if case.costs and case.payments:
        from lexcollect.claims import cost_order  # only where a payment may have met a cost

        spent = cost_order.spent_on(case, dues, as_of)
        debts = tuple(replace(debt, spent=spent.get(debt.id, ())) for debt in debts)
    if not all(o.amount for o in case.obligations):
        from lexcollect.claims import gaps  # only a debt without an amount on file needs it

        debts = gaps.taking_their_own(case, debts, as_of)
    received = [(p.id or f"付款{i}", p) for i, p in enumerate(case.payments, 1) if p.date <= as_of]
    found = Ledger(
        debts,
        tuple(Payment(id, p.date, p.amount, p.designated_for, contract=p.for_contract) for id, p in received),
        dues,
        {c.id: c.appropriation for c in case.contracts if c.appropriation},
        {id: p.kind for id, p in received},
        stopped,
        tuple(dict.fromkeys(refused)),
        on_bills=frozenset(o.id for o in case.obligations if is_bill(case.contract(o.contract))),
    )
    if any(o.rolled for o in case.obligations):
        from lexcollect.claims import rolled  # only a loan whose interest was written into a new note needs it

        found = rolled.decided(case, found, as_of, conventions=conventions, calendar=calendar, beyond=beyond)
    if any(o.asked_as is k.AskedAs.LUMP_PENALTY for o in case.obligations):
        from lexcollect.claims import loan_lumps  # only a penalty in one sum needs it

        found = loan_lumps.held(case, found, as_of, conventions=conventions, calendar=calendar, beyond=beyond)
    return found


def _until(by: Reckoning, contract: Contract) -> Reckoning:
    """Return ``by`` for one contract: nothing runs on what is owed of a finance lease after its termination."""
    if contract.termination is None:
        return by
    from lexcollect.claims.taking_back import ended_on  # only a lease that was terminated needs it

    over = ended_on(contract, by.as_of)
    return replace(by, stopped=min(over, by.stopped or over)) if over else by


def _owed(by: Reckoning, obligation: Obligation, due: DueDate, loss: LossTerms | None, refused: list[Finding]) -> Debt:
    """Return ``obligation`` with what runs on it; in an account for dates alone nothing runs where that is refused."""
    try:
        return _held(by.case, _shared(by.case, _running(by, obligation, due, loss)))
    except Refused as error:
        if not by.lenient:
            raise
        refused += error.findings
        return _bare(by, obligation, due)


def _running(by: Reckoning, obligation: Obligation, due: DueDate, loss: LossTerms | None) -> Debt:
    contract = by.contract_of(obligation)
    if void_loan(contract) and obligation.asked_as not in _NEVER_LENT:
        from lexcollect.claims.void_loans import used_money  # only a void loan needs it

        return used_money(by, obligation, due.due, by.secured[obligation.id])
    if is_loan(contract):
        return (_bare if obligation.asked_as in _NEVER_LENT else _loan)(by, obligation, due)
    if obligation.bears and hangs(penalty_of(contract)):
        return _penal(by, obligation, due)
    if is_bill(contract):
        return _bill(by, obligation, due)
    if obligation.bears and contract.sme is not None:
        return _of_sme(by, obligation, due)
    if is_works(contract):
        return _works(by, obligation, due)
    return _debt(by, obligation, due, loss)


def _bare(by: Reckoning, obligation: Obligation, due: DueDate) -> Debt:
    """Return the debt with nothing that runs on it."""
    return _debt(by, obligation.but(bears_penalty=False), due)


def _shared(case: Case, debt: Debt) -> Debt:
    """Return ``debt`` as far as another guarantor or joint debtor has to bear it, where recourse is had from one."""
    if case.contract(debt.contract).sharing is None:
        return debt
    from lexcollect.claims.sharing import shared  # only recourse among equals needs it

    return shared(case, debt)


def _held(case: Case, debt: Debt) -> Debt:
    """Return ``debt`` under the agreed limit of its penalty, if its contract has one."""
    agreed = case.contract(debt.contract).late_penalty
    if agreed is None or agreed.limit is None:
        return debt
    from lexcollect.claims.penalty_limits import limited  # only such a clause needs it

    return limited(case, debt)


def hangs(agreed: LatePenalty | None) -> bool:
    """Tell whether a penalty hangs on a published rate, or has a second rate: its charge then needs more facts."""
    return agreed is not None and (isinstance(agreed.rate, Floating) or agreed.then is not None)


def _penal(by: Reckoning, obligation: Obligation, due: DueDate) -> Debt:
    from lexcollect.claims.penalties import penal_debt  # only a matter with such a clause needs it

    return penal_debt(by, obligation, due.due, by.secured[obligation.id])


def _of_sme(by: Reckoning, obligation: Obligation, due: DueDate) -> Debt:
    """Return a debt to a small enterprise with its late interest; an agreed penalty that is no less goes before."""
    from lexcollect.claims.sme import interest_of

    terms, plain = interest_of(by, by.contract_of(obligation)), _debt(by, obligation, due)
    return plain if terms is None else replace(plain, charges=(), late=terms)


def _debt(by: Reckoning, obligation: Obligation, due: DueDate, loss: LossTerms | None = None) -> Debt:
    """Return the debt with the penalty that runs on it, else with the loss its contract asks for."""
    rate = rate_for(by.case, obligation)
    late = loss if rate is None and obligation.bears else None
    if late is not None:
        # A mark-up outside the range is told at once, not first when the debt is in default.
        checked_markup(late.markup, due.rolled + ONE_DAY)
    return Debt(
        obligation.id,
        obligation.amount,
        due.due,
        (Charge(Part.PENALTY, agreed(rate), last=by.stopped),) if isinstance(rate, Rate) else (),
        secured=by.secured[obligation.id],
        contract=obligation.contract,
        late=late,
        at_will=bool(due.basis),
    )


def _loan(by: Reckoning, obligation: Obligation, due: DueDate) -> Debt:
    """Return a loan: what was handed over, with the interest of its term and of its delay."""
    if obligation.rolled:
        from lexcollect.claims.rolled import check  # only a loan whose interest was written into a new note needs it

        check(by.case, obligation, by.as_of)  # refused here, with what else this debt refuses
    lent, terms = loan_terms(by, obligation, due.rolled + ONE_DAY)
    return Debt(
        obligation.id,
        lent.amount,
        due.due,
        secured=by.secured[obligation.id],
        contract=obligation.contract,
        late=terms,
        loan=True,
        later=lent.later,
        at_will=bool(due.basis),
    )


def _works(by: Reckoning, obligation: Obligation, due: DueDate) -> Debt:
    """Return a part of a works price: with the agreed penalty, else with the interest of 建设工程解释一 26."""
    from lexcollect.claims.works import interest_of

    debt = _debt(by, obligation, due)
    if debt.charges or not obligation.bears:
        return debt
    return replace(debt, late=interest_of(by, by.contract_of(obligation), due), works=True)


def _bill(by: Reckoning, obligation: Obligation, due: DueDate) -> Debt:
    """Return a bill in recourse: its sum with interest from maturity, of a cheque from presentment (票据法 70).

    In further recourse it is what was paid to a later holder, with interest from that day (71).
    """
    from lexcollect.law.rules.bill_interest import BillTerms

    bill = obligation.bill
    paid = bill.settled_on if bill is not None else None
    shown = bill.presented_on if bill is not None and bill.kind is k.BillKind.CHEQUE else None
    debt = _debt(by, obligation, due)
    if bill is not None and bill.settled is not None:
        if paid is None:
            raise Refused([finding("LX-C251", bill.where, id=obligation.id)])
        debt = replace(debt, principal=bill.settled)
    if debt.charges or not obligation.bears:
        return debt
    since = paid or shown or due.unrolled
    late = BillTerms(by.as_of, since, by.stopped, lenient=by.lenient, rates=by.rates, again=paid is not None)
    return replace(debt, late=late)


def _stopped(case: Case, as_of: date) -> date | None:
    """Return the last day that counts when the insolvency of the principal debtor was accepted: the day before.

    企业破产法 46(2) stops the interest of the claim against the insolvent. Who owes the whole beside it and is solvent
    goes on owing interest: nothing is stopped then (``claims.joint_insolvency`` tells what is to be filed).
    """
    accepted = {i.person: i.accepted_on for i in case.insolvent_on(as_of)}
    solvent = [p for p in case.debtors if p.id not in accepted]
    if case.debtor.id not in accepted or (solvent and not case.by_shares):
        return None
    return bankruptcy_stop(accepted[case.debtor.id]).value


def _loss_terms(contract: Contract, by: Reckoning) -> LossTerms | None:
    """Return the statutory loss from late payment that the case asks for under ``contract`` (买卖合同解释 18(4)).

    What is no sale takes the rule by reference (民法典 646) where the file of its cause says so; a cause whose
    file names no standard, or that no file covers, has none.
    """
    asked = contract.overdue_loss
    if asked is None:
        return None
    from lexcollect.causes import cause_of  # only who asks for a loss needs the cause
    from lexcollect.causes.cause import LatenessRule

    cause = cause_of(contract.cause)
    if cause is None or cause.lateness is None or cause.lateness.rule is not LatenessRule.SALE:
        return None
    return LossTerms(
        by.as_of,
        asked.markup,
        LOSS_MODES[asked.mode] if asked.mode else None,
        by_reference=cause.lateness.by_reference,
        stop=by.stopped,
        lenient=by.lenient,
        rates=by.rates,
    )


def rate_for(case: Case, obligation: Obligation) -> Rate | Floating | None:
    """Return the rate of the penalty that runs on ``obligation``, or ``None`` when none does."""
    return penalty_rate(case.contract(obligation.contract)) if obligation.bears else None


def penalty_rate(contract: Contract) -> Rate | Floating | None:
    """Return the agreed rate of the penalty for late payment, or ``None``."""
    agreed = penalty_of(contract)
    return agreed.rate if agreed else None


def penalty_of(contract: Contract) -> LatePenalty | None:
    """Return the clause on late payment; none of a works contract that is void (民法典 793)."""
    return bound(contract).late_penalty


def order_of(agreed: Appropriation | None) -> Order:
    """Return the order of a contract clause, or the statute's (民法典 560, 561)."""
    if agreed is None:
        return STATUTE
    parts = [_PARTS[t] for t in agreed.order if t in _PARTS]
    named = k.Target.DESIGNATED in agreed.order
    return clause(*parts, debts_by="due", naming="whole" if named else "ignored")
