"""Terms: deadlines that are one period from one day, the common shape of most rules.

Owns :class:`Deadline` and :func:`term`, which looks up length and articles in the book and the roll-over in the
index. Refuses a missing day: a rule without its trigger is not called.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from lexcollect.law.book import Book, Value, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.index import rule as rule_of
from lexcollect.law.period import Period, Unit, count
from lexcollect.law.rules.counting import counting_articles
from lexcollect.law.states import State
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.wording import Text, text

_BEFORE_COURTS = frozenset(("proc", "payorder", "pubsum", "preserve", "enforce", "arb", "service", "judgment"))


class Law(NamedTuple):
    """The book and the calendar a rule reads."""

    book: Book
    calendar: Calendar


@cache
def shipped_law() -> Law:
    """Return the book and the calendar that come with the program."""
    return Law(shipped_book(), shipped_calendar())


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day until which something must be done (or until which something lasts).

    ``status``: ``dated``; ``not_available`` (no such remedy); ``no_limit``. ``cap`` is an outer limit, ``capped``
    tells that it controls. ``value`` is the length that was applied.
    """

    rule: str
    period: Period | None = None
    status: State = State.DATED
    cap: date | None = None
    capped: bool = False
    value: Value | None = None

    def state(self, as_of: date) -> State:
        """Return ``running``, ``grace`` or ``expired`` on ``as_of``, or the structural status."""
        return self.period.state(as_of) if self.period else self.status


def unit_of(value: Value) -> Unit:
    """Return the unit of a length in the book."""
    return "day" if value.unit == "day" else "month" if value.unit == "month" else "year"


def term(
    rule: str,
    start: date,
    law: Law | None = None,
    *,
    parameter: str = "",
    on: date | None = None,
    words: Text | None = None,
    cites: tuple[Citation, ...] = (),
    others: tuple[tuple[Text, date], ...] = (),
    certainty: Certainty | None = None,
) -> Answer[Deadline]:
    """Return the deadline of ``rule`` counted from ``start``.

    ``parameter`` holds the length (default: the rule's id), as in force on ``on`` (default: ``start``). ``others``
    are other arguable starts. :class:`~lexcollect.law.trace.LawUnknown` when the book does not reach that day.
    """
    law = law or shipped_law()
    roll = rule_of(rule).roll
    value = law.book.at(parameter or rule, on or start)
    period = count(start, value.number, unit_of(value), roll, law.calendar)
    steps = (
        Step(rule, words or text("law.term_start", day=start), cites, result=start),
        Step(
            rule,
            text("law.step_length", n=value.value, unit=text(f"law.unit_{value.unit}")),
            value.cite,
            result=period.nominal,
        ),
        counted(rule, period),
    )
    readings = tuple(
        Alternative(said, count(day, value.number, unit_of(value), roll, law.calendar), value.cite)
        for said, day in others
        if day != start
    )
    return Answer(Deadline(rule, period, value=value), steps, readings, certainty or value.certainty)


def counted(rule: str, period: Period) -> Step:
    """Return the step that shows the dates of ``period`` with the articles of its kind of counting."""
    roll = rule_of(rule).roll
    key = {"none": "law.step_unrolled", "back": "law.step_backward"}.get(roll, "law.step_counted")
    if roll == "next" and period.provisional:
        key = "law.step_counted_provisional"
    court = rule.partition(".")[0] in _BEFORE_COURTS
    cites = counting_articles(period.nominal, court=court)
    words = text(
        key, day=period.last_day, start=period.start, nominal=period.nominal, last=period.last_day, act_by=period.act_by
    )
    return Step("period.procedural" if court else "period.civil", words, cites, result=period.last_day)


def without_period(rule: str, status: State, words: Text, *cites: Citation) -> Answer[Deadline]:
    """Return the answer of a rule that gives no date: ``not_available`` or ``no_limit``, with its reason."""
    return Answer(Deadline(rule, None, status), (Step(rule, words, cites),))


def earlier(first: Answer[Deadline], outer: Answer[Deadline]) -> Answer[Deadline]:
    """Return ``first`` cut off by the outer limit ``outer``: the earlier end controls."""
    own, limit = first.value, outer.value
    if own.period is None or limit.period is None:
        raise ValueError("both periods must have dates")
    controls = limit.period.nominal < own.period.nominal
    period = limit.period if controls else own.period
    value = Deadline(own.rule, period, cap=limit.period.nominal, capped=controls, value=own.value)
    return Answer(value, (*first.trace, *outer.trace), first.alternatives, first.certainty)
