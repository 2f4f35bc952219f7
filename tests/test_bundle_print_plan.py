"""打印方案: how many sets, on how many sheets, which pages in colour, and what to bring to the hearing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from bundle_kit import item, material, packed, picture_bytes
from cli_run import typed
from lexcollect.bundle import colour_pages
from lexcollect.bundle.model import STANDARD, Built


def plan_of(built: Built) -> str:
    assert built.folder is not None
    return (built.folder / "打印方案.txt").read_text("utf-8-sig")


def paper(seal: bool = False, tint: tuple[int, int, int] = (250, 248, 235)) -> bytes:
    """Return the scan of a page on old paper, with a red seal or without."""
    image = Image.new("RGB", (900, 1200), tint)
    draw = ImageDraw.Draw(image)
    for line in range(100, 900, 60):
        draw.rectangle((100, line, 780, line + 12), fill=(20, 20, 25))
    if seal:
        draw.ellipse((560, 900, 760, 1100), outline=(200, 40, 40), width=8)
    return picture_bytes(image, "JPEG", quality=85)


def test_a_red_seal_wants_colour_and_old_paper_does_not(tmp_path: Path) -> None:
    """The court compares seals: pages 3 of three bear one."""
    items = [
        item("1-1", material(tmp_path, "a.jpg", paper())),
        item("1-2", material(tmp_path, "b.jpg", paper(seal=True))),
        item("1-3", material(tmp_path, "c.jpg", paper(tint=(235, 225, 200)))),
    ]
    assert "彩色打印 1 页：第3页" in plan_of(packed(tmp_path, *items))


def test_a_large_scan_that_stays_in_its_original_is_judged_by_its_picture(tmp_path: Path) -> None:
    image = Image.effect_noise((2400, 3200), 12)
    scan = Image.merge("RGB", [image] * 3)
    plain, sealed = picture_bytes(scan, "JPEG", quality=90), scan.copy()
    ImageDraw.Draw(sealed).ellipse((1500, 2400, 2000, 2900), outline=(200, 40, 40), width=24)
    items = [
        item("1-1", material(tmp_path, "a.jpg", plain)),
        item("1-2", material(tmp_path, "b.jpg", picture_bytes(sealed, "JPEG", quality=90))),
    ]
    assert len(plain) > 1 << 20
    assert "彩色打印 1 页：第3页" in plan_of(packed(tmp_path, *items))


def test_black_and_white_is_said_too(tmp_path: Path) -> None:
    assert "各页黑白打印即可" in plan_of(packed(tmp_path, item("1-1", material(tmp_path, "a.jpg", paper()))))


def test_very_many_pages_are_not_judged_and_that_is_said(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("lexcollect.bundle.print_plan.MOST_PAGES", 1)
    items = [item(f"1-{n}", material(tmp_path, f"{n}.jpg", paper(seal=True) + bytes([n]))) for n in (1, 2)]
    assert "没有逐页判断彩色" in plan_of(packed(tmp_path, *items))
    assert colour_pages.MOST_PAGES >= 100


def test_originals_are_named_and_of_others_nothing_is_said(tmp_path: Path) -> None:
    """证据规定第11条、民事诉讼法第73条: what is held is brought; that something is not held is nobody's business."""
    one, two, three = (item(f"1-{n}", material(tmp_path, f"{n}.jpg", paper() + bytes([n]))) for n in (1, 2, 3))
    plan = plan_of(packed(tmp_path, replace(one, original="有"), replace(two, original="电子"), three))
    assert "开庭携带原件 1 份（证据规定第11条、民事诉讼法第73条）：证据1-1\n" in plan
    assert re.search("原始载体 1 份（.*证据规定第15条第2款）：证据1-2\n", plan)
    assert "1-3" not in plan.partition("各份证据页码")[0]


def test_sheets_are_those_of_the_documents_that_are_printed(tmp_path: Path) -> None:
    items = [item(f"{n}-1", material(tmp_path, f"{n}.jpg", paper() + bytes([n]))) for n in (1, 2, 3)]
    plain, double = (
        plan_of(packed(tmp_path / "a", *items)),
        packed(tmp_path / "b", *items, profile=replace(STANDARD, duplex=True)),
    )
    assert "每套 4 页（目录 1 页），双面打印为 2 张" in plain and "长边翻转" not in plain
    assert "每套 7 页（目录 1 页），双面打印为 4 张" in plan_of(double) and "长边翻转" in plan_of(double)


def test_a_matter_bound_by_group_says_what_each_volume_takes(tmp_path: Path) -> None:
    code, out, err = typed("demo", "--matter", "lease", cwd=tmp_path)
    assert code == 0, out + err
    (matter,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    code, out, err = typed("bundle", "--profile", "group", "--as-of", "2026-11-21", "--no-input", cwd=matter)
    assert code == 0, out + err
    plan = (matter / "4-证据包" / "v2" / "打印方案.txt").read_text("utf-8-sig")
    volumes = re.findall(r"证据-第\d组.pdf：第[\d–]+页，(\d+) 页，双面 (\d+) 张", plan)
    assert len(volumes) > 2 and all(int(sheets) == (int(pages) + 1) // 2 for pages, sheets in volumes)
