"""``plan show``: the steps of a matter on a day: what is due, what waits for what, what was done, and why.

Owns the table and its order. The answer is ``matter.planning``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.steps.plan import LETTERS, Do
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.planning import Planned
    from lexcollect.steps.lines import Line
    from lexcollect.wording import Text

#: So many lines of what is still to be done stand on a screen that was not asked for all.
_ROWS = 12


def answer(console: Console, matter: Path | None, word: str, ics: Path | None, full: bool) -> Report:
    """Tell the steps of ``matter`` by its plan, or by the plan ``word``."""
    from lexcollect.cli.console import words_for
    from lexcollect.matter.answering import answer as answered_on
    from lexcollect.matter.planning import planned
    from lexcollect.matter.shapes.steps import planned_json

    answered = answered_on(matter, console.settings.as_of, dates_anyway=True)
    found = planned(answered, word)
    entries = _calendar(found, ics)

    def show(out: Console) -> None:
        _show(out, found, full=full)
        if ics is not None:
            out.say("plan_verb.ics", file=str(ics), count=entries)

    words = _next(found, words_for(answered.folder))
    return Report(found.findings, planned_json(found), show, next=words, one_by_one=full)


#: What is typed for a step: the paper that is drafted, or what is logged.
_PAPERS = {
    Do.REMINDER: "reminder",
    Do.STATEMENT: "statement",
    Do.LETTER: "demand",
    Do.FINAL_LETTER: "final_demand",
    Do.LAWYER_LETTER: "letter",
    Do.GUARANTOR_LETTER: "guarantor",
    Do.PAYMENT_ORDER: "payment_order",
    Do.PRESERVE: "preservation",
    Do.SUE: "filing",
    Do.ENFORCE: "enforcement",
}
_LOGGED = {Do.CALL: "call", Do.MESSAGE: "message", Do.VISIT: "visit"}


def _next(found: Planned, place: tuple[Path, ...]) -> Sequence[str | Path]:
    """Return the command for the first step that is due; what lies drafted is entered once it was sent."""
    if not found.schedule.due:
        return ("due", *place)
    line = found.schedule.due[0]
    drafted = any(reason.key == "steps.why.drafted" for reason in line.why)
    if drafted and line.step.do in LETTERS:
        return ("log", "letter", *place)
    if line.step.do in _LOGGED:
        return ("log", _LOGGED[line.step.do], *place)
    if line.step.do in _PAPERS:
        return ("draft", *place, _PAPERS[line.step.do])
    return ("plan", "done", line.step.id, *place)


def _calendar(found: Planned, ics: Path | None) -> int:
    if ics is None:
        return 0
    from lexcollect.matter.calendar import write_steps

    return write_steps([found], ics)


def _show(out: Console, found: Planned, *, full: bool) -> None:
    from lexcollect.cli.shown import day

    schedule = found.schedule
    title = schedule.plan.title if out.settings.lang == "zh" else schedule.plan.title_en or schedule.plan.title
    out.say("plan_verb.head", plan=title, source=found.source, day=day(schedule.as_of))
    for promise in schedule.promises:
        key = f"plan_verb.promise.{promise.became.value}"
        out.say(key, on=promise.on, until=promise.until, amount=promise.amount, paid=promise.paid)
    open_ = [line for line in schedule.lines if line.open]
    closed = [line for line in schedule.lines if not line.open]
    shown = open_ if full else open_[:_ROWS]
    if shown:
        show_lines(out, shown)
    else:
        out.say("plan_verb.nothing")
    if len(open_) > len(shown):
        out.say("plan_verb.more", count=len(open_) - len(shown))
    if full and closed:
        out.say("plan_verb.closed_head")
        show_lines(out, closed)
    elif closed:
        done = sum(line.event is not None for line in closed)
        out.say("plan_verb.closed", done=done, skipped=len(closed) - done)
    out.say("plan_verb.not_law")


def show_lines(out: Console, lines: Sequence[Line]) -> None:
    """Print lines as a table, and below it why each stands where it does."""
    show_table(out, lines)
    for number, line in enumerate(lines, 1):
        reasons = [*(line.why), *([line.event] if line.event else [])]
        told = say("plan_verb.why", number=number, why=in_a_row(reasons))
        cites = say("plan_verb.cites", cites=[str(cite) for cite in line.cites]) if line.cites else ""
        out.line(told + cites)


def show_table(out: Console, lines: Sequence[Line]) -> None:
    """Print lines as a table alone."""
    heads = [say(f"plan_verb.col.{h}") for h in ("number", "standing", "day", "step", "debts", "amount")]
    out.table(heads, [_row(n, line) for n, line in enumerate(lines, 1)], right=(0, 5), tight=True)


def in_a_row(reasons: Sequence[Text]) -> str:
    """Return several reasons as one line, in the language of the run."""
    return say("plan_verb.and").join(reason.render() for reason in reasons)


def _row(number: int, line: Line) -> list[str]:
    day = line.on.isoformat() if line.on else "-"
    debts = line.obligations[0] if len(line.obligations) == 1 else say("plan_verb.debts", count=len(line.obligations))
    return [
        str(number),
        say(f"plan_verb.standing.{line.standing.value}"),
        say("plan_verb.projected", day=day) if line.projected and line.on else day,
        line.step.called.render(),
        debts,
        f"{line.amount:,.2f}",
    ]


command = SubVerb(
    "plan show",
    "plan_verb.about.show",
    answer,
    [
        Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--plan", "word"], "plan_verb.opt.plan", value_key="plan_verb.value.plan", default=""),
        Opt(
            ["--ics"], "plan_verb.opt.ics", value_key="cli.value.file", type=click.Path(path_type=Path, dir_okay=False)
        ),
        Opt(["--full"], "cli.opt.full", is_flag=True),
    ],
)
