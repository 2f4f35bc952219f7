"""Do the pages show what the originals hold? verify --render makes them anew from the package alone and compares.

The other side changes a figure on one page of the reading copy and makes every list anew: the original still says
what it said. Whoever cannot make the pages anew (another version, no LibreOffice, no password) is told so; nobody is
accused.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from PIL import Image

from alteration_kit import everything_anew, make_everything_anew, make_lists_anew
from bundle_kit import MADE_ON, item, marked_pdf, material, packed, pdf_bytes, picture_bytes, quartered
from calc_run import data
from cli_run import typed
from lexcollect.bundle.numbers import Series
from lexcollect.bundle.page_likeness import Document, same_page
from lexcollect.bundle.profile_files import read_profile
from lexcollect.bundle.render_check import Likeness, Why, look_at_renderings
from lexcollect.bundle.supplement import Numbering
from lexcollect.bundle.verify import verify
from lexcollect.cn.page_labels import page_span
from lexcollect.evidence.items import Item, Withdrawn
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.formats.shapes import Part, Unit
from lexcollect.layout import PACKAGES

SCHEMA = Path(__file__).parents[1] / "schemas" / "index-1.schema.json"
PASSWORD = "1-1=jb2023"


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("renderings")
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    return folder / "示例-沈河案"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of four exhibits: a contract, a photograph, a letter as text, a file that cannot be shown."""
    folder = tmp_path_factory.mktemp("small")
    return package_of(folder, *exhibits(folder))


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "v1"))


def exhibits(folder: Path) -> list[Item]:
    return [
        item("1-1", material(folder, "合同.pdf", pdf_bytes(marked_pdf())), title="合同"),
        item("1-2", material(folder, "单.jpg", picture_bytes(quartered(), "JPEG")), title="送货单"),
        item("2-1", material(folder, "说明.txt", "情况说明：货已收到。\n".encode() * 90), title="情况说明"),
        item("2-2", material(folder, "坏.pdf", b"%PDF-1.4 torn"), title="回单"),
    ]


def package_of(folder: Path, *items: Item, **more: Any) -> Path:
    built = packed(folder, *items, **more)
    assert built.folder, [one.line() for one in built.findings]
    return built.folder


def answer(*words: str) -> tuple[int, dict[str, Any]]:
    said = data("verify", *words, "--render")
    return said["exit"], said


def verdicts(said: dict[str, Any]) -> dict[str, str]:
    return {one["exhibit"]: one["verdict"] for one in said["renderings"]}


def page_of(folder: Path, number: str) -> int:
    index = json.loads((folder / "data/index.json").read_text("utf-8"))
    return next(int(one["pages"]["first"]) for one in index["items"] if one["number"] == number)


def altered(folder: Path, page: int, mark: bytes = b"1 0 0 rg 300 500 8 8 re f") -> None:
    """Draw something on a page of the reading copy, and make every list anew."""
    path = folder / "data/证据.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[page - 1].contents_add(pdf.make_stream(b"q " + mark + b" Q"))
        pdf.save(path)
    everything_anew(folder)


def changed(folder: Path, key: str, value: dict[str, Any] | None) -> None:
    """Let the index say something else, with every list made anew."""
    path = folder / "data/index.json"
    said = json.loads(path.read_text("utf-8"))
    kept = said.pop(key)
    said = said if value is None else said | {key: kept | value}
    path.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")
    everything_anew(folder)


def test_every_exhibit_of_the_example_comes_out_as_it_stands_in_the_reading_copy(matter: Path) -> None:
    """C12"""
    code, said = answer(str(matter), "--password", PASSWORD)
    assert (code, said["levels"]["renderings"], said["reasons"]) == (0, "agrees", []), said["findings"]
    assert len(said["renderings"]) == 28 and {*verdicts(said).values()} == {"equal"}


def test_a_figure_changed_on_a_page_is_seen_although_every_list_was_made_anew(matter: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(matter / PACKAGES / "v1", tmp_path / "v1"))
    altered(folder, page_of(folder, "3-2"))
    assert data("verify", str(folder), "--deep")["exit"] == 0
    code, out, _ = typed("verify", str(folder), "--render", "--password", PASSWORD, cwd=tmp_path)
    assert code == 4 and "证据页与包内原始文件：不一致" in out and "一致 27 份，不一致 1 份" in out
    assert "证据3-2" in out and "LX-B290" in out


