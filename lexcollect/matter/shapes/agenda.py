"""The agenda of one matter, or of many, as plain data: days ISO."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lexcollect.matter.agenda import wanted
from lexcollect.matter.shapes.said import articles, said, said_all

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.deadline import Agenda, Deadline, Fallback
    from lexcollect.deadlines.events import CaseEvent
    from lexcollect.law.period import Period
    from lexcollect.matter.many import Row

#: The colour of each level; a word always stands beside it.
COLOURS = {"NOTICE": "blue", "WARNING": "yellow", "CRITICAL": "red", "OVER": "red"}


def agenda_json(case: Case, agenda: Agenda, within: int | None = None) -> dict[str, Any]:
    """Return the agenda as plain data; ``within`` keeps what the screen would show."""
    return {
        "matter": case.matter,
        "deadlines": [{"number": n, **_deadline(case, agenda, d)} for n, d in wanted(agenda, within)],
    }


def rows_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the deadlines of many matters, as their table shows them."""
    return [
        {"folder": r.folder, "matter": r.case.matter, "number": r.number, **summary(r.case, r.agenda, r.deadline)}
        for r in rows
    ]


def summary(case: Case, agenda: Agenda, deadline: Deadline) -> dict[str, Any]:
    """Return what the table shows of one deadline."""
    level = agenda.level(deadline).name
    return {
        "id": deadline.id,
        "rule": deadline.rule,
        **said("title", deadline.title),
        "person": case.party(deadline.person).name,
        "persons": [case.party(p).name for p in deadline.everybody],
        "obligations": list(deadline.obligations),
        "state": deadline.state.value,
        "level": None if level == "CALM" else level.lower(),
        "colour": COLOURS.get(level),
        **_period(deadline.period),
    }


def _deadline(case: Case, agenda: Agenda, deadline: Deadline) -> dict[str, Any]:
    return {
        **summary(case, agenda, deadline),
        "basis": _basis(deadline.deciding),
        "used": [_basis(e) for e in deadline.used],
        **said_all("notes", deadline.notes),
        "fallbacks": [_fallback(f) for f in deadline.fallbacks],
        "ignored": [
            {
                "event": i.event.law.id,
                "on": i.event.on.isoformat(),
                **said("reason", i.reason),
                **said("would_count", i.would_count),
                "grade": i.event.proof.grade.value,
                "missing": [link.value for link in i.event.proof.missing],
                "would_be": i.would_be.last_day.isoformat() if i.would_be else None,
            }
            for i in deadline.ignored
        ],
        "alternatives": [{**said("reading", a.reading), **_period(a.value)} for a in deadline.answer.alternatives],
        "certainty": deadline.answer.certainty.value,
        "trace": [
            {
                "rule": s.rule,
                **said("text", s.text),
                "cites": articles(s.cites),
                "evidence": list(s.evidence),
                "result": None if s.result is None else str(s.result),
            }
            for s in deadline.answer.trace
        ],
    }


def _basis(event: CaseEvent | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {
        "event": event.law.id,
        "on": event.on.isoformat(),
        **said("title", event.title),
        "grade": event.proof.grade.value,
        "evidence": list(event.law.evidence),
        "links": {held.link.value: list(held.exhibits) for held in event.proof.links},
    }


def _fallback(fallback: Fallback) -> dict[str, Any]:
    return {
        "without": [e.law.id for e in fallback.without],
        "event": fallback.deciding.law.id if fallback.deciding else None,
        "obligations": list(fallback.obligations),
        "state": fallback.state.value,
        **_period(fallback.period),
    }


def _period(period: Period | None) -> dict[str, Any]:
    if period is None:
        return {"start": None, "nominal": None, "last_day": None, "act_by": None, "provisional": False}
    return {
        "start": period.start.isoformat(),
        "nominal": period.nominal.isoformat(),
        "last_day": period.last_day.isoformat(),
        "act_by": period.act_by.isoformat(),
        "provisional": period.provisional,
    }
