"""Attacks: what the other side can say against a claim, as far as the facts make it possible (对方的抗辩).

Owns which defence comes into question, which exhibits answer it and what it would cost, as the account's and the law's
own other results say; one function a defence. Holds no sentence and decides no law: burdens and articles stand with the
sentences in ``attack.yaml``. A defence without a fact behind it is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.exhibits import NO_ORIGINAL
from lexcollect.casefile.models import Acknowledgement
from lexcollect.causes import HeadKind
from lexcollect.claims.account import ZERO
from lexcollect.claims.books import differences
from lexcollect.claims.coverage import arisen_on
from lexcollect.deadlines.deadline import Deadline
from lexcollect.deadlines.links import name_of
from lexcollect.deadlines.proof import Grade
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.material import Material, day, listed, yuan
from lexcollect.law.states import State
from lexcollect.records import dataclass, field
from lexcollect.wording import say

#: The law's own other result for a penalty that a court cuts (民法典 585(2)).
_REDUCED = "law_money.order.reduced"
#: The debts of which goods or work can be complained.
_OF_GOODS, _OF_WORK = frozenset({HeadKind.PRICE}), frozenset({HeadKind.FEE, HeadKind.WORKS})
_UNPROVED = frozenset({k.ReceiverAuthority.UNPROVED, k.ReceiverAuthority.UNSIGNED})
#: So many weak events are told of one clock; the review sheet has them all.
_MOST = 3


#: Places of ``attack.yaml`` with what fills them.
Sentences = tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Attack:
    """A defence: ``said`` fills its sentences, ``exhibits`` answer it, ``yuan`` and ``days`` are what it would take.

    ``falls`` is where the time falls back to without the first proof, ``dead`` what is over without the later ones.
    ``answers`` and ``lacks`` name the sentences of the answer and of what is missing; ``holds`` chooses among wordings.
    ``more`` and ``wants`` are further sentences of either, ``effects`` of the effect, each with what fills it.
    """

    id: str
    said: dict[str, str] = field(default_factory=dict)
    exhibits: tuple[str, ...] = ()
    yuan: Decimal | None = None
    days: int | None = None
    answers: str = ""
    lacks: str = ""
    falls: dict[str, str] = field(default_factory=dict)
    dead: dict[str, str] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    more: Sentences = ()
    wants: Sentences = ()
    effects: Sentences = ()


def attacks(material: Material, dossier: Dossier) -> tuple[Attack, ...]:
    """Return the defences that the facts of the matter make possible, in the order in which they are pleaded."""
    return tuple(one for found in _ALL for one in found(material, dossier))


def _limitation(material: Material, dossier: Dossier) -> Iterator[Attack]:
    debtors = {party.id for party in material.case.debtors}
    for one in dossier.agenda.deadlines:
        if one.rule.startswith("limitation.") and one.period and debtors & {*one.everybody}:
            yield _of_clock("limitation", material, one)
        elif one.rule.startswith("enforce.apply") and one.period:
            yield _of_clock("enforce", material, one)


def _of_clock(id: str, material: Material, one: Deadline) -> Attack:
    assert one.period is not None
    event, fallback = one.deciding, next(iter(one.fallbacks), None)
    said = dict.fromkeys(("事项", "证明力", "缺环"), "")
    falls: dict[str, str] = {}
    late: dict[str, str] = {}
    said |= {"末日": day(one.period.last_day), "日期": day(one.period.start)}
    if event:
        said |= {
            "日期": day(event.on),
            "事项": event.title.render("zh"),
            "证明力": say(f"deadlines.grade.{event.proof.grade.value}", "zh"),
            "缺环": listed(name_of(link).render("zh") for link in event.proof.missing),
        }
    days = None
    if fallback:
        days = (fallback.period.last_day - one.period.last_day).days
        falls = {"日期": day(fallback.period.last_day), "状态": say(f"deadlines.state.{fallback.state}", "zh")}
    if dead := next((f for f in one.fallbacks if f.state is State.EXPIRED and f.deciding), None):
        assert dead.deciding is not None
        since = f"{day(dead.deciding.on)}{dead.deciding.title.render('zh')}"
        late = {"日期": day(dead.period.last_day), "事项": since, "债项": listed(dead.obligations or one.obligations)}
    over = State.EXPIRED in (one.state, fallback.state if fallback else one.state)
    sums = material.claims.account.obligations
    owed = sum((o.principal + o.penalty + o.interest for o in sums if o.id in one.obligations), ZERO)
    return Attack(
        id,
        said,
        event.law.evidence if event else (),
        owed if over and owed else None,
        days,
        "limitation_answer" if event else "limitation_bare",
        "limitation_missing" if fallback else "",
        falls,
        late,
        more=tuple(_weak(one)),
    )


def _weak(one: Deadline) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what would have interrupted and is proved too weakly, the latest first: why, and what would mend it."""
    events = sorted((i for i in one.ignored if i.event.proof.grade is Grade.WEAK), key=lambda i: i.event.on)
    for ignored in reversed(events[-_MOST:]):
        reason, mend = ignored.reason, ignored.would_count
        said = {"日期": day(ignored.event.on), "事项": ignored.event.title.render("zh"), "理由": reason.render("zh")}
        yield "limitation_weak", {**said, "补强": mend.render("zh") if mend else ""}
    if len(events) > _MOST:
        yield "limitation_weak_more", {"件数": str(len(events) - _MOST)}


