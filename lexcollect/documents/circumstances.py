"""Circumstances of a matter and of its facts: found out once, so that sentences are chosen by name.

Owns which of the names in ``causes.circumstances`` hold. Reads facts and figures, writes nothing; where a sentence
depends on something, the question is asked here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import (
    Acknowledgement,
    Agent,
    Case,
    Communication,
    Contract,
    LatePenalty,
    LeasedThing,
    Party,
    PaymentTerm,
    Proved,
    Security,
)
from lexcollect.causes import cause_of
from lexcollect.causes.circumstances import of_kind
from lexcollect.causes.table import official_name
from lexcollect.claims.account import Account
from lexcollect.claims.claim import Claims
from lexcollect.claims.due_days import DueDate
from lexcollect.claims.heads import PART_OF, Head, HeadKind
from lexcollect.claims.leases import is_finance_lease
from lexcollect.claims.loans import payouts_of
from lexcollect.claims.persons import SuretyClaim
from lexcollect.claims.schedule_table import Subtotal, Table
from lexcollect.claims.standards import EXCLUSIVE, is_works, void_works
from lexcollect.cn.floating import Floating
from lexcollect.documents.exhibit_papers import of_papers
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import Cutoff, PaymentDay
from lexcollect.law.rules.lending import CAP_BEGINS
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Line

NONE: frozenset[str] = frozenset()
#: Sums that payments take like the debt itself, and which are not the debt.
_BESIDE_PRINCIPAL = (HeadKind.USE_FEE, HeadKind.COMPENSATION, HeadKind.PURCHASE_PRICE, HeadKind.LUMP_PENALTY)
#: How the case file says that a person signed himself, and how the name of a seal ends.
_HIMSELF, _SEAL = "本人", "章"
#: How the words of a tie say that persons owe jointly.
_JOINT = "连带"
#: What runs on a debt that is not paid.
CHARGES = (Part.PENALTY, Part.INTEREST)
#: The fact groups that hold the performance of a seller, of a lender, of a builder, and of a lessor.
_DELIVERIES, _PAYOUTS, _MILESTONES, _THINGS = "deliveries", "payouts", "milestones", "leased_things"
#: What shows that works were built and taken over.
_BUILT = (k.MilestoneKind.ACCEPTANCE, k.MilestoneKind.HANDOVER)
#: What shows that any other work or service was done.
_FINISHED = (*_BUILT, k.MilestoneKind.COMPLETION)


def disputed(fact: Proved) -> bool:
    """Tell whether the other side disputes the fact: papers then say that the creditor asserts it."""
    return fact.standing is k.FactStanding.DISPUTED


def those(holds: Mapping[str, object]) -> frozenset[str]:
    """Return the names whose condition is true."""
    return frozenset(name for name, there in holds.items() if there)


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
            "floating": moves(contract.late_penalty),
            "undemanded": all(o.due.open for o in claims.account.obligations if o.principal),
            "unwritten": not contract.written,
            "sme": contract.sme and any(debt.loses for debt in claims.account.ledger.debts),
            "by_regulation": contract.sme and any(o.due.cites for o in claims.account.obligations),
            "use_fee": claims.running or any(head.beside for head in claims.heads),
            **_of_lease(case, contract, claims.as_of),
            "performed": _performed(case, contract, claims.as_of),
            **_of_loan(case, claims, contract),
            **_of_works(case, claims, contract),
            "recourse_whole": contract.recourse_from in (None, k.RecourseFrom.PRINCIPAL),
            "recourse_co_guarantor": contract.recourse_from is k.RecourseFrom.CO_GUARANTOR,
            "recourse_joint_debtor": contract.recourse_from is k.RecourseFrom.JOINT_DEBTOR,
            "bill": any(o.bill for o in case.obligations),
            "cheque": any(o.bill and o.bill.kind is k.BillKind.CHEQUE for o in case.obligations),
            "bill_again": any(o.bill and o.bill.settled_on for o in case.obligations),
            **_of_dispute(contract, alone=alone, fixed=official_name(contract.cause) == EXCLUSIVE),
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
            "guarantee": sureties,
            "joint": any(s.joint for s in sureties),
            "general": any(not s.joint for s in sureties),
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
    known = [p for p in case.payments if p.date <= account.as_of]
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


def _limit_reached(account: Account) -> bool:
    from lexcollect.claims.penalty_limits import limits_of  # only an agreed limit needs it

    return any(limit.reached for limit in limits_of(account))


def moves(agreed: LatePenalty | None) -> bool:
    """Tell whether the rate of a penalty clause moves with the published one: no day of the clause fixes it."""
    if agreed is None:
        return False
    rates = (agreed.rate, *((agreed.then.rate,) if agreed.then else ()))
    return any(isinstance(rate, Floating) and not rate.anchor for rate in rates)


def charges(account: Account) -> list[Line]:
    """Return the lines of what papers tell as running on the debt: penalty, statutory loss, interest of a loan."""
    return [line for o in account.obligations for line in o.lines if line.kind in CHARGES and line.days]


def _of_loan(case: Case, claims: Claims, contract: Contract) -> dict[str, object]:
    """Return what of a loan its articles and sentences hang on."""
    loans = {debt.id: debt.principal for debt in claims.account.ledger.debts if debt.loan}
    rates = contract.term_interest or contract.late_interest
    lent = [debt.late for debt in claims.account.ledger.debts if isinstance(debt.late, LoanTerms)]
    return {
        "term_interest": loans and contract.term_interest,
        "late_rate": loans and contract.late_interest,
        "late_interest": any(h.kind is HeadKind.LATE_INTEREST and h.of_loan is not None for h in claims.heads),
        "loan_penalty": loans and claims.account.penalty,
        "lent_less": any(o.id in loans and loans[o.id] < o.amount and not o.rolled for o in case.obligations),
        "rolled_over": claims.account.ledger.rolled,
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
        "deposit": contract.deposit and set_off <= contract.deposit.amount,
    }


def _is_lease(case: Case, contract: Contract) -> bool:
    """Tell whether the case file says anything of ``contract`` that only a lease has."""
    named = {*(thing.contract for thing in case.leased_things), *(rent.contract for rent in case.rents)}
    return contract.id in named


def to_return(case: Case, contract: Contract, as_of: date) -> list[LeasedThing]:
    """Return the leased things whose return is asked for: the lease is over, and they are still out.

    Who asks for the whole rent of a finance lease has chosen against taking the thing back
    (民法典 752, 融资租赁解释 10).
    """
    if contract.acceleration and not contract.termination and is_finance_lease(contract):
        return []
    over = [day for day in (contract.termination and contract.termination.day, contract.ends_on) if day]
    if not over or min(over) > as_of:
        return []
    return [
        t
        for t in case.leased_things
        if t.contract == contract.id and t.asked and (t.returned_on is None or t.returned_on > as_of)
    ]


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
    return all(o.id in done or o.contract in whole for o in case.obligations)


def _of_dispute(contract: Contract, *, alone: bool, fixed: bool) -> dict[str, object]:
    if fixed and not alone:  # neither a clause nor the general rule decides: the place of the works does
        return {}
    # Guarantors sued alone: the guarantee decides which court, not the main contract (担保制度解释 21(3)).
    agreed = None if alone else contract.jurisdiction
    named = bool(agreed and agreed.clause)
    return {"clause": named, "no_clause": not named}


def of_party(party: Party) -> frozenset[str]:
    """Return what the party is in law, and by which paper a person is identified."""
    return of_kind("party", party.kind) | of_kind("certificate", party.certificate)


def of_tie(party: Party) -> frozenset[str]:
    """Return on what ground a party owes beside another one, and whether it is its spouse."""
    tie = party.tie
    ground = of_kind("tie", tie.ground if tie else None)
    return ground | those(
        {"spouse": party.role is k.Role.SPOUSE, "told": tie and tie.text, "says_joint": tie and _JOINT in tie.text}
    )


def of_agent(agent: Agent) -> frozenset[str]:
    """Return on what ground an agent acts, and whether a firm is named."""
    return of_kind("agent", agent.kind) | those({"with_firm": agent.firm})


def of_term(term: PaymentTerm) -> frozenset[str]:
    """Return how a payment term is agreed."""
    unit = of_kind("unit", term.unit) if term.count else frozenset()
    return of_kind("after", term.after) | unit | those({"own_words": term.text, "fixed_day": term.day})


def of_due(due: DueDate) -> frozenset[str]:
    """Return what made a debt due for which no day was agreed; nothing for an agreed one."""
    return those(
        {
            "waits": due.open,
            "by_demand": due.basis == "demand",
            "by_suit": due.basis == "suit",
            "by_receipt": due.basis in ("receipt", "delivery", "completion"),
            "with_grace": due.start is not None and due.unrolled > due.start,
        }
    )


def of_clause(text: str, name: str = "") -> frozenset[str]:
    """Return whether the case file holds a clause's own words and its number."""
    return those({"own_words": text, "numbered": name})


