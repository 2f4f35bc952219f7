"""A copy is masked again after an exhibit was withdrawn: no picture is read a second time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from bundle_kit import picture_bytes, quartered
from calc_run import asked, data
from lexcollect.formats.ocr.shapes import Piece
from lexcollect.layout import READINGS
from lexcollect.matter.kept_readings import Remembering

SAID = Piece("身份证号", (1, 2, 30, 2, 30, 20, 1, 20), 990)


class Reader:
    """An engine that counts how often it is asked."""

    def __init__(self, name: str = "engine-1") -> None:
        self.name, self.asked = name, 0

    def read(self, picture: Image.Image) -> list[Piece]:
        self.asked += 1
        return [SAID]


def test_the_same_picture_is_read_once_and_another_by_itself(tmp_path: Path) -> None:
    engine = Reader()
    for _ in range(3):
        assert Remembering(engine, tmp_path, b"s" * 32).read(quartered()) == [SAID]
    assert engine.asked == 1
    Remembering(engine, tmp_path, b"s" * 32).read(quartered(241))
    assert engine.asked == 2
    other = Reader("engine-2")
    Remembering(other, tmp_path, b"s" * 32).read(quartered())
    assert other.asked == 1


@pytest.mark.parametrize("words", [b"{}", b"[", b'{"pieces": [], "seal": ""}', b"\xff"])
def test_what_somebody_else_put_there_is_as_good_as_not_there(tmp_path: Path, words: bytes) -> None:
    """A page on which nothing was read is masked nowhere: an entry that says so must be this user's own."""
    engine = Reader()
    Remembering(engine, tmp_path, b"s" * 32).read(quartered())
    [entry] = tmp_path.iterdir()
    kept = json.loads(entry.read_bytes())
    entry.write_bytes(words)
    assert Remembering(engine, tmp_path, b"s" * 32).read(quartered()) == [SAID] and engine.asked == 2
    entry.write_text(json.dumps(kept | {"pieces": []}))
    assert Remembering(engine, tmp_path, b"s" * 32).read(quartered()) == [SAID] and engine.asked == 3
    assert Remembering(engine, tmp_path, b"t" * 32).read(quartered()) == [SAID] and engine.asked == 4


def test_a_second_copy_of_a_matter_reads_no_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Reader()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("lexcollect.formats.ocr.engine.installed", lambda: True)
    monkeypatch.setattr("lexcollect.formats.ocr.engine.load", lambda: engine)
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料/单.png").write_bytes(picture_bytes(quartered(900, 1200), "PNG"))
    matter = tmp_path / "沈河案"
    assert asked("new", str(matter), "--from", str(tmp_path / "材料"), "--no-input")[0] == 0
    assert asked("bundle", str(matter))[0] == 0
    assert data("bundle", str(matter), "--masked")["exit"] in (0, 1)
    first = engine.asked
    assert data("bundle", str(matter), "--masked")["exit"] in (0, 1)
    assert first and engine.asked == first
    assert any((matter / READINGS).iterdir())
