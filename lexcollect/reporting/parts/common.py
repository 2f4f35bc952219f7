"""Common: what several reports say alike: bands, money, columns, and the table of what is in no figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lexcollect.reporting.facts import Facts, LeftOut
from lexcollect.reporting.figures.bands import Apart, Band
from lexcollect.reporting.tables import Column, Form, Part, Table
from lexcollect.wording import Text, text

#: So many rows of a table are drawn.
DRAWN = 12
#: From a little overdue to long overdue.
_RAMP = ("F6D776", "F2B24E", "EE8C45", "DB5C4A", "B53347", "7F1734")
_APART = {Apart.NOT_DUE: "5B8DB8", Apart.NO_DAY: "8A8A8A", Apart.CLOSED: "C4C4C4"}
TOTAL = text("reporting.total")


def band_words(band: Band) -> Text:
    """Return how a band is called."""
    if band.apart is Apart.NOT_DUE:
        return text("reporting.band_not_due")
    if band.apart is Apart.NO_DAY:
        return text("reporting.band_no_day")
    if band.apart is Apart.CLOSED:
        return text("reporting.band_closed")
    if band.last is None:
        return text("reporting.band_over", days=band.first - 1)
    return text("reporting.band_span", first=band.first, last=band.last)


def band_colours(bands: Sequence[Band], kept: Sequence[Band]) -> tuple[str, ...]:
    """Return the colours of the ``kept`` bands: darker and redder the longer overdue, grey what stands apart."""
    overdue = [band for band in bands if band.overdue]
    last = max(len(overdue) - 1, 1)
    ramp = {band: _RAMP[n * (len(_RAMP) - 1) // last] for n, band in enumerate(overdue)}
    return tuple(ramp.get(band) or _APART[band.apart or Apart.NO_DAY] for band in kept)


def money_words(currency: str, facts: Facts) -> Text | str:
    """Return what stands behind a title where there are several moneys, or another one than yuan."""
    if facts.currencies == ("CNY",):
        return ""
    return text("reporting.in_money", money=currency)


def matter_column() -> Column:
    """Return the column of the matter's folder."""
    return Column("matter", text("reporting.col_matter"))


def debtor_column() -> Column:
    """Return the column of the debtor."""
    return Column("debtor", text("reporting.col_debtor"))


def owner_column() -> Column:
    """Return the column of who looks after the matter."""
    return Column("owner", text("reporting.col_owner"), short=True)


def money(key: str, head: Text) -> Column:
    """Return a column of amounts."""
    return Column(key, head, Form.MONEY)


def count_column() -> Column:
    """Return the column that counts debts."""
    return Column("count", text("reporting.col_count"), Form.COUNT)


def left_part(left: Iterable[LeftOut]) -> Part | None:
    """Return the part that names what is in no figure, and why; none where there is nothing."""
    # What concerns a whole report goes first.
    rows = tuple((one.matter, one.what, one.reason) for one in sorted(left, key=lambda one: bool(one.matter)))
    if not rows:
        return None
    columns = (
        matter_column(),
        Column("what", text("reporting.col_what")),
        Column("reason", text("reporting.col_reason")),
    )
    table = Table("left_out", text("reporting.title_left"), columns, rows)
    return Part("left_out", text("reporting.title_left"), (text("reporting.meaning_left"),), (table,))
