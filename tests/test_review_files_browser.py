"""One file and the list in a real browser: cut and put by keyboard, a number typed, files in order, twins compared.

Facts: 沈河案, its page open in the distribution's Chromium. Question: does what hands do without a mouse, and with one,
end in the catalogue? Each test fails on a message of the console, a report of the policy, or a request elsewhere.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser import browser
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.moves import members
from lexcollect.review.keys import key_of
from review_kit import desk_of, opened, steel
from test_review_browser import card, numbers

pytest.importorskip("playwright.sync_api")

COPY, SENT, SHEET = "IMG_2031(1).jpg", "mmexport1681291234567.jpg", "往来款核对.xlsx"


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def catalogue(desk: Desk) -> dict[str, Any]:
    raw = desk.sources.catalogue
    assert raw is not None
    return dict(yaml.safe_load(raw))


def files_of(desk: Desk, id: str) -> list[str]:
    return next(list(one["files"]) for one in catalogue(desk)["items"] if one["id"] == id)


def test_exhibits_are_cut_and_put_before_another_one_by_keyboard_alone(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    two, three = numbers(desk, 2), numbers(desk, 3)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence?group=2")
        card(tab, two[2]).focus()
        tab.keyboard.press("Shift+ArrowDown")
        expect(card(tab, two[3])).to_be_focused()
        tab.keyboard.press("Control+x")
        expect(card(tab, two[2])).to_have_class(re.compile("cut"))
        expect(tab.locator("#said")).to_contain_text("已剪下 2 份")
        tab.goto(f"{tab.home}evidence?group=3")
        expect(tab.locator("#said")).to_contain_text("已剪下 2 份")
        card(tab, three[0]).focus()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Control+v")
        expect(card(tab, two[2]).locator("b")).to_have_text("3-2")
        expect(card(tab, three[1])).to_be_focused()
        assert numbers(desk, 3) == [three[0], two[2], two[3], *three[1:]]
        assert numbers(desk, 2) == [*two[:2], *two[4:]]
        tab.keyboard.press("Control+z")
        expect(card(tab, three[1]).locator("b")).to_have_text("3-2")
        assert numbers(desk, 2) == two


def test_what_is_cut_goes_to_the_end_of_a_group_and_escape_lets_go(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    two = numbers(desk, 2)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        card(tab, two[0]).focus()
        tab.keyboard.press("Control+x")
        tab.keyboard.press("Escape")
        expect(card(tab, two[0])).not_to_have_class(re.compile("cut"))
        expect(tab.locator("button.paste").first).to_be_hidden()
        tab.keyboard.press("Control+x")
        tab.locator('button.paste[data-group="2"]').press("Enter")
        expect(card(tab, two[0]).locator("b")).to_have_text(f"2-{len(two)}")
        assert numbers(desk, 2) == [*two[1:], two[0]]


def test_the_view_stays_where_it_is_when_something_is_put_there(chromium_here: Any, matter: Path) -> None:
    """What is put before a card pushes it down the list; on the screen the card stays where the eye is."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        last, first = members(desk.lines, 5)[-1], members(desk.lines, 2)[0]
        here, there = (tab.locator(f"#row-{key_of(one.id)}") for one in (first, last))
        there.focus()
        tab.keyboard.press("Control+x")
        expect(there).to_have_class(re.compile("cut"))
        here.focus()
        before = here.bounding_box()["y"]
        with tab.expect_response("**/move"):
            tab.keyboard.press("Control+v")
        expect(here.locator("input.no")).to_have_value("2-2")
        expect(here).to_be_focused()
        assert abs(here.bounding_box()["y"] - before) < 3


def test_what_cannot_be_read_is_told_at_its_field(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    key = key_of(members(desk.lines, 3)[0].id)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key}")
        day = tab.locator("#cell-date")
        day.fill("去年")
        day.press("Enter")
        expect(tab.locator("#cell-date-told")).to_contain_text("看不出是日期")
        expect(tab.locator("#cell-date-told")).to_be_in_viewport()
        expect(day).to_be_focused()
        expect(day).to_have_value("去年")
        expect(day).to_have_attribute("aria-invalid", "true")
        day.fill("2023.4.13")
        day.press("Enter")
        expect(tab.locator("#cell-date-told")).to_have_count(0)
        expect(day).to_have_value("2023-04-13")


