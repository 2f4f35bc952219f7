"""The pages: what stands on each, and what a step on one of them does.

Facts: 沈河案. Question: does the page say what the other verbs say, and does a form sent from it do just that? Asked
without a browser; what a browser makes of it is in ``test_review_browser``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lexcollect.files import sha256_file
from lexcollect.layout import CASE, RAW
from lexcollect.matter.desk.moves import members
from lexcollect.review.app import STATIC
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting
from lexcollect.wording import speaking
from review_kit import NOW, Page, desk_of, matters

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    "{{ 7*191 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "a\u202egpj.exe",
    "&lt;b&gt; & \\u003cb\\u003e",
)


fresh, matter, page = matters()


def words_of(body: str) -> str:
    """Return what a reader sees of a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def key_named(page: Page, group: int, at: int) -> str:
    return key_of(members(page.review.desk.lines, group)[at].id)


def table(page: Page, name: str) -> str:
    return f"/case/{key_of(name)}"


def test_the_first_page_counts_what_was_taken_in_and_the_sums_add_up(page: Page) -> None:
    words = words_of(page.get("/").body)
    for part in (
        "沈河案",
        "可用 40",
        "重复 2",
        "打不开 1",
        "空文件 1",
        "系统文件 4",
        "加密 1",
        "合计 49",
        "列入证据 28 份",
    ):
        assert part in words
    assert "851,600.00" in words and "507,593.80" in words and "1,359,193.80" in words and "2028-05-23" in words


def test_every_exhibit_stands_in_the_list_with_its_number(page: Page) -> None:
    body = page.get("/evidence").body
    desk = page.review.desk
    for group in range(1, 6):
        for row in members(desk.lines, group):
            assert f"<b>{row.cells['number']}</b> {row.cells['title']}" in unescape(body)
    assert body.count('class="card-row') == 45, "28 exhibits of 30 files, and 15 files that are not handed in"


def test_a_search_finds_by_name_and_by_purpose(page: Page) -> None:
    found = words_of(page.get("/evidence?word=EA102030405CN").body)
    assert "EMS邮件详情单EA102030405CN" in found and "采购订单" not in found


def test_dragging_answers_with_the_new_numbers_and_the_sums(page: Page) -> None:
    first, third = key_named(page, 5, 0), key_named(page, 5, 2)
    title = members(page.review.desk.lines, 5)[2].cells["title"]
    answer = page.post("/move", ("row", third), ("group", "5"), ("before", first))
    assert f"<b>5-1</b> {title}" in unescape(answer.body)
    assert 'id="box"' in answer.body and "未保存的改动" in answer.body


@pytest.mark.parametrize("fields", [(), (("row", "nobody"), ("group", "5")), (("group", "x"),), (("group", "0"),)])
def test_a_move_that_names_nothing_is_told(page: Page, fields: tuple[tuple[str, str], ...]) -> None:
    answer = page.post("/move", *fields)
    assert answer.headers["hx-reswap"] == "none" and "LX-W101" in answer.body
    assert not page.review.desk.steps


def test_a_day_is_chosen_among_those_that_compete(page: Page) -> None:
    key = key_named(page, 3, 0)
    body = page.post(f"/cell/{key}", ("cell-date", "2023年4月13日")).body
    assert 'value="2023-04-13"' in body and "人工填写" in body
    wrong = page.post(f"/cell/{key}", ("cell-date", "2023-02-30")).body
    beside = wrong.partition('id="cell-date"')[2].partition("</form>")[0]
    assert "LX-W067" in wrong and 'value="2023-02-30"' in beside and "没有写入" in beside, "told beside its field"
    assert 'data-refused="1"' in beside and 'aria-describedby="cell-date-told"' in beside
    other = page.post(f"/cell/{key}", ("cell-source", "原告")).body
    assert "没有写入" in other, "it stays until it is right"
    assert 'value="2023-04-13"' in page.get(f"/file/{key}").body, "what was not taken is not in the draft"
    assert "没有写入" not in page.post(f"/cell/{key}", ("cell-date", "2023.4.14")).body


def test_internal_columns_stand_apart_and_say_that_they_are_never_printed(page: Page) -> None:
    body = page.get(f"/file/{key_named(page, 3, 0)}").body
    inside = body[body.index('<fieldset class="inside">') :]
    assert "备注" in inside and "决定理由" in inside and "不外传" in inside
    assert "证明对象" not in inside.partition("</fieldset>")[0]


def test_no_id_is_seen_where_a_person_chooses(page: Page) -> None:
    body = page.get(table(page, "付款")).body
    assert not re.search(r"<label[^>]*>编号", body)
    assert ">4-1 银行回单300,000.00元</span>" in body
    assert "沈阳沈河样例重型机械有限公司" in body, "who paid is chosen by name"


