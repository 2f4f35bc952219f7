"""``calc date`` (算日子): a period from a day, with its three dates and the article behind each step.

Owns how the three dates and their other readings are told; counting is the business of ``law.period``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.report import Report
from lexcollect.wording import Text, language, say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.law.period import Period, Unit
    from lexcollect.law.trace import Citation

UNITS = {
    "day": "day",
    "日": "day",
    "天": "day",
    "month": "month",
    "月": "month",
    "个月": "month",
    "year": "year",
    "年": "year",
}
_LONGEST = 40_000
_MONTH_DAYS = 30


@dataclass(frozen=True)
class Reading:
    """Another way to count: what it says, the last day it leads to, and by how many days that differs."""

    text: Text
    last_day: date
    days: int


@sub_verb(
    "date",
    Arg(["start"], "calc.value.start", type=DateType()),
    Arg(["number"], "calc.value.number", type=click.IntRange(1, _LONGEST)),
    Arg(["unit"], "calc.value.unit", type=click.Choice(tuple(UNITS)), default="day", required=False),
    Opt(["--kind"], "calc.opt.date_kind", type=click.Choice(("civil", "procedural")), default="civil"),
    Opt(["--back"], "calc.opt.back", is_flag=True),
)
def command(console: Console, start: date, number: int, unit: str, kind: str, back: bool) -> Report:
    """Count a period from ``start``."""
    from lexcollect.law.calendar import shipped_calendar
    from lexcollect.law.period import count

    name: Unit = UNITS[unit]  # type: ignore[assignment]
    calendar = shipped_calendar()
    period = count(start, number, name, "back" if back else "next", calendar)
    steps = _steps(period, number, name, kind, back)
    readings = _readings(period, number, name, back)
    as_of = console.settings.as_of
    return Report(
        (), as_json(period, steps, readings, as_of, kind), lambda out: _show(out, period, steps, readings, as_of)
    )


def _steps(period: Period, number: int, unit: Unit, kind: str, back: bool) -> list[tuple[Text, tuple[Citation, ...]]]:
    """Return the working: count, end of month, roll, and what is not known yet."""
    from lexcollect.law.trace import Citation

    civil = kind == "civil"
    law, shown = ("民法典", "201(1)") if civil else ("民事诉讼法", "85(2)")
    length = text(f"calc.unit.{unit}", number=number)
    key = "back" if back else "count"
    steps = [
        (
            text(f"calc.date.{key}", start=period.start, length=length, nominal=period.nominal),
            (Citation(law, shown), *((Citation("民法典", "202"),) if civil and unit != "day" else ())),
        )
    ]
    if back:
        steps.append((text("calc.date.back_roll", act_by=period.act_by), ()))
    elif period.last_day != period.nominal:
        cite = Citation("民法典", "203(1)") if civil else Citation("民事诉讼法", "85(3)")
        steps.append((text("calc.date.rolled", nominal=period.nominal, last=period.last_day), (cite,)))
    else:
        steps.append((text("calc.date.not_rolled", last=period.last_day), ()))
    if not civil and not back:
        steps.append((text("calc.date.travel"), (Citation("民事诉讼法", "85(4)"),)))
    if period.provisional:
        steps.append((text("calc.date.provisional", year=period.last_day.year), ()))
    return steps


def _readings(period: Period, number: int, unit: Unit, back: bool) -> list[Reading]:
    """Return the other ways of counting that give another last day."""
    from lexcollect.law.calendar import shipped_calendar
    from lexcollect.law.period import count

    calendar, roll = shipped_calendar(), "back" if back else "next"
    day = timedelta(days=1)
    earlier = count(period.start + (day if back else -day), number, unit, roll, calendar)  # type: ignore[arg-type]
    found = [("first_counted", earlier.last_day), ("unmoved", period.nominal)]
    if unit == "month":
        thirty = count(period.start, number * _MONTH_DAYS, "day", roll, calendar)  # type: ignore[arg-type]
        found.append(("thirty", thirty.last_day))
    return [
        Reading(text(f"calc.date.if_{key}"), last, (last - period.last_day).days)
        for key, last in found
        if last != period.last_day
    ]


def as_json(
    period: Period, steps: list[tuple[Text, tuple[Citation, ...]]], readings: list[Reading], as_of: date, kind: str
) -> dict[str, Any]:
    """Return the three dates, the working and the other readings as plain data."""
    return {
        "kind": kind,
        "start": period.start.isoformat(),
        "nominal": period.nominal.isoformat(),
        "last_day": period.last_day.isoformat(),
        "act_by": period.act_by.isoformat(),
        "provisional": period.provisional,
        "state": period.state(as_of),
        "days_left": (period.last_day - as_of).days,
        "trace": [{"text": said.render(), "cites": [str(c) for c in cites]} for said, cites in steps],
        "alternatives": [
            {"reading": r.text.render(), "last_day": r.last_day.isoformat(), "days": r.days} for r in readings
        ],
    }


def _day(value: date) -> str:
    from lexcollect.cn.dates import with_weekday

    return with_weekday(value) if language() == "zh" else f"{value.isoformat()} ({value:%a})"


def _show(
    out: Console, period: Period, steps: list[tuple[Text, tuple[Citation, ...]]], readings: list[Reading], as_of: date
) -> None:
    out.say("calc.date.nominal", day=_day(period.nominal))
    out.say("calc.date.last_day", day=_day(period.last_day))
    out.say("calc.date.act_by", day=_day(period.act_by))
    out.say(f"calc.date.state_{period.state(as_of)}", as_of=as_of, days=abs((period.last_day - as_of).days))
    out.say("calc.head.basis")
    for said, cites in steps:
        out.line("  " + said.render() + basis(cites))
    if readings:
        out.say("calc.head.otherwise")
    for reading in readings:
        out.line(
            "  " + say("calc.date.effect", reading=reading.text, day=_day(reading.last_day), days=f"{reading.days:+d}")
        )


def basis(cites: tuple[Citation, ...]) -> str:
    """Return the articles in brackets, or nothing."""
    if not cites:
        return ""
    shown = list(dict.fromkeys(str(c) for c in cites))
    return f"（{'、'.join(shown)}）" if language() == "zh" else f" ({', '.join(shown)})"
