"""Going back and on: undo where one was, the next file of the filtered list, decisions read again before saving.

Facts: 沈河案, put in order on the page. Question: after a step is taken back, a file is turned over or a fact is
decided, does the page lead where the person was and say what was done? Answer: what was undone is told with its field;
the next file is the next of the filter; each decision is listed with what it writes and can be made again; whether a
file that cannot be shown was looked at is asked whatever else was typed; a word outside a closed list is told at its
field.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import yaml

from lexcollect.casefile.reviews import Review
from lexcollect.findings import finding
from lexcollect.layout import CATALOGUE
from lexcollect.matter.decided_findings import CASE_ITSELF, place_of, seen_by
from lexcollect.matter.decided_findings import words_of as words_of_finding
from lexcollect.matter.desk.spoken import Spoken
from lexcollect.matter.desk.steps import Gone, Lined, Renamed, Step, Typed
from lexcollect.proposing.decisions import Verdict
from lexcollect.review import closed, undone
from lexcollect.review.facts import fact_key
from lexcollect.review.keys import key_of
from lexcollect.review.listing import is_open
from lexcollect.review.standing import finding_key
from lexcollect.sheets.fact_rows import seal_of
from review_kit import HOST, NOW, Page, as_a_client_brings_it, desk_of, key_for, matters, steel, words_of

RECEIPT, LOCKED = "网银回单20230714.pdf", "工商查询(加密).pdf"


fresh, matter, page = matters(as_a_client_brings_it)


def cell(page: Page, file: str, column: str) -> str:
    return next(row for row in page.review.desk.lines.rows if file in row.files).cells.get(column, "")


# --- undo ----------------------------------------------------------------------------------------------------------


def test_what_was_undone_is_told_with_its_field(page: Page) -> None:
    key = key_for(page.review.desk, RECEIPT)
    page.post(f"/cell/{key}", ("cell-title", "回单"))
    answer = page.post("/undo")
    assert answer.headers["hx-refresh"] == "true"
    said = unquote(answer.headers["x-undone"])
    assert said.startswith("已撤销：") and said.endswith("证据名称")
    assert answer.headers["x-undone-at"].split() == ["cell-title", f"row-{key}"]
    assert unquote(page.post("/redo").headers["x-undone"]).startswith("已重做：")
    page.post("/undo")
    assert "x-undone" not in page.post("/undo").headers, "there was nothing to take back"


def test_a_field_of_the_case_file_is_named_in_words(page: Page) -> None:
    page.review.desk.take(Typed("案件", "案件", "案名", "另一个案名"))
    answer = page.post("/undo")
    assert "案名" in unquote(answer.headers["x-undone"]) and "#" not in unquote(answer.headers["x-undone"])
    assert answer.headers["x-undone-at"].split()[0] == fact_key("案件", "案件") + key_of("案名")


# --- the next file of the filter ----------------------------------------------------------------------------------


def test_the_next_file_is_the_next_of_the_filter(page: Page) -> None:
    listed = page.get("/evidence?only=open&of_kind=%E4%B9%A6%E8%AF%81").body
    keys = re.findall(r'href="/file/([0-9a-f]{20})\?only=open&amp;of_kind=%E4%B9%A6%E8%AF%81"><b>', listed)
    assert len(keys) > 3
    first = page.get(f"/file/{keys[0]}?only=open&of_kind=%E4%B9%A6%E8%AF%81").body
    walk = first.partition('class="small walk"')[2].partition("</p>")[0]
    assert f'href="/file/{keys[1]}?only=open&amp;of_kind=' in walk and f"1 / {len(keys)}" in walk
    assert 'href="/evidence?only=open&amp;of_kind=' in walk and "回到筛选的列表" in walk
    plain = page.get(f"/file/{keys[0]}").body.partition('class="small walk"')[2].partition("</p>")[0]
    assert "?" not in plain, "without a filter as before"


def test_the_press_leads_on_within_the_filter(page: Page) -> None:
    listed = page.get("/evidence?only=open&word=%E5%8F%91%E7%A5%A8").body
    keys = re.findall(r'href="/file/([0-9a-f]{20})\?[^"]*"><b>', listed)
    assert len(keys) == 3
    here = {"hx_current_url": f"http://{HOST}/file/{keys[0]}?only=open&word=%E5%8F%91%E7%A5%A8"}
    answer = page.post(f"/looked/{keys[0]}", ("original", "有"), **here)
    assert (
        answer.headers["hx-redirect"].startswith(f"/file/{keys[1]}?word=")
        and "only=open" in answer.headers["hx-redirect"]
    )
    body = page.get(f"/file/{keys[0]}?only=open&word=%E5%8F%91%E7%A5%A8").body
    assert "— / 2" in words_of(body), "what was looked at stands beside those that are left"


# --- looked at ----------------------------------------------------------------------------------------------------


def test_the_mark_of_the_inside_note_goes_with_the_others(page: Page) -> None:
    assert cell(page, RECEIPT, "note") == "待确认"
    page.post(f"/looked/{key_for(page.review.desk, RECEIPT)}", ("original", "有"))
    assert cell(page, RECEIPT, "note") == ""
    chat = next(row for row in page.review.desk.lines.rows if any("何会计.csv" in one for one in row.files))
    page.post(f"/cell/{key_of(chat.id)}", ("cell-title", "微信聊天"), ("cell-purpose", "欠款"), ("cell-source", "微信"))
    page.post(f"/looked/{key_of(chat.id)}")
    after = next(row for row in page.review.desk.lines.rows if row.id == chat.id)
    assert "待确认" not in after.cells["note"] and after.cells["note"].startswith("电子数据"), "its words stay"


def test_a_file_that_cannot_be_shown_is_not_looked_at_by_typing(page: Page) -> None:
    desk, key = page.review.desk, key_for(page.review.desk, LOCKED)
    seen = re.search(r'class="big">(\d+) /', page.get("/").body)
    fields = [("title", "登记查询"), ("date", "2026-11-01"), ("proof", "登记信息"), ("source", "自行查询")]
    for name, words in (*fields, ("purpose", "主体"), ("original", "有"), ("kind", "书证")):
        page.post(f"/cell/{key}", (f"cell-{name}", words))
    row = next(one for one in desk.lines.rows if LOCKED in one.files)
    assert row.cells["proof"] == "登记信息" and closed.is_asked(desk, row) and is_open(row, desk)
    again = re.search(r'class="big">(\d+) /', page.get("/").body)
    assert seen is not None and again is not None and seen[1] == again[1], "nobody said how it was looked at"
    page.post(f"/looked/{key}", ("how", "program"))
    row = next(one for one in desk.lines.rows if LOCKED in one.files)
    assert not is_open(row, desk) and "用其他程序看过" in row.cells["note"]


def test_a_word_outside_the_list_is_told_at_its_field(page: Page) -> None:
    key = key_for(page.review.desk, RECEIPT)
    body = page.post(f"/cell/{key}", ("cell-proof", "催收函")).body
    told = body.partition('id="cell-proof-told"')[2].partition("</div>")[0]
    assert "“催收函”不在“证明类型”可选的范围内" in told and "催款文书" in told
    assert 'value="催收函"' in body and not page.review.desk.steps, "the words stay in the field"
    page.post(f"/cell/{key}", ("cell-proof", "银行回单、支付凭证"))
    assert cell(page, RECEIPT, "proof") == "银行回单、支付凭证"


# --- decisions ----------------------------------------------------------------------------------------------------


def decide(page: Page, verdict: Verdict, at: int = 0) -> str:
    one = page.review.desk.proposed.open().proposals[at]
    words = {key: "2023-04-12" for key in one.lacking if "date" in key or key.endswith("_on")}
    page.review.desk.proposed.decide(one.id, seal_of(one), verdict, words)
    return one.id


def test_each_decision_is_read_again_and_made_again_before_saving(page: Page) -> None:
    desk = page.review.desk
    before = len(desk.proposed.open().proposals)
    taken, refused = decide(page, Verdict.ACCEPTED), decide(page, Verdict.REFUSED)
    body = page.get("/save").body
    rows = re.findall(r'<tr><td class="verdict">(.*?)</td><td>(.*?)</td><td>(.*?)</td>', body)
    assert [verdict for verdict, _, _ in rows] == ["采纳", "不采纳"]
    assert "当事人" in rows[0][1] and "天津津渤示例钢材贸易有限公司" in rows[0][2] and rows[1][2] == "—"
    key = re.findall(r'hx-post="/undecide/([0-9a-f]{20})"', body)[0]
    answer = page.post(f"/undecide/{key}")
    address = f"/proposed?of={key_of(taken)}"
    assert answer.headers["hx-redirect"] == f"{address}#of-{key_of(taken)}"
    assert f'id="of-{key_of(taken)}"' in page.get(address).body
    assert [one.id for one in desk.decisions] == [refused] and len(desk.proposed.open().proposals) == before - 1
    assert "LX-W101" in page.post(f"/undecide/{key}").body, "that one was taken back already"


def test_nothing_waits_any_more_once_all_was_decided(page: Page) -> None:
    desk = page.review.desk
    while desk.proposed.open().proposals:
        decide(page, Verdict.REFUSED)
    for one in (page, again := Page(desk_of(desk.folder)).enter()):
        one.review.desk.recover() if one is again else None
        assert "待确认的事实还没有看" not in one.get("/standing").body
        assert 'id="nav-proposed" class="count"></span>' in one.get("/").body
    again.review.close()
    desk.save("张三", NOW)
    later = Page(desk_of(desk.folder)).enter()
    assert "待确认的事实还没有看" not in later.get("/standing").body
    later.review.close()


# --- looked at: a warning of one fact ------------------------------------------------------------------------------


def test_a_mark_of_having_looked_belongs_to_its_fact(tmp_path: Path) -> None:
    """Of two deliveries the same is said, word for word: who looked at one has not looked at the other."""
    desk = desk_of(steel(tmp_path))
    case = desk.parts.case
    assert case is not None
    first, second = (finding("LX-M007", one.where, doc="单", note="签收") for one in case.deliveries[:2])
    assert words_of_finding(first) == words_of_finding(second) and place_of(first, case) != place_of(second, case)
    entry = {"rule": first.code, "paper": CASE_ITSELF, "words": words_of_finding(first), "by": "张三", "why": "已看过"}
    marked = case.but(reviews=(Review(**entry, date=NOW.date(), of=place_of(first, case)),))
    assert seen_by(first, marked) is not None and seen_by(second, marked) is None
    earlier = case.but(reviews=(Review(**entry, date=NOW.date()),))
    assert seen_by(second, earlier) is not None, "an entry of an earlier program names no fact and goes on counting"


def test_the_page_records_of_which_fact_it_was(tmp_path: Path) -> None:
    page = Page(desk_of(steel(tmp_path))).enter()
    desk = page.review.desk
    one = next(one for one in desk.findings if one.code == "LX-M007")
    page.post(f"/seen/{finding_key(one)}", ("by", "张三"))
    review = seen_by(one, desk.parts.case)
    assert review is not None and re.fullmatch(r"(交货|deliveries) \d{4}-\d\d-\d\d .*SH-0\d+.*", review.of), review
    page.review.close()


def internal_words(matter: Path) -> None:
    """Put the same words of the office into the source of two exhibits, and into the purpose of the second."""
    path = matter / CATALOGUE
    data = yaml.safe_load(path.read_text("utf-8"))
    items = data.get("items") or data["证据"]
    first, second = items[0], items[1]
    source = "source" if "source" in first else "证据来源"
    purpose = "purpose" if "purpose" in first else "证明对象"
    first[source] = second[source] = second[purpose] = "客户提供，内部使用，勿外传"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def test_a_mark_of_having_looked_belongs_to_its_exhibit_and_field(tmp_path: Path) -> None:
    """Three times the same warning, word for word: each is looked at by itself, and where it is stands beside it."""
    matter = steel(tmp_path)
    internal_words(matter)
    page = Page(desk_of(matter)).enter()
    desk = page.review.desk
    found = [one for one in desk.findings if one.code == "LX-E017"]
    assert len(found) == 3 and len({words_of_finding(one) for one in found}) == 1
    assert len({place_of(one, desk.parts.case) for one in found}) == 3
    page.post(f"/seen/{finding_key(found[0])}", ("by", "张三"))
    marked = [seen_by(one, desk.parts.case) is not None for one in found]
    assert marked == [True, False, False]
    shown = words_of(page.get("/findings").body)
    assert shown.count("已看过：张三") == 1
    desk.move([desk.lines.rows[0].id], 2)
    moved = {place_of(one, None): one for one in desk.findings if one.code == "LX-E017"}
    assert [seen_by(moved[place_of(one, None)], desk.parts.case) is not None for one in found] == marked
    page.review.close()


def test_whatever_was_undone_has_words_and_its_place_where_it_has_one(page: Page) -> None:
    """A key called by its right name, a speaker, a fact taken away, an exhibit that is gone."""
    desk = page.review.desk

    def words(step: Step) -> tuple[str, str]:
        told = undone.told(desk, step, "undone")
        return unquote(told["X-Undone"]), told["X-Undone-At"]

    assert words(Renamed((), "付款方示", "付款方式")) == ("已撤销：把“付款方示”改成“付款方式”", "")
    assert "发言人" in words(Spoken("wxid_1", "何样文", "", "", ""))[0]
    said, at = words(Gone("付款", "payments/#1"))
    assert "付款" in said and at == fact_key("付款", "payments/#1")
    assert words(Lined((("item:没有这一份", "title", "送货单"),)))[1].split()[0] == "cell-title"
    assert "证据名称" in words(Lined((("item:没有这一份", "title", "送货单"),)))[0]
    assert words(Lined((("item:没有这一份", "_unseen", "x"),)))[0] == "已撤销："
