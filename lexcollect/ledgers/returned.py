"""Returned: a list of letters that came back, with the batch it belongs to (收回的寄件清单).

Owns the way from the file a person names to the letters it is about: the manifest beside it, else the one among the
ledger's papers that it was made from. Refuses a list of no batch, and one that is no workbook of ours. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lexcollect.files import read_bounded, sha256_bytes
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.ledgers import manifest as lists
from lexcollect.ledgers.manifest import Manifest
from lexcollect.ledgers.sending import FORM, SHEET
from lexcollect.ledgers.track_results import read_results
from lexcollect.ledgers.tracking import Status, heads, read
from lexcollect.records import dataclass
from lexcollect.sheets.reading import MAX_BYTES, Book, read_book


@dataclass(frozen=True)
class Returned:
    """What a list says of the letters of its batch; ``sha256`` is that of the list as it was read."""

    manifest: Manifest
    status: Status
    sha256: str
    findings: tuple[Finding, ...]


def status_of(papers: Path, sending: Path, as_of: date, results: Path | None = None) -> Returned:
    """Return the state of the letters in ``sending``; ``papers`` is the folder of the ledger's papers.

    ``results``: a table of the carrier. :class:`Refused` with every finding where the list cannot be used.
    """
    raw = read_bounded(sending, MAX_BYTES + 1)
    head = heads()
    book, found = read_book(raw, sending.name, {SHEET: tuple(head.values())}, head["id"])
    if book is None or SHEET not in book.tables or book.memory.schema != FORM:
        raise Refused(found or [finding("LX-G159", Where(sending.name))])
    listed = _manifest_of(papers, sending, book)
    if listed is None:
        raise Refused([finding("LX-G160", Where(sending.name))])
    told: tuple[Finding, ...] = ()
    by_number = None
    if results is not None:
        by_number, told = read_results(results)
        if told:
            raise Refused(told)
    status = read(book, sending.name, listed.entries, as_of, by_number)
    return Returned(listed, status, sha256_bytes(raw), (*found, *status.findings))


def _manifest_of(papers: Path, sending: Path, book: Book) -> Manifest | None:
    """Return the manifest that the list was made from."""
    for path in (sending.with_name(lists.LIST_JSON), *_manifests(papers)):
        listed = lists.read(path)
        if listed is not None and sha256_bytes(listed.json().encode("utf-8")) == book.memory.source:
            return listed
    return None


def _manifests(papers: Path) -> Iterator[Path]:
    yield from sorted(papers.glob(f"*/v*/{lists.LIST_JSON}"), reverse=True)
