"""Guarantees (保证): until when the surety is bound, what keeps it bound, and from when its own debt ages.

Owns the guarantee period and the start of limitation of the guarantee debt. A demand on the debtor is not a demand
on the surety, and one surety is not another (担保制度解释 29(1)). Unlike limitation, the period is examined by the
court of its own motion (34(1)) and knows no suspension or interruption (民法典 692(1)).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.parameters import Value
from lexcollect.law.period import Period, Unit, ending, shift
from lexcollect.law.rules.chain import Ignored
from lexcollect.law.rules.event_kinds import SUITS, EventKind, Family, Outcome, kind_of
from lexcollect.law.rules.events import LawEvent, in_order
from lexcollect.law.rules.limitation import LimitationResult, Start, counting_step, limitation
from lexcollect.law.states import State
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

Mode = Literal["joint", "general"]
PERIOD = "guarantee.period"
MAX_AMOUNT = "guarantee.max_amount"
_SURETY = "surety"
_DEBTOR = "debtor"
#: Demands that are, by their kind, demands on the surety.
_ON_SURETY = frozenset((EventKind.DEMAND_ON_SURETY_ARRIVED, EventKind.SURETY_SIGNS_DEMAND))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the guarantee contract says of its period: an end, a term, or only "until all is paid" and the like."""

    until: date | None = None
    n: int = 0
    unit: Unit = "month"
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guarantee as the law sees it.

    ``main_due`` is the unrolled due date of the main debt, or the end of the grace if it had none; ``extended_to``
    a later date agreed with the debtor, which counts only with the surety's written consent. ``surety`` is its
    name when there are several. ``mode`` is ``None`` when the contract does not state the kind. ``last_due`` is the
    last of several due dates under the guarantee, when nothing says that each counts by itself: the other reading.
    ``deemed_due`` is the day the debtor's insolvency made the debt due (企业破产法 46(1)): a debated, earlier reading.
    """

    main_due: date
    agreed: Agreed | None = None
    mode: Mode | None = None
    contract_date: date | None = None
    extended_to: date | None = None
    surety_consent: bool = False
    main_due_rolled: date | None = None
    surety: str = ""
    last_due: date | None = None
    deemed_due: date | None = None


@dataclass(frozen=True, slots=True)
class GuaranteeResult:
    """The state of a guarantee.

    ``preserved``: ``True`` when the required act was done in time, ``False`` when it was not (yet). ``status``:
    ``preserved``; else ``running``, ``grace``, ``expired`` on the as-of day, ``dated`` without one.
    ``treated_as``: ``agreed``, ``no_term``, ``unclear`` or ``unclear_legacy``.
    """

    status: State
    period: Period
    preserved: bool
    mode: Mode
    treated_as: str
    base: date
    preserved_by: LawEvent | None = None
    ignored: tuple[Ignored, ...] = ()

    @property
    def provisional(self) -> bool:
        """Tell whether an end lies in a year without a published holiday notice."""
        return self.period.provisional


def guarantee_period(
    guarantee: Guarantee,
    events: Iterable[LawEvent] = (),
    *,
    rule: str = PERIOD,
    as_of: date | None = None,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Answer[GuaranteeResult]:
    """Return until when the surety is bound and whether the required act was done in time.

    民法典 692–693, 担保制度解释 32; explained by the record ``guarantee.period``.
    """
    book, calendar = book or shipped_book(), calendar or shipped_calendar()
    base = guarantee.extended_to if guarantee.extended_to and guarantee.surety_consent else guarantee.main_due
    mode, mode_step = _mode(guarantee, rule, book)
    nominal, treated_as, cites = _nominal(guarantee, base, book)
    period = ending(base, nominal, "next", calendar)
    early, events = _deemed(guarantee, base, nominal, book, calendar), tuple(events)
    if early and _act(events, mode, early, guarantee.surety, as_of)[0] is None:
        period = replace(period, act_by=early.act_by)
    act, ignored = _act(events, mode, period, guarantee.surety, as_of)
    status = State.PRESERVED if act else period.state(as_of) if as_of else State.DATED
    result = GuaranteeResult(status, period, act is not None, mode, treated_as, base, act, ignored)
    steps = [
        _base_step(guarantee, base, rule),
        mode_step,
        Step(rule, text(f"law.guarantee_{treated_as}"), cites, result=nominal),
        counting_step(period),
        _act_step(rule, result),
    ]
    others, firmness = _other_bases(guarantee, base, period, book, calendar)
    if early:
        assert guarantee.deemed_due is not None
        words = text("law.reading_guarantee_insolvency", day=guarantee.deemed_due)
        reading = Alternative(words, early, (Citation("企业破产法", "46(1)"), Citation("民法典", "692(2)")))
        others, firmness = (reading, *others), Certainty.DEBATED
    return Answer(result, tuple(steps), others, firmness)


def _deemed(guarantee: Guarantee, base: date, nominal: date, book: Book, calendar: Calendar) -> Period | None:
    """Return the period counted from the debtor's insolvency where that ends sooner (企业破产法 46(1)), else ``None``.

    Whether claims that count as due in the insolvency are due against the surety is debated: one plans on it.
    """
    day = guarantee.deemed_due
    if day is None or day >= base:
        return None
    sooner = _nominal(guarantee, day, book)[0]
    return ending(day, sooner, "next", calendar) if sooner < nominal else None


def max_amount_base(last_due: date, determined_on: date) -> date:
    """Return from which day the period of a maximum-amount guarantee runs when nothing else is agreed.

    担保制度解释 30; explained by the record ``guarantee.max_amount``.
    """
    return max(last_due, determined_on)


def guarantee_limitation(
    guarantee: Guarantee,
    events: Iterable[LawEvent] = (),
    *,
    as_of: date | None = None,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Answer[LimitationResult]:
    """Return the limitation of a joint surety's own debt.

    民法典 694(2); explained by the record ``guarantee.limitation_joint``.
    """
    rule, events = "guarantee.limitation_joint", tuple(events)
    period = guarantee_period(guarantee, events, as_of=as_of, book=book, calendar=calendar).value
    act = period.preserved_by
    if act is None or period.mode != "joint":
        step = Step(rule, text("law.guarantee_not_started"), (Citation("民法典", "694(2)"),))
        return Answer(LimitationResult(State.NOT_STARTED), (step,))
    return limitation_since(act, events, guarantee.surety, as_of=as_of, book=book, calendar=calendar)


def limitation_since(
    act: LawEvent,
    events: Iterable[LawEvent],
    surety: str,
    *,
    as_of: date | None = None,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Answer[LimitationResult]:
    """Return the limitation of a joint surety's own debt since ``act``, which kept the guarantee (民法典 694(2))."""
    rule = "guarantee.limitation_joint"
    start = Start(act.on, text("law.start_surety_demand", day=act.on), (Citation("民法典", "694(2)"),), act.evidence)
    later = [_as_demand(e) for e in events if e.on > act.on and _reaches(e, surety)]
    if kind_of(act.kind).family is Family.PROCEEDING:
        later.append(_as_demand(act))  # a suit that is still pending keeps the clock still
    return limitation(start, later, rule=rule, as_of=as_of, book=book, calendar=calendar)