def _guarantee(material: Material, dossier: Dossier) -> Iterator[Attack]:
    from lexcollect.documents.attack_guarantee import guarantees  # only who has a guarantor needs it

    if material.case.securities:
        yield from guarantees(material, dossier)


def _reduction(material: Material, _: Dossier) -> Iterator[Attack]:
    account = material.claims.account
    lines = None if account.apart else account.reduction
    if lines is None or not lines.warn or material.claims.titles or not account.penalty:
        return
    for head in material.claims.heads:
        if head.kind is not HeadKind.PENALTY:
            continue
        cut = next((other for other in head.own_readings if other.reading.key == _REDUCED), None)
        contract = material.case.contract(head.contract)
        rates = {"年化": f"{lines.annual.normalize():f}", "对照": f"{lines.lines[0].normalize():f}"}
        said = {**rates, "条款": head.clause}
        cost = head.amount - cut.value if cut else None
        yield Attack("reduction", said, contract.evidence, cost, None, "reduction_answer", "reduction_missing")


def _quality(material: Material, _: Dossier) -> Iterator[Attack]:
    kinds = {head.kind for head in material.claims.heads}
    deliveries = [d for d in material.told.deliveries if d.date <= material.as_of]
    if not kinds & (_OF_GOODS | _OF_WORK) or not deliveries:
        return
    confirmed = [a for a in material.told.acknowledgements if a.date <= material.as_of and _confirms(material, a)]
    last = max(confirmed, key=lambda a: a.date, default=None)
    signed = [d for d in deliveries if d.receiver_authority is not k.ReceiverAuthority.UNSIGNED]
    said = {
        "次数": str(len(signed)),
        "确认": f"{day(last.date)}{last.kind.label}" if last else "",
    }
    ids = _ids((*(d.evidence for d in signed), *((last.evidence,) if last else ())))
    work = frozenset({"attack.work"}) if kinds & _OF_WORK else frozenset()
    yield Attack("quality", said, ids, None, None, "quality_answer", "quality_missing", holds=work)


def _confirms(material: Material, fact: Acknowledgement) -> bool:
    """Tell whether the debtor confirmed a sum, and proof bears it: 春节前付一部分 confirms none."""
    return fact.promises_payment and fact.amount is not None and fact.id not in material.weak


def _signer(material: Material, _: Dossier) -> Iterator[Attack]:
    weak = [d for d in material.told.deliveries if d.receiver_authority in _UNPROVED and d.date <= material.as_of]
    if not weak:
        return
    about = {d.obligation for d in weak}
    owed = sum((o.principal for o in material.claims.account.obligations if o.id in about), ZERO)
    named = listed(dict.fromkeys(d.receiver for d in weak if d.receiver))
    nameless = listed(d.doc_no or day(d.date) for d in weak if not d.receiver)
    said = {
        "人员": named,
        "无名": nameless,
        "单据": listed(d.doc_no or day(d.date) for d in weak),
        "依据": "；".join(dict.fromkeys(d.note for d in weak if d.note)),
    }
    told = {"attack.named": named, "attack.nameless": nameless}
    holds = frozenset(name for name, there in told.items() if there)
    ids = _ids(d.evidence for d in weak)
    yield Attack("signer", said, ids, owed or None, None, "signer_answer", "signer_missing", holds=holds)


