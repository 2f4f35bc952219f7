"""Rates in use: which LPR table a calculation takes.

Owns the two places of a local table: ``lpr.csv`` in the user's configuration folder, for every calculation, and
``费率补充.csv`` in a matter, for that matter. A local table is checked again each time it is read: one that no longer
fits the shipped history stops the run. Checking is the business of ``law.rate_update``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.law.rates import shipped_rates
from lexcollect.layout import RATES

if TYPE_CHECKING:
    from lexcollect.findings import Finding
    from lexcollect.law.rates import Rates

#: The user's own table in the configuration folder.
OWN_TABLE = "lpr.csv"


def config_folder() -> Path:
    """Return the user's configuration folder of this program: ``LEXCOLLECT_CONFIG``, else the system's usual place."""
    given = os.environ.get("LEXCOLLECT_CONFIG")
    if given:
        return Path(given)
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home()) / "lexcollect"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lexcollect"


def local_table(matter: Path | None = None) -> Path:
    """Return where the local table of ``matter``, or the user's own for every calculation, lies."""
    return matter / RATES if matter else config_folder() / OWN_TABLE


def rates_in_use(matter: Path | None = None, own: Path | None = None) -> tuple[Rates, list[Finding]]:
    """Return the rates a calculation uses, and what is wrong with the local table they come from.

    The table named by the user (``own``) goes before the matter's, that before the user's; one that adds nothing to
    the shipped rates leaves no mark. With an error the shipped rates come back beside the findings.
    """
    places = [own] if own else [*([local_table(matter)] if matter else []), local_table()]
    for place in places:
        if own or is_there(place):
            from lexcollect.law.rate_update import update_rates
            from lexcollect.matter.holidays import calendar_in_use

            # A wrong table of holidays is told by whoever counts days; here the shipped calendar will do.
            difference, findings = update_rates(place, calendar=calendar_in_use()[0])
            return (difference.rates if difference else shipped_rates()), findings
    return shipped_rates(), []


def is_there(place: Path) -> bool:
    """Tell whether a table lies at ``place``."""
    try:
        return place.is_file()
    except OSError:
        return False  # a place that cannot even be asked for holds no table of ours
