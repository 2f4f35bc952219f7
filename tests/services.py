"""Matters about services as tests use them: guards, freight, property fees, processing, a sales agent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.material import Material

FOLDER = Path(__file__).resolve().parent / "data" / "services"
AS_OF = date(2026, 3, 31)
GUARDS, FREIGHT, PROPERTY, PROCESSING, AGENT = "保安服务", "公路运输", "物业服务", "加工承揽", "销售代理"
MATTERS = (GUARDS, FREIGHT, PROPERTY, PROCESSING, AGENT)


def service(name: str, *changes: tuple[str, str], as_of: date = AS_OF) -> Matter:
    """Return the answers on the matter ``name`` after replacing texts in its file; each must be there."""
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def service_material(name: str, *changes: tuple[str, str], as_of: date = AS_OF) -> Material:
    """Return what its papers are written from; every exhibit a fact names is there."""
    matter = service(name, *changes, as_of=as_of)
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(matter.case, matter.claims, exhibits)
