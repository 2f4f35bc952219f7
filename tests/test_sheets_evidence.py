"""The evidence sheet (证据整理表): what a paralegal changes in it comes back as exactly that, whoever saved the file.

Facts: a matter of eight files, five exhibits in two groups, two files left out, one nobody has decided on. Question:
what is in the catalogue after the sheet was changed? The answer of each test is written out by hand.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from case_kit import CONTRACT, PARTIES, debt
from lexcollect.cli.main import main
from lexcollect.cn.page_labels import span
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.items import Catalogue, Withdrawn
from lexcollect.evidence.served import Handed as GivenTo
from lexcollect.evidence.served import Served, ServedExhibit, ServedSet, text_of
from lexcollect.findings import Refused
from lexcollect.intake.taking import take_in as take_material
from lexcollect.layout import CATALOGUE, EVIDENCE_SHEET, JOURNAL, RAW, SERVED, SHEETS_HANDED_IN, SORTED
from lexcollect.matter.creation import create
from lexcollect.matter.lock import hold
from lexcollect.matter.sheets import Handed, changed_sheets, read_handed, take_in, write_sheets
from lexcollect.sheets.columns import COLUMNS, OPEN_KEYS
from lexcollect.sheets.edits import compare
from lexcollect.sheets.evidence_book import TABLE, evidence_book
from lexcollect.sheets.numbering import Placed, numbered
from lexcollect.sheets.reading import read_book
from lexcollect.sheets.rows import lines_of

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOW.date()
FILES = ("合同.txt", "订单.txt", "送货单.txt", "对账单.txt", "催款函.txt", "草稿.txt", "=公式.txt", "新到.txt")
CATALOGUE_TEXT = """\
# 律师的备注：顺序按组
schema: lexcollect/catalogue/1
groups:
  - {number: 1, title: 合同与担保}
  - {number: 2, title: 履行}
items:
  # 第一组
  - id: 合同
    number: "1-1"
    title: 购销合同
    date: 2023-03-15
    date_source: 打印日期
    kind: 书证
    source: 原告保管
    purpose: 买卖关系
    original: 有
    files: [合同.txt]
  - id: 订单
    number: "1-2"
    title: 采购订单
    date: 2023-04-06
    date_source: 打印日期
    kind: 书证
    source: 原告保管
    purpose: 订货
    original: 无
    files: [订单.txt]
  # 第二组
  - id: 送货单
    number: "2-1"
    title: 送货单SH-0412   # 司机签字
    date: 2023-04-12
    date_source: 手写日期
    kind: 书证
    source: 原告保管
    purpose: 交货
    original: 有
    files: [送货单.txt]
  - id: 对账单
    number: "2-2"
    title: 对账单
    kind: 书证
    source: 原告保管
    purpose: 欠款
    original: 有
    files: [对账单.txt]
  - id: 催款函
    number: "2-3"
    title: 催款函
    date: 2025-05-20
    date_source: 落款
    kind: 书证
    source: 原告保管
    purpose: 催收
    original: 无
    files: [催款函.txt]
left_out:
  - {file: 草稿.txt, reason: 草稿, note: 未签}
  - {file: "=公式.txt", reason: 重复}
