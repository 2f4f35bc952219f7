"""The kinds of fees: what ``calc fee --kind`` offers, read from the listing of ``data/fees``.

Owns the names and their order without reading what the files mean, so that a page of help costs nothing; everything
else of a fee is in ``law.fee_record``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lexcollect.patterns import regex

#: The tables of fees, one file a fee.
FEES = Path(__file__).parent / "data" / "fees"
#: What halves a fee, in the order of the help page; each has words in ``wording.law_money``.
GROUNDS = ("simplified", "mediation", "withdrawal", "joined")
_HEAD = regex(r"^(kind|order): *(\S+)", re.M)
#: The place of a fee that names none: after all that do.
_LAST = 1_000_000


@cache
def stems() -> dict[str, str]:
    """Return the file of every kind of fee, in order: kind → name of the file without its ending."""
    found = []
    for path in FEES.glob("*.yaml"):
        head = dict(_HEAD.findall(path.read_text("utf-8")))
        found.append((int(head.get("order", _LAST)), head.get("kind", path.stem), path.stem))
    return {kind: stem for _, kind, stem in sorted(found)}


def kinds() -> tuple[str, ...]:
    """Return every kind of fee, in order."""
    return tuple(stems())
