"""What a page asks for after what it shows became something else, or after it is over.

Facts: 沈河案 as a client brings it; IMG_2031.jpg (the delivery note SH-0412) and a copy of it sent by 微信, each an
exhibit. Question: one is left out, a page is left, or the whole page is ended, while pictures and pieces of the page
are still on their way. Does the browser complain of anything? Answer: no; each comes, or nobody waits for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.matter.desk.draft import Desk
from lexcollect.review import painting as painting_
from lexcollect.review.app import Review
from lexcollect.review.keys import key_of
from lexcollect.review.leaving import Gone, asked_by, has_left
from lexcollect.review.painting import Painting, Shown
from lexcollect.review.twins import key_of_pair, pairs
from review_kit import Page, as_a_client_brings_it, desk_of, key_for, matters, opened

SENT = "mmexport1681291234567.jpg"


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as started:
        yield started


fresh, matter, _ = matters(as_a_client_brings_it)


@pytest.fixture
def desk(matter: Path) -> Desk:
    return desk_of(matter)


@pytest.fixture
def page(desk: Desk) -> Iterator[Page]:
    one = Page(desk).enter()
    yield one
    one.review.close()


class Held:
    """What the painter is asked is held back, for some kinds of work, until it is let go or nobody waits for it.

    ``came`` is set when one is asked for.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *works: str) -> None:
        self.came, self._go = threading.Event(), threading.Event()
        asked = Painting._asked

        def held(painting: Painting, what: dict[str, Any], *more: Any, **named: Any) -> Shown:
            if what["do"] in works:
                self.came.set()
                while not self._go.wait(0.05):
                    if has_left() or painting._over:
                        raise Gone
            return asked(painting, what, *more, **named)

        monkeypatch.setattr(Painting, "_asked", held)

    def let_go(self) -> None:
        self._go.set()


# --- a line that became another -------------------------------------------------------------------------------------


def test_what_the_page_of_twins_has_yet_to_ask_for_comes_after_one_of_them_was_left_out(page: Page, desk: Desk) -> None:
    key = key_for(desk, SENT)
    (twin,) = pairs(desk, next(row for row in desk.lines.rows if SENT in row.files))
    body = page.get(f"/twins/{key}").body
    pair = key_of_pair(twin)
    assert f'hx-get="/pair/{pair}/0"' in body and f'hx-post="/twins/{key}/{pair}"' in body
    page.post(f"/twins/{key}/{pair}", ("keep", "left"))
    assert key_for(desk, SENT) != key, "it is no exhibit any more"
    for asked in (f"/pair/{pair}/0", f"/pair/{pair}/words", f"/twins/{key}", f"/file/{key}", f"/hidden/{key}"):
        assert page.get(asked).status == 200, asked
    for asked in (f"/pair/{pair}/0/left", f"/pair/{pair}/0/right", f"/picture/{key}/0/0/tile"):
        assert page.get(asked).headers["content-type"] == "image/png", asked


def test_a_key_of_before_leads_to_no_line_of_other_files(page: Page, desk: Desk) -> None:
    """IMG_2031.jpg gives its place in the exhibit to the copy: the key of the copy's line leads to nothing else."""
    key, exhibit = key_for(desk, SENT), key_for(desk, "IMG_2031.jpg")
    (twin,) = pairs(desk, next(row for row in desk.lines.rows if SENT in row.files))
    page.post(f"/twins/{key}/{key_of_pair(twin)}", ("keep", "left"))
    left_out = page.get(f"/file/{key}").body
    assert f'hx-post="/cell/{key_for(desk, SENT)}"' in left_out and f'hx-post="/cell/{exhibit}"' not in left_out
    assert page.get("/file/nobody").status == 404


# --- somebody who left ----------------------------------------------------------------------------------------------


def test_whoever_left_is_not_answered_and_that_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    painting = Painting(command=("false",))
    painting.close()
    with asked_by(lambda: True), pytest.raises(Gone):
        painting.words(path)
    assert painting.words(path) == [], "who is not watched is told that there is nothing"


