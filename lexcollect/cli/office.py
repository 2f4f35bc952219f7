"""``office`` (事务): what an office owes its matters as a whole; each duty is a sub-verb.

By itself it looks over all of them and says how many wait for somebody.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import Parent, SubVerb
from lexcollect.cli.console import Console
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lexcollect.findings import Finding
    from lexcollect.reporting.tables import Sheetful

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "idle": "lexcollect.cli.office_idle",
    "confirm": "lexcollect.cli.office_confirm",
    "day": "lexcollect.cli.office_day",
    "absent": "lexcollect.cli.office_absent",
    "conflicts": "lexcollect.cli.office_conflicts",
    "credit": "lexcollect.cli.office_credit",
    "close": "lexcollect.cli.office_close",
}


class Office(Parent):
    """The verb ``office`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        section(formatter, say("duties.head.subs"), [(name, say(f"duties.sub.{name}")) for name in SUBS])
        self.format_shared(ctx, formatter)


def answer(console: Console, folder: Path) -> Report:
    """Look over the duties of all matters below ``folder``."""
    from lexcollect.duties.overview import overview_of
    from lexcollect.matter.many import answer_all

    with console.step("reporting.reading"):
        read = answer_all(folder, console.settings.as_of)
    found = overview_of(read, folder, console.settings.as_of)

    def show(out: Console) -> None:
        out.say("duties.overview.head", count=len(read))
        for key, count in found.counts:
            out.say(f"duties.overview.{key}", count=count)

    data = {"matters": len(read), "counts": dict(found.counts)}
    findings = (*found.findings, *no_matters(folder, len(read)))
    return Report(findings, data, show, next=("office", "idle", *_place(folder)))


def no_matters(folder: Path, count: int) -> tuple[Finding, ...]:
    """Return the warning that nothing lies below ``folder``: an empty answer must not look like a clean one."""
    from lexcollect.findings import Where, finding
    from lexcollect.matter.layout import shown

    return () if count else (finding("LX-R101", Where(shown(folder))),)


command = Office(
    "office",
    answer,
    [Arg(["folder"], "cli.value.folder", required=False, type=click.Path(path_type=Path), default=Path())],
    SUBS,
    "duties",
)


def _place(folder: Path) -> tuple[Path, ...]:
    return () if folder == Path() else (folder,)


def files() -> list[click.Parameter]:
    """Return the options for the files that a table can be written to."""
    path: dict[str, Any] = {"value_key": "cli.value.file", "type": click.Path(path_type=Path)}
    return [
        Opt(["--xlsx"], "duties.opt.xlsx", **path),
        Opt(["--docx"], "duties.opt.docx", **path),
        Opt(["--full"], "reporting.opt.full", is_flag=True),
    ]


def tabled(
    sheet: Sheetful,
    findings: Sequence[Finding],
    xlsx: Path | None,
    docx: Path | None,
    matters: Sequence[Path],
    *,
    full: bool,
    next: Sequence[str | Path] = (),
    data: dict[str, Any] | None = None,
    screen: Sheetful | None = None,
) -> Report:
    """Return the report of one table, written to the files that are wanted; ``screen`` is a narrower one to show."""
    from lexcollect.cli.reporting import show_report
    from lexcollect.matter.layout import shown
    from lexcollect.reporting.tables import as_json
    from lexcollect.reporting.writing import refuse_outputs, write

    wanted = {"xlsx": xlsx, "docx": docx}
    refuse_outputs(wanted, matters if any(wanted.values()) else ())
    made = write(sheet, wanted)

    def show(out: Console) -> None:
        show_report(out, sheet if screen is None or full else screen, full=full)
        for path in made:
            out.say("reporting.written", file=shown(path))

    told = {**as_json(sheet), "files": [shown(path) for path in made], **(data or {})}
    return Report(tuple(findings), told, show, next=next, one_by_one=full)


def duty(name: str, answer: Callable[..., Report], params: list[click.Parameter]) -> SubVerb:
    """Return the sub-verb ``name`` of ``office``."""
    return SubVerb(f"office {name}", f"duties.about.{name}", answer, params)


def folder_argument() -> Arg:
    """Return the argument that names the folder of the matters."""
    return Arg(["folder"], "cli.value.folder", required=False, type=click.Path(path_type=Path), default=Path())
