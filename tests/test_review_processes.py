"""The two processes beside the page, asked in this one: what they answer, and what they refuse.

Facts: 沈河案 as taken in, and files that are no evidence at all. Question: is every request answered with a picture,
words or a reason, does a bound stand on memory before the first file is opened, and does the maker say what became of
its work? Answer: below.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

import ofd_kit
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import RAW
from lexcollect.review import guard, maker, packed, painter, talking
from review_kit import NOW, Page, desk_of, steel

DAY = "2026-11-21"


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Any]]:
    """What the process would be bound by: this one stays free."""
    import resource

    found: list[tuple[Any, Any]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *given: found.append(given))
    return found


def named(matter: Path, part: str) -> str:
    return str(next(one for one in sorted((matter / RAW).rglob("*")) if part in one.name))


def painted(monkeypatch: pytest.MonkeyPatch, *asked: dict[str, Any]) -> list[tuple[dict[str, Any], bytes]]:
    """Return what the painter answers to its requests, one after the other."""
    lines = b"".join(json.dumps(one).encode() + b"\n" for one in asked)
    out = io.BytesIO()
    with monkeypatch.context() as pipes:
        pipes.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
        pipes.setattr(sys, "stdout", SimpleNamespace(buffer=out))
        painter.main()
    return list(_answers(out.getvalue()))


def _answers(raw: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    while raw:
        size = int.from_bytes(raw[:4], "big")
        head, raw = json.loads(raw[4 : 4 + size]), raw[4 + size :]
        size = int.from_bytes(raw[:4], "big")
        yield head, raw[4 : 4 + size]
        raw = raw[4 + size :]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, bounds: list[Any]) -> Any:
    def one(**asked: Any) -> tuple[dict[str, Any], bytes]:
        (found,) = painted(monkeypatch, asked)
        return found

    return one


# --- pictures of pages ------------------------------------------------------------------------------------------------


def test_memory_is_bound_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch, bounds: list[Any]) -> None:
    import resource

    assert painted(monkeypatch) == []
    assert bounds == [
        (resource.RLIMIT_AS, (painter.MAX_MEMORY, painter.MAX_MEMORY)),
        (resource.RLIMIT_CORE, (0, 0)),
    ]


def test_a_system_without_such_a_bound_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert painted(monkeypatch) == []


def test_pages_are_counted_and_drawn_and_turned(ask: Any, matter: Path, tmp_path: Path) -> None:
    pdf = named(matter, "工商信息") if any("工商信息" in p.name for p in (matter / RAW).rglob("*.pdf")) else ""
    pdf = pdf or str(next(one for one in sorted((matter / RAW).rglob("*.pdf")) if "加密" not in one.name))
    assert ask(do="count", path=pdf, kind="pdf")[0]["pages"] >= 1
    head, body = ask(do="picture", path=pdf, kind="pdf", page=0, side=200)
    assert body[:4] == b"\x89PNG" and max(head["width"], head["height"]) == 200
    turned, _ = ask(do="picture", path=pdf, kind="pdf", page=0, side=200, turn=90)
    assert (turned["width"], turned["height"]) == (head["height"], head["width"])
    picture = tmp_path / "照片.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: shown so
    Image.new("RGB", (400, 200), "white").save(picture, exif=exif)
    head, _ = ask(do="picture", path=str(picture), kind="jpeg", page=0, side=100)
    assert head["height"] > head["width"]
    assert ask(do="count", path=str(picture), kind="jpeg")[0] == {"pages": 1}


def test_several_pictures_in_one_file_are_pages(ask: Any, tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    first, second = Image.new("RGB", (60, 40), "white"), Image.new("RGB", (60, 40), "black")
    first.save(path, save_all=True, append_images=[second])
    assert ask(do="count", path=str(path), kind="tiff")[0] == {"pages": 2}
    _, body = ask(do="picture", path=str(path), kind="tiff", page=1, side=50)
    assert Image.open(io.BytesIO(body)).getpixel((5, 5)) == (0, 0, 0)


def test_what_has_no_pages_is_told(ask: Any, tmp_path: Path) -> None:
    path = tmp_path / "便条.txt"
    path.write_text("货款已收到", "utf-8")
    assert ask(do="count", path=str(path), kind="text")[0] == {"pages": 0}
    assert ask(do="picture", path=str(path), kind="text", page=0, side=50)[0] == {"why": "no_pages"}
    both = {"kind": "text", "other": str(path), "other_kind": "pdf", "page": 0, "side": 50}
    assert ask(do="apart", path=str(path), **both)[0] == {"why": "no_pages"}


def test_pages_and_pictures_too_large_are_not_drawn(ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pikepdf

    path = tmp_path / "大.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_400, 14_400))
        pdf.pages[0].obj["/UserUnit"] = 4
        pdf.pages[0].MediaBox = [0, 0, 30_000, 10]
        pdf.save(path)
    small = tmp_path / "小.png"
    Image.new("RGB", (40, 40)).save(small)
    assert ask(do="picture", path=str(path), kind="pdf", page=0, side=50)[0] == {"why": "large"}
    both = {"kind": "pdf", "other": str(small), "other_kind": "png", "page": 0, "side": 50}
    assert ask(do="apart", path=str(path), **both)[0] == {"why": "large"}
    monkeypatch.setattr(painter, "_MAX_PIXELS", 100)
    assert ask(do="picture", path=str(small), kind="png", page=0, side=50)[0] == {"why": "large"}
    monkeypatch.setattr(painter, "_MAX_BYTES", 10)
    assert ask(do="count", path=str(small), kind="png")[0] == {"why": "large"}


def test_every_failure_of_a_hostile_file_is_the_same(ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    assert ask(do="count", path=str(path), kind="pdf")[0] == {"why": "unreadable"}
    assert ask(do="talk", path=str(path))[0] in ({"why": "unreadable"}, {})
    assert ask(do="picture", path=str(tmp_path / "不在.pdf"), kind="pdf", page=0, side=9)[0] == {"why": "unreadable"}
    assert ask(do="no such work", path=str(path))[0] == {"why": "unreadable"}

    def full(asked: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(painter, "_count", full)
    assert ask(do="count", path=str(path), kind="pdf")[0] == {"why": "large"}


# --- archives, OFD, pages side by side -------------------------------------------------------------------------------


def zipped(place: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(place, "w") as box:
        for name, raw in members.items():
            box.writestr(name, raw)
    return place


def png(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def test_the_pages_of_an_archive_are_those_of_its_files_in_their_order(ask: Any, matter: Path, tmp_path: Path) -> None:
    """Given a photo, a broken PDF, a note, a box of two files and an OFD of two pages: three pages, three without."""
    ofd = ofd_kit.ofd([ofd_kit.content(ofd_kit.text(n, "10 10 90 9", f"第{n}页")) for n in (1, 2)])
    inner = zipped(tmp_path / "内.zip", **{"甲.txt": b"1", "乙.txt": b"2"}).read_bytes()
    members = {
        "1.png": png("black"),
        "2.pdf": b"%PDF-1.7 nothing",
        "3.txt": "货款".encode(),
        "4.zip": inner,
        "5.ofd": ofd,
    }
    box = str(zipped(tmp_path / "材料.zip", **members))
    head, body = ask(do="count", path=box, kind="zip")
    assert head == {"pages": 3, "left": 3}
    listed = {one["name"]: one for one in json.loads(body)}
    assert [(one["first"], one["last"]) for one in listed.values()] == [(1, 1), (0, 0), (0, 0), (0, 0), (2, 3)]
    assert sorted(listed["4.zip"]["within"]) == ["乙.txt", "甲.txt"]
    head, body = ask(do="picture", path=box, kind="zip", page=0, side=30)
    assert Image.open(io.BytesIO(body)).getpixel((5, 5)) == (0, 0, 0)
    first, second = (ask(do="picture", path=box, kind="zip", page=page, side=200) for page in (1, 2))
    assert first[0] == second[0] and first[1] != second[1]
    assert ask(do="picture", path=box, kind="zip", page=3, side=30)[0] == {"why": "no_pages"}


def test_an_archive_whose_pages_are_too_many_shows_the_first_and_names_the_others(
    ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given three photos where one page is the most, and two names the most that are listed."""
    monkeypatch.setattr(packed, "_MOST", 1)
    monkeypatch.setattr(packed, "_NAMED", 2)
    box = str(zipped(tmp_path / "照片.zip", **{f"{n}.png": png("white") for n in range(3)}))
    head, body = ask(do="count", path=box, kind="zip")
    assert head == {"pages": 1, "left": 2}
    assert [(one["name"], one["first"]) for one in json.loads(body)] == [("0.png", 1), ("1.png", 0)]


