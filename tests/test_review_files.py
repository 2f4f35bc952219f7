"""One file on its page: its twins, what it hides, its place, asked without a browser.

Facts: 沈河案, in which a photo came three times (once from a telephone, once as a copy, once through a messenger), a
contract as a draft with changes beside the signed one, and a sheet with a hidden table. Question: what does the page
say of each before anything is handed in, and what stands in the catalogue after a person chose?
"""

from __future__ import annotations

import json
import re
import shutil
import time
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from PIL import Image, ImageDraw

from lexcollect.findings import Refused
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import CATALOGUE, RAW, REGISTER
from lexcollect.matter.desk.moves import members
from lexcollect.matter.desk.steps import Lined
from lexcollect.review.differing import marked, rows
from lexcollect.review.keys import key_of
from lexcollect.review.listing import PAGE
from lexcollect.review.painting import Original, Painting
from lexcollect.review.phrases import added
from lexcollect.review.twins import key_of_pair, twins_of
from lexcollect.wording import speaking
from review_kit import Page, desk_of, steel

PHOTO, COPY, SENT = "IMG_2031.jpg", "IMG_2031(1).jpg", "mmexport1681291234567.jpg"
SHEET, DRAFT, NOTES = "往来款核对.xlsx", "合同最终版2.docx", "notes.txt"
CHAT = "item:微信"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


@pytest.fixture(scope="module")
def painter() -> Any:
    painting = Painting()
    yield painting
    painting.close()


@pytest.fixture
def page(matter: Path, painter: Painting) -> Page:
    return Page(desk_of(matter), painter).enter()


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def of(name: str) -> str:
    return key_of(f"file:{name}")


def pair(page: Page, name: str) -> str:
    """How the pair is called to which a file belongs."""
    return key_of_pair(twins_of(page.review.desk.seen)[name][0])


def catalogue(page: Page) -> dict[str, Any]:
    """The catalogue as it would be saved."""
    raw = page.review.desk.sources.catalogue
    assert raw is not None
    return dict(yaml.safe_load(raw))


def left_out(page: Page) -> dict[str, str]:
    return {one["file"]: one["reason"] for one in catalogue(page)["left_out"]}


def item(page: Page, id: str) -> dict[str, Any]:
    return next(one for one in catalogue(page)["items"] if one["id"] == id)


# --- twins ---


def test_the_list_and_the_file_lead_to_the_twins(page: Page) -> None:
    assert f'href="/twins/{of(COPY)}"' in page.get("/evidence").body
    photo = key_of("item:SH-0412")
    assert f'href="/twins/{photo}"' in page.get(f"/file/{photo}").body
    assert page.get(f"/twins/{key_of('item:合同')}").status == 200, "the signed contract has a draft beside it"
    assert page.get(f"/twins/{key_of('item:保证书')}").status == 404
    assert page.get("/twins/nobody").status == 404


def test_equal_bytes_are_told_as_that_and_one_click_leaves_the_copy_out(page: Page) -> None:
    words = words_of(page.get(f"/twins/{of(COPY)}").body)
    assert "逐字节相同" in words and PHOTO in words and "列入证据 3-1" in words
    assert "没有替你选" not in words and "两份都提交" not in words
    told = words_of(page.post(f"/twins/{of(COPY)}/{pair(page, COPY)}", ("keep", "left")).body)
    assert f"不提交 与“{PHOTO}”相同" in told
    assert left_out(page)[COPY] == f"与“{PHOTO}”相同"
    assert item(page, "SH-0412")["files"] == [PHOTO]
    page.post("/undo", ("x", ""))
    assert left_out(page)[COPY] == "重复"


def test_of_nearly_equal_pictures_nothing_is_chosen_and_the_difference_is_framed(page: Page) -> None:
    body = page.get(f"/twins/{of(SENT)}").body
    assert "没有替你选" in body and 'class="main"' not in body.partition('<aside id="box"')[0]
    assert re.search(r'name="keep" value="both"', body)
    first = page.get(f"/pair/{pair(page, SENT)}/0")
    assert "第 1 页" in first.body and ("红色粗框" in first.body or "没有看出明显差别" in first.body)
    for side in ("left", "right"):
        picture = page.get(f"/pair/{pair(page, SENT)}/0/{side}")
        assert picture.headers["content-type"] == "image/png"
        assert Image.open(BytesIO(picture.raw)).format == "PNG"
    assert page.get(f"/pair/{pair(page, SENT)}/0/middle").status == 404
    assert page.get(f"/pair/{of(SENT)}/0").status == 404
    assert page.get(f"/pair/{pair(page, SENT)}/99").status == 404


