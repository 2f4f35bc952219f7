"""What the rules outside limitation and guarantees make of the facts of a worked example.

Owns the same translation as ``lawcheck.limitation`` for every other rule of dates: by :func:`stated` for all rules
that their records state alone, and by an adapter each where a function answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.index import rule as rule_of
from lexcollect.law.period import count, shift
from lexcollect.law.rules import (
    arbitration,
    bills,
    execution,
    insolvency,
    preservation,
    procedure,
    rights,
)
from lexcollect.law.rules.limitation import Start
from lexcollect.law.rules.limitation_starts import from_due_date
from lexcollect.law.rules.terms import Deadline, answer
from lexcollect.law.trace import Answer
from lexcollect.lawcheck.facts import Adapter, Facts, MissingFact, Plain, bad_fact
from lexcollect.lawcheck.keys import SERVICE
from lexcollect.lawcheck.translate import agreed_term, dates, events_of, limitation_plain, readings, term_of
from lexcollect.wording import text


def plain(given: Answer[Deadline]) -> Plain:
    """Return a deadline under the keys of the examples."""
    found = given.value
    out: Plain = {"status": found.status, "alt": readings(given), "cap": found.cap}
    return {**out, **(dates(found.period) if found.period else {})}


def stated(facts: Facts) -> Plain:
    """Return what a rule stated by its record alone answers to ``facts``."""
    rule = rule_of(facts.rule)
    given = {name: _day_of(facts, name, kind) for name, kind in rule.facts.items()}
    others = rule_of(rule.otherwise).triggers if rule.otherwise else ()
    if not any(given.get(name) for name in (*rule.triggers, *others)):
        facts.need(*rule.triggers, *others)
    if rule.outer:
        facts.need(rule.outer[1])
    return {**plain(answer(rule.id, None, None, **given)), "roll": rule.roll}


def by_function(facts: Facts) -> Plain:
    """Return what the function of a rule answers that takes the day it runs from and nothing else."""
    rule = rule_of(facts.rule)
    return plain(rule.implementation()(facts.need(*rule.triggers)))


def _day_of(facts: Facts, name: str, kind: str) -> date | None:
    if kind != "service":
        return facts.day(name)
    return _served(facts) if any(facts.get(way) is not None for way in SERVICE) else None


def _served(facts: Facts) -> date:
    """Return the day of service: as stated, electronic or paper whichever is first, or by announcement."""
    if facts.get("notice_published_on") is not None:
        way = "service.announcement.foreign" if facts.rule.endswith(".foreign") else "service.announcement"
        served = answer(way, facts.need("notice_published_on")).value.period
        return served.nominal if served else facts.need("served_on")
    days = [facts.day(key) for key in ("served_on", "served_electronically_on", "paper_copy_on")]
    known = [day for day in days if day]
    if not known:
        raise MissingFact(text("law.example_missing", name="served_on"))
    return procedure.first_service(known)


def _deemed(facts: Facts) -> Plain:
    """Return the answer of a way of service that counts as done when a time has run."""
    out = stated(facts)
    return {**out, "deemed_served_on": out["nominal"]}


def _appeal(facts: Facts) -> Plain:
    parties = facts.inner("served_on")
    if parties is not None:
        served = {name: parties.need(name) for name in parties.data}
        per_party = {name: plain(procedure.appeal_judgment(day)) for name, day in served.items()}
        return {"per_party": per_party, "effective_on": procedure.judgment_effective(served).value}
    served_on = _served(facts)
    if facts.text("procedure") == "small_claims":
        return plain(procedure.appeal_judgment(served_on, small_claims=True))
    judgment = facts.rule == "proc.appeal.judgment"
    found = procedure.appeal_judgment(served_on) if judgment else answer(facts.rule, served_on)
    posted = facts.day("posted_on")
    out = {**plain(found), "deemed_served_on": served_on}
    return {**out, "timely": procedure.posted_in_time(found, posted)} if posted else out


def _retrial(facts: Facts) -> Plain:
    effective = facts.need("effective_on", "known_on")
    return plain(procedure.retrial(effective, ground=facts.text("ground"), known_on=facts.day("known_on")))


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
    out = stated(facts)
    return {**out, "reapply_from": out["last_day"] + timedelta(days=1)}


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


#: The rules that a function answers, or whose answer has further keys; all others: :func:`stated`.
ADAPTERS: Mapping[str, Adapter] = {
    **dict.fromkeys(("proc.appeal.judgment", "proc.appeal.ruling", "proc.appeal.foreign"), _appeal),
    **{f"preserve.seizure.{asset}": _seizure for asset in _ASSETS},
    **{f"bill.{right}": _bill(right) for right in _BILL_TRIGGERS},
    **dict.fromkeys(("service.announcement", "service.announcement.foreign", "service.post.foreign"), _deemed),
    "proc.retrial": _retrial,
    "preserve.renewal.apply": _renewal,
    "judgment.effective": _effective,
    "preserve.presuit.sue": _sue,
    "enforce.apply": _enforcement,
    "enforce.apply.notarial": _notarial,
    "enforce.blacklist_lock": _lock,
    "enforce.delay_interest": _delay_interest,
    "arb.foreign_recognition": _recognition,
    "bankr.claim": _claim,
    "bankr.preference_6m": _look_back,
    "bankr.avoid_1y": _look_back,
    "bill.civil_remainder": _remainder,
    "right.contract_voidable": _voidable,
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
