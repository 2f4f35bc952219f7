"""Draft review: what the review sheet found, in three lines under the papers (审查单的摘要).

Owns how many red flags and errors, doubts and papers that are not ready are told, and which is named first. The sheet
has each with what is to be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lexcollect.findings import Level
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.documents.overview import Kind, Overview
    from lexcollect.findings import Finding

#: So many lines it takes.
LINES = 3
#: So many papers are named, and so many characters of a complaint shown.
_PAPERS, _SHOWN = 4, 42


def show(out: Console, overview: Overview, told: Iterable[Finding] = ()) -> None:
    """Print the three lines; what the run has ``told`` itself is not named again."""
    known = {one.code for one in told if one.stops}
    graver = [kind for kind in overview.kinds if kind.level is Level.ERROR]
    others = [kind for kind in overview.kinds if kind.level is not Level.ERROR]
    if graver:
        out.say(
            "cli.draft.review_stops",
            flags=len(overview.red_flags),
            count=overview.errors - len(overview.red_flags),
            what=_first([kind for kind in graver if kind.code not in known]),
        )
    else:
        out.say("cli.draft.review_no_stops")
    if others:
        kinds = overview.kinds_of_doubts
        out.say("cli.draft.review_doubts", count=overview.doubts, kinds=kinds, what=_first(others))
    else:
        out.say("cli.draft.review_no_doubts")
    if overview.lacking:
        named = [one.title for one in overview.lacking[:_PAPERS]]
        more = ["…"] if len(overview.lacking) > len(named) else []
        out.say("cli.draft.review_lacking", count=len(overview.lacking), what=[*named, *more])
    else:
        out.say("cli.draft.review_no_lacking")


def _first(kinds: Sequence[Kind]) -> str:
    if not kinds:
        return ""
    said = kinds[0].findings[0].message()
    shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    return say("cli.draft.review_first", what=shown, code=kinds[0].code)
