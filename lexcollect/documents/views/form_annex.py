"""The list of evidence annexed to an official form: the exhibits of the catalogue under the numbers papers cite.

Owns which words of the catalogue stand in which column: number, pages of the bundle, name, source, what it proves.
"""

from __future__ import annotations

from itertools import groupby

from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.forms.filling import Annexed
from lexcollect.documents.forms.mapping import Mapped
from lexcollect.documents.material import View, day, listed


def annexed(view: View, rows: Mapped) -> Annexed | None:
    """Return the list, or ``None`` where the form has none or the matter has no exhibits."""
    exhibits = list(view.material.exhibits.values())
    if not rows.annex or not exhibits:
        return None
    groups = [_group(number, list(mine)) for number, mine in groupby(exhibits, key=lambda ref: ref.group)]
    submitter = listed(party.name for party in view.material.case.creditors)
    return Annexed(rows.annex, groups, {"submitter": submitter, "date": day(view.material.as_of)})


def row(view: View, rows: Mapped) -> str:
    """Return what the row on evidence says of the list; nothing where there is none."""
    exhibits = view.material.exhibits
    return view.pen.one("form.annexed", {"份数": str(len(exhibits))}) if rows.annex and exhibits else ""


def _group(number: int, mine: list[ExhibitRef]) -> tuple[str, list[list[str]]]:
    title = mine[0].group_title
    return f"{number}. {title}" if title else "", [_line(ref) for ref in mine]


def _line(ref: ExhibitRef) -> list[str]:
    return [ref.no, ref.page_range, ref.title, ref.source, ref.purpose]
