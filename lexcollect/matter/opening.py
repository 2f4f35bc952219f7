"""Opening: a matter read and checked, before any law is asked.

Owns :func:`open_matter`: case file, evidence catalogue if there is one, and what the two say of each other. Reads no
raw material unless told to: names and sizes are looked up, hashes are those that intake remembers. Refuses a case that
cannot be read, with all its findings.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, has_errors
from lexcollect.layout import CASE, COMMIT, RAW
from lexcollect.matter.layout import find_matter
from lexcollect.matter.sources import Sources, read_sources
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lexcollect.casefile.models import Case
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


def open_matter(given: Path | str | None, *, read_material: bool = False) -> Matter:
    """Return the matter at ``given`` (its folder or case file; nothing is the current folder), read and checked.

    ``read_material``: the files of the catalogue are hashed and recognised by their bytes, as a package needs them.
    Then all must be accounted for; otherwise what only a package needs is told and not in the way. :class:`Refused`
    with every finding when the case or the catalogue cannot be used.
    """
    from lexcollect.casefile.checks import check_evidence
    from lexcollect.casefile.loader import parse_case

    folder = find_matter(None if given is None else Path(given))
    told = _settled(folder)
    sources = read_sources(folder)
    loaded = parse_case(sources.case, CASE)
    findings = [*told, *loaded.findings]
    catalogue = None
    if sources.catalogue is not None:
        from lexcollect.evidence.catalogue import read_catalogue
        from lexcollect.evidence.decisions import tell_waiting
        from lexcollect.evidence.material import by_bytes, by_memory
        from lexcollect.intake.register import remembered

        ids = tuple(party.id_no for party in loaded.case.parties if party.id_no) if loaded.case else ()
        look = partial(by_bytes, known_ids=ids) if read_material else by_memory(remembered(folder))
        catalogue, found = read_catalogue(sources.catalogue, folder / RAW, look, for_package=read_material)
        findings += found
        if catalogue is not None and not read_material:
            findings += tell_waiting(catalogue)
    if loaded.case is not None and catalogue is not None:
        findings += check_evidence(loaded.case, {item.id for item in catalogue.items})
    if loaded.case is None or has_errors(findings):
        raise Refused(findings)
    return Matter(folder, loaded.case, catalogue, tuple(findings), loaded.sha256, read_material, sources)


def _settled(folder: Path) -> tuple[Finding, ...]:
    """Finish or undo what a killed run was about to write, and tell of it."""
    if not (folder / COMMIT).exists():
        return ()
    from lexcollect.matter.lock import settle_if_free

    return settle_if_free(folder)
