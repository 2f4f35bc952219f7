"""Old workbooks (.xls) as raw rows.

Owns nothing but the way from the library's values to raw cells: such a sheet has 65,536 rows at the most, so it is read
whole. What it hides cannot be told from here, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from lexcollect.files import read_bounded
from lexcollect.findings import Finding
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.ledgers.raw import MAX_COLUMNS, Holds, RawCell, RawRow, SheetInfo, number_words

#: Bytes of such a file that are read.
_MAX_BYTES = 200_000_000


class XlsSource:
    """A workbook of the old form."""

    def __init__(self, path: Path) -> None:
        import io

        from python_calamine import CalamineError, CalamineWorkbook

        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(read_bounded(path, _MAX_BYTES)))
        except (CalamineError, ValueError, OverflowError) as error:
            raise BadFile(Reason.BROKEN) from error
        self.findings: list[Finding] = []
        self.sheets = [
            SheetInfo(one.name, str(one.visible) != "SheetVisibleEnum.Visible") for one in self._book.sheets_metadata
        ]

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Yield the rows of ``sheet`` that hold something."""
        from python_calamine import CalamineError

        try:
            found = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, ValueError, OverflowError) as error:
            raise BadFile(Reason.BROKEN) from error
        for number, values in enumerate(found, 1):
            cells = tuple(_cell(value) for value in values[:MAX_COLUMNS])
            if any(cells):
                yield RawRow(number, cells)

    def release(self) -> None:
        """Forget nothing: the library holds the book."""


def _cell(value: object) -> RawCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return RawCell("是" if value else "否")
    if isinstance(value, datetime):
        return RawCell(value.date().isoformat(), Holds.DATE)
    if isinstance(value, date):
        return RawCell(value.isoformat(), Holds.DATE)
    if isinstance(value, (int, float)):
        return RawCell(number_words(repr(value)), Holds.NUMBER)
    words = str(value)
    return RawCell(words, Holds.ERROR if words.startswith("#") and words.endswith(("!", "?", "A")) else Holds.TEXT)
