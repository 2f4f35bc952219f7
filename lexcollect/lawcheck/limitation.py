"""What each deadline rule makes of the facts of a worked example.

Owns the translation of example facts into the plain arguments of the rules and of their answers back into plain
keys. No law is here: an adapter that decides something is a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.period import count
from lexcollect.law.rules import limitation_starts as starts
from lexcollect.law.rules.events import Scope
from lexcollect.law.rules.guarantee import (
    MAX_AMOUNT,
    Agreed,
    Guarantee,
    GuaranteeResult,
    general_guarantee_limitation,
    guarantee_limitation,
    guarantee_period,
    max_amount_base,
)
from lexcollect.law.rules.limitation import Start, limitation
from lexcollect.lawcheck.facts import Adapter, Facts, Plain, bad_fact
from lexcollect.lawcheck.translate import (
    creditor_kind,
    dates,
    events_of,
    limitation_plain,
    needed_term,
    readings,
    term_of,
)


def _period(facts: Facts) -> Plain:
    return dates(count(facts.need("start"), *needed_term(facts), "next", shipped_calendar()))


def _scope(facts: Facts) -> Scope:
    debtor, events = facts.text("debtor"), facts.rows("events")
    joint = frozenset((debtor, *(e.text("on") for e in events))) if facts.rule == "limitation.joint" else frozenset()
    return Scope(debtor, joint, debtor_kind=facts.text("debtor_kind"), creditor_kind=creditor_kind(facts))


def start_of(facts: Facts) -> Start:
    """Return from which day a debt with these facts runs."""
    period = facts.inner("due_period")
    due, contract = facts.day("due_date"), facts.text("contract_type")
    if period is not None:
        return starts.from_due_period(starts.due_within(period.need("from"), *needed_term(period)))
    if due is None and contract:
        return starts.from_default_due_date(contract, facts.need("delivered_on"))
    if due is not None:
        return starts.from_due_date(due)
    return starts.from_knowledge(facts.need("known_on", "rescinded_on", "start_before_event"), facts.rule)


_LENGTHS = {
    f"limitation.{name}": f"limitation.{name}"
    for name in ("international_sale", "technology_trade", "insurance_nonlife", "insurance_life")
}


def _limitation(facts: Facts) -> Plain:
    length = _LENGTHS.get(facts.rule, "limitation.general")
    if facts.text("legacy_class"):
        length = "limitation.legacy_one_year"
    return limitation_plain(
        limitation(
            start_of(facts),
            events_of(facts),
            rule=facts.rule,
            length=length,
            scope=_scope(facts),
            injury=facts.day("injury_date"),
            as_of=facts.as_of,
        )
    )


def _no_due_date(facts: Facts) -> Plain:
    answer = starts.limitation_without_due_date(events_of(facts), scope=_scope(facts), as_of=facts.as_of)
    return limitation_plain(answer)


def _instalments(facts: Facts) -> Plain:
    start = starts.instalments(facts.days("instalments"), facts.day("accelerated_on"))
    return limitation_plain(limitation(start, events_of(facts), rule=facts.rule, as_of=facts.as_of))


def _recurring(facts: Facts) -> Plain:
    due_dates = facts.days("instalments")
    answers = [
        (day, limitation(starts.recurring(day, max(due_dates)), events_of(facts), rule=facts.rule, as_of=facts.as_of))
        for day in due_dates
    ]
    alt = [reading for _, answer in answers for reading in readings(answer)]
    return {"per_instalment": [{"due": day, **limitation_plain(answer)} for day, answer in answers], "alt": alt}


def _finance_lease(facts: Facts) -> Plain:
    start = starts.finance_lease(facts.need("lease_end"), facts.day("terminated_on"))
    return limitation_plain(limitation(start, events_of(facts), rule=facts.rule, as_of=facts.as_of))


def _not_applicable(facts: Facts) -> Plain:
    claim = facts.text("claim_kind")
    if claim not in starts.NOT_APPLICABLE:
        raise bad_fact("claim_kind", claim)
    return {"status": starts.limitation_not_applicable(claim).value.status}


def _by_hand(kind: Literal["maritime", "labour"]) -> Adapter:
    return lambda facts: {"status": starts.limitation_by_hand(kind).value.status}


def _agreed(facts: Facts) -> Agreed | None:
    agreed = facts.inner("agreed")
    if agreed is None:
        return None
    term = term_of(agreed)
    if term:
        return Agreed(n=term[0], unit=term[1])
    return Agreed(until=agreed.day("until"), unclear=agreed.text("wording") == "until_repaid")


def _guarantee(facts: Facts) -> Guarantee:
    period, rolled = facts.inner("due_period"), None
    if facts.rule == MAX_AMOUNT:
        base = max_amount_base(facts.need("last_due"), facts.need("determination_date"))
    elif period is not None:
        due = starts.due_within(period.need("from"), *needed_term(period))
        base, rolled = due.unrolled, due.rolled
    else:
        base = facts.need("main_due", "grace_end")
    mode = facts.text("mode")
    return Guarantee(
        base,
        _agreed(facts),
        "joint" if mode == "joint" else "general" if mode == "general" else None,
        facts.day("contract_date"),
        facts.day("extended_to"),
        facts.flag("surety_consent"),
        rolled,
        facts.text("surety"),
    )


def _guarantee_period(facts: Facts) -> Plain:
    guarantee = _guarantee(facts)
    answer = guarantee_period(guarantee, events_of(facts), rule=facts.rule, as_of=facts.as_of)
    return {
        **_guarantee_plain(answer.value),
        "alt": readings(answer),
        "main_due_unrolled": guarantee.main_due,
        "main_due": guarantee.main_due_rolled,
    }


def _guarantee_plain(result: GuaranteeResult) -> Plain:
    return {
        **dates(result.period),
        "preserved": result.preserved,
        "status": result.status,
        "treated_as": result.treated_as,
        "mode_applied": result.mode,
    }


def _limitation_joint(facts: Facts) -> Plain:
    guarantee, events = _guarantee(facts), events_of(facts)
    period = guarantee_period(guarantee, events, as_of=facts.as_of).value
    answer = guarantee_limitation(guarantee, events, as_of=facts.as_of)
    return {
        "period_last_day": period.period.last_day,
        "preserved": period.preserved,
        "limitation": limitation_plain(answer),
    }


def _limitation_general(facts: Facts) -> Plain:
    return limitation_plain(
        general_guarantee_limitation(
            ruling_served_on=facts.day("termination_of_this_execution_served"),
            application_received_on=facts.day("execution_application_received"),
            exception_known_on=facts.day("exception_known_on"),
            events=events_of(facts),
            as_of=facts.as_of,
        )
    )


ADAPTERS: Mapping[str, Adapter] = {
    "period.civil": _period,
    "period.procedural": _period,
    **{
        f"limitation.{name}": _limitation
        for name in (
            "general",
            "joint",
            "partial",
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
    },
    "limitation.no_due_date": _no_due_date,
    "limitation.instalments": _instalments,
    "limitation.periodic": _recurring,
    "limitation.finance_lease_rent": _finance_lease,
    "limitation.not_applicable": _not_applicable,
    "limitation.maritime": _by_hand("maritime"),
    "limitation.labour": _by_hand("labour"),
    "guarantee.period": _guarantee_period,
    "guarantee.max_amount": _guarantee_period,
    "guarantee.limitation_joint": _limitation_joint,
    "guarantee.limitation_general": _limitation_general,
}
