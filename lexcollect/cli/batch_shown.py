"""How a ledger stands on the screen: its columns, its counts.

Owns the lines that all sub-verbs of ``batch`` share, and the same as plain data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lexcollect.ledgers.fields import Field
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.ledgers.row import Column, Ledger

#: Columns that were named by their content or by the user are always shown; of the others so many.
_SHOWN = 6


def say_columns(out: Console, columns: Sequence[Column]) -> None:
    """Say which column was read as what, those first that a person should look at."""
    read = [column for column in columns if column.field]
    odd = [one for one in read if one.by != "name" or one.head != Field(one.field).label]
    shown = odd[:_SHOWN] if all(one.by == "name" for one in odd) else sorted(odd, key=lambda one: one.by == "name")
    parts = [_pair(one) for one in shown[: max(_SHOWN, sum(one.by != "name" for one in odd))]]
    more = "　…" if len(odd) > len(parts) else ""
    ignored = [one.head or one.letters for one in columns if not one.field]
    rest = say("batch_verb.ignored", heads=ignored) if ignored else ""
    pairs = "　".join(parts) + more
    out.say("batch_verb.columns", pairs=pairs, read=len(read), count=len(columns), rest=rest)


def columns_json(columns: Sequence[Column]) -> list[dict[str, str | None]]:
    """Return the columns as plain data."""
    return [
        {"column": one.letters, "heading": one.head, "field": str(one.field) or None, "by": one.by or None}
        for one in columns
    ]


def _pair(column: Column) -> str:
    field = Field(column.field)
    name = field.label if language() == "zh" else field.english
    by = say(f"batch_verb.by.{column.by}") if column.by != "name" else ""
    return f"{column.head or column.letters}→{name}{by}"


def counts_json(ledger: Ledger) -> dict[str, Any]:
    """Return the counts of a ledger as plain data; the actions add up to the rows."""
    from collections import Counter

    from lexcollect.ledgers.across import several_contracts

    states = Counter(str(row.limitation.state) for row in ledger.rows)
    statuses = Counter(str(row.status) for row in ledger.rows)
    return {
        "rows": len(ledger.rows),
        "action": {str(action): count for action, count in ledger.counts().items()},
        "limitation": dict(sorted(states.items())),
        "status": dict(sorted(statuses.items())),
        "issues": ledger.issue_counts(),
        "debtors_with_several_contracts": several_contracts(ledger.rows),
    }