def test_a_fact_is_added_changed_and_taken_away(page: Page) -> None:
    path = table(page, "付款")
    head = {name: key_of(name) for name in ("日期", "金额", "付款方式")}
    key = path.rpartition("/")[2]
    added = page.post(f"/fact/{key}", (f"new-{head['日期']}", "2024.5.6"), (f"new-{head['金额']}", "1万元"))
    assert 'value="2024-05-06"' in added.body and "10000.00" in added.body
    row = next(one.new["id"] for one in page.review.desk.differences if isinstance(one.new, dict))
    changed = page.post(f"/typed/{key}", ("row", f"payments/{row}"), ("head", head["金额"]), ("words", "12,000"))
    assert "12000.00" in changed.body
    gone = page.post(f"/gone/{key}", ("row", f"payments/{row}"))
    assert "12000.00" not in gone.body and not page.review.desk.differences


def test_exhibits_of_a_fact_are_ticked(page: Page) -> None:
    key = key_of("付款")
    fields = [("row", "payments/付款一"), ("head", key_of("证据")), ("several", "1")]
    page.post(f"/typed/{key}", *fields, ("words", "4-1 银行回单300,000.00元"), ("words", "4-2 往来账项对账单DZ-2023Q3"))
    case = page.review.desk.parts.case
    assert case is not None and case.payments[0].evidence == ("回单0714", "对账单")
    page.post(f"/typed/{key}", *fields)
    case = page.review.desk.parts.case
    assert case is not None and case.payments[0].evidence == ()


def test_a_wrong_value_is_told_beside_its_field(page: Page) -> None:
    key = key_of("付款")
    answer = page.post(f"/typed/{key}", ("row", "payments/付款一"), ("head", key_of("金额")), ("words", "三十万左右"))
    assert 'aria-invalid="true"' in answer.body and 'value="三十万左右"' in answer.body
    assert "算不出金额和期限" in answer.body
    listed = page.get("/findings").body
    link = re.search(r'href="(/case/[0-9a-f]+#[0-9a-f]+)"', listed)
    assert link and link[1].partition("#")[2] in page.get(link[1].partition("#")[0]).body


def test_saving_shows_the_difference_first_and_asks_for_a_name(page: Page, matter: Path) -> None:
    key = key_of("付款")
    page.post(f"/typed/{key}", ("row", "payments/付款一"), ("head", key_of("金额")), ("words", "290000"))
    words = words_of(page.get("/save").body)
    assert "付款 › 2023-07-14 300,000.00 元 › 金额 300,000.00 290,000.00" in words
    assert "LX-W109" in page.post("/save", ("who", " ")).body
    assert "300000.00" in (matter / CASE).read_text("utf-8")
    assert "已保存 1 处改动" in page.post("/save", ("who", "李样例")).body
    assert "290000.00" in (matter / CASE).read_text("utf-8")
    assert "没有未保存的改动" in page.get("/save").body


def test_a_file_changed_elsewhere_is_compared_and_nothing_is_lost(page: Page, matter: Path) -> None:
    key = key_of("付款")
    page.post(f"/typed/{key}", ("row", "payments/付款一"), ("head", key_of("金额")), ("words", "290000"))
    text = (matter / CASE).read_text("utf-8").replace("300000.00", "301000.00", 1)
    (matter / CASE).write_text(text, "utf-8")
    body = page.post("/save", ("who", "李样例")).body
    assert "LX-W041" in body and "301000.00" in body and "290000.00" in body and "clash" in body
    assert (matter / CASE).read_text("utf-8") == text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_is_typed_reaches_the_page_as_text(page: Page, payload: str) -> None:
    key = key_named(page, 3, 0)
    for field in ("title", "purpose", "source", "note", "order", "group", "date", "proof"):
        page.post(f"/cell/{key}", (f"cell-{field}", payload))
        key = key_named(page, 3, 0) if page.get(f"/file/{key}").status == 404 else key
    page.post(f"/typed/{key_of('付款')}", ("row", "payments/付款一"), ("head", key_of("附言")), ("words", payload))
    page.post(f"/typed/{key_of('付款')}", ("row", payload), ("head", payload), ("words", payload))
    for path in ("/", "/evidence", f"/file/{key}", table(page, "付款"), "/findings", "/save", "/money", "/timeline"):
        body = page.get(path).body
        found = Elements(body)
        assert found.tags <= OURS and not found.handlers, path
        assert "1337" not in found.text, path
        assert "\u202e" not in found.text, path


