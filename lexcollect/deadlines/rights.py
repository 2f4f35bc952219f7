"""Rights beside the claim: until when a mortgage is used, a debtor's act undone, a sublease objected to, a right ended.

Owns the deadlines of collateral (民法典 419; with a title against the debtor 担保制度解释 44(1)), of the creditor's
revocation (民法典 541), a lessor's objection (民法典 718), termination (民法典 564). A possessory pledge has no such
end. What uses one of the first two in time is a suit that asserts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Collateral, Disposition, LeasedThing, TerminationChoice
from lexcollect.deadlines.deadline import Deadline, Ignored, told, unknown
from lexcollect.deadlines.events import CaseEvent
from lexcollect.deadlines.facts import Facts
from lexcollect.law.period import Period, ending
from lexcollect.law.rules.event_kinds import SUITS, Outcome
from lexcollect.law.rules.rights import contract_termination
from lexcollect.law.rules.terms import answer
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.wording import Text, pair, text

_MORTGAGE, _REVOCATION = "security.mortgage", "right.creditor_revocation"
_SUBLET, _TERMINATION = "right.sublet_objection", "right.contract_termination"
#: What must still be used within a period of the claim; a thing in the creditor's hands is kept (担保制度解释 44).
_ENDING = (k.CollateralKind.MORTGAGE, k.CollateralKind.REGISTERED_PLEDGE)


def right_deadlines(facts: Facts, claims: Sequence[Deadline]) -> list[Deadline]:
    """Return until when each collateral and each revocation must be used; ``claims`` are the clocks of the debts."""
    out: list[Deadline] = []
    for collateral in facts.case.collaterals:
        if collateral.kind in _ENDING:
            out += _of_collateral(facts, collateral, claims)
    for act in facts.case.dispositions:
        person = facts.case.creditor.id
        title = text("deadlines.title.revocation", what=pair(*act.kind.named))
        id = f"revocation:{act.id}"
        if act.known_on is None:
            out.append(unknown(id, _REVOCATION, title, person, (), text("deadlines.missing.known_on"), State.MISSING))
        elif act.date <= facts.as_of and act.known_on <= facts.as_of:
            out += told(partial(_revocation, facts, act), id, _REVOCATION, title, person)
    for thing in facts.case.leased_things:
        if thing.sublet_known_on and not thing.sublet_consented and thing.sublet_known_on <= facts.as_of:
            title = text("deadlines.title.sublet", what=thing.name)
            person = facts.case.creditor.id
            out += told(partial(_of_sublease, facts, thing, title), f"sublet:{thing.id}", _SUBLET, title, person)
    choice = facts.case.choices.termination
    if choice is not None and choice.known_on is not None and choice.known_on <= facts.as_of:
        title, person = text("deadlines.title.termination", what=choice.contract), facts.case.creditor.id
        out += told(partial(_of_termination, facts, choice), "termination", _TERMINATION, title, person)
    return out


def _of_termination(facts: Facts, choice: TerminationChoice) -> list[Deadline]:
    """Return until when the chosen contract can be terminated (民法典 564); done once its termination is on file."""
    assert choice.known_on is not None
    contract = facts.case.contract(choice.contract or facts.case.obligations[0].contract)
    found = contract_termination(choice.known_on, facts.law, contract_date=contract.signed_on)
    period = found.value.period
    if choice.agreed_until is not None:
        words = text("deadlines.law.agreed_until", day=choice.agreed_until)
        period = ending(choice.known_on, choice.agreed_until, "none", facts.law.calendar)
        step = Step(_TERMINATION, words, (Citation("民法典", "564(1)"),), result=choice.agreed_until)
        found = Answer(replace(found.value, period=period), (step,))
    assert period is not None
    told = contract.termination
    in_time = told is not None and told.day <= min(period.last_day, facts.as_of)
    state = State.DONE if in_time else period.state(facts.as_of)
    title = text("deadlines.title.termination", what=contract.called)
    return [
        Deadline(
            f"termination:{contract.id}",
            _TERMINATION,
            title,
            facts.case.creditor.id,
            (),
            period,
            State.GONE if state is State.EXPIRED else state,
            found,
            notes=(text("deadlines.note.termination"),),
        )
    ]


def _of_sublease(facts: Facts, thing: LeasedThing, title: Text) -> list[Deadline]:
    """Return until when the lessor objects to a sublease; done by an objection in time."""
    assert thing.sublet_known_on is not None
    found = answer(_SUBLET, thing.sublet_known_on, facts.law)
    period, objected = found.value.period, thing.sublet_objected_on
    assert period is not None
    in_time = objected is not None and objected <= min(period.last_day, facts.as_of)
    state = State.DONE if in_time else period.state(facts.as_of)
    state = State.GONE if state is State.EXPIRED else state
    notes = (text("deadlines.note.sublet"),)
    return [
        Deadline(f"sublet:{thing.id}", _SUBLET, title, facts.case.creditor.id, (), period, state, found, notes=notes)
    ]


def _of_collateral(facts: Facts, collateral: Collateral, claims: Sequence[Deadline]) -> list[Deadline]:
    """Return one deadline for each clock of the debts that the collateral secures: it ends with them."""
    covered = {
        o.id
        for o in facts.case.obligations
        if (not collateral.covers or o.id in collateral.covers)
        and (not collateral.contract or o.contract == collateral.contract)
    }
    clocks = [
        d
        for d in claims
        if d.id.startswith(("limitation:", "enforcement:"))  # the claim's own; other periods secure nothing
        and d.person == facts.case.debtor.id
        and covered & set(d.obligations or covered)
    ]
    adjudicated = any(d.state is State.ADJUDICATED for d in clocks)
    by_title = [d for d in clocks if d.rule.startswith("enforce.apply")]
    used = _used(facts, k.Asserted.MORTGAGE)
    out = []
    for number, clock in enumerate(by_title if adjudicated and by_title else clocks, 1):
        if clock.rule.startswith("enforce.apply") and not adjudicated:
            continue
        ids = tuple(o for o in clock.obligations if o in covered) or tuple(sorted(covered))
        acts = [e for e in used if any(e.concerns(o) for o in ids)]
        done = next((e for e in acts if _counts(e, clock.period)), None)
        state = State.DONE if done else State.GONE if clock.state is State.EXPIRED else clock.state
        words, article = (
            ("law.mortgage_judgment", Citation("担保制度解释", "44(1)"))
            if adjudicated and by_title
            else ("law.mortgage_main", Citation("民法典", "419"))
        )
        steps = (Step(_MORTGAGE, text(words), (article,)), *clock.answer.trace)
        value = Answer(clock.answer.value, steps, clock.answer.alternatives, clock.answer.certainty)
        out.append(
            Deadline(
                f"collateral:{collateral.id}:{number}",
                _MORTGAGE,
                text("deadlines.title.collateral", what=collateral.thing),
                collateral.grantor,
                ids,
                clock.period,
                state,
                value,
                done or clock.deciding,
                clock.fallbacks,
                used=(done,) if done else clock.used,
            )
        )
    return out


def _revocation(facts: Facts, act: Disposition) -> list[Deadline]:
    found = answer(_REVOCATION, act.known_on, facts.law, act_on=act.date)
    period = found.value.period
    assert period is not None
    by = act.by or facts.case.debtor.id
    acts = [e for e in _used(facts, k.Asserted.CREDITOR_REVOCATION) if e.on >= act.date]
    done = next((e for e in acts if _counts(e, period)), None)
    state = State.DONE if done else period.state(facts.as_of)
    ignored = [Ignored(e, e.proof.why, e.proof.would_count) for e in acts if not e.proof.grade.counts]
    ignored += [
        Ignored(e, text("deadlines.ignored_after_right", last=period.last_day))
        for e in acts
        if e.proof.grade.counts and e.on > period.last_day
    ]
    note = text("deadlines.note.revocation", name=facts.case.party(by).name, day=act.date, what=pair(*act.kind.named))
    return [
        Deadline(
            f"revocation:{act.id}",
            _REVOCATION,
            text("deadlines.title.revocation", what=pair(*act.kind.named)),
            facts.case.creditor.id,
            (),
            period,
            State.GONE if state is State.EXPIRED else state,
            found,
            done,
            (),
            tuple(ignored),
            used=(done,) if done else (),
            notes=(note,),
        )
    ]


def _used(facts: Facts, right: k.Asserted) -> list[CaseEvent]:
    """Return the suits so far in which ``right`` was asserted and that were not withdrawn."""
    asserting = {f.id for f in facts.case.filings if right in f.asserts}
    return [
        e
        for e in facts.events
        if e.law.id in asserting
        and e.law.kind in SUITS
        and e.on <= facts.as_of
        and e.law.outcome is not Outcome.WITHDRAWN
    ]


def _counts(event: CaseEvent, period: Period | None) -> bool:
    return event.proof.grade.counts and (period is None or event.on <= period.last_day)
