"""Titles: from the service of a paper to the end of its enforcement period.

Owns, per enforceable paper, the appeal period while it is not in force, the day it takes effect, and the two years of
民事诉讼法 250 against each person, interrupted by enforcement, demand and consent (执行程序解释 20). A day the file
does not state is never invented: it is computed by the law on the safe side and said so, or the period is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Title
from lexcollect.claims import title_days
from lexcollect.claims.vocabulary import UNITS
from lexcollect.deadlines.deadline import Deadline, Fallback, Ignored, told, unknown
from lexcollect.deadlines.events import CaseEvent, as_own, on_day_with
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.rules.event_kinds import SUITS, EventKind
from lexcollect.law.rules.execution import (
    after_termination,
    enforcement,
    from_effect,
    from_performance,
    from_performance_period,
    instalment_starts,
    notarial_enforcement,
)
from lexcollect.law.rules.limitation import LimitationResult, Start
from lexcollect.law.rules.procedure import appeal_judgment
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.wording import Text, text

_APPLY, _NOTARIAL, _APPEAL = "enforce.apply", "enforce.apply.notarial", "proc.appeal.judgment"
_TITLE = text("deadlines.title.enforcement")
_MAX_FALLBACKS = 6


def effect_of(facts: Facts, title: Title) -> tuple[date | None, tuple[Step, ...]]:
    """Return the day ``title`` took effect and, when it had to be computed, how; ``None`` when nothing tells."""
    return title_days.effect_of(title, facts.case.creditor.id, facts.law)


def title_on(facts: Facts, person: str, obligation: str) -> Title | None:
    """Return the title in force against ``person`` on ``obligation``; a notarial deed leaves the claim its clock."""
    for title in facts.case.titles:
        if title.kind is k.TitleKind.NOTARIAL_DEED or (title.covers and obligation not in title.covers):
            continue
        if person not in _against(facts, title):
            continue
        effective, _ = effect_of(facts, title)
        if effective is not None and effective <= facts.as_of:
            return title
    return None


def title_deadlines(facts: Facts) -> list[Deadline]:
    """Return the appeal and enforcement periods of every title."""
    out: list[Deadline] = []
    for title in facts.case.titles:
        out += told(
            partial(_appeal, facts, title),
            f"appeal:{title.id}",
            _APPEAL,
            text("deadlines.title.appeal"),
            facts.case.creditor.id,
            title.covers,
        )
        out += told(
            partial(_enforcement, facts, title),
            f"enforcement:{title.id}",
            _rule(title),
            _TITLE,
            _against(facts, title)[0],
            title.covers,
        )
    return out


def title_findings(facts: Facts) -> list[Finding]:
    """Return what a lawyer must know of days that were computed because the file does not state them."""
    return [
        finding("LX-D006", title.where, id=title.id, day=effect_of(facts, title)[0])
        for title in facts.case.titles
        if title.effective_on is None and effect_of(facts, title)[0] is not None
    ]


def _against(facts: Facts, title: Title) -> tuple[str, ...]:
    return title.against or (facts.case.debtor.id,)


def _rule(title: Title) -> str:
    return _NOTARIAL if title.kind is k.TitleKind.NOTARIAL_DEED else _APPLY


def _appeal(facts: Facts, title: Title) -> list[Deadline]:
    """Return the creditor's own appeal period of a first-instance judgment that is not stated to be in force."""
    if title.kind is not k.TitleKind.JUDGMENT or title.effective_on or title.served_on is None:
        return []
    if title.served_on > facts.as_of:
        return []  # has not happened yet; the loader's note names it
    answer = appeal_judgment(title.served_on, facts.law)
    period = answer.value.period
    assert period is not None
    state = period.state(facts.as_of)
    return [
        Deadline(
            f"appeal:{title.id}",
            _APPEAL,
            text("deadlines.title.appeal"),
            facts.case.creditor.id,
            title.covers,
            period,
            State.GONE if state is State.EXPIRED else state,
            answer,
            notes=_named(title),
        )
    ]


