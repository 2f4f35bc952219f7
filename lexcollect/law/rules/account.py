"""Account: principal and charges on a day, with the working, the other orders, and what each option moves.

Owns the explanation around :func:`~lexcollect.law.rules.appropriation.settle`: due dates, payments with their
reasons, charges per debt, sensitivities. Adds no law of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, SCHEDULE_OPTIONS, Conventions, sensitivities
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, ONE_DAY, STATUTE, Charge, Debt, Order, Payment, Share
from lexcollect.law.rules.schedule import ZERO, Beyond, Until
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
_CHARGE_CITES: dict[str, tuple[Citation, ...]] = {"interest": (), "penalty": (Citation("民法典", "585(3)"),)}
#: Which options can move an account.
_OPTIONS = (*SCHEDULE_OPTIONS, "penalty_rank")


def account(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    *,
    order: Order = STATUTE,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    until: Until = "cutoff",
    beyond: Beyond = "refuse",
    rebuild: Callable[[Conventions], Sequence[Debt]] | None = None,
) -> Answer[Settlement]:
    """Return what is owed on ``last`` with every segment and reason.

    Alternatives: the same debts under the other orders of appropriation (value: a settlement). Assumptions: the
    yuan each convention moves, by computing everything again with that one option changed; ``rebuild`` makes the
    debts anew where their rates hang on the day of breach.
    """
    calendar = calendar or shipped_calendar()

    def run(chosen: Conventions, by: Order = order) -> Settlement:
        on = rebuild(chosen) if rebuild else debts
        return settle(on, payments, last, order=by, conventions=chosen, calendar=calendar, until=until, beyond=beyond)

    value = run(conventions)
    steps = [
        *_due_steps(debts, calendar, conventions),
        *_payment_steps(payments, value),
        *_charge_steps(debts, value),
        *_stopped(value),
        _total_step(value, last),
    ]
    alternatives = tuple(
        Alternative(text(f"law_money.order.{by.name}"), run(conventions, by), by.cites)
        for by in (CHARGES_FIRST, STATUTE)
        if payments and by.name != order.name
    )
    # For a cut-off the last day is governed by C3 alone; both ends of C2 matter when payment ends the period.
    options = [option for option in _OPTIONS if until == "payment" or option != "span"]
    assumptions = sensitivities(lambda chosen: run(chosen).total, conventions, options)
    return Answer(value, tuple(steps), alternatives, Certainty.CONVENTION, assumptions)


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
        last = debt.due.last_day(calendar, conventions)
        nominal = debt.due.nominal
        key = "due" if calendar.is_working(nominal) else ("due_kept" if last == nominal else "due_moved")
        said = text(f"law_money.step.{key}", debt=debt.id, nominal=nominal, last=last)
        steps.append(Step("money.due", said, _DUE_CITES[key], result=last))
    return steps


def _payment_steps(payments: Sequence[Payment], value: Settlement) -> list[Step]:
    steps = []
    for payment in sorted(payments, key=lambda p: p.day):
        shares = [share for share in value.shares if share.payment == payment.id]
        cites = value.order.cites if payment.day >= _CODE_FROM else _OLD
        if not shares:
            key = "later" if payment.id in value.later else "kept"
            said = text(f"law_money.step.payment_{key}", day=payment.day, amount=payment.amount)
            cites = () if key == "later" else (Citation("民法典", "530(1)"),)
        else:
            parts = tuple(_share_words(share) for share in shares)
            said = text(
                "law_money.step.payment",
                day=payment.day,
                amount=payment.amount,
                parts=parts,
                order=text(f"law_money.order.{value.order.name}"),
            )
        steps.append(Step("money.appropriation", said, cites))
    return steps


def _share_words(share: Share) -> Text:
    return text(
        "law_money.share",
        debt=share.debt,
        part=text(f"law_money.part.{share.part.value}"),
        amount=share.amount,
        why=text(f"law_money.why.{share.why}"),
    )


def _charge_steps(debts: Sequence[Debt], value: Settlement) -> list[Step]:
    steps = []
    for debt in debts:
        for kind in ("interest", "penalty"):
            lines = [line for line in value.lines if line.item == debt.id and line.kind == kind]
            if lines:
                total = sum((line.amount for line in lines), ZERO)
                said = text(
                    "law_money.step.charge",
                    debt=debt.id,
                    kind=text(f"law_money.part.{kind}"),
                    total=total,
                    lines=len(lines),
                    days=sum(line.days for line in lines),
                )
                steps.append(Step(f"money.{kind}", said, _CHARGE_CITES[kind], result=total))
    return steps


def _total_step(value: Settlement, last: date) -> Step:
    said = text(
        "law_money.step.total",
        day=last,
        principal=value.principal,
        interest=value.interest,
        penalty=value.penalty,
        costs=value.total - value.principal - value.interest - value.penalty,
        total=value.total,
    )
    return Step("money.total", said, result=value.total)
