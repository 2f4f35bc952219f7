"""What is typed about going on behind what was handed in: a supplement, pages put in between, why it comes late.

Owns how that is told beside the outcome of ``bundle``. Which numbers follow is decided in ``matter.serving``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.model import Profile
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report
    from lexcollect.matter.package_run import Asked, Packed


@dataclass(frozen=True)
class Wanted:
    """What the user asked for: only what is new, or new exhibits at their place, and why it comes ``late``."""

    supplement: bool = False
    insert: bool = False
    late: str = ""
    print_late: bool = False

    def asked(self, profile: Profile | None, *, searchable: bool) -> Asked:
        """Return the package that is meant; a usage error when the options contradict each other."""
        from lexcollect.matter.package_run import Asked

        if self.supplement and self.insert:
            raise click.UsageError(say("bundle_verb.supplement.both"))
        if self.late and not self.supplement:
            raise click.UsageError(say("bundle_verb.supplement.late_alone"))
        if self.print_late and not self.late.strip():
            raise click.UsageError(say("bundle_verb.supplement.print_nothing"))
        return Asked(profile, {}, searchable, self.supplement, self.insert, self.late, self.print_late)

    def told(self, report: Report, made: Packed) -> Report:
        """Return ``report`` with what the package goes on behind."""
        numbering = made.numbering
        series = numbering.series
        if made.built.folder is None or not series.last:
            return report

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
        return replace(report, data=data, show=show)


def _matter(report: Report) -> tuple[str | Path, ...]:
    from lexcollect.cli.console import words_for

    return tuple(words_for(report.matter)) if report.matter else ()
