"""Bills (票据): rights that lapse, presentment, notice of dishonour, the civil claim that remains.

Owns the periods of 票据法 17, 53, 66, 91. Bill rights lapse (消灭); an interruption works only against the person
concerned and opens the same short period again (票据纠纷规定 19, 法答网精选答问 35.3). The claim for the price
has its own limitation and is not discharged by taking the bill (法答网精选答问 3.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from lexcollect.law.rules.events import LawEvent, Scope
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.limitation_starts import from_knowledge
from lexcollect.law.rules.terms import Deadline, Law, shipped_law, term
from lexcollect.law.trace import Answer, Citation
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

    Says: drawer and acceptor two years from maturity (sight: from issue), drawer of a cheque six months from issue,
        endorsers six months from refusal, further recourse three months from payment or suit (票据法 17(1)).
    Applies when: the holder has a valid bill; recourse does not include the drawer (票据纠纷规定 17).
    Counts from: see above. Interrupted or suspended by: events against the same person only (票据纠纷规定 19), each
        opening the same short period again; suspension is not assumed.
    Doubtful: recourse outside the electronic system. Source: the articles named, texts to May 2026.
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


def presentment(paper: Paper, start: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a bill must be presented for payment.

    Says: time bills ten days from maturity, sight bills one month from issue (票据法 53(1)), cheques ten days (91(1)).
    Applies when: payment is asked. Counts from: maturity or issue.
    Interrupted or suspended by: nothing; late, the acceptor stays liable, recourse is at risk (53(2), 65).
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term(_PRESENTMENT[paper], start, law)


def notice(certificate_received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the prior party must be told of the dishonour.

    Says: three days, in writing (票据法 66(1)); late notice costs damages only (66(2)).
    Applies when: acceptance or payment was refused. Counts from: receipt of the certificate.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("bill.notice_3d", certificate_received_on, law, cites=(Citation("票据纠纷规定", "20"),))


def civil_remainder(
    known_on: date, events: Iterable[LawEvent] = (), *, as_of: date | None = None, law: Law | None = None
) -> Answer[LimitationResult]:
    """Return the limitation of the claim for the benefit after the bill rights lapsed.

    Says: the holder keeps a civil claim against drawer or acceptor (票据法 18) with ordinary limitation.
    Applies when: the bill period was missed or the bill was defective.
    Counts from: knowledge that the bill period was missed (法答网精选答问 35.3).
    Interrupted or suspended by: as limitation. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    law, rule = law or shipped_law(), "bill.civil_remainder"
    return limitation(
        from_knowledge(known_on, rule), events, rule=rule, as_of=as_of, book=law.book, calendar=law.calendar
    )
