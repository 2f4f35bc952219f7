"""The contract in papers: what was agreed, in one sentence each, with clause and exhibit.

Owns which terms are told. A term's own ``text`` goes first: what the user wrote about a clause is closer to the paper
than what a program can make of it. The sentences are in ``contract.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import (
    Appropriation,
    Contract,
    Deposit,
    LatePenalty,
    PaymentTerm,
    Security,
    Sharing,
)
from lexcollect.causes import HeadKind
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.persons import SuretyClaim
from lexcollect.claims.standards import bound
from lexcollect.cn.floating import Floating, floating_words
from lexcollect.cn.payment_terms import nothing_agreed
from lexcollect.cn.rates import Rate, rate_words
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, series, titled, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.standings import asserted
from lexcollect.documents.views import contracts, joinder, sides
from lexcollect.findings import has_errors

#: The papers that tell sums in several moneys, each by itself.
_IN_SEVERAL_MONEYS = frozenset({"complaint", "letter", "demand", "final_demand"})
#: Of these the papers that ask guarantors too.
_ASKS_GUARANTORS = frozenset({"complaint"})
#: Goods of more kinds than these are told one by one only.
_FEW = 4


def fits_templates(view: View, material: Material) -> bool:
    """Tell whether the shipped papers can tell this matter: contracts alike, a cause on file, sides it can word."""
    joinder.tell(view)
    for title in material.claims.titles:
        view.limit(
            "LX-P105", title.title.where, paper=PAPERS[view.paper].name, number=title.title.case_no or title.title.id
        )
    for part in view.parts:
        _fits(part)
    sides.tells(view)
    if material.claims.apart and view.paper not in _IN_SEVERAL_MONEYS:
        view.limit("LX-P100", material.contract.where, names=contracts.names(material))
    elif material.claims.apart and view.paper in _ASKS_GUARANTORS:
        _one_money_each(view)
    return not has_errors(view.findings)


def _one_money_each(view: View) -> None:
    """Refuse a paper that asks one guarantor in several moneys: what it answers for is told in one."""
    twice = [s for s in view.material.sureties if sum(o.security == s.security for o in view.material.sureties) > 1]
    if twice:
        agreed = security(view.material, twice[0])
        view.limit("LX-P503", agreed.where, name=view.material.case.party(twice[0].party).name)


def _fits(view: View) -> None:
    """Note what the shipped papers cannot tell of one contract."""
    material, contract = view.material, view.material.contract
    if contract.written and not contract.name:
        view.limit("LX-P230", contract.where, id=contract.id)
    if material.cause is None:
        view.limit("LX-P009", contract.where, cause=contract.cause)
    if contract.termination or (material.cause and material.cause.like):
        from lexcollect.documents.views import lease_limits  # only a lease has them

        lease_limits.tell(view)


def contract_fields(
    view: View, debtor: str, creditor: str, *, notice: bool = False, costs: bool = False, cited: bool = True
) -> dict[str, Any]:
    """Return the fields of the contract of ``view``; ``notice`` and ``costs`` add those clauses to what was agreed.

    ``cited``: with its exhibits, which a letter to the debtor does not name.
    """
    contract, creditor = view.material.contract, origin(view, creditor)
    names, dated = named(contract)
    said = {
        **names,
        "标的约定": _subject(view, contract, debtor, creditor),
        "证据": asserted(view, contract, creditor) + (view.material.cite(contract.evidence) if cited else ""),
    }
    shown = listed(view.pen.all("contract.shown_by")) if not contract.written else ""
    made = {**said, "债权人": creditor, "债务人": debtor, "凭证": shown}
    dated |= c.those({"about": said["标的约定"] and "contract.made.performed" not in view.material.book.layer})
    return {
        **said,
        "签订日期": said["日期"],
        "标的": contract.goods,
        "订立": view.pen.one("contract.made", made, dated),
        "约定处": view.pen.one("contract.where", {"名称": names["名称"]}),
        "规模": _sme(view, contract, debtor, creditor, cited=cited),
        "约定": series(_terms(view, contract, debtor, notice=notice, costs=costs)),
    }


def origin(view: View, creditor: str) -> str:
    """Return who made the contract on our side: of an assigned debt the assignor."""
    if not view.material.case.assignments:
        return creditor
    from lexcollect.documents.views import transfers  # only a matter with an assignment needs it

    return transfers.origin(view, creditor)


def creditor_on(view: View, creditor: str, on: date) -> str:
    """Return who was the creditor on a day: before an assignment the assignor, who then acted and was written to."""
    first = min((each.date for each in view.material.case.assignments), default=None)
    return origin(view, creditor) if first is not None and on < first else creditor


def named(contract: Contract) -> tuple[dict[str, str], frozenset[str]]:
    """Return day, name and number of a contract, and whether its day is known."""
    said = {
        "日期": day(contract.signed_on) if contract.signed_on else "",
        "名称": titled(contract.name) if contract.name else "",
        "编号": contract.number,
    }
    return said, c.those({"dated": contract.signed_on})


def _sme(view: View, contract: Contract, debtor: str, creditor: str, *, cited: bool) -> str:
    """Return that the creditor is a small or medium enterprise, as far as the case file says it."""
    if contract.sme is None or not contract.sme.size:
        return ""
    told = {
        "债权人": creditor,
        "债务人": debtor,
        "规模": contract.sme.size_in_words,
        "证据": view.material.cite(contract.sme.evidence) if cited else "",
    }
    how = of_kind("buyer", contract.sme.buyer)
    return view.pen.one("contract.sme", told, how, c.those({"notified": contract.sme.told}))


def _subject(view: View, contract: Contract, debtor: str, creditor: str) -> str:
    if "works" in view.material.circumstances:
        price = contract.works.price if contract.works else None
        said = {"债权人": creditor, "标的物": contract.goods, "合同价": yuan(price) if price else ""}
        return view.pen.one("contract.works_subject", said)
    said = {"债权人": creditor, "债务人": debtor, "标的物": contract.goods or _spoken_of(view)}
    return view.pen.one("contract.subject", said) if said["标的物"] else ""


def _spoken_of(view: View) -> str:
    """Return what a contract without a paper was about, as its debts tell: the goods ordered, the sum lent."""
    orders = view.material.case.obligations
    if "unwritten" not in view.material.circumstances:
        return ""
    cause = view.material.cause
    if cause is not None and cause.principal is HeadKind.LOAN:
        return view.pen.one("form.sum", {"金额": yuan(orders[0].amount)}) if len(orders) == 1 else view.nouns["债"]
    goods = list(dict.fromkeys(o.goods for o in orders if o.goods))
    return listed(goods) if len(goods) <= _FEW else ""


def _terms(view: View, contract: Contract, debtor: str, *, notice: bool, costs: bool) -> Iterator[str]:
    contract = bound(contract)
    if contract.payment_term and not _says_nothing(contract.payment_term):
        yield _payment_term(view, contract.payment_term)
    for obligation in view.material.case.obligations:
        if obligation.portion and obligation.due and obligation.due.text:
            yield _payment_term(view, obligation.due)
    if contract.ends_on and (contract.deposit or view.material.case.leased_things or view.material.case.rents):
        yield view.pen.one("contract.lease_term", {"日期": day(contract.ends_on)})
    if contract.deposit:
        yield _deposit(view, contract.deposit)
    if contract.sharing:
        yield _sharing(view, contract.sharing, debtor)
        if contract.sharing.failed and "recourse_joint_debtor" in view.material.circumstances:
            yield _failed(view, contract)
    if contract.appropriation:
        yield _appropriation(view, contract.appropriation)
    yield from charges_agreed(view)
    if costs and contract.cost_clause:
        said = {"费用": cost_words(view), "条款": contract.cost_clause.clause}
        yield view.pen.one("contract.costs", said)
    if notice and contract.notice and contract.notice.court_service:
        agreed = contract.notice
        said = {"原文": agreed.text, "条款": agreed.clause}
        yield view.pen.one("contract.notice", said, c.of_clause(agreed.text))


def charges_agreed(view: View) -> Iterator[str]:
    """Yield what the contract says of interest and of the penalty for late payment."""
    contract = bound(view.material.contract)
    for place, interest in (("term_interest", contract.term_interest), ("late_interest", contract.late_interest)):
        if interest:
            said = {"原文": interest.text, "标准": rate_said(interest.rate), "条款": interest.clause}
            yield view.pen.one(f"contract.{place}", said, c.of_clause(interest.text))
    if contract.late_penalty:
        yield penalty_term(view, contract.late_penalty)


def payment_term(view: View, term: PaymentTerm) -> str:
    """Return what was agreed of the day of payment; nothing where no day was."""
    return "" if _says_nothing(term) else _payment_term(view, term)


def _says_nothing(term: PaymentTerm) -> bool:
    """Tell whether a term only says that no day was agreed: no paper tells that as what was agreed."""
    bare = not term.text or nothing_agreed(term.text)
    return term.after is k.After.DEMAND and term.day is None and bare and not term.clause


def _sharing(view: View, said: Sharing, debtor: str) -> str:
    told = {
        "债务人": debtor,
        "原文": said.text,
        "份额": f"{said.share.normalize():f}" if said.share is not None else "",
        "人数": str(said.persons or ""),
        "不能追偿": yuan(said.unrecovered) if said.unrecovered is not None else "",
        "总额": yuan(said.debt) if said.debt is not None else "",
    }
    return view.pen.one("contract.sharing", told, c.of_clause(said.text), of_kind("sharing_ground", said.ground))


def _failed(view: View, contract: Contract) -> str:
    """Return what another joint debtor cannot perform and what of it falls on the defendant (民法典 519(3))."""
    from lexcollect.claims.sharing import fallen_on_the_other  # only recourse among joint debtors needs it

    said = contract.sharing
    assert said is not None and said.failed is not None
    share = f"{said.failed_share.normalize():f}" if said.failed_share is not None else ""
    told = {"数额": yuan(said.failed), "份额": share, "分担": yuan(fallen_on_the_other(contract))}
    return view.pen.one("contract.sharing_failed", told)


def _deposit(view: View, agreed: Deposit) -> str:
    said = {"原文": agreed.text, "金额": yuan(agreed.amount), "条款": agreed.clause}
    return view.pen.one("contract.deposit", said, c.of_clause(agreed.text))


def _payment_term(view: View, term: PaymentTerm) -> str:
    count = length(view, str(term.count), term.unit) if term.count else ""
    said = {
        "原文": term.text,
        "日期": day(term.day) if term.day else "",
        "期间": count,
        "条款": term.clause,
    }
    return view.pen.one("contract.payment_term", said, c.of_term(term))


def length(view: View, number: str, unit: k.Unit | k.TermUnit) -> str:
    """Return the length of a period: 60日, 二年."""
    return view.pen.one("contract.length", {"数": number}, of_kind("unit", unit))


def _appropriation(view: View, agreed: Appropriation) -> str:
    said = {"原文": agreed.text, "次序": sequence(view, agreed.order), "条款": agreed.clause}
    return view.pen.one("contract.appropriation", said, c.of_clause(agreed.text), c.of_order(agreed.order))


def sequence(view: View, order: Iterable[k.Target]) -> str:
    """Return the rungs of an order of appropriation after the debtor's naming: 货款本金（按到期先后）、违约金、…"""
    rungs = (view.pen.one("contract.rung", {}, of_kind("target", target)) for target in order)
    return listed(rung for rung in rungs if rung)


