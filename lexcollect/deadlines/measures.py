"""Measures: how long a freeze or seizure lasts, when its renewal must be asked for, what must follow an early one.

Owns the deadlines around preservation measures (财产保全). The end the court stated governs; a measure does not roll
over a holiday. A renewal (续行) carries on only a measure that was still there; after its end it is a new measure, and
the old one is told as gone. A waiting one (轮候) is planned from its registration, and what it is not yet is told. A
suit or arbitration filed in time satisfies the thirty days after a pre-suit measure, an application for enforcement
the five days after the performance period where a measure was taken between title and enforcement (民诉法解释 163).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing, Measure, Title
from lexcollect.claims.title_days import performance_of
from lexcollect.claims.vocabulary import ASSETS
from lexcollect.deadlines.deadline import Deadline, Ignored, told, unknown
from lexcollect.deadlines.events import CaseEvent
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.titles import effect_of
from lexcollect.findings import Finding, finding
from lexcollect.law.period import ending
from lexcollect.law.rules.event_kinds import SUITS, EventKind, Outcome
from lexcollect.law.rules.preservation import Seizure, seizure, sue_after_measure
from lexcollect.law.rules.terms import answer
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, LawUnknown
from lexcollect.wording import Text, text

_RENEWAL, _SUE, _ENFORCE = "preserve.renewal.apply", "preserve.presuit.sue", "preserve.postjudgment.apply"


def measure_deadlines(facts: Facts) -> list[Deadline]:
    """Return renewal and end of each measure, and until when a suit must follow the first pre-suit one."""
    out: list[Deadline] = []
    taken = _standing(facts)
    for measure in taken:
        out += told(
            partial(_of_measure, facts, measure),
            f"renewal:{measure.id}",
            _RENEWAL,
            text("deadlines.title.renewal", what=_what(measure)),
            measure.owner,
        )
    pre_suit = [m for m in facts.case.measures if m.pre_suit and m.taken_on <= facts.as_of]
    if pre_suit:
        first = min(pre_suit, key=lambda m: (m.taken_on, m.id))
        out += told(
            lambda: [_suit_after(facts, first)],
            f"presuit:{first.id}",
            _SUE,
            text("deadlines.title.presuit"),
            first.owner,
        )
    elif asked := _asked_before_suit(facts):
        missing, person = text("deadlines.missing.measure"), (asked.against or (facts.case.debtor.id,))[0]
        what = text("deadlines.title.presuit")
        out.append(unknown(f"presuit:{asked.id}", _SUE, what, person, (), missing, State.MISSING))
    for title in facts.case.titles:
        if first_after := _before_enforcement(facts, title):
            out += told(
                partial(_enforce_after, facts, title, first_after),
                f"before_enforcement:{title.id}",
                _ENFORCE,
                text("deadlines.title.before_enforcement"),
                first_after.owner,
                title.covers,
            )
    return out


def _asked_before_suit(facts: Facts) -> Filing | None:
    """Return an application for preservation before suit that no suit followed and no measure is entered of."""
    early = [f for f in facts.case.filings if f.kind is k.FilingKind.PRESUIT_PRESERVATION and f.date <= facts.as_of]
    last = max((f for f in early if f.outcome is k.Outcome.PENDING), key=lambda f: f.date, default=None)
    sued = any(e.law.kind in SUITS and last and last.date <= e.on <= facts.as_of for e in facts.events)
    return None if sued else last


def _before_enforcement(facts: Facts, title: Title) -> Measure | None:
    """Return the first measure that was taken once ``title`` was in force and before enforcement was applied for."""
    effective, _ = effect_of(facts, title)
    if effective is None or effective > facts.as_of:
        return None
    applied = [f.date for f in facts.case.filings if f.kind is k.FilingKind.ENFORCEMENT and f.date >= effective]
    bound = title.against or (facts.case.debtor.id,)
    early = [
        m
        for m in facts.case.measures
        if effective <= m.taken_on <= facts.as_of
        and m.owner in bound
        and not m.renews
        and not m.pre_suit
        and not any(day <= m.taken_on for day in applied)
    ]
    return min(early, key=lambda m: (m.taken_on, m.id), default=None)


def _enforce_after(facts: Facts, title: Title, first: Measure) -> list[Deadline]:
    """Return until when enforcement must be applied for, so that a measure taken before it stays (163)."""
    effective, _ = effect_of(facts, title)
    assert effective is not None
    days = title.instalment_days  # of instalments the next one, the safe reading
    last = next((day for day in days if day >= first.taken_on), days[-1]) if days else None
    last = last or performance_of(title, effective, facts.law)
    found = answer(_ENFORCE, last, facts.law)
    period = found.value.period
    assert period is not None
    applied = [e for e in facts.events if e.law.kind is EventKind.ENFORCEMENT_APPLIED and e.on <= facts.as_of]
    deciding = next((e for e in applied if e.proof.grade.counts and first.taken_on <= e.on <= period.last_day), None)
    state = State.DONE if deciding else period.state(facts.as_of)
    return [
        Deadline(
            f"before_enforcement:{title.id}",
            _ENFORCE,
            text("deadlines.title.before_enforcement"),
            first.owner,
            title.covers,
            period,
            State.GONE if state is State.EXPIRED else state,
            found,
            deciding,
            used=(deciding,) if deciding else (),
            notes=(text("deadlines.note.before_enforcement", day=first.taken_on, performance=last),),
        )
    ]


def _standing(facts: Facts) -> list[Measure]:
    """Return the measures taken so far; one that another carries on (续行) in time gives way to it."""
    taken = [m for m in facts.case.measures if m.taken_on <= facts.as_of]
    renewed = {m.renews for m in taken if not _of_another(facts, m) and _ended_before(facts, m) is None}
    return [m for m in taken if m.id not in renewed]


def _renewed(facts: Facts, renewal: Measure) -> Measure | None:
    """Return the measure that ``renewal`` names."""
    return next((m for m in facts.case.measures if m.id == renewal.renews), None)


def _of_another(facts: Facts, renewal: Measure) -> bool:
    """Tell whether it names a measure on somebody else's or another kind of asset, or one taken after it."""
    old = _renewed(facts, renewal)
    if old is None:
        return False
    return (old.owner, old.asset) != (renewal.owner, renewal.asset) or renewal.taken_on < old.taken_on


