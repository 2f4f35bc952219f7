"""From a ledger: the rows of a table of many debts (台账) as the flat rows of the reports.

Owns which row is a debt of the figures: a duplicate and a row whose balance cannot be read are in none and are named,
paid and written-off rows stand in the band of what is closed. A ledger says what was paid and not when: what needs the
days of payments cannot be told from one.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.law.rules.parts import Part
from lexcollect.ledgers.row import Action, Ledger, LedgerRow, LimitationState
from lexcollect.ledgers.row import Standing as Status
from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, Applied, Debt, Facts, LeftOut, Standing, Who
from lexcollect.wording import say, text

#: No balance of such a row is claimed any more.
_CLOSED = frozenset({Status.CLOSED, Status.WRITTEN_OFF})


@dataclass(frozen=True, slots=True)
class RowState:
    """How one row stands: what can be done with it, its status and limitation, what is left on it, if it was read."""

    action: Action
    status: Status
    limitation: LimitationState
    balance: Decimal | None


def facts_of_ledger(ledger: Ledger) -> Facts:
    """Return the debts of a ledger; every row is a debt or named among what is left out."""
    debts: list[Debt] = []
    left: list[LeftOut] = []
    for row in ledger.rows:
        place = say("reporting.row", number=row.number)
        if row.duplicate_of:
            left.append(LeftOut(place, row.contract, text("reporting.left_duplicate", number=row.duplicate_of)))
        elif balance_of(row) is None:
            left.append(LeftOut(place, row.contract, text("reporting.left_balance")))
        else:
            debts.append(_debt(row, place))
    return Facts(ledger.as_of, (ledger.file,), tuple(debts), left_out=tuple(left), from_rows=len(ledger.rows))


def balance_of(row: LedgerRow) -> Decimal | None:
    """Return what is left on a row: its balance, else amount less payments; nothing where neither was read."""
    if row.balance is not None:
        return row.balance
    return None if row.amount is None or row.paid is None else row.amount - row.paid


def _debt(row: LedgerRow, place: str) -> Debt:
    balance = balance_of(row) or ZERO
    amount = balance if row.amount is None else row.amount
    # When it was paid is not told: before any day of a report.
    paid = (Applied(date.min, Part.PRINCIPAL, amount - balance),) if amount != balance else ()
    kind = row.business or (row.kind.label if row.kind else "")
    return Debt(
        place,
        row.contract or place,
        "",
        Who(row.debtor_key, row.name, row.owner),
        kind,
        "CNY",
        amount,
        row.due,
        Standing.DATED if row.due else Standing.UNKNOWN,
        None,
        paid,
        closed=date.min if row.status in _CLOSED else None,
    )


def states_of(ledger: Ledger) -> tuple[RowState, ...]:
    """Return how every row stands."""
    return tuple(RowState(r.action, r.status, r.limitation.state, balance_of(r)) for r in ledger.rows)
