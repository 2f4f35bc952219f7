"""Charts: what a chart of a table shows, taken from its rows; no drawing.

Owns which rows and columns are drawn, in which colours, and how far an axis goes. Sheet, Word file and page draw the
same series. Negative sums are no bars: such a table has no chart.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from lexcollect.records import dataclass
from lexcollect.reporting.tables import Table, shown

#: Colours of series that have none of their own; told apart by their lightness too, for print and the colour-blind.
COLOURS = ("9DB4C8", "3A6EA5", "E0A23B", "7A4E9F", "4E9F6D", "222222")
#: One series alone.
SINGLE = "3A6EA5"


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its name, its colour, its values."""

    name: str
    colour: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart ready to be drawn: labels, series, the end of the axis, and its steps."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool
    across: bool
    end: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The marks of the axis, 0 first."""
        return tuple(self.step * n for n in range(int(self.end / self.step) + 1))


def drawn(table: Table) -> Drawn | None:
    """Return the chart of ``table``; none where it has none, or nothing above zero to show."""
    chart = table.chart
    if chart is None:
        return None
    rows = table.rows[: chart.rows]
    label = table.columns[table.place(chart.label)]
    places = [table.place(key) for key in chart.values]
    labels = tuple(shown(row[table.place(chart.label)], label.form) for row in rows)
    found = [tuple(_number(row[place]) for row in rows) for place in places]
    if any(value < 0 for values in found for value in values):
        return None
    most = max(_lengths(found, chart.stacked), default=Decimal(0))
    if not most:
        return None
    colours = chart.colours or ((SINGLE,) if len(places) == 1 else COLOURS)
    series = tuple(
        Series(table.columns[place].head.render(), colours[n % len(colours)], values)
        for n, (place, values) in enumerate(zip(places, found, strict=True))
    )
    step = _step(most)
    end = step * (most / step).to_integral_value(ROUND_CEILING)
    return Drawn(chart.title.render(), labels, series, chart.stacked, chart.across, end, step)


def _number(cell: object) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0)


def _lengths(found: list[tuple[Decimal, ...]], stacked: bool) -> list[Decimal]:
    if stacked:
        return [sum(column, Decimal(0)) for column in zip(*found, strict=True)]
    return [value for values in found for value in values]


def _step(most: Decimal) -> Decimal:
    """Return a round step by which an axis reaches ``most`` in four to ten marks: 1, 2 or 5 times a power of ten."""
    step = Decimal(1).scaleb(most.adjusted() - 1)
    for factor in (1, 2, 5, 10, 20, 50):
        if most / (step * factor) <= 8:
            return step * factor
    return step * 100
