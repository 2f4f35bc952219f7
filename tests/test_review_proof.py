"""The proof of an event link by link: what is bound to an exhibit, and what then follows.

Facts: 沈河案. The letter EA102030405CN of 2025-05-20, signed for on 2025-05-23, is proved by the letter (5-3), the
waybill (5-4), the contract for the address, the tracking record, and an answer by chat; limitation against the buyer
rests on it and ends on 2028-05-23. Before it the buyer promised on 2024-09-12. Questions: what becomes of grade
and last day when a link is taken away, and bound again? Answers by hand from the rulebook on evidence, section 7.
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from lexcollect.layout import CASE
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.steps import Filled
from lexcollect.matter.example import load_example
from lexcollect.review.facts import fact_key
from lexcollect.review.keys import key_of
from review_kit import NOW, Page, desk_of, steel

LETTER = "催告2025"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def page(fresh: Path, tmp_path: Path) -> Page:
    return Page(desk_of(Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True)))).enter()


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def letter(page: Page) -> str:
    """Return the address of the letter's page, from the list."""
    found = re.search(r'href="(/proof/[0-9a-f]{20})">催款函（EA102030405CN）', page.get("/proof").body)
    assert found is not None
    return found[1]


def link(body: str, key: str) -> str:
    """Return the part of the page that shows one link."""
    return body.partition(f'id="link-{key}"')[2].partition("</li>")[0]


def bound(body: str, key: str) -> list[str]:
    """Return the keys of the exhibits that are ticked for a link."""
    return re.findall(r'value="([0-9a-f]{20})" checked', link(body, key))


def bind(page: Page, address: str, key: str, *exhibits: str) -> str:
    answer = page.post(f"{address}/link", ("link", key), *(("exhibit", one) for one in exhibits))
    assert answer.status == 200
    return answer.body


def last_day(page: Page) -> str:
    answered = page.review.desk.answered
    assert answered is not None
    one = next(one for one in answered.deadlines if one.rule.startswith("limitation.") and one.period)
    assert one.period is not None
    return one.period.last_day.isoformat()


def test_every_event_is_listed_with_its_grade(page: Page) -> None:
    words = words_of(page.get("/proof").body)
    for part in (
        "催款函（EA102030405CN） 催收 沈阳沈河样例重型机械有限公司 851,600.00 强",
        "电话 催收 沈阳沈河样例重型机械有限公司 无 只有单方记录",
        "微信催收 催收 沈阳沈河样例重型机械有限公司 弱",
        "付款 300,000.00 元 付款 沈阳沈河样例重型机械有限公司 强",
    ):
        assert part in words


def test_a_letter_with_all_links_shows_each_with_its_exhibit(page: Page) -> None:
    address = letter(page)
    body = page.get(address).body
    words = words_of(body)
    assert "证明力：强" in words and "主债务诉讼时效 沈阳沈河样例重型机械有限公司 2028-05-23 依据这一项" in words
    assert "《催款函》" in link(body, "content") and "EMS邮件详情单EA102030405CN" in link(body, "sent")
    assert [len(bound(body, key)) for key in ("content", "sent", "arrival")] == [1, 1, 1]
    assert LETTER not in body, "no id is in sight"


def test_without_the_letter_itself_no_date_rests_on_it(page: Page) -> None:
    """2024-09-12 plus three years is 2027-09-12, a Sunday: the last day is the Monday after."""
    address = letter(page)
    assert last_day(page) == "2028-05-23"
    words = words_of(bind(page, address, "content"))
    assert "证明力：弱" in words and "已保存的是 强" in words
    assert last_day(page) == "2027-09-13"
    assert "2027-09-13 已保存的是 2028-05-23" in words
    assert "证明补齐后到 2028-05-23" in words and "怎样才算数" in words


def test_bound_again_it_counts_again_and_undo_goes_back_step_by_step(page: Page) -> None:
    address = letter(page)
    (content,) = bound(page.get(address).body, "content")
    bind(page, address, "content")
    body = bind(page, address, "content", content)
    assert "证明力：强" in words_of(body) and last_day(page) == "2028-05-23"
    desk = page.review.desk
    assert desk.undo() and last_day(page) == "2027-09-13" and desk.undo() and not desk.differences


