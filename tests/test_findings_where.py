"""Where a finding points: a line of a text, or a cell of a sheet."""

from __future__ import annotations

import pytest

from lexcollect.findings import Where, finding


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (Where("证据整理表.xlsx", sheet="证据", cell="C7"), "证据整理表.xlsx 证据!C7"),
        (Where("证据整理表.xlsx", field="标题", sheet="证据", cell="C7"), "证据整理表.xlsx 证据!C7 标题"),
        (Where("证据整理表.xlsx", sheet="证据"), "证据整理表.xlsx 证据"),
        (Where("案件.yaml", 12, 3, "payments[1].amount（金额）"), "案件.yaml:12 payments[1].amount（金额）"),
        (Where("案件.yaml", 12), "案件.yaml:12"),
        (Where(field="金额"), "金额"),
        (Where(), ""),
    ],
)
def test_a_place_reads_as_the_program_that_shows_it_names_it(where: Where, shown: str) -> None:
    assert str(where) == shown


def test_a_cell_stands_in_the_json_and_in_the_sentence() -> None:
    at = finding("LX-A001", Where("证据整理表.xlsx", sheet="证据", cell="C7"))
    assert at.as_json()["where"] == {
        "file": "证据整理表.xlsx",
        "line": 0,
        "column": 0,
        "field": "",
        "sheet": "证据",
        "cell": "C7",
    }
    assert at.line("zh").startswith("证据整理表.xlsx 证据!C7 ")


def test_a_place_in_a_text_has_no_cell_in_the_json() -> None:
    assert set(finding("LX-A001", Where("案件.yaml", 3)).as_json()["where"]) == {"file", "line", "column", "field"}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("照片\x1b[31m.jpg", "照片\\x1b[31m.jpg"),
        ("单\x07\x00.pdf", "单\\x07\\x00.pdf"),
        ("合同\u202efdp.exe", "合同\\u202efdp.exe"),
        ("坏\udcff.txt", "坏\\udcff.txt"),
        ("送货单　0828.png", "送货单　0828.png"),
        ("重要❗😀.png", "重要❗😀.png"),
    ],
)
def test_a_name_out_of_a_hostile_file_steers_no_screen(name: str, safe: str) -> None:
    told = finding("LX-I032", Where(name), names=(name,))
    assert safe in told.message("zh") and told.line("en").startswith(f"{safe} ")
    assert finding("LX-I032", names=(name,)).params == (("names", (name,)),)  # what was found stays what it is
