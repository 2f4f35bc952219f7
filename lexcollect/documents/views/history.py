"""What happened, in papers: orders and deliveries, payments, acknowledgements; each fact with its exhibit.

Owns which facts are told. A fact without an exhibit is told without one only where the paper must tell it
(deliveries, payments). The sentences are in ``history.yaml``; demands have a module of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lexcollect.casefile.models import (
    Acknowledgement,
    Delivery,
    Obligation,
    Payment,
    Payout,
)
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.heads import HeadKind
from lexcollect.claims.loans import payouts_of
from lexcollect.documents import circumstances as c
from lexcollect.documents.grounds import written as grounds_written
from lexcollect.documents.material import Material, View, day, in_a_row, listed, series, yuan
from lexcollect.documents.nouns import instalments
from lexcollect.documents.standings import as_it_stands, asserted
from lexcollect.documents.views import bills, loans, naming, steps
from lexcollect.documents.views.contract import origin
from lexcollect.documents.views.contracts import among
from lexcollect.documents.views.dealt import acknowledged, called, insolvencies, paid, still_out
from lexcollect.documents.views.figures import by_set_off
from lexcollect.documents.views.naming import items

ZERO = Decimal("0.00")


def order_rows(view: View, debtor: str, creditor: str) -> list[dict[str, Any]]:
    """Return a row for each order: what was ordered, delivered, when it fell due, what was paid and is left."""
    accounts, creditor = {o.id: o for o in view.material.claims.account.obligations}, origin(view, creditor)
    rows = []
    material = view.material
    mine = {o.id for o in material.own}
    orders = (o for o in material.case.obligations if o.id in mine)
    for number, order in enumerate(orders, 1):
        row = _order(view, order, accounts[order.id], creditor)
        told = _works_part if "works" in view.material.circumstances else _sold
        said = told(view, order, accounts[order.id], row, debtor, creditor)
        said["订立"] = as_it_stands(view, order, said["订立"], creditor)
        rows.append({"序号": str(number), "履行人": creditor, **row, **said})
    return rows


def _sold(
    view: View, order: Obligation, account: ObligationAccount, row: dict[str, str], debtor: str, creditor: str
) -> dict[str, str]:
    return {
        "订立": _agreed(view, row, debtor, creditor),
        "验收": steps.of_debt(view, order, debtor, creditor),
        "到期": _falls_due(view, row, account, creditor),
    }


def _works_part(
    view: View, order: Obligation, account: ObligationAccount, row: dict[str, str], debtor: str, creditor: str
) -> dict[str, str]:
    """Return which part of a works price it is, and when it fell due: as agreed, or by law."""
    from lexcollect.casefile.works import by_silence  # only a works price needs it

    term = account.due.term
    silent = by_silence(view.material.case, order, term) if term else None
    how = of_kind("portion", order.portion) | c.those({"due_by_law": term is None, "by_silence": silent})
    said = {
        "债务人": debtor,
        "债权人": creditor,
        "编号": naming.column(view, order.id),
        "简称": order.title or (order.portion.label if order.portion else view.nouns["债"]),
        "金额": row["约定金额"],
        "证据": row["证据"],
    }
    days = str(silent[1]) if silent else ""
    due = {"日期": row["应付日"], "顺延": row["顺延"], "条款": term.clause if term else "", "天数": days}
    return {
        "订立": view.pen.one("history.works_part", said, how),
        "验收": "",
        "到期": view.pen.one("history.works_due", due, how),
    }


def _agreed(view: View, row: dict[str, str], debtor: str, creditor: str) -> str:
    """Return how a debt came about; a period of rent has no order of its own."""
    cause = view.material.cause
    order = next(o for o in view.material.case.obligations if o.id == naming.id_of(view, row["编号"]))
    if order.bill is not None:
        return bills.held(view, order, creditor)
    if cause is not None and cause.principal is HeadKind.RENT:
        said = {"编号": row["编号"], "名称": row["名称"], "金额": row["约定金额"], "证据": row["证据"]}
        return view.pen.one("history.period", said, c.those({"named": said["名称"]}))
    told = _told(view, row, debtor, creditor)
    if view.material.contract.sharing and row["金额"] != row["约定金额"]:
        told += view.pen.one("history.recourse_share", {"债务人": debtor, "金额": row["金额"]})
    return told


def _falls_due(view: View, row: dict[str, str], account: ObligationAccount, creditor: str) -> str:
    order = next(o for o in view.material.case.obligations if o.id == naming.id_of(view, row["编号"]))
    if order.bill is not None:
        return bills.due(view, order.bill, row["应付日"], creditor)
    early = account.due.called_from
    if early:
        return view.pen.one("history.due_early", {"日期": day(account.due.rolled), "原定": day(early)})
    return _due(view, row, account)


def _ordered(view: View, row: dict[str, str]) -> dict[str, str]:
    return {
        "日期": row["日期"],
        "编号": naming.own_number(view, naming.id_of(view, row["编号"])),
        "品名": row["货物"],
        "金额": row["约定金额"],
        "证据": row["证据"],
    }


def _order(view: View, order: Obligation, account: ObligationAccount, creditor: str) -> dict[str, str]:
    material = view.material
    set_off = by_set_off(material, order.id)
    delivered = [d for d in material.told.deliveries_of(order.id) if d.date <= material.as_of]
    return {
        "日期": _arisen(material, order),
        "编号": naming.column(view, order.id),
        "名称": order.title,
        "货物": _goods(view, order),
        "所列货物": _goods(view, order) if order.goods or order.quantity else "",
        "约定金额": yuan(order.amount),
        "金额": yuan(account.amount),
        "证据": material.cite(order.evidence),
        "交货": series([*(_delivery(view, d, creditor) for d in delivered), *_payouts(view, order, account, creditor)]),
        "应付日": _payable(view, account),
        "顺延": _moved(view, account),
        "已付": yuan(account.paid - set_off),
        "抵销": yuan(set_off),
        "已清偿": yuan(account.paid),
        "尚欠": yuan(account.principal),
        "违约金": yuan(account.penalty + account.interest),
    }


def _unknown(view: View, account: ObligationAccount) -> None:
    """Tell of the blank that stands where nobody entered the due day."""
    if account.due.unknown:
        debt = next(o for o in view.material.case.obligations if o.id == account.id)
        view.need("", "due_day", debt.where, name=debt.title or debt.id)


def _payable(view: View, account: ObligationAccount) -> str:
    """Return the day on which a debt was to be paid; what nobody agreed, and what nobody entered, is said apart."""
    if account.due.open:
        _unknown(view, account)
        return view.pen.one("history.no_day", {}, c.of_due(account.due))
    # A lease that was terminated leaves nothing to be paid on that day: its rents keep the days that were agreed.
    return day(account.due.agreed if view.material.claims.losses else account.due.rolled)


def _arisen(material: Material, order: Obligation) -> str:
    """Return the day of a debt: of a sale or loan the day of its one contract, of a payment for another its own.

    On which day a service was ordered, or a receivable arose, no contract says.
    """
    signed, cause = material.case.contract(order.contract).signed_on, material.cause
    kind = cause.principal if cause is not None else HeadKind.PRICE
    if kind is HeadKind.RECOURSE:
        found = order.date or min((p.date for p in payouts_of(material.told, order)), default=None)
    else:
        own = kind is HeadKind.LOAN or (kind is HeadKind.PRICE and len(material.case.obligations) == 1)
        found = order.date or (signed if own else None)
    return day(found) if found else ""


def _told(view: View, row: dict[str, str], debtor: str, creditor: str) -> str:
    """Return how a debt came about; an order of which no day is known is told without one."""
    said = _ordered(view, row)
    if said["日期"] and not instalments(view.material.case):
        if naming.id_of(view, row["编号"]) in view.material.claims.account.ledger.rolled:
            renewed = view.material.book.place("history.renewed")
            return view.pen.one(renewed.id, {name: said[name] for name in renewed.fields})
        return view.pen.one("history.order", {**said, "债务人": debtor, "债权人": creditor})
    del said["日期"]
    said["品名"] = row["所列货物"]
    said["编号"] = naming.said(
        view, "history.order_undated", [naming.id_of(view, row["编号"])], alone=naming.only(view)
    )
    return view.pen.one("history.order_undated", said)


def _due(view: View, row: dict[str, str], account: ObligationAccount) -> str:
    """Return until when a debt was to be paid, as agreed, by law, or by what made it due (民法典 511(4), 628)."""
    _unknown(view, account)
    by_law, due = account.due.cites, account.due
    said = {"日期": row["应付日"], "顺延": row["顺延"]}
    if due.basis or (not by_law and "unwritten" not in view.material.circumstances):
        demanded = day(due.start) if due.basis and due.start else ""
        return view.pen.one("history.due", {**said, "催告日": demanded}, c.of_due(due))
    basis = grounds_written(by_law) if by_law else ""
    return view.pen.one("history.due_otherwise", {**said, "依据": basis}, c.those({"by_law": by_law}))


def _goods(view: View, order: Obligation) -> str:
    goods = order.goods
    if not (goods or order.quantity) and naming.only(view) and _delivers(view):
        goods = view.material.contract.goods
    said = {"品名": goods, "数量": order.quantity}
    if order.goods[-1:].isascii() and order.goods and order.quantity:
        # 轴承6208 and 240套 must not read as 轴承6208240套.
        said = {"品名": in_a_row((order.goods, order.quantity)), "数量": ""}
    return view.pen.one("history.goods", said, c.those({"named": goods or order.quantity}))


def _delivers(view: View) -> bool:
    """Tell whether the debt is the price of goods."""
    return view.material.cause is not None and view.material.cause.performance.facts == "deliveries"


def _delivery(view: View, delivery: Delivery, creditor: str) -> str:
    said = {
        "日期": day(delivery.date),
        "品名": delivery.quantity or delivery.goods,
        "证据": asserted(view, delivery, creditor) + view.material.cite(delivery.evidence),
    }
    return view.pen.one("history.delivery", said)


def _payouts(view: View, order: Obligation, account: ObligationAccount, creditor: str) -> list[str]:
    """Return how a loan was handed over, and what counts as its principal where that was less than agreed."""
    told = [_payout(view, p, creditor) for p in payouts_of(view.material.told, order) if p.date <= view.material.as_of]
    if order.id in view.material.claims.account.ledger.rolled:
        told.append(loans.rolled_over(view, order.id))
    elif told and account.amount < order.amount and "lent_less" in view.material.circumstances:
        told.append(view.pen.one("history.lent_less", {"金额": yuan(account.amount)}))
    return told


def _payout(view: View, payout: Payout, creditor: str) -> str:
    said = {
        "日期": day(payout.date),
        "方式": payout.channel,
        "金额": yuan(payout.amount),
        "说明": payout.memo,
        "证据": asserted(view, payout, creditor) + view.material.cite(payout.evidence),
    }
    return view.pen.one("history.payout", said)


def _moved(view: View, account: ObligationAccount) -> str:
    return view.pen.one("history.moved", {"日期": day(account.due.unrolled)}) if account.due.moved else ""


def invoices(view: View, creditor: str) -> str:
    """Return one sentence on the invoices, or nothing; it names the orders when not each has its own."""
    material = view.material
    told = [i for i in material.told.invoices if i.date <= material.as_of]
    creditor = origin(view, creditor)
    if not told:
        return ""
    billed = sum((i.amount for i in told), Decimal("0.00"))
    mine = {o.id for o in material.own}
    orders = {o.id: o.amount for o in material.case.obligations if o.id in mine}
    named = dict.fromkeys(i.obligation for i in told)
    said = {
        "债权人": creditor,
        "各笔": items(view, (id for id in orders if id in named)),
        # One invoice for two orders stands in two rows.
        "份数": str(len({i.number for i in told})),
        "金额": yuan(billed),
        "证据": material.cite(id for invoice in told for id in invoice.evidence),
    }
    every = named.keys() >= orders.keys() and billed == sum(orders.values())
    return view.pen.one("history.invoices", said, c.those({"for_each": every, "named": "" not in named}))


def dealings(view: View, label: Mapping[str, str], creditor: str) -> list[dict[str, str]]:
    """Return payments, set-offs and acknowledgements to the cut-off day in one line of time, each with its exhibit.

    ``label`` is what the paper calls a party.
    """
    material = view.material
    rows = [
        (
            p.date,
            paid(view, p, id, label, creditor) + asserted(view, p, creditor),
            p.evidence,
        )
        for id, p in material.payments.items()
        if p.date <= material.as_of
    ]
    rows += [(a.date, acknowledged(view, a, label, creditor), a.evidence) for a in proved_acknowledgements(material)]
    rows += insolvencies(view, label, creditor)
    for part in view.parts:
        agreed = part.material.contract
        if part.material.case.leased_things or agreed.termination or agreed.acceleration:
            from lexcollect.documents.views.leases import came_back, ends  # only a lease has them

            mine = ends(part, called(view, "", label), creditor)
            rows += [(when, among(view, part, said), ids) for when, said, ids in mine]
            rows += came_back(part, creditor)
    undated = {paid(view, p, id, label, creditor) + asserted(view, p, creditor): p.date for id, p in _undated(material)}
    told = [
        {
            "日期": view.pen.one("history.by_day", {"日期": day(when)}) if undated.get(said) == when else day(when),
            "内容": said,
            "证据": material.cite(ids),
        }
        for when, said, ids in sorted(rows, key=lambda row: row[0])
    ]
    return told + [row for part in view.parts for row in still_out(part, called(view, "", label))]


def _undated(material: Material) -> list[tuple[str, Payment]]:
    """Return the payments of which the sum is known and the days are not."""
    return [(id, p) for id, p in material.payments.items() if p.undated and p.date <= material.as_of]


def acknowledgements(view: View, label: Mapping[str, str], creditor: str) -> list[dict[str, str]]:
    """Return what the debtor acknowledged, oldest first; only what an exhibit proves."""
    return [
        {
            "日期": day(a.date),
            "内容": acknowledged(view, a, label, creditor),
            "证据": view.material.cite(a.evidence),
        }
        for a in proved_acknowledgements(view.material)
    ]


def proved_acknowledgements(material: Material) -> list[Acknowledgement]:
    """Return the acknowledgements to the cut-off day that an exhibit proves, oldest first."""
    known = [a for a in material.told.acknowledgements if material.cite(a.evidence) and a.date <= material.as_of]
    return sorted(known, key=lambda a: a.date)


def proved_well(material: Material) -> list[Acknowledgement]:
    """Return those of them on whose proof a date may rest: what is proved weakly confirms no sum."""
    return [a for a in proved_acknowledgements(material) if a.id not in material.weak]


def papers_relied_on(view: View) -> str:
    """Return the kinds of paper a letter was written from."""
    return listed(dict.fromkeys(said for part in view.parts for said in part.pen.all("history.relied_on")))