def _ended_before(facts: Facts, renewal: Measure) -> date | None:
    """Return when the measure that ``renewal`` names had ended, if a day lay between (查封规定 27(1))."""
    old = _renewed(facts, renewal)
    if old is None:
        return None
    try:
        expiry = _seizure(facts, old).value.expiry
    except LawUnknown:
        return None  # listed as unknown already
    return expiry if renewal.taken_on > expiry + timedelta(days=1) else None


def measure_findings(facts: Facts) -> list[Finding]:
    """Return a warning for each end beyond the maximum, each late renewal, each measure an insolvency lifts."""
    out = [
        finding("LX-D050", m.where, id=m.id, old=m.renews, taken=m.taken_on, expiry=expiry)
        for m in facts.case.measures
        if m.taken_on <= facts.as_of and not _of_another(facts, m) and (expiry := _ended_before(facts, m))
    ]
    out += [finding("LX-D052", m.where, id=m.id, old=m.renews) for m in facts.case.measures if _of_another(facts, m)]
    out += [
        finding("LX-C235", m.where, id=m.id, what=_what(m))
        for m in facts.case.measures
        if m.waiting and m.taken_on <= facts.as_of
    ]
    for measure in facts.case.measures:
        try:
            value = _seizure(facts, measure).value
        except LawUnknown:
            continue  # listed as unknown already
        if value.beyond:
            out.append(finding("LX-D007", measure.where, id=measure.id, day=value.expiry, longest=value.statutory_max))
    standing = _standing(facts) if facts.case.insolvencies else []
    return [*out, *(found for m in standing if (found := _lifted(facts, m)))]


