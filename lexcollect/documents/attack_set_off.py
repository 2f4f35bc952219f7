"""Set-off (抵销) as a defence: what a claim of the other side, or a deposit, would take, as the account counts it.

Owns the order of the check: is the claim of the same kind (民法典 568, 569), due, alive (合同编通则解释 58), and, after
an assignment, one that may be held against the assignee (民法典 549). What stands takes what the account loses when the
set-off is entered as of the day on which the notice arrived (解释 55, 56). A fact that is missing is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Counterclaim, Payment
from lexcollect.claims.account import ZERO
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.attacks import Attack, Sentences
from lexcollect.documents.material import Material, day, yuan
from lexcollect.findings import Refused
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.rules.limitation import limitation
from lexcollect.law.trace import LawUnknown


def deposits(material: Material) -> Iterator[Attack]:
    """Yield that a deposit is held against the claim: what of it was not set off yet would still be."""
    applied = [p for p in material.case.payments if p.kind is k.PaymentKind.SET_OFF]
    held = sum((c.deposit.amount for c in material.contracts if c.deposit), ZERO)
    if not applied and not held:
        return
    gone = sum((p.amount for p in applied), ZERO)
    left = max(held - gone, ZERO)
    said = {"金额": yuan(gone) if applied else ""}
    ids = tuple(dict.fromkeys(id for p in applied for id in p.evidence))
    cost = effect_of(material, left, material.as_of) if left else ZERO
    effects: Sentences = () if cost else (("effect_none", {}),)
    yield Attack("set_off", said, ids, cost or None, lacks="set_off_missing", effects=effects)


def set_offs(material: Material) -> Iterator[Attack]:
    """Yield each claim with which the other side sets off: whether it may, and what that takes."""
    for claim in material.case.counterclaims:
        yield _of(material, claim)


def _of(material: Material, claim: Counterclaim) -> Attack:
    by = material.case.party(claim.by).name if claim.by else ""
    said = {"主张人": by, "名目": claim.title, "数额": yuan(claim.amount) if claim.amount is not None else ""}
    arrived = claim.notified_on or material.as_of
    wants: Sentences = tuple((f"counter_{name}", {}) for name in _missing(claim))
    barred = _barred(material, claim, arrived)
    told: Sentences = ((barred[0], barred[1]),) if barred else ()
    if claim.reply:
        told = (*told, ("counter_reply", {"意见": claim.reply}))
    if barred:
        return Attack("counter", said, claim.evidence, None, barred[2], more=told, wants=wants, effects=_NOTHING)
    if claim.amount is None:
        return Attack("counter", said, claim.evidence, more=told, wants=wants)
    cost = effect_of(material, claim.amount, arrived)
    when = ("counter_counted", {"日期": day(arrived)}) if claim.notified_on else ("counter_now", {"日期": day(arrived)})
    return Attack("counter", said, claim.evidence, cost, more=(*told, when), wants=wants)


_NOTHING: Sentences = (("effect_none", {}),)


def _missing(claim: Counterclaim) -> Iterator[str]:
    if claim.amount is None:
        yield "amount"
    if claim.due_on is None:
        yield "due"
    if claim.notified_on is None:
        yield "notice"
    if not claim.evidence:
        yield "evidence"


def _barred(material: Material, claim: Counterclaim, arrived: date) -> tuple[str, dict[str, str], int | None] | None:
    """Return the sentence that says why the claim cannot be set off on that day, and by how many days; else nothing."""
    if not claim.same_kind:
        return "counter_other_kind", {}, None
    if claim.due_on and claim.due_on > arrived:
        return "counter_not_due", {"日期": day(claim.due_on)}, (claim.due_on - arrived).days
    ends = claim.limitation_ends or _ends(material, claim)
    if ends and arrived > ends:
        return "counter_over", {"日期": day(ends), "到达": day(arrived)}, (arrived - ends).days
    if claim.against_assignor and not claim.same_contract and claim.due_on:
        ours = max((o.due.rolled for o in material.claims.account.obligations if not o.due.unknown), default=None)
        if ours and claim.due_on > ours:
            return "counter_later", {"日期": day(claim.due_on), "我方": day(ours)}, (claim.due_on - ours).days
    return None


def _ends(material: Material, claim: Counterclaim) -> date | None:
    """Return the end of three years from the due day (民法典 188): of interruptions nobody said anything."""
    if claim.due_on is None:
        return None
    from lexcollect.law.book import shipped_book

    means = material.claims.account.means
    try:
        found = limitation(claim.due_on, book=shipped_book(), calendar=means.calendar or shipped_calendar())
    except LawUnknown:
        return None
    period = found.value.period
    return period.last_day if period else None


def effect_of(material: Material, amount: Decimal, on: date) -> Decimal:
    """Return what the claim loses when ``amount`` is set off on ``on``: applied like a payment (解释 55, 56)."""
    before = _total(material.case, material.as_of)
    taken = Payment(id="抵销", kind=k.PaymentKind.SET_OFF, date=on, amount=amount)
    after = _total(material.case.but(payments=(*material.case.payments, taken)), material.as_of)
    if before is None or after is None:
        return amount
    return before - after


def _total(case: Case, as_of: date) -> Decimal | None:
    try:
        claims = answer_case(case, as_of).claims
    except (LawUnknown, Refused):
        return None
    return None if claims.apart else claims.total