def of_rate(agreed: LatePenalty) -> frozenset[str]:
    """Return whether the rate of a penalty clause is made of a published one."""
    return those({"published": isinstance(agreed.rate, Floating)})


def of_order(targets: Iterable[k.Target]) -> frozenset[str]:
    """Return the rungs of an order of appropriation."""
    return NONE.union(*(of_kind("target", t) for t in targets))


def of_head(head: Head) -> frozenset[str]:
    """Return what a sum is asked for as, and whether it runs on."""
    principal = PART_OF[head.kind] is Part.PRINCIPAL and head.kind not in _BESIDE_PRINCIPAL and not head.beside
    return of_kind("head", head.kind) | those({"principal_head": principal, "runs": head.per_day})


def of_surety(claim: SuretyClaim) -> frozenset[str]:
    """Return how a guarantor is liable; what other guarantors are does not count."""
    return those({"surety.joint": claim.joint, "surety.general": not claim.joint, "capped": claim.capped})


def of_scope(security: Security) -> frozenset[str]:
    """Return what a guarantee covers; nothing agreed means the whole (民法典 691)."""
    return NONE.union(*(of_kind("scope", s) for s in security.scope)) | those({"whole": not security.scope})


def of_guarantee_period(security: Security) -> frozenset[str]:
    """Return how a guarantee period is agreed."""
    period = security.period
    if period is None:
        return NONE
    fixed = not period.count and period.until
    return those({"own_words": period.text, "each": period.count and period.each, "fixed_day": fixed})


