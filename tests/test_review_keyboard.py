"""From the list to the saved matter without a mouse.

Facts: 租赁案; two files wait for a decision (the internal note, the ledger of rents). Question: can a person who uses
no mouse open the file, decide, go on to the next and save? Answer: every step is reached by Tab and taken by Enter, and
what has the focus is framed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.layout import CATALOGUE
from review_kit import desk_of, served, steel

#: Whether what has the focus is the thing that is sought, and seen to have it.
HERE = """(selector) => {
    const one = document.activeElement;
    return one.matches(selector) ? getComputedStyle(one).outlineStyle : "";
}"""
#: Tab stops until something is held not to be reachable.
FAR = 250


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened:
        yield opened


def reach(tab: Any, selector: str) -> None:
    """Press Tab until ``selector`` has the focus, and see that it is framed."""
    tab.locator(selector).first.wait_for(state="attached")
    for _ in range(FAR):
        tab.keyboard.press("Tab")
        if outline := tab.evaluate(HERE, selector):
            assert outline != "none", f"{selector}: nobody sees where the focus is"
            return
    raise AssertionError(f"{selector} cannot be reached")


def decide(tab: Any, why: str) -> None:
    """Leave the file out, with a name and a reason."""
    from playwright.sync_api import expect

    reach(tab, "#decide input[name=by]")
    tab.keyboard.type("李样例")
    reach(tab, "#decide input[name=why]")
    tab.keyboard.type(why)
    reach(tab, "#decide button[value=leave]")
    tab.keyboard.press("Enter")
    expect(tab.locator("#form .told.done")).to_contain_text(f"已决定：李样例，{why}")


def test_two_files_are_decided_on_and_saved_by_keys_alone(chromium_here: Any, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    matter = steel(tmp_path, "lease")
    with served(desk_of(matter, "lease")) as page:
        tab = chromium_here.new_context(viewport={"width": 1280, "height": 720}).new_page()
        tab.goto(page.address)
        reach(tab, "main a[href^='/evidence?only=']")
        tab.keyboard.press("Enter")
        expect(tab.locator(".card-row")).to_have_count(2)
        reach(tab, ".card-row .what a")
        tab.keyboard.press("Enter")
        expect(tab.locator("#decide")).to_be_visible()
        first = tab.get_by_role("heading", level=1).inner_text()
        decide(tab, "内部台账")
        reach(tab, ".walk a[accesskey=n]")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).not_to_have_text(first)
        decide(tab, "内部资料")
        reach(tab, "header a[href='/save']")
        tab.keyboard.press("Enter")
        expect(tab.locator("#who")).to_be_visible()
        reach(tab, "#who")
        tab.keyboard.type("李样例")
        tab.keyboard.press("Enter")
        expect(tab.locator("#save .told.done").first).to_contain_text("已保存")
        tab.context.close()
    kept = (matter / CATALOGUE).read_text("utf-8")
    assert "内部台账" in kept and kept.count("李样例") >= 2
