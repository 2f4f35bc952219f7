"""Entering: the one way of a ``log`` verb from what was typed to the case file, and what is told before and after.

Owns the order: entries as they would stand, what contact rules say of them, the question, the writing in the matter's
turn, and what it changes. What happened is recorded although a rule was broken; it is told, as an error it ends with 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.console import MARKS, words_for
from lexcollect.cli.report import Report
from lexcollect.findings import NOWHERE, Finding, Level
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.matter.consequences import Consequences
    from lexcollect.matter.lock import Held
    from lexcollect.matter.logbook import Drafted, Entry, Logged


def enter(
    console: Console,
    matter: Path,
    entries: Sequence[Entry],
    *,
    verb: str,
    by: str,
    yes: bool,
    following: Sequence[str | Path] = ("log", "show"),
) -> Report:
    """Enter ``entries`` into ``matter`` and report; ``by`` acted, ``verb`` is the sub-verb that was typed."""
    from lexcollect.cli.sheet_turn import sheets_first, with_sheets
    from lexcollect.cli.turn import holding
    from lexcollect.matter.logbook import drafted, refuse_missing_files

    refuse_missing_files(entries)
    found = sheets_first(console, matter, yes=yes)
    draft = drafted(matter, entries)
    told = _rules(matter, draft)
    if told and not yes and not _confirmed(console, told):
        return Report(told, {"written": False}, lambda out: out.say("log_verb.not_written"), ("log", "show"), matter)
    means = f"log {verb}"
    return with_sheets(
        found,
        lambda: holding(console, matter, means, lambda held: _written(console, held, entries, means, by, following)),
    )


def _written(
    console: Console, held: Held, entries: Sequence[Entry], means: str, by: str, following: Sequence[str | Path]
) -> Report:
    from lexcollect.matter.consequences import consequences
    from lexcollect.matter.log_proof import lacks
    from lexcollect.matter.logbook import written

    logged = written(held, entries, by, means)
    draft = logged.drafted
    told = _rules(held.folder, draft)
    base, after = draft.revision.base, draft.revision.sources
    follows = consequences(held.folder, base, after, console.settings.as_of, draft.ids[0])
    needed = lacks(draft, follows) if draft.case else ()
    unsigned = () if by else (_unsigned(),)

    def show(out: Console) -> None:
        _show(out, logged, entries, follows)

    return Report(
        (*told, *needed, *unsigned, *logged.findings),
        {"written": True, "entries": _json(entries, draft), **_follows_json(draft.case, follows)},
        show,
        (following[0], *following[1:2], *words_for(held.folder), *following[2:]),
        held.folder,
        logged.files,
    )


def _unsigned() -> Finding:
    from lexcollect.findings import finding

    return finding("LX-N043")


def _rules(matter: Path, draft: Drafted) -> tuple[Finding, ...]:
    """Return what the rules on contacts say of the entries."""
    from lexcollect.casefile.models import Communication, Cost
    from lexcollect.contacts.judging import outsourced
    from lexcollect.matter.contact_rules import rules_on

    if draft.case is None:
        return ()
    made = [one for one in draft.facts if isinstance(one, Communication)]
    paid = (found for one in draft.facts if isinstance(one, Cost) for found in outsourced(one))
    return tuple(dict.fromkeys((*(found for one in made for found in rules_on(matter, draft.case, one)), *paid)))


def _confirmed(console: Console, told: Sequence[Finding]) -> bool:
    """Show what the rules say and ask; nothing is asked of a run without questions, and of notes alone."""
    weighty = [one for one in told if one.level is not Level.NOTE]
    if not weighty or not console.settings.ask:
        return True
    for one in weighty:
        console.line(f" {MARKS[one.level]} {one.at(NOWHERE).line()}")
    answer = console.ask(say("log_verb.ask.go_on"))
    return answer is None or answer.strip().lower() not in ("n", "no", "否", "不", "2")


def _show(out: Console, logged: Logged, entries: Sequence[Entry], follows: Consequences) -> None:
    from lexcollect.layout import CASE, RAW

    for entry, id in zip(entries, logged.drafted.ids, strict=True):
        noun = say(f"log_verb.noun.{entry.group}")
        key = "completed" if entry.at else "written" if id else "written_nameless"
        out.say(f"log_verb.{key}", noun=noun, id=id, file=CASE)
    for name in logged.material:
        out.say("log_verb.material", file=f"{RAW}/{name}")
    if follows.sum_moved:
        out.say("log_verb.sum_moved", before=follows.total_before, after=follows.total_after)
    for one in follows.moved:
        before = one.before.isoformat() if one.before else "—"
        after = one.after.isoformat() if one.after else "—"
        state = say(f"deadlines.state.{one.state}") if one.state else "—"
        out.say("log_verb.day_moved", title=one.title, before=before, after=after, state=state)


def _json(entries: Sequence[Entry], draft: Drafted) -> list[dict[str, Any]]:
    return [
        {"group": entry.group, "id": id, "completed": bool(entry.at)}
        for entry, id in zip(entries, draft.ids, strict=True)
    ]


def _follows_json(case: Case | None, follows: Consequences) -> dict[str, Any]:
    """Return what an entry changed as plain data."""
    moved = [
        {
            "title": one.title.render("zh"),
            "title_en": one.title.render("en"),
            "persons": [case.party(id).name for id in one.persons] if case else list(one.persons),
            "obligations": list(one.obligations),
            "before": one.before.isoformat() if one.before else None,
            "after": one.after.isoformat() if one.after else None,
            "state": one.state.value if one.state else None,
        }
        for one in follows.moved
    ]
    sums = {"before": follows.total_before, "after": follows.total_after}
    return {
        "sum": {key: None if value is None else f"{value:.2f}" for key, value in sums.items()},
        "moved": moved,
    }
