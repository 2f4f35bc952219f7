"""Turn: a verb that writes waits until no other run writes in the same matter.

Owns taking the lock of a matter for the length of a verb, and saying on the screen for whom it waits. Verbs that only
read take no turn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.options import now
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report
    from lexcollect.matter.lock import Held, Holder


def in_turn(
    console: Console, folder: Path, verb: str, answer: Callable[[], Report], *, settings: bool = False
) -> Report:
    """Return what ``answer`` reports, called while this run alone writes in the matter ``folder``.

    ``settings``: it is the user's configuration folder instead. Findings on an earlier run that was cut short come
    first.
    """
    return holding(console, folder, verb, lambda held: answer(), settings=settings)


def holding(
    console: Console, folder: Path, verb: str, answer: Callable[[Held], Report], *, settings: bool = False
) -> Report:
    """Return what ``answer`` reports of the matter that it holds (:func:`in_turn`)."""
    from lexcollect.matter.lock import WAIT, hold, hold_settings

    def waiting(holder: Holder) -> None:
        if console.talks:
            words = {"pid": holder.pid, "verb": holder.verb, "since": holder.since}
            print(say("cli.waiting", **words, seconds=int(WAIT)), file=sys.stderr, flush=True)

    held_by = hold_settings if settings else hold
    with held_by(folder, verb, now(), wait=WAIT, waiting=waiting) as held:
        report = answer(held)
    return replace(report, findings=(*held.findings, *report.findings)) if held.findings else report
