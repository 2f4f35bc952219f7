"""The papers as tests draft them: the steel matter, its catalogue, and changed case files."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.cn.page_labels import span
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.refs import exhibit_refs
from steel import AS_OF, FOLDER, steel_with


@cache
def exhibits() -> dict[str, ExhibitRef]:
    """The exhibits of the example, three pages each, in the order of the bundle."""
    catalogue, _ = load_catalogue(FOLDER / "证据目录.yaml", FOLDER / "inbox")
    assert catalogue is not None
    pages = {item.id: span(3 * n + 1, 3 * n + 3) for n, item in enumerate(catalogue.items)}
    return exhibit_refs(catalogue, pages)


def material(*changes: tuple[str, str], as_of: date = AS_OF) -> Material:
    matter = steel_with(*changes, as_of=as_of)
    return Material(matter.case, matter.claims, exhibits())


def fields(paper: str, *changes: tuple[str, str]) -> dict[str, Any]:
    return PAPERS[paper].view()(material(*changes)).fields


def codes(paper: str, *changes: tuple[str, str]) -> list[str]:
    return [f.code for f in PAPERS[paper].view()(material(*changes)).findings]


def errors(paper: str, *changes: tuple[str, str]) -> list[str]:
    """What refuses the paper."""
    return [f.code for f in PAPERS[paper].view()(material(*changes)).findings if f.stops]


def drafted(root: Path, *papers: str, given: Material | None = None, **options: Any) -> DraftResult:
    return draft(papers or ("all",), given or material(), root, sources={"案件.yaml": "0" * 64}, **options)


def text_of(result: DraftResult, paper: str) -> str:
    path = next(p.path for p in result.papers if p.paper == paper)
    assert path is not None
    return "\n".join(paragraphs(path.read_bytes()))
