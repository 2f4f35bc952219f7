"""Penalties on a published rate: the clause of a contract as the law's rules want it (随公布利率变动的违约金).

Owns which days a clause hangs on (signing, suit, default) and what a reader must know of them. Computes no money.
Loaded only for a matter that has such a clause, or two rates one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, LatePenalty, Obligation
from lexcollect.claims.reckoning import Reckoning
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.rules.agreed_rates import Change, PenaltyTerms
from lexcollect.law.rules.debts import Debt, Due
from lexcollect.law.rules.phrases import phrase_of
from lexcollect.wording import text

_SUITS = (k.FilingKind.SUIT, k.FilingKind.ARBITRATION)


def penal_debt(by: Reckoning, obligation: Obligation, due: Due, secured: Decimal) -> Debt:
    """Return the debt of ``obligation`` with the penalty of its contract.

    Refused where the rate is that of the day of contract, which nobody entered.
    """
    contract = by.contract_of(obligation)
    agreed = contract.late_penalty
    assert agreed is not None
    phrase, then = phrase_of(agreed.rate), _change(agreed)
    if contract.signed_on is None and "making" in (phrase.anchor, then.phrase.anchor if then else ""):
        raise Refused([finding("LX-M210", contract.where, name=contract.called)])
    terms = PenaltyTerms(
        phrase,
        by.as_of,
        filed_on(by.case, by.as_of),
        contract.signed_on,
        then,
        stop=by.stopped,
        lenient=by.lenient,
        rates=by.rates,
    )
    return Debt(
        obligation.id, obligation.amount, due, secured=secured, contract=obligation.contract, late=terms, penal=True
    )


def _change(agreed: LatePenalty) -> Change | None:
    then = agreed.then
    if then is None:
        return None
    if (then.after_days is None) is (then.from_day is None):
        raise Refused([finding("LX-C190", then.where)])
    return Change(phrase_of(then.rate), then.after_days, then.from_day)


def filed_on(case: Case, as_of: date) -> date:
    """Return the first day of suit or arbitration, else the as-of day."""
    return min((f.date for f in case.filings if f.kind in _SUITS and f.date <= as_of), default=as_of)


def remarks(case: Case, as_of: date) -> Iterator[Finding]:
    """Yield what a clause leaves open: of which day its rate is, and a day of suit that is not there yet."""
    for contract in case.contracts:
        agreed = contract.late_penalty
        if agreed is None:
            continue
        rates = (agreed.rate, *([agreed.then.rate] if agreed.then else []))
        for phrase in (phrase_of(rate) for rate in rates):
            if phrase.question in ("which_day", "benchmark"):
                asked = text(f"law_money.ask.{phrase.question}")
                yield finding("LX-M230", agreed.where, name=contract.called, question=asked)
            if phrase.anchor == "filing" and not any(f.kind in _SUITS and f.date <= as_of for f in case.filings):
                yield finding("LX-M231", agreed.where, name=contract.called, day=as_of)
