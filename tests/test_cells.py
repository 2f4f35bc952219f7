"""No table this program writes holds a text that a spreadsheet program computes; numbers stay numbers."""

from __future__ import annotations

import ast
import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundle_kit import item, material, packed
from lexcollect.cells import computes, csv_text, neutral, restore

ROOT = Path(__file__).resolve().parent.parent / "lexcollect"
BEGINNINGS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\n="]


@given(st.text(max_size=30))
def test_every_text_comes_back_and_none_is_computed(cell: str) -> None:
    assert restore(neutral(cell)) == cell
    assert not computes(neutral(cell))


@pytest.mark.parametrize("start", BEGINNINGS)
def test_whatever_begins_as_a_formula_stays_text(start: str) -> None:
    cell = f"{start}HYPERLINK(A1)"
    assert computes(cell)
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["送货单", "3-2", "1,250.00", " =1", "", "2023-04-12", "'已有引号"])
def test_ordinary_texts_begin_as_they_did(cell: str) -> None:
    assert not computes(cell)
    assert restore(neutral(cell)) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12), min_size=1)))
def test_a_table_reads_back_row_by_row(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [[restore(cell) for cell in row] for row in read] == rows


@pytest.mark.parametrize("start", BEGINNINGS[:8])
def test_the_list_of_the_package_guards_title_name_and_purpose(tmp_path: Path, start: str) -> None:
    source = material(tmp_path, f"{start}cmd.txt", b"x")
    built = packed(tmp_path, item("5-1", source, title=f"{start}1+1", purpose=f"{start}SUM(A1)"))
    assert built.folder
    text = (built.folder / "data" / "清单.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if computes(cell)]
    assert {f"{start}1+1", f"{start}SUM(A1)"} <= {restore(cell) for cell in cells}
    assert "cmd.txt" not in text, "names of received files stay in the house"


@pytest.mark.parametrize("start", BEGINNINGS)
def test_the_schedule_sheet_marks_such_a_text_as_text_and_keeps_its_characters(start: str) -> None:
    from dataclasses import replace

    from lexcollect.claims.schedule_sheet import workbook
    from test_calc_annex import ORDER_1, steel_table

    table = steel_table()
    evil = f"{start}1+1"
    rows = tuple(replace(row, item=evil) for row in table.of(ORDER_1))
    changed = replace(table, rows=rows, subtotals=(replace(table.subtotals[0], item=evil),), payments=())
    cell = openpyxl.load_workbook(io.BytesIO(workbook(changed))).active["B5"]
    assert cell.data_type == "s" and cell.quotePrefix
    assert str(cell.value).replace("_x000D_", "\r").replace("_x0009_", "\t").endswith("1+1")


def test_a_negative_amount_in_a_numeric_cell_stays_a_number() -> None:
    from dataclasses import replace
    from decimal import Decimal

    from lexcollect.claims.schedule_sheet import workbook
    from test_calc_annex import steel_table

    table = steel_table()
    changed = replace(table, rows=tuple(replace(row, base=Decimal("-125.50")) for row in table.rows))
    cell = openpyxl.load_workbook(io.BytesIO(workbook(changed))).active["C5"]
    assert (cell.data_type, Decimal(str(cell.value))) == ("n", Decimal("-125.50"))


def test_the_local_table_of_rates_is_written_by_the_same_guard() -> None:
    from decimal import Decimal

    from lexcollect.law.rate_update import Difference, Written
    from lexcollect.law.rates import Row, shipped_rates

    row = Row(date(2026, 10, 20), (("lpr_1y", Decimal("2.90")), ("lpr_5y", Decimal("3.40"))))
    known = date(2026, 9, 20)
    text = Difference("x", (Written(row, 2, "＝cmd"),), 0, known, known, None, shipped_rates()).text()
    assert text.splitlines()[1] == "2026-10-20,2.90,3.40,'＝cmd"


def test_no_other_module_writes_a_table() -> None:
    """A new list goes through the guard because there is no other way to write one."""
    writers, sheets = set(), set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = path.relative_to(ROOT).as_posix()
            match node:
                case ast.Attribute(value=ast.Name(id="csv"), attr="writer" | "DictWriter"):
                    writers.add(name)
                case ast.Attribute(attr="write_string" | "write_rich_string"):
                    sheets.add(name)
    assert writers == {"cells.py"}
    # The only door for text of the one is the guarded ``_say``, of the other ``_cell``, which marks what computes;
    # its lists and its memory are strings that no program shows.
    # The lists of a package mark what computes in the same way, cell by cell and in lines over all columns.
    # So do the log, the answers beside a ledger, its form rows and the reports, each tried with cells that compute.
    assert sheets == {
        *("bundle/list_excel.py", "claims/schedule_sheet.py", "sheets/workbook.py", "matter/contact_sheet.py"),
        *("ledgers/form_rows.py", "ledgers/result_book.py", "reporting/sheet.py"),
    }
