"""Stops: what must not be done on the as-of day, against whom, on which article, and what to do instead.

Owns every legal stop (法律障碍): arbitration clause, debt not due, nothing owed, insolvency, a claim that is decided or
before a court. What is no stop but has to be weighed (limitation, a lapsed guarantee, earlier proceedings) is told in
the same shape. Refuses nothing itself: whoever does an act asks here first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Filing, Insolvency, Title
from lexcollect.claims.account import ZERO
from lexcollect.claims.claim import Claims
from lexcollect.claims.gaps import road
from lexcollect.claims.loans import is_loan
from lexcollect.claims.standards import void_loan
from lexcollect.claims.stop import Act, Ground, Stop
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.titles import effect_of
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.states import State
from lexcollect.law.trace import Citation, LawUnknown
from lexcollect.wording import Text, text

#: The revised 仲裁法 renumbered its articles on this day.
_ARBITRATION_2025 = date(2026, 3, 1)
_COURT_PAPERS = frozenset({k.TitleKind.JUDGMENT, k.TitleKind.APPEAL_JUDGMENT, k.TitleKind.MEDIATION_PAPER})
_SUITS = frozenset({k.FilingKind.SUIT, k.FilingKind.ARBITRATION})
_DECIDED = frozenset({k.Outcome.JUDGMENT, k.Outcome.AWARD, k.Outcome.MEDIATION_PAPER})
_BEFORE_SUIT = (Citation("民事诉讼法", "104(1)"),)
#: The rule of the time in which a mortgage is used.
_COLLATERAL = "security.mortgage"
_SAME_CLAIM = (Citation("民诉法解释", "247"), Citation("民事诉讼法", "127(1)(5)"))


def stops_of(case: Case, claims: Claims, agenda: Agenda) -> tuple[Stop, ...]:
    """Return every stop of ``case`` on the day of ``claims``, those of the whole matter first."""
    facts = Facts(case, claims.account, agenda.events, shipped_calendar())
    return (
        *_paid(case, claims),
        *_arbitration(facts),
        *_not_due(facts),
        *_gaps(facts),
        *_performing(facts),
        *_agreements(claims),
        *_insolvent(facts),
        *_titles(facts),
        *_filings(facts),
        *_lapsed(facts, claims),
        *_limitation(agenda, facts),
    )


def _instead(key: str, **params: Any) -> Text:
    return text(f"claims.instead.{key}", **params)


def _paid(case: Case, claims: Claims) -> Iterator[Stop]:
    """Yield the stops of a debt that is paid in full (民法典 557(1)(1))."""
    if any(head.amount for head in claims.heads) or not all(o.amount for o in case.obligations):
        return
    for act in Act:
        yield Stop(act, Ground.PAID, (Citation("民法典", "557(1)(1)"),), _instead("paid"))


def _arbitration(facts: Facts) -> Iterator[Stop]:
    """Yield the stops of contracts whose disputes go to arbitration (仲裁法 5, 民事诉讼法 127, 民诉法解释 215)."""
    open_ = {o.contract for o in facts.account.obligations}
    for contract in facts.case.contracts:
        agreed = contract.jurisdiction
        if contract.id not in open_ or agreed is None or agreed.kind is not k.JurisdictionKind.ARBITRATION:
            continue
        told = (("clause", agreed.clause or agreed.text or contract.called),)
        # Of several contracts only its own receivables are barred from the court.
        mine = tuple(o.id for o in facts.account.obligations if o.contract == contract.id) if len(open_) > 1 else ()
        sue = (Citation("仲裁法", "5"), Citation("民事诉讼法", "127(1)(2)"), Citation("民诉法解释", "215"))
        where = agreed.where
        yield Stop(Act.SUE, Ground.ARBITRATION, sue, _instead("arbitration.sue"), "", mine, told, where)
        yield Stop(Act.PRESERVE, Ground.ARBITRATION, *_through_tribunal(facts.as_of), "", mine, told, where)


def _through_tribunal(on: date) -> tuple[tuple[Citation, ...], Text]:
    """Return on which articles, and how, preservation is asked for where a tribunal decides."""
    if on >= _ARBITRATION_2025:
        return (Citation("仲裁法", "39"), Citation("民事诉讼法", "104")), _instead("arbitration.preserve")
    return (Citation("仲裁法", "28"), Citation("民事诉讼法", "104")), _instead("arbitration.preserve")


#: What a court is asked for on a claim that nothing has decided yet.
_TO_COURT = (Act.SUE, Act.PRESERVE, Act.PRESERVE_BEFORE, Act.REALISE)
_ON_DEMAND = (Citation("民法典", "511(1)(4)"),)
#: A loan has an article of its own (675): it goes before the general one.
_LOAN_ON_DEMAND = (Citation("民法典", "675"),)


def _not_due(facts: Facts) -> Iterator[Stop]:
    """Yield the stops of debts that cannot be asked for yet; a demand only where nothing at all is due."""
    left = [o for o in facts.account.obligations if o.principal]
    early = [o for o in left if o.due.rolled >= facts.as_of]
    # What a void contract brought is given back at once, whatever day was agreed (民法典 155, 157).
    early = [o for o in early if not void_loan(facts.case.contract(o.contract))]
    # What waits for a demand is made due by one: nothing stops that.
    waiting = any(o.due.open and not o.due.unknown for o in early)
    acts = (*_TO_COURT, Act.DEMAND) if len(early) == len(left) and not waiting else _TO_COURT
    cites = (Citation("民法典", "509(1)"), Citation("民法典", "578"))
    for act in acts:
        for o in early:
            where = facts.obligation(o.id).where
            if o.due.unknown:
                continue
            if o.due.open:
                said = _instead(f"not_demanded.{act.value}")
                grounds = _LOAN_ON_DEMAND if is_loan(facts.case.contract(o.contract)) else _ON_DEMAND
                yield Stop(act, Ground.NOT_DEMANDED, grounds, said, "", (o.id,), (("id", o.id),), where)
                continue
            told = (("id", o.id), ("due", o.due.rolled))
            yield Stop(act, Ground.NOT_DUE, cites, _instead(f"not_due.{act.value}"), "", (o.id,), told, where)


def _gaps(facts: Facts) -> Iterator[Stop]:
    """Yield the stops of debts whose due day or amount is not on file: no paper tells what nobody entered."""
    for o in facts.account.obligations:
        unsized, where = not facts.obligation(o.id).amount, facts.obligation(o.id).where
        told, ground = (("id", o.id),), Ground.AMOUNT_UNKNOWN if unsized else Ground.DAY_UNKNOWN
        instead = _instead(ground.value, road="" if unsized else road(facts.case, o.id))
        if unsized or (o.principal and o.due.unknown):
            for act in (*_TO_COURT, Act.DEMAND, Act.SETTLE):
                yield Stop(act, ground, (), instead, "", (o.id,), told, where)


def _performing(facts: Facts) -> Iterator[Stop]:
    """Yield the stops while a signed settlement is kept: no instalment is overdue beyond its grace (民法典 509)."""
    terms = facts.case.settlement
    if terms is None or terms.signed_on is None or terms.signed_on > facts.as_of:
        return
    signed = terms.signed_on
    paid = sum((p.amount for p in facts.case.payments if signed <= p.date <= facts.as_of), ZERO)
    promised, grace = ZERO, timedelta(days=terms.grace_days)
    for instalment in sorted(terms.instalments, key=lambda i: i.due_on):
        # The last one may take what is left: it is kept once nothing is owed, which other stops say.
        promised += instalment.amount or ZERO
        if instalment.amount is not None and paid >= promised:
            continue
        if instalment.due_on + grace < facts.as_of:
            return  # broken
        instead, told = _instead("performing", next=instalment.due_on), (("day", signed),)
        for act in (Act.DEMAND, *_TO_COURT):
            cites = (Citation("民法典", "465(2)"), Citation("民法典", "509(1)"))
            yield Stop(act, Ground.PERFORMING, cites, instead, facts=told, where=terms.where)
        return


def _agreements(claims: Claims) -> Iterator[Stop]:
    """Yield the stops of enforcement while a settlement in enforcement is kept (执行和解规定 11(1)(2), (3))."""
    for title in claims.titles:
        agreed = title.agreement
        if agreed is None or agreed.next_due is None:
            continue
        cites = (Citation("执行和解规定", "11(1)(2)"), Citation("执行和解规定", "11(1)(3)"))
        told = (("day", agreed.fact.signed_on),)
        instead = _instead("agreement.running", next=agreed.next_due)
        yield Stop(Act.ENFORCE, Ground.PERFORMING, cites, instead, "", title.covers, told, agreed.fact.where)


def _insolvent(facts: Facts) -> Iterator[Stop]:
    """Yield the stops that protect a person whose insolvency was accepted (企业破产法 16, 19, 21, 44, 48)."""
    articles = dict.fromkeys(Act, "19") | {Act.DEMAND: "16", Act.SUE: "21", Act.SETTLE: "16", Act.REALISE: "109"}
    for found in facts.case.insolvent_on(facts.as_of):
        instead, told = _claim_instead(facts, found), (("day", found.accepted_on),)
        for act, article in articles.items():
            cites = (Citation("企业破产法", article), Citation("企业破产法", "44"))
            yield Stop(act, Ground.INSOLVENT, cites, instead, found.person, (), told, found.where)


def _claim_instead(facts: Facts, found: Insolvency) -> Text:
    if found.ending is not None and found.ended_on is not None and found.ended_on <= facts.as_of:
        return _instead(f"insolvent.{found.ending.value}")
    filed = any(
        f.kind is k.FilingKind.BANKRUPTCY_CLAIM and f.date <= facts.as_of and found.person in _against(facts, f)
        for f in facts.case.filings
    )
    if filed:
        return _instead("insolvent.filed")
    if found.claims_until is None:
        return _instead("insolvent.file")
    late = found.claims_until < facts.as_of
    return _instead("insolvent.late" if late else "insolvent.file_until", until=found.claims_until)


def _against(facts: Facts, fact: Filing | Title) -> tuple[str, ...]:
    return fact.against or (facts.case.debtor.id,)


def _common(facts: Facts, fact: Filing | Title) -> tuple[str, ...]:
    """Return the open obligations that a filing or title is about; none named: all."""
    return tuple(o.id for o in facts.open_obligations if not fact.covers or o.id in fact.covers)


def _titles(facts: Facts) -> Iterator[Stop]:
    """Yield the stops of claims with a title: no second suit, and enforcement instead (民诉法解释 247)."""
    for title in facts.case.titles:
        known = [day for day in (title.served_on, title.effective_on) if day]
        about = _common(facts, title)
        if not about or (known and min(known) > facts.as_of):
            continue
        told = (("paper_no", title.case_no or title.id), ("ids", about))
        for person in _against(facts, title):
            yield from _of_title(facts, title, person, about, told)


def _of_title(
    facts: Facts, title: Title, person: str, about: tuple[str, ...], told: tuple[tuple[str, Any], ...]
) -> Iterator[Stop]:
    if title.kind not in _COURT_PAPERS and title.kind is not k.TitleKind.AWARD:
        cites = {
            k.TitleKind.NOTARIAL_DEED: (Citation("民事诉讼法", "249(1)"), Citation("公证债权文书执行规定", "24")),
            k.TitleKind.PAYMENT_ORDER: (Citation("民事诉讼法", "227(3)"), Citation("民诉法解释", "430(1)(1)")),
        }[title.kind]
        hint = _instead(f"earlier.{title.kind.value}")
        yield Stop(Act.SUE, Ground.EARLIER, cites, hint, person, about, told, title.where, bars=False)
        return
    final = _in_force(facts, title)
    if title.kind is k.TitleKind.AWARD:
        cites = (_no_second_arbitration(facts.as_of), Citation("民事诉讼法", "248(1)"))
    else:
        cites = (*_SAME_CLAIM, *((Citation("民事诉讼法", "247"),) if final else ()))
    instead = _instead("decided.enforce" if final else "decided.wait")
    yield Stop(Act.SUE, Ground.DECIDED, cites, instead, person, about, told, title.where)
    after = (Citation("民诉法解释", "163"),) if final else _BEFORE_SUIT
    said = _instead("decided.preserve" if final else "decided.preserve_in_suit")
    for act in (Act.PRESERVE, Act.PRESERVE_BEFORE) if final else (Act.PRESERVE_BEFORE,):
        yield Stop(act, Ground.DECIDED, after, said, person, about, told, title.where)


def _no_second_arbitration(on: date) -> Citation:
    return Citation("仲裁法", "10(1)" if on >= _ARBITRATION_2025 else "9(1)")


def _in_force(facts: Facts, title: Title) -> bool:
    if title.kind is k.TitleKind.AWARD:
        return True  # effective when made (仲裁法 70)
    try:
        effective, _ = effect_of(facts, title)
    except LawUnknown:
        return False
    return effective is not None and effective <= facts.as_of


def _filings(facts: Facts) -> Iterator[Stop]:
    """Yield the stops of claims that are before a court or tribunal, or were decided without a title on file."""
    for filing in facts.case.filings:
        about = _common(facts, filing)
        if not about or filing.date > facts.as_of:
            continue
        told = (("paper_no", filing.case_no or filing.id), ("ids", about))
        for person in _against(facts, filing):
            if not _has_title(facts, person, about):
                yield from _of_filing(facts, filing, person, about, told)


def _has_title(facts: Facts, person: str, about: tuple[str, ...]) -> bool:
    return any(
        person in _against(facts, title) and set(_common(facts, title)) & set(about) for title in facts.case.titles
    )


def _of_filing(
    facts: Facts, filing: Filing, person: str, about: tuple[str, ...], told: tuple[tuple[str, Any], ...]
) -> Iterator[Stop]:
    ended = filing.outcome is not k.Outcome.PENDING and (filing.ended_on is None or filing.ended_on <= facts.as_of)

    def stop(act: Act, ground: Ground, cites: tuple[Citation, ...], instead: Text, *, bars: bool = True) -> Stop:
        return Stop(act, ground, cites, instead, person, about, told, filing.where, bars)

    if filing.kind is k.FilingKind.PAYMENT_ORDER and not ended:
        ends = (Citation("民诉法解释", "430(1)(1)"),)
        yield stop(Act.SUE, Ground.EARLIER, ends, _instead("earlier.payment_order_pending"), bars=False)
    if filing.kind not in _SUITS:
        return
    if ended and filing.outcome in _DECIDED:
        yield stop(Act.SUE, Ground.DECIDED, _SAME_CLAIM, _instead("decided.enter"))
        yield stop(Act.PRESERVE_BEFORE, Ground.DECIDED, _BEFORE_SUIT, _instead("decided.enter"))
    elif ended and filing.outcome is k.Outcome.DISMISSED:
        either = (Citation("民诉法解释", "212"), Citation("民诉法解释", "247"))
        yield stop(Act.SUE, Ground.EARLIER, either, _instead("earlier.dismissed"), bars=False)
    elif not ended:
        before = _pending_cites(filing)
        disputed = (Citation("民诉法解释", "370"),)
        yield stop(Act.REALISE, Ground.EARLIER, disputed, _instead("pending.realise"), bars=False)
        yield stop(Act.SUE, Ground.PENDING, before, _instead(f"pending.{filing.kind.value}"))
        if filing.kind is k.FilingKind.ARBITRATION:
            through = _through_tribunal(facts.as_of)
            yield stop(Act.PRESERVE, Ground.PENDING, *through)
            yield stop(Act.PRESERVE_BEFORE, Ground.PENDING, *through)
        else:
            yield stop(Act.PRESERVE_BEFORE, Ground.PENDING, _BEFORE_SUIT, _instead("pending.preserve_before"))


def _pending_cites(filing: Filing) -> tuple[Citation, ...]:
    if filing.kind is k.FilingKind.ARBITRATION:
        return (Citation("仲裁法", "5"), Citation("民诉法解释", "215"))
    return (Citation("民诉法解释", "247"),)


def _lapsed(facts: Facts, claims: Claims) -> Iterator[Stop]:
    """Yield what a guarantor is not asked for because the guarantee period is over (民法典 693)."""
    places = {security.id: security.where for security in facts.case.securities}
    for surety in claims.sureties:
        gone = tuple(id for id, standing in surety.standings.items() if not standing.alive)
        if not gone:
            continue
        cites = (surety.lapse,)
        told = (("ids", gone),)
        for act in (Act.SUE, Act.PRESERVE, Act.SETTLE):
            where = places[surety.security]
            yield Stop(act, Ground.LAPSED, cites, _instead("lapsed"), surety.party, gone, told, where, bars=False)


def _limitation(agenda: Agenda, facts: Facts) -> Iterator[Stop]:
    """Yield the claims whose limitation is over: the debtor may plead it, the court does not (民法典 192, 193)."""
    open_ = {o.id for o in facts.open_obligations}
    over: dict[str, list[str]] = {}
    for deadline in agenda.deadlines:
        if deadline.rule == _COLLATERAL and deadline.state is State.GONE:
            yield _collateral_over(deadline)
        if deadline.rule.startswith("enforce.apply") and deadline.state is State.EXPIRED:
            yield from _enforcement_over(deadline)
        if deadline.rule.startswith("limitation.") and deadline.state is State.EXPIRED:
            for person in deadline.everybody:
                over.setdefault(person, []).extend(id for id in deadline.obligations if id in open_)
    cites = (Citation("民法典", "192(1)"), Citation("民法典", "193"))
    for person, ids in over.items():
        about = tuple(dict.fromkeys(ids))
        if about:
            told = (("ids", about),)
            where = facts.obligation(about[0]).where
            yield Stop(
                Act.SUE, Ground.LIMITATION, cites, _instead("limitation"), person, about, told, where, bars=False
            )


def _collateral_over(deadline: Deadline) -> Stop:
    """Return that no court realises a mortgage after the limitation of its debt (民法典 419, 担保制度解释 44)."""
    cites = (Citation("民法典", "419"), Citation("担保制度解释", "44(1)"))
    told = (("ids", deadline.obligations or (deadline.id,)),)
    lapsed = _instead("security_lapsed")
    return Stop(Act.REALISE, Ground.SECURITY_LAPSED, cites, lapsed, deadline.person, deadline.obligations, told)


def _enforcement_over(deadline: Deadline) -> Iterator[Stop]:
    """Yield that the debtor may object to a late application; the court takes it all the same (民诉法解释 481)."""
    told = (("ids", deadline.obligations or (deadline.id,)),)
    for person in deadline.everybody:
        cites, instead = (Citation("民诉法解释", "481(1)"),), _instead("limitation")
        yield Stop(Act.ENFORCE, Ground.LIMITATION, cites, instead, person, deadline.obligations, told, bars=False)