def test_the_other_one_is_chosen_and_takes_the_place_of_the_first_in_its_exhibit(page: Page) -> None:
    page.post(f"/twins/{of(SENT)}/{pair(page, SENT)}", ("keep", "right"))
    assert item(page, "SH-0412")["files"] == [SENT], "the exhibit keeps its number and what the case file says of it"
    assert left_out(page)[PHOTO] == f"与“{SENT}”相近，只提交那一份"
    assert SENT not in left_out(page)
    assert len(page.review.desk.steps) == 1, "one press, one step back"
    page.post("/undo", ("x", ""))
    assert item(page, "SH-0412")["files"] == [PHOTO]


def test_both_are_handed_in_and_that_they_were_compared_is_noted_inside(page: Page) -> None:
    page.post(f"/twins/{of(SENT)}/{pair(page, SENT)}", ("keep", "both"))
    desk = page.review.desk
    came = next(row for row in desk.lines.rows if SENT in row.files)
    assert came.id.startswith("item:") and came.cells["group"].startswith("3 ")
    assert "比对后两份都提交" in came.cells["note"]
    assert "比对后两份都提交" in item(page, "SH-0412")["working_source"]
    assert "复印件" in item(page, "SH-0412")["working_source"], "what stood there before stays"


def test_a_draft_stands_beside_the_signed_paper_with_its_words(page: Page) -> None:
    words = words_of(page.get(f"/twins/{of(DRAFT)}").body)
    assert "草稿和签署版" in words and "不能叠起来比" in words and "谈判稿" in words
    answer = page.post(f"/twins/{of(DRAFT)}/{pair(page, DRAFT)}", ("keep", "right"))
    assert "LX-W130" in answer.body, "a draft with changes is handed in on its own page only, by name and reason"
    assert item(page, "合同")["files"] == ["合同盖章版.pdf"] and not page.review.desk.steps


@pytest.mark.parametrize("keep", ["", "neither", "LEFT"])
def test_a_choice_that_is_none_changes_nothing(page: Page, keep: str) -> None:
    assert "LX-W101" in page.post(f"/twins/{of(SENT)}/{pair(page, SENT)}", ("keep", keep)).body
    assert "LX-W101" in page.post(f"/twins/{of(SENT)}/9", ("keep", "left")).body
    assert not page.review.desk.steps


def test_what_was_handed_in_is_not_left_out_for_a_twin(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = page.review.desk
    monkeypatch.setattr(type(desk), "served", property(lambda self: {"SH-0412": "3-1"}))
    assert "LX-W134" in page.post(f"/twins/{of(SENT)}/{pair(page, SENT)}", ("keep", "right")).body
    with pytest.raises(Refused) as refused:
        desk.place(["item:SH-0412"], "2-1")
    assert refused.value.findings[0].code == "LX-E136"


# --- what differs ---


def note(words: str, quality: int = 0) -> Image.Image:
    """A page with one line on it, as a scanner or a messenger would hand it on."""
    picture = Image.new("RGB", (800, 1100), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 740, 64), fill="black")
    draw.text((100, 500), words, fill="black", font_size=40)
    if quality:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality)
        picture = Image.open(BytesIO(out.getvalue())).convert("RGB")
    return picture


def test_one_changed_digit_is_a_clear_difference_where_it_stands() -> None:
    shown, told = marked(note("259,200.00"), note("259,300.00"))
    assert told["sure"] == 1 and not told["slight"]
    left, top, right, bottom = told["places"][0]
    assert 12 < left < right < 45 and 44 < top < bottom < 52
    assert any(shown.getpixel((x, top * 11 + 6)) != (255, 255, 255) for x in range(left * 8, right * 8))


def test_a_picture_stored_anew_has_no_clear_difference() -> None:
    _, told = marked(note("259,200.00"), note("259,200.00", quality=60))
    assert not told["sure"]
    assert marked(note("一"), note("一"))[1] == {"equal": True}
    assert marked(note("一"), note("一").rotate(90, expand=True))[1] == {"shape": True}


