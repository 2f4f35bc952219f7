"""Pages turned and pages left out: what is printed of a file, which way up, and that everybody is told.

Facts: a contract of six pages of which the third lies on its side and two are blank forms; a photograph of a slip taken
sideways. Question: what stands in the package, what do index, foot and data say of it, and who notices a change?
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alteration_kit import everything_anew
from bundle_kit import (
    BLUE,
    RED,
    bundle_of,
    item,
    marked_pdf,
    material,
    near,
    packed,
    page_text,
    pdf_bytes,
    picture_bytes,
    quartered,
    shown,
)
from calc_run import data
from lexcollect.bundle.model import STANDARD
from lexcollect.bundle.sheets import turned
from lexcollect.evidence.items import Paged, SourceFile
from lexcollect.evidence.paged import (
    BadPages,
    as_cell,
    cell_of,
    kept_for,
    left_out_of,
    page_words,
    paged,
    said_of,
    turn_words,
    turns_of,
)
from lexcollect.formats.ocr.shapes import Piece, Sheet

SCHEMA = Path(__file__).parents[1] / "schemas" / "index-1.schema.json"


def contract(pages: int = 6, lying: int = 3) -> bytes:
    """Return a contract whose page ``lying`` was scanned lying on its left side."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        one = marked_pdf(content=f"0 g {100 + 20 * number} 400 12 {30 * number} re f\n".encode())
        if number == lying:
            one = marked_pdf((0, 0, 842, 595))
        pdf.pages.extend(one.pages)
    return pdf_bytes(pdf)


def with_pages(file: SourceFile, turns: str = "", left_out: str = "", count: int = 0) -> SourceFile:
    return replace(file, paged=paged(turns, left_out, count))


# --- the words ------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("第3页右转90度", ((3, 1),)),
        ("第3至4页左转", ((3, 3), (4, 3))),
        ("第１、３-４页向右转90°", ((1, 1), (3, 1), (4, 1))),
        ("第6页转180度，第2页顺时针旋转90度", ((2, 1), (6, 2))),
        ("第2页逆时针转270度", ((2, 1),)),
        ("倒转", ((0, 2),)),
        ("右转90度", ((0, 1),)),
        ("全部左转90度", ((0, 3),)),
        ("pages 3 to 4 right", ((3, 1), (4, 1))),
        ("p. 5 left 90 degrees", ((5, 3),)),
        ("3 upside down", ((3, 2),)),
    ],
)
def test_a_turn_is_read_however_it_is_written(words: str, meant: tuple[tuple[int, int], ...]) -> None:
    assert turns_of(words) == meant
    assert turns_of(turn_words(meant)) == meant


@pytest.mark.parametrize(
    "words", ["第3页", "第3页右转45度", "右转3页", "斜着", "第3页右转900度", "第0页右转", "4-3 right"]
)
def test_what_is_no_turn_is_refused(words: str) -> None:
    with pytest.raises(BadPages):
        turns_of(words)


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("第3页", (3,)),
        ("3-4", (3, 4)),
        ("第1、5至6页", (1, 5, 6)),
        ("第2页、第4页略去", (2, 4)),
        ("pp. 2 to 3", (2, 3)),
    ],
)
def test_pages_left_out_are_read_however_they_are_written(words: str, pages: tuple[int, ...]) -> None:
    assert left_out_of(words) == pages
    assert left_out_of(page_words(pages)) == pages


@pytest.mark.parametrize("words", ["", "全部", "0", "5-3", "最后一页", "3-", "第3页右转90度"])
def test_what_names_no_page_is_refused(words: str) -> None:
    with pytest.raises(BadPages):
        left_out_of(words)


names = st.lists(
    st.text("合同 第2页右转-—：:；;、,，（）(a.é\u3000\u202e", min_size=1, max_size=12).map(
        lambda name: f"{name.strip()}.pdf"
    ),
    min_size=1,
    max_size=4,
    unique=True,
)
turns = st.dictionaries(st.integers(0, 400), st.integers(1, 3), min_size=1, max_size=9)
runs = st.sets(st.integers(1, 400), min_size=1, max_size=9)


