"""Words in pictures: what stands in the example matters' photographs, scans and screenshots, read on this machine.

The words were written down by looking at the pictures. Tests that start the engine are left out where the extra
``ocr`` is not installed; the run of all tests installs it.
"""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lexcollect.cli.exits import Exit
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.ocr import engine as engine_room
from lexcollect.formats.ocr.engine import Engine, installed, load
from lexcollect.formats.ocr.memory import Kept, keep, recall
from lexcollect.formats.ocr.rows import in_rows, text_of
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.formats.ocr.sheets import pages_without_words, read_sheets
from lexcollect.formats.ocr.words import said_in_pictures
from lexcollect.formats.page_words import Origin, Said, beside
from lexcollect.formats.refusals import BadFile
from lexcollect.intake.taking import take_in
from lexcollect.layout import OCR
from lexcollect.matter import recognising
from lexcollect.matter.creation import create
from lexcollect.matter.proposing import papers_known, papers_of
from lexcollect.matter.recognising import recognise_words, waiting
from lexcollect.proposing.papers import paper_of

ROOT = Path(__file__).resolve().parent.parent
STEEL = ROOT / "examples" / "matter-steel" / "inbox"
TRACK = STEEL / "EMS查询.png"
with_engine = pytest.mark.skipif(not installed(), reason="the extra ocr is not installed")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load()


def words(path: Path, engine: Engine, kind: FileKind = FileKind.PNG) -> tuple[str, list[Sheet]]:
    sheets = list(read_sheets(path, kind, engine))
    return "\n".join(text_of(in_rows(sheet)) for sheet in sheets), sheets


def squeezed(said: str) -> str:
    return "".join(said.split()).replace(":", "：")


# --- what the engine reads --------------------------------------------------------------------------------------


@with_engine
def test_the_result_of_a_courier_is_read_line_by_line(engine: Engine) -> None:
    said, (sheet,) = words(TRACK, engine)
    assert [squeezed(line) for line in said.split("\n")][:5] == [
        "邮件查询EA102030405CN",
        "2025-05-2310：12：08",
        "已签收，签收人：单位收发章，投递员：样例01",
        "2025-05-2308：20：15",
        "正在派件",
    ]
    assert (sheet.turn, sheet.width, sheet.height) == (0, 900, 620)
    first = sheet.pieces[0]
    assert 0 <= first.left < first.right <= 900 and first.bottom < 120 and first.sure > 900


@with_engine
def test_nothing_is_fetched_and_the_models_lie_in_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)
    models = engine_room._models()
    assert set(models) == {"det", "rec"}
    assert all(path.is_file() and path.parent.parent.name == "rapidocr" for path in models.values())
    assert "EA102030405CN" in words(TRACK, load())[0]


@with_engine
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_that_lies_on_its_side_is_read_upright(engine: Engine, turn: int, tmp_path: Path) -> None:
    part = Image.open(TRACK).crop((0, 0, 900, 330))
    part.rotate(turn, expand=True).save(tmp_path / "图.png")  # turned to the left by so much
    said, (sheet,) = words(tmp_path / "图.png", engine)
    assert (sheet.turn, sheet.width, sheet.height) == (turn, 900, 330)
    assert "已签收，签收人：单位收发章" in squeezed(said)


