"""Shapes: what a finder brings back.

Owns :class:`Value` (normalised, with the words and their place), :class:`Found` (one fact of one paper, parties still
by name) and :class:`Proposal` (a fact of the case file, ready to be accepted). Trust is a word with reasons, never a
number: a person acts on a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from lexcollect.proposing.papers import Spot
from lexcollect.records import dataclass, field
from lexcollect.wording import Text


class Trust(StrEnum):
    """How far a proposal is believed: checked by a sum of its own, plainly said, or to be looked at before anything."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


_RANK = (Trust.SURE, Trust.LIKELY, Trust.DOUBTFUL)


def least(*trusts: Trust) -> Trust:
    """Return the weakest of ``trusts``."""
    return max(trusts, key=_RANK.index)


@dataclass(frozen=True, slots=True)
class Value:
    """What is written: text, list or mapping as the case file has it, and where the paper says so."""

    value: Any
    spot: Spot


@dataclass(frozen=True, slots=True)
class Found:
    """One fact as one paper says it.

    ``values`` go under the keys of ``group``; ``people`` are keys that hold a party, by the name the paper has.
    ``between`` are creditor and debtor by name, as far as the paper says who owes whom. ``paper`` is the kind of paper.
    ``proofs`` are the papers that prove the fact, each with its link (content, sent, arrival) where it carries one.
    """

    group: str
    values: Mapping[str, Value]
    paper: str
    trust: Trust = Trust.LIKELY
    why: tuple[Text, ...] = ()
    people: Mapping[str, Value] = field(default_factory=dict)
    between: tuple[str, str] = ("", "")
    proofs: tuple[tuple[str, Spot], ...] = ()

    @property
    def spot(self) -> Spot:
        """Return the first place of the fact."""
        return next(iter((*self.values.values(), *self.people.values()))).spot

    def plain(self, key: str) -> str:
        """Return the value under ``key`` as text; empty where there is none."""
        held = self.values.get(key)
        return "" if held is None else str(held.value)


@dataclass(frozen=True, slots=True)
class Rival:
    """What another source says under ``key``: its value, and where; without a spot it is the case file itself."""

    key: str
    value: Any
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact for a person to decide on.

    ``id`` is made of what the fact is (group and what tells it from others), so that a decision is remembered however
    often the material is read. ``at`` is the entry of the case file it adds to, or ``None`` for a new one; ``values``
    are only what is not there yet. ``sources`` are all places that say so, ``exhibits`` the ids of their exhibits.
    """

    id: str
    group: str
    at: str | int | None
    values: Mapping[str, Value]
    trust: Trust
    why: tuple[Text, ...]
    sources: tuple[Spot, ...]
    exhibits: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    lacking: tuple[str, ...] = ()
