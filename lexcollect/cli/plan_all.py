"""``plan --all``: what is to be done today in every matter below a folder, the longest overdue first.

Owns the table and the line for each matter that cannot be planned. The answer for one matter is ``matter.planning``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.report import Report
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lexcollect.cli.console import Console
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.planning import Planned
    from lexcollect.steps.lines import Line

#: So many rows stand on a screen that was not asked for all.
_ROWS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One step of one matter."""

    folder: str
    owner: str
    line: Line

    @property
    def order(self) -> tuple[date, str, str]:
        """By day, then by matter."""
        from datetime import date

        return self.line.on or date.max, self.folder, self.line.step.id


def all_of(console: Console, folder: Path, ics: Path | None, within: int, *, full: bool) -> Report:
    """Return the steps that are due, or fall due ``within`` so many days, in all matters below ``folder``."""
    from lexcollect.matter.layout import shown
    from lexcollect.matter.many import answer_all
    from lexcollect.matter.shapes.steps import line_json

    as_of = console.settings.as_of
    with console.step("reporting.reading"):
        read = answer_all(folder, as_of)
    plans: list[tuple[str, Planned]] = []
    found: list[Finding] = [] if read else [finding("LX-R101", Where(shown(folder)))]
    for one in read:
        planned = _planned(one.answered) if one.answered is not None else None
        if planned is None:
            found.append(finding("LX-S041", Where(one.folder)))
            continue
        plans.append((one.folder, planned))
        found += [f.at(Where(one.folder)) for f in planned.findings if f.code.startswith("LX-S03")]
    rows = _rows(plans, as_of, within)
    entries = 0
    if ics is not None:
        from lexcollect.matter.calendar import write_steps

        entries = write_steps([planned for _, planned in plans], ics)

    def show(out: Console) -> None:
        _show(out, rows, len(read), within, full=full)
        if ics is not None:
            out.say("plan_verb.ics", file=str(ics), count=entries)

    data = {
        "folder": shown(folder),
        "matters": len(read),
        "steps": [{"folder": r.folder, "owner": r.owner, **line_json(r.line)} for r in rows],
    }
    return Report(tuple(found), data, show, next=("due", "--all", folder), one_by_one=full)


def _planned(answered: Answered) -> Planned | None:
    from lexcollect.matter.planning import planned

    try:
        return planned(answered)
    except Refused:
        return None


def _rows(plans: Sequence[tuple[str, Planned]], as_of: date, within: int) -> list[Row]:
    from datetime import timedelta

    from lexcollect.duties.who import in_charge
    from lexcollect.steps.lines import Standing

    last = as_of + timedelta(days=within)
    found = []
    for folder, planned in plans:
        for line in planned.schedule.lines:
            soon = line.standing is Standing.LATER and line.on is not None and line.on <= last and not line.projected
            if line.standing is Standing.DUE or soon:
                found.append(Row(folder, in_charge(planned.case), line))
    return sorted(found, key=lambda row: row.order)


def _show(out: Console, rows: Sequence[Row], matters: int, within: int, *, full: bool) -> None:
    from lexcollect.cli.shown import day

    out.say("plan_verb.all_head", count=len(rows), matters=matters, day=day(out.settings.as_of), within=within)
    shown = rows if full else rows[:_ROWS]
    if not shown:
        out.say("plan_verb.nothing")
        return
    heads = [say(f"plan_verb.col.{h}") for h in ("day", "matter", "step", "owner", "debts", "amount")]
    cells = []
    for row in shown:
        line = row.line
        ids = line.obligations
        debts = ids[0] if len(ids) == 1 else say("plan_verb.debts", count=len(ids))
        on = line.on.isoformat() if line.on else "-"
        cells.append([on, row.folder, line.step.called.render(), row.owner or "—", debts, f"{line.amount:,.2f}"])
    out.table(heads, cells, right=(5,), tight=True)
    if len(rows) > len(shown):
        out.say("plan_verb.more", count=len(rows) - len(shown))
    out.say("plan_verb.not_law")
