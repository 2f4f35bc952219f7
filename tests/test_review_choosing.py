"""Thousands of exhibits in a catalogue, and a fact that is to name one: it is found by words, not scrolled to.

Facts: 沈河案 with 28 exhibits, and a page that lists no more than ten of them beside a field. Question: is the field as
short as it should be, is every exhibit found, and is what was chosen kept? Answer: below.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from lexcollect.layout import CASE
from lexcollect.review import choosing
from lexcollect.review.keys import key_of
from review_kit import Page, desk_of, steel


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(choosing, "MANY", 10)
    return Page(desk_of(steel(tmp_path))).enter()


def options(body: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'type="checkbox"[^>]* value="([^"]*)"', body)]


def asked(page: Page, words: str) -> list[str]:
    from urllib.parse import quote

    return options(page.get(f"/choose?name=words&find={quote(words)}").body)


def test_a_field_lists_what_is_chosen_and_offers_to_find_the_rest(page: Page) -> None:
    body = page.get(f"/case/{key_of('付款')}").body
    first = body.partition('<section class="fact new">')[0]
    assert 'hx-get="/choose?name=words"' in first
    chosen = {option for option in options(first) if re.match(r"\d+-\d+", option)}
    assert 0 < len(chosen) < 10, "only those that the payments name"


def test_an_exhibit_is_found_by_number_or_by_words_of_its_title(page: Page) -> None:
    assert any(one.startswith("1-1") for one in asked(page, "1-1"))
    (title,) = {row.cells["title"] for row in page.review.desk.lines.rows if row.cells.get("number") == "2-1"}
    assert [one for one in asked(page, title[:4]) if title in one]
    assert asked(page, "") == [] == asked(page, "没有这样的证据名称")
    assert "没有这样的证据" in page.get("/choose?name=words&find=zzzz").body


def test_more_than_fit_are_counted(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "SHOWN", 3)
    body = page.get("/choose?name=words&find=-").body
    assert len(options(body)) == 3 and "另有 25 份" in body


def test_what_is_found_and_ticked_is_what_the_fact_names(page: Page) -> None:
    found = asked(page, "1-1")[0]
    fields = (("row", "payments/付款一"), ("head", key_of("证据")), ("several", "1"), ("words", found))
    body = page.post(f"/typed/{key_of('付款')}", *fields).body
    assert found in options(body) and page.review.desk.differences


def test_who_asks_for_another_field_or_for_a_torn_case_file(page: Page) -> None:
    for name in ("", "row", "new-", "words%22%20onclick", "new-xyz"):
        assert page.get(f"/choose?name={name}&find=1").status == 404
    matter = page.review.desk.folder
    (matter / CASE).write_text("- : :", "utf-8")
    page.review.desk.read_again()
    assert asked(page, "1-1") == []


def test_a_message_that_becomes_an_event_names_its_chat(page: Page) -> None:
    chat = f"/chat/{key_of('item:微信')}/0"
    body = page.get(f"{chat}/1/demand").body
    chosen = re.findall(r'value="([^"]*)" checked', body)
    assert any(one.startswith("5-1") for one in map(unescape, chosen))
