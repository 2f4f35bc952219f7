"""Before a matter is handed in: warnings that change the sum are looked at by a person, and the record says by whom.

Facts: 沈河区借款案: the loan was written as 400,000 yuan, 392,000 were paid out, and the contract is older than the
rules of 2020. Questions: does 可以提交 show while nobody looked at what that does to the sum? What does a look leave,
what does it not change, and when is it asked again? Files of unclear origin: which are counted, and which are never
left out without a word? Answers by hand.
"""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from lexcollect.findings import changes_sum, finding
from lexcollect.layout import CASE, CATALOGUE, JOURNAL
from lexcollect.matter.answering import answer
from lexcollect.matter.decided_findings import can_be_seen, contradicts, seen_by
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example
from lexcollect.matter.handing_in import Ground, against, unseen
from lexcollect.matter.receiving import receive
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import NOW, Page, stands, steel


@pytest.fixture(scope="module")
def loan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("loan"), "loan")


@pytest.fixture(scope="module")
def lease(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("lease"), "lease")


def page_of(fresh: Path, folder: Path, name: str = "loan") -> Page:
    matter = Path(shutil.copytree(fresh, folder / "案", symlinks=True))
    return Page(Desk(matter, load_example(name).as_of)).enter()


def words_of_page(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def in_english(page: Page, path: str) -> str:
    with speaking("en"):
        return words_of_page(page.get(path).body)


def forms(page: Page) -> list[tuple[str, str]]:
    """Return what can be looked at: where it is said, and the sentence of the warning."""
    found = re.findall(r'<li class="told warning[^"]*".*?</li>', page.get("/findings").body, re.DOTALL)
    out = []
    for one in found:
        address = re.search(r'hx-post="(/seen/[0-9a-f]{20})"', one)
        if address is not None:
            out.append((address[1], words_of_page(one)))
    return out


def address_of(page: Page, words: str) -> str:
    (address,) = [address for address, said in forms(page) if words in said]
    return address


LENT = "实际交付 392,000.00 元"
OLD = "2020年8月20日之前"


def test_a_sum_that_nobody_looked_at_stands_against_handing_in(loan: Path, tmp_path: Path) -> None:
    words = words_of_page(page_of(loan, tmp_path).get("/standing").body)
    assert "还不能提交" in words and f"{LENT}" in words and "（影响金额）" in words
    assert "另有 2 条提醒没有看过（不影响金额）" in words


def test_looked_at_by_a_person_each_it_may_be_handed_in_and_says_what_else_stands(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    page.post(address_of(page, LENT), ("by", "王律师"))
    words = words_of_page(page.get("/standing").body)
    assert "还不能提交" in words and LENT not in words and OLD in words
    page.post(address_of(page, OLD), ("by", "王律师"), ("why", "起诉日按开庭前再核"))
    words = stands(page)
    assert "还不能提交" not in words and "可以提交" in words and "另有 2 条提醒没有看过（不影响金额）" in words
    said = words_of_page(page.get("/findings").body)
    assert "已看过：王律师，2026-11-29（起诉日按开庭前再核）" in said and OLD in said


def test_it_is_recorded_among_the_decisions_and_goes_on_being_told(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    page.post(address_of(page, LENT), ("by", "王律师"))
    desk = page.review.desk
    desk.save("王律师", NOW)
    answered = answer(desk.folder, desk.as_of, dates_anyway=True)
    (one,) = [one for one in answered.findings if one.code == "LX-M175"]
    review = seen_by(one, answered.case)
    assert review is not None and (review.by, review.date, review.why) == ("王律师", NOW.date(), "已看过")
    line = json.loads((desk.folder / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert line["who"] == "王律师" and line["values"][0]["place"][0] == "reviews"


def test_another_sum_asks_again(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    page.post(address_of(page, LENT), ("by", "王律师"))
    desk = page.review.desk
    desk.save("王律师", NOW)
    text = (desk.folder / CASE).read_text("utf-8")
    assert "400000" in text
    (desk.folder / CASE).write_text(text.replace("400000", "410000", 1), encoding="utf-8")
    again = Page(Desk(desk.folder, desk.as_of)).enter()
    words = words_of_page(again.get("/standing").body)
    assert "410,000.00 元，实际交付" in words and "还不能提交" in words


def test_undone_it_stands_against_it_again(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    page.post(address_of(page, LENT), ("by", "王律师"))
    assert len(page.review.desk.steps) == 1
    page.post("/undo")
    assert LENT in words_of_page(page.get("/standing").body) and not page.review.desk.steps


def test_nobody_looks_without_a_name_and_twice_is_once(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    address = address_of(page, LENT)
    assert "姓名" in words_of_page(page.post(address, ("by", " ")).body) and not page.review.desk.steps
    page.post(address, ("by", "王律师"))
    assert "已看过：王律师，2026-11-29 " in words_of_page(page.get("/findings").body), "no note, no brackets"
    page.post(address, ("by", "王律师"))
    assert len(page.review.desk.steps) == 1
    assert f'value="{"王律师"}"' in page.get("/findings").body, "the name is asked once"
    assert page.post(f"/seen/{'0' * 20}", ("by", "x")).headers["hx-reswap"] == "none"


def test_other_warnings_may_be_looked_at_too(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    page.post(address_of(page, "超过保护上限"), ("by", "王律师"))
    assert "另有 1 条提醒没有看过" in words_of_page(page.get("/standing").body)


def test_neither_mistakes_nor_contradictions_are_settled_by_a_look(loan: Path, tmp_path: Path) -> None:
    case = page_of(loan, tmp_path).review.desk.parts.case
    mistake = finding("LX-C030", id="回单", near="")
    contradiction = finding("LX-C052", name="孙示例", stated="女", derived="男")
    note = finding("LX-M219", day="2024-03-04", parts="全部", until="2024-03-05", amount="1")
    assert not can_be_seen(mistake) and not can_be_seen(note)
    assert contradicts(contradiction) and not can_be_seen(contradiction)
    assert unseen((mistake, contradiction, note), case) == ()
    assert [one.ground for one in against((mistake, contradiction), None)] == [Ground.MISTAKE, Ground.CONTRADICTION]
    assert changes_sum("LX-M175") and not changes_sum("LX-M004")


def test_read_only_sees_who_looked_and_presses_nothing(loan: Path, tmp_path: Path) -> None:
    page = page_of(loan, tmp_path)
    page.post(address_of(page, LENT), ("by", "王律师"))
    page.review.desk.save("王律师", NOW)
    desk = Desk(page.review.desk.folder, page.review.desk.as_of, read_only=True)
    body = Page(desk).enter().get("/findings").body
    assert "/seen/" not in body and "已看过：王律师" in words_of_page(body)


# --- files that wait for a decision ----------------------------------------------------------------------------------


def test_left_out_files_with_a_question_are_counted_on_the_first_page(lease: Path, tmp_path: Path) -> None:
    """Facts: of the lease's material an office's own note and a ledger of unclear origin are left out."""
    page = page_of(lease, tmp_path, "lease")
    assert "另有 2 份没有列为证据；要提交其中哪一份，先点进去决定" in words_of_page(page.get("/").body)
    listed = words_of_page(page.get("/evidence?only=asked").body)
    assert "须先决定：来源不明" in listed and "须先决定：内部资料" in listed
    assert "to be decided first: origin unclear" in in_english(page, "/evidence?only=asked")


def test_the_mark_goes_once_somebody_decided(lease: Path, tmp_path: Path) -> None:
    page = page_of(lease, tmp_path, "lease")
    (row,) = [row for row in page.review.desk.lines.rows if row.files == ("租金台账.xlsx",)]
    key = key_of(row.id)
    assert "须先决定：来源不明" in page.get(f"/file/{key}").body
    page.post(f"/decide/{key}", ("by", "王律师"), ("why", "内部底稿"), ("answer", "leave"))
    assert "须先决定：来源不明" not in page.get("/evidence").body
    assert "须先决定" not in page.get(f"/file/{key}").body
    assert "另有 1 份没有列为证据" in words_of_page(page.get("/").body)


def test_a_statement_that_was_decided_to_be_handed_in_is_no_problem(lease: Path, tmp_path: Path) -> None:
    """李示例 decided on it in the catalogue: the list says 须先决定 of it no more."""
    page = page_of(lease, tmp_path, "lease")
    (row,) = [row for row in page.review.desk.lines.rows if row.files[0].startswith("流水/")]
    assert "须先决定" in row.cells["problem"], "the sheet names the question beside its answer"
    assert "须先决定" not in page.get(f"/file/{key_of(row.id)}").body


def test_a_bank_statement_on_which_payments_rest_is_not_left_out_unsaid(tmp_path: Path) -> None:
    """A statement as CSV may be anybody's typing; its payments are proposed all the same, so a person says which."""
    matter = tmp_path / "案"
    got = receive(load_example("lease").inbox, matter)
    text = (matter / CATALOGUE).read_text("utf-8")
    statement = "流水/交易明细20240201-20250731.csv"
    written, _, told = text.partition("没有替您写成不提交")
    assert got.facts and statement not in written and statement in told
    assert "备注.txt" in written and "备注.txt" not in told, "what is internal stays inside"
    desk = Desk(matter, load_example("lease").as_of)
    (row,) = [row for row in desk.lines.rows if row.files == (statement,)]
    assert row.cells["submit"] == "待定"
    words = words_of_page(Page(desk).enter().get("/evidence").body)
    assert "须先决定：来源不明；待确认的事实出自这份材料" in words
