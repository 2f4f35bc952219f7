"""Proposed facts on the page: taken, corrected, refused, undone, and on record once they are saved.

Facts: 大连设备租赁案 with its nine rents paid into the bank, of which the case file has none, and a chat in which the
guarantor was written to; a new matter with the steel folder. Questions: does the page offer what terminal and sheet
offer, does a decision write the same, and what stands on disk before and after saving? Answers by hand.
"""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from lexcollect.findings import Refused
from lexcollect.intake.taking import take_in
from lexcollect.layout import CASE, COMMIT, FACTS, JOURNAL, UNSAVED
from lexcollect.matter.commit import Exchange, Record, commit, settle
from lexcollect.matter.creation import create
from lexcollect.matter.deciding import accept, decided_in, keep, open_facts
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.steps import New, data_in
from lexcollect.matter.example import load_example
from lexcollect.matter.lock import hold
from lexcollect.matter.proposing import papers_known
from lexcollect.matter.receiving import received, take
from lexcollect.matter.sources import read_sources
from lexcollect.proposing.decisions import Verdict
from lexcollect.proposing.shapes import Proposal
from lexcollect.resources import resource
from lexcollect.review import proposed_values
from lexcollect.review.forms import Form
from lexcollect.review.keys import key_of
from lexcollect.review.naming import fields_by_key, models
from lexcollect.review.proposed import PAGE, key_of_proposal
from lexcollect.sheets.fact_rows import seal_of
from proposing_kit import SELLER
from review_kit import NOW, Page, steel

MARCH = "payments:2024-03-04:58000.00"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"), "lease")


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def desk_of(matter: Path, **more: bool) -> Desk:
    return Desk(matter, load_example("lease").as_of, **more)


@pytest.fixture
def page(matter: Path) -> Page:
    return Page(desk_of(matter)).enter()


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def open_on(desk: Desk) -> tuple[Proposal, ...]:
    return desk.proposed.open().proposals


def named(desk: Desk, id: str) -> Proposal:
    return next(one for one in open_on(desk) if one.id == id)


def decide(page: Page, id: str, verdict: str, **typed: str) -> str:
    """Send the form of a fact as the page does; ``typed`` are words under keys of the fact."""
    fact = named(page.review.desk, id)
    values = [(f"value-{key_of(key)}", words) for key, words in typed.items()]
    answer = page.post(f"/proposed/{key_of_proposal(fact)}", ("verdict", verdict), *values)
    assert answer.status == 200
    return answer.body


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_the_page_offers_what_the_terminal_offers(page: Page, matter: Path) -> None:
    desk = page.review.desk
    terminal = open_facts(matter, papers_known(matter)).proposals
    assert [one.id for one in open_on(desk)] == [one.id for one in terminal] and len(terminal) == 18
    words = words_of(page.get("/proposed").body)
    assert page.get("/proposed").body.count('value="58000.00"') == 9
    for part in ("全部 18", "付款 9", "往来 6", "3月租金", "与上一行余额相符", "采纳", "不采纳"):
        assert part in words


def test_what_the_case_file_says_otherwise_stands_beside(page: Page) -> None:
    words = words_of(page.get("/proposed?group=rents").body)
    assert "案件里现在写的是 2024-12-01" in words and "2024年3月1日" in words


def test_file_and_page_lead_to_that_page_of_the_file(page: Page) -> None:
    body = page.get("/proposed?group=rents").body
    link = re.search(r'href="(/file/[0-9a-f]{20})#(page-0-0)">设备租赁合同', body)
    assert link is not None
    assert 'id="page-0-0"' in page.get(link[1]).body
    assert "/picture/" in body and "设备租赁合同LC-ZL-2024-011.pdf　第 1 页" in body


def test_a_group_alone(page: Page) -> None:
    body = page.get("/proposed?group=payments").body
    assert body.count('class="fact proposal"') == 9 and page.get("/proposed?group=weather").status == 200


