"""Shares among co-guarantors and joint debtors: what one of them that paid asks another to bear (分担).

Owns the sums of 担保制度解释 13 and 民法典 519(2) for one receivable and one defendant. Co-guarantors: their agreed
shares of what was paid; where they agreed on recourse or joint guarantee without shares, or signed one paper, shares of
what cannot be had from the debtor; else nothing. Joint debtors: what was paid beyond one's own share, within the share
the other has not performed; what a third one cannot perform falls on the others in proportion, ours included (519(3)).
Shares that are not said are equal (519(1)). Refuses what the articles leave without a sum.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, Sharing
from lexcollect.cn.amounts import FEN
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.rules.debts import Debt
from lexcollect.law.rules.schedule import ZERO
from lexcollect.law.trace import Citation

#: On which article each ground of sharing rests; what names none is not had from a co-guarantor.
CITES: dict[k.ShareGround, tuple[Citation, ...]] = {
    k.ShareGround.AGREED_SHARES: (Citation("担保制度解释", "13(1)"),),
    k.ShareGround.AGREED_RECOURSE: (Citation("担保制度解释", "13(1)"),),
    k.ShareGround.JOINT_GUARANTEE: (Citation("担保制度解释", "13(1)"),),
    k.ShareGround.SAME_PAPER: (Citation("担保制度解释", "13(2)"),),
}
_JOINT = (Citation("民法典", "519(2)"),)
_FAILED = (*_JOINT, Citation("民法典", "519(3)"))
_WHOLE = Decimal(100)


def shared(case: Case, debt: Debt) -> Debt:
    """Return a debt of recourse with what the other has to bear as its principal."""
    contract = case.contract(debt.contract)
    if contract.sharing is None or contract.recourse_from in (None, k.RecourseFrom.PRINCIPAL):
        return debt
    return replace(debt, principal=borne(case, contract, debt.principal))


def borne(case: Case, contract: Contract, paid: Decimal) -> Decimal:
    """Return what the defendant has to bear of ``paid``, in yuan; refused where the articles give no sum."""
    said = contract.sharing
    assert said is not None
    if sum(o.contract == contract.id for o in case.obligations) > 1 or len(case.debtors) > 1:
        raise Refused([finding("LX-M283", said.where, name=contract.called)])
    if contract.recourse_from is k.RecourseFrom.JOINT_DEBTOR:
        return _of_joint_debtor(contract, said, paid)
    share = _share(said)
    if said.ground is None or share is None:
        raise Refused([finding("LX-M252", contract.where, name=contract.called)])
    if said.ground is k.ShareGround.AGREED_SHARES:
        if said.share is None:
            raise Refused([finding("LX-M252", contract.where, name=contract.called)])
        return _part(paid, share)
    if said.unrecovered is None:
        raise Refused([finding("LX-M284", said.where, name=contract.called)])
    return _part(min(said.unrecovered, paid), share)


def _of_joint_debtor(contract: Contract, said: Sharing, paid: Decimal) -> Decimal:
    share, own = _share(said), said.own_share if said.own_share is not None else _equal(said)
    if share is None or own is None or said.debt is None:
        raise Refused([finding("LX-M253", contract.where, name=contract.called)])
    mine = _part(said.debt, own) + _fallen(contract, said, own)
    left = max(_part(said.debt, share) + _fallen(contract, said, share) - (said.performed or ZERO), ZERO)
    asked = min(paid - mine, left)
    if asked <= 0:
        raise Refused([finding("LX-M285", said.where, name=contract.called, paid=paid, own=mine)])
    return asked


def _fallen(contract: Contract, said: Sharing, share: Decimal) -> Decimal:
    """Return what falls on a share of what another joint debtor cannot perform: in proportion to the rest (519(3))."""
    if not said.failed:
        return ZERO
    gone = said.failed_share if said.failed_share is not None else _equal(said)
    if gone is None or said.debt is None:
        raise Refused([finding("LX-M309", said.where, name=contract.called)])
    if gone + share > _WHOLE or said.failed > _part(said.debt, gone):
        most = _part(said.debt, gone)
        raise Refused([finding("LX-M310", said.where, name=contract.called, failed=said.failed, most=most)])
    return _part(said.failed, share * 100 / (_WHOLE - gone))


def fallen_on_the_other(contract: Contract) -> Decimal:
    """Return what the defendant bears of what another joint debtor cannot perform, in yuan (民法典 519(3))."""
    said = contract.sharing
    share = _share(said) if said is not None else None
    return ZERO if said is None or share is None else _fallen(contract, said, share)


def _share(said: Sharing) -> Decimal | None:
    return said.share if said.share is not None else _equal(said)


def _equal(said: Sharing) -> Decimal | None:
    return Decimal(100) / said.persons if said.persons else None


def _part(amount: Decimal, percent: Decimal) -> Decimal:
    return (amount * percent / 100).quantize(FEN, ROUND_HALF_UP)


def cites_of(contract: Contract) -> tuple[Citation, ...]:
    """Return the article that gives the share; nothing for recourse from the principal debtor."""
    if contract.sharing is None or contract.recourse_from in (None, k.RecourseFrom.PRINCIPAL):
        return ()
    if contract.recourse_from is k.RecourseFrom.JOINT_DEBTOR:
        return _FAILED if contract.sharing.failed else _JOINT
    return CITES[contract.sharing.ground] if contract.sharing.ground else ()


def remarks(case: Case) -> list[Finding]:
    """Say where equal shares were taken because nobody said others (民法典 519(1))."""
    found = []
    for contract in case.contracts:
        said = contract.sharing
        if said is not None and said.share is None and said.persons and cites_of(contract):
            found.append(finding("LX-M286", said.where, name=contract.called, persons=said.persons))
        if said is not None and said.failed and contract.recourse_from is k.RecourseFrom.JOINT_DEBTOR:
            fallen = fallen_on_the_other(contract)
            found.append(finding("LX-M311", said.where, name=contract.called, failed=said.failed, fallen=fallen))
    return found
