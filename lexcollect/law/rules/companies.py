"""Companies (公司登记事项): periods that public notices open for creditors.

Owns the names of the creditor's periods in merger, capital reduction, liquidation and deregistration: each is stated
by its record alone (``data/rules/company``, ``partnership``, ``sole_prop``). Online notices simply end: they do not
roll over a holiday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.law.rules.terms import called

if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("companies")
