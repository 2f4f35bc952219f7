"""Two at once: the page beside another page, a command typed in the terminal, a sheet filled in.

Facts: 沈河案; on the page 付款一 becomes 290,000.00 and is not saved yet. Meanwhile somebody else changes something:
the same matter on a second page, 付款二 in the sheet, the same payment in the sheet, or a command is at work.
Question: is anything lost, and is each contradiction shown before anything is written over?
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.layout import CASE, CASE_SHEET, UNSAVED
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.steps import New, Typed
from lexcollect.matter.lock import hold_page
from lexcollect.matter.writing import hold
from lexcollect.review.keys import key_of
from review_kit import NOW, Page, desk_of, served, steel
from sheet_kit import Sheets

FIRST, SECOND = "payments/付款一", "payments/付款二"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The matter after a first saving: its sheets lie beside the case file."""
    matter = steel(tmp_path_factory.mktemp("fresh"))
    desk = desk_of(matter)
    desk.take(Typed("付款", FIRST, "附言", "货款"))
    desk.save("李样例", NOW)
    return matter


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def page_with_an_edit(matter: Path) -> Page:
    page = Page(desk_of(matter)).enter()
    body = page.post(f"/typed/{key_of('付款')}", ("row", FIRST), ("head", key_of("金额")), ("words", "290000")).body
    assert "290000.00" in body
    return page


def saved(page: Page) -> str:
    return unescape(page.post("/save", ("who", "李样例")).body)


def in_sheet(matter: Path, row: str, amount: str) -> None:
    sheets = Sheets(matter / CASE_SHEET)
    sheets.put("付款", row, 金额=amount)
    sheets.save()


def amounts(matter: Path) -> list[str]:
    part = (matter / CASE).read_text("utf-8").partition("\npayments:")[2]
    return re.findall(r"(?m)amount: ([\d.]+)", part)[:2]


def test_a_second_page_says_where_the_first_is_open_and_the_first_goes_on(matter: Path) -> None:
    with hold_page(matter, NOW) as sign:
        sign("http://127.0.0.1:50123/")
        code, out, told = typed("review", str(matter), "--no-browser", cwd=matter.parent)
        assert code and "LX-W110" in out + told and "http://127.0.0.1:50123/" in out + told
        page = page_with_an_edit(matter)
        assert (matter / UNSAVED).exists()
        assert "已保存 1 处改动" in saved(page)
    with hold_page(matter, NOW):
        pass  # free again


def test_the_lawyer_who_looks_only_sees_the_draft_and_takes_nothing_of_it_away(matter: Path) -> None:
    page_with_an_edit(matter)
    kept = (matter / UNSAVED).read_bytes()
    looking = desk_of(matter, read_only=True)
    assert looking.recover().steps == 1
    assert "290000.00" in Page(looking).enter().get(f"/case/{key_of('付款')}").body
    assert (matter / UNSAVED).read_bytes() == kept
    again = desk_of(matter)
    assert again.recover().steps == 1


def test_a_command_that_only_reads_goes_on_beside_the_page(matter: Path) -> None:
    page = page_with_an_edit(matter)
    code, out, _ = typed("due", str(matter), "--as-of", "2026-11-21", "--yes", cwd=matter.parent)
    assert code in (0, 1) and "2028-05-23" in out
    assert "已保存 1 处改动" in saved(page) and amounts(matter)[0] == "290000.00"


def test_a_sheet_that_is_filled_in_stays_as_it_is_when_the_page_saves_and_both_are_taken(matter: Path) -> None:
    page = page_with_an_edit(matter)
    in_sheet(matter, SECOND, "151000")
    handed = (matter / CASE_SHEET).read_bytes()
    body = saved(page)
    assert "已保存 1 处改动" in body and "LX-W072" in body
    assert (matter / CASE_SHEET).read_bytes() == handed, "what a person typed there is not written over"
    code, out, told = typed("due", str(matter), "--as-of", "2026-11-21", "--yes", cwd=matter.parent)
    assert code in (0, 1), out + told
    assert amounts(matter) == ["290000.00", "151000.00"]


