"""Loans: the facts of a loan as the law's rules want them (借款).

Owns what was really lent, from which day, at which rates, and the day of suit that the caps hang on. Computes no
interest. Refuses by name what the rules do not answer: a lender outside these rules, a rate that hangs on a
day of a published rate that no clause names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import AgreedInterest, Case, Contract, LatePenalty, Obligation, Payout
from lexcollect.causes.cause import LatenessRule
from lexcollect.claims.reckoning import Reckoning
from lexcollect.claims.standards import is_works, lateness_of, void_loan
from lexcollect.cn.floating import Floating
from lexcollect.cn.rates import Rate
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.law.rates import Rates, shipped_rates
from lexcollect.law.rules.debts import Debt
from lexcollect.law.rules.lending import CAP_BEGINS
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.penalty import annual_equivalent
from lexcollect.law.rules.schedule import agreed
from lexcollect.records import dataclass
from lexcollect.wording import pair

_OUTSIDE = (k.LenderKind.LICENSED, k.LenderKind.LOCAL_FINANCE)
#: Above which yearly rate the former rules treated paid interest in two ways, in percent (旧版 26, 31).
_FORMER_CLAIM = Decimal(24)


@dataclass(frozen=True, slots=True)
class Lent:
    """What was handed over of one receivable: yuan, the first day, and whether the case file says so (``told``).

    ``later`` are the parts handed over after the first day (分期出借): day and yuan.
    """

    amount: Decimal
    day: date | None
    told: bool
    later: tuple[tuple[date, Decimal], ...] = ()


def is_loan(contract: Contract) -> bool:
    """Tell whether the cause of ``contract`` is a loan whose interest the lending rules answer."""
    return lateness_of(contract) is LatenessRule.LOAN


def lent(case: Case, obligation: Obligation, as_of: date) -> Lent:
    """Return what was lent of ``obligation`` to ``as_of``; without a payout the sum of the paper (民间借贷规定 26)."""
    mine = payouts_of(case, obligation)
    if not mine:
        return Lent(obligation.amount, None, False)
    known = [p for p in mine if p.date <= as_of]
    by_day: dict[date, Decimal] = {}
    for p in sorted(known, key=lambda p: p.date):
        by_day[p.date] = by_day.get(p.date, Decimal(0)) + (p.amount if p.obligation else Decimal(0))
    shared = [p for p in known if not p.obligation]
    if shared and len(_own(case)) == 1:
        for p in shared:
            by_day[p.date] += p.amount
    elif shared:
        if len({p.date for p in shared}) > 1:
            raise Refused([finding("LX-M172", shared[-1].where, id=obligation.id, days=tuple(by_day))])
        by_day[shared[0].date] += _share(case, obligation, shared)
    parts = [(day, amount) for day, amount in by_day.items() if amount]
    total = sum((amount for _, amount in parts), Decimal(0))
    return Lent(total, parts[0][0] if parts else None, True, tuple(parts[1:]))


def _own(case: Case) -> list[Obligation]:
    """Return the debts themselves, without what is asked for beside them: nobody lent that."""
    return [o for o in case.obligations if o.asked_as is None]


def payouts_of(case: Case, obligation: Obligation) -> tuple[Payout, ...]:
    """Return the payouts that name ``obligation``, and those that name none where there is one contract only."""
    if not case.payouts:
        return ()  # asked for each of many debts
    alone = len({o.contract for o in case.obligations}) == 1
    return tuple(p for p in case.payouts if p.obligation == obligation.id or (not p.obligation and alone))


def _share(case: Case, obligation: Obligation, shared: list[Payout]) -> Decimal:
    """Return what of payouts that name no receivable is ``obligation``'s: all, or its own sum of a whole one."""
    paid = sum((p.amount for p in shared), Decimal(0))
    if paid != sum((o.amount for o in _own(case)), Decimal(0)):
        raise Refused([finding("LX-M173", shared[0].where, paid=paid)])
    return obligation.amount


def loan_terms(by: Reckoning, obligation: Obligation, breach: date) -> tuple[Lent, LoanTerms]:
    """Return what was lent and what it bears; what the rules do not answer is refused by name."""
    case, contract = by.case, by.contract_of(obligation)
    _refuse(contract)
    money = lent(case, obligation, by.as_of)
    made = formed_on(case, contract, money.day)
    if made is None:
        raise Refused([finding("LX-M210", contract.where, name=contract.called)])
    bears = obligation.bears
    filed = _cap_day(by)
    days = {"making": made, "filing": filed, "breach": breach}

    def percent(said: AgreedInterest | LatePenalty | None) -> Decimal | None:
        return yearly_percent(said.rate, days, by.rates) if said and bears else None

    return money, LoanTerms(
        made,
        filed,
        by.as_of,
        money.day,
        percent(contract.term_interest),
        percent(contract.late_interest),
        percent(contract.late_penalty),
        obligation.amount,
        stop=by.stopped,
        lenient=by.lenient,
        rates=by.rates,
    )


def formed_on(case: Case, contract: Contract, lent_on: date | None) -> date | None:
    """Return the day the loan was made: between natural persons that of the money (民法典 679), else of signing.

    Of an assigned claim the file does not say who lent: the day of signing.
    """
    people = all(p.kind is k.PartyKind.NATURAL for p in (*case.creditors, *case.by_role(k.Role.DEBTOR)))
    return lent_on if lent_on and people and not case.assignments else contract.signed_on


