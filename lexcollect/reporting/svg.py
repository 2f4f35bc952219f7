"""SVG: a chart drawn as vectors by this program, without a library and without a script.

Owns the drawing of bars and columns for a page that stands alone. Every word is escaped; colours of text and lines are
those of the page (``currentColor``), so that dark and printed pages read as well. Each bar has a title with its figure.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from lexcollect.cn.width import screen_width
from lexcollect.reporting.charts import Drawn
from lexcollect.wording import say

_WIDTH, _LEFT, _RIGHT, _TOP = 760, 56, 84, 12
_BAR, _GAP = 22, 12
_LABEL_ROOM = 200
_TALL = 240
#: A character of a label is so wide (half of a Chinese one).
_HALF = 6.6


def svg(chart: Drawn, unit: str) -> str:
    """Return ``chart`` as one ``<svg>``; ``unit`` names what the axis counts."""
    body = _lying(chart, unit) if chart.across else _standing(chart, unit)
    legend, extra = _legend(chart)
    height = body[1] + extra
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(chart.title)}" '
        f'font-size="12" fill="currentColor">{body[0]}<g transform="translate(0,{body[1]})">{legend}</g></svg>'
    )


def _lying(chart: Drawn, unit: str) -> tuple[str, int]:
    """Return bars that lie, and how high they stand together."""
    thick = _BAR if chart.stacked else max(10, _BAR // len(chart.series))
    band = thick if chart.stacked else thick * len(chart.series)
    room = _WIDTH - _LABEL_ROOM - _RIGHT
    height = _TOP + len(chart.labels) * (band + _GAP)
    parts = []
    for tick in chart.ticks:
        x = _LABEL_ROOM + _part(tick, chart.end, room)
        parts.append(_line(x, _TOP, x, height) + _text(x, height + 14, short(tick), "middle"))
    for row, label in enumerate(chart.labels):
        y, start = _TOP + row * (band + _GAP), Decimal(0)
        parts.append(_text(_LABEL_ROOM - 8, y + band / 2 + 4, _cut(label, _LABEL_ROOM - 12), "end", label))
        total = Decimal(0)
        for n, series in enumerate(chart.series):
            value = series.values[row]
            top = y if chart.stacked else y + n * thick
            x, wide = _LABEL_ROOM + _part(start, chart.end, room), _part(value, chart.end, room)
            parts.append(_rect(x, top, wide, thick, series.colour, f"{label} {series.name} {value:,}"))
            start, total = (start + value, total + value) if chart.stacked else (start, value)
            if not chart.stacked:
                parts.append(_text(x + wide + 4, top + thick - 2, short(value), "start"))
        if chart.stacked:
            parts.append(
                _text(_LABEL_ROOM + _part(total, chart.end, room) + 5, y + band / 2 + 4, short(total), "start")
            )
    return "".join(parts) + _text(_WIDTH - 4, height + 14, unit, "end"), height + 24


def _standing(chart: Drawn, unit: str) -> tuple[str, int]:
    """Return columns that stand, and how high the drawing is."""
    room = _WIDTH - _LEFT - 12
    each = room / len(chart.labels)
    base = _TOP + 14 + _TALL
    parts = []
    for tick in chart.ticks:
        y = base - _part(tick, chart.end, _TALL)
        parts.append(_line(_LEFT, y, _WIDTH - 12, y) + _text(_LEFT - 6, y + 4, short(tick), "end"))
    for row, label in enumerate(chart.labels):
        left = _LEFT + row * each
        for line, words in enumerate(_folded(label, int(each) - 4)):
            parts.append(_text(left + each / 2, base + 16 + line * 15, words, "middle", label))
        up = Decimal(0)
        wide = min(64.0, each * 0.7 / (1 if chart.stacked else len(chart.series)))
        first = left + each / 2 - wide * (1 if chart.stacked else len(chart.series)) / 2
        for n, series in enumerate(chart.series):
            value = series.values[row]
            tall = _part(value, chart.end, _TALL)
            x = first + (0 if chart.stacked else n * wide)
            y = base - _part(up, chart.end, _TALL) - tall
            parts.append(_rect(x, y, wide - 2, tall, series.colour, f"{label} {series.name} {value:,}"))
            if value and not chart.stacked:
                parts.append(_text(x + wide / 2 - 1, y - 4, short(value), "middle"))
            up += value if chart.stacked else Decimal(0)
    return "".join(parts) + _text(4, 10, unit, "start"), base + 42


def _legend(chart: Drawn) -> tuple[str, int]:
    if len(chart.series) == 1:
        return "", 0
    parts, x, y = [], 8.0, 6
    for series in chart.series:
        wide = 22 + screen_width(series.name) * _HALF + 14
        if x + wide > _WIDTH:
            x, y = 8.0, y + 20
        parts.append(_rect(x, y, 12, 12, series.colour, series.name) + _text(x + 17, y + 10.5, series.name, "start"))
        x += wide
    return "".join(parts), y + 24


def short(value: Decimal) -> str:
    """Return a figure for an axis: 120; in ten thousands (万) and hundred millions (亿) where it is that large."""
    for size, key in ((Decimal(10**8), "reporting.larger"), (Decimal(10**4), "reporting.large")):
        if value >= size:
            return say(key, n=_two(value / size))
    return _two(value)


def _two(value: Decimal) -> str:
    step = "0.01" if value < 10 else "0.1" if value < 100 else "1"
    rounded = value.quantize(Decimal(step))
    written = f"{rounded:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _part(value: Decimal, end: Decimal, room: float) -> float:
    return float(round(float(value / end) * room, 1))


def _rect(x: float, y: float, wide: float, tall: float, colour: str, told: str) -> str:
    size = f'x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(tall, 0):.1f}"'
    return f'<rect {size} fill="#{colour}"><title>{escape(told)}</title></rect>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    place = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {place} stroke="currentColor" stroke-opacity=".18"/>'


def _text(x: float, y: float, words: str, anchor: str, told: str = "") -> str:
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}{title}</text>'


def _folded(words: str, room: int) -> tuple[str, ...]:
    """Return a label in one line, or broken into two of the same length; what does not fit is cut."""
    if screen_width(words) * _HALF <= room:
        return (words,)
    half = next((n for n in range(len(words)) if screen_width(words[:n]) * 2 >= screen_width(words)), len(words))
    return _cut(words[:half], room), _cut(words[half:], room)


def _cut(words: str, room: int) -> str:
    """Return as much of a label as fits, with three dots where something was cut."""
    if screen_width(words) * _HALF <= room:
        return words
    kept = words
    while kept and (screen_width(kept) + 2) * _HALF > room:
        kept = kept[:-1]
    return f"{kept}…"
