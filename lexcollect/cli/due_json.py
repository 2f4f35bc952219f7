"""The agenda as plain data for ``due --json``: days ISO, texts in the language of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.agenda import Agenda, Deadline, Fallback
    from lexcollect.law.period import Period


def as_json(case: Case, agenda: Agenda) -> dict[str, Any]:
    """Return the agenda as plain data."""
    return {"matter": case.matter, "deadlines": [_deadline(case, d) for d in agenda.deadlines]}


def _deadline(case: Case, deadline: Deadline) -> dict[str, Any]:
    return {
        "id": deadline.id, "rule": deadline.rule, "title": deadline.title.render(),
        "person": case.party(deadline.person).name, "obligations": list(deadline.obligations),
        "state": deadline.state, **_period(deadline.period), "basis": _basis(deadline),
        "fallbacks": [_fallback(f) for f in deadline.fallbacks],
        "ignored": [{"event": i.event.law.id, "on": i.event.on.isoformat(), "reason": i.reason.render(),
                     "would_count": i.would_count.render() if i.would_count else None} for i in deadline.ignored],
        "alternatives": [{"reading": a.reading.render(), **_period(a.value)} for a in deadline.answer.alternatives],
        "certainty": deadline.answer.certainty.value,
        "trace": [{"rule": s.rule, "text": s.text.render(), "cites": [str(c) for c in s.cites],
                   "evidence": list(s.evidence), "result": None if s.result is None else str(s.result)}
                  for s in deadline.answer.trace],
    }


def _basis(deadline: Deadline) -> dict[str, Any] | None:
    event = deadline.deciding
    if event is None:
        return None
    return {"event": event.law.id, "on": event.on.isoformat(), "title": event.title.render(),
            "grade": event.proof.grade.value, "evidence": list(event.law.evidence)}


def _fallback(fallback: Fallback) -> dict[str, Any]:
    return {"without": [e.law.id for e in fallback.without],
            "event": fallback.deciding.law.id if fallback.deciding else None,
            "obligations": list(fallback.obligations), "state": fallback.state, **_period(fallback.period)}


def _period(period: Period | None) -> dict[str, Any]:
    if period is None:
        return {"start": None, "nominal": None, "last_day": None, "act_by": None, "provisional": False}
    return {"start": period.start.isoformat(), "nominal": period.nominal.isoformat(),
            "last_day": period.last_day.isoformat(), "act_by": period.act_by.isoformat(),
            "provisional": period.provisional}
