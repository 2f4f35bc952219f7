"""The guarantee in papers (保证、抵押): who stands in for what, how far and until when, in one sentence each.

Owns which terms of a guarantee are told: what was entered, "none" where none was agreed, nothing where nobody said. The
sentences are in ``guarantee.yaml``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import (
    GuaranteePeriod,
    Security,
)
from lexcollect.causes import HeadKind
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.before_the_code import code_day
from lexcollect.claims.persons import SuretyClaim
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, titled, without_stop, words, yuan
from lexcollect.documents.standings import asserted
from lexcollect.documents.views import contract, contracts
from lexcollect.documents.views.naming import items
from lexcollect.law.rules.parts import Part


def guarantee_fields(view: View, claim: SuretyClaim, surety: str, debtor: str, creditor: str) -> dict[str, Any]:
    """Return the fields of one guarantee; the three labels are those of the paper."""
    agreed = contract.security(view.material, claim)
    creditor = contract.origin(view, creditor)
    both = agreed.debts_from and agreed.debts_to
    debts = {
        "债务人": debtor,
        "债权人": creditor,
        "起": day(agreed.debts_from) if both and agreed.debts_from else "",
        "止": day(agreed.debts_to) if both and agreed.debts_to else "",
        "各笔": items(view, agreed.covers),
        **_of_contract(view, agreed),
    }
    within = _stands_in(view, agreed)
    paper = titled(agreed.name or within) if agreed.name or within else view.pen.one("guarantee.paper")
    on = c.of_guarantee_paper(agreed, within=bool(within))
    name = view.material.case.party(claim.party).name
    if not agreed.scope:
        view.say("LX-P500", agreed.where, name=name)
    if agreed.period_unsaid:
        view.say("LX-P501", agreed.where, name=name)
    return {
        "日期": view.need(day(agreed.created_on) if agreed.created_on else "", "guaranteed_on", agreed.where),
        "保证人": surety,
        "债权人": creditor,
        "文书": paper,
        "债权范围": view.pen.one("guarantee.debts", debts, _how_named(view, agreed, debts)),
        "方式": view.pen.one("guarantee.manner", {}, c.of_surety(claim)),
        "承诺": view.pen.one("guarantee.promised", {"债权人": creditor, "文书": paper}, on),
        "签署": view.pen.one("guarantee.given", {}, on),
        "最高债权额": yuan(agreed.cap) if agreed.cap is not None else "",
        "大写": words(agreed.cap) if agreed.cap is not None else "",
        **_extent(view, agreed, c.of_surety(claim)),
        "证据": asserted(view, agreed, creditor) + view.material.cite(agreed.evidence),
    }


def _stands_in(view: View, agreed: Security) -> str:
    """Return the contract in which a guarantee without a paper of its own stands: its exhibits are that contract's."""
    if agreed.name or not agreed.evidence or not agreed.contract:
        return ""
    contract = view.material.case.contract(agreed.contract)
    return contract.name if set(agreed.evidence) <= set(contract.evidence) else ""


def _how_named(view: View, agreed: Security, debts: dict[str, str]) -> frozenset[str]:
    """Return by what the debts of a guarantee are named: one by one, by the contract, else by their time alone."""
    cause = view.material.cause
    return c.those(
        {
            "named": agreed.covers,
            "of_contract": debts["合同"] and not debts["起"],
            "lending": cause is not None and cause.principal is HeadKind.LOAN,
        }
    )


def _of_contract(view: View, agreed: Security) -> dict[str, str]:
    """Return day and name of the contract a guarantee stands for, and what it agreed; no more than that is told."""
    found = view.material.case.contract(agreed.contract) if agreed.contract else None
    if found is None or not found.name:
        return {"合同": "", "金额": ""}
    debts = [o.amount for o in view.material.case.obligations if o.contract == found.id and not o.asked_as]
    dated = day(found.signed_on) if found.signed_on else ""
    return {"合同": dated + titled(found.name), "金额": yuan(sum(debts, Decimal("0.00"))) if debts else ""}


def _extent(view: View, agreed: Security, how: frozenset[str]) -> dict[str, str]:
    """Return scope and period of a guarantee, and each as the paper may tell it: agreed, or as the law has it."""
    scope, period = _scope(view, agreed, how), _period(view, agreed)
    unscoped = c.of_scope(agreed) | how
    unsaid = {
        "period_unsaid": agreed.period_unsaid,
        "no_period": agreed.period and agreed.period.none_agreed,
        "vague_period": _is_vague(view, agreed),
    }
    return {
        "担保范围": scope,
        "保证期间": period,
        "范围说明": view.pen.one("guarantee.scope_told", {"担保范围": scope}, unscoped),
        "期间说明": view.pen.one("guarantee.period_told", {"保证期间": period}, c.those(unsaid)),
    }


