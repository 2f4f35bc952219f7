"""Turning on the page: what stands upright in the reading copy and what is left out of it, by two buttons a page.

Facts: 沈河案, whose delivery notes were scanned as they lay. Question: does one press change the catalogue as the sheet
would, does the picture follow, can it be undone, and is what must not be done refused?
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import ofd_kit
from browser import browser
from lexcollect.evidence.paged import count_of
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.recognise import recognise
from lexcollect.layout import CATALOGUE
from lexcollect.matter.creation import create
from lexcollect.matter.receiving import receive
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting
from lexcollect.review.turning import standing_of
from lexcollect.sheets.edits import is_item
from lexcollect.sheets.rows import Row
from review_kit import Page, desk_of, matters, served

fresh, matter, page = matters()


def exhibit(desk: Any, kind: FileKind) -> Row:
    """Return the first exhibit of one file of this kind that can be opened."""
    for row in desk.lines.rows:
        seen = desk.seen.get(row.files[0]) if is_item(row.id) and len(row.files) == 1 else None
        if seen is not None and seen.kind is kind and seen.status is Status.USABLE:
            return row
    raise AssertionError(kind)


def cells(page: Page, row: Row) -> tuple[str, str]:
    now = next(one for one in page.review.desk.lines.rows if one.id == row.id)
    return now.cells.get("turned", ""), now.cells.get("pages_left_out", "")


def press(page: Page, row: Row, what: str, number: int = 0, of: int = 6) -> Any:
    return page.post(f"/sheet/{key_of(row.id)}/0/{number}", ("what", what), ("of", str(of)))


def test_a_page_is_turned_by_quarters_and_stands_again_after_four(page: Page) -> None:
    row = exhibit(page.review.desk, FileKind.PDF)
    seen = []
    for _ in range(4):
        answer = press(page, row, "right", 2)
        seen.append(cells(page, row)[0])
        assert answer.status == 200 and "X-refused" not in answer.headers
    assert seen == ["第3页右转90度", "第3页转180度", "第3页左转90度", ""]
    press(page, row, "left", 2)
    assert cells(page, row)[0] == "第3页左转90度"
    page.post("/undo")
    assert cells(page, row)[0] == ""


def test_all_pages_are_turned_at_once_and_one_of_them_apart(page: Page) -> None:
    row = exhibit(page.review.desk, FileKind.PDF)
    every = f"/sheets/{key_of(row.id)}/0"
    page.post(every, ("what", "left"), ("of", "3"))
    assert cells(page, row)[0] == "左转90度"
    press(page, row, "right", 1, of=3)
    assert cells(page, row)[0] == "第1、3页左转90度"
    page.post(every, ("what", "right"), ("of", "3"))
    assert cells(page, row)[0] == "第2页右转90度"


def test_pages_are_left_out_and_taken_back_but_never_all(page: Page) -> None:
    row = exhibit(page.review.desk, FileKind.PDF)
    body = press(page, row, "leave", 3).body
    assert "节选：略去第4页，付印 5 页，共 6 页" in body and "恢复第 4 页" in body
    press(page, row, "leave", 4)
    assert cells(page, row)[1] == "第4至5页"
    press(page, row, "take", 3)
    assert cells(page, row)[1] == "第5页"
    for number in (0, 1, 2, 3):
        press(page, row, "leave", number)
    refused = press(page, row, "leave", 5)
    assert cells(page, row)[1] == "第1至5页" and "全部略去了" in refused.body


@pytest.mark.parametrize(
    ("what", "number", "of"), [("around", "0", "6"), ("right", "6", "6"), ("right", "0", "0"), ("right", "0", "1e3")]
)
def test_what_no_page_sends_changes_nothing(page: Page, what: str, number: str, of: str) -> None:
    row = exhibit(page.review.desk, FileKind.PDF)
    page.post(f"/sheet/{key_of(row.id)}/0/{number}", ("what", what), ("of", of))
    page.post(f"/sheet/{key_of(row.id)}/7/0", ("what", "right"), ("of", "6"))
    page.post("/sheets/nothing/0", ("what", "right"), ("of", "6"))
    assert cells(page, row) == ("", "") and not page.review.desk.steps


def test_a_mail_has_no_pages_of_its_own_to_turn(page: Page) -> None:
    row = exhibit(page.review.desk, FileKind.MAIL)
    press(page, row, "right")
    assert cells(page, row) == ("", "") and "左转" not in page.get(f"/file/{key_of(row.id)}").body


def test_the_picture_stands_as_the_catalogue_says(page: Page) -> None:
    row = exhibit(page.review.desk, FileKind.JPEG)
    address = f"/picture/{key_of(row.id)}/0/0/tile"
    before = _size(page.get(address).raw)
    press(page, row, "right", of=1)
    assert _size(page.get(address).raw) == before[::-1]
    assert _size(page.get(f"{address}?turn=0").raw) == before
    assert 'page?turn=90"' in page.get(f"/file/{key_of(row.id)}").body


def test_an_ofd_is_turned_and_left_out_as_a_scan_is(tmp_path: Path) -> None:
    """Facts: a contract as OFD with two pages, the second lies on its side. Its page shows them as the package does."""
    (tmp_path / "收").mkdir()
    path = tmp_path / "收" / "合同.ofd"
    sheets = ((210, 297, "合同正文"), (297, 210, "附表"))
    path.write_bytes(
        ofd_kit.ofd(
            [
                ofd_kit.content(ofd_kit.text(n, "10 10 90 9", w), area=f"0 0 {x} {y}")
                for n, (x, y, w) in enumerate(sheets)
            ]
        )
    )
    matter = tmp_path / "案"
    create(matter, "案")
    receive(path.parent, matter)
    painting = Painting()
    try:
        page = Page(desk_of(matter), painting).enter()
        row = exhibit(page.review.desk, FileKind.OFD)
        body = page.get(f"/file/{key_of(row.id)}").body
        assert 'id="right-0-0"' in body and 'id="out-0-1"' in body and body.count('class="page"') == 2
        assert "节选：略去第2页，付印 1 页，共 2 页" in press(page, row, "leave", 1, of=2).body
        press(page, row, "right", 0, of=2)
        assert cells(page, row) == ("第1页右转90度", "第2页")
        drawn = [painting.picture(path, FileKind.OFD, n, 600).told for n in (0, 1)]
        assert drawn[0]["width"] < drawn[0]["height"] and drawn[1]["width"] > drawn[1]["height"]
        turned = painting.picture(path, FileKind.OFD, 0, 600, turn=90).told
        assert (turned["width"], turned["height"]) == (drawn[0]["height"], drawn[0]["width"])
    finally:
        painting.close()


def test_an_ofd_without_anything_to_draw_shows_its_words_and_no_buttons(tmp_path: Path) -> None:
    path = tmp_path / "空.ofd"
    path.write_bytes(ofd_kit.ofd([ofd_kit.content("")]))
    painting = Painting()
    try:
        assert painting.pages(path, FileKind.OFD) == 0
        assert painting.picture(path, FileKind.OFD, 0, 600).why == "unreadable"
    finally:
        painting.close()


def test_what_was_saved_is_in_the_catalogue_with_its_spelling(page: Page, matter: Path) -> None:
    row = exhibit(page.review.desk, FileKind.PDF)
    press(page, row, "right", 0, of=2)
    page.post("/save", ("who", "周样例"))
    text = (matter / CATALOGUE).read_text("utf-8")
    assert re.search("(转正|turned): 第1页右转90度", text)
    assert standing_of(exhibit(desk_of(matter), FileKind.PDF), 0).turn(1) == 90


def _size(raw: bytes) -> tuple[int, int]:
    assert raw.startswith(b"\x89PNG")
    return int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")


@pytest.mark.parametrize(("name", "form"), [("连拍.jpg", "MPO"), ("动图.gif", "GIF"), ("传真.tif", "TIFF")])
def test_a_picture_has_as_many_pages_here_as_in_the_package(tmp_path: Path, name: str, form: str) -> None:
    """A phone keeps a second picture inside a JPEG: it is no page, so that nobody leaves it out of the package."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    path = tmp_path / name
    frames[0].save(path, form, save_all=True, append_images=frames[1:])
    kind = recognise(path, name)
    painting = Painting()
    try:
        assert painting.pages(path, kind) == count_of(path, kind)
    finally:
        painting.close()


