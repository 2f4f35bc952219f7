"""Opening: a matter read and checked, before any law is asked.

Owns :func:`open_matter`: case file, evidence catalogue if there is one, and what the two say of each other. Reads no
raw material unless told to: names and sizes are looked up, hashes are those that intake remembers. Refuses a case that
cannot be read, with all its findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Level, Refused, has_errors
from lexcollect.layout import CASE, COMMIT, RAW, SERVED
from lexcollect.matter.layout import find_matter
from lexcollect.matter.sources import Sources, read_sources
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lexcollect.casefile.models import Case
    from lexcollect.casefile.sketch import Sketch
    from lexcollect.evidence.items import Catalogue
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.given import Day
    from lexcollect.matter.verifying import Checked


@dataclass(frozen=True)
class Matter:
    """A matter folder, read and checked.

    ``case`` is its case file as facts, ``catalogue`` its evidence if there is a catalogue, ``findings`` the warnings
    and notes of reading them. ``material_read``: the raw files were read too, as building a package asks.
    ``sources`` are the two files as they were read, from which changes are made.
    """

    folder: Path
    case: Case
    catalogue: Catalogue | None
    findings: tuple[Finding, ...]
    case_sha256: str
    material_read: bool = False
    sources: Sources | None = None

    @property
    def name(self) -> str:
        """What the case file calls the matter (案件名称)."""
        return self.case.matter

    def answer(self, as_of: Day, *, dates_anyway: bool = False) -> Answered:
        """Return claims and deadlines on ``as_of``, with the rates in use for this matter.

        :class:`~lexcollect.law.trace.LawUnknown` when the law of a needed day is not in the book; with
        ``dates_anyway`` a rate that is not published yet leaves the amounts short, which a finding tells.
        """
        from lexcollect.matter.answering import answer_opened
        from lexcollect.matter.given import day

        return answer_opened(self, day(as_of), dates_anyway=dates_anyway)

    def verify(self) -> Checked:
        """Compare the raw material with what was taken in, and the latest package with its lists; reads every byte."""
        from lexcollect.matter.verifying import verify_matter

        return verify_matter(self.folder)

    def note(self, command: str, when: datetime, as_of: Day, changed: Sequence[str]) -> None:
        """Append one line to the journal: what ``command`` changed at the moment ``when`` (names below the folder)."""
        from lexcollect.matter import journal
        from lexcollect.matter.given import day

        journal.note(self.folder, command, when, day(as_of), tuple(changed))


def open_matter(given: Path | str | None, *, read_material: bool = False, for_figures: bool = False) -> Matter:
    """Return the matter at ``given`` (its folder or case file; nothing is the current folder), read and checked.

    ``read_material``: the files of the catalogue are hashed and recognised by their bytes, as a package needs them.
    Then all must be accounted for; otherwise what only a package needs is told and not in the way. ``for_figures``:
    sums and deadlines are asked for, which no mistake of the catalogue holds up. :class:`Refused` with every finding
    when the case or the catalogue cannot be used.
    """
    parts = open_parts(given, read_material=read_material, for_figures=for_figures)
    if parts.case is None or has_errors(parts.findings):
        raise Refused(parts.findings)
    return Matter(
        parts.folder,
        parts.case,
        parts.catalogue,
        parts.findings,
        parts.case_sha256,
        read_material,
        parts.sources,
    )


@dataclass(frozen=True)
class Parts:
    """Case file and catalogue of a matter, each as far as it can be read, with what was found of each.

    ``cited`` is what they say of each other.
    """

    folder: Path
    sources: Sources
    case: Case | None
    case_sha256: str
    case_findings: tuple[Finding, ...]
    catalogue: Catalogue | None
    catalogue_findings: tuple[Finding, ...]
    cited: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding."""
        return (*self.case_findings, *self.catalogue_findings, *self.cited)

    @property
    def sketch(self) -> Sketch | None:
        """Who sues whom over what, as the case file says it whatever else is wrong with it."""
        from lexcollect.casefile.sketch import sketch_case

        return sketch_case(self.sources.case)


