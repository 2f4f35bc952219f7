"""The shapes of the proof matrix: a row an element of the claim, and the gaps in its proof.

Owns the closed words of how an element stands, how grave a gap is, and who can fill it. Computes nothing but order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import IntEnum, StrEnum

from lexcollect.casefile.parties import Proved
from lexcollect.causes.cause import Element
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.wording import Text


class Standing(StrEnum):
    """How an element of the claim stands (证明状态)."""

    SHOWN = "shown"
    WEAK = "weak"
    MISSING = "missing"
    BY_LAW = "by_law"
    DECIDED = "decided"
    OTHER_SIDE = "other_side"
    NOT_ASKED = "not_asked"


class Gravity(IntEnum):
    """How grave a gap is, the gravest first: the claim hangs on it, the proof is weak, it would only be stronger."""

    DECIDES = 1
    WEAK = 2
    HELPS = 3


class Supplier(StrEnum):
    """Who can fill a gap: the client, the lawyer, or the court on application."""

    CLIENT = "client"
    LAWYER = "lawyer"
    COURT = "court"


class Doubt(StrEnum):
    """Why the proof of a fact is missing or weak; the sentence of each is ``burden.doubt.<word>``."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"
    ASSERTED = "asserted"
    OWN_STATEMENT = "own_statement"
    INVOICE_ONLY = "invoice_only"
    UNSIGNED = "unsigned"
    NO_AUTHORITY = "no_authority"
    NO_PAPER = "no_paper"
    NOT_BOUGHT = "not_bought"
    COPY_ONLY = "copy_only"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact that bears an element: what it is called, the exhibits that are named for it, the words it is known by.

    ``marks`` are words (a number, a day) by which the purpose of an exhibit can mean it; ``fact`` is the fact itself
    where there is one. ``doubts`` are those that follow from the facts alone.
    """

    label: Text
    exhibits: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    fact: Proved | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing in the proof of an element, what would fill it, and by whom.

    ``names`` are the facts it is about; ``until`` is the day by which it matters; ``papers`` tells that the usual
    papers of the element would fill it.
    """

    gravity: Gravity
    what: Text
    names: tuple[Text, ...]
    fill: Text | None
    supplier: Supplier
    cites: tuple[Citation, ...] = ()
    until: date | None = None
    papers: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The proof of one demand link by link: what it is, its day, and the exhibits of each link."""

    title: Text
    on: date
    links: tuple[tuple[Text, tuple[str, ...]], ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the claim on one contract: how it stands, the exhibits that bear it, the gaps in them."""

    contract: str
    element: Element
    standing: Standing
    exhibits: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    chains: tuple[Chain, ...] = ()


def gaps_of(rows: Iterable[Row]) -> tuple[tuple[Row, Gap], ...]:
    """Return every gap with its row, the most urgent first: the gravest, then by the day it matters."""
    found = [(row, gap) for row in rows for gap in row.gaps]
    return tuple(sorted(found, key=lambda pair: (pair[1].gravity, pair[1].until or date.max)))
