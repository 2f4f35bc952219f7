"""Bars: what runs until when, with every interruption.

Owns the reading of the agenda as lengths of time: start, the days on which the count began anew and by what, the end.
Every day is one of the deadline's own trace; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from lexcollect.law.states import State
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.deadline import Agenda, Deadline

#: Steps of a trace that tell of a new count.
_RESTARTS = ("law.step_restart", "law.step_revived")
#: In this order the bars stand: limitation first, then guarantees, rights, freezes, the rest.
_ORDER = ("limitation", "enforce", "bill", "guarantee", "right", "preserve")


@dataclass(frozen=True, slots=True)
class Restart:
    """An interruption: the day it fell on, the day from which the period is counted anew, and by what."""

    day: date
    start: date
    title: Text


@dataclass(frozen=True, slots=True)
class Bar:
    """A period: from ``first`` to ``last`` (its counted end; ``until`` is the outer limit after holidays).

    ``persons`` and ``obligations`` are ids; ``state`` is that of the deadline, ``open`` whether something must still be
    done; ``stretch``: it is no period of law but a time that happened, such as an obstacle.
    """

    id: str
    title: Text
    persons: tuple[str, ...]
    obligations: tuple[str, ...]
    first: date
    last: date
    until: date
    state: State | None
    open: bool = False
    restarts: tuple[Restart, ...] = ()
    stretch: bool = False
    rule: str = ""

    @property
    def limits(self) -> bool:
        """Whether it is a limitation that interruptions start anew."""
        return self.rule.startswith(("limitation", "enforce", "bill", "guarantee.limitation"))


def bars_of(case: Case, agenda: Agenda) -> list[Bar]:
    """Return the periods of ``agenda`` as bars, and the times in which the creditor could not act."""
    bars = [bar for deadline in agenda.deadlines if (bar := _bar(deadline)) is not None]
    bars.sort(key=lambda bar: (_place(bar), bar.persons, bar.first))
    return [*bars, *_stretches(case, agenda.as_of)]


def _place(bar: Bar) -> int:
    head = bar.rule.partition(".")[0]
    return _ORDER.index(head) if head in _ORDER else len(_ORDER)


def _bar(deadline: Deadline) -> Bar | None:
    period = deadline.period
    if period is None or deadline.named:
        return None
    restarts, first = [], period.start
    for step in deadline.answer.trace:
        if step.text.key in _RESTARTS:
            told = dict(step.text.params)
            restarts.append(Restart(told["day"], told["start"], told["event"]))
        elif not restarts and isinstance(step.result, date) and step.result < first:
            first = step.result
    return Bar(
        deadline.id,
        deadline.title,
        deadline.everybody,
        deadline.obligations,
        min(first, period.nominal),
        period.nominal,
        period.last_day,
        deadline.state,
        deadline.open,
        tuple(restarts),
        rule=deadline.rule,
    )


def _stretches(case: Case, as_of: date) -> Iterator[Bar]:
    for number, one in enumerate(case.obstacles, 1):
        last = one.last or max(as_of, one.first)
        title = text("deadlines.event.obstacle", reason=one.reason)
        yield Bar(f"obstacle:{number}", title, (), (), one.first, last, last, None, stretch=True)
    for title_fact in case.titles:
        for number, stay in enumerate(title_fact.stays, 1):
            last = stay.last or max(as_of, stay.first)
            words = text("timeline.stay", title=title_fact.case_no or title_fact.id)
            yield Bar(
                f"stay:{title_fact.id}:{number}",
                words,
                title_fact.against,
                (),
                stay.first,
                last,
                last,
                None,
                stretch=True,
            )
