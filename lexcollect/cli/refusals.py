"""Refusals that go on: what is typed next after a verb was stopped by what the user can mend.

Owns the one way in which a refusal gets its next step: who knows the words that were typed says what follows from the
findings. A refusal nobody says anything of keeps the next step that every verb has (``missing``), or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from lexcollect.findings import Finding, Refused

Words = Sequence[str | Path]
#: Code of a finding → what is typed next, or what finds that out.
Steps = Mapping[str, Callable[[], Words] | Words]


class Stopped(Refused):
    """Work stopped because of findings, with the command that mends it or shows more."""

    def __init__(self, findings: Sequence[Finding], following: Words) -> None:
        super().__init__(findings)
        self.following = following


@contextmanager
def then(steps: Steps, otherwise: Words = ()) -> Iterator[None]:
    """Let a refusal inside go on with the step of its first finding that has one in ``steps``, by code."""
    try:
        yield
    except Stopped:
        raise
    except Refused as refused:
        known = next((steps[one.code] for one in refused.findings if one.code in steps), otherwise)
        words = known() if callable(known) else known
        raise Stopped(refused.findings, words) if words else refused from refused
