"""Arbitration periods (仲裁期限): setting aside, correction, fee, refusal of enforcement, recognition.

Owns the parties' periods around an award, on both sides of 2026-03-01. Limitation of claims that go to arbitration
is ordinary limitation (民法典 198).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lexcollect.law.period import count
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.execution import enforcement
from lexcollect.law.rules.limitation import LimitationResult, Start
from lexcollect.law.rules.terms import Deadline, Law, called, shipped_law, term, unit_of
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.wording import text

_SET_ASIDE = "arb.set_aside"


def set_aside(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an award may be challenged.

    仲裁法 72; explained by the record ``arb.set_aside``.
    """
    law = law or shipped_law()
    found = term(_SET_ASIDE, received_on, law)
    parameter = law.book.parameter(_SET_ASIDE)
    later = next((v for v in parameter.values if v.since > received_on), None)
    own = found.value
    if later is None or own.value is None or own.period is None or own.period.nominal < later.since:
        return found
    unit = unit_of(later)
    period = count(received_on, later.number, unit, "next", law.calendar)
    from_new = count(later.since, later.number, unit, "next", law.calendar)
    steps = (
        Step(
            _SET_ASIDE,
            text("law.set_aside_transition", day=received_on),
            (*own.value.cite, *later.cite, Citation("仲裁法", "96")),
            result=period.nominal,
        ),
        *term(_SET_ASIDE, received_on, law, on=later.since).trace[1:],
    )
    others = (
        Alternative(text("law.reading_set_aside_old"), own.period, own.value.cite),
        Alternative(text("law.reading_set_aside_from_new_law"), from_new, later.cite),
    )
    return Answer(replace(own, period=period, value=later), steps, others, Certainty.DEBATED)


def foreign_recognition(
    start: Start, events: Iterable[LawEvent] = (), *, as_of: date | None = None, law: Law | None = None
) -> Answer[LimitationResult]:
    """Return until when recognition of a foreign award may be applied for.

    民诉法解释 545; explained by the record ``arb.foreign_recognition``.
    """
    cites = (*start.cites, Citation("民诉法解释", "545(1)"))
    return enforcement(replace(start, cites=cites), events, rule="arb.foreign_recognition", as_of=as_of, law=law)


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("arbitration")
