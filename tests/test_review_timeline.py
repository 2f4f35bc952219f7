"""The matter over time: what stands on it, what stands out, and what is written of it.

Facts: 沈河案 (steel), 连港案 (lease), 南浦案 (enforcement). Question: is every dated fact a mark that leads to its form
and its exhibit, does each bar say what ``due`` says, and do wrong days and missing exhibits stand out?
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from complaints import Complaints
from lexcollect.intake.register import seen
from lexcollect.layout import CASE, CHRONOLOGY, JOURNAL, TIMELINE
from lexcollect.matter.answering import answer
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.steps import Lined, Typed
from lexcollect.matter.example import load_example
from lexcollect.matter.timeline import drawing
from lexcollect.matter.timeline.chronicle import Chronicle, chronicle_of
from lexcollect.matter.timeline.drawing import draw
from lexcollect.matter.timeline.files import page_of, write_timeline
from lexcollect.matter.timeline.marks import DoubtKind, Lane
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import Page, desk_of, matters, served, steel

fresh, matter, page = matters()


def over_time(folder: Path, name: str = "steel") -> Chronicle:
    answered = answer(folder, load_example(name).as_of, dates_anyway=True)
    return chronicle_of(answered.case, answered, answered.catalogue, seen(folder), answered.as_of)


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def retyped(desk: Desk, grid: str, row: str, head: str, words: str) -> None:
    desk.take(Typed(grid, row, head, words))


def test_each_dealing_stands_in_its_lane(fresh: Path) -> None:
    found = over_time(fresh)
    days = {lane: [mark.day.isoformat() for mark in found.marks if mark.lane is lane] for lane in Lane}
    assert days[Lane.DELIVERY] == ["2023-04-12", "2023-04-18", "2023-06-09", "2023-08-28", "2023-09-07"]
    assert days[Lane.INVOICE] == ["2023-05-10", "2023-06-15", "2023-09-12"]
    assert days[Lane.DUE] == ["2023-06-17", "2023-08-08", "2023-11-06"]
    assert days[Lane.PAYMENT] == ["2023-07-14", "2024-02-05"]
    assert days[Lane.CONSENT] == ["2023-10-08", "2023-11-10", "2024-04-18", "2024-09-12"]
    assert days[Lane.DEADLINE] == ["2028-05-23", "2028-07-04"]
    posted = [mark for mark in found.marks if "EA102030405CN" in mark.title.render()]
    assert [(one.day.isoformat(), one.title.render()[:6]) for one in posted] == [
        ("2025-05-20", "催款函·寄出"),
        ("2025-05-23", "催款函·送达"),
    ]


def test_the_bars_are_those_of_the_deadlines_with_every_interruption(fresh: Path) -> None:
    found = over_time(fresh)
    limitation = found.bars[0]
    assert (limitation.title.render(), limitation.first, limitation.last) == (
        "主债务诉讼时效",
        date(2023, 6, 17),
        date(2028, 5, 23),
    )
    assert [one.day.isoformat() for one in limitation.restarts] == [
        "2023-07-14",
        "2023-10-08",
        "2023-11-10",
        "2024-04-18",
        "2024-09-12",
        "2025-05-23",
    ]
    guarantee = [bar for bar in found.bars if bar.rule == "guarantee.period"]
    assert [(bar.first.isoformat(), bar.last.isoformat(), str(bar.state)) for bar in guarantee] == [
        ("2023-06-17", "2025-06-17", "lapsed"),
        ("2023-08-08", "2025-08-08", "preserved"),
        ("2023-11-06", "2025-11-06", "preserved"),
    ]


def test_a_settlement_in_enforcement_holds_the_clock_until_its_last_day(tmp_path: Path) -> None:
    found = over_time(steel(tmp_path, "enforcement"), "enforcement")
    enforcing = next(bar for bar in found.bars if bar.rule == "enforce.apply")
    assert (enforcing.restarts[-1].day, enforcing.restarts[-1].start) == (date(2024, 3, 15), date(2024, 10, 31))
    assert any(mark.lane is Lane.PROCEEDING and mark.day == date(2024, 3, 15) for mark in found.marks)


def test_the_rent_of_a_month_falls_due_and_is_no_fact_without_an_exhibit(tmp_path: Path) -> None:
    folder = steel(tmp_path, "lease")
    found = over_time(folder, "lease")
    assert sum(mark.lane is Lane.DUE for mark in found.marks) == 10
    assert not any("月租金" in mark.title.render() for mark in found.marks if mark.lane is Lane.CONTRACT)
    assert not found.doubtful(), "the deposit was paid long before it was set off: no contradiction"
    body = Page(Desk(folder, load_example("lease").as_of)).enter().get("/timeline").body
    assert "主债务诉讼时效" in body and "冯样例" in body and "2025年7月租金" in body


def test_a_fact_without_exhibit_and_a_year_without_dealings_stand_out(page: Page) -> None:
    words = words_of(page.get("/timeline").body)
    assert "2025-11-03 电话 沈阳沈河样例重型机械有限公司 没有列证据" in words
    assert "2025-11-03 至 2026-11-21 共 383 天没有任何往来记录，其间时效在走" in words
    assert "超过 365 天" in words, "the rule is told"


def test_a_day_that_is_not_that_of_its_paper_stands_out_and_the_draft_is_followed(page: Page) -> None:
    desk = page.review.desk
    assert "的形成日期" not in page.get("/timeline").body
    retyped(desk, "付款", "payments/付款一", "日期", "2023-07-19")
    words = words_of(page.get("/timeline").body)
    assert "2023-07-19 付款 沈阳沈河样例重型机械有限公司 300,000.00 未保存" in words
    assert "形成日期 2023-07-14 不一致，材料里也没有看到这个日期" in words
    gone = words.partition("改动后不再有的")[2]
    assert "2023-07-14 付款" in gone
    desk.undo()
    assert "的形成日期" not in page.get("/timeline").body


def test_a_day_that_stands_in_the_paper_too_is_told_so(matter: Path) -> None:
    desk = desk_of(matter)
    assert "2023-07-14" in {day for day, _ in desk.seen[desk.lines.row("item:回单0714").files[0]].dates}  # type: ignore[union-attr]
    desk.take(Lined((("item:回单0714", "date", "2023-07-20"),)))
    parts = desk.parts
    assert parts.case is not None
    found = chronicle_of(parts.case, desk.answered, parts.catalogue, desk.seen, desk.as_of)
    told = [doubt for mark in found.doubtful() for doubt in mark.doubts if doubt.exhibit]
    assert [(one.kind, one.exhibit, one.day) for one in told] == [
        (DoubtKind.UNLIKE_PAPER, "回单0714", date(2023, 7, 20))
    ]


def test_each_mark_leads_to_its_form_and_its_exhibit(page: Page) -> None:
    body = page.get("/timeline").body
    links = set(re.findall(r'href="(/case/[^"#]+)#([^"]+)"', body))
    assert len({anchor for _, anchor in links}) == 25, "one for each fact that has a day"
    for path, anchor in sorted(links)[:6]:
        assert f'id="{anchor}"' in page.get(path).body
    files = set(re.findall(r'href="(/file/[0-9a-f]{20})"', body))
    assert f"/file/{key_of('item:回单0714')}" in files
    assert all(page.get(path).status == 200 for path in sorted(files)[:4])
    drawn = re.search(r"<svg.*?</svg>", body, re.S)
    assert drawn and f"/case/{key_of('付款')}#" in drawn[0] and "style=" not in drawn[0] and "<script" not in drawn[0]


def test_a_case_file_that_cannot_be_read_leads_to_its_findings(page: Page, matter: Path) -> None:
    text = (matter / CASE).read_text("utf-8")
    (matter / CASE).write_text(text.replace("date: 2023-07-14", "date: 7月某日", 1), "utf-8")
    page.review.desk.read_again()
    answered = page.get("/timeline")
    assert answered.status == 200 and "<svg" not in answered.body and 'href="/findings"' in answered.body
    told = page.post("/timeline").body
    assert "7月某日" in told and not (matter / TIMELINE).exists()


def test_without_answers_the_facts_stand_alone(fresh: Path) -> None:
    answered = answer(fresh, load_example("steel").as_of, dates_anyway=True)
    found = chronicle_of(answered.case, None, answered.catalogue, {}, answered.as_of)
    assert not found.bars and all(mark.lane not in (Lane.DUE, Lane.DEADLINE) for mark in found.marks)
    assert "只列事实" in page_of(found) and "<svg" in page_of(found)


def test_a_day_far_off_is_told_and_not_drawn(matter: Path) -> None:
    desk = desk_of(matter)
    retyped(desk, "付款", "payments/付款一", "日期", "1923-07-14")
    parts = desk.parts
    assert parts.case is not None
    found = chronicle_of(parts.case, desk.answered, parts.catalogue, desk.seen, desk.as_of)
    drawn = draw(found)
    assert [mark.day for mark in drawn.outside] == [date(1923, 7, 14)] and "1923" not in drawn.svg


def test_names_in_the_picture_run_nowhere(matter: Path) -> None:
    payload = '"><script>alert(1)</script>'
    text = (matter / CASE).read_text("utf-8")
    (matter / CASE).write_text(text.replace("doc_no: SH-0412", f"doc_no: '{payload}'", 1), "utf-8")
    found = over_time(matter)
    for drawn in (draw(found).svg, page_of(found), Page(desk_of(matter)).enter().get("/timeline").body):
        assert "<script>alert" not in drawn and "&lt;script&gt;alert(1)" in drawn


def test_the_button_writes_a_page_that_stands_alone_and_a_chronology(page: Page, matter: Path) -> None:
    answered = page.post("/timeline")
    assert answered.status == 200 and "内部工作底稿" in answered.body and "时间线.html" in answered.body
    text = (matter / TIMELINE).read_text("utf-8")
    assert not re.search(r"<script|\ssrc=|\shref=|url\(|@import|<link", text), "nothing is loaded, nothing runs"
    assert "内部工作底稿，不对外提交" in text and "<svg" in text and "2023-07-14" in text
    with zipfile.ZipFile(matter / f"{CHRONOLOGY}.docx") as packed:
        document = packed.read("word/document.xml").decode()
    assert "大事记" in document and "内部工作底稿" in document and "SH-0412" in document
    assert zipfile.is_zipfile(matter / f"{CHRONOLOGY}.xlsx")
    assert "时间线.html" in (matter / JOURNAL).read_text("utf-8")


def test_remarks_reach_none_of_the_files(page: Page, matter: Path) -> None:
    assert "何样文2023年6月9日微信确认货已入库" in (matter / CASE).read_text("utf-8")
    page.post("/timeline")
    with zipfile.ZipFile(matter / f"{CHRONOLOGY}.docx") as packed:
        document = packed.read("word/document.xml").decode()
    for text in ((matter / TIMELINE).read_text("utf-8"), document):
        assert "微信确认货已入库" not in text


def test_a_file_edited_by_hand_is_kept_and_the_same_is_not_written_again(matter: Path) -> None:
    found = over_time(matter)
    first = write_timeline(matter, found)
    again = write_timeline(matter, found)
    assert len(first.written) == 3 and not again.written and len(again.same) == 3
    edited = matter / TIMELINE
    edited.write_text("我的时间线", "utf-8")
    third = write_timeline(matter, found)
    assert third.written == ("2-整理/时间线(2).html",) and [one.code for one in third.findings] == ["LX-A344"]
    assert edited.read_text("utf-8") == "我的时间线"


def test_who_only_reads_writes_nothing(matter: Path) -> None:
    page = Page(desk_of(matter, read_only=True)).enter()
    assert "写出时间线" not in page.get("/timeline").body
    assert "只读" in words_of(page.post("/timeline").body)
    assert not (matter / TIMELINE).exists()


def test_what_is_not_saved_is_told_in_the_file(page: Page, matter: Path) -> None:
    retyped(page.review.desk, "付款", "payments/付款一", "金额", "290000")
    page.post("/timeline")
    assert "含 1 处尚未保存的改动" in (matter / TIMELINE).read_text("utf-8")
    assert "300000.00" in (matter / CASE).read_text("utf-8")


def test_the_terminal_writes_the_same(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from lexcollect.cli.main import main

    day = load_example("steel").as_of.isoformat()
    main(["due", str(matter), "--timeline", "--as-of", day])
    assert "2-整理/时间线.html" in capsys.readouterr().out
    assert (matter / TIMELINE).read_text("utf-8") == page_of(over_time(matter))
    for words in (["--all", "--timeline"], ["--timeline", "--ics", "x.ics"]):
        assert main(["due", str(matter), *words]) == 2


def test_english_speaks_english(page: Page) -> None:
    with speaking("en"):
        words = words_of(page.get("/timeline").body)
    for part in ("Chronology", "no exhibit is named", "delivered", "Limitation of the claim", "while limitation was"):
        assert part in words


def test_a_mark_is_clicked_and_its_form_opens(matter: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import expect

    with browser() as chromium, served(desk_of(matter)) as page:
        tab = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
        home = f"http://127.0.0.1:{page.port}/"
        complaints = Complaints(tab, home)
        tab.goto(page.address)
        tab.get_by_role("link", name="时间线").click()
        wide: Any = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= 1280
        tab.wait_for_load_state()
        tab.get_by_role("button", name="写出时间线和大事记").click()
        expect(tab.locator("#written")).to_contain_text("时间线.html")
        tab.locator("svg a", has_text="交货 SH-0412").click()
        expect(tab.get_by_label("单号").first).to_have_value("SH-0412")
        assert "#" in tab.url
        tab.context.close()
    complaints.none()
    assert (matter / TIMELINE).is_file()


# --- what a letter came to, what a deposit is, and what changed of the periods -----------------------------------


def test_a_refused_letter_is_not_told_as_delivered_and_says_what_it_is_worth(page: Page) -> None:
    desk = page.review.desk
    retyped(desk, "催收", row_named(desk, "EA102030405CN"), "结果", "拒收")
    words = words_of(page.get("/timeline").body)
    assert "催款函·拒收、回复 EA102030405CN" in words and "催款函·送达 EA102030405CN" not in words
    assert "（寄往约定或登记地址被拒收、退回，视为应当到达）" in words
    retyped(desk, "催收", row_named(desk, "EA102030405CN"), "面单写明内件", "否")
    words = words_of(page.get("/timeline").body)
    assert "（不能作为依据：面单没有写明内件，不能证明寄的是这份函）" in words
    with speaking("en"):
        assert "refused, reply EA102030405CN" in words_of(page.get("/timeline").body)


def row_named(desk: Desk, number: str) -> str:
    return next(row.id for row in desk.rows["催收"] if row.cells.get("运单号") == number)


def test_a_deposit_stands_among_the_payments(tmp_path: Path) -> None:
    found = over_time(steel(tmp_path, "lease"), "lease")
    (deposit,) = [mark for mark in found.marks if mark.title.render().startswith("押金")]
    assert (deposit.lane, deposit.day.isoformat(), deposit.amount) == (Lane.PAYMENT, "2024-02-28", Decimal("116000.00"))
    assert not deposit.refused and deposit.effect is None
    body = Page(Desk(tmp_path / "案", load_example("lease").as_of)).enter().get("/timeline").body
    assert re.search(rf'href="/case/{key_of("合同")}#[0-9a-f]+">押金　116,000.00</a>', body), "it leads to its contract"


def test_the_periods_of_the_draft_stand_beside_those_that_are_saved(page: Page) -> None:
    desk = page.review.desk
    assert 'class="was"' not in page.get("/timeline").body.partition("期间：")[2].partition("<aside")[0]
    retyped(desk, "催收", row_named(desk, "EA102030405CN"), "送达日期", "2025-06-23")
    after = page.get("/timeline").body.partition("期间：")[2].partition("<aside")[0]
    assert "2028-06-23" in after and re.search(r'<span class="was">2028-05-23</span>', after)


def test_a_year_that_begins_at_the_edge_is_written_before_its_line() -> None:
    """施工案: its last limitation ends on 2028-12-08, and 2029 begins at the right edge of the picture."""
    scale = drawing._Scale(date(2023, 1, 1), date(2029, 1, 3))
    axis = "".join(drawing._axis(scale, 100))
    last = re.findall(r'<text x="([\d.]+)"( text-anchor="end")?[^>]*>2029<', axis)
    assert last and last[0][1] and float(last[0][0]) < drawing._WIDTH
    assert re.search(r'<text x="[\d.]+" y="41"[^>]*>2024<', axis)
