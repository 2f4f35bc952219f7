"""The schedule as a workbook (计算表.xlsx): figures, and formulas that compute every one of them again.

Owns the layout of the sheet. A figure of ours stands beside the formula that recomputes it from base, rate and days;
sums are formulas; one cell says 一致 or 不一致. Formula cells carry their value, so that a viewer which computes
nothing shows the same. Text is written as text: an id is never a number, a leading ``=`` never a formula. No macro,
no link, no clock: the same table gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.cells import computes
from lexcollect.law.options import Rounding
from lexcollect.law.rules.parts import Part
from lexcollect.records import dataclass, field
from lexcollect.wording import say, speaking

if TYPE_CHECKING:
    from lexcollect.claims.schedule_table import Row, Subtotal, Table

SHEET = "计算表"
_FONT = "宋体"
#: Columns from A: key of the heading, width in characters.
COLUMNS: tuple[tuple[str, float], ...] = (
    ("no", 5),
    ("item", 16),
    ("base", 15),
    ("first", 11.5),
    ("last", 11.5),
    ("days", 8),
    ("published", 18),
    ("rate", 10),
    ("per", 5),
    ("basis", 14),
    ("amount", 14),
    ("check", 14),
    ("equal", 7),
)
_NO, _ITEM, _BASE, _FIRST, _LAST, _DAYS, _PUBLISHED, _RATE, _PER, _BASIS, _AMOUNT, _CHECK, _EQUAL = range(13)
#: The sheet row (from 1) of the first line: title, two lines of heading, column heads come before.
_FIRST_LINE = 5
#: Half a fen: two figures in whole fen that differ by less are the same.
_TOLERANCE = "0.005"
YES, NO = "一致", "不一致"


def workbook(table: Table) -> bytes:
    """Return the schedule as the bytes of an .xlsx."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    with (
        Workbook(
            buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": False,
            },
        ) as book,
        speaking("zh"),
    ):
        day = table.as_of
        book.set_properties(
            {
                "title": table.title,
                "subject": table.matter,
                "created": datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None),
            }
        )
        book.set_calc_mode("auto")
        _Writer(book, table).write()
    return buffer.getvalue()


