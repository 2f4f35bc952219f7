"""Rules of contacts as dated data: what stands in ``data/rules.csv``, and what held on a day.

Owns reading that file and the limits of one day (:class:`Limits`). Refuses a day before the first rule: no rule is
known for it, and none is made up.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from lexcollect.records import dataclass
from lexcollect.wording import Text, text

_DATA = Path(__file__).parent / "data" / "rules.csv"


class Standard(StrEnum):
    """On what a rule rests: a statute (法律), a standard that does not bind trade creditors, or the house's policy."""

    STATUTE = "statute"
    BENCHMARK = "benchmark"
    POLICY = "policy"

    @property
    def said(self) -> Text:
        """How the standard is called."""
        return text(f"contacts.standard.{self.value}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it holds from a day on: ``value`` is hours (``22:00-08:00``), a number, or nothing."""

    id: str
    since: date
    standard: Standard
    value: str
    basis: str
    source: str
    verified_on: date

    @property
    def hours(self) -> tuple[str, str]:
        """First and last moment of the hours, each as ``22:00``."""
        first, _, last = self.value.partition("-")
        return first, last

    @property
    def number(self) -> int:
        """The number that is still in order."""
        return int(self.value)


class Limits(dict[str, Rule]):
    """The rules that hold on one day, by their ids."""


@cache
def every_rule() -> tuple[Rule, ...]:
    """Return every row of the data in its order."""
    with _DATA.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(line for line in stream if not line.startswith("#")))
    return tuple(
        Rule(
            row["id"],
            date.fromisoformat(row["from"]),
            Standard(row["standard"]),
            row["value"],
            row["basis"],
            row["source"],
            date.fromisoformat(row["verified_on"]),
        )
        for row in rows
    )


def limits_on(day: date, own: Mapping[str, str] | None = None) -> Limits | None:
    """Return the rules of ``day``, with the ``own`` values of a house in their place; ``None`` before the first one."""
    from dataclasses import replace

    found = Limits()
    for rule in every_rule():
        if rule.since <= day and (rule.id not in found or found[rule.id].since <= rule.since):
            found[rule.id] = rule
    if not found:
        return None
    for id, value in (own or {}).items():
        stricter = replace(found[id], value=value)
        if found[id].standard is not Standard.STATUTE:
            stricter = replace(stricter, standard=Standard.POLICY)
        found[id] = stricter
    return found


def within(moment: str, hours: tuple[str, str]) -> bool:
    """Tell whether ``moment`` (``23:10``) lies in ``hours``, the last moment left out; they may pass midnight."""
    first, last = hours
    return first <= moment < last if first <= last else moment >= first or moment < last
