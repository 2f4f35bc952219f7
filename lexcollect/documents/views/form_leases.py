"""A lease, as the official forms ask for it: things, term, rent agreed, paid and left, end, return (租赁、融资租赁).

Owns the split of the rent of a finance lease into what had fallen due and what was called early, and that all of the
rent and termination exclude each other (民法典 752, 融资租赁解释 10): what was not chosen stays blank.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import LeasedThing, Rent
from lexcollect.casefile.rents import periods
from lexcollect.causes import HeadKind
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.heads import Head
from lexcollect.documents.material import View, day, listed, series, yuan
from lexcollect.documents.views import figures, leases, parties, relief, sides, taking_back
from lexcollect.documents.views.form_words import MANY, ZERO, Told, beside_debt, closed, in_yuan, shown
from lexcollect.law.rules.parts import Part


def told(view: View) -> Told:
    """Return what a lease is asked for."""
    return {**_agreed(view), **_paid(view), **_left(view), **_asked(view), **_lost(view)}


def holds(view: View) -> dict[str, object]:
    """Return what holds of a lease, by which boxes are ticked."""
    material = view.material
    agreed = material.contract
    return {
        "by_periods": _rents(view),
        "deposit_agreed": agreed.deposit,
        "end_agreed": agreed.termination and agreed.termination.clause,
        "early_agreed": agreed.acceleration and agreed.acceleration.clause,
        "not_ended": "terminated" not in material.circumstances,
        "giving_back": _returned(view),
        "use_fee": _of(view, HeadKind.USE_FEE),
        "charges": _of(view, HeadKind.FEE),
    }


def _rents(view: View) -> list[Rent]:
    return [rent for rent in view.material.case.rents if rent.contract == view.material.contract.id]


# --- what was agreed ---


def _agreed(view: View) -> Told:
    agreed = view.material.contract
    things = [t for t in view.material.case.leased_things if t.contract == agreed.id]
    rents = _rents(view)
    alone = rents[0] if len(rents) == 1 else None
    deposit, ended, early = agreed.deposit, agreed.termination, agreed.acceleration
    return {
        "租赁物": [line for line in (agreed.goods, _beside(view, agreed.goods, things)) if line],
        **_handed_over(view, things),
        "月租金": yuan(alone.amount) if alone and alone.every is k.Every.MONTH else "",
        "租金约定": series(_rent(view, rent) for rent in rents),
        "押金": in_yuan(view, deposit.amount) if deposit else "",
        "押金日": day(deposit.paid_on) if deposit and deposit.paid_on else "",
        "解除条款": _clause(view, ended.clause) if ended else "",
        "加速到期条款": _clause(view, early.clause) if early else "",
    }


def _beside(view: View, goods: str, things: list[LeasedThing]) -> str:
    """Return the things by name; nothing where the words of the contract already have every name, number and place."""
    told = all(word in goods for t in things for word in (t.name, t.number, t.place))
    return "" if told else leases.named(view, things)


def _clause(view: View, named: str) -> str:
    return view.pen.one("form.clause", {"条款": named}) if named else ""


def _rent(view: View, rent: Rent) -> str:
    said = {
        "周期": rent.every.label,
        "金额": yuan(rent.amount),
        "起": day(rent.first),
        "止": day(rent.last),
        "日": str(rent.due_day or "") if not rent.due_after else "",
        "后": str(rent.due_day or "") if rent.due_after else "",
        "月数": str(rent.due_after or ""),
        "条款": rent.clause,
    }
    return view.pen.one("form.rent", said)


def _handed_over(view: View, things: list[LeasedThing]) -> Told:
    """Return when the things were handed over: one day in the blank, several in the sentences of the complaint."""
    days = {t.handed_over_on for t in things if t.handed_over_on and t.handed_over_on <= view.material.as_of}
    return {
        "交付日": day(min(days)) if len(days) == 1 else "",
        "各次交付": view.fields["交付"] if len(days) > 1 else [],
    }


# --- what was paid and what is left ---


def _paid(view: View) -> Told:
    """Return the rent paid by its last day and after it; what was set off (押金抵扣) is told by itself."""
    account, own = view.material.claims.account, {o.id: o for o in view.material.own if not o.due.open}
    undated = any(p.undated for p in view.material.payments.values())  # then nobody knows which were in time
    on_time = late = set_off = ZERO
    for share in account.shares:
        if share.part is not Part.PRINCIPAL or share.debt not in own:
            continue
        if figures.is_set_off(view.material, share):
            set_off += share.amount
        elif share.received <= own[share.debt].due.rolled:
            on_time += share.amount
        else:
            late += share.amount
    first, last = _kept(view, own)
    return {
        "按约付租起": day(first) if first else "",
        "按约付租止": day(last) if last else "",
        "按期付租": "" if undated else yuan(on_time),
        "逾期付租": "" if undated else yuan(late),
        "抵扣租金": view.pen.one("form.set_off", {"金额": yuan(set_off)}) if set_off else "",
    }


def _kept(view: View, own: dict[str, ObligationAccount]) -> tuple[date | None, date | None]:
    """Return from when to when rent was paid as agreed: the periods from the first on that were paid in time."""
    times = {f"{p.first:%Y-%m}": p for rent in _rents(view) for p in periods(rent)} if len(_rents(view)) == 1 else {}
    paid: dict[str, Decimal] = {}
    for share in view.material.claims.account.shares:
        debt = own.get(share.debt)
        in_time = debt is not None and share.received <= debt.due.rolled
        if share.part is Part.PRINCIPAL and in_time and not figures.is_set_off(view.material, share):
            paid[share.debt] = paid.get(share.debt, ZERO) + share.amount
    kept = []
    for o in own.values():
        if o.id[-7:] not in times or paid.get(o.id, ZERO) < o.amount:
            break
        kept.append(times[o.id[-7:]])
    return (kept[0].first, kept[-1].last) if kept else (None, None)


def _left(view: View) -> Told:
    """Return the rent that is left: what had fallen due, what was called early, and since when."""
    account, damages = view.material.claims.account, _sum(view, HeadKind.COMPENSATION)
    open_ = [o for o in view.material.own if o.principal]
    due = [o for o in open_ if not o.due.called_from and o.first_day <= view.material.as_of]
    early = [o for o in open_ if o.due.called_from]
    return {
        "到期租金": shown(sum((o.principal for o in due), ZERO)),
        "未到期租金": shown(sum((o.principal for o in early), ZERO)),
        "留购价款": shown(_sum(view, HeadKind.PURCHASE_PRICE)),
        "欠租起": day(min(o.first_day for o in due)) if due else "",
        "欠租违约金": shown(account.penalty),
        "欠租损害": shown(account.interest + damages),
        "欠租合计": shown(sum((o.principal for o in open_), ZERO) + figures.late(view) + damages),
    }


def _sum(view: View, kind: HeadKind) -> Decimal:
    """Return what is asked for under a kind; the one sum of a lease that ended holds the rent and is no part of it."""
    return sum((h.amount for h in view.material.claims.heads if h.kind is kind and not h.whole), ZERO)


def _lost(view: View) -> Told:
    """Return of what the loss of a finance lease that ended is made: in blanks, and told as one difference."""
    losses = view.material.claims.losses
    loss = losses[0] if losses else None
    return {
        "损失租金": yuan(loss.due + loss.later) if loss else "",
        "损失到期": shown(loss.due) if loss else "",
        "损失未到期": shown(loss.later) if loss else "",
        "损失留购": shown(loss.beside) if loss else "",
        "损失违约金": shown(loss.charges) if loss else "",
        "合同解除日": day(loss.day) if loss else "",
        "损失算法": list(taking_back.told(view)) if loss else [],
    }


def owed(view: View) -> list[str]:
    """Return what is left on each period, equal periods in a row as one."""
    found = []
    for _, run in groupby((o for o in view.material.own if o.principal), key=lambda o: o.principal):
        same = list(run)
        if len(same) < MANY:
            found += [
                view.pen.one("form.owed", {"编号": view.material.case.printed[o.id], "金额": yuan(o.principal)})
                for o in same
            ]
        else:
            said = {"起": same[0].id, "止": same[-1].id, "期数": str(len(same)), "金额": yuan(same[0].principal)}
            found.append(view.pen.one("form.owed_periods", said))
    return found


# --- what is asked for ---


def _asked(view: View) -> Told:
    other = [*relief.by_those_beside(view, _label(view))]
    return {
        "返还和赔偿": [*_returned(view), *_of(view, HeadKind.COMPENSATION)],
        "占用费请求": _of(view, HeadKind.USE_FEE),
        "杂费请求": _of(view, HeadKind.FEE),
        "租赁其他请求": [*_of(view, HeadKind.LUMP_PENALTY, HeadKind.PURCHASE_PRICE), *other],
        "融资租赁其他请求": [*_of(view, HeadKind.USE_FEE, HeadKind.FEE, HeadKind.LUMP_PENALTY), *other],
        "占用费": closed(view.fields["占用费"]),
    }


def _label(view: View) -> dict[str, str]:
    return parties.labels(view, parties.defendants(view.material), "complaint.defendant")


def _returned(view: View) -> list[str]:
    """Return the requests to give the things back."""
    if "returning" not in view.material.circumstances:
        return []
    debtor = sides.debtors(view, _label(view))
    return list(leases.returns(view, debtor, listed(relief.plaintiffs(view).values())))


def _of(view: View, *kinds: HeadKind) -> list[str]:
    def wanted(head: Head) -> bool:
        return head.kind in kinds and beside_debt(view, head)

    return list(relief.of_heads(view, _label(view), wanted))
