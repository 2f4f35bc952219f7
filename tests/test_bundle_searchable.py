"""Searchable pages: recognised words lie where the picture shows them, are found by every reader, and are never seen.

Where words must stand was worked out by hand from the measures of a sheet (A4 of 595.28 × 841.89 points; a picture has
71 points on the left, 42 below, 40 on the right and above, and is never larger than one point a pixel).
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image

from bundle_kit import bundle_of, codes, item, marked_pdf, material, packed, page_text, pdf_bytes, picture_bytes, shown
from cli_run import typed
from lexcollect.bundle.model import Built
from lexcollect.bundle.searchable import Words
from lexcollect.cli.exits import Exit
from lexcollect.files import sha256_bytes
from lexcollect.formats.ocr.memory import place_of, recall
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.layout import OCR
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.packages import build_package
from lexcollect.matter.receiving import receive
from lexcollect.matter.recognising import sheets_of

ROOT = Path(__file__).resolve().parent.parent
TALL = 841.89


def piece(words: str, left: int, top: int, right: int, low: int) -> Piece:
    """Return a run of words in a straight box."""
    return Piece(words, (left, top, right, top, right, low, left, low), 999)


def said(data: bytes, *sheets: Sheet) -> Words:
    """Return what was recognised in one file and nothing of any other."""
    known = {(sha256_bytes(data), one.number): one for one in sheets}
    return lambda sha256, number: known.get((sha256, number))


def boxes(pdf: Path, page: int) -> dict[str, tuple[float, float, float, float]]:
    """Return the words of a page with left, top, right and lower edge in points from the upper left (poppler)."""
    page_xml = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page_xml)
    return {words: (float(a), float(b), float(c), float(d)) for a, b, c, d, words in found}


def near(found: tuple[float, ...], wanted: tuple[float, ...], slack: float = 2.0) -> None:
    assert all(abs(one - other) <= slack for one, other in zip(found, wanted, strict=True)), (found, wanted)


def pictures(pdf: Path) -> list[bytes]:
    """Return the bytes of all pictures as they are coded."""
    with pikepdf.open(pdf) as opened:
        every = [o for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        return sorted(one.read_raw_bytes() for one in every)


def pair(tmp_path: Path, name: str, data: bytes, *sheets: Sheet, **more: Any) -> tuple[Path, Path]:
    """Return the bundle without and with the recognised words of one file, each sound."""
    out = []
    for folder, words in (("ohne", {}), ("mit", {"words": said(data, *sheets)})):
        file = material(tmp_path / folder, name, data)
        out.append(bundle_of(packed(tmp_path / folder, item("1-1", file), **words, **more)))
        subprocess.run(["qpdf", "--check", str(out[-1])], capture_output=True, check=True)
    return out[0], out[1]


def test_words_of_a_photograph_are_found_where_they_are_seen_by_three_readers(tmp_path: Path) -> None:
    """400 × 300 pixels stand at one point a pixel: left 71 + 84.28/2, lower edge 42 + 2/3 × 459.89."""
    data = picture_bytes(Image.new("RGB", (400, 300), "white"), "JPEG")
    sheet = Sheet(
        1, 400, 300, 0, (piece("违约金每日万分之五", 40, 60, 220, 80), piece("No.SH-0412", 40, 100, 140, 120))
    )
    plain, found = pair(tmp_path, "照片.jpg", data, sheet)
    top = TALL - 348.59 - 300
    where = boxes(found, 2)
    near(where["违约金每日万分之五"], (153.14, top + 60, 333.14, top + 80))
    near(where["No.SH-0412"], (153.14, top + 100, 253.14, top + 120))
    assert "违约金" in pypdf.PdfReader(found).pages[1].extract_text()
    with pypdfium2.PdfDocument(found) as opened:
        text = opened[1].get_textpage()
        hit = text.search("万分之五").get_next()
        assert hit is not None
        left, low, right, high = text.get_charbox(hit[0], loose=True)
        near((left, TALL - high, right, TALL - low), (153.14 + 100, top + 60, 153.14 + 120, top + 80), 3)
    assert "违约金" not in page_text(plain, 2)
    assert pictures(plain) == pictures(found)
    assert shown(plain, 2, 2).tobytes() == shown(found, 2, 2).tobytes()


@pytest.mark.parametrize(
    ("turn", "size", "wanted"),
    [
        # 400 × 300 as it lies; the words stand at the upper left of the picture as it was turned to be read.
        (90, (300, 400), (10, 110, 30, 290)),  # turned to the right it is 300 × 400: they run upwards at the left
        (180, (400, 300), (210, 270, 390, 290)),
        (270, (300, 400), (370, 10, 390, 190)),
    ],
)
def test_words_of_a_picture_that_lies_follow_it(
    tmp_path: Path, turn: int, size: tuple[int, int], wanted: tuple[int, int, int, int]
) -> None:
    data = picture_bytes(Image.new("RGB", (400, 300), "white"), "PNG")
    sheet = Sheet(1, *size, turn, (piece("违约金每日万分之五", 10, 10, 190, 30),))
    _, found = pair(tmp_path, "照片.png", data, sheet)
    left, top = 113.14, TALL - 348.59 - 300
    with pypdfium2.PdfDocument(found) as opened:
        text = opened[1].get_textpage()
        hit = text.search("违约金每日万分之五").get_next()
        assert hit is not None
        charboxes = [text.get_charbox(hit[0] + i, loose=True) for i in range(hit[1])]
    box = (
        min(b[0] for b in charboxes),
        TALL - max(b[3] for b in charboxes),
        max(b[2] for b in charboxes),
        TALL - min(b[1] for b in charboxes),
    )
    near(box, (left + wanted[0], top + wanted[1], left + wanted[2], top + wanted[3]), 3)


def test_a_photograph_turned_by_its_own_note_has_its_words_upright(tmp_path: Path) -> None:
    """Stored 400 × 300 with orientation 6 it is seen 300 × 400: left 71 + 184.28/2, below 42 + 2/3 × 359.89."""
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture_bytes(Image.new("RGB", (400, 300), "white"), "JPEG", exif=exif)
    sheet = Sheet(1, 300, 400, 0, (piece("收货人签字", 20, 350, 120, 370),))
    _, found = pair(tmp_path, "照片.jpg", data, sheet)
    top = TALL - (42 + 2 / 3 * 359.89) - 400
    near(boxes(found, 2)["收货人签字"], (183.14, top + 350, 283.14, top + 370))


def test_a_long_screenshot_has_each_line_on_the_page_that_shows_it(tmp_path: Path) -> None:
    """Pages of 759.89 points begin every 737.09: line 2000 stands on the third, 2000 - 2 × 737.09 below its top."""
    data = picture_bytes(Image.new("RGB", (400, 3000), "white"), "PNG")
    lines = (piece("第一行的话", 20, 100, 120, 120), piece("后面的话", 20, 2000, 100, 2020))
    plain, found = pair(tmp_path, "长图.png", data, Sheet(1, 400, 3000, 0, lines))
    assert [n for n in range(2, 7) if "第一行" in page_text(found, n)] == [2]
    assert [n for n in range(2, 7) if "后面的话" in page_text(found, n)] == [4]
    near(boxes(found, 4)["后面的话"][1::2], (40 + 525.82, 40 + 545.82))
    assert pictures(plain) == pictures(found)


@pytest.mark.parametrize(
    ("rotate", "left", "top"),
    [
        # Upright the page is 793.89/842 = 0.9429 of its size, 561.0 × 793.89 at 14 + 2/3 × 6.3 from the left.
        (0, 18.2 + 56.1, 14 + 158.8),
        (180, 18.2 + 56.1, 14 + 158.8),
        # Lying it is 547.89/595 = 0.9208 of it, 775.3 × 547.89 at 14 + 2/3 × 38.6.
        (90, 39.7 + 77.5, 14 + 109.6),
        (270, 39.7 + 77.5, 14 + 109.6),
    ],
)
def test_words_of_a_scanned_page_stand_where_a_viewer_shows_them(
    tmp_path: Path, rotate: int, left: float, top: float
) -> None:
    """The page was read as a viewer shows it, at 200 dpi: the words are at a tenth and a fifth of what is seen."""
    data = pdf_bytes(marked_pdf(rotate=rotate))
    width, height = (2339, 1653) if rotate in (90, 270) else (1653, 2339)
    sheet = Sheet(
        1, width, height, 0, (piece("对账函", width // 10, height // 5, width // 10 + 300, height // 5 + 100),)
    )
    plain, found = pair(tmp_path, "扫描.pdf", data, sheet)
    near(boxes(found, 2)["对账函"][:2], (left, top))
    assert shown(plain, 2, 2).tobytes() == shown(found, 2, 2).tobytes()


def test_hostile_words_are_words_and_nothing_else(tmp_path: Path) -> None:
    data = picture_bytes(Image.new("RGB", (400, 300), "white"), "JPEG")
    bad = ["\x00\x1b[2J控制\ud800", ") Tj ET Q /X0 Do (", "<</JS(app.alert)>>", "‮翻转", "𠮷野家", "\n\r\t", "\uffff末"]
    pieces = [piece(words, 10, 10 + 20 * n, 200, 25 + 20 * n) for n, words in enumerate(bad)]
    pieces += [
        Piece("远", (10**30,) * 8, 1),
        Piece("点", (5,) * 8, 1),
        Piece("外", (390, 290, 700, 290, 700, 500, 390, 500), 1),
    ]
    pieces += [piece(f"第{n}行", 10, 200, 60, 210) for n in range(10_000)]
    plain, found = pair(tmp_path, "照片.jpg", data, Sheet(1, 400, 300, 0, tuple(pieces)))
    text = pypdf.PdfReader(found).pages[1].extract_text()
    assert "控制" in text
    assert ") Tj ET Q /X0 Do (" in text
    assert "𠮷野家" in text
    assert "\x1b" not in text
    assert not {"远", "点", "外"} & set(text)
    assert shown(plain, 2).tobytes() == shown(found, 2).tobytes()


@pytest.mark.parametrize(
    ("width", "height", "turn"), [(0, 300, 0), (400, -1, 0), (300, 400, 0), (400, 300, 45), (10**40, 10**40, 0)]
)
def test_words_of_another_picture_are_left_out(tmp_path: Path, width: int, height: int, turn: int) -> None:
    data = picture_bytes(Image.new("RGB", (400, 300), "white"), "JPEG")
    plain, found = pair(tmp_path, "照片.jpg", data, Sheet(1, width, height, turn, (piece("违约金", 10, 10, 70, 30),)))
    assert plain.read_bytes() == found.read_bytes()


def test_it_is_said_that_the_words_are_no_part_of_the_original(tmp_path: Path) -> None:
    data = picture_bytes(Image.new("RGB", (400, 300), "white"), "JPEG")
    words = said(data, Sheet(1, 400, 300, 0, (piece("违约金", 10, 10, 70, 30),)))
    exhibit = item("1-1", material(tmp_path, "照片.jpg", data))
    built, again = packed(tmp_path, exhibit, words=words), packed(tmp_path, exhibit, words=words)
    assert built.folder is not None
    assert "LX-B168" in codes(built)
    assert "1页图片附有不显示的识别文字" in (built.folder / "核验说明.txt").read_text("utf-8-sig")
    assert not again.new
    assert again.folder == built.folder
    without = packed(tmp_path, exhibit)
    assert without.folder is not None
    assert "LX-B168" not in codes(without)
    assert "识别文字" not in (without.folder / "核验说明.txt").read_text("utf-8-sig")


def test_what_was_kept_of_a_scan_makes_its_page_searchable(tmp_path: Path) -> None:
    """The delivery note of the steel example, as it was recognised once: its number is on its page."""
    scan = next(p for p in sorted((ROOT / "examples" / "matter-steel" / "inbox").rglob("*")) if _is_recorded(p))
    data = scan.read_bytes()
    kept = place_of(tmp_path / OCR, sha256_bytes(data))
    kept.parent.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "data" / "ocr" / "steel" / kept.name, kept)
    exhibit = item("1-1", material(tmp_path, scan.name, data))
    found = bundle_of(packed(tmp_path, exhibit, words=sheets_of(tmp_path)))
    plain = bundle_of(packed(tmp_path / "ohne", exhibit))
    squeezed = "".join(page_text(found, 2).split())
    words = [one.words for one in recall(kept.parent, kept.stem).sheets[1].pieces]
    assert len(words) > 5
    assert [one for one in words if "".join(one.split()) not in squeezed] == []
    assert pictures(plain) == pictures(found)
    assert shown(plain, 2).tobytes() == shown(found, 2).tobytes()


def _is_recorded(path: Path) -> bool:
    if path.suffix not in (".jpg", ".png"):
        return False
    kept = ROOT / "tests" / "data" / "ocr" / "steel" / f"{sha256_bytes(path.read_bytes())}.json"
    return kept.exists() and bool(json.loads(kept.read_text())["sheets"])


# --- the example ------------------------------------------------------------------------------------------------

DAY = date(2026, 11, 21)
RECORDED = ROOT / "tests" / "data" / "ocr" / "steel"


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built, Built]:
    """Return the steel matter with its packages without and with the words that were recognised once."""
    folder = tmp_path_factory.mktemp("案") / "沈河案"
    example = load_example()
    prepare(example, folder)
    receive(example.inbox, folder)
    answered = answer(folder, DAY, read_material=True)
    plain = build_package(answered, example.passwords, DAY)
    shutil.copytree(RECORDED, folder / OCR)
    assert not build_package(answered, example.passwords, DAY, searchable=False).new
    return folder, plain, build_package(answered, example.passwords, DAY)


def test_every_word_recognised_in_an_exhibit_is_on_its_pages(filed: tuple[Path, Built, Built]) -> None:
    _, _, built = filed
    texts = [page.extract_text() for page in pypdf.PdfReader(bundle_of(built)).pages]
    assert built.folder is not None
    rows = list(csv.DictReader((built.folder / "data" / "清单.csv").read_text("utf-8-sig").splitlines()))
    looked = 0
    for row in rows:
        sheets = recall(RECORDED, row["SHA-256"]).sheets.values()
        here = "".join("".join(texts[int(row["起页"]) - 1 : int(row["止页"])]).split())
        lost = [p.words for s in sheets for p in s.pieces if "".join(p.words.split()) not in here]
        assert (row["包内文件"], lost) == (row["包内文件"], [])
        looked += len(sheets)
    assert looked > 10


def test_pages_look_the_same_and_pictures_are_the_same_bytes(filed: tuple[Path, Built, Built]) -> None:
    _, plain, built = filed
    before, after = bundle_of(plain), bundle_of(built)
    assert pictures(before) == pictures(after)
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        assert len(one) == len(other)
        unlike = [
            n + 1 for n in range(len(one)) if one[n].render().to_pil().tobytes() != other[n].render().to_pil().tobytes()
        ]
    # The foot of the index prints the digest of the originals, which are the same.
    assert unlike == []


def test_the_words_can_be_left_out_at_the_command_line(filed: tuple[Path, Built, Built]) -> None:
    folder, plain, _ = filed
    words = ("bundle", "--as-of", "2026-11-21", "--no-input", "--password", "工商查询(加密).pdf=jb2023")
    code, out, _ = typed(*words, "--no-search-layer", cwd=folder)
    assert code == Exit.FINE
    assert "v3" in out
    assert bundle_of(plain).read_bytes() == (folder / "4-证据包" / "v3" / "data" / "证据.pdf").read_bytes()
