"""Payments to small and medium enterprises: the regulation's due day and late interest for a matter (中小企业款项).

Owns the way from the facts of a contract to ``law.rules.sme``. Loaded only where a contract says that its creditor is
such an enterprise. Size and status are the user's facts; what they leave open is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.days import sme_start
from lexcollect.casefile.models import AgreedInterest, Case, Contract, LatePenalty, Obligation, PaymentTerm
from lexcollect.claims.due_days import DueDate
from lexcollect.claims.penalties import filed_on
from lexcollect.claims.reckoning import Reckoning
from lexcollect.cn.floating import Floating
from lexcollect.cn.rates import Rate
from lexcollect.findings import Finding, Level, Refused, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import Charge, Due
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.penalty import annual_equivalent
from lexcollect.law.rules.phrases import Phrase, phrase_of, rate_of
from lexcollect.law.rules.schedule import ZERO, RateLine
from lexcollect.law.rules.schedule import agreed as agreed_line
from lexcollect.law.rules.sme import REVISED, Buyer, late_rate, payment_term
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown
from lexcollect.records import dataclass, field
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.claims.account import Account

#: What a claim under the regulation has to show (3), by key.
_WANTED = ("size", "told", "evidence")
_BUYERS: dict[k.SmeBuyer, Buyer] = {k.SmeBuyer.PUBLIC: "public", k.SmeBuyer.LARGE: "large"}


def sme_due(case: Case, obligation: Obligation, term: PaymentTerm | None, calendar: Calendar) -> DueDate | None:
    """Return when the regulation makes a debt due (9, 10); ``None`` where the agreed term stands.

    Before 2025-06-01 a large enterprise had no time by law: what is not agreed is left to the Code (民法典 511, 628).
    A public body may be given sixty days at most: a longer agreed term is cut. What is agreed in months or working
    days, or with a large enterprise, stands.
    """
    contract = case.contract(obligation.contract)
    assert contract.sme is not None
    buyer, start = _BUYERS[contract.sme.buyer], sme_start(case, obligation)
    days = term.count if term is not None and term.unit is k.TermUnit.DAY else None
    if start is None or (term is not None and days is None):
        return None
    if days is None and buyer == "large" and start.day < REVISED:
        return None  # that edition set large enterprises no time of its own (条例 2020, 8(2))
    found = payment_term(buyer, start.day, agreed_days=days, calendar=calendar)
    if term is not None and not found.value.cut:
        return None
    counted = PaymentTerm(count=found.value.days, after=k.After.LAST_DELIVERY)
    nominal = date.fromordinal(start.day.toordinal() + found.value.days)
    due, cites = Due(nominal, "period"), found.trace[-1].cites[:1]
    return DueDate(obligation.id, counted, start.day, nominal, found.value.last_day, due, start.evidence, cites=cites)


@dataclass(frozen=True, slots=True)
class SmeInterest:
    """The late interest of article 17, made when the first day of default is known.

    ``agreed`` is a rate below the one-year LPR of ``signed``, in percent a year: the floor is claimed instead.
    ``phrase`` is late interest agreed no lower: it goes before what the article gives where nothing was agreed.
    """

    last: date
    signed: date | None = None
    agreed: Decimal | None = None
    phrase: Phrase | None = None
    filed: date | None = None
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)

    @property
    def regulated(self) -> bool:
        """It is late interest by regulation (逾期利息), not the general loss."""
        return True

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charge of a delay that begins on ``breach``."""
        if breach > self.last:
            return ()
        try:
            rate = self._rate(breach)
        except LawUnknown:
            if self.lenient:
                return ()
            raise
        return (Charge(Part.INTEREST, rate, last=self.stop),)

    def _rate(self, breach: date) -> RateLine:
        if self.phrase is not None:
            return rate_of(self.phrase, breach, self.last, filed=self.filed, made=self.signed, rates=self.rates)
        return late_rate(breach, signed=self.signed, agreed=self.agreed, rates=self.rates).value

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The article it rests on, in the edition of the last day."""
        return late_rate(self.last).trace[-1].cites


def interest_of(by: Reckoning, contract: Contract) -> SmeInterest | None:
    """Return the late interest of a contract; ``None`` where an agreed penalty is no less than the floor."""
    agreed, plain = _agreed(contract), SmeInterest(by.as_of, stop=by.stopped, lenient=by.lenient, rates=by.rates)
    if agreed is None:
        return plain
    signed = contract.signed_on
    if isinstance(agreed.rate, Rate) and signed is not None and _below(_yearly(agreed.rate), signed, by.rates):
        return replace(plain, signed=signed, agreed=_yearly(agreed.rate))
    if contract.late_penalty is not None:
        return None
    if isinstance(agreed.rate, Floating) and signed is None:
        raise Refused([finding("LX-M210", contract.where, name=contract.called)])
    return replace(plain, signed=signed, phrase=phrase_of(agreed.rate), filed=filed_on(by.case, by.as_of))


def with_readings(answer: Answer[Settlement], account: Account, ids: tuple[str, ...]) -> Answer[Settlement]:
    """Return ``answer`` with what the interest of ``ids`` (none: all) comes to with a rate below LPR as none."""
    plain = {
        debt.id: replace(debt, late=replace(debt.late, agreed=None, signed=None))
        for debt in account.ledger.debts
        if isinstance(debt.late, SmeInterest) and debt.late.agreed is not None and (not ids or debt.id in ids)
    }
    if not plain:
        return answer
    other = settle(
        [plain.get(debt.id, debt) for debt in account.ledger.debts],
        account.ledger.payments,
        account.as_of,
        agreed=account.ledger.orders,
        conventions=account.conventions,
        calendar=account.means.calendar,
        beyond=account.means.beyond,
    )
    value = sum((left.interest for left in other.balances if not ids or left.debt in ids), ZERO)
    cites = late_rate(account.as_of).trace[-1].cites
    reading = Alternative(text("law_money.sme.as_if_not_agreed"), value, cites)
    return replace(answer, alternatives=(*answer.alternatives, reading), certainty=Certainty.DEBATED)


def _agreed(contract: Contract) -> AgreedInterest | LatePenalty | None:
    """Return what was agreed for late payment: a penalty, else late interest, which the article speaks of."""
    return contract.late_penalty or contract.late_interest


def _below(yearly: Decimal, signed: date, rates: Rates | None) -> bool:
    try:
        return late_rate(signed, signed=signed, agreed=yearly, rates=rates).certainty != "statutory"
    except LawUnknown:
        return False


def _yearly(rate: Rate) -> Decimal:
    line = agreed_line(rate)
    return annual_equivalent(line.rates[0]) if line.per == "day" else line.rates[0]


def remarks(case: Case) -> Iterator[Finding]:
    """Yield what a claim under the regulation still wants: size, notice of it, a rate below the floor."""
    for contract in case.contracts:
        if contract.sme is None:
            continue
        if not contract.sme.size or not contract.sme.told or not contract.sme.evidence:
            # That the buyer was not told is worse than that nobody says so.
            level = Level.WARNING if contract.sme.told is False else None
            missing = tuple(text(f"claims.sme_missing.{key}") for key in _WANTED if not getattr(contract.sme, key))
            yield finding("LX-M212", contract.sme.where, level=level, name=contract.called, missing=missing)
        agreed = _agreed(contract)
        if agreed and isinstance(agreed.rate, Rate) and contract.signed_on is None:
            yield finding("LX-M210", agreed.where, level=Level.WARNING, name=contract.called)
        elif agreed and isinstance(agreed.rate, Rate) and contract.signed_on:
            yearly = _yearly(agreed.rate)
            if _below(yearly, contract.signed_on, None):
                yield finding("LX-M213", agreed.where, name=contract.called, rate=f"{yearly.normalize():f}")
