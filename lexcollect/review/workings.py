"""Workings: how each sum on the page of the sums came about.

Owns the shape of the tables: lines with rate and basis, how the rates came about, what each payment met, the doubled
part of titles. Computes nothing: the rows are those of ``claims.workings``, amounts written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from lexcollect.claims.claim import Claims
    from lexcollect.claims.titles import TitleAccount
    from lexcollect.claims.workings import Applied, HeadWorking, OrderOf, Row
    from lexcollect.matter.desk.draft import Desk


def workings(desk: Desk) -> dict[str, Any]:
    """Return heads, payments and titles of the draft with their workings, money by money one after the other."""
    from lexcollect.claims.workings import workings_of

    answered = desk.answered
    found: dict[str, Any] = {"heads": [], "sources": [], "orders": [], "applied": [], "titles": [], "effects": []}
    if answered is None:
        return found
    for case, part in answered.claims.apart or ((answered.case, answered.claims),):
        behind = workings_of(case, part)
        found["heads"] += [_head(one) for one in behind.heads]
        found["sources"] += [str(one) for one in behind.sources]
        found["orders"] += [_order(one) for one in behind.orders]
        found["applied"] += [_applied(one) for one in behind.applied]
        found["titles"] += [_title(one, part.account.as_of) for one in part.titles]
        found["effects"] += _effects(part)
    found["sources"] = list(dict.fromkeys(found["sources"]))
    return found


def _head(working: HeadWorking) -> dict[str, Any]:
    head = working.head
    return {
        "title": str(head.title),
        "amount": _yuan(head.amount),
        "clause": head.clause,
        "cites": [str(cite) for cite in head.cites],
        "segments": [_segment(row) for row in working.rows],
        "accrued": _yuan(working.accrued),
        "met": _yuan(working.met) if working.met else "",
        "between": _yuan(working.between) if working.between and working.rows else "",
        "days": sum(row.line.days for row in working.rows),
        "steps": [{"said": str(step.text), "cites": [str(cite) for cite in step.cites]} for step in working.steps],
        "readings": [
            {"reading": str(a.reading), "amount": f"{_yuan(a.value)} ({a.value - head.amount:+,.2f})"}
            for a in head.own_readings
        ],
    }


def _segment(row: Row) -> dict[str, Any]:
    line = row.line
    return {
        "item": line.item,
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "days": f"{line.days:,}",
        "basis": row.basis,
        "base": _yuan(line.base),
        "rate": row.rate,
        "made": str(row.made) if row.made else "",
        "amount": _yuan(line.amount),
    }


def _order(order: OrderOf) -> dict[str, Any]:
    return {
        "contract": order.contract,
        "name": str(order.name),
        "parts": [str(part) for part in order.parts],
        "clause": order.clause,
        "cites": [str(cite) for cite in order.cites],
    }


def _applied(one: Applied) -> dict[str, Any]:
    return {
        "id": one.id,
        "day": one.day.isoformat(),
        "amount": _yuan(one.amount),
        "set_off": one.set_off,
        "unused": _yuan(one.unused) if one.unused else "",
        "double": _yuan(one.double) if one.double else "",
        "met": [
            {
                "debt": met.share.debt,
                "part": str(met.part),
                "owed": _yuan(met.share.owed),
                "amount": _yuan(met.share.amount),
                "left": _yuan(met.share.left),
                "why": say(f"law_money.why.{met.share.why}"),
                "waited": met.share.day.isoformat() if met.share.waited else "",
            }
            for met in one.met
        ],
    }


def _title(title: TitleAccount, as_of: date) -> dict[str, Any]:
    from lexcollect.claims.workings import double_rate, title_workings

    lines = [line for line in title.owed.lines if line.days]
    return {
        "number": title.title.case_no or title.title.id,
        "applied": [_applied(one) for one in title_workings(title)],
        "lines": [
            {
                "amount": _yuan(line.amount),
                "expires": line.expires.isoformat(),
                "paid": line.paid.isoformat(),
                "days": f"{line.days:,}",
                "suspended": line.suspended,
                "rate": double_rate(as_of),
                "double": _yuan(line.double),
            }
            for line in lines
        ],
        "double": _yuan(title.owed.double),
        "met": _yuan(title.owed.double_paid) if title.owed.double_paid else "",
        "left": _yuan(title.double),
        "steps": _told(title),
    }


def _effects(claims: Claims) -> list[str]:
    """Return what each convention moves, and what another order of payments, rate or reading of a title would leave."""
    told = [
        say("claims.effect", reading=other.reading, effect=_signed(other.effect))
        for title in claims.titles
        if not title.settled
        for other in title.readings
    ]
    account = claims.account
    if all(o.id in claims.decided for o in account.obligations):
        return told
    told += [say("claims.effect", reading=a.text, effect=_signed(a.effect)) for a in account.assumptions]
    return told + [
        say("desk.working.other_order", reading=o.reading, total=_yuan(o.settlement.total), effect=_signed(o.effect))
        for o in account.other_orders
    ]


def _signed(effect: Decimal | int | None) -> str:
    return f"{effect or 0:+,.2f}"


def _told(title: TitleAccount) -> Sequence[dict[str, Any]]:
    return [{"said": str(s.text), "cites": [str(cite) for cite in s.cites]} for s in title.answer.trace]


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"
