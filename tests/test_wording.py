"""The bilingual catalogue: nothing missing in either language, nothing a Chinese Windows console cannot print."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import lexcollect.wording as wording
from lexcollect.cli.finding_reference import finding_reference
from lexcollect.cn.amounts import AMOUNT_REASONS
from lexcollect.cn.dates import DATE_REASONS
from lexcollect.cn.rates import RATE_REASONS
from lexcollect.wording import ROOM_OF_LETTER, finding_text, say

ROOT = Path(__file__).resolve().parent.parent
MODULES = [m.name for m in iter_modules(wording.__path__)]


@pytest.mark.parametrize("room", MODULES)
def test_both_languages_speak(room: str) -> None:
    for key, (zh, en) in import_module(f"lexcollect.wording.{room}").TEXTS.items():
        assert zh, key
        assert en, key


@pytest.mark.parametrize("room", MODULES)
def test_chinese_sentences_can_be_printed_on_a_gbk_console(room: str) -> None:
    module = import_module(f"lexcollect.wording.{room}")
    for key, (zh, _) in module.TEXTS.items():
        zh.encode("gbk")
        assert key
    for code, said in module.FINDINGS.items():
        (said.zh + said.remedy_zh).encode("gbk")
        assert code.startswith("LX-")


def test_every_code_lives_in_the_room_of_its_letter() -> None:
    for room in MODULES:
        for code in import_module(f"lexcollect.wording.{room}").FINDINGS:
            assert ROOM_OF_LETTER[code[3]] == room, code
            said = finding_text(code)
            assert said.zh and said.en and said.remedy_zh and said.remedy_en, code


def test_every_reason_of_a_refused_value_has_words() -> None:
    for reason in {*AMOUNT_REASONS, *DATE_REASONS, *RATE_REASONS}:
        assert say(f"casefile.reason.{reason}", "zh")


def test_page_of_finding_codes_is_current() -> None:
    assert (ROOT / "docs" / "findings.md").read_text("utf-8") == finding_reference()
