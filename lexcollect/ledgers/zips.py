"""Zips: one archive a court, for portals and clerks that take a batch (按法院打包).

Owns the archive: names in UTF-8 with the flag that says so, no reserved names, fixed days, the order of the ledger, a
list of its own. The same papers give the same bytes. Packs only what it is given.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lexcollect.cells import csv_text
from lexcollect.ledgers.manifest import LIST_CSV, Entry
from lexcollect.wording import say

#: A ZIP knows no earlier day; all entries have this one.
_BORN = (1980, 1, 1, 0, 0, 0)
_UTF8 = 0x800
_HEADS = ("number", "name", "contracts", "file", "asked", "sha256")


def pack(papers: Sequence[tuple[Entry, bytes]]) -> bytes:
    """Return the archive of ``papers`` in their order, with a list of them at its begin."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        _put(archive, LIST_CSV, b"\xef\xbb\xbf" + _listed([entry for entry, _ in papers]).encode("utf-8"))
        for entry, data in papers:
            _put(archive, entry.file.rpartition("/")[2], data)
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _BORN)
    info.flag_bits |= _UTF8  # also where a name is plain letters: readers that guess go wrong on the others
    info.create_system = 0
    info.external_attr = 0
    archive.writestr(info, data)


def _listed(entries: Sequence[Entry]) -> str:
    lines = [[say(f"batch_papers.head.{head}", "zh") for head in _HEADS]]
    for number, one in enumerate(entries, 1):
        file = one.file.rpartition("/")[2]
        lines.append([f"{number}", one.name, "、".join(one.contracts), file, one.asked, one.sha256])
    return csv_text(lines)
