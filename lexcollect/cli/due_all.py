"""``due --all``: the deadlines of every matter below a folder, in one table by urgency.

Owns finding the matters (the folder itself, or two levels below it; links to folders are not followed) and the line
for each one that cannot be read. One broken matter never hides the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.exits import Exit, exit_for
from lexcollect.cli.matter import CASE, shown
from lexcollect.cli.report import Report
from lexcollect.findings import Finding, Level, Refused, Where, finding
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.answered import Answered
    from lexcollect.cli.console import Console
    from lexcollect.deadlines.deadline import Agenda, Deadline

#: How far below the folder a matter may lie.
_LEVELS = 2
#: What decides the exit code when matters end differently, worst first.
_WORST = (Exit.BUG, Exit.UNREADABLE, Exit.LAW_UNKNOWN, Exit.FINDINGS)


@dataclass(frozen=True)
class Row:
    """A deadline of one of the matters."""

    folder: str
    case: Case
    agenda: Agenda
    number: int
    deadline: Deadline

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place in the table: as in one matter, then by folder."""
        return *self.deadline.order[:2], self.folder, self.number


@dataclass(frozen=True)
class Read:
    """What became of one matter: answered, or stopped with findings and an exit code."""

    folder: str
    answered: Answered | None
    findings: tuple[Finding, ...]
    code: Exit


def matters_below(folder: Path, levels: int = _LEVELS) -> Iterator[Path]:
    """Yield the matter folders at and below ``folder`` in order of name; what cannot be listed is passed over."""
    if (folder / CASE).is_file():
        yield folder
        return
    if not levels:
        return
    try:
        children = sorted(p for p in folder.iterdir() if p.is_dir() and not p.is_symlink() and p.name[:1] != ".")
    except OSError:
        return
    for child in children:
        yield from matters_below(child, levels - 1)


def all_of(console: Console, folder: Path, ics: Path | None, within: int | None) -> Report:
    """Return the report on every matter below ``folder``."""
    if not folder.is_dir():
        raise Refused([finding("LX-A102", Where(str(folder)))])
    found = [_read(console, matter, folder) for matter in matters_below(folder)]
    rows = sorted(
        (r for one in found if one.answered for r in _rows(one.folder, one.answered, within)), key=lambda r: r.order
    )
    matters = [(one.answered.matter.case, one.answered.matter.agenda) for one in found if one.answered]
    entries = 0
    if ics is not None:
        from lexcollect.cli.due import write_calendar

        entries = write_calendar(matters, ics)

    def show(out: Console) -> None:
        _show(out, folder, found, rows)
        if ics is not None:
            from lexcollect.cli.due import say_calendar

            say_calendar(out, ics, entries, matters)

    code = next((c for c in _WORST if any(one.code is c for one in found)), Exit.FINE)
    return Report((), _as_json(folder, found, rows), show, exit=code)


def _read(console: Console, matter: Path, root: Path) -> Read:
    from lexcollect.cli.answered import answer
    from lexcollect.cli.due import exit_of
    from lexcollect.cli.guard import stopped

    name = str(matter.relative_to(root)) if matter != root else shown(matter)
    try:
        answered = answer(matter, console.settings.as_of, dates_anyway=True)
    except Exception as error:  # whatever stops one matter is said in its line; a log is kept of our own mistakes
        report = stopped(error, console.settings.debug)
        kept = report.code in (Exit.BUG, Exit.LAW_UNKNOWN)
        return Read(name, None, report.findings, report.code if kept else Exit.UNREADABLE)
    findings = (*answered.findings, *answered.matter.agenda.findings)
    code = exit_for(findings)
    return Read(name, answered, findings, exit_of(answered.matter.agenda, code) or code)


def _rows(folder: str, answered: Answered, within: int | None) -> Iterator[Row]:
    from lexcollect.cli.due_show import wanted

    case, agenda = answered.matter.case, answered.matter.agenda
    for number, deadline in wanted(agenda, within):
        if deadline.open or deadline.state in ("unknown", "missing"):
            yield Row(folder, case, agenda, number, deadline)


def _show(out: Console, folder: Path, found: Sequence[Read], rows: Sequence[Row]) -> None:
    from lexcollect.cli.calc import day
    from lexcollect.cli.console import command_line
    from lexcollect.cli.due_show import row

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


def _as_json(folder: Path, found: Sequence[Read], rows: Sequence[Row]) -> dict[str, Any]:
    from lexcollect.cli.due_json import summary

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
        "deadlines": [
            {"folder": r.folder, "matter": r.case.matter, "number": r.number, **summary(r.case, r.agenda, r.deadline)}
            for r in rows
        ],
    }
