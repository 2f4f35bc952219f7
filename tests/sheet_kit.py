"""A spreadsheet of a matter opened by another program, as a person sees it: tables, headings, cells.

Counts what is typed and what is chosen from a list, so that a test can say how much work a form is. A table may have
its facts in rows or, as a form, in columns; who fills it in says which fact and which heading.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

ID = "编号ID"


class Sheets:
    """The workbook at ``path``; ``typed`` and ``chosen`` count the cells filled in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.typed = 0
        self.chosen = 0

    def save(self) -> None:
        self.book.save(self.path)

    def put(self, table: str, id: str, **cells: Any) -> None:
        """Fill in cells of the fact ``id``."""
        place = self._places(table)
        for head, value in cells.items():
            self._write(place, place.heads[head], place.ids[id], value)

    def add(self, table: str, **cells: Any) -> None:
        """Fill in cells of the first empty row (of a form: column)."""
        place = self._places(table)
        at = next(n for n in place.free if n not in self._used(table))
        self._used(table).add(at)
        for head, value in cells.items():
            self._write(place, place.heads[head], at, value)

    def delete(self, table: str, id: str) -> None:
        """Delete the row (of a form: the column) of the fact ``id``."""
        place = self._places(table)
        delete = place.sheet.delete_cols if place.form else place.sheet.delete_rows
        delete(place.ids[id])

    def value(self, table: str, id: str, head: str) -> Any:
        """Return what stands in a cell."""
        place = self._places(table)
        return place.cell(place.heads[head], place.ids[id]).value

    def ids(self, table: str) -> list[str]:
        """Return the hidden ids of the facts of ``table``."""
        return list(self._places(table).ids)

    def _used(self, table: str) -> set[int]:
        return self.__dict__.setdefault(f"used {table}", set())  # type: ignore[no-any-return]

    def _write(self, place: _Places, head: int, at: int, value: Any) -> None:
        cell = place.cell(head, at)
        cell.value = value
        if any(cell.coordinate in rule.sqref for rule in place.sheet.data_validations.dataValidation):
            self.chosen += 1
        else:
            self.typed += 1

    def _places(self, table: str) -> _Places:
        return _Places(self.book[table])


class _Places:
    """Where headings and facts of one table stand."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        corner = next(c for row in sheet.iter_rows(max_row=60) for c in row if c.value == ID)
        across = [c.value for c in sheet[corner.row] if c.value]
        self.form = "项目" in [c.value for c in sheet[corner.row - 1]] or (corner.column == 1 and "说明" not in across)
        if self.form:
            self.heads = {}
            for r in range(corner.row, sheet.max_row + 1):
                words = str(sheet.cell(r, 1).value or "").removesuffix(" *")
                self.heads.setdefault(words, r)
            found = range(corner.column + 1, sheet.max_column + 1)
            named = {n: sheet.cell(corner.row, n).value for n in found}
            empty = [n for n in found if sheet.cell(corner.row - 1, n).value and not named[n]]
            self.free = [n for n in empty if not any(sheet.cell(r, n).value for r in self.heads.values())]
        else:
            self.heads = {str(c.value).removesuffix(" *"): c.column for c in sheet[corner.row] if c.value}
            found = range(corner.row + 1, sheet.max_row + 200)
            named = {n: sheet.cell(n, corner.column).value for n in found}
            self.free = [n for n in found if not any(sheet.cell(n, c).value for c in self.heads.values())]
        self.ids = {str(id): n for n, id in named.items() if id}

    def cell(self, head: int, at: int) -> Any:
        """Return the cell under a heading of a fact."""
        return self.sheet.cell(head, at) if self.form else self.sheet.cell(at, head)
