"""Insolvency of the debtor (破产): filing, disputes, silence of the administrator, windows that look back.

Owns the creditor's periods under 企业破产法 (2006). A date fixed by the court governs and is only checked against the
range of the law. A revision of the statute was in preparation: the book's ``review_by`` says when to look again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from lexcollect.law.period import Period, ending, shift
from lexcollect.law.rules.terms import Law, called, counted, shipped_law, unit_of
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text


@dataclass(frozen=True, slots=True)
class ClaimsPeriod:
    """The claims period as fixed by the court, and the range the law allows (``None``: no announcement known)."""

    period: Period
    earliest: date | None
    latest: date | None

    @property
    def inside(self) -> bool:
        """Tell whether the court's date lies in the range of the law."""
        low, high = self.earliest, self.latest
        return (low is None or low <= self.period.nominal) and (high is None or self.period.nominal <= high)


@dataclass(frozen=True, slots=True)
class LookBack:
    """A window before acceptance: acts from ``first`` on lie inside."""

    first: date
    accepted_on: date

    def inside(self, day: date) -> bool:
        """Tell whether an act of ``day`` lies in the window."""
        return self.first <= day <= self.accepted_on


def claim(court_deadline: date, law: Law | None = None, *, published_on: date | None = None) -> Answer[ClaimsPeriod]:
    """Return until when a claim must be filed.

    企业破产法 45; explained by the record ``bankr.claim``.
    """
    law, rule = law or shipped_law(), "bankr.claim"
    article = Citation("企业破产法", "45")
    period = ending(court_deadline, court_deadline, "none", law.calendar)
    low = high = None
    steps = [Step(rule, text("law.court_deadline", day=court_deadline), (article,), result=court_deadline)]
    if published_on:
        low, high = (_shifted(f"bankr.claim_{end}", published_on, law) for end in ("min", "max"))
        key = "law.court_deadline_bounds" if low <= court_deadline <= high else "law.court_deadline_outside"
        steps.append(Step(rule, text(key, first=low, last=high), (article,)))
    steps.append(counted(rule, period))
    return Answer(ClaimsPeriod(period, low, high), tuple(steps))


def _shifted(parameter: str, day: date, law: Law) -> date:
    value = law.book.at(parameter, day)
    return shift(day, value.number, unit_of(value))


def look_back(accepted_on: date, kind: Literal["preference", "avoidance"], law: Law | None = None) -> Answer[LookBack]:
    """Return the window before acceptance in which payments or acts can be undone.

    企业破产法 31, 32; explained by the record ``bankr.preference_6m``.
    """
    law = law or shipped_law()
    rule = "bankr.preference_6m" if kind == "preference" else "bankr.avoid_1y"
    value = law.book.at(rule, accepted_on)
    first = shift(accepted_on, -value.number, unit_of(value))
    step = Step(rule, text("law.look_back", day=accepted_on, first=first), value.cite, result=first)
    return Answer(LookBack(first, accepted_on), (step,), certainty=Certainty.CONVENTION)


def inside(window: LookBack, days: Sequence[date]) -> list[bool]:
    """Tell for each day whether it lies in the window."""
    return [window.inside(day) for day in days]


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("insolvency")
