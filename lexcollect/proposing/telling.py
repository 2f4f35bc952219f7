"""Telling: a proposal in words, for screen, file and journal.

Owns the sentence: group, then each key by its label with its value as the case file shows it. Says nothing that the
proposal does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.casefile.facts import Field, fields_of
from lexcollect.casefile.labels import label_of
from lexcollect.casefile.values import spellings
from lexcollect.proposing.shapes import Proposal
from lexcollect.proposing.standing import fields_by_key, model_of
from lexcollect.wording import Lang, language, listed

#: What is not said of a fact: its own id, and what follows from the group.
_UNSAID = frozenset({"id", "channel"})


def told(proposal: Proposal, lang: Lang | None = None) -> str:
    """Return the proposal in one sentence: 付款：日期 2023-07-14，金额 300000.00，附言 货款."""
    lang = lang or language()
    fields, model = fields_by_key(proposal.group), model_of(proposal.group)
    parts = [
        f"{_label(model.__name__, key, lang)} {shown(fields[key], proposal.values[key].value, lang)}"
        for key in fields
        if key in proposal.values and key not in _UNSAID
    ]
    noun = model.noun.zh if lang == "zh" else model.noun.en
    at = f"（{proposal.at}）" if proposal.at is not None else ""
    return (
        f"{noun}{at}：{'，'.join(parts)}"
        if lang == "zh"
        else f"{noun}{f' ({proposal.at})' if at else ''}: {', '.join(parts)}"
    )


def key_label(proposal: Proposal, key: str, lang: Lang | None = None) -> str:
    """Return the label of a key of the proposal."""
    return _label(model_of(proposal.group).__name__, key, lang or language())


def value_told(proposal: Proposal, key: str, value: Any, lang: Lang | None = None) -> str:
    """Return a value under ``key`` as it is shown."""
    return shown(fields_by_key(proposal.group)[key], value, lang or language())


def shown(field: Field, value: Any, lang: Lang) -> str:
    """Return a value in words of ``lang``: choices by their label, yes and no, what stands in a group by its keys."""
    if isinstance(value, bool):
        return {"zh": "是", "en": "yes"}[lang] if value else {"zh": "否", "en": "no"}[lang]
    if isinstance(value, (list, tuple)):
        return listed((shown(field, one, lang) for one in value), lang)
    if isinstance(value, Mapping):
        inner = {f.key: f for f in fields_of(field.model)} if field.model is not None else {}
        name = field.model.__name__ if field.model is not None else ""
        if isinstance(value.get("text"), str):
            return str(value["text"])
        parts = (
            f"{_label(name, key, lang)} {shown(inner[key], one, lang)}" if key in inner else str(one)
            for key, one in value.items()
        )
        return f"（{'，'.join(parts)}）" if lang == "zh" else f"({', '.join(parts)})"
    if field.kind is not None:
        member = spellings(field.kind).get(str(value))
        if member is not None:
            return member.label if lang == "zh" else member.english
    return str(value)


def _label(group: str, key: str, lang: Lang) -> str:
    return label_of(group, key) if lang == "zh" else key.replace("_", " ")
