"""Result: the ledger written back beside the original, with the answers at the right (台账.检查.xlsx).

Owns where it is written and over what: never over the ledger, over an earlier result only when nobody changed it. The
user's own columns stand as they were, in the rows they were in; text stays text and nothing is computed. Written row by
row, so that its size is no matter; the same ledger, day and mapping give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lexcollect.files import temporary
from lexcollect.findings import Finding, Where, finding
from lexcollect.ledgers.answers import beside_row, own_cells
from lexcollect.ledgers.earlier import Changes, changes, read_earlier
from lexcollect.ledgers.opening import open_ledger
from lexcollect.ledgers.raw import RawRow
from lexcollect.ledgers.result_book import write_book
from lexcollect.ledgers.row import Ledger, LedgerRow
from lexcollect.matter.outputs import refuse_place
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: What stands in the name of a result behind that of the ledger.
MARK = ".检查"
_OLD_MARK = regex(r"\.检查(?:\(\d+\))?$")
#: So many results of one ledger stand beside each other at the most.
_MOST = 99


@dataclass(frozen=True, slots=True)
class Written:
    """A result: where it stands, what changed since the last one, what is to be said of the writing."""

    path: Path
    changes: Changes
    findings: tuple[Finding, ...] = ()


def write_result(path: Path, ledger: Ledger, target: Path | None = None) -> Written:
    """Write ``ledger``, read from ``path``, with its answers; beside it unless ``target`` is given.

    Raises :class:`~lexcollect.findings.Refused` for a place where nothing may be written, ``OSError`` for a disk that
    does not take it.
    """
    wanted = target or beside(path)
    refuse_place(wanted)
    place, earlier_path, said = _place(path, wanted)
    before = read_earlier(earlier_path) if earlier_path else None
    made = changes(ledger, before)
    rows = _joined(path, ledger)
    with _whole(place) as half:
        if place.suffix.lower() == ".csv":
            _write_csv(half, ledger, rows)
        else:
            write_book(half, ledger, rows)
    return Written(place, made, tuple(said))


def beside(path: Path) -> Path:
    """Return where the result of the ledger at ``path`` stands: text beside text, else a workbook."""
    stem = _OLD_MARK.sub("", path.stem)
    ending = ".csv" if path.suffix.lower() in (".csv", ".tsv", ".txt") else ".xlsx"
    return path.with_name(f"{stem}{MARK}{ending}")


def _place(path: Path, wanted: Path) -> tuple[Path, Path | None, list[Finding]]:
    """Return where to write, the earlier result, and what is said; nothing of a person's is written over."""
    earlier: Path | None = None
    said: list[Finding] = []
    for number in range(1, _MOST):
        place = wanted if number == 1 else wanted.with_name(f"{wanted.stem}({number}){wanted.suffix}")
        if _same(place, path):
            continue
        if not os.path.lexists(place):
            return place, earlier, _named(said, place)
        found = read_earlier(place)
        earlier = place if found else earlier
        if found is None or found.edited:
            said.append(finding("LX-G097", Where(place.name), file=place.name, other=place.name))
        elif place.with_name(f"~${place.name}").exists():
            said.append(finding("LX-G080", Where(place.name), file=place.name, other=place.name))
        else:
            return place, place, _named(said, place)
    return place, earlier, _named(said, place)


def _named(said: list[Finding], place: Path) -> list[Finding]:
    """Return the findings with the name of the file that is written in the end."""
    return [finding(one.code, one.where, **{**dict(one.params), "other": place.name}) for one in said]


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


@contextmanager
def _whole(place: Path) -> Iterator[Path]:
    """Hand out a file that takes the place of ``place`` when the block has ended well, and is gone otherwise."""
    half = temporary(place.parent)
    try:
        yield half
        with half.open("rb+") as stream:
            os.fsync(stream.fileno())
        half.chmod(0o644)
        half.replace(place)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


Joined = Iterator[tuple[RawRow, LedgerRow | None]]


def _joined(path: Path, ledger: Ledger) -> Callable[[], Joined]:
    """Return what goes through the rows of the file again, each with the row of the ledger that it is."""

    def rows() -> Joined:
        waiting = iter(ledger.rows)
        next_one = next(waiting, None)
        for raw in open_ledger(path).rows(ledger.sheet):
            if next_one is not None and next_one.number == raw.number:
                yield raw, next_one
                next_one = next(waiting, None)
            else:
                yield raw, None

    return rows


def _write_csv(place: Path, ledger: Ledger, rows: Callable[[], Joined]) -> None:
    """Write a table of text with a mark of its encoding, as spreadsheet programs want it."""
    from lexcollect.cells import write_amounts

    wide = len(ledger.columns)

    def lines() -> Iterator[list[str]]:
        last = 0
        for raw, row in rows():
            yield from ([] for _ in range(raw.number - last - 1))
            last = raw.number
            own = own_cells(raw, wide)
            yield [*(cell.text if cell else "" for cell in own), *beside_row(raw, row, ledger, own)]

    with place.open("w", encoding="utf-8-sig", newline="", errors="surrogateescape") as stream:
        write_amounts(stream, lines())
