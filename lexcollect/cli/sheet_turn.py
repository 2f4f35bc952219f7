"""Sheet turn: before a verb answers, what people changed in the spreadsheets of the matter is shown and taken in.

Owns the question and how changes are told; which cells changed and what that means is decided in ``matter.sheets``. A
matter whose sheets nobody saved costs a look at two names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Level, Refused, Where, finding
from lexcollect.layout import CASE, FACTS
from lexcollect.matter.sheet_memory import SHEETS, handed_in
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report
    from lexcollect.matter.sheets import Handed

#: So many changes are told one by one.
_TOLD = 12


#: Findings that say that changes of a sheet were left aside.
_LEFT = frozenset(("LX-W071", "LX-W074"))


def sheets_first(console: Console, folder: Path, *, yes: bool = False, strict: bool = False) -> tuple[Finding, ...]:
    """Take in what was changed in the sheets of ``folder`` once somebody said yes; return what is to be told.

    Nothing is asked of a run without questions: it is told what was left, and the YAML files hold; ``strict``: then
    the run is refused.
    """
    if not any(handed_in(folder, sheet) for sheet in SHEETS):
        return ()
    from lexcollect.cli.report import Report
    from lexcollect.cli.turn import holding

    report = holding(console, folder, "sheet", lambda held: Report(_taken_in(console, held, yes=yes)))
    if strict and any(one.code in _LEFT for one in report.findings):
        raise Refused([finding("LX-W078", one.where) if one.code in _LEFT else one for one in report.findings])
    return report.findings


def _taken_in(console: Console, held: object, *, yes: bool) -> tuple[Finding, ...]:
    from lexcollect.matter.lock import Held
    from lexcollect.matter.sheets import read_handed, settle, take_in, write_sheets

    assert isinstance(held, Held)
    handed = read_handed(held.folder, held.now.date())
    if not any(one.said or one.findings for one in handed):
        settle(held)  # saved without a change: from now on it is known
        return ()
    found: list[Finding] = []
    for one in handed:
        _show(console, one)
        found += one.findings
    stopped = [one for one in handed if one.stops]
    if stopped:
        # What is wrong in a sheet stops no sum and no deadline: it is told, and the YAML files hold.
        told = [replace(each, level=Level.WARNING) if each.stops else each for each in found]
        return (*told, *(finding("LX-W071", Where(one.file)) for one in stopped))
    changed = [one for one in handed if not one.empty]
    if not changed:
        settle(held)
        return tuple(found)
    if not yes and not _confirmed(console):
        return (*found, *(finding("LX-W074", Where(one.file), count=len(one.said)) for one in changed))
    revision = take_in(held, changed, say("sheets.who"))
    files = [*revision.after, *((CASE, FACTS) if any(one.facts for one in changed) else ())]
    console.say("sheets.taken", files=list(dict.fromkeys(files)))
    return (*found, *revision.findings, *write_sheets(held).findings)


def _show(console: Console, one: Handed) -> None:
    """Tell what was changed: how many cells of each column, and the first of them."""
    if not one.said:
        return
    counts = Counter(each.head for each in one.said)
    if len(counts) > _TOLD:  # a form of many tables: one count a table
        counts = Counter(each.name.partition(" ")[0] for each in one.said)
    told = [say("sheets.count", head=head, count=count) for head, count in counts.items()]
    console.say("sheets.found", file=one.file, counts=told)
    for each in one.said[:_TOLD]:
        key = "sheets.line" if each.row > 0 else "sheets.line_form" if each.row else "sheets.line_deleted"
        words = {"name": each.name, "head": each.head, "old": _short(each.old), "new": _short(each.new)}
        console.say(key, row=each.row, **words)
    if len(one.said) > _TOLD:
        console.say("sheets.more", count=len(one.said) - _TOLD)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return (line[:40] + "…") if len(line) > 40 else line or "—"


def _confirmed(console: Console) -> bool:
    answer = console.ask(say("sheets.confirm"))
    if answer is None:
        return False
    if answer.casefold() in ("", "y", "yes", "是", "好", "1"):
        return True
    console.say("sheets.not_taken")
    return False


def with_sheets(found: tuple[Finding, ...], answer: Callable[[], Report]) -> Report:
    """Return what ``answer`` reports with what was told of the sheets before everything else; a refusal too."""
    if not found:
        return answer()
    try:
        report = answer()
    except Refused as refused:
        raise Refused((*found, *refused.findings)) from None
    on_screen = (*found, *report.on_screen) if report.on_screen else ()
    return replace(report, findings=(*found, *report.findings), on_screen=on_screen)
