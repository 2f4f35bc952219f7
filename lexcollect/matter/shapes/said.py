"""Said: a sentence in the language of the run, and beside it what it was made of.

Owns the one way in which a sentence of the catalogue becomes plain data: ``{"title": "…", "title_text": {"key": …,
"params": {…}}}``. The sentence may be reworded from version to version; key and parameters are what a program reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from lexcollect.wording import Text

if TYPE_CHECKING:
    from lexcollect.law.trace import Citation, Step


def said(name: str, text: Text | None) -> dict[str, Any]:
    """Return the fields ``name`` (the sentence) and ``name_text`` (its key and parameters)."""
    return {name: None if text is None else text.render(), f"{name}_text": None if text is None else keyed(text)}


def said_all(name: str, texts: Iterable[Text]) -> dict[str, Any]:
    """Return the fields ``name`` (the sentences) and ``name_text`` (their keys and parameters), in one order."""
    every = tuple(texts)
    return {name: [text.render() for text in every], f"{name}_text": [keyed(text) for text in every]}


def keyed(text: Text) -> dict[str, Any]:
    """Return the key of a sentence and its parameters as plain data."""
    return {"key": text.key, "params": {name: plain(value) for name, value in text.params}}


def plain(value: Any) -> Any:
    """Return a parameter as plain data: days ISO, amounts strings, sentences ``{key, params}``, the rest as it is."""
    if isinstance(value, Text):
        return keyed(value)
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    return value if value is None or isinstance(value, (str, int)) else str(value)


def articles(cites: Iterable[Citation]) -> list[str]:
    """Return articles as written: 民法典第188条第1款."""
    return [str(cite) for cite in cites]


def trace(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return the steps of a working: rule, sentence, articles."""
    return [{"rule": step.rule, **said("text", step.text), "cites": articles(step.cites)} for step in steps]
