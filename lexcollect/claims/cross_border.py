"""Sales between parties of different states (国际货物买卖): what is said of the loss asked for late payment.

Owns which contracts are meant and the warning that the domestic standard (买卖合同解释 18(4)) is one reading there:
which law governs is not decided here, and no rule here carries the rate of another. Papers that would
tell the loss refuse it. Loaded only where a contract asks for the loss.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.casefile.models import Case, Contract
from lexcollect.causes.periods import periods_of
from lexcollect.findings import Finding, finding

_ABROAD = "limitation.international_sale"


def asking(case: Case) -> Sequence[Contract]:
    """Return the international sales whose contract asks for the statutory loss from late payment."""
    return [c for c in case.contracts if c.overdue_loss is not None and _abroad(c)]


def remarks(case: Case) -> list[Finding]:
    """Say that the law applicable must be checked before the loss of a domestic sale is asked for."""
    return [finding("LX-M256", c.where, name=c.called) for c in asking(case)]


def refusals(case: Case) -> list[Finding]:
    """Return an error for each international sale whose loss a paper would rest on the domestic standard."""
    return [finding("LX-M257", c.where, name=c.called) for c in asking(case)]


def _abroad(contract: Contract) -> bool:
    periods = periods_of(contract.cause)
    return _ABROAD in (periods.limitation, periods.cross_border if contract.cross_border else "")