def _is_vague(view: View, agreed: Security) -> bool:
    """Tell whether the guarantee is to last until all is repaid: six months by law, of the Civil Code's time only."""
    period, made = agreed.period, agreed.created_on
    if period is None or made is None or not period.until_repaid or period.count or period.until:
        return False
    return made >= code_day(view.material.as_of)


def _has_end(period: GuaranteePeriod) -> bool:
    return bool(period.count or period.until or period.until_repaid)


def _scope(view: View, agreed: Security, how: frozenset[str]) -> str:
    if agreed.scope_text:
        return without_stop(agreed.scope_text)  # the clause's own words, whatever kinds they fall under
    if not agreed.agreed_scope:
        return view.pen.one("guarantee.scope", {}, c.of_scope(agreed), how)
    return listed(view.pen.one("guarantee.scope", {}, of_kind("scope", part)) for part in agreed.agreed_scope)


def _period(view: View, agreed: Security) -> str:
    period = agreed.period
    if period is None or not (period.text or _has_end(period)):
        return view.pen.one("guarantee.period", {"原文": "", "期间": "", "日期": ""}, c.those({"no_period": True}))
    if not (period.text or period.count or period.until):
        return view.need("", "period", agreed.where)
    said = {
        "原文": period.text,
        "期间": term(view, period) if period.count else "",
        "日期": day(period.until) if period.until else "",
    }
    return view.pen.one("guarantee.period", said, c.of_guarantee_period(agreed))


def term(view: View, period: GuaranteePeriod) -> str:
    """Return the length of a guarantee period in words: 二年, 六个月."""
    return contract.length(view, han_number(period.count or 0), period.unit)


def burden(view: View, claim: SuretyClaim, debtor: str) -> str:
    """Return what a guarantor is asked to bear: jointly, or only what execution on the debtor leaves (民法典 687)."""
    return view.pen.one("guarantee.burden", {"债务人": debtor}, surety_how(view, claim))


def surety_how(view: View, claim: SuretyClaim) -> frozenset[str]:
    """Return how a guarantor answers, and whether the debtor's own thing goes before (民法典 392)."""
    how = c.of_surety(claim)
    if not view.material.case.collaterals or contract.security(view.material, claim).regardless:
        return how
    from lexcollect.documents.views import collateral  # only a matter with a thing as security

    return how | c.those({"own_thing": collateral.own_thing(view)})


def guaranteed(view: View, claim: SuretyClaim, place: str) -> list[str]:
    """Return what a guarantor answers for, part by part in the words of ``place``; a part of nothing is not told."""
    if len(view.parts) > 1:
        own = [
            (part, each) for part in view.parts for each in part.material.sureties if each.security == claim.security
        ]
        each = [(part, listed(guaranteed(part, mine, place))) for part, mine in own]
        there = [(part, said) for part, said in each if said]
        return [said if len(there) == 1 else contracts.of(view, part, said) for part, said in there]
    parts = [(Part.PRINCIPAL, claim.principal), (Part.INTEREST, claim.interest), (Part.PENALTY, claim.penalty)]
    parts.append((Part.COSTS, claim.costs))
    told = [view.pen.one(place, {"金额": yuan(sum_)}, of_kind("part", part)) for part, sum_ in parts if sum_]
    if claim.damages:
        told.append(view.pen.one(place, {"金额": yuan(claim.damages)}, of_kind("scope", k.Scope.DAMAGES)))
    return told


def guaranteed_after(view: View, claim: SuretyClaim) -> str:
    """Return what grows on after the as-of day within a guarantee, as a request adds it; nothing where nothing does."""
    if len(view.parts) == 1:
        return view.pen.one("complaint.guaranteed_after", {}, guaranteed_on(claim))
    own = [(part, each) for part in view.parts for each in part.material.sureties if each.security == claim.security]
    names = [part.nouns["违约"] for part, each in own if each.runs and (each.penalty or each.interest)]
    names += [view.pen.one("figures.fee_name") for _, each in own if each.fees_run and each.damages]
    said = {"各项": listed(dict.fromkeys(names))}
    return view.pen.one("complaint.guaranteed_after_several", said) if names else ""


def guaranteed_on(claim: SuretyClaim) -> frozenset[str]:
    """Return the circumstances of what grows on after the as-of day within a guarantee: penalty, loss, fees for use."""
    return c.those(
        {
            "guaranteed_runs": claim.runs and (claim.penalty or claim.interest),
            "guaranteed_fee": claim.fees_run and claim.damages,
            "part.interest": claim.interest,
            "part.penalty": claim.penalty,
        }
    )