def _lifted(facts: Facts, measure: Measure) -> Finding | None:
    """Return the warning that a measure over an insolvent's asset is to be lifted (企业破产法 19)."""
    stop = next((i for i in facts.case.insolvent_on(facts.as_of) if i.person == measure.owner), None)
    if stop is None:
        return None
    name = facts.case.party(measure.owner).name
    return finding("LX-D051", measure.where, id=measure.id, name=name, day=stop.accepted_on)


def _seizure(facts: Facts, measure: Measure) -> Answer[Seizure]:
    return seizure(ASSETS[measure.asset], measure.taken_on, facts.law, notified_end=measure.notified_end)


def _what(measure: Measure) -> str:
    return measure.description or measure.asset.label


def _of_measure(facts: Facts, measure: Measure) -> list[Deadline]:
    answer = _seizure(facts, measure)
    value = answer.value
    what = _what(measure)
    over = facts.as_of > value.expiry
    state = value.renewal.state(facts.as_of)
    # Seven days before the end are lost, the measure is not: ask at once.
    renewal = State.GONE if over else State.GRACE if state is State.EXPIRED else state
    end = ending(measure.taken_on, value.expiry, "none", facts.calendar)
    ends = State.GONE if over else end.state(facts.as_of)
    notes: tuple[Text, ...] = (text("deadlines.note.measure", what=what, taken=measure.taken_on, expiry=value.expiry),)
    if measure.waiting:
        notes = (*notes, text("deadlines.note.measure_waiting", taken=measure.taken_on))
    return [
        Deadline(
            f"renewal:{measure.id}",
            _RENEWAL,
            text("deadlines.title.renewal", what=what),
            measure.owner,
            (),
            value.renewal,
            renewal,
            answer,
            notes=notes,
        ),
        Deadline(
            f"seizure:{measure.id}",
            f"preserve.seizure.{measure.asset.value}",
            text("deadlines.title.seizure", what=what),
            measure.owner,
            (),
            end,
            ends,
            answer,
            notes=notes,
        ),
    ]


def _suit_after(facts: Facts, first: Measure) -> Deadline:
    arbitration = any(
        c.jurisdiction and c.jurisdiction.kind is k.JurisdictionKind.ARBITRATION for c in facts.case.contracts
    )
    answer = sue_after_measure(first.taken_on, facts.law, arbitration=arbitration)
    period = answer.value.period
    assert period is not None
    filed = [e for e in facts.events if e.law.kind in SUITS and e.on <= facts.as_of]
    deciding = next((e for e in filed if _satisfies(e, first) and e.on <= period.last_day), None)
    state = State.DONE if deciding else period.state(facts.as_of)
    ignored = [Ignored(e, e.proof.why, e.proof.would_count) for e in filed if not e.proof.grade.counts]
    ignored += [
        Ignored(e, text("deadlines.ignored_filing_late", last=period.last_day))
        for e in filed
        if e.proof.grade.counts and e.on > period.last_day
    ]
    return Deadline(
        f"presuit:{first.id}",
        _SUE,
        text("deadlines.title.presuit"),
        first.owner,
        (),
        period,
        State.GONE if state is State.EXPIRED else state,
        answer,
        deciding,
        (),
        tuple(ignored),
        used=(deciding,) if deciding else (),
        notes=(text("deadlines.note.presuit", day=first.taken_on),),
    )


def _satisfies(event: CaseEvent, first: Measure) -> bool:
    """Tell whether the suit answers the measure: filed since, or pending then; an older one that ended does not."""
    if not event.proof.grade.counts or event.law.outcome is Outcome.WITHDRAWN:
        return False
    return event.on >= first.taken_on or not event.law.outcome
