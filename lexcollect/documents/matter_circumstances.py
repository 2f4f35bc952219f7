"""Circumstances of a matter as a whole: found out once, so that sentences are chosen by name.

Owns which of the names in ``causes.circumstances`` hold of the matter: payments, charges, the kind of its contract,
what was performed, which papers there are. Those of single facts stand in ``circumstances``. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.damage import is_of_a_thing
from lexcollect.casefile.models import (
    Case,
    Contract,
)
from lexcollect.causes import cause_of
from lexcollect.causes.table import official_name
from lexcollect.claims.account import Account
from lexcollect.claims.claim import Claims
from lexcollect.claims.heads import HeadKind
from lexcollect.claims.loans import is_loan, payouts_of
from lexcollect.claims.persons import SuretyClaim
from lexcollect.claims.standards import EXCLUSIVE, is_finance_lease, is_works, nature_of, void_loan, void_works
from lexcollect.documents.circumstances import CHARGES, charges, disputed, moves, those, to_return
from lexcollect.documents.exhibit_papers import of_papers
from lexcollect.law.rules.lending import CAP_BEGINS
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.parts import Part

#: The fact groups that hold the performance of a seller, of a lender, of a builder, and of a lessor.
_DELIVERIES, _PAYOUTS, _MILESTONES, _THINGS = "deliveries", "payouts", "milestones", "leased_things"
#: An instalment sale pays in at least so many parts (买卖合同解释 27(1)).
_LEAST_PARTS = 3
#: What a debtor hands out alone: nobody else signs it.
_NOTES = ("借条", "借据", "欠条", "收条", "借款借据")
#: The lease of premises, whose court is that of their place (民诉法解释 28).
_PREMISES = "premises_lease"
#: What shows that works were built and taken over.
_BUILT = (k.MilestoneKind.ACCEPTANCE, k.MilestoneKind.HANDOVER)
#: What shows that any other work or service was done.
_FINISHED = (*_BUILT, k.MilestoneKind.COMPLETION)


def of_matter(
    case: Case, claims: Claims, contract: Contract, sureties: Sequence[SuretyClaim], *, alone: bool = False
) -> frozenset[str]:
    """Return how the matter stands as a whole; ``sureties`` can be sued, ``alone``: without the debtor."""
    return of_contract(case, claims, contract, alone=alone) | of_sides(case, claims, sureties, alone=alone)


def of_contract(case: Case, claims: Claims, contract: Contract, *, alone: bool = False) -> frozenset[str]:
    """Return how one contract stands: what is charged under it, how it was performed, which of its papers there are."""
    return those(
        {
            **_of_penalty(case, claims.account),
            "floating": moves(contract.late_penalty) or _loss_moves(claims.account),
            "undemanded": all(o.due.open for o in claims.account.obligations if o.principal),
            "unwritten": not contract.written,
            "by_note": contract.written and contract.name.strip("《》").startswith(_NOTES),
            "sme": contract.sme and any(debt.loses for debt in claims.account.ledger.debts),
            "by_regulation": contract.sme and any(o.due.cites for o in claims.account.obligations),
            "use_fee": claims.running or any(head.beside for head in claims.heads),
            **_of_lease(case, contract, claims.as_of),
            "taking_back": claims.losses,
            "damages": any(h.kind is HeadKind.COMPENSATION and h.beside for h in claims.heads),
            "thing_damaged": any(is_of_a_thing(o) for o in case.obligations if o.contract == contract.id),
            "performed": _performed(case, contract, claims.as_of),
            **_of_loan(case, claims, contract),
            **_of_works(case, claims, contract),
            "recourse_whole": contract.recourse_from in (None, k.RecourseFrom.PRINCIPAL),
            "recourse_co_guarantor": contract.recourse_from is k.RecourseFrom.CO_GUARANTOR,
            "recourse_joint_debtor": contract.recourse_from is k.RecourseFrom.JOINT_DEBTOR,
            "bill": any(o.bill for o in case.obligations),
            "cheque": any(o.bill and o.bill.kind is k.BillKind.CHEQUE for o in case.obligations),
            "promissory": any(o.bill and o.bill.kind is k.BillKind.PROMISSORY for o in case.obligations),
            "bill_again": any(o.bill and o.bill.settled_on for o in case.obligations),
            **_of_dispute(contract, alone=alone, fixed=_of_place(contract)),
            **of_papers(case, contract, claims.as_of),
        }
    )


def of_sides(case: Case, claims: Claims, sureties: Sequence[SuretyClaim], *, alone: bool = False) -> frozenset[str]:
    """Return what holds of the matter whatever its contracts: who stands on each side, who paid, who guarantees."""
    return those(
        {
            **_of_payments(case, claims.account),
            "creditor_natural": all(p.kind is k.PartyKind.NATURAL for p in case.creditors),
            "debtor_natural": all(p.kind is k.PartyKind.NATURAL for p in case.debtors),
            "costs": any(c.claimed for c in claims.costs),
            "assigned": case.assignments,
            "assigned_secured": case.assignments and sureties,
            "guarantee": any(not s.void for s in sureties),
            "guarantee_void": any(s.void for s in sureties),
            "joint": any(s.joint and not s.void for s in sureties),
            "general": any(not s.joint and not s.void for s in sureties),
            "ceiling": any(s.cap is not None for s in sureties),
            "agents": case.agents,
            "clues": case.asset_clues,
            "sureties_only": alone,
            "several_creditors": len(case.creditors) > 1,
            "several_debtors": len(case.debtors) > 1,
        }
    )


def _of_payments(case: Case, account: Account) -> dict[str, object]:
    """Return what reduced the debt to the cut-off day, and who did it."""
    noted = {id for one in account.ledger.rolled.values() if not one.capped for id in one.early}  # told with the note
    named = {p.id or f"付款{i}": p for i, p in enumerate(case.payments, 1)}
    known = [p for id, p in named.items() if p.date <= account.as_of and id not in noted]
    money = [p for p in known if p.kind is not k.PaymentKind.SET_OFF]
    return {
        "payments": account.shares,
        "payments_chosen": account.shares and len(account.obligations) > 1,
        "payments_beside": any(s.amount and s.part is not Part.PRINCIPAL for s in account.shares),
        "set_off": len(money) < len(known),
        "paid": money,
        # Of several debtors it is not said that all of them paid.
        "paid_by_others": money and (len(case.debtors) > 1 or any(p.payer not in ("", case.debtor.id) for p in money)),
    }


def _of_penalty(case: Case, account: Account) -> dict[str, object]:
    kinds = {line.kind for line in charges(account)}
    return {
        "penalty": kinds & ({Part.PENALTY} if account.interest_name == "loss" else {Part.INTEREST}),
        "limit_reached": any(debt.limit for debt in account.ledger.debts) and _limit_reached(account),
        "loss": account.interest_name == "loss" and Part.INTEREST in kinds,
        "charged": kinds,
        "penalty_runs": account.per_day,
        "penalty_paid": any(s.part in CHARGES and s.amount for s in account.shares),
        "insolvent": any(i.person == case.debtor.id for i in case.insolvent_on(account.as_of)),
    }


def _loss_moves(account: Account) -> bool:
    """Tell whether what runs by law follows a published rate: interest on bills, a loss counted at each day's LPR."""
    return account.interest_name == "loss" and account.moves


