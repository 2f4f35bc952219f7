"""Naming: what a place of a case file is called: the label of a key in its own group, the fact it belongs to.

One key has several labels (承担的费用 of a clause, 涉及订单 of a letter): the group decides which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from lexcollect.casefile.facts import Fact, fields_of
from lexcollect.casefile.labels import label_of
from lexcollect.wording import Text, pair

#: By which keys a fact is called, the first one that is there.
_CALLED_BY = ("id", "title", "name", "number", "doc_no")


def label_at(place: Sequence[str | int]) -> str:
    """Return the Chinese label of the key at the end of ``place``, as its group has it; empty for no key."""
    keys = tuple(part for part in place if isinstance(part, str))
    return _label(keys) if keys else ""


@cache
def _label(keys: tuple[str, ...]) -> str:
    *_, last = groups = _groups(keys)
    return label_of(last.__name__ if last and len(groups) == len(keys) else "", keys[-1])


def _groups(keys: tuple[str, ...]) -> list[type[Fact] | None]:
    """Return the group in which each of ``keys`` stands, as far as they are keys."""
    from lexcollect.casefile.models import Case

    found: list[type[Fact] | None] = [Case]
    for key in keys[:-1]:
        model = found[-1]
        field = next((f for f in fields_of(model) if f.key == key), None) if model else None
        found.append(field.model if field else None)
    return found


def fact_at(data: Any, place: Sequence[str | int]) -> Text | str:
    """Return the fact in which ``place`` of ``data`` (English keys) stands, as a person calls it: 应收款“订单一”.

    Empty for what stands in no entry of a list.
    """
    entry, at = data, -1
    for step, part in enumerate(place):
        if isinstance(part, int):
            at = step
            break
        entry = entry.get(part) if isinstance(entry, Mapping) else None
    if at < 1 or not isinstance(entry, (list, tuple)):
        return ""
    number, group = place[at], place[at - 1]
    assert isinstance(number, int)
    fact = entry[number] if number < len(entry) else None
    keys = tuple(part for part in place[: at + 1] if isinstance(part, str))
    model = _groups((*keys, ""))[-1]
    zh, en = model.noun if model else ("", "")
    zh, en = zh or _label(keys), en or str(group).replace("_", " ")
    name = _name_of(fact) if isinstance(fact, Mapping) else ""
    return pair(f"{zh}“{name}”", f"{en} “{name}”: ") if name else pair(zh, f"{en}: ")  # its place tells which one


def _name_of(fact: Mapping[str, Any]) -> str:
    return next((" ".join(str(fact[key]).split()) for key in _CALLED_BY if isinstance(fact.get(key), str)), "")
