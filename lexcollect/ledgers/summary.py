"""Summary: the second sheet of a result.

Owns its lines: counts that add up, the columns as they were read, the meaning of every code, what is said of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lexcollect.findings import Level
from lexcollect.ledgers.across import several_contracts
from lexcollect.ledgers.fields import Field
from lexcollect.ledgers.row import Ledger, LimitationState, level_of
from lexcollect.wording import finding_text, reason_of, say

#: A line: how it is set (``big``, ``head``, ``row``), and its cells.
Line = tuple[str, tuple[str, ...]]


def summary_rows(ledger: Ledger) -> Iterator[Line]:
    """Yield the lines of the summary, in Chinese."""
    said = _say
    yield "big", (said("book_title", file=ledger.file),)
    yield "row", (said("summary.as_of"), "", ledger.as_of.isoformat())
    yield "row", (said("summary.sheet"), "", ledger.sheet)
    yield "row", (said("summary.digest"), "", ledger.sha256)
    yield "row", (said("summary.rows"), str(len(ledger.rows)))
    yield "row", ()
    yield "head", (said("summary.action"), said("summary.count"), said("summary.meaning"))
    for action, count in ledger.counts().items():
        yield "row", (action.label, str(count), said(f"action.{action.value}"))
    yield "row", (said("summary.total"), str(sum(ledger.counts().values())))
    yield "row", ()
    yield "head", (said("summary.limitation"), said("summary.count"), said("summary.meaning"))
    states = Counter(row.limitation.state for row in ledger.rows)
    for state in LimitationState:
        yield "row", (state.label, str(states[state]))
    yield "row", (said("summary.roll"), "", said("summary.roll_why"))
    yield "row", (said("summary.several"), str(several_contracts(ledger.rows)))
    yield "row", ()
    yield from _columns(ledger)
    yield from _codes(ledger)
    for one in ledger.findings:
        yield "row", (said("summary.file"), "", "", one.message("zh"), one.remedy("zh"))
    if ledger.other_sheets:
        yield "row", (said("summary.others"), "", "、".join(ledger.other_sheets))


def _columns(ledger: Ledger) -> Iterator[Line]:
    yield "head", (_say("summary.column"), _say("summary.letters"), _say("summary.field"))
    for column in ledger.columns:
        field = Field(column.field).label if column.field else _say("ignored")
        yield "row", (column.head, column.letters, field)
    yield "row", ()


def _codes(ledger: Ledger) -> Iterator[Line]:
    heads = ("code", "count", "example", "remedy", "why")
    yield "head", tuple(_say(f"summary.{head}") for head in heads)
    counts = ledger.issue_counts()
    for level in Level:
        for code, count in counts.items():
            if level_of(code) is level:
                why = reason_of(code)
                remedy = finding_text(code).remedy_zh
                yield "row", (code.removeprefix("LX-"), str(count), why.example, remedy, why.zh)
    yield "row", ()


def _say(key: str, **params: object) -> str:
    return say(f"ledgers.{key}", "zh", **params)
