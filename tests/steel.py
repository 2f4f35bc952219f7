"""The steel matter as tests use it: the shipped example, answered on the day of its fact sheet."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from lexcollect.casefile import Case, load_case, parse_case
from lexcollect.deadlines.matter import Matter, answer_case

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "examples" / "matter-steel"
CASE_FILE = FOLDER / "案件.yaml"
AS_OF = date(2026, 11, 21)
ORDER_1, ORDER_2, ORDER_3 = "DD-20230406", "DD-20230602", "DD-20230821"


@cache
def steel_text() -> str:
    return CASE_FILE.read_text("utf-8")


@cache
def steel_case() -> Case:
    case = load_case(CASE_FILE).case
    assert case is not None
    return case


@cache
def steel() -> Matter:
    return answer_case(steel_case(), AS_OF)


def steel_with(*changes: tuple[str, str], as_of: date = AS_OF) -> Matter:
    """Return the matter after replacing texts in its case file; each must be there."""
    text = steel_text()
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)
