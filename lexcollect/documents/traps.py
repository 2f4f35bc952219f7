"""Traps: what a paper may not rest on or say although each word of it is in order (陷阱).

Owns the checks on facts and text together: a statement of account that costs the penalty, an invoice as the only proof
of delivery, a guarantor asked beyond its ceiling, security that an administrator may have undone, a payment order and a
judicial confirmation that the law does not give. Each is a function of facts; the last two are asked by their papers. A
letter that demands nothing is a language rule (L16), all rent and termination at once a limit of the lease views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.models import Case, Collateral
from lexcollect.documents.folding import folded, sentences
from lexcollect.documents.material import Material
from lexcollect.documents.register import Paper
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex

#: What the debtor signs of the account: a confirmation is a statement of account under another name.
_STATEMENTS = frozenset({"statement", "debt_confirmation"})
#: Papers that plead or ask for performance rest on the delivery.
_RESTS_ON_DELIVERY = frozenset({"sue", "demand"})
_LATE = regex(r"违约金|利息|滞纳金|逾期(?:付款)?损失")
_FIGURE = regex(r"[\d,]+(?:\.\d+)?(?:万|亿)?元")
_DROPS = r"(?:不再?|免|暂不)(?:予)?(?:收取?|计(?!入)|主张|要求|追究)"
_NOT_ASKED = regex(rf"{_DROPS}[^。,;]{{0,8}}(?:违约金|利息|滞纳金|逾期)|(?:违约金|利息|滞纳金)[^。,;]{{0,6}}{_DROPS}")
_KEPT = regex(r"不改变|不影响|不涉及|不包括|未包括|不含|不计入|另行(?:计算|主张)|继续(?:计算|有效)")
_INVOICE = regex(r"发票|抵扣|认证结果")
_AMOUNT = regex(r"([\d,]+(?:\.\d+)?)元")
#: Fewer days from receipt are no reasonable period.
_LEAST_DAYS = 3
_LIABLE = regex(r"连带|保证责任|清偿责任|担保责任")


def of_facts(paper: Paper, material: Material) -> Iterator[Finding]:
    """Yield the traps of a paper that its facts show."""
    if paper.act in _RESTS_ON_DELIVERY:
        yield from invoice_alone(material.told, material.exhibits)
    if paper.act:
        yield from voidable_security(material.case, material.as_of)
    if paper.letter and paper.act:
        yield from strange_account(material.case)
        yield from too_short(material.case)


def of_text(paper: Paper, material: Material, lines: Iterable[str]) -> Iterator[Finding]:
    """Yield the traps that stand in the words of a finished paper."""
    said = [sentence for line in lines for sentence in sentences(line)]
    if paper.id in _STATEMENTS and any(c.late_penalty for c in material.contracts):
        yield from costs_the_penalty(said, paper.title)
    caps = {material.case.party(s.party).name: s.cap for s in material.claims.sureties if s.cap is not None}
    if caps:
        yield from beyond_the_ceiling(said, caps, paper.title)


def costs_the_penalty(said: Iterable[str], paper: str) -> Iterator[Finding]:
    """Yield sentences of a statement of account that state or drop late charges (买卖合同解释 18(3)).

    The agreed penalty survives a statement that is silent on it; not one that states principal and late interest in
    figures, or that changes what was agreed.
    """
    for sentence in said:
        words = folded(sentence)
        if not _LATE.search(words) or _KEPT.search(words):
            continue
        if _FIGURE.search(words) or _NOT_ASKED.search(words):
            yield finding("LX-P335", Where(field=paper), words=sentence)


def invoice_alone(case: Case, exhibits: Mapping[str, ExhibitRef]) -> Iterator[Finding]:
    """Yield deliveries whose only exhibits are VAT invoices or papers of their deduction (买卖合同解释 5(1))."""
    for delivery in case.deliveries:
        shown = [exhibits[id].title for id in delivery.evidence if id in exhibits]
        if shown and all(_INVOICE.search(title) for title in shown):
            yield finding("LX-P336", delivery.where, day=delivery.date, id=delivery.obligation)


def strange_account(case: Case) -> Iterator[Finding]:
    """Yield an account to be paid to that stands in another name than the creditor's (rule L40)."""
    for creditor in case.creditors:
        if creditor.bank and folded(creditor.bank.account_name) != folded(creditor.name):
            yield finding("LX-P337", creditor.bank.where, name=creditor.name, account=creditor.bank.account_name)


