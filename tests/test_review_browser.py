"""The page in a real browser: dragged, typed, saved, with nothing asked of anybody else.

Facts: 沈河案, its page open in the distribution's Chromium. Question: does what a person does with mouse and keyboard
end in the catalogue and the case file, and does the browser ever complain or ask another address? Each test fails on a
message of the console, a report of the policy, or a request to anywhere but this port.
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.findings import Finding
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.moves import members
from lexcollect.matter.desk.steps import Step
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting, Shown
from review_kit import desk_of, opened, served, steel

pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def numbers(desk: Desk, group: int) -> list[str]:
    return [row.id.removeprefix("item:") for row in members(desk.lines, group)]


def card(tab: Any, id: str) -> Any:
    return tab.locator(f"#row-{key_of('item:' + id)}")


def dragged(tab: Any, what: Any, to: Any, *, below: bool) -> None:
    """Drag with the mouse as a hand does: down, many small moves, up."""
    what.scroll_into_view_if_needed()
    start = what.bounding_box()
    tab.mouse.move(start["x"] + start["width"] - 30, start["y"] + start["height"] / 2)
    tab.mouse.down()
    for _ in range(40):
        end = to.bounding_box()
        aim = end["y"] + (end["height"] * 0.8 if below else end["height"] * 0.2)
        if 90 < aim < 690:
            break
        tab.mouse.wheel(0, -120 if aim <= 90 else 120)
        tab.mouse.move(start["x"] + start["width"] - 31, start["y"] + 5)
        tab.wait_for_timeout(30)
    end = to.bounding_box()
    aim = end["y"] + (end["height"] * 0.8 if below else end["height"] * 0.2)
    tab.mouse.move(start["x"] + start["width"] - 30, aim, steps=25)
    tab.mouse.move(start["x"] + start["width"] - 32, aim + 1, steps=4)
    tab.mouse.up()


def test_an_exhibit_dragged_within_its_group_is_counted_there(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        was = numbers(desk, 2)
        dragged(tab, card(tab, was[2]), card(tab, was[0]), below=False)
        expect(card(tab, was[2]).locator("b")).to_have_text("2-1")
        assert numbers(desk, 2) == [was[2], was[0], was[1], *was[3:]]


def test_ticked_exhibits_go_together_to_another_group(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        two, three = numbers(desk, 2), numbers(desk, 3)
        for id in (two[3], two[4]):
            card(tab, id).locator("input[name=pick]").check()
        dragged(tab, card(tab, two[4]), card(tab, three[0]), below=True)
        expect(tab.locator("#box")).to_contain_text("未保存的改动")
        expect(card(tab, two[3]).locator("b")).to_have_text(re.compile("^3-"))
        assert sorted(numbers(desk, 3)[1:3]) == sorted([two[3], two[4]])
        assert numbers(desk, 2) == two[:3]


def test_the_keyboard_moves_and_takes_back(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        was = numbers(desk, 4)
        card(tab, was[0]).focus()
        tab.keyboard.press("Alt+ArrowDown")
        expect(card(tab, was[0]).locator("b")).not_to_have_text("4-1")
        assert numbers(desk, 4)[1] == was[0]
        expect(card(tab, was[0])).to_be_focused()
        tab.keyboard.press("Control+z")
        expect(card(tab, was[0]).locator("b")).to_have_text("4-1")
        assert numbers(desk, 4) == was


def test_a_payment_is_typed_the_sums_follow_and_it_is_saved(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        box = tab.locator("#box")
        expect(box).to_contain_text("1,359,193.80")
        tab.goto(f"{tab.home}case/{key_of('付款')}")
        amount = tab.get_by_label("金额").first
        amount.fill("290,000元")
        amount.press("Tab")
        expect(box).to_contain_text("1,375,328.80")
        expect(box).to_contain_text("1,359,193.80")
        expect(tab.get_by_label("金额").first).to_have_value("290000.00")
        tab.get_by_role("link", name="查看并保存").click()
        expect(tab.locator("#save")).to_contain_text("300,000.00")
        tab.get_by_label("改动人姓名").fill("李样例")
        tab.get_by_role("button", name="保存", exact=True).click()
        expect(tab.locator("#save")).to_contain_text("已保存 1 处改动")
    assert "290000.00" in (matter / CASE).read_text("utf-8")


def test_a_paper_is_looked_at_turned_named_and_dated(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    id = numbers(desk, 3)[2]
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key_of('item:' + id)}")
        picture = tab.locator("img.page").first
        expect(picture).not_to_have_js_property("naturalWidth", 0)
        wide = picture.evaluate("one => one.naturalWidth")
        tab.locator("#right-0-0").click()
        expect(picture).to_have_attribute("src", re.compile("turn=90"))
        expect(picture).not_to_have_js_property("naturalWidth", wide)
        tab.get_by_label("证据名称").fill("送货单（2023年6月9日）")
        tab.get_by_label("证据名称").press("Tab")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("送货单（2023年6月9日）")
        tab.locator("#cell-submit").select_option("否")
        expect(tab.get_by_role("heading", level=1)).not_to_contain_text("3-3")
    assert desk.lines.row(f"item:{id}") is None


def slowed(desk: Desk, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let every step on the desk take ``seconds``, as on a busy machine."""
    take = desk.take

    def slowly(step: Step) -> tuple[Finding, ...]:
        time.sleep(seconds)
        return take(step)

    monkeypatch.setattr(desk, "take", slowly)


