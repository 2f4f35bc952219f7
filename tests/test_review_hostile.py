"""Hostile evidence in the list: the page stays alive, every file has a tile or a reason, nothing grows.

Facts: the hostile folder of intake (names that steer, links, devices, depth, archives, files cut short) and odd PDFs,
taken in as a matter; a thousand files that are broken each in another way. Question: does any of them cost more than
its own tile?
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest

import hostile_folder
import odd_pdf_kit
from cli_run import typed
from lexcollect.formats.kinds import FileKind
from lexcollect.matter.desk.draft import Desk
from lexcollect.review.keys import key_of
from lexcollect.review.listing import PAGE
from lexcollect.review.painting import Painting
from review_kit import NOW, Page

linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc, and the folder is made here")
#: Odd PDFs up to this many bytes, every so many.
_SMALL, _EVERY = 200_000, 4
_REASONS = ("打不开", "太大，没有显示", "打开太慢，没有显示", "点开看内容", "文件不在材料中")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of a matter into which everything hostile was taken."""
    folder = tmp_path_factory.mktemp("hostile")
    made = hostile_folder.make(folder / "材料", 7, tiny=20, sparse=1 << 20)
    for number, (name, make) in enumerate(sorted(odd_pdf_kit.corpus().items())):
        if number % _EVERY == 0 and len(data := make()) <= _SMALL:
            made.put(f"怪/{name.replace('/', '-')}.pdf", data)
    code, out, told = typed("new", "案", "--from", "材料", "--no-input", cwd=folder)
    assert code in (0, 1), out + told
    return Page(Desk(folder / "案", NOW.date()), Painting(patience=5)).enter()


@linux
def test_every_file_is_in_the_list_and_no_name_steers_it(page: Page) -> None:
    rows = page.review.desk.lines.rows
    assert len(rows) > 250
    bodies = [page.get(f"/evidence?page={number}") for number in range(len(rows) // PAGE + 1)]
    assert {one.status for one in bodies} == {200}
    listed = {key for one in bodies for key in re.findall(r'data-key="(\w+)"', one.body)}
    assert listed == {key_of(row.id) for row in rows}
    whole = "".join(one.body for one in bodies)
    assert not set(whole) & set("\u202e\u200b\x1b\x85")
    assert all(' src="/static/' in tag for tag in re.findall(r"<script[^>]*>", whole))
    assert "&lt;script&gt;.html" in whole, "a name is a name"


@linux
def test_every_file_has_a_tile_or_a_reason_and_a_page_of_its_own(page: Page) -> None:
    shown = reasons = 0
    for row in page.review.desk.lines.rows:
        key = key_of(row.id)
        tile = page.get(f"/picture/{key}/0/0/tile")
        if tile.headers["content-type"] == "image/png":
            assert tile.raw[:8] == b"\x89PNG\r\n\x1a\n"
            shown += 1
        else:
            assert tile.status == 200 and any(word in tile.body for word in _REASONS), row.files
            reasons += 1
    assert shown > 20 and reasons > 100
    for row in random.Random(3).sample(page.review.desk.lines.rows, 60):
        assert page.get(f"/file/{key_of(row.id)}").status == 200, row.files
    assert page.get("/").status == 200


@linux
def test_a_step_goes_on_among_them(page: Page) -> None:
    row = next(row for row in page.review.desk.lines.rows if row.id.startswith("file:"))
    answer = page.post(f"/cell/{key_of(row.id)}", ("cell-submit", "否"), ("cell-reason", "草稿"))
    assert answer.status == 200 and page.review.desk.steps
    page.post("/undo")
    page.review.close()


@linux
def test_a_thousand_broken_tiles_raise_no_memory(tmp_path: Path) -> None:
    painting = Painting()
    luck = random.Random(5)
    whole = odd_pdf_kit.plain() + luck.randbytes(20_000)
    heads = {
        FileKind.PDF: whole,
        FileKind.PNG: b"\x89PNG\r\n\x1a\n" + luck.randbytes(20_000),
        FileKind.JPEG: b"\xff\xd8\xff\xe0" + luck.randbytes(20_000),
    }
    before = (0.0, 0.0)
    most = 0.0
    try:
        for number in range(1_000):
            kind, data = list(heads.items())[number % len(heads)]
            cut = bytearray(data[: luck.randrange(5, len(data))])
            for _ in range(20):
                cut[luck.randrange(len(cut))] = luck.randrange(256)
            path = tmp_path / f"{number}.bin"
            path.write_bytes(cut)
            found = painting.picture(path, kind, 0, 260)
            assert found.body or found.why in ("unreadable", "large", "no_pages", "slow")
            path.unlink()
            most = max(most, held(painting._process.pid) if painting._process else 0.0)
            if number == 100:
                before = (held("self"), most)
        print(f"server {before[0]:.0f} to {held('self'):.0f} MB, painter {before[1]:.0f} to {most:.0f} MB")
        assert held("self") - before[0] < 15, "the server"
        assert most < before[1] + 60, "the painter"
    finally:
        painting.close()


def held(pid: int | str) -> float:
    """Return the megabytes that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
