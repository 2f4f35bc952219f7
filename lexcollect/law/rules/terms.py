"""Terms: deadlines that are one period from one day, the common shape of most rules.

Owns :class:`Deadline`; :func:`answer`, which evaluates a rule that its record states alone (``law.record``); and
:func:`term`, which looks up length and articles in the book and the roll-over in the record. Refuses a missing day:
a rule without its trigger is not called.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.index import rule as rule_of
from lexcollect.law.index import rules
from lexcollect.law.parameters import Value
from lexcollect.law.period import Period, Unit, count
from lexcollect.law.rules.counting import counting_articles
from lexcollect.law.states import State
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
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


def answer(rule: str, start: date | None = None, law: Law | None = None, **facts: date | None) -> Answer[Deadline]:
    """Return the deadline of a rule that its record states alone: a day, a term, articles.

    ``start`` is the day it runs from; else the first of the record's starting facts that is among ``facts``, and
    where none is, the rule named ``otherwise`` answers. An ``outer`` term ends it in any case and needs its own fact.
    ``ValueError`` for a missing day, or for a rule that a function answers.
    """
    stated = rule_of(rule)
    if stated.function:
        raise ValueError(f"{rule} is answered by {stated.function}")
    day = start or next((facts[name] for name in stated.triggers if facts.get(name)), None)
    if day is None:
        if not stated.otherwise:
            raise ValueError(f"{rule} runs from {' or '.join(stated.triggers)}")
        return answer(stated.otherwise, None, law, **facts)
    found = term(rule, day, law, cites=stated.cites, certainty=stated.certainty)
    if stated.outer is None:
        return found
    name, fact = stated.outer
    limit = facts.get(fact)
    if limit is None:
        raise ValueError(f"{rule} needs {fact}")
    return earlier(found, answer(name, limit, law))


def called(module: str) -> Callable[[str], Callable[..., Answer[Deadline]]]:
    """Return the ``__getattr__`` of a module of rules: a rule stated by its record answers there under its name."""

    def find(name: str) -> Callable[..., Answer[Deadline]]:
        stated = () if name.startswith("_") else rules().values()
        for rule in stated:
            if rule.name == f"{module}:{name}":
                return partial(answer, rule.id)
        raise AttributeError(f"no rule {module}:{name}")

    return find


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
            text("law.step_length", n=value.value, unit=text(f"law.unit_{value.unit}", n=value.value)),
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
