"""Nouns: in which words a matter is told: the sentences of its cause, and what its debts are called.

Owns the choice of the shipped sentences and nouns by cause, assignment, size and kind of debt. Holds no sentence
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract
from lexcollect.causes import HeadKind, cause_of
from lexcollect.causes.clause_book import INSTALMENT, ClauseBook, book_of, layered
from lexcollect.claims.standards import nature_of, void_loan

if TYPE_CHECKING:
    pass


#: What is paid for the use of money that a void contract brought.
_USE = "资金占用费"


def shipped_book(case: Case) -> ClauseBook:
    """Return the shipped sentences in the words of the matter: of its cause, and of its own kind."""
    contract = case.contract(case.obligations[0].contract)
    found = [case.contract(id) for id in dict.fromkeys(o.contract for o in case.obligations)]
    book = book_of(None if mixed(found) else cause_of(contract.cause))
    nouns = {} if mixed(found) else own_nouns(case, contract)
    if case.assignments:
        from lexcollect.casefile.transfers import assignment_of  # only a matter with an assignment needs it

        last = assignment_of(case)
        book = layered(book, "assigned", {"让与人": last.assignor}) if last else book
    small = all(c.sme for c in found)
    if all(void_loan(c) for c in found):
        return layered(book, "void_loan", {**nouns, "违约": _USE, "逾期违约": _USE})
    return layered(book, "sme" if small else "", nouns) if nouns or small else book


def mixed(contracts: Iterable[Contract]) -> bool:
    """Tell whether contracts are of different causes, which no one set of words fits (不同案由)."""
    return len({(found.id if (found := cause_of(c.cause)) else c.cause) for c in contracts}) > 1


def instalments(case: Case) -> bool:
    """Tell whether the receivables are instalments of one debt: none of them is an order of its own."""
    natures = (o.nature or nature_of(case.contract(o.contract)) for o in case.obligations)
    return bool(case.obligations) and all(nature is k.DebtNature.INSTALMENTS for nature in natures)


def own_nouns(case: Case, contract: Contract) -> dict[str, str]:
    """Return the words of the matter's own: instalments of one debt are no orders, nor are sums nobody ordered.

    Of a sale whose receivables have no day of an order, nobody said that there were orders.
    """
    if instalments(case):
        return {"单笔": INSTALMENT}
    if contract.sharing and contract.recourse_from not in (None, k.RecourseFrom.PRINCIPAL):
        # A share of what was paid, never the whole of it.
        return dict.fromkeys(("债", "本金"), "应分担款项") | {"逐笔": "各笔应分担款项"}
    # What was paid on a bill is asked for, not its sum.
    if all(o.bill and o.bill.settled is not None for o in case.obligations):
        return {"债": "再追索款", "本金": "再追索金额", "逐笔": "各票据再追索款"}
    if any(o.date or o.bill for o in case.obligations):  # a bill is called a bill
        return {}
    cause = cause_of(contract.cause)
    sold = cause is not None and cause.principal is HeadKind.PRICE
    return {"单笔": "款项"} if sold or not contract.written else {}


def foreign_unit(case: Case) -> str:
    """Return the unit of the foreign money of ``case``; nothing for the renminbi."""
    currency = case.currency
    return "" if currency is k.Currency.CNY else currency.unit
