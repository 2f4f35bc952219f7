"""What was entered and is not counted yet: told beside the sums, and no day that passed reads as the end.

Facts: 沈河案 whose catalogue does not say yet what any exhibit is as a proof (证明类型 empty), as on the first evening;
the same orders before a delivery was entered. Questions: what do box and row say of limitation and guarantee? What of
the file that could not be opened? Answers by hand: limitation of the first order ends on 2026-06-17 by its own term
and on 2028-05-23 with the demand of 2025-05-23 proved; the letter of 2025-07-04 came after 2025-06-17, where the
guarantee of the first order ended, and within the time of the other two.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import ofd_kit
from browser import browser
from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import CASE, CATALOGUE, RAW
from lexcollect.matter.desk.draft import Desk
from lexcollect.review.box import box, deadlines
from lexcollect.review.exhibits import is_submitted
from lexcollect.review.keys import key_of, remedy
from lexcollect.review.looked import looked
from lexcollect.review.painting import Painting
from review_kit import Page, desk_of, opened, steel, words_of


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


@pytest.fixture
def unproved(matter: Path) -> Path:
    place = matter / CATALOGUE
    place.write_text(re.sub(r"(,\s*)?proof: *(\[[^\]]*\]|[^,}\n]*)", "", place.read_text("utf-8")), "utf-8")
    return matter


def rows(desk: Desk, title: str) -> dict[str, dict[str, Any]]:
    return {one["about"]: one for one in deadlines(desk) if one["title"] == title}


def test_limitation_that_passed_for_want_of_proof_alone_is_open(unproved: Path) -> None:
    desk = desk_of(unproved)
    first = rows(desk, "主债务诉讼时效")["订单一"]
    assert (first["last"], first["state"], first["level"]) == ("2026-06-17", "待补证", "proof")
    assert (first["waits"]["count"], first["waits"]["last"]) == (8, "2028-05-23")
    letter = next(one for one in first["waits"]["events"] if one["date"] == "2025-05-23")
    assert letter["why"].startswith("缺“内容”这一环：证据目录没有写明") and letter["link"].startswith("/proof/")


def test_a_guarantee_asked_for_too_late_stays_lost(unproved: Path) -> None:
    found = rows(desk_of(unproved), "保证期间")
    assert {about: one["state"] for about, one in found.items()}["订单二"] == "待补证"
    assert found["订单一"]["last"] == "2025-06-17" and found["订单一"]["state"] != "待补证"
    assert not found["订单一"]["waits"]["count"]


def test_the_box_names_what_is_not_counted_and_leads_there(unproved: Path) -> None:
    page = Page(desk_of(unproved)).enter()
    words = words_of(page.get("/").body)
    assert "尚未计入 10 项" in words and "没有正在走的期限" not in words
    assert "按已经证明的已过；尚未计入 8 项，可到 2028-05-23" in words
    link = re.search(r'href="(/proof/[0-9a-f]{20})">2023-07-14 付款', page.get("/").body)
    assert link and page.get(link[1]).status == 200
    assert "补了证明这个期限就不同" in words_of(page.get("/money").body)


def test_with_the_proof_complete_nothing_of_it_is_said(matter: Path) -> None:
    page = Page(desk_of(matter)).enter()
    assert "尚未计入" not in words_of(page.get("/").body) and "待补证" not in words_of(page.get("/money").body)


def test_days_that_cannot_be_told_are_no_absence_of_days(matter: Path) -> None:
    place = matter / CASE
    text = re.sub(r"\ndeliveries:.*?(?=\npayments:)", "", place.read_text("utf-8"), flags=re.DOTALL)
    place.write_text(text, "utf-8")
    words = words_of(Page(desk_of(matter)).enter().get("/").body)
    assert "有 6 项期限还算不出" in words and "没有正在走的期限" not in words


def test_amounts_of_which_nothing_is_asked_for_are_told(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from decimal import Decimal

    from lexcollect.review import uncounted

    desk = desk_of(matter)
    assert box(desk)["kept_out"] == ""
    monkeypatch.setattr(uncounted, "kept_out", lambda answered: Decimal("432000"))
    words = words_of(Page(desk).enter().get("/").body)
    assert "已填写 432,000.00 元，一分都没有计入请求" in words


def test_of_a_file_that_cannot_be_opened_nothing_is_said_to_be_missing(matter: Path) -> None:
    desk = desk_of(matter)
    row = next(one for one in desk.lines.rows if any(name.endswith(".pdf") for name in one.files))
    name = next(name for name in row.files if name.endswith(".pdf"))
    painting = Painting()
    page = Page(desk, painting).enter()
    try:
        place = next(one for one in (matter / RAW).rglob("*") if one.name == Path(name).name)
        place.write_bytes(b"%PDF-1.7\nbroken")
        words = words_of(page.get(f"/hidden/{key_of(row.id)}").body)
    finally:
        painting.close()
    assert "没能打开，没有查看" in words and "没有发现" not in words


def test_the_matrix_has_no_gap_or_cannot_be_told(matter: Path) -> None:
    place = matter / CASE
    place.write_text(
        place.read_text("utf-8").replace("amount: 432000.00, evidence: 订单一", "amount: 很多", 1), "utf-8"
    )
    words = words_of(Page(desk_of(matter)).enter().get("/").body)
    assert "还算不出缺什么" in words and "没有缺口" not in words


# --- files that nobody can see here ---


@pytest.fixture
def blind(matter: Path) -> tuple[Page, str]:
    """沈河案 where the photo of 卸货 was taken in without a decoder."""
    desk = desk_of(matter)
    row = next(one for one in desk.lines.rows if is_submitted(one) and any(n.endswith(".HEIC") for n in one.files))
    name = next(name for name in row.files if name.endswith(".HEIC"))
    facts = {key: value for key, value in desk.seen[name].facts.items() if key not in ("width", "height")}
    desk.seen[name] = desk.seen[name]._replace(facts=facts)
    return Page(desk).enter(), row.id


def test_what_cannot_be_shown_is_looked_at_when_somebody_says_how(blind: tuple[Page, str]) -> None:
    page, row = blind
    desk, key = page.review.desk, key_of(row)
    assert "是怎么看的" in words_of(page.get(f"/file/{key}").body)
    refused = page.post(f"/looked/{key}")
    assert "LX-W150" in refused.body and "没有写明是怎么看的" in refused.body and not desk.steps
    assert page.post(f"/looked/{key}", ("how", "猜的")).status == 200 and not desk.steps
    assert page.post(f"/looked/{key}", ("how", "program")).status == 204
    assert "用其他程序看过" in desk.lines.row(row).cells["note"]
    assert "是怎么看的" not in words_of(page.get(f"/file/{key}").body), "it was said once"


def test_ready_or_not_the_placeholders_are_named(blind: tuple[Page, str]) -> None:
    page, row = blind
    body = page.get("/standing").body
    assert "有 2 份证据里有打不开的文件，证据包里是占位页" in words_of(body) and f"/file/{key_of(row)}" in body


def test_a_locked_file_alone_has_a_placeholder_in_the_example(matter: Path) -> None:
    words = words_of(Page(desk_of(matter)).enter().get("/standing").body)
    told = words.partition("占位页")[2]
    assert "加密的，出包时填密码可打开" in told and "1-1 被告一" in told and "5-7" not in told


def test_the_remedy_of_a_photo_without_decoder_is_no_command() -> None:
    for code in ("LX-I090", "LX-B150"):
        assert "pip" not in remedy(finding(code)) and "JPG" in remedy(finding(code))


# --- archives ---


def zipped(place: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(place, "w") as box:
        for name, content in members.items():
            box.writestr(name.replace("_", "."), content)
    return place


def test_the_photos_of_an_archive_are_shown_in_its_order(tmp_path: Path) -> None:
    photos = {}
    for name, size in (("b_png", (40, 20)), ("a_png", (20, 40))):
        out = io.BytesIO()
        Image.new("RGB", size, "white").save(out, "PNG")
        photos[name] = out.getvalue()
    box = zipped(tmp_path / "照片.zip", **photos, c_png=b"\x89PNG broken", d_txt="不是图片".encode())
    painting = Painting()
    try:
        assert painting.counted(box, FileKind.ZIP) == (2, 2)
        first, second = (painting.picture(box, FileKind.ZIP, n, 260).told for n in (0, 1))
        assert first["width"] < first["height"] and second["width"] > second["height"], "a.png is before b.png"
        assert painting.picture(box, FileKind.ZIP, 2, 260).why == "no_pages"
        (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04broken")
        assert painting.counted(tmp_path / "坏.zip", FileKind.ZIP) == (0, 0)
    finally:
        painting.close()


def test_the_page_of_an_archive_shows_them_and_counts_the_others(matter: Path) -> None:
    painting, desk = Painting(), desk_of(matter)
    row = next(one for one in desk.lines.rows if any(name.endswith("现场照片.zip") for name in one.files))
    try:
        body = Page(desk, painting).enter().get(f"/file/{key_of(row.id)}").body
        assert body.count('class="page"') == 3 and "另有" not in body
        zipped(next((matter / RAW).rglob("现场照片.zip")), d_txt=b"x", e_pdf=b"%PDF-1.4 broken")
        body = words_of(Page(desk, painting).enter().get(f"/file/{key_of(row.id)}").body)
        assert "不能显示内容" in body and "压缩包里另有 2 个文件" in body and "e.pdf（PDF） 这里没有显示" in body
    finally:
        painting.close()


def test_what_an_archive_does_not_show_is_named_also_within_an_archive(tmp_path: Path) -> None:
    """Facts: a ZIP with an invoice as OFD, a sheet, and a ZIP inside. What is not shown has a name."""
    inner = zipped(tmp_path / "内层.zip", 旧合同_pdf=b"%PDF-1.4", 照片_jpg=b"x")
    box = tmp_path / "材料.zip"
    with zipfile.ZipFile(box, "w") as out:
        out.writestr("1 发票.ofd", ofd_kit.invoice())
        out.writestr("2 对账单.csv", "日期,金额\n2024-01-01,3")
        out.write(inner, "3 内层.zip")
        out.writestr("4 坏.zip", b"PK\x03\x04broken")
    painting = Painting()
    try:
        assert painting.counted(box, FileKind.ZIP) == (1, 3)
        listed = {one["name"]: one for one in painting.inside(box, FileKind.ZIP)}
        assert [(one["first"], one["last"]) for one in listed.values()] == [(1, 1), (0, 0), (0, 0), (0, 0)]
        assert listed["3 内层.zip"]["within"] == ["旧合同.pdf", "照片.jpg"] and not listed["4 坏.zip"]["within"]
        assert painting.picture(box, FileKind.ZIP, 0, 600).told["width"] == 600
        assert painting.inside(tmp_path / "内层.pdf", FileKind.PDF) == []
    finally:
        painting.close()


def test_an_archive_of_many_files_names_as_many_as_can_be_read(tmp_path: Path) -> None:
    box = tmp_path / "多.zip"
    with zipfile.ZipFile(box, "w") as out:
        for number in range(400):
            out.writestr(f"{number}{'长' * 150}.txt", b"x")
    painting = Painting()
    try:
        assert painting.counted(box, FileKind.ZIP) == (0, 400)
        listed = painting.inside(box, FileKind.ZIP)
        assert len(listed) == 300 and all(len(one["name"]) == 121 for one in listed)
    finally:
        painting.close()


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as started:
        yield started


def test_a_tick_outlives_the_answer_to_a_field(chromium_here: Any, unproved: Path) -> None:
    """A tick has no selection; putting one back stopped the script of the page."""
    from playwright.sync_api import expect

    desk = desk_of(unproved)
    key = next(key_of(one.id) for one in desk.lines.rows if looked(desk, one)["proof"])
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}file/{key}")
        tab.locator("#seen").check()
        tab.locator("#seen").focus()
        tab.locator("#cell-title").evaluate(
            "one => { one.value = '另一个名称'; one.dispatchEvent(new Event('change', { bubbles: true })); }"
        )
        expect(tab.locator("aside")).to_contain_text("未保存的改动 1 处")
        expect(tab.locator("#seen")).to_be_checked()
        expect(tab.locator("#seen")).to_be_focused()


def test_a_list_of_exhibits_stays_where_it_was_rolled_to(chromium_here: Any, matter: Path) -> None:
    from playwright.sync_api import expect

    desk = desk_of(matter)
    with opened(chromium_here, desk) as tab:
        tab.goto(f"{tab.home}proof")
        tab.get_by_role("link", name="催款函（EA102030405CN）").click()
        picks = tab.locator("details.pick-list").first
        picks.locator("summary").click()
        last = picks.locator("input[type=checkbox]").last
        last.check()
        expect(tab.locator("aside")).to_contain_text("未保存的改动")
        expect(tab.locator("aside")).not_to_contain_text("未保存的改动 0 处")
        expect(last).to_be_focused()
        expect(last).to_be_in_viewport()
        assert picks.locator(".options").evaluate("one => one.scrollTop") > 0


def test_at_half_the_width_the_paper_stands_beside_its_form(chromium_here: Any, matter: Path) -> None:
    """A screen of 1280 at 150 % is 853 wide; the changes to be saved keep their places readable there."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    key = key_of(next(one.id for one in desk.lines.rows if is_submitted(one)))
    with opened(chromium_here, desk) as tab:
        tab.set_viewport_size({"width": 853, "height": 480})
        tab.goto(f"{tab.home}file/{key}")
        expect(tab.locator(".pages")).to_be_in_viewport()
        form, pages = (tab.locator(one).bounding_box() for one in ("#form", ".pages"))
        assert form["x"] + form["width"] <= pages["x"] and pages["width"] > 400
