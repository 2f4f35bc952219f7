"""Timeline: the page on which the matter is seen over time, and the button that writes it as files.

Owns the addresses from a mark to its fact and from an exhibit to its page, and what is told beside the saved state.
Which days there are, what runs and what is doubtful is decided in ``matter.timeline``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from lexcollect.findings import Refused, finding
from lexcollect.matter.timeline.chronicle import GAP_DAYS, Chronicle, chronicle_of
from lexcollect.matter.timeline.drawing import bar_state, draw
from lexcollect.matter.timeline.files import write_timeline
from lexcollect.matter.timeline.rows import (
    doubt_words,
    event_words,
    exhibit_words,
    gap_rows,
    period_words,
    persons,
    restarts,
)
from lexcollect.review.forms import Form
from lexcollect.review.keys import key_of, told_all
from lexcollect.review.lines import FactLines
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.matter.timeline.bars import Bar
    from lexcollect.matter.timeline.marks import Mark

Page = Callable[..., Response]


def gets(desk: Desk, page: Page) -> dict[str, Callable[[Request], Response]]:
    """Return the pages of the timeline by their addresses."""
    return {"/timeline": lambda request: page("timeline", view=view_of(desk))}


def posts(desk: Desk, piece: Page, clock: Callable[[], datetime]) -> dict[str, Callable[[Request, Form], Response]]:
    """Return what the timeline can be told to do."""

    def written(request: Request, form: Form) -> Response:
        names, told = _written(desk, clock())
        return piece("timeline_written", told=told, view={"names": names})

    return {"/timeline": written}


def chronicle(desk: Desk) -> Chronicle | None:
    """Return the draft over time; ``None`` while the case file cannot be read."""
    parts = desk.parts
    case = parts.case
    if case is None:
        return None
    return desk.once("chronicle", lambda: chronicle_of(case, desk.answered, parts.catalogue, desk.seen, desk.as_of))


def view_of(desk: Desk) -> dict[str, Any]:
    """Return the page of the timeline as plain data; ``none`` while there is nothing that can be shown."""
    found = chronicle(desk)
    if found is None:
        return {"none": True}
    facts = desk.once("fact lines", lambda: FactLines(desk))
    drawing = draw(found, lambda mark: _link(facts, mark), "/money")
    before = _saved(desk)
    saved = _words_of(before)
    now = {mark.key for mark in found.marks}
    return {
        "none": False,
        "answered": found.answered,
        "svg": Markup(drawing.svg),  # every word in it was escaped where it was set
        "outside": [say("timeline.outside", day=mark.day) for mark in drawing.outside],
        "bars_left": drawing.bars_left,
        "gap_days": GAP_DAYS,
        "gaps": gap_rows(found),
        "doubts": [_row(found, mark, facts, saved) for mark in found.doubtful()],
        "events": [_row(found, mark, facts, saved) for mark in found.marks],
        "gone": [f"{key[1].isoformat()} {words}" for key, words in (saved or {}).items() if key not in now],
        "periods": _periods(found, before),
        "gone_periods": _gone_periods(found, before),
    }


def _periods(found: Chronicle, before: Chronicle | None) -> list[dict[str, Any]]:
    """Return the periods, each with the last day and the state it has as saved where those differ."""
    saved = {_bar_key(before, bar): bar for bar in before.bars} if before is not None else {}
    out = []
    for bar in found.bars:
        was = saved.get(_bar_key(found, bar))
        out.append(
            {
                "title": period_words(found, bar),
                "persons": persons(found, bar),
                "first": bar.first.isoformat(),
                "restarts": restarts(bar),
                "last": bar.last.isoformat(),
                "until": bar.until.isoformat() if bar.until != bar.last else "",
                "state": bar_state(bar),
                "was": was.last.isoformat() if was is not None and was.last != bar.last else "",
                "was_state": bar_state(was) if was is not None and bar_state(was) != bar_state(bar) else "",
                "new": before is not None and was is None,
            }
        )
    return out


def _gone_periods(found: Chronicle, before: Chronicle | None) -> list[str]:
    """Return the periods that there are as saved and that the draft has no more."""
    if before is None:
        return []
    now = {_bar_key(found, bar) for bar in found.bars}
    return [
        say(
            "timeline.gone_period",
            title=period_words(before, bar),
            persons=persons(before, bar),
            last=bar.last,
        )
        for bar in before.bars
        if _bar_key(before, bar) not in now
    ]


def _bar_key(chronicle: Chronicle, bar: Bar) -> tuple[str, str]:
    return period_words(chronicle, bar), persons(chronicle, bar)


def _row(found: Chronicle, mark: Mark, facts: FactLines, saved: Mapping[Any, str] | None) -> dict[str, Any]:
    return {
        "day": mark.day.isoformat(),
        "lane": say(f"timeline.lane_{mark.lane}"),
        "words": event_words(found, mark),
        "link": _link(facts, mark),
        "exhibits": [
            {"words": exhibit_words(found, id), "link": f"/file/{key_of(f'item:{id}')}" if id in found.exhibits else ""}
            for id in mark.exhibits
        ],
        "doubt": doubt_words(mark),
        "new": saved is not None and mark.key not in saved,
        "ahead": mark.day > found.as_of,
    }


def _link(facts: FactLines, mark: Mark) -> str:
    """Return where a mark leads: its fact, else the deadlines."""
    return facts.at(mark.where.line)[0] if mark.where.line else "/money"


def _saved(desk: Desk) -> Chronicle | None:
    """Return what is saved over time; ``None`` where nothing was changed."""
    if not desk.steps:
        return None
    parts, answered = desk.saved()
    if parts.case is None:
        return None
    return chronicle_of(parts.case, answered, parts.catalogue, desk.seen, desk.as_of)


def _words_of(before: Chronicle | None) -> dict[Any, str] | None:
    """Return the marks of what is saved, by key, with their words."""
    return None if before is None else {mark.key: event_words(before, mark) for mark in before.marks}


def _written(desk: Desk, now: datetime) -> tuple[list[str], list[dict[str, str]]]:
    """Write the timeline of the draft into the matter; return the names of the files and what is told."""
    from lexcollect.matter.journal import note
    from lexcollect.matter.lock import hold

    if desk.read_only:
        return [], told_all((finding("LX-W105"),))
    found = chronicle(desk)
    if found is None:
        return [], told_all(desk.findings)
    try:
        with hold(desk.folder, "review", now):
            done = write_timeline(desk.folder, found, len(desk.differences) if desk.steps else 0)
            if done.written:
                note(desk.folder, "review", now, desk.as_of, done.written, exit=0)
    except Refused as refused:
        return [], told_all(refused.findings)
    return [*done.written, *done.same], told_all(done.findings)
