"""Every reader has honest files that the fuzz campaign mutates, and what once went wrong in one does so no more.

The campaign itself (``tests/campaign/fuzz.py``) reads ten thousand mutated files with each reader; a share of it runs
with the other campaigns.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

sys.path.insert(0, str(Path(__file__).parent / "campaign"))

import fuzz  # type: ignore[import-not-found]
import seeds  # type: ignore[import-not-found]
from mutations import LONGEST  # type: ignore[import-not-found]

from lexcollect.formats import readers
from lexcollect.formats.chats import dialects
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.reading import look
from lexcollect.formats.recognise import identify
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.registry import formats

#: Inputs that once crashed a reader or cost it too much, by the reader and what was wrong.
KEPT = sorted((Path(__file__).parent / "data" / "fuzz").iterdir())


def test_every_reader_has_seeds() -> None:
    """A reader that is added without one would be called fuzzed and is not."""
    cards = {info.name for info in iter_modules(readers.__path__)}
    assert set(seeds.by_card()) == cards and len(cards) == len(formats())
    assert set(seeds.by_dialect()) == set(dialects.TEXTS) | set(dialects.JSONS) | set(dialects.OTHERS)
    assert {name for name, found in fuzz.readers().items() if not found} == set()


def test_what_reads_data_out_of_a_file_is_fuzzed() -> None:
    """Modules of formats that hand out a value of their own are named, so that a new one is not forgotten."""
    named = {name.removesuffix("_of_workbook") for name in seeds.INSIDE}
    for name in named:
        assert import_module(f"lexcollect.formats.{name}")
    root = Path(readers.__path__[0]).parent
    door = ("def bank_table(", "def read_e_invoice(", "def invoice_of_ofd(", "def tracks_in(", "def said(")
    found = {path.stem for path in root.glob("*.py") if any(one in path.read_text("utf-8") for one in door)}
    assert found == named


def test_the_same_seed_makes_the_same_files_and_another_makes_others() -> None:
    for reader in ("pdf", "archive", "weflow-json", "bank_table"):
        first = [fuzz.file_of(reader, number, 1)[2] for number in range(20)]
        assert first == [fuzz.file_of(reader, number, 1)[2] for number in range(20)]
        assert first != [fuzz.file_of(reader, number, 2)[2] for number in range(20)]
        assert max(map(len, first)) <= LONGEST
        assert sum(data != fuzz.file_of(reader, number, 1)[1] for number, data in enumerate(first)) >= 18


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_what_once_went_wrong_is_answered_or_refused(path: Path) -> None:
    known = identify(path, path.name)
    with suppress(BadFile):
        fuzz.read(seeds.card_name(known.format), path.name, path.read_bytes(), path)
    told = {found.code for found in look(path, path.name, known).findings}
    assert not told & {"LX-I024", "LX-I049"}  # nothing but the file itself is blamed, and no net was needed


def test_a_reader_that_fails_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The campaign counts an exception of a reader: it could not pass by catching everything itself."""

    def failing(path: Path) -> None:
        raise ZeroDivisionError(path.name)

    monkeypatch.setitem(fuzz._INSIDE, "e_invoice", failing)
    path = tmp_path / "x.xml"
    path.write_bytes(b"<a/>")
    with pytest.raises(ZeroDivisionError):
        fuzz.read("e_invoice", "x.xml", b"", path)


def test_a_picture_that_moves_is_held_to_a_smaller_canvas() -> None:
    """A file of two kilobytes claimed 1,048,696 × 80 points: its decoder keeps several canvases of that size."""
    (path,) = [one for one in KEPT if one.name.startswith("picture-84")]
    seen = look(path, path.name, identify(path))
    assert seen.status is Status.UNREADABLE
    (told,) = [found for found in seen.findings if found.code == "LX-I036"]
    assert "40" in told.message("zh")


def test_a_line_without_end_in_a_chat_sent_by_mail_is_read_at_once(tmp_path: Path) -> None:
    """The words of a heading ten thousand times in one line: searched from each of them it took seven seconds."""
    path = tmp_path / "聊天.txt"
    begin = "刘建平 和 海涛 在微信上的聊天记录如下，请查收。\n\n—————  2023-08-28  —————\n\n\n海涛  10:25\n\n"
    path.write_text(begin + "刘建平 和 海涛 在微信上的聊天记录如下，" * 10_000 + "\n", "utf-8")
    begun = time.process_time()
    known = identify(path, path.name)
    assert known.kind is FileKind.CHAT
    assert look(path, path.name, known).facts["rows"] == "1"
    assert time.process_time() - begun < fuzz.SECONDS
