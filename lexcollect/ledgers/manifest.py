"""Manifest: what lies in one batch of papers, as data and as a table (批次清单).

Owns the entry of one paper (rows, debtor, file, SHA-256, sum), the two files that list all of them, and reading them
back. Holds no clock and nothing of the run that wrote it: the same papers give the same bytes. A manifest that cannot
be read counts as none; what lies beside it is then anybody's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from lexcollect.cells import csv_text
from lexcollect.files import read_bounded
from lexcollect.records import dataclass
from lexcollect.wording import say

SCHEMA = "lexcollect/batch/1"
#: The files of a batch beside its papers.
LIST_CSV, LIST_JSON, SENDING, LEFT, UNPROVED = "清单.csv", "清单.json", "寄件清单.xlsx", "未出文书.csv", "待核对.csv"
_MAX_BYTES = 256_000_000
_HEADS = ("rows", "name", "contracts", "file", "court", "principal", "asked", "sha256", "notes")


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of a batch: rows of the ledger, debtor, ``file`` below the folder of the batch, digests, sums in yuan.

    ``inputs`` is the digest of what it was made from; ``notes`` what a person should know of it, in Chinese.
    """

    id: str
    rows: tuple[int, ...]
    name: str
    contracts: tuple[str, ...]
    file: str
    sha256: str
    principal: str
    asked: str
    inputs: str
    court: str = ""
    address: str = ""
    phone: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All papers of one batch, in the order of the ledger; ``packs`` are the archives: file → SHA-256."""

    paper: str
    title: str
    as_of: str
    ledger: str
    creditor: str
    program: str
    law_book: str
    entries: tuple[Entry, ...]
    packs: tuple[tuple[str, str], ...] = ()

    def json(self) -> str:
        """Return it as it is written to disk."""
        data = {"schema": SCHEMA, **asdict(self)}
        data["letters"] = data.pop("entries")
        data["packs"] = [{"file": file, "sha256": sha256} for file, sha256 in self.packs]
        data["total"] = {"letters": len(self.entries), "asked": f"{self.asked:.2f}"}
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def csv(self) -> str:
        """Return it as a table: one line a paper, and the sum of all."""
        lines = [[say(f"batch_papers.head.{head}", "zh") for head in _HEADS]]
        for one in self.entries:
            rows = "、".join(map(str, one.rows))
            notes = "；".join(one.notes)
            contracts = "、".join(one.contracts)
            lines.append([rows, one.name, contracts, one.file, one.court, one.principal, one.asked, one.sha256, notes])
        return csv_text(lines)

    @property
    def asked(self) -> Decimal:
        """What all papers together ask for, in yuan."""
        return sum((Decimal(one.asked) for one in self.entries), Decimal("0.00"))


def read(path: Path) -> Manifest | None:
    """Return the manifest at ``path``, or ``None`` where it is missing, damaged or of another schema."""
    try:
        if path.is_symlink():
            return None
        data = json.loads(read_bounded(path, _MAX_BYTES))
        if data.pop("schema") != SCHEMA:
            return None
        entries = tuple(_entry(one) for one in data.pop("letters"))
        packs = tuple((one["file"], one["sha256"]) for one in data.pop("packs"))
        data.pop("total")
        return Manifest(**data, entries=entries, packs=packs)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _entry(data: dict[str, Any]) -> Entry:
    lists = {key: tuple(data[key]) for key in ("rows", "contracts", "notes")}
    entry = Entry(**{**data, **lists})
    if Path(entry.file).is_absolute() or ".." in Path(entry.file).parts:
        raise ValueError(entry.file)
    return entry


def paths(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the files of the papers, below the folder of the batch."""
    for one in entries:
        yield one.file
