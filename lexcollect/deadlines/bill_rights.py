"""Rights on a bill: which clock runs against whom, and until when it must be presented (票据法 17, 53, 65).

Owns the choice between the two years against drawer and acceptor and the six months against prior parties. A day of
refusal that nobody entered is asked for, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Bill, Party
from lexcollect.deadlines.deadline import Deadline, told
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, finding
from lexcollect.law.index import rule as rule_of
from lexcollect.law.period import Period
from lexcollect.law.rules.limitation import Start
from lexcollect.law.rules.watch import one_day
from lexcollect.law.states import State
from lexcollect.law.trace import Answer
from lexcollect.wording import Text, pair, text

FURTHER = "bill.further_recourse_3m"
ACCEPTOR, RECOURSE, CHEQUE = "bill.acceptor_2y", "bill.recourse_6m", "bill.cheque_6m"
_PRESENTMENT = "bill.presentment_10d"


def right_against(bill: Bill, party: Party) -> str:
    """Return the rule of the right against ``party``: drawer and acceptor two years, prior parties six months."""
    own = party.name in (bill.drawer, bill.acceptor)
    if bill.kind is k.BillKind.CHEQUE and party.name == bill.drawer:
        return CHEQUE
    if own or not (bill.drawer or bill.acceptor):
        return ACCEPTOR
    return FURTHER if bill.settled_on else RECOURSE


def clock_of(facts: Facts, obligation: str, person: str) -> tuple[str, Start | None] | None:
    """Return rule and start of the right of ``person``'s clock where it is not that of maturity; ``None`` else.

    The start is ``None`` when the day it runs from (refusal, or issue of a cheque) is not entered.
    """
    bill = facts.obligation(obligation).bill
    if bill is None:
        return None
    rule = right_against(bill, facts.case.party(person))
    if rule == ACCEPTOR:
        return None
    day = bill.issued_on if rule == CHEQUE else _further_from(bill) if rule == FURTHER else bill.refused_on
    if day is None:
        return rule, None
    return rule, Start(day, text("law.term_start", day=day), facts.law.book.at(rule, day).cite)


def _further_from(bill: Bill) -> date | None:
    """Return the day further recourse runs from: of payment, or of the suit against our creditor (17(1)(4))."""
    return min((day for day in (bill.settled_on, bill.sued_on) if day), default=None)


def bill_deadlines(facts: Facts) -> list[Deadline]:
    """Return until when a bill that was not presented yet must be (票据法 53)."""
    out: list[Deadline] = []
    rule = rule_of(_PRESENTMENT)
    title = pair(rule.title, rule.title_en)
    for o in facts.open_obligations:
        bill = facts.obligation(o.id).bill
        if o.due.unknown or bill is None or bill.presented_on or bill.refused_on or bill.kind is k.BillKind.CHEQUE:
            continue
        person = facts.case.creditor.id
        make = partial(_presentment, facts, o.id, title, person)
        out += told(make, f"{_PRESENTMENT}:{o.id}", _PRESENTMENT, title, person, (o.id,))
    return out


def _presentment(facts: Facts, obligation: str, title: Text, person: str) -> list[Deadline]:
    found = _last_day(facts, obligation)
    state = found[1].state(facts.as_of)
    state = State.GONE if state is State.EXPIRED else state
    return [
        Deadline(
            f"{_PRESENTMENT}:{obligation}",
            _PRESENTMENT,
            title,
            person,
            (obligation,),
            found[1],
            state,
            found[0],
        )
    ]


def _last_day(facts: Facts, obligation: str) -> tuple[Answer[Any], Period]:
    make = one_day(_PRESENTMENT)
    assert make is not None
    answer = make(facts.account.obligation(obligation).due.unrolled, facts.law)
    period = answer.value.period
    assert isinstance(period, Period)
    return answer, period


def bill_findings(facts: Facts) -> Iterator[Finding]:
    """Yield what of a bill weakens a right: a late presentment, a refusal without a day (票据法 53, 62, 65)."""
    for o in facts.open_obligations:
        fact = facts.obligation(o.id)
        bill = fact.bill
        if bill is None or o.due.unknown:
            continue
        prior = [p.name for p in facts.case.debtors if right_against(bill, p) == RECOURSE]
        if prior and bill.refused_on is None:
            yield finding("LX-D031", bill.where, id=o.id, names=tuple(prior))
        if prior and bill.presented_on and bill.kind is not k.BillKind.CHEQUE:
            last = _last_day(facts, o.id)[1].last_day
            if bill.presented_on > last:
                yield finding("LX-D030", bill.where, id=o.id, day=bill.presented_on, last=last, names=tuple(prior))
            elif bill.presented_on < o.due.unrolled:
                yield finding("LX-D032", bill.where, id=o.id, day=bill.presented_on, due=o.due.unrolled)
