"""``calc date`` (算日子): a period from a day, with its three dates and the article behind each step.

Owns how the three dates and their other readings are told; they are counted in ``matter.sums.period``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.report import Report
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.law.trace import Citation
    from lexcollect.matter.sums.period import Counted, Kind

# Written out, not read from the sums: the help page must not load them. A test compares.
UNITS = ("day", "日", "天", "month", "月", "个月", "year", "年", "workday", "工作日", "个工作日")
LONGEST = 40_000


@sub_verb(
    "date",
    Arg(["start"], "calc.value.start", type=DateType()),
    Arg(["number"], "calc.value.number", type=click.IntRange(1, LONGEST)),
    Arg(["unit"], "calc.value.unit", type=click.Choice(UNITS), default="day", required=False),
    Opt(["--kind"], "calc.opt.date_kind", type=click.Choice(("civil", "procedural")), default="civil"),
    Opt(["--back"], "calc.opt.back", is_flag=True),
)
def command(console: Console, start: date, number: int, unit: str, kind: Kind, back: bool) -> Report:
    """Count a period from ``start``."""
    from lexcollect.matter.shapes.sums import period_json
    from lexcollect.matter.sums import period

    found = period.counted(start, number, period.UNITS[unit], kind, back=back)
    as_of = console.settings.as_of
    return Report((), period_json(found, as_of), lambda out: _show(out, found, as_of))


def _day(value: date) -> str:
    from lexcollect.cn.dates import with_weekday

    return with_weekday(value) if language() == "zh" else f"{value.isoformat()} ({value:%a})"


def _show(out: Console, found: Counted, as_of: date) -> None:
    period = found.answer.value
    out.say("calc.date.nominal", day=_day(period.nominal))
    out.say("calc.date.last_day", day=_day(period.last_day))
    out.say("calc.date.act_by", day=_day(period.act_by))
    out.say(f"calc.date.state_{period.state(as_of)}", as_of=as_of, days=abs((period.last_day - as_of).days))
    out.say("calc.head.basis")
    for step in found.answer.trace:
        out.line("  " + step.text.render() + basis(step.cites))
    if found.readings:
        out.say("calc.head.otherwise")
    for reading in found.readings:
        out.line(
            "  " + say("calc.date.effect", reading=reading.text, day=_day(reading.last_day), days=f"{reading.days:+d}")
        )


def basis(cites: tuple[Citation, ...]) -> str:
    """Return the articles in brackets, or nothing."""
    if not cites:
        return ""
    shown = list(dict.fromkeys(str(c) for c in cites))
    return f"（{'、'.join(shown)}）" if language() == "zh" else f" ({', '.join(shown)})"
