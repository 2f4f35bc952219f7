"""Whose matter a print is about, whom a waiting fact names, and under which name a file came.

Facts: 沈河案, in a folder called 案. Question: does a sheet that somebody finds say who is owed by whom, is a party
called by its name where a fact waits, and is a file found by the name under which the client sent it?
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from lexcollect.evidence.paged import count_of
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import CASE
from lexcollect.review.chats import _by_name
from lexcollect.review.heading import whose
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import Page, desk_of, steel

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return Page(desk_of(steel(tmp_path_factory.mktemp("heading")))).enter()


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_a_print_says_who_is_owed_by_whom(page: Page) -> None:
    head = re.findall(r'<p class="printed">(.*?)</p>', page.get("/money").body)[0]
    assert "天津津渤示例钢材贸易有限公司 与 沈阳沈河样例重型机械有限公司" in head and not head.startswith("案　")
    with speaking("en"):
        assert whose(page.review.desk).startswith("天津津渤示例钢材贸易有限公司 v. 沈阳沈河样例重型机械有限公司")


def test_without_parties_it_is_the_matter_by_its_folder(tmp_path: Path) -> None:
    from lexcollect.matter.creation import create

    create(tmp_path / "某案", "某案")
    assert "某案" in whose(desk_of(tmp_path / "某案"))


def test_a_case_file_nobody_can_read_leaves_the_name_of_the_folder(tmp_path: Path) -> None:
    matter = steel(tmp_path)
    (matter / CASE).write_text("当事人: [", "utf-8")
    assert whose(desk_of(matter)) == matter.name


def test_a_waiting_fact_calls_a_party_by_its_name(page: Page) -> None:
    desk = page.review.desk
    case = desk.parts.case
    assert case is not None
    one = case.debtors[0]
    said = _by_name(desk, f"确认：日期 2024-03-01，确认人 {one.id}，原文 欠{one.id}的钱")
    assert f"确认人 {one.name}，" in said and f"欠{one.id}的钱" in said


def test_a_file_is_found_and_told_by_the_name_it_came_under(page: Page) -> None:
    found = page.get(f"/evidence?word={quote('沈河样例-何会计')}").body
    assert '<small class="file">沈河样例-何会计.csv</small>' in found and "微信聊天记录" in words_of(found)
    assert found.count('class="card-row') == 1
    file = words_of(page.get(f"/file/{key_of('item:微信')}").body)
    assert "收到时的文件名：" in file and "沈河样例-何会计.csv" in file


def test_the_pages_of_an_ofd_are_counted() -> None:
    assert count_of(DATA / "proposing" / "digital-invoice.ofd", FileKind.OFD) == 1
