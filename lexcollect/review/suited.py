"""Suited: which fields of a fact nobody needs for a party of that kind, or for that kind of debt.

Owns the two short lists: what only companies have and what only persons have; what a sale has and a loan has not. A
field that is not suited stands behind a press and can be written all the same; one that is filled in stays in sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lexcollect.casefile.kinds import PartyKind, Role
from lexcollect.casefile.values import Kind, spellings

if TYPE_CHECKING:
    from lexcollect.sheets.case_grids import CaseColumn, Grid

_OF_COMPANIES = frozenset({"uscc", "legal_rep"})
_OF_PERSONS = frozenset({"id_no", "id_kind", "id_checked", "gender", "birth", "ethnicity"})
#: What the official forms ask of a person besides.
_WANTED = frozenset({"birth", "ethnicity"})
#: Who may owe with the debtor, and on what ground: of nobody else it is asked.
_TIED = frozenset({Role.SPOUSE, Role.JOINT_DEBTOR})
#: What is sold, with its number and price: a loan has none of it.
_TRADE = {
    "obligations": frozenset({"number", "goods", "quantity", "unit_price"}),
    "contracts": frozenset({"goods"}),
}


def unsuited(grid: Grid, column: CaseColumn, values: Mapping[str, str]) -> bool:
    """Tell whether a party of the kind and role in ``values`` (heading → words) has no use for ``column``."""
    if grid.group != "parties" or grid.below:
        return False
    kind, role, key = _said(grid, values, "kind", PartyKind), _said(grid, values, "role", Role), column.path[0]
    if key == "tie":
        return role is not None and role not in _TIED
    if kind is PartyKind.NATURAL:
        return key in _OF_COMPANIES
    return kind is not None and kind is not PartyKind.INDIVIDUAL_BUSINESS and key in _OF_PERSONS


def wanted(grid: Grid, column: CaseColumn, values: Mapping[str, str]) -> bool:
    """Tell whether a field that few matters use is asked of a party of this kind."""
    natural = grid.group == "parties" and not grid.below and column.path[0] in _WANTED
    return natural and _said(grid, values, "kind", PartyKind) is PartyKind.NATURAL


def of_a_trade(grid: Grid, column: CaseColumn, causes: Iterable[str]) -> bool:
    """Tell whether ``column`` is of what was sold, where every contract is a loan."""
    from lexcollect.matter.everyday import Family, family_of

    families = {family_of(cause) for cause in causes}
    return families == {Family.LOAN} and not grid.below and column.path[0] in _TRADE.get(grid.group, ())


def _said(grid: Grid, values: Mapping[str, str], key: str, kind: type[Kind]) -> Kind | None:
    head = next((column.head for column in grid.columns if column.path == (key,)), "")
    return spellings(kind).get(values.get(head, "").strip())
