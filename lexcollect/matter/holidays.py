"""Holidays in use: which calendar the answers stand on.

Owns the one place of a local table of holiday notices, ``holidays.csv`` in the user's configuration folder: a notice
holds for the whole country, so there is none for a single matter. A local table is checked again each time it is
read; one that no longer fits the shipped calendar stops the run. Checking is the business of ``law.holiday_update``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.law.calendar import shipped_calendar
from lexcollect.matter.rates import config_folder, is_there

if TYPE_CHECKING:
    from lexcollect.findings import Finding
    from lexcollect.law.calendar import Calendar

#: The user's own table in the configuration folder.
OWN_HOLIDAYS = "holidays.csv"


def local_holidays() -> Path:
    """Return where the local table of holiday notices lies."""
    return config_folder() / OWN_HOLIDAYS


def calendar_in_use() -> tuple[Calendar, list[Finding]]:
    """Return the calendar the answers stand on, and what is wrong with the local table.

    With an error the shipped calendar comes back beside the findings.
    """
    place = local_holidays()
    if not is_there(place):
        return shipped_calendar(), []
    from lexcollect.law.holiday_update import update_holidays

    notice, findings = update_holidays(place)
    return (notice.calendar if notice else shipped_calendar()), findings


def working_calendar() -> Calendar:
    """Return the calendar in use; :class:`~lexcollect.findings.Refused` when the local table is wrong."""
    from lexcollect.findings import Refused, has_errors

    calendar, findings = calendar_in_use()
    if has_errors(findings):
        raise Refused(findings)
    return calendar