def test_no_id_is_in_sight(page: Page) -> None:
    body = page.get("/proposed").body
    assert MARCH not in body and "编号ID" not in body


def test_many_facts_stand_on_several_pages(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.review.proposed.PAGE", 5)
    assert PAGE == 25
    first, last = page.get("/proposed").body, page.get("/proposed?page=3").body
    assert first.count("fact proposal") == 5 and last.count("fact proposal") == 3
    assert page.get("/proposed?page=99").body.count("fact proposal") == 3


def test_read_only_shows_and_decides_nothing(matter: Path) -> None:
    page = Page(desk_of(matter, read_only=True)).enter()
    body = page.get("/proposed").body
    assert 'name="verdict"' not in body and "58000.00" in body
    assert "现在是只读" in decide(page, MARCH, "accepted")
    assert len(open_on(page.review.desk)) == 18


# --- what a decision does --------------------------------------------------------------------------------------------


def test_taken_it_is_written_as_the_terminal_writes_it(page: Page, matter: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(matter, tmp_path / "又一案", symlinks=True))
    decide(page, MARCH, "accepted")
    desk = page.review.desk
    desk.save("张三", NOW)
    papers = papers_known(other)
    with hold(other, "intake", NOW) as held:
        fact = next(one for one in open_facts(other, papers).proposals if one.id == MARCH)
        decision = accept(held, papers, fact, "张三")
    assert (other / CASE).read_bytes() == (matter / CASE).read_bytes()
    assert decided_in(matter) == (decision,)
    assert (decision.verdict, decision.by, decision.written) == (Verdict.ACCEPTED, "张三", "payments.付款20240304")


def test_money_follows_at_once_and_undo_brings_the_fact_back(page: Page, matter: Path) -> None:
    desk, before = page.review.desk, (matter / CASE).read_bytes()
    assert desk.answered is not None
    total = desk.answered.claims.total
    body = decide(page, MARCH, "accepted")
    assert len(open_on(desk)) == 17 and '<span id="nav-proposed" class="count" hx-swap-oob="true">17<' in body
    assert desk.answered.claims.total < total, "58,000 more was paid"
    assert desk.undo() and len(open_on(desk)) == 18 and desk.answered.claims.total == total
    assert desk.redo() and len(open_on(desk)) == 17
    assert (matter / CASE).read_bytes() == before and not (matter / FACTS).exists()


def test_corrected_the_typed_value_is_written(page: Page, matter: Path) -> None:
    decide(page, MARCH, "corrected", amount="5.7万元", memo="三月租金")
    desk = page.review.desk
    desk.save("张三", NOW)
    (paid,) = [one for one in desk.parts.case.payments if one.id == "付款20240304"] if desk.parts.case else []
    assert (paid.amount, paid.memo) == (57_000, "三月租金")
    assert decided_in(matter)[0].verdict is Verdict.CORRECTED


def test_taken_as_it_stands_ignores_what_was_typed_over(page: Page) -> None:
    decide(page, MARCH, "accepted", amount="1元")
    assert page.review.desk.steps[0].values.count("58000.00") == 1  # type: ignore[union-attr]


def test_a_value_that_was_emptied_is_not_taken(page: Page) -> None:
    decide(page, MARCH, "corrected", memo="")
    desk = page.review.desk
    (paid,) = [one for one in desk.parts.case.payments if one.id == "付款20240304"] if desk.parts.case else []
    assert paid.memo == "" and paid.amount == 58_000


def test_what_it_lacks_is_filled_in_while_taking(page: Page) -> None:
    chat = next(one for one in open_on(page.review.desk) if "tied_to" in one.lacking and one.group == "communications")
    decide(page, chat.id, "accepted", tied_to="合同第九条写明的微信号")
    case = page.review.desk.parts.case
    assert case is not None and any(one.tied_to == "合同第九条写明的微信号" for one in case.communications)


def test_a_value_nobody_can_read_is_refused_with_the_reason(page: Page) -> None:
    body = decide(page, MARCH, "corrected", amount="五万左右")
    assert "五万左右" in words_of(body) and len(open_on(page.review.desk)) == 18
    assert not page.review.desk.steps


def test_refused_it_changes_no_file_and_is_on_record_after_saving(page: Page, matter: Path) -> None:
    before = (matter / CASE).read_bytes()
    decide(page, MARCH, "refused")
    shown = words_of(page.get("/save").body)
    assert "对待确认事实的决定" in shown and "不采纳" in shown and "未保存的改动 1 处" in shown
    assert "已保存 1 处" in words_of(page.post("/save", ("who", "李四")).body)
    assert (matter / CASE).read_bytes() == before
    (one,) = decided_in(matter)
    assert (one.verdict, one.by, one.day.isoformat(), one.written) == (Verdict.REFUSED, "李四", "2026-11-29", "")
    line = json.loads((matter / JOURNAL).read_text().splitlines()[-1])
    assert (line["who"], line["changed"]) == ("李四", [FACTS])
    assert len(open_facts(matter, papers_known(matter)).proposals) == 17, "the terminal does not ask it again"


def test_all_of_them_in_a_row(page: Page, matter: Path) -> None:
    desk = page.review.desk
    while left := open_on(desk):
        count = len(left)
        page.post(f"/proposed/{key_of_proposal(left[0])}", ("verdict", "accepted"))
        if len(open_on(desk)) == count:  # what would bring a mistake into a sound case file
            page.post(f"/proposed/{key_of_proposal(left[0])}", ("verdict", "refused"))
    assert "没有待确认的事实" in page.get("/proposed").body
    desk.save("张三", NOW)
    assert not [one for one in desk.findings if one.stops]
    assert not open_facts(matter, papers_known(matter)).proposals


# --- two at once, and starts anew ------------------------------------------------------------------------------------


def test_what_was_seen_is_what_is_decided(page: Page) -> None:
    """Another tab takes the fact first: the form of the first tab does nothing any more and says so."""
    fact = named(page.review.desk, MARCH)
    decide(page, MARCH, "accepted")
    answer = page.post(f"/proposed/{key_of_proposal(fact)}", ("verdict", "refused"))
    assert "这条待确认的事实在页面打开以后变了" in answer.body and len(page.review.desk.steps) == 1


def test_no_such_verdict(page: Page) -> None:
    fact = named(page.review.desk, MARCH)
    assert page.post(f"/proposed/{key_of_proposal(fact)}", ("verdict", "采纳")).headers["hx-reswap"] == "none"
    assert not page.review.desk.steps


def test_killed_before_saving_the_decisions_are_offered_again(page: Page, matter: Path) -> None:
    decide(page, MARCH, "accepted")
    decide(page, "payments:2024-04-03:58000.00", "refused")
    again = desk_of(matter)
    assert again.recover().steps == 2 and len(open_on(again)) == 16
    assert again.sources == page.review.desk.sources


def test_a_fact_somebody_entered_meanwhile_is_not_written_twice(page: Page, matter: Path) -> None:
    decide(page, MARCH, "accepted")
    text = (matter / CASE).read_text()
    shutil.copy(matter / UNSAVED, matter / "unsaved")
    page.review.desk.save("张三", NOW)
    shutil.copy(matter / "unsaved", matter / UNSAVED)
    assert (matter / CASE).read_text() != text
    again = desk_of(matter)
    found = again.recover()
    assert found.steps == 0 and [one.code for one in found.findings] == ["LX-W107", "LX-W108"]
    assert "付款20240304" not in UNSAVED and not again.steps


def test_a_memory_that_was_tampered_with_is_set_aside(page: Page, matter: Path) -> None:
    decide(page, MARCH, "accepted")
    data = json.loads((matter / UNSAVED).read_text())
    data["steps"][0]["values"] = "[]"
    (matter / UNSAVED).write_text(json.dumps(data))
    assert [one.code for one in desk_of(matter).recover().findings] == ["LX-W106"]
    data["steps"][0] |= {"values": "{}", "at": "[1]"}
    (matter / UNSAVED).write_text(json.dumps(data))
    assert [one.code for one in desk_of(matter).recover().findings] == ["LX-W106"]


def test_without_a_name_nothing_is_on_record(page: Page, matter: Path) -> None:
    decide(page, MARCH, "refused")
    with pytest.raises(Refused):
        page.review.desk.save(" ", NOW)
    assert not (matter / FACTS).exists() and len(page.review.desk.decisions) == 1


def test_a_list_of_decisions_nobody_can_read_is_told(page: Page, matter: Path) -> None:
    (matter / FACTS).parent.mkdir(exist_ok=True)
    (matter / FACTS).write_text("格式: 别的\n", encoding="utf-8")
    assert "记录待确认事实的文件读不了" in page.get("/proposed").body
    assert page.get("/").status == 200
    assert page.post(f"/proposed/{'0' * 20}", ("verdict", "accepted")).status == 200


# --- a new matter ----------------------------------------------------------------------------------------------------


@pytest.fixture
def new_matter(tmp_path: Path) -> Path:
    folder = tmp_path / "新案"
    create(folder)
    with hold(folder, "test", NOW) as held:
        received(folder, take(resource("examples") / "matter-steel" / "inbox", folder), held)
        keep(folder, open_facts(folder, papers_known(folder)))
    return folder


def test_how_many_wait_is_told_before_the_material_is_read_again(new_matter: Path) -> None:
    desk = Desk(new_matter, load_example("steel").as_of)
    page = Page(desk).enter()
    told = re.search(r'id="nav-proposed" class="count">(\d+)<', page.get("/").body)
    assert told is not None and int(told[1]) == len(open_on(desk)) == desk.proposed.count()


def test_a_value_of_several_parts_is_corrected_in_its_own_table(new_matter: Path) -> None:
    desk = Desk(new_matter, load_example("steel").as_of)
    fact, key = next(
        (one, key) for one in open_on(desk) for key, v in one.values.items() if isinstance(v.value, (dict, list))
    )
    with pytest.raises(Refused) as refused:
        desk.proposed.decide(fact.id, seal_of(fact), "改后采纳", {key: "别的"})
    assert [one.code for one in refused.value.findings] == ["LX-W082"] and not desk.steps


def fields_of_card(body: str, key: str) -> list[tuple[str, str]]:
    """What a browser would send of a card that nobody touched."""
    card = body.partition(f'id="fact-{key}"')[2].partition("</form>")[0]
    found = re.findall(r'<input[^>]* name="((?:value|words|part|list)-[^"]*)" value="([^"]*)"', card)
    found += re.findall(r'<input type="checkbox"[^>]* name="(tick-[^"]*)" value="([^"]*)" checked', card)
    for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', card, re.S):
        found.append((name, next(iter(re.findall(r'value="([^"]*)" selected', options)), "")))
    return [(name, unescape(value)) for name, value in found]


def test_a_term_is_corrected_key_by_key_on_its_card(new_matter: Path) -> None:
    """签收之日起60日 is what was read; the contract on the desk says 30."""
    page = Page(Desk(new_matter, load_example("steel").as_of)).enter()
    desk = page.review.desk
    fact = next(one for one in open_on(desk) if "payment_term" in one.values)
    key = key_of_proposal(fact)
    sent = fields_of_card(page.get("/proposed?group=contracts").body, key)
    term = f"part-{key_of('payment_term')}-0-"
    assert (f"{term}count", "60") in sent and (f"{term}unit", "日") in sent
    assert any(name == f"part-{key_of('receivers')}-0-name" and value == "刘小样" for name, value in sent)
    changed = [(name, "30" if name == f"{term}count" else value) for name, value in sent]
    page.post(f"/proposed/{key}", ("verdict", "corrected"), *changed)
    contract = data_in(desk.sources)["contracts"][-1]
    assert contract["payment_term"]["count"] == "30" and contract["late_penalty"]["rate"] == "每日万分之五"
    assert contract["receivers"][0]["phone"] == "19900000005"
    assert [one.verdict for one in desk.decisions] == [Verdict.CORRECTED]
    page.post("/undo")
    assert not desk.steps


def test_what_is_sent_back_untouched_is_taken_as_it_was_proposed(new_matter: Path) -> None:
    page = Page(Desk(new_matter, load_example("steel").as_of)).enter()
    desk = page.review.desk
    fact = next(one for one in open_on(desk) if "payment_term" in one.values)
    key = key_of_proposal(fact)
    sent = fields_of_card(page.get("/proposed?group=contracts").body, key)
    page.post(f"/proposed/{key}", ("verdict", "corrected"), *sent)
    assert data_in(desk.sources)["contracts"][-1]["payment_term"]["count"] == "60"
    assert [one.verdict for one in desk.decisions] == [Verdict.ACCEPTED]


def test_the_scope_of_a_guarantee_is_ticked_on_its_card(tmp_path: Path) -> None:
    folder = tmp_path / "租赁"
    create(folder)
    with hold(folder, "test", NOW) as held:
        received(folder, take(resource("examples") / "matter-lease" / "inbox", folder), held)
    page = Page(Desk(folder, load_example("lease").as_of)).enter()
    desk = page.review.desk
    fact = next(one for one in open_on(desk) if "scope" in one.values)
    key, tick = key_of_proposal(fact), f"tick-{key_of('scope')}"
    sent = fields_of_card(page.get("/proposed?group=securities").body, key)
    assert [value for name, value in sent if name == tick] == ["本金", "违约金", "损害赔偿金", "实现债权的费用"]
    page.post(f"/proposed/{key}", ("verdict", "corrected"), *(one for one in sent if one != (tick, "损害赔偿金")))
    case = desk.parts.case
    held_ = data_in(desk.sources)["securities"][-1]["scope"]
    assert len(held_) == 3 and "damages" not in held_ and "损害赔偿金" not in held_, case


def test_a_list_without_choices_is_typed_with_commas_of_any_width() -> None:
    """Given names in one field, parted by 、 or ，: a list of them; a list within a list has no field on the card."""
    field = fields_by_key(models()["contracts"])["goods"]
    assert proposed_values._sent("names", field, ["甲"], Form(b"words-names=%E7%94%B2%EF%BC%8C%E4%B9%99%E3%80%81")) == [
        "甲",
        "乙",
    ]
    assert proposed_values._sent("names", field, ["甲"], Form(b"")) is None
    assert proposed_values.fields_for(field, ["甲", ["乙"]], {}) == {}


def test_from_an_empty_case_file_fact_by_fact(new_matter: Path) -> None:
    """Each fact that is taken shows the others anew: a payment knows its payer once the buyer is a party."""
    desk = Desk(new_matter, load_example("steel").as_of)
    page = Page(desk).enter()
    while left := open_on(desk):
        count = len(desk.steps)
        page.post(f"/proposed/{key_of_proposal(left[0])}", ("verdict", "accepted"))
        assert len(desk.steps) == count + 1
    case = data_in(desk.sources)
    assert "沈阳沈河样例重型机械有限公司" in [one["name"] for one in case["parties"]]
    assert [str(one["amount"]) for one in case["payments"]] == ["300000.00", "150000.00"]
    assert all(desk.undo() for _ in range(len(desk.steps))) and not desk.differences


# --- what follows, and what was said around it -----------------------------------------------------------------------


def test_a_summons_shows_the_days_that_would_follow(tmp_path: Path) -> None:
    """天津市北辰区人民法院 calls for 2026-12-22: taken, the day of the hearing is among the deadlines."""
    matter, inbox = steel(tmp_path), tmp_path / "又收到"
    inbox.mkdir()
    (inbox / "传票.txt").write_text(
        "天津市北辰区人民法院\n传　票\n案号：（2026）津0113民初1234号\n案由：买卖合同纠纷\n"
        f"被传唤人：{SELLER}\n传唤事由：开庭\n"
        "应到时间：2026年12月22日上午9时30分\n应到处所：第三法庭\n审判员：赵示例\n书记员：孙样本\n2026年11月25日\n",
        encoding="utf-8",
    )
    take_in(inbox, matter)
    page = Page(Desk(matter, load_example("steel").as_of)).enter()
    fact = next(one for one in open_on(page.review.desk) if one.group == "hearing")
    key = key_of_proposal(fact)
    assert f'hx-get="/proposed/{key}/ahead"' in page.get("/proposed?group=hearing").body
    words = words_of(page.get(f"/proposed/{key}/ahead").body)
    assert "采纳后：" in words and "2026-12-22" in words
    assert not words_of(page.get(f"/proposed/{'0' * 20}/ahead").body).strip()


def test_words_of_a_chat_stand_among_what_was_said_around_them(tmp_path: Path) -> None:
    page = Page(Desk(steel(tmp_path), load_example("steel").as_of)).enter()
    words = words_of(page.get("/proposed").body)
    assert "前后的消息" in words and "第 16 条消息" in words and "今天先打30万，您查一下" not in words


# --- both files and the list, or nothing -----------------------------------------------------------------------------


def test_cut_off_while_saving_the_list_comes_with_the_case_file(page: Page, matter: Path) -> None:
    """The record stands and nothing is written yet: the next run finishes all of it, and readers see the new text."""
    decide(page, MARCH, "accepted")
    desk = page.review.desk
    new, old = desk.sources.case, desk.base.case
    listed = desk.proposed.saved("张三", NOW.date())
    assert listed is not None
    record = Record((Exchange(CASE, old, new), Exchange(FACTS, b"", listed)), "m1", b'{"commit": "m1"}\n')
    from lexcollect.files import write_bytes
    from lexcollect.matter import commit as module

    write_bytes(matter / COMMIT, module._packed(record))
    assert read_sources(matter).case == new
    settle(matter)
    assert (matter / CASE).read_bytes() == new and (matter / FACTS).read_bytes() == listed


def test_a_full_disk_leaves_no_list_that_was_not_there(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lexcollect.matter import journal

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    old = (matter / CASE).read_bytes()
    monkeypatch.setattr(journal, "append_line", full)
    exchanges = (Exchange(CASE, old, old + b"# \n"), Exchange(FACTS, b"", b"x"))
    with pytest.raises(OSError, match="space"):
        commit(matter, Record(exchanges, "m", b"{}\n"))
    assert (matter / CASE).read_bytes() == old and not (matter / FACTS).exists()


# --- the next start --------------------------------------------------------------------------------------------------


def test_decisions_that_are_not_saved_wait_no_more_after_a_restart(matter: Path) -> None:
    keep(matter, open_facts(matter, papers_known(matter)))
    page = Page(desk_of(matter)).enter()
    assert page.review.desk.proposed.unread == 18
    decide(page, MARCH, "refused")
    again = desk_of(matter)
    assert again.recover().steps == 1 and again.proposed.untouched and again.proposed.unread == 17
    assert "有 17 条待确认的事实还没有看" in words_of(Page(again).enter().get("/standing").body)


def test_a_payment_entered_by_hand_waits_no_more_after_a_restart(matter: Path) -> None:
    """The list of the last intake said 18; one was typed into the form, and the page saved."""
    keep(matter, open_facts(matter, papers_known(matter)))
    page = Page(desk_of(matter)).enter()
    desk = page.review.desk
    page.get("/proposed")
    slip = (("日期", "2024-03-04"), ("金额", "58000"), ("付款人", "连港"), ("附言", "3月租金"))
    desk.take(New("付款", (*slip, ("付款方式", "银行转账"), ("证据", "流水"))))
    left = len(open_on(desk))
    assert left == 17
    desk.save("王律师", NOW)
    again = desk_of(matter)
    assert again.proposed.untouched and again.proposed.unread == left == again.proposed.count()