def general_guarantee_limitation(
    *,
    ruling_served_on: date | None = None,
    application_received_on: date | None = None,
    exception_known_on: date | None = None,
    events: Iterable[LawEvent] = (),
    as_of: date | None = None,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Answer[LimitationResult]:
    """Return the limitation of a general surety's own debt.

    民法典 694(1), 担保制度解释 28; explained by the record ``guarantee.limitation_general``.
    """
    rule = "guarantee.limitation_general"
    start = _general_start(ruling_served_on, application_received_on, exception_known_on, book or shipped_book())
    if start is None:
        step = Step(rule, text("law.guarantee_not_started"), (Citation("民法典", "694(1)"),))
        return Answer(LimitationResult(State.NOT_STARTED), (step,))
    return limitation(start, events, rule=rule, as_of=as_of, book=book, calendar=calendar)


def _general_start(ruling: date | None, application: date | None, exception: date | None, book: Book) -> Start | None:
    found: list[Start] = []
    if ruling:
        found.append(
            Start(ruling, text("law.start_ruling_served", day=ruling), (Citation("担保制度解释", "28(1)(1)"),))
        )
    elif application:
        wait = book.at("guarantee.execution_wait", application)
        day = shift(application, wait.number, "year")
        found.append(Start(day, text("law.start_execution_year", day=application, end=day), wait.cite))
    if exception:
        found.append(
            Start(
                exception,
                text("law.start_exception_known", day=exception),
                (Citation("担保制度解释", "28(2)"), Citation("民法典", "687(2)")),
            )
        )
    return min(found, key=lambda s: s.on) if found else None


def _mode(guarantee: Guarantee, rule: str, book: Book) -> tuple[Mode, Step]:
    """Return the kind of guarantee; an unclear one is general, before the Civil Code joint (担保法 19)."""
    if guarantee.mode:
        return guarantee.mode, Step(rule, text(f"law.mode_{guarantee.mode}"), (Citation("民法典", "686(1)"),))
    if guarantee.contract_date and guarantee.contract_date < _civil_code(guarantee.contract_date, book):
        return "joint", Step(
            rule, text("law.mode_unclear_joint"), (Citation("担保法", "19"), Citation("民法典时间效力规定", "1(2)"))
        )
    return "general", Step(rule, text("law.mode_unclear_general"), (Citation("民法典", "686(2)"),))


def _civil_code(day: date, book: Book) -> date:
    return date.fromisoformat(str(book.at("guarantee.civil_code_day", day).value))


def _nominal(guarantee: Guarantee, base: date, book: Book) -> tuple[date, str, tuple[Citation, ...]]:
    """Return the end by counting, how the clause was treated, and the articles."""
    agreed, article = guarantee.agreed, (Citation("民法典", "692(2)"),)
    if agreed and agreed.unclear:
        return _unclear(guarantee, base, book)
    if agreed:
        end = agreed.until or shift(base, agreed.n, agreed.unit)
        if end > base:
            return end, "agreed", article
    six = book.at(PERIOD, guarantee.contract_date or base)
    return _counted(base, six), "no_term", six.cite


def _unclear(guarantee: Guarantee, base: date, book: Book) -> tuple[date, str, tuple[Citation, ...]]:
    signed = guarantee.contract_date
    if signed and signed < (code := _civil_code(signed, book)):
        two = book.at("guarantee.unclear_legacy", signed)
        # 民法典时间效力规定 27 honours two years not yet full on its first day; full ones lapsed on their own day.
        return _counted(base, two), "unclear_legacy", two.cite if _counted(base, two) >= code else two.cite[:1]
    six = book.at(PERIOD, max(base, signed or base))
    return _counted(base, six), "unclear", (Citation("担保制度解释", "32"), *six.cite)


def _counted(base: date, value: Value) -> date:
    return shift(base, value.number, "month" if value.unit == "month" else "year")


def _act(
    events: Iterable[LawEvent], mode: Mode, period: Period, surety: str, as_of: date | None
) -> tuple[LawEvent | None, tuple[Ignored, ...]]:
    """Return the first act that preserves the guarantee and the events that do not, with reasons."""
    act: LawEvent | None = None
    ignored: list[Ignored] = []
    for event in in_order(events):
        reason = _why_not(event, mode, period, surety, as_of)
        if reason:
            ignored.append(Ignored(event, reason))
        elif act is None:
            act = event
    return act, tuple(ignored)


def _why_not(event: LawEvent, mode: Mode, period: Period, surety: str, as_of: date | None) -> Text | None:
    if as_of and event.on > as_of:
        return text("law.ignored_future", as_of=as_of)
    reason = _general(event, period) if mode == "general" else _joint(event, surety)
    if reason:
        return reason
    if event.on > period.last_day:
        return text("law.guarantee_too_late", last=period.last_day)
    if event.on <= period.start:
        return text("law.guarantee_too_early", start=period.start)
    return None


def _general(event: LawEvent, period: Period) -> Text | None:
    """A general surety is kept by a suit or arbitration against the debtor, or by 担保制度解释 27."""
    against_debtor = event.person in ("", _DEBTOR)
    if event.kind is EventKind.ENFORCEMENT_ON_NOTARIAL_DEED or (event.kind in SUITS and against_debtor):
        if event.outcome is Outcome.WITHDRAWN and event.on <= period.last_day:
            return text("law.guarantee_withdrawn_general")
        return None  # one filed after the end was too late whether withdrawn or not
    return text("law.guarantee_needs_suit")


def _joint(event: LawEvent, surety: str) -> Text | None:
    """A joint surety is kept by any demand that reaches it (民法典 693(2))."""
    if event.kind is EventKind.SURETY_SIGNS_DEMAND:
        return None  # a signed demand reached the surety; after the period the day refuses it
    if not _reaches(event, surety):
        key = "law.guarantee_other_surety" if _at_surety(event) else "law.guarantee_debtor_only"
        return text(key)
    if event.kind in SUITS:
        if event.outcome is Outcome.WITHDRAWN and event.complaint_served_on is None:
            return text("law.guarantee_withdrawn_joint")
        return None
    if event.kind is EventKind.DEMAND_ON_SURETY_ARRIVED or kind_of(event.kind).family is Family.DEMAND:
        return None
    return text("law.guarantee_needs_demand")


def _at_surety(event: LawEvent) -> bool:
    return event.kind in _ON_SURETY or event.person not in ("", _DEBTOR)


def _reaches(event: LawEvent, surety: str) -> bool:
    """Tell whether the event concerns this surety and not the debtor or another surety."""
    if event.kind in _ON_SURETY:
        return event.person in ("", _SURETY, surety)
    return event.person == _SURETY or bool(surety and event.person == surety)


def _as_demand(event: LawEvent) -> LawEvent:
    """Return the event as one of the surety's own debt, for its limitation."""
    demand = event.kind in _ON_SURETY
    return replace(event, kind=EventKind.DEMAND_ARRIVAL_PROVED if demand else event.kind, person="")


def _base_step(guarantee: Guarantee, base: date, rule: str) -> Step:
    if guarantee.extended_to and base == guarantee.extended_to:
        words = text("law.guarantee_base_extended", day=base)
        return Step(rule, words, (Citation("民法典", "695(2)"),), result=base)
    if guarantee.extended_to:
        words = text("law.guarantee_base_kept", day=base, extended=guarantee.extended_to)
        return Step(rule, words, (Citation("民法典", "695(2)"),), result=base)
    return Step(rule, text("law.guarantee_base", day=base), (Citation("民法典", "692(2)"),), result=base)


def _act_step(rule: str, result: GuaranteeResult) -> Step:
    article = Citation("民法典", "693(1)" if result.mode == "general" else "693(2)")
    act = result.preserved_by
    if act:
        words = text("law.guarantee_preserved", day=act.on, act=act.title())
        return Step(rule, words, (article,), act.evidence, act.on)
    words = text(f"law.guarantee_act_missing_{result.mode}")
    return Step(rule, words, (article, Citation("担保制度解释", "34(2)")))


def _other_bases(
    guarantee: Guarantee, base: date, period: Period, book: Book, calendar: Calendar
) -> tuple[tuple[Alternative[Period], ...], Certainty]:
    """Return the readings that count from the rolled due date or from the last of several due dates."""
    bases: list[tuple[str, date, Citation]] = []
    if guarantee.main_due_rolled and base == guarantee.main_due:
        bases.append(("law.reading_due_rolled", guarantee.main_due_rolled, Citation("民法典", "203(1)")))
    if guarantee.last_due:
        bases.append(("law.reading_guarantee_last", guarantee.last_due, Citation("民法典", "692(2)")))
    found: list[Alternative[Period]] = []
    for key, day, article in bases:
        nominal, _, cites = _nominal(guarantee, day, book)
        if nominal != period.nominal:
            other = ending(day, nominal, "next", calendar)
            found.append(Alternative(text(key, day=day), other, (*cites, article)))
    return tuple(found), Certainty.CONVENTION if found else Certainty.STATUTORY
