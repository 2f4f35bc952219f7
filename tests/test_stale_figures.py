"""Stale figures: what stands beside each other and does not agree is told, by name, day and sum."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from calc_run import asked
from lexcollect.cli.main import main
from lexcollect.layout import ANNEX_MEMORY, ANNEXES, CASE
from lexcollect.matter.creation import create
from steel import steel_text

TITLE = "逾期付款违约金计算表"


@pytest.fixture
def matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "设置"))
    monkeypatch.chdir(tmp_path)
    create(tmp_path / "案")
    lines = [line for line in steel_text().splitlines() if not line.strip().startswith(("evidence:", "links:"))]
    import re

    text = re.sub(r",? ?evidence: (\[[^\]]*\]|[^,}\n]+)", "", "\n".join(lines))
    (tmp_path / "案" / CASE).write_text(text + "\n", "utf-8")
    return tmp_path / "案"


def found(*words: str, day: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The findings on stale figures of a run on ``day``."""
    capsys.readouterr()
    main([*words, "--json", "--as-of", day])
    told = json.loads(capsys.readouterr().out)["findings"]
    return [one for one in told if one["code"] in ("LX-A132", "LX-A133")]


def changed(matter: Path, old: str, new: str) -> None:
    text = (matter / CASE).read_text("utf-8")
    assert old in text
    (matter / CASE).write_text(text.replace(old, new), "utf-8")


def test_an_annex_of_another_day_than_the_papers_is_told(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found("draft", "案", "complaint", "letter", day="2026-11-20", capsys=capsys) == []
    told = found("calc", "案", "--annex", day="2026-11-21", capsys=capsys)
    assert {one["code"] for one in told} == {"LX-A133"}
    assert {one["where"]["file"] for one in told} == {"v1/民事起诉状.docx", "v1/律师函.docx"}  # type: ignore[index]
    assert all("2026-11-20" in str(one["message"]) and "2026-11-21" in str(one["message"]) for one in told)


def test_papers_drafted_anew_for_the_day_agree(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found("draft", "案", "complaint", day="2026-11-20", capsys=capsys)
    found("draft", "案", "complaint", day="2026-11-21", capsys=capsys)
    assert found("calc", "案", "--annex", day="2026-11-21", capsys=capsys) == []


def test_an_annex_of_another_day_beside_new_papers_is_told_with_both_sums(
    matter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found("calc", "案", "--annex", day="2026-11-20", capsys=capsys)
    told = found("draft", "案", "complaint", day="2026-11-21", capsys=capsys)
    assert [one["code"] for one in told] == ["LX-A132", "LX-A132"]
    message = str(told[0]["message"])
    assert "2026-11-20" in message and "507,593.80" in message and "851,600.00" in message
    assert found("draft", "案", "complaint", day="2026-11-20", capsys=capsys) == []


def test_the_same_day_with_another_payment_is_told_too(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found("calc", "案", "--annex", day="2026-11-21", capsys=capsys)
    changed(matter, "300000", "310000")
    told = found("draft", "案", "complaint", day="2026-11-21", capsys=capsys)
    assert [one["code"] for one in told] == ["LX-A132", "LX-A132"]
    assert "841,600.00" in str(told[0]["message"])


def test_another_address_makes_no_figure_stale(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found("calc", "案", "--annex", day="2026-11-21", capsys=capsys)
    found("draft", "案", "complaint", day="2026-11-21", capsys=capsys)
    changed(matter, "样例街99号", "样例大街99号")
    assert found("calc", "案", "--annex", day="2026-11-21", capsys=capsys) == []


def test_an_older_annex_kept_because_it_was_edited_is_told(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found("calc", "案", "--annex", day="2026-11-20", capsys=capsys)
    (matter / ANNEXES / f"{TITLE}.xlsx").write_bytes(b"edited by hand")
    told = found("calc", "案", "--annex", day="2026-11-21", capsys=capsys)
    assert [(one["code"], one["params"]["file"]) for one in told] == [("LX-A132", f"{TITLE}.xlsx")]  # type: ignore[index]


def test_one_that_was_moved_away_is_not(matter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found("calc", "案", "--annex", day="2026-11-20", capsys=capsys)
    shutil.rmtree(matter / ANNEXES)
    assert found("draft", "案", "complaint", day="2026-11-21", capsys=capsys) == []


@pytest.mark.parametrize("memory", ["", "[]", "{}", '{"a": "0f"}', '{"a": {"sha256": 1}}', '{"a": {"figures": {}}}'])
def test_a_memory_that_is_damaged_or_of_old_is_as_good_as_none(
    matter: Path, memory: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (matter / ANNEX_MEMORY).parent.mkdir()
    (matter / ANNEX_MEMORY).write_text(memory, "utf-8")
    assert found("draft", "案", "complaint", day="2026-11-21", capsys=capsys) == []
    code, screen = asked("calc", "案", "--annex")
    assert code == 0 and "LX-A105" not in screen
