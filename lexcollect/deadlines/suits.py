"""Suits that are pending (在审案件): until when evidence may be brought.

Owns the period for evidence that the court fixed (举证期限): the day on its notice governs, nothing is counted here.
Applications on evidence must come before it ends (民诉法解释 94, 98, 100, 112).
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing
from lexcollect.deadlines.deadline import Deadline
from lexcollect.deadlines.facts import Facts
from lexcollect.law.period import ending
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.wording import text

_RULE = "period.procedural"


def suit_deadlines(facts: Facts) -> list[Deadline]:
    """Return the period for evidence of every pending suit whose last day is entered."""
    return [_evidence(facts, f) for f in facts.case.filings if f.evidence_until and _pending(facts, f)]


def _pending(facts: Facts, filing: Filing) -> bool:
    if filing.kind is not k.FilingKind.SUIT or filing.date > facts.as_of:
        return False
    return filing.outcome is k.Outcome.PENDING or (filing.ended_on is not None and filing.ended_on > facts.as_of)


def _evidence(facts: Facts, filing: Filing) -> Deadline:
    until = filing.evidence_until
    assert until is not None
    period = ending(filing.date, until, "none", facts.calendar)
    cites = (Citation("民诉法解释", "99"), Citation("民事诉讼证据规定", "50"))
    step = Step(_RULE, text("deadlines.step.evidence", day=until), cites, result=until)
    state = period.state(facts.as_of)
    return Deadline(
        f"evidence:{filing.id}",
        _RULE,
        text("deadlines.title.evidence"),
        facts.case.creditor.id,
        filing.covers,
        period,
        State.GONE if state is State.EXPIRED else state,
        Answer(period, (step,), certainty=Certainty.STATUTORY),
        notes=(text("deadlines.note.evidence", number=filing.case_no or filing.id),),
    )
