"""``report`` (报表): reports over many matters; each kind is a sub-verb, by itself it tells all of them.

Owns the options that all kinds share, what of a report fits a screen, and how the run ends. The figures are those of
``lexcollect.reporting``; sheet, Word file and page hold the same, and everything.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import Parent, SubVerb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.register_show import filters
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.reporting.report import Gathered, Request
    from lexcollect.reporting.tables import Sheetful, Table

#: So many rows of a table are shown on the screen.
_ROWS = 12
#: The kinds of report, in the order of the help; the last is all of them.
KINDS = ("ageing", "recovery", "dso", "costs", "progress", "suing", "writeoff", "closing")
ALL = "all"
#: Options that only some kinds have.
_ONLY = {
    "first": ("recovery", "dso", ALL),
    "last": ("recovery", "dso", ALL),
    "bands": ("ageing", "recovery", ALL),
    "sales": ("dso", ALL),
    "limits": ("costs", ALL),
}


def _params(kind: str) -> list[click.Parameter]:
    path: dict[str, Any] = {"value_key": "cli.value.file", "type": click.Path(path_type=Path)}
    day: dict[str, Any] = {"value_key": "cli.value.date", "type": DateType()}
    found: list[click.Parameter] = [
        Arg(["folder"], "cli.value.folder", required=False, type=click.Path(path_type=Path), default=Path()),
        Opt(["--from", "first"], "reporting.opt.from", **day),
        Opt(["--to", "last"], "reporting.opt.to", **day),
        Opt(["--bands"], "reporting.opt.bands", value_key="reporting.value.days", default="30,60,90"),
        Opt(["--sales"], "reporting.opt.sales", value_key="calc.value.amount"),
        Opt(["--limits"], "reporting.opt.limits", **path),
        Opt(["--xlsx"], "reporting.opt.xlsx", **path),
        Opt(["--docx"], "reporting.opt.docx", **path),
        Opt(["--html"], "reporting.opt.html", **path),
        *filters(),
        Opt(["--ledger"], "reporting.opt.ledger", **path),
        Opt(["--mapping"], "reporting.opt.mapping", **path),
        Opt(["--full"], "reporting.opt.full", is_flag=True),
    ]
    return [param for param in found if kind in _ONLY.get(param.name or "", (kind,))]


def answer(
    console: Console,
    folder: Path,
    xlsx: Path | None,
    docx: Path | None,
    html: Path | None,
    full: bool,
    owner: str,
    court: str,
    debtor: str,
    ledger: Path | None,
    mapping: Path | None,
    first: date | None = None,
    last: date | None = None,
    bands: str = "30,60,90",
    sales: str | None = None,
    limits: Path | None = None,
    kind: str = ALL,
) -> Report:
    """Answer every matter below ``folder`` and tell what was asked for."""
    from lexcollect.cli.due_kept import Kept
    from lexcollect.cli.refusals import Stopped
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.matter.given import yuan
    from lexcollect.matter.layout import shown
    from lexcollect.matter.many import each_answered, matters_below
    from lexcollect.reporting.report import Kind, Request, gather, limits_of, period_of, report_of
    from lexcollect.reporting.tables import as_json
    from lexcollect.reporting.writing import refuse_outputs, write

    as_of = console.settings.as_of
    kinds = tuple(Kind) if kind == ALL else (Kind(kind),)
    period = period_of(first, last, as_of)
    request = Request(kinds, period, limits_of(bands), yuan(sales) if sales is not None else None, limits)
    wanted = {"xlsx": xlsx, "docx": docx, "html": html}
    refuse_outputs(wanted, matters_below(folder) if any(wanted.values()) and ledger is None else ())
    if request.sales is None and kind == Kind.DSO:
        raise Stopped([finding("LX-R200")], ("report", "dso", "--help"))
    if request.sales is not None and not request.sales:
        raise Refused([finding("LX-R208")])
    if ledger is not None:
        report, findings = _of_ledger(console, ledger, mapping, request)
    else:
        kept = Kept(owner, court, debtor)
        with console.step("reporting.reading"):
            found = gather(filter(kept.keeps, each_answered(folder, as_of)), request, as_of)
        if not found.rows.matters and not found.rows.broken:
            empty = finding("LX-R204", Where(shown(folder)))
            return Report((empty,), {"folder": shown(folder)}, next=("report", "--help"))
        report, findings = report_of(found, request, folder.resolve().name), _findings(found)
    files = write(report, wanted)

    def show(out: Console) -> None:
        show_report(out, report, full=full)
        for path in files:
            out.say("reporting.written", file=shown(path))

    source = ledger or folder
    data = {"folder": shown(source), "files": [shown(path) for path in files], **as_json(report)}
    return Report(findings, data, show, next=_next(kind, folder, ledger, files))


def _findings(found: Gathered) -> tuple[Finding, ...]:
    from lexcollect.findings import Where, finding

    return tuple(finding("LX-R205", Where(name)) for name in found.rows.broken)


def _of_ledger(
    console: Console, path: Path, mapping: Path | None, request: Request
) -> tuple[Sheetful, tuple[Finding, ...]]:
    """Return the report on a ledger, and what is to be said of the file."""
    from lexcollect.ledgers.checking import Choices, check
    from lexcollect.reporting.report import report_of_ledger

    with console.step("reporting.reading_ledger"):
        found = check(path, console.settings.as_of, Choices(mapping=mapping))
    return report_of_ledger(found, request), found.findings


def _next(kind: str, folder: Path, ledger: Path | None, files: tuple[Path, ...]) -> list[str | Path]:
    source: list[str | Path] = ["--ledger", ledger] if ledger else [folder] if folder != Path() else []
    if not files:
        return ["report", kind, *source, "--xlsx", say("reporting.file_name")]
    return ["batch", "check", ledger] if ledger else ["due", "--all", folder]


def show_report(out: Console, report: Sheetful, *, full: bool) -> None:
    """Print a report: its lines, and of each table as much as a screen holds."""
    out.line(report.title.render())
    for line in report.lines:
        out.line(line.render())
    if not report.parts:
        return
    for part in report.parts:
        out.line()
        if len(report.parts) > 1:
            out.line(f"■ {part.title.render()}")
        for meaning in part.meaning:
            out.line(meaning.render())
        for table in part.tables:
            _table(out, table, full=full)


def _table(out: Console, table: Table, *, full: bool) -> None:
    from lexcollect.reporting.tables import shown

    out.line()
    out.line(table.title.render())
    rows = table.rows if full else table.rows[:_ROWS]
    if table.detail and not full:
        out.say("reporting.detail", count=len(table.rows))
        return
    if not rows:
        out.say("reporting.nothing")
        return
    kept = [n for n, column in enumerate(table.columns) if full or not column.aside]
    columns = [table.columns[n] for n in kept]
    shown_rows = [*rows, table.total] if table.total else rows
    cells = [[shown(row[n], table.columns[n].form) for n in kept] for row in shown_rows]
    right = tuple(n for n, column in enumerate(columns) if column.form.number)
    out.table([column.head.render() for column in columns], cells, right=right, tight=True)
    if table.below and not full:
        place = table.place(table.below)
        head = table.columns[place].head.render()
        for row in rows:
            if told := shown(row[place], table.columns[place].form):
                out.say("reporting.below", name=shown(row[0], table.columns[0].form), head=head, words=told)
    if len(rows) < len(table.rows):
        out.say("reporting.more_rows", count=len(table.rows) - len(rows))
    for note in table.notes:
        out.line(note.render())


class Reports(Parent):
    """The verb ``report`` with a sub-verb for each kind."""

    def sub_command(self, name: str) -> click.Command:
        """Return the sub-verb of one kind."""

        def told(console: Console, **values: Any) -> Report:
            return answer(console, **values, kind=name)

        return SubVerb(f"report {name}", f"reporting.about.{name}", told, _params(name))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        rows = [(name, say(f"reporting.sub.{name}")) for name in self.subs]
        section(formatter, say("reporting.head.subs"), rows)
        self.format_shared(ctx, formatter)


command = Reports("report", answer, _params(ALL), dict.fromkeys((*KINDS, ALL), __name__), "reporting")
