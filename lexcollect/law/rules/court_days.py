"""Days that a court fixes (法院指定的日期): the hearing, and the last day of the period for evidence.

Owns how such a day is kept: a hearing is a day and no period, nothing moves it; a period that the court fixed ends,
like one of the law, on the first day after a holiday (民事诉讼法 85). Fixes no day itself.
"""

from __future__ import annotations

from datetime import date

from lexcollect.law.period import Period, ending
from lexcollect.law.rules.terms import Deadline, Law, counted, shipped_law
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.wording import text

_HEARING, _EVIDENCE = "proc.hearing", "proc.evidence"


def hearing(held_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return the day of a hearing (开庭).

    民事诉讼法 139; explained by the record ``proc.hearing``.
    """
    period = Period(held_on, held_on, held_on, held_on)
    cites = (Citation("民事诉讼法", "139"), Citation("民诉法解释", "227"))
    step = Step(_HEARING, text("law.court_day_hearing", day=held_on), cites, result=held_on)
    return Answer(Deadline(_HEARING, period), (step,), certainty=Certainty.STATUTORY)


def evidence(fixed_until: date, law: Law | None = None) -> Answer[Deadline]:
    """Return the end of the period for evidence that the court fixed for ``fixed_until`` (举证期限).

    证据规定 50, 51; explained by the record ``proc.evidence``.
    """
    period = ending(fixed_until, fixed_until, "next", (law or shipped_law()).calendar)
    cites = (Citation("民诉法解释", "99"), Citation("民事诉讼证据规定", "50"))
    step = Step(_EVIDENCE, text("law.court_day_evidence", day=fixed_until), cites, result=fixed_until)
    return Answer(Deadline(_EVIDENCE, period), (step, counted(_EVIDENCE, period)), certainty=Certainty.STATUTORY)