def test_words_typed_while_an_answer_is_on_its_way_stay_and_are_sent(
    chromium_here: Any, matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    slowed(desk, monkeypatch, 1.0)
    id = numbers(desk, 3)[2]
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key_of('item:' + id)}")
        title, source = tab.get_by_label("证据名称"), tab.locator("#cell-source")
        title.fill("送货单甲")
        title.press("Tab")
        source.focus()
        source.press("End")
        with tab.expect_response(re.compile("/cell/")):
            source.press_sequentially("（原件在库房）")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("送货单甲")
        expect(source).to_be_focused()
        source.press_sequentially("二份")
        source.press("Tab")
        expect(tab.locator("#box")).to_contain_text("未保存的改动 2 处")
        expect(source).to_have_value(re.compile("（原件在库房）二份$"))
        row = desk.lines.row(f"item:{id}")
        assert (
            row is not None and row.cells["title"] == "送货单甲" and row.cells["source"].endswith("（原件在库房）二份")
        )


def test_a_new_fact_half_typed_stays_when_another_is_corrected_and_when_it_is_refused(
    chromium_here: Any, matter: Path
) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}case/{key_of('付款')}")
        new, day = tab.locator("#new-fact"), tab.locator(f"#new-{key_of('日期')}")
        day.fill("2024年5月6日")
        new.evaluate("one => one.querySelectorAll('details').forEach(part => { part.open = true; })")
        new.get_by_role("checkbox").first.check()
        amount = tab.get_by_label("金额").first
        amount.fill("290,000元")
        amount.press("Tab")
        expect(amount).to_have_value("290000.00")
        expect(day).to_have_value("2024年5月6日")
        assert new.get_by_role("checkbox", include_hidden=True).first.is_checked()
        tab.locator(f"#new-{key_of('金额')}").fill("9" * 20_001)
        new.get_by_role("button", name="新增").click()
        expect(tab.locator("#told")).to_contain_text("LX-W104")
        expect(day).to_have_value("2024年5月6日")
        tab.locator(f"#new-{key_of('金额')}").fill("1万元")
        new.get_by_role("button", name="新增").click()
        expect(tab.locator(".fact").filter(has_text="2024-05-06").first).to_be_visible()
        expect(day).to_have_value("")


