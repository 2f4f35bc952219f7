"""Proposed values: a value of a proposed fact that is more than one word, as fields of its card and back.

Owns lists of words (担保范围) as ticks or as words with 、 between them, and groups of keys (付款期限), a field a key.
Refuses nothing: whether the case file can read what comes out is decided where it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lexcollect.casefile.facts import Field, fields_of
from lexcollect.review.facts import in_english
from lexcollect.review.html import Kept
from lexcollect.review.keys import key_of
from lexcollect.sheets.fact_rows import choices_of, is_plain
from lexcollect.wording import language

if TYPE_CHECKING:
    from lexcollect.proposing.shapes import Proposal
    from lexcollect.review.forms import Form

#: Names of fields in the browser: a tick of a list, that a list was shown, a list in words, a key of a group.
_TICK, _LIST, _WORDS, _PART = "tick-", "list-", "words-", "part-"
_BETWEEN = "、"
Called = Mapping[str, Mapping[str, str]]


def fields_for(field: Field, value: Any, called: Called) -> dict[str, Any]:
    """Return the fields of one value: ``ticks`` of a list, ``words`` of one without choices, ``groups`` of keys.

    Nothing where it holds what has no field here: a group within a group.
    """
    if groups := _groups(value):
        known = all(_has_fields(field, one) for one in groups)
        return {"groups": [_parts(field, one, called) for one in groups]} if known else {}
    if not isinstance(value, (list, tuple)) or not all(is_plain(one) for one in value) or field.model is not None:
        return {}
    held = [_word(field, one) for one in value]
    options = _options(field, held, called)
    return {"ticks": options} if options else {"words": Kept(_BETWEEN.join(held))}


def _groups(value: Any) -> list[Mapping[str, Any]]:
    """Return the groups of keys that a value is, one or several; none where it is something else."""
    held = [value] if isinstance(value, Mapping) else list(value) if isinstance(value, (list, tuple)) else []
    return held if all(isinstance(one, Mapping) for one in held) else []


def _has_fields(field: Field, value: Mapping[str, Any]) -> bool:
    known = {one.key for one in fields_of(field.model)} if field.model is not None else set()
    return set(value) <= known and all(is_plain(one) for one in value.values())


def _parts(field: Field, value: Mapping[str, Any], called: Called) -> list[dict[str, Any]]:
    from lexcollect.casefile.english import english_of
    from lexcollect.casefile.labels import label_of

    assert field.model is not None
    inner = {one.key: one for one in fields_of(field.model)}
    name = field.model.__name__
    return [
        {
            "key": key,
            "label": label_of(name, key) if language() == "zh" else english_of(name, key),
            "value": Kept(_word(inner[key], one)),
            "options": _options(inner[key], [_word(inner[key], one)], called),
        }
        for key, one in value.items()
    ]


def _options(field: Field, held: list[str], called: Called) -> list[dict[str, Any]]:
    choices = choices_of(field, {group: tuple(names) for group, names in called.items()})
    names = called.get(field.refers.group, {}) if field.refers is not None else {}
    names = {**names, **(in_english(field) if language() == "en" else {})}
    return [
        {"value": Kept(one), "name": names.get(one, one), "chosen": one in held}
        for one in (dict.fromkeys((*choices, *held)) if choices else ())
    ]


def _word(field: Field, value: Any) -> str:
    """Return one value as its field shows it: a choice by its Chinese word, which is what is sent."""
    from lexcollect.proposing.telling import shown

    return shown(field, value, "zh")


def typed(proposal: Proposal, form: Form) -> tuple[dict[str, Any], list[str]]:
    """Return the values that a person changed, by key, and the keys of which nothing was left."""
    from lexcollect.proposing.standing import fields_by_key

    fields = fields_by_key(proposal.group)
    changed: dict[str, Any] = {}
    emptied: list[str] = []
    for key, held in proposal.values.items():
        if is_plain(held.value):
            continue
        now = _sent(key_of(key), fields[key], held.value, form)
        if now is None or now == _shown(fields[key], held.value):
            continue
        if now:
            changed[key] = now
        else:
            emptied.append(key)
    return changed, emptied


def _shown(field: Field, value: Any) -> Any:
    """Return a value as its fields send it back when nobody touches them."""
    if groups := _groups(value):
        inner = {one.key: one for one in fields_of(field.model)} if field.model is not None else {}
        said = [{key: _word(inner[key], one) for key, one in group.items() if key in inner} for group in groups]
        return said[0] if isinstance(value, Mapping) else said
    return [_word(field, one) for one in value]


def _sent(name: str, field: Field, value: Any, form: Form) -> Any:
    """Return what was sent for a value; ``None`` where it was not shown in fields."""
    if form.one(f"{_LIST}{name}"):
        return form.all_of(f"{_TICK}{name}")
    words = form.all_of(f"{_WORDS}{name}")
    if words:
        return [part.strip() for part in words[-1].replace("，", _BETWEEN).split(_BETWEEN) if part.strip()]
    groups, parts = _groups(value), dict(form.below(f"{_PART}{name}-"))
    if not parts or not groups:
        return None
    said = [
        {key: one for key in group if (one := parts.get(f"{at}-{key}", "").strip())} for at, group in enumerate(groups)
    ]
    return said[0] if isinstance(value, Mapping) else [one for one in said if one]