def test_words_are_compared_line_by_line_and_sign_by_sign() -> None:
    same = "\n".join(f"第{n}条　照旧" for n in range(1, 10))
    found = rows(f"{same}\n付款期限60日\n完", f"{same}\n付款期限90日\n另加一行\n完")
    assert found["differ"] == 2 and not found["cut"]
    assert 7 in found["rows"], "equal lines far from a difference are counted, not shown"
    changed = next(row for row in found["rows"] if isinstance(row, list) and row[2])
    assert changed[0] == [("付款期限", False), ("6", True), ("0日", False)]
    added = [row for row in found["rows"] if isinstance(row, list) and row[2]][1]
    assert added[:2] == [[], [("另加一行", True)]]


def test_long_lines_and_long_texts_are_bounded() -> None:
    found = rows("甲" * 900, "乙" * 900)
    assert found["rows"] == [[[("甲" * 900, True)], [("乙" * 900, True)], True]]
    assert rows("\n".join(map(str, range(3100))), "1")["cut"]


def test_the_painter_compares_and_says_why_it_cannot(painter: Painting, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("应付货款 100 元\n", "utf-8")
    (tmp_path / "b.txt").write_text("应付货款 900 元\n", "utf-8")
    assert painter.lines(tmp_path / "a.txt", tmp_path / "b.txt")["differ"] == 1
    note("一").save(tmp_path / "c.png")
    assert painter.lines(tmp_path / "a.txt", tmp_path / "c.png") == {}
    text = Original(tmp_path / "a.txt", FileKind.TEXT)
    assert painter.apart(text, Original(tmp_path / "c.png", FileKind.PNG), 0, 200).why == "no_pages"
    (tmp_path / "d.png").write_bytes((tmp_path / "c.png").read_bytes()[:200])
    broken = Original(tmp_path / "d.png", FileKind.PNG)
    assert painter.apart(Original(tmp_path / "c.png", FileKind.PNG), broken, 0, 200).why
    assert painter.lines(tmp_path / "a.txt", tmp_path / "gone.txt") == {}


# --- what is hidden ---


def test_what_a_sheet_hides_is_listed_beside_it(page: Page) -> None:
    assert f'hx-get="/hidden/{of(SHEET)}"' in page.get(f"/file/{of(SHEET)}").body
    words = words_of(page.get(f"/hidden/{of(SHEET)}").body)
    assert "隐藏的工作表 1 张（草稿(勿用)）" in words and "批注 1 条" in words
    assert "修订痕迹" in words_of(page.get(f"/hidden/{of(DRAFT)}").body)
    photo = words_of(page.get(f"/hidden/{key_of('item:SH-0412')}").body)
    assert "没有发现" in photo and "手机或相机型号" in photo, "nothing is hidden; the photo tells what took it"
    assert page.get("/hidden/nobody").status == 404


def test_what_is_hidden_is_told_in_the_language_of_the_page(matter: Path, painter: Painting) -> None:
    with speaking("en"):
        page = Page(desk_of(matter), painter).enter()
        assert "1 hidden sheet" in words_of(page.get(f"/hidden/{of(SHEET)}").body)


@pytest.mark.parametrize(
    "doing",
    [
        lambda page: page.post(f"/cell/{of(SHEET)}", ("cell-submit", "是")),
        lambda page: page.post(f"/cell/{of(SHEET)}", ("cell-submit", "√")),
        lambda page: page.post(f"/cell/{of(SHEET)}", ("cell-into", "4-1")),
        lambda page: page.post("/move", ("row", of(SHEET)), ("group", "4")),
        lambda page: page.post("/move", ("row", of(SHEET)), ("number", "4-2")),
    ],
)
def test_no_way_hands_it_in_before_the_hidden_things_are_acknowledged(page: Page, doing: Any) -> None:
    assert "LX-W130" in doing(page).body
    assert SHEET in left_out(page) and not page.review.desk.steps


def test_the_second_press_names_them_and_is_recorded_as_a_decision(page: Page) -> None:
    body = page.get(f"/file/{of(SHEET)}").body
    assert "提交前须先决定" in body and "隐藏内容" in body
    assert "LX-W070" in page.post(f"/decide/{of(SHEET)}", ("answer", "submit"), ("by", "李样例")).body
    assert "LX-W101" in page.post(f"/decide/{of(SHEET)}", ("answer", "perhaps"), ("by", "李"), ("why", "看过")).body
    assert not page.review.desk.steps
    done = page.post(
        f"/decide/{of(SHEET)}", ("answer", "submit"), ("by", "李样例"), ("why", "隐藏的草稿表已核对，与明细一致")
    )
    assert "已决定：李样例，隐藏的草稿表已核对" in words_of(done.body)
    decision = catalogue(page)["decisions"][-1]
    assert decision["file"] == SHEET and decision["decision"] == "提交" and decision["by"] == "李样例"
    assert set(decision["about"]) == {"来源不明", "隐藏内容"}
    assert SHEET in [name for one in catalogue(page)["items"] for name in one["files"]]
    catalogue_now = page.review.desk.parts.catalogue
    assert catalogue_now is not None and [one.file for one in catalogue_now.decisions] == [SHEET]


def test_left_out_by_decision_stays_left_out(page: Page) -> None:
    page.post(f"/decide/{of(NOTES)}", ("answer", "leave"), ("by", "李样例"), ("why", "自己人的记录"))
    assert NOTES in left_out(page)
    assert catalogue(page)["decisions"][-1]["decision"] == "不提交"


# --- places and files ---


@pytest.mark.parametrize(
    ("typed", "place"), [("2-1", 0), ("２－３", 2), ("2-4", 3), ("2-99", -1), ("2", -1), (" 证据2-2 ", 1)]
)
def test_a_number_that_is_typed_is_the_number_it_gets(page: Page, typed: str, place: int) -> None:
    desk = page.review.desk
    for moving in (members(desk.lines, 2)[0].id, members(desk.lines, 3)[0].id):
        page.post("/move", ("row", key_of(moving)), ("number", typed))
        there = members(desk.lines, 2)
        assert there[place].id == moving
        assert [row.cells["number"] for row in there] == [f"2-{n}" for n in range(1, len(there) + 1)]
        while desk.undo():
            pass


@pytest.mark.parametrize("typed", ["9-1", "0-1", "甲", "2-0", "-3", "2-1-1"])
def test_a_number_that_is_no_place_is_told_and_moves_nothing(page: Page, typed: str) -> None:
    answer = page.post("/move", ("row", key_of(members(page.review.desk.lines, 2)[0].id)), ("number", typed))
    assert "LX-W133" in answer.body and not page.review.desk.steps


def test_the_files_of_an_exhibit_are_put_in_order_taken_out_and_added(page: Page) -> None:
    desk = page.review.desk
    row = desk.lines.row(CHAT)
    assert row is not None
    first, second, *rest = row.files
    desk.take(Lined(((CHAT, "files", "\n".join([second, first, *rest])),)))
    assert item(page, "微信")["files"] == [second, first, *rest]
    desk.take(Lined(((CHAT, "files", "\n".join([second, first])),)))
    waiting = [one for one in desk.lines.rows if one.cells["submit"] == "待定"]
    assert {name for one in waiting for name in one.files} == set(rest)
    desk.take(Lined(((CHAT, "files", "\n".join([second, first, COPY])),)))
    assert item(page, "微信")["files"] == [second, first, COPY] and COPY not in left_out(page)


@pytest.mark.parametrize(
    "files", ["", f"{PHOTO}", "没有这个.jpg", "重要❗何会计承认欠款.png\n重要❗何会计承认欠款.png"]
)
def test_a_list_of_files_that_cannot_be_is_told(page: Page, files: str) -> None:
    told = page.review.desk.take(Lined(((CHAT, "files", files),)))
    assert [one.code for one in told] == ["LX-W132"] and not page.review.desk.steps


def test_the_files_of_what_was_handed_in_stay(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = page.review.desk
    monkeypatch.setattr(type(desk), "served", property(lambda self: {"微信": "5-4"}))
    row = desk.lines.row(CHAT)
    assert row is not None
    told = desk.take(Lined(((CHAT, "files", "\n".join(reversed(row.files))),)))
    assert [one.code for one in told] == ["LX-W131"] and not desk.steps


def test_a_file_line_has_no_list_of_files(page: Page) -> None:
    told = page.review.desk.take(Lined(((f"file:{COPY}", "files", COPY),)))
    assert [one.code for one in told] == ["LX-W093"]


def test_everything_chosen_is_saved_and_read_back(page: Page, matter: Path) -> None:
    page.post(f"/twins/{of(COPY)}/{pair(page, COPY)}", ("keep", "left"))
    page.post(f"/decide/{of(SHEET)}", ("answer", "submit"), ("by", "李样例"), ("why", "看过隐藏的表"))
    answer = page.post("/save", ("who", "李样例"))
    assert "已保存" in answer.body
    saved = yaml.safe_load((matter / CATALOGUE).read_text("utf-8"))
    assert saved["decisions"][-1]["file"] == SHEET
    assert (matter / RAW / COPY).exists()


def test_the_order_of_files_is_sent_as_places_and_the_page_comes_anew(page: Page) -> None:
    key, desk = key_of(CHAT), page.review.desk
    files = item(page, "微信")["files"]
    assert page.get(f"/file/{key}").body.count('data-move="out"') == len(files)
    answer = page.post(f"/files/{key}", *(("order", str(n)) for n in (1, 0, 2)))
    assert (answer.status, answer.headers["hx-refresh"]) == (204, "true")
    assert item(page, "微信")["files"] == [files[1], files[0], files[2]]
    assert len(desk.steps) == 1
    for order in (("9",), ("x",), ("-1",), ("0", "0")):
        answer = page.post(f"/files/{key}", *(("order", one) for one in order))
        assert answer.headers["hx-reswap"] == "none" and "LX-W1" in answer.body
    assert "LX-W132" in page.post(f"/files/{key}", ("x", "")).body, "one file stays at least"
    assert len(desk.steps) == 1


def test_a_file_is_joined_to_an_exhibit_chosen_by_its_name(page: Page) -> None:
    photo = key_of("item:SH-0412")
    assert f'<option value="{photo}">3-1 送货单SH-0412</option>' in page.get(f"/file/{of(COPY)}").body
    answer = page.post(f"/join/{of(COPY)}", ("target", photo))
    assert answer.headers["hx-location"] == f"/file/{photo}"
    assert item(page, "SH-0412")["files"] == [PHOTO, COPY] and COPY not in left_out(page)
    assert "LX-W101" in page.post(f"/join/{of(SENT)}", ("target", "nobody")).body
    assert "LX-W130" in page.post(f"/join/{of(SHEET)}", ("target", photo)).body


# --- the list ---


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("group=2", "《最高额连带责任保证书》", "送货单SH-0412"),
        ("group=left", COPY, "送货单SH-0412"),
        ("of_kind=电子数据", "被告一企业登记信息查询结果", "《最高额连带责任保证书》"),
        ("first=2023-04-01&last=2023-04-30", "送货单SH-0412", "《最高额连带责任保证书》"),
        ("last=2023-03-31", "《最高额连带责任保证书》", "送货单SH-0412"),
        ("only=twins", COPY, "《最高额连带责任保证书》"),
        ("only=asked", SHEET, "送货单SH-0412"),
        ("only=nonsense&first=yesterday", "送货单SH-0412", "nothing of that name"),
    ],
)
def test_the_list_is_filtered(page: Page, asked: str, there: str, not_there: str) -> None:
    address = re.sub(r"[^\x00-\x7f]+", lambda found: quote(found[0]), asked)
    cards = page.get(f"/evidence?{address}").body.partition('id="list"')[2].partition("<aside")[0]
    assert there in unescape(cards) and not_there not in unescape(cards)


