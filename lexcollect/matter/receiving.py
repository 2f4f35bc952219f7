"""Receiving: a messy folder taken into a matter.

Owns which folder is read into which matter, that a folder of no matter gets one beside it, and the first catalogue
proposed for it. Copying, hashing and looking are the business of ``intake``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CATALOGUE, MATERIAL_LIST, PROBLEMS, RAW
from lexcollect.matter.laid_down import laid_down
from lexcollect.matter.layout import find_matter, is_matter, refuse_links
from lexcollect.matter.outputs import refuse_folder
from lexcollect.matter.verifying import register_altered
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.evidence.progress import Progress
    from lexcollect.intake.records import Intake
    from lexcollect.matter.deciding import Open
    from lexcollect.matter.lock import Held
    from lexcollect.proposing.papers import Paper

#: So many new files are named in the finding on a catalogue that does not know them.
_NAMED = 5


@dataclass(frozen=True)
class Received:
    """What an intake brought: its records and findings, the catalogue proposed, and the files written.

    ``facts`` are the facts that wait for a person, found in ``fact_files`` files; ``sheets`` the spreadsheets written;
    ``said`` are the statements of chats and mails that may count, in how many ``talks``; ``progress`` how many files of
    the catalogue a person has looked at, where it can be read.
    """

    matter: Path
    intake: Intake
    proposed: tuple[str, ...]
    written: tuple[str, ...]
    findings: tuple[Finding, ...]
    facts: int = 0
    fact_files: int = 0
    sheets: tuple[str, ...] = ()
    said: int = 0
    talks: int = 0
    progress: Progress | None = None


def destination(source: Path | None, folder: Path | None) -> tuple[Path, Path]:
    """Return what is read and the matter it goes into; a matter named alone is read anew."""
    from lexcollect.cn.names import safe_file_name

    if source is None or (folder is None and is_matter(source)):
        matter = find_matter(source)
        return matter / RAW, matter
    if not source.is_dir():
        raise Refused([finding("LX-A102", Where(str(source)))])
    if folder is None:
        here = Path()
        folder = here if is_matter(here) else here / safe_file_name(f"{source.resolve().name}-案件")
    if not is_matter(folder):
        refuse_folder(folder)
    return source, folder


def receive(source: Path | str, matter: Path | str) -> Received:
    """Take ``source`` into ``matter``, which is made if there is none, and propose a catalogue if it has none."""
    source, matter = Path(source), Path(matter)
    return received(matter, take(source, matter))


def take(source: Path, matter: Path) -> Intake:
    """Take ``source`` into ``matter``, which is made if there is none."""
    from lexcollect.intake.taking import take_in
    from lexcollect.matter.creation import create
    from lexcollect.matter.packages import digested_ahead

    if not is_matter(matter):
        create(matter)
    refuse_links(matter)
    (matter / RAW).mkdir(exist_ok=True)
    altered = [told for told in register_altered(matter) if told.stops]
    with digested_ahead(matter) as ahead:
        intake = take_in(source, matter, known_ids=known_ids(matter), stored=ahead.begin)
    # From now on the journal keeps the register as it is: what was altered before is told now or never.
    return replace(intake, findings=(*altered, *intake.findings)) if altered else intake


def known_ids(matter: Path) -> tuple[str, ...]:
    """Return the ID numbers of the parties, as far as the case file can be read already."""
    from lexcollect.casefile.loader import load_case

    case = load_case(matter / CASE, CASE).case
    return tuple(p.id_no for p in case.parties if p.id_no) if case else ()


def received(matter: Path, intake: Intake, held: Held | None = None) -> Received:
    """Return an intake with the catalogue proposed for it and with what it wrote, relative to ``matter``.

    Who holds the matter gets its spreadsheets too; a new matter is finished after them.
    """
    from lexcollect.matter.creation import finish
    from lexcollect.matter.proposing import papers_of
    from lexcollect.matter.recognising import remarks_on_pictures

    added = intake.summary.added
    papers = list(papers_of(matter, intake.records))
    proposed = _propose(matter, intake, papers)
    kept, found, told = _facts(matter, papers)
    told = (*told, *remarks_on_pictures(matter, intake.records, papers))
    written = (*proposed, *kept, *(f"{RAW}/{name}" for name in _to_name(matter, added)), MATERIAL_LIST, PROBLEMS)
    findings = (*intake.findings, *_uncatalogued(matter, added, proposed), *told)
    sheets: tuple[str, ...] = ()
    if held is not None:
        from lexcollect.matter.sheets import write_sheets

        drawn = write_sheets(held, papers)
        sheets, findings = drawn.files, (*findings, *drawn.findings)
    finish(matter)
    facts, files = (len(found.proposals), found.files) if found else (0, 0)
    said = [count for count in (found.said() if found else ()) if count]
    all_written, looked_at = (*written, *sheets), _progress(matter)
    return Received(
        matter, intake, proposed, all_written, findings, facts, files, sheets, sum(said), len(said), looked_at
    )


def _progress(matter: Path) -> Progress | None:
    """Return how many files a person has looked at; nothing where the catalogue cannot be read."""
    from lexcollect.evidence.catalogue import load_catalogue
    from lexcollect.evidence.material import by_memory
    from lexcollect.evidence.progress import progress_of
    from lexcollect.intake.register import remembered

    if not (matter / CATALOGUE).is_file():
        return None
    catalogue, _ = load_catalogue(matter / CATALOGUE, matter / RAW, by_memory(remembered(matter)))
    return progress_of(catalogue) if catalogue else None


def _facts(matter: Path, papers: Sequence[Paper]) -> tuple[tuple[str, ...], Open | None, tuple[Finding, ...]]:
    """Write down the facts that wait for a person; return what was written, and what waits."""
    from lexcollect.matter.deciding import keep, open_facts

    try:
        found = open_facts(matter, papers)
    except Refused as refused:  # a case file or decisions that cannot be read stop no intake
        return (), None, tuple(refused.findings)
    from lexcollect.proposing.remarks import remarks_on
    from lexcollect.proposing.waybills import unnamed_contents

    return keep(matter, found), found, (*remarks_on(papers), *unnamed_contents(papers))


def _to_name(matter: Path, added: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that the journal is to name: those added, and those of a run that was cut short before it."""
    from lexcollect.intake.register import registered

    known = laid_down(matter).material
    return tuple(dict.fromkeys((*added, *sorted(name for name in registered(matter) if name not in known))))


