"""Who works on the page, who decides, who makes a paper final: three roles, which one person may have and need not.

Facts: 王助理 sits at the page of the loan matter; 王律师 decides on warnings and keeps words; 李律师 signs. Questions:
is there one place to say who works here, do all fields begin with that name, does a name typed for one role turn up in
another, and what do journal, 复核意见 and receipt say? Answers by hand.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from lexcollect.layout import CASE
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example
from lexcollect.wording import speaking
from review_kit import Page, codes, desk_of, done, journal, steel, words_of
from test_review_browser import opened
from test_review_wanted import RUDE


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("loan"), "loan")


@pytest.fixture
def page(fresh: Path, tmp_path: Path) -> Page:
    matter = Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))
    return Page(Desk(matter, load_example("loan").as_of)).enter()


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("steel"))


def field(body: str, name: str) -> set[str]:
    """Return what stands in the fields of this name."""
    found = re.findall(rf'<input (?:type="hidden" )?name="{name}"[^>]*? value="([^"]*)"', body)
    return set(found)


def look(page: Page, by: str) -> None:
    found = re.search(r'hx-post="(/seen/[0-9a-f]{20})"', page.get("/findings").body)
    assert found is not None
    page.post(found[1], ("by", by))


def test_there_is_one_place_on_every_page_and_it_is_empty_at_first(page: Page) -> None:
    for path in ("/", "/evidence", "/case", "/findings", "/do", "/save"):
        body = page.get(path).body
        assert body.count('id="works-name"') == 1 and "在此工作的人" in words_of(body), path
    assert field(page.get("/").body, "who") == {""}


def test_every_field_for_a_name_begins_with_who_works_here(page: Page) -> None:
    answer = page.post("/who", ("who", " 王助理 "))
    assert 'value="王助理"' in answer.body and not page.review.desk.steps, "no change of the matter"
    assert field(page.get("/findings").body, "by") == {"王助理"}
    assert field(page.get("/do").body, "final_by") == {"王助理"}
    page.post("/who", ("who", "孙助理"))
    assert field(page.get("/findings").body, "by") == {"孙助理"}


def test_a_name_typed_for_a_decision_stays_with_decisions(page: Page) -> None:
    page.post("/who", ("who", "王助理"))
    look(page, "王律师")
    assert field(page.get("/findings").body, "by") == {"王律师"}
    body = page.get("/do").body
    assert field(body, "final_by") == {"王助理"} and field(body, "who") == {"王助理"}
    saved = page.get("/save").body
    assert field(saved, "who") == {"王助理"} and "王律师" in words_of(saved), "the decision names who decided"
    page.post("/save", ("who", "王助理"))
    line = journal(page.review.desk.folder)[-1]
    assert line["who"] == "王助理"
    assert "王律师" in (page.review.desk.folder / CASE).read_text("utf-8")


def test_another_person_sits_down_and_finds_no_name_of_the_one_before(page: Page) -> None:
    page.post("/who", ("who", "王助理"))
    look(page, "王律师")
    page.post("/who", ("who", "孙助理"))
    assert field(page.get("/findings").body, "by") == {"孙助理"}


def test_saving_under_another_name_is_saying_who_works_here(page: Page) -> None:
    page.post("/who", ("who", "王助理"))
    look(page, "王律师")
    body = page.post("/save", ("who", "孙助理")).body
    assert 'id="works" hx-swap-oob="true"' in body and field(page.get("/").body, "who") == {"孙助理"}
    assert page.post("/save", ("who", " ")).status == 200 and field(page.get("/").body, "who") == {"孙助理"}


def test_who_keeps_words_is_not_who_makes_the_paper_final(sold: Path, tmp_path: Path) -> None:
    matter = Path(shutil.copytree(sold, tmp_path / "案", symlinks=True))
    text = (matter / CASE).read_text("utf-8")
    (matter / CASE).write_text(text.replace(*RUDE), "utf-8")
    page = Page(desk_of(matter)).enter()
    page.post("/who", ("who", "王助理"))
    refused = done(page, "papers", ("paper", "preservation"), ("final", "1"), ("final_by", "李律师"))
    assert 'name="keep" value="L05"' in refused
    assert field(refused, "final_by") == {"李律师"} and field(refused, "by") == {"王助理"}
    kept = (("keep", "L05"), ("by", "王律师"), ("why", "法院公布的原文"))
    told = codes(done(page, "papers", ("paper", "preservation"), ("final", "1"), ("final_by", "李律师"), *kept))
    assert "LX-P322" in told and "LX-P030" not in told
    receipt = json.loads((matter / "3-文书/v1/回执/preservation.json").read_text("utf-8"))
    assert receipt["final_by"] == "李律师"
    assert [line["who"] for line in journal(matter) if line.get("who")] == ["王助理"], "who worked"
    assert "王律师" in (matter / CASE).read_text("utf-8"), "who decided"
    body = page.get("/do").body
    assert field(body, "final_by") == {"李律师"} and field(page.get("/findings").body, "by") <= {"王律师"}


def test_who_only_reads_is_not_asked(page: Page) -> None:
    desk = Desk(page.review.desk.folder, page.review.desk.as_of, read_only=True)
    assert 'id="works-name"' not in Page(desk).enter().get("/").body


def test_it_is_asked_in_english_too(page: Page) -> None:
    with speaking("en"):
        assert "who works here" in words_of(page.get("/").body)


def test_a_name_is_text(page: Page) -> None:
    answer = page.post("/who", ("who", '"><script>alert(1)</script>'))
    assert "<script>" not in answer.body and len(page.review.people.here) <= 60


def test_in_the_browser_fields_nobody_typed_in_take_the_name(page: Page) -> None:
    pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import expect

    with browser() as chromium, opened(chromium, page.review.desk) as tab:
        tab.goto(f"{tab.home}findings")
        names: Any = tab.locator("form.seeing input[name=by]")
        names.last.fill("王律师")
        here = tab.locator("#works-name")
        here.fill("王助理")
        here.press("Enter")
        expect(names.first).to_have_value("王助理")
        expect(names.last).to_have_value("王律师")
        names.first.locator("xpath=..").locator("xpath=..").get_by_role("button").click()
        expect(tab.locator("#findings")).to_contain_text("已看过：王助理")
        expect(tab.locator("#works-name")).to_have_value("王助理")
