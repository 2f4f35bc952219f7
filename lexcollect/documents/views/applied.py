"""What a payment went to, in papers (冲抵): which debts, which parts of them, by whose choice (民法典 560, 561).

Of several contracts each is named before its shares; a paper on one of them tells what the others took. The sentences
are in ``history.yaml``.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Payment
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.memos import names_a_debt
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, yuan
from lexcollect.documents.views import contracts, naming
from lexcollect.law.rules.debts import Share
from lexcollect.law.rules.parts import Part

ZERO = Decimal("0.00")


def applied(view: View, id: str, payment: Payment) -> str:
    """Return what the payment called ``id`` went to, and by whose choice."""
    account = view.material.claims.account
    shares = [s for s in account.shares if s.payment == id]
    agreed = account.ledger.clause_of(shares[0].debt) if shares else account.ledger.clause
    clause = (agreed.clause or view.pen.one("history.as_agreed")) if agreed else ""
    if clause:
        clause = f"{_of_contract(view, shares[0])}{clause}"
    noted = [one for one in account.ledger.rolled.values() if id in one.early and not shares]
    on = day(noted[0].roll.on) if noted else ""
    set_off = payment.kind is k.PaymentKind.SET_OFF
    said = {"各项": _shares(view, shares), "条款": clause, "结算日": on}
    how = {
        "in_note": noted,
        "applied": shares,
        "named": payment.designated_for,
        "contract_named": payment.for_contract,
        "numbered": said["条款"],
        # Who sets off names nothing when paying, and what the memo names is no debt that was not named.
        "one": len(account.obligations) == 1 or set_off or names_a_debt(view.material.case, payment),
    }
    return view.pen.one("history.applied", said, c.those(how)) + _elsewhere(view, payment, shares)


def _elsewhere(view: View, payment: Payment, shares: list[Share]) -> str:
    """Return what of a payment went to other contracts, where the paper is on one of several; else nothing."""
    if not (view.material.apart or view.material.some) or not shares:
        return ""
    waiting = sum((left for id, left in view.material.claims.account.credits if id == shares[0].payment), ZERO)
    rest = payment.amount - sum((s.amount for s in shares), ZERO) - waiting
    how = c.those({"some_claimed": view.material.some})
    return view.pen.one("history.elsewhere", {"金额": yuan(rest)}, how) if rest else ""


def _shares(view: View, shares: list[Share]) -> str:
    """Return what a payment went to, share by share; of several contracts each is named before its shares."""
    found, last = [], ""
    for share in shares:
        name = _of_contract(view, share)
        found.append(_share(view, share) if name == last else f"{name}{_share(view, share)}")
        last = name
    return listed(found)


def _share(view: View, share: Share) -> str:
    own = contracts.part_with(view, share.debt)
    pen = own.pen
    part = pen.one("history.part", {}, of_kind("part", share.part))
    called = naming.said(own, "history.share", [share.debt], alone=naming.only(view))
    if share.part is Part.PRINCIPAL and (own.material.cause is None or _beside(view, share.debt)):
        called, part = "", called or part  # the name says what it is: no 利息本金, no 借款本金本金
    return pen.one("history.share", {"编号": called, "项目": part, "金额": yuan(share.amount)})


def _beside(view: View, debt: str) -> bool:
    """Tell whether a debt is asked for beside the one of its contract (修理费、罚息): it has no principal."""
    return any(o.id == debt and o.asked_as for o in view.material.case.obligations)


def _of_contract(view: View, share: Share) -> str:
    """Return the name of the contract a share came to; nothing where there is one contract."""
    on = contracts.part_with(view, share.debt).material.contract
    return contracts.name_of(on) if contracts.several(view.material) else ""