def test_a_locked_original_was_not_compared_and_the_next_step_says_how(matter: Path) -> None:
    code, said = answer(str(matter / PACKAGES / "v1"), "--password", "1-1=falsch")
    assert (code, said["levels"]["renderings"], said["reasons"]) == (3, "open", ["unverifiable"])
    [one] = [one for one in said["renderings"] if one["verdict"] != "equal"]
    assert (one["exhibit"], one["verdict"], one["reason"]) == ("1-1", "not_comparable", "locked")
    assert "--password 1-1=密码" in said["next"]


def test_without_libreoffice_the_pages_that_it_printed_were_not_compared(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.office_source.find_office", lambda: None)
    result = look_at_renderings(matter / PACKAGES / "v1", verify(matter / PACKAGES / "v1"), {"1-1": "jb2023"})
    others = [one for one in result.renderings or () if one.likeness is not Likeness.EQUAL]
    assert {one.why for one in others} == {Why.NO_OFFICE} and result.incomplete and not result.broken


def test_the_pages_that_differ_are_named_by_their_labels(copy: Path) -> None:
    altered(copy, page_of(copy, "2-1") + 1)
    code, said = answer(str(copy))
    assert (code, said["levels"]["renderings"], said["reasons"]) == (4, "differs", ["contradicts"])
    assert verdicts(said) == {"1-1": "equal", "1-2": "equal", "2-1": "differs", "2-2": "equal"}
    assert said["renderings"][2]["differing_pages"] == [str(page_of(copy, "2-1") + 1)]


def test_pages_of_another_version_that_come_out_otherwise_accuse_nobody(copy: Path) -> None:
    changed(copy, "program", {"version": "0.0.9"})
    code, said = answer(str(copy))
    assert code == 0 and {*verdicts(said).values()} == {"equal"}, said[
        "findings"
    ]  # the same pages are the same, whoever made them
    altered(copy, page_of(copy, "1-2"))
    code, said = answer(str(copy))
    assert (code, said["levels"]["renderings"]) == (3, "open")
    assert [one["reason"] for one in said["renderings"] if one["verdict"] != "equal"] == ["other_program"]


def test_a_package_of_an_earlier_version_and_what_is_no_package_say_that_nothing_was_compared(
    matter: Path, copy: Path
) -> None:
    changed(copy, "rendering", None)
    code, said = answer(str(copy))
    assert (code, said["levels"]["renderings"], said["renderings"]) == (3, "open", [])
    assert "LX-B293" in {one["code"] for one in said["findings"]}
    code, said = answer(str(matter / "1-收到的材料"))
    assert code == 3 and "LX-B292" in {one["code"] for one in said["findings"]}


@pytest.mark.parametrize(
    "value",
    [{"stamp": {}}, {"libraries": 3}, {"large_pages": "x"}, {"jpeg_quality": 10**9}, {"pictures_per_page": "1e9"}],
)
def test_an_index_that_talks_nonsense_of_how_pages_were_made_breaks_nothing(copy: Path, value: dict[str, Any]) -> None:
    changed(copy, "rendering", value)
    code, said = answer(str(copy))
    assert (code, said["levels"]["renderings"]) == (3, "open")


def test_an_index_cannot_lead_to_a_file_outside_the_package(copy: Path) -> None:
    path = copy / "data/index.json"
    said = json.loads(path.read_text("utf-8"))
    said["items"][1]["files"][0]["path"] = "data/originals/../../../../etc/passwd"
    path.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")
    make_lists_anew(copy)
    _, told = answer(str(copy))
    one = told["renderings"][1]
    assert (one["exhibit"], one["verdict"], one["reason"]) == ("1-2", "not_comparable", "original")


def test_without_the_original_its_exhibit_was_not_compared(copy: Path) -> None:
    index = json.loads((copy / "data/index.json").read_text("utf-8"))
    (copy / index["items"][1]["files"][0]["path"]).write_bytes(b"x")
    code, said = answer(str(copy))
    assert code == 4 and said["reasons"] == ["altered", "unverifiable"]
    assert [one["reason"] for one in said["renderings"] if one["verdict"] != "equal"] == ["original"]


@pytest.mark.parametrize("name", ["group", "paper", "portal"])
def test_it_holds_for_every_way_of_binding(tmp_path: Path, name: str) -> None:
    profile, _ = read_profile(name)
    assert profile
    folder = package_of(tmp_path, *exhibits(tmp_path), profile=profile)
    code, said = answer(str(folder))
    assert (code, {*verdicts(said).values()}) == (0, {"equal"}), said["findings"]
    index = json.loads((folder / "data/index.json").read_text("utf-8"))
    assert index["rendering"]["profile"] == name
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(index)


def test_a_profile_of_the_matter_is_told_by_what_it_does_and_never_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "给对方少看点.yaml").write_text(
        "large_pages: keep\npictures: 2\nstamp_side: left\nstamp_colour: '#112233'\nstamp_size: 9\n", "utf-8"
    )
    profile, _ = read_profile("给对方少看点", tmp_path)
    assert profile
    folder = package_of(tmp_path, *exhibits(tmp_path), profile=profile)
    raw = (folder / "data/index.json").read_text("utf-8")
    assert "少看点" not in raw and "profile" not in json.loads(raw)["rendering"]
    code, said = answer(str(folder))
    assert (code, {*verdicts(said).values()}) == (0, {"equal"}), said["findings"]


