"""Drawing: the timeline as a picture (SVG) without script and without styles.

Owns where everything stands: lanes from top to bottom, a row for each name that would cover another, one scale of days
for marks and bars. Colour is never alone: a doubtful mark has another shape. What lies too far from the other days to
be drawn is returned, so that it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from lexcollect.findings import shown
from lexcollect.law.states import State
from lexcollect.matter.timeline.bars import Bar
from lexcollect.matter.timeline.chronicle import Chronicle
from lexcollect.matter.timeline.marks import DoubtKind, Lane, Mark
from lexcollect.wording import clauses, listed, say

#: Width of the picture, of the names at its left, of the room at its right; heights of rows.
_WIDTH, _LEFT, _RIGHT = 920, 66, 14
_ROW, _BAR, _HEAD = 15, 27, 46
#: Rows of one lane, characters of one name, bars, years before and after the day that are drawn at most.
_ROWS, _NAME, _BARS, _BACK, _AHEAD = 14, 14, 24, 30, 25
_INK, _FAINT, _LINE, _PAPER = "#1c1c1c", "#5f5b53", "#d8d3c9", "#ffffff"
_BLUE, _RED, _AMBER, _GREEN = "#1f4e79", "#a3201b", "#8a5a00", "#1e6b34"
#: How wide a character is at the size of names: Chinese, others.
_WIDE, _NARROW = 10.5, 5.9
_DAYS, _LONGEST = 366, 560
Link = Callable[[Mark], str]


class Drawing(NamedTuple):
    """A picture as SVG, the marks that are not on it, and how many bars are not."""

    svg: str
    outside: tuple[Mark, ...]
    bars_left: int


class _Scale(NamedTuple):
    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day stands; what lies beyond the edges stands at the edge."""
        inside = min(max(day, self.first), self.last)
        whole = max((self.last - self.first).days, 1)
        return _LEFT + (inside - self.first).days / whole * (_WIDTH - _LEFT - _RIGHT)


class _Placed(NamedTuple):
    mark: Mark
    x: float
    row: int
    name: str
    left: bool


def draw(chronicle: Chronicle, link: Link = lambda mark: "", bar_link: str = "") -> Drawing:
    """Return the picture of ``chronicle``; ``link`` is the address of a mark, ``bar_link`` that of a period."""
    inside = [mark for mark in chronicle.marks if _near(mark.day, chronicle.as_of)]
    outside = tuple(mark for mark in chronicle.marks if not _near(mark.day, chronicle.as_of))
    bars = [bar for bar in chronicle.bars if _near(bar.last, chronicle.as_of)][:_BARS]
    scale = _scale(chronicle, inside, bars)
    lanes = [(lane, _placed([mark for mark in inside if mark.lane is lane], scale)) for lane in Lane]
    parts: list[str] = []
    top = float(_HEAD)
    for lane, placed in lanes:
        if placed:
            height = (max(one.row for one in placed) + 1) * _ROW + 8
            parts += _lane(lane, placed, top, height, link)
            top += height
    start_of_bars = top + 4
    for number, bar in enumerate(bars):
        parts += _bar(chronicle, bar, scale, start_of_bars + number * _BAR, bar_link)
    bottom = start_of_bars + len(bars) * _BAR + 6
    ground = [*_axis(scale, bottom), *_gaps(chronicle, scale, top), *_today(chronicle.as_of, scale, bottom)]
    label = escape(say("timeline.picture"), quote=True)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom:.0f}" width="{_WIDTH}" '
        f'height="{bottom:.0f}" role="group" aria-label="{label}" font-size="10.5" '
        'font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif">'
        f'<rect width="{_WIDTH}" height="{bottom:.0f}" fill="{_PAPER}"/>'
    )
    return Drawing(head + "".join([*ground, *parts]) + "</svg>", outside, len(chronicle.bars) - len(bars))


def _near(day: date, as_of: date) -> bool:
    return as_of - timedelta(days=_BACK * _DAYS) <= day <= as_of + timedelta(days=_AHEAD * _DAYS)