def _limit_reached(account: Account) -> bool:
    from lexcollect.claims.penalty_limits import limits_of  # only an agreed limit needs it

    return any(limit.reached for limit in limits_of(account))


def _of_loan(case: Case, claims: Claims, contract: Contract) -> dict[str, object]:
    """Return what of a loan its articles and sentences hang on."""
    loans = {debt.id: debt.principal for debt in claims.account.ledger.debts if debt.loan}
    void = void_loan(contract)
    rates = contract.term_interest or contract.late_interest
    lent = [debt.late for debt in claims.account.ledger.debts if isinstance(debt.late, LoanTerms)]
    return {
        "term_interest": loans and contract.term_interest,
        "late_rate": loans and contract.late_interest,
        "loan_lump": any(lump.claimed for lump in claims.account.ledger.lumps.values()),
        "loan_void": loans and void,
        "loan_valid": is_loan(contract) and not void,
        "late_interest": any(h.kind is HeadKind.LATE_INTEREST and h.of_loan in (0, 1) for h in claims.heads),
        "loan_penalty": loans and claims.account.penalty,
        "lent_less": any(o.id in loans and loans[o.id] < o.amount and not o.rolled for o in case.obligations),
        "rolled_over": claims.account.ledger.rolled,
        "paid_before_note": any(one.early and not one.capped for one in claims.account.ledger.rolled.values()),
        "before_cap": rates and any(terms.made < CAP_BEGINS for terms in lent),
    }


