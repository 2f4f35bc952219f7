"""Stages: where a matter stands, what comes next and what blocks it, as flat rows (案件进度).

Owns the ladder of stages and the reading of one answered matter into a row. Decides no law: what must not be done are
the legal stops of the claims, what is due next is the agenda's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.claims.stop import Act, Stop
from lexcollect.deadlines.urgency import Alarm
from lexcollect.findings import Refused
from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, Who, Words
from lexcollect.reporting.from_matters import accounts_of, who_of
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.many import Read


class Stage(StrEnum):
    """Where a matter stands, from the end of the ladder to its beginning (阶段)."""

    CLOSED = "closed"  # 已结案
    PAID = "paid"  # 本金已清
    INSOLVENCY = "insolvency"  # 破产程序
    TERMINATED = "terminated"  # 终结本次执行
    ENFORCEMENT = "enforcement"  # 执行中
    TITLE = "title"  # 已有生效文书
    SUIT = "suit"  # 诉讼、仲裁中
    SETTLED = "settled"  # 和解履行中
    DEMANDED = "demanded"  # 已催告
    OVERDUE = "overdue"  # 逾期未催告
    NOT_DUE = "not_due"  # 未到期


#: What is done next at each stage, where an act of law is.
_ACT = {
    Stage.OVERDUE: Act.DEMAND,
    Stage.DEMANDED: Act.SUE,
    Stage.SETTLED: Act.SUE,
    Stage.TITLE: Act.ENFORCE,
    Stage.TERMINATED: Act.ENFORCE,
}
#: Stages at which the office's own plan of steps says what comes next.
_BEFORE_SUIT = (Stage.NOT_DUE, Stage.OVERDUE, Stage.DEMANDED, Stage.SETTLED)
_SUITS = (k.FilingKind.SUIT, k.FilingKind.ARBITRATION, k.FilingKind.PAYMENT_ORDER)


@dataclass(frozen=True, slots=True)
class Progress:
    """One matter: its stage, since when, what is due next (the agenda's first open deadline), what blocks it.

    ``principal`` is nothing where debts stand in several moneys. ``step`` is the next step of the office's plan, with
    its day: before a suit only, and no period of law.
    """

    matter: str
    who: Who
    principal: Decimal | None
    currency: str
    stage: Stage
    since: date | None
    deadline: Words
    act_by: date | None
    alarm: Alarm
    blocks: tuple[Words, ...] = ()
    step: str = ""
    step_on: date | None = None

    @property
    def order(self) -> tuple[int, date, Decimal, str]:
        """Its place: the most pressing first, then the larger sum."""
        return -self.alarm, self.act_by or date.max, -(self.principal or ZERO), self.matter


def progress_of(one: Read) -> Iterator[Progress]:
    """Yield the row of a matter that could be read."""
    if one.answered is not None:
        yield _row(one.folder, one.answered)


def _row(folder: str, answered: Answered) -> Progress:
    case, as_of = answered.matter.case, answered.as_of
    moneys = sorted({o.currency.value for o in case.obligations})
    stage, since = stage_of(case, principal_left(answered), overdue(answered), as_of)
    found = answered.next_deadline
    done = stage in (Stage.CLOSED, Stage.PAID)
    step, on, held = _planned(answered) if stage in _BEFORE_SUIT else ("", None, ())
    return Progress(
        folder,
        who_of(case),
        principal_left(answered) if len(moneys) < 2 else None,
        moneys[0] if moneys else "CNY",
        stage,
        since,
        found.title if found and not done else "",
        found.period.act_by if found and found.period and not done else None,
        answered.agenda.level(found) if found and not done else Alarm.CALM,
        () if done else tuple(dict.fromkeys((*_blocks(answered, stage), *held))),
        step,
        on,
    )


def _planned(answered: Answered) -> tuple[str, date | None, tuple[Words, ...]]:
    """Return the next step of the matter's plan and its day; where there is none, why what is planned is held."""
    from lexcollect.matter.planning import planned
    from lexcollect.steps.lines import Standing

    try:
        found = planned(answered).schedule
    except Refused as refused:
        return "", None, tuple(f.message() for f in refused.findings if f.stops)
    if found.next is not None:
        return found.next.step.called.render(), found.next.on, ()
    return "", None, tuple(why for line in found.lines if line.standing is Standing.BLOCKED for why in line.why)


def principal_left(answered: Answered) -> Decimal:
    """Return the principal left in all accounts of a matter."""
    return sum((account.principal for account in accounts_of(answered)), ZERO)


def overdue(answered: Answered) -> bool:
    """Tell whether anything with something left on it is overdue."""
    debts = (o for account in accounts_of(answered) for o in account.obligations)
    return any(o.principal > 0 and not o.due.open and o.due.rolled < answered.as_of for o in debts)


def stage_of(case: Case, principal: Decimal, late: bool, as_of: date) -> tuple[Stage, date | None]:
    """Return the stage of a matter on ``as_of`` and since when it stands there; the furthest step decides."""
    for stage, days in _steps(case, as_of):
        if days:
            return stage, max(days)
        if stage is Stage.CLOSED and not principal:
            last = [p.date for p in case.payments if p.date <= as_of]
            return Stage.PAID, max(last, default=None)
    return (Stage.OVERDUE if late else Stage.NOT_DUE), None


def _steps(case: Case, as_of: date) -> Iterator[tuple[Stage, list[date]]]:
    """Yield every stage above the first two with the days that brought the matter there."""
    yield Stage.CLOSED, [case.closing.date] if case.closing and case.closing.date <= as_of else []
    yield Stage.INSOLVENCY, [i.accepted_on for i in case.insolvent_on(as_of)]
    ended = [t.terminated_on for t in case.titles if t.terminated_on and t.terminated_on <= as_of]
    started = [f.date for f in case.filings if f.kind is k.FilingKind.ENFORCEMENT and _runs(f.ended_on, f.date, as_of)]
    yield Stage.TERMINATED, [day for day in ended if not any(begun > day for begun in started)]
    yield Stage.ENFORCEMENT, started
    made = (t.effective_on or t.served_on or t.made_on for t in case.titles)
    yield Stage.TITLE, [day for day in made if day and day <= as_of]
    yield Stage.SUIT, [f.date for f in case.filings if f.kind in _SUITS and _runs(f.ended_on, f.date, as_of)]
    signed = case.settlement.signed_on if case.settlement else None
    yield Stage.SETTLED, [signed] if signed and signed <= as_of else []
    yield Stage.DEMANDED, [c.date for c in case.communications if c.demands_payment and c.date <= as_of]


def _runs(ended: date | None, begun: date, as_of: date) -> bool:
    return begun <= as_of and (ended is None or ended > as_of)


def _blocks(answered: Answered, stage: Stage) -> Iterator[Words]:
    """Yield why the next step cannot be taken: missing facts, red flags, what the law stands against."""
    for found in answered.matter.short:
        yield found.message()
    errors = [f for f in answered.read_findings if f.stops]
    if errors:
        yield text("reporting.block_errors", count=len(errors), first=errors[0].message())
    act = _ACT.get(stage)
    if act is None:
        return
    try:
        stops = answered.claims.stops
    except Refused as refused:
        yield from (f.message() for f in refused.findings)
        return
    yield from map(stop_words, barring(stops, act, answered.matter.case))


def barring(stops: Iterable[Stop], act: Act, case: Case) -> tuple[Stop, ...]:
    """Return the stops by which ``act`` cannot be done at all: against everybody, or against every debtor."""
    found = [stop for stop in stops if stop.act is act and stop.bars]
    debtors = {p.id for p in case.debtors}
    every = debtors <= {stop.person for stop in found}
    kept = [stop for stop in found if not stop.person or (every and stop.person in debtors)]
    return tuple({(stop.ground, stop.instead): stop for stop in kept}.values())


def stop_words(stop: Stop) -> Words:
    """Return a legal stop in words: the ground, its articles, and what to do instead."""
    cites = "、".join(str(cite) for cite in stop.cites)
    key = f"reporting.ground_{stop.ground.value}"
    return text("reporting.stop", ground=text(key), cites=cites, instead=stop.instead)
