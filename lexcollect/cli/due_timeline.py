"""``due --timeline`` (时间线): the matter over time, written into its folder, beside the deadlines that are told.

Owns the turn of that run, and what the screen says of the files. What stands in them is decided in ``matter.timeline``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.report import Report
from lexcollect.cli.turn import in_turn

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def told_over_time(console: Console, folder: Path, answer: Callable[[], Report], ics: Path | None) -> Report:
    """Return what ``answer`` reports, after writing the timeline of the matter, which the report then names."""
    if ics is not None:
        raise click.UsageError("--ics / --timeline")
    return in_turn(console, folder, "due --timeline", lambda: _written(console, folder, answer()))


def _written(console: Console, folder: Path, report: Report) -> Report:
    from lexcollect.intake.register import seen
    from lexcollect.matter.answering import answer_opened
    from lexcollect.matter.opening import open_matter
    from lexcollect.matter.timeline.chronicle import chronicle_of
    from lexcollect.matter.timeline.files import write_timeline

    opened = open_matter(folder, for_figures=True)
    answered = answer_opened(opened, console.settings.as_of, dates_anyway=True)
    found = chronicle_of(opened.case, answered, opened.catalogue, seen(opened.folder), answered.as_of)
    done = write_timeline(opened.folder, found)

    def show(out: Console) -> None:
        for key, names in (("written", done.written), ("same", done.same)):
            for name in names:
                out.say(f"timeline.file_{key}", file=name)
        if report.show:
            report.show(out)

    return replace(
        report,
        findings=(*done.findings, *report.findings),
        data={**report.data, "timeline": [*done.written, *done.same]},
        show=show,
        matter=opened.folder,
        changed=done.written,
    )