def _named(title: Title) -> tuple[Text, ...]:
    return (text("deadlines.note.paper", number=title.case_no or title.id, organ=title.organ or "—"),)


def _enforcement(facts: Facts, title: Title) -> list[Deadline]:
    effective, steps = effect_of(facts, title)
    id = f"enforcement:{title.id}"
    starts = list(_starts(title, effective, _accelerated(facts, title)))
    if not starts:
        if title.kind is k.TitleKind.JUDGMENT and title.served_on is None:
            return [
                unknown(
                    id,
                    _rule(title),
                    _TITLE,
                    _against(facts, title)[0],
                    title.covers,
                    text("deadlines.missing.service"),
                    State.MISSING,
                )
            ]
        return [
            unknown(
                id,
                _rule(title),
                _TITLE,
                _against(facts, title)[0],
                title.covers,
                text("deadlines.missing.effect"),
                State.MISSING,
            )
        ]
    if effective is not None and effective > facts.as_of:
        return []  # not in force yet: the appeal period stands on the list
    if title.terminated_on and title.terminated_on <= facts.as_of:
        return [_ended_for_now(facts, title, id)]
    out: list[Deadline] = []
    for suffix, start in starts:
        found: dict[tuple[Any, ...], Deadline] = {}
        for person in _against(facts, title):
            deadline = _against_person(facts, title, person, start, f"{id}{suffix}", effective, steps)
            key = (deadline.state, deadline.period, deadline.deciding and deadline.deciding.law.id)
            known = found.get(key)
            found[key] = replace(known, persons=(*known.persons, person)) if known else deadline
        out += found.values()
    return out


def _ended_for_now(facts: Facts, title: Title, id: str) -> Deadline:
    """Return that no period binds a new application on new assets once this enforcement was ended (517(2))."""
    answer = after_termination()
    notes = (*_named(title), text("deadlines.note.terminated", day=title.terminated_on))
    persons = _against(facts, title)
    return Deadline(
        id, _rule(title), _TITLE, persons[0], title.covers, None, State.NO_LIMIT, answer, persons=persons, notes=notes
    )


def _accelerated(facts: Facts, title: Title) -> date | None:
    """Return the missed instalment that by the title's own words made all due, or ``None``."""
    if not title.accelerates:
        return None
    if not any(award.due_on for award in title.awards):
        return _unpaid(facts, title)
    from lexcollect.claims.titles import title_accounts

    try:
        found = title_accounts(facts.case, facts.account)
    except Refused:
        return None  # told with the amounts
    return next((each.missed for each in found if each.title.id == title.id), None)


def _unpaid(facts: Facts, title: Title) -> date | None:
    """Return the first instalment by which fewer payments are entered than were due, where no sum of each is entered.

    What each instalment was is not known then: one payment at the most is taken for each, which is the safe side.
    """
    since = title.made_on or title.served_on or title.effective_on
    paid = [
        p.date
        for p in facts.case.payments
        if p.title == title.id
        or (
            not p.title
            and (since is None or p.date > since)
            and (not p.designated_for or not title.covers or p.designated_for in title.covers)
        )
    ]
    due = sorted(title.instalment_days)[:-1]
    behind = (day for n, day in enumerate(due, 1) if sum(on <= day for on in paid) < n)
    return next((day for day in behind if day < facts.as_of), None)


