"""``law forms``: the forms on file, and what another edition changes, told row by row (法〔2025〕82号)."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.documents.forms import EDITION, numbers
from lexcollect.documents.forms.comparing import differences
from lexcollect.documents.forms.editions import edition_in, on_file
from lexcollect.documents.forms.reading import DATA
from lexcollect.files import sha256_file


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A later edition as somebody prepares it: a copy of the one in force, to be changed."""
    folder = tmp_path / "2027-01-01"
    folder.mkdir()
    for path in (DATA / EDITION).glob("*.yaml"):
        shutil.copy(path, folder / path.name)
    return folder


def change(folder: Path, name: str, was: str, now: str) -> None:
    """Change a file of the edition and pin it anew, as one does with a new edition."""
    path, pins = folder / name, folder / "edition.yaml"
    text = path.read_text("utf-8")
    assert was in text
    before = sha256_file(path)
    path.write_text(text.replace(was, now), "utf-8")
    pins.write_text(pins.read_text("utf-8").replace(before, sha256_file(path)), "utf-8")


def told(folder: Path) -> list[tuple[str, str, str, str]]:
    found = differences(edition_in(DATA / EDITION).forms, edition_in(folder).forms)
    return [(each.form, each.part, each.section, each.number) for each in found]


def test_an_edition_does_not_differ_from_itself(later: Path) -> None:
    assert told(later) == [] and edition_in(later).findings == []


def test_a_changed_label_and_a_changed_box_are_told_with_their_rows(later: Path) -> None:
    change(later, "06.yaml", "给付价款（元）", "给付价款")
    change(later, "06.yaml", "判令解除合同□", "判令解除买卖合同□")
    assert told(later) == [("06", "row", "诉讼请求", "1"), ("06", "row", "诉讼请求", "5")]
    found = next(differences(edition_in(DATA / EDITION).forms, edition_in(later).forms))
    assert (found.old[0], found.new[0]) == ("1. 给付价款（元）", "1. 给付价款")


def test_a_row_put_in_between_is_one_row_more_and_new_numbers(later: Path) -> None:
    """Row 8 鉴定 put before 诉讼费用: it is new, and the rows after it have other numbers."""
    text = (later / "06.yaml").read_text("utf-8")
    at = text.index('  - id: "C8"')
    end = text.index("- title:", at)
    moved = re.sub(r"'no': \"(\d+)\"", lambda found: f"'no': \"{int(found[1]) + 1}\"", text[at:end])
    new = '  - id: "C99"\n    \'no\': "8"\n    label: "是否申请鉴定"\n    height: 715\n    lines: ["是□", "否□"]\n'
    change(later, "06.yaml", text[at:end], new + moved)
    assert told(later) == [("06", "row", "诉讼请求", number) for number in ("8", "9", "10", "11")]
    found = next(differences(edition_in(DATA / EDITION).forms, edition_in(later).forms))
    assert (found.old, found.new) == ((), ("8. 是否申请鉴定", "是□", "否□"))


def test_a_party_a_note_and_a_whole_form_are_told(later: Path) -> None:
    change(later, "14.yaml", "被告（自然人）", "被告（业主）")
    change(later, "09.yaml", "请务必如实填写", "请如实填写")
    (later / "39.yaml").unlink()
    assert told(later) == [
        ("09", "note", "", ""),
        ("14", "party", "", ""),
        ("14", "party", "", ""),
        ("39", "form", "", ""),
    ]


def test_what_a_blank_is_called_in_the_data_is_no_part_of_the_form(later: Path) -> None:
    change(later, "06.yaml", "{price}元", "{amount}元")
    assert told(later) == []


def test_a_file_that_is_not_the_pinned_one_is_told(later: Path) -> None:
    path = later / "06.yaml"
    path.write_text(path.read_text("utf-8").replace("给付价款（元）", "给付价款"), "utf-8")
    assert [f.code for f in edition_in(later).findings] == ["LX-P310"]


def test_a_file_that_is_no_form_and_an_empty_folder_are_refused_by_name(later: Path, tmp_path: Path) -> None:
    (later / "06.yaml").write_text("id: 06\n", "utf-8")
    assert {"LX-P312"} <= {f.code for f in edition_in(later).findings}
    (tmp_path / "空").mkdir()
    assert "LX-P311" in {f.code for f in edition_in(tmp_path / "空").findings}


def test_the_shipped_edition_is_whole() -> None:
    shipped = edition_in(DATA / EDITION)
    assert on_file() == (EDITION,) and not shipped.findings
    assert tuple(shipped.forms) == numbers() and shipped.instrument == "法〔2025〕82号"


def test_a_user_types_law_forms(later: Path, tmp_path: Path) -> None:
    """Without another edition the forms are listed; with one the rows that differ, without a key of the data."""
    code, out, err = typed("law", "forms", cwd=tmp_path)
    assert code == 0 and "共 22 种" in out and "执行异议申请书" in out, out + err
    change(later, "06.yaml", "给付价款（元）", "给付价款")
    code, out, err = typed("law", "forms", str(later), cwd=tmp_path)
    assert code == 0, out + err
    assert "不同 1 处" in out and "诉讼请求 1 给付价款" in out and "旧：1. 给付价款（元）" in out
    assert "price" not in out and "____元" in out
    code, out, err = typed("law", "forms", str(later), "--json", cwd=tmp_path)
    assert [each["number"] for each in json.loads(out)["differences"]] == ["1"]
    code, out, err = typed("law", "forms", str(tmp_path / "没有"), cwd=tmp_path)
    assert code != 0