def without(page: Page, address: str, key: str) -> str:
    assert f'hx-post="{address}/none"' in link(page.get(address).body, key)
    return page.post(f"{address}/none", ("link", key)).body


#: What is left of the grade without each link, and until when limitation runs then (诉讼时效规定第8条): without the
#: letter nothing, and 2024-09-12 with three years remains; signed for by the addressee, what was posted plays no part.
WITHOUT = [("content", "弱", "2027-09-13"), ("sent", "强", "2028-05-23"), ("address", "中", "2028-05-23")]


@pytest.mark.parametrize(("key", "grade", "last"), WITHOUT)
def test_that_we_have_none_is_said_link_by_link_and_can_be_undone(page: Page, key: str, grade: str, last: str) -> None:
    address = letter(page)
    body = without(page, address, key)
    words = words_of(link(body, key))
    assert "未有" in words and not bound(body, key) and "来自其签署的合同" not in words
    assert f'hx-post="{address}/none"' not in link(body, key), "what is not there cannot be taken away"
    assert f"证明力：{grade}" in words_of(body) and last_day(page) == last
    assert (f"{last} 已保存的是 2028-05-23" in words_of(body)) is (last != "2028-05-23")
    desk = page.review.desk
    assert len(desk.steps) == 1 and desk.undo() and last_day(page) == "2028-05-23" and not desk.differences


def test_an_address_that_rests_on_the_contract_is_given_up_with_its_ground(page: Page) -> None:
    """Unticked alone it would stay: 地址依据 says that the contract carries it."""
    address = letter(page)
    assert "来自其签署的合同" in words_of(link(bind(page, address, "address"), "address"))
    body = without(page, address, "address")
    assert [len(bound(body, key)) for key in ("content", "sent", "arrival")] == [1, 1, 1], "the others stand"
    case = page.review.desk.parts.case
    assert case is not None
    fact = next(one for one in case.communications if one.tracking_no == "EA102030405CN")
    assert fact.address_basis is None and not (fact.links.address if fact.links else ())


def test_an_exhibit_of_another_link_that_carries_this_one_too_goes_on_doing_so(page: Page) -> None:
    """The chat in which the debtor answers shows that the letter arrived: taking the tracking page away leaves it."""
    address = letter(page)
    body = without(page, address, "arrival")
    assert (
        "聊天记录" in words_of(link(body, "arrival"))
        and "投递查询" not in link(body, "arrival").partition("<details")[0]
    )
    assert "仍然算有" in words_of(link(body, "arrival"))


def test_what_has_no_such_link_is_told(page: Page) -> None:
    answer = page.post(f"{letter(page)}/none", ("link", "nothing"))
    assert "LX-W102" in answer.body and not page.review.desk.steps


def test_an_exhibit_bound_to_a_link_is_one_of_the_event(page: Page) -> None:
    """A waybill chosen for the sending stands among the exhibits of the letter too, or the case file says so."""
    address = letter(page)
    (sent,) = bound(page.get(address).body, "sent")
    bind(page, address, "sent")
    desk = page.review.desk
    fact = (
        next(one for one in desk.parts.case.communications if one.tracking_no == "EA102030405CN")
        if desk.parts.case
        else None
    )
    assert fact is not None and not (fact.links.sent if fact.links else ())
    bind(page, address, "sent", sent)
    after = (
        next(one for one in desk.parts.case.communications if one.tracking_no == "EA102030405CN")
        if desk.parts.case
        else None
    )
    assert after is not None and after.links is not None and set(after.links.sent) <= set(after.evidence)
    assert not [one for one in desk.findings if one.code == "LX-C170"]


def test_an_exhibit_that_cannot_carry_the_link_is_told(page: Page) -> None:
    """A delivery note shows no arrival of a letter: it is named, and the link stays open."""
    address = letter(page)
    body = page.get(address).body
    note = re.search(r'value="([0-9a-f]{20})">[^<]*<img[^>]*>\s*[0-9-]+ [^<]*送货单', link(body, "arrival"))
    assert note is not None
    bind(page, address, "answer")
    after = bind(page, address, "arrival", note[1])
    assert "不能证明这一环" in link(after, "arrival") and "未有" in link(after, "arrival")


