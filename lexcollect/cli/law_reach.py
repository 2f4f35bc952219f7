"""How far the law book reaches: the three dates that every answer of the law stands on.

Owns these dates on the screen and as plain data, and which sources an answer of ``law`` is read from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.law.state import Sources

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.law.state import Reach


def sources_in_use() -> tuple[Sources, list[Finding]]:
    """Return the shipped book with the rates and the calendar an answer would use, and what is wrong with those."""
    from lexcollect.law.book import shipped_book
    from lexcollect.matter.holidays import calendar_in_use
    from lexcollect.matter.rates import rates_in_use

    rates, findings = rates_in_use()
    calendar, about_holidays = calendar_in_use()
    return Sources(shipped_book(), rates, calendar), [*findings, *about_holidays]


def show_reach(out: Console, found: Reach) -> None:
    """Print the three dates that every answer of the law stands on."""
    out.say("law_verb.head")
    out.say("law_verb.texts", day=found.texts)
    out.say("law_verb.lpr", day=found.lpr, until=found.lpr_until)
    out.say("law_verb.holidays", day=found.holidays)


def reach_json(found: Reach) -> dict[str, str]:
    """Return the reach as plain data."""
    return {
        "texts": found.texts.isoformat(),
        "lpr": found.lpr.isoformat(),
        "lpr_until": found.lpr_until.isoformat(),
        "holidays": found.holidays.isoformat(),
    }
