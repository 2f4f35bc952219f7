"""``law update`` (补充法规数据): take in newer LPR rows, from a table or typed one by one, or a holiday notice.

Owns the one choice between them, taking in rates and telling what was taken; where the local tables lie and which one
a calculation uses is told in ``matter.rates``. Checking is the business of ``law.rate_update``; a notice goes to
``cli.law_holidays``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.findings import Where, finding, has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.law.rate_update import Difference, Written

#: How typed rows are called, where a table has its name.
_ADD = "--add"


class Given(NamedTuple):
    """The rows that are given: a table, or rows typed one by one with what the user says of their ``source``."""

    table: Path | None
    typed: tuple[tuple[str, str, str], ...]
    source: str
    today: date

    def compare(self, kept: Sequence[Written] = ()) -> tuple[Difference | None, list[Finding]]:
        """Return what the rows change against what is known, with the calendar in use."""
        from lexcollect.law.rate_update import compare_rows, typed_rows, update_rates
        from lexcollect.matter.holidays import calendar_in_use

        calendar = calendar_in_use()[0]
        if self.table is not None:
            return update_rates(self.table, calendar=calendar, kept=kept, today=self.today)
        written, findings = typed_rows(self.typed, _ADD, self.source)
        if has_errors(findings):
            return None, findings
        return compare_rows(_ADD, written, calendar=calendar, kept=kept, today=self.today)


def _command(
    console: Console,
    rates: Path | None,
    add: tuple[tuple[str, str, str], ...],
    source: str,
    holidays: Path | None,
    matter: Path | None,
    check: bool,
) -> Report:
    """Take in rates (a table or typed rows) for every calculation or one matter, or a holiday notice."""
    if sum(map(bool, (rates, add, holidays))) != 1:
        return Report((finding("LX-L628"),))
    if holidays is None:
        return _rates(console, Given(rates, add, source, console.settings.as_of), matter, check)
    from lexcollect.cli.law_holidays import take_notice

    return Report((finding("LX-L629"),)) if matter else take_notice(console, holidays, check=check)


def _rates(console: Console, given: Given, matter: Path | None, check: bool) -> Report:
    """Take in the rows ``given`` for every calculation, or for ``matter`` alone; ``check`` writes nothing."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.outputs import RATES, refuse_output
    from lexcollect.matter.rates import local_table

    folder = find_matter(matter) if matter else None
    target = local_table(folder)
    if check:
        return _updated(given, folder, target, check=True)
    refuse_output(target, RATES)
    return in_turn(
        console,
        folder or target.parent,
        "law update",
        lambda: _updated(given, folder, target, check=False),
        settings=folder is None,
    )


def _updated(given: Given, folder: Path | None, target: Path, *, check: bool) -> Report:
    """Check the rows ``given`` against what is known and, unless only asked to ``check``, write ``target``."""
    from lexcollect.files import write_text

    kept, remarks = _kept(target)
    difference, findings = given.compare(kept)
    findings = [*remarks, *findings]
    if difference is None or has_errors(findings):
        return Report(tuple(findings))
    written = not check and not difference.empty and _differs(target, difference.text())
    if written:
        write_text(target, difference.text(), bom=True)
    changed = (target.relative_to(folder).as_posix(),) if folder and written else ()
    return Report(
        tuple(findings),
        as_json(difference, target, written=written),
        lambda out: _show(out, difference, target, written=written, check=check),
        matter=folder,
        changed=changed,
    )


def _kept(target: Path) -> tuple[tuple[Written, ...], list[Finding]]:
    """Return the rows the local table holds already; one that cannot be used is not kept, and that is said."""
    from lexcollect.law.rate_update import update_rates
    from lexcollect.matter.holidays import calendar_in_use
    from lexcollect.matter.rates import is_there

    if not is_there(target):
        return (), []
    earlier, _ = update_rates(target, calendar=calendar_in_use()[0])
    if earlier is None:
        return (), [finding("LX-M139", Where(str(target)))]
    return earlier.added, []


def _differs(target: Path, content: str) -> bool:
    from lexcollect.files import read_bounded
    from lexcollect.law.rate_update import MAX_BYTES

    try:
        return read_bounded(target, MAX_BYTES).decode("utf-8-sig") != content
    except (OSError, UnicodeDecodeError):
        return True


def as_json(difference: Difference, target: Path, *, written: bool) -> dict[str, Any]:
    """Return the difference as plain data."""
    return {
        "source": difference.source,
        "repeated": difference.repeated,
        "kept": len(difference.kept),
        "added": [
            {
                "date": one.row.day.isoformat(),
                **{name: str(value) for name, value in one.row.values},
                "source": one.source,
            }
            for one in difference.added
        ],
        "known_before": difference.known_before.isoformat(),
        "known_after": difference.known_after.isoformat(),
        "missing": difference.missing.isoformat() if difference.missing else None,
        "file": str(target),
        "written": written,
    }


def _show(out: Console, difference: Difference, target: Path, *, written: bool, check: bool) -> None:
    out.say(
        "calc.update.head",
        source=difference.source,
        added=len(difference.added) - len(difference.kept),
        kept=len(difference.kept),
        repeated=difference.repeated,
    )
    for one in difference.added:
        values = dict(one.row.values)
        mark = "=" if one.row.day in difference.kept else "+"
        out.line(
            "  "
            f"{mark} {one.row.day}　1Y {values['lpr_1y']}%　5Y {values['lpr_5y']}%"
            + (f"　{one.source}" if one.source else "")
        )
    out.say(
        "calc.update.known", before=difference.known_before, after=difference.known_after, missing=difference.missing
    )
    if difference.empty:
        out.say("calc.update.nothing")
    elif written:
        out.say("calc.update.written", file=str(target))
    else:
        out.say("calc.update.checked" if check else "calc.update.same", file=str(target))


#: The sub-verb; the verb ``law`` attaches it under the name ``update``.
command = SubVerb(
    "law update",
    "calc.about.update",
    _command,
    [
        Opt(
            ["--rates"],
            "calc.opt.update_rates",
            value_key="cli.value.file",
            type=click.Path(path_type=Path),
        ),
        Opt([_ADD], "calc.opt.update_add", value_key="calc.value.update_row", nargs=3, multiple=True),
        Opt(["--source"], "calc.opt.update_source", value_key="calc.value.update_source", default=""),
        Opt(
            ["--holidays"],
            "calc.opt.update_holidays",
            value_key="cli.value.file",
            type=click.Path(path_type=Path),
        ),
        Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--check"], "calc.opt.check_only", is_flag=True),
    ],
)