@with_engine
def test_the_note_of_a_camera_on_its_orientation_is_followed(engine: Engine, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    part = Image.open(TRACK).convert("RGB").crop((0, 0, 900, 330))
    part.rotate(90, expand=True).save(tmp_path / "图.jpg", exif=exif, quality=92)
    said, (sheet,) = words(tmp_path / "图.jpg", engine, FileKind.JPEG)
    assert (sheet.turn, sheet.width, sheet.height) == (0, 900, 330)
    assert "EA102030405CN" in said


@with_engine
def test_every_page_of_a_tiff_is_read(engine: Engine, tmp_path: Path) -> None:
    first, second = (
        Image.open(STEEL / name).convert("RGB").crop((0, 0, 900, 160))
        for name in (TRACK.name, "微信图片_20250710093012.png")
    )
    first.save(tmp_path / "二页.tif", save_all=True, append_images=[second])
    sheets = list(read_sheets(tmp_path / "二页.tif", FileKind.TIFF, engine))
    assert [sheet.number for sheet in sheets] == [1, 2]
    assert "EA102030405CN" in text_of(in_rows(sheets[0])) and "EA102030572CN" in text_of(in_rows(sheets[1]))


@with_engine
def test_a_long_screenshot_says_each_line_once(engine: Engine, tmp_path: Path) -> None:
    """Cut at 1,600 pixels the second piece begins at 1,400: what stands between is seen twice and told once."""
    Image.open(STEEL / "聊天长截图.jpg").crop((0, 0, 828, 2350)).save(tmp_path / "长.png")
    said = squeezed(words(tmp_path / "长.png", engine)[0])
    lines = [
        "何经理，第一车H型钢60吨今天送到了，",
        "到账了，谢谢，剩下的抓紧",
        "圆钢70吨已签收盖章",
        "50吨在卸，刘师傅出差了没人签字，怎么",
        "先卸吧，刘师傅回来补签，月底对账一起",
        "刘师傅回来没，单子补签一下",
        "对账单发您邮箱和快递了，麻烦盖章",
    ]
    assert [said.count(squeezed(line)) for line in lines] == [1] * len(lines)


@with_engine
def test_a_picture_without_words_says_nothing(engine: Engine, tmp_path: Path) -> None:
    Image.new("RGB", (400, 300), "white").save(tmp_path / "白.png")
    said, (sheet,) = words(tmp_path / "白.png", engine)
    assert (said, sheet.pieces) == ("", ())
    assert said_in_pictures(Kept({1: sheet}, whole=True)) == {}


@with_engine
def test_transparent_parts_are_white_as_every_viewer_shows_them(engine: Engine, tmp_path: Path) -> None:
    black_on_nothing = Image.open(TRACK).crop((0, 0, 900, 160)).convert("L").point(lambda grey: 255 - grey)
    clear = Image.new("RGBA", black_on_nothing.size, (0, 0, 0, 255))
    clear.putalpha(black_on_nothing)
    clear.save(tmp_path / "透明.png")
    assert "EA102030405CN" in words(tmp_path / "透明.png", engine)[0]


@with_engine
@pytest.mark.parametrize(("name", "kind"), [("坏.png", FileKind.PNG), ("坏.pdf", FileKind.PDF)])
def test_a_broken_picture_is_a_bad_file(engine: Engine, name: str, kind: FileKind, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(TRACK.read_bytes()[:900] if kind is FileKind.PNG else b"%PDF-1.7\nbroken")
    with pytest.raises(BadFile):
        list(read_sheets(tmp_path / name, kind, engine))


@with_engine
def test_what_was_recorded_for_the_other_tests_is_what_the_engine_reads(engine: Engine, tmp_path: Path) -> None:
    (record,) = [r for r in take_in(STEEL, tmp_path / "案").records if r.name == "送货单9.7.pdf"]
    recorded = recall(ROOT / "tests" / "data" / "ocr" / "steel", record.sha256).sheets[1]
    said, (sheet,) = words(STEEL / record.name, engine, record.kind)  # a photograph that is called .pdf
    for one in ("No.SH-0907", "送货日期：2023年9月7日", "224,000.00", "沈阳沈河样例重型机械有限公司"):
        assert one in squeezed(said) and one in squeezed(text_of(in_rows(recorded)))
    assert (sheet.width, sheet.height) == (recorded.width, recorded.height)


# --- which pages, and in which order ----------------------------------------------------------------------------


def test_only_pages_without_words_of_their_own_are_read_as_pictures() -> None:
    assert pages_without_words(STEEL / "合同盖章版.pdf") == (1, 2, 3, 4)  # a scan
    assert pages_without_words(STEEL / "催款函（2025.5.20）.pdf") == ()


def piece(said: str, left: int, top: int, width: int = 100, height: int = 30, lean: int = 0, sure: int = 990) -> Piece:
    right, bottom = left + width, top + height
    return Piece(said, (left, top, right, top + lean, right, bottom + lean, left, bottom), sure)


def rows(*pieces: Piece) -> list[str]:
    return text_of(in_rows(Sheet(1, 1000, 1000, 0, pieces))).split("\n")


def test_a_form_is_read_row_by_row() -> None:
    found = rows(piece("郑样例", 200, 50), piece("收件人", 20, 52), piece("电话", 500, 48), piece("地址", 20, 100))
    assert found == ["收件人  郑样例  电话", "地址"]


def test_a_page_photographed_at_a_slant_keeps_its_rows() -> None:
    """Each line sinks by 12 pixels in 300: over the page by more than a line is high."""
    wide = [piece(f"第{n}行", 0, 100 * n, 300, 30, 12) for n in (1, 2)]
    rest = [piece(f"{n}尾", 900, 100 * n + 36, 90, 30) for n in (1, 2)]
    assert rows(*wide, *rest) == ["第1行  1尾", "第2行  2尾"]


def test_a_cell_goes_on_below_when_it_stands_there_alone() -> None:
    top = [piece("寄件单位", 900, 50, 120), piece("天津样例钢材贸易有", 1100, 50, 300)]
    assert rows(*top, piece("限公司", 1102, 84, 90)) == ["寄件单位  天津样例钢材贸易有限公司"]


def test_figures_below_figures_and_labels_below_labels_stay_apart() -> None:
    top = [piece("合计", 20, 50), piece("60.000", 600, 50)]
    assert rows(*top, piece("60.000", 600, 84)) == ["合计  60.000", "60.000"]
    top = [piece("开户行", 20, 50), piece("样例银行", 600, 50)]
    assert rows(*top, piece("账号：1", 600, 84)) == ["开户行  样例银行", "账号：1"]


def test_a_recognised_page_takes_the_place_of_the_few_words_a_scanner_left() -> None:
    own = (Said(1, "扫描全能王"), Said(2, "第二页的字"))
    found = beside(own, {1: Said(1, "送货单", Origin.OCR, (("送货单", 990),))})
    assert [(one.page, one.text) for one in found] == [(1, "送货单"), (2, "第二页的字")]


def test_how_surely_a_place_was_read_is_that_of_its_weakest_piece() -> None:
    pieces = (("合计：", 998), ("¥150,000.00", 870), ("2025-05-2310:12:08", 960))
    (passage,) = paper_of("图.png", [Said(1, "合计：  ¥150,000.00\n2025-05-2310:12:08", Origin.OCR, pieces)]).passages
    assert "2025-05-23 10:12:08" in passage.text  # the blank that a picture leaves out
    at = passage.text.index("¥")
    assert [passage.surely(0, 2), passage.surely(at, at + 3), passage.surely(0, len(passage.text))] == [998, 870, 870]


# --- what is kept -----------------------------------------------------------------------------------------------

SHEET = Sheet(2, 900, 620, 90, (piece("已签收", 10, 10, sure=987),))


def test_what_is_kept_comes_back_for_the_same_bytes_and_engine_only(tmp_path: Path) -> None:
    keep(tmp_path, "ab" * 32, "e-1", Kept({2: SHEET}, whole=True))
    assert recall(tmp_path, "ab" * 32, "e-1") == Kept({2: SHEET}, whole=True)
    assert recall(tmp_path, "ab" * 32, "e-2").sheets == {}
    assert recall(tmp_path, "cd" * 32, "e-1").sheets == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(form="other"),
        lambda told: told.update(sha256="cd" * 32),
        lambda told: told.pop("sheets"),
        lambda told: told["sheets"][0].update(turn="90"),
        lambda told: told["sheets"][0]["pieces"][0].pop(),
        lambda told: told["sheets"][0]["pieces"].append(7),
        lambda told: told.update(whole=False, sheets=[[]]),
    ],
)
def test_what_cannot_be_understood_was_never_kept(change: Any, tmp_path: Path) -> None:
    keep(tmp_path, "ab" * 32, "e-1", Kept({2: SHEET}, whole=True))
    path = tmp_path / f"{'ab' * 32}.json"
    told = json.loads(path.read_text("utf-8"))
    change(told)
    path.write_text(json.dumps(told), "utf-8")
    assert recall(tmp_path, "ab" * 32) == Kept({})


