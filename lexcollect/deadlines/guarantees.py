"""Guarantees: until when each guarantor is bound for each obligation, and from when its own debt ages.

Owns guarantee periods (保证期间) and the limitation of the guarantee debt, per guarantor and per obligation, and the
standing that ``claims`` needs; what the case file says of a guarantee, ``guarantee_terms`` reads. A demand on the
debtor is none on the guarantor; a general guarantor is kept by a suit against the debtor, a joint one by a demand that
reaches it (民法典 693).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Security
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.coverage import arisen_on
from lexcollect.claims.gaps import road
from lexcollect.claims.standing import Hold, Standing
from lexcollect.deadlines.clocks import need_of
from lexcollect.deadlines.deadline import Agenda, Deadline, Fallback, Ignored, unknown
from lexcollect.deadlines.events import CaseEvent, as_own, on_day_with
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.guarantee_terms import covered, ended_for_now, first_enforcement, guarantee_of, insolvent_on
from lexcollect.deadlines.titles import title_on
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.event_kinds import SUITS, EventKind
from lexcollect.law.rules.guarantee import (
    PERIOD,
    Guarantee,
    GuaranteeResult,
    general_guarantee_limitation,
    guarantee_period,
    limitation_since,
)
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation, LawUnknown
from lexcollect.wording import Text, text

#: A proved demand so many days before the due date leaves the guarantee doubtful, not lost: one payment period.
#: Policy, not law: no text says what a demand before the guarantee period is worth.
EARLY_DEMAND_DAYS = 31
#: The finding that warns of a doubtful guarantee.
DOUBTFUL = "LX-D005"
#: A guarantee of instalments that only the reading "from the last instalment" keeps.
LAST_INSTALMENT = "LX-D040"
#: Nobody said whether a period was agreed: six months is only one of the readings.
PERIOD_UNSAID = "LX-D133"
_TITLE, _LIMIT_TITLE = text("deadlines.title.guarantee"), text("deadlines.title.guarantee_limitation")
_HOLDS = {State.PRESERVED: Hold.KEPT, State.LAPSED: Hold.LAPSED, State.DOUBTFUL: Hold.DOUBTFUL}
_HOLDS[State.ADJUDICATED] = Hold.KEPT
#: Acts that would have kept a guarantee, had they been proved.
_DEMANDS = frozenset({EventKind.POSTED_UNPROVED, EventKind.DEMAND_ON_SURETY_ARRIVED, *SUITS})
_MAX_FALLBACKS = 6
_PERIOD_ID = "guarantee:"
_DEBTOR = "debtor"


def guarantee_deadlines(facts: Facts) -> list[Deadline]:
    """Return, per guarantee and covered obligation, its period, and once kept the limitation of its debt."""
    out: list[Deadline] = []
    for security in facts.case.securities:
        events = _events(facts, security)
        limits: dict[tuple[Any, ...], Deadline] = {}
        ids = covered(facts, security)
        for obligation in facts.open_obligations:
            if obligation.id not in ids:
                continue
            if obligation.due.unknown:
                out.append(_day_unknown(facts, security, obligation.id))
                continue
            if obligation.due.open:
                out.append(_not_demanded(security, obligation.id))
                continue
            try:
                surety = _Surety(facts, security, ids, obligation, events)
                out.append(surety.deadline())
                surety.add_limit(limits)
            except LawUnknown as error:
                told = unknown(
                    f"{_PERIOD_ID}{security.id}:{obligation.id}",
                    PERIOD,
                    _TITLE,
                    security.grantor,
                    (obligation.id,),
                    error.text,
                )
                out.append(replace(told, security=security.id))
        out.extend(limits.values())
    return out


def _not_demanded(security: Security, obligation: str) -> Deadline:
    """Return the period of a guarantee whose debt has no agreed day and was not demanded: not begun (民法典 692(3))."""
    said, cites = text("deadlines.guarantee_not_begun"), (Citation("民法典", "692(3)"),)
    id = f"{_PERIOD_ID}{security.id}:{obligation}"
    told = unknown(id, PERIOD, _TITLE, security.grantor, (obligation,), said, State.NOT_STARTED, cites)
    return replace(told, security=security.id)


def _day_unknown(facts: Facts, security: Security, obligation: str) -> Deadline:
    """Return the period of a guarantee whose debt has a due day that is not on file: it runs from that day (692(2))."""
    said = text("deadlines.missing.due_day", id=obligation, road=road(facts.case, obligation))
    id = f"{_PERIOD_ID}{security.id}:{obligation}"
    told = unknown(id, PERIOD, _TITLE, security.grantor, (obligation,), said, State.MISSING)
    return replace(told, security=security.id)


def _events(facts: Facts, security: Security) -> list[CaseEvent]:
    """Return the events of the grantor; where the guarantee may be a general one, also the suits against the debtor."""
    mine = [e for e in facts.events if e.person == security.grantor]
    if security.kind is not k.SecurityKind.SURETY_JOINT:
        deed = any(t.kind is k.TitleKind.NOTARIAL_DEED for t in facts.case.titles)
        filed = {suit: suit for suit in SUITS}
        if deed:
            filed[EventKind.ENFORCEMENT_APPLIED] = EventKind.ENFORCEMENT_ON_NOTARIAL_DEED
        mine += [
            e.seen_as(filed[e.law.kind], person=_DEBTOR)
            for e in facts.events
            if e.person == facts.case.debtor.id and e.law.kind in filed
        ]
    return sorted(mine, key=lambda e: (e.on, e.law.id))


class _Surety:
    """One guarantee for one obligation."""

    def __init__(
        self,
        facts: Facts,
        security: Security,
        ids: Container[str],
        obligation: ObligationAccount,
        events: Sequence[CaseEvent],
    ) -> None:
        self.facts, self.security, self.obligation = facts, security, obligation
        mine = [e for e in events if e.concerns(obligation.id)]
        self.proved = [e for e in mine if e.proof.grade.counts]
        self.unproved = [e for e in mine if not e.proof.grade.counts]
        self.rule, self.guarantee = guarantee_of(facts, security, ids, obligation)
        self.answer = self._run(self.proved)
        self.act = self._event(self.answer.value)
        self.early = None if self.act else self._early()
        self.whole = None if self.act or self.early else self._of_the_last()
        self.unsaid = security.period_unsaid

    def _of_the_last(self) -> GuaranteeResult | None:
        """Return where the guarantee stands if the instalments are one debt and its period runs from the last of them.

        ``None`` where that is no open reading, or where nothing is left by it either (民法典 692(2)).
        """
        last, expired = self.guarantee.last_due, self.answer.value.status is State.EXPIRED
        if not (expired and last and self.facts.nature(self.obligation.id) is k.DebtNature.INSTALMENTS):
            return None
        found = self._run(
            self.proved, replace(self.guarantee, main_due=last, main_due_rolled=None, last_due=None)
        ).value
        return None if found.status is State.EXPIRED else found

    def _run(self, events: Sequence[CaseEvent], guarantee: Guarantee | None = None) -> Answer[GuaranteeResult]:
        return guarantee_period(
            guarantee or self.guarantee,
            [e.law for e in events],
            rule=self.rule,
            as_of=self.facts.as_of,
            calendar=self.facts.calendar,
        )

    def _event(self, value: GuaranteeResult) -> CaseEvent | None:
        return next((e for e in self.proved if e.law is value.preserved_by), None)

    def _early(self) -> CaseEvent | None:
        """Return a proved demand that came shortly before the due date of a debt that had already arisen."""
        arisen = arisen_on(self.facts.case, self.facts.obligation(self.obligation.id))
        due = self.answer.value.base
        found = [
            e
            for i in self.answer.value.ignored
            if i.reason.key == "law.guarantee_too_early"
            for e in self.proved
            if e.law is i.event
        ]
        return next((e for e in found if arisen <= e.on and due - e.on <= timedelta(days=EARLY_DEMAND_DAYS)), None)

    @property
    def state(self) -> State:
        """``preserved``, ``running``, ``grace``, ``lapsed``; ``doubtful``: early demand, or one reading only.

        Six months end no period of which nobody said whether it was agreed: what was agreed may be longer.
        """
        status = self.answer.value.status
        if status is not State.EXPIRED:
            return status
        # A title that binds the guarantor has decided on the guarantee: its period is no question any more.
        if title_on(self.facts, self.security.grantor, self.obligation.id):
            return State.ADJUDICATED
        return State.DOUBTFUL if self.early or self.whole or self.unsaid else State.LAPSED

    def deadline(self) -> Deadline:
        """Return the guarantee period with its state, what kept it and what did not."""
        value, state = self.answer.value, self.state
        doubtful = state is State.DOUBTFUL
        ignored = [
            Ignored(e, i.reason, need_of(i.reason))
            for i in value.ignored
            for e in self.proved
            if e.law is i.event and not (doubtful and e is self.early) and not (self.act and e.on > self.act.on)
        ]
        ignored += [Ignored(e, e.proof.why, e.proof.would_count) for e in self.unproved]
        deciding = self.act or (self.early if doubtful else None)
        notes: tuple[Text, ...] = (
            (text("deadlines.note.early", day=self.early.on, due=value.base),) if self.early else ()
        )
        if self.whole:
            notes = (text("deadlines.note.last_instalment", day=self.whole.base, last=self.whole.period.last_day),)
        if self.unsaid and not self.act:
            notes += (text("deadlines.note.period_unsaid", last=value.period.last_day),)
        notes += self._deemed_note()
        answer = replace(self.answer, certainty=Certainty.DEBATED) if doubtful else self.answer
        return Deadline(
            f"{_PERIOD_ID}{self.security.id}:{self.obligation.id}",
            self.rule,
            _TITLE,
            self.security.grantor,
            (self.obligation.id,),
            value.period,
            state,
            answer,
            deciding,
            self._fallbacks(),
            tuple(ignored),
            self.security.id,
            used=(deciding,) if deciding else (),
            notes=notes,
            raised=self.facts.as_of > self.obligation.due.rolled,
        )

    def _deemed_note(self) -> tuple[Text, ...]:
        """Return the earlier reading that counts from the debtor's insolvency, where it has one (企业破产法 46(1))."""
        day = self.guarantee.deemed_due
        early = next((a.value for a in self.answer.alternatives if day and a.value.start == day), None)
        if early is None or self.rule != PERIOD:
            return ()
        return (text("deadlines.note.deemed_due", day=day, nominal=early.nominal, act_by=early.act_by),)

    def _fallbacks(self) -> tuple[Fallback, ...]:
        """Return what is left when the act that kept the guarantee falls: the next one, or none."""
        out: list[Fallback] = []
        left, act = self.proved, self.act
        gone: tuple[CaseEvent, ...] = ()
        while act is not None and len(out) < _MAX_FALLBACKS:
            fallen = on_day_with(left, act)
            gone, left = (*gone, *fallen), [e for e in left if e not in fallen]
            value = self._run(left).value
            act = self._event(value)
            state = State.LAPSED if value.status is State.EXPIRED else value.status
            out.append(Fallback(gone, act, value.period, state, (self.obligation.id,)))
        return tuple(out)

    def add_limit(self, limits: dict[tuple[Any, ...], Deadline]) -> None:
        """Add the limitation of the guarantee debt, told together with those that are alike."""
        if self.act is None and (self.state is not State.DOUBTFUL or self.early is None):
            return
        answer, rule = self._limitation()
        value = answer.value
        if value.period is None:
            return
        # With a title the claim has its enforcement period, as against the debtor.
        titled = title_on(self.facts, self.security.grantor, self.obligation.id)
        state = State.ADJUDICATED if titled else value.status
        key = (rule, value.period.nominal, state)
        known = limits.get(key)
        if known:
            limits[key] = replace(known, obligations=(*known.obligations, self.obligation.id))
            return
        deciding = next(
            (e for e in self.proved if e.law.id == (value.deciding.id if value.deciding else "")),
            self.act or self.early,
        )
        limits[key] = Deadline(
            f"guarantee-limitation:{self.security.id}:{self.obligation.id}",
            rule,
            _LIMIT_TITLE,
            self.security.grantor,
            (self.obligation.id,),
            value.period,
            state,
            answer,
            deciding,
            (),
            (),
            self.security.id,
            used=(deciding,) if deciding else (),
            notes=(text("deadlines.note.title", number=titled.case_no or titled.id),) if titled else (),
        )

    def _limitation(self) -> tuple[Answer[LimitationResult], str]:
        facts, laws = self.facts, [e.law for e in self.proved]
        if self.answer.value.mode == "general":
            own = [as_own(e).law for e in self.proved if e.person == self.security.grantor]
            answer = general_guarantee_limitation(
                ruling_served_on=ended_for_now(facts),
                application_received_on=first_enforcement(facts),
                exception_known_on=insolvent_on(facts),
                events=own,
                as_of=facts.as_of,
                calendar=facts.calendar,
            )
            return answer, "guarantee.limitation_general"
        rule = "guarantee.limitation_joint"
        if self.act is not None:
            surety = self.security.grantor
            return limitation_since(self.act.law, laws, surety, as_of=facts.as_of, calendar=facts.calendar), rule
        assert self.early is not None
        start = Start(
            self.early.on,
            text("deadlines.step.early_demand", day=self.early.on),
            (Citation("民法典", "694(2)"),),
            self.early.law.evidence,
        )
        later = [as_own(e).law for e in self.proved if e.on > self.early.on]
        return limitation(start, later, rule=rule, as_of=facts.as_of, calendar=facts.calendar), rule