def _refuse(contract: Contract) -> None:
    if contract.lender in _OUTSIDE:
        raise Refused([finding("LX-M170", contract.where, name=contract.called, lender=pair(*contract.lender.named))])
    penal = contract.late_penalty
    if penal is not None and penal.then is not None:
        raise Refused([finding("LX-M171", penal.where, name=contract.called)])


def cap_carried(case: Case, debts: Sequence[Debt], as_of: date, rates: Rates | None) -> Finding | None:
    """Return that the cap of a loan stands on the last LPR on file, for want of that of the day of suit (31(2)).

    Nothing where another debt may be short, and for loans made from 2020-08-20 on: that of their making caps (25(1)).
    """
    series, terms = (rates or shipped_rates()).series("lpr_1y"), [debt.late for debt in debts]
    if filed_on(case, as_of) <= series.known_until or series.missing is None:
        return None
    if not all(isinstance(one, LoanTerms) and one.made < CAP_BEGINS for one in terms):
        return None
    return finding("LX-M014", Where(case.where.file), day=as_of, known=series.known_until, missing=series.missing)


def _cap_day(by: Reckoning) -> date:
    """Return the day whose LPR caps the loan; in an account that may stop short, the last day that has one."""
    filed = filed_on(by.case, by.as_of)
    return min(filed, (by.rates or shipped_rates()).series("lpr_1y").known_until) if by.lenient else filed


def filed_on(case: Case, as_of: date) -> date:
    """Return the day of suit that the cap hangs on: the first suit that was filed, else the as-of day (31(2))."""
    suits = [f.date for f in case.filings if f.kind is k.FilingKind.SUIT and f.date <= as_of]
    return min(suits, default=as_of)


def yearly_percent(rate: Rate | Floating, days: Mapping[str, date], rates: Rates | None) -> Decimal:
    """Return an agreed rate in percent a year: a month's twelve times, a day's 365 times.

    One on LPR hangs on a day: that which the words name, or of ``days`` the making, the suit or the default.
    """
    if isinstance(rate, Floating):
        quote = (rates or shipped_rates()).lpr(rate.day or days[rate.anchor], rate.series)
        return quote.rate * rate.multiplier + rate.points
    line = agreed(rate)
    return annual_equivalent(line.rates[0]) if line.per == "day" else line.rates[0]


def remarks(case: Case, as_of: date, breaches: dict[str, date], terms: dict[str, LoanTerms]) -> Iterator[Finding]:
    """Yield what a reader of the account of loans must know; ``terms`` are those of each loan that was counted."""
    for contract in case.contracts:
        if is_loan(contract):
            yield from _of_contract(case, contract, as_of)
        elif contract.term_interest or (contract.late_interest and not _counts_late_interest(contract)):
            yield finding("LX-M181", contract.where, name=contract.called, cause=contract.cause)
    for obligation in case.obligations:
        found = terms.get(obligation.id)
        if found is not None:
            yield from _of_loan(case, obligation, as_of, found, breaches[obligation.id])


def _counts_late_interest(contract: Contract) -> bool:
    """Tell whether the account of a contract that is no loan takes its late interest: works, small enterprises."""
    return is_works(contract) or (contract.sme is not None and contract.late_penalty is None)


def _of_contract(case: Case, contract: Contract, as_of: date) -> Iterator[Finding]:
    if void_loan(contract):
        from lexcollect.claims import void_loans  # only a void loan needs it

        yield from void_loans.remarks(case, contract)
        return
    for beside in case.obligations:
        if beside.contract == contract.id and beside.asked_as not in (None, k.AskedAs.LUMP_PENALTY):
            yield finding("LX-M247", beside.where, id=beside.id, amount=beside.amount)
    if contract.term_interest is None and contract.late_interest is None:
        yield finding("LX-M177", contract.where, name=contract.called)
    fixed = [i.rate for i in (contract.term_interest, contract.late_interest) if i and isinstance(i.rate, Rate)]
    bears = contract.term_interest or contract.late_interest
    rate = max((yearly_percent(each, {}, None) for each in fixed), default=Decimal(0))
    first = min(
        (p.date for o in case.obligations if o.contract == contract.id for p in payouts_of(case, o)), default=None
    )
    made = formed_on(case, contract, first)
    if made and made < CAP_BEGINS and bears:
        if not any(f.kind is k.FilingKind.SUIT for f in case.filings):
            yield finding("LX-M178", contract.where, name=contract.called, day=filed_on(case, as_of))
        early = [p for p in case.payments if p.date < CAP_BEGINS]
        if rate > _FORMER_CLAIM and early:
            yield finding("LX-M180", early[0].where, name=contract.called)


def _of_loan(case: Case, o: Obligation, as_of: date, terms: LoanTerms, breach: date) -> Iterator[Finding]:
    money = lent(case, o, as_of)
    if not money.told:
        yield finding("LX-M174", o.where, id=o.id, amount=o.amount)
    elif money.amount < o.amount and o.rolled is None:
        yield finding("LX-M175", o.where, id=o.id, amount=o.amount, lent=money.amount)
    whole = o.rolled is not None and terms.lent_on is not None and terms.lent_on < o.rolled.date
    cut = None if whole else terms.cut(breach)  # what bears at the caps for the whole time was agreed by nobody
    if cut:
        yield finding("LX-M176", o.where, id=o.id, rate=f"{cut[0].normalize():f}", cap=f"{cut[1].normalize():f}")
    beside = terms.penalty_cut(breach)
    if beside:
        agreed, left = (f"{rate.normalize():f}" for rate in beside)
        yield finding("LX-M275", o.where, id=o.id, rate=agreed, left=left)