@with_engine
def test_a_run_that_is_cut_short_goes_on_where_it_stopped(tmp_path: Path) -> None:
    inbox, matter = tmp_path / "收", tmp_path / "案"
    inbox.mkdir()
    pages = [Image.new("RGB", (300, 200), "white") for _ in range(3)]
    pages[0].save(inbox / "三页.tif", save_all=True, append_images=pages[1:])
    create(matter)
    records = take_in(inbox, matter).records
    assert waiting(matter, records) == {"三页.tif": 3}
    seen: list[int] = []

    def stop(step: recognising.Step) -> Any:
        seen.append(step.page)
        if step.page == 3:
            raise KeyboardInterrupt
        return recognising._silently(step)

    with pytest.raises(KeyboardInterrupt):
        recognise_words(matter, records, stop)
    assert waiting(matter, records) == {"三页.tif": 1}
    assert (recognise_words(matter, records).pages, seen) == (1, [1, 2, 3])
    assert recognise_words(matter, records) == recognising.Recognised(kept=3)


@with_engine
def test_a_turned_photograph_is_told_and_a_damaged_one_stops_no_other(tmp_path: Path) -> None:
    inbox, matter = tmp_path / "收", tmp_path / "案"
    inbox.mkdir()
    Image.open(TRACK).crop((0, 0, 900, 330)).rotate(90, expand=True).save(inbox / "横.png")
    shutil.copy(TRACK, inbox / "坏.png")
    create(matter)
    records = take_in(inbox, matter).records
    stored = matter / "1-收到的材料" / "坏.png"
    stored.chmod(0o644)
    stored.write_bytes(TRACK.read_bytes()[:500])  # damaged after it was taken in
    (failed,) = recognise_words(matter, records).findings
    assert (failed.where.file, failed.code) == ("坏.png", "LX-I301")
    (turned,) = recognising.remarks_on_pictures(matter, records, [])  # at every intake from now on
    assert (turned.where.file, turned.code) == ("横.png", "LX-I308") and "90" in turned.message()