OURS = {
    *("figure", "figcaption"),  # a page with its buttons
    *("svg", "g", "rect", "line", "text", "circle", "path"),  # the timeline, drawn by us
    *("html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "p", "button", "div", "main"),
    *("dl", "dt", "dd"),  # what a press confirms
    *("b", "span", "small", "aside", "table", "caption", "tr", "th", "td", "thead", "tbody", "h1", "h2", "ul", "ol"),
    *(
        "li",
        "dl",
        "dt",
        "dd",
        "br",
        "section",
        "form",
        "label",
        "input",
        "select",
        "option",
        "textarea",
        "datalist",
        "fieldset",
        "legend",
    ),
    *("details", "summary", "img", "progress", "pre", "dl", "dt", "dd"),
}


class Elements(HTMLParser):
    """What a browser would make of a page: its elements, handlers in attributes, and its words."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.text = ""
        self._field = False
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._field = tag == "textarea"
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.handlers += [name for name, value in attrs if name in ("src", "href") and (value or "/")[0] not in "/#"]
        self.text += " ".join(value or "" for name, value in attrs if name in ("aria-label", "title", "alt"))

    def handle_endtag(self, tag: str) -> None:
        self._field = self._field and tag != "textarea"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._field else data


@pytest.mark.parametrize("path", ["/file/none", "/case/none", "/picture/none/0/0/huge", "/nowhere"])
def test_what_is_not_there_is_not_found(page: Page, path: str) -> None:
    assert page.get(path).status == 404


def test_pages_are_pictures_and_what_has_none_says_why(page: Page) -> None:
    try:
        shown = page.get(f"/picture/{key_named(page, 2, 0)}/0/0/tile")
        assert shown.headers["content-type"] == "image/png" and shown.raw[:8] == b"\x89PNG\r\n\x1a\n"
        locked = page.get(f"/picture/{key_named(page, 1, 0)}/0/0/tile")
        assert locked.headers["content-type"] == "image/svg+xml" and "打不开" in locked.body
        beyond = page.get(f"/picture/{key_named(page, 2, 0)}/0/999/page")
        assert "打不开" in beyond.body
        turned = page.get(f"/picture/{key_named(page, 3, 2)}/0/0/tile?turn=90")
        assert turned.raw[16:24] != page.get(f"/picture/{key_named(page, 3, 2)}/0/0/tile").raw[16:24]
        assert page.get(f"/picture/{key_named(page, 2, 0)}/0/0/tile?turn=45").status == 404
    finally:
        page.review.painting.close()


def test_no_file_outside_the_material_is_opened(page: Page, matter: Path, tmp_path: Path) -> None:
    """A link in place of a paper, and one in place of its folder, show a tile with the reason."""
    row = members(page.review.desk.lines, 2)[0]
    secret = tmp_path / "secret.pdf"
    shutil.copy(matter / RAW / row.files[0], secret)
    path = matter / RAW / row.files[0]
    path.parent.chmod(0o755)
    path.unlink()
    path.symlink_to(secret)
    answer = page.get(f"/picture/{key_of(row.id)}/0/0/tile")
    assert answer.headers["content-type"] == "image/svg+xml" and "不在材料中" in answer.body


def test_a_painter_that_hangs_is_ended_and_the_next_file_is_shown(tmp_path: Path, matter: Path) -> None:
    painting = Painting(patience=0.0001)
    row = members(desk_of(matter).lines, 2)[0]
    kind = desk_of(matter).seen[row.files[0]].kind
    try:
        assert painting.picture(matter / RAW / row.files[0], kind, 0, 260).why == "slow"
        painting._patience = 20.0
        assert painting.picture(matter / RAW / row.files[0], kind, 0, 261).body[:4] == b"\x89PNG"
    finally:
        painting.close()


@pytest.mark.parametrize("name", ["matter-steel", "matter-lease"])
def test_broken_files_get_a_reason_and_the_painter_stays(tmp_path: Path, name: str) -> None:
    from lexcollect.formats.kinds import FileKind

    painting = Painting()
    try:
        for n, raw in enumerate((b"", b"%PDF-1.4", b"%PDF-1.7\n" + b"x" * 9999, b"\x89PNG\r\n\x1a\n" + b"\0" * 99)):
            path = tmp_path / f"{n}.bin"
            path.write_bytes(raw)
            for kind in (FileKind.PDF, FileKind.PNG, FileKind.TIFF, FileKind.TEXT):
                found = painting.picture(path, kind, 0, 260)
                assert found.why in ("unreadable", "no_pages", "large") and not found.body
        assert painting.pages(tmp_path / "nowhere.pdf", FileKind.PDF) == 0
    finally:
        painting.close()


def test_read_only_offers_no_step(matter: Path) -> None:
    page = Page(desk_of(matter, read_only=True)).enter()
    body = page.get("/evidence").body + page.get(table(page, "付款")).body + page.get("/save").body
    assert "只读" in body and 'hx-post="/save"' not in body and 'hx-post="/undo"' not in body
    assert "LX-W105" in page.post("/move", ("row", key_named(page, 5, 0)), ("group", "2")).body


def test_finish_ends_the_page_and_tells_what_is_kept(page: Page) -> None:
    page.post(f"/typed/{key_of('付款')}", ("row", "payments/付款一"), ("head", key_of("附言")), ("words", "货款一"))
    assert "1 步改动没有保存" in page.post("/finish").body
    assert page.ended


def test_the_page_speaks_english_when_asked(matter: Path) -> None:
    with speaking("en"):
        page = Page(desk_of(matter)).enter()
        words = words_of(page.get("/").body)
        assert "sums and deadlines" in words and "what is missing" in words and 'lang="en"' in page.get("/").body


def test_a_matter_without_catalogue_or_with_a_broken_case_file_still_opens(matter: Path) -> None:
    (matter / "2-整理" / "证据目录.yaml").unlink()
    (matter / CASE).write_text("schema: lexcollect/case/1\nparties: [\n", "utf-8")
    page = Page(desk_of(matter)).enter()
    for path in ("/", "/evidence", "/case", table(page, "付款"), "/money", "/timeline", "/findings", "/save"):
        assert page.get(path).status == 200, path
    assert "还没有证据目录" in page.get("/evidence").body


def test_no_template_asks_for_a_picture_itself() -> None:
    """Our script asks for three at a time; a picture in the page would take a connection from an edit."""
    for path in (STATIC.parent / "templates").glob("*.html"):
        assert not re.search(r'[^-]src="/picture', path.read_text("utf-8")), path.name


def test_what_is_shipped_of_others_is_what_they_published() -> None:
    listed = dict(
        reversed(line.split(maxsplit=1)) for line in (STATIC / "vendor" / "SHA256SUMS").read_text("ascii").splitlines()
    )
    files = {
        path.relative_to(STATIC / "vendor").as_posix() for path in (STATIC / "vendor").rglob("*") if path.is_file()
    }
    assert files - {"SHA256SUMS"} == set(listed)
    for name, digest in listed.items():
        assert sha256_file(STATIC / "vendor" / name) == digest
    assert {name.partition("/")[0] for name in listed if name.endswith("LICENSE")} == {
        name.partition("/")[0] for name in listed
    }


def test_other_verbs_load_no_web_library(matter: Path) -> None:
    script = (
        "import sys\nfrom lexcollect.cli.main import main\ntry:\n    main(['due', sys.argv[1], '--quiet'])\n"
        "except SystemExit:\n    pass\nprint([n for n in ('starlette', 'uvicorn', 'anyio') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(matter)], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_the_moment_of_saving_is_the_callers(page: Page, matter: Path) -> None:
    page.post(f"/typed/{key_of('付款')}", ("row", "payments/付款一"), ("head", key_of("附言")), ("words", "货款一"))
    page.post("/save", ("who", "李样例"))
    assert NOW.isoformat(timespec="seconds") in (matter / "5-日志" / "journal.jsonl").read_text("utf-8")


def test_changes_are_dropped_only_by_a_second_press_that_names_how_many(page: Page, matter: Path) -> None:
    page.post(f"/cell/{key_named(page, 3, 0)}", ("cell-title", "送货单（一）"))
    body = page.get("/save").body
    away = re.search(r"<details class=\"apart\">.*?</details>", body, re.DOTALL)
    assert away and "没有保存的改动共 1 处，放弃后不能恢复" in words_of(away[0])
    assert 'hx-post="/drop"' in away[0] and 'hx-post="/drop"' not in body.replace(away[0], "")
    assert page.post("/drop").status == 204
    assert not page.review.desk.steps


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/", "概览"),
        ("/evidence", "证据"),
        ("/case", "案件信息"),
        ("/money", "金额与期限"),
        ("/save", "保存"),
        ("/do", "出文书和证据包"),
    ],
)
def test_every_page_is_told_apart_by_its_title_in_tabs_and_by_a_screen_reader(page: Page, path: str, room: str) -> None:
    title = re.search("<title>(.*)</title>", page.get(path).body)
    assert title and unescape(title[1]) == f"{room} · 案 · lexcollect"


def test_a_picture_that_says_nothing_is_not_read_out_and_every_box_names_its_exhibit(page: Page) -> None:
    body = page.get("/evidence").body
    assert body.count('class="thumb"') == body.count('class="thumb" tabindex="-1" aria-hidden="true"') > 40
    boxes = re.findall('name="pick" value="[^"]+" aria-label="([^"]+)"', body)
    assert len(boxes) == len(set(boxes)) > 40
