"""The page on paper: what was not fetched yet is waited for.

Facts: 沈河案, its list of 45 exhibits; nobody scrolled to the last. Question: does 打印, or Ctrl+P, print it with every
picture? Answer: the page asks for them first and prints when all are there; pressed a second time, it prints at once;
printed by the menu of the browser, the sheet says that it lacks some.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting
from review_kit import desk_of, served, steel

#: Keep what stood on the page at the moment it was printed, in place of printing.
INSTEAD = """() => {
    let times = 0;
    window.print = () => {
        const all = [...document.querySelectorAll("img[data-src]")];
        const found = document.body.dataset;
        found.pictures = all.length;
        found.missing = all.filter((one) => !one.hasAttribute("src") || !one.complete).length;
        found.pieces = document.querySelectorAll('[hx-trigger="revealed"]:not([data-hx-revealed])').length;
        found.prints = ++times;
    };
}"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.fixture
def tab(chromium_here: Any, fresh: Path, tmp_path: Path) -> Iterator[Any]:
    """A tab that has entered the page; ``tab.home`` is where it is."""
    matter = Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))
    with served(desk_of(matter)) as page:
        opened = chromium_here.new_context(viewport={"width": 1280, "height": 720}).new_page()
        opened.goto(page.address)
        opened.home = f"http://127.0.0.1:{page.port}"
        yield opened
        opened.context.close()


def printed(tab: Any, times: int = 1) -> dict[str, int]:
    """Wait until the page printed so many times, and return what was on the last sheet."""
    from playwright.sync_api import expect

    expect(tab.locator("body")).to_have_attribute("data-prints", str(times))
    return {name: int(tab.locator("body").get_attribute(f"data-{name}")) for name in ("pictures", "missing", "pieces")}


@pytest.mark.parametrize("how", ["button", "Control+p"])
def test_printing_waits_for_every_picture_of_the_list(tab: Any, how: str) -> None:
    tab.goto(f"{tab.home}/evidence")
    tab.evaluate(INSTEAD)
    last = tab.locator(".thumb img").last
    assert last.get_attribute("src") is None, "nobody scrolled to it"
    if how == "button":
        tab.get_by_role("button", name="打印").click()
    else:
        tab.keyboard.press(how)
    sheet = printed(tab)
    assert sheet["pictures"] > 40 and sheet["missing"] == 0
    from playwright.sync_api import expect

    expect(tab.locator("#print")).to_have_text("打印")


def test_twins_are_compared_before_their_page_is_printed(tab: Any) -> None:
    tab.goto(f"{tab.home}/evidence")
    twins = tab.locator('a[href^="/twins/"]').first.get_attribute("href")
    tab.goto(f"{tab.home}{twins}")
    tab.evaluate(INSTEAD)
    tab.get_by_role("button", name="打印").click()
    sheet = printed(tab)
    assert sheet["pieces"] == sheet["missing"] == 0 and sheet["pictures"] >= 2
    assert "正在比对" not in tab.locator("main").inner_text()


def test_pressed_again_it_prints_what_is_there(tab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from playwright.sync_api import expect

    go = threading.Event()
    kept = Painting.picture

    def held(*given: Any, **more: Any) -> Any:
        go.wait(60)
        return kept(*given, **more)

    monkeypatch.setattr(Painting, "picture", held)
    tab.goto(f"{tab.home}/evidence", wait_until="domcontentloaded")
    expect(tab.locator("img[src^='/picture/']")).to_have_count(3)
    tab.evaluate(INSTEAD)
    tab.get_by_role("button", name="打印").click()
    expect(tab.locator("#print")).to_contain_text("取到就打印")
    tab.locator("#print").click()
    assert printed(tab)["missing"] > 0
    expect(tab.locator("#print")).to_have_text("打印")
    go.set()
    tab.locator("#print").click()
    assert printed(tab, 2)["missing"] == 0


def test_printed_by_the_menu_of_the_browser_the_sheet_says_what_it_lacks(tab: Any) -> None:
    from playwright.sync_api import expect

    tab.goto(f"{tab.home}/evidence")
    expect(tab.locator("#unloaded")).to_be_hidden()
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    expect(tab.locator("#unloaded")).to_be_visible()


def test_on_paper_a_field_is_its_words_and_an_empty_one_is_left_out(tab: Any) -> None:
    """What is longer than its box would be cut off by it; a form to fill in is no part of what is printed."""
    from playwright.sync_api import expect

    tab.goto(f"{tab.home}/case/{key_of('合同')}")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    goods = tab.locator("section.fact .field").filter(has_text="货物").first
    assert goods.get_attribute("data-shown") == goods.locator("input").input_value() != ""
    expect(goods.locator("input")).to_be_hidden()
    written = tab.locator("section.fact:not(.new) > .fields .field")
    empty = written.locator("xpath=self::*[@data-shown='']").all()
    assert empty
    for one in empty:
        expect(one).to_be_hidden()
    expect(tab.locator("section.fact.new")).to_be_hidden()
    expect(tab.locator("#box")).to_be_hidden()
    tab.emulate_media(media="screen")
    expect(goods.locator("input")).to_be_visible()
    tab.goto(f"{tab.home}/")
    tab.emulate_media(media="print")
    expect(tab.locator("#box")).to_be_visible()
