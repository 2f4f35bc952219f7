"""Absences in ``due --all``: who of the persons in charge is away while a deadline falls, and who stands in.

Owns one line for each absence that is not over. Only the matters whose deadline falls into one are opened for their
person in charge; without ``事务.yaml`` beside the matters nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.layout import OFFICE

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report
    from lexcollect.matter.office_file import Absence


def with_absences(report: Report, folder: Path, as_of: date) -> Report:
    """Return ``report`` on all matters below ``folder`` with what falls into absences."""
    if not (folder / OFFICE).is_file():
        return report
    from lexcollect.matter.office_file import read_office

    office = read_office(folder)
    counted = [(one, _count(one, report.data, folder, as_of)) for one in office.absences if one.last >= as_of]
    before = report.show

    def show(out: Console) -> None:
        if before is not None:
            before(out)
        for one, count in counted:
            out.say("duties.absent.due", who=one.who, first=one.first, last=one.last, deputy=one.deputy, count=count)

    told = [
        {"who": a.who, "first": a.first.isoformat(), "last": a.last.isoformat(), "deputy": a.deputy, "deadlines": count}
        for a, count in counted
    ]
    data = {**report.data, "absences": told}
    return replace(report, show=show, data=data, findings=(*report.findings, *office.findings))


def _count(absence: Absence, data: Mapping[str, Any], folder: Path, as_of: date) -> int:
    from lexcollect.duties.away import falls_into

    rows = [row for row in data.get("deadlines", ()) if row.get("act_by")]
    near = [row for row in rows if falls_into(absence, date.fromisoformat(row["act_by"]), as_of)]
    mine = {name for name in {row["folder"] for row in near} if _same(absence.who, _owner(folder, name))}
    return sum(row["folder"] in mine for row in near)


def _owner(folder: Path, name: str) -> str:
    from lexcollect.duties.who import in_charge
    from lexcollect.findings import Refused
    from lexcollect.matter.layout import is_matter
    from lexcollect.matter.opening import open_parts

    place = folder / name if is_matter(folder / name) else folder
    try:
        case = open_parts(place, for_figures=True).case
    except (Refused, OSError):
        return ""
    return in_charge(case) if case is not None else ""


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split()) != ""
