"""Warnings: how near a deadline is.

Owns the policy of ``data/warnings.csv`` (days before the date to work to) and the level of one deadline on one day.
Policy, not law.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path

from lexcollect.law.period import Period


class Alarm(IntEnum):
    """Level of a deadline: calm, notice, warning, critical, or over."""

    CALM = 0
    NOTICE = 1
    WARNING = 2
    CRITICAL = 3
    OVER = 4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calendar days before ``act_by`` from which each level applies, most distant first."""

    notice: int
    warning: int
    critical: int

    @property
    def days(self) -> tuple[int, int, int]:
        """The three thresholds in days, for reminders."""
        return self.notice, self.warning, self.critical


@cache
def _policy() -> dict[str, Thresholds]:
    path = Path(__file__).with_name("data") / "warnings.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return {r["rule"]: Thresholds(int(r["notice"]), int(r["warning"]), int(r["critical"])) for r in rows}


def thresholds(rule: str) -> Thresholds:
    """Return the thresholds of ``rule``: those of the longest beginning of its id that the policy names."""
    parts = rule.split(".")
    for length in range(len(parts), 0, -1):
        found = _policy().get(".".join(parts[:length]))
        if found:
            return found
    matching = [name for name in _policy() if rule.startswith(name)]
    return _policy()[max(matching, key=len)]


def alarm(rule: str, period: Period, as_of: date) -> Alarm:
    """Return how near the date to work to is on ``as_of``."""
    left = (period.act_by - as_of).days
    limits = thresholds(rule)
    if left < 0:
        return Alarm.OVER
    if left <= limits.critical:
        return Alarm.CRITICAL
    if left <= limits.warning:
        return Alarm.WARNING
    return Alarm.NOTICE if left <= limits.notice else Alarm.CALM