def _scale(chronicle: Chronicle, marks: Sequence[Mark], bars: Sequence[Bar]) -> _Scale:
    days = [chronicle.as_of, *(mark.day for mark in marks)]
    days += [day for bar in bars for day in (bar.first, bar.last) if _near(day, chronicle.as_of)]
    first, last = min(days), max(days)
    room = timedelta(days=max((last - first).days // 60, 15))
    return _Scale(first - room, last + room)


# --- marks -------------------------------------------------------------------------------------------------------


def _placed(marks: Sequence[Mark], scale: _Scale) -> list[_Placed]:
    """Return each mark with a row in which its name covers no other; where there is none, it stands without name."""
    ends = [float(_LEFT - 8)] * _ROWS  # marks come by day: what stands in a row ends before the next one begins
    found = []
    for mark in marks:
        x, name = scale.x(mark.day), _short(_name(mark))
        wide = _wide(name)
        for words, left in ((name, False), (name, True), ("", False)):
            start, end = (x - 10 - wide, x + 6) if left else (x - 6, x + (10 + wide if words else 6))
            row = next((n for n, last in enumerate(ends) if start > last), None)
            if row is not None and start >= _LEFT - 4 and end <= _WIDTH:
                ends[row] = end
                found.append(_Placed(mark, x, row, words, left))
                break
        else:
            found.append(_Placed(mark, x, _ROWS - 1, "", False))
    return found


def _name(mark: Mark) -> str:
    """Return what stands beside a mark: its title, with the amount where that is what matters."""
    words = mark.title.render()
    if mark.amount and mark.lane in (Lane.PAYMENT, Lane.DUE):
        return f"{words} {mark.amount:,.2f}".removesuffix(".00")
    return words


def _short(words: str) -> str:
    words = shown(words)
    return words if len(words) <= _NAME * 2 and _wide(words) <= _NAME * _WIDE else _cut(words)


def _cut(words: str) -> str:
    found = ""
    for c in words:
        if _wide(found + c) > (_NAME - 1) * _WIDE:
            break
        found += c
    return found + "…"


def _wide(words: str) -> float:
    return sum(_WIDE if ord(c) > 0x2000 else _NARROW for c in words)


def _lane(lane: Lane, placed: Sequence[_Placed], top: float, height: float, link: Link) -> Iterator[str]:
    yield f'<line x1="0" x2="{_WIDTH}" y1="{top:.1f}" y2="{top:.1f}" stroke="{_LINE}"/>'
    name = escape(say(f"timeline.lane_{lane}"))
    yield f'<text x="4" y="{top + 15:.1f}" fill="{_INK}" font-weight="600">{name}</text>'
    for one in placed:
        yield _mark(one, top + 12 + one.row * _ROW, link)


def _mark(one: _Placed, y: float, link: Link) -> str:
    mark, x = one.mark, one.x
    told = escape(_told(mark))
    shape = _shape(mark, x, y)
    words = ""
    if one.name:
        at, anchor = (x - 8, "end") if one.left else (x + 8, "start")
        words = f'<text x="{at:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(one.name)}</text>'
    inner = f"<g><title>{told}</title>{shape}{words}</g>"
    address = link(mark)
    return f'<a href="{escape(address, quote=True)}" tabindex="-1">{inner}</a>' if address else inner


def _shape(mark: Mark, x: float, y: float) -> str:
    kinds = {doubt.kind for doubt in mark.doubts}
    if kinds - {DoubtKind.UNPROVED}:
        return (
            f'<path d="M{x:.1f} {y - 6:.1f}l6 11h-12z" fill="{_PAPER}" stroke="{_RED}" stroke-width="1.5"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="8" font-weight="700" '
            f'fill="{_RED}">!</text>'
        )
    if kinds:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_PAPER}" stroke="{_AMBER}" stroke-width="2"/>'
    colour = {Lane.DEADLINE: _RED, Lane.DUE: _FAINT, Lane.PAYMENT: _GREEN}.get(mark.lane, _BLUE)
    if mark.lane in (Lane.DEADLINE, Lane.DUE):
        return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _told(mark: Mark) -> str:
    doubts = [doubt.words.render() for doubt in mark.doubts]
    return shown(clauses([f"{mark.day.isoformat()} {mark.title.render()}", *doubts]))


# --- bars --------------------------------------------------------------------------------------------------------


def _bar(chronicle: Chronicle, bar: Bar, scale: _Scale, top: float, address: str) -> Iterator[str]:
    x, end = scale.x(bar.first), scale.x(bar.last)
    colour = _colour(bar)
    names = listed(chronicle.name(person) for person in bar.persons)
    whole = [bar.title.render(), names, chronicle.debts_of(bar), say("timeline.ends", day=bar.last)]
    words = shown("  ".join(part for part in whole if part))
    words = words if _wide(words) < _LONGEST else shown("  ".join(part for part in (*whole[:2], whole[3]) if part))
    wide = _wide(words)
    at, anchor = (x, "start") if x + wide <= _WIDTH else (_WIDTH - 4, "end")
    told = escape(clauses([words, bar_state(bar)] if bar.state else [words]))
    open_ = f'<a href="{escape(address, quote=True)}" tabindex="-1">' if address else ""
    yield f"{open_}<g><title>{told}</title>"
    yield f'<text x="{at:.1f}" y="{top + 10:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'
    yield (
        f'<rect x="{x:.1f}" y="{top + 14:.1f}" width="{max(end - x, 2):.1f}" height="8" fill="{colour}" '
        f'fill-opacity="{0.55 if bar.open else 0.25}" stroke="{colour}"/>'
    )
    for one in bar.restarts:
        stroke, held = scale.x(one.day), scale.x(one.start)
        if held > stroke + 1:  # between the event and the new count nothing runs
            yield (
                f'<rect x="{stroke:.1f}" y="{top + 14:.1f}" width="{held - stroke:.1f}" height="8" '
                f'fill="{_PAPER}" stroke="{colour}"/>'
            )
        title = escape(shown(restart_words(one.day, one.start, one.title.render())))
        yield (
            f'<line x1="{stroke:.1f}" x2="{stroke:.1f}" y1="{top + 11:.1f}" y2="{top + 25:.1f}" stroke="{_INK}" '
            f'stroke-width="2"><title>{title}</title></line>'
        )
    yield "</g>" + ("</a>" if address else "")


def restart_words(day: date, start: date, event: str) -> str:
    """Return an interruption in words, with the day of the new count where that is another one."""
    if start == day:
        return say("timeline.restarted", day=day, event=event)
    return say("timeline.held", day=day, event=event, start=start)


def bar_state(bar: Bar) -> str:
    """Return the state of a period in words; a time that happened has none."""
    return say(f"deadlines.state.{bar.state}") if bar.state else ""


def _colour(bar: Bar) -> str:
    if bar.stretch:
        return _FAINT
    if bar.state in (State.EXPIRED, State.LAPSED, State.GONE):
        return _RED
    if bar.state in (State.PRESERVED, State.DONE, State.ADJUDICATED):
        return _GREEN
    return _AMBER if bar.state is State.DOUBTFUL else _BLUE


# --- ground ------------------------------------------------------------------------------------------------------


def _axis(scale: _Scale, bottom: float) -> Iterator[str]:
    years = (scale.last - scale.first).days / _DAYS
    every = 3 if years <= 4 else 12 if years <= 16 else 60
    for year in range(scale.first.year, scale.last.year + 1):
        for month in range(1, 13, min(every, 12)):
            day = date(year, month, 1)
            if not scale.first <= day <= scale.last or (every == 60 and (year % 5 or month > 1)):
                continue
            x, whole = scale.x(day), month == 1
            words = str(year) if whole else f"{month:02}"
            dash = "" if whole else ' stroke-dasharray="1 3"'
            yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="32" y2="{bottom:.0f}" stroke="{_LINE}"{dash}/>'
            weight = ' font-weight="600"' if whole else ""
            beside = f'x="{x + 3:.1f}"' if x + 28 <= _WIDTH else f'x="{x - 3:.1f}" text-anchor="end"'
            yield f'<text {beside} y="41" fill="{_FAINT}"{weight}>{words}</text>'


def _gaps(chronicle: Chronicle, scale: _Scale, bottom: float) -> Iterator[str]:
    for gap in chronicle.gaps:
        if not _near(gap.first, chronicle.as_of):
            continue  # it begins with a day that is not drawn either
        x, end = scale.x(gap.first), scale.x(gap.last)
        told = escape(gap_words(gap.first, gap.last, gap.days, running=gap.running))
        yield (
            f'<g><title>{told}</title><rect x="{x:.1f}" y="32" width="{end - x:.1f}" height="{bottom - 32:.0f}" '
            f'fill="{_AMBER}" fill-opacity="0.09"/>'
            f'<text x="{(x + end) / 2:.1f}" y="27" text-anchor="middle" fill="{_AMBER}">'
            f"{escape(say('timeline.gap_short', days=gap.days))}</text></g>"
        )


def gap_words(first: date, last: date, days: int, *, running: bool) -> str:
    """Return a gap in words."""
    return say("timeline.gap_running" if running else "timeline.gap", first=first, last=last, days=days)


def _today(day: date, scale: _Scale, bottom: float) -> Iterator[str]:
    x = scale.x(day)
    yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{bottom:.0f}" stroke="{_RED}" stroke-width="1.5"/>'
    anchor, at = ("end", x - 4) if x > _WIDTH - 130 else ("start", x + 4)
    words = escape(say("timeline.today", day=day))
    yield f'<text x="{at:.1f}" y="12" text-anchor="{anchor}" fill="{_RED}" font-weight="600">{words}</text>'