"""
HEADS = {column.key: column.head for column in COLUMNS}


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    folder, inbox = tmp_path / "案", tmp_path / "收到"
    inbox.mkdir()
    for name in FILES:
        (inbox / name).write_text(f"{name}的内容", "utf-8")
    create(folder)
    (folder / RAW).mkdir(exist_ok=True)
    take_material(inbox, folder)
    (folder / CATALOGUE).write_text(CATALOGUE_TEXT, "utf-8")
    written(folder)
    return folder


CASE = json.dumps(
    {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": PARTIES,
        "contracts": [CONTRACT],
        "obligations": [debt()],
        "deliveries": [{"obligation": "货款", "date": "2024-01-20", "evidence": ["送货单"]}],
    },
    ensure_ascii=False,
)


def day_of(year: int, month: int, day: int) -> datetime:
    """Return a day as a spreadsheet program holds it."""
    return datetime(year, month, day)  # noqa: DTZ001


def written(folder: Path) -> None:
    with hold(folder, "test", NOW) as held:
        write_sheets(held)


def taken(folder: Path) -> Catalogue:
    """Take in what was changed, and return the catalogue that stands then."""
    with hold(folder, "test", NOW) as held:
        handed = read_handed(folder, TODAY)
        assert not any(one.stops for one in handed), [f.message("zh") for one in handed for f in one.findings]
        take_in(held, handed, "测试")
    return catalogue_of(folder)


def catalogue_of(folder: Path) -> Catalogue:
    catalogue, findings = load_catalogue(folder / CATALOGUE, folder / RAW)
    assert catalogue is not None, [f.message("zh") for f in findings]
    return catalogue


class Open:
    """The sheet opened by another program, changed cell by cell."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / EVIDENCE_SHEET
        self.book = openpyxl.load_workbook(self.path)
        self.sheet: Any = self.book[TABLE]
        self.head = next(r for r in range(1, 10) if self.sheet.cell(r, 1).value == HEADS["number"])
        self.columns = {self.sheet.cell(self.head, c).value: c for c in range(1, len(COLUMNS) + 1)}

    def row(self, file: str) -> int:
        return next(
            r
            for r in range(self.head + 1, self.sheet.max_row + 1)
            if self.sheet.cell(r, self.columns["文件"]).value == file
        )

    def put(self, file: str, **cells: Any) -> None:
        for key, value in cells.items():
            self.sheet.cell(self.row(file), self.columns[HEADS[key]]).value = value

    def save(self) -> None:
        self.book.save(self.path)


def edited(folder: Path, change: Callable[[Open], None]) -> None:
    sheet = Open(folder)
    change(sheet)
    sheet.save()


def numbers(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(item.no, item.id) for item in catalogue.items]


def test_a_sheet_saved_without_a_change_changes_nothing(matter: Path) -> None:
    edited(matter, lambda sheet: None)
    (handed,) = read_handed(matter, TODAY) or [Handed("", b"", (), (), (), ())]
    assert (handed.said, handed.case, handed.catalogue, handed.findings) == ((), (), (), ())


def test_titles_and_dates_typed_in_three_ways(matter: Path) -> None:
    def change(sheet: Open) -> None:
        sheet.put("合同.txt", title="《钢材购销合同》", date=day_of(2023, 3, 16))
        sheet.put("订单.txt", date="2023年4月7日")
        sheet.put("对账单.txt", date="2023.10.8", purpose="欠款 851,600.00 元")

    edited(matter, change)
    before = (matter / CATALOGUE).read_text("utf-8")
    catalogue = taken(matter)
    found = {item.id: (item.title, item.date, item.date_source) for item in catalogue.items}
    assert found["合同"] == ("《钢材购销合同》", date(2023, 3, 16), "人工填写")
    assert found["订单"] == ("采购订单", date(2023, 4, 7), "人工填写")
    assert found["对账单"] == ("对账单", date(2023, 10, 8), "人工填写")
    assert found["送货单"] == ("送货单SH-0412", date(2023, 4, 12), "手写日期")
    after = (matter / CATALOGUE).read_text("utf-8")
    untouched = [line for line in before.split("\n") if "送货单" in line or line.strip().startswith("#")]
    assert untouched and all(line in after.split("\n") for line in untouched)


def test_a_row_put_between_two_and_one_moved_to_another_group(matter: Path) -> None:
    def change(sheet: Open) -> None:
        sheet.put("催款函.txt", order=1.5)  # between the delivery note and the statement
        sheet.put("订单.txt", group="2 履行")  # behind what is there

    edited(matter, change)
    assert numbers(taken(matter)) == [
        ("1-1", "合同"),
        ("2-1", "送货单"),
        ("2-2", "催款函"),
        ("2-3", "对账单"),
        ("2-4", "订单"),
    ]


def test_a_group_in_which_nothing_moved_keeps_its_gaps(matter: Path) -> None:
    text = CATALOGUE_TEXT.replace('number: "1-2"', 'number: "1-4"')
    (matter / CATALOGUE).write_text(text, "utf-8")
    written(matter)
    edited(matter, lambda sheet: sheet.put("催款函.txt", order=0.5))
    assert numbers(taken(matter)) == [
        ("1-1", "合同"),
        ("1-4", "订单"),
        ("2-1", "催款函"),
        ("2-2", "送货单"),
        ("2-3", "对账单"),
    ]


