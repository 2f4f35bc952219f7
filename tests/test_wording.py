"""The bilingual catalogue: nothing missing in either language, nothing a Chinese Windows console cannot print."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.casefile import kinds as k
from lexcollect.cli.finding_reference import finding_reference
from lexcollect.cn.amounts import AMOUNT_REASONS
from lexcollect.cn.dates import DATE_REASONS
from lexcollect.cn.rates import RATE_REASONS
from lexcollect.findings import finding
from lexcollect.wording import ROOM_OF_LETTER, finding_text, say, text
from lexcollect.wording.sheets import findings, rooms, sentences

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("room", rooms("sentences"))
def test_both_languages_speak_and_a_gbk_console_can_print(room: str) -> None:
    for key, (zh, en) in sentences(room).items():
        assert zh and en, key
        zh.encode("gbk")


@pytest.mark.parametrize("room", rooms("findings"))
def test_every_finding_speaks_both_languages_and_lives_in_the_room_of_its_letter(room: str) -> None:
    for code in findings(room):
        said = finding_text(code)
        assert ROOM_OF_LETTER[code[3]] == room and code.startswith("LX-"), code
        assert said.zh and said.en and said.remedy_zh and said.remedy_en, code
        (said.zh + said.remedy_zh).encode("gbk")


def test_every_reason_of_a_refused_value_has_words() -> None:
    kinds = {"amount": AMOUNT_REASONS, "date": DATE_REASONS, "rate": RATE_REASONS}
    for kind, reasons in kinds.items():
        assert all(say(f"general.{kind}.{reason}", lang) for reason in reasons for lang in ("zh", "en"))


def test_page_of_finding_codes_is_current() -> None:
    assert (ROOT / "docs" / "findings.md").read_text("utf-8") == finding_reference()


def test_behind_a_question_of_ours_stands_no_comma() -> None:
    asked = [text("intake.ask.unclear"), text("intake.ask.hidden"), text("intake.ask.draft")]
    told = finding("LX-B100", questions=asked, line="{}")
    for lang, wrong in (("zh", "？、"), ("zh", "？；"), ("en", "?,"), ("en", "?;")):
        assert wrong not in told.line(lang)
    assert "能不能给对方看？里面有页面上看不见的内容：要不要原样交给对方？是带修订" in told.line("zh")
    assert "？可以提交的" in told.line("zh") and "? to submit it" in told.line("en")


def test_a_name_that_ends_like_a_question_stays_one_name() -> None:
    told = finding("LX-A107", names=["什么？", "b.pdf", text("general.level.note")])
    assert "什么？、b.pdf、" in told.message("zh")


def test_a_member_of_a_closed_vocabulary_is_shown_by_its_label() -> None:
    said = finding("LX-P018", paper="诉前财产保全申请书", stage=k.Stage.SUIT, other="甲", id="乙")
    assert "suit" not in said.line("zh") and f"写的是{k.Stage.SUIT.label}" in said.line("zh")
    assert "suit" in said.line("en")
