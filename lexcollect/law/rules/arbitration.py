"""Arbitration periods (仲裁期限): setting aside, correction, fee, refusal of enforcement, recognition.

Owns the parties' periods around an award, on both sides of 2026-03-01. Limitation of claims that go to arbitration
is ordinary limitation (民法典 198).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lexcollect.law.period import count
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.execution import enforcement
from lexcollect.law.rules.limitation import LimitationResult, Start
from lexcollect.law.rules.terms import Deadline, Law, shipped_law, term, unit_of
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.wording import text

_SET_ASIDE = "arb.set_aside"


def set_aside(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an award may be challenged.

    Says: three months (仲裁法 72); before 2026-03-01 six (仲裁法(2017) 59).
    Applies when: a domestic award. Counts from: the party's own receipt of the award.
    Interrupted or suspended by: nothing; late applications are not accepted (法答网精选答问 14.2).
    Doubtful: an award received before that day whose six months were still open on it: three months from receipt
        are safe, the old six and three from the new law are the other readings; there is no transitional article.
    Source: the articles named, texts to May 2026.
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


def fee(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the arbitration fee must be paid.

    Says: fifteen days, else the request counts as withdrawn (仲裁收费办法 4(1), 6(2)); institutions may differ.
    Applies when: the request was accepted. Counts from: receipt of the notice.
    Interrupted or suspended by: a granted deferral. Doubtful: rules of the institution.
    Source: the articles named, texts to May 2026.
    """
    return term("arb.fee", received_on, law)


def correction(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when correction or completion of an award may be asked for.

    Says: thirty days (仲裁法 69). Applies when: slips, or a claim left undecided. Counts from: receipt of the award.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("arb.correction", received_on, law)


def foreign_recognition(
    start: Start, events: Iterable[LawEvent] = (), *, as_of: date | None = None, law: Law | None = None
) -> Answer[LimitationResult]:
    """Return until when recognition of a foreign award may be applied for.

    Says: two years as for enforcement (民诉法解释 545(1)); a limitation, not examined by the court of its own motion
        (法答网精选答问 14.3); after recognition alone two new years (545(2)).
    Applies when: a foreign award or judgment. Counts from: as enforcement.
    Interrupted or suspended by: as enforcement. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    cites = (*start.cites, Citation("民诉法解释", "545(1)"))
    return enforcement(replace(start, cites=cites), events, rule="arb.foreign_recognition", as_of=as_of, law=law)


def no_execution(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the debtor may ask to refuse enforcement of an award.

    Says: fifteen days; two grounds from knowledge (仲裁裁决执行规定 8(1)). Applies when: enforcement was begun.
    Counts from: service of the execution notice. Interrupted or suspended by: a pending application to set aside
        restarts it (8(2)).
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("arb.no_execution", served_on, law)


def no_execution_outsider(known_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an outsider may ask to refuse enforcement of an award.

    Says: thirty days (仲裁裁决执行规定 9). Applies when: the award was obtained in bad faith to its harm.
    Counts from: knowledge of the measure. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("arb.no_execution.third_party", known_on, law)


def no_execution_review(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a ruling on an outsider's application may be reviewed.

    Says: ten days (仲裁裁决执行规定 22(3)). Applies when: an outsider's application was decided.
    Counts from: service. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("arb.no_execution.review", served_on, law)
