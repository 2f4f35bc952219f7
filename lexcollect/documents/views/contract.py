"""The contract and the guarantee in papers: what was agreed, in one sentence each, with clause and exhibit.

Owns the wording of terms that the case file holds as data. A term's own ``text`` goes first: what the user wrote
about a clause is closer to the paper than what a program can make of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Contract, GuaranteePeriod, PaymentTerm, Security
from lexcollect.causes import Cause, cause_of
from lexcollect.claims.persons import SuretyClaim
from lexcollect.cn.numerals import han_number
from lexcollect.cn.rates import rate_words
from lexcollect.documents.material import Material, View, day, words, yuan
from lexcollect.findings import has_errors

_UNITS = {k.Unit.DAY: "日", k.Unit.MONTH: "个月", k.Unit.YEAR: "年"}
_AFTER = {
    k.After.LAST_DELIVERY: "每份订单最后一批货物签收之日起",
    k.After.SIGNING: "合同签订之日起",
    k.After.INVOICE: "收到发票之日起",
}
_TARGETS = {
    k.Target.OLDEST_PRINCIPAL: "货款本金（按到期先后）",
    k.Target.INTEREST: "利息",
    k.Target.PENALTY: "违约金",
    k.Target.COSTS: "实现债权的费用",
}
_SCOPES = {
    k.Scope.PRINCIPAL: "货款本金",
    k.Scope.INTEREST: "利息",
    k.Scope.PENALTY: "违约金",
    k.Scope.COSTS: "实现债权的费用",
}
#: What a guarantee covers when it does not say so (民法典 691).
_WHOLE = "主债权及其利息、违约金、损害赔偿金和实现债权的费用"


def the_contract(material: Material) -> Contract:
    """Return the contract the receivables stand on."""
    return material.case.contract(material.case.obligations[0].contract)


def cause(material: Material) -> Cause | None:
    """Return the cause of action the papers are written for, or ``None`` when no file covers it."""
    return cause_of(the_contract(material).cause)


def fits_templates(view: View, material: Material) -> bool:
    """Tell whether the shipped templates can tell this matter: one contract, a sale, one creditor and debtor."""
    case = material.case
    used = {o.contract for o in case.obligations}
    if len(used) > 1:
        view.say("LX-P015", count=len(used))
    contract = the_contract(material)
    if cause(material) is None:
        view.say("LX-P009", contract.where, cause=contract.cause)
    if material.claims.account.interest or material.claims.running:
        view.say("LX-P032", contract.where)
    others = (*case.by_role(k.Role.CREDITOR)[1:], *case.by_role(k.Role.DEBTOR)[1:], *case.by_role(k.Role.JOINT_DEBTOR))
    for party in others:
        view.say("LX-P016", party.where, name=party.name)
    return not has_errors(view.findings)


def contract_fields(material: Material, *, notice: bool = False, costs: bool = False) -> dict[str, Any]:
    """Return the fields of the contract; ``notice`` and ``costs`` add those clauses to what was agreed."""
    contract = the_contract(material)
    return {
        "签订日期": day(contract.signed_on),
        "名称": titled(contract.name),
        "编号": contract.number,
        "标的": contract.goods,
        "约定": "；".join(_terms(contract, notice=notice, costs=costs)),
        "证据": material.cite(contract.evidence),
    }


def titled(name: str) -> str:
    """Return a document's name in book-title marks."""
    return name if name.startswith("《") else f"《{name}》"


def clause(name: str) -> str:
    """Return （第5.1条）, or nothing."""
    return f"（{name}）" if name else ""


def _terms(contract: Contract, *, notice: bool, costs: bool) -> Iterable[str]:
    if contract.payment_term:
        yield _payment_term(contract.payment_term)
    if contract.appropriation:
        agreed = contract.appropriation
        yield (agreed.text or _appropriation(agreed.order)) + clause(agreed.clause)
    if contract.late_penalty:
        penalty = contract.late_penalty
        said = penalty.text or f"逾期付款的，按逾期货款的{rate_words(penalty.rate)}支付违约金"
        yield said + clause(penalty.clause)
    if costs and contract.cost_clause:
        yield f"{cost_words(contract)}由买方承担{clause(contract.cost_clause.clause)}"
    if notice and contract.notice and contract.notice.court_service:
        yield f"{contract.notice.text or '合同载明的地址同时作为诉讼文书的送达地址'}{clause(contract.notice.clause)}"


