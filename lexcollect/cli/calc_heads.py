"""Heads of claim on the screen: the sum with its parts, and on what a statutory loss rests.

Owns how heads are told by ``calc``. Computes nothing: amounts, articles and other readings are those of the heads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from decimal import Decimal

    from lexcollect.claims.account import Account
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.heads import Head
    from lexcollect.claims.persons import SuretyClaim
    from lexcollect.law.rules.appropriation import Settlement


#: The step of a working that says what the interest of a works price rests on.
_WORKS = "works.rate"
#: The part of a sum that is interest on a bill.
_BILLS = "bills"


def late_heading(account: Account) -> str:
    """Return what the column of late charges is called: 违约金, 逾期付款损失, or both where contracts differ."""
    losing = any(debt.loses for debt in account.ledger.debts)
    agreed = any(debt.charges or debt.penal for debt in account.ledger.debts) or bool(account.penalty)
    if account.on_void:
        return say("claims.col.use")
    if account.interest_name != "loss":
        return say(f"claims.col.{'late' if losing or agreed else 'interest'}")
    if account.on_bills:
        return say(f"claims.col.{'late' if agreed else 'interest'}")
    lost = "sme" if account.regulated else "loss"
    return say(f"claims.col.{('both' if agreed else lost) if losing else 'penalty'}")


def total_line(claims: Claims) -> str:
    """Return the sentence with the claim and what it is made of."""
    account = claims.account
    if claims.titles:
        told = [text("claims.title.paid_part", part=head.title, amount=head.amount) for head in claims.heads]
        return say("claims.total", total=claims.total, parts=told or "0.00")
    if any(head.whole for head in claims.heads):
        told = [text("claims.part.named", part=head.title, amount=head.amount) for head in claims.heads]
        return say("claims.total", total=claims.total, parts=told)
    besides = [head for head in claims.heads if head.beside]
    parts = [
        ("principal", account.principal - sum(head.amount for head in besides), True),
        *_late(account.penalty, account.interest, _named(account)),
        ("running", claims.running_total, bool(claims.running)),
        ("costs", claims.cost_total, True),
    ]
    first, *more = _told(parts)
    named = [text("claims.part.named", part=head.title, amount=head.amount) for head in besides]
    return say("claims.total", total=claims.total, parts=[first, *named, *more])


def surety_sums(account: Account, surety: SuretyClaim) -> list[Text]:
    """Return what a guarantor answers for, part by part."""
    if any(head.whole for head in surety.heads):
        return [text("claims.part.named", part=head.title, amount=head.amount) for head in surety.heads]
    late = _late(surety.penalty, surety.interest, _named(account))
    more = (("running", surety.damages, bool(surety.damages)), ("costs", surety.costs, bool(surety.costs)))
    return _told([("principal", surety.principal, True), *late, *more])


def settlement_sums(account: Account, settlement: Settlement) -> list[Text]:
    """Return what another order of payments leaves, part by part."""
    late = _late(settlement.penalty, settlement.interest, _named(account))
    return _told([("principal", settlement.principal, True), *late])


def _named(account: Account) -> str:
    """Return what interest, loss or late interest by regulation is called."""
    if account.on_bills:
        return _BILLS
    if account.on_void:
        return "use"
    return "sme" if account.regulated else account.interest_name


def _late(penalty: Decimal, interest: Decimal, name: str) -> list[tuple[str, Decimal, bool]]:
    """Return penalty, and loss or interest, as parts: one of them is always told, that which the matter is about."""
    lent = name not in ("loss", "sme", _BILLS)
    return [("penalty", penalty, bool(penalty) or not (interest or lent)), (name, interest, bool(interest) or lent)]


def _told(parts: list[tuple[str, Decimal, bool]]) -> list[Text]:
    return [text(f"claims.part.{name}", amount=amount) for name, amount, told in parts if told]


def losses(claims: Claims) -> Iterator[str]:
    """Yield on what each statutory loss and the interest of each loan rests: articles, rates, the other readings."""
    from lexcollect.causes import HeadKind
    from lexcollect.law.rules.overdue import RATE_STEP, READING_STEP

    for head in claims.heads:
        if head.of_loan is not None:
            yield from _of_loan(head)
        if head.whole:
            yield from _taken_back(head)
        if head.rate_steps:
            yield say("claims.penalty", ids=head.obligations, amount=head.amount, cites=_cites(head))
            yield from ("  " + step.text.render() for step in head.rate_steps)
            yield from ("  " + reading for reading in _readings(head))
        if head.kind is not HeadKind.LATE_INTEREST or head.of_loan is not None:
            continue
        if not head.obligations:  # what a title grants stands with the title
            continue
        if any(step.rule == _WORKS for step in head.answer.trace):
            yield from _of_works(head)
            continue
        if set(head.obligations) <= claims.account.ledger.bills:
            yield say("claims.interest", title=head.title, ids=head.obligations, amount=head.amount, cites=_cites(head))
        else:
            said = "claims.loss_sme" if claims.account.regulated else "claims.loss"
            yield say(said, ids=head.obligations, amount=head.amount, cites=_cites(head))
        steps = head.answer.trace
        yield from ("  " + step.text.render() for step in steps if step.rule == RATE_STEP)
        yield from ("  " + reading for reading in _readings(head))
        yield from ("  " + step.text.render() for step in steps if step.rule == READING_STEP)


def _taken_back(head: Head) -> Iterator[str]:
    """Yield what the loss of a terminated finance lease is made of, and the other reading."""
    yield say("claims.interest", title=head.title, ids=[head.contract], amount=head.amount, cites=_cites(head))
    yield from ("  " + step.text.render() for step in head.answer.trace)
    yield from ("  " + reading for reading in _readings(head))


def _of_works(head: Head) -> Iterator[str]:
    """Yield the interest of a works price: articles, rate and first day of each part, the other reading."""
    yield say("claims.interest", title=head.title, ids=head.obligations, amount=head.amount, cites=_cites(head))
    yield from ("  " + step.text.render() for step in head.answer.trace if step.rule == _WORKS)
    yield from ("  " + reading for reading in _readings(head))


def _of_loan(head: Head) -> Iterator[str]:
    """Yield the interest of a loan under one of its heads: articles, how the rate was found, the other readings."""
    yield say("claims.interest", title=head.title, ids=head.obligations, amount=head.amount, cites=_cites(head))
    from lexcollect.law.rules.loans import LATE_STEP

    late = head.of_loan == 1
    for step in head.answer.trace:
        if step.rule.startswith("lending.") and (step.rule == LATE_STEP) is late:
            yield "  " + step.text.render()
    yield from ("  " + reading for reading in _readings(head))


def _cites(head: Head) -> list[str]:
    return [str(cite) for cite in head.cites]


def _readings(head: Head) -> Iterator[str]:
    for other in head.own_readings:
        effect = f"{other.value - head.amount:+,.2f}"
        yield say("claims.loss_reading", reading=other.reading, amount=other.value, effect=effect)
