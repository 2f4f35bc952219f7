"""Titles on the screen: what each grants, what was received on it, the doubled part line by line, what is left.

Owns how the account of an enforceable paper is told by ``calc``. Computes nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.cli.fitting import Block
from lexcollect.cli.shown import day, signed
from lexcollect.law.rules.parts import Part
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.titles import TitleAccount
    from lexcollect.cli.console import Console

_PARTS = (Part.COSTS, Part.INTEREST, Part.PENALTY, Part.PRINCIPAL)


def title_blocks(case: Case, claims: Claims) -> list[Block]:
    """Return every title with its working; where room is short, what is left of it."""
    return [
        Block(
            0,
            lambda out, title=title: _title(out, case, title),  # type: ignore[misc]
            say("claims.part_titles"),
            lambda out, title=title: _brief(out, case, title),  # type: ignore[misc]
        )
        for title in claims.titles
    ]


def show_fee(out: Console, claims: Claims) -> None:
    """Print the enforcement fee on what the titles still grant (诉讼费用交纳办法 14, 20(2))."""
    from lexcollect.law.rules.fees import enforcement_fee

    fee = enforcement_fee(claims.total, claims.as_of).value
    out.say("claims.title.fee", amount=fee.amount, working=fee.working)


def _title(out: Console, case: Case, title: TitleAccount) -> None:
    _head(out, case, title)
    _working(out, title)
    _left(out, title)
    if not title.settled:
        for reading in title.readings:
            out.say("claims.title.reading", reading=reading.reading, effect=signed(reading.effect))


def _brief(out: Console, case: Case, title: TitleAccount) -> None:
    _head(out, case, title)
    _left(out, title)


def _head(out: Console, case: Case, title: TitleAccount) -> None:
    names = [case.party(id).name for id in title.against]
    number = title.title.case_no or title.title.id
    out.say("claims.title.line", number=number, day=day(title.effective), names=names)


def _working(out: Console, title: TitleAccount) -> None:
    for debt in title.debts:
        out.say("claims.title.granted", day=day(debt.expires), amount=debt.fixed)
    for payment in title.payments:
        parts = [
            say("claims.title.paid_part", part=_called(title, s.part), amount=s.amount)
            for s in title.owed.settlement.shares
            if s.payment == payment.id
        ]
        beside = sum((amount for id, amount in title.owed.settlement.credits if id == payment.id), Decimal("0.00"))
        if beside:
            parts.append(say("claims.title.paid_double", amount=beside))
        out.say("claims.title.paid", day=day(payment.day), amount=payment.amount, parts=parts or "—")
    for line in title.owed.lines:
        if not line.days:
            continue
        stay = say("claims.title.stay", days=line.suspended) if line.suspended else ""
        out.say(
            "claims.title.double_line",
            amount=line.amount,
            days=line.days,
            first=line.expires,
            paid=line.paid,
            stay=stay,
            double=line.double,
        )


def _called(title: TitleAccount, part: Part) -> str:
    """Return what a part is called: what runs, as the title called it."""
    return title.running.render() if part is Part.INTEREST else say(f"law_money.part.{part.value}")


def _left(out: Console, title: TitleAccount) -> None:
    if title.settled:
        out.say("claims.title.settled")
        return
    left = [
        say("claims.title.paid_part", part=_called(title, part), amount=title.left(part))
        for part in _PARTS
        if title.left(part)
    ]
    out.say("claims.title.left", parts=left or "0.00", double=title.double, total=title.total)
    if title.per_day:
        out.say("claims.title.per_day", amount=title.per_day)
