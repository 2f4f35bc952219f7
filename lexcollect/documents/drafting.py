"""Drafting: papers written to ``3-文书``, version by version.

Owns the order of work: check exhibits → view → render → language rules → compare with the last version → write.
The same inputs change nothing; a changed fact makes a new version and says what changed; a paper edited by hand
is never overwritten. A paper with an error is not written, the others are; a final one (定稿) has no blank and no open
doubt either. Holds no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.casefile.checks import check_evidence
from lexcollect.documents import versions
from lexcollect.documents.changes import changes_of, compared
from lexcollect.documents.clearing import Point
from lexcollect.documents.language import in_own_words
from lexcollect.documents.making import BY_NUMBER, Making, law_digest
from lexcollect.documents.material import Material
from lexcollect.documents.own_sentences import own_sentences
from lexcollect.documents.papers import choose
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.documents.results import DraftResult, PaperResult, Status
from lexcollect.documents.versions import Draft, Last
from lexcollect.documents.weak_points import as_decided
from lexcollect.files import LEAVING, sweep
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.system import reason_of
from lexcollect.wording import speaking

if TYPE_CHECKING:
    from lexcollect.documents.overview import Overview

__all__ = ["DraftResult", "PaperResult", "Status", "compose", "draft", "open_points", "outdated"]

#: So many fields with other figures are named.
_NAMED_FIELDS = 3
#: The paper that hangs on which letters were drafted with it: by itself its figures cannot be compared.
_WITH_OTHERS = "service_checklist"


def draft(
    papers: Iterable[str],
    material: Material,
    out_root: Path,
    *,
    sources: Mapping[str, str],
    templates: Sequence[Path] = (),
    final_by: str = "",
) -> DraftResult:
    """Write ``papers`` (ids, titles, or ``all``) below ``out_root`` (3-文书) and return what became of each.

    ``sources`` are the SHA-256 digests of what went in, by name (案件.yaml, 证据目录.yaml …), for the receipt.
    ``templates`` are folders whose templates and sentences (条款) go before the shipped ones. ``final_by``: the papers
    are to be final, by whom. Nothing is raised for what a user did.
    """
    chosen, findings = choose(papers, material)
    book, problems = own_sentences(material.book, templates)
    decided = replace(as_decided(material), wording=book, along=tuple(paper.id for paper in chosen))
    run = Making(decided, out_root, sources, templates, law_digest(), final_by, [*findings, *problems])
    dangling = check_evidence(material.case, material.exhibits)
    run.findings += dangling
    stopped = bool(dangling) or has_errors(problems)
    if stopped:  # which papers go along is no news where none is written
        run.findings = [*(one for one in findings if one.stops), *problems, *dangling]
    with speaking("zh"):
        ready = {p.id: None if stopped else run.prepare(p) for p in chosen}
        if not stopped:
            run.findings += in_own_words(material, chosen[0]) if chosen else []
    try:
        results = _settle(run, chosen, ready)
    except OSError as error:
        run.findings.append(_unwritten(error, out_root))
        results = [PaperResult(run.key(p), run.title(p), Status.REFUSED) for p in chosen]
    return DraftResult(tuple(results), tuple(_once(run.findings)), _overview(run))


def _overview(run: Making) -> Overview | None:
    if run.surveyed is None:
        return None
    from lexcollect.documents.overview import overview_of  # only after a review sheet

    return overview_of(run.surveyed)


def compose(
    name: str, material: Material, *, sources: Mapping[str, str], templates: Sequence[Path] = (), folder: Path = Path()
) -> tuple[Draft | None, tuple[Finding, ...]]:
    """Return one paper (id or title) with its receipt, not written anywhere, or ``None``; and every finding.

    It goes the whole way of :func:`draft`: exhibits, view, language rules, the look at the finished text. ``folder`` is
    where a person would look for it.
    """
    (paper,), findings = choose([name], material)
    book, problems = own_sentences(material.book, templates)
    decided = replace(as_decided(material), wording=book, along=(paper.id,))
    run = Making(decided, folder, sources, templates, law_digest(), "", [*findings, *problems])
    dangling = check_evidence(material.case, material.exhibits)
    run.findings += dangling
    ready = None
    if not (dangling or has_errors(problems)):
        with speaking("zh"):
            ready = run.prepare(paper)
            run.findings += in_own_words(material, paper)
    return ready, tuple(_once(run.findings))


def open_points(
    papers: Iterable[str], material: Material, *, sources: Mapping[str, str], templates: Sequence[Path] = ()
) -> tuple[Point, ...]:
    """Return the red flags and doubts of ``papers`` that nobody has reviewed; nothing is written."""
    chosen, _ = choose(papers, material)
    book, problems = own_sentences(material.book, templates)
    run = Making(replace(as_decided(material), wording=book), Path(), sources, templates, "")
    if not has_errors(problems):
        with speaking("zh"):
            for paper in chosen:
                run.prepare(paper)
    return tuple(run.open)


def outdated(material: Material, out_root: Path) -> list[Finding]:
    """Return a finding for every paper below ``out_root`` whose newest version shows other figures than ``material``.

    A figure is what has digits: amounts, days, numbers. Nothing is rendered; a paper that could not be written now is
    passed over.
    """
    found = []
    material = as_decided(material)
    contracts = material.contracts if len(material.contracts) > 1 else ()
    each = [material, *(material.alone(c.id) for c in contracts)]
    forms = [replace(one, form=number) for one in each for number in versions.variants(out_root, BY_NUMBER)]
    runs = [Making(one, out_root, {}, (), "") for one in (*each, *forms)]
    for run, paper in ((run, paper) for paper in PAPERS.values() for run in runs):
        apart = paper.internal or paper.id == _WITH_OTHERS
        if apart or (run.material.form and paper.id != BY_NUMBER):
            continue
        last = versions.last_of(out_root, run.key(paper))
        if last is None or not last.present:
            continue
        with speaking("zh"):
            view = paper.view()(run.material.due_for(paper.act))
        changes = () if has_errors(view.findings) else compared(last.receipt.fields, view.fields)
        if named := [change.field for change in changes if _digits(change.old) != _digits(change.new)]:
            found.append(
                finding(
                    "LX-A133",
                    Where(f"{last.folder.name}/{last.receipt.file}"),
                    day=last.receipt.as_of,
                    day_now=material.as_of.isoformat(),
                    count=len(named),
                    fields=named[:_NAMED_FIELDS],
                )
            )
    return found


def _digits(shown: str) -> str:
    return "".join(char for char in shown if char.isdecimal())


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    # Two papers may say the same; parameters may be lists, so findings cannot be looked up by hash.
    for number, said in enumerate(findings):
        if said not in findings[:number]:
            yield said


def _settle(run: Making, chosen: Sequence[Paper], ready: Mapping[str, Draft | None]) -> list[PaperResult]:
    """Compare every draft with its last version and write what differs."""
    sweep(run.root)
    lasts = {p.id: versions.last_of(run.root, run.key(p)) for p in chosen}
    fresh = [d for p in chosen if (d := ready[p.id]) and not _same(d, lasts[p.id])]
    folder = versions.target(run.root, fresh)
    if fresh:
        versions.write(folder, fresh)
    return [_result(run, p, ready[p.id], lasts[p.id], folder) for p in chosen]


def _unwritten(error: OSError, root: Path) -> Finding:
    """Return what the system refused, and where: a half-made file is named by the folder it was to stand in."""
    where = Path(str(error.filename2 or error.filename or root))
    named = [*takewhile(lambda part: not part.startswith(LEAVING), where.parts)]
    shown = Path(*named[named.index(root.name) :]) if root.name in named else where
    return finding("LX-P023", path=shown.as_posix(), reason=reason_of(error))


def _same(ready: Draft, last: Last | None) -> bool:
    if last is None or last.receipt.content_digest != ready.receipt.content_digest:
        return False
    return ready.receipt.final_by in ("", last.receipt.final_by)


def _result(run: Making, paper: Paper, ready: Draft | None, last: Last | None, folder: Path) -> PaperResult:
    if ready is None:
        return PaperResult(run.key(paper), run.title(paper), Status.REFUSED)
    if last and last.edited:
        run.findings.append(finding("LX-P021", path=f"{last.folder.name}/{last.receipt.file}"))
    if last and _same(ready, last):
        if not last.present:
            versions.put_back(last, ready.data)
        status = Status.EDITED if last.edited else Status.UNCHANGED if last.present else Status.RESTORED
        return PaperResult(run.key(paper), run.title(paper), status, last.path, final_by=last.receipt.final_by)
    for path in versions.unclaimed(run.root, run.key(paper), ready.receipt.file):
        run.findings.append(finding("LX-P022", path=f"{path.parent.name}/{path.name}"))
    changes = changes_of(last.receipt, ready.receipt) if last else ()
    path = folder / ready.receipt.file
    since = last.path if last else None
    return PaperResult(run.key(paper), run.title(paper), Status.WRITTEN, path, since, changes, run.final_by)
