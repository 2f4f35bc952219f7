"""Facts of a worked example: typed look-ups in what the file says.

Owns :class:`Facts` and the two ways in which a fact fails a rule: it cannot be read, or it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.width import fold
from lexcollect.cn.yuan import read_yuan
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: A number of any scale and either sign, without an idle zero in front.
_PLAIN_NUMBER = r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?"
#: An answer as an example file writes it.
Plain = dict[str, Any]
#: Facts in, plain answer out; both as plain texts, lists and mappings.
Adapter = Callable[["Facts"], Mapping[str, Any]]
#: Input in, plain answer out; the second argument is what the example expects (spellings to be accepted).
MoneyAdapter = Callable[["Facts", Mapping[str, Any]], Plain]


class BadFact(ValueError):
    """A fact of an example cannot be read; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.key)


class MissingFact(BadFact):
    """A fact that a rule cannot do without is not there: the answer is ``status: unknown``, never a guess."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an example with typed look-ups; ``None`` and a missing key are the same."""

    data: Mapping[str, Any]
    rule: str = ""
    as_of: date | None = None

    def get(self, key: str) -> Any:
        """Return the plain value of ``key`` or ``None``."""
        return self.data.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self.data.get(key)
        return default if value is None else str(value)

    def day(self, key: str) -> date | None:
        """Return a day or ``None``; :class:`BadFact` for anything else."""
        value = self.data.get(key)
        return None if value is None else read_day(key, value)

    def need(self, *keys: str) -> date:
        """Return the first day there is under ``keys``; :class:`MissingFact` when there is none."""
        for key in keys:
            day = self.day(key)
            if day is not None:
                return day
        raise MissingFact(text("law.example_missing", name="/".join(keys)))

    def days(self, key: str) -> list[date]:
        """Return a list of days."""
        value = self.data.get(key)
        if not isinstance(value, list) or not value:
            raise MissingFact(text("law.example_missing", name=key))
        return [read_day(key, part) for part in value]

    def flag(self, key: str) -> bool:
        """Return a yes or no; missing is no."""
        return self.text(key).lower() == "true"

    def number(self, key: str) -> Decimal:
        """Return a number, a sum in yuan as at every door; :class:`BadFact` when there is none."""
        return read_number(key, self.text(key))

    def inner(self, key: str) -> Facts | None:
        """Return a nested mapping as facts, or ``None``."""
        value = self.data.get(key)
        return Facts(value, self.rule, self.as_of) if isinstance(value, dict) else None

    def rows(self, key: str) -> list[Facts]:
        """Return a list of mappings as facts (missing: empty)."""
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise bad_fact(key, value)
        return [Facts(row, self.rule, self.as_of) for row in value]


@dataclass(frozen=True, slots=True)
class Topic:
    """A question of money that examples may ask: how it is answered, and the keys of its input by kind."""

    answer: MoneyAdapter
    input: Mapping[str, str]


def kinds(written: str) -> dict[str, str]:
    """Return ``due_date:date events:events`` as a table of kinds; the kinds are those of ``lawcheck.keys``."""
    return dict(pair.split(":", 1) for pair in written.split())


def bad_fact(name: str, value: Any) -> BadFact:
    """Return the refusal of ``value`` under the key ``name``."""
    return BadFact(text("law.example_bad_fact", name=name, value=value))


def read_day(key: str, value: Any) -> date:
    """Return a day as it is read at every door; :class:`BadFact` for anything else."""
    try:
        return parse_date(str(value))
    except BadDate as bad:
        raise _refused(key, value, f"general.date.{bad.reason}", day=bad.day) from None


def read_number(key: str, written: str) -> Decimal:
    """Return the number ``written`` under ``key``: a plain one of any scale, else a sum in yuan in any of its forms.

    :class:`BadFact` with the reason for what is neither.
    """
    plain = fold(written).strip()
    if re.fullmatch(_PLAIN_NUMBER, plain, re.ASCII):
        return Decimal(plain.replace(",", ""))
    try:
        return read_yuan(written).value
    except BadAmount as bad:
        raise _refused(key, written, f"general.amount.{bad.reason}") from None


def _refused(name: str, value: Any, reason: str, **particulars: Any) -> BadFact:
    return BadFact(text("law.example_refused_fact", name=name, value=value, reason=text(reason, **particulars)))
