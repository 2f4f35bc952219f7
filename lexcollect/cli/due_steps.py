"""Steps in ``due``: the office's own steps as a part of their own, where a plan was chosen for the matter.

Owns when they are told and how they look beside the deadlines; they are no periods of law, and a plan that cannot be
read never hides one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Level, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from lexcollect.cli.console import Console
    from lexcollect.deadlines.calendar_file import Entry
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.planning import Planned

#: So many steps stand below the deadlines; ``plan`` has all of them.
_ROWS = 5


class Steps:
    """The steps of a matter beside its deadlines; nothing where nobody chose a plan."""

    def __init__(self, answered: Answered) -> None:
        from lexcollect.matter.plan_chosen import has_plan

        self.planned: Planned | None = None
        self.findings: tuple[Finding, ...] = ()
        if has_plan(answered.folder, answered.case):
            from lexcollect.matter.planning import planned

            try:
                self.planned = planned(answered)
                self.findings = self.planned.findings
            except Refused as error:
                self.findings = tuple(replace(f, level=Level.WARNING) if f.stops else f for f in error.findings)

    @property
    def entries(self) -> list[Entry]:
        """The steps as entries of a calendar."""
        from lexcollect.matter.calendar import step_entries

        return step_entries([self.planned]) if self.planned else []

    @property
    def data(self) -> dict[str, Any]:
        """The steps as plain data, under a key of their own."""
        if self.planned is None:
            return {}
        from lexcollect.matter.shapes.steps import line_json

        return {"steps": [line_json(line) for line in self.planned.schedule.lines if line.open]}

    def show(self, out: Console, words: tuple[Path, ...]) -> None:
        """Print the steps that come first."""
        if self.planned is None:
            return
        from lexcollect.cli.console import command_line
        from lexcollect.cli.plan_show import show_table

        lines = [line for line in self.planned.schedule.lines if line.open]
        out.say("plan_verb.due_head", count=len(lines))
        if lines:
            show_table(out, lines[:_ROWS])
        day = out.settings.as_of.isoformat()
        on = ("--as-of", day) if out.settings.as_of_given else ()
        out.say("plan_verb.due_hint", command=command_line(("plan", *words, *on)))
