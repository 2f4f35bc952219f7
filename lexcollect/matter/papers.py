"""Papers: what the papers of a matter are written from, and where they go.

Owns the sources named in the receipts, the templates of the matter's own, and the pages that papers cite. The papers
themselves are the business of ``documents``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import finding
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME, PAPERS
from lexcollect.matter.decided_findings import settled
from lexcollect.matter.exhibits import exhibits_of, pages_in
from lexcollect.matter.layout import template_folders
from lexcollect.matter.packages import latest_package

if TYPE_CHECKING:
    from lexcollect.deadlines.matter import Matter
    from lexcollect.documents.clearing import Point
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.documents.endings import Ending
    from lexcollect.documents.material import Filed, Material
    from lexcollect.documents.survey import Surveyed
    from lexcollect.findings import Finding
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.exhibits import Pages


#: The paper that is an official form; another number than that of the cause is for it alone.
BY_NUMBER = "form"
#: What account and agenda say of the facts that a paper tells: a balance that differs, a delivery only an invoice
#: shows, what was called early or ended without a demand, a whole price that may be refused.
_TOLD_BESIDE = frozenset({"LX-M211", "LX-M216", "LX-M297", "LX-M298", "LX-D041", "LX-D042"})


#: The papers on the closing of a matter.
_ON_CLOSING = frozenset({"closing_report", "file_cover", "file_index"})


def latest_pages(answered: Answered) -> tuple[Pages, list[Finding]]:
    """Return the pages of the exhibits: as they were handed in, else in the latest package.

    Of the others none, and a finding, when that package is out of date.
    """
    from lexcollect.matter.serving import served_in

    served = {one.id: one.pages for one in served_in(answered.folder).exhibits.values()}
    return pages_in(latest_package(answered.folder), answered.catalogue, served)


def write_papers(
    answered: Answered,
    papers: Sequence[str],
    pages: Pages,
    templates: Sequence[Path] = (),
    contract: str = "",
    form: str = "",
    final_by: str = "",
) -> DraftResult:
    """Draft ``papers`` (ids, titles, or ``all``); ``templates`` are folders that go before the matter's own.

    ``contract`` keeps them to one contract of several, under a title of its own; ``form`` is the number of the official
    form that is asked for in place of the one of the cause; ``final_by``: they are to be final.
    """
    from lexcollect.documents.drafting import DraftResult, draft
    from lexcollect.matter.annex_memory import stale_beside_papers

    folders = template_folders(answered.folder, templates)
    material = material_of(answered, pages)
    if contract:
        known = [each.id for each in material.contracts]
        if contract not in known:
            return DraftResult((), (finding("LX-P225", name=contract, known=known),))
        material = material.alone(contract)
    if form:
        from lexcollect.documents.register import PAPERS as KNOWN

        if not {*papers} & {BY_NUMBER, KNOWN[BY_NUMBER].title}:
            return DraftResult((), (finding("LX-P309", number=form),))
        material = replace(material, form=form.zfill(2))
    place, sources = answered.folder / PAPERS, sources_of(answered)
    result = draft(papers, material, place, sources=sources, templates=folders, final_by=final_by)
    beside = [f for f in answered.matter.claims.findings if f.code in _TOLD_BESIDE]
    told = settled(beside, answered.case)
    return replace(result, findings=(*result.findings, *told, *stale_beside_papers(answered)))


def survey_papers(
    answered: Answered, pages: Pages, templates: Sequence[Path] = (), contract: str = ""
) -> tuple[Surveyed, ...]:
    """Return how every paper stands that is not for the office alone; nothing is written."""
    from lexcollect.documents.survey import survey

    material = material_of(answered, pages)
    if contract and contract in {each.id for each in material.contracts}:
        material = material.alone(contract)
    folders = template_folders(answered.folder, templates)
    return survey(material, answered.folder / PAPERS, sources=sources_of(answered), templates=folders)


def papers_to_file(answered: Answered, pages: Pages) -> list[str]:
    """Return the ids of the papers that go to the court as the matter stands."""
    from lexcollect.documents.papers import to_file

    return [paper.id for paper in to_file(material_of(answered, pages))]


def open_in_papers(
    answered: Answered,
    papers: Sequence[str],
    pages: Pages,
    templates: Sequence[Path] = (),
    contract: str = "",
    form: str = "",
) -> tuple[Point, ...]:
    """Return the red flags and doubts of ``papers`` that nobody has reviewed; nothing is written."""
    from lexcollect.documents.drafting import open_points

    material = material_of(answered, pages)
    if contract and contract in {each.id for each in material.contracts}:
        material = material.alone(contract)
    material = replace(material, form=form.zfill(2)) if form else material
    folders = template_folders(answered.folder, templates)
    return open_points(papers, material, sources=sources_of(answered), templates=folders)


def stale_papers(answered: Answered) -> list[Finding]:
    """Return a finding for every paper whose newest version says other figures or days than it would say now."""
    from lexcollect.documents.drafting import outdated

    pages, _ = latest_pages(answered)
    return outdated(material_of(answered, pages), answered.folder / PAPERS)


def material_of(answered: Answered, pages: Pages) -> Material:
    """Return what the papers of a matter are written from; ``pages`` are those of its package."""
    from lexcollect.documents.dossier import Dossier
    from lexcollect.documents.material import Material

    matter = answered.matter
    now = matter.due_now
    case, claims = matter.asked
    return Material(
        case,
        claims,
        exhibits_of(answered.catalogue, pages),
        earlier=now.asked if now else None,
        ending=endings_of(matter),
        some=claims.account.whole is not None,
        dossier=Dossier(
            matter.agenda,
            tuple(
                dict.fromkeys(
                    (
                        *answered.read_findings,
                        *settled(matter.claims.findings, answered.case),
                        *matter.agenda.findings,
                    )
                )
            ),
        ),
        filed=tuple(filed_in(answered.folder)),
    )


def filed_in(folder: Path) -> Iterator[Filed]:
    """Yield the papers of the matter in ``folder`` by version, without those on its closing, which list them."""
    from lexcollect.documents import versions
    from lexcollect.documents.material import Filed

    for version, receipt in versions.kept(folder / PAPERS):
        if receipt.paper.partition("@")[0] not in _ON_CLOSING:
            name = receipt.file.rpartition(".")[0]
            yield Filed(name, version, date.fromisoformat(receipt.as_of), receipt.final_by)


def endings_of(matter: Matter) -> tuple[Ending, ...]:
    """Return until when limitation runs, or ran, against the debtors: what papers ask about before they tell it."""
    from lexcollect.documents.endings import Ending
    from lexcollect.law.states import State

    told = (State.RUNNING, State.GRACE, State.EXPIRED)
    debtors, asked = {party.id for party in matter.case.debtors}, {o.id for o in matter.asked[0].obligations}
    return tuple(
        Ending(tuple(id for id in one.obligations if id in asked), one.period.last_day)
        for one in matter.agenda.deadlines
        if asked & {*one.obligations}
        if one.rule.startswith("limitation.") and one.period and one.state in told and debtors & {*one.everybody}
    )


def sources_of(answered: Answered) -> dict[str, str]:
    """Return the digests of what went in, for the receipts."""
    from lexcollect.files import sha256_file

    sources = {CASE: answered.case_sha256}
    if answered.catalogue is not None:
        sources[CATALOGUE_NAME] = sha256_file(answered.folder / CATALOGUE)
    return sources