def test_a_digit_begins_to_type_the_number_and_enter_moves(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    two, three = numbers(desk, 2), numbers(desk, 3)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        card(tab, two[4]).focus()
        tab.keyboard.type("3-2")
        tab.keyboard.press("Enter")
        expect(card(tab, two[4]).locator("b")).to_have_text("3-2")
        expect(card(tab, two[4])).to_be_focused()
        assert numbers(desk, 3)[:3] == [three[0], two[4], three[1]]
        tab.keyboard.type("9-9")
        tab.keyboard.press("Enter")
        expect(tab.locator("#told")).to_contain_text("LX-W133")
        assert numbers(desk, 3)[1] == two[4]


def test_a_file_left_out_becomes_an_exhibit_at_the_number_typed(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    was = numbers(desk, 3)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence?group=left")
        field = tab.locator(f"#row-{key_of('file:' + SENT)} input.no")
        field.fill("3-1")
        field.press("Enter")
        expect(tab.locator("#box")).to_contain_text(re.compile("未保存的改动 [1-9]"))
    assert len(numbers(desk, 3)) == len(was) + 1 and files_of(desk, numbers(desk, 3)[0]) == [SENT]


def test_the_files_of_an_exhibit_are_ordered_by_mouse_and_keyboard(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    files = files_of(desk, "微信")
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key_of('item:微信')}")
        parts = tab.locator("ol.parts > li")
        parts.nth(1).focus()
        tab.keyboard.press("Alt+ArrowUp")
        expect(parts.nth(0)).to_contain_text(files[1])
        expect(parts.nth(0)).to_be_focused()
        assert files_of(desk, "微信") == [files[1], files[0], *files[2:]]
        parts.nth(4).scroll_into_view_if_needed()
        start, end = parts.nth(4).bounding_box(), parts.nth(2).bounding_box()
        tab.mouse.move(start["x"] + 20, start["y"] + 8)
        tab.mouse.down()
        tab.mouse.move(start["x"] + 22, end["y"] + 6, steps=25)
        tab.mouse.move(start["x"] + 21, end["y"] + 3, steps=4)
        tab.mouse.up()
        expect(parts.nth(2)).to_be_focused()
        expect(parts.nth(2)).to_contain_text(files[4].rpartition("/")[2])
        assert files_of(desk, "微信") == [files[1], files[0], files[4], *files[2:4]]
        parts.nth(2).get_by_role("button", name="移出").click()
        expect(parts).to_have_count(4)
        assert files[4] not in files_of(desk, "微信")


def test_twins_are_compared_and_one_is_left_out(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence?group=left")
        tab.locator(f"#row-{key_of('file:' + COPY)}").get_by_role("link", name=re.compile("并排比对")).click()
        expect(tab.locator(".twin-page").first).to_contain_text("逐像素相同")
        expect(tab.locator(".twin-page img").nth(1)).to_have_js_property("complete", True)
        tab.get_by_role("button", name="只提交左边，右边不提交").first.click()
        expect(tab.locator("[id^=choice-]").first).to_contain_text("与“IMG_2031.jpg”相同")
        tab.goto(f"{tab.home}twins/{key_of('file:' + SENT)}")
        expect(tab.locator(".twin-page")).to_contain_text("明显差别")
        tab.get_by_role("button", name="两份都提交").click()
        expect(tab.locator("[id^=choice-]").first).to_contain_text("比对后两份都提交")
    reasons = {one["file"]: one["reason"] for one in catalogue(desk)["left_out"]}
    assert reasons[COPY] == "与“IMG_2031.jpg”相同" and SENT not in reasons


def test_hidden_things_stand_there_before_the_second_press(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key_of('file:' + SHEET)}")
        expect(tab.locator(".hidden-in")).to_contain_text("隐藏的工作表 1 张")
        tab.locator("#cell-submit").select_option("是")
        expect(tab.locator("#told")).to_contain_text("LX-W130")
        assert not desk.steps
        tab.get_by_label("决定人").first.fill("李样例")
        tab.locator("#decide").get_by_label("决定理由").fill("隐藏的草稿表已核对")
        tab.get_by_role("button", name="看过，提交").click()
        expect(tab.locator("#form")).to_contain_text("已决定：李样例")
    assert catalogue(desk)["decisions"][-1]["file"] == SHEET
