"""``due --all``: the deadlines of every matter below a folder, in one table by urgency.

Owns the table and the line for each matter that cannot be read, and how the run ends when matters end differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.exits import Exit, exit_of_agenda
from lexcollect.cli.report import Report
from lexcollect.findings import Finding, Level
from lexcollect.matter.layout import shown
from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.due_kept import Kept
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.many import Read, Row

#: What decides the exit code when matters end differently, worst first.
_WORST = (Exit.BUG, Exit.UNREADABLE, Exit.LAW_UNKNOWN, Exit.FINDINGS)


@dataclass(frozen=True)
class Told:
    """What became of one matter: answered, or stopped with findings and an exit code."""

    folder: str
    answered: Answered | None
    findings: tuple[Finding, ...]
    code: Exit


def all_of(
    console: Console,
    folder: Path,
    ics: Path | None,
    within: int | None,
    kept: Kept,
    *,
    named: str | None = None,
    stored: bool = True,
    full: bool = False,
) -> Report:
    """Return the report on every matter below ``folder``: from the register if there is one, else from the folders."""
    if stored and (report := _stored(console, folder, ics, within, kept, named, full)) is not None:
        return report
    from lexcollect.matter.many import answer_all, rows

    read = [one for one in answer_all(folder, console.settings.as_of) if kept.keeps(one)]
    found = [_told(one, console.settings.debug) for one in read]
    lines = rows(read, within)
    matters = [(one.answered.matter.case, one.answered.matter.agenda) for one in found if one.answered]
    entries = 0
    if ics is not None:
        from lexcollect.matter.calendar import write_calendar

        entries = write_calendar(matters, ics, [one.answered.folder for one in found if one.answered])

    def show(out: Console) -> None:
        _show(out, folder, found, lines)
        if ics is not None:
            from lexcollect.cli.due_show import say_calendar

            say_calendar(out, ics, entries, matters)

    code = next((c for c in _WORST if any(one.code is c for one in found)), Exit.FINE)
    return Report((), _as_json(folder, found, lines), show, exit=code)


def _stored(
    console: Console, folder: Path, ics: Path | None, within: int | None, kept: Kept, named: str | None, full: bool
) -> Report | None:
    """Return the report from the register that is named, or that knows ``folder``; ``None`` where there is none."""
    from lexcollect.register.place import find_place

    place = find_place(named, folder)
    if place is None:
        return None
    from lexcollect.cli.due_stored import stored_report
    from lexcollect.register import reading
    from lexcollect.register.freshness import looked_below
    from lexcollect.register.opening import open_register

    register = open_register(place)
    try:
        with register.reading() as connection:
            roots = reading.roots(connection)
        if not named and not looked_below(register, folder, roots):
            return None
        wanted = reading.Wanted(kept.owner, kept.court, kept.debtor)
        return stored_report(console, register, folder, wanted, ics=ics, within=within, full=full, named=named)
    finally:
        register.close()


def _told(one: Read, debug: bool) -> Told:
    """Return how one matter ended; a log is kept of our own mistakes."""
    if one.answered is None:
        from lexcollect.cli.guard import stopped

        assert one.error is not None
        report = stopped(one.error, debug)
        kept = report.code in (Exit.BUG, Exit.LAW_UNKNOWN)
        return Told(one.folder, None, report.findings, report.code if kept else Exit.UNREADABLE)
    agenda = one.answered.matter.agenda
    findings = (*one.answered.read_findings, *agenda.findings)
    return Told(one.folder, one.answered, findings, exit_of_agenda(agenda, findings))


def _show(out: Console, folder: Path, found: Sequence[Told], rows: Sequence[Row]) -> None:
    from lexcollect.cli.console import command_line
    from lexcollect.cli.due_show import row
    from lexcollect.cli.shown import day

    out.say("deadlines.all_head", folder=shown(folder), count=len(found), day=day(out.settings.as_of))
    if not found:
        out.say("deadlines.all_none")
        return
    if rows:
        heads = [
            say(f"deadlines.head.{h}")
            for h in ("matter", "number", "title", "person", "act_by", "last", "level", "state")
        ]
        out.table(
            heads, [[r.folder, *row(r.case, r.agenda, r.number, r.deadline)] for r in rows], right=(1,), tight=True
        )
    else:
        out.say("deadlines.all_quiet")
    for one in found:
        errors = [f for f in one.findings if f.level is Level.ERROR]
        if one.answered is None:
            reasons = [f.message() for f in errors[:1] or one.findings[:1]]
            out.say("deadlines.all_unreadable", folder=one.folder, reason=reasons)
        elif errors:
            words = command_line([folder / one.folder if one.folder != shown(folder) else folder])
            out.say(
                "deadlines.all_matter_findings",
                folder=one.folder,
                errors=len(errors),
                words=words.removeprefix("lexcollect").strip(),
            )


def _as_json(folder: Path, found: Sequence[Told], rows: Sequence[Row]) -> dict[str, Any]:
    from lexcollect.matter.shapes.agenda import rows_json

    return {
        "folder": shown(folder),
        "matters": [
            {
                "folder": one.folder,
                "matter": one.answered.matter.case.matter if one.answered else None,
                "exit": int(one.code),
                "findings": [f.as_json() for f in one.findings],
            }
            for one in found
        ],
        "deadlines": rows_json(rows),
    }
