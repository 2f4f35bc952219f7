"""The working of each deadline on a review sheet (期限的推算): dates, what they rest on, and what is left without it.

Owns how a deadline is told to the lawyer who answers for it. Counts nothing. The sentences are in ``review.yaml``; the
steps are those of the law's own answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.deadlines.deadline import Deadline, Fallback, Ignored
from lexcollect.deadlines.links import name_of
from lexcollect.documents.cells_told import bracketed, dated, headed
from lexcollect.documents.material import View, day, listed, series
from lexcollect.law.trace import Citation, Step
from lexcollect.wording import say


def told(found: View, number: int, deadline: Deadline) -> dict[str, Any]:
    """Return the heading of a deadline and the lines below it."""
    who = against(found, deadline)
    return {
        "标题": headed(number, named(deadline), who),
        "行": [{"内容": dated(line)} for line in dict.fromkeys(_lines(found, deadline)) if line],
    }


def against(found: View, deadline: Deadline) -> str:
    """Return against whom a deadline is kept: for a right of the creditor's own, the debtors."""
    case = found.material.case
    ours = {p.id for p in case.creditors}
    other = [id for id in deadline.everybody if id not in ours] or [p.id for p in case.debtors]
    return listed(case.party(id).name for id in other)


def named(deadline: Deadline) -> str:
    """Return the name of a deadline with the debts it is about."""
    return deadline.title.render("zh") + bracketed(listed(deadline.obligations))


def step_words(found: View, step: Step) -> str:
    """Return one step of a working, with its articles and exhibits."""
    said = {
        "内容": step.text.render("zh"),
        "条文": series(dict.fromkeys(map(str, step.cites))),
        "证据": found.material.cite(step.evidence),
    }
    return found.pen.one("review.step", said)


def cites_of(deadline: Deadline) -> Iterator[Citation]:
    """Yield the articles behind a deadline and its other readings."""
    for step in deadline.answer.trace:
        yield from step.cites
    for other in deadline.answer.alternatives:
        yield from other.cites


def _lines(found: View, deadline: Deadline) -> Iterator[str]:
    state, period = say(f"deadlines.state.{deadline.state}", "zh"), deadline.period
    if period is None:
        yield say("deadlines.why_no_date", "zh", state=state, reason=deadline.answer.trace[-1].text)
        return
    days = {"act_by": day(period.act_by), "last": day(period.last_day), "nominal": day(period.nominal)}
    moved = period.last_day != period.nominal
    yield say("deadlines.why_dates" if moved else "deadlines.why_dates_unmoved", "zh", **days, state=state)
    for number, step in enumerate(deadline.answer.trace, 1):
        yield bracketed(str(number)) + step_words(found, step)
    yield _rests(found, deadline)
    yield from (note.render("zh") for note in deadline.notes)
    yield from (_falls(found, deadline, one) for one in deadline.fallbacks)
    yield from (_ignored(found, one) for one in deadline.ignored)
    for other in deadline.answer.alternatives:
        said = {"读法": other.reading.render("zh"), "日期": day(other.value.last_day)}
        yield found.pen.one("review.reading", said)


def _rests(found: View, deadline: Deadline) -> str:
    event, period = deadline.deciding, deadline.period
    if event is None:
        counted = period is not None and deadline.open and not deadline.named
        return found.pen.one("review.rest_start", {"日期": day(period.start)}) if period and counted else ""
    said = {
        "日期": day(event.on),
        "事项": event.title.render("zh"),
        "证据": found.material.cite(event.law.evidence),
        "证明力": say(f"deadlines.grade.{event.proof.grade.value}", "zh"),
        "理由": event.proof.why.render("zh"),
    }
    told = found.pen.one("review.rest", said)
    if len(event.proof.links) < 2:
        return told
    links = series(
        f"{name_of(held.link).render('zh')}{found.material.cite(held.exhibits)}"
        if held.exhibits
        else say("deadlines.link_missing", "zh", link=name_of(held.link))
        for held in event.proof.links
    )
    return series((told, found.pen.one("review.link", {"各环": links})))


def _falls(found: View, deadline: Deadline, one: Fallback) -> str:
    partly = listed(one.obligations) if one.obligations and one.obligations != deadline.obligations else ""
    said = {
        "去掉": listed(dict.fromkeys(f"{day(e.on)}{e.title.render('zh')}" for e in one.without)),
        "日期": day(one.period.last_day),
        "状态": say(f"deadlines.state.{one.state}", "zh"),
        "依据": one.deciding.title.render("zh") if one.deciding else "",
        "债项": partly,
    }
    return found.pen.one("review.falls", said)


def _ignored(found: View, one: Ignored) -> str:
    said = {
        "日期": day(one.event.on),
        "事项": one.event.title.render("zh"),
        "理由": one.reason.render("zh"),
        "补强": one.would_count.render("zh") if one.would_count else "",
    }
    return found.pen.one("review.ignored", said)
