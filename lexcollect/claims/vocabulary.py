"""Vocabulary: what the case file's kinds are called in the law, where both have a word.

Owns the tables between the two closed vocabularies; a test finds a member that is missing on either side.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.law.options import PaymentDay
from lexcollect.law.period import Unit
from lexcollect.law.rules.overdue import Mode
from lexcollect.law.rules.preservation import Asset

UNITS: dict[k.Unit, Unit] = {k.Unit.DAY: "day", k.Unit.MONTH: "month", k.Unit.YEAR: "year"}
#: Working days are counted by the calendar of notices and have no unit of their own in the law.
TERM_UNITS: dict[k.TermUnit, Unit] = {
    k.TermUnit.DAY: "day",
    k.TermUnit.MONTH: "month",
    k.TermUnit.YEAR: "year",
}
LOSS_MODES: dict[k.LossMode, Mode] = {k.LossMode.FIXED: "fixed", k.LossMode.SEGMENTED: "segmented"}
PAYMENT_DAYS: dict[k.PaymentDay, PaymentDay] = {
    k.PaymentDay.REDUCED: PaymentDay.REDUCED,
    k.PaymentDay.OLD: PaymentDay.OLD,
}
ASSETS: dict[k.Asset, Asset] = {
    k.Asset.BANK: "bank",
    k.Asset.MOVABLE: "movable",
    k.Asset.IMMOVABLE: "immovable",
    k.Asset.OTHER_RIGHT: "other_right",
}
