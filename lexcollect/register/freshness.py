"""Freshness: how far what is stored can be trusted on the day it is read.

Owns the comparison of the register with a glance at the folders: which matters look changed since they were answered,
which folders are new, which are not where they were, and which answers are of another day or another edition of the
program. A glance (sizes and times) proves nothing; what looks changed is named, and ``register update`` is sure.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.records import dataclass
from lexcollect.register import reading
from lexcollect.register.columns import clean
from lexcollect.register.kinds import Standing
from lexcollect.register.lawbook import law_in_use
from lexcollect.register.reading import MatterRow
from lexcollect.register.scanning import scan
from lexcollect.register.updating import place_of_root

if TYPE_CHECKING:
    from lexcollect.register.opening import Register


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is to be known of the stored answers, by the places of the matters.

    ``unlooked`` are the roots that cannot be reached from here: nothing is known of their folders.
    """

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    other_day: tuple[str, ...] = ()
    other_law: tuple[str, ...] = ()
    unlooked: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether the list may lack something, or hold what is no longer so."""
        return bool(self.changed or self.new or self.gone or self.other_day or self.other_law or self.unlooked)


def freshness(
    register: Register, roots: Sequence[str], rows: Sequence[MatterRow], as_of: date, below: str = ""
) -> Freshness:
    """Return how ``rows`` stand to the folders below ``roots`` as they look now, and to the day asked for.

    ``below`` keeps it to one folder, as the register names places.
    """
    known, law = {row.place: row for row in rows}, law_in_use()
    changed, new, seen, unlooked = [], [], set[str](), []
    for root in roots:
        folder = place_of_root(register, root)
        if not folder.is_dir():
            unlooked.append(root)
            continue
        prefix = "" if root == "." else root.rstrip("/") + "/"
        for one in scan(folder):
            place = root if one.folder == "." else prefix + one.folder
            if not reading.below(place, below):
                continue
            seen.add(place)
            row = known.get(place)
            if row is None:
                new.append(clean(place))
            elif row.stamp != one.stamp:
                changed.append(place)
    away = [row for row in rows if row.place not in seen and row.root not in unlooked]
    return Freshness(
        changed=tuple(changed),
        new=tuple(new),
        gone=tuple(row.place for row in away),
        stopped=tuple(row.place for row in rows if row.standing is Standing.STOPPED),
        other_day=tuple(row.place for row in rows if row.answered_for != as_of),
        other_law=tuple(row.place for row in rows if row.law != law),
        unlooked=tuple(unlooked),
    )


def looked_below(register: Register, folder: Path, roots: Sequence[str]) -> bool:
    """Tell whether ``folder`` lies in one of the roots, or holds one."""
    full = Path(os.path.abspath(folder))  # noqa: PTH100
    places = [Path(os.path.abspath(place_of_root(register, root))) for root in roots]  # noqa: PTH100
    return any(full.is_relative_to(place) or place.is_relative_to(full) for place in places)
