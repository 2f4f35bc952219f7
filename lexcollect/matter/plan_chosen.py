"""Plan chosen (是否选了计划): whether anybody chose a plan of steps for a matter, told without loading one.

Owns that question alone, for verbs that tell steps beside their own answer; which plan it is ``matter.planning`` says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.layout import OFFICE, PLAN, STEPS

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case

#: How far above a matter the office's file may lie, as many levels as matters are looked for below a folder.
_LEVELS = 2


def above(folder: Path) -> tuple[Path, ...]:
    """Return the folders around a matter in which an office keeps its files, the nearest first."""
    return tuple(folder.resolve().parents)[:_LEVELS]


def office_plan(folder: Path) -> str:
    """Return the plan that the office chose for the matters around ``folder``, ``""`` if none."""
    for place in above(folder):
        if (place / OFFICE).is_file():
            from lexcollect.matter.office_file import read_office

            return read_office(place).plan
    return ""


def has_plan(folder: Path, case: Case) -> bool:
    """Tell whether somebody chose a plan for the matter, or recorded anything of its steps."""
    own = (folder / PLAN).is_file() or (folder / STEPS).is_file()
    return own or bool(case.choices.plan) or bool(office_plan(folder))
