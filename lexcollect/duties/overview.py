"""Overview (事务一览): how many matters wait for somebody, by duty.

Owns the counts only; each duty tells its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lexcollect.duties.away import falls_of
from lexcollect.duties.confirming import status_of
from lexcollect.duties.customers import exposures_of, read_customers
from lexcollect.duties.customers import findings_of as about_customers
from lexcollect.duties.idle import TO_LOOK_AT, idle_of
from lexcollect.findings import Finding
from lexcollect.layout import CUSTOMERS
from lexcollect.matter.many import Read
from lexcollect.matter.office_file import read_office
from lexcollect.records import dataclass


@dataclass(frozen=True)
class Overview:
    """Counts by duty, and what is wrong with the files of the office."""

    counts: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]


def overview_of(read: Sequence[Read], folder: Path, as_of: date) -> Overview:
    """Return how many matters wait for somebody."""
    answered = [one.answered for one in read if one.answered is not None]
    states = [status_of(one) for one in answered]
    office = read_office(folder)
    customers, wrong = read_customers(folder) if (folder / CUSTOMERS).is_file() else ((), ())
    counts = (
        ("idle", sum(one.why in TO_LOOK_AT for one in idle_of(read))),
        ("never", sum(s.last is None for s in states)),
        ("changed", sum(s.last is not None and not s.holds for s in states)),
        ("absent", len(falls_of(read, office.absences, as_of))),
        ("credit", len(about_customers(exposures_of(customers, read), as_of))),
    )
    return Overview(counts, (*office.findings, *wrong))
