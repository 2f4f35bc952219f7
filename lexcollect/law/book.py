"""The law book: every number of the law, dated, with its article.

Owns the reading of ``data/parameters/<topic>/<name>.yaml`` (one file a parameter, called ``topic.name``) and
the one question ``what did it say on that day``. Refuses a day before the first value and a day after
``until``: unknown law is an exception (:class:`~lexcollect.law.trace.LawUnknown`), never a default. Knows no
rule: every "if" of the law is code in ``law.rules``.

A parameter file::

    title: 普通诉讼时效期间
    title_en: General limitation period
    unit: year
    certainty: statutory
    summary: 一句自己的话
    source: 国家法律法规数据库
    verified_on: 2026-05-16
    review_by: 2027-05-31
    values:
      2017-10-01: {value: 3, cite: [民法典 188(1)]}

``value`` is a text, a list of texts, or a list of lists (a table); ``cite`` is one citation or a list. A value may
carry its own ``unit`` or ``certainty`` where it differs from the head of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.trace import Certainty, Citation, LawUnknown
from lexcollect.wording import text
from lexcollect.yamltree import Tree, read_yaml

DATA = Path(__file__).parent / "data"
_KEYS = frozenset(
    ("title", "title_en", "unit", "certainty", "summary", "source", "verified_on", "review_by", "values", "until")
)
_VALUE_KEYS = frozenset(("value", "cite", "note", "certainty", "unit"))

#: A text, a list of texts, or a table.
Raw = str | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter says on a day: the value as text (or tuple), since when, and on which articles."""

    value: Raw
    since: date
    cite: tuple[Citation, ...]
    unit: str
    certainty: Certainty
    name: str

    @property
    def number(self) -> int:
        """Return the value as a whole number (periods); a value that is none is a mistake in the book."""
        return int(self._text())

    @property
    def decimal(self) -> Decimal:
        """Return the value as a decimal (rates, amounts)."""
        return Decimal(self._text())

    def _text(self) -> str:
        if not isinstance(self.value, str):
            raise TypeError(f"{self.name} is a table, not a number")
        return self.value


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: cheap to use as a key of caches
class Parameter:
    """A dated parameter of the law: its values in order of their first day, and where they were verified."""

    name: str
    title: str
    title_en: str
    unit: str
    summary: str
    source: str
    certainty: Certainty
    verified_on: date
    review_by: date
    values: tuple[Value, ...]
    until: date | None = None

    def at(self, day: date) -> Value:
        """Return the value in force on ``day``; :class:`LawUnknown` outside the known time."""
        index = bisect_right(self.values, day, key=lambda v: v.since)
        if not index:
            raise LawUnknown(
                text(
                    "law.unknown_before",
                    title=text_pair(self.title, self.title_en),
                    day=day,
                    first=self.values[0].since,
                    name=self.name,
                )
            )
        if self.until and day > self.until:
            raise LawUnknown(
                text(
                    "law.unknown_after",
                    title=text_pair(self.title, self.title_en),
                    day=day,
                    last=self.until,
                    name=self.name,
                )
            )
        return self.values[index - 1]


def text_pair(zh: str, en: str) -> Any:
    """Return a title that is Chinese in Chinese sentences and English in English ones."""
    return text("law.pair", zh=zh, en=en)


