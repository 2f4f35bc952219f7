"""Rights with a life of their own (除斥期间等) and security: avoidance, termination, defects, works price, mortgage.

Owns the periods of rights that know no suspension, interruption or extension (民法典 199), and the mortgage that
follows its claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal

from lexcollect.law.period import Unit, count, ending
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.execution import enforcement
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.terms import Deadline, Law, called, counted, earlier, shipped_law, term, unit_of
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.wording import text

Ground = Literal["mistake", "fraud", "unfairness", "duress"]
_CIVIL_CODE = "guarantee.civil_code_day"


def contract_voidable(known_on: date, act_on: date, ground: Ground, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a contract may be avoided.

    民法典 152; explained by the record ``right.contract_voidable``.
    """
    rule = "right.contract_voidable"
    parameter = "right.contract_voidable_mistake" if ground == "mistake" else rule
    return earlier(term(rule, known_on, law, parameter=parameter), term(f"{rule}_outer", act_on, law))


def contract_termination(
    known_on: date, law: Law | None = None, *, agreed: tuple[int, Unit] | None = None, contract_date: date | None = None
) -> Answer[Deadline]:
    """Return until when a right to terminate may be used.

    民法典 564, 民法典时间效力规定 25; explained by the record ``right.contract_termination``.
    """
    law, rule = law or shipped_law(), "right.contract_termination"
    if agreed:
        period = count(known_on, *agreed, "next", law.calendar)
        step = Step(rule, text("law.term_start", day=known_on), (Citation("民法典", "564(1)"),), result=known_on)
        return Answer(Deadline(rule, period), (step, counted(rule, period)))
    first = date.fromisoformat(str(law.book.at(_CIVIL_CODE, known_on).value))
    if known_on < first and (contract_date is None or contract_date < first):
        words = text("law.termination_transition", day=first)
        return term(rule, first, law, words=words, cites=(Citation("民法典时间效力规定", "25"),))
    return term(rule, known_on, law)


def quality_notice(
    received_on: date, law: Law | None = None, *, agreed_until: date | None = None, warranty_until: date | None = None
) -> Answer[Deadline]:
    """Return until when the buyer must have given notice of defects.

    民法典 621; explained by the record ``right.quality_notice``.
    """
    rule = "right.quality_notice"
    until = agreed_until or warranty_until
    if until is None:
        return term(rule, received_on, law)
    period = ending(received_on, until, "next", (law or shipped_law()).calendar)
    words = text("law.quality_agreed" if agreed_until else "law.quality_warranty", day=until)
    step = Step(rule, words, (Citation("民法典", "621(1)" if agreed_until else "621(2)"),), result=until)
    return Answer(Deadline(rule, period), (step, counted(rule, period)))


def construction_priority(
    payable_on: date, law: Law | None = None, *, changed_to: date | None = None
) -> Answer[Deadline]:
    """Return until when the contractor may use its priority for the works price.

    建设工程解释一 41; explained by the record ``right.construction_priority``.
    """
    law, rule = law or shipped_law(), "right.construction_priority"
    others = ((text("law.construction_changed", day=changed_to), changed_to),) if changed_to else ()
    firmness = Certainty.SECONDARY if changed_to else None
    found = term(rule, payable_on, law, others=others, certainty=firmness)
    newer = next((v for v in law.book.parameter(rule).values if v.since > payable_on), None)
    if newer is None or found.value.period is None or found.value.period.nominal < newer.since:
        return found
    longer = count(payable_on, newer.number, unit_of(newer), "next", law.calendar)
    reading = Alternative(text("law.construction_newer", n=newer.value, day=newer.since), longer, newer.cite)
    return Answer(found.value, found.trace, (*found.alternatives, reading), Certainty.DEBATED)


def equity_buyback(
    known_on: date, law: Law | None = None, *, agreed: tuple[int, Unit] | None = None
) -> Answer[Deadline]:
    """Return until when the holder should ask for a buy-back: a hint, not law.

    法答网精选答问 9.2; explained by the record ``right.equity_buyback``.
    """
    law, rule = law or shipped_law(), "right.equity_buyback"
    if agreed is None:
        return term(rule, known_on, law)
    period = count(known_on, *agreed, "next", law.calendar)
    step = Step(rule, text("law.buyback_agreed"), (Citation("法答网精选答问", "9.2"),), result=known_on)
    return Answer(Deadline(rule, period), (step, counted(rule, period)), certainty=Certainty.GUIDANCE)


def mortgage(
    start: Start,
    events: Iterable[LawEvent] = (),
    *,
    judgment: bool = False,
    as_of: date | None = None,
    law: Law | None = None,
) -> Answer[LimitationResult]:
    """Return until when a mortgage or registered pledge must be exercised.

    民法典 419, 担保制度解释 44; explained by the record ``security.mortgage``.
    """
    law, rule = law or shipped_law(), "security.mortgage"
    if judgment:
        found = enforcement(start, events, rule=rule, as_of=as_of, law=law)
        words, article = text("law.mortgage_judgment"), Citation("担保制度解释", "44(1)")
    else:
        found = limitation(start, events, rule=rule, as_of=as_of, book=law.book, calendar=law.calendar)
        words, article = text("law.mortgage_main"), Citation("民法典", "419")
    step = Step(rule, words, (article,))
    return Answer(found.value, (step, *found.trace), found.alternatives, found.certainty)


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("rights")