def test_a_move_answers_with_the_list_as_it_was_filtered(page: Page) -> None:
    row = key_of(members(page.review.desk.lines, 2)[0].id)
    body = page.post("/move", ("row", row), ("number", "2-3"), ("shown-group", "2")).body
    assert "送货单SH-0412" not in unescape(body) and "<b>2-3</b> 《钢材购销框架合同》" in unescape(body)


def test_what_nobody_looked_at_is_marked_open(page: Page, matter: Path) -> None:
    text = (matter / CATALOGUE).read_text("utf-8")
    (matter / CATALOGUE).write_text(text.replace("purpose: 2023年4月12日交付60吨", "purpose: 待确认", 1), "utf-8")
    fresh_page = Page(desk_of(matter)).enter()
    cards = fresh_page.get("/evidence?only=open").body.partition('id="list"')[2].partition("<aside")[0]
    assert "送货单SH-0412" in unescape(cards) and "送货单SH-0418" not in cards
    assert cards.count('class="flag"') == 2 and "被告一企业登记信息查询结果" in cards, (
        "a locked file: how was it looked at?"
    )


def with_many(matter: Path, count: int) -> None:
    """Put so many small files into the matter, taken in and left out."""
    text = (matter / CATALOGUE).read_text("utf-8")
    names = [f"更多/照片{n:05}.jpg" for n in range(count)]
    more = "".join(f"\n  - file: {name}\n    reason: 重复" for name in names)
    (matter / CATALOGUE).write_text(text.replace("\nleft_out:", f"\nleft_out:{more}", 1), "utf-8")
    register = json.loads((matter / REGISTER).read_text("utf-8"))
    like = next(one for one in register["records"] if one["name"] == COPY)
    (matter / RAW / "更多").mkdir()
    for n, name in enumerate(names):
        (matter / RAW / name).write_bytes(b"%06d" % n)
        register["registered"][name] = f"{n:064x}"
        more_of = {"name": name, "size": 6, "sha256": f"{n:064x}", "status": "usable", "twin": ""}
        register["records"].append(like | more_of)
    (matter / REGISTER).write_text(json.dumps(register), "utf-8")