def open_parts(given: Path | str | None, *, read_material: bool = False, for_figures: bool = False) -> Parts:
    """Return case file and catalogue of the matter at ``given`` as :func:`open_matter` reads them, right or wrong."""
    folder = find_matter(None if given is None else Path(given))
    told = _settled(folder)
    return read_parts(folder, read_sources(folder), told, read_material=read_material, for_figures=for_figures)


def read_parts(
    folder: Path,
    sources: Sources,
    told: tuple[Finding, ...] = (),
    *,
    read_material: bool = False,
    for_figures: bool = False,
) -> Parts:
    """Return ``sources`` read as those of the matter ``folder``, also where they are not written yet.

    ``told`` are findings that go before those of the case file.
    """
    from lexcollect.casefile.checks import check_evidence
    from lexcollect.casefile.loader import parse_case
    from lexcollect.casefile.withdrawn import check_withdrawn

    loaded = parse_case(sources.case, CASE)
    catalogue, about_catalogue = None, list[Finding]()
    if sources.catalogue is not None:
        from lexcollect.evidence.catalogue import read_catalogue
        from lexcollect.evidence.decisions import tell_waiting
        from lexcollect.evidence.material import by_bytes, by_memory
        from lexcollect.intake.register import remembered

        look = by_memory(remembered(folder))
        if read_material:
            look = partial(by_bytes, known_ids=_id_numbers(loaded.case, sources))
        catalogue, about_catalogue = read_catalogue(
            sources.catalogue, folder / RAW, look, for_package=read_material, for_figures=for_figures
        )
        if catalogue is not None and not read_material:
            about_catalogue += tell_waiting(catalogue)
        if catalogue is not None and any(file.private for item in catalogue.items for file in item.files):
            from lexcollect.evidence.private_runs import tell_private  # only a chat that says something of the kind
            from lexcollect.intake.private_words import tails_in

            about_catalogue += tell_private(catalogue, tails_in(sources.case.decode("utf-8", "replace")))
        if catalogue is not None and (read_material or (folder / SERVED).exists()):
            from lexcollect.matter.serving import served_checks

            served = served_checks(folder, catalogue, for_package=read_material)
            about_catalogue += softened(served) if for_figures else served
            catalogue = catalogue if for_figures or not has_errors(served) else None
    cited: list[Finding] = []
    if loaded.read is not None and catalogue is not None:
        numbers = {item.no: item.id for item in catalogue.items}
        cited = check_evidence(loaded.read, [item.id for item in catalogue.items], numbers)
        cited += check_withdrawn(loaded.read, {item.id: item.no for item in catalogue.items if item.withdrawn})
        if for_figures:
            cited = softened(cited)  # no sum rests on an exhibit, and a date without its proof is the safe one
    return Parts(
        folder,
        sources,
        loaded.case,
        loaded.sha256,
        (*told, *loaded.findings),
        catalogue,
        tuple(about_catalogue),
        tuple(cited),
    )


def _id_numbers(case: Case | None, sources: Sources) -> tuple[str, ...]:
    """Return the ID numbers of the parties: they are expected in the papers."""
    if case is not None:
        return tuple(party.id_no for party in case.parties if party.id_no)
    from lexcollect.casefile.sketch import sketch_case

    sketch = sketch_case(sources.case)
    return sketch.id_numbers if sketch else ()


def softened(findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` as they are told to who needs nothing of what they are about: no error among them."""
    return [replace(f, level=Level.WARNING) if f.stops else f for f in findings]


def _settled(folder: Path) -> tuple[Finding, ...]:
    """Finish or undo what a killed run was about to write, and tell of it."""
    if not (folder / COMMIT).exists():
        return ()
    from lexcollect.matter.lock import settle_if_free

    return settle_if_free(folder)
