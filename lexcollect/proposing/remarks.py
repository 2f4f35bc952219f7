"""Remarks (材料的提示): what a person must know of a paper that is read for facts, beside the facts themselves.

Owns what is told of messages of a court: that one came on no known day, that an address in it is not a court's, that
it asks for what no court asks for; and of statements of an account: other money than yuan, payments that were taken
back, balances that do not follow; and of slips that name no payee. Never says that an address may be opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.bank_reversals import taken_back
from lexcollect.formats.bank_table import BankTable
from lexcollect.proposing.finders.court_messages import asks_like_a_fraud, court_messages, strange_hosts
from lexcollect.proposing.finders.receipts import without_payee
from lexcollect.proposing.kinds import PaperKind, kind_of
from lexcollect.proposing.papers import Paper

#: So many lines are named.
_LINES = 5


def remarks_on(papers: Iterable[Paper]) -> Iterator[Finding]:
    """Yield what is told of ``papers``."""
    for paper in papers:
        if kind_of(paper) is PaperKind.COURT_MESSAGE:
            yield from _of_messages(paper)
        if paper.table is not None:
            yield from _of_statement(paper, paper.table)
        elif (slip := without_payee(paper, kind_of(paper))) is not None:
            yield finding("LX-I289", Where(paper.file), day=date.fromisoformat(slip[0]), amount=Decimal(slip[1]))


def _of_statement(paper: Paper, table: BankTable) -> Iterator[Finding]:
    where = Where(paper.file)
    if table.foreign:
        yield finding("LX-I286", where, moneys="、".join(table.foreign))
    for at, undone in taken_back(table.rows).items():
        row = table.rows[at]
        yield finding("LX-I287", Where(paper.file, line=row.line), day=row.day, amount=row.received, undone=undone.day)
    broken = [row.line for row in table.rows if row.balance_breaks]
    if broken:
        lines = "、".join(map(str, broken[:_LINES])) + ("…" if len(broken) > _LINES else "")
        yield finding("LX-I288", where, count=len(broken), lines=lines)


def _of_messages(paper: Paper) -> Iterator[Finding]:
    where = Where(paper.file)
    if asks_like_a_fraud(paper.text):
        yield finding("LX-I283", where)
    if hosts := strange_hosts(paper.text):
        yield finding("LX-I282", where, hosts="、".join(hosts))
    if any(message.day is None for message in court_messages(paper)):
        yield finding("LX-I281", where)