def test_no_is_a_file_left_out_and_the_rest_is_counted_anew(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("送货单.txt", submit="否", reason="字迹不清"))
    catalogue = taken(matter)
    assert numbers(catalogue) == [("1-1", "合同"), ("1-2", "订单"), ("2-1", "对账单"), ("2-2", "催款函")]
    assert ("送货单.txt", "字迹不清") in [(one.name, one.reason) for one in catalogue.left_out]


def test_a_deleted_row_is_left_out_and_lost_nowhere(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.sheet.delete_rows(sheet.row("对账单.txt")))
    catalogue = taken(matter)
    assert "对账单" not in [item.id for item in catalogue.items]
    assert "对账单.txt" in [one.name for one in catalogue.left_out]
    assert (matter / RAW / "对账单.txt").is_file()


def test_a_file_nobody_had_decided_on_becomes_an_exhibit_with_an_id_one_can_read(matter: Path) -> None:
    cells = {"submit": "是", "group": "2 履行", "order": 2.5, "title": "签收单QS-0413", "kind": "书证"}
    edited(matter, lambda sheet: sheet.put("新到.txt", **cells, date="2023-04-13", source="原告保管", purpose="签收"))
    catalogue = taken(matter)
    assert [no for no, _ in numbers(catalogue)] == ["1-1", "1-2", "2-1", "2-2", "2-3", "2-4"]
    item = catalogue.item("签收单QS-0413")
    assert item is not None
    assert (item.no, item.title, item.date, item.files[0].name) == (
        "2-3",
        "签收单QS-0413",
        date(2023, 4, 13),
        "新到.txt",
    )


def test_what_was_left_out_comes_back(matter: Path) -> None:
    edited(
        matter, lambda sheet: sheet.put("草稿.txt", submit="√", group="1 合同与担保", title="合同草稿", purpose="协商")
    )
    catalogue = taken(matter)
    assert ("1-3", "合同草稿") in numbers(catalogue)
    assert "草稿.txt" not in [one.name for one in catalogue.left_out]


def test_a_new_group_is_added_by_typing_it(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("催款函.txt", group="催收与时效"))
    catalogue = taken(matter)
    assert [(group.no, group.title) for group in catalogue.groups][-1] == (3, "催收与时效")
    assert ("3-1", "催款函") in numbers(catalogue)


def test_a_group_is_renamed_where_all_who_typed_agree(matter: Path) -> None:
    edited(matter, lambda sheet: [sheet.put(f, group="2 履行与催收") for f in ("送货单.txt", "对账单.txt")])
    assert [(group.no, group.title) for group in taken(matter).groups] == [(1, "合同与担保"), (2, "履行与催收")]


def test_two_new_names_for_one_group_are_told_and_neither_is_taken(matter: Path) -> None:
    def change(sheet: Open) -> None:
        sheet.put("送货单.txt", group="2 交货")
        sheet.put("对账单.txt", group="2 结算")

    edited(matter, change)
    (handed,) = read_handed(matter, TODAY)
    assert {f.code for f in handed.findings} == {"LX-W069"}
    assert [group.title for group in catalogue_of(matter).groups] == ["合同与担保", "履行"]


def test_a_group_without_exhibits_goes_away(matter: Path) -> None:
    edited(
        matter, lambda sheet: [sheet.put(f, group="1 合同与担保") for f in ("送货单.txt", "对账单.txt", "催款函.txt")]
    )
    catalogue = taken(matter)
    assert [group.no for group in catalogue.groups] == [1]
    assert [no for no, _ in numbers(catalogue)] == ["1-1", "1-2", "1-3", "1-4", "1-5"]


def test_where_a_whole_group_is_left_out_the_groups_behind_it_move_up(matter: Path) -> None:
    """Nothing was handed in: an index that begins with group 2 would make court and opponent ask for the first one."""

    def change(sheet: Open) -> None:
        sheet.put("新到.txt", submit="是", group="3 催收", title="短信")
        for name in ("合同.txt", "订单.txt"):
            sheet.put(name, submit="否", reason="另案处理")

    edited(matter, change)
    catalogue = taken(matter)
    assert [(group.no, group.title) for group in catalogue.groups] == [(1, "履行"), (2, "催收")]
    assert numbers(catalogue) == [("1-1", "送货单"), ("1-2", "对账单"), ("1-3", "催款函"), ("2-1", "短信")]
    assert "# 第二组" in (matter / CATALOGUE).read_text("utf-8"), "what a person wrote beside it stays"


