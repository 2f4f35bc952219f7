"""``intake --facts`` (待确认事实): what the papers say, fact by fact, for a person to take, correct or refuse.

Owns the questions on the terminal and how a fact is shown; what is proposed and how it is written is decided below.
Without questions it lists and writes nothing into the case file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.console import words_for
from lexcollect.cli.intake_said import around, said_json, spot_json
from lexcollect.cli.intake_speakers import ask_speakers
from lexcollect.cli.report import Report
from lexcollect.findings import Refused, Where, finding
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.intake.records import Intake
    from lexcollect.matter.deciding import Open
    from lexcollect.matter.following import Following
    from lexcollect.matter.lock import Held
    from lexcollect.proposing.papers import Paper
    from lexcollect.proposing.shapes import Proposal

if TYPE_CHECKING:
    #: By proposal, the days that would follow.
    Ahead = dict[str, tuple[Following, ...]]

#: Places of one fact that are shown; the file has all of them.
_PLACES = 2
_TAKE, _CORRECT, _REFUSE, _END = "1", "2", "3", "0"


def walk(console: Console, held: Held, intake: Intake, by: str, only: str = "", *, ask: bool = True) -> Report:
    """Walk through the open facts of the matter that is held, or list them where nothing may be asked.

    ``only``: those that one file says.
    """
    from lexcollect.matter.deciding import open_facts
    from lexcollect.matter.proposing import papers_of, speakers_in
    from lexcollect.matter.receiving import received
    from lexcollect.proposing.remarks import remarks_on

    got = received(held.folder, intake)
    with console.step("cli.facts.reading"):
        papers = list(papers_of(held.folder, intake.records))
        found = open_facts(held.folder, papers)
    everything = found
    if only:
        chosen = tuple(one for one in found.proposals if _of_file(one, only))
        found = replace(found, proposals=chosen, files=min(len(chosen), 1))
    told = tuple(one for one in remarks_on(papers) if not only or one.where.file == only)
    if only and not found.proposals:
        told = (*told, finding("LX-I280", Where(only)))
    console.say("cli.facts.head", count=len(found.proposals), files=found.files)
    if not (console.settings.ask and ask):
        report = _listed(held, papers, found, got.written, console.settings.as_of)
        return replace(report, findings=(*told, *report.findings))
    decided, changed, findings = _asked(console, held, papers, found, by, only)
    after = replace(everything, decided=(*found.decided, *decided), speakers=speakers_in(held.folder))
    report = _ended(held, papers, after, (*got.written, *changed), findings)
    following: Sequence[str | Path] = ("due", *words_for(held.folder)) if only else report.next
    return replace(report, findings=(*told, *report.findings), next=following)


def _of_file(proposal: Proposal, name: str) -> bool:
    return any(spot.file == name for spot in proposal.sources)


def _listed(held: Held, papers: Sequence[Paper], found: Open, written: tuple[str, ...], as_of: date) -> Report:
    from lexcollect.matter.sheets import write_sheets

    matter, sheets = held.folder, write_sheets(held, papers)

    ahead = _ahead(held, found.proposals, as_of)

    def show(out: Console) -> None:
        for number, proposal in enumerate(found.proposals, start=1):
            _show(out, proposal, number, len(found.proposals), ahead[proposal.id])

    following: tuple[str | Path, ...] = ("intake", *words_for(matter), "--facts") if found.proposals else ()
    return Report(sheets.findings, facts_json(found, ahead), show, following, matter, (*written, *sheets.files))


def _asked(
    console: Console, held: Held, papers: Sequence[Paper], found: Open, by: str, only: str
) -> tuple[list[Any], list[str], list[Finding]]:
    """Ask for each fact; a fact that is taken may show others anew, so what is left is read again each time."""
    from lexcollect.layout import CASE
    from lexcollect.matter.deciding import accept, open_facts, refuse

    decided: list[Any] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    number, changed, known = 0, False, False
    while True:
        now = open_facts(held.folder, papers) if changed or not seen else found
        if only:
            now = replace(now, proposals=tuple(one for one in now.proposals if _of_file(one, only)))
        done = {one.id for one in decided}
        proposal = next((one for one in now.proposals if one.id not in seen | done), None)
        if not (known or only) and (proposal is None or any(spot.said for spot in proposal.sources)):
            known, by = True, ask_speakers(console, held, now, by)
            changed = True
            continue
        if proposal is None:
            break
        seen.add(proposal.id)
        number += 1
        ahead = _ahead(held, (proposal,), console.settings.as_of)
        _show(console, proposal, number, len(found.proposals), ahead[proposal.id])
        answer = _answer(console, say("cli.facts.ask"))
        if answer is None or answer == _END:
            break
        if answer not in (_TAKE, _CORRECT, _REFUSE):
            continue
        by = by or _answer(console, say("cli.facts.who")) or ""
        if not by:
            console.say("cli.facts.no_name")
            break
        if answer == _REFUSE:
            decided.append(refuse(proposal, by, held.now.date()))
            continue
        try:
            decided.append(accept(held, papers, proposal, by, _corrected(console, proposal, all_=answer == _CORRECT)))
            changed = True
            console.say("cli.facts.written", place=decided[-1].written)
        except Refused as refused:
            findings += refused.findings
            console.findings(refused.findings)
    return decided, [CASE] if changed else [], findings


def _corrected(console: Console, proposal: Proposal, *, all_: bool) -> dict[str, str]:
    """Ask for each value of the fact (Enter keeps it), or only for what it lacks."""
    from lexcollect.proposing.telling import key_label, value_told

    said: dict[str, str] = {}
    for key, value in proposal.values.items() if all_ else ():
        if isinstance(value.value, (dict, list)):
            continue
        shown = value_told(proposal, key, value.value)
        if answer := _answer(console, say("cli.facts.value", label=key_label(proposal, key), value=shown)):
            said[key] = answer
    for key in proposal.lacking:
        if answer := _answer(console, say("cli.facts.lacks", label=key_label(proposal, key))):
            said[key] = answer
    return said


def _ended(
    held: Held, papers: Sequence[Paper], found: Open, changed: tuple[str, ...], findings: list[Finding]
) -> Report:
    """Write the decisions down, and the sheets that show what was taken; tell what is left."""
    from lexcollect.matter.deciding import keep
    from lexcollect.matter.proposing import gathered
    from lexcollect.matter.sheets import write_sheets
    from lexcollect.proposing.decisions import still_open

    matter = held.folder
    got = gathered(matter, papers)
    left = still_open(got.proposals, found.decided)
    after = replace(found, gathered=got, proposals=left, files=len({spot.file for one in left for spot in one.sources}))
    written, sheets = keep(matter, after), write_sheets(held, papers)

    def show(out: Console) -> None:
        out.say("cli.facts.left", count=len(left))

    following: tuple[str | Path, ...] = ("calc", *words_for(matter))
    files = tuple(dict.fromkeys((*changed, *written, *sheets.files)))
    return Report((*findings, *sheets.findings), facts_json(after), show, following, matter, files)


def _ahead(held: Held, proposals: Sequence[Proposal], as_of: date) -> Ahead:
    """Return by proposal which days would follow from it."""
    from lexcollect.matter.following import Foresight

    seen = Foresight(held.folder, as_of)
    return {one.id: seen.of(one) for one in proposals}


def _show(out: Console, proposal: Proposal, number: int, count: int, ahead: tuple[Following, ...]) -> None:
    from lexcollect.cli.shown import day
    from lexcollect.proposing.decisions import place_of
    from lexcollect.proposing.telling import key_label, told, value_told

    trust = say(f"proposing.trust.{proposal.trust}")
    out.say("cli.facts.one", number=number, count=count, fact=told(proposal), trust=trust)
    for spot in proposal.sources[:_PLACES]:
        out.line(f"    {place_of(spot, language())}")
        for line in around(spot):
            out.line(f"      {line}")
    if len(proposal.sources) > _PLACES:
        out.say("cli.facts.more_places", count=len(proposal.sources) - _PLACES)
    if proposal.why:
        out.line("    " + say("proposing.sep").join(map(str, proposal.why)))
    for rival in proposal.rivals:
        where = place_of(rival.spot, language()) if rival.spot else ""
        key = "cli.facts.rival" if rival.spot else "cli.facts.entered"
        label, value = key_label(proposal, rival.key), value_told(proposal, rival.key, rival.value)
        out.say(key, label=label, value=value, place=where)
    if proposal.lacking:
        labels = "、".join(key_label(proposal, key) for key in proposal.lacking)
        out.say("cli.facts.lacking", labels=labels)
    for one in ahead:
        key = "cli.facts.follows_open" if one.provisional else "cli.facts.follows"
        out.say(key, title=one.title, last=day(one.last_day), cites="；".join(one.cites) or "—")


def _answer(console: Console, prompt: str) -> str | None:
    answer = console.ask(prompt)
    return None if answer is None else "".join(c for c in answer if c.isprintable()).strip()


def facts_json(found: Open, ahead: Ahead | None = None) -> dict[str, Any]:
    """Return the open facts and the decisions as plain data, with the days that would follow where they were asked."""
    return {
        "facts": [
            {
                "id": one.id,
                "group": one.group,
                "at": one.at,
                "values": {key: value.value for key, value in one.values.items()},
                "trust": one.trust.value,
                "why": [str(reason) for reason in one.why],
                "sources": [spot_json(spot) for spot in one.sources],
                "values_from": {key: spot_json(v.spot) for key, v in one.values.items()},
                "exhibits": list(one.exhibits),
                "rivals": [
                    {"key": r.key, "value": r.value, "file": r.spot.file if r.spot else None} for r in one.rivals
                ],
                "lacking": list(one.lacking),
                "follows": [
                    {"title": day.title, "last_day": day.last_day, "act_by": day.act_by, "cites": list(day.cites)}
                    for day in (ahead or {}).get(one.id, ())
                ],
            }
            for one in found.proposals
        ],
        "decided": [
            {"id": one.id, "verdict": one.verdict.value, "by": one.by, "date": one.day, "written": one.written}
            for one in found.decided
        ],
        **said_json(found),
    }