def test_an_edit_waits_behind_no_picture(chromium_here: Any, matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser has six connections to one address: pictures take three, so that an edit finds one free."""
    from playwright.sync_api import expect

    painted = threading.Event()

    def slowly(*_: object, **__: object) -> Shown:
        painted.wait(20)
        return Shown({"why": "slow"}, b"")

    monkeypatch.setattr(Painting, "picture", slowly)
    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence", wait_until="domcontentloaded")
        expect(tab.locator("img[src^='/picture/']")).to_have_count(3)
        was = numbers(desk, 2)
        card(tab, was[0]).focus()
        tab.keyboard.press("Alt+ArrowDown")
        expect(card(tab, was[0]).locator("b")).to_have_text("2-2")
        assert not painted.is_set()
        painted.set()
        expect(tab.locator("img[src^='/picture/']").nth(6)).to_be_attached()


def test_payloads_in_every_field_run_nowhere(chromium_here: Any, matter: Path) -> None:
    payload = "\"><img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
    text = (matter / CATALOGUE).read_text("utf-8")
    first = re.search(r'title: "?([^\n"]*送货单SH-0412[^\n"]*)', text)
    assert first
    quoted = "'" + payload.replace("'", "''") + "'"
    (matter / CATALOGUE).write_text(text.replace(first[0], f"title: {quoted}", 1), "utf-8")
    case = (matter / CASE).read_text("utf-8")
    (matter / CASE).write_text(re.sub(r"(?m)^matter: .*$", f"matter: {quoted}", case, count=1), "utf-8")
    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        for path in ("", "evidence", "case", f"case/{key_of('案件')}", "money", "findings", "save"):
            tab.goto(tab.home + path)
            assert tab.title() != "ran"
        tab.goto(f"{tab.home}file/{key_of('item:' + numbers(desk, 3)[0])}")
        tab.get_by_label("证明对象").fill(payload)
        tab.get_by_label("证明对象").press("Tab")
        tab.wait_for_timeout(300)
        assert tab.title() != "ran"


def test_finish_closes_the_page_and_tells_what_is_kept(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    with opened(chromium_here, desk_of(matter)) as tab:
        tab.get_by_role("button", name="完成").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("可以关闭这个页面了")


@pytest.mark.parametrize("width", [1280, 853])
def test_nothing_sticks_out_at_150_percent(chromium_here: Any, matter: Path, width: int) -> None:
    with opened(chromium_here, desk_of(matter)) as tab:
        tab.set_viewport_size({"width": width, "height": 480 if width < 1000 else 720})
        for path in ("", "evidence", "case", f"case/{key_of('付款')}", "money", "findings", "save", "do"):
            tab.goto(tab.home + path)
            over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, path


def test_what_a_quick_hand_does_before_the_script_is_there_is_done_when_it_is(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    id = numbers(desk, 3)[2]
    with opened(chromium_here, desk) as tab:
        held: list[Any] = []
        tab.route("**/htmx.min.js", lambda asked: held.append(asked))
        tab.goto(f"{tab.home}file/{key_of('item:' + id)}", wait_until="commit")
        tab.get_by_label("证据名称").fill("送货单（2023年6月9日）")
        tab.get_by_label("证据名称").press("Enter")
        assert tab.url.endswith(key_of("item:" + id)), "the browser sends no form by itself"
        assert not desk.steps
        held[0].continue_()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("送货单（2023年6月9日）")
        expect(tab.locator("#box")).to_contain_text("未保存的改动 1 处")
        held.clear()
        tab.goto(tab.home, wait_until="commit")
        tab.get_by_role("button", name="撤销").click()
        held[0].continue_()
        expect(tab.locator("#box")).to_contain_text("未保存的改动 0 处")
    assert not desk.steps


def test_the_button_that_a_quick_hand_pressed_is_the_answer_that_is_given(chromium_here: Any, matter: Path) -> None:
    """A form with two answers, pressed before the script stood, is sent with the answer that was pressed."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        tab.locator('a[href^="/twins/"]').first.wait_for()
        twins = tab.locator('a[href^="/twins/"]').first.get_attribute("href").removeprefix("/")
        held: list[Any] = []
        tab.route("**/htmx.min.js", lambda asked: held.append(asked))
        tab.goto(f"{tab.home}{twins}", wait_until="commit")
        tab.locator('button[name=keep][value="left"]').first.click()
        assert not desk.steps
        held[0].continue_()
        expect(tab.locator("#box")).not_to_contain_text("未保存的改动 0 处")
    assert len(desk.steps) == 1


def test_what_is_chosen_the_moment_an_answer_stands_is_sent_too(chromium_here: Any, matter: Path) -> None:
    """Between a new piece of the page and its handlers there is no moment in which a choice would be lost."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}case/{key_of('付款')}", wait_until="load")
        tab.evaluate(
            """() => new MutationObserver((seen, watch) => {
                const method = document.querySelector('#facts section.fact select');
                if (!seen.some((one) => one.target.id === "facts") || !method) return;
                watch.disconnect();
                method.selectedIndex = method.selectedIndex === 1 ? 2 : 1;
                method.dispatchEvent(new Event("change", { bubbles: true }));
            }).observe(document.querySelector("#facts"), { childList: true })"""
        )
        amount = tab.locator("section.fact:not(.new)").first.locator("input[type=text], input:not([type])").first
        amount.fill("2023-07-15")
        amount.press("Tab")
        expect(tab.locator("#box")).to_contain_text("未保存的改动 2 处")
    assert len(desk.steps) == 2


# --- answers that come late, or not at all ----------------------------------------------------------------------------


class Late:
    """Hold every answer to a move back until it is let go."""

    def __init__(self, tab: Any) -> None:
        self.waiting: list[Any] = []
        self._open = False
        tab.route("**/move", lambda asked: asked.continue_() if self._open else self.waiting.append(asked))

    def let_go(self) -> None:
        self._open = True
        for one in self.waiting:
            one.continue_()


def grab(tab: Any, id: str, group: int) -> None:
    """Take a card with the mouse and hold it over the end of a group."""
    of, to = card(tab, id), tab.locator(f'ol.drop[data-group="{group}"]')
    of.scroll_into_view_if_needed()
    start = of.bounding_box()
    tab.mouse.move(start["x"] + start["width"] - 30, start["y"] + start["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(start["x"] + start["width"] - 30, start["y"] + start["height"] / 2 - 12, steps=4)
    end = to.bounding_box()
    tab.mouse.move(end["x"] + 200, end["y"] + min(end["height"] / 2, 40), steps=12)


def test_moves_made_quickly_behind_each_other_are_all_made(chromium_here: Any, matter: Path) -> None:
    """Three numbers are typed before the first is answered: none is forgotten."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    three = numbers(desk, 3)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}evidence")
        late = Late(tab)
        for id in three[:3]:
            field = card(tab, id).locator("input.no")
            field.fill("2-1")
            field.press("Enter")
        expect(card(tab, three[2]).locator("input.no")).to_have_value("2-1")
        late.let_go()
        expect(tab.locator("#box")).to_contain_text("未保存的改动")
        expect(card(tab, three[2]).locator("input.no")).to_have_value("2-1")
        expect(card(tab, three[0]).locator("input.no")).to_have_value("2-3")
    assert numbers(desk, 2)[:3] == [three[2], three[1], three[0]]


