"""Every page on a small screen, and in print: nothing sticks out, nothing lies where nobody can reach it.

Facts: 租赁案 in Chinese, 借款案 and 施工案 in English, whose words are longer; a notebook at 100 % (1280×720), and at
150 % (853×480), which is what Windows gives by default. Question: must anybody scroll sideways, or is something cut
off? Answer: no page is wider than its window; what is wide (a spreadsheet, the picture of the timeline) scrolls in its
own box; every button and field lies inside the window or in such a box.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from browser import browser
from lexcollect.wording import Lang, speaking
from review_kit import desk_of, served, steel
from walked_kit import ROOMS

#: What lies outside the window and in no box that scrolls: the words of each.
OUT = """() => {
    const wide = document.documentElement.clientWidth;
    const boxed = (one) => one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || boxed(one.parentElement));
    return [...document.querySelectorAll("main :is(button, a, input, select, textarea, td, p, img), header *, aside *")]
        .filter((one) => one.getClientRects().length && !boxed(one.parentElement))
        .filter((one) => { const at = one.getBoundingClientRect(); return at.right > wide + 1 || at.left < -1; })
        .map((one) => `${one.tagName} ${one.id} ${one.textContent.trim().slice(0, 30)}`);
}"""
#: How much wider the page is than its window.
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCREENS = ((1280, 720), (853, 480))
#: Pages below the rooms, and the addresses to which a page leads.
PLACES = ("/case/", "/file/", "/twins/", "/proof/", "/chat/")
LINKS = "all => all.map((one) => one.getAttribute('href'))"


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.mark.parametrize(("name", "lang"), [("lease", "zh"), ("loan", "en"), ("works", "en")])
def test_nothing_sticks_out_on_any_page(name: str, lang: Lang, chromium_here: Any, tmp_path: Path) -> None:
    matter, seen, told = steel(tmp_path, name), set(ROOMS), list[str]()
    with speaking(lang), served(desk_of(matter, name)) as page:
        tab = chromium_here.new_context(viewport={"width": 1280, "height": 720}).new_page()
        tab.goto(page.address)
        waiting = list(ROOMS)
        while waiting:
            path = waiting.pop()
            tab.goto(f"http://127.0.0.1:{page.port}{path}", wait_until="load")
            told += _sticking(tab, path)
            found = [urlsplit(one).path for one in tab.locator("main a[href]").evaluate_all(LINKS)]
            new = [one for one in dict.fromkeys(found) if one.startswith(PLACES) and one not in seen]
            seen.update(new)
            waiting += new
        assert tab.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
        tab.context.close()
    assert len(seen) > 60 and not told, "\n".join(told)


def _sticking(tab: Any, path: str) -> list[str]:
    told: list[str] = []
    for width, height in SCREENS:
        tab.set_viewport_size({"width": width, "height": height})
        if (over := tab.evaluate(OVER)) > 0:
            told.append(f"{path} at {width}: wider by {over}")
        told += [f"{path} at {width}: {one}" for one in tab.evaluate(OUT)[:3]]
    return told