def penalty_term(view: View, agreed: LatePenalty) -> str:
    """Return what the contract says of the penalty for late payment, with its limit and clause."""
    most = penalty_limit(view, agreed)
    said = {"原文": agreed.text, "标准": penalty_standard(view, agreed), "上限": most, "条款": agreed.clause}
    return view.pen.one("contract.penalty", said, c.of_clause(agreed.text), c.of_rate(agreed))


def penalty_limit(view: View, agreed: LatePenalty | None) -> str:
    """Return the most an agreed penalty comes to, in words, or nothing."""
    most = agreed.limit if agreed else None
    if most is None:
        return ""
    said = {
        "价款": yuan(most.price) if most.price else "",
        "数": f"{most.percent.normalize():f}" if most.percent else "",
        "金额": yuan(most.amount) if most.amount else "",
    }
    of = most.of or (k.LimitOf.PRICE if most.percent else None)
    return view.pen.one("contract.penalty_limit", said, of_kind("limit", of))


def penalty_standard(view: View, agreed: LatePenalty) -> str:
    """Return the rate of a penalty clause in words, the second one after it."""
    then = agreed.then
    if then is None:
        return rate_said(agreed.rate)
    said = {
        "标准": rate_said(agreed.rate),
        "其后": rate_said(then.rate),
        "天数": str(then.after_days or ""),
        "日期": day(then.from_day) if then.from_day else "",
    }
    return view.pen.one("contract.two_rates", said, c.those({"from_day": then.from_day}))


