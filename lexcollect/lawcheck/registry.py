"""What examples may ask: every rule and every topic of money, with the facts each takes.

Owns the two tables and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lexcollect.law.index import rules
from lexcollect.lawcheck.facts import Adapter, Topic, kinds
from lexcollect.lawcheck.keys import with_service


@cache
def adapters() -> Mapping[str, Adapter]:
    """Return what the program can check of dates, by rule id."""
    from lexcollect.lawcheck import limitation, terms

    return {**limitation.ADAPTERS, **terms.ADAPTERS}


@cache
def topics() -> Mapping[str, Topic]:
    """Return what the program can check of money, by topic."""
    from lexcollect.lawcheck import debts, money

    return {**money.TOPICS, **debts.TOPICS}


def facts_of(rule: str) -> Mapping[str, str]:
    """Return the facts ``rule`` takes, by kind: those of the table, else the days that start it."""
    own = FACTS.get(rule)
    return with_service(dict.fromkeys(rules()[rule].triggers, "date") if own is None else kinds(own))


_CLAIM = (
    "due_date:date due_period:due_period contract_type:text delivered_on:date known_on:date rescinded_on:date"
    " start_before_event:date injury_date:date legacy_class:text debtor:text debtor_kind:text creditor_kind:text"
    # The parties cannot agree on another length (民法典 197).
    " agreed_limitation:told events:events"
)
_GUARANTEE = (
    "main_due:date grace_end:date due_period:due_period agreed:agreed mode:joint|general contract_date:date"
    " extended_to:date surety_consent:flag surety:text events:events"
)
_MAX_AMOUNT = (
    "last_due:date determination_date:date agreed:agreed mode:joint|general contract_date:date extended_to:date"
    " surety_consent:flag surety:text events:events"
)
_BILL = "maturity:date issued_on:date refused_on:date paid_on:date sued_on:date target:text events:events"
_APPEAL = "served_on:service/parties procedure:ordinary|simplified|small_claims posted_on:date received_by_court:told"
_ENFORCED = "performance_last_day:date effective_on:date performance:term instalments:days events:events"

#: The facts of each rule, by kind.
FACTS: dict[str, str] = {
    "period.civil": "start:date n:text unit:text",
    "period.procedural": "start:date n:text unit:text",
    **dict.fromkeys(
        (
            f"limitation.{name}"
            for name in (
                "general",
                "joint",
                "suspension",
                "transition_2017",
                "cap20",
                "international_sale",
                "technology_trade",
                "insurance_nonlife",
                "insurance_life",
                "rescission_restitution",
                "unjust_enrichment",
                "negotiorum_gestio",
            )
        ),
        _CLAIM,
    ),
    "limitation.partial": f"{_CLAIM} claim:told",
    "limitation.no_due_date": "due_date:none debtor:text debtor_kind:text creditor_kind:text events:events",
    # Whether it is one debt is what the two rules differ in.
    "limitation.instalments": "instalments:days accelerated_on:date same_debt:told events:events",
    "limitation.periodic": "instalments:days same_debt:told events:events",
    "limitation.finance_lease_rent": "lease_end:date terminated_on:date instalments:told events:events",
    "limitation.not_applicable": "claim_kind:text",
    "limitation.maritime": "",
    "limitation.labour": "",
    "guarantee.period": _GUARANTEE,
    "guarantee.max_amount": _MAX_AMOUNT,
    "guarantee.limitation_joint": _GUARANTEE,
    "guarantee.limitation_general": (
        "termination_of_this_execution_served:date execution_application_received:date exception_known_on:date"
        " events:events"
    ),
    "proc.answer": "served_on:service",
    "proc.jurisdiction_objection": "served_on:service",
    "proc.answer.foreign": "served_on:service",
    "proc.appeal.answer": "served_on:service",
    "proc.appeal.judgment": _APPEAL,
    "proc.appeal.ruling": _APPEAL,
    "proc.appeal.foreign": _APPEAL,
    "proc.retrial": (
        "effective_on:date known_on:date ground:new_evidence|forged_evidence|basis_revoked|judge_corrupt|other"
    ),
    "proc.special_ruling.objection": "received_on:date known_on:date",
    "judgment.effective": "served_on:service/parties",
    "service.announcement": "notice_published_on:date",
    "service.announcement.foreign": "notice_published_on:date",
    "service.post.foreign": "posted_on:date",
    "preserve.presuit.sue": "measure_taken_on:date forum:court|arbitration",
    "preserve.renewal.apply": "expiry:date",
    **{
        f"preserve.seizure.{asset}": "frozen_on:date seized_on:date notified_end:date"
        for asset in ("bank", "movable", "immovable", "other_right")
    },
    "enforce.apply": f"{_ENFORCED} termination_of_this_execution:flag",
    "enforce.apply.notarial": "instalments:days events:events",
    "enforce.blacklist_lock": "deleted_on:date",
    "enforce.termination_objection": "received_on:date known_on:date",
    "enforce.delay_interest": "performance_last_day:date paid_on:date amount:number",
    "arb.foreign_recognition": "performance_last_day:date effective_on:date performance:term events:events",
    "bankr.claim": "court_deadline:date notice_published_on:date",
    "bankr.executory_2m": "accepted_on:date",
    "bankr.executory_30d": "request_received_on:date",
    "bankr.preference_6m": "accepted_on:date payments:days",
    "bankr.avoid_1y": "accepted_on:date acts:days",
    **{f"bill.{right}": _BILL for right in ("acceptor_2y", "recourse_6m", "further_recourse_3m", "cheque_6m")},
    "bill.civil_remainder": "known_on:date events:events",
    "right.contract_voidable": (
        "ground:fraud|mistake|unfairness|duress known_on:date duress_ended_on:date act_on:date"
    ),
    "right.creditor_revocation": "known_on:date act_on:date",
    "right.contract_termination": "known_on:date agreed:term contract_date:date",
    "right.quality_notice": "received_on:date agreed_inspection:date/term warranty:date/term",
    "right.construction_priority": "payable_on:date changed_payable_on:date",
    "right.equity_buyback": "known_on:date agreed:term",
    "security.mortgage": "main_claim:claim judgment:judgment due_date:date events:events",
    **dict.fromkeys(
        (
            "company.merger_claim",
            "company.capital_reduction_claim",
            "company.liquidation_claim",
            "partnership.claim",
            "sole_prop.claim",
        ),
        "notified_on:date announced_on:date",
    ),
    "sme.payment_due": (
        "amount_confirmed_on:date accepted_on:date inspection_deadline:date delivered_on:date agreed:term"
        " buyer:large_enterprise|public_institution"
    ),
    # An agreed rate is another question: sme.floor_rate among the topics of money.
    "sme.interest": "amount:number days:number agreed_rate:none",
}
