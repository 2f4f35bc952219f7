"""Contents: an answered matter as rows of the register.

Owns which facts and answers are kept, and in which shape. Sums are those of the account, dates those of the agenda;
nothing is counted here but the days from which a level of urgency holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.casefile import kinds as k
from lexcollect.deadlines.urgency import thresholds
from lexcollect.findings import Finding
from lexcollect.law.index import find
from lexcollect.register.columns import clean, packed
from lexcollect.register.kinds import Side, Standing
from lexcollect.register.taking import Taken, identity_of

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.deadline import Agenda, Deadline
    from lexcollect.matter.answering import Answered

#: The levels of urgency that have a day from which they hold, the most distant first.
LEVELS = ("notice_from", "warning_from", "critical_from")
Row = dict[str, Any]


def contents(answered: Answered, stamp: str, law: str, digest: str) -> Taken:
    """Return the rows of an answered matter; ``stamp``, ``law`` and ``digest`` say from what it was answered."""
    case, agenda = answered.case, answered.agenda
    creditors = tuple(p.name for p in case.creditors)
    debtors = tuple(p.name for p in case.debtors)
    coming = answered.next_deadline
    rows = {
        "deadlines": tuple(_deadline(case, agenda, n, d) for n, d in enumerate(agenda.deadlines, 1)),
        "unsaved": tuple(_unsaved(case, agenda)),
        "findings": finding_rows((*answered.read_findings, *agenda.findings)),
        "money": tuple(_money(answered)),
        "debts": tuple(_debts(answered)),
        "parties": tuple(_parties(case)),
        "payments": tuple(_payments(case)),
        "contacts": tuple(_contacts(case)),
        "costs": tuple({"kind": c.kind, "amount": c.amount, "spent_on": c.date} for c in case.costs),
    }
    return Taken(
        Standing.ANSWERED,
        answered.as_of,
        law,
        answered.case_sha256,
        digest,
        stamp,
        identity=identity_of(case.matter, creditors, debtors[:1]),
        name=clean(case.matter),
        owner=clean(case.in_charge),
        court=clean(court_of(case)),
        creditor=clean("、".join(creditors)),
        debtor=clean("、".join(debtors)),
        cause=clean(case.contracts[0].cause if case.contracts else ""),
        next_day=coming.period.act_by if coming and coming.period else None,
        rows=rows,
    )


def court_of(case: Case) -> str:
    """Return the court or tribunal of the matter: of the latest suit, else the chosen one, else the agreed one."""
    suits = [f for f in case.filings if f.kind in (k.FilingKind.SUIT, k.FilingKind.ARBITRATION) and f.organ]
    if suits:
        return max(suits, key=lambda f: f.date).organ
    agreed = (c.jurisdiction.court for c in case.contracts if c.jurisdiction and c.jurisdiction.court)
    return case.choices.court or next(agreed, "")


def _deadline(case: Case, agenda: Agenda, number: int, deadline: Deadline) -> Row:
    from lexcollect.deadlines.calendar_file import basis_of, uid

    period = deadline.period
    days = thresholds(deadline.rule, agenda.warn_days)
    return {
        "number": number,
        "deadline": clean(deadline.id),
        "rule": deadline.rule,
        "title": deadline.title,
        "person": clean(case.party(deadline.person).name),
        "persons": [clean(case.party(p).name) for p in deadline.everybody],
        "obligations": [clean(one) for one in deadline.obligations],
        "state": deadline.state,
        "standing": deadline.order[0],
        "start": period.start if period else None,
        "nominal": period.nominal if period else None,
        "last_day": period.last_day if period else None,
        "act_by": period.act_by if period else None,
        "provisional": period.provisional if period else False,
        **_levels(deadline, days),
        "warn_days": list(days),
        "uid": uid(case, deadline),
        "basis": [packed(text) for text in basis_of(deadline)] if period and deadline.open else [],
    }


def _levels(deadline: Deadline, days: tuple[int, ...]) -> dict[str, date | None]:
    """Return the day from which each level of urgency holds, as ``deadlines.urgency`` tells them."""
    if deadline.period is None or not deadline.open:
        return dict.fromkeys(LEVELS)
    named = days if find(deadline.rule) else ()
    found = {name: before(deadline.period.act_by, n) for name, n in zip(LEVELS, named, strict=False)}
    if deadline.raised:
        found["notice_from"] = date.min
    return dict.fromkeys(LEVELS) | found


def before(day: date, days: int) -> date:
    """Return the day so many days before ``day``; the first of all days where there is none."""
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return date.min


def _unsaved(case: Case, agenda: Agenda) -> Iterator[Row]:
    """Yield the demands that no date rests on, and until when they would have saved the right if they were proved."""
    demands = {c.id: c for c in case.communications if c.demands_payment}
    for number, deadline in enumerate(agenda.deadlines, 1):
        for item in deadline.ignored:
            told = demands.get(item.event.law.id)
            if told is not None:
                yield {
                    "number": number,
                    "event": clean(told.id),
                    "kind": told.kind,
                    "happened_on": item.event.on,
                    "title": item.event.title,
                    "reason": item.reason,
                    "would_count": item.would_count,
                    "would_be": item.would_be.last_day if item.would_be else None,
                }


def finding_rows(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """Return what was found, by code and level, with the place and the words of the first of each."""
    counted: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        counted.setdefault((one.code, one.level.value), []).append(one)
    return tuple(
        {"code": code, "level": level, "count": len(group), "first": _first(group[0])}
        for (code, level), group in counted.items()
    )


def _first(one: Finding) -> Row:
    where = {name: clean(value) if isinstance(value, str) else value for name, value in one.where.as_json().items()}
    return {"where": where, "params": {name: packed(value) for name, value in one.params}}


def _money(answered: Answered) -> Iterator[Row]:
    """Yield what is owed in each currency; the amounts of a debt that is not known are no zero and not counted."""
    owed: dict[str, list[Decimal]] = {}
    for row in _debts(answered):
        sums = owed.setdefault(row["currency"], [Decimal(0)] * 4)
        for at, name in enumerate(("principal", "accrued", "paid", "amount")):
            sums[at] += row[name]
    for currency, (principal, accrued, paid, amount) in owed.items():
        yield {
            "currency": currency,
            "principal": principal,
            "accrued": accrued,
            "paid": paid,
            "claimed": amount,
        }


def _debts(answered: Answered) -> Iterator[Row]:
    moneys = {o.id: o.currency for o in answered.case.obligations}
    for one in answered.matter.account.obligations:
        yield {
            "debt": clean(one.id),
            "contract": clean(one.contract),
            "currency": moneys[one.id].value if one.id in moneys else k.Currency.CNY.value,
            "due": None if one.due.unknown else one.due.rolled,
            "amount": one.amount,
            "paid": one.paid,
            "principal": one.principal,
            "accrued": one.penalty + one.interest,
        }


def _parties(case: Case) -> Iterator[Row]:
    for one in case.parties:
        side = Side.OURS if one.role is k.Role.CREDITOR else Side.OTHER
        yield {
            "party": clean(one.id),
            "name": clean(one.name),
            "spelled": spelled(one.name),
            "identifier": str(one.uscc or one.id_no or "").upper(),
            "role": one.role,
            "side": Side.THIRD if one.role is k.Role.THIRD_PARTY else side,
        }


def spelled(name: str) -> str:
    """Return a name as names are compared: one width, no blanks, no case, one kind of brackets."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", clean(name)).casefold()
    return "".join(c for c in plain if not c.isspace())


def _payments(case: Case) -> Iterator[Row]:
    for number, one in enumerate(case.payments, 1):
        yield {
            "payment": clean(one.id or f"付款{number}"),
            "paid_on": one.date,
            "amount": one.amount,
            "currency": (one.currency or _money_of(case)).value,
            "payer": clean(case.party(one.payer).name if one.payer else ""),
        }


def _money_of(case: Case) -> k.Currency:
    return case.obligations[0].currency if case.obligations else k.Currency.CNY


def _contacts(case: Case) -> Iterator[Row]:
    for one in case.communications:
        yield {
            "contact": clean(one.id),
            "kind": one.kind,
            "happened_on": one.date,
            "recipient": clean(case.party(one.recipient).name),
            "status": one.status,
            "tracking_no": clean(one.tracking_no),
            "delivered_on": one.delivered_on,
            "demands": one.demands_payment,
        }