def _starts(title: Title, effective: date | None, missed: date | None) -> Iterator[tuple[str, Start]]:
    """Yield the start of each clock of ``title`` with what distinguishes its id (民事诉讼法 250(2)).

    Where a missed instalment made all due, courts may count from it: that day is the safe one, the last the reading.
    """
    if missed and title.kind is not k.TitleKind.NOTARIAL_DEED:
        last = max(title.instalment_days)
        others = ((text("law.reading_last_instalment", day=last), last),)
        summed = any(award.due_on for award in title.awards)
        words = text(f"deadlines.start.{'accelerated' if summed else 'accelerated_unpaid'}", day=missed)
        cites = (Citation("民事诉讼法", "250(2)"),)
        yield "", Start(missed, words, cites, title.evidence, others=others, certainty=Certainty.DEBATED)
        return
    if title.instalment_days and title.kind is k.TitleKind.NOTARIAL_DEED:
        for due in title.instalment_days:
            yield f":{due}", notarial_enforcement(due, title.evidence)
    elif title.instalment_days:
        seen: set[Start] = set()
        for due, start in instalment_starts(title.instalment_days):
            if start not in seen:
                seen.add(start)
                yield (f":{due}" if start.on == due and due != max(title.instalment_days) else ""), start
    elif title.performance_day:
        make = notarial_enforcement if title.kind is k.TitleKind.NOTARIAL_DEED else from_performance
        yield "", make(title.performance_day, title.evidence)
    elif effective and title.performance_count:
        yield (
            "",
            from_performance_period(effective, title.performance_count, UNITS[title.performance_unit], title.evidence),
        )
    elif effective:
        yield "", from_effect(effective, title.evidence)


def _against_person(
    facts: Facts, title: Title, person: str, start: Start, id: str, effective: date | None, steps: tuple[Step, ...]
) -> Deadline:
    events = _events(facts, title, person, effective or start.on)
    proved = [e for e in events if e.proof.grade.counts]

    def run(left: list[CaseEvent]) -> Answer[LimitationResult]:
        return enforcement(start, [e.law for e in left], rule=_rule(title), as_of=facts.as_of, law=facts.law)

    answer = run(proved)
    value = answer.value
    deciding = next((e for e in proved if e.law is value.deciding), None)
    ignored = [Ignored(e, e.proof.why, e.proof.would_count) for e in events if not e.proof.grade.counts]
    ignored += [Ignored(e, i.reason) for i in value.ignored for e in proved if e.law is i.event]
    if person != _against(facts, title)[0]:
        id = f"{id}:{person}"
    return Deadline(
        id,
        _rule(title),
        _TITLE,
        person,
        title.covers,
        value.period,
        value.status,
        replace(answer, trace=(*steps, *answer.trace)),
        deciding,
        _fallbacks(proved, deciding, run, facts),
        tuple(ignored),
        persons=(person,),
        notes=_named(title),
        used=tuple(e for e in proved if any(e.law is u for u in value.used)),
    )


def _events(facts: Facts, title: Title, person: str, since: date) -> list[CaseEvent]:
    """Return what happened to this title since it took effect, on this person's clock."""
    heard = facts.debtors if person in facts.debtors else frozenset((person,))
    covers = set(title.covers)
    agreed = [e.on for e in facts.events if e.law.kind is EventKind.ENFORCEMENT_SETTLEMENT and e.person in heard]
    return [
        as_own(_stayed(e, agreed))
        for e in facts.events
        if (e.person in heard or not e.person)
        and (not e.person or e.on >= since)
        and e.law.kind not in SUITS
        and (not covers or not e.covers or covers & set(e.covers))
    ]


def _stayed(event: CaseEvent, agreed: list[date]) -> CaseEvent:
    """Return an application for enforcement as over once a settlement stayed it: the settlement's own day then runs."""
    later = [day for day in agreed if day >= event.on]
    if event.law.kind is not EventKind.ENFORCEMENT_APPLIED or event.law.ended or not later:
        return event
    return event.seen_as(ended=min(later))


def _fallbacks(proved: list[CaseEvent], deciding: CaseEvent | None, run: Any, facts: Facts) -> tuple[Fallback, ...]:
    out: list[Fallback] = []
    gone: tuple[CaseEvent, ...] = ()
    left = proved
    while deciding is not None and len(out) < _MAX_FALLBACKS:
        fallen = on_day_with(left, deciding)
        gone, left = (*gone, *fallen), [e for e in left if e not in fallen]
        value = run(left).value
        deciding = next((e for e in left if e.law is value.deciding), None)
        if value.period is None:
            break
        out.append(Fallback(gone, deciding, value.period, value.status))
    return tuple(out)
