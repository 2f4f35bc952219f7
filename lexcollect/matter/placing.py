"""Placing: a place in case file or catalogue in the words of the reader.

Owns the Chinese name of a place: ``payments[2].amount（金额）`` is 付款第2条·金额 on a Chinese screen. JSON keeps
the keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexcollect.findings import Finding, Where
from lexcollect.patterns import regex
from lexcollect.wording import Lang, language, say

#: A place by its keys, as :func:`lexcollect.yamltree.dotted` writes it, with the label of the last one or without.
_PLACE = regex(r"([a-z_]+(?:\[\d+\])?(?:\.[^\s.（）\[\]]+(?:\[\d+\])?)*)(?:（[^）]*）)?")
_PART = regex(r"([^\s.\[\]]+)(?:\[(\d+)\])?")


def in_words(one: Finding, lang: Lang | None = None) -> Finding:
    """Return ``one`` with its place in the words of ``lang``; only who reads Chinese gets another one."""
    field = one.where.field
    if not field or (lang or language()) != "zh" or (found := _PLACE.fullmatch(field)) is None:
        return one
    return one.at(replace(one.where, field=place_in_chinese(found[1])))


def place_in_chinese(place: str) -> str:
    """Return 付款第2条·金额 for ``payments[2].amount``; what is no key of ours stays as it is."""
    return "·".join(
        say("general.place_entry", "zh", label=label, number=number) if number else label
        for label, number in _labelled(place)
    )


def _labelled(place: str) -> Iterator[tuple[str, str]]:
    """Yield the label and the position (empty for none) of each part of a place."""
    from lexcollect.casefile.facts import Fact, fields_of
    from lexcollect.casefile.labels import label_of
    from lexcollect.casefile.models import Case

    model: type[Fact] | None = Case
    catalogue = False
    for at, part in enumerate(_PART.finditer(place)):
        key, number = part[1], part[2] or ""
        field = next((f for f in fields_of(model) if f.key == key), None) if model else None
        catalogue = catalogue or (at == 0 and field is None)
        if catalogue:
            yield _of_the_catalogue(key), number
            continue
        yield (label_of(model.__name__, key) if model and field else key), number
        model = field.model if field else None


def _of_the_catalogue(key: str) -> str:
    from lexcollect.evidence.keys import label_of

    return label_of(key)


def where_in_words(where: Where, lang: Lang | None = None) -> str:
    """Return a place as the reader sees it, alone."""
    return str(in_words(Finding("", where), lang).where)
