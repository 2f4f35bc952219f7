"""The index and the chronology for Word and Excel: what they say, and that other programs open them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from bundle_kit import item, material, packed, page_text, picture_bytes, quartered
from cli_run import typed
from lexcollect.bundle.list_tables import WIDTHS
from lexcollect.bundle.model import COLUMNS, STANDARD, Built
from lexcollect.evidence.items import Item
from outside import program


def index_of(package: Path) -> list[list[str]]:
    """Return the rows of the index for Word, as another program reads them."""
    (table,) = docx.Document(str(package / "data" / "证据目录.docx")).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    code, out, err = typed("demo", "--matter", "lease", cwd=folder)
    assert code == 0, out + err
    (matter,) = [path for path in folder.iterdir() if path.is_dir()]
    return matter / "4-证据包" / "v1"


def test_index_for_word_and_excel_says_what_the_printed_one_says(demo: Path) -> None:
    """W8"""
    rows = index_of(demo)
    assert rows[0] == ["编号", "证据名称", "证据来源", "证明对象", "页码"]
    book = openpyxl.load_workbook(demo / "data" / "证据目录.xlsx")
    cells = [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    for row in rows[1:]:
        if len(set(row)) == 1:  # the heading of a group, over all columns
            assert [row[0], *[""] * 4] in cells
        else:
            assert row in cells
    printed = "".join(page_text(demo / "data" / "证据.pdf", number) for number in (1, 2, 3))
    for row in rows[1:]:
        assert row[0].split("　")[0] in printed
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(demo / "data" / "证据目录.docx")).paragraphs)
    assert "提交人（盖章）" in text and re.search(r"共\d+组\d+份", text)


def test_chronology_has_every_exhibit_once_by_day(demo: Path) -> None:
    """W8"""
    (table,) = docx.Document(str(demo / "data" / "证据时间表.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    dated = [row for row in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row[0])]
    assert [row[0] for row in dated] == sorted(row[0] for row in dated)
    numbers = [row[1] for row in rows if len(set(row)) > 1]
    listed = [row[0] for row in index_of(demo)[1:] if len(set(row)) > 1]
    assert sorted(numbers) == sorted(listed) and len(numbers) > 10


def _two(folder: Path, **more: object) -> tuple[Item, Item]:
    picture = picture_bytes(quartered(), "PNG")
    first = item("1-1", material(folder, "a.png", picture), **more)  # type: ignore[arg-type]
    return first, replace(item("1-2", material(folder, "b.png", picture + b" ")), date=None)


def test_an_exhibit_without_a_day_stands_last_and_is_said_to_have_none(tmp_path: Path) -> None:
    """W8"""
    built = packed(tmp_path, *_two(tmp_path)[::-1])
    assert built.folder is not None
    (table,) = docx.Document(str(built.folder / "data" / "证据时间表.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1][:2] == ["2023-04-12", "1-1"]
    assert rows[2][0] == "未注明形成日期（1份）" and rows[3][:2] == ["日期不详", "1-2"]


@pytest.mark.parametrize("words", ["=1+1", "+86 10", "-5", "@sum", '=HYPERLINK("http://x")', "＝1"])
def test_no_cell_computes(words: str, tmp_path: Path) -> None:
    """W8: a title from the other side is words, whatever it begins with."""
    built = packed(tmp_path, *_two(tmp_path, title=words, purpose=words))
    assert built.folder is not None
    for name in ("证据目录", "证据时间表"):
        path = built.folder / "data" / f"{name}.xlsx"
        found = [c for row in openpyxl.load_workbook(path).active.iter_rows() for c in row if c.value == words]
        assert found and all(cell.data_type == "s" and cell.quotePrefix for cell in found)
        with zipfile.ZipFile(path) as parts:
            assert not any(b"<f>" in parts.read(part) for part in parts.namelist())


def test_hostile_words_break_no_document(tmp_path: Path) -> None:
    words = "<w:t>&amp;]]></w:t>\x00\ufffe\u202e甲"
    built = packed(tmp_path, *_two(tmp_path, title=words, source=words))
    assert built.folder is not None
    (row,) = [row for row in index_of(built.folder) if row[0] == "1-1"]
    assert row[1].startswith("<w:t>&amp;]]></w:t>") and row[1].endswith("甲") and "\u202e" not in row[1]


def test_same_package_same_lists_and_none_when_the_profile_says_no(tmp_path: Path) -> None:
    def made(folder: Path, **more: object) -> Built:
        return packed(folder, *_two(folder), **more)

    one, two = made(tmp_path / "a"), made(tmp_path / "b")
    assert one.folder is not None and two.folder is not None
    names = ["证据时间表.docx", "证据时间表.xlsx", "证据目录.docx", "证据目录.xlsx"]
    for name in names:
        assert (one.folder / "data" / name).read_bytes() == (two.folder / "data" / name).read_bytes()
    none = made(tmp_path / "c", profile=replace(STANDARD, lists=False))
    assert none.folder is not None and not any((none.folder / "data" / name).exists() for name in names)


def test_every_column_has_a_width() -> None:
    assert set(COLUMNS) <= set(WIDTHS)


def test_libreoffice_prints_them_on_upright_a4_with_the_heading_on_every_page(demo: Path, tmp_path: Path) -> None:
    """W8"""
    for ending in ("docx", "xlsx"):
        shutil.copy(demo / "data" / f"证据目录.{ending}", tmp_path / f"{ending}.{ending}")
        profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
        order = [program("soffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*order, str(tmp_path / f"{ending}.{ending}")], check=True, capture_output=True, timeout=180)
        pdf = tmp_path / f"{ending}.pdf"
        info = subprocess.run([program("pdfinfo"), str(pdf)], check=True, capture_output=True).stdout.decode()
        assert re.search(r"Page size:\s+59[5-6]", info)
        pages = int(re.search(r"Pages:\s+(\d+)", info)[1])  # type: ignore[index]
        for number in range(1, pages + 1):
            said = page_text(pdf, number).replace(" ", "")
            assert f"第{number}页，共{pages}页" in said
            assert "证明对象" in said or number == pages
