"""``due`` (看期限): every deadline with its proof, its fallbacks and its articles; the calendar file on request.

Owns the verb: one matter or a folder of them, which part is wanted, and how the run ends. Counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.due_kept import Kept
from lexcollect.cli.exits import exit_of_agenda
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.register import register_option
from lexcollect.cli.register_show import filters
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.wording import say

if TYPE_CHECKING:
    from typing import Any

    from lexcollect.cli.console import Console
    from lexcollect.deadlines.deadline import Deadline


@verb(
    "due",
    Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--ics"], "cli.opt.ics", value_key="cli.value.file", type=click.Path(path_type=Path, dir_okay=False)),
    Opt(["--timeline", "over_time"], "timeline.opt", is_flag=True),
    Opt(["--why"], "cli.opt.why", value_key="cli.value.deadline"),
    Opt(["--within"], "deadlines.opt_within", value_key="deadlines.value_days", type=click.IntRange(0, 36500)),
    Opt(["--all", "everything"], "deadlines.opt_all", is_flag=True),
    *filters(),
    register_option(),
    Opt(["--no-register", "from_folders"], "register.opt.no_register", is_flag=True),
    Opt(["--full"], "cli.opt.full", is_flag=True),
    Opt(["--yes"], "cli.opt.yes", is_flag=True),
)
def command(
    console: Console,
    matter: Path | None,
    ics: Path | None,
    over_time: bool,
    why: str | None,
    within: int | None,
    everything: bool,
    owner: str,
    court: str,
    debtor: str,
    named: str | None,
    from_folders: bool,
    full: bool,
    yes: bool,
) -> Report:
    """Tell the deadlines of ``matter``, or of every matter below it."""
    if everything and why is not None:
        raise click.UsageError("--all / --why")
    if everything and over_time:
        raise click.UsageError("--all / --timeline")
    if not everything and (alone := _only_with_all(owner, court, debtor, named, from_folders)):
        raise click.UsageError(say("register.needs_all", options=alone))

    def answer() -> Report:
        if everything:
            from lexcollect.cli.due_absent import with_absences
            from lexcollect.cli.due_all import all_of

            of = Kept(owner, court, debtor)
            place, on = matter or Path(), console.settings.as_of
            report = all_of(console, place, ics, within, of, named=named, stored=not from_folders, full=full)
            return with_absences(report, place, on)
        return _of_one(console, matter, ics, why, within, full=full)

    if not everything:
        from lexcollect.cli.sheet_turn import sheets_first, with_sheets
        from lexcollect.matter.layout import find_matter

        matter = find_matter(matter)
        found = sheets_first(console, matter, yes=yes)
        if over_time:
            from lexcollect.cli.due_timeline import told_over_time

            return with_sheets(found, lambda: told_over_time(console, matter, answer, ics))
        return with_sheets(found, answer if ics is None else lambda: _with_calendar(console, ics, answer))
    if ics is None:
        return answer()
    return _with_calendar(console, ics, answer)


def _only_with_all(owner: str, court: str, debtor: str, named: str | None, from_folders: bool) -> list[str]:
    """Return the options that were typed and mean nothing for a single matter."""
    given = {"--owner": owner, "--court": court, "--debtor": debtor, "--register": named, "--no-register": from_folders}
    return [option for option, value in given.items() if value]


def _with_calendar(console: Console, ics: Path, answer: Callable[[], Report]) -> Report:
    """Return what ``answer`` reports and writes to ``ics``: in the turn of the matter in whose folder that lies."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.calendar import digest_of
    from lexcollect.matter.outputs import CALENDAR, matter_around, refuse_output

    refuse_output(ics, CALENDAR)
    around = matter_around(ics)
    if around is None:
        return answer()
    before = digest_of(ics)
    report = in_turn(console, around, "due --ics", answer)
    if digest_of(ics) == before:
        return report
    return replace(report, matter=around, changed=(ics.resolve().relative_to(around).as_posix(),))


def _of_one(
    console: Console, matter: Path | None, ics: Path | None, why: str | None, within: int | None, *, full: bool
) -> Report:
    """Tell the deadlines of one matter."""
    from lexcollect.cli.console import words_for
    from lexcollect.cli.due_show import say_calendar, show_agenda
    from lexcollect.cli.due_steps import Steps
    from lexcollect.cli.exhibit_names import findings_in_names, named_by
    from lexcollect.matter.agenda import chosen
    from lexcollect.matter.answering import answer
    from lexcollect.matter.shapes.agenda import agenda_json

    answered = answer(matter, console.settings.as_of, dates_anyway=True)
    case, agenda = answered.matter.case, answered.matter.agenda
    asked = None if why is None else chosen(agenda, why)
    steps = Steps(answered)
    entries = 0 if ics is None else answered.write_calendar(ics, steps.entries)

    findings = (*answered.read_findings, *agenda.findings, *steps.findings)
    account = answered.matter.account
    settled = not agenda.deadlines and not account.principal + account.penalty + account.interest

    def show(out: Console) -> None:
        if settled:
            out.say("cli.due.settled")
        if ics is not None:
            say_calendar(out, ics, entries, [(case, agenda)])
        with named_by(answered.catalogue):
            if asked is not None:
                from lexcollect.cli.due_why import show_why  # the list of deadlines shows no working

                show_why(out, case, agenda, asked)
            else:
                words = words_for(answered.folder)
                show_agenda(out, case, agenda, findings, within=within, words=words, full=full)
                steps.show(out, words)

    return Report(
        findings,
        agenda_json(case, agenda, within) | steps.data | ({} if asked is None else {"why": _why_json(asked)}),
        show,
        next=() if settled else ("draft", *words_for(answered.folder)),
        exit=exit_of_agenda(agenda, findings),
        one_by_one=full,
        on_screen=findings_in_names(findings, answered.catalogue),
    )


def _why_json(asked: Deadline) -> dict[str, Any]:
    """Return which deadline was asked for, with the words of its decisive articles, as plain data."""
    from lexcollect.deadlines.decisive import decisive
    from lexcollect.law.texts import text_of
    from lexcollect.matter.shapes.texts import text_json

    return {"id": asked.id, "texts": [text_json(text_of(cite)) for cite in decisive(asked)]}
