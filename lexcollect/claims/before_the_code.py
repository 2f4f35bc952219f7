"""Before the Code: what is told of an account whose debts were in default before 2021-01-01 (民法典时间效力规定 1).

Owns from which day the Civil Code applies, and the remark on sums of debts that were broken before it. The sums follow
what was agreed and the rates of their time, which no transition changes; which articles carry them is told, since
合同法 has no text on file. Loaded by whoever cites the law of that time. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile.models import Case
from lexcollect.claims.account import Account
from lexcollect.findings import Finding, finding
from lexcollect.law.book import shipped_book
from lexcollect.law.rates import LPR_BEGINS
from lexcollect.law.rules.penalty import ReductionLines
from lexcollect.wording import text


def code_day(as_of: date) -> date:
    """Return the first day of the Civil Code (民法典 1260)."""
    return date.fromisoformat(str(shipped_book().at("guarantee.civil_code_day", as_of).value))


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield for each contract that a debt under it was in default before the Code, and which law carries it."""
    first = code_day(account.as_of)
    for contract in case.contracts:
        late = [
            o.first_day
            for o in account.obligations
            if o.contract == contract.id and not o.due.open and o.first_day < first and o.first_day <= account.as_of
        ]
        if late:
            yield finding("LX-M401", contract.where, name=contract.called, late=min(late))


def too_high(found: ReductionLines) -> Finding:
    """Return the warning that a penalty of that time may be reduced, by the articles of its time (合同法解释二 29)."""
    base = text("claims.base.lpr" if found.breach >= LPR_BEGINS else "claims.base.benchmark")
    annual, line = found.annual, found.lines[0]
    return finding("LX-M402", annual=annual, breach=found.breach, base=base, rate=found.lpr, line=line)
