"""Withheld (未提交清单): which files a version of the package does not hold, and why.

Owns the list beside each version, for the office only: files the catalogue leaves out with reason and note, files it
says nothing of, and who decided what on which day. It stays in the matter and is never packed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.layout import WITHHELD
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.evidence.items import Catalogue

_COLUMNS = ("file", "reason", "note", "by", "day", "why")


def list_withheld(matter: Path, version: str, catalogue: Catalogue) -> None:
    """Write the list for ``version``, also where the package stays the same: a file may have come in beside it."""
    from lexcollect.cells import csv_text
    from lexcollect.files import write_text

    write_text(matter / WITHHELD.format(version=version), csv_text([_head(), *_rows(catalogue)]), bom=True)


def _head() -> list[str]:
    return [say(f"bundle.withheld_{column}", "zh") for column in _COLUMNS]


def _rows(catalogue: Catalogue) -> list[list[str]]:
    decided = {one.file: one for one in catalogue.decisions if not one.submit}
    rows = []
    for left in catalogue.left_out:
        one = decided.get(left.name)
        who = [one.by, one.day.isoformat(), one.why] if one else ["", "", ""]
        rows.append([left.name, left.reason, left.note, *who])
    unlisted = say("bundle.withheld_unlisted", "zh")
    rows += [[name, unlisted, "", "", "", ""] for name in catalogue.unlisted]
    return sorted(rows)
