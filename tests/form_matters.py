"""One matter for each official form as tests use it: leases, services, and causes without a file of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS

DATA = Path(__file__).resolve().parent / "data"
EXAMPLES = DATA.parent.parent / "examples"
#: Form → the case file of its matter, and the day it is told on.
MATTERS = {
    "11": ("premises_lease/案件.yaml", date(2026, 3, 31)),
    "12": ("finance_lease/案件.yaml", date(2025, 11, 30)),
    "14": ("services/物业服务.yaml", date(2026, 3, 31)),
    "28": ("services/技术开发.yaml", date(2026, 3, 31)),
}
#: The same of the causes that no cause file covers: bank loan, card, insurances, forwarding at sea.
BARE = {
    "08": ("forms/08.yaml", date(2025, 3, 31)),
    **{number: (f"forms/{number}.yaml", date(2024, 12, 31)) for number in ("10", "17", "18", "19", "39")},
}


def form_material(number: str, *changes: tuple[str, str]) -> Material:
    """Return what the form is filled from, after replacing texts in the case file; every exhibit named is there."""
    name, as_of = {**MATTERS, **BARE}[number]
    text = (DATA / name).read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    matter = answer_case(loaded.case, as_of)
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(matter.case, matter.claims, exhibits)


def form_fields(number: str, *changes: tuple[str, str]) -> dict[str, Any]:
    """Return the fields of the form on that matter."""
    return PAPERS["form"].view()(form_material(number, *changes)).fields


def title_material(as_of: date, *changes: tuple[str, str]) -> Material:
    """Return what the forms of enforcement are filled from: the matter after judgment, on a day."""
    text = (EXAMPLES / "matter-enforcement" / "案件.yaml").read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    matter = answer_case(loaded.case, as_of)
    facts = [*facts_of(matter.case), *(agreed for title in matter.case.titles for agreed in title.agreements)]
    ids = dict.fromkeys(id for fact in facts for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(matter.case, matter.claims, exhibits)
