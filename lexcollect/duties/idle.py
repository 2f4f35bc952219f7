"""Idle (无在走期限的案件): matters in which no date runs, and why: nobody is warned of what is in no calendar.

Owns the reasons. A matter that cannot be read is one of them: what is in it is unknown, which is worse than nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from lexcollect.deadlines.deadline import Agenda
from lexcollect.duties.table import sheetful
from lexcollect.duties.who import in_charge
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.law.states import State
from lexcollect.law.trace import LawUnknown
from lexcollect.matter.answering import Answered
from lexcollect.matter.many import Read
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Form, Sheetful
from lexcollect.wording import Text, text


class Why(StrEnum):
    """Why no date runs in a matter."""

    UNREADABLE = "unreadable"  # 案件读不出来
    NO_DAY = "no_day"  # 缺到期日等事实
    BEYOND_LAW = "beyond_law"  # 法规库不知道
    OVER = "over"  # 期限都已过
    WAITING = "waiting"  # 中断、中止，另有程序在走
    CLOSED = "closed"  # 已结案
    PAID = "paid"  # 已结清
    NONE = "none"  # 没有任何期限


#: What needs somebody's look; the rest is as it should be.
TO_LOOK_AT = frozenset({Why.UNREADABLE, Why.NO_DAY, Why.BEYOND_LAW, Why.OVER, Why.NONE})
_OVER = (State.EXPIRED, State.LAPSED, State.GONE)


@dataclass(frozen=True, slots=True)
class Idle:
    """A matter without a running date: its folder, name, who is in charge, why, and what the reason rests on."""

    folder: str
    matter: str
    owner: str
    why: Why
    more: Text | str = ""


def idle_of(read: Iterable[Read]) -> list[Idle]:
    """Return the matters without a running date, those that need a look first."""
    found = [one for one in map(_idle, read) if one is not None]
    order = {why: n for n, why in enumerate(Why)}
    return sorted(found, key=lambda one: (order[one.why], one.folder))


def _idle(one: Read) -> Idle | None:
    if one.answered is None:
        return Idle(one.folder, "", "", Why.UNREADABLE, _reason(one.error))
    agenda = one.answered.matter.agenda
    if any(d.open and d.period for d in agenda.deadlines):
        return None
    why, more = _why(one.answered, agenda)
    return Idle(one.folder, one.answered.case.matter, in_charge(one.answered.case), why, more)


def _why(answered: Answered, agenda: Agenda) -> tuple[Why, Text | str]:
    case, account = answered.case, answered.matter.account
    if case.closing is not None and case.closing.date <= answered.as_of:
        return Why.CLOSED, text("duties.idle.closed_on", on=case.closing.date)
    untold = [d for d in agenda.deadlines if d.untold]
    if missing := [d for d in untold if not d.beyond_law]:
        return Why.NO_DAY, missing[0].answer.trace[-1].text
    if untold:
        return Why.BEYOND_LAW, untold[0].answer.trace[-1].text
    if not account.principal + account.penalty + account.interest and all(o.amount for o in case.obligations):
        return Why.PAID, ""
    over = [d for d in agenda.deadlines if d.state in _OVER]
    waiting = [d for d in agenda.deadlines if d.state not in _OVER]
    if over and not waiting:
        last = max((d.period.last_day for d in over if d.period), default=None)
        return Why.OVER, text("duties.idle.over_on", title=over[0].title, last=last or "—")
    if waiting:
        return Why.WAITING, text("duties.idle.pending", title=waiting[0].title, state=_state(waiting[0].state))
    return Why.NONE, ""


def _state(state: State) -> Text:
    return text(f"deadlines.state.{state.value}")


def _reason(error: Exception | None) -> Text | str:
    if isinstance(error, Refused) and error.findings:
        first = next((f for f in error.findings if f.stops), error.findings[0])
        return f"{first.message()}（{first.code}）"
    if isinstance(error, LawUnknown):
        return error.text
    return text("duties.idle.bug")


def findings_of(idle: Iterable[Idle]) -> tuple[Finding, ...]:
    """Return a warning for each matter that needs a look."""
    return tuple(
        finding("LX-R100", Where(one.folder), why=text(f"duties.idle.{one.why.value}"))
        for one in idle
        if one.why in TO_LOOK_AT
    )


def table_of(idle: Iterable[Idle], as_of: date, source: str, count: int) -> Sheetful:
    """Return the matters as a table; ``count`` is how many were looked at."""
    rows = [(i.folder, i.matter, i.owner or "—", text(f"duties.idle.{i.why.value}"), i.more) for i in idle]
    columns = [(name, Form.WORDS) for name in ("folder", "matter", "owner", "why", "more")]
    lines = (text("duties.idle.line", count=count, idle=len(rows), day=as_of),)
    return sheetful("idle", as_of, source, columns, rows, lines=lines)
