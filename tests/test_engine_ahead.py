"""The shipped templates are compiled beforehand: as the compiler would, and nothing is kept that is not shipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lexcollect.documents.engine import ahead, load
from lexcollect.documents.engine.ahead import FOLDER, kept_of, recall, shipped
from lexcollect.layout import RAW
from lexcollect.matter.example import load_example, prepare
from steel import ROOT

ANEW = "templates changed: run python -m lexcollect.documents.engine.ahead"
SAME_JINJA = pytest.mark.skipif(
    any(json.loads(p.read_bytes())["jinja"] != ahead._jinja() for p in FOLDER.iterdir()),
    reason="what is kept was made with another Jinja and is not used",
)


@SAME_JINJA
def test_what_is_kept_is_what_the_compiler_makes_of_the_shipped_templates() -> None:
    made = {f"{sha256}.json": kept_of(compiled) for _, sha256, compiled in shipped()}
    kept = {path.name: json.loads(path.read_bytes()) for path in FOLDER.iterdir()}
    assert kept == made, ANEW


@SAME_JINJA
def test_what_is_read_back_is_what_was_compiled() -> None:
    for path, sha256, compiled in shipped():
        found = recall(sha256)
        assert found is not None, (path, ANEW)
        assert [part.code.co_code for part in found.parts] == [part.code.co_code for part in compiled.parts], path
        for one, other in zip(found.parts, compiled.parts, strict=True):
            assert one.lines == other.lines, path
        assert (found.fixed, found.dropped, found.fields, found.remarks, found.literals) == (
            compiled.fixed,
            compiled.dropped,
            compiled.fields,
            compiled.remarks,
            compiled.literals,
        )


def test_another_jinja_compiles_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its runtime may not know what the kept code asks of it."""
    path, sha256, compiled = next(shipped())
    monkeypatch.setattr(ahead, "_jinja", lambda: "9.9")
    assert recall(sha256) is None
    assert load(path.read_bytes(), name="anew.docx").fields == compiled.fields


def test_a_template_with_one_byte_changed_is_none_of_ours() -> None:
    assert recall("0" * 64) is None


@SAME_JINJA
def test_a_letter_loads_no_compiler(tmp_path: Path) -> None:
    example = load_example()
    prepare(example, tmp_path / "案")
    shutil.rmtree(tmp_path / "案" / RAW)
    shutil.copytree(example.inbox, tmp_path / "案" / RAW)
    program = (
        "import sys, lexcollect; "
        "drafted = lexcollect.open_matter('案').answer('2026-11-21').draft(['letter']); "
        "print(drafted.papers[0].status.value, *(name in sys.modules for name in "
        "('docxtpl', 'docx', 'lexcollect.documents.engine.compile', 'lexcollect.documents.engine.template_lint')))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, env=env
    )
    assert out.stdout.split() == ["written", "False", "False", "False", "False"]
