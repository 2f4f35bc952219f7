"""Steps as plain data, as ``plan --json`` and ``due --json`` have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexcollect.matter.planning import Planned
    from lexcollect.steps.lines import Line
    from lexcollect.steps.promises import Promise


def planned_json(found: Planned) -> dict[str, Any]:
    """Return the steps of a matter, its plan, and what became of promises."""
    schedule = found.schedule
    plan = {"name": schedule.plan.name, "title": schedule.plan.title, "source": found.source.render()}
    return {
        "matter": found.case.matter,
        "plan": plan,
        "steps": [line_json(line) for line in schedule.lines],
        "promises": [_promise(one) for one in schedule.promises],
    }


def line_json(line: Line) -> dict[str, Any]:
    """Return one step; amounts in yuan as text, days as ISO."""
    return {
        "step": line.step.id,
        "title": line.step.called.render(),
        "do": line.step.do.value,
        "plan": line.plan,
        "standing": line.standing.value,
        "on": line.on.isoformat() if line.on else None,
        "projected": line.projected,
        "obligations": list(line.obligations),
        "amount": str(line.amount),
        "why": [reason.render() for reason in line.why],
        "event": line.event.render() if line.event else None,
        "until": line.until.isoformat() if line.until else None,
        "pulled_from": line.pulled_from.isoformat() if line.pulled_from else None,
        "cites": [str(cite) for cite in line.cites],
    }


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "id": one.id,
        "on": one.on.isoformat(),
        "until": one.until.isoformat(),
        "amount": str(one.amount),
        "paid": str(one.paid),
        "missing": str(one.missing),
        "became": one.became.value,
        "obligations": list(one.covers),
    }
