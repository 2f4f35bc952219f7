"""Papers, packages, intake and verification of a matter as plain data: names below the matter, digests, counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexcollect.bundle.masking.copy import Copied
    from lexcollect.bundle.model import Built
    from lexcollect.bundle.render_check import Compared
    from lexcollect.bundle.tokens.verdict import Checked as Token
    from lexcollect.bundle.verification import Verification
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.documents.overview import Overview
    from lexcollect.documents.survey import Surveyed
    from lexcollect.intake.records import Intake
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.packing import Packing
    from lexcollect.matter.pdf_copies import PdfCopies
    from lexcollect.matter.verifying import Checked


def papers_json(answered: Answered, result: DraftResult, copies: PdfCopies | None = None) -> dict[str, Any]:
    """Return what became of each paper, the fields that changed since its last version, and its PDF if it has one."""
    printed = {*copies.written, *copies.same} if copies else set()

    def place(path: Path | None) -> str | None:
        return path.relative_to(answered.folder).as_posix() if path else None

    return {
        "matter": answered.matter.case.matter,
        "papers": [
            {
                "paper": p.paper,
                "title": p.title,
                "status": p.status.value,
                "path": place(p.path),
                "changed_from": place(p.changed_from),
                "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in p.changes],
                "final_by": p.final_by,
                "pdf": place(p.path.with_suffix(".pdf")) if p.path and p.path.with_suffix(".pdf") in printed else None,
            }
            for p in result.papers
        ],
        **({"review": overview_json(result.overview)} if result.overview else {}),
    }


def overview_json(overview: Overview) -> dict[str, Any]:
    """Return what is open in a matter: errors, red flags and doubts by kind, and the papers that are not ready."""
    return {
        "errors": overview.errors,
        "red_flags": [f.as_json() for f in overview.red_flags],
        "doubts": overview.doubts,
        "kinds": [
            {
                "code": kind.code,
                "level": kind.level.value,
                "count": len(kind.findings),
                "message": kind.findings[0].message(),
            }
            for kind in overview.kinds
        ],
        "lacking": [
            {
                "paper": one.paper.id,
                "title": one.title,
                "readiness": one.readiness.value,
                "blanks": list(one.blanks),
                "refusals": [f.code for f in one.refusals],
                "doubts": [f.code for f in one.doubts],
            }
            for one in overview.lacking
        ],
    }


def offer_json(answered: Answered, found: Sequence[Surveyed]) -> dict[str, Any]:
    """Return how each paper stands: stage, readiness, blanks, refusals and doubts, and the version it differs from."""
    return {
        "matter": answered.matter.case.matter,
        "offered": [
            {
                "paper": one.paper.id,
                "title": one.title,
                "stage": one.paper.stage,
                "readiness": one.readiness.value,
                "blanks": list(one.blanks),
                "refusals": [f.as_json() for f in one.refusals],
                "doubts": [f.as_json() for f in one.doubts],
                "since": one.since or None,
                "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in one.changes],
            }
            for one in found
        ],
    }


def package_json(packing: Packing, built: Built) -> dict[str, Any]:
    """Return where the package is, its extent, what makes it a draft, and the pages of each exhibit."""
    return {
        "matter": packing.name,
        "package": built.folder.relative_to(packing.folder).as_posix() if built.folder else None,
        "new": built.new,
        "pages": built.total_pages,
        "index_pages": built.index_pages,
        "content_digest": built.content,
        "originals_digest": built.originals,
        "merkle_root": built.root,
        "draft": packing.catalogue.unconfirmed or packing.cover.open,
        "unlisted": list(packing.catalogue.unlisted),
        "exhibits": {
            i.id: {
                "no": i.no,
                "first": built.pages[i.id][0],
                "last": built.pages[i.id][1],
                "labels": str(built.labels[i.id]),
            }
            for i in packing.catalogue.items
            if i.id in built.pages
        },
    }


def masked_json(matter: Path, made: Copied) -> dict[str, Any]:
    """Return what ``bundle --masked`` answers; of what was masked its kinds and places, never a value."""
    folder = made.folder.relative_to(matter).as_posix() if made.folder else None
    places = made.masked.places if made.masked else ()
    return {
        "folder": folder,
        "new": made.new,
        "draft": made.draft,
        "content": made.content,
        "masked": [
            {
                "page": made.labels[one.page - 1] if one.page and made.labels else "",
                "exhibit": made.exhibits.get(one.page, ""),
                "kind": str(one.kind),
                "how": str(one.how),
            }
            for one in places
        ],
        "not_looked_at": [made.labels[page - 1] for page in made.masked.unseen] if made.masked and made.labels else [],
    }


def intake_json(matter: Path, intake: Intake) -> dict[str, Any]:
    """Return what became of every file of an intake."""
    summary = intake.summary
    return {
        "matter": str(matter),
        "total": summary.total,
        "counts": {status.value: count for status, count in summary.counts.items()},
        "added": list(summary.added),
        "changed_files": list(summary.changed),
        "missing_files": list(summary.missing),
        "files": [
            {
                "name": r.name,
                "kind": r.kind.value,
                "size": r.size,
                "sha256": r.sha256,
                "status": r.status.value,
                "twin": r.twin,
                "exclude": r.exclude,
                "dates": [{"day": d.day.isoformat(), "source": d.source} for d in r.dates],
            }
            for r in intake.records
        ],
    }


def verification_json(result: Verification) -> dict[str, Any]:
    """Return how a folder compares with its list: every changed, missing and added file, and what the list rests on."""
    from lexcollect.bundle.levels import levels_of, reasons_of

    return {
        "ok": result.ok,
        "broken": result.broken,
        "compared_as": result.kind.value,
        "chain": result.chain.value,
        "checked": result.checked,
        "changed_files": list(result.changed),
        "missing_files": list(result.missing),
        "added_files": list(result.added),
        "system_files": list(result.system),
        "content_digest": result.content,
        "originals_digest": result.originals,
        "merkle_root": result.root,
        "shown_by": [means.value for means in result.shown_by],
        "levels": {level.value: found.value for level, found in levels_of(result).items()},
        "reasons": [reason.value for reason in reasons_of(result)],
        "renderings": None if result.renderings is None else [rendering_json(one) for one in result.renderings],
        "time_stamps": [token_json(one) for one in result.tokens],
    }


def rendering_json(one: Compared) -> dict[str, Any]:
    """Return how the pages of an exhibit compare with pages made anew from its originals; pages are labels."""
    return {
        "exhibit": one.number,
        "verdict": one.likeness.value,
        "differing_pages": list(one.pages),
        "reason": one.why.value if one.why else None,
        "pages_with_recognised_words": one.words,
    }


def token_json(token: Token) -> dict[str, Any]:
    """Return a time stamp with its verdict and each check; the time is UTC."""
    from lexcollect.bundle.tokens.checks import beijing, utc

    return {
        "file": token.name,
        "kind": "time_stamp" if token.is_stamp else "signature",
        "verdict": token.verdict.value,
        "time": utc(token.time) if token.time else None,
        "time_in_china": beijing(token.time) if token.time else None,
        "authority": token.authority,
        "checks": [
            {"check": line.check.value, "state": line.state.value, "reason": line.why, "text": str(line.text)}
            for line in token.lines
        ],
    }


def checked_json(checked: Checked) -> dict[str, Any]:
    """Return how a matter compares: its latest package if it has one, and its raw material."""
    package = verification_json(checked.package) if checked.package else {}
    return {**package, "ok": checked.ok, "broken": checked.broken, "material": verification_json(checked.raw)}
