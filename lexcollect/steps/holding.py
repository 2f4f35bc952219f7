"""Holding (暂缓): what keeps a step of a debt from being done today, and until when.

Owns promises that run, objections and holds that a person recorded, and the stops of the law as they bear on a step. A
hold ends with its day; a stop of the law with its ground. Limitation goes before both (``limits``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lexcollect.casefile.models import Case
from lexcollect.claims.stop import Act, Ground, Stop
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.steps.decided import Held as Why
from lexcollect.steps.decided import HoldEntry
from lexcollect.steps.plan import ACTS, CONTACTS, COURTS, Do
from lexcollect.steps.promises import Promise, running
from lexcollect.wording import Text, text

#: What stops even a reminder: nobody is asked who is insolvent, paid, or keeps what was settled.
_EVEN_REMINDERS = frozenset({Ground.INSOLVENT, Ground.PERFORMING, Ground.PAID})
_ESCALATES = CONTACTS | COURTS


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a step waits: the reason, until when (none: until it is ended), the articles if the law says so."""

    reason: Text
    until: date | None = None
    cites: tuple[Citation, ...] = ()
    by_law: bool = False


def holds_on(
    case: Case,
    do: Do,
    debt: str,
    as_of: date,
    *,
    promises: Sequence[Promise] = (),
    entries: Sequence[HoldEntry] = (),
    stops: Sequence[Stop] = (),
) -> tuple[Hold, ...]:
    """Return what holds step ``do`` of ``debt`` on ``as_of``, what the law says first."""
    found = [*_legal(case, do, debt, stops)]
    promise = running(promises, debt)
    if promise is not None and do in _ESCALATES:
        found.append(
            Hold(text("steps.hold.promise", on=promise.on, until=promise.until, amount=promise.missing), promise.until)
        )
    for entry in entries:
        over = entry.until is not None and entry.until < as_of
        if entry.first > as_of or over or (entry.covers and debt not in entry.covers):
            continue
        if entry.kind is Why.OBJECTION and do not in CONTACTS:
            continue  # what is disputed can be sued for
        key = f"steps.hold.{entry.kind.value}" + ("" if entry.until else "_open")
        found.append(Hold(text(key, until=entry.until, by=entry.by, why=entry.why or "—"), entry.until))
    return tuple(found)


def _legal(case: Case, do: Do, debt: str, stops: Sequence[Stop]) -> list[Hold]:
    """Return the stop of the law on the step, if nobody is left against whom it may be done."""
    act = ACTS.get(do, Act.DEMAND if do in CONTACTS else None)
    if act is None:
        return []
    bearing = [
        stop
        for stop in stops
        if stop.bars
        and stop.act is act
        and (not stop.obligations or debt in stop.obligations)
        and (do in ACTS or stop.ground in _EVEN_REMINDERS)
    ]
    targets = _targets(case, do)
    held = {who: next((s for s in bearing if s.person in ("", who)), None) for who in targets}
    if not targets or not all(held.values()):
        return []
    first = next(stop for stop in held.values() if stop is not None)
    return [Hold(_told(first), None, first.cites, by_law=True)]


def _told(stop: Stop) -> Text:
    return text("steps.hold.law", ground=text(f"steps.ground.{stop.ground.value}"), instead=stop.instead)


def _targets(case: Case, do: Do) -> tuple[str, ...]:
    """Return against whom a step is done: guarantors alone, or the debtors, before a court both."""
    guarantors = tuple(dict.fromkeys(security.grantor for security in case.securities))
    if do is Do.GUARANTOR_LETTER:
        return guarantors
    debtors = tuple(party.id for party in case.debtors)
    return (*debtors, *guarantors) if do in (Do.SUE, Do.PRESERVE, Do.ENFORCE) else debtors