def test_what_else_decides_the_grade_is_changed_there(page: Page) -> None:
    address = letter(page)
    words = words_of(page.post(f"{address}/field", ("head", key_of("用语明确")), ("words", "否")).body)
    assert "证明力：弱" in words and "用语不明确" in words
    refused = page.post(f"{address}/field", ("head", key_of("送达日期")), ("words", "昨天或者前天"))
    assert "昨天或者前天" in words_of(refused.body)


def test_a_payment_has_one_link(page: Page) -> None:
    found = re.search(r'href="(/proof/[0-9a-f]{20})">付款 300,000.00 元', page.get("/proof").body)
    assert found is not None
    body = page.get(found[1]).body
    (slip,) = bound(body, "evidence")
    assert "证明力：无" in words_of(bind(page, found[1], "evidence"))
    assert "证明力：强" in words_of(bind(page, found[1], "evidence", slip))


def test_saved_it_stands_in_the_case_file(page: Page) -> None:
    address, desk = letter(page), page.review.desk
    bind(page, address, "content")
    desk.save("张三", NOW)
    again = desk_of(desk.folder)
    assert last_day(Page(again)) == "2027-09-13" and not again.steps
    assert (desk.folder / CASE).read_bytes() == again.base.case


def test_killed_before_saving_the_choice_is_taken_again(page: Page) -> None:
    bind(page, letter(page), "content")
    again = desk_of(page.review.desk.folder)
    assert again.recover().steps == 1 and again.sources == page.review.desk.sources


def test_what_is_not_there_is_told(page: Page) -> None:
    address = letter(page)
    assert page.get(f"/proof/{'0' * 20}").status == 404
    assert page.post(f"/proof/{'0' * 20}/link", ("link", "content")).headers["hx-reswap"] == "none"
    assert "没有“weather”这一项" in words_of(page.post(f"{address}/link", ("link", "weather")).body)
    assert "LX-W102" in page.post(f"{address}/field", ("head", "x"), ("words", "y")).body
    assert not page.review.desk.steps


def test_the_form_of_an_event_leads_to_its_proof(page: Page) -> None:
    body = page.get(f"/case/{key_of('付款')}").body
    found = re.findall(r'href="/proof/([0-9a-f]{20})"', body)
    assert len(found) == 2 and found[0] == fact_key("付款", "payments/付款一")
    assert "/proof/" not in page.get(f"/case/{key_of('当事人')}").body


def test_read_only_offers_no_choice_that_changes(fresh: Path, tmp_path: Path) -> None:
    matter = Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))
    page = Page(desk_of(matter, read_only=True)).enter()
    address = letter(page)
    assert '<fieldset class="plain" disabled>' in page.get(address).body
    assert "现在是只读" in bind(page, address, "content")


def test_a_case_file_that_cannot_be_answered_still_shows_its_links(page: Page) -> None:
    desk = page.review.desk
    address = letter(page)
    text = (desk.folder / CASE).read_text("utf-8")
    (desk.folder / CASE).write_text(text.replace("300000", "三十万左右", 1), encoding="utf-8")
    broken = Page(Desk(desk.folder, load_example("steel").as_of)).enter()
    body = broken.get(address).body
    assert broken.review.desk.answered is None and "算不出金额和期限" in words_of(body)
    assert "选证据" in body


def test_a_tracking_page_without_result_and_day_asks_for_those_and_for_no_page(page: Page) -> None:
    """Facts: the tracking page of the letter is bound; nobody entered what it says. The page is not what is missing."""
    address = letter(page)
    desk = page.review.desk
    row = next(row for row in desk.rows["催收"] if row.cells.get("运单号") == "EA102030405CN")
    desk.take(Filled("催收", row.id, (("结果", ""), ("送达日期", ""))))
    words = words_of(page.get(address).body)
    assert "有投递查询等证据，但没有登记送达的结果和日期" in words
    assert "在该次催收填“结果”（已送达、拒收或者退回）和“送达日期”后可计" in words
    assert "补投递查询单" not in words and "用不到" not in words
