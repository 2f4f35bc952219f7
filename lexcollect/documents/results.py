"""Results: what became of the papers of one run (出文书的结果).

Owns the shapes in which drafting tells it. Decides nothing.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.documents.receipts import Change
from lexcollect.findings import Finding
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.documents.overview import Overview


class Status(StrEnum):
    """What became of a paper."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    EDITED = "edited"  # unchanged, and the file on disk was edited by hand: kept
    RESTORED = "restored"  # unchanged, but the file was gone: written again
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PaperResult:
    """What became of one paper: where it is, and what changed since ``changed_from`` (its last version).

    ``final_by``: who said that it is final.
    """

    paper: str
    title: str
    status: Status
    path: Path | None = None
    changed_from: Path | None = None
    changes: tuple[Change, ...] = ()
    final_by: str = ""

    @property
    def refused(self) -> bool:
        """Whether the paper was not written because of findings."""
        return self.status is Status.REFUSED

    def line(self) -> Text:
        """Return one sentence for the screen."""
        shown = f"{self.path.parent.name}/{self.path.name}" if self.path else ""
        line = text(f"documents.status.{self.status.value}", path=shown)
        return text("documents.status.final", line=line, by=self.final_by) if self.final_by else line


@dataclass(frozen=True, slots=True)
class DraftResult:
    """The run: one result a paper, and every finding; ``overview``: what is open, where the review sheet was drawn."""

    papers: tuple[PaperResult, ...]
    findings: tuple[Finding, ...]
    overview: Overview | None = None

    @property
    def written(self) -> tuple[Path, ...]:
        """The files written in this run."""
        return tuple(p.path for p in self.papers if p.path and p.status in (Status.WRITTEN, Status.RESTORED))

    @property
    def changed_nothing(self) -> bool:
        """Whether every paper was up to date."""
        return not self.written