def test_where_something_was_handed_in_no_group_moves_up(matter: Path) -> None:
    """2-1 is in the court's copy as 2-1: it stays, whatever is left out before it."""
    handed_in(matter, "送货单")
    edited(matter, lambda sheet: [sheet.put(name, submit="否", reason="另案") for name in ("合同.txt", "订单.txt")])
    catalogue = taken(matter)
    assert [group.no for group in catalogue.groups] == [2]
    assert [no for no, _ in numbers(catalogue)] == ["2-1", "2-2", "2-3"]


def test_where_the_exhibits_of_a_group_go_to_another_no_group_moves_up(matter: Path) -> None:
    """Who sorts says where things go by the numbers on the screen: they stand still meanwhile."""
    edited(matter, lambda sheet: [sheet.put(name, group="2 履行", order=9) for name in ("合同.txt", "订单.txt")])
    assert [group.no for group in taken(matter).groups] == [2]


def test_a_gap_between_groups_that_a_person_made_is_not_closed(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("催款函.txt", group="5 催收"))
    assert [group.no for group in taken(matter).groups] == [1, 2, 5]


def test_a_row_in_another_group_keeps_its_place_if_it_is_free(matter: Path) -> None:
    def change(sheet: Open) -> None:
        sheet.put("合同.txt", group="2 履行")  # it says 1, and nobody else does
        sheet.put("送货单.txt", order=4)

    edited(matter, change)
    assert numbers(taken(matter))[1:] == [("2-1", "合同"), ("2-2", "对账单"), ("2-3", "催款函"), ("2-4", "送货单")]


def test_grey_cells_are_ignored_and_told(matter: Path) -> None:
    def change(sheet: Open) -> None:
        sheet.put("合同.txt", pages="7", date_source="我说的")
        sheet.put("订单.txt", title="采购订单（二）")

    edited(matter, change)
    (handed,) = read_handed(matter, TODAY)
    assert [(one.head, one.new) for one in handed.said] == [("证据名称", "采购订单（二）")]
    assert [f.code for f in handed.findings] == ["LX-W063"]
    assert catalogue_of(matter).item("合同").date_source == "打印日期"  # type: ignore[union-attr]


def test_an_order_that_became_a_date_is_no_order(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("催款函.txt", order=day_of(2026, 3, 5)))
    (handed,) = read_handed(matter, TODAY)
    assert handed.stops and [f.code for f in handed.findings] == ["LX-W066"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"submit": "再看看"}, "LX-W064"),
        ({"order": "第三份"}, "LX-W065"),
        ({"date": "23.4.12"}, "LX-W067"),
        ({"date": "4/5/2023"}, "LX-W067"),
    ],
)
def test_what_cannot_be_understood_stops_with_its_row(matter: Path, cells: dict[str, str], code: str) -> None:
    edited(matter, lambda sheet: sheet.put("订单.txt", **cells))
    (handed,) = read_handed(matter, TODAY)
    told = [f for f in handed.findings if f.code == code]
    assert handed.stops and told[0].where.line == Open(matter).row("订单.txt")


def test_rows_may_be_sorted_as_one_likes(matter: Path) -> None:
    def change(sheet: Open) -> None:
        cells = sheet.sheet
        rows = [[c.value for c in row] for row in cells.iter_rows(min_row=sheet.head + 1)]
        for at, row in enumerate(reversed(rows), sheet.head + 1):
            for column, value in enumerate(row, 1):
                cell = cells.cell(at, column)
                cell.value = value
                if value == "=公式.txt":
                    cell.data_type = "s"  # openpyxl takes for a formula what a person's program had as text

    edited(matter, change)
    assert read_handed(matter, TODAY) == []


def test_a_formula_is_not_run_and_not_taken(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title='=HYPERLINK("http://x.example","合同")'))
    (handed,) = read_handed(matter, TODAY)
    assert [f.code for f in handed.findings] == ["LX-W059"] and handed.empty


def test_a_name_that_begins_like_a_formula_stays_text(matter: Path) -> None:
    sheet = Open(matter)
    cell = sheet.sheet.cell(sheet.row("=公式.txt"), sheet.columns["文件"])
    assert (cell.value, cell.data_type) == ("=公式.txt", "s") or (cell.data_type == "f" and cell.quotePrefix)


