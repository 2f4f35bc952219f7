"""Ready to be handed in is a matter whose papers are whole, and that is known of the very draft on the page.

Facts: 沈河案 is in order. Then the address of the first defendant is taken out: 民事起诉状 and 诉讼财产保全申请书 would
be printed with 【待补：…的住所地】 (民事诉讼法第124条: the domicile of the defendant). Questions: does
可以提交 show while nobody has drawn the papers, after they were drawn for an earlier draft, while another work runs, or
with a gap in them? Does the gap lead to the fact? Are papers that nobody has to file in the way? Answers by hand.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.desk.steps import Typed
from lexcollect.matter.making import digests_of, offer
from lexcollect.matter.sources import Sources, read_sources
from lexcollect.review.gaps import _gaps
from lexcollect.review.keys import key_of
from lexcollect.review.maker import main
from lexcollect.wording import speaking
from review_kit import NOW, Page, desk_of, matters, stands, words_of
from test_review_browser import opened

READY, NOT_YET = "可以提交", "还不能提交"
UNKNOWN = "正在看要提交的文书缺不缺内容，还不知道"


fresh, matter, page = matters()


def is_ready(words: str) -> bool:
    return READY in words.replace(NOT_YET, "")


def debtor(page: Page) -> Any:
    (row,) = [row for row in page.review.desk.rows["当事人"] if row.cells["身份"] == "debtor"]
    return row


def without_address(page: Page) -> str:
    """Take the address out of the draft; return the name of the debtor."""
    row = debtor(page)
    page.review.desk.take(Typed("当事人", row.id, "住所地", ""))
    return str(row.cells["名称"])


def test_nothing_is_ready_before_its_papers_were_drawn(page: Page) -> None:
    words = words_of(page.get("/standing").body)
    assert UNKNOWN in words and not is_ready(words) and NOT_YET not in words
    assert "别的都好了" in words
    assert is_ready(stands(page)) and UNKNOWN not in stands(page)


def test_a_gap_is_told_by_paper_with_the_fact_where_it_is_filled_in(page: Page) -> None:
    name = without_address(page)
    words = stands(page)
    assert NOT_YET in words and not is_ready(words)
    assert "要提交的文书缺内容： 民事起诉状 1 处" in words and "诉讼财产保全申请书 1 处" in words
    body = page.get("/standing").body
    link = re.search(rf'<a class="small" href="(/case/[0-9a-f]{{20}})#([0-9a-f]{{20}})">{name}的住所地</a>', body)
    assert link is not None and f'id="{link[2]}"' in page.get(link[1]).body


def test_an_answer_for_an_earlier_draft_never_turns_it_green(page: Page) -> None:
    assert is_ready(stands(page))
    without_address(page)
    words = words_of(page.get("/standing").body)
    assert UNKNOWN in words and not is_ready(words)
    page.review.desk.undo()
    again = words_of(page.get("/standing").body)
    assert is_ready(again), "these are the very files of which it was told"
    page.review.desk.redo()
    assert not is_ready(stands(page))
    page.review.desk.undo()
    assert not is_ready(words_of(page.get("/standing").body)), "the run has answered for another draft since"
    assert is_ready(stands(page))


def test_what_is_made_beside_it_asks_again(page: Page) -> None:
    """A work may change the record of what was handed in, or the package whose pages are cited."""
    assert is_ready(stands(page))
    page.post("/do/start", ("what", "check"))
    assert not is_ready(words_of(page.get("/standing").body))
    assert is_ready(stands(page))


def test_a_run_that_fell_says_nothing_good(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.review.making._begun", lambda: _begun_to_fall())
    words = stands(page)
    assert NOT_YET in words and "文书现在出不了" in words and not is_ready(words)


def _begun_to_fall() -> Any:
    import subprocess
    import sys

    return subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_asking_neither_waits_nor_begins_twice(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    looking = page.review._doing.gaps._looking
    monkeypatch.setattr(looking, "start", lambda what, asked: bool(started.append(what)) or True)
    with page.review.turn:  # an edit has the turn of this thread: the answer needs it for a glance only
        assert page.review._doing.gaps.look() is False
    page.get("/do/gaps")
    assert started == ["offer"]
    without_address(page)
    page.get("/do/gaps")
    assert started == ["offer", "offer"], "another draft"


def test_what_bars_a_paper_leads_to_the_list_of_exhibits_or_the_case_file(page: Page) -> None:
    """A paper that cannot be written at all is told with why, wherever that stands."""

    def led(file: str) -> list[str]:
        said = {"message": "证据3-2没有页码", "where": {"file": file, "line": 0}}
        told = {"blanks": [""], "places": [said["where"]], "refusals": [said]}
        return [one["link"] for one in _gaps(page.review.desk, told)]

    assert led(CATALOGUE) == ["/evidence", "/evidence"]
    assert led("模板.docx") == ["/case", "/case"] and led(CASE) == ["/case", "/case"]


def test_the_run_that_draws_lets_others_go_first_and_answers_for_the_draft(
    matter: Path, page: Page, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = offer(matter, page.review.desk.as_of).data["read"]
    without_address(page)
    draft, stepped = page.review.desk.sources, []
    asked = {"what": "offer", "lang": "zh", "folder": str(matter), "as_of": "2026-11-21", "now": NOW.isoformat()}
    asked |= {"case": b64encode(draft.case).decode(), "catalogue": b64encode(draft.catalogue or b"").decode()}
    monkeypatch.setattr("os.nice", stepped.append)
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps(asked) + "\n"))
    main()
    told = json.loads(capsys.readouterr().out.splitlines()[-1])["done"]["data"]
    assert stepped == [10] and told["read"] == digests_of(draft) != saved
    assert any("的住所地" in blank for one in told["offered"] for blank in one["blanks"])


def test_preservation_that_nobody_asks_for_is_told_and_not_in_the_way(matter: Path, page: Page) -> None:
    case = read_sources(matter).case.decode()
    assert "preservation:" in case
    found = {one["paper"]: one for one in offer(matter, page.review.desk.as_of).data["offered"]}
    assert found["complaint"]["filed"] and found["preservation"]["filed"] and not found["letter"]["filed"]
    assert not found["payment_order"]["filed"], "instead of a suit, not with it"
    plain = re.sub(r"(?m)^preservation:.*\n(?:[ ].*\n)*", "", case)
    draft = Sources(plain.encode(), read_sources(matter).catalogue)
    answered = offer(matter, page.review.desk.as_of, draft)
    assert answered.data["read"] == digests_of(draft) != digests_of(read_sources(matter))
    assert not {one["paper"]: one for one in answered.data["offered"]}["preservation"]["filed"]


def test_it_is_told_in_english_too(page: Page) -> None:
    with speaking("en"):
        assert "not known yet" in words_of(page.get("/standing").body)
        without_address(page)
        words = stands(page)
    assert "the papers to be filed lack something" in words and "complaint 民事起诉状 (1)" in words


def test_nothing_is_written(page: Page, matter: Path) -> None:
    def files() -> dict[str, bytes]:
        return {p.relative_to(matter).as_posix(): p.read_bytes() for p in matter.rglob("*") if p.is_file()}

    before = files()
    stands(page)
    assert files() == before


def test_in_the_browser_it_turns_green_by_itself_and_not_beside_a_gap(matter: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import expect

    with browser() as chromium, opened(chromium, desk_of(matter)) as tab:
        standing = tab.locator("#standing")
        expect(standing.locator("p.done")).to_contain_text(READY)
        tab.goto(f"{tab.home}case/{key_of('当事人')}")
        name = tab.get_by_label("住所地").nth(1)
        name.fill("")
        name.press("Tab")
        expect(tab.locator("#box .steps")).to_contain_text("1")
        tab.goto(tab.home)
        expect(standing).to_contain_text("民事起诉状 1 处")
        expect(standing.locator("b").first).to_have_text(NOT_YET)
        standing.get_by_role("link", name=re.compile("住所地")).first.click()
        tab.wait_for_url(re.compile("/case/"))
