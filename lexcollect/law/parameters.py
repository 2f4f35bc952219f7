"""Parameters: every number of the law, dated, with its article; and the strict reading of the files they stand in.

Owns :class:`Parameter` and :class:`Value`, the one question ``what did it say on that day``, and the reader that
``law.record`` shares. Refuses a day before the first value and a day after ``until``: unknown law is an exception
(:class:`~lexcollect.law.trace.LawUnknown`), never a default. Knows no rule.

A parameter that belongs to no single rule is a file ``data/parameters/<topic>/<name>.yaml``, called ``topic.name``::

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

The length of a rule has the same keys and stands in the rule's own file (``law.record``). ``value`` is a text, a list
of texts, or a list of lists (a table); ``cite`` is one citation or a list. A value may carry its own ``unit`` or
``certainty`` where it differs from the head.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, finding
from lexcollect.law.trace import Certainty, Citation, LawUnknown, parse_citation
from lexcollect.records import dataclass
from lexcollect.wording import pair, text
from lexcollect.yamltree import Path_, Tree, read_yaml

DATA = Path(__file__).parent / "data"
#: The keys of a parameter.
KEYS = frozenset(
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
        found = None
        for value in self.values:  # a handful, in order of their first day
            if value.since > day:
                break
            found = value
        if found is None:
            raise LawUnknown(
                text(
                    "law.unknown_before",
                    title=pair(self.title, self.title_en),
                    day=day,
                    first=self.values[0].since,
                    name=self.name,
                )
            )
        if self.until and day > self.until:
            raise LawUnknown(
                text(
                    "law.unknown_after",
                    title=pair(self.title, self.title_en),
                    day=day,
                    last=self.until,
                    name=self.name,
                )
            )
        return found


def read_parameter(path: Path, name: str) -> tuple[Parameter | None, list[Finding]]:
    """Read one parameter file strictly: all its mistakes come back as findings."""
    tree, problems = read_yaml(path, path.name)
    if tree is None:
        return None, problems
    reader = Reader(tree)
    parameter = reader.parameter(name)
    return (None if reader.problems else parameter), reader.problems


class Reader:
    """Turns one parsed file, or the part of it below ``base``, into what it says, collecting every mistake."""

    def __init__(self, tree: Tree, base: Path_ = (), problems: list[Finding] | None = None) -> None:
        self.tree, self.base = tree, base
        self.problems: list[Finding] = [] if problems is None else problems
        data: Any = tree.data
        for part in base:
            data = data.get(part) if isinstance(data, dict) else None
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}

    def parameter(self, name: str, titles: Mapping[str, str] | None = None) -> Parameter | None:
        """Return the parameter ``name``; ``titles`` are those of its rule, where it has none of its own."""
        self.known(KEYS)
        certainty = self.certainty("certainty")
        values = self._values(certainty, name)
        texts = {key: self.text(key, (titles or {}).get(key, "")) for key in ("title", "title_en")}
        texts |= {key: self.text(key) for key in ("unit", "summary", "source")}
        verified, review = self.day("verified_on"), self.day("review_by")
        until = self.day("until") if "until" in self.data else None
        if self.problems or verified is None or review is None or not values:
            return None
        return Parameter(
            name, **texts, certainty=certainty, verified_on=verified, review_by=review, values=values, until=until
        )

    def known(self, keys: frozenset[str]) -> None:
        """Refuse every key that is none of ``keys``."""
        for key in self.data.keys() - keys:
            self.refuse("LX-L002", (key,), key=key)

    def text(self, key: str, default: str = "") -> str:
        """Return a text; without one ``default``, and without that it is missing."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or not value:
            self.refuse("LX-L001", (key,), key=key)
            return ""
        return value

    def optional(self, key: str) -> str:
        """Return a text that may be missing (then empty)."""
        return self.text(key) if key in self.data else ""

    def choice(self, key: str, known: tuple[str, ...], default: str = "") -> str:
        """Return one of the words ``known``."""
        value = self.text(key, default)
        if value and value not in known:
            self.refuse("LX-L008", (key,), key=key, value=value, known=known)
        return value

    def day(self, key: str) -> date | None:
        """Return a day that must be there."""
        value = self.text(key)
        day = _iso(value)
        if value and day is None:
            self.refuse("LX-L003", (key,), value=value)
        return day

    def certainty(self, key: str) -> Certainty:
        """Return how firm something is."""
        return self._certainty(self.data.get(key), (key,))

    def citations(self, key: str) -> tuple[Citation, ...]:
        """Return one citation or a list of them (none: empty)."""
        value = self.data.get(key) or []
        return tuple(parse_citation(str(c)) for c in (value if isinstance(value, list) else [value]))

    def refuse(self, code: str, path: Path_, **params: Any) -> None:
        """Note finding ``code`` at ``path`` below the base."""
        self.problems.append(finding(code, self.tree.where((*self.base, *path)), **params))

    def _values(self, certainty: Certainty, name: str) -> tuple[Value, ...]:
        rows = self.data.get("values")
        if not isinstance(rows, dict) or not rows:
            self.refuse("LX-L001", ("values",), key="values")
            return ()
        found = [self._value(first, row, certainty, name) for first, row in rows.items()]
        known = [value for value in found if value]
        days = [value.since for value in known]
        if days != sorted(days):
            self.refuse("LX-L004", ("values",))
        return tuple(known)

    def _value(self, first: str, row: Any, certainty: Certainty, name: str) -> Value | None:
        path = ("values", first)
        day = _iso(first)
        if day is None:
            self.refuse("LX-L003", path, value=first)
            return None
        if not isinstance(row, dict) or row.get("value") is None or row.get("cite") is None:
            self.refuse("LX-L001", path, key="value/cite")
            return None
        for key in row.keys() - _VALUE_KEYS:
            self.refuse("LX-L002", (*path, key), key=key)
        cites = row["cite"] if isinstance(row["cite"], list) else [row["cite"]]
        firmness = self._certainty(row["certainty"], path) if "certainty" in row else certainty
        return Value(
            _frozen(row["value"]),
            day,
            tuple(parse_citation(str(c)) for c in cites),
            str(row.get("unit") or self.data.get("unit") or ""),
            firmness,
            name,
        )

    def _certainty(self, value: Any, path: Path_) -> Certainty:
        try:
            return Certainty(str(value))
        except ValueError:
            self.refuse("LX-L005", path, value=value)
            return Certainty.STATUTORY


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
