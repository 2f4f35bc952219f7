"""Findings on the page: where each leads, the one right remedy, and whether the matter may be handed in.

Facts: 大连设备租赁案, whose guarantor is entered as a woman and has the ID number of a man, and three of whose
entries the papers contradict; 沈河案 with slips of the keyboard. Questions: what keeps 可以提交 from showing, who can
decide it, and do the other verbs see the decision? Answers by hand.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CATALOGUE, JOURNAL, RAW
from lexcollect.matter.answering import answer
from lexcollect.matter.decided_findings import settled
from lexcollect.matter.deciding import keep, open_facts
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.remedies import remedy_of
from lexcollect.matter.desk.steps import Renamed, after, from_plain, plain
from lexcollect.matter.example import load_example
from lexcollect.matter.handing_in import Ground, against
from lexcollect.matter.proposing import papers_known
from lexcollect.matter.receiving import receive
from lexcollect.matter.writing import Set, hold, revise, write
from lexcollect.review.exhibits import in_words
from lexcollect.review.keys import named
from lexcollect.review.lines import FactLines
from lexcollect.review.proposed import key_of_proposal
from lexcollect.wording import speaking, text
from review_kit import NOW, Page, stands, steel


@pytest.fixture(scope="module")
def lease(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("lease"), "lease")


@pytest.fixture(scope="module")
def shenhe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("steel"))


def page_of(fresh: Path, folder: Path, *slips: tuple[str, str], file: str = CASE) -> Page:
    """Return the page of a copy in which each first word stands for what a hurried hand typed."""
    matter = Path(shutil.copytree(fresh, folder / "案", symlinks=True))
    text = (matter / file).read_text("utf-8")
    for right, wrong in slips:
        assert right in text
        text = text.replace(right, wrong, 1)
    (matter / file).write_text(text, encoding="utf-8")
    return Page(Desk(matter, load_example("steel").as_of)).enter()


def words_of_page(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def buttons(page: Page) -> dict[str, str]:
    """Return the remedies that are offered: what the button says, and where it sends to."""
    found = re.findall(
        r'hx-post="(/mend/[0-9a-f]{20})"[^>]*><button type="submit">([^<]*)<', page.get("/findings").body
    )
    return {unescape(said): address for address, said in found}


def codes(page: Page) -> list[str]:
    return [one.code for one in page.review.desk.findings if one.stops]


# --- can it be handed in? --------------------------------------------------------------------------------------------


def test_a_sound_matter_is_ready(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path)
    assert "可以提交" in stands(page)
    assert 'hx-get="/standing"' in page.get("/").body and 'hx-get="/standing"' in page.get("/findings").body


def test_contradictions_and_rival_papers_stand_against_it(lease: Path, tmp_path: Path) -> None:
    body = page_of(lease, tmp_path).get("/standing").body
    words = words_of_page(body)
    assert "还不能提交" in words and "可以提交" not in words.replace("还不能提交", "")
    assert "冯样例 写明性别“女”，身份号码显示为“男”" in words and "有 3 条材料与案件写的不一致" in words
    assert 'href="/proposed"' in body and 'href="/findings#f-' in body


def settle(page: Page, by: str, why: str) -> str:
    found = re.search(r'hx-post="(/settle/[0-9a-f]{20})"', page.get("/findings").body)
    assert found is not None
    return page.post(found[1], ("by", by), ("why", why)).body


def test_a_contradiction_is_kept_by_a_person_with_a_reason_and_every_verb_sees_it(lease: Path, tmp_path: Path) -> None:
    page = page_of(lease, tmp_path)
    desk = page.review.desk
    assert "决定人" in words_of_page(settle(page, "王律师", "")) and not desk.steps
    body = settle(page, "王律师", "身份证已核对，登记有误")
    assert "LX-P322" in body and "LX-C052" not in [one.code for one in desk.findings]
    assert "写明性别" not in words_of_page(page.get("/standing").body)
    desk.save("王律师", NOW)
    told = [one for one in answer(desk.folder, desk.as_of, dates_anyway=True).findings if one.code == "LX-P322"]
    assert len(told) == 1 and "王律师" in told[0].message() and "身份证已核对，登记有误" in told[0].message()
    line = json.loads((desk.folder / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert line["who"] == "王律师" and line["values"][0]["place"][0] == "reviews"


def test_other_words_ask_again(lease: Path, tmp_path: Path) -> None:
    """The decision is on this sentence: with another sex it is another contradiction, or none."""
    page = page_of(lease, tmp_path)
    settle(page, "王律师", "已核对")
    case = page.review.desk.parts.case
    other = finding("LX-C052", name="冯样例", stated="男", derived="女")
    assert settled((other,), case) == (other,) and settled((other,), None) == (other,)
    plain_one = finding("LX-C048", name="冯样例")
    assert settled((plain_one,), case) == (plain_one,)


def test_undone_it_stands_against_it_again(lease: Path, tmp_path: Path) -> None:
    page = page_of(lease, tmp_path)
    settle(page, "王律师", "已核对")
    page.post("/undo")
    assert "写明性别" in words_of_page(page.get("/standing").body)


def test_with_every_rival_decided_and_the_contradiction_kept_it_is_ready(lease: Path, tmp_path: Path) -> None:
    page = page_of(lease, tmp_path)
    settle(page, "王律师", "已核对")
    desk = page.review.desk
    while rivals := [one for one in desk.proposed.open().proposals if any(r.spot is None for r in one.rivals)]:
        page.post(f"/proposed/{key_of_proposal(rivals[0])}", ("verdict", "refused"))
    words = stands(page)
    assert "可以提交" in words and "还有没有保存的改动" in words


def test_a_file_of_an_exhibit_that_hides_something_waits_for_a_decision(shenhe: Path, tmp_path: Path) -> None:
    """A draft with tracked changes stands among the files of the contract: the package refuses it, and so does this."""
    matter = Path(shutil.copytree(shenhe, tmp_path / "案", symlinks=True))
    text = (matter / CATALOGUE).read_text("utf-8")
    text = re.sub(r'  - file: "?合同最终版2.docx"?\n(?:    .*\n)*', "", text)
    text = text.replace('files: ["合同盖章版.pdf"]', 'files: ["合同盖章版.pdf", "合同最终版2.docx"]')
    (matter / CATALOGUE).write_text(text, encoding="utf-8")
    page = Page(Desk(matter, load_example("steel").as_of)).enter()
    (one,) = against(page.review.desk.findings, page.review.desk.parts.catalogue)
    assert (one.ground, one.names) == (Ground.QUESTION, ("合同最终版2.docx",))
    words = words_of_page(page.get("/standing").body)
    assert "还不能提交" in words and "合同最终版2.docx" in words


def test_without_exhibits_nothing_is_handed_in(shenhe: Path, tmp_path: Path) -> None:
    matter = Path(shutil.copytree(shenhe, tmp_path / "案", symlinks=True))
    (matter / CATALOGUE).unlink()
    page = Page(Desk(matter, load_example("steel").as_of)).enter()
    assert "还没有列出证据" in words_of_page(page.get("/standing").body)


def test_a_file_that_came_later_and_an_open_title_make_a_draft(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("title: 银行回单300,000.00元", "title: 待确认：银行回单"), file=CATALOGUE)
    body = page.get("/standing").body
    assert "有 1 份证据还写着“待确认”" in words_of_page(body) and "/file/" in body
    assert (page.review.desk.folder / RAW).is_dir()


def test_a_mistake_leads_to_its_finding(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("amount: 300000.00", "amount: 三十万左右"))
    body = page.get("/standing").body
    link = re.search(r'href="/findings#(f-[0-9a-f]{20})"', body)
    assert link is not None and f'id="{link[1]}"' in page.get("/findings").body


def test_facts_that_wait_stand_against_it_until_they_are_looked_at(lease: Path, tmp_path: Path) -> None:
    """The list of the last intake says how many wait: the overview reads no material for it."""
    matter = Path(shutil.copytree(lease, tmp_path / "案", symlinks=True))
    keep(matter, open_facts(matter, papers_known(matter)))
    page = Page(Desk(matter, load_example("lease").as_of)).enter()
    words = words_of_page(page.get("/standing").body)
    assert "有 18 条待确认的事实还没有看" in words and page.review.desk.proposed.untouched
    page.get("/proposed")
    assert "有 3 条材料与案件写的不一致" in words_of_page(page.get("/standing").body)


# --- one right remedy ------------------------------------------------------------------------------------------------


def test_a_misspelt_key_is_put_right_by_a_button_and_undone(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("channel: 银行转账, memo: 货款", "chanel: 银行转账, memo: 货款"))
    desk = page.review.desk
    assert codes(page) == ["LX-C010"]
    page.post(buttons(page)["把“chanel”改成“channel”"])
    assert not codes(page) and desk.parts.case is not None and desk.parts.case.payments[0].channel == "银行转账"
    assert desk.undo() and codes(page) == ["LX-C010"] and desk.sources == desk.base


def test_a_misspelt_key_in_chinese(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("channel: 银行转账, memo: 货款", "channel: 银行转账, 付言: 货款"))
    assert codes(page) == ["LX-C010"]
    page.post(buttons(page)["把“付言”改成“附言”"])
    case = page.review.desk.parts.case
    assert not codes(page) and case is not None and case.payments[0].memo == "货款"


def test_a_guess_that_would_bring_another_mistake_is_no_remedy(shenhe: Path, tmp_path: Path) -> None:
    """付款方示 looks like 付款方, the payer, as much as like 付款方式: as the payer it would name nobody."""
    page = page_of(shenhe, tmp_path, ("channel: 银行转账, memo: 货款", "付款方示: 银行转账, memo: 货款"))
    assert codes(page) == ["LX-C010"] and not buttons(page)


def test_a_key_misspelt_twice_has_no_button(shenhe: Path, tmp_path: Path) -> None:
    slips = [
        ("channel: 银行转账, memo: 货款", "chanel: 银行转账, memo: 货款"),
        ("channel: 银行转账, memo: 付", "chanel: 银行转账, memo: 付"),
    ]
    page = page_of(shenhe, tmp_path, *slips)
    assert codes(page) == ["LX-C010"] * 2 and not buttons(page)


def test_a_reference_to_nothing_that_looks_like_one_thing(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("amount: 300000.00, payer: 沈河", "amount: 300000.00, payer: 沈和"))
    assert codes(page) == ["LX-C034"]
    page.post(buttons(page)["把“沈和”改成“沈河”"])
    assert not codes(page) and page.review.desk.sources.case == (shenhe / CASE).read_bytes()


def test_an_exhibit_that_is_not_there(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("evidence: 回单0714", "evidence: 回单0713"))
    page.post(buttons(page)["把“回单0713”改成“4-1 银行回单300,000.00元”"])
    case = page.review.desk.parts.case
    assert case is not None and case.payments[0].evidence == ("回单0714",)
    assert "LX-C030" not in [one.code for one in page.review.desk.findings]


def test_an_exhibit_of_a_link_is_named_under_the_event(shenhe: Path, tmp_path: Path) -> None:
    matter = Path(shutil.copytree(shenhe, tmp_path / "案", symlinks=True))
    page = Page(Desk(matter, load_example("steel").as_of)).enter()
    desk = page.review.desk
    fact = (
        next(one for one in desk.parts.case.communications if one.links and one.links.sent) if desk.parts.case else None
    )
    assert fact is not None and fact.links is not None
    gone = fact.links.sent[0]
    assert gone in fact.evidence
    left = [id for id in fact.evidence if id != gone]
    with hold(matter, "test", NOW) as held:
        write(held, revise(desk.base, case=[Set(("communications", fact.id, "evidence"), left)]), who="x", means="t")
    page = Page(Desk(matter, load_example("steel").as_of)).enter()
    desk = page.review.desk
    assert "LX-C170" in [one.code for one in desk.findings]
    page.post(buttons(page)["写进这一项的证据"])
    assert "LX-C170" not in [one.code for one in desk.findings] and gone in {
        id for one in (desk.parts.case.communications if desk.parts.case else ()) for id in one.evidence
    }


def test_a_button_pressed_twice_does_nothing_the_second_time(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("amount: 300000.00, payer: 沈河", "amount: 300000.00, payer: 沈和"))
    address = buttons(page)["把“沈和”改成“沈河”"]
    page.post(address)
    assert page.post(address).headers["hx-reswap"] == "none" and len(page.review.desk.steps) == 1
    assert page.post(f"/settle/{'0' * 20}", ("by", "x"), ("why", "y")).headers["hx-reswap"] == "none"


def test_what_needs_a_person_has_no_button(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path)
    assert not buttons(page)
    assert remedy_of(page.review.desk, finding("LX-M004")) is None


#: Findings that have a remedy, of facts that nobody entered.
GONE = (
    finding("LX-C010", Where(CASE, field="payments[1]"), key="没有的键", near="memo"),
    finding("LX-C030", Where(CASE, field="payments[77].evidence"), id="不在", near=text("desk.nth", id="回单0714")),
    finding("LX-C034", Where(CASE, field="payments[77].payer"), id="不在", near=None),
    finding("LX-C153", Where(CASE, field="rents[77]"), day=date(2024, 5, 6)),
    finding("LX-C170", Where(CASE, field="communications[77]"), ids=("回单0714",)),
    finding("LX-C360", Where(CASE, field="payments[77]"), group="付款"),
    finding("LX-E044", Where(CATALOGUE), kind="书证", text="没有的证明", forms=("视听资料",)),
    finding("LX-M432", Where(CASE, field="costs[77]"), title="修理"),
    finding("LX-M434", Where(CASE, field="payments[77]"), ids=("订单一",)),
)


@pytest.mark.parametrize("one", GONE, ids=lambda one: one.code)
def test_what_is_not_there_any_more_has_no_button(one: Finding, shenhe: Path, tmp_path: Path) -> None:
    """Given a page that was shown before the fact went: no remedy, no step, and no failure."""
    desk = page_of(shenhe, tmp_path).review.desk
    assert remedy_of(desk, one) is None
    assert not desk.steps


def test_without_a_catalogue_no_kind_of_evidence_is_put_right(shenhe: Path, tmp_path: Path) -> None:
    desk = page_of(shenhe, tmp_path).review.desk
    (desk.folder / CATALOGUE).unlink()
    one = finding("LX-E044", Where(CATALOGUE), kind="书证", text="录音", forms=("视听资料",))
    assert remedy_of(Desk(desk.folder, desk.as_of), one) is None


def test_of_two_contracts_nobody_can_tell_which_was_terminated(shenhe: Path, tmp_path: Path) -> None:
    """Given two contracts and a notice of termination that arrived: a person says which; of one it is that one."""
    one = finding("LX-M436", Where(CASE), day=date(2026, 5, 6))
    page = page_of(
        shenhe,
        tmp_path,
        ("\ncontracts:\n", "\ncontracts:\n  - {id: 另一合同, name: 补充合同, signed_on: 2023-05-01}\n"),
    )
    assert [row.id for row in page.review.desk.rows["合同"]] == ["contracts/另一合同", "contracts/框架合同"]
    assert remedy_of(page.review.desk, one) is None


def test_a_key_beside_the_one_it_was_meant_for_stays(shenhe: Path, tmp_path: Path) -> None:
    """Given memo and memoo in one payment: which of the two texts is right a person says."""
    page = page_of(shenhe, tmp_path, ("memo: 货款", "memo: 货款, memoo: 定金"))
    assert codes(page) == ["LX-C010"] and not buttons(page)


def test_a_renamed_key_is_kept_over_a_crash(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("channel: 银行转账, memo: 货款", "chanel: 银行转账, memo: 货款"))
    page.post(next(iter(buttons(page).values())))
    again = Desk(page.review.desk.folder, page.review.desk.as_of)
    assert again.recover().steps == 1 and again.sources == page.review.desk.sources
    step = again.steps[0]
    assert isinstance(step, Renamed) and from_plain(plain(step)) == step
    with pytest.raises(Refused) as refused:
        after(Renamed(("payments", 99), "x", "y"), again.sources, again._ground())
    assert [one.code for one in refused.value.findings] == ["LX-W101"]


def test_places_are_called_by_what_stands_there(lease: Path, tmp_path: Path) -> None:
    words = words_of_page(page_of(lease, tmp_path).get("/findings").body)
    assert "当事人 冯样例" in words and "parties[3]" not in words


def test_a_file_that_cannot_be_read_has_no_facts_to_lead_to(shenhe: Path, tmp_path: Path) -> None:
    desk = page_of(shenhe, tmp_path).review.desk
    sound = FactLines(desk)
    assert sound.at(10_000)[0].startswith("/case/") and sound.at(0) == ("", "")
    path = desk.folder / CASE
    path.write_text(path.read_text("utf-8") + "\nnote: '没有关上\n", "utf-8")
    assert FactLines(Desk(desk.folder, desk.as_of)).at(10_000) == ("", "")


def test_a_finding_leads_to_its_field(shenhe: Path, tmp_path: Path) -> None:
    page = page_of(shenhe, tmp_path, ("amount: 300000.00", "amount: 三十万左右"))
    body = page.get("/findings").body
    link = re.search(r'<a href="(/case/[0-9a-f]{20})#([0-9a-f]+-told)">[^<]*金额</a>　LX-C\d+<', body)
    assert link is not None and f'id="{link[2]}"' in page.get(link[1]).body


def test_a_remedy_speaks_of_the_page(lease: Path, tmp_path: Path) -> None:
    page = page_of(lease, tmp_path)
    body = page.get("/findings").body
    assert "把“证件已核对”选为“是”" in body and "证件已核对: 是" not in body
    with speaking("en"):
        assert "choose yes under ID checked" in page.get("/findings").body


def test_an_exhibit_is_called_by_number_and_title(tmp_path: Path) -> None:
    """Who let intake name the exhibits never reads those names: 证明链里“地址”写的是 1-2 EMS详情单."""
    id = "Ff367b1a646"
    one = finding("LX-D021", link="地址", id=id, what="邮寄面单", kinds=("合同", id), by=text("desk.nth", number=id))
    said = named(one, lambda words: "1-2 EMS详情单" if words == id else words)
    assert "“地址”写的是 1-2 EMS详情单" in said.message("zh") and id not in repr(said) and said.code == one.code


def test_a_sentence_told_by_a_verb_names_exhibits_too(tmp_path: Path) -> None:
    """Who let intake make the catalogue reads 1-1 where the verb wrote the id of its bytes; other words stay."""
    matter = tmp_path / "案"
    receive(load_example("lease").inbox, matter)
    desk = Desk(matter, load_example("lease").as_of)
    row = next(row for row in desk.lines.rows if row.cells.get("number") == "1-1")
    id = row.id.partition(":")[2]
    assert in_words(desk, f"证据 {id} 是复印件，FAKE0003XW 不是") == (
        f"证据 1-1 {row.cells['title']} 是复印件，FAKE0003XW 不是"
    )
    (matter / CATALOGUE).unlink()
    assert in_words(Desk(matter, desk.as_of), f"证据 {id}") == f"证据 {id}"


def test_read_only_offers_neither_button_nor_decision(lease: Path, tmp_path: Path) -> None:
    matter = Path(shutil.copytree(lease, tmp_path / "案", symlinks=True))
    page = Page(Desk(matter, load_example("lease").as_of, read_only=True)).enter()
    body = page.get("/findings").body
    assert 'hx-post="/settle/' not in body and "还不能提交" in words_of_page(page.get("/standing").body)


def test_a_recording_is_no_document(shenhe: Path, tmp_path: Path) -> None:
    """What it is as a proof says what kind of evidence it is, where it can be of one kind only."""
    from lexcollect.law.carriers import carriers

    matter = Path(shutil.copytree(shenhe, tmp_path / "案", symlinks=True))
    desk = Desk(matter, load_example("steel").as_of)
    assert desk.parts.catalogue is not None
    item = next(
        one for one in desk.parts.catalogue.items if len(one.proof) == 1 and len(carriers()[one.proof[0]].forms) == 1
    )
    right = carriers()[item.proof[0]].forms[0]
    wrong = "证人证言" if right != "证人证言" else "书证"
    text = (matter / CATALOGUE).read_text("utf-8")
    head, _, tail = text.partition(f"id: {item.id}\n")
    assert tail and f"kind: {item.kind}" in tail
    (matter / CATALOGUE).write_text(
        f"{head}id: {item.id}\n{tail.replace(f'kind: {item.kind}', f'kind: {wrong}', 1)}", encoding="utf-8"
    )
    page = Page(Desk(matter, load_example("steel").as_of)).enter()
    assert "LX-E044" in [one.code for one in page.review.desk.findings]
    body = page.get("/standing").body
    assert "还不能提交" in words_of_page(body), "a package stops at it, though no sum does"
    (address,) = [to for said, to in buttons(page).items() if right in said]
    page.post(address)
    assert "LX-E044" not in [one.code for one in page.review.desk.findings]
    assert "还不能提交" not in words_of_page(page.get("/standing").body)
