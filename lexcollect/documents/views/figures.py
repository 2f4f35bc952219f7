"""Figures in papers: totals, the table of the penalty, and how it was counted. Every figure comes from ``claims``.

The sentences around them are in ``figures.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.damage import is_of_a_thing
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.running import RunningAmount
from lexcollect.claims.settling import owed_of
from lexcollect.cn.dates import iso
from lexcollect.cn.floating import Floating
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, series, words, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import going_on, loans
from lexcollect.documents.views.contract import penalty_basis, penalty_limit
from lexcollect.documents.views.contracts import name_of
from lexcollect.documents.views.naming import items
from lexcollect.law.rules.debts import Share
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Line

ZERO = Decimal("0.00")


def totals(view: View, debtor: str, creditor: str) -> dict[str, str]:
    """Return price, paid, set off and left over all orders; in brackets how much went to what.

    ``已付`` is money only: a set-off is never told as a payment (民法典 568). Where some of it went to charges it is
    all that was paid, so that a reader finds the sum of the receipts; ``已清偿`` is what went to the price.
    """
    mine = view.material.own
    paid = sum((o.paid for o in mine), ZERO)
    set_off = sum((by_set_off(view.material, o.id) for o in mine), ZERO)
    beside, beside_set_off = _beside(view, set_off=False), _beside(view, set_off=True)
    only_beside = paid == set_off == ZERO and bool(beside)
    said = {
        "已付": yuan(paid - set_off + sum(beside.values(), ZERO)),
        "另付": _only_to(view, beside) if only_beside else _went_to(view, beside, paid - set_off),
        "抵销": yuan(set_off + sum(beside_set_off.values(), ZERO)),
        "另抵": _went_to(view, beside_set_off, set_off),
    }
    return {
        "货款": yuan(sum((o.amount for o in mine), ZERO)),
        **said,
        "已清偿": yuan(paid),
        "清偿": view.pen.one(
            "figures.settled", {**said, "债务人": debtor, "债权人": creditor}, c.those({"only_beside": only_beside})
        ),
        "清偿表头": view.pen.one("figures.settled_head"),
        "尚欠": yuan(view.material.principal),
    }


def by_set_off(material: Material, debt: str = "") -> Decimal:
    """Return how much of the price, of ``debt`` or of all, went by set-off."""
    if k.PaymentKind.SET_OFF not in material.claims.account.ledger.kinds.values():
        return ZERO  # asked for each of many debts
    return sum(
        (
            s.amount
            for s in material.claims.account.shares
            if s.part is Part.PRINCIPAL and (not debt or s.debt == debt) and is_set_off(material, s)
        ),
        ZERO,
    )


def is_set_off(material: Material, share: Share) -> bool:
    """Tell whether a share came from a set-off, not from money."""
    return material.claims.account.ledger.kinds[share.payment] is k.PaymentKind.SET_OFF


def _beside(view: View, *, set_off: bool) -> dict[str, Decimal]:
    """Return what went to anything but the price (费用, 利息, 违约金), by name, in yuan."""
    found: dict[str, Decimal] = {}
    for share in view.material.claims.account.shares:
        if share.part is not Part.PRINCIPAL and share.amount and is_set_off(view.material, share) is set_off:
            name = view.pen.one("figures.beside_part", {}, of_kind("part", share.part))
            found[name] = found.get(name, ZERO) + share.amount
    return found


def _went_to(view: View, beside: dict[str, Decimal], principal: Decimal) -> str:
    """Return how much of a sum went to what, as a bracket behind it; nothing where all went to the price."""
    if not beside:
        return ""
    parts = {**beside, **({view.pen.one("figures.of_principal"): principal} if principal else {})}
    told = [view.pen.one("figures.went_part", {"项目": name, "金额": yuan(sum_)}) for name, sum_ in parts.items()]
    return view.pen.one("figures.went_to", {"各项": listed(told)})


def _only_to(view: View, beside: dict[str, Decimal]) -> str:
    return view.pen.one("figures.beside_only", {"项目": listed(beside)})


def beside_parts(view: View) -> list[str]:
    """Return to what but the principal payments went (违约金, 费用), each once."""
    shares = view.material.claims.account.shares
    return _parts_of(view, [s for s in shares if s.part is not Part.PRINCIPAL and s.amount])


def _parts_of(view: View, shares: Iterable[Share]) -> list[str]:
    return list(dict.fromkeys(view.pen.one("figures.beside_part", {}, of_kind("part", s.part)) for s in shares))


def penalty(view: View, debtor: str) -> dict[str, Any]:
    """Return what runs on the debt: basis, lines, sums, and what every further day adds; where nothing does, no lines.

    ``应计`` is what the lines come to, ``合计`` what is left after payments on it.
    """
    account = view.material.claims.account
    lines = c.charges(account)
    paid = sum((s.amount for s in account.shares if s.part in c.CHARGES), ZERO)
    named = _named(view, lines)
    left = late(view)
    apart = {"分列": listed(loans.apart(view))}
    sums = {"合计": yuan(left), "应计": yuan(left + paid), "已冲抵": yuan(paid), **apart}
    called = view.nouns["违约"]
    each_day = yuan(account.per_day) if account.per_day else ""
    most = listed(dict.fromkeys(filter(None, (penalty_limit(view, on.late_penalty) for on in view.material.contracts))))
    after = {"名称": called, "截止日": day(account.as_of), "每日": each_day}
    return {
        **sums,
        "依据": _basis(view, debtor, lines),
        "数额": view.pen.one("figures.penalty_sum", {**sums, "名称": called}),
        "截止": penalty_until(view),
        "每日": each_day,
        "此后": view.pen.one("figures.penalty_after", {**after, "续算": going_on.running(view), "上限": most}),
        "分段": [_segment(view, line, named=named, cut=_cut(view)) for line in lines],
        "编号表头": view.pen.one(
            "figures.segment_head",
            {},
            c.those({"per_year": named and all(line.per != "day" for line in lines)}),
        ),
        "算法": _method(view, lines),
    }


def until_and_sum(view: View) -> dict[str, str]:
    """Return to which day the charges of all contracts are counted, and what they come to."""
    return {"截止": penalty_until(view), "合计": yuan(late(view))}


def _named(view: View, lines: list[Line]) -> bool:
    """Tell whether rows show their own rate: it changes from one to the next."""
    agreed = view.material.contract.late_penalty
    return any(line.kind is Part.INTEREST and line.per != "day" for line in lines) or bool(
        agreed and (agreed.then or isinstance(agreed.rate, Floating))
    )


def late(view: View) -> Decimal:
    """Return what runs on the debt, to the cut-off day: penalty, statutory loss, interest of a loan; in yuan.

    Beside other contracts the charges of a finance lease that was ended are within its damages.
    """
    material = view.material
    own = (o for o in material.claims.account.obligations if material.all_lost or o.contract not in material.lost)
    return sum((o.interest + o.penalty for o in own), ZERO)


def _basis(view: View, debtor: str, lines: list[Line]) -> str:
    """Return on what the charge rests: the clause on the penalty, the statute, or what was agreed on interest."""
    account = view.material.claims.account
    lost = [line for line in lines if line.kind is Part.INTEREST]
    if account.interest_name != "loss":
        return loans.basis(view, lines)
    told = [penalty_basis(view, debtor), _loss_basis(view, debtor, lost) if lost else ""]
    return series(said for said in told if said)


def _loss_basis(view: View, debtor: str, lines: list[Line]) -> str:
    """Return on what the statutory loss rests: standard and yearly rates (买卖合同解释 18(4))."""
    if view.material.claims.account.regulated:
        return view.pen.one("contract.sme_basis", {"债务人": debtor, "标准": going_on.running_standard(view)})
    said = {"债务人": debtor, "标准": going_on.loss_standard(view), "分段": series(_rates(view, lines))}
    return view.pen.one("contract.loss_basis", said)


def use_fees(view: View) -> list[str]:
    """Return one sentence for each fee owed by the day (占用费), for what else is asked for, for a loss."""
    fees = [view.pen.one("figures.use_fee", _use_fee(view, fee), c.those({"runs": fee.open})) for fee in _fees(view)]
    if not view.material.claims.losses:
        return fees + [
            view.pen.one("figures.beside_debt", _beside_debt(view, o), _held(view, o)) for o in view.material.beside
        ]
    from lexcollect.documents.views import taking_back  # only a finance lease that was terminated needs it

    return [*fees, *taking_back.told(view)]


def _beside_debt(view: View, o: ObligationAccount) -> dict[str, str]:
    fact = next(each for each in view.material.case.obligations if each.id == o.id)
    told = {"名目": _plain(view, o), "金额": yuan(o.principal), "约定": yuan(fact.amount)}
    return {**told, "原定": day(o.due.agreed) if _early(view, o) else "", "证据": _cite(view, fact.evidence)}


def called(view: View, o: ObligationAccount) -> str:
    """Return what is asked for beside a debt by its name, and its day where that is still to come."""
    early = {"名目": _plain(view, o), "原定": day(o.due.agreed) if _early(view, o) else ""}
    return view.pen.one("figures.beside_name", early)


def _plain(view: View, o: ObligationAccount) -> str:
    """Return its own name, else what it is asked for as; never its number."""
    fact = next(each for each in view.material.case.obligations if each.id == o.id)
    return o.title or (fact.asked_as.label if fact.asked_as else view.material.case.printed[o.id])


def _early(view: View, o: ObligationAccount) -> bool:
    """Tell whether it is asked for before the day on which it was to be paid: then no paper tells it as due."""
    return not o.due.unknown and not o.due.open and o.due.agreed > view.material.as_of


def _held(view: View, o: ObligationAccount) -> frozenset[str]:
    """Tell whether the cap of a loan cut a penalty in one sum (民间借贷规定 29)."""
    lump = view.material.claims.account.ledger.lumps.get(o.id)
    held = lump is not None and lump.claimed < lump.agreed
    fact = view.material.case.obligation(o.id)
    return c.those({"lump_held": held, "early_price": _early(view, o), "of_a_thing": is_of_a_thing(fact)})


def use_fees_due(view: View) -> str:
    """Return the daily fees as a thing that is asked for: sum to the cut-off day, and what goes on."""
    found = []
    for fee in _fees(view):
        said = {"名目": fee.title, "每日": yuan(fee.per_day), "止": day(fee.last), "金额": yuan(fee.amount)}
        found.append(view.pen.one("figures.use_fee_due", said, c.those({"runs": fee.open})))
    for o in () if view.material.all_lost else view.material.beside:  # then it is within the damages
        found.append(view.pen.one("figures.beside_due", {"名目": called(view, o), "金额": yuan(o.principal)}))
    found += _due(view, losses(view))
    return listed([*found, *_due(view, costs(view))])


def costs(view: View) -> dict[str, Decimal]:
    """Return the costs that are claimed by their names, with what is left of them, in yuan (民法典 509(1), 561).

    What was spent, is proved and by the contract falls on the debtor is owed on the same day in every paper.
    """
    found: dict[str, Decimal] = {}
    for part in view.parts:
        for cost in part.material.claims.costs:
            if cost.claimed and cost.left:
                name = view.pen.one("figures.cost_spent", {"名称": cost.kind.label})
                found[name] = found.get(name, ZERO) + cost.left
    return found


def _due(view: View, sums: dict[str, Decimal]) -> list[str]:
    """Return sums as things that are asked for: 律师费15,000.00元."""
    return [view.pen.one("figures.beside_due", {"名目": name, "金额": yuan(amount)}) for name, amount in sums.items()]


def _fees(view: View) -> tuple[RunningAmount, ...]:
    return tuple(fee for fee in view.material.claims.running if fee.amount)


def _use_fee(view: View, fee: RunningAmount) -> dict[str, str]:
    said = next(each for each in view.material.case.running_fees if each.id == fee.id)
    by_month = said.per_month if said.per_day is None else None
    return {
        "每月": yuan(by_month) if by_month is not None else "",
        "折算": str(said.month_days or "") if by_month is not None else "",
        "名目": fee.title,
        "起": day(fee.first),
        "止": day(fee.last),
        "每日": yuan(fee.per_day),
        "天数": f"{fee.days:,}",
        "金额": yuan(fee.amount),
        "条款": fee.clause,
        "证据": _cite(view, fee.evidence),
    }


def _cite(view: View, ids: tuple[str, ...]) -> str:
    """Return the exhibits, but not in a letter: nothing is attached to it that has these numbers."""
    paper = PAPERS[view.paper]
    return "" if paper.letter or paper.to_guarantors else view.material.cite(ids)


def beside_principal(view: View, *, capitals: bool = True) -> list[str]:
    """Return what is owed beside the principal to the cut-off day, each part with its capitals; none of nothing.

    A paper for the office writes them without ``capitals``.
    """
    parts: dict[str, Decimal] = {}
    for each in view.parts:
        if each.material.all_lost and not view.material.all_lost:
            continue
        for name, amount in (_by_name(each) or {each.nouns["逾期违约"]: late(each)}).items():
            parts[name] = parts.get(name, ZERO) + amount
    parts |= losses(view)
    for fee in _fees(view):
        parts[fee.title] = parts.get(fee.title, ZERO) + fee.amount
    for o in view.material.beside:
        name = called(view, o)
        parts[name] = parts.get(name, ZERO) + o.principal
    return [*_owed_parts(view, parts, capitals=capitals), *beside_loss(view, capitals=capitals)]


def beside_loss(view: View, *, capitals: bool = True) -> list[str]:
    """Return the costs that are claimed as parts of what is owed: also beside the loss of a contract that was ended."""
    return _owed_parts(view, costs(view), capitals=capitals)


def losses(view: View) -> dict[str, Decimal]:
    """Return the damages for each finance lease that was ended, by name, where they stand beside other debts."""
    if view.material.all_lost:
        return {}
    return {
        view.pen.one("figures.loss_of", {"合同": name_of(view.material.case.contract(loss.contract))}): loss.loss
        for loss in view.material.claims.losses
    }


def _owed_parts(view: View, parts: dict[str, Decimal], *, capitals: bool) -> list[str]:
    said = (
        {"名称": name, "金额": yuan(amount), "大写": words(amount) if capitals else ""}
        for name, amount in parts.items()
        if amount
    )
    return [view.pen.one("figures.owed_part", each) for each in said]


def _by_name(view: View) -> dict[str, Decimal]:
    """Return interest and penalty of a loan by their names, where both are asked for; else nothing."""
    sums = loans.sums(view)
    return {view.pen.one("figures.beside_part", {}, of_kind("part", part)): amount for part, amount in sums}


def debt_total(view: View) -> Decimal:
    """Return all that is owed to the cut-off day, in yuan: the sum of every paper of that day."""
    return owed_of(view.material.claims)


def loss_total(view: View) -> Decimal:
    """Return the loss of a contract that was ended (融资租赁解释 11), without the costs of asking for it; in yuan."""
    return debt_total(view) - view.material.claims.cost_total


def _rates(view: View, lines: list[Line]) -> Iterator[str]:
    """Yield the yearly rates: debt by debt where each has one for the whole delay, else from day to day."""
    rates: dict[str, set[Decimal]] = {}
    for line in lines:
        rates.setdefault(line.item, set()).add(line.rate)
    lost = all(line.kind is Part.INTEREST for line in lines)
    if not lost or view.material.claims.account.interest_name != "loss" or any(len(r) > 1 for r in rates.values()):
        yield from loans.stretches(view, lines)
        return
    for rate in dict.fromkeys(line.rate for line in lines):
        said = {"各笔": items(view, (id for id, own in rates.items() if rate in own)), "数": f"{rate.normalize():f}"}
        yield view.pen.one("contract.loss_rate", said)


def penalty_until(view: View) -> str:
    """Return to which day the penalty is counted: 暂计至…, or to the day on which it ended."""
    account = view.material.claims.account
    last = max((line.last for o in account.obligations for line in o.lines if line.days), default=account.as_of)
    return view.pen.one("figures.penalty_until", {"截止日": day(account.as_of), "止日": day(last)})


def _cut(view: View) -> frozenset[tuple[str, date]]:
    """Return the debt and day of each line that holds only what was left to an agreed limit."""
    if "limit_reached" not in view.material.circumstances:
        return frozenset()
    from lexcollect.claims.penalty_limits import cut_lines  # only an agreed limit needs it

    return cut_lines(view.material.claims.account)


def _segment(view: View, line: Line, *, named: bool, cut: frozenset[tuple[str, date]]) -> dict[str, str]:
    """Return one row; ``named``: the rows have rates of their own, which stand beside the debt."""
    shown = line.rate * 100 if line.per == "day" else line.rate
    rate = f"{shown.normalize():f}" if named else ""
    return {
        "订单": view.pen.one(
            "figures.segment",
            {"编号": view.material.case.printed[line.item], "数": rate},
            of_kind("part", line.kind),
            c.those({"to_limit": (line.item, line.first) in cut}),
        ),
        "基数": yuan(line.base),
        "起": iso(line.first),
        "止": iso(line.last),
        "天数": f"{line.days:,}",
        "金额": yuan(line.amount),
    }


def _method(view: View, lines: list[Line]) -> str:
    chosen = view.material.claims.account.conventions
    how = c.of_conventions(chosen)
    cut = _cut(view)
    lines = [line for line in lines if (line.item, line.first) not in cut] or lines
    rates = {(line.rate, line.per) for line in lines}
    value, per = next(iter(rates), (ZERO, ""))
    shown = f"{value * 100 if per == 'day' else value:f}"
    plain = shown.rstrip("0").rstrip(".") if "." in shown else shown
    if len(rates) > 1 and all(per == "year" for _, per in rates):
        plain = series(_rates(view, lines))
    kind = c.those({"same_rate": len(rates) == 1, "per_year": per != "day"})
    said = {
        "名称": view.nouns["违约"],
        "标准": view.pen.one("figures.method_rate", {"数": plain}, kind),
        "付款当日": view.pen.one("figures.payment_day", {}, how),
        "截止": view.pen.one("figures.cutoff", {}, how),
    }
    return view.pen.one("figures.method", said, c.those({"to_limit": cut}))


def capital_words(view: View) -> dict[str, str]:
    """Return the three sums in capitals (大写): principal, charges, the whole."""
    return {
        "本金": words(view.material.principal),
        "违约金": words(late(view)),
        "合计": words(debt_total(view)),
    }
