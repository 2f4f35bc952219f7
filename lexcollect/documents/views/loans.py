"""What runs on a loan in papers: its interest, and the penalty beside it (民间借贷规定 28, 29).

Owns the grounds of both, their yearly rates from day to day, and the rates at which each goes on. Late interest and
penalty stay under one cap; the account has cut the penalty to it, here is only told at which rate each is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import ObligationAccount
from lexcollect.cn.rates import Rate, rate_words
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, series, yuan
from lexcollect.documents.views.contract import penalty_standard, rate_said
from lexcollect.law.rates import shipped_rates
from lexcollect.law.rules.lending import CAP_BEGINS, protected_rate
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Line

if TYPE_CHECKING:
    from lexcollect.law.rules.rolled import Roll


def with_penalty(view: View) -> bool:
    """Tell whether a penalty is asked for beside the interest of a loan."""
    return "loan_penalty" in view.material.circumstances


def sums(view: View) -> list[tuple[Part, Decimal]]:
    """Return what is left of interest and penalty of a loan, in yuan, where both are asked for; else nothing."""
    account = view.material.claims.account
    both = [(Part.INTEREST, account.interest), (Part.PENALTY, account.penalty)] if with_penalty(view) else []
    return [(part, amount) for part, amount in both if amount]


def apart(view: View) -> Iterator[str]:
    """Yield interest and penalty of a loan with their sums: 利息28,752.15元, 违约金7,863.23元."""
    for part, amount in sums(view):
        yield view.pen.one("guarantee.amount", {"金额": yuan(amount)}, of_kind("part", part))


def basis(view: View, lines: list[Line]) -> str:
    """Return on what the interest of a loan rests, and the penalty beside it: what was agreed, the rates counted at."""
    agreed = view.material.contract
    said = {
        "借期标准": rate_said(agreed.term_interest.rate) if agreed.term_interest else "",
        "逾期标准": rate_said(agreed.late_interest.rate) if agreed.late_interest else "",
        "上限": _derived(view),
        "分段": series(stretches(view, [line for line in lines if line.kind is Part.INTEREST])),
        "证据": view.material.cite(agreed.evidence),
    }
    capped = any(one.capped for one in view.material.claims.account.ledger.rolled.values())
    interest = view.pen.one("contract.interest_basis", said, c.those({"rolled_capped": capped}))
    if not (with_penalty(view) and agreed.late_penalty):
        return interest
    beside = {
        "条款": agreed.late_penalty.clause,
        "标准": penalty_standard(view, agreed.late_penalty),
        **_cap(view),
        "分段": series(stretches(view, [line for line in lines if line.kind is Part.PENALTY])),
    }
    return series((interest, view.pen.one("contract.loan_penalty_basis", beside)))


def _cap(view: View) -> dict[str, str]:
    """Return the cap of late interest and penalty and the LPR it stands on, where there is one for the whole time."""
    lent = (debt.late for debt in view.material.claims.account.ledger.debts)
    caps = {terms.one_cap for terms in lent if isinstance(terms, LoanTerms)}
    cap = caps.pop() if len(caps) == 1 else None
    if cap is None or cap.lpr is None:
        return {"报价利率": "", "上限": ""}
    return {"报价利率": f"{cap.lpr.normalize():f}", "上限": f"{cap.rate.normalize():f}"}


def _derived(view: View) -> str:
    """Return how the protected rate comes about, where the agreed one is above it; of loans of several caps nothing.

    To 2020-08-19 the older cap holds only for whoever asks for it (民间借贷规定 31(2)): the request is made here.
    """
    said: dict[str, str] = {}
    how = frozenset[str]()
    for terms in {debt.late for debt in view.material.claims.account.ledger.debts if isinstance(debt.late, LoanTerms)}:
        agreed = max((rate for rate in (terms.term, terms.late) if rate is not None), default=None)
        if agreed is None or terms.lent_on is None:
            return ""
        told, names = _cap_told(terms, agreed)
        if said and (told, names) != (said, how):
            return ""
        said, how = told, names
    return view.pen.one("contract.lending_cap", said, how) if said else ""


def _cap_told(terms: LoanTerms, agreed: Decimal) -> tuple[dict[str, str], frozenset[str]]:
    """Return the caps of one loan as papers tell them, with the LPR of the last one; nothing where they cut nothing."""
    assert terms.lent_on is not None
    caps = protected_rate(
        agreed,
        terms.made,
        terms.lent_on,
        filed=terms.filed,
        reference=terms.reference,
        rates=terms.rates,
        book=terms.book,
    ).value[1]
    if all(agreed <= cap.rate for cap in caps):
        return {}, c.NONE
    last = caps[-1]
    quote = (terms.rates or shipped_rates()).lpr(last.day) if last.day else None
    said = {
        "合同日": day(terms.made),
        "起诉日": day(terms.filed),
        "旧上限": _plain(caps[0].rate),
        "报价利率": _quoted(last.lpr) if last.lpr is not None else "",
        "公布日": day(quote.published) if quote and quote.published else "",
        "上限": _plain(last.rate),
    }
    by_making = last.day == terms.made
    names = {
        "cap.former": last.lpr is None,
        "cap.two": len(caps) > 1,
        "cap.by_making": by_making,
        "cap.by_suit": last.lpr is not None and not by_making,
    }
    return said, c.those(names)


def _plain(rate: Decimal) -> str:
    """Return a rate in percent without idle noughts."""
    return f"{rate.normalize():f}"


def _quoted(lpr: Decimal) -> str:
    """Return LPR as it is published: 3.45, and 3.0 where it is a whole number."""
    plain = _plain(lpr)
    return plain if "." in plain else f"{plain}.0"


def rolled_over(view: View, id: str) -> str:
    """Return that interest was written into a new note, and what of it is asked for (民间借贷规定 27)."""
    one = view.material.claims.account.ledger.rolled[id]
    said = {
        **_first_loan(one.roll),
        "日期": day(one.roll.on),
        "前期利率": f"{one.roll.rate.normalize():f}",
        "凭证金额": yuan(one.roll.note),
        "后期本金": yuan(one.roll.principal),
        "已付": yuan(one.roll.paid) if one.roll.paid else "",
    }
    how = {"rolled_capped": one.capped, "rolled_before_cap": one.roll.before}
    return view.pen.one("history.rolled_over", said, c.those(how))


def rolled_limit(view: View, contract: str) -> str:
    """Return the most a rolled-over loan of ``contract`` may come to, where what runs on may still pass it."""
    ledger = view.material.claims.account.ledger
    ids = {debt.id for debt in ledger.debts if debt.contract == contract}
    open_ = [one for id, one in ledger.rolled.items() if id in ids and not one.capped]
    return listed(
        view.pen.one("contract.rolled_limit", _first_loan(one.roll), c.those({"rolled_before_cap": one.roll.before}))
        for one in open_
    )


def _first_loan(roll: Roll) -> dict[str, str]:
    cap = roll.cap
    rates = {"报价利率": cap.lpr, "上限": cap.rate, "旧上限": roll.caps[0].rate}
    return {"最初本金": yuan(roll.first), **{name: f"{rate.normalize():f}" for name, rate in rates.items() if rate}}


def stretches(view: View, lines: Iterable[Line]) -> Iterator[str]:
    """Yield each rate with the days it was counted from and to, over all debts; every one once."""
    spans: dict[tuple[Part, Decimal, bool], tuple[date, date]] = {}
    for line in lines:
        key = (line.kind, line.rate, line.first < CAP_BEGINS)
        first, last = spans.get(key, (line.first, line.last))
        spans[key] = (min(first, line.first), max(last, line.last))
    # Interest comes before the penalty, each from its first day on.
    for (kind, rate, _), (first, last) in sorted(spans.items(), key=lambda s: (s[0][0] is Part.PENALTY, s[1])):
        said = {"起": day(first), "止": day(last), "数": f"{rate.normalize():f}"}
        yield view.pen.one("contract.interest_stretch", said, of_kind("part", kind))


def last_rate(o: ObligationAccount, part: Part = Part.INTEREST) -> Rate | None:
    """Return the rate at which the interest of a debt, or the penalty beside it, goes on after the cut-off day."""
    goes_on = o.interest_per_day if part is Part.INTEREST else o.penalty_per_day
    lines = [line for line in o.lines if line.kind is part]
    if not (lines and goes_on):
        return None
    last = lines[-1]
    return Rate(last.rate, "day") if last.per == "day" else Rate(last.rate / 100, "year")


def rates_on(view: View, part: Part = Part.INTEREST) -> str:
    """Return the rates at which interest, or the penalty, goes on, each once: 年利率14.6%."""
    rates = (last_rate(o, part) for o in view.material.claims.account.obligations)
    return listed(dict.fromkeys(rate_words(rate) for rate in rates if rate))
