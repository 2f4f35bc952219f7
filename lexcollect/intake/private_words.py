"""Private words (不宜照样交出去的话): which messages of a chat are not meant for everybody's eyes.

They concern health, family, belief, intimate matters, numbers of persons, advice of one's own lawyer, a settlement.

Owns the dated word list (``data/private_words.tsv``), the shapes of numbers, and how the marks of a chat are kept among
the facts of its record: kind, number of the message, its day, and of a number no more than its last four characters. A
mark is a hint: it decides nothing, hides nothing, and what it does not find is not said to be harmless.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lexcollect.cn.identifiers import check_id_number
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_DATA = Path(__file__).parent / "data" / "private_words.tsv"
#: The fact of a record that holds the marks of a chat.
FACT = "private"
#: Kinds in the order in which they are told, the gravest first; the last three are found by their shape.
KINDS = ("privileged", "settlement", "health", "family", "religion", "intimate", "id_number", "bank_card", "phone")
#: What must be decided with name and reason before it is handed in.
GRAVE = "privileged"
#: So many marks of one chat are kept; who needs more has to read the chat anyway.
_MOST = 400
#: So many characters of one message are looked at.
_LONGEST = 4_000
_ID = regex(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_CARD = regex(r"(?<!\d)[3-6]\d{3}(?:[ -]?\d){12,15}(?!\d)")
_PHONE = regex(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_TAIL = 4
_PACKED = regex(r"^([a-z_]+)(?:/([0-9A-Z]{4}))?:(\d{1,9})@(\d{4}-\d\d-\d\d)?$")


@dataclass(frozen=True, slots=True)
class Words:
    """One row of the list: the words of a kind, what tells them harmless, on what that rests and where it is from."""

    kind: str
    grave: bool
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    example: str
    counter_example: str
    basis: str
    source: str
    verified_on: date


class Mark(NamedTuple):
    """One message that may be private: the kind, its number, its day (``2024-03-01``), of a number the last four."""

    kind: str
    number: int
    day: str = ""
    tail: str = ""


@cache
def every_row() -> tuple[Words, ...]:
    """Return every row of the list in its order."""
    with _DATA.open(encoding="utf-8", newline="") as stream:
        rows = list(
            csv.DictReader(
                (line for line in stream if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
            )
        )
    return tuple(
        Words(
            row["kind"],
            row["grave"] == "yes",
            re.compile(row["pattern"]),
            re.compile(row["not"]) if row["not"] else None,
            row["example"],
            row["counter_example"],
            row["basis"],
            row["source"],
            date.fromisoformat(row["verified_on"]),
        )
        for row in rows
    )


def kinds_in(text: str, *, theirs: bool = False) -> tuple[tuple[str, str], ...]:
    """Return (kind, last four) of what may be private in ``text``, each kind once, in the order in which it is told.

    ``theirs``: the other side sent it. What its lawyer says is no secret of ours.
    """
    shown = unicodedata.normalize("NFKC", text[:_LONGEST])
    found = dict(_numbers(shown))
    plain = shown.replace(" ", "")
    for row in every_row():
        if row.kind in found or (theirs and row.grave):
            continue
        if row.pattern.search(plain) and not (row.unless and row.unless.search(plain)):
            found[row.kind] = ""
    return tuple((kind, found[kind]) for kind in KINDS if kind in found)


def marks_of(messages: Iterable[tuple[int, str, str, bool | None]]) -> tuple[Mark, ...]:
    """Return the marks of ``messages`` (number, day, words, whether the owner of the device sent it), bounded."""
    found: list[Mark] = []
    for number, day, words, outgoing in messages:
        found += [Mark(kind, number, day, tail) for kind, tail in kinds_in(words, theirs=outgoing is False)]
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def packed(marks: Iterable[Mark]) -> str:
    """Return ``marks`` as the fact of a record holds them."""
    return ";".join(f"{m.kind}{f'/{m.tail}' if m.tail else ''}:{m.number}@{m.day}" for m in marks)


def unpacked(fact: str) -> tuple[Mark, ...]:
    """Return the marks that a fact holds; what nobody can read is none."""
    found = (_PACKED.match(one) for one in fact.split(";"))
    return tuple(Mark(m[1], int(m[3]), m[4] or "", m[2] or "") for m in found if m and m[1] in KINDS)


def tails_in(text: str) -> frozenset[str]:
    """Return the last four of every long number in ``text``: those of the parties stand in the case file."""
    return frozenset(found[0][-_TAIL:].upper() for found in regex(r"\d{10,}[\dXx]").finditer(text))


def told(
    marks: Iterable[Mark], known: frozenset[str], first: int = 1, last: int | None = None
) -> dict[str, list[Mark]]:
    """Return the marks from message ``first`` to ``last`` by kind, without numbers whose last four are ``known``."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.number >= first and (last is None or mark.number <= last) and (not mark.tail or mark.tail not in known):
            found.setdefault(mark.kind, []).append(mark)
    return {kind: found[kind] for kind in KINDS if kind in found}


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of persons in ``text`` by their shape and check digits: ID cards, bank cards, telephones."""
    ids = [one[0].upper() for one in _ID.finditer(text) if _is_id(one[0])]
    if ids:
        yield "id_number", ids[0][-_TAIL:]
    cards = [
        number for one in _CARD.finditer(text) if _is_card(number := re.sub(r"\D", "", one[0])) and number not in ids
    ]
    if cards:
        yield "bank_card", cards[0][-_TAIL:]
    phone = _PHONE.search(text)
    if phone:
        yield "phone", re.sub(r"\D", "", phone[1])[-_TAIL:]


def _is_id(number: str) -> bool:
    problems = check_id_number(number)
    return "checksum" not in problems and "birth" not in problems


def _is_card(number: str) -> bool:
    """Tell whether a number of 16 to 19 digits has the check digit of a bank card (Luhn)."""
    total = 0
    for at, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and 16 <= len(number) <= 19