def test_what_stays_inside_the_house_is_not_read(tmp_path: Path) -> None:
    inbox, matter = tmp_path / "收", tmp_path / "案"
    inbox.mkdir()
    shutil.copy(TRACK, inbox / "内部讨论-诉讼策略.png")
    shutil.copy(STEEL / "微信图片_20250710093012.png", inbox / "查询.png")
    create(matter)
    assert set(waiting(matter, take_in(inbox, matter).records)) == {"查询.png"}


def test_a_picture_whose_words_are_for_the_house_only_is_told_and_not_read(tmp_path: Path) -> None:
    inbox, matter = tmp_path / "收", tmp_path / "案"
    inbox.mkdir()
    shutil.copy(TRACK, inbox / "白板.png")
    create(matter)
    records = take_in(inbox, matter).records
    inside = (piece("内部讨论 诉讼策略", 10, 10), piece("底线是本金的八成", 10, 60))
    keep(matter / OCR, records[0].sha256, "e-1", Kept({1: Sheet(1, 900, 620, 0, inside)}, whole=True))
    assert list(papers_of(matter, records)) == []
    (told,) = recognising.remarks_on_pictures(matter, records, [])
    assert (told.code, told.where.file) == ("LX-I312", "白板.png") and "内部讨论" in told.message()


def test_recognised_words_are_read_by_whoever_reads_the_material_again(tmp_path: Path) -> None:
    inbox, matter = tmp_path / "收", tmp_path / "案"
    inbox.mkdir()
    shutil.copy(TRACK, inbox / "查询.png")
    create(matter)
    records = take_in(inbox, matter).records
    keep(matter / OCR, records[0].sha256, "e-1", Kept({1: Sheet(1, 900, 620, 0, SHEET.pieces)}, whole=True))
    assert [one.text for one in papers_known(matter)] == ["已签收"]


# --- what a person sees -----------------------------------------------------------------------------------------


@with_engine
def test_intake_says_what_waits_and_reads_it_when_it_is_told_to(tmp_path: Path) -> None:
    from cli_run import typed

    (tmp_path / "收").mkdir()
    shutil.copy(TRACK, tmp_path / "收")
    code, out, _ = typed("intake", "收", "案", cwd=tmp_path)
    assert "1 份材料有 1 页只有图像" in out and "--ocr" in out
    code, out, err = typed("intake", "案", "--ocr", cwd=tmp_path)
    assert code == Exit.FINE and "识别了 1 份材料的 1 页" in out and "只有图像" not in out
    assert "1/1　EMS查询.png　第 1 页" in err
    papers = list(papers_of(tmp_path / "案", take_in(tmp_path / "收", tmp_path / "案").records))
    assert papers[0].recognised and "EA102030405CN" in papers[0].text
    assert "识别了 0 份材料的 0 页，此前已识别 1 页" in typed("intake", "案", "--ocr", cwd=tmp_path)[1]


def test_without_the_extra_it_says_how_to_get_it_and_all_else_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lexcollect.cli.main import run

    monkeypatch.setattr(recognising, "installed", lambda: False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "收").mkdir()
    shutil.copy(TRACK, tmp_path / "收")
    monkeypatch.setattr("sys.argv", ["lexcollect", "intake", "收", "案", "--ocr", "--json"])
    with pytest.raises(SystemExit) as ended:
        run()
    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == Exit.FINDINGS
    assert [one["code"] for one in told["findings"] if one["level"] == "error"] == ["LX-I300"]
    assert 'pip install "lexcollect[ocr]"' in next(o["remedy"] for o in told["findings"] if o["code"] == "LX-I300")
    assert (told["total"], told["unread_pages"]) == (1, 1)
    assert not (tmp_path / "案" / OCR).exists()