def _propose(matter: Path, intake: Intake, papers: Sequence[Paper]) -> tuple[str, ...]:
    """Write a first catalogue if the matter has none; return what was written."""
    from lexcollect.evidence.proposal import propose_catalogue
    from lexcollect.matter.proposing import drafts_of

    if (matter / CATALOGUE).exists() or not intake.records:
        return ()
    propose_catalogue(intake, matter, drafts_of(matter, papers, intake.records), _grounds(intake, papers))
    return (CATALOGUE,)


def _grounds(intake: Intake, papers: Sequence[Paper]) -> frozenset[str]:
    """Return the files of unclear origin on which facts rest: those must not be left out without a word."""
    from lexcollect.evidence.proposal import only_unclear
    from lexcollect.proposing.gathering import found_in

    unclear = {record.name for record in intake.records if only_unclear(record)}
    return frozenset(paper.file for paper in papers if paper.file in unclear and found_in(paper))


def _uncatalogued(matter: Path, added: tuple[str, ...], proposed: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return one finding for new files that an existing catalogue cannot know yet."""
    if proposed or not added or not (matter / CATALOGUE).exists():
        return ()
    names = [*added[:_NAMED], *(["…"] if len(added) > _NAMED else [])]
    return (finding("LX-I048", Where(CATALOGUE), count=len(added), names=names),)
