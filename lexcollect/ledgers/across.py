"""Across rows: what one row alone cannot tell.

Owns duplicates of a contract, one contract with two balances or two debtors, and the order in which the first of them
counts. One cause is told once: a balance that another row contradicts is not told to contradict its own row as well,
and blanks that make a duplicate look different are part of the duplicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lexcollect.ledgers.classing import action_of
from lexcollect.ledgers.fields import Field
from lexcollect.ledgers.judging import Plan
from lexcollect.ledgers.raw import letters_of
from lexcollect.ledgers.row import Action, Issue, LedgerRow

#: What a row says against its own balance.
_OWN_BALANCE = frozenset({"LX-G031", "LX-G033"})
_SPELLING = frozenset({"LX-G062", "LX-G063", "LX-G064"})


def compared(rows: Sequence[LedgerRow], plan: Plan) -> tuple[LedgerRow, ...]:
    """Return ``rows`` compared with each other, each with its action."""
    first: dict[str, LedgerRow] = {}
    found = []
    for row in rows:
        if row.contract and (earlier := first.get(row.contract)):
            row = _again(row, earlier, plan)
        elif row.contract:
            first[row.contract] = row
        found.append(replace(row, action=action_of(row)))
    return tuple(found)


def several_contracts(rows: Iterable[LedgerRow]) -> int:
    """Return how many debtors have several contracts: their debts go into one letter."""
    contracts: dict[str, set[str]] = {}
    for row in rows:
        if row.ident and row.contract and row.action is not Action.SKIP_DUPLICATE:
            contracts.setdefault(row.ident, set()).add(row.contract)
    return sum(len(found) > 1 for found in contracts.values())


def _again(row: LedgerRow, earlier: LedgerRow, plan: Plan) -> LedgerRow:
    """Return a row whose contract stands in an earlier one, with what that means."""
    if _other_debtor(row, earlier):
        told = _issue("LX-G018", Field.CONTRACT, plan, row=earlier.number, name=earlier.name)
        return replace(row, issues=(*row.issues, told))
    if row.balance is not None and earlier.balance is not None and row.balance != earlier.balance:
        told = _issue("LX-G034", Field.BALANCE, plan, row=earlier.number, balance=row.balance, other=earlier.balance)
        kept = tuple(issue for issue in row.issues if issue.code not in _OWN_BALANCE)
        return replace(row, duplicate_of=earlier.number, issues=(*kept, told))
    same = _written(row, plan) == _written(earlier, plan)
    told = _issue("LX-G070" if same else "LX-G071", Field.CONTRACT, plan, row=earlier.number)
    kept = row.issues if same else tuple(issue for issue in row.issues if issue.code not in _SPELLING)
    return replace(row, duplicate_of=earlier.number, issues=(*kept, told))


def _other_debtor(row: LedgerRow, earlier: LedgerRow) -> bool:
    if row.ident and earlier.ident:
        return row.ident != earlier.ident and row.name != earlier.name
    return bool(row.name and earlier.name) and row.name != earlier.name


def _written(row: LedgerRow, plan: Plan) -> str:
    at = plan.places.get(Field.CONTRACT)
    return row.cells[at] if at is not None and at < len(row.cells) else ""


def _issue(code: str, field: Field, plan: Plan, **params: object) -> Issue:
    at = plan.places.get(field)
    return Issue(code, field.value, letters_of(at) if at is not None else "", tuple(params.items()))
