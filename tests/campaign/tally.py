"""Tally: what became of the trials of one campaign; every one ends in a count, and each bad one leaves a note."""

from __future__ import annotations

from dataclasses import dataclass, field

BAD = ("lost", "torn", "unseen", "silent", "crashed", "hung")
_NOTES = 40


@dataclass
class Tally:
    """Trials and what went wrong in them.

    ``lost``: what was there is gone, or was read and is told nowhere. ``torn``: half of a write stands. ``unseen``: an
    alteration passed for the original. ``silent``: a wrong result without a finding. ``crashed``: exit code 70 or an
    exception. ``hung``: longer than the limit of the campaign. ``facts``: figures worth telling, by name.
    """

    name: str
    tried: int = 0
    lost: int = 0
    torn: int = 0
    unseen: int = 0
    silent: int = 0
    crashed: int = 0
    hung: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def bad(self, what: str, note: str) -> None:
        """Count a bad trial; the first of them keep their note."""
        if what not in BAD:
            raise ValueError(what)
        setattr(self, what, getattr(self, what) + 1)
        if len(self.notes) < _NOTES:
            self.notes.append(f"{what}: {note}")

    def count(self, fact: str, number: int = 1) -> None:
        """Add to a figure worth telling."""
        self.facts[fact] = self.facts.get(fact, 0) + number

    @property
    def clean(self) -> bool:
        """Whether there was something to try and nothing went wrong."""
        return self.tried > 0 and not any(getattr(self, what) for what in BAD)
