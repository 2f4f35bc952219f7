"""Sheet facts: the proposed facts of a matter in its form (待确认), and the decisions that come back.

Owns when the material is read anew for them, and that a decision in a sheet goes the same way as one on the terminal
(``matter.deciding``): worked out against the case file as it stands then, remembered whatever it was. What a person
typed elsewhere in the same sheet stands before what a paper says.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import FACTS
from lexcollect.matter.lock import Held
from lexcollect.matter.proposing import gathered, papers_known

if TYPE_CHECKING:
    from lexcollect.proposing.decisions import Decided
    from lexcollect.proposing.papers import Paper
    from lexcollect.proposing.shapes import Proposal
    from lexcollect.sheets.fact_choices import FactChoice, FactChoices
    from lexcollect.sheets.reading import Book


def open_proposals(folder: Path, papers: Sequence[Paper] | None = None) -> tuple[Proposal, ...]:
    """Return the facts that wait for a person; none where no intake proposed any, or where they cannot be read."""
    from lexcollect.matter.deciding import open_facts

    if not _waiting(folder) and papers is None:
        return ()
    try:
        return open_facts(folder, papers_known(folder) if papers is None else papers).proposals
    except Refused:  # the case file or the decisions cannot be read: told by whoever opens the matter
        return ()


def choices_in(folder: Path, book: Book, file: str, pending: frozenset[str]) -> FactChoices:
    """Return the decisions in ``book``, with what the case file could not read as findings. Writes nothing."""
    from lexcollect.matter.deciding import decided_in, open_facts, refuse_unreadable
    from lexcollect.sheets.fact_choices import FactChoices, fact_choices
    from lexcollect.sheets.fact_rows import TABLE, VALUE, VERDICT

    table = book.tables.get(TABLE)
    if table is None or not any(line.text(VERDICT) or line.text(VALUE) for line in table.lines):
        return FactChoices()
    try:
        proposals = open_facts(folder, papers_known(folder)).proposals
        decided = decided_in(folder)
    except Refused as refused:
        return FactChoices(findings=list(refused.findings))
    out = fact_choices(book, proposals, decided, file, pending)
    known = {one.id: one for one in proposals}
    for one in out.taken:
        if one.id not in known:
            continue
        try:
            refuse_unreadable(known[one.id], one.corrected)
        except Refused as refused:
            where = Where(f"{file}（{TABLE}）", one.row)
            out.findings += [finding("LX-W086", where, fact=one.name, why=each.message()) for each in refused.findings]
    return out


def take_choices(held: Held, choices: Sequence[FactChoice]) -> tuple[Finding, ...]:
    """Write what was decided: facts into the case file, one by one, and every decision into the list of decisions.

    A decision is kept as soon as its fact is written, so that a run which is cut short loses none.
    """
    papers = papers_known(held.folder)
    told: list[Finding] = []
    for choice in choices:
        decided, findings = _take(held, papers, choice)
        told += findings
        if decided is not None:
            _keep(held, papers, decided)
    return tuple(told)


def _take(held: Held, papers: Sequence[Paper], choice: FactChoice) -> tuple[Decided | None, list[Finding]]:
    from lexcollect.matter.deciding import accept, refuse
    from lexcollect.proposing.decisions import Decided, Verdict
    from lexcollect.sheets.fact_rows import seal_of

    day = held.now.date()
    now = _still(gathered(held.folder, papers).proposals, choice)
    if now is None:  # typed in the same sheet, or written by a run that was cut short: the decision stands
        return Decided(choice.id, choice.verdict, choice.by, day, choice.told, choice.mark), []
    if choice.verdict is Verdict.REFUSED:
        return refuse(now, choice.by, day, choice.open), []
    told: list[Finding] = []
    refused, open_ = set(choice.refused), choice.open | (set(now.values) - choice.keys)
    if seal_of(now) != choice.seal:
        typed = {one.key for one in now.rivals if one.spot is None} - set(choice.corrected)
        if typed:
            told.append(finding("LX-W085", Where(FACTS), fact=choice.name))
        refused |= typed
    if set(now.values) <= refused | open_ and not choice.corrected:
        return Decided(choice.id, choice.verdict, choice.by, day, choice.told, choice.mark), told
    return accept(
        held, papers, now, choice.by, choice.corrected, refused=refused, undecided=open_ - set(choice.corrected)
    ), told


def _still(proposals: Sequence[Proposal], choice: FactChoice) -> Proposal | None:
    """Return what is left of the fact that was decided on; its two halves become one when one of them is written."""
    alike = [one for one in proposals if one.id.removesuffix("?") == choice.id.removesuffix("?")]
    exact = [one for one in alike if one.id == choice.id]
    return next((one for one in (*exact, *alike) if choice.keys & set(one.values)), None)


def _keep(held: Held, papers: Sequence[Paper], decided: Decided) -> None:
    from lexcollect.matter.deciding import Open, decided_in, keep
    from lexcollect.proposing.decisions import still_open

    known = (*decided_in(held.folder), decided)
    left = still_open(gathered(held.folder, papers).proposals, known)
    keep(held.folder, Open(left, known, 0))


def _waiting(folder: Path) -> bool:
    """Tell whether the last intake left facts open, without reading the material."""
    from lexcollect.files import read_bounded

    try:
        return "\n待确认:\n" in read_bounded(folder / FACTS, 20_000_000).decode("utf-8", "replace")
    except OSError:
        return False
