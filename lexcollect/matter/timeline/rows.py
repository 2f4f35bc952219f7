"""Rows: the timeline in words, as its tables say it.

Owns the columns of events and of periods, and what stands in them; a page, a file and a spreadsheet say the same.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.findings import shown
from lexcollect.matter.timeline.drawing import bar_state, gap_words, restart_words
from lexcollect.wording import clauses, in_brackets, listed, say

if TYPE_CHECKING:
    from lexcollect.matter.timeline.bars import Bar
    from lexcollect.matter.timeline.chronicle import Chronicle
    from lexcollect.matter.timeline.marks import Mark

#: Columns of the table of events and of that of periods, by the names of their headings.
COLUMNS = ("date", "lane", "event", "exhibits", "doubt")
PERIODS = ("period", "person", "first", "restarts", "last", "state")


def event_words(chronicle: Chronicle, mark: Mark) -> str:
    """Return what happened: its title, whom it concerns, its amount."""
    person = chronicle.name(mark.person) if mark.person else ""
    amount = money(mark.amount) if mark.amount else ""
    effect = mark.effect.render() if mark.effect is not None else ""
    return shown("　".join(part for part in (mark.title.render(), person, amount, effect) if part))


def money(amount: Decimal) -> str:
    """Return an amount as it is shown."""
    return f"{amount:,.2f}"


def doubt_words(mark: Mark) -> str:
    """Return what is doubtful of a mark."""
    return shown(clauses(doubt.words for doubt in mark.doubts))


def exhibit_words(chronicle: Chronicle, id: str) -> str:
    """Return an exhibit by number and title; one that the catalogue does not have by what the case file calls it."""
    no, title = chronicle.exhibits.get(id, ("", id))
    return shown(f"{no} {title}".strip())


def event_rows(chronicle: Chronicle) -> list[tuple[str, ...]]:
    """Return the events in the order of their days."""
    return [
        (
            mark.day.isoformat(),
            say(f"timeline.lane_{mark.lane}"),
            event_words(chronicle, mark),
            clauses(exhibit_words(chronicle, id) for id in mark.exhibits),
            doubt_words(mark),
        )
        for mark in chronicle.marks
    ]


def period_rows(chronicle: Chronicle) -> list[tuple[str, ...]]:
    """Return the periods with start, interruptions and end."""
    return [
        (
            period_words(chronicle, bar),
            persons(chronicle, bar),
            bar.first.isoformat(),
            clauses(restarts(bar)),
            f"{bar.last}{in_brackets(bar.until.isoformat()) if bar.last != bar.until else ''}",
            bar_state(bar),
        )
        for bar in chronicle.bars
    ]


def period_words(chronicle: Chronicle, bar: Bar) -> str:
    """Return what a period is called, with the receivables it is about where these are not all."""
    debts = chronicle.debts_of(bar)
    return shown(f"{bar.title.render()}{in_brackets(debts)}" if debts else bar.title.render())


def persons(chronicle: Chronicle, bar: Bar) -> str:
    """Return whose period it is."""
    return shown(listed(chronicle.name(person) for person in bar.persons))


def restarts(bar: Bar) -> list[str]:
    """Return what interrupted a period, in words."""
    return [shown(restart_words(one.day, one.start, one.title.render())) for one in bar.restarts]


def gap_rows(chronicle: Chronicle) -> list[str]:
    """Return the gaps in words."""
    return [gap_words(gap.first, gap.last, gap.days, running=gap.running) for gap in chronicle.gaps]