def rate_said(rate: Rate | Floating) -> str:
    """Return a rate in the words of a paper, a published one by its whole name."""
    return floating_words(rate, full=True) if isinstance(rate, Floating) else rate_words(rate)


def cost_words(view: View) -> str:
    """Return the costs a clause puts on the debtor (律师费、公证费等实现债权的费用), or nothing."""
    if len(view.parts) > 1:
        told = [(part, cost_words(part)) for part in view.parts]
        if len({said for _, said in told}) == 1:
            return told[0][1]
        return listed(contracts.of(view, part, said) for part, said in told if said)
    agreed = view.material.contract.cost_clause
    if not agreed:
        return ""
    said = {"项目": listed(cost.label for cost in agreed.covers)}
    return view.pen.one("contract.cost_words", said, c.those({"one": len(agreed.covers) == 1}))


def penalty_basis(view: View, debtor: str) -> str:
    """Return on which clause the penalty rests: 按照合同第5.1条，被告一应…… Nothing where none was agreed."""
    contract = view.material.contract
    agreed = contract.late_penalty
    if agreed is None:
        return ""
    said = {
        "条款": agreed.clause,
        "债务人": debtor,
        "标准": penalty_standard(view, agreed),
        "上限": penalty_limit(view, agreed),
        "证据": view.material.cite(contract.evidence),
    }
    return view.pen.one("contract.penalty_basis", said, c.of_clause("", agreed.clause), c.of_rate(agreed))


def security(material: Material, claim: SuretyClaim) -> Security:
    """Return the guarantee behind a claim."""
    return next(s for s in material.case.securities if s.id == claim.security)
