"""``due`` (看期限): every deadline with its proof, its fallbacks and its articles; the calendar file on request.

Owns the verb: one matter or a folder of them, which part is wanted, and how the run ends. Counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.exits import Exit, exit_for
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Refused, finding

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.deadlines.deadline import Agenda, Deadline


@verb(
    "due",
    Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--ics"], "cli.opt.ics", value_key="cli.value.file", type=click.Path(path_type=Path, dir_okay=False)),
    Opt(["--why"], "cli.opt.why", value_key="cli.value.deadline"),
    Opt(["--within"], "deadlines.opt_within", value_key="deadlines.value_days", type=click.IntRange(0, 36500)),
    Opt(["--all", "everything"], "deadlines.opt_all", is_flag=True),
)
def command(
    console: Console, matter: Path | None, ics: Path | None, why: str | None, within: int | None, everything: bool
) -> Report:
    """Tell the deadlines of ``matter``, or of every matter below it."""
    if everything:
        from lexcollect.cli.due_all import all_of

        if why is not None:
            raise click.UsageError("--all / --why")
        return all_of(console, matter or Path(), ics, within)
    from lexcollect.cli.answered import answer
    from lexcollect.cli.due_json import as_json
    from lexcollect.cli.due_show import show_agenda, show_why
    from lexcollect.cli.matter import words_for

    answered = answer(matter, console.settings.as_of, dates_anyway=True)
    case, agenda = answered.matter.case, answered.matter.agenda
    chosen = _chosen(agenda, why)
    entries = write_calendar([(case, agenda)], ics) if ics is not None else 0

    def show(out: Console) -> None:
        if chosen is not None:
            show_why(out, case, agenda, chosen)
        else:
            show_agenda(out, case, agenda, within=within, words=words_for(answered.folder))
        if ics is not None:
            say_calendar(out, ics, entries, [(case, agenda)])

    findings = (*answered.findings, *agenda.findings)
    return Report(
        findings,
        as_json(case, agenda, within),
        show,
        next=("draft", *words_for(answered.folder)),
        exit=exit_of(agenda, exit_for(findings)),
    )


def exit_of(agenda: Agenda, code: Exit) -> Exit | None:
    """Return the code for deadlines the law book does not know; ``None`` leaves it to the findings."""
    unknown = any(d.state == "unknown" for d in agenda.deadlines)
    return Exit.LAW_UNKNOWN if unknown and code is Exit.FINE else None


def _chosen(agenda: Agenda, why: str | None) -> Deadline | None:
    """Return the deadline whose working is wanted, by its number on screen or its id."""
    if why is None:
        return None
    if why.isascii() and why.isdecimal() and len(why) < 6 and 1 <= int(why) <= len(agenda.deadlines):
        return agenda.deadlines[int(why) - 1]
    found = agenda.get(why)
    if found is None:
        known = [f"{i}（{d.id}）" for i, d in enumerate(agenda.deadlines, 1)]
        raise Refused([finding("LX-D001", id=why, known=known or ["—"])])
    return found


def write_calendar(matters: Sequence[tuple[Case, Agenda]], path: Path) -> int:
    """Write the running deadlines of ``matters`` as one calendar file to ``path``; return how many entries it has."""
    from lexcollect import __version__
    from lexcollect.deadlines.calendar_file import calendar_text
    from lexcollect.files import write_bytes

    text = calendar_text(matters, __version__)
    write_bytes(path, text.encode("utf-8"))
    return text.count("BEGIN:VEVENT")


def say_calendar(out: Console, path: Path, entries: int, matters: Sequence[tuple[Case, Agenda]]) -> None:
    """Say what was written and how many days before each entry the reminders stand."""
    from lexcollect.deadlines.urgency import thresholds

    days = {
        "/".join(map(str, thresholds(d.rule, agenda.warn_days)))
        for _, agenda in matters
        for d in agenda.deadlines
        if d.open and d.period
    }
    out.say("deadlines.ics_written", file=str(path), count=entries, days=sorted(days - {""}) or "—")
