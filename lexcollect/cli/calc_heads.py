"""Heads of claim on the screen: the sum with its parts, and on what a statutory loss rests.

Owns how heads are told by ``calc``. Computes nothing: amounts, articles and other readings are those of the heads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lexcollect.wording import Text, language, say, text

if TYPE_CHECKING:
    from decimal import Decimal

    from lexcollect.claims.account import Account
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.heads import Head
    from lexcollect.claims.persons import SuretyClaim
    from lexcollect.law.rules.appropriation import Settlement
    from lexcollect.law.rules.schedule import Line


def late_heading(account: Account) -> str:
    """Return what the column of late charges is called: 违约金, 逾期付款损失, or both where contracts differ."""
    losing = any(debt.late for debt in account.ledger.debts)
    agreed = any(debt.charges for debt in account.ledger.debts)
    return say(f"claims.col.{('both' if agreed else 'loss') if losing else 'penalty'}")


def total_line(claims: Claims) -> str:
    """Return the sentence with the claim and what it is made of."""
    account = claims.account
    parts = [
        ("principal", account.principal, True),
        *_late(account.penalty, account.interest),
        ("running", claims.running_total, bool(claims.running)),
        ("costs", claims.cost_total, True),
    ]
    return say("claims.total", total=claims.total, parts=_told(parts))


def surety_sums(surety: SuretyClaim) -> list[Text]:
    """Return what a guarantor answers for, part by part."""
    late = _late(surety.penalty, surety.interest)
    return _told([("principal", surety.principal, True), *late, ("costs", surety.costs, bool(surety.costs))])


def settlement_sums(settlement: Settlement) -> list[Text]:
    """Return what another order of payments leaves, part by part."""
    return _told([("principal", settlement.principal, True), *_late(settlement.penalty, settlement.interest)])


def _late(penalty: Decimal, interest: Decimal) -> list[tuple[str, Decimal, bool]]:
    """Return penalty and loss as parts: the penalty is always told, unless a loss stands in its place."""
    return [("penalty", penalty, bool(penalty) or not interest), ("loss", interest, bool(interest))]


def _told(parts: list[tuple[str, Decimal, bool]]) -> list[Text]:
    return [text(f"claims.part.{name}", amount=amount) for name, amount, told in parts if told]


def losses(claims: Claims) -> Iterator[str]:
    """Yield on what each statutory loss rests: articles, LPR with publication and mark-up, the other readings."""
    from lexcollect.causes import HeadKind
    from lexcollect.law.rules.overdue import RATE_STEP, READING_STEP

    for head in claims.heads:
        if head.kind is not HeadKind.LATE_INTEREST:
            continue
        yield say("claims.loss", ids=head.obligations, amount=head.amount, cites=[str(c) for c in head.cites])
        steps = head.answer.trace
        yield from ("  " + step.text.render() for step in steps if step.rule == RATE_STEP)
        yield from ("  " + reading for reading in _readings(head))
        yield from ("  " + step.text.render() for step in steps if step.rule == READING_STEP)


def _readings(head: Head) -> Iterator[str]:
    for other in head.own_readings:
        effect = f"{other.value - head.amount:+,.2f}"
        yield say("claims.loss_reading", reading=other.reading, amount=other.value, effect=effect)


def made_of(line: Line) -> str:
    """Return of which published rate a line's rate was made: （3.45%，2024-01-22公布）; nothing for an agreed one."""
    if line.base_rate is None or line.published is None:
        return ""
    return say("claims.made_of", rate=f"{line.base_rate.normalize():f}", day=line.published)


def rate_shown(rate: Decimal, per: str) -> str:
    """Return a rate for a table cell: 0.05%/日 or 18.25%/年."""
    if per == "day":
        return f"{(rate * 100).normalize():f}%/{'日' if language() == 'zh' else 'day'}"
    return f"{rate.normalize():f}%/{'年' if language() == 'zh' else 'year'}"
