"""取回标的物通知书: the seller asks back the goods whose title it kept (所有权保留, 民法典 641–643).

Refused without the clause, without a ground of 642(1), before the time that a demand gave is over, and once three
quarters of the price are paid (买卖合同解释 26). No self-help: without agreement the goods are realised like a security
(642(2), 担保制度解释 64). The sentences are in ``goods_retaking.yaml``.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import TitleKept
from lexcollect.causes.cause import HeadKind
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, without_stop, yuan
from lexcollect.documents.views import contract, contracts, demands, figures, lawyer_letter, termination_grounds
from lexcollect.documents.views.demand_letter import in_own_name, sender, signatures
from lexcollect.documents.views.termination_notice import contract_called
from lexcollect.findings import has_errors
from lexcollect.law.trace import Citation

ZERO = Decimal("0.00")
#: From this part of the price on nothing is taken back (买卖合同解释 26(1)).
THREE_QUARTERS = Decimal("0.75")


def view(material: Material) -> View:
    """Return the fields of the notice and what is to be said about it."""
    found = stops.begin("goods_retaking", in_own_name(material))
    kept = _kept(found)
    if kept is None or not contract.fits_templates(found, found.material):
        return found
    _refuse(found, kept)
    if has_errors(found.findings):
        return found
    material, pen = found.material, found.pen
    you, us = pen.one("letter.addressee"), pen.one("letter.client")
    names = {"债权人": listed(p.name for p in material.case.creditors), "合同": contract_called(found)}
    period = pen.one("termination.period", {"日数": str(material.case.choices.letter.days)})
    totals = figures.totals(found, you, us)
    unpaid = {"货款": totals["货款"], "清偿": totals["清偿"], "截止日": day(material.as_of), "尚欠": totals["尚欠"]}
    ground = of_kind("retaken", kept.ground)
    breach = without_stop(kept.breach)
    if kept.ground is not k.RetakenFor.UNPAID:
        breach = found.need(breach, "retaking_breach", kept.where)
    found.fields = {
        **sender(found),
        "编号": "",
        "收函人": lawyer_letter.addressees(found),
        "缘由": pen.one("goods_retaking.about", names),
        "订立": contract.contract_fields(found, you, us, cited=False)["订立"],
        "约定": pen.one("goods_retaking.clause", _clause(found, kept), c.those({"numbered": kept.clause})),
        "登记": pen.one("goods_retaking.registered", _registered(kept)) if kept.registered_on else "",
        "价款": pen.one("goods_retaking.price", unpaid),
        "催告": demands.earlier(found),
        "违约": pen.one("goods_retaking.breach", {"事实": breach}, ground),
        "依据": pen.one("goods_retaking.right"),
        "请求": [
            pen.one("goods_retaking.asked", {"标的物": _thing(found, kept), "所在": kept.place, "期限": period}),
            pen.one("goods_retaking.redeem", {"天数": str(kept.redeem_days or "")}),
        ],
        "后果": [pen.one("goods_retaking.otherwise"), pen.one("goods_retaking.kept")],
        "落款": {"日期": day(material.as_of), "各方": signatures(found)},
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds_of(found, _articles(found)))
    _tell(found, kept)
    return found


def _kept(found: View) -> TitleKept | None:
    """Return the clause by which the title was kept; without one, or on no sale, an error is noted."""
    material = found.material
    if contracts.several(material):
        found.say("LX-P547")
        return None
    cause, kept = material.cause, material.contract.title_kept
    if cause is None or cause.principal is not HeadKind.PRICE or kept is None:
        found.say("LX-C631", material.contract.where, name=material.contract.called)
        return None
    return kept


def _refuse(found: View, kept: TitleKept) -> None:
    """Say which condition of the law is not there (民法典 642(1), 买卖合同解释 26)."""
    price = sum((o.amount for o in found.material.own), ZERO)
    paid = sum((o.paid for o in found.material.own), ZERO)
    if price and paid >= price * THREE_QUARTERS:
        found.say("LX-C632", kept.where, paid=yuan(paid), price=yuan(price))
    if kept.ground is None:
        found.say("LX-C633", kept.where)
    elif kept.ground is k.RetakenFor.UNPAID:
        decided = termination_grounds.deciding(found)
        if decided is None or decided[1] is None:
            found.say("LX-C634", kept.where)


def _tell(found: View, kept: TitleKept) -> None:
    if kept.registered_on is None:
        found.say("LX-C635", kept.where)
    found.say("LX-C636")


def _clause(found: View, kept: TitleKept) -> dict[str, str]:
    return {"条款": kept.clause, "标的物": _thing(found, kept), "原文": without_stop(kept.text)}


def _thing(found: View, kept: TitleKept) -> str:
    return kept.thing or found.need(found.material.contract.goods, "kept_thing", kept.where)


def _registered(kept: TitleKept) -> dict[str, str]:
    return {"日期": day(kept.registered_on) if kept.registered_on else "", "证明号": kept.number}


def _articles(found: View) -> tuple[Citation, ...]:
    return tuple(cite for id, one in found.used.items() if id.startswith("goods_retaking.") for cite in one.articles)
