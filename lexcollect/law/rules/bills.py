"""Bills (票据): rights that lapse, presentment, notice of dishonour, the civil claim that remains.

Owns the periods of 票据法 17, 53, 66, 91. Bill rights lapse (消灭); an interruption works only against the person
concerned and opens the same short period again (票据纠纷规定 19, 法答网精选答问 35.3). The claim for the price
has its own limitation and is not discharged by taking the bill (法答网精选答问 3.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal

from lexcollect.law.rules.events import LawEvent, Scope
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.limitation_starts import from_knowledge
from lexcollect.law.rules.terms import Law, called, shipped_law
from lexcollect.law.trace import Answer
from lexcollect.wording import text

Right = Literal["acceptor_2y", "recourse_6m", "further_recourse_3m", "cheque_6m"]
Paper = Literal["time", "sight", "cheque"]
_PRESENTMENT = {"time": "bill.presentment_10d", "sight": "bill.sight_1m", "cheque": "bill.cheque_presentment"}


def bill_right(
    right: Right,
    start: date,
    events: Iterable[LawEvent] = (),
    *,
    target: str = "",
    as_of: date | None = None,
    evidence: tuple[str, ...] = (),
    law: Law | None = None,
) -> Answer[LimitationResult]:
    """Return until when a right on a bill can be used against ``target``.

    票据法 17(1); explained by the record ``bill.acceptor_2y``.
    """
    law, rule = law or shipped_law(), f"bill.{right}"
    first = Start(start, text("law.term_start", day=start), law.book.at(rule, start).cite, evidence)
    scope = Scope(target, strict_person=True)
    return limitation(
        first,
        events,
        rule=rule,
        length=rule,
        scope=scope,
        capped=False,
        suspension="never",
        as_of=as_of,
        book=law.book,
        calendar=law.calendar,
    )


def civil_remainder(
    known_on: date, events: Iterable[LawEvent] = (), *, as_of: date | None = None, law: Law | None = None
) -> Answer[LimitationResult]:
    """Return the limitation of the claim for the benefit after the bill rights lapsed.

    票据法 18; explained by the record ``bill.civil_remainder``.
    """
    law, rule = law or shipped_law(), "bill.civil_remainder"
    return limitation(
        from_knowledge(known_on, rule), events, rule=rule, as_of=as_of, book=law.book, calendar=law.calendar
    )


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("bills")
