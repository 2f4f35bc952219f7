"""Carriers: what an exhibit is, and which links of a proof a thing of that kind can carry.

Owns the closed table (``data/carriers.csv``) by which a waybill shows what was posted and a tracking print that it
arrived, and a photograph of neither shows nothing. Judges no exhibit: whoever looked at it says what it is, in the
catalogue (``proof`` 证明类型). The table is that of today: proof is judged when it is offered.
"""

from __future__ import annotations

import csv
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from lexcollect.law.trace import Citation, parse_citation
from lexcollect.records import dataclass

_TABLE = Path(__file__).parent / "data" / "carriers.csv"


class Link(StrEnum):
    """A link of a proof (证明链的一环)."""

    CONTENT = "content"
    SENT = "sent"
    ADDRESS = "address"
    ARRIVAL = "arrival"
    MESSAGE = "message"
    ACCOUNT = "account"
    ANSWER = "answer"
    AUTHORITY = "authority"
    CONSENT = "consent"
    PAYMENT = "payment"
    FILING = "filing"
    OBSTACLE = "obstacle"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A kind of exhibit: its names, the links it can carry, the legal kinds of evidence it can be, the article."""

    key: str
    zh: str
    en: str
    links: frozenset[Link]
    forms: tuple[str, ...]
    cite: Citation
    since: date


@cache
def carriers() -> dict[str, Carrier]:
    """Return every kind of exhibit by its key, in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return {row["key"]: _carrier(row) for row in rows}


@cache
def _by_word() -> dict[str, str]:
    return {word: one.key for one in carriers().values() for word in (one.key, one.zh)}


def carrier_named(word: str) -> str | None:
    """Return the key of the kind that ``word`` names in either language; ``None`` when it names none."""
    return _by_word().get(word)


def able(link: Link) -> tuple[Carrier, ...]:
    """Return the kinds that can carry ``link``."""
    return tuple(one for one in carriers().values() if link in one.links)


def _carrier(row: dict[str, str]) -> Carrier:
    return Carrier(
        row["key"],
        row["zh"],
        row["en"],
        frozenset(Link(word) for word in row["links"].split()),
        tuple(row["forms"].split()),
        parse_citation(row["cite"]),
        date.fromisoformat(row["since"]),
    )