def test_an_archive_exchanged_while_it_is_looked_at_is_told(
    ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given an archive whose photo is gone when its page is asked for: no page of another file stands in for it."""
    box = zipped(tmp_path / "照片.zip", **{"0.png": png("white")})
    assert ask(do="count", path=str(box), kind="zip")[0]["pages"] == 1
    state = box.stat()
    monkeypatch.setitem(
        packed._KNOWN,
        (str(box), state.st_size, state.st_mtime_ns),
        packed.Contents((packed._Inside(7, FileKind.PNG, 1),), 0, ()),
    )
    assert ask(do="picture", path=str(box), kind="zip", page=0, side=30)[0] == {"why": "unreadable"}
    assert packed.page_of(box, 5, painter._pages, lambda *_: "drawn") is None


def test_two_pages_that_differ_are_framed_where_they_do(ask: Any, tmp_path: Path) -> None:
    """Given two scans, one with a black square: the second says so; two alike have no place that differs."""
    one, other = tmp_path / "甲.png", tmp_path / "乙.png"
    paper = Image.new("RGB", (200, 200), "white")
    paper.save(one)
    paper.paste("black", (80, 80, 120, 120))
    paper.save(other)
    both = {"path": str(one), "kind": "png", "other_kind": "png", "page": 0, "side": 200}
    differ, body = ask(do="apart", other=str(other), **both)
    assert body[:4] == b"\x89PNG"
    alike, _ = ask(do="apart", other=str(one), **both)
    assert differ != alike


# --- words ------------------------------------------------------------------------------------------------------------


def test_words_are_cut_where_they_are_too_many(ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "便条.txt"
    path.write_text("货款已收到，余款月底前付清。", "utf-8")
    head, body = ask(do="words", path=str(path))
    assert head == {"cut": False} and "余款月底前付清" in json.loads(body)[0]["text"]
    monkeypatch.setattr(painter, "_MAX_WORDS", 4)
    head, body = ask(do="words", path=str(path))
    assert head == {"cut": True} and json.loads(body)[0]["text"] == "货款已收"


def test_a_mail_is_read_with_its_heads_and_its_words_whole(
    ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a mail with an attachment: who wrote it and when, the words, and what was attached by name."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "he@example.com", "wang@example.com", "对账"
    mail["Date"] = "Tue, 02 Jan 2024 10:00:00 +0800"
    mail.set_content("余款月底前付清。")
    mail.add_attachment(b"1", maintype="application", subtype="octet-stream", filename="对账单.bin")
    path = tmp_path / "对账.eml"
    path.write_bytes(mail.as_bytes())
    _, body = ask(do="words", path=str(path))
    (said,) = json.loads(body)
    assert "余款月底前付清" in said["text"] and "he@example.com" in said["heads"]["from"]
    assert said["heads"]["attached"] == "对账单.bin"
    monkeypatch.setattr(painter, "_MAX_WORDS", 2)
    assert json.loads(ask(do="words", path=str(path))[1])[0]["text"] == "余款"


def test_two_texts_are_set_line_beside_line(ask: Any, tmp_path: Path) -> None:
    one, other, empty = tmp_path / "甲.txt", tmp_path / "乙.txt", tmp_path / "空.txt"
    one.write_text("第一条\n付款三十万元", "utf-8")
    other.write_text("第一条\n付款三十五万元", "utf-8")
    empty.write_text("  \n", "utf-8")
    head, body = ask(do="lines", path=str(one), other=str(other))
    assert head == {} and json.loads(body)["differ"] == 1 and ["五", True] in json.loads(body)["rows"][1][1]
    assert ask(do="lines", path=str(one), other=str(empty))[0] == {"why": "no_words"}


def test_what_a_file_hides_is_told_in_the_language_of_the_page(ask: Any, matter: Path) -> None:
    path = named(matter, ".docx")
    for lang in ("zh", "en"):
        head, _ = ask(do="hidden", path=path, name=Path(path).name, lang=lang)
        assert {"hidden", "besides", "opened"} <= set(head)


def test_a_chat_is_cut_where_it_is_too_long(ask: Any, matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = named(matter, "沈河样例-何会计.csv")
    head, body = ask(do="talk", path=path)
    whole = json.loads(body)
    assert head == {} and not whole["cut"] and len(whole["messages"]) > 30
    assert not any("ids" in one for one in whole["messages"])
    monkeypatch.setattr(talking, "MAX_MESSAGES", 5)
    short = json.loads(ask(do="talk", path=path)[1])
    assert short["cut"] and short["messages"] == [
        {key: value for key, value in one.items() if key != "missing"} for one in whole["messages"][:5]
    ]


def test_a_table_is_read_as_sheets(ask: Any, matter: Path) -> None:
    path = named(matter, ".xlsx")
    head, body = ask(do="sheets", path=path, kind=FileKind.XLSX.value)
    assert head == {} and json.loads(body)


# --- the maker --------------------------------------------------------------------------------------------------------


def test_the_maker_says_each_step_and_what_became_of_it(
    matter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import signal

    asked = {"what": "check", "folder": str(matter), "as_of": DAY, "now": NOW.isoformat(), "lang": "en"}
    ends: list[Any] = []
    monkeypatch.setattr(signal, "signal", lambda number, act: ends.append((number, act)))
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked) + "\n"))
    maker.main()
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert said[0] == {"step": "comparing"} and said[-1]["done"]["broken"] is False
    assert any("agrees with the register" in line for line in said[-1]["done"]["lines"])
    ((number, act),) = ends
    assert number == signal.SIGTERM
    with pytest.raises(SystemExit):
        act(number, None)  # asked to end, it ends what it started


def test_the_law_that_is_missing_and_a_disk_that_refuses_are_told(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lexcollect.law.trace import LawUnknown
    from lexcollect.matter import making
    from lexcollect.wording import text

    asked = {"what": "offer", "folder": str(matter), "as_of": DAY, "now": NOW.isoformat(), "lang": "zh"}

    def lacks(*_: Any) -> Any:
        raise LawUnknown(text("bundle.no_version"))

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device", "/somewhere/案件.yaml")

    monkeypatch.setattr(making, "offer", lacks)
    assert [one["code"] for one in maker.outcome(asked)["told"]] == ["LX-A104"]
    monkeypatch.setattr(making, "offer", full)
    (told,) = maker.outcome(asked)["told"]
    assert told["code"] == "LX-A103" and told["place"] == "案件信息" and "/somewhere" not in str(told)
    with pytest.raises(ValueError, match="nothing known"):
        maker.outcome({**asked, "what": "nothing known"})


def test_what_a_person_ticked_reaches_the_making(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a final paper with a name, a supplement with a late reason, a package handed in, a masked copy."""
    from datetime import date

    from lexcollect.matter import making

    told: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def noting(name: str) -> Any:
        def note(*given: Any, **more: Any) -> Any:
            told.append((name, given, more))
            return making.Made((), {}, ())

        return note

    for name in ("papers", "package", "handed_in", "masked"):
        monkeypatch.setattr(making, name, noting(name))
    base = {"folder": str(matter), "as_of": DAY, "now": NOW.isoformat(), "lang": "zh"}
    asks = (
        {
            "what": "papers",
            "papers": ["complaint"],
            "final": "1",
            "keep": ["a"],
            "by": "王律师",
            "why": "已核对",
            "pdf": "",
        },
        {"what": "package", "profile": "court", "set": "supplement", "late": "新证据", "no_words": "1"},
        {"what": "package", "profile": "court", "set": "insert", "passwords": {"x.pdf": "1234"}},
        {"what": "serve", "version": "1", "on": "2026-11-20", "to": "法院", "late": ""},
        {"what": "masked"},
    )
    for one in asks:
        assert maker.outcome(base | one)["broken"] is False
    papers, supplement, insert, served, masked = told
    assert papers[1][3] == ["complaint"] and papers[1][-1] == making.Final(True, ("a",), "王律师", "已核对", False)
    assert supplement[1][-1] == making.Going(True, False, "新证据", False, False, {})
    assert insert[1][-1] == making.Going(False, True, "", False, True, {"x.pdf": "1234"})
    assert (served[0], served[2]["on"], served[2]["to"]) == ("handed_in", date(2026, 11, 20), "法院")
    assert masked[0] == "masked"


# --- the guard --------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(matter: Path) -> Page:
    return Page(desk_of(matter, read_only=True)).enter()


def test_no_web_socket_is_answered_and_the_start_of_a_server_passes(page: Page) -> None:
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    async def receive() -> Any:
        return {"type": "lifespan.shutdown"} if said else {"type": "lifespan.startup"}

    asyncio.run(page.guard({"type": "websocket"}, receive, send))
    assert said == []
    asyncio.run(page.guard({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send))
    assert [one["type"] for one in said] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_who_goes_away_in_the_middle_of_a_form_and_who_never_sends_it() -> None:
    async def gone() -> Any:
        return {"type": "http.disconnect"}

    assert asyncio.run(guard._body(gone)) == b""
    given = guard._given(b"a=1")

    async def twice() -> tuple[Any, Any]:
        return await given(), await given()

    first, second = asyncio.run(twice())
    assert first == {"type": "http.request", "body": b"a=1", "more_body": False}
    assert second == {"type": "http.disconnect"}


def test_a_form_that_takes_too_long_gets_a_number(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.01)

    async def never(receive: Any) -> bytes:
        await asyncio.sleep(5)
        return b""

    monkeypatch.setattr(guard, "_body", never)
    assert (page.post("/undo").status, page.post("/undo").raw) == (408, b"")


def test_cookies_of_others_and_no_cookie_open_nothing(page: Page) -> None:
    page.cookie = "other=1; theme=dark"
    assert page.get("/").status == 403
    page.cookie = ""
    assert page.get("/").status == 403
