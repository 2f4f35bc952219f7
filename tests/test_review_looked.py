"""An exhibit that was looked at: one press confirms what is proposed of it.

Facts: the inbox of 沈河案, taken in; 28 lines say 待确认. Question: does one press settle the words, the day and
nothing else, and lead to the next; and what if there are no words yet? Answer: told, and nothing is settled.
"""

from __future__ import annotations

import re

from lexcollect.evidence.progress import progress_of
from lexcollect.matter.desk.draft import Desk
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import Page, as_a_client_brings_it, key_for, matters

fresh, matter, page = matters(as_a_client_brings_it)


def row_id(desk: Desk, key: str) -> str:
    return next(row.id for row in desk.lines.rows if key_of(row.id) == key)


def test_one_press_settles_words_and_day_and_leads_to_the_next(page: Page) -> None:
    desk = page.review.desk
    key = key_for(desk, "网银回单20230714.pdf")
    body = page.get(f"/file/{key}").body
    assert "核对过，看下一份" in body and "确认：证明对象、日期来源、原件" in body
    answer = page.post(f"/looked/{key}", ("original", "有"))
    assert answer.status == 204
    row = next(one for one in desk.lines.rows if key_of(one.id) == key)
    assert row.cells["purpose"].startswith("2023年7月14日沈阳沈河样例重型机械有限公司付款300,000.00元")
    assert "待确认" not in row.cells["purpose"] and row.cells["date_source"] == "人工填写"
    assert row.cells["date"] == "2023-07-14" and row.cells["title"] == "银行回单（2023年7月14日，300,000.00元）"
    following = next(one for one in desk.lines.rows if f"/file/{key_of(one.id)}" == answer.headers["hx-redirect"])
    assert following.files == ("邮件/Re_ 三季度对账单.eml",), "the next in the order of the list"
    assert desk.parts.catalogue is not None and progress_of(desk.parts.catalogue).done == 1
    assert "确认：证明对象" not in page.get(f"/file/{key}").body
    page.post("/undo")
    assert progress_of(desk.parts.catalogue).done == 0


def test_all_that_a_press_confirms_is_named(page: Page) -> None:
    key = key_for(page.review.desk, "网银回单20230714.pdf")
    told = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.get(f"/file/{key}").body)
    assert [head for head, _ in told] == ["证据名称", "日期", "种类", "原件", "证明类型", "来源", "证明对象"]
    said = dict(told)
    assert said["日期"].startswith("2023-07-14") and said["种类"] == "书证"
    assert all("待确认" in said[head] for head in ("日期", "原件", "证明对象")), "what nobody has confirmed is marked"


def test_whether_there_is_an_original_is_asked_not_assumed(page: Page) -> None:
    desk = page.review.desk
    key = key_for(desk, "网银回单20230714.pdf")
    assert not re.search(r'name="original"[^>]*checked', page.get(f"/file/{key}").body)
    answer = page.post(f"/looked/{key}")
    form = answer.body.partition('id="looked-form"')[2].partition("</form>")[0]
    assert "LX-W144" in answer.body and "还没有填写：原件" in form and not desk.steps
    page.post(f"/looked/{key}", ("original", "随便"))
    assert not desk.steps
    page.post(f"/looked/{key}", ("original", "无"))
    assert next(one for one in desk.lines.rows if key_of(one.id) == key).cells["original"] == "无"
    chat = next(one for one in desk.lines.rows if any("何会计.csv" in name for name in one.files))
    assert chat.cells["original"] == "电子", "of what is electronic it is known"


def test_the_kind_of_proof_is_proposed_by_the_words_of_the_file_alone(page: Page) -> None:
    desk = page.review.desk
    key = key_for(desk, "催款函（2025.5.20）.pdf")
    body = page.get(f"/file/{key}").body
    assert "看过文件，属于：催款文书（文件里的字这样写" in body
    assert not re.search(r'id="seen"[^>]*checked', body), "nobody ticks it but a person"
    page.post(f"/looked/{key}", ("original", "有"))
    row = next(one for one in desk.lines.rows if key_of(one.id) == key)
    assert not row.cells.get("proof")
    page.post(f"/looked/{key}", ("seen", "1"))
    row = next(one for one in desk.lines.rows if key_of(one.id) == key)
    assert row.cells["proof"] == "催款文书" and "看过文件，属于" not in page.get(f"/file/{key}").body