def test_what_the_page_is_at_when_it_ends_is_answered_with_nothing(page: Page) -> None:
    """A request that is cut off at the end: no failure of the page is told to the browser, or to the terminal."""
    import asyncio

    from review_kit import HOST

    async def never(scope: Any, receive: Any, send: Any) -> None:
        raise asyncio.CancelledError

    page.guard._app = never
    answer = page.get("/standing", host=HOST)
    assert (answer.status, answer.raw) == (204, b"")


# --- a picture that was late ----------------------------------------------------------------------------------------


def test_a_picture_that_was_too_slow_is_tried_again_after_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine was busy; a minute later the picture may come. Until then nobody waits for it twice."""
    from lexcollect.formats.kinds import FileKind

    tries: list[str] = []
    now = [1000.0]

    def fresh(painting: Painting, wish: Any) -> Shown:
        tries.append(wish.asked["do"])
        return Shown({"why": "slow"}, b"") if len(tries) == 1 else Shown({}, b"P")

    class Clock:
        monotonic = staticmethod(lambda: now[0])

    monkeypatch.setattr(Painting, "_fresh", fresh)
    monkeypatch.setattr(painting_, "time", Clock)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    painting = Painting(command=("false",))
    assert painting.picture(path, FileKind.PDF, 0, 260).why == "slow"
    now[0] += 59
    assert painting.picture(path, FileKind.PDF, 0, 260).why == "slow" and len(tries) == 1
    now[0] += 2
    assert painting.picture(path, FileKind.PDF, 0, 260).body == b"P" and len(tries) == 2
    painting.close()


# --- in the browser -------------------------------------------------------------------------------------------------


def test_in_the_browser_one_is_left_out_before_the_pictures_are_there(
    chromium_here: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect

    held = Held(monkeypatch, "apart")
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}twins/{key_for(desk, SENT)}")
        assert held.came.wait(30)
        tab.locator('button[name=keep][value="left"]').click()
        expect(tab.locator("#box")).not_to_contain_text("未保存的改动 0 处")
        held.let_go()
        pictures = tab.locator(".twin-page img")
        expect(pictures).to_have_count(2)
        for at in range(2):
            expect(pictures.nth(at)).to_have_js_property("complete", True)
            assert pictures.nth(at).evaluate("one => one.naturalWidth") > 300
        expect(tab.locator(".twin-words")).not_to_contain_text("正在比对")


def test_who_leaves_page_after_page_finds_room_at_the_next(
    chromium_here: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page asks the painter for what its file hides; forty are left before it has answered one of them."""
    from playwright.sync_api import expect

    held = Held(monkeypatch, "hidden", "picture")
    with opened(chromium_here, desk) as tab:
        keys = [key_of(row.id) for row in desk.lines.rows if row.files[0].endswith(".pdf")]
        for number in range(40):
            with tab.expect_request("**/hidden/*"):
                tab.goto(f"{tab.home}file/{keys[number % 3]}", wait_until="domcontentloaded")
        held.let_go()
        expect(tab.locator(".hidden-in")).not_to_contain_text("正在")


@pytest.mark.parametrize("late", [0, 0.6], ids=["at once", "after the pictures"])
def test_a_page_that_is_ended_while_pictures_are_on_their_way_answers_them_with_nothing(
    chromium_here: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], late: float
) -> None:
    """完成 is pressed: nothing is told in the console, nor on the terminal that the page was opened from.

    Where the farewell comes ``late`` seconds behind the empty answers, the page asks for no further picture meanwhile.
    """
    from playwright.sync_api import expect

    done = Review._done

    def slowly(review: Review, request: Any, form: Any) -> Any:
        if late:
            review._finish()  # the server takes nothing new any more
            time.sleep(late)
        answer = done(review, request, form)
        time.sleep(late)
        return answer

    monkeypatch.setattr(Review, "_done", slowly)
    held = Held(monkeypatch, "hidden", "picture")
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key_for(desk, '合同盖章版.pdf')}", wait_until="domcontentloaded")
        assert held.came.wait(30)
        answered: list[int] = []
        tab.on("response", lambda told: answered.append(told.status))
        tab.get_by_role("button", name="完成").click()
        expect(tab.locator("body")).to_contain_text("可以关闭")
        until = time.monotonic() + 30
        while 204 not in answered and time.monotonic() < until:
            tab.wait_for_timeout(50)
        assert set(answered) == {200, 204}
    assert "Traceback" not in capfd.readouterr().err
