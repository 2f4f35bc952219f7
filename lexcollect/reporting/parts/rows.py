"""The report on a ledger's rows (台账处理): what can be done with them, how they stand, whose limitation ends when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lexcollect.casefile.values import Kind
from lexcollect.ledgers.row import Action, LimitationState
from lexcollect.ledgers.row import Standing as Status
from lexcollect.reporting.facts import ZERO
from lexcollect.reporting.from_ledger import RowState
from lexcollect.reporting.parts.common import TOTAL, money
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table
from lexcollect.wording import Text, pair, text


def rows_part(rows: Sequence[RowState]) -> Part:
    """Return the report on all rows: every table counts every row once."""
    tables = (
        _table("actions", text("reporting.title_actions"), rows, Action, lambda r: r.action),
        _table("limitation", text("reporting.title_limitation"), rows, LimitationState, lambda r: r.limitation),
        _table("statuses", text("reporting.title_statuses"), rows, Status, lambda r: r.status),
    )
    return Part("progress", text("reporting.title_rows"), (text("reporting.meaning_rows"),), tables)


def _table(key: str, title: Text, rows: Sequence[RowState], kinds: type[Kind], of: Callable[[RowState], Kind]) -> Table:
    columns = (
        Column("kind", text("reporting.col_kind")),
        Column("count", text("reporting.col_rows"), Form.COUNT),
        money("balance", text("reporting.col_balance")),
        Column("unread", text("reporting.col_unread"), Form.COUNT),
    )
    body = []
    for kind in kinds:
        mine = [row for row in rows if of(row) is kind]
        if mine:
            body.append((pair(*kind.named), *_sums(mine)))
    total: tuple[Cell, ...] = (TOTAL, *_sums(rows))
    return Table(key, title, columns, tuple(body), total, chart=Chart(title, "kind", ("count",)))


def _sums(rows: Sequence[RowState]) -> tuple[Cell, ...]:
    balance = sum((row.balance for row in rows if row.balance is not None), ZERO)
    return len(rows), balance, sum(row.balance is None for row in rows)
