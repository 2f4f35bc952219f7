"""Conventions: the choices of a calculation that no article settles, each with its default and its other readings.

Owns the table of options (C2–C8 of the money rulebook), their defaults and their words, and the one generic way
to say what an option moves: run the calculation again with that option changed. Refuses unknown options. C1
(decimal arithmetic) and C6 (a new rate applies from its publication day) are fixed and have no option.

===============  ====  ==================  =====================================================================
option           rule  default             other readings
===============  ====  ==================  =====================================================================
span             C2    head                both (first and last day count), tail (first day does not, last does)
payment_day      C2    reduced             old (the day of payment still carries the unpaid balance)
cutoff           C3    counted             not_counted (暂计至 E without E)
year             C4    365                 360, actual, 30/360, months, days/30
rounding         C5    line                total (only the sum is rounded)
fees             C7    fen                 yuan (half up), yuan_down (cut off)
due_roll         C8    by_kind             roll (every due date), keep (none)
penalty_rank     —     after_interest      after_principal (违约金 is named neither in 民法典 560 nor in 561)
===============  ====  ==================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, get_args, get_type_hints

from lexcollect.law.trace import Assumption, LawUnknown
from lexcollect.wording import Text, text

Span = Literal["head", "both", "tail"]
PaymentDay = Literal["reduced", "old"]
Cutoff = Literal["counted", "not_counted"]
Year = Literal["365", "360", "actual", "30/360", "months", "days/30"]
Rounding = Literal["line", "total"]
FeeRounding = Literal["fen", "yuan", "yuan_down"]
DueRoll = Literal["by_kind", "roll", "keep"]
PenaltyRank = Literal["after_interest", "after_principal"]


@dataclass(frozen=True, slots=True)
class Conventions:
    """One choice for every option; the defaults are those of the table above."""

    span: Span = "head"
    payment_day: PaymentDay = "reduced"
    cutoff: Cutoff = "counted"
    year: Year = "365"
    rounding: Rounding = "line"
    fees: FeeRounding = "fen"
    due_roll: DueRoll = "by_kind"
    penalty_rank: PenaltyRank = "after_interest"

    def __post_init__(self) -> None:
        for option, values in OPTIONS.items():
            if getattr(self, option) not in values:
                raise ValueError(f"{option} must be one of {values}")

    def but(self, option: str, value: str) -> Conventions:
        """Return the same choices with ``option`` set to ``value``; unknown ones raise ``ValueError``."""
        changed: dict[str, Any] = {option: value}
        return replace(self, **changed)

    def words(self, options: Iterable[str] = ()) -> tuple[Text, ...]:
        """Return the chosen readings of ``options`` (default: all) as sentences for the foot of a schedule."""
        return tuple(reading(option, getattr(self, option)) for option in options or OPTIONS)


#: Every option and its permitted values, the default first.
OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: get_args(hint) for name, hint in get_type_hints(Conventions).items()}
)
DEFAULTS = Conventions()
#: What a schedule must print at its foot (C2–C5, C8).
SCHEDULE_OPTIONS = ("span", "payment_day", "cutoff", "year", "rounding", "due_roll")


def reading(option: str, value: str) -> Text:
    """Return the words of one option's value."""
    return text(f"law_money.{option}.{value}")


def sensitivities(
    compute: Callable[[Conventions], Decimal], chosen: Conventions, options: Iterable[str]
) -> tuple[Assumption, ...]:
    """Return, per other value of ``options``, the yuan by which ``compute`` would move; no movement, no line.

    A reading that cannot be computed (a rate not yet published on the one more day) is left out.
    """
    reference = compute(chosen)
    found = []
    for option in options:
        now = getattr(chosen, option)
        for value in OPTIONS[option]:
            if value == now:
                continue
            try:
                effect = compute(chosen.but(option, value)) - reference
            except LawUnknown:
                continue
            if effect:
                said = text("law_money.assumed", now=reading(option, now), other=reading(option, value))
                found.append(Assumption(said, effect, (("option", option), ("now", now), ("other", value))))
    return tuple(found)
