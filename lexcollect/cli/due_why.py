"""How ``due --why`` looks on screen: the whole working of one deadline, as a lawyer would sign it.

Owns the order of its sections. Counts nothing; what it shares with the list stands in ``due_show``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lexcollect.cli.due_show import MOVED, alternatives, basis, event_words, exhibits, ignored, named, partly, who
from lexcollect.cli.exhibit_names import exhibit_names
from lexcollect.cli.shown import day
from lexcollect.deadlines.links import name_of
from lexcollect.law.states import State
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.deadlines.deadline import Agenda, Deadline
    from lexcollect.deadlines.proof import Proof


def show_why(out: Console, case: Case, agenda: Agenda, deadline: Deadline) -> None:
    """Print the whole working of one deadline, as a lawyer would sign it."""
    out.say("deadlines.why_head", title=named(deadline), rule=deadline.rule, who=who(case, deadline))
    _section(out, "why_result", [_result(deadline)])
    _section(out, "working", _steps(deadline))
    _show_texts(out, deadline)
    _section(out, "why_used", _used(deadline))
    _section(out, "why_ignored", [ignored(i, deadline) for i in deadline.ignored])
    _section(out, "why_readings", alternatives(deadline))
    _section(out, "why_fallbacks", _all_fallbacks(deadline))
    out.say("deadlines.certainty", certainty=say(f"deadlines.certain.{deadline.answer.certainty.value}"))
    texts, holidays = _book_days()
    out.say("deadlines.why_footer", texts=texts, holidays=holidays, as_of=agenda.as_of)


def _show_texts(out: Console, deadline: Deadline) -> None:
    """Print the words of the decisive article, with the day on which they were last compared."""
    from lexcollect.cli.law_article import text_rows
    from lexcollect.cli.law_words import put_rows
    from lexcollect.deadlines.decisive import decisive

    if rows := text_rows(decisive(deadline)):
        out.line()
        out.say("deadlines.why_texts")
        put_rows(out, rows)


def _section(out: Console, key: str, lines: Iterable[str]) -> None:
    out.line()
    out.say(f"deadlines.{key}")
    found = list(lines) or [say("deadlines.why_none")]
    for number, line in enumerate(found, 1):
        out.line(f"  {number}) {line}" if len(found) > 1 else f"  {line}")


def _result(deadline: Deadline) -> str:
    state, period = say(f"deadlines.state.{deadline.state}"), deadline.period
    if period is None:
        return say("deadlines.why_no_date", state=state, reason=deadline.answer.trace[-1].text)
    return say(
        "deadlines.why_dates",
        act_by=day(period.act_by),
        last=day(period.last_day),
        nominal=day(period.nominal),
        state=state,
    )


def _steps(deadline: Deadline) -> Iterator[str]:
    for step in deadline.answer.trace:
        cites = f"（{'；'.join(dict.fromkeys(str(c) for c in step.cites))}）" if step.cites else ""
        exhibits = say("deadlines.step_evidence", ids=exhibit_names(step.evidence)) if step.evidence else ""
        yield f"{step.text}{cites}{exhibits}"
    yield from (note.render() for note in deadline.notes)


def _used(deadline: Deadline) -> list[str]:
    if deadline.period is None:
        return []
    if not deadline.used:
        moved = deadline.rule.startswith(MOVED) and deadline.state is not State.LAPSED
        return [say("deadlines.why_used_none") if moved else basis(deadline)]
    return [
        say(
            "deadlines.why_used_line",
            day=e.on,
            title=e.title,
            evidence=exhibits(e.law.evidence),
            grade=say(f"deadlines.grade.{e.proof.grade.value}"),
            why=e.proof.why,
        )
        + links_words(e.proof)
        for e in deadline.used
    ]


def links_words(proof: Proof) -> str:
    """Return who carries which link of a proof that has several (证明链)."""
    if len(proof.links) < 2:
        return ""
    told = [
        say("deadlines.link_held", link=name_of(held.link), ids="、".join(exhibit_names(held.exhibits)))
        if held.exhibits
        else say("deadlines.link_missing", link=name_of(held.link))
        for held in proof.links
    ]
    return say("deadlines.links_line", links="；".join(told) if language() == "zh" else "; ".join(told))


def _all_fallbacks(deadline: Deadline) -> Iterator[str]:
    for fallback in deadline.fallbacks:
        without = "、".join(dict.fromkeys(f"{e.on} {e.title}" for e in fallback.without))
        yield say(
            "deadlines.why_fallback_line",
            without=without,
            last=day(fallback.period.last_day),
            state=say(f"deadlines.state.{fallback.state}"),
            event=event_words(fallback),
        ) + partly(fallback, deadline)


def _book_days() -> tuple[date, date]:
    """Return how far the law book was verified and how far holiday notices reach."""
    from lexcollect.law.book import shipped_book
    from lexcollect.matter.holidays import calendar_in_use

    return shipped_book().verified_through(), calendar_in_use()[0].data_through
