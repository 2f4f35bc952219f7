"""Rights with a life of their own (除斥期间等) and security: avoidance, termination, defects, works price, mortgage.

Owns the periods of rights that know no suspension, interruption or extension (民法典 199), and the mortgage that
follows its claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from lexcollect.law.period import Unit, count, ending
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.execution import enforcement
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.terms import Deadline, Law, counted, earlier, shipped_law, term, unit_of
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.wording import text

Ground = Literal["mistake", "fraud", "unfairness", "duress"]
_CIVIL_CODE = "guarantee.civil_code_day"


def creditor_revocation(known_on: date, act_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a creditor may sue to undo the debtor's act.

    Says: one year from knowledge, five from the act (民法典 541); by suit (合同编通则解释 44).
    Applies when: the debtor gave away or undersold assets (538, 539); the claim need be neither due nor adjudged
        (法答网精选答问 17.3).
    Counts from: knowledge of the ground; the act. Interrupted or suspended by: nothing (199).
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    rule = "right.creditor_revocation"
    return earlier(term(rule, known_on, law), term(f"{rule}_outer", act_on, law))


def contract_voidable(known_on: date, act_on: date, ground: Ground, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a contract may be avoided.

    Says: one year, mistake ninety days (民法典 152(1)); five years from the act in any case (152(2)).
    Applies when: fraud, unfairness, mistake or duress. Counts from: knowledge; duress: its end.
    Interrupted or suspended by: nothing (199). Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    rule = "right.contract_voidable"
    parameter = "right.contract_voidable_mistake" if ground == "mistake" else rule
    return earlier(term(rule, known_on, law, parameter=parameter), term(f"{rule}_outer", act_on, law))


def contract_termination(
    known_on: date, law: Law | None = None, *, agreed: tuple[int, Unit] | None = None, contract_date: date | None = None
) -> Answer[Deadline]:
    """Return until when a right to terminate may be used.

    Says: as agreed or by law, else one year (民法典 564(2)); contracts and knowledge before 2021: one year from its
        first day (民法典时间效力规定 25).
    Applies when: a right to terminate has arisen. Counts from: knowledge of the ground.
    Interrupted or suspended by: nothing (199); a request of the other side shortens it to a reasonable time.
    Doubtful: the reasonable time. Source: the articles named, texts to May 2026.
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

    Says: the agreed inspection period, else a reasonable time, at most two years from receipt (民法典 621); a warranty
        period takes the place of the two years.
    Applies when: the seller did not know of the defects (621(3)).
    Counts from: receipt of the goods. Interrupted or suspended by: nothing (买卖合同解释 12(2)).
    Doubtful: how long is reasonable; an agreed period that is too short (622).
    Source: the articles named, texts to May 2026.
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

    Says: eighteen months (建设工程解释一 41), before 2021 six (建设工程解释二(2018) 22).
    Applies when: the price, not interest or damages (40(2)). Counts from: the day the price was payable.
    Interrupted or suspended by: nothing; a mere letter is not enough.
    Doubtful: a payment date changed by agreement: the interpretation of 2026, known by report only, counts from the
        changed date (21); the original one is safe. A period still open when the longer one came: the shorter is safe.
    Source: the articles named, texts to May 2026.
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


def pmsi_registration(delivered_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a purchase-money security must be registered.

    Says: ten days after delivery give priority (民法典 416, 担保制度解释 57(1)). Applies when: the price of movables is
        secured on them, or title is kept.
    Counts from: delivery. Interrupted or suspended by: nothing; the register is always open, no roll-over.
    Doubtful: the roll-over. Source: the articles named, texts to May 2026.
    """
    return term("right.pmsi_registration", delivered_on, law, certainty=Certainty.CONVENTION)


def lien_grace(retained_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return how long the debtor must be given after a lien.

    Says: at least sixty days if nothing was agreed, perishables excepted (民法典 453(1)).
    Applies when: a thing is retained. Counts from: the retention. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("right.lien_grace", retained_on, law)


def ratification(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an act without authority can be ratified after a request.

    Says: thirty days, silence is refusal (民法典 145(2), 171(2)). Applies when: limited capacity or no authority.
    Counts from: receipt of the request. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("right.ratification", received_on, law)


def equity_buyback(
    known_on: date, law: Law | None = None, *, agreed: tuple[int, Unit] | None = None
) -> Answer[Deadline]:
    """Return until when the holder should ask for a buy-back: a hint, not law.

    Says: the agreed time, else a reasonable one of at most six months (法答网精选答问 9.2).
    Applies when: an investment agreement lets the investor choose. Counts from: failure of the target.
    Interrupted or suspended by: nothing. Doubtful: all of it. Source: the articles named, texts to May 2026.
    """
    law, rule = law or shipped_law(), "right.equity_buyback"
    if agreed is None:
        return term(rule, known_on, law)
    period = count(known_on, *agreed, "next", law.calendar)
    step = Step(rule, text("law.buyback_agreed"), (Citation("法答网精选答问", "9.2"),), result=known_on)
    return Answer(Deadline(rule, period), (step, counted(rule, period)), certainty=Certainty.GUIDANCE)


def deposit_claim(deposited_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the creditor may collect a deposited thing.

    Says: five years, then the right ends (民法典 574(2)). Applies when: the debtor deposited performance.
    Counts from: the deposit. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("right.deposit_claim", deposited_on, law)


def preemptive_purchase(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a tenant must say that it buys.

    Says: fifteen days, silence is waiver (民法典 726(2)). Applies when: leased premises are sold.
    Counts from: the notice. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("right.preemptive_purchase", received_on, law)


def mortgage(
    start: Start,
    events: Iterable[LawEvent] = (),
    *,
    judgment: bool = False,
    as_of: date | None = None,
    law: Law | None = None,
) -> Answer[LimitationResult]:
    """Return until when a mortgage or registered pledge must be exercised.

    Says: within limitation of the main claim (民法典 419); with a judgment against the debtor only, within the period
        for enforcing it (担保制度解释 44(1)); registered pledges alike (44(3)).
    Applies when: the security is registered; a possessory pledge or lien has no such end (44(2)).
    Counts from: as the main claim, or as its enforcement. Interrupted or suspended by: as those.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
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
