"""Endings: until when limitation runs, as papers ask about it before they tell a debt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    pass


class Ending(NamedTuple):
    """Until when the limitation of some debts runs, or ran, against a debtor (诉讼时效届满日)."""

    debts: tuple[str, ...]
    day: date
