"""Account: principal and charges on a day, with the working, the other orders, and what each option moves.

Owns the explanation around :func:`~lexcollect.law.rules.appropriation.settle`: due dates, payments with their
reasons, charges per debt, sensitivities. Adds no law of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, SCHEDULE_OPTIONS, Conventions, sensitivities
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, ONE_DAY, STATUTE, Charge, Debt, Order, Payment, Share
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, Beyond, Line, Until
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.wording import Text, text

#: Day from which 民法典 560 and 561 apply; before it 合同法解释二 20 and 21 said the same.
_CODE_FROM = date(2021, 1, 1)
_OLD = (Citation("合同法解释二", "20"), Citation("合同法解释二", "21"))
_DUE_CITES: dict[str, tuple[Citation, ...]] = {
    "due": (),
    "due_kept": (Citation("民法典", "204"),),
    "due_moved": (Citation("民法典", "203(1)"),),
}
_ON_DEMAND = (Citation("民法典", "511(1)(4)"),)
_CHARGE_CITES: dict[Part, tuple[Citation, ...]] = {Part.INTEREST: (), Part.PENALTY: (Citation("民法典", "585(3)"),)}
#: Which options can move an account.
_OPTIONS = (*SCHEDULE_OPTIONS, "penalty_rank")


def account(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    *,
    order: Order = STATUTE,
    agreed: Mapping[str, Order] | None = None,
    on: Collection[str] | None = None,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    until: Until = "cutoff",
    beyond: Beyond = "refuse",
) -> Answer[Settlement]:
    """Return what is owed on ``last`` with every segment and reason.

    ``agreed`` are the orders of single contracts. ``on`` keeps the working to these debts, the value is always the
    whole settlement. Alternatives: the same debts under the other orders of appropriation (value: a settlement).
    Assumptions: the yuan each convention moves, by computing everything again with that one option changed.
    """
    calendar = calendar or shipped_calendar()

    def run(chosen: Conventions, by: Order = order, own: Mapping[str, Order] | None = agreed) -> Settlement:
        return settle(
            debts,
            payments,
            last,
            order=by,
            agreed=own,
            conventions=chosen,
            calendar=calendar,
            until=until,
            beyond=beyond,
        )

    value = run(conventions)
    told = [debt for debt in debts if on is None or debt.id in on]
    ids = {debt.id for debt in told}
    steps = [
        *_due_steps(told, calendar, conventions),
        *_payment_steps(payments, value, ids, {debt.id for debt in debts if debt.loses}, told_apart=on is not None),
        *_charge_steps(told, value),
        *_stopped(value),
        _total_step(value, last, ids),
    ]
    others = (CHARGES_FIRST, STATUTE) if payments else ()
    alternatives = tuple(
        Alternative(text(f"law_money.order.{by.name}"), run(conventions, by, None), by.cites)
        for by in others
        if by.name not in order_names(value, told)
    )
    # For a cut-off the last day is governed by C3 alone; both ends of C2 matter when payment ends the period.
    options = [option for option in _OPTIONS if until == "payment" or option != "span"]

    def total(chosen: Conventions) -> Decimal:
        found = run(chosen)
        return found.total if on is None else sum((found.balance(id).total for id in ids), ZERO)

    assumptions = sensitivities(total, conventions, options)
    return Answer(value, tuple(steps), alternatives, Certainty.CONVENTION, assumptions)


def order_names(value: Settlement, debts: Iterable[Debt]) -> tuple[str, ...]:
    """Return the names of the orders under which payments went to ``debts``, each once."""
    return tuple(dict.fromkeys(value.order_of(debt.contract).name for debt in debts)) or (value.order.name,)


def breach_of(debt: Debt, charge: Charge, calendar: Calendar, conventions: Conventions) -> date:
    """Return the first day ``charge`` counts: its own, or the day after the due date."""
    if charge.first:
        return charge.first
    if debt.due is None:
        raise ValueError(f"charge of debt {debt.id!r} has neither a first day nor a due date")
    return debt.due.last_day(calendar, conventions) + ONE_DAY


def _stopped(value: Settlement) -> list[Step]:
    if value.stopped is None:
        return []
    return [Step("money.stopped", text("law_money.step.stopped", day=value.stopped), result=value.stopped)]


def _due_steps(debts: Sequence[Debt], calendar: Calendar, conventions: Conventions) -> list[Step]:
    steps = []
    for debt in debts:
        if debt.due is None:
            continue
        if debt.due.open:
            steps.append(Step("money.due", text("law_money.step.not_demanded", debt=debt.id), _ON_DEMAND))
            continue
        last = debt.due.last_day(calendar, conventions)
        nominal = debt.due.nominal
        key = "due" if calendar.is_working(nominal) else ("due_kept" if last == nominal else "due_moved")
        said = text(f"law_money.step.{key}", debt=debt.id, nominal=nominal, last=last)
        steps.append(Step("money.due", said, _DUE_CITES[key], result=last))
    return steps


def _payment_steps(
    payments: Sequence[Payment], value: Settlement, ids: Collection[str], losing: Collection[str], *, told_apart: bool
) -> list[Step]:
    """Return one step a payment, before it what fell to which contract; ``told_apart``: only what reached ``ids``."""
    steps = []
    contracts = dict(value.contracts)
    for payment in sorted(payments, key=lambda p: p.day):
        shares = [share for share in value.shares if share.payment == payment.id and share.debt in ids]
        cites = value.order.cites if payment.day >= _CODE_FROM else _OLD
        if not shares and told_apart:
            continue
        steps += _spread_steps(payment, value, cites)
        if not shares:
            key = "later" if payment.id in value.later else "kept"
            said = text(f"law_money.step.payment_{key}", day=payment.day, amount=payment.amount)
            cites = () if key == "later" else (Citation("民法典", "530(1)"),)
            steps.append(Step("money.appropriation", said, cites))
        for name in dict.fromkeys(value.order_of(contracts[share.debt]).name for share in shares):
            mine = [share for share in shares if value.order_of(contracts[share.debt]).name == name]
            whole = len(mine) == len(shares) and not told_apart
            said = text(
                "law_money.step.payment" if whole else "law_money.step.payment_share",
                day=payment.day,
                amount=payment.amount if whole else sum((share.amount for share in mine), ZERO),
                parts=tuple(_share_words(share, losing) for share in mine),
                order=text(f"law_money.order.{name}"),
            )
            steps.append(Step("money.appropriation", said, cites))
    return steps


def _spread_steps(payment: Payment, value: Settlement, cites: tuple[Citation, ...]) -> list[Step]:
    """Return what of a payment that named no debt fell to which contract, when several were open."""
    fell = [spread for spread in value.spreads if spread.payment == payment.id]
    if not fell:
        return []
    parts = tuple(
        text(
            "law_money.spread",
            contract=spread.contract,
            amount=spread.amount,
            why=text(f"law_money.why.{spread.why}"),
        )
        for spread in fell
    )
    said = text("law_money.step.spread", day=payment.day, amount=sum((s.amount for s in fell), ZERO), parts=parts)
    return [Step("money.contracts", said, cites)]


def _share_words(share: Share, losing: Collection[str]) -> Text:
    lost = share.part is Part.INTEREST and share.debt in losing
    return text(
        "law_money.share",
        debt=share.debt,
        part=text("law_money.part.loss" if lost else f"law_money.part.{share.part.value}"),
        amount=share.amount,
        why=text(f"law_money.why.{share.why}"),
    )


def _charge_steps(debts: Sequence[Debt], value: Settlement) -> list[Step]:
    steps = []
    grouped: dict[tuple[str, Part], list[Line]] = {}
    for line in value.lines:
        grouped.setdefault((line.item, line.kind), []).append(line)
    for debt in debts:
        for kind in _CHARGE_CITES:
            if lines := grouped.get((debt.id, kind)):
                total = sum((line.amount for line in lines), ZERO)
                said = text(
                    "law_money.step.charge",
                    debt=debt.id,
                    kind=text("law_money.part.loss" if debt.loses else f"law_money.part.{kind}"),
                    total=total,
                    lines=len(lines),
                    days=sum(line.days for line in lines),
                )
                steps.append(Step(f"money.{kind}", said, _CHARGE_CITES[kind], result=total))
    return steps


def _total_step(value: Settlement, last: date, ids: Collection[str]) -> Step:
    """Return the last step: what is left of the debts ``ids``."""
    mine = [balance for balance in value.balances if balance.debt in ids]
    said = text(
        "law_money.step.total",
        day=last,
        principal=sum((b.principal for b in mine), ZERO),
        interest=sum((b.interest for b in mine), ZERO),
        penalty=sum((b.penalty for b in mine), ZERO),
        costs=sum((b.costs for b in mine), ZERO),
        total=(total := sum((b.total for b in mine), ZERO)),
    )
    return Step("money.total", said, result=total)
