"""Reports: the tables beside the papers of a batch: rows without one, and what a ledger cannot prove (随附表格).

Owns these two lists as CSV. Every row of the ledger that has no paper stands in the first with its reason, so that the
sums add up; the second says for each complaint what must be found before it is filed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lexcollect.cells import csv_text
from lexcollect.ledgers.debtors import Left
from lexcollect.ledgers.manifest import Entry
from lexcollect.wording import say

#: What no ledger shows and a suit rests on, with the articles that ask for it.
UNPROVED = ("contract", "delivery", "sum", "demand", "person", "address")


def left_csv(left: Iterable[Left]) -> str:
    """Return the rows without a paper as a table."""
    heads = [say(f"batch_papers.head.{head}", "zh") for head in ("row", "name", "reason", "code")]
    return csv_text([heads, *([f"{one.row}", one.name, one.reason.render("zh"), one.code] for one in left)])


def unproved_csv(entries: Sequence[Entry]) -> str:
    """Return what must be proved for each complaint that its row of the ledger does not prove."""
    heads = [say(f"batch_papers.head.{head}", "zh") for head in ("rows", "name", "file", "point", "basis", "found")]
    lines = [heads]
    for one in entries:
        for point in UNPROVED:
            lines.append(
                [
                    "、".join(map(str, one.rows)),
                    one.name,
                    one.file,
                    say(f"batch_papers.unproved.{point}", "zh"),
                    say(f"batch_papers.unproved_basis.{point}", "zh"),
                    "",
                ]
            )
        for note in one.notes:
            lines.append(["、".join(map(str, one.rows)), one.name, one.file, note, "", ""])
    return csv_text(lines)