def of_acknowledgement(a: Acknowledgement) -> frozenset[str]:
    """Return how the debtor agreed, and how it is signed."""
    return (
        of_kind("acknowledgement", a.kind)
        | of_kind("channel", a.channel)
        | those(
            {
                "told": a.content,
                "sealed": a.seal,
                "signed": a.signed_by,
                "with_authority": a.signer_authority,
                "not_accepted": a.accepted is False and a.refusal_told,
            }
        )
    )


def of_communication(c: Communication) -> frozenset[str]:
    """Return how something was sent, where to, and who signed for it."""
    return (
        of_kind("channel", c.kind)
        | of_kind("address", c.address_basis)
        | those(
            {
                "told": c.content,
                "arrived": c.delivered_on,
                "signed": c.delivered_on and c.signed_by,
                "in_person": c.delivered_on and c.signed_by == _HIMSELF,
                "by_seal": c.delivered_on and c.signed_by.endswith(_SEAL),
            }
        )
    )


def of_conventions(chosen: Conventions) -> frozenset[str]:
    """Return how days are counted."""
    return those(
        {"day_reduced": chosen.payment_day is PaymentDay.REDUCED, "cutoff_counted": chosen.cutoff is Cutoff.COUNTED}
    )


def of_table(table: Table) -> frozenset[str]:
    """Return what a schedule shows."""
    kinds = {row.kind for row in table.rows}
    return those(
        {
            "cutoff_counted": table.counted,
            "party.natural": table.person,
            "payments": table.payments,
            "set_off": table.set_off,
            "floating": table.moves,
            "head.penalty": Part.PENALTY in kinds or not kinds,
            "head.late_interest": Part.INTEREST in kinds,
        }
    )


def of_subtotal(table: Table, subtotal: Subtotal) -> frozenset[str]:
    """Return which charge a subtotal is of, where the schedule shows both; nothing where there is only one."""
    return of_kind("part", subtotal.kind) if table.kind in ("mixed", "lent") else NONE
