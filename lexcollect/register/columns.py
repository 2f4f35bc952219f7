"""Columns: how amounts, days, states and sentences lie in the database, alike in SQLite and PostgreSQL.

Owns the types of columns. Amounts are text, exact to the last digit; a state or kind is the value of its enumeration,
and a value that the enumeration does not know is a broken register (:class:`ValueError`), never a guess. Sentences are
kept as key and parameters, so that they are said in the language of whoever reads.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from importlib import import_module
from typing import Any

from sqlalchemy.types import String, TypeDecorator
from sqlalchemy.types import Text as LongText

from lexcollect.wording import Text, pair


class Yuan(TypeDecorator[Decimal]):
    """An amount of money: decimal text, never a float."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        """Return the digits."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        """Return the amount."""
        return None if value is None else Decimal(value)


class Word(TypeDecorator[StrEnum]):
    """A member of a closed vocabulary, by its value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum] | str) -> None:
        super().__init__()
        self.named = kind

    @cached_property
    def kind(self) -> type[StrEnum]:
        """The vocabulary; one that is named ``module:name`` is loaded when its first value is met."""
        if not isinstance(self.named, str):
            return self.named
        module, _, name = self.named.partition(":")
        found: type[StrEnum] = getattr(import_module(module), name)
        return found

    def process_bind_param(self, value: StrEnum | None, dialect: Any) -> str | None:
        """Return the value of the member."""
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Any) -> StrEnum | None:
        """Return the member."""
        return None if value is None else self.kind(value)


class Json(TypeDecorator[Any]):
    """Plain data: lists, numbers, words."""

    impl = LongText
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str:
        """Return the JSON text."""
        return dump(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        """Return the data."""
        return None if value is None else json.loads(value)


class Sentence(TypeDecorator[Text]):
    """A sentence as key and parameters."""

    impl = LongText
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: Any) -> str | None:
        """Return key and parameters as JSON."""
        return None if value is None else dump(packed(value))

    def process_result_value(self, value: str | None, dialect: Any) -> Text | None:
        """Return the sentence."""
        return None if value is None else unpacked(json.loads(value))


def dump(value: Any) -> str:
    """Return ``value`` as JSON, the same text for the same data; half characters of hostile names as escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _whole(text) else json.dumps(value, separators=(",", ":"))


def clean(words: str) -> str:
    """Return ``words`` as every database takes them: no NUL, no half character; both as visible escapes."""
    words = words.replace("\0", "\\x00")
    return words if _whole(words) else words.encode("utf-8", "backslashreplace").decode()


def _whole(words: str) -> bool:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def packed(value: Any) -> Any:
    """Return a parameter of a sentence as plain data that :func:`unpacked` takes back."""
    if isinstance(value, Text):
        return {"key": value.key, "params": {name: packed(inner) for name, inner in value.params}}
    if isinstance(value, StrEnum):
        return {"zh": str(getattr(value, "label", value.value)), "en": value.value}
    if isinstance(value, Decimal):
        return {"amount": f"{value:f}"}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, (list, tuple)):
        return [packed(inner) for inner in value]
    return value if value is None or isinstance(value, int) else clean(str(value))


def unpacked(value: Any) -> Any:
    """Return the parameter that :func:`packed` made plain."""
    if isinstance(value, list):
        return tuple(unpacked(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    if "key" in value:
        return Text(value["key"], tuple((name, unpacked(inner)) for name, inner in value["params"].items()))
    if "zh" in value:
        return pair(value["zh"], value["en"])
    return Decimal(value["amount"]) if "amount" in value else date.fromisoformat(value["day"])
