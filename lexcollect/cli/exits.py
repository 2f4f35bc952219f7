"""Exit codes: the contract with scripts.

Owns the numbers a run may end with. A code that is not listed here means failure.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from lexcollect.wording.sheets import Means, findings

if TYPE_CHECKING:
    from lexcollect.deadlines.deadline import Agenda
    from lexcollect.findings import Finding

#: Findings that say the input could not be read at all, as against: read, and found wrong.
UNREADABLE = frozenset(
    {"LX-A001", "LX-A002", "LX-A003", "LX-A005", "LX-A101", "LX-A102", "LX-A103", "LX-A341", "LX-P023", "LX-W003"}
    | {"LX-G086", "LX-G087", "LX-G088", "LX-G089", "LX-N045"}
)
#: Another run works on the matter: the same command will do later.
BUSY = "LX-W001"


class Exit(IntEnum):
    """How a run ended; the sentence of each member is ``cli.exit.<number>``."""

    FINE = 0  # done; notes and warnings may have been printed
    FINDINGS = 1  # at least one finding of level error
    USAGE = 2  # the command line itself was wrong
    UNREADABLE = 3  # a file or folder could not be read or written
    INTEGRITY = 4  # a package or the raw material is not what it was
    LAW_UNKNOWN = 5  # the law book does not know this day, rate or rule
    LEGAL_STOP = 6  # the law stands against it: a stop of a paper, or a red flag in its words
    BUG = 70  # our mistake; a log file is named
    BUSY = 75  # another run works on this matter; the same command will do later
    INTERRUPTED = 130  # the user pressed Ctrl-C; nothing half-written remains


def exit_for(findings: Iterable[Finding]) -> Exit:
    """Return the code that follows from ``findings`` alone, the worst of them."""
    codes = {f.code for f in findings if f.stops}
    if not codes:
        return Exit.FINE
    if BUSY in codes:
        return Exit.BUSY
    if codes & UNREADABLE:
        return Exit.UNREADABLE
    return Exit.LEGAL_STOP if codes & legal_stops() else Exit.FINDINGS


@cache
def legal_stops() -> frozenset[str]:
    """Return the findings by which the law forbids what was asked: a stop of a paper, a red flag of its words."""
    rooms = (findings("documents"), findings("casefile"))
    return frozenset(code for room in rooms for code, row in room.items() if Means.STOP in row.said.means)


def exit_of_agenda(agenda: Agenda, findings: Iterable[Finding]) -> Exit:
    """Return the code that follows from ``findings``, or else from deadlines the law book does not know."""
    from lexcollect.matter.agenda import law_unknown

    code = exit_for(findings)
    return Exit.LAW_UNKNOWN if code is Exit.FINE and law_unknown(agenda) else code
