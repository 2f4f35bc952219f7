"""Proposed facts, proof and findings in a real browser: by mouse and by keyboard alone.

Facts: 大连设备租赁案, of whose rents paid into the bank the case file has none. Question: does what a person presses
end in the draft, does the next fact get the focus, and does the browser ever complain?
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.layout import FACTS
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example
from lexcollect.proposing.decisions import Verdict
from lexcollect.review.keys import key_of
from lexcollect.sheets.fact_rows import seal_of
from review_kit import desks, opened, steel

pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened_:
        yield opened_


fresh, desk = desks("lease")


def test_facts_are_taken_corrected_and_refused_by_keyboard_alone(chromium_here: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}proposed?group=payments")
        facts = tab.locator("form.proposal")
        expect(facts).to_have_count(9)
        facts.nth(0).focus()
        tab.keyboard.press("ArrowDown")
        expect(facts.nth(1)).to_be_focused()
        tab.keyboard.press("ArrowUp")
        tab.keyboard.press("a")
        expect(facts).to_have_count(8)
        expect(tab.locator("#nav-proposed")).to_have_text("17")
        expect(facts.nth(0)).to_be_focused()
        tab.keyboard.press("x")
        expect(facts).to_have_count(7)
        facts.nth(0).press("e")
        tab.keyboard.press("Tab")  # the place of the day
        tab.keyboard.press("Tab")
        tab.keyboard.type("5.7万元")
        expect(facts.nth(0).locator("button.take")).to_be_disabled()
        tab.keyboard.press("Enter")
        expect(facts.nth(0).locator("button.correct")).to_be_focused()
        tab.keyboard.press("Enter")
        expect(facts).to_have_count(6)
        assert [one.verdict.value for one in desk.decisions] == ["采纳", "不采纳", "改后采纳"]
        tab.keyboard.press("Control+z")
        expect(facts).to_have_count(7)
        tab.goto(f"{tab.home}save")
        tab.locator("#who").fill("张三")
        tab.locator("#who").press("Enter")
        expect(tab.locator("#save")).to_contain_text("已保存")
    assert (desk.folder / FACTS).is_file() and "不采纳" in (desk.folder / FACTS).read_text("utf-8")


def test_the_first_fact_waits_for_a_key_without_a_click(chromium_here: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}proposed")
        facts = tab.locator("form.proposal")
        expect(facts.first).to_be_focused()
        left = facts.count()
        tab.keyboard.press("x")
        expect(facts).to_have_count(left - 1)
        expect(facts.first).to_be_focused()


def test_a_decision_made_again_leads_to_its_fact_on_whatever_page_of_the_list_it_stands(
    chromium_here: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five facts to a page, and the one that was refused stands on the third: 改这个决定 lands on it, keys at hand."""
    from playwright.sync_api import expect

    monkeypatch.setattr("lexcollect.review.proposed.PAGE", 5)
    waiting = desk.proposed.open().proposals
    assert len(waiting) > 13
    fact = waiting[12]
    desk.proposed.decide(fact.id, seal_of(fact), Verdict.REFUSED, {})
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}save")
        tab.get_by_role("button", name="改这个决定").click()
        form = tab.locator(f"#of-{key_of(fact.id)} + form.proposal")
        expect(form).to_be_focused()
        expect(form).to_be_in_viewport()
        expect(tab.locator('nav.tabs a[aria-current="page"]')).to_have_text("3")
        tab.keyboard.press("x")
        expect(tab.locator("form.proposal").nth(2)).to_be_focused()
    assert [one.id for one in desk.decisions] == [fact.id]


def test_the_place_of_a_fact_opens_the_page_of_its_file(chromium_here: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}proposed?group=rents")
        tab.get_by_role("link", name=re.compile("设备租赁合同.*第 1 页")).first.click()
        expect(tab).to_have_url(re.compile("/file/[0-9a-f]{20}#page-0-0$"))
        expect(tab.locator("#page-0-0")).to_be_visible()


def test_a_link_of_a_letter_is_bound_by_a_click(chromium_here: Any, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    desk = Desk(steel(tmp_path), load_example("steel").as_of)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}proof")
        tab.get_by_role("link", name="催款函（EA102030405CN）").click()
        grade, content = tab.locator(".verdict-line"), tab.locator("#link-content")
        expect(grade).to_contain_text("证明力：强")
        content.locator("summary").click()
        content.locator("input:checked").uncheck()
        expect(grade).to_contain_text("证明力：弱")
        expect(grade).to_contain_text("2027-09-13")
        expect(grade).to_be_in_viewport()
        content.get_by_label(re.compile("《催款函》")).first.check()
        expect(grade).to_contain_text("证明力：强")
        expect(grade).to_contain_text("2028-05-23")
        tab.keyboard.press("Control+z")
        expect(grade).to_contain_text("证明力：弱")


def test_a_contradiction_is_decided_and_a_slip_mended_until_it_is_ready(chromium_here: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk) as tab:
        expect(tab.locator("#standing")).to_contain_text("还不能提交")
        tab.locator("#standing").get_by_role("link", name=re.compile("写明性别")).click()
        one = tab.locator("li.told", has_text="写明性别").first
        one.locator("summary").click()
        one.locator("input[name=by]").fill("王律师")
        one.locator("input[name=why]").fill("身份证已核对")
        one.locator("input[name=why]").press("Enter")
        expect(tab.locator("#findings")).to_contain_text("身份证已核对")
        expect(tab.locator("#standing")).not_to_contain_text("写明性别")
        tab.locator("#standing").get_by_role("link", name=re.compile("条材料与案件写的不一致")).click()
        facts = tab.locator("form.proposal", has=tab.locator("tr.rival"))
        expect(facts.first).to_be_visible()
        while count := facts.count():
            facts.first.locator("button.refuse").click()
            expect(facts).to_have_count(count - 1)
        tab.goto(tab.home)
        expect(tab.locator("#standing")).to_contain_text("可以提交")
        expect(tab.locator("#standing")).not_to_contain_text("还不能提交")
