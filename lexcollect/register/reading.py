"""Reading: the register as typed rows, for agenda, reports, conflict check and whoever comes.

Owns the shapes of what comes out and the filters that every list takes. Says nothing and computes nothing; which day a
row was answered for stands on its matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, func, or_, select

from lexcollect.findings import Finding, Level, Where
from lexcollect.law.states import State
from lexcollect.records import dataclass
from lexcollect.register import tables
from lexcollect.register.columns import unpacked
from lexcollect.register.kinds import Happened, Side, Standing
from lexcollect.wording import Text

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table

    from lexcollect.casefile.kinds import CommunicationKind, CostKind, Role, Status

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter of the register: ``folder`` below ``root``; ``answered_for`` is the day of its answers."""

    id: int
    root: str
    folder: str
    name: str
    standing: Standing
    owner: str
    court: str
    creditor: str
    debtor: str
    cause: str
    law: str
    case_sha256: str
    answered_for: date
    taken_at: str
    stamp: str
    next_day: date | None

    @property
    def place(self) -> str:
        """The folder with its root, as the register names both."""
        if self.root == ".":
            return self.folder
        return self.root if self.folder == "." else f"{self.root.rstrip('/')}/{self.folder}"


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """What is owed in a matter in one currency: rest of the principal, what runs on it, what was paid, amounts due."""

    matter: int
    currency: str
    principal: Decimal
    accrued: Decimal
    paid: Decimal
    claimed: Decimal


@dataclass(frozen=True, slots=True)
class DebtRow:
    """One debt of a matter; ``due`` is missing where nobody entered it."""

    matter: int
    debt: str
    contract: str
    currency: str
    due: date | None
    amount: Decimal
    paid: Decimal
    principal: Decimal
    accrued: Decimal


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who stands in a matter; ``spelled`` is the name as names are compared (``contents.spelled``)."""

    matter: int
    party: str
    name: str
    spelled: str
    identifier: str
    role: Role
    side: Side


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money received in a matter."""

    matter: int
    payment: str
    paid_on: date
    amount: Decimal
    currency: str
    payer: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Something said to the other side of a matter."""

    matter: int
    contact: str
    kind: CommunicationKind
    happened_on: date
    recipient: str
    status: Status
    tracking_no: str
    delivered_on: date | None
    demands: bool


@dataclass(frozen=True, slots=True)
class CostRow:
    """A cost of realising the claim of a matter."""

    matter: int
    kind: CostKind
    amount: Decimal
    spent_on: date | None


@dataclass(frozen=True, slots=True)
class UnsavedRow:
    """A demand no date rests on: why, what would make it count, and until when it would then have saved the right.

    ``of`` is the right it was to save, ``last_day`` until when that lives as it stands.
    """

    matter: int
    number: int
    event: str
    kind: CommunicationKind
    happened_on: date
    title: Text
    reason: Text
    would_count: Text | None
    would_be: date | None
    of: Text
    last_day: date | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the protocol."""

    id: int
    happened_at: str
    who: str
    what: Happened
    matter: str
    detail: dict[str, Any]
    login: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which matters are asked for: words that stand in owner, court, a debtor's name; below which folder. Empty: all.

    One that cannot be read is always kept: nobody knows whose it is.

    ``below`` is a folder as the register names places.
    """

    owner: str = ""
    court: str = ""
    debtor: str = ""
    below: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on ``matters``; what a person typed is looked for as it stands, ``%`` too."""
        table = tables.matters.c
        found: list[ColumnElement[bool]] = []
        for column, words in ((table.owner, self.owner), (table.court, self.court)):
            if words:
                found.append(column.contains(words, autoescape=True))
        if self.debtor:
            from lexcollect.register.contents import spelled

            parties = tables.parties
            named = parties.c.spelled.contains(spelled(self.debtor), autoescape=True) & (parties.c.side == Side.OTHER)
            found.append(table.id.in_(select(parties.c.matter).where(named)))
        return [or_(table.standing == Standing.STOPPED, and_(*found))] if found else []


EVERY = Wanted()


def matters(connection: Connection, wanted: Wanted = EVERY) -> list[MatterRow]:
    """Return the matters, by root and folder."""
    table, roots = tables.matters, tables.roots
    names = [f.name for f in fields(MatterRow)]
    columns = [roots.c.place.label("root") if name == "root" else table.c[name] for name in names]
    question = select(*columns).join(roots, roots.c.id == table.c.root).where(*wanted.conditions())
    rows = [MatterRow(*r) for r in connection.execute(question.order_by(roots.c.id, table.c.folder))]
    return [row for row in rows if below(row.place, wanted.below)]


