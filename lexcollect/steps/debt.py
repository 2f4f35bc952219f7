"""One debt (单笔款项): a plan laid over one debt on a day.

Owns which event is which step, when a step falls, that no step contradicts the period a letter gave, that a later step
overtakes earlier ones, and that what keeps a right is pulled before its last safe day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.stop import Stop
from lexcollect.findings import Finding, finding
from lexcollect.law.calendar import ONE_DAY, Calendar
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass
from lexcollect.steps.decided import Decided, Done
from lexcollect.steps.happened import Event
from lexcollect.steps.holding import Hold, holds_on
from lexcollect.steps.limits import Limit
from lexcollect.steps.lines import Line, Standing
from lexcollect.steps.plan import CONTACTS, COURTS, DUE, LETTERS, Counted, Do, Only, Plan, Step
from lexcollect.steps.promises import Promise
from lexcollect.wording import Text, text

#: So early may a reminder be sent and count as one of the plan.
_EARLY = timedelta(days=30)
#: So many days a letter is taken to travel, where nobody entered its arrival.
_TRAVEL = 3
#: A plan that has no step left to keep a right is told when its last safe day is so near.
_NEAR = timedelta(days=180)


@dataclass(frozen=True)
class DebtPlan:
    """What one debt is planned with."""

    plan: Plan
    case: Case
    debt: ObligationAccount
    as_of: date
    calendar: Calendar
    events: tuple[Event, ...]
    decided: Decided
    promises: tuple[Promise, ...]
    stops: tuple[Stop, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A step with its day by the plan, and what was done of it."""

    step: Step
    on: date | None
    why: Text
    event: Event | None = None
    done: Done | None = None
    projected: bool = False

    @property
    def done_on(self) -> date | None:
        """The day it was done."""
        return self.event.on if self.event else self.done.on if self.done and not self.done.left else None


def lines_of(one: DebtPlan) -> tuple[list[Line], list[Finding]]:
    """Return the steps of the debt, and what is to be told of its limits."""
    steps = [step for step in one.plan.steps if _meant(one, step)]
    placed = _placed(one, steps)
    lines = [_line(one, each, placed) for each in placed]
    return _within(one, lines)


def _meant(one: DebtPlan, step: Step) -> bool:
    natural = one.case.debtor.kind is k.PartyKind.NATURAL
    fits = {
        Only.ALL: True,
        Only.COMPANY: not natural,
        Only.NATURAL: natural,
        Only.GUARANTEED: bool(one.case.securities),
    }[step.only]
    if step.do is Do.GUARANTOR_LETTER and not one.case.securities:
        return False
    return fits and one.debt.principal + one.debt.penalty + one.debt.interest >= step.least


# -- when each step falls, and what was done of it


