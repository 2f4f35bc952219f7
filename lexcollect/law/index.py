"""The index of rules: ids, titles, what starts them, how they roll, when they warn.

Owns ``data/rules.csv``. Holds no length and no article: those are parameters of the book. Refuses unknown ids
(``KeyError``): a rule id is written by us, never by a user.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Literal

from lexcollect.law.book import DATA
from lexcollect.law.period import Roll

Warning_ = Literal["", "notice", "warning", "critical", "overdue"]
_LEVELS: tuple[Warning_, ...] = ("notice", "warning", "critical")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the index; ``warn`` are the days before ``act_by`` of the three levels (empty: none)."""

    id: str
    title: str
    title_en: str
    function: str
    triggers: tuple[str, ...]
    roll: Roll
    warn: tuple[int, ...]

    def level(self, as_of: date, act_by: date, days: tuple[int, ...] = ()) -> Warning_:
        """Return how urgent ``act_by`` is on ``as_of``; ``days`` replaces the thresholds of the rule."""
        left, found = (act_by - as_of).days, ""
        if left < 0:
            return "overdue"
        for name, limit in zip(_LEVELS, days or self.warn, strict=False):
            if left <= limit:
                found = name
        return found  # type: ignore[return-value]

    def implementation(self) -> Callable[..., Any]:
        """Return the function whose docstring explains the rule."""
        module, _, name = self.function.partition(":")
        package = "lexcollect.law" if module == "period" else "lexcollect.law.rules"
        found: Callable[..., Any] = getattr(import_module(f"{package}.{module}"), name)
        return found


def rule(name: str) -> Rule:
    """Return the rule ``name``."""
    return rules()[name]


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by id, in the order of the index."""
    with (DATA / "rules.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(line for line in stream if not line.startswith("#")))
    return {row["id"]: _rule(row) for row in rows}


def _rule(row: dict[str, str]) -> Rule:
    roll: Roll = "none" if row["roll"] == "none" else "back" if row["roll"] == "back" else "next"
    warn = tuple(int(day) for day in row["warn"].split("/") if day)
    return Rule(row["id"], row["title"], row["title_en"], row["function"], tuple(row["trigger"].split("/")), roll, warn)
