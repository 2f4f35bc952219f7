"""A chat on the page: read as messages, handed in as one run, a sentence entered as an event.

Facts: 沈河案, exhibit 5-1, the chat with 何样文 (37 messages, one recalled, three pictures). Question: is all of it
there to be read, can an excerpt leave out what stands inside it, and what of a sentence reaches the case file?
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from complaints import Complaints
from lexcollect.layout import CASE, CATALOGUE, FACTS, RAW
from lexcollect.review.chats import PAGE
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting
from lexcollect.review.talking import talk_of
from lexcollect.wording import speaking
from review_kit import Page, desk_of, served, steel

KEY = key_of("item:微信")
CHAT = f"/chat/{KEY}/0"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


@pytest.fixture(scope="module")
def painting() -> Any:
    found = Painting()
    yield found
    found.close()


@pytest.fixture
def page(matter: Path, painting: Painting) -> Page:
    return Page(desk_of(matter), painting).enter()


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def excerpt(page: Page) -> str:
    row = page.review.desk.lines.row("item:微信")
    assert row is not None
    return row.cells["excerpt"]


def chat_file(matter: Path) -> Path:
    return next((matter / RAW).rglob("沈河样例-何会计.csv"))


def rewritten(matter: Path, text: str) -> None:
    """Lay another chat in place of the one that was taken in."""
    path = chat_file(matter)
    path.chmod(0o644)
    path.write_text(text, "utf-8-sig")


def many(count: int) -> str:
    """Return the export of a chat with so many messages."""
    head = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
    rows = (
        f"{n},218,1,0,{n % 2},{1_600_000_000 + n * 600},,第{n}句话,2023-04-12 17:05:10,王例成,王,wxid_{n % 2}\n"
        for n in range(1, count + 1)
    )
    return head + "".join(rows)


def test_the_file_leads_to_its_messages_and_back(page: Page) -> None:
    assert f'href="{CHAT}"' in page.get(f"/file/{KEY}").body
    body = page.get(CHAT).body
    assert f'href="/file/{KEY}"' in body
    words = words_of(body)
    assert "共 37 条消息" in words and "现在整份聊天都提交" in words
    assert "1 17:05:10 诚信钢材-王 本机 何经理，第一车H型钢60吨今天送到了" in words
    assert words.index("2023-04-12") < words.index("2023-04-18") < words.index("2023-06-09"), "day by day"


def test_what_was_recalled_and_what_was_sent_stay_visible(page: Page) -> None:
    words = words_of(page.get(CHAT).body)
    assert "撤回了一条消息" in words
    assert "〔语音〕" in words and "6dc9fecf1753319aee99dcc3a8cbb8ed.jpg" in words


def test_numbers_that_jump_are_shown_where_they_do(page: Page, matter: Path) -> None:
    telegram = '{"name": "何", "type": "personal_chat", "id": 5, "messages": ['
    rows = [
        f'{{"id": {id}, "type": "message", "date": "2024-01-0{at}T10:00:00", '
        f'"date_unixtime": "{1704074400 + at * 86400}", "from": "何", '
        f'"from_id": "user5", "text": "第{id}号", "text_entities": []}}'
        for at, id in ((1, 11), (2, 12), (3, 17), (4, 18))
    ]
    rewritten(matter, telegram + ",".join(rows) + "]}")
    assert [one.get("missing", 0) for one in talk_of(chat_file(matter))["messages"]] == [0, 0, 4, 0]
    words = words_of(page.get(f"{CHAT}?first=1&last=4").body)
    assert "此处编号缺 4 个；缺号不等于有删除" in words and "有 1 处编号不连续" in words
    assert "编号不连续" not in words_of(page.get(f"{CHAT}?first=3&last=4").body), "the jump stands before the run"


def test_a_run_is_chosen_from_its_two_ends(page: Page) -> None:
    half = words_of(page.get(f"{CHAT}?first=16").body)
    assert "还要选另一头" in half and "提交这一段" not in half
    body = page.get(f"{CHAT}?first=16&last=19").body
    words = words_of(body)
    assert "第 16 条至第 19 条，共 4 条：2023-10-08 14:20:36 至 2023-11-10 11:47:25" in words
    assert "同一天后面还有一条（11:47:58）：撤回" in words
    inside = re.findall(r'<li class="line[^"]* in[^"]*" id="m(\d+)"', body)
    assert inside == ["16", "17", "18", "19"], "all that stands between is in"
    assert words_of(page.get(f"{CHAT}?first=19&last=16").body).count("第 16 条至第 19 条") == 1


def test_a_run_with_a_recalled_message_says_so(page: Page) -> None:
    assert "其中撤回 1 条" in words_of(page.get(f"{CHAT}?first=18&last=22").body)


def test_the_run_becomes_the_exhibit_and_can_be_undone(page: Page) -> None:
    told = page.post(f"/excerpt/{KEY}", ("first", "16"), ("last", "19"))
    assert "已改为提交第 16-19 条" in told.body and excerpt(page) == "16-19"
    assert "现在提交第 16-19 条" in words_of(page.get(CHAT).body)
    item = next(one for one in page.review.desk.parts.catalogue.items if one.id == "微信")  # type: ignore[union-attr]
    assert item.files[0].part is not None and (item.files[0].part.first, item.files[0].part.last) == (16, 19)
    assert "16-19" in page.get("/save").body
    page.post(f"/excerpt/{KEY}", ("first", ""))
    assert excerpt(page) == ""
    page.post("/undo")
    assert excerpt(page) == "16-19"
    page.post("/undo")
    assert excerpt(page) == "" and not page.review.desk.differences


@pytest.mark.parametrize(
    "fields",
    [
        (("first", "16"),),
        (("last", "19"),),
        (("first", "0"), ("last", "19")),
        (("first", "３"), ("last", "x")),
        (("first", "16,18"), ("last", "19")),
    ],
)
def test_single_messages_cannot_be_picked_out(page: Page, fields: tuple[tuple[str, str], ...]) -> None:
    page.post(f"/excerpt/{KEY}", *fields)
    assert excerpt(page) in ("", "19"), fields
    assert "," not in excerpt(page)


def test_only_an_exhibit_has_an_excerpt(page: Page) -> None:
    desk = page.review.desk
    page.post(f"/cell/{KEY}", ("cell-submit", "否"))
    row = next(one for one in desk.lines.rows if any(name.endswith("沈河样例-何会计.csv") for name in one.files))
    key = key_of(row.id)
    body = page.get(f"/chat/{key}/0").body
    assert "还没有列为证据" in body and "从这条起" not in body and "记为事件" in body
    before = desk.version
    page.post(f"/excerpt/{key}", ("first", "1"), ("last", "2"))
    assert desk.version == before


@pytest.mark.parametrize(
    "path", [f"/chat/{KEY}/9", f"/chat/{KEY}/1", "/chat/nobody/0", f"{CHAT}/999/demand", f"{CHAT}/1/x"]
)
def test_what_is_no_chat_is_not_there(page: Page, path: str) -> None:
    assert page.get(path).status == 404


def test_a_sentence_of_the_debtor_opens_a_promise_with_day_words_and_exhibit(page: Page) -> None:
    body = page.get(f"{CHAT}/19/consent").body
    assert "年底资金紧，春节前付一部分" in body and 'value="2023-11-10"' in body
    assert re.search(r'<option value="承诺" selected>', body) and re.search(r'<option value="沈河" selected>', body)
    assert re.search(r'value="5-1 [^"]*" checked', body)
    fields = _as_sent(body)
    before = len(page.review.desk.parts.case.acknowledgements)  # type: ignore[union-attr]
    address = re.search(r'hx-post="(/fact/[0-9a-f]+)"', body)
    assert address
    page.post(address[1], *fields)
    now = page.review.desk.parts.case.acknowledgements  # type: ignore[union-attr]
    assert len(now) == before + 1 and now[-1].content == "年底资金紧，春节前付一部分"
    assert (now[-1].by, now[-1].date.isoformat(), now[-1].evidence) == ("沈河", "2023-11-10", ("微信",))
    assert page.review.desk.answered is not None


def test_a_sentence_of_ours_opens_a_demand(page: Page) -> None:
    body = page.get(f"{CHAT}/18/demand").body
    fields = dict(_as_sent(body))
    assert {"微信", "2023-11-10", "09:30", "三个订单都到期了，合计100多万，什么时候安排"} <= set(fields.values())
    assert "付款" in words_of(body) and f'href="{CHAT}/18/payment"' in body


def test_what_was_read_from_the_chat_leads_to_its_message_and_its_decision(page: Page) -> None:
    waiting = page.get(f"{CHAT}/waiting")
    mine = [
        spot.said.number
        for one in page.review.desk.proposed.open().proposals
        for spot in one.sources
        if spot.said is not None and spot.file.endswith("沈河样例-何会计.csv")
    ]
    assert waiting.status == 200 and mine
    assert {int(n) for n in re.findall(r"#m(\d+)", waiting.body)} == set(mine)
    assert 'href="/proposed?group=' in waiting.body
    assert page.get("/chat/nobody/0/waiting").status == 404


def _as_sent(body: str) -> list[tuple[str, str]]:
    """Return the fields of the form as a browser sends them."""
    form = re.search(r'<form hx-post="/fact/.*?</form>', body, re.S)
    assert form
    found = []
    for name, value in re.findall(r'<input name="([^"]+)" value="([^"]*)">', form[0]):
        found.append((name, unescape(value)))
    for name, value in re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]*)" checked>', form[0]):
        found.append((name, unescape(value)))
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form[0], re.S):
        found.append((name, unescape(words)))
    for name, options in re.findall(r'<select name="([^"]+)">(.*?)</select>', form[0], re.S):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        found.append((name, unescape(chosen[1]) if chosen else ""))
    return found


def test_words_of_a_chat_run_nowhere(page: Page, matter: Path) -> None:
    payload = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    rewritten(matter, many(3).replace("第2句话", payload).replace("wxid_1\n", f"{payload}\n"))
    for path in (CHAT, f"{CHAT}/2/consent", f"{CHAT}?first=1&last=2"):
        body = page.get(path).body
        assert "<script>alert" not in body and "<img" not in body and "&lt;script&gt;" in body


def test_twenty_thousand_messages_come_page_by_page_and_are_read_once(page: Page, matter: Path) -> None:
    rewritten(matter, many(20_000))
    asked: list[Path] = []
    talk = page.review.painting.talk
    page.review.painting.talk = lambda path: asked.append(path) or talk(path)  # type: ignore[method-assign]
    try:
        first = page.get(CHAT).body
        words = words_of(first)
        assert "共 20000 条消息" in words and "第 1 页，共 100 页" in words and "第 1句话" not in words
        assert first.count('class="line') == PAGE and len(first) < 400_000
        last = page.get(f"{CHAT}?page=99&first=19990&last=20000").body
        assert "第20000句话" in last and "第 19990 条至第 20000 条，共 11 条" in words_of(last)
        assert page.get(f"{CHAT}?page=9999999").status == 200 and page.get(f"{CHAT}?page=-1").status == 200
        assert f'href="{CHAT}?page=' in first and "2020-10" in first, "months can be jumped to"
        assert len(asked) == 1
    finally:
        page.review.painting.talk = talk  # type: ignore[method-assign]


def test_a_file_that_is_no_chat_any_more_says_why(page: Page, matter: Path) -> None:
    path = chat_file(matter)
    path.chmod(0o644)
    path.write_bytes(b"\x00\xff" * 5000)
    answered = page.get(CHAT)
    assert answered.status == 200 and page.get("/").status == 200
    assert "共 0 条消息" in words_of(answered.body) or "told warning" in answered.body


def test_what_programs_say_of_a_message_stands_beside_its_words(page: Page) -> None:
    """Given a reply that quotes another, a transfer of 5,000 yuan, a file, a picture with words, a forwarded chat and
    a message too long: each says so, and the transfer opens as a payment with payer, amount and words."""
    day = {"day": "2024-05-06", "time": "10:00:00", "who": "何样文", "out": False}
    talk = {
        "messages": [
            {"n": 1, **day, "text": "好的", "quote": ["王例成", "月底前付清"]},
            {"n": 2, **day, "text": "货款", "money": [["received", "5,000.00"]]},
            {"n": 3, **day, "text": "", "kind": "file", "files": ["对账单.pdf"]},
            {"n": 4, **day, "text": "见下", "forwarded": 12, "derived": [["ocr", "欠款三十万元"]]},
            {"n": 5, **day, "text": "很长", "long": True},
        ],
        "cut": False,
    }
    kept = page.review.painting.talk
    page.review.painting.talk = lambda path: talk  # type: ignore[method-assign]
    try:
        words = words_of(page.get(CHAT).body)
        payment = _as_sent(page.get(f"{CHAT}/2/payment").body)
    finally:
        page.review.painting.talk = kept  # type: ignore[method-assign]
    for said in ("月底前付清", "5,000.00", "对账单.pdf", "欠款三十万元", "12"):
        assert said in words
    sent = [value for _, value in payment]
    assert {"5,000.00", "货款", "2024-05-06"} <= set(sent)


def test_a_case_file_with_a_slip_opens_no_form_and_says_why(matter: Path, painting: Painting) -> None:
    """Given a case file that cannot be read: the chat is read all the same, an event waits until it is mended."""
    path = matter / CASE
    path.write_text(path.read_text("utf-8") + "\nnote: '没有关上\n", "utf-8")
    page = Page(desk_of(matter), painting).enter()
    assert "共 37 条消息" in words_of(page.get(CHAT).body)
    assert page.get(f"{CHAT}/2/payment").status == 404


def test_a_list_of_decisions_with_a_slip_is_told_beside_the_chat(matter: Path, painting: Painting) -> None:
    """Given a list of decisions that cannot be read: which facts wait is not known, and the page says so."""
    (matter / FACTS).write_text("facts: '没有关上\n", "utf-8")
    page = Page(desk_of(matter), painting).enter()
    assert "共 37 条消息" in words_of(page.get(CHAT).body)
    assert "LX-I150" in page.get(f"{CHAT}/waiting").body


def test_an_excerpt_that_says_nothing_is_the_whole_chat(matter: Path, painting: Painting) -> None:
    """Given an excerpt typed by hand that names no messages: nothing is marked, and every message can be read."""
    path = matter / CATALOGUE
    head, mark, tail = path.read_text("utf-8").partition("- id: 微信\n")
    assert mark
    path.write_text(f"{head}{mark}    excerpt: 中间那几句\n{tail}", "utf-8")
    words = words_of(Page(desk_of(matter), painting).enter().get(CHAT).body)
    assert "共 37 条消息" in words


def test_who_only_reads_sees_the_chat_and_no_buttons(matter: Path, painting: Painting) -> None:
    page = Page(desk_of(matter, read_only=True), painting).enter()
    body = page.get(CHAT).body
    assert "何经理，第一车" in body and "从这条起" not in body and "记为事件" not in body
    assert "只读" in words_of(page.post(f"/excerpt/{KEY}", ("first", "1"), ("last", "2")).body)


def test_english_speaks_english(page: Page) -> None:
    with speaking("en"):
        words = words_of(page.get(f"{CHAT}?first=16&last=19").body)
    assert "Messages 16 to 19, 4 in all" in words and "The same day one stands behind it" in words


def test_a_run_is_clicked_together_and_saved(matter: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with browser() as chromium, served(desk) as page:
        tab = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
        home = f"http://127.0.0.1:{page.port}/"
        complaints = Complaints(tab, home)
        tab.goto(page.address)
        tab.goto(f"{home}file/{KEY}")
        tab.get_by_role("link", name="按消息看").click()
        tab.locator("#m16").get_by_role("link", name="从这条起").click()
        expect(tab.locator("#choice")).to_contain_text("还要选另一头")  # else the old page is pressed
        tab.locator("#m19").get_by_role("link", name="到这条止").click()
        expect(tab.locator("#choice")).to_contain_text("第 16 条至第 19 条")
        expect(tab.locator("#m16")).to_be_in_viewport()
        tab.wait_for_load_state()
        tab.get_by_role("button", name="提交这一段").click()
        expect(tab.locator("#choice")).to_contain_text("已改为提交第 16-19 条")
        tab.locator("#m19").get_by_role("link", name="记为事件").click()
        tab.wait_for_load_state()  # pressed before the script is there, a form is sent by the browser
        tab.get_by_role("button", name="新增").click()
        expect(tab.locator("#facts section.fact:not(.new)")).to_have_count(5)
        tab.context.close()
    complaints.none()
    row = desk.lines.row("item:微信")
    assert row is not None and row.cells["excerpt"] == "16-19"
    case = desk.parts.case
    assert case is not None and case.acknowledgements[-1].content == "年底资金紧，春节前付一部分"
