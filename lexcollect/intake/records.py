"""Records: what is known of each file of the raw material after one look.

Owns the plain shapes: :class:`Record`, :class:`Summary`, :class:`Intake`. Refuses nothing; knows nothing of evidence
numbers, cases or pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from lexcollect.findings import Finding
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake.origin import About
from lexcollect.records import dataclass, field
from lexcollect.wording import Text

if TYPE_CHECKING:
    from lexcollect.formats.shapes import DateCandidate

#: Key among the facts of a record: every packed piece of the file was looked at, and no damage was found.
SOUND = "sound"


def _no_facts() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the raw material.

    ``name`` is the relative POSIX path as received; ``sha256`` and ``size`` are those of the exact bytes;
    ``twin`` names the file this one duplicates, or the intact one of a broken file; ``facts`` holds what the
    readers saw (pages, page size, turn, sheets …) as text; ``asks`` is what must be decided before the file may
    be packed, the gravest first.
    """

    name: str
    size: int
    sha256: str
    kind: FileKind
    status: Status = Status.USABLE
    twin: str = ""
    dates: tuple[DateCandidate, ...] = ()
    facts: Mapping[str, str] = field(default_factory=_no_facts)
    asks: tuple[About, ...] = ()

    @property
    def exclude(self) -> str:
        """Return the reason for which the file is proposed to be left out, empty when there is none."""
        return self.asks[0].value if self.asks else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of an intake; :attr:`total` is the sum of the statuses and of nothing else."""

    counts: Mapping[Status, int]
    added: tuple[str, ...] = ()
    unchanged: int = 0
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lines: tuple[Text, ...] = ()

    @property
    def total(self) -> int:
        """Return the number of files seen."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Intake:
    """What one intake found: a record for every file, the findings, and the counts."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    summary: Summary