def test_a_card_that_is_dragged_stays_in_the_hand_when_the_answer_to_the_one_before_comes(
    chromium_here: Any, matter: Path
) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    first, second = numbers(desk, 3)[:2]
    with opened(chromium_here, desk) as tab:
        tab.set_viewport_size({"width": 1280, "height": 1600})
        tab.goto(f"{tab.home}evidence")
        late = Late(tab)
        with tab.expect_request("**/move"):
            grab(tab, first, 2)
            tab.mouse.up()
        grab(tab, second, 2)
        with tab.expect_response("**/move"):
            late.let_go()
        tab.evaluate("() => new Promise(done => setTimeout(done, 300))")
        expect(tab.locator(".sortable-fallback")).to_have_count(1)  # it is not taken out of the hand
        with tab.expect_response("**/move"):
            tab.mouse.up()
        for id in (first, second):
            expect(tab.locator(f'ol.drop[data-group="2"] #row-{key_of("item:" + id)}')).to_be_visible()
    assert {first, second} <= set(numbers(desk, 2))


def test_a_page_that_is_over_is_told_and_the_words_stay(chromium_here: Any, matter: Path) -> None:
    """Half an hour nobody did anything, and the page has ended; then somebody types on."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    failed: list[str] = []
    with served(desk) as page:
        tab = chromium_here.new_page()
        tab.on("pageerror", lambda error: failed.append(str(error)))
        tab.goto(page.address)
        tab.goto(f"http://127.0.0.1:{page.port}/file/{key_of('item:' + numbers(desk, 3)[0])}", wait_until="networkidle")
        expect(tab.locator("#unanswered")).to_be_hidden()
    tab.locator("#cell-source").fill("张三保管")
    tab.locator("#cell-source").press("Tab")
    expect(tab.locator("#unanswered")).to_be_visible()
    expect(tab.locator("#unanswered")).to_contain_text("没有回答")
    expect(tab.locator("#cell-source")).to_have_value("张三保管")
    tab.keyboard.press("Escape")
    tab.locator("body").press("Control+z")
    expect(tab.locator("#unanswered")).to_be_visible()
    tab.context.close()
    assert not failed and not desk.steps
