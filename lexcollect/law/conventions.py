"""Conventions: the choices of a calculation that no article settles, each with its default and its other readings.

Owns :class:`Conventions`, one choice for every option of ``law.options`` (C2–C8 of the money rulebook), and the one
generic way to say what an option moves: run the calculation again with that option changed. Refuses unknown options.
C1 (decimal arithmetic) and C6 (a new rate applies from its publication day) are fixed and have no option.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lexcollect.law.options import (
    OPTIONS,
    Cutoff,
    DueRoll,
    FeeRounding,
    Option,
    PaymentDay,
    PenaltyRank,
    Rounding,
    Span,
    Year,
)
from lexcollect.law.trace import Assumption, LawUnknown
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text


@dataclass(frozen=True, slots=True)
class Conventions:
    """One choice for every option; the defaults are the first members. A value may be given by its word."""

    span: Span = Span.HEAD
    payment_day: PaymentDay = PaymentDay.REDUCED
    cutoff: Cutoff = Cutoff.COUNTED
    year: Year = Year.DAYS_365
    rounding: Rounding = Rounding.LINE
    fees: FeeRounding = FeeRounding.FEN
    due_roll: DueRoll = DueRoll.BY_KIND
    penalty_rank: PenaltyRank = PenaltyRank.AFTER_INTEREST

    def __post_init__(self) -> None:
        for name, option in OPTIONS.items():
            given = getattr(self, name)
            if type(given) is not option:
                object.__setattr__(self, name, option(given))  # ValueError for a word that is none

    def but(self, option: str, value: str) -> Conventions:
        """Return the same choices with ``option`` set to ``value``; unknown ones raise ``ValueError``."""
        changed: dict[str, Any] = {option: value}
        return replace(self, **changed)

    def words(self, options: Iterable[str] = ()) -> tuple[Text, ...]:
        """Return the chosen readings of ``options`` (default: all) as sentences for the foot of a schedule."""
        return tuple(reading(getattr(self, option)) for option in options or OPTIONS)


DEFAULTS = Conventions()
#: What a schedule must print at its foot (C2–C5, C8).
SCHEDULE_OPTIONS = ("span", "payment_day", "cutoff", "year", "rounding", "due_roll")


def reading(chosen: Option) -> Text:
    """Return the words of one option's value."""
    return pair(chosen.zh, chosen.en)


#: Whole yuan move a total by less than one yuan: chosen where a court counts so, no reading worth a line.
_UNTOLD = (Rounding.YUAN, Rounding.YUAN_DOWN)


def sensitivities(
    compute: Callable[[Conventions], Decimal], chosen: Conventions, options: Iterable[str]
) -> tuple[Assumption, ...]:
    """Return, per other value of ``options``, the yuan by which ``compute`` would move; no movement, no line.

    A reading that cannot be computed (a rate not yet published on the one more day) is left out.
    """
    reference = compute(chosen)
    found = []
    for option in options:
        now: Option = getattr(chosen, option)
        for value in OPTIONS[option]:
            if value is now or value in _UNTOLD:
                continue
            try:
                effect = compute(chosen.but(option, value)) - reference
            except LawUnknown:
                continue
            if effect:
                said = text("law_money.assumed", now=reading(now), other=reading(value))
                found.append(Assumption(said, effect, (("option", option), ("now", now.value), ("other", value.value))))
    return tuple(found)
