"""Fonts: rare characters of names are printed or refused by name, never left blank."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from bundle_kit import bundle_of, codes, item, material, packed, page_text
from lexcollect.bundle import fonts
from lexcollect.bundle.fonts import choose, coverage, marked, printable
from lexcollect.bundle.typeset import typeset


def test_the_fonts_that_come_along_have_rare_surnames_and_given_names() -> None:
    assert choose(["㛃䶮𬭎喆堃犇翀昇珺玥彧赟旻焜燚垚"]).missing == ()
    assert choose(["√×●○■→￥①—…“”《》㎡"]).missing == ()


def test_every_character_of_gb2312_can_be_printed() -> None:
    rows = [bytes([a, b]) for a in [*range(0xA1, 0xAA), *range(0xB0, 0xF8)] for b in range(0xA1, 0xFF)]
    text = "".join(row.decode("gb2312", errors="ignore") for row in rows)
    assert len(text) > 7000 and choose([text]).missing == ()


def test_a_character_outside_every_font_is_missing() -> None:
    assert choose(["甲\ue000乙\U0010fffd"]).missing == ("\ue000", "\U0010fffd")
    assert marked("重要\ue000.png") == "重要〓.png"


def test_a_rare_surname_is_printed_from_another_font_or_its_lack_is_told_by_name(tmp_path: Path) -> None:
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.txt", b"x"), title="𠮷某出具的欠条"))
    if "LX-B061" in codes(built):
        assert "U+20BB7" in built.findings[0].message("zh") and "〓某" in page_text(bundle_of(built), 1)
    else:
        assert "𠮷某" in page_text(bundle_of(built), 1)


def test_a_font_found_elsewhere_is_used_only_for_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    own = fonts._own()
    monkeypatch.setattr(
        fonts, "coverage", lambda path: coverage(path) - {ord("甲")} if path in own else coverage(own[0])
    )
    monkeypatch.setattr(fonts, "_others", lambda: (Path("other.otf"),))
    monkeypatch.setattr(fonts, "_family", lambda path: "Other")
    assert choose(["甲"]).serif == ("Noto Serif SC", "Noto Sans SC", "Other")
    assert choose(["乙"]).files == own


def test_marks_that_print_nothing_are_left_out() -> None:
    assert printable("甲\u202e乙\u200b\ufeff丙\x00\n丁\u0301") == "甲乙丙 丁\u0301"


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.otf"
    path.write_bytes(b"OTTO\0\1")
    assert coverage(path) == frozenset()


def test_no_word_of_the_user_is_read_as_markup() -> None:
    page = {"no": "1", "title": "#panic() $ @x", "reason": "r", "rows": [["#x", "*y*"]]}
    made = typeset("placeholder", {"pages": [page]})
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
