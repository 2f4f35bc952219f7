"""``lexcollect doctor``: what the machine has, and how old the law book is."""

from __future__ import annotations

import json

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli import doctor
from lexcollect.cli.console import Console
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import Settings


def run(tmp_path, *words):
    return typed("doctor", *words, cwd=tmp_path)


def test_a_complete_machine_is_told_so_in_chinese(tmp_path):
    code, out, _ = run(tmp_path)
    assert code == Exit.FINE
    for said in ("体检", "√ Python 3.", "√ 不联网", "法规库截至 20", "思源宋体", "下一步　lexcollect "):
        assert said in out
    assert not ENGLISH_SENTENCE.search(out)
    assert list(tmp_path.iterdir()) == [], "nothing is written"


def test_the_law_book_is_called_old_after_180_days(tmp_path):
    _, out, _ = run(tmp_path, "--json", "--as-of", "2026-11-21")
    verified = json.loads(out)["law_verified_on"]
    _, fresh, _ = run(tmp_path, "--as-of", verified)
    _, old, _ = run(tmp_path, "--as-of", "2031-01-01")
    assert "LX-A109" not in fresh
    assert "LX-A109" in old and "LX-A113" in old, "parameters past their review are named"


def test_the_dates_of_published_data_are_named(tmp_path):
    _, out, _ = run(tmp_path, "--json")
    answer = json.loads(out)
    assert answer["lpr_through"] >= "2026-09-20"
    assert answer["holidays_through"] >= 2026


def answer_of(monkeypatch, **changes):
    for name, value in changes.items():
        monkeypatch.setattr(doctor, name, value)
    from datetime import date

    settings = Settings(date(2026, 6, 1), True, False, False, False, False, "zh")
    return doctor.command.answer(Console(settings))


def test_a_missing_library_is_an_error(monkeypatch):
    report = answer_of(monkeypatch, LIBRARIES={"click": "click", "no-such-thing": "no_such_thing"})
    assert [f.code for f in report.findings if f.level == "error"] == ["LX-A107"]
    assert report.code == Exit.FINDINGS


def test_missing_libreoffice_is_only_a_note(monkeypatch):
    report = answer_of(monkeypatch, find_office=lambda: None)
    assert [(f.code, f.level) for f in report.findings if f.code == "LX-A108"] == [("LX-A108", "note")]
    assert report.code == Exit.FINE
    assert report.data["libreoffice"] is None


def test_a_character_no_font_has_is_named(monkeypatch):
    report = answer_of(monkeypatch, RARE="㛃\U0003fff0")
    (found,) = [f for f in report.findings if f.code == "LX-A110"]
    assert "\U0003fff0" in found.message() and "㛃" not in found.message()


def test_the_libraries_of_doctor_are_those_the_package_declares():
    import re
    import tomllib
    from pathlib import Path

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[><=;\[ ]", d)[0] for d in project["dependencies"]} - {"tzdata"}
    assert set(doctor.LIBRARIES) == declared
