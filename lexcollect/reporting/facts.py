"""Facts of the reports: flat rows, each debt with what was applied to it, each payment, each cost.

Owns the shapes that every figure is computed from, wherever the rows come from: matters (``from_matters``) today.
Amounts are yuan, or units of ``currency``. Knows no case file and computes nothing but what stands on one row.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from lexcollect.casefile.hearing_kinds import ClosingResult
from lexcollect.law.rules.parts import Part
from lexcollect.records import dataclass
from lexcollect.wording import Text

ZERO = Decimal("0.00")
Words = str | Text


class Standing(StrEnum):
    """Whether the day a debt falls due is known (到期日的状态)."""

    DATED = "dated"
    ON_DEMAND = "on_demand"  # no day was agreed and nobody demanded it
    UNKNOWN = "unknown"  # a day was agreed and nobody entered it


@dataclass(frozen=True, slots=True)
class Applied:
    """What a payment gave to a debt (抵充): ``day`` it took effect, to which part, and whether it was set off."""

    day: date
    part: Part
    amount: Decimal
    set_off: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """The person a debt is owed by, known by its code or else by its name, and who looks after the matter (经办人)."""

    key: str
    name: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Debt:
    """One receivable (应收款): ``due`` is the last day to pay without default; nothing where no day is known.

    ``amount`` is nothing where nobody entered it. ``arose`` is the day of the order or loan, if it was entered.
    ``closed`` and ``result``: the matter was closed on that day, and how. ``decided``: a judgment, award or mediation
    paper covers it.
    """

    matter: str
    id: str
    title: str
    who: Who
    kind: str
    currency: str
    amount: Decimal | None
    due: date | None
    standing: Standing
    arose: date | None
    applied: tuple[Applied, ...] = ()
    closed: date | None = None
    result: ClosingResult | None = None
    decided: bool = False

    def balance(self, day: date) -> Decimal:
        """Return the principal left at the end of ``day`` (本金余额)."""
        gone = (a.amount for a in self.applied if a.part is Part.PRINCIPAL and a.day <= day)
        return (self.amount or ZERO) - sum(gone, ZERO)

    def late(self, day: date) -> int | None:
        """Return the days it has been overdue on ``day`` (逾期天数), 0 and less before; nothing without a due day."""
        return None if self.due is None else (day - self.due).days

    def exists(self, day: date) -> bool:
        """Whether it had arisen by the end of ``day``; without a day of its own it had."""
        return self.arose is None or self.arose <= day

    def is_closed(self, day: date) -> bool:
        """Whether its matter was closed by the end of ``day``."""
        return self.closed is not None and self.closed <= day


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came in, or was set off (收款、抵销)."""

    matter: str
    day: date
    amount: Decimal
    currency: str
    set_off: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """A cost of collecting (催收成本), in yuan; ``day`` is nothing where nobody entered it."""

    matter: str
    kind: Words
    day: date | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is in no figure, and why (未计入)."""

    matter: str
    what: str
    reason: Words


@dataclass(frozen=True)
class Facts:
    """All rows of one report on ``as_of``; ``left_out`` names what is in none of them.

    ``repairs`` were entered as costs and are claimed as damages: in no figure of costs.
    ``from_rows``: they are the rows of a ledger, so many of them.
    """

    as_of: date
    matters: tuple[str, ...]
    debts: tuple[Debt, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    costs: tuple[Spent, ...] = ()
    repairs: tuple[Spent, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    from_rows: int = 0

    @property
    def currencies(self) -> tuple[str, ...]:
        """The moneys that debts and receipts stand in, yuan first: never converted, each has tables of its own."""
        found = {d.currency for d in self.debts} | {r.currency for r in self.receipts}
        return tuple(sorted(found, key=lambda money: (money != "CNY", money))) or ("CNY",)
