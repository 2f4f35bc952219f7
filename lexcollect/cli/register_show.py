"""``register show``: the matters with state, person in charge, court and the next day to act."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Opt
from lexcollect.cli.register import register_option
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    import click

    from lexcollect.cli.console import Console
    from lexcollect.register.reading import MatterRow

#: So many matters stand on a screen that does not hold all.
_ROWS = 15
_HEADS = ("folder", "name", "debtor", "owner", "court", "next", "state", "answered")


def filters() -> list[click.Parameter]:
    """Return the options that keep a list to some matters."""
    return [
        Opt([f"--{name}"], f"register.opt.{name}", value_key="register.value.words", default="")
        for name in ("owner", "court", "debtor")
    ]


def answer(console: Console, named: str | None, owner: str, court: str, debtor: str, full: bool) -> Report:
    """List the matters of the register."""
    from lexcollect.cli.register_common import fresh_findings, opened, words_of
    from lexcollect.cli.shown import day
    from lexcollect.register import reading

    wanted = reading.Wanted(owner, court, debtor)
    with opened(named) as register:
        with register.reading() as connection:
            every, roots = reading.matters(connection), reading.roots(connection)
            rows = reading.matters(connection, wanted) if wanted != reading.EVERY else every
        findings = fresh_findings(register, roots, every, console.settings.as_of)
        place = register.place.shown
    rows = sorted(rows, key=lambda row: (row.next_day or date.max, row.place))

    def show(out: Console) -> None:
        out.say("register.show.head", register=place, count=len(rows), day=day(out.settings.as_of))
        if not rows:
            out.say("register.show.none")
            return
        kept = rows if full else rows[:_ROWS]
        out.table([say(f"register.show.{head}") for head in _HEADS], [_cells(row) for row in kept], tight=True)
        if len(kept) < len(rows):
            out.say("register.show.more", count=len(rows) - len(kept))

    return Report(
        tuple(findings),
        {"register": place, "matters": [as_json(row) for row in rows]},
        show,
        next=("due", "--all", *words_of(named)),
    )


def _cells(row: MatterRow) -> list[str]:
    return [
        row.place,
        row.name,
        row.debtor,
        row.owner or "-",
        row.court or "-",
        row.next_day.isoformat() if row.next_day else "-",
        say(f"register.standing.{row.standing.value}"),
        row.answered_for.isoformat(),
    ]


def as_json(row: MatterRow) -> dict[str, Any]:
    """Return a matter of the register as plain data."""
    return {
        "folder": row.place,
        "matter": row.name,
        "standing": row.standing.value,
        "owner": row.owner,
        "court": row.court,
        "creditor": row.creditor,
        "debtor": row.debtor,
        "cause": row.cause,
        "next_day": row.next_day.isoformat() if row.next_day else None,
        "answered_for": row.answered_for.isoformat(),
        "taken_at": row.taken_at,
        "case_sha256": row.case_sha256,
    }


command = SubVerb(
    "register show",
    "register.about.show",
    answer,
    [register_option(), *filters(), Opt(["--full"], "cli.opt.full", is_flag=True)],
)
