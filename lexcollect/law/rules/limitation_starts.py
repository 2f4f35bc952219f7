"""From which day limitation runs: due dates, instalments, debts without due date, special starts.

Owns the starts; each function hands a :class:`~lexcollect.law.rules.limitation.Start` to
:func:`~lexcollect.law.rules.limitation.limitation`. On the safe side a creditor's clock starts from the unrolled
day; the other start is kept as another reading. Refuses to start a debt without due date that nobody demanded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.period import Unit, shift
from lexcollect.law.rules.event_kinds import EventKind, Family, kind_of
from lexcollect.law.rules.events import NO_SCOPE, LawEvent, Scope, in_order, read_event
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation, Step
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

    Says: limitation runs from the end of the grace given with the first demand, or from the day the debtor
        refused at that demand (诉讼时效规定 4).
    Applies when: no due date is agreed and none follows from 民法典 510, 511 or the type of contract.
    Counts from: the end of the grace; without one the arrival of the demand (safe); a refusal before the grace is
        over counts from its own day (safe); an agreed date, if the parties later fix one.
    Interrupted or suspended by: as limitation, by later events.
    Doubtful: the preparation time of 511(4) when no grace was stated.
    Source: the articles named, texts to May 2026.

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

    Says: some claims know no defence of limitation (民法典 196, 诉讼时效规定 1).
    Applies when: cessation, return of land or registered things, maintenance, bank deposits, public bonds, unpaid
        capital contributions.
    Counts from: nothing.
    Interrupted or suspended by: nothing.
    Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    step = Step("limitation.not_applicable", text("law.not_applicable"), (NOT_APPLICABLE[claim],))
    return Answer(LimitationResult(State.NOT_APPLICABLE), (step,))


def limitation_by_hand(kind: Literal["maritime", "labour"]) -> Answer[LimitationResult]:
    """Return the answer for claims whose limitation this program does not compute: status ``manual``.

    Says: maritime claims one, two or three years (海商法 284 to 292, interruption 294); labour disputes one year to
        arbitration (劳动争议调解仲裁法 27).
    Applies when: carriage by sea, charter, towage, marine insurance; labour disputes.
    Counts from: various days. Interrupted or suspended by: 海商法 293, 294; the old law knew no interruption by demand.
    Doubtful: facts on both sides of 2026-05-01; there is no transitional article.
    Source: the articles named, texts to May 2026.
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

    Says: limitation of one debt in instalments runs from the end of the last one (民法典 189).
    Applies when: the total was fixed when the contract was made; not for rent, fees and running supplies.
    Counts from: the last due date; after an acceleration from the day its notice arrived (safe).
    Interrupted or suspended by: as limitation.
    Doubtful: whether an acceleration moves the start; the last instalment is the other reading.
    Source: the articles named, texts to May 2026.
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

    Says: each due date has its own clock (民法典 188); 189 is not applied.
    Applies when: the payments are separate debts of one relation that goes on.
    Counts from: ``due``, the due date of this payment.
    Interrupted or suspended by: as limitation.
    Doubtful: for rent, utilities and services an older reading counts all from the ``last`` payment; for property
        fees (``settled``) the question service settled it (法答网精选答问 20.3).
    Source: the articles named, texts to May 2026.
    """
    cites = (Citation("民法典", "188(2)"), Citation("法答网精选答问", "20.3"))
    words = text("law.start_recurring", day=due)
    if settled or due == last:
        return Start(due, words, cites, evidence, certainty=Certainty.GUIDANCE)
    others = ((text("law.reading_whole_contract", day=last), last),)
    return Start(due, words, cites, evidence, others, Certainty.DEBATED)


def finance_lease(lease_end: date, ended_early_on: date | None = None, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start for unpaid rent of a finance lease.

    Says: three years from the end of the lease term (融资租赁解释 14).
    Applies when: the contract is a finance lease.
    Counts from: the end of the term; if the lease was terminated or all rent called early, from that day (safe).
    Interrupted or suspended by: as limitation.
    Doubtful: the start after an early end; the end of the term is the other reading.
    Source: the articles named, texts to May 2026.
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

    Says: limitation runs from the day the holder knew or should have known of the injury and the obligor (民法典
        188(2)); restitution after rescission from the rescission (诉讼时效规定 5(2)); unjust enrichment from
        knowledge of it and of the enriched (6); management without mandate from its end and knowledge of the
        principal (7); insurance from knowledge of the event (保险法 26).
    Applies when: the claim has no due date by nature.
    Counts from: ``known_on``.
    Interrupted or suspended by: as limitation.
    Doubtful: what should have been known.
    Source: the articles named, texts to May 2026.
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
