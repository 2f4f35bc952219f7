"""Words that are typed while an answer is under way, and undo, in a real browser.

Facts: 沈河案; a field of an exhibit is left, its answer takes long, and meanwhile the next field is typed in, by keys
or by an input method. Question: are the words lost, or the place where one was? Answer: neither; they are sent once
the field is left, a word that is composed keeps its field until it is there, and undo leaves view and focus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from browser import browser
from lexcollect.matter.desk.draft import Desk
from lexcollect.review.keys import key_of
from review_kit import desks, opened

pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened_:
        yield opened_


fresh, desk = desks()


def path_of(desk: Desk) -> str:
    return f"file/{key_of(next(row.id for row in desk.lines.rows if row.cells.get('submit') == '是'))}"


class Slow:
    """Hold every answer to a typed cell back until it is let go."""

    def __init__(self, tab: Any) -> None:
        self.waiting: list[Any] = []
        self.open = False
        tab.route("**/cell/*", lambda asked: asked.continue_() if self.open else self.waiting.append(asked))

    def let_go(self) -> None:
        self.open = True
        for one in self.waiting:
            one.continue_()


def test_words_typed_before_the_answer_stay_with_their_caret_and_are_sent(chromium_here: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(tab.home + path_of(desk))
        slow = Slow(tab)
        tab.locator("#cell-title").fill("采购合同")
        with tab.expect_request("**/cell/*"):
            tab.locator("#cell-source").focus()
        tab.locator("#cell-source").fill("")
        tab.keyboard.type("张三保管")
        tab.keyboard.press("ArrowLeft")
        tab.keyboard.press("ArrowLeft")
        slow.let_go()
        expect(tab.locator("h1")).to_contain_text("采购合同")
        field = tab.locator("#cell-source")
        expect(field).to_be_focused()
        expect(field).to_have_value("张三保管")
        assert field.evaluate("one => one.selectionStart") == 2
        tab.keyboard.type("的人")
        with tab.expect_response("**/cell/*"):
            tab.locator("#cell-purpose").focus()
        expect(field).to_have_value("张三的人保管")
    assert any(row.cells.get("source") == "张三的人保管" for row in desk.lines.rows)


def test_a_word_that_is_composed_keeps_its_field_until_it_is_there(chromium_here: Any, desk: Desk) -> None:
    """拼音: compositionstart, letters, the answer to the field before, the chosen word, compositionend."""
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(tab.home + path_of(desk))
        slow = Slow(tab)
        tab.locator("#cell-title").fill("采购合同")
        with tab.expect_request("**/cell/*"):
            tab.locator("#cell-source").focus()
        field = tab.locator("#cell-source")
        field.evaluate(
            """one => { window.first = one; one.value = 'zhangsan';
            one.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })); }"""
        )
        with tab.expect_response("**/cell/*"):
            slow.let_go()
        tab.evaluate("() => new Promise(done => setTimeout(done, 300))")
        assert tab.evaluate("() => window.first.isConnected"), "the field is not taken away from under the word"
        field.evaluate(
            """one => { one.value = '张三';
            one.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '张三' })); }"""
        )
        expect(tab.locator("h1")).to_contain_text("采购合同")
        assert not tab.evaluate("() => window.first.isConnected"), "then the answer comes"
        expect(field).to_have_value("张三")
        expect(field).to_be_focused()
        with tab.expect_response("**/cell/*"):
            tab.locator("#cell-purpose").focus()
        expect(tab.locator("#box")).to_contain_text("2")
    assert any(row.cells.get("source") == "张三" for row in desk.lines.rows)


def test_undo_keeps_the_view_and_says_what_it_took_back(chromium_here: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.set_viewport_size({"width": 1000, "height": 400})
        tab.goto(tab.home + path_of(desk))
        note = tab.locator("#cell-note")
        note.scroll_into_view_if_needed()
        note.fill("以后再看")
        with tab.expect_response("**/cell/*"):
            note.blur()
        expect(tab.locator("#box")).to_contain_text("未保存的改动 1 处")  # the answer stands
        note.scroll_into_view_if_needed()
        before = note.bounding_box()["y"]
        assert tab.evaluate("() => window.scrollY + document.getElementById('form').scrollTop") > 200
        with tab.expect_navigation():
            tab.keyboard.press("Control+z")
        expect(tab.locator("#told")).to_contain_text(re.compile("已撤销：.*备注"))
        expect(note).to_be_focused()
        expect(note).not_to_have_value("以后再看")
        assert abs(note.bounding_box()["y"] - before) < 120, "the view did not jump to the top"
        tab.goto(tab.home + "evidence")
        expect(tab.locator("#told")).to_have_text("")
    assert not desk.steps
