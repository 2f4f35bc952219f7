"""Papers: which papers are meant, and from which template each is written.

Owns the choice by name and the search for templates: one of the user's own, under the same name, goes before the
shipped one. Which papers there are stands in ``register``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.claims.stop import Act
from lexcollect.documents.register import ALL, ENFORCEMENT, FILED, FILING, FILING_TITLE, PAPERS, Paper
from lexcollect.findings import Finding, Refused, finding
from lexcollect.resources import resource

if TYPE_CHECKING:
    from lexcollect.documents.material import Material

#: Why a paper is not among those of a suit.
_NOT_NEEDED = {
    "power_of_attorney": "LX-A175",
    "identity_certificate": "LX-A176",
    "firm_letter": "LX-A230",
    "evidence_list": "LX-P611",
}
#: Written once its terms are on file (和解).
_SETTLEMENT = "settlement"
#: The complaint on the official form of the cause, filed beside the narrative one.
_FORM = "form"
#: The template of the schedule (计算表), an annex: it is no paper of its own and has no versions.
SCHEDULE = "annexes/计算表.docx"


def choose(names: Iterable[str], material: Material) -> tuple[list[Paper], list[Finding]]:
    """Return the papers named by id or Chinese title, each once.

    ``all`` (or nothing) means those of such a matter with what its suit is filed with, ``filing`` (起诉材料) the latter
    alone; of these what the matter does not need is noted. The official form of the cause is among both.
    """
    by_name = {**PAPERS, **{paper.title: paper for paper in PAPERS.values()}}
    wanted = list(names) or [ALL]
    notes: list[Finding] = []
    if {FILING, FILING_TITLE} & set(wanted):
        filed = [paper for paper in PAPERS.values() if paper.filed]
        form, said = _official(material, [*names]) if PAPERS["complaint"].belongs(material) else (False, [])
        wanted = [
            *(paper.id for paper in filed if paper.needed(material)),
            *([_FORM] if form else []),
            *(name for name in wanted if name not in (FILING, FILING_TITLE)),
        ]
        notes = [*(finding(_NOT_NEEDED[p.id], paper=p.name) for p in filed if not p.needed(material)), *said]
    if ALL in wanted:
        sued = PAPERS["complaint"].belongs(material) and _somebody_to_sue(material)
        beside = [p for p in PAPERS.values() if sued and p.filed and p.needed(material)]
        form, said = _official(material, wanted) if sued else (False, [])
        every = [
            p
            for p in PAPERS.values()
            if p.belongs(material) or p.id in wanted or p in beside or (form and p.id == _FORM)
        ]
        notes += [one for one in said if one not in notes]
        if not (material.claims.titles or material.case.settlement or PAPERS[_SETTLEMENT] in every):
            notes.append(finding("LX-A300", paper=PAPERS[_SETTLEMENT].name))
        return every, notes
    unknown = [name for name in wanted if name not in by_name]
    known = (*(f"{id}（{paper.title}）" for id, paper in PAPERS.items()), FILING, ALL)
    found = [*notes, *(finding("LX-P012", name=name, known=known) for name in unknown)]
    return list(dict.fromkeys(by_name[name] for name in wanted if name in by_name)), found


def to_file(material: Material) -> list[Paper]:
    """Return the papers that go to the court as the matter stands: those of its suit, or of its enforcement.

    An application for preservation is among them where the case file asks for one.
    """
    every, _ = choose([ALL], material)
    asked = material.case.preservation is not None
    return [
        paper
        for paper in every
        if paper.stage in (FILED, ENFORCEMENT) and (asked or not paper.act.startswith("preserve"))
    ]


def _official(material: Material, named: Iterable[str]) -> tuple[bool, list[Finding]]:
    """Tell whether the official form of the cause goes along with the complaint, and what is to be said of it."""
    if {_FORM, PAPERS[_FORM].title} & set(named):
        return False, []  # it is written anyway, with its own findings
    from lexcollect.documents.views.element_form import along  # only papers of a suit need it

    return along(material)


def _somebody_to_sue(material: Material) -> bool:
    """Tell whether nothing bars a suit against at least one of those who owe."""
    stops = [stop for stop in material.claims.stops if stop.act is Act.SUE and stop.bars]
    asked = {*(p.id for p in material.debtors), *(s.party for s in material.sureties)}
    return all(stop.person for stop in stops) and bool(asked - {stop.person for stop in stops})


def template_path(template: str, overrides: Sequence[Path] = ()) -> Path | None:
    """Return the file of ``template``: the first of ``overrides`` that has it (by path or name), else the shipped one.

    :class:`Refused` when a user's folder has something of that name that is no file (a folder, a pipe, a link to
    nothing): passing over it would silently draft from another template than the one meant.
    """
    name = Path(template)
    for folder in (*overrides, resource("templates")):
        for candidate in dict.fromkeys((folder / name, folder / name.name)):
            if candidate.is_file():
                return candidate
            if candidate.exists() or candidate.is_symlink():
                raise Refused([finding("LX-P024", name=f"{folder.name}/{candidate.relative_to(folder).as_posix()}")])
    return None
