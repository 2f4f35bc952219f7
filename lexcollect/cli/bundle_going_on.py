"""What is typed about going on behind what was handed in: a supplement, pages put in between, why it comes late.

Owns how that is told beside the outcome of ``bundle``. Which numbers follow is decided in ``matter.serving``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.findings import finding
from lexcollect.records import dataclass
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.bundle.model import Built
    from lexcollect.bundle.supplement import Numbering
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report
    from lexcollect.matter.packing import Packing


@dataclass(frozen=True)
class Wanted:
    """What the user asked for: only what is new, or new exhibits at their place, and why it comes ``late``."""

    supplement: bool = False
    insert: bool = False
    late: str = ""
    print_late: bool = False

    def numbering(self, matter: Path) -> Numbering:
        """Return where the package goes on; a usage error when the options contradict each other."""
        from lexcollect.matter.serving import numbering_for

        if self.supplement and self.insert:
            raise click.UsageError(say("bundle_verb.supplement.both"))
        if self.late and not self.supplement:
            raise click.UsageError(say("bundle_verb.supplement.late_alone"))
        if self.print_late and not self.late.strip():
            raise click.UsageError(say("bundle_verb.supplement.print_nothing"))
        late = self.late if self.print_late else ""
        return numbering_for(matter, supplement=self.supplement, insert=self.insert, late=late)

    def told(self, report: Report, packing: Packing, built: Built, numbering: Numbering) -> Report:
        """Return ``report`` with what the package goes on behind, and with papers that cite other pages."""
        from lexcollect.matter.cited_pages import moved_citations

        series = numbering.series
        if built.folder is None:
            return report
        if moved := moved_citations(packing.folder, packing.catalogue, {**series.kept, **built.labels}):
            report = replace(report, findings=(*report.findings, *moved))
        if not series.last:
            return report
        findings = report.findings
        if series.supplement:
            late = self.late.strip() or text("bundle_verb.supplement.no_reason")
            findings = (*findings, finding("LX-B226", late=late))

        def show(out: Console) -> None:
            if report.show:
                report.show(out)
            if series.supplement:
                out.say(
                    "bundle_verb.supplement.made", number=series.number, last=series.last, day=numbering.previous_on
                )
            else:
                out.say("bundle_verb.supplement.kept", last=series.last, count=len(series.kept))

        data = {**report.data, "supplement": series.supplement, "set": series.number, "behind_page": series.last}
        if series.supplement:
            data |= {"previous_manifest_sha256": numbering.previous, "late_reason": self.late.strip()}
        if series.supplement:
            report = replace(report, next=("bundle", "serve", *_matter(report), "--to", say("bundle_verb.serve.court")))
        return replace(report, findings=findings, data=data, show=show)


def _matter(report: Report) -> tuple[str | Path, ...]:
    from lexcollect.cli.console import words_for

    return tuple(words_for(report.matter)) if report.matter else ()
