"""Naming: what a fact is called on the page, so that rows that look alike are told apart.

Owns which of its values stand for a fact: its name, title or number; else what it is, its day, whom it concerns and its
sum. An id is shown only where a person chose nothing else. Reads plain data with English keys; judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any

from lexcollect.findings import shown
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.casefile.facts import Fact, Field

#: What a fact is called by, and what else tells it from its neighbours, in this order.
_NAMES = ("name", "title", "number")
_DAYS = ("date", "first", "due", "signed_on", "delivered_on", "posted_on")
_WHOM = ("recipient", "by", "guarantor", "payer", "against")
_SUMS = ("amount", "daily_amount")
_TOLD_BY_KIND = frozenset({"communications", "acknowledgements", "securities", "costs", "filings", "milestones"})


def row_name(group: str, entry: Mapping[str, Any], called: Mapping[str, str]) -> str:
    """Return what an entry of ``group`` is called; ``called`` names parties by their ids."""
    parts = list(dict.fromkeys(_parts(group, entry, called)))
    return shown("　".join(parts)) or shown(str(entry.get("id", "")))


def _parts(group: str, entry: Mapping[str, Any], called: Mapping[str, str]) -> Iterator[str]:
    name = next((str(entry[key]) for key in _NAMES if isinstance(entry.get(key), str) and entry[key]), "")
    fields = _fields(group)
    if name:
        yield name
        if group == "parties":
            return
    elif group in _TOLD_BY_KIND or (group == "payments" and entry.get("kind")):
        yield word_of(fields.get("kind"), entry.get("kind", ""))
    elif group == "obligations" and entry.get("id"):
        yield str(entry["id"])
        return
    for keys in (_DAYS, _WHOM, _SUMS):
        key = next((key for key in keys if isinstance(entry.get(key), str) and entry[key]), "")
        if not key or (keys is _WHOM and group == "payments"):
            continue
        value = str(entry[key])
        if keys is _WHOM:
            yield called.get(value, value)
        elif keys is _SUMS:
            currency, amount = str(entry.get("currency", "")), amount_words(value)
            plain = f"{amount} {currency}".strip()
            yield plain if currency or not _is_sum(value) else say("desk.yuan", amount=amount)
        else:
            yield value


def amount_words(value: str) -> str:
    """Return a sum as the page writes it; what is none stays as it is."""
    try:
        return f"{Decimal(value.replace(',', '')):,.2f}"
    except InvalidOperation:
        return value


def _is_sum(value: str) -> bool:
    try:
        Decimal(value.replace(",", ""))
    except InvalidOperation:
        return False
    return True


def word_of(field: Field | None, value: Any) -> str:
    """Return a choice in the language of the page, whether it was written as a word or a key."""
    if field is None or field.kind is None or not isinstance(value, str):
        return str(value)
    for member in field.kind:
        if value in (member.value, member.label, member.english):
            return member.label if language() == "zh" else member.english
    return value


@cache
def _fields(group: str) -> Mapping[str, Field]:
    model = models().get(group)
    return fields_by_key(model) if model is not None else {}


@cache
def models() -> Mapping[str, type[Fact]]:
    """Return the model of each group of facts by its key."""
    from lexcollect.casefile.facts import fields_of
    from lexcollect.casefile.models import Case

    return {field.key: field.model for field in fields_of(Case) if field.model is not None}


def fields_by_key(model: type[Fact]) -> Mapping[str, Field]:
    """Return the fields of a model by their keys."""
    from lexcollect.casefile.facts import fields_of

    return {field.key: field for field in fields_of(model)}
