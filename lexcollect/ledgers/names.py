"""Names: what a paper of a batch is called on the disk and in an archive (文件名).

Owns names that are short enough for Explorer, safe on Windows, and never two alike, however hostile the ledger. A name
depends on the debtor alone wherever it can, so that it stays the same from run to run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lexcollect.cn.names import safe_file_name
from lexcollect.ledgers.debtors import Group

#: Characters and bytes of a name: with the folders above it stays below the 260 that Explorer takes.
MAX_CHARS, MAX_BYTES = 70, 180


def file_names(groups: Iterable[Group], title: str) -> Mapping[str, str]:
    """Return the file name of each debtor's paper by its id: contract, name, title; an alike pair gets its ids."""
    wanted = {group.id: _name(group, title) for group in groups}
    often = Counter(_folded(name) for name in wanted.values())
    return {id: name if often[_folded(name)] == 1 else _apart(name, id) for id, name in wanted.items()}


def court_name(court: str) -> str:
    """Return the name of the folder and archive of a court."""
    return safe_file_name(court, max_chars=40, max_bytes=MAX_BYTES)


def _name(group: Group, title: str) -> str:
    row = group.first
    stem = "_".join(part for part in (row.contract or f"第{row.number}行", group.name) if part)
    return _with_end(stem, f"_{title}.docx")


def _apart(name: str, id: str) -> str:
    return _with_end(name.rpartition(".")[0], f"_{id[:8]}.docx")


def _with_end(stem: str, end: str) -> str:
    """Return a name that keeps its ``end`` whole, however long the rest is."""
    room = MAX_CHARS - len(end), MAX_BYTES - len(end.encode("utf-8"))
    return safe_file_name(stem, max_chars=room[0], max_bytes=room[1]) + end


def _folded(name: str) -> str:
    """Return a name so that two that a file system may take for one are alike."""
    return name.casefold()