def _invoice(material: Material, _: Dossier) -> Iterator[Attack]:
    told = material.told
    shown = {d.obligation for d in told.deliveries if d.evidence}
    billed = {i.obligation for i in told.invoices} - {""}
    kinds = {head.kind for head in material.claims.heads}
    alone = [o for o in material.claims.account.obligations if o.id in billed - shown]
    if alone and kinds & _OF_GOODS and not material.claims.titles:
        owed = sum((o.principal for o in alone), ZERO)
        yield Attack("invoice", {"债项": listed(o.id for o in alone)}, (), owed or None, None, "", "invoice_missing")


def _balance(material: Material, _: Dossier) -> Iterator[Attack]:
    """Yield that the debtor confirmed less than the books of that day show, the last such statement."""
    differing = [
        each for each in differences(material.told, material.claims.account) if each[1] > (each[0].amount or ZERO)
    ]
    if not differing or material.claims.titles:
        return
    fact, booked = max(differing, key=lambda each: each[0].date)
    stated = fact.amount or ZERO
    said = {"日期": day(fact.date), "名称": fact.kind.label, "金额": yuan(stated), "账面": yuan(booked)}
    said["差额"] = yuan(booked - stated)
    done = [d for d in material.told.deliveries if d.date <= fact.date and d.evidence]
    bare = {o.id for o in material.own if arisen_on(material.case, material.case.obligation(o.id)) <= fact.date}
    answer = "balance_bare" if bare - {d.obligation for d in done} else "balance_answer"
    ids = _ids((fact.evidence, *(d.evidence for d in done)))
    cost = min(booked - stated, material.claims.account.principal)
    yield Attack("balance", said, ids, cost, None, answer, "balance_missing")


def _paid(material: Material, _: Dossier) -> Iterator[Attack]:
    account = material.claims.account
    payments = [p for p in material.case.payments if p.kind is k.PaymentKind.PAYMENT and p.date <= material.as_of]
    if not payments or account.apart:
        return
    effects = [other.effect for other in account.other_orders if other.effect < 0]
    total = sum((p.amount for p in payments), ZERO)
    said = {"笔数": str(len(payments)), "金额": yuan(total)}
    ids = _ids(p.evidence for p in payments)
    yield Attack("paid", said, ids, -min(effects) if effects else None, None, "paid_answer", "paid_missing")


def _loan(material: Material, _: Dossier) -> Iterator[Attack]:
    payouts = [p for p in material.told.payouts if p.date <= material.as_of]
    if not payouts or not any(head.kind is HeadKind.LOAN for head in material.claims.heads):
        return
    readings = [o - head.amount for head in material.claims.heads for o in _values(head.own_readings)]
    worst = min((effect for effect in readings if effect < 0), default=None)
    said = {"笔数": str(len(payouts)), "金额": yuan(sum((p.amount for p in payouts), ZERO))}
    yield Attack("loan", said, _ids(p.evidence for p in payouts), -worst if worst else None, None, "loan_answer")


def _values(readings: Iterable[object]) -> Iterator[Decimal]:
    for other in readings:
        value = getattr(other, "value", None)
        if isinstance(value, Decimal):
            yield value


def _form(material: Material, _: Dossier) -> Iterator[Attack]:
    copies = [one for one in material.exhibits.values() if one.original == NO_ORIGINAL]
    if copies:
        said = {"编号": listed(f"证据{one.no}" for one in copies)}
        yield Attack("form", said, tuple(one.id for one in copies), None, None, "form_answer", "form_missing")


def _ids(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for group in groups for id in group))


def _court(material: Material, dossier: Dossier) -> Iterator[Attack]:
    from lexcollect.documents.attack_court import court  # it asks which courts there are

    yield from court(material, dossier)


def _set_off(material: Material, _: Dossier) -> Iterator[Attack]:
    if material.case.counterclaims or any(c.deposit for c in material.contracts):
        from lexcollect.documents.attack_set_off import deposits, set_offs  # they count the account anew

        yield from deposits(material)
        yield from set_offs(material)
    elif any(p.kind is k.PaymentKind.SET_OFF for p in material.case.payments):
        from lexcollect.documents.attack_set_off import deposits

        yield from deposits(material)


_Finder = Callable[[Material, Dossier], Iterator[Attack]]
#: In the order of a hearing: court, time, who signed, what was delivered and paid, how much, who guarantees, form.
_ALL: tuple[_Finder, ...] = (
    *(_court, _limitation, _signer, _invoice, _quality, _balance),
    *(_loan, _paid, _set_off, _reduction, _guarantee, _form),
)
