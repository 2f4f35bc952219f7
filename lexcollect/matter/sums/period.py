"""Period: so many days, months or years from a day, with the article behind each step and other ways to count.

Owns the working in words and the other readings; counting is the business of ``law.period``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from lexcollect.law.period import Period, Unit, count, count_working
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.matter.holidays import working_calendar
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: ``civil``: a period of the Civil Code; ``procedural``: one of the Civil Procedure Law.
Kind = Literal["civil", "procedural"]
#: A unit of the calendar, or working days as parties agree on them.
Counting = Literal[Unit, "workday"]
#: How a unit may be written.
UNITS: dict[str, Counting] = {
    "day": "day",
    "日": "day",
    "天": "day",
    "month": "month",
    "月": "month",
    "个月": "month",
    "year": "year",
    "年": "year",
    "workday": "workday",
    "工作日": "workday",
    "个工作日": "workday",
}
#: More than a hundred years is a slip.
LONGEST = 40_000
_MONTH_DAYS = 30
_RULE = "period.count"


@dataclass(frozen=True)
class Reading:
    """Another way to count: what it says, the last day it leads to, and by how many days that differs."""

    text: Text
    last_day: date
    days: int


@dataclass(frozen=True)
class Counted:
    """A period counted: the law's answer (value, working, other readings), and how it was counted."""

    kind: Kind
    answer: Answer[Period]
    readings: tuple[Reading, ...]


def counted(start: date, number: int, unit: Counting, kind: Kind = "civil", *, back: bool = False) -> Counted:
    """Return ``number`` units from ``start`` (itself not counted; ``back``: backward from it), with the working.

    Says: 民法典 200–203, or 民事诉讼法 85 for a procedural period; working days where they are agreed (民法典 204).
    """
    if unit == "workday":
        return _working(start, number, kind, back)
    period = count(start, number, unit, "back" if back else "next", working_calendar())
    readings = _readings(period, number, unit, back)
    answer = Answer(
        period,
        tuple(_steps(period, number, unit, kind, back)),
        tuple(Alternative(r.text, r.last_day) for r in readings),
    )
    return Counted(kind, answer, tuple(readings))


def _working(start: date, number: int, kind: Kind, back: bool) -> Counted:
    """Return ``number`` working days from ``start``; read as calendar days it would end on another day."""
    calendar = working_calendar()
    period = count_working(start, number, calendar, back=back)
    length = text("calc.unit.workday", number=number)
    said = text("calc.date.back" if back else "calc.date.count", start=start, length=length, nominal=period.nominal)
    plain = count(start, number, "day", "back" if back else "next", calendar)
    day = plain.act_by if back else plain.last_day
    as_days = Reading(text("calc.date.if_calendar_days"), day, (day - period.last_day).days)
    readings = (as_days,) if as_days.days else ()
    answer = Answer(
        period,
        (Step(_RULE, said, (Citation("民法典", "201(1)"), Citation("民法典", "204")), result=period.last_day),),
        tuple(Alternative(r.text, r.last_day) for r in readings),
        Certainty.CONVENTION,
    )
    return Counted(kind, answer, readings)


def _steps(period: Period, number: int, unit: Unit, kind: Kind, back: bool) -> list[Step]:
    """Return the working: count, end of month, roll, and what is not known yet."""
    civil = kind == "civil"
    law, shown = ("民法典", "201(1)") if civil else ("民事诉讼法", "85(2)")
    length = text(f"calc.unit.{unit}", number=number)
    key = "back" if back else "count"
    cites = (Citation(law, shown), *((Citation("民法典", "202"),) if civil and unit != "day" else ()))
    said = text(f"calc.date.{key}", start=period.start, length=length, nominal=period.nominal)
    steps = [Step(_RULE, said, cites, result=period.nominal)]
    if back:
        steps.append(Step(_RULE, text("calc.date.back_roll", act_by=period.act_by), result=period.act_by))
    elif period.last_day != period.nominal:
        cite = Citation("民法典", "203(1)") if civil else Citation("民事诉讼法", "85(3)")
        rolled = text("calc.date.rolled", nominal=period.nominal, last=period.last_day)
        steps.append(Step(_RULE, rolled, (cite,), result=period.last_day))
    else:
        steps.append(Step(_RULE, text("calc.date.not_rolled", last=period.last_day), result=period.last_day))
    if not civil and not back:
        steps.append(Step(_RULE, text("calc.date.travel"), (Citation("民事诉讼法", "85(4)"),)))
    if period.provisional:
        steps.append(Step(_RULE, text("calc.date.provisional", year=period.last_day.year)))
    return steps


def _readings(period: Period, number: int, unit: Unit, back: bool) -> list[Reading]:
    """Return the other ways of counting that give another last day."""
    calendar = working_calendar()
    day = timedelta(days=1)
    earlier = count(period.start + (day if back else -day), number, unit, "back" if back else "next", calendar)
    found = [("first_counted", earlier.last_day), ("unmoved", period.nominal)]
    if unit == "month":
        thirty = count(period.start, number * _MONTH_DAYS, "day", "back" if back else "next", calendar)
        found.append(("thirty", thirty.last_day))
    return [
        Reading(text(f"calc.date.if_{key}"), last, (last - period.last_day).days)
        for key, last in found
        if last != period.last_day
    ]
