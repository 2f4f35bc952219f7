"""A spreadsheet is read on the page of its file, as rows, by the painter's process; nothing of it runs.

Facts: a ledger in Excel whose cells begin at C5, with a hidden sheet; a statement as CSV with tabs; a file
that only says it is a workbook. Questions: are days and sums written as people write them, what is cut and is it said,
and what does a broken one show? Answers by hand.
"""

from __future__ import annotations

import shutil
from datetime import date, datetime, time, timedelta
from html import unescape
from pathlib import Path

import pytest
from openpyxl import Workbook

from lexcollect.formats.kinds import FileKind
from lexcollect.review.gridded import MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, gridded, written
from lexcollect.review.html import tile
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting
from review_kit import Page, desk_of, steel

#: Cells know no time zone.
DAY = datetime.fromisoformat("2024-03-04")


def ledger(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "日期", "金额", date(2024, 3, 4), 58000
    sheet["C8"], sheet["D8"] = "<b>合计</b>", 58000.5
    book.create_sheet("底稿").sheet_state = "hidden"
    book["底稿"]["A1"] = "最低四十万"
    path = folder / "台账.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_shown_as_it_is_seen_in_its_program(tmp_path: Path) -> None:
    seen, hidden = gridded(ledger(tmp_path), FileKind.XLSX)
    assert (seen["name"], seen["hidden"], seen["heads"]) == ("台账", False, ["A", "B", "C", "D"])
    assert seen["rows"] == [
        (5, ["", "", "日期", "金额"]),
        (6, ["", "", "2024-03-04", "58000"]),
        (8, ["", "", "<b>合计</b>", "58000.5"]),
    ]
    assert (hidden["name"], hidden["hidden"], hidden["all_rows"]) == ("底稿", True, 1)


def test_a_table_of_text_is_parted_by_its_own_sign(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("日期\t金额\t摘要\n2024-03-04\t58,000.00\t3月租金\n\n", encoding="gbk")
    (one,) = gridded(path, FileKind.CSV)
    assert one["rows"] == [(1, ["日期", "金额", "摘要"]), (2, ["2024-03-04", "58,000.00", "3月租金"])]


def test_what_is_cut_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    wide = ",".join(["字" * (MOST_SIGNS + 1)] + ["1"] * MOST_COLUMNS)
    path.write_text("\n".join([wide] * (MOST_ROWS + 3)), encoding="utf-8")
    (one,) = gridded(path, FileKind.CSV)
    assert (one["all_rows"], one["all_columns"]) == (MOST_ROWS + 3, MOST_COLUMNS + 1)
    assert len(one["rows"]) == MOST_ROWS and len(one["heads"]) == MOST_COLUMNS
    assert len(one["rows"][0][1][0]) == MOST_SIGNS + 1 and one["heads"][26] == "AA"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (1.0, "1"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (DAY, "2024-03-04"),
        (DAY.replace(hour=9, minute=5), "2024-03-04 09:05"),
        (date(2024, 3, 4), "2024-03-04"),
        (time(9, 5), "09:05"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (True, "TRUE"),
        (None, ""),
        ("=1+1", "=1+1"),
    ],
)
def test_values_are_written_as_people_write_them(cell: object, words: str) -> None:
    assert written(cell) == words


def test_the_painter_answers_for_it_and_for_what_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    painting = Painting()
    try:
        assert [one["name"] for one in painting.sheets(ledger(tmp_path), FileKind.XLSX)] == ["台账", "底稿"]
        assert painting.sheets(broken, FileKind.XLSX) == []
        assert painting.sheets(broken, FileKind.PDF) == []
        plain = tmp_path / "两行.csv"
        plain.write_text("日期,金额\n2024-03-04,58000\n", encoding="utf-8")
        assert painting.sheets(plain, FileKind.TEXT)[0]["all_rows"] == 2, "too short to look like a table"
        assert painting.sheets(plain.rename(tmp_path / "备注.txt"), FileKind.TEXT) == [], "prose has commas too"
    finally:
        painting.close()


def test_it_stands_on_the_page_of_the_file_and_a_chat_says_how_it_is_read(tmp_path: Path) -> None:
    fresh = steel(tmp_path, "lease")
    page = Page(desk_of(Path(shutil.copytree(fresh, tmp_path / "二", symlinks=True)))).enter()
    try:
        body = page.get(f"/file/{key_of('file:租金台账.xlsx')}").body
        assert '<table class="grid">' in body and "工作表：" in unescape(body) and "看内容" not in body
        chat = next(row for row in page.review.desk.lines.rows if row.files[0].endswith("微信.txt"))
        words = page.get(f"/file/{key_of(chat.id)}").body
        assert "这份是聊天记录：点上面的按钮按消息看。" in words and 'class="page none"' not in words
    finally:
        page.review.close()


def test_a_tile_says_what_the_file_is() -> None:
    assert "电子表格" in tile("no_pages", "xlsx") and "点开看内容" in tile("no_pages", "chat")
