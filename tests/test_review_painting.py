"""Who waits for the painter: what is looked at now is painted first, and nothing waits behind a picture nobody wants.

Facts: one process paints, one picture at a time; a list wants hundreds of tiles, the file that was opened its pages. A
painter for the test takes as long as it is told by the name of the file and notes what it was asked. Questions: in
which order does it work, what becomes of those who left, does any step of a person wait for it?
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lexcollect.formats.kinds import FileKind
from lexcollect.matter.desk.moves import members
from lexcollect.review.keys import key_of
from lexcollect.review.leaving import Gone, asked_by
from lexcollect.review.painting import Painting, Shown
from review_kit import Page, desk_of, steel

PAINTER = """
import json, sys, time
from pathlib import Path
notes = Path(sys.argv[1])
for line in sys.stdin.buffer:
    asked = json.loads(line)
    name = Path(asked["path"]).stem
    with notes.open("a") as out:
        print(asked["do"], name, asked.get("page", ""), asked.get("side", ""), file=out, flush=True)
    if name == "falls":
        sys.exit(1)
    time.sleep(float(name.partition("-")[2] or 0) if len(sys.argv) < 3 else float(sys.argv[2]))
    head = json.dumps({"pages": 3} if asked["do"] == "count" else {}).encode()
    sys.stdout.buffer.write(len(head).to_bytes(4, "big") + head + (1).to_bytes(4, "big") + b"P")
    sys.stdout.buffer.flush()
"""


class Slow:
    """A painting whose process is slow, in a folder of its own; ``notes`` are what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "painter.py").write_text(PAINTER, "utf-8")
        self._notes = folder / "notes"
        self.painting = Painting(command=(sys.executable, str(folder / "painter.py"), str(self._notes)))
        self.threads: list[threading.Thread] = []
        self.found: dict[str, Shown] = {}

    @property
    def notes(self) -> list[str]:
        return self._notes.read_text("utf-8").splitlines() if self._notes.exists() else []

    def file(self, name: str) -> Path:
        path = self.folder / f"{name}.pdf"
        if not path.exists():
            path.write_bytes(b"x")
        return path

    def begin(self, name: str, page: int, side: int, left: threading.Event | None = None) -> None:
        """Ask for a picture, as one request does, and go on."""
        gone = left or threading.Event()
        path = self.file(name)

        def asked() -> None:
            try:
                with asked_by(gone.is_set):
                    found = self.painting.picture(path, FileKind.PDF, page, side)
            except Gone:
                found = Shown({"why": "left"}, b"")
            self.found[f"{name} {page} {side}"] = found

        thread = threading.Thread(target=asked, daemon=True)
        thread.start()
        self.threads.append(thread)
        until(lambda: f"{name} {page} {side}" in self.found or self._waits(path, page) or self._at_work(name, page))

    def _waits(self, path: Path, page: int) -> bool:
        line = list(self.painting._line)
        return any(one.asked["path"] == str(path) and one.asked.get("page") == page for one in line)

    def _at_work(self, name: str, page: int) -> bool:
        return any(note.startswith(f"picture {name} {page} ") for note in self.notes)

    def all_done(self) -> list[str]:
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()
        return self.notes


