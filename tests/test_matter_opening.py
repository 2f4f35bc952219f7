"""A matter opened and answered: its raw files are looked up by name and size, and not one byte of them is read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calc_run import asked
from lexcollect.layout import CACHE, MATERIAL_LIST, RAW
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.packages import build_package
from lexcollect.matter.papers import latest_pages, write_papers
from lexcollect.matter.receiving import receive
from lexcollect.matter.verifying import verify_matter

DAY = date(2026, 11, 21)


class _Watch:
    """Which raw files were opened while somebody watched; an audit hook cannot be taken away again."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self.heard)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        if self.on and event == "open" and isinstance(args[0], str) and f"/{RAW}/" in args[0]:
            self.seen.append(args[0])


WATCH = _Watch()


@contextmanager
def watched() -> Iterator[list[str]]:
    WATCH.seen, WATCH.on = [], True
    try:
        yield WATCH.seen
    finally:
        WATCH.on = False


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("案") / "沈河案"
    example = load_example()
    prepare(example, folder)
    receive(example.inbox, folder)
    build_package(answer(folder, DAY, read_material=True), example.passwords, DAY)
    return folder


@pytest.fixture
def matter(filed: Path, tmp_path: Path) -> Path:
    """A copy of it: new times on every file, as when a folder is copied to another machine."""
    return Path(shutil.copytree(filed, tmp_path / "沈河案"))


def rewritten(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_the_watch_hears_a_raw_file_that_is_opened(matter: Path) -> None:
    with watched() as seen:
        answer(matter, DAY, read_material=True)
    assert len(seen) >= 40


def test_opening_answering_and_drafting_open_no_raw_file(matter: Path) -> None:
    with watched() as seen:
        answered = answer(matter, DAY)
        pages, stale = latest_pages(answered)
        drafted = write_papers(answered, ["complaint"], pages)
    assert (seen, stale) == ([], [])
    assert len(pages) == 28 and [p.path is not None for p in drafted.papers] == [True]


def test_with_its_bytes_read_the_matter_is_the_same(matter: Path) -> None:
    by_memory, by_bytes = answer(matter, DAY), answer(matter, DAY, read_material=True)
    assert by_memory.catalogue == by_bytes.catalogue
    assert by_memory.read_findings == by_bytes.read_findings


def test_without_the_cache_the_list_of_the_material_is_believed(matter: Path) -> None:
    shutil.rmtree(matter / CACHE)
    assert (matter / MATERIAL_LIST).is_file()
    assert answer(matter, DAY).catalogue == answer(matter, DAY, read_material=True).catalogue


def test_without_either_names_and_sizes_are_compared_with_the_package(matter: Path) -> None:
    shutil.rmtree(matter / CACHE)
    (matter / MATERIAL_LIST).unlink()
    answered = answer(matter, DAY)
    assert answered.catalogue is not None
    assert {file.sha256 for file in answered.catalogue.files()} == {""}
    pages, stale = latest_pages(answered)
    assert (len(pages), stale) == (28, [])


def test_a_raw_file_of_another_size_takes_the_page_numbers_back(matter: Path) -> None:
    answered = answer(matter, DAY)
    assert answered.catalogue is not None
    file = answered.catalogue.items[3].files[0]
    rewritten(file.path, file.path.read_bytes() + b" ")
    pages, stale = latest_pages(answer(matter, DAY))
    assert pages == {} and [f.code for f in stale] == ["LX-A114"]


def test_a_raw_file_changed_to_the_same_size_is_seen_where_bytes_are_read(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drafting looks names and sizes up and says no more; a package and verify read the bytes, and refuse."""
    file = next(f for f in answer(matter, DAY, read_material=True).catalogue.files() if f.name.endswith(".pdf"))  # type: ignore[union-attr]
    data = bytearray(file.path.read_bytes())
    data[-20] ^= 1
    rewritten(file.path, bytes(data))
    answered = answer(matter, DAY)
    pages, stale = latest_pages(answered)
    assert len(pages) == 28 and stale == []
    assert write_papers(answered, ["complaint"], pages).papers[0].path is not None
    before = sorted((matter / "4-证据包").iterdir())
    built = build_package(answered.with_material(), {}, DAY)
    assert [(f.code, f.where.file) for f in built.findings] == [("LX-B002", file.name)]
    assert built.folder is None and sorted((matter / "4-证据包").iterdir()) == before
    assert not verify_matter(matter).ok
    (receipt,) = (matter / "3-文书").glob("v*/回执/complaint.json")
    assert file.name not in receipt.read_text("utf-8")
    monkeypatch.chdir(matter)
    code, screen = asked("bundle", "--no-input")
    assert code == 1 and "LX-B002" in screen
    assert "bundle和verify" in "".join(asked("draft", "--help")[1].split())


def test_a_package_holds_the_bytes_that_are_there_not_those_remembered(matter: Path) -> None:
    answered = answer(matter, DAY)
    with pytest.raises(ValueError, match="read_material"):
        build_package(answered, {}, DAY)
