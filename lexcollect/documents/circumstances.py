"""Circumstances of the facts of a matter: found out once, so that sentences are chosen by name.

Owns which of the names in ``causes.circumstances`` hold of single facts; those of the matter as a whole stand in
``matter_circumstances``. Reads facts and figures, writes nothing; where a sentence depends on something, the question
is asked in one of the two and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import Account
from lexcollect.claims.due_days import DueDate
from lexcollect.claims.heads import PART_OF, Head, HeadKind
from lexcollect.claims.persons import SuretyClaim
from lexcollect.claims.schedule_table import Subtotal, Table
from lexcollect.claims.standards import is_finance_lease
from lexcollect.cn.floating import Floating
from lexcollect.cn.names import is_agreement, is_clause
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import Cutoff, PaymentDay
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


def disputed(fact: Proved) -> bool:
    """Tell whether the other side disputes the fact: papers then say that the creditor asserts it."""
    return fact.standing is k.FactStanding.DISPUTED


def those(holds: Mapping[str, object]) -> frozenset[str]:
    """Return the names whose condition is true."""
    return frozenset(name for name, there in holds.items() if there)


def moves(agreed: LatePenalty | None) -> bool:
    """Tell whether the rate of a penalty clause moves with the published one: no day of the clause fixes it."""
    if agreed is None:
        return False
    rates = (agreed.rate, *((agreed.then.rate,) if agreed.then else ()))
    return any(isinstance(rate, Floating) and not rate.anchor for rate in rates)


def charges(account: Account) -> list[Line]:
    """Return the lines of what papers tell as running on the debt: penalty, statutory loss, interest of a loan."""
    return [line for o in account.obligations for line in o.lines if line.kind in CHARGES and line.days]


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
            "waits": due.open and not due.unknown,
            "day_unknown": due.unknown,
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
    kind = {"surety.joint": claim.joint, "surety.general": not claim.joint, "surety.void": claim.void}
    return those({**kind, "capped": claim.capped})


def of_scope(security: Security) -> frozenset[str]:
    """Return what a guarantee covers; nothing agreed means the whole (民法典 691), and so does what nobody entered."""
    agreed = security.agreed_scope
    told = security.scope_text
    unsaid = {"whole": not agreed and not told, "scope_unsaid": not security.scope and not told}
    return NONE.union(*(of_kind("scope", s) for s in security.scope)) | those(unsaid)


def of_guarantee_paper(security: Security, *, within: bool = False) -> frozenset[str]:
    """Return on what kind of paper a guarantee stands: a clause of a contract, a contract of its own, else a bond.

    ``within``: its exhibits are those of the contract, so it stands there.
    """
    clause = within or is_clause(security.name)
    return those({"in_clause": clause, "in_agreement": not clause and is_agreement(security.name)})


def of_guarantee_period(security: Security) -> frozenset[str]:
    """Return how a guarantee period is agreed."""
    period = security.period
    if period is None:
        return NONE
    fixed = not period.count and period.until
    return those({"own_words": period.text, "each": period.count and period.each, "fixed_day": fixed})


def of_acknowledgement(a: Acknowledgement, weak: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return how the debtor agreed, how it is signed, and whether it is among those that are proved weakly."""
    return (
        of_kind("acknowledgement", a.kind)
        | of_kind("channel", a.channel)
        | those(
            {
                "told": a.content,
                "weak": a.id in weak,
                "sum_named": a.amount,
                "on_paper": a.channel is None or a.channel in k.LETTERS,
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
            "lost_and_lent": table.kind == "several",
            "bears_interest": table.kind == "built",
        }
    )


def of_subtotal(table: Table, subtotal: Subtotal) -> frozenset[str]:
    """Return which charge a subtotal is of, where the schedule shows several; nothing where there is only one."""
    if table.kind not in ("mixed", "lent", "built", "several"):
        return NONE
    lent = table.kind in ("built", "several") and subtotal.called == "loan"
    return of_kind("part", subtotal.kind) | those({"bears_interest": lent})
