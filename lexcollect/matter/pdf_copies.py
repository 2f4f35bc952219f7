"""PDF copies (PDF 副本) of the papers of a run: printed by LibreOffice, beside the Word files, each with a receipt.

Owns which papers are printed: every paper that stands, as it lies on disk, so that one edited by hand is printed as
edited. A copy that is up to date is left alone; a PDF of that name that is not ours, or was changed since, is never
overwritten. What a Word file of ours cannot hold (macros, content from elsewhere) is not opened: that goes through the
same gate as a template. Without LibreOffice nothing is printed, which is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lexcollect.files import read_bounded, sha256_bytes, write_all
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import RECEIPTS
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.system import reason_of

if TYPE_CHECKING:
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.documents.results import PaperResult

SCHEMA = "lexcollect/pdf/1"
#: How the receipt of a copy is called, after the paper.
_RECEIPT = ".pdf.json"
_MAX_BYTES = 64_000_000
_FONT = regex(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([A-Za-z0-9-]+)")
#: How the fonts that come with the program are called in a PDF, and by people.
_OURS = {"NotoSerifSC": "思源宋体", "NotoSansSC": "思源黑体"}
_MAX_RECEIPT = 100_000


@dataclass(frozen=True, slots=True)
class PdfCopies:
    """The copies: ``written`` in this run and the ``same`` as before, and what is to be said."""

    written: tuple[Path, ...] = ()
    same: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


class _Job(NamedTuple):
    paper: str
    source: Path
    data: bytes

    @property
    def pdf(self) -> Path:
        return self.source.with_suffix(".pdf")

    @property
    def receipt(self) -> Path:
        return self.source.parent / RECEIPTS / (self.paper + _RECEIPT)

    @property
    def shown(self) -> str:
        return f"{self.pdf.parent.name}/{self.pdf.name}"


def print_papers(result: DraftResult, *, seconds: float = 0) -> PdfCopies:
    """Print every paper of a run that stands to PDF; nothing is raised for what a user did or has not installed."""
    from lexcollect.office import find_office

    standing = [paper for paper in result.papers if paper.path is not None]
    if not standing:
        return PdfCopies()
    program = find_office()
    if program is None:
        return PdfCopies(findings=(finding("LX-A320"),))
    found: list[Finding] = []
    jobs = list(_jobs(standing, found))
    same = tuple(job.pdf for job in jobs if _up_to_date(job))
    due = [job for job in jobs if job.pdf not in same and _ours(job, found)]
    written = _printed(due, program, seconds, found)
    return PdfCopies(written, same, tuple(found))


def _jobs(papers: Iterable[PaperResult], found: list[Finding]) -> Iterator[_Job]:
    """Yield the papers that can be printed, as they lie on disk."""
    from lexcollect.documents.engine.gate import open_package

    for paper in papers:
        path = paper.path
        assert path is not None
        shown = Where(f"{path.parent.name}/{path.name}")
        try:
            data = read_bounded(path, _MAX_BYTES)
        except OSError as error:
            found.append(finding("LX-A321", shown, reason=reason_of(error)))
            continue
        if problems := open_package(data, path.name).findings:
            found.append(finding("LX-A323", shown, reason=problems[0].message()))
            continue
        yield _Job(paper.paper, path, data)


def _receipt(job: _Job) -> dict[str, Any]:
    try:
        read = json.loads(read_bounded(job.receipt, _MAX_RECEIPT))
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) and read.get("schema") == SCHEMA else {}


def _digest(path: Path) -> str:
    try:
        return sha256_bytes(read_bounded(path, _MAX_BYTES))
    except OSError:
        return ""


def _up_to_date(job: _Job) -> bool:
    receipt = _receipt(job)
    if not receipt or receipt.get("of_sha256") != sha256_bytes(job.data):
        return False
    return bool(receipt.get("sha256")) and receipt["sha256"] == _digest(job.pdf)


def _ours(job: _Job, found: list[Finding]) -> bool:
    """Tell whether the place of a copy is free, or holds what was printed there; else say so."""
    if not job.pdf.exists() and not job.pdf.is_symlink():
        return True
    if job.pdf.is_file() and not job.pdf.is_symlink() and _receipt(job).get("sha256") == _digest(job.pdf):
        return True
    found.append(finding("LX-A322", Where(job.shown)))
    return False


def _printed(jobs: list[_Job], program: Path, seconds: float, found: list[Finding]) -> tuple[Path, ...]:
    from lexcollect.bundle.fonts import choose
    from lexcollect.office import OfficeTimeout, to_pdf, version_of

    if not jobs:
        return ()
    try:
        folders = list(dict.fromkeys(file.parent for file in choose(()).files))
        pages = to_pdf([job.data for job in jobs], program, fonts=folders, seconds=seconds)
    except OfficeTimeout:
        found.append(finding("LX-A324", count=len(jobs)))
        return ()
    except OSError as error:
        found.append(finding("LX-A321", Where(str(program)), reason=reason_of(error)))
        return ()
    version, contents, written = version_of(program), [], []
    for job, page in zip(jobs, pages, strict=True):
        if page is None:
            found.append(finding("LX-A325", Where(f"{job.source.parent.name}/{job.source.name}")))
            continue
        written.append(job.pdf)
        contents += [(job.receipt, _receipt_of(job, page, version)), (job.pdf, page)]
    if fonts := _stand_ins(page for page in pages if page):
        found.append(finding("LX-A326", fonts=fonts))
    try:
        write_all(contents)
    except OSError as error:
        found.append(finding("LX-A321", Where(str(jobs[0].source.parent)), reason=reason_of(error)))
        return ()
    return tuple(written)


def _stand_ins(pages: Iterable[bytes]) -> list[str]:
    """Return the fonts that came with the program and stand in the pages for fonts that are not installed."""
    named = {match[1].decode("ascii") for page in pages for match in _FONT.finditer(page)}
    return [shown for name, shown in _OURS.items() if any(each.startswith(name) for each in named)]


def _receipt_of(job: _Job, page: bytes, version: str) -> bytes:
    told = {
        "schema": SCHEMA,
        "file": job.pdf.name,
        "sha256": sha256_bytes(page),
        "of": job.source.name,
        "of_sha256": sha256_bytes(job.data),
        "program": version,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
