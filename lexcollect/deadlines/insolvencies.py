"""Insolvencies: until when a claim must be filed with a debtor's administrator, and what looks back.

Owns the claims period per insolvent person (the court's day governs and is checked against the range of the law) and
the notes on payments inside the look-back windows and on guarantors.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from lexcollect.casefile.models import Insolvency
from lexcollect.deadlines.deadline import Deadline, Ignored, told, unknown
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, finding
from lexcollect.law.period import Period
from lexcollect.law.rules.event_kinds import EventKind
from lexcollect.law.rules.insolvency import claim, look_back
from lexcollect.law.rules.terms import term
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, LawUnknown
from lexcollect.wording import Text, text

_CLAIM, _SHORTEST, _LONGEST = "bankr.claim", "bankr.claim_min", "bankr.claim_max"
_TITLE = text("deadlines.title.insolvency_claim")


def insolvency_deadlines(facts: Facts) -> list[Deadline]:
    """Return the claims period of each insolvent person."""
    out: list[Deadline] = []
    for case in _accepted(facts):
        out += told(lambda c=case: [_claims(facts, c)], _id(case), _CLAIM, _TITLE, case.person)  # type: ignore[misc]
    return out


def insolvency_findings(facts: Facts) -> list[Finding]:
    """Return what a creditor of an insolvent person must look at besides the claims period."""
    out: list[Finding] = []
    for case in _accepted(facts):
        name = facts.case.party(case.person).name
        try:
            if case.claims_until is None:
                out.append(finding("LX-D008", case.where, name=name))
            else:
                value = claim(case.claims_until, facts.law, published_on=case.announced_on).value
                if not value.inside:
                    out.append(
                        finding("LX-D009", case.where, day=case.claims_until, first=value.earliest, last=value.latest)
                    )
            out += _windows(facts, case, name)
        except LawUnknown:
            continue  # the deadline itself is listed as unknown
        if case.person in facts.debtors and facts.case.securities:
            out.append(finding("LX-D011", case.where, day=case.accepted_on))
    return out


def _accepted(facts: Facts) -> list[Insolvency]:
    return list(facts.case.insolvent_on(facts.as_of))


def _windows(facts: Facts, case: Insolvency, name: str) -> list[Finding]:
    """Return a note for payments of the insolvent inside the six months before acceptance (企业破产法 32)."""
    window = look_back(case.accepted_on, "preference", facts.law).value
    days = [
        p.date
        for p in facts.case.payments
        if (p.payer or facts.case.debtor.id) == case.person and window.inside(p.date)
    ]
    if not days:
        return []
    return [finding("LX-D010", case.where, name=name, days=days, first=window.first)]


def _id(case: Insolvency) -> str:
    return f"insolvency:{case.person}"


def _claims(facts: Facts, case: Insolvency) -> Deadline:
    answer: Answer[Any]
    notes: tuple[Text, ...] = (text("deadlines.note.insolvency", day=case.accepted_on, number=case.case_no or "—"),)
    latest = None
    if case.claims_until is not None:
        answer = claim(case.claims_until, facts.law, published_on=case.announced_on)
        period = answer.value.period
    elif case.announced_on is not None:
        answer = term(_SHORTEST, case.announced_on, facts.law)
        found = answer.value.period
        assert found is not None
        period = found
        longest = term(_LONGEST, case.announced_on, facts.law).value.period
        latest = longest.last_day if longest else None
        notes = (*notes, text("deadlines.note.shortest"))
    else:
        return unknown(
            _id(case), _CLAIM, _TITLE, case.person, (), text("deadlines.missing.claims_until"), State.MISSING
        )
    return _judged(facts, case, answer, period, notes, latest)


def _judged(
    facts: Facts,
    case: Insolvency,
    answer: Answer[Any],
    period: Period,
    notes: tuple[Text, ...],
    latest: date | None,
) -> Deadline:
    """Return the row; until ``latest`` a court whose day is not known may still have left the period open."""
    filed = [
        e
        for e in facts.events
        if e.law.kind is EventKind.CLAIM_FILED_IN_BANKRUPTCY and e.person == case.person and e.on <= facts.as_of
    ]
    done = next((e for e in filed if e.proof.grade.counts), None)
    state = State.DONE if done else period.state(facts.as_of)
    if state is State.EXPIRED and latest is not None and facts.as_of <= latest:
        state = State.GRACE
    elif state is State.EXPIRED:
        state, notes = State.GONE, (*notes, text("deadlines.note.late_claim"))
    ignored = tuple(Ignored(e, e.proof.why, e.proof.would_count) for e in filed if not e.proof.grade.counts)
    return Deadline(
        _id(case),
        _CLAIM,
        _TITLE,
        case.person,
        (),
        period,
        state,
        answer,
        done,
        (),
        ignored,
        used=(done,) if done else (),
        notes=notes,
    )