def test_five_thousand_files_are_listed_page_by_page(matter: Path) -> None:
    with_many(matter, 5000)
    page = Page(desk_of(matter)).enter()
    began = time.perf_counter()
    body = page.get("/evidence").body
    first = time.perf_counter() - began
    assert re.search(r"不提交（50\d\d）", body) and body.count('class="card-row') < 28 + 2 * PAGE
    assert "page=1" in body and "照片00401" in page.get("/evidence?page=1").body
    assert first < 20, "about 2 s on two cores with nothing else to do; a busy machine is slow, not wrong"


# --- what an exhibit proves ---


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("SH-0412", "向沈阳沈河样例重型机械有限公司交付H型钢60吨，刘小样签收"),
        ("企业信息", "沈阳沈河样例重型机械有限公司的主体资格"),
        ("保证书", "最高额800,000.00元"),
        ("合同", "订立《钢材购销框架合同》（编号JB-SH-2023-001），约定："),
    ],
)
def test_what_may_be_proved_comes_from_the_facts_that_name_the_exhibit(page: Page, id: str, said: str) -> None:
    body = unescape(page.get(f"/phrases/{key_of('item:' + id)}").body)
    assert any(said in phrase for phrase in re.findall(r'name="phrase" value="([^"]*)"', body)), body