def _placed(one: DebtPlan, steps: Sequence[Step]) -> list[_Placed]:
    used: set[str] = set()
    found: dict[str, _Placed] = {}
    for step in _in_order(steps):
        before = found.get(step.after)
        on, why, projected = _day(one, step, before)
        recorded = next((d for d in one.decided.done if d.step == step.id and _about(d.covers, one.debt.id)), None)
        event = None if recorded else _event(one, step, before, steps, used)
        if event is not None:
            used.add(event.id)
        found[step.id] = _Placed(step, on, why, event, recorded, projected)
    return [found[step.id] for step in steps]


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps so that each stands behind the one it is counted from; reading has made sure it can be."""
    known = {step.id for step in steps}
    done: list[Step] = []
    left = list(steps)
    while left:
        placed = {step.id for step in done}
        ready = [s for s in left if s.after == DUE or s.after not in known or s.after in placed]
        done += ready
        left = [s for s in left if s not in ready]
    return done


def _day(one: DebtPlan, step: Step, before: _Placed | None) -> tuple[date | None, Text, bool]:
    """Return the day of ``step`` by the plan, why, and whether it hangs on a step that is not done yet."""
    due = one.debt.due
    if due.unknown or due.open:
        return None, text("steps.why.no_day" if due.unknown else "steps.why.on_demand"), False
    if step.after == DUE or before is None:
        day = _shifted(one, due.rolled, step)
        key = "before" if step.days < 0 else "on" if step.days == 0 else "after"
        return day, text(f"steps.why.{key}", due=due.rolled, days=abs(step.days), unit=_unit(step)), False
    start, projected, how = _start(one, step, before)
    if start is None:
        return None, text("steps.why.waits", step=before.step.called), True
    day = _shifted(one, start, step)
    return day, text("steps.why.step", how=how, days=step.days, unit=_unit(step)), projected


def _start(one: DebtPlan, step: Step, before: _Placed) -> tuple[date | None, bool, Text]:
    """Return the day from which a step is counted that stands behind another one."""
    name, event = before.step.called, before.event
    if event is not None and event.until and step.counted is Counted.PERIOD:
        return event.until, False, text("steps.how.period", step=name, until=event.until)
    if event is not None and event.arrived and step.counted is Counted.ARRIVAL:
        return event.arrived, False, text("steps.how.arrival", step=name, on=event.arrived)
    if before.done_on and step.counted is Counted.DONE:
        return before.done_on, False, text("steps.how.done", step=name, on=before.done_on)
    if before.done is not None and before.done.left:
        return before.done.on, False, text("steps.how.left", step=name, on=before.done.on)
    # Not done, or done and not known to have arrived: from the day it can be done at the earliest.
    base = before.done_on or (max(before.on, one.as_of) if before.on else None)
    if base is None:
        return None, True, text("steps.why.waits", step=name)
    arrival = base + timedelta(days=_TRAVEL)
    days = one.case.choices.letter.days if step.counted is Counted.PERIOD else 0
    base = max(base, _free_from(one, before.step)) if before.done_on is None else base
    if step.counted is Counted.DONE:
        return base, True, text("steps.how.projected", step=name, on=base)
    key = "steps.how.not_arrived" if before.done_on else "steps.how.projected_letter"
    return arrival + timedelta(days=days), True, text(key, step=name, on=base, travel=_TRAVEL, days=days)


def _free_from(one: DebtPlan, step: Step) -> date:
    """Return the first day on which nothing with an end holds ``step`` any more."""
    ends = [hold.until for hold in _holds(one, step) if hold.until is not None]
    return _working(one, max(ends) + ONE_DAY) if ends else date.min


def _shifted(one: DebtPlan, start: date, step: Step) -> date:
    """Return the day so many days from ``start``: on a working day, before the due day the one before."""
    try:
        if step.working:
            from lexcollect.law.period import count_working

            return count_working(start, abs(step.days), one.calendar, back=step.days < 0).nominal
        day = start + timedelta(days=step.days)
        early = step.after == DUE and step.days <= 0
        return one.calendar.roll_back(day) if early else one.calendar.roll_next(day)
    except (LawUnknown, OverflowError):
        return start


def _event(one: DebtPlan, step: Step, before: _Placed | None, steps: Sequence[Step], used: set[str]) -> Event | None:
    """Return the event that is this step: the first that fits, from the step before it, or from the due day, on."""
    due = one.debt.due.rolled
    early = step.after == DUE and step.days <= 0
    floor = due - _EARLY if early else due + ONE_DAY
    if one.debt.due.open or one.debt.due.unknown:
        floor = date.min
    if before is not None and before.done_on:
        floor = max(floor, before.done_on)
    later = [s for s in steps if s.do is step.do and s.after == DUE and s.days > step.days] if step.after == DUE else []
    end = min((_shifted(one, due, s) for s in later), default=date.max)
    if early and not later:
        end = due + ONE_DAY
    return next(
        (
            e
            for e in one.events
            if step.do in e.does and e.id not in used and floor <= e.on < end and e.about(one.debt.id)
        ),
        None,
    )


# -- where each step stands


def _line(one: DebtPlan, placed: _Placed, all_: Sequence[_Placed]) -> Line:
    debt = one.debt
    amount = debt.principal + debt.penalty + debt.interest
    line = Line(
        placed.step,
        one.plan.name,
        Standing.LATER,
        placed.on,
        (debt.id,),
        amount,
        (placed.why,),
        projected=placed.projected,
    )
    if placed.event is not None:
        return replace(line, standing=Standing.DONE, on=placed.event.on, event=placed.event.what, projected=False)
    if placed.done is not None:
        return _recorded(line, placed.done)
    if (reason := _overtaken(one, placed, all_)) is not None:
        return replace(line, standing=Standing.SKIPPED, why=(reason,), projected=False)
    line = _after_letters(one, line)
    holds = _holds(one, placed.step)
    if holds:
        return _held(one, line, holds)
    if line.on is None:
        return replace(line, standing=Standing.BLOCKED)
    return replace(line, standing=Standing.DUE if line.on <= one.as_of and not line.projected else Standing.LATER)


def _recorded(line: Line, done: Done) -> Line:
    key = "steps.event.left" if done.left else "steps.event.recorded"
    told = text(key, on=done.on, by=done.by, why=done.why or "—")
    standing = Standing.SKIPPED if done.left else Standing.DONE
    return replace(line, standing=standing, on=done.on, event=told, projected=False)


def _overtaken(one: DebtPlan, placed: _Placed, all_: Sequence[_Placed]) -> Text | None:
    """Return why a step is not needed any more: its moment has passed, or a later one was done."""
    step, due = placed.step, one.debt.due
    overdue = not (due.unknown or due.open) and due.rolled < one.as_of
    if step.after == DUE and step.days <= 0 and overdue:
        return text("steps.why.passed", due=due.rolled)
    place = [each.step.id for each in all_].index(step.id)
    for each in all_[place + 1 :]:
        later = each.done_on
        if later is None or (step.do is Do.GUARANTOR_LETTER and each.step.do is not Do.SUE):
            continue
        if step.do in COURTS and each.step.do not in (Do.SUE, Do.ENFORCE):
            continue
        if each.step.do not in (Do.INTERNAL, Do.GUARANTOR_LETTER):
            return text("steps.why.overtaken", step=each.step.called, on=later)
    return None


def _after_letters(one: DebtPlan, line: Line) -> Line:
    """Return the line not before the end of the period that the last letter gave: a letter keeps its word."""
    if line.step.do not in CONTACTS | COURTS or line.step.do in (Do.REMINDER, Do.STATEMENT, Do.PRESERVE):
        return line
    wanted = Do.GUARANTOR_LETTER if line.step.do is Do.GUARANTOR_LETTER else None
    given = [
        e
        for e in one.events
        if e.until and e.about(one.debt.id) and (e.does & LETTERS) and ((Do.GUARANTOR_LETTER in e.does) == bool(wanted))
    ]
    last = max(given, key=lambda e: e.on, default=None)
    if last is None or last.until is None or line.on is None or line.on > last.until:
        return line
    kept = _working(one, last.until + ONE_DAY)
    return replace(line, on=kept, why=(*line.why, text("steps.why.letter_period", what=last.what, until=last.until)))


def _working(one: DebtPlan, day: date) -> date:
    try:
        return one.calendar.roll_next(day)
    except LawUnknown:
        return day


def _holds(one: DebtPlan, step: Step) -> tuple[Hold, ...]:
    return holds_on(
        one.case,
        step.do,
        one.debt.id,
        one.as_of,
        promises=one.promises,
        entries=one.decided.holds,
        stops=one.stops,
    )


def _held(one: DebtPlan, line: Line, holds: Sequence[Hold]) -> Line:
    """Return the line as it waits: until the last of its holds ends, or until somebody ends them."""
    reasons = tuple(hold.reason for hold in holds)
    cites = tuple(dict.fromkeys(cite for hold in holds for cite in hold.cites))
    ends = [hold.until for hold in holds]
    until = None if any(end is None for end in ends) else max(end for end in ends if end is not None)
    on = line.on
    if until is not None and on is not None:
        on = max(on, _working(one, until + ONE_DAY))
    if on is not None and line.on is not None and until is not None and line.on > until:
        # It falls behind the hold anyway: nothing waits.
        return replace(line, standing=Standing.LATER)
    return replace(
        line, standing=Standing.BLOCKED, on=on, until=until, why=(*line.why, *reasons), cites=(*line.cites, *cites)
    )


# -- no plan outruns the law


def _within(one: DebtPlan, lines: list[Line]) -> tuple[list[Line], list[Finding]]:
    """Return the lines with what keeps a right before its last safe day, and what is to be told of it."""
    found: list[Finding] = []
    for limit in one.limits:
        at = next((n for n in _by_day(lines) if lines[n].open and lines[n].step.do in limit.kept_by), None)
        if at is None:
            if limit.act_by - one.as_of <= _NEAR:
                found.append(_told("LX-S034", one, limit))
            continue
        line = lines[at]
        if any(hold.by_law for hold in _holds(one, line.step)):
            continue  # what the law stops is not pulled forward; the stop says what to do instead
        court = line.step.do in COURTS
        last = limit.act_by if court else max(limit.act_by - timedelta(days=one.plan.margin), date.min)
        last = _back(one, last)
        held = line.standing is Standing.BLOCKED
        endless = held and line.until is None
        if endless and limit.act_by - one.as_of > _NEAR:
            continue
        if line.on is not None and line.on <= last and not endless:
            continue
        lines[at] = _pulled(one, line, limit, last)
        params = {"step": line.step.called, "was": line.on or "—", "now": lines[at].on}
        found.append(_told("LX-S033" if held else "LX-S032", one, limit, **params))
    return lines, found


def _by_day(lines: Sequence[Line]) -> list[int]:
    return sorted(range(len(lines)), key=lambda n: (lines[n].on or date.max, n))


def _pulled(one: DebtPlan, line: Line, limit: Limit, last: date) -> Line:
    on = max(last, one.as_of)
    # A hold of the office's own, or a promise, waits as long as there is time; then the right goes before it.
    waits = Standing.BLOCKED if line.standing is Standing.BLOCKED else Standing.LATER
    standing = Standing.DUE if last <= one.as_of else waits
    reason = text("steps.why.pulled", title=limit.title, act_by=limit.act_by)
    return replace(
        line,
        standing=standing,
        on=on,
        projected=False,
        pulled_from=line.on,
        why=(*line.why, reason),
        cites=tuple(dict.fromkeys((*line.cites, *limit.cites))),
    )


def _back(one: DebtPlan, day: date) -> date:
    try:
        return one.calendar.roll_back(day)
    except LawUnknown:
        return day


def _told(code: str, one: DebtPlan, limit: Limit, **params: Any) -> Finding:
    return finding(
        code,
        ids=(one.debt.id,),
        title=limit.title,
        person=one.case.party(limit.person).name if limit.person else "—",
        act_by=limit.act_by,
        cites=tuple(str(cite) for cite in limit.cites) or ("—",),
        **params,
    )


def _unit(step: Step) -> Text:
    return text("steps.unit.working" if step.working else "steps.unit.day")


def _about(covers: Sequence[str], debt: str) -> bool:
    return not covers or debt in covers