def test_both_sides_changed_one_cell_and_nothing_is_written(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    text = (matter / CATALOGUE).read_text("utf-8").replace("title: 购销合同", "title: 合同（文件）")
    (matter / CATALOGUE).write_text(text, "utf-8")
    (handed,) = read_handed(matter, TODAY)
    assert [f.code for f in handed.findings] == ["LX-W042"] and handed.stops
    assert (matter / CATALOGUE).read_text("utf-8") == text


def test_each_side_changed_another_cell_and_both_stand(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    text = (matter / CATALOGUE).read_text("utf-8").replace("purpose: 订货", "purpose: 订货二百吨")
    (matter / CATALOGUE).write_text(text, "utf-8")
    catalogue = taken(matter)
    assert catalogue.item("合同").title == "合同（表格）"  # type: ignore[union-attr]
    assert catalogue.item("订单").purpose == "订货二百吨"  # type: ignore[union-attr]


def test_a_sheet_with_edits_is_not_written_anew(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    before = (matter / EVIDENCE_SHEET).read_bytes()
    with hold(matter, "test", NOW) as held:
        found = write_sheets(held)
    assert [f.code for f in found.findings] == ["LX-W072"] and (matter / EVIDENCE_SHEET).read_bytes() == before


@pytest.mark.parametrize("mark", ["~$证据整理表.xlsx", ".~lock.证据整理表.xlsx#"])
def test_a_sheet_held_open_is_not_written_over(matter: Path, mark: str) -> None:
    (matter / SORTED / mark).write_bytes(b"x")
    before = (matter / EVIDENCE_SHEET).read_bytes()
    with hold(matter, "test", NOW) as held:
        found = write_sheets(held)
    assert EVIDENCE_SHEET not in found.files and "2-整理/证据整理表(1).xlsx" in found.files
    assert [f.code for f in found.findings] == ["LX-W073"]
    assert (matter / EVIDENCE_SHEET).read_bytes() == before


def test_what_was_handed_in_is_kept_and_the_journal_has_old_and_new(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    raw = (matter / EVIDENCE_SHEET).read_bytes()
    taken(matter)
    (kept,) = (matter / SHEETS_HANDED_IN).iterdir()
    assert kept.read_bytes() == raw and changed_sheets(matter) == []
    line = (matter / JOURNAL).read_text("utf-8").strip().split("\n")[-1]
    assert "购销合同" in line and "合同（表格）" in line and "sheet" in line


def test_an_exhibit_the_case_file_names_is_not_taken_away(matter: Path) -> None:
    case = matter / "案件.yaml"
    case.write_text(CASE, "utf-8")
    edited(matter, lambda sheet: sheet.put("送货单.txt", submit="否"))
    with hold(matter, "test", NOW) as held, pytest.raises(Refused) as refused:
        take_in(held, read_handed(matter, TODAY), "测试")
    assert any("送货单" in f.message("zh") for f in refused.value.findings)
    assert "送货单" in [item.id for item in catalogue_of(matter).items]


# --- whoever saved it --------------------------------------------------------------------------------------------


def test_libreoffice_saves_the_same(matter: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")

    def change(sheet: Open) -> None:
        sheet.put("合同.txt", title="《钢材购销合同》", date=day_of(2023, 3, 16))
        sheet.put("催款函.txt", order=1.5)
        sheet.put("草稿.txt", submit="待定")

    edited(matter, change)
    (direct,) = read_handed(matter, TODAY)
    out, profile = tmp_path / "lo", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    for form in ("ods", "xlsx"):  # by way of LibreOffice's own format, as if it had been opened, and saved twice
        source = matter / EVIDENCE_SHEET if form == "ods" else out / "证据整理表.ods"
        subprocess.run(
            [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(out), str(source)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    (matter / EVIDENCE_SHEET).write_bytes((out / "证据整理表.xlsx").read_bytes())
    (through,) = read_handed(matter, TODAY)
    assert (through.said, through.catalogue, through.findings) == (direct.said, direct.catalogue, direct.findings)
    assert {one.head for one in through.said} == {"证据名称", "日期", "序号", "提交"}


def test_xlsxwriter_openpyxl_and_we_read_alike(matter: Path) -> None:
    raw = (matter / EVIDENCE_SHEET).read_bytes()
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(raw)).save(out)
    heads = [column.head for column in COLUMNS]
    ours, _ = read_book(raw, "a", {TABLE: heads}, HEADS["id"])
    theirs, _ = read_book(out.getvalue(), "a", {TABLE: heads}, HEADS["id"])
    assert ours is not None and theirs is not None
    assert ours.memory == theirs.memory
    assert [{h: c.text for h, c in line.cells.items()} for line in ours.tables[TABLE].lines] == [
        {h: c.text for h, c in line.cells.items()} for line in theirs.tables[TABLE].lines
    ]


# --- hostile sheets ----------------------------------------------------------------------------------------------


def _handed(matter: Path, raw: bytes) -> Handed:
    (matter / EVIDENCE_SHEET).write_bytes(raw)
    (handed,) = read_handed(matter, TODAY)
    return handed


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "LX-W050"),
        (b"PK\x03\x04 cut off", "LX-W050"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "LX-W052"),
        ("日期,名称\n".encode(), "LX-W050"),
    ],
)
def test_what_is_no_sheet_is_told(matter: Path, raw: bytes, code: str) -> None:
    handed = _handed(matter, raw)
    assert [f.code for f in handed.findings] == [code] and handed.empty


def test_a_bomb_is_not_unpacked(matter: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box, box.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(60):
            part.write(bytes(1_000_000))
    assert [f.code for f in _handed(matter, out.getvalue()).findings] == ["LX-W051"]


def test_a_sheet_copied_into_a_new_book_is_not_guessed_at(matter: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet(TABLE).write_row(0, 0, [column.head for column in COLUMNS])
    assert [f.code for f in _handed(matter, out.getvalue()).findings] == ["LX-W053"]


def test_merged_cells_and_a_lost_heading_stop(matter: Path) -> None:
    edited(
        matter,
        lambda sheet: sheet.sheet.merge_cells(
            start_row=sheet.head + 1, end_row=sheet.head + 2, start_column=2, end_column=2
        ),
    )
    assert [f.code for f in read_handed(matter, TODAY)[0].findings] == ["LX-W058"]
    (matter / EVIDENCE_SHEET).unlink()
    written(matter)
    edited(matter, lambda sheet: sheet.sheet.delete_rows(sheet.head))
    assert [f.code for f in read_handed(matter, TODAY)[0].findings] == ["LX-W056"]


def test_a_copied_row_and_one_of_no_file_are_told(matter: Path) -> None:
    def change(sheet: Open) -> None:
        row = [cell.value for cell in sheet.sheet[sheet.row("合同.txt")]]
        for at, value in enumerate(row, 1):
            sheet.sheet.cell(sheet.sheet.max_row + (at == 1), at).value = value
        last = sheet.sheet.max_row + 1
        sheet.sheet.cell(last, sheet.columns["证据名称"]).value = "录音（待补）"

    edited(matter, change)
    (handed,) = read_handed(matter, TODAY)
    assert sorted(f.code for f in handed.findings if f.stops) == ["LX-W060", "LX-W061"]


def test_hidden_and_filtered_rows_count(matter: Path) -> None:
    def change(sheet: Open) -> None:
        sheet.put("催款函.txt", title="律师函")
        sheet.sheet.row_dimensions[sheet.row("催款函.txt")].hidden = True

    edited(matter, change)
    assert taken(matter).item("催款函").title == "律师函"  # type: ignore[union-attr]


# --- from the command line ---------------------------------------------------------------------------------------


def test_a_command_shows_the_changes_and_asks_first(
    matter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    monkeypatch.setattr("builtins.input", lambda prompt: "n")
    main(["intake", str(matter), "--sheet"])
    out = capsys.readouterr().out
    assert "证据名称：购销合同 → 合同（表格）" in out and "没有写入" in out
    assert catalogue_of(matter).item("合同").title == "购销合同"  # type: ignore[union-attr]
    monkeypatch.setattr("builtins.input", lambda prompt: "")
    assert main(["intake", str(matter), "--sheet"]) == 0
    assert catalogue_of(matter).item("合同").title == "合同（表格）"  # type: ignore[union-attr]
    assert changed_sheets(matter) == []


def test_a_run_without_questions_says_what_it_left(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    (matter / "案件.yaml").write_text(CASE, "utf-8")
    assert main(["calc", str(matter), "--no-input", "--as-of", "2026-11-29"]) == 0
    assert "LX-W074" in capsys.readouterr().out
    assert main(["calc", str(matter), "--yes", "--as-of", "2026-11-29"]) == 0
    assert catalogue_of(matter).item("合同").title == "合同（表格）"  # type: ignore[union-attr]


def test_a_package_is_not_built_from_a_sheet_left_aside(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (matter / "案件.yaml").write_text(CASE, "utf-8")
    edited(matter, lambda sheet: sheet.put("合同.txt", title="合同（表格）"))
    assert main(["bundle", str(matter), "--no-input", "--as-of", "2026-11-29"]) == 1
    assert "LX-W078" in capsys.readouterr().out
    assert list((matter / "4-证据包").iterdir()) == []


# --- for all catalogues ------------------------------------------------------------------------------------------

WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]),
        min_size=1,
        max_size=30,
    )
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, st.dates(date(1990, 1, 1), date(2030, 12, 31))), min_size=1, max_size=6))
def test_every_catalogue_comes_back_as_it_was(entries: list[tuple[str, str, date]]) -> None:
    from lexcollect.yamledit import quoted

    items = "".join(
        f'  - {{id: e{n}, number: "1-{n}", title: {quoted(title)}, date: {day}, date_source: x, kind: 书证, '
        f"source: s, purpose: {quoted(purpose)}, files: [f{n}.pdf]}}\n"
        for n, (title, purpose, day) in enumerate(entries, 1)
    )
    raw = f"schema: lexcollect/catalogue/1\ngroups:\n  - {{number: 1, title: 组}}\nitems:\n{items}".encode()
    lines = lines_of(raw, {})
    assert lines is not None and len(lines.rows) == len(entries)
    book, found = read_book(evidence_book(raw, lines, {}), "a", {TABLE: [c.head for c in COLUMNS]}, HEADS["id"])
    assert book is not None and not found
    compared = compare(book, lines, "a")
    assert (compared.edits, compared.clashes, compared.findings) == ([], [], [])


@given(st.lists(st.decimals("0.1", "50", places=2), min_size=1, max_size=12))
def test_a_group_counted_anew_has_each_number_once_and_keeps_the_order(places: list[Any]) -> None:
    placed = [Placed(f"x{n}", 1, f"{place:f}", n) for n, place in enumerate(places)]
    found = numbered(placed, frozenset({1}))
    assert sorted(found.values(), key=lambda no: int(no[2:])) == [f"1-{n}" for n in range(1, len(places) + 1)]
    by_place = sorted(placed, key=lambda one: (float(one.order), one.at))
    assert [found[one.id] for one in by_place] == [f"1-{n}" for n in range(1, len(places) + 1)]


def test_a_letter_stays_with_the_exhibit_it_was_put_behind() -> None:
    placed = [Placed("a", 4, "1", 1), Placed("b", 4, "2", 2), Placed("b2", 4, "2a", 3), Placed("c", 4, "0.5", 4)]
    assert numbered(placed, frozenset({4})) == {"c": "4-1", "a": "4-2", "b": "4-3", "b2": "4-3a"}


def test_every_column_a_person_may_fill_is_compared() -> None:
    assert set(OPEN_KEYS) == {c.key for c in COLUMNS} - {
        *("number", "date_source", "others", "problem", "pages", "files", "picture", "id")
    }


def handed_in(folder: Path, *ids: str) -> None:
    """Record that the exhibits ``ids`` were handed in, a page each from page 2."""
    items = {item.id: item for item in catalogue_of(folder).items}
    served = tuple(
        ServedExhibit(id, items[id].no, items[id].title, span(n, n), tuple(f.sha256 for f in items[id].files))
        for n, id in enumerate(ids, start=2)
    )
    one = ServedSet("v1", "ab" * 32, False, (GivenTo(TODAY, "法院"),), span(1, 1), len(ids) + 1, served)
    (folder / SERVED).write_text(text_of(Served((one,))), "utf-8")


def test_a_new_file_gets_a_free_number_behind_what_was_handed_in(matter: Path) -> None:
    """Both groups were handed in. A file that is submitted now goes behind the last of its group."""
    handed_in(matter, "合同", "订单", "送货单", "对账单", "催款函")
    edited(matter, lambda sheet: sheet.put("新到.txt", submit="是", group="1 合同与担保", title="补充协议"))
    assert numbers(taken(matter))[:3] == [("1-1", "合同"), ("1-2", "订单"), ("1-3", "补充协议")]


def test_a_new_file_put_between_two_that_were_handed_in_gets_a_letter(matter: Path) -> None:
    """Put at place 1.5 it is 2-1a: behind 2-1, before 2-2, and both keep their numbers."""
    handed_in(matter, "合同", "订单", "送货单", "对账单", "催款函")
    edited(matter, lambda sheet: sheet.put("新到.txt", submit="是", group="2 履行", order=1.5, title="磅单"))
    assert numbers(taken(matter))[2:] == [
        ("2-1", "送货单"),
        ("2-1a", "磅单"),
        ("2-2", "对账单"),
        ("2-3", "催款函"),
    ]


def test_what_was_handed_in_is_not_moved_in_the_sheet(matter: Path) -> None:
    """The reminder was handed in as 2-3; moved to the top of its group it stays 2-3, and the person is told."""
    handed_in(matter, "送货单", "对账单", "催款函")
    edited(matter, lambda sheet: sheet.put("催款函.txt", order=0.5))
    (handed,) = read_handed(matter, TODAY)
    assert "LX-E136" in [one.code for one in handed.findings]
    assert numbers(taken(matter))[2:] == [("2-1", "送货单"), ("2-2", "对账单"), ("2-3", "催款函")]


def test_what_was_handed_in_and_is_no_longer_submitted_is_withdrawn(matter: Path) -> None:
    """提交 否 for 2-2: its line stays, with day and reason of the withdrawal; 是 takes that back."""
    handed_in(matter, "合同", "订单", "送货单", "对账单", "催款函")
    edited(matter, lambda sheet: sheet.put("对账单.txt", submit="否", reason="对方否认盖章"))
    (handed,) = read_handed(matter, TODAY)
    assert [one.code for one in handed.findings] == ["LX-E137"]
    item = taken(matter).item("对账单")
    assert item is not None and item.withdrawn == Withdrawn(TODAY, "对方否认盖章") and item.no == "2-2"
    written(matter)
    sheet = Open(matter)
    said = [sheet.sheet.cell(sheet.row("对账单.txt"), sheet.columns[HEADS[key]]).value for key in ("submit", "reason")]
    assert said == ["否", "对方否认盖章"]
    edited(matter, lambda sheet: sheet.put("对账单.txt", submit="是"))
    back = taken(matter).item("对账单")
    assert back is not None and back.withdrawn is None and back.no == "2-2"


def test_a_number_that_was_withdrawn_goes_to_nobody(matter: Path) -> None:
    """2-3 is withdrawn: the next exhibit of the group is 2-4."""
    handed_in(matter, "送货单", "对账单", "催款函")
    edited(matter, lambda sheet: sheet.put("催款函.txt", submit="否", reason="不再使用"))
    taken(matter)
    written(matter)
    edited(matter, lambda sheet: sheet.put("新到.txt", submit="是", group="2 履行", title="磅单"))
    assert ("2-4", "磅单") in numbers(taken(matter))


_Members = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 80)), min_size=1, max_size=12)


@given(members=_Members, fixed=st.sets(st.integers(0, 11)), gone=st.sets(st.integers(1, 9)))
@settings(max_examples=300, deadline=None)
def test_fixed_numbers_stay_and_no_number_is_given_twice(
    members: list[tuple[int, int]], fixed: set[int], gone: set[int]
) -> None:
    """Whatever is put where: who was handed in keeps the number, the others get free ones that nobody had."""
    counts: dict[int, int] = {}
    placed, kept = [], {f"gone-{n}": f"1-{n + 20}" for n in gone}
    for at, (group, place) in enumerate(members):
        counts[group] = counts.get(group, 0) + 1
        if at in fixed:
            kept[str(at)] = f"{group}-{counts[group]}"
        placed.append(Placed(str(at), group, str(counts[group]) if at in fixed else str(place / 4), at))
    found = numbered(placed, frozenset({1, 2, 3}), kept)
    assert set(found) == {one.id for one in placed}
    assert all(found[id] == no for id, no in kept.items() if id in found)
    given_out = [no for id, no in found.items() if id not in kept]
    assert len({*given_out, *kept.values()}) == len(given_out) + len(set(kept.values()))
    assert all(found[one.id].startswith(f"{one.group}-") for one in placed)
