"""The shipped example: 28 exhibits of a real-looking matter become a package that a stranger can check."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from bundle_kit import bundle_of, page_text
from lexcollect.bundle.build import build
from lexcollect.bundle.model import Built, Cover
from lexcollect.bundle.verify import verify
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.items import Catalogue
from lexcollect.files import sha256_file
from lexcollect.resources import resource
from outside import program

MATTER = resource("examples") / "matter-steel"
COVER = Cover(
    "原告天津津渤示例钢材贸易有限公司与被告沈阳沈河样例重型机械有限公司、郑样例买卖合同纠纷",
    "天津津渤示例钢材贸易有限公司",
    2,
)


@pytest.fixture(scope="module")
def steel(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Built]:
    catalogue, findings = load_catalogue(MATTER / "证据目录.yaml", MATTER / "inbox")
    assert catalogue is not None and not findings
    out = tmp_path_factory.mktemp("沈河案") / "4-证据包"
    passwords = {"工商查询(加密).pdf": "jb2023"}
    return catalogue, build(catalogue, COVER, out, made_on=date(2026, 11, 21), passwords=passwords)


def test_all_exhibits_follow_each_other_without_a_gap(steel: tuple[Catalogue, Built]) -> None:
    catalogue, built = steel
    assert len(catalogue.items) == 28 and built.ok
    page = built.index_pages
    for item in catalogue.items:
        first, last = built.pages[item.id]
        assert first == page + 1
        assert f"证据{item.no} · 第{first}页" in page_text(bundle_of(built), first)
        page = last
    assert page == built.total_pages


def test_every_submitted_file_is_there_byte_for_byte(steel: tuple[Catalogue, Built]) -> None:
    catalogue, built = steel
    assert built.folder
    kept = Counter(sha256_file(p) for p in (built.folder / "data" / "originals").iterdir())
    assert kept == Counter(f.sha256 for f in catalogue.files())


def test_what_became_of_the_odd_ones(steel: tuple[Catalogue, Built]) -> None:
    _, built = steel
    found = {(f.code, f.where.file) for f in built.findings}
    assert ("LX-B014", "送货单9.7.pdf") in found  # a photograph that calls itself a PDF
    assert ("LX-B030", "对账单(盖章).pdf") in found  # A3 on A4
    assert ("LX-B032", "照片/现场照片.zip") in found
    assert built.pages["现场照片"][1] - built.pages["现场照片"][0] == 2
    with pikepdf.open(bundle_of(built)) as pdf:
        wide = [n for n, p in enumerate(pdf.pages, start=1) if p.mediabox[2] > p.mediabox[3]]
    assert wide == [built.pages["对账单"][0]]


def test_the_photograph_that_lies_on_its_side_stands_upright(steel: tuple[Catalogue, Built]) -> None:
    _, built = steel
    with pikepdf.open(bundle_of(built)) as pdf:
        page = pdf.pages[built.pages["SH-0418"][0] - 1]
        width, height = page.Resources.XObject.X0.Width, page.Resources.XObject.X0.Height
        content = b"".join(stream.read_bytes() for stream in page.Contents)
    assert width < height and b"0 -" in content  # stored upright, shown turned by its EXIF orientation


def test_strangers_accept_it_and_nothing_internal_is_in_it(steel: tuple[Catalogue, Built]) -> None:
    _, built = steel
    assert built.folder and verify(built.folder).ok
    listed = [program("sha256sum"), "-c", "manifest-sha256.txt"]
    subprocess.run(listed, cwd=built.folder, check=True, capture_output=True)
    subprocess.run([program("qpdf"), "--check", str(bundle_of(built))], check=True, capture_output=True)
    ours = [p for p in Path(built.folder).rglob("*") if p.is_file() and "originals" not in p.parts]
    pages = "".join(page_text(bundle_of(built), n) for n in range(1, built.total_pages + 1))
    content = b"".join(p.read_bytes() for p in ours) + pages.encode()
    for word in (
        "复印件",
        "打印的签订日期",
        "原始载体为",
        "jb2023",
        "内部讨论",
        "notes.txt",
        str(MATTER),
        str(built.folder.parent),
        "inbox",
    ):
        assert word.encode() not in content, word
