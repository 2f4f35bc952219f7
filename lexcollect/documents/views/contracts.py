"""Several contracts in one paper: each is told by itself, and what is left under each is summed.

Owns how contracts are named and summed, and what of several keeps apart: names within a list of debts, what a
guarantee covers. Whether they can go to court together is ``joinder``'s question. With one contract everything here
says nothing. The sentences are in ``contract.yaml`` and ``complaint.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Contract, Payment
from lexcollect.documents.material import Material, View, listed, series, titled, yuan

ZERO = Decimal("0.00")
_YUAN = k.Currency.CNY.unit


def several(material: Material) -> bool:
    """Tell whether the receivables stand on more than one contract."""
    return len(material.contracts) > 1


def name_of(contract: Contract) -> str:
    """Return the name of a contract in book-title marks; one without a paper goes by its id."""
    return titled(contract.name) if contract.name else contract.id


def names(material: Material) -> str:
    """Return the names of all contracts, oldest first."""
    return listed(name_of(part.contract) for part in material.parts)


def titles(material: Material) -> str:
    """Return the names of all contracts for a paper that shows no id of the case file; nothing where one has none."""
    return names(material) if all(part.contract.name for part in material.parts) else ""


def numbered(view: View) -> str:
    """Return the only contract by name and number, as a paper names it first; nothing for several or without a name."""
    found = view.material.contract
    if several(view.material) or not found.name:
        return ""
    return view.pen.one("contract.numbered", {"名称": name_of(found), "编号": found.number})


def part_with(view: View, debt: str) -> View:
    """Return the view of the contract a debt stands on."""
    return next(part for part in view.parts if any(o.id == debt for o in part.material.case.obligations))


def under(view: View, contract: Contract, debtor: str) -> str:
    """Return who pays on which contract: 被告就《A》; with one contract only who pays."""
    if not several(view.material):
        return debtor
    said = {"债务人": debtor, "合同": name_of(contract), "编号": contract.number}
    return view.pen.one("complaint.under", said)


def by_contract(view: View, ids: Iterable[str], told: Callable[[View, list[str]], str]) -> str:
    """Return the debts ``ids`` as ``told`` names those of one contract; of several each behind its contract."""
    wanted = list(ids)
    found = [(part, [o.id for o in part.material.case.obligations if o.id in wanted]) for part in view.parts]
    mine = [(part, own) for part, own in found if own]
    if len(view.parts) == 1:
        return told(view, wanted)
    return listed(
        view.pen.one("contract.of", {"合同": name_of(p.material.contract), "内容": told(p, o)}) for p, o in mine
    )


def of(view: View, part: View, said: str) -> str:
    """Return what is said of one contract behind its name; with one contract only what is said."""
    if not (said and several(view.material)):
        return said
    return view.pen.one("contract.of", {"合同": name_of(part.material.contract), "内容": said})


def about(view: View, part: View, said: str) -> str:
    """Return what is said about one of several contracts."""
    return view.pen.one("contract.about", {"合同": name_of(part.material.contract), "内容": said})


def among(view: View, part: View, said: str) -> str:
    """Return what is said about a contract, behind its name where there are several."""
    return about(view, part, said) if several(view.material) else said


def distinct(view: View, said: Callable[[View], str]) -> str:
    """Return what ``said`` says of the contracts: one text where it is the same of all, else behind their names."""
    texts: dict[str, list[str]] = {}
    for part in view.parts:
        if told := said(part):
            texts.setdefault(told, []).append(name_of(part.material.contract))
    if len(texts) < 2:
        return next(iter(texts), "")
    return series(
        view.pen.one("contract.about", {"合同": listed(named), "内容": told}) for told, named in texts.items()
    )


def for_own_template(view: View, told: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what a template of the user's own may fill that tells all contracts as one; nothing for a shipped one."""
    return told() if view.material.own_template else {}


def asked(view: View) -> str:
    """Return what is asked under each contract in all; nothing with one."""
    if not several(view.material):
        return ""
    each = [
        part.pen.one(
            "contract.sum",
            {
                "合同": name_of(part.material.contract),
                "金额": yuan(sum((h.amount for h in part.material.claims.heads), ZERO)),
            },
        )
        for part in view.parts
    ]
    return view.pen.one("complaint.sum_contracts", {"各合同": series(each)})


def by_money(view: View, of: Callable[[Material], Decimal]) -> str:
    """Return what ``of`` comes to over all contracts: one figure, or money by money as a sentence with 元 goes on."""
    material = view.material
    if not material.claims.apart:
        return yuan(of(material))
    sums: dict[str, Decimal] = {}
    for part in material.parts:
        unit = part.case.currency.unit
        sums[unit] = sums.get(unit, ZERO) + of(part)
    ordered = sorted(sums.items(), key=lambda each: each[0] == _YUAN)
    return listed(f"{yuan(amount)}{unit}" for unit, amount in ordered).removesuffix(_YUAN)


def money_of(view: View, payment: Payment, id: str) -> str:
    """Return the unit of a payment in a matter in several moneys: its own, else that of the debts it met."""
    if payment.currency is not None:
        return payment.currency.unit
    met = {share.debt for share in view.material.claims.account.shares if share.payment == id}
    meant = met or {payment.designated_for}
    return next((o.currency.unit for o in view.material.case.obligations if o.id in meant), _YUAN)


def in_money(view: View, told: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of the contract of ``view``; in a paper on several moneys each figure has its own."""
    from lexcollect.documents.currency import with_units  # only a claim in several moneys needs it

    found: dict[str, Any] = with_units(told, view.material.case.currency.unit)
    return found


def summary(view: View) -> dict[str, Any]:
    """Return one row for each contract: what is left of its principal, what runs on it, what is asked besides."""
    if not several(view.material):
        return {}
    several_moneys = bool(view.material.claims.apart)
    rows, sums, moneys = [], [ZERO, ZERO, ZERO, ZERO], dict[str, list[Decimal]]()
    for part in view.parts:
        claims = part.material.claims
        lost = part.material.all_lost  # one sum of damages: neither principal nor charges
        late = ZERO if lost else claims.account.penalty + claims.account.interest
        own = ZERO if lost else part.material.principal
        row = (own, late, claims.total - own - late, claims.total)
        sums = [so_far + amount for so_far, amount in zip(sums, row, strict=True)]
        told = in_money(part, _sums(row)) if several_moneys else _sums(row)
        mine = moneys.setdefault(part.material.case.currency.unit, [ZERO] * len(row))
        moneys[part.material.case.currency.unit] = [so_far + amount for so_far, amount in zip(mine, row, strict=True)]
        rows.append({"合同": name_of(part.material.contract), **told})
    if not several_moneys:
        return {"各行": rows, "合计": _sums(sums)}
    each = [{name: f"{figure}{unit}" for name, figure in _sums(own).items()} for unit, own in moneys.items()]
    return {"各行": rows, "合计": {name: listed(own[name] for own in each) for name in each[0]}}


def _sums(amounts: Sequence[Decimal]) -> dict[str, str]:
    principal, late, besides, total = map(yuan, amounts)
    return {"本金": principal, "违约": late, "其他": besides, "合计": total}
