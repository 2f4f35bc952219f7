"""Box: sums and days of the draft, beside what is saved.

Owns the box that stands beside every page, and the deadlines as the page of the sums tells them. Counts nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.findings import shown
from lexcollect.review import uncounted
from lexcollect.review.keys import told
from lexcollect.wording import Text, language, listed, say

if TYPE_CHECKING:
    from lexcollect.deadlines.deadline import Deadline
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.desk.draft import Desk

#: So many deadlines stand in the box.
_NEXT = 4
#: So many that ended are named one by one.
_ENDED = 3
#: So many receivables are named one by one.
_MOST_NAMES = 3


def box(desk: Desk) -> dict[str, Any]:
    """Return sums and next deadlines of the draft, each with what is saved where that differs."""
    answered = desk.answered
    saved = desk.saved_answers() if desk.steps else answered
    errors = [one for one in desk.findings if one.stops]
    return {
        "as_of": desk.as_of.isoformat(),
        "sums": _sums(answered, saved),
        "deadlines": _nearest(desk, answered, saved),
        "ended": _over(answered),
        "waiting": uncounted.waiting(desk, answered) if answered is not None else {},
        "kept_out": _kept_out(answered),
        "unanswered": answered is None,
        "errors": [told(one) for one in errors[:3]],
        "count": len(errors),
        "changes": _changes(desk),
        "proposed": desk.proposed.count(),
        "steps": len(desk.steps),
        "can_redo": desk.can_redo,
        "read_only": desk.read_only,
    }


def _changes(desk: Desk) -> int:
    """Return how much is not saved: places that change, and proposed facts that are refused."""
    if not desk.steps:
        return 0
    return len(desk.differences) + sum(not one.written for one in desk.decisions) + len(desk.spoken)


def _sums(answered: Answered | None, saved: Answered | None) -> list[dict[str, str]]:
    if answered is None:
        return []
    now, was = _figures(answered), _figures(saved) if saved is not None else {}
    return [
        {
            "name": name,
            "value": value,
            "was": was.get(name, "") if was.get(name, value) != value else "",
            "key": "total" if name == list(now)[-1] else "",
        }
        for name, value in now.items()
    ]


def _figures(answered: Answered) -> dict[str, str]:
    """Return the figures of the account by name, in each money apart; they come to the last, what is asked for."""
    from lexcollect.causes import HeadKind
    from lexcollect.claims.heads import PART_OF

    claims, found = answered.claims, dict[str, str]()
    for case, part in claims.apart or ((answered.case, claims),):
        unit = case.currency.unit if language() == "zh" else case.currency.english
        rows: dict[str, Decimal] = dict.fromkeys(("principal", "penalty", "interest", "running", "costs"), Decimal())
        for head in part.heads:
            rows["running" if head.kind is HeadKind.USE_FEE else PART_OF[head.kind].value] += head.amount
        for name, amount in (*rows.items(), ("total", part.total)):
            if amount or name in ("principal", "total"):
                title = say(f"desk.sum.{name}") + (f" {unit}" if claims.apart else "")
                found[title] = f"{amount:,.2f}"
    return found


def _kept_out(answered: Answered | None) -> str:
    """Return the sum that was entered as owed where none of it is asked for; nothing where something is."""
    entered = uncounted.kept_out(answered) if answered is not None else Decimal()
    return f"{entered:,.2f}" if entered else ""


def _nearest(desk: Desk, answered: Answered | None, saved: Answered | None) -> list[dict[str, Any]]:
    if answered is None:
        return []
    was = {} if saved is None else {(d.id, d.person): d for d in saved.deadlines}
    found = [(at, d) for at, d in enumerate(answered.deadlines) if d.period and (d.open or uncounted.is_open(d))]
    found.sort(key=lambda each: not uncounted.is_open(each[1]))  # what reads as lost and may not be comes first
    abouts = _abouts(answered)
    return [
        _deadline(desk, answered, one, was.get((one.id, one.person)), abouts.get(at, "")) for at, one in found[:_NEXT]
    ]


def _over(answered: Answered | None) -> dict[str, Any]:
    """Return what ended by what is proved and nothing entered would move: claims first, then guarantees."""
    if answered is None:
        return {}
    found = [
        (at, one)
        for at, one in enumerate(answered.deadlines)
        if one.period and one.state in uncounted.ENDED and not uncounted.is_open(one)
    ]
    found.sort(key=lambda each: uncounted.ENDED.index(each[1].state))
    abouts = _abouts(answered)
    rows = [
        {
            "last": one.period.last_day.isoformat() if one.period else "",
            "title": str(one.title),
            "person": answered.case.party(one.person).name,
            "about": abouts.get(at, ""),
            "word": say(f"deadlines.state.{one.state}"),
            "claim": one.state is uncounted.ENDED[0],
        }
        for at, one in found[:_ENDED]
    ]
    return {"rows": rows, "more": len(found) - len(rows)}


def _abouts(answered: Answered) -> dict[int, str]:
    """Return which receivables a deadline is about, where another of the same name and person is about others.

    By the deadline's place among all.
    """
    alike: dict[tuple[Text, str], set[tuple[str, ...]]] = {}
    for one in answered.deadlines:
        alike.setdefault((one.title, one.person), set()).add(one.obligations)
    titles = {each.id: each.title or each.id for each in answered.case.obligations}
    return {
        at: _named([shown(titles.get(id, id)) for id in one.obligations])
        for at, one in enumerate(answered.deadlines)
        if len(alike[one.title, one.person]) > 1
    }


def _named(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > _MOST_NAMES:
        return say("desk.first_to_last", first=names[0], last=names[-1], count=len(names))
    return listed(names)


def _deadline(desk: Desk, answered: Answered, one: Deadline, before: Deadline | None, about: str) -> dict[str, Any]:
    level = answered.agenda.level(one).name
    waits = uncounted.of_deadline(desk, one)
    last = one.period.last_day.isoformat() if one.period else ""
    was = before.period.last_day.isoformat() if before and before.period else ""
    return {
        "title": str(one.title),
        "person": answered.case.party(one.person).name,
        "about": about,
        "act_by": one.period.act_by.isoformat() if one.period and one.open else "",
        "nominal": one.period.nominal.isoformat() if one.period and one.period.nominal != one.period.last_day else "",
        "last": last,
        "was": was if was and was != last else "",
        "new": before is None,
        "level": "proof" if waits["open"] else level.lower(),
        "word": say("desk.uncounted.state") if waits["open"] else say(f"deadlines.level.{level}"),
        "state": say("desk.uncounted.state") if waits["open"] else say(f"deadlines.state.{one.state}"),
        "waits": waits,
        "basis": str(one.deciding.title) if one.deciding else "",
    }


def deadlines(desk: Desk) -> list[dict[str, Any]]:
    """Return every deadline of the draft with what it rests on."""
    answered = desk.answered
    if answered is None:
        return []
    saved = desk.saved_answers() if desk.steps else answered
    was = {} if saved is None else {(d.id, d.person): d for d in saved.deadlines}
    found = []
    abouts = _abouts(answered)
    for at, one in enumerate(answered.deadlines):
        row = _deadline(desk, answered, one, was.get((one.id, one.person)), abouts.get(at, ""))
        row["cites"] = list(dict.fromkeys(str(cite) for step in one.answer.trace for cite in step.cites))
        row["trace"] = [str(step.text) for step in one.answer.trace]
        row["notes"] = [str(note) for note in one.notes]
        row["readings"] = [
            {"reading": str(a.reading), "last": a.value.last_day.isoformat() if a.value else ""}
            for a in one.answer.alternatives
        ]
        row["fallbacks"] = [
            {
                "without": listed(event.title for event in back.without),
                "last": back.period.last_day.isoformat() if back.period else "",
            }
            for back in one.fallbacks
        ]
        found.append(row)
    return found