def test_a_title_that_is_typed_proposes_nothing_and_changes_nothing(page: Page) -> None:
    desk = page.review.desk
    slip = key_for(desk, "IMG_3310.HEIC")
    assert "看过文件，属于" not in page.get(f"/file/{slip}").body
    page.post(f"/cell/{slip}", ("cell-title", "催款函的邮件详情单"), ("cell-purpose", "寄出"))
    assert "看过文件，属于" not in page.get(f"/file/{slip}").body
    page.post(f"/looked/{slip}", ("original", "有"), ("proof", "邮寄面单"))
    assert next(one for one in desk.lines.rows if key_of(one.id) == slip).cells["proof"] == "邮寄面单"
    letter = key_for(desk, "催款函（2025.5.20）.pdf")
    page.post(f"/cell/{letter}", ("cell-title", "邮件详情单"))
    assert "看过文件，属于：催款文书" in page.get(f"/file/{letter}").body
    named = key_for(desk, "EMS面单.jpg")
    assert "看过文件，属于" not in page.get(f"/file/{named}").body, "the name of a file is not its words"


def test_what_has_no_words_yet_is_told_and_stays_open(page: Page) -> None:
    desk = page.review.desk
    key = key_for(desk, "IMG_2031.jpg")
    assert "先填写：证据名称、证明对象" in page.get(f"/file/{key}").body
    answer = page.post(f"/looked/{key}")
    assert "LX-W144" in answer.body and "还没有填写：证据名称、证明对象" in answer.body and not desk.steps
    page.post(f"/cell/{key}", ("cell-title", "送货单SH-0412"))
    page.post(f"/cell/{key}", ("cell-purpose", "2023年4月12日交付60吨"))
    assert page.post(f"/looked/{key}", ("original", "有")).status == 204


def test_the_press_stays_when_the_last_word_was_typed_by_hand(page: Page) -> None:
    desk = page.review.desk
    key = key_for(desk, "网银回单20230714.pdf")
    page.post(f"/cell/{key}", ("cell-date", "2023-07-14"))
    page.post(f"/cell/{key}", ("cell-original", "有"))
    body = page.post(f"/cell/{key}", ("cell-purpose", "付款300,000.00元")).body
    assert "核对过，看下一份" in body and "没有待确认的内容了" in body
    steps = len(desk.steps)
    answer = page.post(f"/looked/{key}")
    assert answer.status == 204 and answer.headers["hx-redirect"].startswith("/file/")
    assert len(desk.steps) == steps + 1, "the mark of the inside note"
    held = desk.lines.row(row_id(desk, key))
    assert held is not None and "待确认" not in held.cells["note"]


def test_behind_the_last_open_one_stands_the_list(page: Page) -> None:
    desk = page.review.desk
    for row in list(desk.lines.rows):
        if row.cells.get("submit") == "是":
            key = key_of(row.id)
            page.post(f"/cell/{key}", ("cell-title", f"证据{row.cells['number']}"), ("cell-purpose", "付款事实"))
            last = page.post(f"/looked/{key}", ("original", "无"), ("how", "original"))
    assert last.headers["hx-redirect"] == "/evidence"
    assert desk.parts.catalogue is not None and not progress_of(desk.parts.catalogue).left


def test_files_that_are_not_handed_in_and_lines_that_are_gone(page: Page) -> None:
    desk = page.review.desk
    key = key_for(desk, "notes.txt")
    assert "核对过，看下一份" not in page.get(f"/file/{key}").body
    assert "LX-W101" in page.post("/looked/nobody").body


def test_in_english(page: Page) -> None:
    with speaking("en"):
        key = key_for(page.review.desk, "IMG_2031.jpg")
        assert "fill in first: title, what it proves" in page.get(f"/file/{key}").body
