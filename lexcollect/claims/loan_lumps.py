"""Penalties in one sum beside a loan: what of them is claimed (借款的一次性违约金).

Owns the sum that the cap leaves of each, after what runs on the loan and other agreed charges, and what a reader must
know of it. The cap is the law's (``law.rules.lump_penalty``). Loaded only for such a penalty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Obligation
from lexcollect.findings import Finding, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.debts import ONE_DAY
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.lump_penalty import Room, room_of
from lexcollect.law.rules.schedule import ZERO, Beyond
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.claims.account import Account
    from lexcollect.claims.ledger import Ledger

_TOGETHER = (Citation("民法典", "585(1)"), Citation("民间借贷规定", "29"))


@dataclass(frozen=True, slots=True)
class Lump:
    """One such penalty, in yuan: what was agreed, what is claimed, and the other readings.

    ``whole``: claimed if the cap is counted over the whole time of the loan; ``alone``: if it is asked for in place of
    the late interest. ``late`` is that interest, with what runs beside it.
    """

    agreed: Decimal
    claimed: Decimal
    whole: Decimal
    alone: Decimal
    late: Decimal


def is_lump(obligation: Obligation) -> bool:
    """Tell whether ``obligation`` is a penalty in one sum."""
    return obligation.asked_as is k.AskedAs.LUMP_PENALTY


def held(
    case: Case, ledger: Ledger, as_of: date, *, conventions: Conventions, calendar: Calendar, beyond: Beyond
) -> Ledger:
    """Return ``ledger`` with every penalty in one sum of a loan held under the cap (民间借贷规定 29)."""
    lumps = [o for o in case.obligations if is_lump(o) and _lent(ledger, o.contract)]
    if not lumps:
        return ledger
    ids = {o.id for o in lumps}
    bare = tuple(replace(debt, principal=ZERO) if debt.id in ids else debt for debt in ledger.debts)
    alone = settle(
        bare,
        ledger.payments,
        as_of,
        agreed=ledger.orders,
        conventions=conventions,
        calendar=calendar,
        beyond=beyond,
    )
    found: dict[str, Lump] = {}
    for contract in dict.fromkeys(o.contract for o in lumps):
        room = room_of(alone.lines, _lent(ledger, contract))
        found |= _within(case, [o for o in lumps if o.contract == contract], contract, room)
    debts = tuple(
        replace(debt, principal=found[debt.id].claimed) if debt.id in found else debt for debt in ledger.debts
    )
    return replace(ledger, debts=debts, lumps=found)


def _lent(ledger: Ledger, contract: str) -> dict[str, tuple[LoanTerms, date]]:
    return {
        debt.id: (debt.late, ledger.dues[debt.id].rolled + ONE_DAY)
        for debt in ledger.debts
        if debt.contract == contract and isinstance(debt.late, LoanTerms)
    }


def _within(case: Case, lumps: list[Obligation], contract: str, room: Room) -> dict[str, Lump]:
    """Return the penalties of one contract, in file order, each within what the cap leaves after those before it."""
    fees = sum((o.amount for o in case.obligations if o.contract == contract and o.asked_as is k.AskedAs.FEE), ZERO)
    late, whole, alone = room.late - fees, room.whole - fees, room.late_cap - fees
    found = {}
    for o in lumps:
        claimed, over, instead = (max(min(o.amount, left), ZERO) for left in (late, whole, alone))
        found[o.id] = Lump(o.amount, claimed, over, instead, room.late_borne)
        late, whole, alone = late - claimed, whole - over, alone - instead
    return found


def with_steps(answer: Answer[Any], account: Account, ids: tuple[str, ...]) -> Answer[Any]:
    """Return ``answer`` with a step for each penalty in one sum: what the cap left of it."""
    steps = [
        Step("penalty.lump", text("law_money.step.lump", id=id, agreed=lump.agreed, claimed=lump.claimed), _TOGETHER)
        for id, lump in account.ledger.lumps.items()
        if not ids or id in ids
    ]
    return replace(answer, trace=(*answer.trace, *steps))


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield what the cap left of each penalty in one sum, and the other readings with their effect in yuan."""
    places = {o.id: o.where for o in case.obligations}
    for id, lump in account.ledger.lumps.items():
        yield finding(
            "LX-M245",
            places[id],
            id=id,
            as_of=account.as_of,
            agreed=lump.agreed,
            claimed=lump.claimed,
            late=lump.late,
            alone=lump.alone,
            whole=lump.whole,
            effect=f"{lump.whole - lump.claimed:+,.2f}",
            instead=f"{lump.alone - lump.late - lump.claimed:+,.2f}",
        )