def below(place: str, folder: str) -> bool:
    """Tell whether a matter lies in ``folder``; both as the register names places."""
    return not folder or folder == "." or place == folder or place.startswith(folder.rstrip("/") + "/")


def money(connection: Connection) -> list[MoneyRow]:
    """Return what is owed, by matter and currency."""
    return _rows(connection, tables.money, MoneyRow)


def debts(connection: Connection) -> list[DebtRow]:
    """Return every debt."""
    return _rows(connection, tables.debts, DebtRow)


def parties(connection: Connection) -> list[PartyRow]:
    """Return every party of every matter."""
    return _rows(connection, tables.parties, PartyRow)


def payments(connection: Connection) -> list[PaymentRow]:
    """Return every payment received."""
    return _rows(connection, tables.payments, PaymentRow)


def contacts(connection: Connection) -> list[ContactRow]:
    """Return everything said to the other side."""
    return _rows(connection, tables.contacts, ContactRow)


def costs(connection: Connection) -> list[CostRow]:
    """Return every cost."""
    return _rows(connection, tables.costs, CostRow)


def unsaved(connection: Connection, *conditions: ColumnElement[bool]) -> list[UnsavedRow]:
    """Return the demands no date rests on, each with the deadline it was to save."""
    table, d = tables.unsaved, tables.deadlines
    names = [f.name for f in fields(UnsavedRow)]
    of = {"of": d.c.title, "last_day": d.c.last_day}
    question = select(*(of[name] if name in of else table.c[name] for name in names))
    here = (d.c.matter == table.c.matter) & (d.c.number == table.c.number)
    return [
        UnsavedRow(*r)
        for r in connection.execute(question.join(d, here).where(*conditions).order_by(table.c.matter, table.c.id))
    ]


def events(connection: Connection, after: int = 0) -> list[EventRow]:
    """Return the lines of the protocol behind number ``after``, in order."""
    names = [f.name for f in fields(EventRow)]
    table = tables.events
    question = select(*(table.c[name] for name in names)).where(table.c.id > after).order_by(table.c.id)
    return [EventRow(*r) for r in connection.execute(question)]


def count_events(connection: Connection) -> int:
    """Return how many lines the protocol has."""
    return int(connection.execute(select(func.count()).select_from(tables.events)).scalar_one())


def findings(connection: Connection, matter: int | None = None) -> Iterator[tuple[int, int, Finding]]:
    """Yield what was found: the matter, how often, and the first of each code as a finding."""
    question = select(tables.findings).order_by(tables.findings.c.id)
    if matter is not None:
        question = question.where(tables.findings.c.matter == matter)
    return _findings(connection, question)


def errors(connection: Connection) -> Iterator[tuple[int, int, Finding]]:
    """Yield the findings of level error in the same way."""
    table = tables.findings
    return _findings(connection, select(table).where(table.c.level == Level.ERROR.value).order_by(table.c.id))


def _findings(connection: Connection, question: Select[Any]) -> Iterator[tuple[int, int, Finding]]:
    for r in connection.execute(question):
        params = tuple((name, unpacked(value)) for name, value in r.first["params"].items())
        yield r.matter, r._mapping["count"], Finding(r.code, Where(**r.first["where"]), params, Level(r.level))


def _rows(connection: Connection, table: Table, shape: type[R]) -> list[R]:
    names = [f.name for f in fields(shape)]  # type: ignore[arg-type]
    question = select(*(table.c[name] for name in names)).order_by(table.c.matter, table.c.id)
    return [shape(*r) for r in connection.execute(question)]


def roots(connection: Connection) -> list[str]:
    """Return the folders below which matters are looked for, as the register names them."""
    table = tables.roots
    return [str(place) for place in connection.execute(select(table.c.place).order_by(table.c.id)).scalars()]


def principal_by_currency(connection: Connection) -> dict[str, Decimal]:
    """Return what is left of the principal in all matters, by currency."""
    found: dict[str, Decimal] = {}
    for row in money(connection):
        found[row.currency] = found.get(row.currency, Decimal(0)) + row.principal
    return dict(sorted(found.items()))


def with_state(connection: Connection, state: State) -> frozenset[int]:
    """Return the matters that have a deadline in ``state``."""
    table = tables.deadlines
    return frozenset(connection.execute(select(table.c.matter).where(table.c.state == state).distinct()).scalars())
