"""The account of a matter as plain data: amounts are strings, days ISO."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.matter.shapes.said import articles, said, trace

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.claims.account import ObligationAccount
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.heads import Head
    from lexcollect.claims.persons import SuretyClaim
    from lexcollect.claims.priority import Priority
    from lexcollect.claims.stop import Stop
    from lexcollect.claims.taking_back import TakenBack
    from lexcollect.claims.titles import TitleAccount
    from lexcollect.law.rules.fees import Fee
    from lexcollect.law.rules.schedule import Line
    from lexcollect.law.trace import Answer


def _priority(found: Priority) -> dict[str, Any]:
    return {
        "contract": found.contract,
        "asked": found.asked,
        "entitled": found.entitled,
        "obligations": list(found.obligations),
        "amount": str(found.amount),
        "last_day": found.last_day.isoformat() if found.last_day else None,
        "lapsed": [{"obligation": id, "last_day": last.isoformat()} for id, last in found.lapsed],
    }


def account_json(case: Case, claims: Claims) -> dict[str, Any]:
    """Return the account as plain data."""
    account = claims.account
    return {
        "matter": case.matter,
        "currency": case.currency.value,
        "principal": str(account.principal),
        "penalty": str(account.penalty),
        "interest": str(account.interest),
        "costs": str(claims.cost_total),
        "total": str(claims.total),
        "per_day": str(claims.per_day),
        "running": [
            {
                "id": f.id,
                "title": f.title,
                "per_day": str(f.per_day),
                "first": f.first.isoformat(),
                "last": f.last.isoformat(),
                "days": f.days,
                "amount": str(f.amount),
                "open": f.open,
            }
            for f in claims.running
        ],
        "heads": [_head(head) for head in claims.heads],
        "obligations": [_obligation(o) for o in account.obligations],
        "payments": [
            {
                "payment": s.payment,
                "day": s.day.isoformat(),
                "received": s.received.isoformat(),
                "kind": account.ledger.kinds[s.payment].value,
                "obligation": s.debt,
                "part": s.part.value,
                "amount": str(s.amount),
                "open": str(s.owed),
                "left": str(s.left),
                "why": s.why.value,
            }
            for s in account.shares
        ],
        "losses": [_lost(loss) for loss in claims.losses],
        "titles": [_title(case, title) for title in claims.titles],
        "sureties": [_surety(case, s) for s in claims.sureties],
        "stops": [_stop(stop) for stop in claims.stops],
        "priority": _priority(claims.priority) if claims.priority else None,
        "priorities": [_priority(each) for each in claims.priorities],
        "fees": {
            name: {"amount": str(a.value.amount), "exact": str(a.value.exact), "working": a.value.working}
            for name, a in _fees(claims)
        },
        "fee_paid": str(claims.fees.paid) if claims.fees else "0.00",
        "assumptions": [
            {**said("text", a.text), "effect": str(a.effect), **{k: str(v) for k, v in a.detail}}
            for a in account.assumptions
        ],
        "other_orders": [
            {
                **said("reading", o.reading),
                "principal": str(o.settlement.principal),
                "penalty": str(o.settlement.penalty),
                "interest": str(o.settlement.interest),
                "total": str(o.settlement.total),
                "effect": str(o.effect),
                "cites": articles(o.cites),
            }
            for o in account.other_orders
        ],
        "trace": trace((*account.answer.trace, *(step for _, fee in _fees(claims) for step in fee.trace))),
    }


def _lost(loss: TakenBack) -> dict[str, str]:
    """Return what the loss of a finance lease that was terminated is made of, in yuan."""
    names = ("due", "later", "beside", "charges", "owed", "value", "residual", "loss")
    return {
        "contract": loss.contract,
        "day": loss.day.isoformat(),
        **{name: str(getattr(loss, name)) for name in names},
    }


def _fees(claims: Claims) -> tuple[tuple[str, Answer[Fee]], ...]:
    """Return the court's fees by name; none of a claim in foreign money."""
    fees = claims.fees
    return (("acceptance", fees.acceptance), ("preservation", fees.preservation)) if fees else ()


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "act": stop.act.value,
        "ground": stop.ground.value,
        "bars": stop.bars,
        "person": stop.person,
        "obligations": list(stop.obligations),
        "cites": articles(stop.cites),
        **said("instead", stop.instead),
    }


