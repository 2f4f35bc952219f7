"""Chinese typed by an input method, by the browser's own composition, while the page answers the field before.

Facts: 沈河案; 张三 is typed as z, zh … zhangsan and chosen, as an input method does it, in fields of every kind: text,
text area, a day, a number, words to choose from, the search of a list. Question: is a letter lost or doubled, is
anything sent before the word is there, does the field keep the focus? Answer: nothing is, and it does.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.matter.desk.draft import Desk
from lexcollect.review import choosing
from lexcollect.review.keys import key_of
from review_kit import desk_of, opened, steel

pytest.importorskip("playwright.sync_api")

LETTERS = ("z", "zh", "zhang", "zhang's", "zhang'san")
WORD = "张三"


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def desk(fresh: Path, tmp_path: Path) -> Desk:
    return desk_of(Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True)))


class Method:
    """An input method at the tab: letters that are composed, and the word that takes their place.

    ``sent`` is what the page asks for meanwhile; answers to ``held`` wait until they are let go.
    """

    def __init__(self, tab: Any, held: str = "**/nothing") -> None:
        self.tab = tab
        self._cdp = tab.context.new_cdp_session(tab)
        self.sent: list[str] = []
        self._waiting: list[Any] = []
        self._open = False
        tab.on("request", self._asked)
        tab.route(held, lambda asked: asked.continue_() if self._open else self._waiting.append(asked))

    def _asked(self, asked: Any) -> None:
        if "/picture/" not in asked.url:  # those that come into sight are nothing that is sent
            self.sent.append(f"{asked.method} {asked.url} {asked.post_data or ''}")

    def compose(self, letters: str = LETTERS[-1]) -> None:
        for end in (one for one in LETTERS if letters.startswith(one)):
            self._cdp.send(
                "Input.imeSetComposition", {"text": end, "selectionStart": len(end), "selectionEnd": len(end)}
            )

    def choose(self, word: str = WORD) -> None:
        self._cdp.send("Input.insertText", {"text": word})

    def let_go(self) -> None:
        """Let the answers come, and wait until the page has them."""
        with self.tab.expect_response(lambda told: told.request.method == "POST"):
            self._open = True
            for one in self._waiting:
                one.continue_()
        self.settle()

    def settle(self) -> None:
        """Give a page that would do something wrong the time to do it."""
        self.tab.evaluate("() => new Promise(done => setTimeout(done, 350))")


def exhibit(desk: Desk) -> str:
    return key_of(next(row.id for row in desk.lines.rows if row.cells.get("submit") == "是"))


@pytest.mark.parametrize(
    ("before", "field"),
    [
        ("#cell-title", "#cell-source"),  # text
        ("#cell-title", "#cell-purpose"),  # a text area
        ("#cell-source", "#cell-date"),  # a day
        ("#cell-source", "#cell-proof"),  # words to choose from
        ("#cell-purpose", "#cell-note"),
    ],
)
def test_a_word_is_composed_in_a_field_of_an_exhibit_while_the_one_before_is_answered(
    chromium_here: Any, desk: Desk, before: str, field: str
) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{exhibit(desk)}", wait_until="networkidle")
        method = Method(tab, "**/cell/*")
        tab.locator(before).fill("采购合同")
        with tab.expect_request("**/cell/*"):
            tab.locator(field).focus()
        there = tab.locator(field)
        there.fill("")
        method.sent.clear()
        method.compose()
        expect(there).to_have_value(LETTERS[-1])
        tab.evaluate("field => { window.was = document.querySelector(field); }", field)
        method.let_go()
        assert tab.evaluate("() => window.was.isConnected && document.activeElement === window.was")
        expect(there).to_have_value(LETTERS[-1])
        assert not method.sent, "nothing is sent of a word that is not there yet"
        method.choose()
        expect(there).to_have_value(WORD)
        expect(tab.locator("#box")).to_contain_text("未保存的改动 1 处")
        expect(there).to_be_focused()
        expect(there).to_have_value(WORD)
        method.choose("保管")
        expect(there).to_have_value(f"{WORD}保管")
        with tab.expect_response("**/cell/*"):
            tab.locator("h1").click()
        assert sum("POST" in one for one in method.sent) == 1


def test_one_word_behind_the_other_without_a_moment_between(chromium_here: Any, desk: Desk) -> None:
    """The next word begins as the first is chosen: the answer waits for both."""
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{exhibit(desk)}", wait_until="networkidle")
        method = Method(tab, "**/cell/*")
        tab.locator("#cell-title").fill("采购合同")
        with tab.expect_request("**/cell/*"):
            tab.locator("#cell-source").focus()
        field = tab.locator("#cell-source")
        field.fill("")
        method.compose()
        method.let_go()
        tab.evaluate(
            """() => { window.was = document.activeElement;
            window.addEventListener('compositionend', () => window.was.dispatchEvent(
                new CompositionEvent('compositionstart', { bubbles: true })), { once: true }); }"""
        )
        method.choose()
        method.settle()
        assert tab.evaluate("() => window.was.isConnected"), "the second word keeps its field too"
        method.compose("zhang")
        expect(field).to_have_value(f"{WORD}zhang")
        method.choose("章")
        expect(tab.locator("h1")).to_contain_text("采购合同")
        expect(field).to_have_value(f"{WORD}章")
        expect(field).to_be_focused()


def test_words_and_amounts_are_composed_in_the_case_file(chromium_here: Any, desk: Desk) -> None:
    """A long text and a number (with the input method left on), each while the field before it is answered."""
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}case/{key_of('付款')}", wait_until="networkidle")
        fact = tab.locator("section.fact:not(.new)").first

        def field(head: str) -> Any:
            return (
                fact.locator("form.one")
                .filter(has=tab.locator(f'span:text-is("{head}")'))
                .locator("input:visible")
                .last
            )

        method = Method(tab, "**/typed/*")
        field("日期").fill("2023-07-15")
        with tab.expect_request("**/typed/*"):
            field("金额").focus()
        field("金额").fill("")
        method.compose()
        method.let_go()
        expect(field("金额")).to_have_value(LETTERS[-1])
        method.choose("3万")
        expect(field("金额")).to_be_focused()
        expect(tab.locator("#box")).to_contain_text("未保存的改动 1 处")
        expect(field("金额")).to_have_value("3万")
        with tab.expect_response("**/typed/*"):
            tab.keyboard.press("Tab")
        expect(field("金额")).to_have_value("30000.00")
    assert len(desk.steps) == 2


def test_the_number_of_a_card_keeps_what_is_composed(chromium_here: Any, desk: Desk) -> None:
    """Enter and Escape belong to the input method while it composes: neither sends the number nor drops it."""
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence", wait_until="networkidle")
        method = Method(tab)
        number = tab.locator(".card-row input.no").nth(5)
        was = number.input_value()
        number.focus()
        number.fill("")
        method.sent.clear()
        method.compose()
        for key in ("Enter", "Escape"):
            number.evaluate(
                """(one, key) => one.dispatchEvent(
                    new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))""",
                key,
            )
        method.settle()
        expect(number).to_be_focused()
        expect(number).to_have_value(LETTERS[-1])
        assert not method.sent
        method.choose("1-1")
        expect(number).to_have_value("1-1")
        with tab.expect_response("**/move"):
            tab.keyboard.press("Enter")
    assert was != "1-1" and len(desk.steps) == 1


def test_an_exhibit_is_looked_for_once_the_word_is_there(
    chromium_here: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many exhibits a field has a search of its own: no letters are looked for, the word is, once."""
    from playwright.sync_api import expect

    monkeypatch.setattr(choosing, "MANY", 10)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}case/{key_of('付款')}", wait_until="networkidle")
        fact = tab.locator("section.fact:not(.new)").first
        fact.locator("details.pick-list:has(input.find) > summary").first.click()
        search = fact.locator("input.find").first
        search.focus()
        method = Method(tab)
        tab.keyboard.type("1")
        method.compose()
        method.settle()
        assert not [one for one in method.sent if "/choose" in one], "neither the letters nor what stood before them"
        with tab.expect_response("**/choose*"):
            method.choose("-")
        expect(search).to_have_value("1-")
        expect(search).to_be_focused()
        expect(fact.locator(".found label.option").first).to_be_visible()
        method.settle()
        (asked,) = [one for one in method.sent if "/choose" in one]
        assert "find=1-" in asked
    assert not desk.steps


def test_keys_of_a_word_that_is_composed_decide_no_fact(chromium_here: Any, desk: Desk) -> None:
    """On the list of proposed facts Enter and Escape lead out of a field; not while a word is composed in it."""
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}proposed", wait_until="networkidle")
        method = Method(tab)
        field = tab.locator("form.proposal td input").first
        field.focus()
        field.fill("")
        method.sent.clear()
        method.compose()
        for key in ("Enter", "Escape"):
            field.evaluate(
                """(one, key) => one.dispatchEvent(
                    new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))""",
                key,
            )
        expect(field).to_be_focused()
        method.choose()
        expect(field).to_have_value(WORD)
        assert not method.sent
        tab.keyboard.press("Enter")
        expect(field).not_to_be_focused()
    assert not desk.steps
