"""What the rules outside limitation and guarantees make of the facts of a worked example.

Owns the same translation as ``lawcheck.limitation`` for procedure, preservation, enforcement, arbitration,
insolvency, bills, rights, companies and the two money rules that the deadline examples use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.period import count, shift
from lexcollect.law.rules import (
    arbitration,
    bills,
    companies,
    execution,
    insolvency,
    preservation,
    procedure,
    rights,
)
from lexcollect.law.rules.limitation import Start
from lexcollect.law.rules.limitation_starts import from_due_date
from lexcollect.law.rules.terms import Deadline
from lexcollect.law.trace import Answer
from lexcollect.lawcheck.facts import Adapter, Facts, MissingFact, Plain, bad_fact
from lexcollect.lawcheck.translate import agreed_term, dates, events_of, limitation_plain, readings, term_of
from lexcollect.wording import text

Simple = Callable[[date], Answer[Deadline]]


def plain(answer: Answer[Deadline]) -> Plain:
    """Return a deadline under the keys of the examples."""
    found = answer.value
    out: Plain = {"status": found.status, "alt": readings(answer), "cap": found.cap}
    return {**out, **(dates(found.period) if found.period else {})}


def _simple(function: Simple, *keys: str) -> Adapter:
    """Return the adapter of a rule with one trigger."""
    return lambda facts: plain(function(facts.need(*keys)))


def _served(facts: Facts) -> date:
    """Return the day of service: as stated, electronic or paper whichever is first, or by announcement."""
    if facts.get("notice_published_on") is not None:
        abroad = facts.rule.endswith(".foreign")
        served = procedure.announcement(facts.need("notice_published_on"), abroad=abroad).value.period
        return served.nominal if served else facts.need("served_on")
    days = [facts.day(key) for key in ("served_on", "served_electronically_on", "paper_copy_on")]
    known = [day for day in days if day]
    if not known:
        raise MissingFact(text("law.example_missing", name="served_on"))
    return procedure.first_service(known)


def _by_service(function: Simple) -> Adapter:
    """Return the adapter of a rule that runs from service, however made."""
    return lambda facts: plain(function(_served(facts)))


def _appeal(facts: Facts) -> Plain:
    parties = facts.inner("served_on")
    if parties is not None:
        served = {name: parties.need(name) for name in parties.data}
        per_party = {name: plain(procedure.appeal_judgment(day)) for name, day in served.items()}
        return {"per_party": per_party, "effective_on": procedure.judgment_effective(served).value}
    functions = {
        "proc.appeal.judgment": procedure.appeal_judgment,
        "proc.appeal.ruling": procedure.appeal_ruling,
        "proc.appeal.foreign": procedure.appeal_foreign,
    }
    served_on = _served(facts)
    if facts.text("procedure") == "small_claims":
        return plain(procedure.appeal_judgment(served_on, small_claims=True))
    found, posted = functions[facts.rule](served_on), facts.day("posted_on")
    out = {**plain(found), "deemed_served_on": served_on}
    return {**out, "timely": procedure.posted_in_time(found, posted)} if posted else out


def _retrial(facts: Facts) -> Plain:
    effective = facts.need("effective_on", "known_on")
    return plain(procedure.retrial(effective, ground=facts.text("ground"), known_on=facts.day("known_on")))


def _special_ruling(facts: Facts) -> Plain:
    received = facts.day("received_on")
    if received:
        return plain(procedure.special_ruling_objection(received))
    return plain(procedure.special_ruling_objection(facts.need("known_on"), outsider=True))


def _sue(facts: Facts) -> Plain:
    arbitration_next = facts.text("forum") == "arbitration"
    return plain(preservation.sue_after_measure(facts.need("measure_taken_on"), arbitration=arbitration_next))


_ASSETS: dict[str, preservation.Asset] = {
    "bank": "bank",
    "movable": "movable",
    "immovable": "immovable",
    "other_right": "other_right",
}


def _renewal(facts: Facts) -> Plain:
    out = plain(preservation.renewal(facts.need("expiry")))
    return {**out, "renew_by": out["nominal"]}


def _effective(facts: Facts) -> Plain:
    parties = facts.inner("served_on")
    served = {name: parties.need(name) for name in parties.data} if parties else {"": _served(facts)}
    return {"effective_on": procedure.judgment_effective(served).value}


def _seizure(facts: Facts) -> Plain:
    asset = _ASSETS[facts.rule.rpartition(".")[2]]
    start = facts.need("frozen_on", "seized_on")
    found = preservation.seizure(asset, start, notified_end=facts.day("notified_end")).value
    calendar = shipped_calendar()
    provisional = found.renewal.provisional or calendar.provisional(found.expiry)
    out: Plain = {
        "statutory_max": found.statutory_max,
        "expiry": found.expiry,
        "renew_by": found.renewal.nominal,
        "act_by": found.renewal.act_by,
    }
    return {**out, "provisional": True} if provisional else out


def _enforcement_start(facts: Facts) -> Start:
    performance = facts.inner("performance")
    term = term_of(performance)
    if facts.get("performance_last_day") is not None:
        return execution.from_performance(facts.need("performance_last_day"))
    if term:
        return execution.from_performance_period(facts.need("effective_on"), *term)
    return execution.from_effect(facts.need("effective_on"))


def _enforcement(facts: Facts) -> Plain:
    if facts.flag("termination_of_this_execution"):
        return plain(execution.after_termination())
    if facts.get("instalments") is not None:
        return _enforced_instalments(facts)
    start = _enforcement_start(facts)
    answer = execution.enforcement(start, events_of(facts), rule=facts.rule, as_of=facts.as_of)
    return {**limitation_plain(answer), "performance_last_day": start.on}


def _enforced_instalments(facts: Facts) -> Plain:
    starts = execution.instalment_starts(facts.days("instalments"))
    answers = [(due, execution.enforcement(start, events_of(facts), as_of=facts.as_of)) for due, start in starts]
    alt = [reading for _, answer in answers for reading in readings(answer)]
    per = [{"due": due, **limitation_plain(answer)} for due, answer in answers]
    return {**limitation_plain(max(answers, key=lambda pair: pair[0])[1]), "per_instalment": per, "alt": alt}


def _notarial(facts: Facts) -> Plain:
    per = []
    for due in facts.days("instalments"):
        start = execution.notarial_enforcement(due)
        answer = execution.enforcement(start, events_of(facts), rule=facts.rule, as_of=facts.as_of)
        per.append({"due": due, **limitation_plain(answer)})
    return {"per_instalment": per}


def _lock(facts: Facts) -> Plain:
    found = execution.blacklist_lock(facts.need("deleted_on"))
    period = found.value.period
    again = period.last_day + timedelta(days=1) if period else None
    return {**plain(found), "reapply_from": again, "roll": "none"}


def _recognition(facts: Facts) -> Plain:
    answer = arbitration.foreign_recognition(_enforcement_start(facts), events_of(facts), as_of=facts.as_of)
    return limitation_plain(answer)


def _claim(facts: Facts) -> Plain:
    published = facts.day("notice_published_on")
    found = insolvency.claim(facts.need("court_deadline"), published_on=published).value
    return {**dates(found.period), "min_allowed": found.earliest, "max_allowed": found.latest}


def _look_back(facts: Facts) -> Plain:
    kind = "preference" if facts.rule == "bankr.preference_6m" else "avoidance"
    key = "payments" if kind == "preference" else "acts"
    window = insolvency.look_back(facts.need("accepted_on"), "preference" if kind == "preference" else "avoidance")
    days = facts.days(key) if facts.get(key) is not None else []
    return {"window_start": window.value.first, "inside": insolvency.inside(window.value, days)}


_BILL_TRIGGERS: dict[bills.Right, tuple[str, ...]] = {
    "acceptor_2y": ("maturity", "issued_on"),
    "recourse_6m": ("refused_on",),
    "further_recourse_3m": ("paid_on", "sued_on"),
    "cheque_6m": ("issued_on",),
}


def _bill(right: bills.Right) -> Adapter:
    return lambda facts: limitation_plain(
        bills.bill_right(
            right, facts.need(*_BILL_TRIGGERS[right]), events_of(facts), target=facts.text("target"), as_of=facts.as_of
        )
    )


def _remainder(facts: Facts) -> Plain:
    return limitation_plain(bills.civil_remainder(facts.need("known_on"), events_of(facts), as_of=facts.as_of))


_GROUNDS: dict[str, rights.Ground] = {
    "mistake": "mistake",
    "fraud": "fraud",
    "unfairness": "unfairness",
    "duress": "duress",
}


def _voidable(facts: Facts) -> Plain:
    ground = _GROUNDS.get(facts.text("ground", "fraud"))
    if ground is None:
        raise bad_fact("ground", facts.text("ground"))
    known = facts.need("duress_ended_on", "known_on")
    return plain(rights.contract_voidable(known, facts.need("act_on"), ground))


def _revocation(facts: Facts) -> Plain:
    return plain(rights.creditor_revocation(facts.need("known_on"), facts.need("act_on")))


def _termination(facts: Facts) -> Plain:
    return plain(
        rights.contract_termination(
            facts.need("known_on"), agreed=agreed_term(facts), contract_date=facts.day("contract_date")
        )
    )


def _quality(facts: Facts) -> Plain:
    received = facts.need("received_on")
    return plain(
        rights.quality_notice(
            received,
            agreed_until=_end(facts, "agreed_inspection", received),
            warranty_until=_end(facts, "warranty", received),
        )
    )


def _end(facts: Facts, key: str, start: date) -> date | None:
    """Return the end of what was agreed as a day or as ``{n, unit}`` from ``start``."""
    term = term_of(facts.inner(key))
    return shift(start, *term) if term else None if facts.inner(key) else facts.day(key)


def _works(facts: Facts) -> Plain:
    changed = facts.day("changed_payable_on")
    return plain(rights.construction_priority(facts.need("payable_on"), changed_to=changed))


def _mortgage(facts: Facts) -> Plain:
    judgment, claim = facts.inner("judgment"), facts.inner("main_claim")
    if judgment is not None:
        return limitation_plain(rights.mortgage(_enforcement_start(judgment), judgment=True, as_of=facts.as_of))
    due = (claim or facts).need("due_date")
    return limitation_plain(rights.mortgage(from_due_date(due), events_of(facts), as_of=facts.as_of))


_MATTERS: tuple[companies.Matter, ...] = (
    "company.merger_claim",
    "company.capital_reduction_claim",
    "company.liquidation_claim",
    "partnership.claim",
    "sole_prop.claim",
)


def _creditor_claim(matter: companies.Matter) -> Adapter:
    def adapter(facts: Facts) -> Plain:
        facts.need("notified_on", "announced_on")
        return plain(
            companies.creditor_claim(
                matter, notified_on=facts.day("notified_on"), announced_on=facts.day("announced_on")
            )
        )

    return adapter


def _unrolled(function: Simple, key: str) -> Adapter:
    return lambda facts: {**plain(function(facts.need(key))), "roll": "none"}


def _deemed(function: Simple, key: str) -> Adapter:
    """Return the adapter of a way of service that counts as done when a time has run."""

    def adapter(facts: Facts) -> Plain:
        out = plain(function(facts.need(key)))
        return {**out, "deemed_served_on": out["nominal"], "roll": "none"}

    return adapter


def _executory(facts: Facts) -> Plain:
    requested = facts.rule == "bankr.executory_30d"
    return plain(
        insolvency.executory(facts.need("request_received_on" if requested else "accepted_on"), requested=requested)
    )


def _sme_due(facts: Facts) -> Plain:
    from lexcollect.law.rules.sme import payment_term

    start = facts.need("amount_confirmed_on", "accepted_on", "inspection_deadline", "delivered_on")
    agreed = agreed_term(facts)
    buyer = facts.text("buyer")
    try:
        found = payment_term(
            "large" if buyer == "large_enterprise" else "public", start, agreed_days=agreed[0] if agreed else None
        ).value
    except ValueError:
        raise bad_fact("delivered_on", start) from None
    period = count(start, found.days, "day", "next", shipped_calendar())
    return {**dates(period), "capped": found.cut, "interest_from": found.overdue_from}


def _sme_interest(facts: Facts) -> Plain:
    from lexcollect.law.rules.sme import late_interest

    first = date(2026, 1, 1)  # the example gives days, not dates: any first day under the 2025 text will do
    last = first + timedelta(days=int(facts.number("days")) - 1)
    return {"interest": late_interest(facts.number("amount"), first, last).value.total}


def _delay_interest(facts: Facts) -> Plain:
    from lexcollect.law.rules.enforcement import double_interest

    end, paid = facts.need("performance_last_day"), facts.need("paid_on")
    amount = facts.number("amount")
    found = double_interest([(end, amount)], [(paid, amount)]).value
    return {"days": (paid - end).days, "interest": found.total}


_ONE_TRIGGER: dict[str, tuple[Simple, str]] = {
    "proc.restore": (procedure.restore, "obstacle_removed_on"),
    "proc.fee.first": (procedure.fee_first, "notice_received_on"),
    "proc.fee.appeal": (procedure.fee_appeal, "notice_received_on"),
    "proc.retrial.mediation": (procedure.retrial_mediation, "effective_on"),
    "proc.retrial.outsider": (procedure.retrial_outsider, "served_on"),
    "proc.retrial.missing_party": (procedure.retrial_missing_party, "known_on"),
    "proc.retrial.response": (procedure.retrial_response, "received_on"),
    "proc.third_party_revocation": (procedure.third_party_revocation, "known_on"),
    "proc.mediation_confirmation": (procedure.mediation_confirmation, "agreement_effective_on"),
    "proc.security_realisation.objection": (procedure.security_objection, "notice_received_on"),
    "payorder.objection": (procedure.payment_order_objection, "served_on"),
    "payorder.decline_suit": (procedure.decline_suit, "ruling_received_on"),
    "pubsum.apply_judgment": (procedure.summons_judgment, "notice_ended_on"),
    "pubsum.third_party_suit": (procedure.summons_suit, "known_on"),
    "bill.loss_court": (procedure.bill_loss, "stop_notice_on"),
    "preserve.postjudgment.apply": (preservation.enforce_after_measure, "performance_last_day"),
    "preserve.review": (preservation.review, "served_on"),
    "preserve.third_party_suit": (preservation.third_party_suit, "served_on"),
    "enforce.conduct_review": (execution.conduct_review, "served_on"),
    "enforce.third_party_suit": (execution.third_party_suit, "served_on"),
    "enforce.add_party.suit": (execution.add_party_suit, "served_on"),
    "enforce.add_party.review": (execution.add_party_review, "served_on"),
    "enforce.distribution.objection": (execution.distribution_objection, "received_on"),
    "enforce.distribution.counter": (execution.distribution_counter, "received_on"),
    "enforce.distribution.suit": (execution.distribution_suit, "received_on"),
    "enforce.garnishee": (execution.garnishee, "received_on"),
    "enforce.jurisdiction_objection": (execution.jurisdiction_objection, "notice_served_on"),
    "enforce.blacklist_review": (execution.blacklist_review, "served_on"),
    "enforce.exit_ban_review": (execution.exit_ban_review, "received_on"),
    "enforce.guarantee_period": (execution.guarantee_term, "stay_ended_on"),
    "enforce.escalation": (execution.escalation, "application_received_on"),
    "arb.set_aside": (arbitration.set_aside, "award_received_on"),
    "arb.fee": (arbitration.fee, "notice_received_on"),
    "arb.correction": (arbitration.correction, "award_received_on"),
    "arb.no_execution": (arbitration.no_execution, "execution_notice_served_on"),
    "arb.no_execution.third_party": (arbitration.no_execution_outsider, "known_on"),
    "arb.no_execution.review": (arbitration.no_execution_review, "served_on"),
    "bankr.claim_dispute": (insolvency.claim_dispute, "verification_ended_on"),
    "bankr.resolution_challenge": (insolvency.resolution_challenge, "resolved_on"),
    "bankr.setoff_challenge": (insolvency.setoff_challenge, "notice_received_on"),
    "bill.presentment_10d": (lambda day: bills.presentment("time", day), "maturity"),
    "bill.sight_1m": (lambda day: bills.presentment("sight", day), "issued_on"),
    "bill.cheque_presentment": (lambda day: bills.presentment("cheque", day), "issued_on"),
    "bill.notice_3d": (bills.notice, "certificate_received_on"),
    "right.ratification": (rights.ratification, "request_received_on"),
    "right.deposit_claim": (rights.deposit_claim, "deposited_on"),
    "right.preemptive_purchase": (rights.preemptive_purchase, "notice_received_on"),
    "company.liquidation_group": (companies.liquidation_group, "dissolved_on"),
    "sole_prop.5y": (companies.proprietor_liability, "dissolved_on"),
}

_UNROLLED: dict[str, tuple[Simple, str]] = {
    "right.pmsi_registration": (rights.pmsi_registration, "delivered_on"),
    "right.lien_grace": (rights.lien_grace, "retained_on"),
    "company.simple_deregistration": (companies.simple_deregistration, "announced_on"),
    "company.forced_deregistration": (companies.forced_deregistration, "announced_on"),
}

ADAPTERS: Mapping[str, Adapter] = {
    **{rule: _simple(function, key) for rule, (function, key) in _ONE_TRIGGER.items()},
    **{rule: _unrolled(function, key) for rule, (function, key) in _UNROLLED.items()},
    "proc.answer": _by_service(procedure.answer),
    "proc.jurisdiction_objection": _by_service(procedure.jurisdiction_objection),
    "proc.answer.foreign": _by_service(procedure.answer_foreign),
    "proc.appeal.answer": _by_service(procedure.appeal_answer),
    **dict.fromkeys(("proc.appeal.judgment", "proc.appeal.ruling", "proc.appeal.foreign"), _appeal),
    **{f"preserve.seizure.{asset}": _seizure for asset in _ASSETS},
    **{f"bill.{right}": _bill(right) for right in _BILL_TRIGGERS},
    **{matter: _creditor_claim(matter) for matter in _MATTERS},
    "service.announcement": _deemed(procedure.announcement, "notice_published_on"),
    "service.announcement.foreign": _deemed(
        lambda day: procedure.announcement(day, abroad=True), "notice_published_on"
    ),
    "service.post.foreign": _deemed(procedure.post_abroad, "posted_on"),
    "proc.retrial": _retrial,
    "proc.special_ruling.objection": _special_ruling,
    "preserve.renewal.apply": _renewal,
    "judgment.effective": _effective,
    "preserve.presuit.sue": _sue,
    "enforce.apply": _enforcement,
    "enforce.apply.notarial": _notarial,
    "enforce.blacklist_lock": _lock,
    "enforce.termination_objection": _simple(execution.termination_objection, "received_on", "known_on"),
    "enforce.delay_interest": _delay_interest,
    "arb.foreign_recognition": _recognition,
    "bankr.claim": _claim,
    "bankr.executory_2m": _executory,
    "bankr.executory_30d": _executory,
    "bankr.preference_6m": _look_back,
    "bankr.avoid_1y": _look_back,
    "bill.civil_remainder": _remainder,
    "right.contract_voidable": _voidable,
    "right.creditor_revocation": _revocation,
    "right.contract_termination": _termination,
    "right.quality_notice": _quality,
    "right.construction_priority": _works,
    "right.equity_buyback": lambda facts: plain(
        rights.equity_buyback(facts.need("known_on"), agreed=agreed_term(facts))
    ),
    "security.mortgage": _mortgage,
    "sme.payment_due": _sme_due,
    "sme.interest": _sme_interest,
}