def test_a_phrase_is_added_behind_what_stands_there_and_not_offered_again(page: Page) -> None:
    key = key_of("item:SH-0412")
    offered = re.findall(r'name="phrase" value="([^"]*)"', page.get(f"/phrases/{key}").body)
    was = item(page, "SH-0412")["purpose"]
    page.post(f"/phrase/{key}", ("phrase", unescape(offered[0])))
    assert item(page, "SH-0412")["purpose"] == f"{was}；{unescape(offered[0])}"
    again = re.findall(r'name="phrase" value="([^"]*)"', page.get(f"/phrases/{key}").body)
    assert offered[0] not in again
    assert "LX-W101" in page.post(f"/phrase/{key}", ("phrase", "想写什么就写什么")).body
    assert added("待确认", "甲") == "甲" and added("", "甲") == "甲" and added("乙。", "甲") == "乙；甲"


def test_a_file_that_is_no_exhibit_proves_nothing(page: Page) -> None:
    assert not page.get(f"/phrases/{of(COPY)}").body.strip()
    assert page.get("/phrases/nobody").status == 404


def test_an_excerpt_keeps_its_chat_in_the_first_place(page: Page) -> None:
    desk = page.review.desk
    desk.take(Lined(((CHAT, "excerpt", "3-12"),)))
    files = item(page, "微信")["files"]
    told = desk.take(Lined(((CHAT, "files", "\n".join(reversed(files))),)))
    assert [one.code for one in told] == ["LX-W135"] and item(page, "微信")["files"] == files
    assert not desk.take(Lined(((CHAT, "files", "\n".join([files[0], *reversed(files[1:])])),)))
