"""The private loan as tests use it: 300,000 yuan between natural persons, of which 291,000 were handed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.casefile import Case, parse_case
from lexcollect.deadlines.matter import Matter, answer_case

CASE_FILE = Path(__file__).resolve().parent / "data" / "loan" / "案件.yaml"
AS_OF = date(2022, 11, 30)


def loan_case(*changes: tuple[str, str]) -> Case:
    """Return the case after replacing texts in its file; each must be there."""
    text = CASE_FILE.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return loaded.case


def loan_with(*changes: tuple[str, str], as_of: date = AS_OF) -> Matter:
    """Return the answers on that case."""
    return answer_case(loan_case(*changes), as_of)