def cost_words(contract: Contract) -> str:
    """Return the costs a clause puts on the buyer: 律师费、公证费等实现债权的费用."""
    assert contract.cost_clause is not None
    return f"{'、'.join(k.word(c) for c in contract.cost_clause.covers)}等实现债权的费用"


def _payment_term(term: PaymentTerm) -> str:
    if term.text:
        return term.text + clause(term.clause)
    if term.day:
        return f"货款于{day(term.day)}前付清{clause(term.clause)}"
    start = _AFTER[term.after] if term.after else ""
    return f"{start}{term.count}{_UNITS[term.unit]}内付清货款{clause(term.clause)}"


def _appropriation(order: Iterable[k.Target]) -> str:
    targets = list(order)
    named = "付款指明订单的，冲抵该订单货款，" if k.Target.DESIGNATED in targets else ""
    rest = "未指明的，" if named else "付款"
    return f"{named}{rest}依次冲抵{sequence(targets)}"


def sequence(order: Iterable[k.Target]) -> str:
    """Return the rungs of an order of appropriation after the debtor's naming: 货款本金（按到期先后）、违约金、…"""
    return "、".join(_TARGETS[t] for t in order if t in _TARGETS)


def penalty_basis(material: Material, debtor: str) -> str:
    """Return on which clause the penalty rests: 按照合同第5.1条，被告一应……"""
    contract = the_contract(material)
    if contract.late_penalty is None:
        return ""
    agreed = contract.late_penalty
    where = f"合同{agreed.clause}" if agreed.clause else "合同约定"
    return (
        f"按照{where}，{debtor}逾期付款的，应自逾期之次日起按逾期货款的{rate_words(agreed.rate)}支付违约金"
        f"{material.cite(contract.evidence)}"
    )


def security(material: Material, claim: SuretyClaim) -> Security:
    """Return the guarantee behind a claim."""
    return next(s for s in material.case.securities if s.id == claim.security)


def guarantee_fields(
    view: View, material: Material, claim: SuretyClaim, surety: str, debtor: str, creditor: str
) -> dict[str, Any]:
    """Return the fields of one guarantee; the three labels are those of the paper."""
    agreed = security(material, claim)
    window = ""
    if agreed.debts_from and agreed.debts_to:
        window = f"自{day(agreed.debts_from)}至{day(agreed.debts_to)}期间"
    scope = "、".join(_SCOPES[s] for s in agreed.scope) if agreed.scope else _WHOLE
    return {
        "日期": day(agreed.created_on),
        "保证人": surety,
        "文书": titled(agreed.name or "保证书"),
        "债权范围": f"{debtor}{window}对{creditor}发生的债务",
        "方式": "连带责任保证" if claim.joint else "一般保证",
        "最高债权额": yuan(agreed.cap) if agreed.cap is not None else "",
        "大写": words(agreed.cap) if agreed.cap is not None else "",
        "担保范围": scope,
        "保证期间": _period(view, agreed, agreed.period),
        "证据": material.cite(agreed.evidence),
    }


def _period(view: View, agreed: Security, period: GuaranteePeriod | None) -> str:
    if period and period.text:
        return period.text
    if period and period.count:
        each = "，按各笔债务分别计算" if period.each else ""
        return f"主债务履行期限届满之日起{term(period)}{each}"
    if period and period.until:
        return f"至{day(period.until)}止"
    return view.need("", "period", agreed.where)


def term(period: GuaranteePeriod) -> str:
    """Return the length of a guarantee period in words: 二年, 六个月."""
    return f"{han_number(period.count or 0)}{_UNITS[period.unit]}"


def burden(claim: SuretyClaim, debtor: str) -> tuple[str, str]:
    """Return what a guarantor is asked to bear, before and after the verb: jointly, or only what execution leaves.

    A general guarantor answers for what execution on the debtor leaves unpaid (民法典 687).
    """
    if claim.joint:
        return "", "承担连带清偿责任"
    return f"经对{debtor}财产依法强制执行后仍不能清偿的部分", "承担保证责任"


def orders(ids: Iterable[str]) -> str:
    """Return 订单DD-20230602、DD-20230821."""
    return f"订单{'、'.join(ids)}"
