"""The works contract as tests use it: the shipped example, with passages of its case file changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.casefile import Case, parse_case
from lexcollect.casefile.loader import Loaded
from lexcollect.deadlines.matter import Matter, answer_case

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "matter-works"
CASE_FILE = FOLDER / "案件.yaml"
AS_OF = date(2026, 3, 20)


def works_loaded(*changes: tuple[str, str]) -> Loaded:
    """Return what the loader says after texts in the file were replaced; each must be there."""
    text = CASE_FILE.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    return parse_case(text)


def works_case(*changes: tuple[str, str]) -> Case:
    """Return the case with these changes."""
    loaded = works_loaded(*changes)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return loaded.case


def works_with(*changes: tuple[str, str], as_of: date = AS_OF) -> Matter:
    """Return the answers on that case."""
    return answer_case(works_case(*changes), as_of)
