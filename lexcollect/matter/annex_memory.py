"""Annex memory: what the program wrote as annexes, and with which figures.

Owns ``.lexcollect/annexes.json``: the digests by which an annex is known as ours and unedited, and the day and sums it
shows, so that one which stands beside newer figures can be told. Writes no annex.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import read_bounded
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import ANNEX_MEMORY, ANNEXES
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.claims.schedule_table import Table
    from lexcollect.matter.answering import Answered

#: No memory of annexes is larger.
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Figures:
    """What an annex shows: its day, the principal still owed, the sum of its lines less payments (yuan, as written)."""

    as_of: str
    principal: str
    total: str


@dataclass(frozen=True, slots=True)
class Known:
    """An annex as the program wrote it: its digests, the newest first, and its figures where they are known."""

    digests: tuple[str, ...]
    figures: Figures | None = None


def figures_of(table: Table) -> Figures:
    """Return what an annex of ``table`` shows."""
    return Figures(table.as_of.isoformat(), f"{table.principal:,.2f}", f"{table.total:,.2f}")


def remembered(folder: Path) -> dict[str, Known]:
    """Return the annexes the program wrote in the matter ``folder``, by name; nothing where that is forgotten."""
    try:
        read = json.loads(read_bounded(folder / ANNEX_MEMORY, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    rows = read.items() if isinstance(read, dict) else ()
    return {name: known for name, row in rows if (known := _known(row))}


def memory_bytes(memory: Mapping[str, Known]) -> bytes:
    """Return the memory as it is written to disk."""
    rows = {
        name: {"sha256": list(one.digests), **({"figures": _plain(one.figures)} if one.figures else {})}
        for name, one in memory.items()
    }
    return (json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def stale_annexes(folder: Path, now: Figures, *, apart: Collection[str] = ()) -> list[Finding]:
    """Return a finding for every annex of ours that shows other figures than ``now``; those in ``apart`` are not."""
    return [
        _stale(Path(name).name, one.figures, now)
        for name, one in sorted(remembered(folder).items())
        if one.figures and one.figures != now and name not in apart and (folder / name).is_file()
    ]


def stale_beside_papers(answered: Answered) -> list[Finding]:
    """Return a finding for every annex that shows other figures than papers written now."""
    if not remembered(answered.folder):
        return []
    from lexcollect.claims.schedule_table import table_of

    return stale_annexes(answered.folder, figures_of(table_of(answered.matter.case, answered.matter.claims.account)))


def _stale(file: str, old: Figures, now: Figures) -> Finding:
    return finding(
        "LX-A132",
        Where(ANNEXES),
        file=file,
        day=old.as_of,
        principal=old.principal,
        total=old.total,
        day_now=now.as_of,
        principal_now=now.principal,
        total_now=now.total,
    )


def _plain(figures: Figures) -> dict[str, str]:
    return {"as_of": figures.as_of, "principal": figures.principal, "total": figures.total}


def _known(row: Any) -> Known | None:
    """Return what one row of the memory says; rows of another form are as good as forgotten."""
    try:
        figures = row.get("figures")
        return Known(tuple(map(str, row["sha256"])), Figures(**figures) if figures else None)
    except (AttributeError, KeyError, TypeError):
        return None
