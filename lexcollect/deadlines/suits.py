"""Suits that are pending (在审案件): the days that the court fixed, and the periods that run from its papers.

Owns the hearing (开庭) and the period for evidence (举证期限), which stand on the court's notice and are not counted
here; the seven days for the fee, the answer to an appeal, the appeal against a ruling on jurisdiction; and the time in
which the other side may object to the court, which is told while it runs. Applications on evidence must come before its
period ends (民诉法解释 94, 98, 100, 112). Who says that a paper was served says on which day that was done
(民事诉讼法 87, 90, 91); by announcement it is thirty days after it (95).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing
from lexcollect.deadlines.deadline import Deadline, told
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, finding
from lexcollect.law.period import shift
from lexcollect.law.rules import court_days
from lexcollect.law.rules import terms as law_terms
from lexcollect.law.rules.terms import answer
from lexcollect.law.states import State
from lexcollect.law.trace import Answer
from lexcollect.wording import Text, text

_HEARING, _EVIDENCE = "proc.hearing", "proc.evidence"
_FEE, _APPEAL_ANSWER, _RULING = "proc.fee.first", "proc.appeal.answer", "proc.appeal.ruling"
_OBJECTION, _ANNOUNCED = "proc.jurisdiction_objection", "service.announcement"
#: A summons of the ordinary procedure is served so many days before the hearing (民事诉讼法 139; 民诉法解释 227).
SUMMONS_DAYS = 3
#: Days of a period for evidence (证据规定 51): at least in ordinary procedure, at most in the others.
EVIDENCE_DAYS = 15
_MOST = {k.Procedure.SIMPLIFIED: 15, k.Procedure.SMALL_CLAIMS: 7}

_Found = Answer[law_terms.Deadline]


def pending(filing: Filing, as_of: date) -> bool:
    """Tell whether a suit is pending on ``as_of``."""
    if filing.kind is not k.FilingKind.SUIT or filing.date > as_of:
        return False
    return filing.outcome is k.Outcome.PENDING or (filing.ended_on is not None and filing.ended_on > as_of)


def suit_deadlines(facts: Facts) -> list[Deadline]:
    """Return the days of every pending suit, as far as what they run from is on file."""
    suits = [f for f in facts.case.filings if pending(f, facts.as_of)]
    found = [one for filing in suits for one in _of(facts, filing)]
    over = any(f.kind is k.FilingKind.SUIT for f in facts.case.filings) and not suits
    return found if over else [*_hearing(facts, suits), *found]


def _hearing(facts: Facts, suits: list[Filing]) -> Iterator[Deadline]:
    """Yield the hearing while it is to come: who sued and stays away is taken to have withdrawn (民事诉讼法 146)."""
    fact = facts.case.hearing
    if fact is None or fact.date < facts.as_of:
        return
    given = court_days.hearing(fact.date, facts.law)
    where = (fact.time, fact.room, fact.judge, suits[0].case_no if suits else "")
    place = "，".join(filter(None, where)) or "—"
    covers = suits[0].covers if suits else ()
    notes = (text("deadlines.note.hearing", place=place),)
    yield _row(facts, "hearing", _HEARING, "hearing", covers, given, notes)


def _of(facts: Facts, filing: Filing) -> Iterator[Deadline]:
    number = filing.case_no or filing.id
    if filing.evidence_until:
        given = court_days.evidence(filing.evidence_until, facts.law)
        notes = [text("deadlines.note.evidence", number=number)]
        if filing.objection and not filing.objection.ruling_served_on:
            notes.append(text("deadlines.note.evidence_suspended"))
        yield _row(facts, f"evidence:{filing.id}", _EVIDENCE, "evidence", filing.covers, given, tuple(notes))
    starts = (("fee", _FEE, filing.fee_notice_on), ("appeal_answer", _APPEAL_ANSWER, filing.appeal_served_on))
    for name, rule, start in starts:
        if start:
            paid = name == "fee" and filing.fee_paid is not None
            note = text(f"deadlines.note.{name}", number=number)
            yield from _counted(facts, filing, name, rule, start, (note,), done=paid)
    yield from _of_the_court(facts, filing)


def _of_the_court(facts: Facts, filing: Filing) -> Iterator[Deadline]:
    """Yield who may still say what on the court: the other side object (130), who lost the ruling appeal (171(2))."""
    objection = filing.objection
    if objection is None:
        served = filing.complaint_served_on
        if served is None and filing.announced_on:
            period = answer(_ANNOUNCED, filing.announced_on, facts.law).value.period
            served = period.nominal if period else None
        if served:
            yield from _counted(facts, filing, "objection", _OBJECTION, served, (), theirs=True)
    elif objection.ruling_served_on:
        note = text("deadlines.note.ruling")
        theirs = objection.upheld is not True
        yield from _counted(
            facts, filing, "ruling", _RULING, objection.ruling_served_on, () if theirs else (note,), theirs=theirs
        )


def _counted(
    facts: Facts,
    filing: Filing,
    name: str,
    rule: str,
    start: date,
    notes: tuple[Text, ...],
    *,
    done: bool = False,
    theirs: bool = False,
) -> list[Deadline]:
    """Return a period of the law that runs from a paper of the court; that of the other side only while it runs."""
    id = f"{name}:{filing.id}"
    title, person = text(f"deadlines.title.{name}"), facts.case.creditor.id

    def make() -> list[Deadline]:
        given = answer(rule, start, facts.law)
        period = given.value.period
        assert period is not None
        if not theirs:
            return [_row(facts, id, rule, name, filing.covers, given, notes, done=done)]
        if period.last_day < facts.as_of or start > facts.as_of:
            return []
        note = text("deadlines.note.their_turn", last=period.last_day)
        who = facts.case.debtor.id
        return [Deadline(id, rule, title, who, filing.covers, period, State.DATED, given, notes=(note, *notes))]

    return told(make, id, rule, title, person)


def _row(
    facts: Facts,
    id: str,
    rule: str,
    name: str,
    covers: tuple[str, ...],
    given: _Found,
    notes: tuple[Text, ...],
    *,
    done: bool = False,
) -> Deadline:
    period = given.value.period
    assert period is not None
    state = State.DONE if done else period.state(facts.as_of)
    gone = State.GONE if state is State.EXPIRED else state
    title, person = text(f"deadlines.title.{name}"), facts.case.creditor.id
    return Deadline(id, rule, title, person, covers, period, gone, given, notes=notes)


def suit_findings(facts: Facts) -> Iterator[Finding]:
    """Yield what the court's own days do not keep of the law, so that it can be told in time."""
    for filing in (f for f in facts.case.filings if pending(f, facts.as_of)):
        yield from _evidence_days(filing)
        hearing, ordinary = facts.case.hearing, filing.procedure is k.Procedure.ORDINARY
        if hearing and hearing.summoned_on and ordinary:
            left = (hearing.date - hearing.summoned_on).days
            if left < SUMMONS_DAYS:
                yield finding("LX-D131", hearing.where, day=hearing.date, served=hearing.summoned_on, days=left)


def _evidence_days(filing: Filing) -> Iterator[Finding]:
    """Yield that a period for evidence is shorter, or longer, than 证据规定 51 has it."""
    start, until = filing.evidence_notice_on, filing.evidence_until
    if start is None or until is None or filing.procedure is None:
        return
    days = (until - start).days
    if filing.procedure is k.Procedure.ORDINARY and until < shift(start, EVIDENCE_DAYS, "day"):
        yield finding("LX-D130", filing.where, days=days, least=EVIDENCE_DAYS)
    elif days > _MOST.get(filing.procedure, days):
        most = _MOST[filing.procedure]
        yield finding("LX-D132", filing.where, days=days, most=most, procedure=filing.procedure.label)