@given(names, st.data())
def test_what_is_written_of_several_files_is_read_again(files: list[str], drawn: st.DataObject) -> None:
    said = {name: drawn.draw(turns) for name in files}
    out = {name: drawn.draw(runs) for name in files}
    cells = (
        cell_of({name: turn_words(said[name].items()) for name in files}),
        cell_of({name: page_words(out[name]) for name in files}),
    )
    assert {name: dict(turns_of(words)) for name, words in said_of(cells[0], files).items()} == said
    assert {name: set(left_out_of(words)) for name, words in said_of(cells[1], files).items()} == out
    assert said_of(as_cell(said_of(cells[0], files)), list(reversed(files))) == said_of(cells[0], files)


def test_the_name_of_a_file_goes_with_its_pages() -> None:
    """Two files change places, one is taken out, a third comes from another exhibit."""
    cell = "合同.pdf 第3页右转90度；附件 第2页.pdf 左转90度"
    files = ("合同.pdf", "附件 第2页.pdf")
    assert said_of(cell, files) == {"合同.pdf": "第3页右转90度", "附件 第2页.pdf": "左转90度"}
    assert kept_for(("附件 第2页.pdf",), [(cell, files)]) == "附件 第2页.pdf 左转90度"
    joined = kept_for(("单.jpg", *files), [(cell, files), ("转180度", ("单.jpg",))])
    assert joined == f"{cell}；单.jpg 转180度"
    with pytest.raises(BadPages, match="E146"):
        said_of("第3页右转90度", files)
    with pytest.raises(BadPages, match="E141"):
        said_of("旧合同.pdf 第3页右转90度", files)


# --- the package ------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the shortened contract, the sideways photograph and a whole letter."""
    return package(tmp_path_factory.mktemp("turned"))


def package(room: Path, **more: Any) -> Path:
    whole = material(room, "合同.pdf", contract())
    slip = material(room, "单.jpg", picture_bytes(quartered(), "JPEG", exif=b""))
    items = (
        item("1-1", with_pages(whole, "第3页右转90度", "第4至5页", 6), title="合同"),
        item("1-2", with_pages(slip, "左转90度", "", 1), title="送货单"),
        item("2-1", material(room, "函.pdf", pdf_bytes(marked_pdf())), title="催款函"),
    )
    built = packed(room, *items, **more)
    assert built.folder is not None, [one.line() for one in built.findings]
    return built.folder


def test_pages_left_out_are_not_in_the_reading_copy_and_numbers_follow(folder: Path) -> None:
    index = json.loads((folder / "data/index.json").read_text("utf-8"))
    one, two, three = index["items"]
    assert one["pages"] == {"first": 2, "last": 5} and one["labels"] == {"first": "2", "last": "5"}
    assert two["pages"]["first"] == 6 and three["pages"]["first"] == 7
    feet = [page_text(folder / "data/证据.pdf", number) for number in (2, 3, 4, 5)]
    assert [f"本页是第{page}页" in foot.replace(" ", "") for page, foot in zip((1, 2, 3, 6), feet, strict=True)] == (
        [True] * 4
    )
    assert "第5页" in feet[3].replace(" ", ""), "the running number counts what is printed"


def test_the_index_says_that_it_is_an_excerpt_and_the_whole_original_is_enclosed(folder: Path) -> None:
    said = page_text(folder / "data/证据.pdf", 1).replace(" ", "").replace("\n", "")
    assert "节选：共6页" in said and said.count("节选") == 1
    packed_as = next(one for one in (folder / "data/originals").iterdir() if one.suffix == ".pdf")
    with pikepdf.open(packed_as) as whole:
        assert len(whole.pages) in (1, 6)
    index = json.loads((folder / "data/index.json").read_text("utf-8"))
    assert any("第4–5页不付印，共 6 页" in notice for notice in index["items"][0]["notices"])


def test_turned_pages_stand_upright_and_their_numbers_as_well(folder: Path) -> None:
    """The page lay on its side: its lower edge, with red at the left and blue at the right, becomes the left edge."""
    page = shown(folder / "data/证据.pdf", 4)
    red, blue = near(page, RED), near(page, BLUE)
    assert page.width < page.height and red is not None and blue is not None
    assert red[0] < 0.2 and red[1] < 0.2 and blue[0] < 0.2 and blue[1] > 0.75
    slip = shown(folder / "data/证据.pdf", 6)
    red, blue = near(slip, RED), near(slip, BLUE)
    assert red is not None and blue is not None and abs(red[0] - blue[0]) < 0.02 and red[1] > blue[1]
    assert "6" in page_text(folder / "data/证据.pdf", 6)