def standings_of(agenda: Agenda) -> dict[tuple[str, str], Standing]:
    """Return where each guarantee stands for each obligation, for the claims."""
    out: dict[tuple[str, str], Standing] = {}
    for deadline in agenda.deadlines:
        if not deadline.id.startswith(_PERIOD_ID):
            continue
        state = _HOLDS.get(deadline.state, Hold.OPEN)
        cites = tuple(c for step in deadline.answer.trace for c in step.cites)
        kept = deadline.deciding.on if deadline.deciding and state is Hold.KEPT else None
        last = deadline.period.last_day if deadline.period else None
        out[(deadline.security, deadline.obligations[0])] = Standing(state, _reason(deadline, state), cites, kept, last)
    return out


def _reason(deadline: Deadline, state: Hold) -> Text:
    if deadline.state is State.ADJUDICATED:
        return text("claims.title.bound")
    if deadline.period is None:
        return deadline.answer.trace[0].text
    if state is Hold.LAPSED and (days := _unproved_demands(deadline)):
        return text("deadlines.standing.lapsed_unproved", last=deadline.period.last_day, days=days)
    if state is Hold.DOUBTFUL and deadline.deciding is None:
        unsaid = any(note.key == "deadlines.note.period_unsaid" for note in deadline.notes)
        how = "period_unsaid" if unsaid else "last_instalment"
        return text(f"deadlines.standing.{how}", last=deadline.period.last_day)
    return text(
        f"deadlines.standing.{state}",
        last=deadline.period.last_day,
        day=deadline.deciding.on if deadline.deciding else None,
        due=deadline.period.start,
    )


