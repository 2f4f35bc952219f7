"""Serving (提交): that a version of the package was handed in, and what follows for the packages after it.

Owns ``2-整理/已提交.yaml`` on disk: :func:`serve` adds to it, nothing else writes it. Refuses a version that is not
intact, that the catalogue no longer knows, or that would give a served exhibit other pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.evidence.served import Handed, Served, ServedExhibit, ServedSet, read_served, text_of
from lexcollect.files import read_bounded, sha256_file, write_text
from lexcollect.findings import Finding, Level, Refused, Where, finding
from lexcollect.layout import PACKAGES, SERVED
from lexcollect.matter.exhibits import packed_in, same_pages
from lexcollect.matter.packages import latest_package, versions_in
from lexcollect.records import dataclass
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.bundle.supplement import Numbering
    from lexcollect.cn.page_labels import PageLabel, Span
    from lexcollect.evidence.items import Catalogue

#: The files of an exhibit are not those that were handed in.
_OTHER_FILES = "LX-E133"
#: No record of served packages is longer.
_MOST_BYTES = 64 << 20


@dataclass(frozen=True)
class Serving:
    """What was recorded: all that was handed in, the set itself, and whether this run wrote anything."""

    served: Served
    set: ServedSet
    new: bool
    findings: tuple[Finding, ...]


def served_in(matter: Path) -> Served:
    """Return what was handed in of ``matter``; :class:`Refused` when the record cannot be read."""
    path = matter / SERVED
    return read_served(read_bounded(path, _MOST_BYTES), SERVED) if path.is_file() else Served()


def served_checks(matter: Path, catalogue: Catalogue, *, for_package: bool = True) -> list[Finding]:
    """Return what ``catalogue`` says otherwise than what was handed in.

    ``for_package`` also that the record itself was altered; else other files of an exhibit are a warning, since papers
    cite its number and page only.
    """
    from lexcollect.evidence.served_checks import check_served

    try:
        served = served_in(matter)
    except Refused as error:
        return list(error.findings)
    found = check_served(catalogue, served)
    return [*found, *_record_altered(matter)] if for_package else [_milder(one) for one in found]


def _milder(one: Finding) -> Finding:
    return replace(one, level=Level.WARNING) if one.code == _OTHER_FILES else one


def _record_altered(matter: Path) -> list[Finding]:
    """Return a finding when the record is not the one that the journal keeps: written by hand, or gone."""
    from lexcollect.matter.laid_down import laid_down

    path = matter / SERVED
    kept = laid_down(matter).digests.get(SERVED) if path.is_file() or (matter / PACKAGES).is_dir() else None
    if kept is None:
        return []
    if not path.is_file():
        return [finding("LX-B222", Where(SERVED))]
    return [] if sha256_file(path) == kept else [finding("LX-B223", Where(SERVED))]


def is_laid_down(matter: Path) -> bool:
    """Tell whether the journal keeps the record as it is; a run that was cut short may not have got so far."""
    from lexcollect.matter.laid_down import laid_down

    return laid_down(matter).digests.get(SERVED) == sha256_file(matter / SERVED)


def numbering_for(matter: Path, *, supplement: bool = False, insert: bool = False, late: str = "") -> Numbering:
    """Return where the next package of ``matter`` goes on; ``late`` is printed on the index of a supplement.

    :class:`Refused` when a supplement is wanted and nothing was handed in yet.
    """
    return numbering_behind(served_in(matter), supplement=supplement, insert=insert, late=late)


def numbering_behind(served: Served, *, supplement: bool = False, insert: bool = False, late: str = "") -> Numbering:
    """Return where a package goes on behind what was ``served``, as :func:`numbering_for`."""
    from lexcollect.bundle.numbers import Series
    from lexcollect.bundle.supplement import ALONE, Numbering

    if not served.sets:
        if supplement:
            raise Refused([finding("LX-B211")])
        return ALONE
    first, before = served.sets[0], served.sets[-1]
    kept = {one.id: one.pages for one in served.exhibits.values()}
    series = Series(
        served.last,
        kept,
        first.index,
        tuple(_apart(served)),
        len(served.sets) + 1,
        supplement=supplement,
        insert=insert,
    )
    return Numbering(series, group_of(first), before.content, before.day, late)


def _apart(served: Served) -> Iterator[Span]:
    """Yield the pages that were handed in and are neither index nor exhibit: lists of supplements, dividers."""
    from lexcollect.cn.page_labels import span

    held = set[int]()
    for pages in (served.sets[0].index, *(one.pages for one in served.exhibits.values())):
        held |= set(range(pages.first.number, pages.last.number + 1))
    free = [number for number in range(1, served.last + 1) if number not in held]
    for at, number in enumerate(free):
        if not at or number != free[at - 1] + 1:
            start = number
        if at + 1 == len(free) or free[at + 1] != number + 1:
            yield span(start, number)


def group_of(first: ServedSet) -> str:
    """Return the name of all sets of a matter: the beginning of the digest of the first."""
    return f"lexcollect-{first.content[:16]}"


def serve(
    matter: Path,
    catalogue: Catalogue,
    on: date,
    to: Sequence[str],
    version: str = "",
    late: str = "",
    *,
    today: date,
) -> Serving:
    """Record that ``version`` of the package (default: the latest) was handed in on ``on`` ``to`` each of these.

    Called by who holds the matter. :class:`Refused` when ``on`` lies ahead of ``today``, when the version is not there
    or not intact, when the catalogue has other numbers or files, or when pages that were handed in before would stand
    elsewhere.
    """
    if on > today:
        raise Refused([finding("LX-B295", Where(SERVED), on=on, today=today)])
    served = served_in(matter)
    package = _package(matter, version)
    found = _fit(package, catalogue, served)
    if known := served.set_of(package.name):
        if known.content != found.content:
            raise Refused([finding("LX-B218", Where(f"{PACKAGES}/{package.name}"), version=package.name)])
        made = replace(known, handed=_joined(known.handed, on, to), late=late or known.late)
        sets = tuple(made if one is known else one for one in served.sets)
    else:
        made = replace(found, handed=_joined((), on, to), late=late)
        sets = (*served.sets, made)
    after = Served(sets)
    told = _told(catalogue, package, on)
    if after == served:
        return Serving(after, made, new=False, findings=tuple(told))
    write_text(matter / SERVED, text_of(after))
    return Serving(after, made, new=True, findings=tuple(told))


def _joined(handed: tuple[Handed, ...], on: date, to: Sequence[str]) -> tuple[Handed, ...]:
    return tuple(dict.fromkeys((*handed, *(Handed(on, one) for one in to))))


def _told(catalogue: Catalogue, package: Path, on: date) -> list[Finding]:
    """Return what whoever hands it in should know: that it is a draft, that its index bears another day."""
    from lexcollect.bundle.chain import made_on

    place, told = Where(f"{PACKAGES}/{package.name}"), list[Finding]()
    if catalogue.unconfirmed:
        told.append(finding("LX-B217", place, version=package.name))
    printed = made_on(package)
    if printed is not None and printed != on:
        told.append(finding("LX-B229", place, printed=printed, on=on))
    return told


def _package(matter: Path, version: str) -> Path:
    """Return the package that is meant; :class:`Refused` when it is not there or not as it was written."""
    from lexcollect.matter.verifying import verify_folder

    there = versions_in(matter / PACKAGES)
    package = latest_package(matter) if not version else matter / PACKAGES / version
    if not there or package not in there.values():
        known = [there[number].name for number in sorted(there)]
        raise Refused(
            [finding("LX-B215", Where(PACKAGES), version=version or "v1", known=known or text("bundle.no_version"))]
        )
    result = verify_folder(package)
    if not result.ok:
        altered = finding("LX-B216", Where(f"{PACKAGES}/{package.name}"), version=package.name)
        raise Refused([altered, *(one for one in result.findings if one.stops)])
    return package


def _fit(package: Path, catalogue: Catalogue, served: Served) -> ServedSet:
    """Return ``package`` as a set; :class:`Refused` where catalogue or earlier sets say otherwise."""
    from lexcollect.bundle.chain import is_supplement, last_page
    from lexcollect.bundle.manifest import MANIFEST
    from lexcollect.cn.page_labels import PageLabel, Span
    from lexcollect.evidence.excerpts import words_of
    from lexcollect.evidence.paged import told_of

    numbers = {item.no: item for item in catalogue.items}
    before, wrong, exhibits = served.exhibits, list[Finding](), list[ServedExhibit]()
    packed = packed_in(package)
    for no, one in packed.items():
        item = numbers.get(no)
        now = next((file.part for file in item.files if file.part), None) if item is not None else None
        other = item is None or {file.sha256 for file in item.files} != one.digests or now != one.excerpt
        if item is None or other or not same_pages(one.paged, item.files):
            wrong.append(finding("LX-B224", Where(package.name), no=no))
            continue
        excerpt = words_of(one.excerpt) if one.excerpt else ""
        known = before.get(item.id)
        if known and (known.no, known.pages) != (no, one.pages):
            was, here = str(known.pages), str(one.pages)
            wrong.append(finding("LX-B225", Where(package.name), no=no, was=was, now=here))
        digests = tuple(sorted(one.digests))
        exhibits.append(ServedExhibit(item.id, no, item.title, one.pages, digests, excerpt, *told_of(item.files)))
    if wrong:
        raise Refused(wrong)
    first = min((one.pages.first for one in exhibits), key=lambda label: label.order)
    start = PageLabel(served.last + 1 if is_supplement(package) else 1)
    index = Span(start, _before(first))
    content, last = sha256_file(package / MANIFEST), last_page(package).number
    return ServedSet(package.name, content, is_supplement(package), (), index, last, tuple(exhibits))


def _before(label: PageLabel) -> PageLabel:
    return replace(label, number=label.number - 1, letters="") if not label.letters else replace(label, letters="")
