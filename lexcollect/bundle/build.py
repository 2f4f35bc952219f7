"""Build: a confirmed catalogue becomes a numbered version of the package (4-证据包/vN).

Owns the order of work, the names inside the package and the versions: a version is written whole or not at
all, never written over, and only when it says something new. Refuses material that is not what was imported,
and names of parties that cannot be printed. Knows no case and no law.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lexcollect.bundle.binding import Binder, Bundle
from lexcollect.bundle.carried import one_in
from lexcollect.bundle.check_page import check_page
from lexcollect.bundle.copying import Copying, Unlike
from lexcollect.bundle.exhibits import Tools
from lexcollect.bundle.fonts import MARK, choose
from lexcollect.bundle.index_data import Packed, index_text
from lexcollect.bundle.index_page import catalogue_texts, cover_texts
from lexcollect.bundle.integrity_report import integrity_report, tell_custody
from lexcollect.bundle.kept_pages import KeptPages
from lexcollect.bundle.leaks import leaks
from lexcollect.bundle.list_files import write_lists
from lexcollect.bundle.manifest import (
    INDEX,
    MANIFEST,
    ROOT,
    TAG_LISTS,
    content_digest,
    originals_digest,
    seal,
    write_bag,
)
from lexcollect.bundle.memory import NOTHING_KNOWN, Memory
from lexcollect.bundle.merkle import root_of
from lexcollect.bundle.model import STANDARD, Built, Cover, Profile, Progress
from lexcollect.bundle.numbers import Series
from lexcollect.bundle.office_source import OfficePrints
from lexcollect.bundle.outflow import quick_turns
from lexcollect.bundle.papers import check_text, list_csv
from lexcollect.bundle.print_plan import Printed, print_text
from lexcollect.bundle.rendering import Rendering
from lexcollect.bundle.searchable import Words, no_words
from lexcollect.bundle.second_digests import SecondDigests
from lexcollect.bundle.singles import write_singles
from lexcollect.bundle.standing_sheets import apart_sheet
from lexcollect.bundle.supplement import ALONE, Numbering, bag_lines, note_of, tell_moved, to_pack
from lexcollect.bundle.told import tell_traces
from lexcollect.bundle.verify import verify
from lexcollect.evidence.decisions import waiting
from lexcollect.evidence.items import Catalogue
from lexcollect.files import leaving, sweep, write_bytes, write_text
from lexcollect.findings import Finding, Level, Where, finding, has_errors
from lexcollect.patterns import regex
from lexcollect.wording import say

_NO_PASSWORDS: Mapping[str, str] = MappingProxyType({})
_NO_DAYS: Mapping[str, date] = MappingProxyType({})
_VERSION = regex(r"^v([1-9][0-9]{0,5})$")
#: So many characters that no font has are named of one exhibit.
_POINTS_TOLD = 6


def build(
    catalogue: Catalogue,
    cover: Cover,
    out: Path,
    *,
    made_on: date,
    passwords: Mapping[str, str] = _NO_PASSWORDS,
    profile: Profile = STANDARD,
    progress: Progress | None = None,
    words: Words = no_words,
    numbering: Numbering = ALONE,
    received: Mapping[str, date] = _NO_DAYS,
    memory: Memory = NOTHING_KNOWN,
    packed_on: date | None = None,
) -> Built:
    """Build the package of ``catalogue`` below ``out`` (4-证据包) as the next version, and return what it is.

    ``passwords`` open encrypted files, by the file's name; they are used for the pages only and kept nowhere. ``words``
    gives what was recognised on pages that are pictures, by which they can be searched. ``numbering`` says what was
    served before: those exhibits keep numbers and pages, and a supplement holds only the others. ``received`` is the
    day of intake of each file, by its name, where it is known. ``memory`` is what need not be done again. ``made_on``
    is the day that the package bears, ``packed_on`` that of the clock (by itself the same): no decision may be later, a
    file without a day of intake was there by then.
    If the latest version already holds the same, nothing is written and :attr:`Built.new` is false. With
    findings of level error (changed material, a party's name no font prints, nothing to pack) ``folder`` is None.
    """
    catalogue = to_pack(catalogue, numbering.series)
    told = _checks(catalogue, cover, packed_on or made_on, numbering)
    if has_errors(told):
        return Built(None, {}, 0, tuple(told), new=False)
    out.mkdir(parents=True, exist_ok=True)
    sweep(out)
    room = Path(tempfile.mkdtemp(prefix=leaving(), dir=out))
    try:
        with quick_turns(), SecondDigests(memory, wanted=profile.sm3) as second:
            built = _build(
                catalogue,
                cover,
                out,
                room,
                made_on,
                passwords,
                profile,
                progress,
                words,
                numbering,
                received,
                memory,
                second,
                packed_on,
            )
        return replace(built, findings=(*told, *built.findings))
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _build(
    catalogue: Catalogue,
    cover: Cover,
    out: Path,
    room: Path,
    made_on: date,
    passwords: Mapping[str, str],
    profile: Profile,
    progress: Progress | None,
    words: Words,
    numbering: Numbering,
    received: Mapping[str, date],
    memory: Memory,
    second: SecondDigests,
    packed_on: date | None,
) -> Built:
    root, work = room / "package", room / "work"
    for folder in (root / "data" / "originals", work):
        folder.mkdir(parents=True)
    with Copying(catalogue, root) as copying:
        if not copying.all_named:
            return Built(None, {}, 0, tuple(copying.found()), new=False)
        try:
            return _made(
                catalogue,
                cover,
                out,
                root,
                work,
                made_on,
                passwords,
                profile,
                progress,
                words,
                numbering,
                received,
                memory,
                second,
                packed_on,
                copying,
            )
        except Unlike:
            return Built(None, {}, 0, tuple(copying.found()), new=False)


def _made(
    catalogue: Catalogue,
    cover: Cover,
    out: Path,
    root: Path,
    work: Path,
    made_on: date,
    passwords: Mapping[str, str],
    profile: Profile,
    progress: Progress | None,
    words: Words,
    numbering: Numbering,
    received: Mapping[str, date],
    memory: Memory,
    second: SecondDigests,
    packed_on: date | None,
    copying: Copying,
) -> Built:
    found: list[Finding] = []
    originals = copying.originals
    copies = [one for item in catalogue.items for one in originals[item.id]]
    sparse = one_in(len(copies))
    tools = Tools(profile, passwords, OfficePrints(work), words, memory.sound, sparse, sparse)
    pages = KeptPages(memory, tools)

    def begin() -> None:
        for one in copies:
            if not second.knows(one.source.sha256):
                copying.wait([one])
            second.begin(one.packed, one.path, one.source.sha256)

    kept_spans = numbering.series.kept
    exhibits = Rendering(catalogue.items, copying, pages, tools.office, kept_spans, work).run(begin, progress)
    found += [one for made in exhibits for one in made.findings]
    searchable = sum(one.searchable for one in exhibits)
    if searchable:
        found.append(finding("LX-B168", count=searchable))
    if tools.every > 1:
        found.append(finding("LX-B270", count=len(copies), every=tools.every))
    found += tell_traces((made.item.no, traces) for made in exhibits for traces in made.traces)
    known = {one.packed: one.source.sha256 for one in copies}
    kept = originals_digest(known)
    sheets = _sheets(numbering.series, work)
    bundle = Bundle(catalogue, exhibits, cover, profile, made_on, kept, numbering, sheets, copying.lent)
    binder = Binder(bundle, work, second)
    index = binder.index()
    found += tell_moved(catalogue, index.placed, numbering.series, bundle.counts)
    if has_errors(found):
        return Built(None, {}, 0, tuple(found), new=False)
    bound = binder.write(index, root / "data")
    index, total = bound.index, bound.total
    found += bound.findings
    singles, told = write_singles(binder, index, root / "data")
    found += (*told, *copying.found())
    if has_errors(found):
        return Built(None, {}, 0, tuple(found), new=False)
    for one in (*bound.documents, *singles):
        known[f"data/{one.name}"] = one.sha256
        second.take(f"data/{one.name}", one.second)
    if profile.lists:
        write_lists(index.data, catalogue, root / "data")
    spans = {e.item.id: index.placed.spans[e.item.id] for e in exhibits}
    places, ranges = bound.places(), {e.item.id: bound.range_of(e.item.id) for e in exhibits}
    write_text(root / "data" / say("bundle.file_list", "zh"), list_csv(exhibits, originals, spans), bom=True)
    packed = Packed(
        catalogue,
        cover,
        exhibits,
        originals,
        ranges,
        spans,
        index.pages,
        total,
        made_on,
        kept,
        numbering,
        received,
        bound.documents,
        places,
        profile,
        packed_on,
    )
    found += tell_custody(packed)
    write_text(root / INDEX, index_text(packed))
    write_bytes(root / "data" / say("bundle.file_report", "zh"), integrity_report(packed))
    _papers(root, packed, profile, searchable, known, second)
    if leaked := leaks(
        root, catalogue, cover, bound.index_pages() | {f"data/{one.name}": index.pages for one in singles[:1]}
    ):
        return Built(None, {}, 0, tuple(leaked), new=False)
    if progress:
        progress(len(catalogue.items), len(catalogue.items), "")
    folder, new, more = _publish(root, out)
    pages.finish()
    second.keep()
    files = tuple(sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()))
    names = {one.packed: one.source.name for made in originals.values() for one in made}
    manifest = (folder / MANIFEST).read_bytes()
    digests = (content_digest(manifest), kept)
    every = (*found, *more)
    return Built(folder, ranges, total, every, files, index.pages, new, names, *digests, spans, root_of(manifest))


def _sheets(series: Series, work: Path) -> dict[str, tuple[Path, ...]]:
    """Return the sheets that stand for pages served apart, by their key."""
    if series.supplement:
        return {}
    return {f"#{n}": apart_sheet(span, work, f"apart-{n}") for n, span in enumerate(series.apart)}


def _checks(catalogue: Catalogue, cover: Cover, today: date, numbering: Numbering) -> list[Finding]:
    """Return what keeps a package from being made, before anything is written."""
    found: list[Finding] = []
    if not catalogue.items:
        found.append(finding("LX-B210" if numbering.series.supplement else "LX-B004"))
    for place, text in cover_texts(cover):
        for char in choose([text]).missing:
            found.append(finding("LX-B001", Where(field=place), char=char, point=_point(char)))
    for place, texts in catalogue_texts(catalogue):
        if lost := choose(texts).missing:
            points = tuple(dict.fromkeys(map(_point, lost)))
            found.append(finding("LX-B061", Where(field=place), points=points[:_POINTS_TOLD], mark=MARK))
    for item in catalogue.items:
        if not item.files and not item.withdrawn:
            found.append(finding("LX-B005", Where(field=say("bundle.exhibit_no", no=item.no))))
    for decision in catalogue.decisions:
        if decision.day > today:
            found.append(finding("LX-B102", Where(decision.file), day=decision.day, today=today))
    for one in waiting(catalogue):
        where = Where(one.file.name, field=say("bundle.exhibit_no", no=one.item.no))
        found.append(finding("LX-B100", where, questions=one.questions, line=one.line))
    return found


def _point(char: str) -> str:
    return f"U+{ord(char):04X}"


def _papers(
    root: Path,
    packed: Packed,
    profile: Profile,
    searchable: int,
    known: Mapping[str, str],
    second: SecondDigests,
) -> None:
    listed = second.of if second.wanted else None
    write_bag(root, packed.cover, packed.made_on, bag_lines(packed.numbering), known=known, second=listed)
    manifest = (root / MANIFEST).read_bytes()
    tree = root_of(manifest)
    write_text(root / ROOT, f"{tree}\n")
    goes_on = packed.numbering.series.last > 0
    digests = (content_digest(manifest), packed.kept, tree)
    note = check_text(*digests, packed.made_on, searchable=searchable, goes_on=goes_on)
    write_text(root / say("bundle.file_check", "zh"), note + note_of(packed.numbering), bom=True)
    lent = {one.source.sha256: one.path for files in packed.originals.values() for one in files}
    printed = Printed(packed.exhibits, packed.spans, packed.documents, packed.index_pages, profile.duplex, lent)
    plan = print_text(packed.cover, printed)
    write_text(root / say("bundle.file_print", "zh"), plan, bom=True)
    write_text(root / say("bundle.file_page", "zh"), check_page())
    seal(root)


def _publish(root: Path, out: Path) -> tuple[Path, bool, list[Finding]]:
    """Move the package to its place as the next version, unless the latest version is the same and intact."""
    numbers = sorted(int(m.group(1)) for p in out.iterdir() if (m := _VERSION.match(p.name)))
    latest = out / f"v{numbers[-1]}" if numbers else None
    if latest is not None and _same(root, latest):
        if verify(latest, trust=None).ok:
            return latest, False, [finding("LX-B040", version=latest.name)]
        found = [finding("LX-B041", version=latest.name, level=Level.WARNING)]
    else:
        found = []
    folder = out / f"v{numbers[-1] + 1 if numbers else 1}"
    root.rename(folder)
    return folder, True, found


def _same(root: Path, latest: Path) -> bool:
    """Tell whether two packages list the same digests: the lists cover every byte."""
    try:
        return all((root / n).read_bytes() == (latest / n).read_bytes() for n in (MANIFEST, *TAG_LISTS))
    except OSError:
        return False