def until(true: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    found = Slow(tmp_path)
    yield found
    found.painting.close()


def test_pages_of_the_file_that_was_opened_last_go_before_others_and_tiles_come_last(slow: Slow) -> None:
    slow.begin("now-0.6", 0, 1200)
    until(lambda: slow.notes)
    slow.begin("list", 0, 260)
    slow.painting._opened[str(slow.file("one"))] = 1
    slow.painting._opened[str(slow.file("two"))] = 2
    for name, page in (("one", 0), ("one", 1), ("two", 0), ("two", 1)):
        slow.begin(name, page, 1200)
    assert slow.all_done()[1:] == [
        "picture two 0 1200",
        "picture two 1 1200",
        "picture one 0 1200",
        "picture one 1 1200",
        "picture list 0 260",
    ]


def test_how_many_pages_a_file_has_is_asked_before_everything(slow: Slow) -> None:
    slow.begin("now-0.4", 0, 1200)
    until(lambda: slow.notes)
    slow.begin("other", 0, 1200)
    assert slow.painting.pages(slow.file("opened"), FileKind.PDF) == 3
    assert [note.split()[1] for note in slow.all_done()] == ["now-0.4", "opened", "other"]


def test_what_was_left_is_not_painted(slow: Slow) -> None:
    slow.begin("now-0.5", 0, 1200)
    until(lambda: slow.notes)
    left = threading.Event()
    for page in range(20):
        slow.begin("left", page, 1200, left)
    slow.begin("kept", 0, 1200)
    left.set()
    assert slow.all_done() == ["picture now-0.5 0 1200", "picture kept 0 1200"]
    assert slow.found["left 3 1200"].why == "left" and slow.found["kept 0 1200"].body == b"P"


def test_work_that_nobody_waits_for_ends_when_somebody_else_waits(slow: Slow) -> None:
    slow.painting.pages(slow.file("quick"), FileKind.PDF)
    left = threading.Event()
    slow.begin("hangs-15", 0, 1200, left)
    until(lambda: len(slow.notes) == 2)
    left.set()
    began = time.monotonic()
    assert slow.painting.pages(slow.file("next"), FileKind.PDF) == 3
    assert time.monotonic() - began < 10


def test_a_tile_that_takes_long_makes_room_for_a_page_and_is_painted_after_it(slow: Slow) -> None:
    slow.painting.pages(slow.file("quick"), FileKind.PDF)
    slow.begin("tile-3", 0, 260)
    until(lambda: len(slow.notes) == 2)
    slow.begin("page", 0, 1200)
    asked = [note.split()[1] for note in slow.all_done()]
    assert asked == ["quick", "tile-3", "page", "tile-3"]
    assert slow.found["tile-3 0 260"].body == b"P"


def test_the_same_picture_asked_twice_is_painted_once(slow: Slow) -> None:
    slow.begin("now-0.3", 0, 1200)
    until(lambda: slow.notes)
    for _ in range(3):
        slow.begin("same", 0, 1200)
    assert slow.all_done().count("picture same 0 1200") == 1


def test_a_process_that_falls_costs_its_picture_only(slow: Slow) -> None:
    assert slow.painting.picture(slow.file("falls"), FileKind.PDF, 0, 260).why == "unreadable"
    assert slow.painting.picture(slow.file("fine"), FileKind.PDF, 0, 260).body == b"P"


def test_a_program_that_cannot_be_started_is_told_like_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    painting = Painting(command=(str(tmp_path / "nowhere"),))
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert painting.picture(tmp_path / "a.pdf", FileKind.PDF, 0, 260).why == "unreadable"
    painting.begin()
    painting.close()


def test_pictures_do_not_push_out_how_many_pages_there_are(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert slow.painting.pages(slow.file("one"), FileKind.PDF) == 3
    slow.painting._pictures._free = 100
    for page in range(5):
        slow.painting.picture(slow.file("one"), FileKind.PDF, page, 260)
    assert slow.painting.pages(slow.file("one"), FileKind.PDF) == 3
    assert [note.split()[0] for note in slow.notes].count("count") == 1
    assert len(slow.painting._pictures._held) < 2


def test_closing_sends_those_who_wait_away(slow: Slow) -> None:
    slow.begin("now-9", 0, 1200)
    until(lambda: slow.notes)
    slow.begin("behind", 0, 1200)
    slow.painting.close()
    slow.all_done()
    assert slow.found["behind 0 1200"].why == "left" and slow.found["now-9 0 1200"].why == "unreadable"


def test_an_edit_does_not_wait_while_a_file_is_counted(tmp_path: Path) -> None:
    matter = steel(tmp_path)
    (tmp_path / "painter.py").write_text(PAINTER, "utf-8")
    painting = Painting(command=(sys.executable, str(tmp_path / "painter.py"), str(tmp_path / "notes"), "4"))
    page = Page(desk_of(matter), painting).enter()
    key = key_of(members(page.review.desk.lines, 2)[0].id)
    page.get("/")
    reading = threading.Thread(target=lambda: page.get(f"/file/{key}"), daemon=True)
    reading.start()
    until((tmp_path / "notes").exists)
    answer = page.post(f"/cell/{key}", ("cell-title", "另一个名称"))
    assert "另一个名称" in answer.body and reading.is_alive()
    reading.join(20)
    painting.close()
