"""From which day limitation runs: due dates, instalments, debts without due date, special starts.

Owns the starts; each function hands a :class:`~lexcollect.law.rules.limitation.Start` to
:func:`~lexcollect.law.rules.limitation.limitation`. On the safe side a creditor's clock starts from the unrolled
day; the other start is kept as another reading. Refuses to start a debt without due date that nobody demanded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.period import Unit, shift
from lexcollect.law.rules.event_kinds import EventKind, Family, kind_of
from lexcollect.law.rules.events import NO_SCOPE, LawEvent, Scope, in_order, read_event
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

_PERIOD_CITES = (Citation("民法典", "201(1)"), Citation("民法典", "203(1)"), Citation("民法典", "188(2)"))
_NO_DUE_DATE = (Citation("诉讼时效规定", "4"), Citation("民法典", "510"), Citation("民法典", "511"))
_INSTALMENTS = (Citation("民法典", "189"),)
_DEFAULT_DUE = {
    "sale": Citation("民法典", "628"),
    "work": Citation("民法典", "782"),
    "lease": Citation("民法典", "721"),
    "interest": Citation("民法典", "674"),
    "deposit": Citation("民法典", "902(2)"),
    "mandate": Citation("民法典", "928"),
    "construction": Citation("建设工程解释一", "27"),
}
#: Claims without limitation (民法典 196, 诉讼时效规定 1): kind → article.
NOT_APPLICABLE = {
    "cessation": Citation("民法典", "196"),
    "return_of_property": Citation("民法典", "196"),
    "maintenance": Citation("民法典", "196"),
    "deposit": Citation("诉讼时效规定", "1"),
    "bonds": Citation("诉讼时效规定", "1"),
    "capital_contribution": Citation("诉讼时效规定", "1"),
}


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date agreed as a period: ``rolled`` for the debtor and for money, ``unrolled`` for clocks."""

    unrolled: date
    rolled: date


def due_within(start: date, n: int, unit: Unit, calendar: Calendar | None = None) -> DueDate:
    """Return the due date of "within ``n`` ``unit`` of ``start``".

    Says: the last day of a period that is a holiday moves to the day after it (民法典 203).
    Applies when: the parties agreed a period; a fixed day is not moved, a clause decides first (204).
    Counts from: ``start``, not counted itself (201).
    Interrupted or suspended by: nothing.
    Doubtful: whether the creditor's clocks start from the rolled day; the unrolled one is the safe one.
    Source: the articles named, texts to May 2026.
    """
    day = shift(start, n, unit)
    return DueDate(day, (calendar or shipped_calendar()).roll_next(day))