def test_a_part_of_a_file_is_made_anew_as_that_part(tmp_path: Path) -> None:
    three = marked_pdf()
    for _ in range(2):
        three.pages.append(three.pages[0])
    file = replace(material(tmp_path, "合同.pdf", pdf_bytes(three)), part=Part(Unit.PAGES, 2, 2))
    built = packed(tmp_path, item("1-1", file))
    assert built.folder
    [one] = json.loads((built.folder / "data/index.json").read_text("utf-8"))["items"]
    assert one["files"][0]["part"] == {"unit": "pages", "first": 2, "last": 2}
    result = look_at_renderings(built.folder, verify(built.folder), {})
    assert result.ok and [one.likeness for one in result.renderings or ()] == [Likeness.EQUAL]


def test_recognised_words_on_a_page_are_no_part_of_what_is_compared(tmp_path: Path) -> None:
    words = Sheet(1, 240, 160, 0, (Piece("送货单", (10, 10, 60, 10, 60, 30, 10, 30), 0.99),))
    file = material(tmp_path, "单.png", picture_bytes(quartered(), "PNG"))
    built = packed(tmp_path, item("1-1", file), words=lambda _, __: words)
    assert built.folder
    result = look_at_renderings(built.folder, verify(built.folder), {})
    assert result.ok and [(one.likeness, one.words) for one in result.renderings or ()] == [(Likeness.EQUAL, 1)]
    assert [one.code for one in result.findings] == ["LX-B294"]


def test_a_withdrawn_exhibit_is_compared_as_its_sheet_and_says_no_purpose(tmp_path: Path) -> None:
    """J3"""
    file = material(tmp_path, "单.png", picture_bytes(quartered(), "PNG"))
    gone = replace(item("1-2", title="送货单SH-0418"), withdrawn=Withdrawn(MADE_ON, "有瑕疵"))
    kept = {"1-1": page_span("2"), "1-2": page_span("3-5")}
    series = Series(5, {key: one for key, one in kept.items() if one}, page_span("1"))
    built = packed(tmp_path, item("1-1", file), gone, numbering=Numbering(series))
    assert built.folder, [one.line() for one in built.findings]
    index = json.loads((built.folder / "data/index.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(index)
    assert index["items"][1] == {
        "number": "1-2",
        "group": 1,
        "title": "送货单SH-0418",
        "withdrawn_on": "2026-11-21",
        "pages": {"first": 3, "last": 3},
        "labels": {"first": "3", "last": "5"},
    }
    result = look_at_renderings(built.folder, verify(built.folder), {})
    assert result.ok and [one.likeness for one in result.renderings or ()] == [Likeness.EQUAL] * 2


def test_pages_are_equal_up_to_the_stated_tolerance_and_no_further(tmp_path: Path) -> None:
    def page(name: str, grey: int, size: tuple[int, int] = (595, 842)) -> Document:
        path = tmp_path / name
        path.write_bytes(picture_bytes(Image.new("RGB", size, (grey, grey, grey)), "PDF", quality=100))
        return Document(path)

    with page("a.pdf", 200) as one, page("b.pdf", 202) as near, page("c.pdf", 204) as far:
        assert same_page(one, 1, near, 1, words=True)
        assert not same_page(one, 1, far, 1, words=True)
    with page("a.pdf", 200) as one, page("d.pdf", 200, (600, 842)) as wider:
        assert not same_page(one, 1, wider, 1, words=True)


def test_words_that_are_not_seen_are_compared_too(tmp_path: Path) -> None:
    file = material(tmp_path, "合同.pdf", pdf_bytes(marked_pdf()))
    built = packed(tmp_path, item("1-1", file))
    assert built.folder
    path = built.folder / "data/证据.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[-1]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources.Font["/F9"] = pdf.make_indirect(font)
        page.contents_add(pdf.make_stream(b"q BT 3 Tr /F9 12 Tf 100 300 Td (paid in full) Tj ET Q"))
        pdf.save(path)
    make_everything_anew(built.folder)
    result = look_at_renderings(built.folder, verify(built.folder), {})
    assert result.broken and [one.pages for one in result.renderings or ()] == [("2",)]
