"""Limits of cost: rules of thumb (经验界限) that tell when collecting costs too much; business rules and no law.

Owns the reading of the shipped file and of the user's own. Refuses (LX-R206) what is no such file, with line and key.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.findings import Refused, finding
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair
from lexcollect.yamltree import Path_, Tree, read_yaml

SHIPPED = Path(__file__).parent / "data" / "cost_limits.yaml"
_FILE = ("title", "source", "source_en", "verified_on", "rules")
_RULE = ("name", "name_en", "over", "upto", "per_debt", "rate", "check")
_YES = ("yes", "true", "是")


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule of thumb: from which to which longest overdue day it speaks, and what must not be passed.

    ``per_debt`` is in yuan for each debt, ``rate`` a part of the principal pursued. ``check``: passing it asks a
    question (委外?) and is no excess.
    """

    name: Text
    over: int
    upto: int | None
    per_debt: Decimal | None
    rate: Decimal | None
    check: bool

    def speaks_of(self, days: int) -> bool:
        """Whether it speaks of a matter that has been overdue for ``days`` at the longest."""
        return days > self.over and (self.upto is None or days <= self.upto)


@dataclass(frozen=True, slots=True)
class Limits:
    """All rules of a file, where they are from, and the day they were looked at."""

    title: str
    source: Text
    verified_on: date
    rules: tuple[Limit, ...]


def read_limits(path: Path | None = None) -> Limits:
    """Return the rules of ``path``, else the shipped ones; :class:`Refused` with the first thing that is wrong."""
    file = path or SHIPPED
    tree, problems = read_yaml(file, file.name)
    if tree is None:
        raise Refused(problems)
    return _Reader(tree).limits()


class _Reader:
    """Turns the parsed file into rules."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def limits(self) -> Limits:
        data = self._mapping(self.tree.data, (), _FILE)
        rules = data.get("rules")
        if not isinstance(rules, list) or not rules:
            raise self._wrong(("rules",), "rules", "")
        try:
            day = parse_date(str(data.get("verified_on", "")))
        except BadDate:
            raise self._wrong(("verified_on",), "verified_on", data.get("verified_on", "")) from None
        found = tuple(self._rule(rule, ("rules", n)) for n, rule in enumerate(rules))
        source = str(data.get("source", ""))
        return Limits(str(data.get("title", "")), pair(source, str(data.get("source_en") or source)), day, found)

    def _rule(self, given: Any, path: Path_) -> Limit:
        data = self._mapping(given, path, _RULE)
        name = str(data.get("name") or "")
        per_debt, rate = self._number(data, "per_debt", path), self._number(data, "rate", path)
        if not name:
            raise self._wrong(path, "name", "")
        if (per_debt is None) == (rate is None):  # one measure, never two
            raise self._wrong(path, "per_debt / rate", "")
        over, upto = self._number(data, "over", path), self._number(data, "upto", path)
        if upto is not None and upto <= (over or 0):
            raise self._wrong((*path, "upto"), "upto", data["upto"])
        return Limit(
            pair(name, str(data.get("name_en") or name)),
            int(over or 0),
            None if upto is None else int(upto),
            per_debt,
            None if rate is None else rate / 100,
            str(data.get("check", "")).lower() in _YES,
        )

    def _mapping(self, given: Any, path: Path_, known: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(given, dict):
            raise self._wrong(path, ", ".join(known), "")
        for key in given:
            if key not in known:
                raise self._wrong((*path, key), key, "")
        return given

    def _number(self, data: dict[str, Any], key: str, path: Path_) -> Decimal | None:
        if key not in data:
            return None
        try:
            number = Decimal(str(data[key]).strip().removesuffix("%"))
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or number < 0 or number > 10**12:
            raise self._wrong((*path, key), key, data[key])
        return number

    def _wrong(self, path: Path_, key: str, value: Any) -> Refused:
        return Refused([finding("LX-R206", self.tree.where(path), key=key, value=value or "—")])
