"""How the pages look: in English nothing is Chinese but the matter's own words, on paper nothing is lost.

Facts: 沈河案, every page of it. Question: would a reader stumble? Answer in English: over no Chinese word of the
program's own, and no Chinese comma or bracket between English words; names of laws and of Chinese papers stay, for
they are asked for by them. Answer on paper: there is nothing to press, pictures are asked for though nobody scrolled
to them, and the sheet says whose matter it is.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser import browser
from lexcollect.documents.register import PAPERS
from lexcollect.layout import CASE
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import Page, desk_of, served, steel

HAN = re.compile("[\u3400-\u9fff\uff00-\uffef、。《》「」]")
#: Rooms of the page that have one address each.
ROOMS = ("/", "/evidence", "/case", "/proposed", "/money", "/timeline", "/findings", "/proof", "/save", "/do")
#: An article as it is cited: the name of the law is Chinese in every language.
CITED = re.compile(r"[\u4e00-\u9fff（）]{2,16}?(?:第\d+条(?:之\d+)?(?:第\d+款)?(?:第\d+项)?| \d+)")
#: A Chinese term in the brackets behind the English one: A party (当事人).
GLOSS = re.compile(r"(?<=[a-z…0-9] )\([ -~…–、，：\u4e00-\u9fff]*\)|(?<=%/)[年日]|春节前=|年底=")
#: A picture inside an archive, by its name there.
PACKED = re.compile(r"(?:现场照片)?/[\w.]+\.jpg")
#: What the material says stands in these as it is.
QUOTED = re.compile(
    r'<(pre|q|textarea|svg)\b.*?</\1>|<p class="(?:said|note|who|small heads)">.*?</p>|<[uo]l class="talk">.*?</[uo]l>'
    r'|<div class="gridded".*?</div>|<q>.*?<br>|<small>[^<]*\(zone in the file\)[^<]*</small>',
    re.S,
)
#: Where the words of the material or of the list stand by themselves: offered purposes, facts read in a chat.
WORDS = re.compile(r"/phrases/|/speakers/|/waiting$")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def walked(page: Page) -> Iterator[tuple[str, str]]:
    """Give every page that a person can open: rooms, tables, files, twins, proofs, a chat and its pieces."""
    waiting, seen = list(ROOMS), set(ROOMS)
    while waiting:
        path = waiting.pop()
        answer = page.get(path)
        assert answer.status == 200, path
        yield path, answer.body
        linked = re.findall(
            r'(?:href|hx-get)="(/(?:case|file|twins|proof|chat|hidden|speakers|phrases)/[^"?#]+)', answer.body
        )
        for one in map(unescape, linked):
            several = re.sub(r"/\d+/(demand|consent|payment)$", r"/\1", one)  # one message of a chat stands for all
            if several not in seen:  # pages laid on each other (/pair/) hold no words
                seen.add(several)
                waiting.append(one)


def own_words(matter: Path) -> list[str]:
    """Return what is the matter's own, longest first: names of files and folders, every text of case file and list."""
    found = {part for path in matter.rglob("*") for part in path.relative_to(matter).parts}
    found |= {str(path.relative_to(matter)).partition("/")[2] for path in matter.rglob("*")}

    def leaves(value: Any) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                leaves(key)
                leaves(one)
        elif isinstance(value, list):
            for one in value:
                leaves(one)
        else:
            found.add(str(value))

    for path in (matter / CASE, *(matter / "2-整理").glob("*.yaml")):
        leaves(yaml.safe_load(path.read_text("utf-8")))
    found |= {matter.name, *(one[:24] for one in found if len(one) > 24)}  # a long one is cut in a heading
    return sorted((one.strip() for one in found if HAN.search(one)), key=len, reverse=True)


def test_an_english_page_is_english_but_for_the_words_of_the_matter(matter: Path) -> None:
    known = [*own_words(matter), *sorted((one.title for one in PAPERS.values()), key=len, reverse=True)]
    told, count = [], 0
    with speaking("en"):
        for path, body in walked(Page(desk_of(matter)).enter()):
            count += 1
            body = "" if WORDS.search(path) else QUOTED.sub("", body)
            shown = [unescape(one) for one in re.findall(r">([^<]+)<", body)]
            shown += [unescape(one) for one in re.findall(r' (?:aria-label|title|placeholder|alt)="([^"]+)"', body)]
            for words in dict.fromkeys(one.strip() for one in shown if HAN.search(one)):
                rest = words
                for one in known:
                    rest = rest.replace(one, "")
                rest = GLOSS.sub("", CITED.sub("", PACKED.sub("", rest)))
                if HAN.search(rest):
                    told.append(f"{path}: {words} → {rest}")
    assert count > 90, "rooms, tables, 45 files and what hangs on them"
    assert not told, "\n".join(told)


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