def test_the_data_say_what_was_done_and_the_pages_can_be_made_anew(folder: Path, tmp_path: Path) -> None:
    index = json.loads((folder / "data/index.json").read_text("utf-8"))
    jsonschema.validate(index, json.loads(SCHEMA.read_text("utf-8")))
    file = index["items"][0]["files"][0]
    assert (file["page_count"], file["left_out"]) == (6, [{"first": 4, "last": 5}])
    assert file["turned"] == [{"first": 3, "last": 3, "clockwise": 90}]
    assert index["items"][1]["files"][0]["turned"] == [{"first": 1, "last": 1, "clockwise": 270}]
    assert not {"turned", "left_out", "page_count"} & set(index["items"][2]["files"][0])
    said = data("verify", str(folder), "--render")
    assert {one["verdict"] for one in said["renderings"]} == {"equal"} and said["levels"]["renderings"] == "agrees"
    copy = Path(shutil.copytree(folder, tmp_path / "v1"))
    with pikepdf.open(copy / "data/证据.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[3].contents_add(pdf.make_stream(b"q 1 0 0 rg 300 500 8 8 re f Q"))
        pdf.save(copy / "data/证据.pdf")
    everything_anew(copy)
    said = data("verify", str(copy), "--render")
    assert [one["exhibit"] for one in said["renderings"] if one["verdict"] != "equal"] == ["1-1"]


def test_an_index_that_hides_that_pages_are_left_out_is_found(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "v1"))
    path = copy / "data/index.json"
    index = json.loads(path.read_text("utf-8"))
    del index["items"][0]["files"][0]["left_out"]
    path.write_text(json.dumps(index, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")
    everything_anew(copy)
    said = data("verify", str(copy), "--render")
    assert [one["verdict"] for one in said["renderings"]] == ["differs", "equal", "equal"]


def test_the_same_inputs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = package(tmp_path)
    for one in ("data/证据.pdf", "data/index.json"):
        assert (folder / one).read_bytes() == (again / one).read_bytes()


def test_what_is_not_printed_stands_in_the_list_of_it(tmp_path: Path) -> None:
    made = package(tmp_path, profile=replace(STANDARD, unprinted=True))
    said = subprocess.run(["pdftotext", str(made / "data/证据.pdf"), "-"], capture_output=True, check=True).stdout
    assert "未付印" in said.decode() and "第4–5页不付印" in said.decode().replace(" ", "").replace("\n", "")


def test_recognised_words_follow_the_turn(tmp_path: Path) -> None:
    """A word near the upper left of the photograph as taken stands near the lower left once it is turned left."""
    picture = picture_bytes(quartered(240, 160), "JPEG")
    slip = material(tmp_path, "单.jpg", picture)
    word = Piece("收货", (10, 10, 70, 10, 70, 30, 10, 30), 999)
    words = {slip.sha256: Sheet(1, 240, 160, 0, (word,))}
    built = packed(
        tmp_path, item("1-1", with_pages(slip, "左转90度", "", 1)), words=lambda sha256, _: words.get(sha256)
    )
    box = subprocess.run(
        ["pdftotext", "-bbox", "-f", "2", "-l", "2", str(bundle_of(built)), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "收货" in box
    line = next(one for one in box.splitlines() if "收货" in one)
    left, top = (float(line.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin"))
    page = shown(bundle_of(built), 2)
    red = near(page, RED)
    assert red is not None and abs(left / page.width - red[0]) < 0.15 and top / page.height > red[1] - 0.05


def test_frames_of_a_scan_are_pages_too(tmp_path: Path) -> None:
    frames = [quartered(240, 160) for _ in range(3)]
    fax = material(tmp_path, "传真.tif", picture_bytes(frames[0], "TIFF", save_all=True, append_images=frames[1:]))
    built = packed(tmp_path, item("1-1", with_pages(fax, "第3页右转90度", "第2页", 3)))
    assert built.total_pages == 3, [one.line() for one in built.findings]
    page = shown(bundle_of(built), 3)
    red, blue = near(page, RED), near(page, BLUE)
    assert red is not None and blue is not None and red[1] < blue[1] and abs(red[0] - blue[0]) < 0.02


def test_a_page_of_ten_thousand_turned_is_rendered_again_and_its_neighbour_is_not() -> None:
    assert [turned(1, degrees) for degrees in (0, 90, 180, 270)] == [1, 6, 3, 8]
    assert [turned(2, degrees) for degrees in (0, 90, 180, 270)] == [2, 7, 4, 5]
    assert Paged(((0, 1),), (), 3).plain == Paged(((1, 1), (2, 1), (3, 1)), (), 3).plain