def test_by_the_keyboard_in_a_browser(matter: Path) -> None:
    """The button keeps the focus, so that a second press turns on; the page is told as left out and taken back."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    row = exhibit(desk, FileKind.PDF)
    with served(desk) as page, browser() as opened:
        tab = opened.new_page(viewport={"width": 1280, "height": 720})
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.goto(page.address)
        tab.goto(f"http://127.0.0.1:{page.port}/file/{key_of(row.id)}")
        picture = tab.locator("#page-0-0")
        tab.locator("#right-0-0").press("Enter")
        expect(picture).to_have_attribute("data-src", re.compile(r"turn=90$"))
        expect(tab.locator("#right-0-0")).to_be_focused()
        tab.keyboard.press("Enter")
        expect(picture).to_have_attribute("data-src", re.compile(r"turn=180$"))
        tab.locator("#out-0-1").press("Enter")
        expect(tab.locator(".sheet-of.out")).to_have_count(1)
        expect(tab.locator("#out-0-1")).to_have_accessible_name("恢复第 2 页")
        assert wrong == []
    assert cells_of(desk, row) == ("第1页转180度", "第2页")


def cells_of(desk: Any, row: Row) -> tuple[str, str]:
    now = next(one for one in desk.lines.rows if one.id == row.id)
    return now.cells.get("turned", ""), now.cells.get("pages_left_out", "")
