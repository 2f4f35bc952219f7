"""Package run: the steps of ``bundle`` and ``bundle serve`` in their order, for whoever holds the matter.

Owns what comes after what: the matter read, where it goes on, passwords, the package, papers that cite other pages; and
that a version was handed in. Told are steps and findings; how they are shown is decided by the verb or the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import PACKED_NAMES, SERVED, WITHHELD
from lexcollect.records import dataclass, field
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.bundle.model import Built, Profile
    from lexcollect.bundle.supplement import Numbering
    from lexcollect.evidence.items import Catalogue
    from lexcollect.matter.packing import Packing
    from lexcollect.matter.serving import Serving

#: Surrounds a step that takes its time; called with how many exhibits go in.
During = Callable[[int], AbstractContextManager[object]]


@dataclass(frozen=True)
class Asked:
    """What a package is to be: its way of binding, only what is new, new exhibits at their place, why it comes late.

    ``passwords`` open locked files (file → password) and are kept nowhere.
    """

    profile: Profile | None = None
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    searchable: bool = True
    supplement: bool = False
    insert: bool = False
    late: str = ""
    print_late: bool = False

    def numbering(self, matter: Path) -> Numbering:
        """Return where the package goes on; :class:`Refused` where there is nothing to go on behind."""
        from lexcollect.matter.serving import numbering_for

        late = self.late.strip() if self.print_late else ""
        return numbering_for(matter, supplement=self.supplement, insert=self.insert, late=late)


@dataclass(frozen=True)
class Packed:
    """What became of it, with all findings."""

    packing: Packing
    numbering: Numbering
    built: Built
    findings: tuple[Finding, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that were written, relative to the matter.

        Also of a package that was there: a run that was cut short behind it left no line of it in the journal.
        """
        from lexcollect.matter.laid_down import laid_down

        built, matter = self.built, self.packing.folder
        if built.folder is None:
            return ()
        root = built.folder.relative_to(matter).as_posix()
        if not built.new and root in laid_down(matter).digests:
            return ()
        names = (PACKED_NAMES.format(version=built.folder.name), WITHHELD.format(version=built.folder.name))
        return (*(f"{root}/{name}" for name in built.files), *names)


def packed(
    matter: Path,
    as_of: date,
    today: date,
    asked: Asked,
    passwords: Callable[[Catalogue], Mapping[str, str]],
    during: During,
) -> Packed:
    """Build the next version of the package; ``passwords`` are asked for once the catalogue is read.

    It bears the day ``as_of``; ``today`` is that of the clock, by which everything was decided and taken in.
    """
    from lexcollect.bundle.supplement import to_pack
    from lexcollect.matter.cited_pages import moved_citations
    from lexcollect.matter.packages import pack
    from lexcollect.matter.packing import open_packing

    packing = open_packing(matter, as_of)
    numbering = asked.numbering(matter)
    given = passwords(packing.catalogue)
    with during(len(to_pack(packing.catalogue, numbering.series).items)):
        built = pack(
            packing,
            given,
            as_of,
            searchable=asked.searchable,
            numbering=numbering,
            profile=asked.profile,
            today=today,
        )
    findings = [*packing.read_findings, *built.findings]
    series = numbering.series
    if built.folder is not None:
        findings += moved_citations(matter, packing.catalogue, {**series.kept, **built.labels})
        if series.last and series.supplement:
            findings.append(finding("LX-B226", late=asked.late.strip() or text("bundle_verb.supplement.no_reason")))
    return Packed(packing, numbering, built, tuple(findings))


def opened_by(catalogue: Catalogue, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return ``given`` (file → password); :class:`Refused` where one does not open its file."""
    from lexcollect.matter.packages import opens_with

    wrong = [
        finding("LX-W160", Where(file.name), file=file.name)
        for file in catalogue.files()
        if given.get(file.name) and not opens_with(file, given[file.name])
    ]
    if wrong:
        raise Refused(wrong)
    return given


@dataclass(frozen=True)
class HandedIn:
    """That a version was handed in, with all findings; ``changed`` is the record where this run wrote it."""

    serving: Serving
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]


def handed_in(matter: Path, on: date, to: Sequence[str], version: str, late: str, today: date) -> HandedIn:
    """Record that ``version`` (default: the latest) was handed in on ``on``, not after ``today``, ``to`` each."""
    from lexcollect.matter.cited_pages import moved_citations
    from lexcollect.matter.opening import open_parts
    from lexcollect.matter.packing import needed
    from lexcollect.matter.serving import is_laid_down, serve

    parts = open_parts(matter, read_material=True)
    if parts.catalogue is None and parts.catalogue_findings:
        raise Refused(parts.catalogue_findings)
    catalogue = needed(parts.catalogue)
    made = serve(matter, catalogue, on, to, version, late, today=today)
    pages = {one.id: one.pages for one in made.served.exhibits.values()}
    findings = (*made.findings, *moved_citations(matter, catalogue, pages))
    return HandedIn(made, findings, (SERVED,) if made.new or not is_laid_down(matter) else ())


def recipients_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return each recipient of ``words`` once: several stand in one behind 、."""
    return tuple(dict.fromkeys(name for one in words for word in one.split("、") if (name := one_line(word))))


#: No recipient is called longer, and no reason needs more words.
_MOST_CHARS = 500


def one_line(words: str) -> str:
    """Return ``words`` on one line, without signs that are not seen, as a record takes them."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable())[:_MOST_CHARS]
