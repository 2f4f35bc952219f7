"""The shipped templates are rewritten beforehand: exactly as docxtpl would, and nothing is kept that is not shipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lexcollect.documents.engine import rewritten
from lexcollect.documents.engine.rewritten import FOLDER, by_docxtpl, name_of, rewrite, shipped
from lexcollect.layout import RAW
from lexcollect.matter.example import load_example, prepare
from steel import ROOT

ANEW = "templates changed: run python -m lexcollect.documents.engine.rewritten"


def test_what_is_kept_is_what_docxtpl_makes_of_the_shipped_templates() -> None:
    made = {name_of(xml): by_docxtpl(xml) for _, xml in shipped()}
    kept = {path.name: path.read_bytes().decode("utf-8") for path in FOLDER.iterdir()}
    assert kept.keys() <= made.keys(), ANEW
    assert all(made[name] == text for name, text in kept.items()), ANEW


def test_every_paper_of_the_main_road_is_kept() -> None:
    files = {file for file, xml in shipped() if (FOLDER / name_of(xml)).is_file()}
    assert files >= {"lawyer_letters/律师函.docx", "court_filings/民事起诉状.docx"}, ANEW


def test_another_template_goes_through_docxtpl(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(rewritten, "by_docxtpl", lambda xml: asked.append(xml) or "made")
    for _, xml in shipped():
        assert rewrite(xml) != "made"
        assert rewrite(f"{xml} ") == "made"
    assert len(asked) == len(list(shipped()))


def test_a_letter_loads_no_docxtpl(tmp_path: Path) -> None:
    example = load_example()
    prepare(example, tmp_path / "案")
    shutil.rmtree(tmp_path / "案" / RAW)
    shutil.copytree(example.inbox, tmp_path / "案" / RAW)
    program = (
        "import sys, lexcollect; "
        "drafted = lexcollect.open_matter('案').answer('2026-11-21').draft(['letter']); "
        "print(drafted.papers[0].status.value, 'docxtpl' in sys.modules, 'docx' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, env=env
    )
    assert out.stdout.split() == ["written", "False", "False"]
