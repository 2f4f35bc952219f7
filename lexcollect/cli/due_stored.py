"""``due --all`` from the register: the stored deadlines by urgency, and how far they can be trusted today.

Owns which register is asked, the table, the counts of each level, what a call saves nothing of, and the exit code. The
folders are glanced at; nothing is answered anew.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.exits import Exit, exit_for
from lexcollect.cli.report import Report
from lexcollect.deadlines.urgency import Alarm
from lexcollect.law.states import State
from lexcollect.matter.layout import shown
from lexcollect.records import dataclass
from lexcollect.register.kinds import Standing
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.register.agenda import Counts, Stored
    from lexcollect.register.ledgers import Watch
    from lexcollect.register.opening import Register
    from lexcollect.register.reading import MatterRow, UnsavedRow, Wanted

#: So many deadlines, and so many matters with a call that saves nothing, rows of ledgers, stand on a screen.
_ROWS, _CALLS, _LEDGER_ROWS = 12, 3, 5
#: A folder whose case cannot be read because the law book does not know a day it needs.
_LAW = "LX-A104"
_OUR_BUG = "LX-R020"
#: Matters of the register that cannot be read.
_STOPPED = "LX-R031"


@dataclass(frozen=True)
class Asked:
    """What the register holds on the day that is asked for, of the matters that are asked for."""

    place: str
    below: str
    rows: tuple[MatterRow, ...]
    lines: tuple[Stored, ...]
    counts: Counts
    spoken: tuple[tuple[MatterRow, UnsavedRow], ...]
    silent: int
    errors: dict[int, list[Finding]]
    findings: tuple[Finding, ...]
    law_unknown: frozenset[int]
    ledgers: Watch


def stored_report(
    console: Console,
    register: Register,
    folder: Path,
    wanted: Wanted,
    *,
    ics: Path | None,
    within: int | None,
    full: bool,
    named: str | None = None,
) -> Report:
    """Return the report on the matters of ``register`` below ``folder``."""
    every = full or console.settings.json or ics is not None
    asked = ask(console, register, folder, wanted, within=within, limit=None if every else _ROWS)
    entries = 0
    if ics is not None:
        from lexcollect.matter.calendar import write_calendar
        from lexcollect.register import agenda
        from lexcollect.register.ledgers import entries as ledger_entries

        running = asked.lines if within is None else _all_lines(console, register, asked.rows)
        further = [*agenda.entries(running), *ledger_entries(asked.ledgers, console.settings.as_of)]
        entries = write_calendar((), ics, further=further, name=say("deadlines.ics_all"))

    def show(out: Console) -> None:
        _show(out, folder, asked, full=full)
        if ics is not None:
            days = {"/".join(map(str, one.warn_days)) for one in asked.lines} - {""}
            out.say("deadlines.ics_written", file=str(ics), count=entries, days=sorted(days) or "—")

    from lexcollect.cli.register_common import words_of

    following: tuple[str | Path, ...] = ()
    if {one.code for one in asked.findings} == {_STOPPED}:
        # The register is as new as it can be: what helps is to mend the case file.
        stopped = next(row for row in asked.rows if row.standing is Standing.STOPPED)
        following = ("due", folder / below_name(asked.below, stopped.place))
    elif asked.findings:
        following = ("register", "update", *words_of(named, folder))
    data = _as_json(folder, asked) if console.settings.json else {}
    return Report(asked.findings, data, show, next=following, exit=_code(asked))


def _all_lines(console: Console, register: Register, rows: Sequence[MatterRow]) -> Sequence[Stored]:
    from lexcollect.register import agenda

    with register.reading() as connection:
        return agenda.stored_agenda(connection, rows, frozenset(row.id for row in rows), console.settings.as_of)


def ask(
    console: Console, register: Register, folder: Path, wanted: Wanted, *, within: int | None, limit: int | None
) -> Asked:
    """Read what is asked for, in one state of the register, and glance at the folders."""
    from lexcollect.cli.register_common import fresh_findings
    from lexcollect.register import agenda, reading
    from lexcollect.register.ledgers import watch
    from lexcollect.register.updating import named_root

    as_of, below = console.settings.as_of, named_root(register, folder)
    with register.reading() as connection:
        all_rows = [row for row in reading.matters(connection) if reading.below(row.place, below)]
        whole = wanted == reading.EVERY
        kept = None if whole else {row.id for row in reading.matters(connection, wanted)}
        rows = [row for row in all_rows if kept is None or row.id in kept]
        only = None if whole and below in ("", ".") else frozenset(row.id for row in rows)
        lines = agenda.stored_agenda(connection, rows, only, as_of, within, limit)
        counts = agenda.counts(connection, only, as_of, within)
        silent, spoken = agenda.spoken_of(connection, rows, only, None if limit is None else _CALLS)
        errors: dict[int, list[Finding]] = {}
        for matter, _, one in reading.errors(connection):
            errors.setdefault(matter, []).append(one)
        unknown = reading.with_state(connection, State.UNKNOWN)
        roots = reading.roots(connection)
        ledgers = watch(connection, as_of, within, wanted, below, None if limit is None else _LEDGER_ROWS)
    findings = fresh_findings(register, roots, all_rows, as_of, below)
    return Asked(
        register.place.shown,
        below,
        tuple(rows),
        tuple(lines),
        counts,
        tuple(spoken),
        silent,
        errors,
        tuple(findings),
        unknown,
        ledgers,
    )


def _show(out: Console, folder: Path, asked: Asked, *, full: bool) -> None:
    from lexcollect.cli.shown import day

    as_of = out.settings.as_of
    out.say("register.due.head", folder=shown(folder), count=len(asked.rows), day=day(as_of), register=asked.place)
    if not asked.rows:
        out.say("register.show.none")
    else:
        _show_matters(out, asked, full=full)
    if asked.ledgers.files:
        from lexcollect.cli.due_ledgers import show_ledgers

        show_ledgers(out, asked.ledgers, full=full)


def _show_matters(out: Console, asked: Asked, *, full: bool) -> None:
    """Print the counts of the levels, the table, and what calls do not save."""
    levels = asked.counts.levels
    over, critical = levels.get(Alarm.OVER, 0), levels.get(Alarm.CRITICAL, 0)
    out.say(
        "register.due.levels",
        red=over + critical,
        over=over,
        yellow=levels.get(Alarm.WARNING, 0),
        blue=levels.get(Alarm.NOTICE, 0),
        calm=levels.get(Alarm.CALM, 0),
        untold=asked.counts.untold,
    )
    if asked.lines:
        heads = ("matter", "number", "title", "person", "act_by", "last", "level", "state")
        rows = [_cells(asked.below, one) for one in (asked.lines if full else asked.lines[:_ROWS])]
        out.table([say(f"deadlines.head.{h}") for h in heads], rows, right=(1,), tight=True)
        if len(rows) < asked.counts.total:
            out.say("register.due.more", count=asked.counts.total - len(rows))
    else:
        out.say("deadlines.all_quiet")
    _show_spoken(out, asked, full=full)


def _show_spoken(out: Console, asked: Asked, *, full: bool) -> None:
    """Say what calls and visits without proof do not save, and what would mend it."""
    matters = list(dict.fromkeys(row.id for row, _ in asked.spoken))
    if not matters:
        return
    out.say("register.due.calls", count=asked.silent)
    kept = set(matters if full else matters[:_CALLS])
    for row, one in asked.spoken:
        if row.id in kept:
            out.say(
                "register.due.call",
                folder=below_name(asked.below, row.place),
                on=one.happened_on,
                title=one.title,
                reason=one.reason,
                title_of=one.of,
                last=one.last_day or "—",
                need=one.would_count,
            )
    if len(kept) < asked.silent:
        out.say("register.due.calls_more", count=asked.silent - len(kept))


def _cells(below: str, one: Stored) -> list[str]:
    from lexcollect.cli.due_show import state_words, titled

    gone = one.state is State.EXPIRED
    return [
        below_name(below, one.matter.place),
        str(one.number),
        titled(one.title, one.obligations),
        "、".join(one.persons),
        one.act_by.isoformat() if one.act_by and not gone else "-",
        one.last_day.isoformat() if one.last_day else "-",
        say(f"deadlines.level.{one.level.name}"),
        state_words(one.state),
    ]


def below_name(below: str, place: str) -> str:
    """Return a folder as it is called from the folder that was asked for."""
    name = place if below in ("", ".") else place.removeprefix(below).lstrip("/")
    return name.replace("/", os.sep) or "."


def _code(asked: Asked) -> Exit:
    """Return how the run ends: as the worst of the matters would."""
    codes = [_code_of(asked, row) for row in asked.rows]
    worst = (Exit.BUG, Exit.UNREADABLE, Exit.LAW_UNKNOWN, Exit.FINDINGS)
    return next((code for code in worst if code in codes), Exit.FINE)


def _code_of(asked: Asked, row: MatterRow) -> Exit:
    found = asked.errors.get(row.id, [])
    codes = {one.code for one in found}
    if row.standing is Standing.STOPPED:
        if _OUR_BUG in codes:
            return Exit.BUG
        return Exit.LAW_UNKNOWN if _LAW in codes else Exit.UNREADABLE
    code = exit_for(found)
    return Exit.LAW_UNKNOWN if code is Exit.FINE and row.id in asked.law_unknown else code


def _as_json(folder: Path, asked: Asked) -> dict[str, Any]:
    from lexcollect.cli.register_show import as_json

    return {
        "folder": shown(folder),
        "register": asked.place,
        "levels": {level.name.lower(): count for level, count in asked.counts.levels.items()},
        "untold": asked.counts.untold,
        "matters": [
            {
                **as_json(row),
                "folder": below_name(asked.below, row.place),
                "exit": int(_code_of(asked, row)),
                "findings": [one.as_json() for one in asked.errors.get(row.id, [])],
            }
            for row in asked.rows
        ],
        "deadlines": [_line_json(asked.below, one) for one in asked.lines],
        **_ledgers_json(asked),
        "spoken": [
            {
                "folder": below_name(asked.below, row.place),
                "kind": one.kind.value,
                "on": one.happened_on.isoformat(),
                "reason": one.reason.render(),
                "would_count": one.would_count.render() if one.would_count else None,
                "last_day": one.last_day.isoformat() if one.last_day else None,
            }
            for row, one in asked.spoken
        ],
    }


def _ledgers_json(asked: Asked) -> dict[str, Any]:
    if not asked.ledgers.files:
        return {}
    from lexcollect.cli.due_ledgers import ledgers_json

    return {"ledgers": ledgers_json(asked.ledgers)}


def _line_json(below: str, one: Stored) -> dict[str, Any]:
    from lexcollect.matter.shapes.agenda import COLOURS
    from lexcollect.matter.shapes.said import said

    level = one.level.name
    return {
        "folder": below_name(below, one.matter.place),
        "matter": one.matter.name,
        "number": one.number,
        "id": one.deadline,
        "rule": one.rule,
        **said("title", one.title),
        "person": one.person,
        "persons": list(one.persons),
        "obligations": list(one.obligations),
        "state": one.state.value,
        "level": None if one.level is Alarm.CALM else level.lower(),
        "colour": COLOURS.get(level),
        **{
            name: None if value is None else value.isoformat()
            for name, value in (
                ("start", one.start),
                ("nominal", one.nominal),
                ("last_day", one.last_day),
                ("act_by", one.act_by),
            )
        },
        "provisional": one.provisional,
    }
