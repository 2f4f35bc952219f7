"""How the pages look: what stands in a heading, and on paper nothing is lost.

Facts: 沈河案. Question: would a reader stumble? Answer: a fact is called by what its reader knows of it. Answer on
paper: there is nothing to press, pictures are asked for though nobody scrolled to them, and the sheet says whose
matter it is. What each page says in each language: ``test_review_english``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import Page, desk_of, served, steel


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("what", ["consent", "demand", "payment"])
def test_a_message_opens_as_an_event_in_both_languages(matter: Path, language: Any, what: str) -> None:
    with speaking(language):
        page = Page(desk_of(matter)).enter()
        row = next(one for one in page.review.desk.lines.rows if one.cells.get("number") == "5-1")
        body = page.get(f"/chat/{key_of(row.id)}/0/16/{what}")
    assert body.status == 200 and ("2023-10-08" in body.body), "the day of the message stands in its field"


def test_a_fact_without_a_name_is_told_by_its_paper_and_day(matter: Path) -> None:
    body = Page(desk_of(matter)).enter().get(f"/case/{key_of('交货')}").body
    assert "<h2>1　SH-0412　2023-04-12" in body and "<h2>5　SH-0907　2023-09-07" in body


@pytest.mark.parametrize(("language", "name"), [("zh", "和解"), ("en", "settlement")])
def test_what_stands_once_is_called_by_its_table_and_by_no_key(matter: Path, language: Any, name: str) -> None:
    with speaking(language):
        body = Page(desk_of(matter)).enter().get(f"/case/{key_of('和解')}").body
    assert f"<h2>{name}</h2>" in body


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened:
        yield opened


def test_on_paper_nothing_is_to_be_pressed_and_every_picture_is_asked_for(matter: Path, chromium_here: Any) -> None:
    from playwright.sync_api import expect

    with served(desk_of(matter)) as page:
        tab = chromium_here.new_context(viewport={"width": 1280, "height": 720}).new_page()
        tab.goto(page.address)
        home = f"http://127.0.0.1:{page.port}"
        tab.goto(f"{home}/evidence")
        expect(tab.locator(".thumb img[src]").first).to_be_visible()
        last = tab.locator(".thumb img").last
        assert last.get_attribute("src") is None, "nobody scrolled to it"
        tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        tab.emulate_media(media="print")
        expect(tab.locator(".printed").first).to_contain_text("内部底稿")
        expect(tab.locator("#unloaded")).to_be_visible()  # this sheet says that it lacks some
        expect(tab.locator(".thumb img:not([src])")).to_have_count(0)
        for room in ("/evidence", "/findings", "/proposed", "/do", f"/case/{key_of('付款')}"):
            tab.emulate_media(media="screen")
            tab.goto(f"{home}{room}")
            tab.emulate_media(media="print")
            for one in tab.locator("button, a.button, .top, input[type=search]").all():
                expect(one).to_be_hidden()
        tab.context.close()


def test_on_paper_the_form_of_a_file_is_shown_whole_and_its_page_fits_a_sheet(matter: Path, chromium_here: Any) -> None:
    desk = desk_of(matter)
    row = next(one for one in desk.lines.rows if one.cells.get("number") == "2-1")
    with served(desk) as page:
        tab = chromium_here.new_context(viewport={"width": 1280, "height": 720}).new_page()
        tab.goto(page.address)
        tab.goto(f"http://127.0.0.1:{page.port}/file/{key_of(row.id)}")
        tab.emulate_media(media="print")
        cut = "one => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY !== 'visible'"
        assert not tab.locator("#form").evaluate(cut), "what had to be scrolled to is on the sheet"
        tab.context.close()


def test_a_number_of_a_spreadsheet_is_not_broken_over_two_lines(matter: Path, chromium_here: Any) -> None:
    desk = desk_of(matter)
    row = next(one for one in desk.lines.rows if "往来款核对.xlsx" in one.files)
    with served(desk) as page:
        tab = chromium_here.new_context(viewport={"width": 1280, "height": 720}).new_page()
        tab.goto(page.address)
        tab.goto(f"http://127.0.0.1:{page.port}/file/{key_of(row.id)}")
        lines = (
            "one => { const r = document.createRange(); r.selectNodeContents(one); return r.getClientRects().length }"
        )
        for words in ("4320", "259200", "851,600.00"):
            assert tab.locator(".grid td", has_text=re.compile(f"^{words}$")).first.evaluate(lines) == 1, words
        tab.context.close()