def from_due_date(day: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of a debt with a fixed due date: the day as written (民法典 188(2))."""
    return Start(day, text("law.start_due", day=day), (Citation("民法典", "188(2)"),), evidence)


def from_due_period(due: DueDate, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of a debt due within a period: the unrolled day, the rolled one as other reading."""
    if due.rolled == due.unrolled:
        return from_due_date(due.unrolled, evidence)
    others = ((text("law.reading_due_rolled", day=due.rolled), due.rolled),)
    words = text("law.start_due_unrolled", day=due.unrolled, rolled=due.rolled)
    return Start(due.unrolled, words, _PERIOD_CITES, evidence, others, Certainty.CONVENTION)


def from_default_due_date(contract: str, performed_on: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of a debt whose due date the law fixes although the contract is silent.

    Says: without an agreed day the price of a sale is due on receipt (民法典 628), of a work on delivery (782), rent
        at the end of the lease or of each year (721), interest with the principal or yearly (674), the fee of a
        deposit on collection (902), of a mandate on completion (928), of construction on delivery (建设工程解释一 27).
    Applies when: nothing was agreed and 民法典 510 (later agreement, usage) yields no day. Such a debt is *not* one
        without due date (诉讼时效规定 4).
    Counts from: ``performed_on``, the day of that receipt, delivery or completion.
    Interrupted or suspended by: as limitation.
    Doubtful: nothing for sales (法答网精选答问 20.2); construction depends on the facts of 27.
    Source: the articles named, texts to May 2026.

    ``contract`` is sale, work, lease, interest, deposit, mandate or construction; another is a ``KeyError``.
    """
    cites = (_DEFAULT_DUE[contract], Citation("民法典", "510"), Citation("诉讼时效规定", "4"))
    return Start(performed_on, text(f"law.start_default_{contract}", day=performed_on), cites, evidence)


def without_due_date(events: Iterable[LawEvent], scope: Scope = NO_SCOPE) -> tuple[Start | None, list[LawEvent]]:
    """Return the start of a debt without due date and the events that are left for its clock.

    诉讼时效规定 4; explained by the record ``limitation.no_due_date``.

    ``(None, …)`` when nobody demanded: the period has not started.
    """
    ordered = in_order(events)
    for index, event in enumerate(ordered):
        rest = ordered[:index] + ordered[index + 1 :]
        if event.kind is EventKind.EXPLICIT_REFUSAL:
            return _refused(event), rest
        if kind_of(event.kind).family is Family.EXTENSION and event.new_due_date:
            return from_due_date(event.new_due_date, event.evidence), rest
        if _demands(event, scope):
            refusal = next((e for e in ordered[index:] if e.kind is EventKind.EXPLICIT_REFUSAL), None)
            return _demanded(event, refusal), [e for e in rest if e is not refusal]
    return None, ordered


def limitation_without_due_date(
    events: Iterable[LawEvent],
    *,
    scope: Scope = NO_SCOPE,
    as_of: date | None = None,
) -> Answer[LimitationResult]:
    """Return the limitation of a debt without due date; ``not_started`` when nobody demanded it.

    The rule is that of :func:`without_due_date`; later events are judged by :func:`limitation`.
    """
    rule = "limitation.no_due_date"
    start, rest = without_due_date(events, scope)
    if start is None:
        return Answer(LimitationResult(State.NOT_STARTED), (Step(rule, text("law.unknown_start"), _NO_DUE_DATE),))
    return limitation(start, rest, rule=rule, scope=scope, as_of=as_of)


def limitation_not_applicable(claim: str) -> Answer[LimitationResult]:
    """Return the answer for a claim without limitation; ``claim`` is a key of :data:`NOT_APPLICABLE`.

    民法典 196, 诉讼时效规定 1; explained by the record ``limitation.not_applicable``.
    """
    step = Step("limitation.not_applicable", text("law.not_applicable"), (NOT_APPLICABLE[claim],))
    return Answer(LimitationResult(State.NOT_APPLICABLE), (step,))


def limitation_by_hand(kind: Literal["maritime", "labour"]) -> Answer[LimitationResult]:
    """Return the answer for claims whose limitation this program does not compute: status ``manual``.

    海商法 284–292, 劳动争议调解仲裁法 27; explained by the record ``limitation.maritime``.
    """
    cites = {
        "maritime": (Citation("海商法", "284"), Citation("海商法", "294"), Citation("海商法(1992)", "267")),
        "labour": (Citation("劳动争议调解仲裁法", "27"),),
    }[kind]
    return Answer(LimitationResult(State.MANUAL), (Step(f"limitation.{kind}", text(f"law.manual_{kind}"), cites),))


def _demands(event: LawEvent, scope: Scope) -> bool:
    family = kind_of(event.kind).family
    return family in (Family.DEMAND, Family.PROCEEDING) and read_event(event, scope).restart is not None


def _refused(event: LawEvent) -> Start:
    return Start(event.on, text("law.start_refused", day=event.on), _NO_DUE_DATE, event.evidence)


def _demanded(demand: LawEvent, refusal: LawEvent | None) -> Start:
    if demand.grace is None:
        if refusal and refusal.on == demand.on:
            return _refused(refusal)
        return Start(
            demand.on,
            text("law.start_demanded", day=demand.on),
            _NO_DUE_DATE,
            demand.evidence,
            certainty=Certainty.CONVENTION,
        )
    end = shift(demand.on, *demand.grace)
    words = text("law.start_grace", day=demand.on, end=end)
    if refusal and refusal.on < end:
        return Start(
            refusal.on,
            text("law.start_refused", day=refusal.on),
            _NO_DUE_DATE,
            refusal.evidence,
            ((words, end),),
            Certainty.CONVENTION,
        )
    return Start(end, words, _NO_DUE_DATE, demand.evidence)


def instalments(due_dates: Sequence[date], accelerated_on: date | None = None, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of one debt agreed in instalments.

    民法典 189; explained by the record ``limitation.instalments``.
    """
    last = max(due_dates)
    words = text("law.start_last_instalment", day=last)
    if accelerated_on is None or accelerated_on >= last:
        return Start(last, words, _INSTALMENTS, evidence)
    return Start(
        accelerated_on,
        text("law.start_accelerated", day=accelerated_on),
        _INSTALMENTS,
        evidence,
        ((words, last),),
        Certainty.DEBATED,
    )


def recurring(due: date, last: date, evidence: tuple[str, ...] = (), *, settled: bool = False) -> Start:
    """Return the start of one of several recurring payments (rent, property fees, utilities, services).

    民法典 188; explained by the record ``limitation.periodic``.
    """
    cites = (Citation("民法典", "188(2)"), Citation("法答网精选答问", "20.3"))
    words = text("law.start_recurring", day=due)
    if settled or due == last:
        return Start(due, words, cites, evidence, certainty=Certainty.GUIDANCE)
    others = ((text("law.reading_whole_contract", day=last), last),)
    return Start(due, words, cites, evidence, others, Certainty.DEBATED)


def finance_lease(lease_end: date, ended_early_on: date | None = None, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start for unpaid rent of a finance lease.

    融资租赁解释 14; explained by the record ``limitation.finance_lease_rent``.
    """
    cites = (Citation("融资租赁解释", "14"),)
    words = text("law.start_lease_end", day=lease_end)
    if ended_early_on is None or ended_early_on >= lease_end:
        return Start(lease_end, words, cites, evidence)
    return Start(
        ended_early_on,
        text("law.start_accelerated", day=ended_early_on),
        cites,
        evidence,
        ((words, lease_end),),
        Certainty.DEBATED,
    )


def from_knowledge(known_on: date, rule: str, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of a claim that runs from knowledge or from a special event.

    民法典 188(2); explained by the record ``limitation.rescission_restitution``.
    """
    return Start(known_on, text("law.start_known", day=known_on), (_KNOWLEDGE.get(rule, _KNOWN),), evidence)


_KNOWN = Citation("民法典", "188(2)")
_KNOWLEDGE = {
    "limitation.rescission_restitution": Citation("诉讼时效规定", "5(2)"),
    "limitation.unjust_enrichment": Citation("诉讼时效规定", "6"),
    "limitation.negotiorum_gestio": Citation("诉讼时效规定", "7(1)"),
    "limitation.insurance_nonlife": Citation("保险法", "26(1)"),
    "limitation.insurance_life": Citation("保险法", "26(2)"),
    "bill.civil_remainder": Citation("票据法", "18"),
}
