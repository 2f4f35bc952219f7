"""Earlier: what the last check of the same ledger found, and what a person did to its result since.

Owns the comparison of rows by their content, so that rows which only moved are not told, and the question whether a
result may be written over: one that was changed by hand is kept.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lexcollect.findings import Refused
from lexcollect.formats.refusals import BadFile
from lexcollect.ledgers.answers import CHECKSUM, COLUMNS, checksum_of, content_of
from lexcollect.ledgers.checking import Choices, located
from lexcollect.ledgers.headings import OURS
from lexcollect.ledgers.opening import open_ledger
from lexcollect.ledgers.raw import RawRow, Source
from lexcollect.ledgers.row import Action, Ledger
from lexcollect.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier result: content of a row → its actions, how many rows a person changed, actions by row number."""

    contents: Counter[str]
    edited: int
    actions: dict[int, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the last check: rows that are new or other than before, and how many are gone.

    ``rows`` are (number, action before or empty, action now).
    """

    rows: tuple[tuple[int, str, Action], ...] = ()
    gone: int = 0
    first: bool = field(default=True)


def read_earlier(path: Path) -> Earlier | None:
    """Return the result at ``path``; nothing when there is none, or when the file is no result of ours."""
    if not path.is_file():
        return None
    try:
        source = open_ledger(path)
        sheet, _, heading = located(path, source, Choices())
        return _read(source, sheet, heading.rows[-1])
    except (Refused, BadFile):
        return None


def _read(source: Source, sheet: str, head: int) -> Earlier | None:
    wide = -1
    contents: Counter[str] = Counter()
    actions: dict[int, str] = {}
    edited = 0
    for row in source.rows(sheet):
        words = _as_written(row)
        if row.number < head:
            continue
        if row.number == head:
            if OURS not in words or CHECKSUM not in words:
                return None
            wide = words.index(OURS)
            continue
        own, told = words[:wide], words[wide : wide + len(COLUMNS)]
        told += [""] * (len(COLUMNS) - len(told))
        if not told[-1]:
            # Notes and sums carry no checksum but a word; a row without both was added by a person.
            edited += any(own) and not told[0]
            continue
        contents[content_of(own)] += 1
        actions[row.number] = told[1]
        edited += told[-1] != checksum_of(own, told[:-1])
    return Earlier(contents, edited, actions) if wide >= 0 else None


def _as_written(row: RawRow) -> list[str]:
    return ["" if cell is None or cell.merged else cell.text or cell.formula for cell in row.cells]


def changes(ledger: Ledger, earlier: Earlier | None) -> Changes:
    """Return what of ``ledger`` is other than in the ``earlier`` result."""
    if earlier is None:
        return Changes()
    left = Counter(earlier.contents)
    found = []
    for row in ledger.rows:
        content = content_of(row.cells)
        if left[content] > 0:
            left[content] -= 1
        else:
            found.append((row.number, earlier.actions.get(row.number, ""), row.action))
    return Changes(tuple(found), sum(left.values()), first=False)
