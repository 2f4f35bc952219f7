"""Sales between parties of different states (国际货物买卖): which law may govern, and the loss for late payment.

Owns which contracts are meant, the hint that the convention on such sales may govern (not verified: its text is not in
the law book), and the warning that the domestic standard (买卖合同解释 18(4)) is one reading there: which law governs
is not decided here, and no rule here carries the rate of another. Papers that would tell the loss refuse it. Loaded
only where a contract asks for the loss, is said to cross a border, or stands in foreign money.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract
from lexcollect.causes import HeadKind, cause_of
from lexcollect.causes.periods import periods_of
from lexcollect.findings import Finding, finding
from lexcollect.wording import pair

_ABROAD = "limitation.international_sale"


def asking(case: Case) -> Sequence[Contract]:
    """Return the international sales whose contract asks for the statutory loss from late payment."""
    return [c for c in case.contracts if c.overdue_loss is not None and _abroad(c)]


def remarks(case: Case) -> list[Finding]:
    """Say that the law applicable must be checked, and before the loss of a domestic sale is asked for."""
    asked = [finding("LX-M256", c.where, name=c.called) for c in asking(case)]
    sales = [c for c in case.contracts if _sale(c)]
    governed = [finding("LX-M290", c.where, name=c.called) for c in sales if _abroad(c)]
    foreign = {o.contract: o.currency for o in case.obligations if o.currency is not k.Currency.CNY}
    unsaid = [c for c in sales if c.id in foreign and not _abroad(c)]
    hints = [finding("LX-M291", c.where, name=c.called, currency=pair(*foreign[c.id].named)) for c in unsaid]
    return [*asked, *governed, *hints]


def _sale(contract: Contract) -> bool:
    cause = cause_of(contract.cause)
    return cause is not None and cause.principal is HeadKind.PRICE


def refusals(case: Case) -> list[Finding]:
    """Return an error for each international sale whose loss a paper would rest on the domestic standard."""
    return [finding("LX-M257", c.where, name=c.called) for c in asking(case)]


def _abroad(contract: Contract) -> bool:
    periods = periods_of(contract.cause)
    return _ABROAD in (periods.limitation, periods.cross_border if contract.cross_border else "")