@dataclass
class _Writer:
    """One sheet on its way: the next row, and where the figures stand that the sums refer to."""

    book: Any
    table: Table
    row: int = 0
    styles: dict[str, dict[str, Any]] = field(default_factory=dict)
    formats: dict[str, Any] = field(default_factory=dict)
    places: dict[tuple[str, Part], tuple[int, int]] = field(default_factory=dict)
    paid: tuple[int, int] | None = None

    def write(self) -> None:
        """Write the whole sheet, from the heading to the foot."""
        self.sheet = self.book.add_worksheet(SHEET)
        self._make_formats()
        self._page()
        self._heading()
        self._lines()
        self._payments()
        self._sums()
        self._foot()

    def _make_formats(self) -> None:
        plain = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
        cell = {**plain, "border": 1}
        self.styles = {
            "title": {**plain, "font_size": 16, "bold": True, "align": "center"},
            "plain": {**plain, "text_wrap": True, "valign": "top"},
            "head": {**cell, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E7E6E6"},
            "text": {**cell, "num_format": "@", "text_wrap": True},
            "center": {**cell, "align": "center", "num_format": "@"},
            "number": {**cell, "num_format": "0", "align": "center"},
            "days": {**cell, "num_format": "#,##0"},
            "day": {**cell, "num_format": "yyyy-mm-dd", "align": "center"},
            "money": {**cell, "num_format": "#,##0.00"},
            "exact": {**cell, "num_format": "#,##0.00####" if self.table.rounding is Rounding.TOTAL else "#,##0.00"},
            "rate": {**cell, "num_format": "0.00####%", "align": "right"},
            "sum": {**cell, "num_format": "#,##0.00", "bold": True},
            "label": {**cell, "bold": True, "align": "right"},
            "mark": {**cell, "align": "center"},
            "bold_mark": {**cell, "align": "center", "bold": True},
        }
        self.formats = {name: self.book.add_format(props) for name, props in self.styles.items()}

    def _say(self, row: int, column: int, words: str, style: str) -> None:
        """Write ``words`` as text; what might be computed is marked as text also for the user who edits it."""
        if computes(words):
            key = f"{style} quoted"
            if key not in self.formats:
                self.formats[key] = self.book.add_format({**self.styles[style], "quote_prefix": True})
            style = key
        self.sheet.write_string(row, column, words, self.formats[style])

    def _page(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer("&C第 &P 页　共 &N 页")
        for index, (_, width) in enumerate(COLUMNS):
            sheet.set_column(index, index, width)
        sheet.hide_gridlines(2)

    def _heading(self) -> None:
        table, last = self.table, len(COLUMNS) - 1
        self.sheet.merge_range(0, 0, 0, last, table.title, self.formats["title"])
        self.sheet.set_row(0, 26)
        counted = "" if table.counted else "（不含当日）"
        lines = (
            say("calc.annex.parties", matter=table.matter, creditor=table.creditor, debtor=table.debtor),
            say("calc.annex.as_of", day=table.as_of, counted=counted),
        )
        for number, line in enumerate(lines, 1):
            self._across(number, line)
        self.row = len(lines) + 1
        heads = [
            say(f"calc.annex.col.{key}_{table.kind}" if key == "amount" else f"calc.annex.col.{key}")
            for key, _ in COLUMNS
        ]
        for column, head in enumerate(heads):
            self._say(self.row, column, head, "head")
        self.sheet.set_row(self.row, 30)
        self.sheet.repeat_rows(self.row)
        self.sheet.freeze_panes(self.row + 1, 0)
        self.row += 1

    def _across(self, row: int, words: str) -> None:
        """Write a paragraph over all columns; long ones get a higher row."""
        self.sheet.merge_range(row, 0, row, len(COLUMNS) - 1, "", self.formats["plain"])
        self._say(row, 0, words, "plain")
        self.sheet.set_row(row, 15 * (1 + len(words) // 70))

    def _lines(self) -> None:
        for subtotal in self.table.subtotals:
            first = self.row
            for row in self.table.of(subtotal.item, subtotal.kind):
                self._line(row)
            self.places[subtotal.item, subtotal.kind] = (first, self.row - 1)

    def _line(self, row: Row) -> None:
        sheet, at, f = self.sheet, self.row, self.formats
        number = at - _FIRST_LINE + 2
        sheet.write_number(at, _NO, number, f["number"])
        self._say(at, _ITEM, row.item, "text")
        sheet.write_number(at, _BASE, row.base, f["money"])
        sheet.write_datetime(at, _FIRST, _moment(row.first), f["day"])
        sheet.write_datetime(at, _LAST, _moment(row.last), f["day"])
        sheet.write_number(at, _DAYS, row.days, f["days"])
        self._say(at, _PUBLISHED, say("calc.annex.to_limit") if row.to_limit else _published(row), "center")
        sheet.write_number(at, _RATE, row.rate, f["rate"])
        self._say(at, _PER, say(f"calc.annex.unit_{row.per}"), "center")
        self._say(at, _BASIS, _basis(row), "center")
        sheet.write_number(at, _AMOUNT, self._figure(row), f["exact"])
        sheet.write_formula(
            at, _CHECK, f"={line_formula(row, at + 1, self.table.rounding)}", f["exact"], self._figure(row)
        )
        self._equal(at, f"ABS(K{at + 1}-L{at + 1})<{_TOLERANCE}", f["mark"])
        self.row += 1

    def _figure(self, row: Row) -> Decimal:
        return row.amount if self.table.rounding is Rounding.LINE else row.exact

    def _equal(self, at: int, condition: str, style: Any) -> None:
        self.sheet.write_formula(at, _EQUAL, f'=IF({condition},"{YES}","{NO}")', style, YES)

    def _payments(self) -> None:
        """Write what payments went to; those on the penalty are taken off below."""
        if not self.table.payments:
            return
        self._across(self.row, say("calc.annex.payments_set_off" if self.table.set_off else "calc.annex.payments"))
        first = self.row + 1
        for number, paid in enumerate(self.table.payments):
            at, f = first + number, self.formats
            self.sheet.write_number(at, _NO, number + 1, f["number"])
            self._say(at, _ITEM, paid.item, "text")
            self._say(at, _BASE, paid.payment, "text")
            self.sheet.write_datetime(at, _FIRST, _moment(paid.day), f["day"])
            self._say(at, _LAST, paid.part, "center")
            self.sheet.merge_range(at, _DAYS, at, _BASIS, "", f["text"])
            self._say(at, _DAYS, paid.why, "text")
            self.sheet.write_number(at, _AMOUNT, paid.amount, f["money"])
        self.row = first + len(self.table.payments)
        self.paid = (first, self.row - 1)

    def _sums(self) -> None:
        """Write one sum an obligation and the total; our figure in K, the formula in L, the verdict in M."""
        table = self.table
        rows: dict[Part, list[int]] = {}
        for subtotal in table.subtotals:
            first, last = self.places[subtotal.item, subtotal.kind]
            span = f"L{first + 1}:L{last + 1}"
            total = f"SUM({span})" if table.rounding is Rounding.LINE else f"ROUND(SUM({span}),2)"
            taken = self._taken(subtotal) if subtotal.paid else ""
            rows.setdefault(subtotal.kind, []).append(self.row)
            left = {Rounding.YUAN: "ROUND({},0)", Rounding.YUAN_DOWN: "ROUNDDOWN({},0)"}.get(table.rounding, "{}")
            self._sum(self._subtotal_words(subtotal), subtotal.left, left.format(total + taken))
        if len(rows) > 1:
            for kind, mine in rows.items():
                label = say(f"calc.annex.sum_{self._part(kind, table.kind)}")
                self._sum(label, table.left_of(kind), f"SUM({_cells(mine)})")
        cells = _cells(row for mine in rows.values() for row in mine)
        label = say(f"calc.annex.total_{table.kind}", principal=table.principal)
        # The verdict on the whole sheet: the total agrees, and no cell above it says otherwise.
        verdict = f'ABS(K{{0}}-L{{0}})<{_TOLERANCE},COUNTIF(M{_FIRST_LINE}:M{self.row},"{NO}")=0'
        self._sum(label, table.total, f"SUM({cells})" if rows else "0", verdict=verdict, bold=True)

    def _subtotal_words(self, subtotal: Subtotal) -> str:
        """Return what a subtotal is called; where penalty and loss stand in one sheet, which of them it is."""
        if self.table.kind not in ("mixed", "lent", "built", "several"):
            return say("calc.annex.subtotal", item=subtotal.item)
        part = say(f"calc.annex.col.amount_{self._part(subtotal.kind, subtotal.called)}")
        return say("calc.annex.subtotal_of", item=subtotal.item, part=part)

    def _part(self, kind: Part, called: str) -> str:
        """Return what a charge is called: what runs on a loan by time is interest, no loss."""
        if kind is not Part.INTEREST or called == "interest":
            return kind.value
        return "several" if called == "several" else "loan" if called in ("loan", "lent") else kind.value

    def _taken(self, subtotal: Subtotal) -> str:
        """Return the formula part that takes off what was paid on one charge of an obligation."""
        assert self.paid is not None  # something was paid
        rows = [
            self.paid[0] + i
            for i, p in enumerate(self.table.payments)
            if (p.item, p.kind) == (subtotal.item, subtotal.kind)
        ]
        return "-" + "-".join(f"K{row + 1}" for row in rows)

    def _sum(
        self,
        label: str,
        figure: Decimal,
        formula: str,
        *,
        verdict: str = "ABS(K{0}-L{0})<" + _TOLERANCE,
        bold: bool = False,
    ) -> None:
        at, f = self.row, self.formats
        self.sheet.merge_range(at, 0, at, _BASIS, "", f["label"])
        self._say(at, 0, label, "label")
        self.sheet.write_number(at, _AMOUNT, figure, f["sum"])
        self.sheet.write_formula(at, _CHECK, f"={formula}", f["sum"], figure)
        condition = verdict.format(at + 1)
        self._equal(at, f"AND({condition})" if bold else condition, f["bold_mark" if bold else "mark"])
        self.row += 1

    def _foot(self) -> None:
        self.row += 1
        self._across(self.row, say("calc.annex.foot"))
        words = [w.render() for w in self.table.foot]
        if self.table.per_day:
            key = "calc.annex.per_day_moving" if self.table.moves else "calc.annex.per_day"
            words.append(say(key, amount=self.table.per_day))
        words.append(say("calc.annex.formula"))
        for number, said in enumerate(words, 1):
            self._across(self.row + number, f"{number}. {said}")
        self.row += len(words) + 1
        self.sheet.print_area(0, 0, self.row - 1, len(COLUMNS) - 1)


def line_formula(row: Row, at: int, rounding: Rounding) -> str:
    """Return the formula of a line in sheet row ``at`` (from 1): base × rate × days, over the year basis."""
    if len(row.factors) == 1:
        factor = row.factors[0]
        # Real days stand in their own cell; thirtieths of months stand only in the words of the basis.
        days = f"F{at}" if factor.days == row.days else str(factor.days)
        product = f"C{at}*H{at}*{days}" + (f"/{factor.over}" if factor.over != 1 else "")
    else:
        parts = "+".join(f"{factor.days}/{factor.over}" for factor in row.factors)
        product = f"C{at}*H{at}*({parts})"
    return f"ROUND({product},2)" if rounding is Rounding.LINE else product


def _cells(rows: Iterable[int]) -> str:
    return ",".join(f"L{row + 1}" for row in rows)


def _basis(row: Row) -> str:
    """Return what the days are divided by, in words: 按日, 365, 132/366+50/365, 720/360."""
    if row.per == "day":
        return say("calc.annex.by_day")
    return "+".join(f"{factor.days}/{factor.over}" for factor in row.factors)


def _published(row: Row) -> str:
    if row.base_rate is None or row.published is None:
        return "—"
    return f"{(row.base_rate * 100).normalize():f}%（{row.published.isoformat()}）"


def _moment(day: Any) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day of the calendar, of no time zone