def _unproved_demands(deadline: Deadline) -> tuple[date, ...]:
    """Return the days of demands within the period that are on file and that nothing proves well enough."""
    assert deadline.period is not None
    first, last = deadline.period.start, deadline.period.last_day
    return tuple(
        one.event.on
        for one in deadline.ignored
        if first < one.event.on <= last and not one.event.proof.grade.counts and one.event.law.kind in _DEMANDS
    )


def guarantee_findings(facts: Facts, deadlines: Sequence[Deadline]) -> list[Finding]:
    """Return a warning for each guarantee that only one reading may have kept, or whose period nobody entered."""
    where = {s.id: s.where for s in facts.case.securities}
    unsaid = {s.id for s in facts.case.securities if s.period_unsaid}
    by_last = [
        finding(
            LAST_INSTALMENT,
            where[d.security],
            name=facts.case.party(d.person).name,
            ids=d.obligations,
            last=d.period.last_day,
        )
        for d in deadlines
        if d.state is State.DOUBTFUL and d.deciding is None and d.period and d.security not in unsaid
    ]
    return [*by_last, *_unsaid_periods(facts, deadlines)] + [
        finding(
            DOUBTFUL,
            where[d.security],
            name=facts.case.party(d.person).name,
            ids=d.obligations,
            day=d.deciding.on,
            due=d.period.start,
        )
        for d in deadlines
        if d.state is State.DOUBTFUL and d.deciding and d.period
    ]


def _unsaid_periods(facts: Facts, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """Yield a question for each guarantee that nothing kept yet and of which nobody said what period was agreed."""
    for security in facts.case.securities:
        mine = [d for d in deadlines if d.id.startswith(f"{_PERIOD_ID}{security.id}:") and d.period]
        asked = [d for d in mine if d.state not in (State.PRESERVED, State.ADJUDICATED)]
        if security.period_unsaid and asked:
            ids = tuple(id for d in asked for id in d.obligations)
            last = min(d.period.last_day for d in asked if d.period)
            name = facts.case.party(security.grantor).name
            yield finding(PERIOD_UNSAID, security.where, name=name, ids=ids, last=last)
