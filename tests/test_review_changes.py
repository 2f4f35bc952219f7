"""What would be saved, as the reader calls it: group, row, field; exhibits by number and title, never keys or ids.

Facts: 沈河案, in which a payment is put right, one is taken out, one comes in, an exhibit is renamed and a file is
decided on. Question: does the list before saving name each as it is called on the page? Answers by hand.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from lexcollect.layout import CATALOGUE
from lexcollect.matter.desk.steps import Filled, Gone, Lined, New, Typed
from lexcollect.review.changes import Names, changes, names_of, place_words, value_words
from lexcollect.review.naming import row_name
from lexcollect.wording import Lang, speaking
from review_kit import Page, desk_of, steel


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("steel"))


@pytest.fixture
def page(fresh: Path, tmp_path: Path) -> Page:
    return Page(desk_of(Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True)))).enter()


def told(page: Page) -> list[tuple[str, str, str]]:
    return [(one["place"], one["old"], one["new"]) for one in changes(page.review.desk)]


def test_a_sum_is_changed(page: Page) -> None:
    page.review.desk.take(Typed("付款", "payments/付款一", "金额", "290000"))
    assert told(page) == [("付款 › 2023-07-14　300,000.00 元 › 金额", "300,000.00", "290,000.00")]
    words = re.sub(r"<[^>]+>", " ", unescape(page.get("/save").body))
    assert "付款 › 2023-07-14" in words and "payments" not in words and "付款一" not in words


def test_in_english(page: Page) -> None:
    page.review.desk.take(Typed("付款", "payments/付款一", "金额", "290000"))
    with speaking("en"):
        assert told(page)[0][0] == "payments › 2023-07-14　300,000.00 yuan › amount"


def test_a_payment_comes_in_and_one_goes(page: Page) -> None:
    desk = page.review.desk
    desk.take(New("付款", (("日期", "2024-01-02"), ("金额", "5000"), ("付款人", "沈河"))))
    desk.take(Gone("付款", "payments/付款一"))
    rows = told(page)
    (came,) = [row for row in rows if row[1] == "—"]
    (went,) = [row for row in rows if row[2] == "—"]
    assert came[0] == "付款 › 2024-01-02　5,000.00 元" and "沈阳沈河样例重型机械有限公司" in came[2]
    assert went[0] == "付款 › 2023-07-14　300,000.00 元" and "4-1 银行回单300,000.00元" in went[1]
    assert "付款一" not in went[1] and "沈河" not in re.sub("沈阳沈河样例重型机械有限公司", "", went[1])


def test_an_exhibit_is_called_by_number_and_title_as_it_was_saved(page: Page) -> None:
    desk = page.review.desk
    row = next(row for row in desk.lines.rows if row.cells.get("title") == "银行回单300,000.00元")
    desk.take(Lined(((row.id, "title", "工商银行回单"),)))
    assert told(page) == [("证据 › 4-1 银行回单300,000.00元 › 名称", "银行回单300,000.00元", "工商银行回单")]
    with speaking("en"):
        assert told(page)[0][0] == "exhibits › 4-1 银行回单300,000.00元 › title"


def of(page: Page, words: str) -> tuple[str, str, str]:
    (found,) = [row for row in told(page) if words in row[0]]
    return found


def row_of(page: Page, title: str) -> Any:
    return next(row for row in page.review.desk.lines.rows if row.cells.get("title") == title)


def test_an_exhibit_that_moves_is_told_by_title_with_its_old_and_its_new_number(page: Page) -> None:
    """订单二 is left out: 订单三 was 2-5 and is 2-4 from now on."""
    desk = page.review.desk
    desk.take(Lined(((row_of(page, "采购订单DD-20230602").id, "submit", "否"),)))
    assert of(page, "DD-20230821") == ("证据 › 采购订单DD-20230821（2-5 → 2-4） › 序号", "2-5", "2-4")
    with speaking("en"):
        assert of(page, "DD-20230821")[0] == "exhibits › 采购订单DD-20230821 (2-5 → 2-4) › number"
    gone = of(page, "DD-20230602")
    assert gone[2] == "—" and gone[1].startswith("序号 2-4；名称 采购订单DD-20230602；日期 2023-06-02；日期来源 ")
    assert "id " not in gone[1] and "date" not in gone[1] and "title" not in gone[1]


def test_where_a_day_comes_from_is_told_with_the_day(page: Page) -> None:
    desk = page.review.desk
    desk.take(Lined(((row_of(page, "《最高额连带责任保证书》").id, "date", "2023-05-01"),)))
    assert of(page, "› 日期来源")[1:] == ("打印的日期（2023-03-15）", "人工填写（2023-05-01）")


def test_a_word_that_is_also_the_id_of_an_exhibit_stays_that_word(page: Page) -> None:
    """The contract has the id 合同 here, and 合同 is what an order is as a proof."""
    desk = page.review.desk
    desk.take(Lined(((row_of(page, "采购订单DD-20230406").id, "proof", "合同"),)))
    assert of(page, "› 证明类型")[1:] == ("—", "合同")


def test_no_id_that_intake_made_is_seen(page: Page) -> None:
    names = Names({}, {"F0123456789": "3-2 送货单"})
    place = ("reviews", 0, "of")
    assert value_words("案件.yaml", place, "证据 F0123456789 来源", names) == "证据 3-2 送货单 来源"


def test_a_link_of_a_demand_names_the_exhibits_that_carry_it(page: Page) -> None:
    desk = page.review.desk
    row = next(row for row in desk.rows["催收"] if row.cells.get("证明链·寄出"))
    first = desk.exhibits.choices[0]
    desk.take(Filled("催收", row.id, (("证明链·寄出", first),)))
    rows = [one for one in told(page) if "证明链" in one[0]]
    assert rows and all(place.startswith("催收 › ") and "links" not in place for place, _, _ in rows)
    assert any(first in new for _, _, new in rows)


def test_a_decision_names_its_file_and_who_decided(page: Page) -> None:
    desk = page.review.desk
    row = next(row for row in desk.lines.rows if row.files == ("notes.txt",))
    desk.take(Lined(((row.id, "by", "王律师"), (row.id, "why", "内部"))))
    rows = told(page)
    assert any(place.startswith("提交决定 › notes.txt") or "notes.txt" in new for place, _, new in rows)
    assert any("王律师" in new for _, _, new in rows)


def test_what_no_model_knows_is_shown_as_it_stands(page: Page) -> None:
    names = names_of(page.review.desk)
    assert place_words("案件.yaml", ("付款单", "甲", "金额"), names) == "付款单 › 甲 › 金额"
    assert value_words("案件.yaml", ("付款单",), {"甲": ["乙", {"丙": None}]}, names) == "甲 乙、丙 —"
    assert place_words(CATALOGUE, ("groups", 0, "title"), names) == "分组 › 第 1 条 › 名称"


DEMAND = {"id": "函", "kind": "催款函", "date": "2025-06-10", "recipient": "冯"}
SET_OFF = {"id": "付款12", "kind": "抵扣", "date": "2025-08-04", "amount": "116000"}


@pytest.mark.parametrize(
    ("group", "entry", "called"),
    [
        ("payments", SET_OFF, "抵扣　2025-08-04　116,000.00 元"),
        ("communications", DEMAND, "催款函　2025-06-10　冯样例"),
        ("securities", {"id": "s", "kind": "连带责任保证", "guarantor": "冯"}, "连带责任保证　冯样例"),
        ("rents", {"first": "2024-03-01", "amount": "58000"}, "2024-03-01　58,000.00 元"),
        ("costs", {"kind": "lawyer_fee", "amount": "1万"}, "律师费　1万"),
        ("obligations", {"id": "DD-1", "amount": "5"}, "DD-1"),
        ("payments", {"date": "2025-08-04", "amount": "5", "currency": "USD"}, "2025-08-04　5.00 USD"),
        ("parties", {"id": "冯", "name": "冯样例", "date": "2025-08-04"}, "冯样例"),
        ("deliveries", {"id": "空"}, "空"),
    ],
)
def test_rows_that_look_alike_are_told_apart(group: str, entry: dict[str, str], called: str) -> None:
    assert row_name(group, entry, {"冯": "冯样例"}) == called


@pytest.mark.parametrize(
    ("language", "told_as"),
    [
        ("zh", "名称 发票；种类 书证；内部来源 原件在财务"),
        ("en", "title 发票; kind document; note (stays inside) 原件在财务"),
    ],
)
def test_an_exhibit_that_comes_in_is_told_by_its_labels_and_a_title_that_is_its_id_stays(
    page: Page, language: Lang, told_as: str
) -> None:
    """The program made the id 发票 of the title 发票: the title is no reference to the exhibit."""
    names = replace(names_of(page.review.desk), exhibits={"发票": "1-1 发票"})
    entry = {"id": "发票", "title": "发票", "kind": "书证", "working_source": "原件在财务"}
    with speaking(language):
        assert value_words(CATALOGUE, ("items", "发票"), entry, names) == told_as
        assert value_words(CATALOGUE, ("items", "发票", "title"), "发票", names) == "发票"
