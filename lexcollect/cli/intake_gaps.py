"""``intake --gaps`` (证据缺口): which exhibits bear each element of the claim, what is missing, who can fill it.

Owns how the matrix looks on screen. Reads the matter as it stands, takes nothing in and writes nothing. The run ends
with 1 while something that the creditor must prove has no proof at all, else with 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.burden import Gap, Gravity, Row, Standing, gaps_of
from lexcollect.burden.shapes import Chain
from lexcollect.casefile.exhibits import ExhibitRef, numbers_in_runs
from lexcollect.cli.report import Report
from lexcollect.wording import Text, language, say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Marks of a row and of a gap; GBK has them all.
_ROW_MARKS = {Standing.SHOWN: "√", Standing.WEAK: "▲", Standing.MISSING: "■"}
_GAP_MARKS = {Gravity.DECIDES: "■", Gravity.WEAK: "▲", Gravity.HELPS: "●"}
#: So many facts of one gap are named; the rest is counted. JSON has all.
_NAMED = 6
#: So many demands are told link by link, the last ones; JSON has all.
_CHAINS = 12
#: A demand by letter has so many links; what has fewer is told by its exhibits alone.
_LINKS = 3


def gaps_report(console: Console, folder: Path) -> Report:
    """Return the proof matrix of the matter at ``folder`` on the as-of day, and its gaps, the most urgent first."""
    from lexcollect.cli.console import words_for
    from lexcollect.matter.answering import answer
    from lexcollect.matter.exhibits import exhibits_of
    from lexcollect.matter.proof import gap_findings, proof_of
    from lexcollect.matter.shapes.proof import proof_json

    answered = answer(folder, console.settings.as_of, dates_anyway=True)
    rows, refs = proof_of(answered), exhibits_of(answered.catalogue, {})
    unread = tuple(one for one in answered.read_findings if one.stops)

    def show(out: Console) -> None:
        _matrix(out, rows, refs)
        _gaps(out, rows, answered.as_of.isoformat())

    findings = (*unread, *gap_findings(answered, rows))
    following: tuple[str | Path, ...] = ("due", *words_for(answered.folder))
    return Report(findings, proof_json(rows), show, following)


def _matrix(out: Console, rows: Sequence[Row], refs: Mapping[str, ExhibitRef]) -> None:
    contracts = list(dict.fromkeys(row.contract for row in rows))
    for contract in contracts:
        mine = [row for row in rows if row.contract == contract]
        out.say("cli.gaps.head", contract=contract if len(contracts) > 1 else "")
        heads = [say(f"cli.gaps.{word}") for word in ("element", "burden", "standing", "exhibits")]
        out.table(heads, [_cells(row, refs) for row in mine])
        chains = [chain for row in mine for chain in row.chains if len(chain.links) >= _LINKS]
        chains.sort(key=lambda chain: chain.on)
        if chains:
            out.line()
            out.say("cli.gaps.chains")
        for chain in chains[-_CHAINS:]:
            out.line("  " + _chain(chain, refs))
        if len(chains) > _CHAINS:
            out.say("cli.gaps.more_chains", count=len(chains) - _CHAINS)
        out.line()


def _cells(row: Row, refs: Mapping[str, ExhibitRef]) -> tuple[str, ...]:
    element = row.element
    return (
        element.fact if language() == "zh" else element.fact_en,
        say(f"burden.burden.{element.burden}"),
        _ROW_MARKS.get(row.standing, "○") + say(f"burden.standing.{row.standing}"),
        _numbers(row.exhibits, refs),
    )


def _numbers(ids: Sequence[str], refs: Mapping[str, ExhibitRef]) -> str:
    """Return exhibits by their numbers, a long row of them as one; without a list by what the facts call them."""
    return numbers_in_runs(ids, refs) if refs else "、".join(ids)


def _chain(chain: Chain, refs: Mapping[str, ExhibitRef]) -> str:
    told = [f"{name} {_numbers(ids, refs) or say('cli.gaps.lacks')}" for name, ids in chain.links]
    key = "cli.gaps.chain" if chain.counts else "cli.gaps.chain_weak"
    return say(key, date=chain.on, event=chain.title, links=say("cli.gaps.then").join(told))


def _gaps(out: Console, rows: Sequence[Row], day: str) -> None:
    found = gaps_of(rows)
    if not found:
        out.say("cli.gaps.none")
        return
    out.say("cli.gaps.gaps", count=len(found), day=day)
    for number, (row, gap) in enumerate(found, 1):
        for line in _gap(number, row, gap):
            out.line(line)


def _gap(number: int, row: Row, gap: Gap) -> Iterator[str]:
    element = row.element
    fact = element.fact if language() == "zh" else element.fact_en
    names = named(gap.names)
    yield say("cli.gaps.gap", mark=_GAP_MARKS[gap.gravity], number=number, fact=fact, what=gap.what)
    if names:
        yield "     " + say("cli.gaps.about", names=names)
    papers = element.evidence if language() == "zh" else element.evidence_en
    fill = say("cli.gaps.sep").join(papers) if gap.papers else gap.fill
    yield "     " + say("cli.gaps.fill", fill=fill or "", by=say(f"burden.supplier.{gap.supplier}"))
    if gap.gravity is Gravity.DECIDES:
        yield "     " + say("cli.gaps.else", missing=element.missing if language() == "zh" else element.missing_en)
    articles = "、".join(map(str, gap.cites))
    if gap.until:
        yield "     " + say("cli.gaps.until", until=gap.until)
    if articles:
        yield "     " + say("cli.gaps.basis", articles=articles)


def named(names: Sequence[Text]) -> str:
    """Return what a gap is about: a few by name, and how many more."""
    told = say("cli.gaps.sep").join(map(str, names[:_NAMED]))
    return say("cli.gaps.more", names=told, count=len(names)) if len(names) > _NAMED else told
