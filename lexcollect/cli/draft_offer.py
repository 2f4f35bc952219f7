"""``draft`` without a paper (选文书): which papers fit the matter at which stage, and what each still lacks.

Owns the order and the words of that screen. Writes nothing; how a paper stands is found in ``documents.survey``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.console import words_for
from lexcollect.cli.exits import Exit
from lexcollect.cli.fitting import Block, show_fitting
from lexcollect.cli.report import Report
from lexcollect.documents.register import ALL, STAGES
from lexcollect.documents.survey import Readiness, Surveyed
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.matter.answering import Answered

_MARKS = {Readiness.LACKS: "●", Readiness.BARRED: "×"}
_INDENT = "     "
#: So much of what a paper lacks stands behind its title; all of it with --full.
_SHOWN = 64


def offered(console: Console, folder: Path, templates: Sequence[Path], contract: str, *, full: bool) -> Report:
    """Return the offer for the matter in ``folder``; it is only read."""
    from lexcollect.matter.answering import answer
    from lexcollect.matter.papers import latest_pages, survey_papers
    from lexcollect.matter.shapes.papers import offer_json

    answered = answer(folder, console.settings.as_of)
    pages, stale = latest_pages(answered)
    with console.step("cli.draft.looking"):
        found = survey_papers(answered, pages, templates, contract)
    findings = (*answered.read_findings, *stale)
    words = words_for(answered.folder)
    return Report(
        findings,
        offer_json(answered, found),
        lambda out: show(out, answered, found, findings, full=full),
        next=("draft", *words, ALL),
        matter=answered.folder,
        exit=Exit.FINE,
    )


def show(
    out: Console, answered: Answered, found: Sequence[Surveyed], findings: Sequence[Finding], *, full: bool
) -> None:
    """Print the papers stage by stage: what could be signed now in one line, what lacks something one by one."""
    apart = [one for one in found if one.readiness is Readiness.APART]
    blocks = [Block(0, lambda out: out.say("cli.draft.offer_head", matter=answered.case.matter, day=answered.as_of))]
    for stage in STAGES:
        mine = [one for one in found if one.paper.stage == stage and one.readiness is not Readiness.APART]
        if not mine:
            continue
        blocks.append(Block(0, lambda out, stage=stage, mine=mine: _ready(out, stage, mine)))  # type: ignore[misc]
        blocks += [_open(one) for one in mine if one.readiness is not Readiness.READY]
    if apart:
        blocks.append(Block(3, lambda out: _apart(out, apart, full=True), "", lambda out: _apart(out, apart)))
    show_fitting(out, blocks, findings, ("draft", *words_for(answered.folder), "--full"), full=full)


def _ready(out: Console, stage: str, mine: Sequence[Surveyed]) -> None:
    ready = [f"{one.paper.id} {one.title}" for one in mine if one.readiness is Readiness.READY]
    head = say(f"cli.draft.stage.{stage}")
    out.say("cli.draft.ready", stage=head, papers=ready) if ready else out.say("cli.draft.none_ready", stage=head)


def _open(one: Surveyed) -> Block:
    """Return the lines of a paper that is not ready: one that says what is open, and all of it."""
    head = f" {_MARKS[one.readiness]} {one.paper.id} {one.title}　"

    def brief(out: Console) -> None:
        told = "；".join(_short(one))
        out.line(head + (told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"))

    def whole(out: Console) -> None:
        out.line(head + say("cli.draft.open_count", count=one.open))
        for line in _lines(one):
            out.line(_INDENT + line)

    rank = 1 if one.readiness is Readiness.BARRED else 2
    return Block(rank, whole, say("cli.draft.part_open"), brief)


def _short(one: Surveyed) -> Iterator[str]:
    if one.refusals:
        yield from (f.message() for f in one.refusals)
        return
    if one.blanks:
        yield say("cli.draft.blanks", count=len(one.blanks), what=list(one.blanks))
    if one.doubts:
        yield say("cli.draft.doubts", count=len(one.doubts), what=[f.message() for f in one.doubts])


def _lines(one: Surveyed) -> Iterator[str]:
    yield from (f"× {f.line()}" for f in one.refusals)
    yield from (say("cli.draft.blank", what=what) for what in one.blanks)
    yield from (f"● {f.line()}" for f in one.doubts)


def _apart(out: Console, apart: Sequence[Surveyed], *, full: bool = False) -> None:
    out.say("cli.draft.apart", count=len(apart))
    for one in apart if full else ():
        out.line(f"{_INDENT}{one.paper.id} {one.title}　{one.refusals[0].message()}")
