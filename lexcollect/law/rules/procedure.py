"""Litigation periods (诉讼期间): answer, appeal, fees, retrial, payment order, public summons, service.

Owns the parties' periods before the courts. The courts' own terms are not computed. Papers posted to the court
before the end are in time (民事诉讼法 85(4)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lexcollect.law.rules.terms import Deadline, Law, called, term, without_period
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.wording import text

_SPECIAL_GROUNDS = frozenset(("new_evidence", "forged_evidence", "basis_revoked", "judge_corrupt"))


def appeal_judgment(served_on: date, law: Law | None = None, *, small_claims: bool = False) -> Answer[Deadline]:
    """Return until when a party may appeal against a judgment.

    民事诉讼法 171(1); explained by the record ``proc.appeal.judgment``.
    """
    if small_claims:
        return without_period(
            "proc.appeal.judgment",
            State.NOT_AVAILABLE,
            text("law.no_appeal_small_claims"),
            Citation("民事诉讼法", "165(1)"),
            Citation("民诉法解释", "271"),
        )
    return term("proc.appeal.judgment", served_on, law)


def judgment_effective(served_on: Mapping[str, date], law: Law | None = None) -> Answer[date]:
    """Return the day a first-instance judgment takes effect if nobody appeals.

    民事诉讼法 158; explained by the record ``judgment.effective``.
    """
    last = max(ends(appeal_judgment(day, law)) for day in served_on.values())
    effective = last + timedelta(days=1)
    cites = (Citation("民事诉讼法", "158"), Citation("民诉法解释", "244"))
    return Answer(
        effective,
        (
            Step(
                "judgment.effective", text("law.judgment_effective", last=last, day=effective), cites, result=effective
            ),
        ),
    )


def ends(found: Answer[Deadline]) -> date:
    """Return the rolled last day of a deadline that has dates."""
    if found.value.period is None:
        raise ValueError("no dates")
    return found.value.period.last_day


def first_service(days: Iterable[date]) -> date:
    """Return the day of service when papers came several ways: the first valid one (在线诉讼规则 31(4))."""
    return min(days)


def posted_in_time(found: Answer[Deadline], posted_on: date) -> bool:
    """Tell whether a paper to the court posted on ``posted_on`` is in time (民事诉讼法 85(4))."""
    return posted_on <= ends(found)


def retrial(
    effective_on: date, law: Law | None = None, *, ground: str = "", known_on: date | None = None
) -> Answer[Deadline]:
    """Return until when retrial may be applied for.

    民事诉讼法 211, 216; explained by the record ``proc.retrial``.
    """
    special = ground in _SPECIAL_GROUNDS and known_on is not None
    start = known_on if special and known_on else effective_on
    cites = (Citation("民事诉讼法", "211"),) if special else ()
    return term("proc.retrial", start, law, cites=cites)


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("procedure")
