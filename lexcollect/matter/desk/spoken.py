"""Spoken: for whom a speaker of a chat or a mail speaks, as a step of the draft.

Owns what such a step holds; it changes neither case file nor catalogue, but what is read from messages. It is saved in
the list of decisions, where the terminal keeps it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lexcollect.proposing.decisions import Speaks
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """A decision on one speaker: ``key`` is the account, or the name within its file; ``called`` are all names.

    ``party`` is by name, empty for nobody of the matter; ``person`` who it is, ``ground`` what ties the account to it.
    """

    key: str
    called: str
    party: str
    person: str
    ground: str

    def speaks(self, by: str, day: date) -> Speaks:
        """Return the line for the list of decisions, once somebody answers for it."""
        return Speaks(self.key, self.called, self.party, self.person, self.ground, by, day)


def plain_spoken(step: Spoken) -> dict[str, Any]:
    """Return the step as data for JSON."""
    words = {"key": step.key, "called": step.called, "party": step.party, "person": step.person, "ground": step.ground}
    return {"step": "spoken", **words}


def spoken_from(data: Mapping[str, Any]) -> Spoken:
    """Return the step that ``data`` is; :class:`KeyError` for none."""
    return Spoken(*(str(data[key]) for key in ("key", "called", "party", "person", "ground")))


def joined(kept: Iterable[Speaks], steps: Iterable[Spoken], by: str, day: date) -> tuple[Speaks, ...]:
    """Return who speaks for whom: as it is ``kept``, but for what the ``steps`` decide anew; the last one holds."""
    now = {one.key: one for one in kept} | {one.key: one.speaks(by, day) for one in steps}
    return tuple(now.values())
