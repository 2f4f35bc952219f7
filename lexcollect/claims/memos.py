"""Memos: what the words behind a payment name (附言): a debt the payer paid on, or a deposit.

Owns the questions they raise. Who pays may name the debt when paying (民法典 560(1)), so that a memo that names one
decides the order of appropriation once somebody has read it so; a deposit that came in as money is no payment of the
debt. Moves nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Obligation, Payment
from lexcollect.claims.account import Account
from lexcollect.findings import Finding, finding
from lexcollect.patterns import regex

#: Words of a memo that name a period or a part: they are meant for one debt, whichever it is.
_NAMES = regex(
    r"\d{1,2}\s*月|[一二三四五六七八九十]{1,3}月|第[一二三四五六七八九十\d]+[期批笔次]|[一二三四1-4]季度|[上下]半年"
)
_MONTH = regex(r"(?:(?P<year>20\d\d)\s*[年./-]\s*)?0?(?P<month>1[0-2]|[1-9])\s*月")
_DEPOSIT = regex(r"押金|租赁保证金|履约保证金|房屋保证金")
#: Rent for a month is paid at the earliest so long before it falls due.
_AHEAD = timedelta(days=45)
#: So many names stand in a sentence.
_SHOWN = 3


def names_a_debt(case: Case, payment: Payment) -> bool:
    """Tell whether the memo of ``payment`` names a debt, known or not: it cannot be said that none was named."""
    return bool(payment.memo) and (bool(_NAMES.search(payment.memo)) or bool(named_in(case, payment)))


def named_in(case: Case, payment: Payment) -> tuple[str, ...]:
    """Return the debts that the memo of ``payment`` may mean: by id or title, else by the month they are for."""
    memo = payment.memo
    called = [o.id for o in case.obligations if o.id in memo or (o.title and o.title in memo)]
    found = _MONTH.search(memo)
    if called or found is None:
        return tuple(called)
    month = f"-{int(found['month']):02d}"
    ids = [o for o in case.obligations if o.id.endswith(f"{found['year'] or ''}{month}") and _could_be(o, payment)]
    if ids and not found["year"]:  # the last such month before the money came
        ids = [max(ids, key=lambda o: o.id)]
    return tuple(o.id for o in ids)


def _could_be(o: Obligation, payment: Payment) -> bool:
    return o.due is None or o.due.day is None or o.due.day <= payment.date + _AHEAD


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield the payments whose memo names a debt or a deposit, and that are entered as neither."""
    for payment in case.payments:
        if payment.kind is not k.PaymentKind.PAYMENT or payment.elsewhere or payment.date > account.as_of:
            continue
        day, amount, memo = payment.date, payment.amount, payment.memo
        if _DEPOSIT.search(memo) and not payment.designated_for:
            yield finding("LX-M435", payment.where, day=day, amount=amount, memo=memo)
        elif len(account.obligations) > 1 and not payment.designated_for and (ids := named_in(case, payment)):
            yield finding("LX-M434", payment.where, ids=ids[:_SHOWN], day=day, amount=amount, memo=memo)
