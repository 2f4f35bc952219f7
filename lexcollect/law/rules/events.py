"""Events that interrupt or suspend a period (时效中断、中止事由), and what each of them does by itself.

Owns :class:`LawEvent` and :func:`read_event`: whether an event has effect at all, on which day the period starts
again, and which other reading exists. The kinds stand in ``law.rules.event_kinds``; where an event stands in the
chain of events is the business of ``law.rules.chain``; how well it is proved is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from lexcollect.law.period import Unit
from lexcollect.law.rules.event_kinds import SUITS, TITLES, EventKind, Family, Kind, Outcome, kind_of
from lexcollect.law.trace import Certainty
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: Who may sign for whom (诉讼时效规定 8(2)).
_SIGNATORIES = {
    "legal_person": frozenset(("legal_representative", "person_in_charge", "mail_room", "authorised")),
    "natural_person": frozenset(("debtor", "adult_relative", "authorised")),
}
_ANYONE = _SIGNATORIES["legal_person"] | _SIGNATORIES["natural_person"]
#: Media that count for a notice to a missing debtor (诉讼时效规定 8(1)(4)).
_OUTLETS = frozenset(("national", "province_of_debtor"))


@dataclass(frozen=True, slots=True)
class LawEvent:
    """An event as the law sees it. ``on`` is the day it takes effect (arrival, filing, signature).

    ``person``: who was addressed or acted (empty: the obligor of the claim). ``until``: end of an obstacle;
    ``ended``, ``outcome``: of proceedings; ``decision_known``: of a report to the police; ``new_due_date``: agreed
    or promised anew; ``named_date``: a day the debtor named; ``settlement_last_day``: of an enforcement
    settlement; ``grace``: given with a demand, (n, unit). ``evidence`` are exhibit ids for the working.
    """

    kind: EventKind
    on: date
    id: str = ""
    person: str = ""
    until: date | None = None
    ended: date | None = None
    outcome: Outcome | None = None
    complaint_served_on: date | None = None
    decision_known: date | None = None
    new_due_date: date | None = None
    named_date: date | None = None
    settlement_last_day: date | None = None
    grace: tuple[int, Unit] | None = None
    signed_by: str = ""
    other_proof_of_arrival: bool = False
    outlet_level: str = ""
    debtor_missing: bool | None = None
    amount: Decimal | None = None
    rest_waived: bool = False
    evidence: tuple[str, ...] = ()

    def title(self) -> Text:
        """Return what the event is called."""
        return text("law_events." + self.kind)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose clock it is: the person the claim is against, who is jointly liable, and what the sides are."""

    person: str = ""
    joint: frozenset[str] = frozenset()
    strict_person: bool = False
    debtor_kind: str = ""
    creditor_kind: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an event does by itself: ``restart`` is the safe new start; ``None`` with a ``reason`` = nothing.

    ``others`` are other arguable restart days with the words of that reading.
    """

    event: LawEvent
    kind: Kind
    restart: date | None
    reason: Text | None = None
    pending: bool = False
    adjudicated: bool = False
    certainty: Certainty = Certainty.STATUTORY
    others: tuple[tuple[Text, date], ...] = ()


NO_SCOPE = Scope()


def in_order(events: Iterable[LawEvent]) -> list[LawEvent]:
    """Return the events by day, then id: the order of input never matters."""
    return sorted(events, key=lambda e: (e.on, e.id, e.kind))


def read_event(event: LawEvent, scope: Scope = NO_SCOPE) -> Reading:
    """Return what ``event`` does by itself for the clock of ``scope``."""
    kind = kind_of(event.kind)
    reason = _why_not(event, kind, scope)
    if reason is not None:
        return Reading(event, kind, None, reason)
    return _RESTART[kind.family](event, kind)


def _why_not(event: LawEvent, kind: Kind, scope: Scope) -> Text | None:
    """Return the reason why the event can have no effect, whatever its day."""
    if event.person and event.person != scope.person and not _joint(event, scope):
        return text("law.ignored_other_person", person=event.person)
    if kind.family in _WITHOUT_EFFECT:
        return text(f"law.ignored_{event.kind}")
    if event.rest_waived:
        return text("law.ignored_rest_waived")
    asked = _CONDITIONS.get(event.kind)
    return asked(event, scope) if asked else None


def _signed(event: LawEvent, scope: Scope) -> Text | None:
    return None if _valid_signature(event, scope) else text("law.ignored_signatory")


def _deducted(event: LawEvent, scope: Scope) -> Text | None:
    return None if scope.creditor_kind == "financial" else text("law.ignored_not_financial")


def _published(event: LawEvent, scope: Scope) -> Text | None:
    if event.debtor_missing is not True:
        return text("law.ignored_not_missing")
    return None if event.outlet_level in _OUTLETS else text("law.ignored_outlet")


_STATUTORY, _CONVENTION, _DEBATED = Certainty.STATUTORY, Certainty.CONVENTION, Certainty.DEBATED
_DOUBTFUL = frozenset((EventKind.DEBT_ACKNOWLEDGED,))
_WITHOUT_EFFECT = frozenset((Family.NONE, Family.START))
#: What an event of a kind must fulfil to have effect (诉讼时效规定 8). Tables, not comparisons: a member of an
#: enumeration is looked up by a call, which ten thousand matters would feel.
_CONDITIONS = {
    EventKind.DEMAND_SIGNED: _signed,
    EventKind.BANK_DEDUCTION: _deducted,
    EventKind.PUBLIC_NOTICE: _published,
}


def _joint(event: LawEvent, scope: Scope) -> bool:
    """Joint debtors share their interruptions (诉讼时效规定 15(2)); bill debtors do not (票据纠纷规定 19)."""
    return not scope.strict_person and {event.person, scope.person} <= scope.joint


def _valid_signature(event: LawEvent, scope: Scope) -> bool:
    if not event.signed_by:
        return True
    return event.signed_by in _SIGNATORIES.get(scope.debtor_kind, _ANYONE) or event.other_proof_of_arrival


def _one_off(event: LawEvent, kind: Kind) -> Reading:
    later = event.named_date or event.new_due_date
    others: tuple[tuple[Text, date], ...] = ()
    if later and later > event.on:
        others = ((text("law.reading_named_date", day=later), later),)
    firmness = _CONVENTION if others else _STATUTORY
    if event.kind in _DOUBTFUL:
        firmness = _DEBATED
    return Reading(event, kind, event.on, certainty=firmness, others=others)


def _extension(event: LawEvent, kind: Kind) -> Reading:
    restart = max(event.on, event.new_due_date or event.on)
    return Reading(event, kind, restart, certainty=Certainty.CONVENTION)


def _settlement(event: LawEvent, kind: Kind) -> Reading:
    return Reading(event, kind, max(event.on, event.settlement_last_day or event.on))


def _report(event: LawEvent, kind: Kind) -> Reading:
    if event.decision_known is None:
        return Reading(event, kind, event.on, pending=True)
    return Reading(event, kind, max(event.on, event.decision_known))


def _proceeding(event: LawEvent, kind: Kind) -> Reading:
    ended, adjudicated = event.ended, event.outcome in TITLES
    if event.new_due_date and event.new_due_date > event.on and not adjudicated:
        # a settlement reached in the proceedings fixed a new due date: as an agreed extension
        return Reading(event, kind, event.new_due_date, certainty=Certainty.CONVENTION)
    if ended is None:
        return Reading(event, kind, event.on, pending=kind.pending and not adjudicated, adjudicated=adjudicated)
    if adjudicated:
        return Reading(event, kind, event.on, adjudicated=True)
    if event.kind in SUITS and event.outcome is Outcome.WITHDRAWN:
        return _withdrawn(event, kind, ended)
    others = ((text("law.reading_ended", day=ended), ended),) if ended > event.on else ()
    return Reading(event, kind, event.on, certainty=Certainty.DEBATED, others=others)


def _withdrawn(event: LawEvent, kind: Kind, ended: date) -> Reading:
    """A withdrawn suit interrupts if the complaint was served; else, on the safe side, it does not."""
    at_end = (text("law.reading_withdrawal_effective", day=ended), ended)
    if event.complaint_served_on:
        return Reading(event, kind, event.on, certainty=Certainty.GUIDANCE, others=(at_end,))
    filing = (text("law.reading_filing_interrupts", day=event.on), event.on)
    return Reading(
        event, kind, None, text("law.ignored_withdrawn_unserved"), certainty=Certainty.DEBATED, others=(filing, at_end)
    )


def _revival(event: LawEvent, kind: Kind) -> Reading:
    if event.kind is EventKind.PAYMENT_AFTER_EXPIRY:
        return Reading(event, kind, event.on)
    return Reading(event, kind, max(event.on, event.new_due_date or event.on), certainty=Certainty.DEBATED)


_RESTART = {
    Family.DEMAND: _one_off,
    Family.CONSENT: _one_off,
    Family.TRANSFER: _one_off,
    Family.EXTENSION: _extension,
    Family.SETTLEMENT: _settlement,
    Family.PROCEEDING: _proceeding,
    Family.REPORT: _report,
    Family.REVIVAL: _revival,
    Family.INSOLVENCY: _one_off,
}