def too_short(case: Case) -> Iterator[Finding]:
    """Yield a period to pay that nobody can keep: less than three days from receipt (rule L14, 民法典 563(1)(3))."""
    days = case.choices.letter.days
    if days < _LEAST_DAYS:
        yield finding("LX-P344", case.choices.where, days=days)


def beyond_the_ceiling(said: Iterable[str], caps: Mapping[str, Decimal], paper: str) -> Iterator[Finding]:
    """Yield sentences that hold a guarantor liable for more than the ceiling of its guarantee (民法典 690, 691).

    A sentence that names the ceiling itself is in order whatever else it names.
    """
    for sentence in said:
        words = folded(sentence)
        if not _LIABLE.search(words):
            continue
        sums = [Decimal(each.replace(",", "")) for each in _AMOUNT.findall(words) if each.strip(",")]
        for name, cap in caps.items():
            if folded(name) in words and sums and max(sums) > cap and cap not in sums:
                yield finding("LX-P338", Where(field=paper), name=name, cap=cap, amount=max(sums))


def voidable_security(case: Case, as_of: date) -> Iterator[Finding]:
    """Yield security that an insolvent debtor gave for an older debt within the voidable year (企业破产法 31(1)(3))."""
    from lexcollect.law.rules.insolvency import look_back

    for insolvency in case.insolvent_on(as_of):
        window = look_back(insolvency.accepted_on, "avoidance").value
        for security in case.collaterals:
            given = security.registered_on
            if security.grantor != insolvency.person or given is None or not window.inside(given):
                continue
            if any(owed < given for owed in _arose(case, security)):
                yield finding("LX-P339", security.where, id=security.id, day=given, accepted=insolvency.accepted_on)


def _arose(case: Case, security: Collateral) -> Iterator[date]:
    """Yield the days on which the secured debts arose: of the order, the contract, the money paid out."""
    for debt in case.obligations:
        if security.covers and debt.id not in security.covers:
            continue
        if security.contract and not security.covers and debt.contract != security.contract:
            continue
        lent = [p.date for p in case.payouts if p.obligation == debt.id]
        signed = case.contract(debt.contract).signed_on
        yield from [day for day in (debt.date, *lent) if day] or ([signed] if signed else [])


def payment_order_barred(case: Case, as_of: date) -> list[Finding]:
    """Return why no payment order can be had (民诉法解释 427(1)): preservation before suit, or a missing debtor.

    The paper (支付令申请书) asks here before it begins.
    """
    found = []
    measures = [m for m in case.measures if m.pre_suit and m.taken_on <= as_of]
    filed = [f for f in case.filings if f.kind is k.FilingKind.PRESUIT_PRESERVATION and f.date <= as_of]
    for fact in (*measures, *filed)[:1]:
        found.append(finding("LX-P340", fact.where))
    missing = [c for c in case.communications if c.addressee_missing and c.date <= as_of]
    for fact in missing[:1]:
        found.append(finding("LX-P341", fact.where))
    return found


def confirmation_barred(organ: str, effective_on: date | None, as_of: date) -> list[Finding]:
    """Return why a court confirms no such agreement (民事诉讼法 205): nobody mediated it, or thirty days have passed.

    ``organ`` is the mediation organisation that brought it about, ``effective_on`` the day it took effect. The paper
    (司法确认申请书) asks here before it begins: an agreement of the parties alone is no mediation agreement.
    """
    if not organ:
        return [finding("LX-P342")]
    if effective_on is None:
        return []
    from lexcollect.law.rules.terms import term

    period = term("proc.mediation_confirmation", effective_on).value.period
    return [finding("LX-P343", day=period.last_day)] if period and as_of > period.last_day else []
