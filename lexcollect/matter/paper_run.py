"""Paper run: the steps of ``draft`` in their order, for whoever holds the matter.

Owns what comes after what: the answers, the pages that are cited, what a person keeps on record before anything is
written, the papers, their PDF. Nothing is final or kept without a name. How it is shown is decided by verb or page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding
from lexcollect.matter.reviewing import Decision
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.documents.clearing import Point
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.exhibits import Pages
    from lexcollect.matter.lock import Held
    from lexcollect.matter.pdf_copies import PdfCopies

#: Surrounds a step that takes its time: ``working``, ``printing``.
During = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Asked:
    """Which papers (ids, titles, ``all``), and whether they are to be final, kept in spite of something, printed.

    ``final_by`` is who makes them final, where that is another than who keeps something.
    """

    papers: Sequence[str]
    templates: Sequence[Path] = ()
    contract: str = ""
    number: str = ""
    final: bool = False
    decision: Decision = Decision()
    pdf: bool = False
    final_by: str = ""


@dataclass(frozen=True)
class Drafted:
    """What became of each paper, what was told beside them, and the copies that were printed."""

    answered: Answered
    result: DraftResult
    beside: tuple[Finding, ...]
    pages: Pages
    copies: PdfCopies | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, each once."""
        printed = self.copies.findings if self.copies else ()
        return tuple(dict.fromkeys((*self.answered.read_findings, *self.beside, *self.result.findings, *printed)))

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that were written, relative to the matter."""
        printed = self.copies.written if self.copies else ()
        return tuple(path.relative_to(self.answered.folder).as_posix() for path in (*self.result.written, *printed))


def drafted(held: Held, as_of: date, asked: Asked, during: During) -> Drafted:
    """Write the papers; what the decision keeps goes on record first."""
    from lexcollect.matter.answering import answer
    from lexcollect.matter.papers import latest_pages, write_papers

    answered = answer(held.folder, as_of)
    pages, stale = latest_pages(answered)
    beside = list(stale)
    decision = asked.decision
    if asked.final or decision.rules:
        from lexcollect.documents.drafting import DraftResult
        from lexcollect.matter.reviewing import keep

        if lacking := decision.lacking(final=asked.final and not asked.final_by):
            return Drafted(answered, DraftResult((), tuple(lacking)), (), pages)
        beside += keep(held, answered, asked.papers, pages, decision, asked.templates, asked.contract, asked.number)
        answered = answer(held.folder, as_of)
    with during("working"):
        final_by = (asked.final_by or decision.by) if asked.final else ""
        result = write_papers(
            answered, asked.papers, pages, asked.templates, asked.contract, asked.number, final_by=final_by
        )
    copies = None
    if asked.pdf:
        from lexcollect.matter.pdf_copies import print_papers

        with during("printing"):
            copies = print_papers(result)
    return Drafted(answered, result, tuple(beside), pages, copies)


def still_open(made: Drafted, asked: Asked) -> tuple[Point, ...]:
    """Return what a person may keep in the papers that were refused; nothing is written."""
    from lexcollect.matter.papers import open_in_papers

    refused = {paper.title for paper in made.result.papers if paper.refused}
    if not refused:
        return ()
    found = open_in_papers(made.answered, asked.papers, made.pages, asked.templates, asked.contract, asked.number)
    return tuple(point for point in found if point.paper in refused and point.clearable)