def _head(head: Head) -> dict[str, Any]:
    return {
        "kind": head.kind.value,
        **said("title", head.title),
        "contract": head.contract,
        "obligations": list(head.obligations),
        "amount": str(head.amount),
        "per_day": str(head.per_day),
        "clause": head.clause,
        "cites": articles(head.cites),
        "certainty": head.certainty.value,
        "segments": [{"obligation": line.item, **_segment(line)} for line in head.lines],
        "readings": [
            {
                **said("reading", other.reading),
                "amount": str(other.value),
                "effect": str(other.value - head.amount),
                "cites": articles(other.cites),
            }
            for other in head.readings
        ],
        "trace": trace(head.answer.trace),
    }


def _segment(line: Line) -> dict[str, Any]:
    return {
        "base": str(line.base),
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "days": line.days,
        "base_rate": None if line.base_rate is None else str(line.base_rate),
        "published": None if line.published is None else line.published.isoformat(),
        "rate": str(line.rate),
        "per": line.per,
        "amount": str(line.amount),
    }


def _obligation(o: ObligationAccount) -> dict[str, Any]:
    return {
        "id": o.id,
        "contract": o.contract,
        "title": o.title,
        "amount": str(o.amount),
        "due": None if o.due.open else o.due.rolled.isoformat(),
        "due_unrolled": None if o.due.open else o.due.unrolled.isoformat(),
        "principal": str(o.principal),
        "penalty": str(o.penalty),
        "interest": str(o.interest),
        "per_day": str(o.per_day),
        "segments": [_segment(line) for line in o.lines],
    }


def _title(case: Case, title: TitleAccount) -> dict[str, Any]:
    owed, agreement = title.owed, title.agreement
    return {
        "id": title.title.id,
        "case_no": title.title.case_no,
        "effective": title.effective.isoformat(),
        "against": [case.party(id).name for id in title.against],
        "covers": list(title.covers),
        "debts": [
            {"id": d.id, "expires": d.expires.isoformat(), "fixed": str(d.fixed), "principal": str(d.principal)}
            for d in title.debts
        ],
        "accelerated_on": title.missed.isoformat() if title.missed else None,
        "agreement": None
        if agreement is None
        else {
            "signed_on": agreement.fact.signed_on.isoformat(),
            "kept": agreement.kept.value,
            "broken_on": agreement.broken_on.isoformat() if agreement.broken_on else None,
            "next_due": agreement.next_due.isoformat() if agreement.next_due else None,
            "paid": str(agreement.paid),
        },
        "payments": [
            {
                "payment": s.payment,
                "day": s.day.isoformat(),
                "debt": s.debt,
                "part": s.part.value,
                "amount": str(s.amount),
            }
            for s in owed.settlement.shares
        ],
        "double_lines": [
            {
                "amount": str(line.amount),
                "expires": line.expires.isoformat(),
                "paid": line.paid.isoformat(),
                "days": line.days,
                "suspended": line.suspended,
                "double": str(line.double),
            }
            for line in owed.lines
        ],
        "double": str(title.double),
        "double_paid": str(owed.double_paid),
        "total": str(title.total),
        "per_day": str(title.per_day),
        "readings": [
            {**said("reading", r.reading), "effect": str(r.effect), "cites": articles(r.cites)} for r in title.readings
        ],
        "trace": trace(title.answer.trace),
    }


def _surety(case: Case, s: SuretyClaim) -> dict[str, Any]:
    return {
        "security": s.security,
        "name": case.party(s.party).name,
        "joint": s.joint,
        "covered": list(s.covered),
        "excluded": [{"id": id, **said("reason", reason)} for id, reason in s.excluded],
        "principal": str(s.principal),
        "penalty": str(s.penalty),
        "interest": str(s.interest),
        "damages": str(s.damages),
        "costs": str(s.costs),
        "gross": str(s.gross),
        "cap": None if s.cap is None else str(s.cap),
        "amount": str(s.amount),
    }
