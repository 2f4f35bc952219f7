"""Heading: whose matter a page is about, as the head of a print says it.

Owns these words. A folder's name is the office's own and says nothing to whoever finds the sheet: who is owed and who
owes does; the folder is named where the case file cannot be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lexcollect.findings import shown
from lexcollect.wording import listed, say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Party
    from lexcollect.matter.desk.draft import Desk

#: So many names of one side are told.
_MOST = 2


def whose(desk: Desk) -> str:
    """Return who is owed by whom, else the name of the folder: a case file that can be read has both sides."""
    case = desk.parts.case
    if case is None:
        return shown(desk.folder.name)
    return say("desk.print.sides", creditors=_names(case.creditors), debtors=_names(case.debtors))


def _names(parties: Sequence[Party]) -> str:
    names = [shown(one.name) for one in parties if one.name]
    told = listed(names[:_MOST])
    return say("desk.print.more", names=told, count=len(names)) if len(names) > _MOST else told
