"""并入、拆开: several files become one exhibit in the sheet, and one exhibit several, without a word of YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.evidence.items import Catalogue
from lexcollect.findings import Refused
from lexcollect.matter.lock import hold
from lexcollect.matter.sheets import read_handed, take_in
from test_sheets_evidence import CASE, NOW, TODAY, catalogue_of, edited, matter, numbers, taken, written

__all__ = ["matter"]  # the fixture


def files(catalogue: Catalogue, id: str) -> list[str]:
    item = catalogue.item(id)
    assert item is not None
    return [file.name for file in item.files]


def told(folder: Path) -> list[str]:
    """Return the codes of what is told about the sheet as it lies there."""
    with hold(folder, "test", NOW):
        return [found.code for one in read_handed(folder, TODAY) for found in one.findings]


def test_a_new_file_becomes_part_of_an_exhibit(matter: Path) -> None:
    """The back of a delivery note came as a picture of its own."""
    edited(matter, lambda sheet: sheet.put("新到.txt", into="2-1"))
    catalogue = taken(matter)
    assert files(catalogue, "送货单") == ["送货单.txt", "新到.txt"]
    assert "新到.txt" not in catalogue.unlisted and len(catalogue.items) == 5


def test_a_file_left_out_comes_back_as_part_of_an_exhibit(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("草稿.txt", into="1-1"))
    catalogue = taken(matter)
    assert files(catalogue, "合同") == ["合同.txt", "草稿.txt"]
    assert "草稿.txt" not in [left.name for left in catalogue.left_out]


def test_two_exhibits_become_one_and_the_rest_is_counted_anew(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("对账单.txt", into="2-1"))
    catalogue = taken(matter)
    assert files(catalogue, "送货单") == ["送货单.txt", "对账单.txt"]
    assert numbers(catalogue) == [("1-1", "合同"), ("1-2", "订单"), ("2-1", "送货单"), ("2-2", "催款函")]


def test_taken_apart_the_further_files_wait_for_a_decision(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("新到.txt", into="2-1"))
    taken(matter)
    written(matter)
    edited(matter, lambda sheet: sheet.put("送货单.txt\n新到.txt", into="拆开"))
    catalogue = taken(matter)
    assert files(catalogue, "送货单") == ["送货单.txt"] and "新到.txt" in catalogue.unlisted


def test_an_exhibit_that_the_case_file_speaks_of_is_not_dissolved(matter: Path) -> None:
    (matter / "案件.yaml").write_text(CASE, "utf-8")
    edited(matter, lambda sheet: sheet.put("送货单.txt", into="2-2"))
    assert "LX-W092" in told(matter)
    assert "送货单" in [item.id for item in taken(matter).items]


@pytest.mark.parametrize(
    ("file", "words", "code"),
    [
        ("新到.txt", "9-9", "LX-W090"),
        ("送货单.txt", "2-1", "LX-W090"),
        ("送货单.txt", "拆开", "LX-W093"),
        ("新到.txt", "拆开", "LX-W093"),
    ],
)
def test_what_cannot_be_meant_is_told_and_changes_nothing(matter: Path, file: str, words: str, code: str) -> None:
    before = catalogue_of(matter).items
    edited(matter, lambda sheet: sheet.put(file, into=words))
    assert told(matter).count(code) == 1
    with hold(matter, "test", NOW) as held:
        try:
            take_in(held, read_handed(matter, TODAY), "测试")
        except Refused as refused:
            pytest.fail(str(refused))
    assert catalogue_of(matter).items == before


def test_comments_and_spelling_of_the_other_lines_stay(matter: Path) -> None:
    edited(matter, lambda sheet: sheet.put("新到.txt", into="1-2"))
    taken(matter)
    words = (matter / "2-整理" / "证据目录.yaml").read_text("utf-8")
    assert "# 司机签字" in words and "# 第二组" in words