class Book:
    """Parameters by name; a file is read when its parameter is first asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(sorted(files.items()))
        self._read: dict[str, Parameter] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> Book:
        """Return the book of all parameter files below ``folder``."""
        return cls({".".join(p.relative_to(folder).with_suffix("").parts): p for p in folder.rglob("*.yaml")})

    def at(self, name: str, day: date) -> Value:
        """Return parameter ``name`` as in force on ``day``; :class:`LawUnknown` for a day the book lacks."""
        return self.parameter(name).at(day)

    def parameter(self, name: str) -> Parameter:
        """Return parameter ``name``; an unknown name is a programming mistake (``KeyError``)."""
        found = self._read.get(name)
        if found is None:
            found, problems = read_parameter(self._files[name], name)
            if found is None:
                raise Refused(problems)
            self._read[name] = found
        return found

    def parameters(self) -> Iterator[Parameter]:
        """Yield every parameter in order of name; raises :class:`Refused` for a broken file."""
        return (self.parameter(name) for name in self._files)

    def stale(self, day: date) -> list[Parameter]:
        """Return the parameters whose ``review_by`` lies before ``day``: look again before relying on them."""
        return [parameter for parameter in self.parameters() if parameter.review_by < day]

    def __contains__(self, name: str) -> bool:
        return name in self._files


@cache
def shipped_book() -> Book:
    """Return the law book that comes with the program."""
    return Book.from_folder(DATA / "parameters")


def read_parameter(path: Path, name: str) -> tuple[Parameter | None, list[Finding]]:
    """Read one parameter file strictly: all its mistakes come back as findings."""
    tree, problems = read_yaml(path, path.name)
    if tree is None:
        return None, problems
    reader = _Reader(tree, name)
    parameter = reader.parameter()
    return (None if reader.problems else parameter), reader.problems


def parse_citation(written: str) -> Citation:
    """Return ``民法典 188(1)`` as a citation; without a space it is a whole text."""
    law, _, article = written.strip().partition(" ")
    return Citation(law, article.strip())


class _Reader:
    """Turns one parsed file into a parameter, collecting every mistake."""

    def __init__(self, tree: Tree, name: str) -> None:
        self.tree, self.name = tree, name
        self.problems: list[Finding] = []
        self.data: dict[str, Any] = tree.data if isinstance(tree.data, dict) else {}

    def parameter(self) -> Parameter | None:
        for key in self.data.keys() - _KEYS:
            self._refuse("LX-L002", (key,), key=key)
        certainty = self._certainty(self.data.get("certainty"), ("certainty",))
        values = self._values(certainty)
        texts = {key: self._text(key) for key in ("title", "title_en", "unit", "summary", "source")}
        verified, review = self._day("verified_on"), self._day("review_by")
        until = self._day("until") if "until" in self.data else None
        if self.problems or verified is None or review is None or not values:
            return None
        return Parameter(
            self.name, **texts, certainty=certainty, verified_on=verified, review_by=review, values=values, until=until
        )

    def _values(self, certainty: Certainty) -> tuple[Value, ...]:
        rows = self.data.get("values")
        if not isinstance(rows, dict) or not rows:
            self._refuse("LX-L001", ("values",), key="values")
            return ()
        found = [self._value(first, row, certainty) for first, row in rows.items()]
        known = [value for value in found if value]
        days = [value.since for value in known]
        if days != sorted(days):
            self._refuse("LX-L004", ("values",))
        return tuple(known)

    def _value(self, first: str, row: Any, certainty: Certainty) -> Value | None:
        path = ("values", first)
        day = _iso(first)
        if day is None:
            self._refuse("LX-L003", path, value=first)
            return None
        if not isinstance(row, dict) or row.get("value") is None or row.get("cite") is None:
            self._refuse("LX-L001", path, key="value/cite")
            return None
        for key in row.keys() - _VALUE_KEYS:
            self._refuse("LX-L002", (*path, key), key=key)
        cites = row["cite"] if isinstance(row["cite"], list) else [row["cite"]]
        firmness = self._certainty(row["certainty"], path) if "certainty" in row else certainty
        return Value(
            _frozen(row["value"]),
            day,
            tuple(parse_citation(str(c)) for c in cites),
            str(row.get("unit") or self.data.get("unit") or ""),
            firmness,
            self.name,
        )

    def _text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value:
            self._refuse("LX-L001", (key,), key=key)
            return ""
        return value

    def _day(self, key: str) -> date | None:
        value = self._text(key)
        day = _iso(value)
        if value and day is None:
            self._refuse("LX-L003", (key,), value=value)
        return day

    def _certainty(self, value: Any, path: tuple[str, ...]) -> Certainty:
        try:
            return Certainty(str(value))
        except ValueError:
            self._refuse("LX-L005", path, value=value)
            return Certainty.STATUTORY

    def _refuse(self, code: str, path: tuple[str, ...], **params: Any) -> None:
        self.problems.append(finding(code, self.tree.where(path), **params))


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _frozen(value: Any) -> Raw:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, dict):
        return tuple((key, _frozen(part)) for key, part in value.items())
    return "" if value is None else str(value)