def _of_works(case: Case, claims: Claims, contract: Contract) -> dict[str, object]:
    """Return what of a works contract its articles and sentences hang on; nothing of any other contract."""
    if not is_works(contract):
        return {}
    steps = {m.kind for m in case.milestones if m.date <= claims.as_of}
    interest = claims.account.interest_name == "works" and any(h.kind is HeadKind.LATE_INTEREST for h in claims.heads)
    return {
        "works": True,
        "works_interest": interest,
        "works_interest_agreed": interest and contract.late_interest,
        "works_penalty": claims.account.penalty,
        "works_void": void_works(contract),
        "works_valid": not void_works(contract),
        "accepted": k.MilestoneKind.ACCEPTANCE in steps,
        "handed_over": k.MilestoneKind.HANDOVER in steps,
        "retention_due": any(h.kind is HeadKind.RETENTION for h in claims.heads),
        "exclusive": official_name(contract.cause) == EXCLUSIVE,
        "priority": claims.priority and claims.priority.asked and claims.priority.obligations,
    }


def _of_lease(case: Case, contract: Contract, as_of: date) -> dict[str, object]:
    """Return how a lease ended, and what of it is to be given back."""
    ended, early = contract.termination, contract.acceleration
    set_off = sum(p.amount for p in case.payments if p.kind is k.PaymentKind.SET_OFF and p.date <= as_of)
    return {
        "terminated": ended and ended.day <= as_of,
        "term_over": _is_lease(case, contract) and contract.ends_on and contract.ends_on <= as_of,
        "confirming": ended and ended.day <= as_of and ended.asked,
        "returning": to_return(case, contract, as_of),
        "accelerated": early and early.day <= as_of,
        "whole_rent": early and early.day <= as_of and not ended and is_finance_lease(contract),
        "whole_price": early and early.day <= as_of and _in_parts(case, contract) >= _LEAST_PARTS,
        "deposit": contract.deposit and set_off <= contract.deposit.amount,
    }


def _in_parts(case: Case, contract: Contract) -> int:
    """Return in how many parts one price is paid; 0 where the debts of ``contract`` stand apart."""
    mine = [o for o in case.obligations if o.contract == contract.id and not o.asked_as]
    one = all((o.nature or nature_of(contract)) is k.DebtNature.INSTALMENTS for o in mine)
    return len(mine) if one else 0


def _is_lease(case: Case, contract: Contract) -> bool:
    """Tell whether the case file says anything of ``contract`` that only a lease has."""
    named = {*(thing.contract for thing in case.leased_things), *(rent.contract for rent in case.rents)}
    return contract.id in named


def _performed(case: Case, contract: Contract, as_of: date) -> bool:
    """Tell whether the case file holds the creditor's performance of every obligation (交货)."""
    cause = cause_of(contract.cause)
    if cause is None or cause.performance.facts not in (_DELIVERIES, _PAYOUTS, _MILESTONES, _THINGS):
        return False
    if cause.performance.facts == _MILESTONES:
        return any(m.kind in _BUILT and m.date <= as_of for m in case.milestones)
    if cause.performance.facts == _THINGS:
        things = [t for t in case.leased_things if t.contract == contract.id]
        return bool(things) and all(t.handed_over_on and t.handed_over_on <= as_of for t in things)
    if cause.performance.facts == _PAYOUTS:
        return all(any(p.date <= as_of for p in payouts_of(case, o)) for o in case.obligations)
    done = {d.obligation for d in case.deliveries if d.date <= as_of}
    steps = [m for m in case.milestones if m.kind in _FINISHED and m.date <= as_of and not disputed(m)]
    done |= {m.obligation for m in steps if m.obligation}
    whole = {m.contract for m in steps if m.contract and not m.obligation}
    if _in_parts(case, contract):  # one thing was sold, whatever parts its price is paid in
        return bool(done or whole)
    return all(o.id in done or o.contract in whole for o in case.obligations)


def _of_place(contract: Contract) -> bool:
    """Tell whether the court of the place of an immovable alone decides, whatever was agreed (民事诉讼法 34)."""
    cause = cause_of(contract.cause)
    return official_name(contract.cause) == EXCLUSIVE or (cause is not None and cause.id == _PREMISES)


def _of_dispute(contract: Contract, *, alone: bool, fixed: bool) -> dict[str, object]:
    if fixed and not alone:  # neither a clause nor the general rule decides: the place of the works does
        return {}
    # Guarantors sued alone: the guarantee decides which court, not the main contract (担保制度解释 21(3)).
    agreed = None if alone else contract.jurisdiction
    return {"clause": agreed and (agreed.text or agreed.court)}
