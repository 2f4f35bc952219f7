"""Debtors: the rows of a ledger put together by whom they are against (债务人分组).

Owns which rows are one debtor's, which of them a paper may be written on, and why the others are left. A paper is about
one debtor; rows of one name with different numbers are different persons. Loses no row: each is in a group or left with
its reason. Reads no file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from lexcollect.ledgers.row import Action, LedgerRow
from lexcollect.ledgers.where import Condition
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text


@dataclass(frozen=True, slots=True)
class Group:
    """One debtor with the rows a paper is written on, in the order of the ledger.

    ``id`` stays the same whatever else the ledger holds: it is made of the debtor and the creditor's ledger knows no
    other name for it.
    """

    id: str
    rows: tuple[LedgerRow, ...]

    @property
    def first(self) -> LedgerRow:
        """The row that stands first in the ledger: name, address and telephone are taken from it."""
        return self.rows[0]

    @property
    def name(self) -> str:
        """The name of the debtor."""
        return self.first.name

    @property
    def ends(self) -> date:
        """The day by which the first of its claims is out of time; the last day there is where none is known."""
        return min((row.limitation.expiry or date.max for row in self.rows), default=date.max)


@dataclass(frozen=True, slots=True)
class Left:
    """A row on which no paper is written: its number, its debtor, and why."""

    row: int
    name: str
    reason: Text
    code: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is written of a ledger: the groups in the order of the ledger, and every row that is left."""

    groups: tuple[Group, ...]
    left: tuple[Left, ...]

    def by_urgency(self) -> list[Group]:
        """Return the groups, those first whose claims end first."""
        return sorted(self.groups, key=lambda group: (group.ends, group.first.number))


def choose(
    rows: Iterable[LedgerRow], as_of: date, conditions: Sequence[Condition] = (), *, expired_too: bool = False
) -> Chosen:
    """Return the debtors to write to, and the rows that are left.

    ``expired_too``: rows whose limitation is over are written on as well, which is a person's decision (民法典 192,
    193).
    """
    wanted = {Action.READY, Action.REVIEW_EXPIRED} if expired_too else {Action.READY}
    taken: dict[str, list[LedgerRow]] = {}
    left: list[Left] = []
    for row in rows:
        if row.action not in wanted:
            left.append(Left(row.number, row.name, _not_ready(row)))
        elif not all(condition.holds(row, as_of) for condition in conditions):
            left.append(Left(row.number, row.name, text("batch_papers.left.where")))
        else:
            taken.setdefault(row.debtor_key, []).append(row)
    return Chosen(tuple(Group(_id(key), tuple(mine)) for key, mine in taken.items()), tuple(left))


def _id(key: str) -> str:
    return hashlib.sha256(f"lexcollect/debtor\n{key}".encode()).hexdigest()[:16]


def _not_ready(row: LedgerRow) -> Text:
    """Return why a row is not ready: how it was classed, and the issues that did it."""
    said = pair(*row.action.named)
    why = [issue.message() for issue in row.issues if issue.level.value == "error"]
    if row.action is Action.SKIP_DUPLICATE and row.duplicate_of:
        return text("batch_papers.left.duplicate", row=row.duplicate_of)
    return (
        text("batch_papers.left.because", said=said, why=tuple(why))
        if why
        else text("batch_papers.left.classed", said=said)
    )
