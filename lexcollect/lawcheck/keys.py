"""Known keys: every key an example may have, down to the last nested one.

Owns the closed lists: of an entry of either kind, of the kinds of facts (a term, an event …), and of the facts of
each rule. A key that is none of them is an :class:`UnknownKey`; a fact of the wrong kind (a word where a term
belongs) is refused, since it would be read as absent.

Kinds of facts: ``date``, ``number``, ``text``, ``flag`` (true/false), ``a|b`` (one of these words), ``days`` (a list),
``list`` (of anything), ``term`` {n, unit}, ``due_period`` {from, n, unit}, ``agreed`` (term, until or wording),
``events``, ``debts``, ``parties`` (party → day), ``items`` (item → sum), ``service`` (the day of service however
made), ``claim`` and ``judgment`` behind a mortgage, ``judgment_debts``, ``none`` (written only to say that there is
none), ``told`` (known and without effect by law). ``date/term`` is a fact of either kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from lexcollect.lawcheck.verdict import Path_, UnknownKey, unknown_key
from lexcollect.records import dataclass

#: Keys of an entry that explain it and are not read.
EXPLAINING = ("title", "why", "basis", "certainty", "working", "note", "source")
ENTRY = frozenset(("id", "rule", "as_of", "facts", "expect", *EXPLAINING))
MONEY_ENTRY = frozenset(("id", "topic", "rule", "input", "expected", *EXPLAINING))
#: Keys of a file beside its examples.
FILE = frozenset(("examples", "title", "note", "source"))

_TERM = {"n": "text", "unit": "text"}
#: Kinds that are mappings, by the kinds of their parts.
MAPPINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "term": _TERM,
        "due_period": {"from": "date", **_TERM},
        "agreed": {**_TERM, "until": "date", "wording": "until_repaid"},
        "claim": {"due_date": "date"},
        "judgment": {"performance_last_day": "date", "effective_on": "date", "performance": "term"},
        "judgment_debts": dict.fromkeys(("fees_to_creditor", "general_interest", "principal"), "number"),
    }
)
#: Kinds that are lists of mappings, by the kinds of the parts of a row.
ROWS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "events": {
            **dict.fromkeys(("type", "on", "outcome", "signed_by", "outlet_level"), "text"),
            **dict.fromkeys(("date", "until", "ended", "decision_known", "new_due_date", "named_date"), "date"),
            **dict.fromkeys(("settlement_last_day", "complaint_served_on", "complaint_served_on_surety"), "date"),
            **dict.fromkeys(("other_proof_of_arrival", "debtor_missing", "rest_waived"), "flag"),
            "grace": "term",
            # What counts is arrival, never the posting; a demand for a part covers the whole claim.
            **dict.fromkeys(("posted", "amount"), "told"),
        },
        "debts": {"id": "text", "amount": "number", "due": "date", "security": "text", "rate": "number"},
    }
)
#: The day of service, however made: by delivery, electronically, by a paper copy later, by announcement.
SERVICE = ("served_on", "served_electronically_on", "paper_copy_on", "notice_published_on")
#: Kinds written as one text; the look-up of the fact says whether it can be read.
_FREE = frozenset(("date", "number", "text", "service"))


@dataclass(frozen=True, slots=True)
class WrongKind:
    """A fact of another kind than its key takes: it would be read as if it were not there."""

    path: Path_
    value: Any


Slip = UnknownKey | WrongKind


def entry_slips(example: Mapping[str, Any], known: frozenset[str]) -> Iterator[Slip]:
    """Yield the keys of an entry that are none of ``known``."""
    return (unknown_key((key,), known) for key in example if key not in known)


def fact_slips(given: Any, known: Mapping[str, str], path: Path_) -> Iterator[Slip]:
    """Yield what is wrong with the facts ``given``: keys that are none of ``known``, values of another kind."""
    if not isinstance(given, dict):
        return
    for key, value in given.items():
        if key not in known:
            yield unknown_key((*path, key), known)
        elif value is not None:
            yield from _value_slips(value, known[key].split("/"), (*path, key))


def with_service(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the fact keys of a rule with the ways of service written out."""
    served = any("service" in kinds.split("/") for kinds in facts.values())
    return {**(dict.fromkeys(SERVICE, "date") if served else {}), **facts}


def _value_slips(value: Any, kinds: list[str], path: Path_) -> Iterator[Slip]:
    kind = next((one for one in kinds if _fits(one, value)), None)
    if kind is None:
        yield WrongKind(path, value)
    elif isinstance(value, list) and kind in ROWS:
        for index, row in enumerate(value):
            yield from fact_slips(row, ROWS[kind], (*path, index))
    elif isinstance(value, dict) and kind in MAPPINGS:
        yield from fact_slips(value, MAPPINGS[kind], path)


def _fits(kind: str, value: Any) -> bool:
    """Tell whether ``value`` has the shape of ``kind``; whether it can be read, its look-up says."""
    if kind == "told":
        return True
    if kind in ROWS or kind in ("days", "list"):
        return isinstance(value, list)
    if kind in MAPPINGS or kind in ("parties", "items"):
        return isinstance(value, dict)
    if isinstance(value, (dict, list)):
        return False
    if kind == "flag":
        return str(value).lower() in ("true", "false")
    return kind in _FREE or str(value) in kind.split("|")