def test_a_sheet_that_was_taken_in_meanwhile_is_compared_on_the_page_and_both_are_saved(matter: Path) -> None:
    page = page_with_an_edit(matter)
    in_sheet(matter, SECOND, "151000")
    typed("due", str(matter), "--as-of", "2026-11-21", "--yes", cwd=matter.parent)
    assert amounts(matter)[1] == "151000.00"
    body = saved(page)
    assert "LX-W041" in body and "151,000.00" in body and "290,000.00" in body and 'class="clash"' not in body
    assert amounts(matter) == ["300000.00", "151000.00"], "nothing is written before it was compared"
    assert page.post("/again").headers["hx-location"] == "/save"
    assert "已保存 1 处改动" in saved(page)
    assert amounts(matter) == ["290000.00", "151000.00"]


def test_the_same_payment_on_the_page_and_in_the_sheet_is_a_contradiction_that_a_person_solves(matter: Path) -> None:
    page = page_with_an_edit(matter)
    in_sheet(matter, FIRST, "280000")
    typed("due", str(matter), "--as-of", "2026-11-21", "--yes", cwd=matter.parent)
    body = saved(page)
    assert 'class="clash"' in body and "280,000.00" in body and "290,000.00" in body
    assert amounts(matter)[0] == "280000.00"
    page.post("/again")
    words = unescape(page.get("/save").body)
    assert "280,000.00" in words and "290,000.00" in words, "what would be overwritten stands beside it"
    page.post("/undo")
    assert "没有未保存的改动" in page.get("/save").body and amounts(matter)[0] == "280000.00"


def test_the_page_first_then_the_same_payment_in_the_sheet_is_told_in_the_terminal(matter: Path) -> None:
    page = page_with_an_edit(matter)
    in_sheet(matter, FIRST, "280000")
    assert "LX-W072" in saved(page)
    _, out, told = typed("due", str(matter), "--as-of", "2026-11-21", "--yes", cwd=matter.parent)
    assert "280000" in out + told and "290000" in out + told, "both are named"
    assert amounts(matter)[0] == "290000.00"


def test_while_a_command_writes_the_page_waits_and_then_says_who_it_is(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_with_an_edit(matter)
    monkeypatch.setattr("lexcollect.matter.desk.draft.hold", lambda *given: hold(*given, wait=0.2))
    with hold(matter, "draft", NOW):
        body = saved(page)
        assert "LX-W001" in body and "draft" in body and "290,000.00" in body
        assert amounts(matter)[0] == "300000.00" and page.review.desk.steps
    assert "已保存 1 处改动" in saved(page)


def test_two_steps_sent_at_the_same_moment_are_both_taken(matter: Path) -> None:
    from threading import Thread

    page = Page(desk_of(matter)).enter()
    key, note = key_of("付款"), key_of("附言")
    sent = [(FIRST, "甲"), (SECOND, "乙"), (FIRST, "丙"), (SECOND, "丁")]
    threads = [
        Thread(target=page.post, args=(f"/typed/{key}", ("row", row), ("head", note), ("words", words)))
        for row, words in sent
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(page.review.desk.steps) == 4
    assert {one.new for one in page.review.desk.differences} <= {"甲", "乙", "丙", "丁"}


def test_a_case_file_deleted_or_spoiled_meanwhile_is_told_and_the_steps_are_kept(matter: Path) -> None:
    page = page_with_an_edit(matter)
    text = (matter / CASE).read_bytes()
    for spoiled in (b"", b"parties: [\n", b"\xff\xfe\x00"):
        (matter / CASE).write_bytes(spoiled)
        assert "LX-" in saved(page)
        assert (matter / CASE).read_bytes() == spoiled and page.review.desk.steps
    (matter / CASE).unlink()
    assert "LX-" in saved(page) and page.review.desk.steps
    (matter / CASE).write_bytes(text)
    assert "已保存 1 处改动" in saved(page)


def test_saved_but_killed_before_it_was_forgotten_is_not_done_twice(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new payment stands in the file: taken again at the next start it would stand there twice."""
    desk = desk_of(matter)
    desk.take(New("付款", (("日期", "2026年5月6日"), ("金额", "1万元"))))

    class Killed(BaseException):
        pass

    def killed(_: Desk) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Desk, "_begin_anew", killed)
        desk.save("李样例", NOW)
    assert (matter / UNSAVED).exists() and (matter / CASE).read_text("utf-8").count("2026-05-06") == 1
    again = desk_of(matter)
    found = again.recover()
    assert (found.steps, found.findings) == (0, ()) and not again.differences
    assert not (matter / UNSAVED).exists()


def test_a_start_that_was_ended_leaves_no_page_behind(matter: Path) -> None:
    with served(desk_of(matter)) as page:
        port = page.port
    with served(desk_of(matter)) as other:
        assert other.port and port
