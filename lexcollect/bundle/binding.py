"""Binding (装订): index, exhibits and what goes between them become the documents of the reading copy.

Owns the road from exhibits that are pages to the PDFs of a package: the index and the volumes depend on each other and
are set until they agree; each volume is written, weighed, and cut smaller if it is larger than the profile allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.assemble import Document, Piece, assemble
from lexcollect.bundle.exhibits import Exhibit
from lexcollect.bundle.fonts import printable
from lexcollect.bundle.index_page import ONE_VOLUME, Index, Shelved, group_heading, make_index, part_index
from lexcollect.bundle.jumps import Entry
from lexcollect.bundle.lending import size_of
from lexcollect.bundle.model import Cover, Per, Profile
from lexcollect.bundle.numbers import INDEX, Placed
from lexcollect.bundle.own_pages import blank, divider, length, unprinted_list
from lexcollect.bundle.paging import Lengths, Load, Plan, Run, Volume, What, lay_out
from lexcollect.bundle.slicing import page_weights, sliced
from lexcollect.bundle.supplement import Numbering
from lexcollect.cn.page_labels import Span
from lexcollect.evidence.items import Catalogue, Item
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.second_digests import Following, SecondDigests

#: Volumes are laid out so often until they come to rest, and cut smaller so often when one came out too large.
_ROUNDS, _TRIES = 8, 5


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is bound: the exhibits with their pages, and what is said around them.

    ``sheets`` are the part files of sheets that stand for pages served apart, by their key; ``originals`` is the digest
    printed on the index; ``lent`` are the originals by digest, in which part files left large streams.
    """

    catalogue: Catalogue
    exhibits: Sequence[Exhibit]
    cover: Cover
    profile: Profile
    made_on: date
    originals: str
    numbering: Numbering
    sheets: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    lent: Mapping[str, Path] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Return the pages of each exhibit by its id."""
        return {exhibit.item.id: exhibit.pages for exhibit in self.exhibits}

    @property
    def mark(self) -> str:
        """Return what is drawn across every page: a draft says so."""
        return say("bundle.draft", "zh") if self.catalogue.unconfirmed or self.cover.open else ""

    @property
    def notes(self) -> str:
        """Return the characters of the notes at the feet of the exhibits, each once."""
        return "".join(sorted({*"".join(exhibit.notes for exhibit in self.exhibits)}))


@dataclass(frozen=True, slots=True)
class Written:
    """A document of the package: its name below ``data``, its pages, its first and last number, its SHA-256.

    ``second`` takes its SM3 when it is large.
    """

    name: str
    pages: int
    span: Span
    sha256: str
    second: Following | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where pages of an exhibit stand: the name of a document below ``data``, first and last page in it, from 1."""

    document: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding returned: the index, the plan, the documents of the reading copy."""

    index: Index
    plan: Plan
    documents: tuple[Written, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def total(self) -> int:
        """Return the number of pages that have a number."""
        return len(self.index.placed.labels)

    def index_pages(self) -> dict[str, int]:
        """Return how many pages of an index stand in front of each document, by its path in the package."""
        volumes = zip(self.plan.volumes, self.documents, strict=True)
        return {f"data/{written.name}": volume.runs[0].pages for volume, written in volumes}

    def range_of(self, key: str) -> tuple[int, int]:
        """Return first and last page of an exhibit in the document; among all numbered pages when there are several."""
        if len(self.documents) > 1:
            return self.index.placed.ranges[key]
        run = next(run for run in self.plan.volumes[0].of(What.EXHIBIT) if run.key == key)
        return run.first, run.first + run.pages - 1

    def places(self) -> dict[str, tuple[Place, ...]]:
        """Return where each exhibit stands, by its id; one that was cut stands in several documents."""
        found: dict[str, tuple[Place, ...]] = {}
        for volume, written in zip(self.plan.volumes, self.documents, strict=True):
            for run in volume.of(What.EXHIBIT):
                place = Place(written.name, run.first, run.first + run.pages - 1)
                found[run.key] = (*found.get(run.key, ()), place)
        return found


class Binder:
    """Lays out and writes one bundle in ``work``."""

    def __init__(self, bundle: Bundle, work: Path, second: SecondDigests | None = None) -> None:
        self.bundle, self.work, self.second = bundle, work, second
        self.most_bytes = bundle.profile.max_bytes
        self._files: dict[str, Sequence[Path]] = {e.item.id: e.parts for e in bundle.exhibits} | dict(bundle.sheets)
        self._groups = {item.id: item.group for item in bundle.catalogue.items}
        self._sizes = {key: sum(map(size_of, files)) for key, files in self._files.items()}
        self._places = {item.id: place for place, item in enumerate(bundle.catalogue.items)}
        self._dividers: dict[int, bytes] = {}
        self._unprinted = b""
        self._parts: dict[int, tuple[bytes, ...]] = {}
        self.plan = Plan(())

    def index(self) -> Index:
        """Return the index, for which everything is laid out."""
        one = self.bundle
        return make_index(
            one.catalogue,
            one.counts,
            one.cover,
            one.made_on,
            one.originals,
            one.numbering,
            one.profile.columns,
            self._shelve,
        )

    def write(self, index: Index, data: Path) -> Bound:
        """Write the documents below ``data``; volumes that come out too large are laid out again, smaller."""
        found: list[Finding] = []
        for _ in range(_TRIES):
            documents = self._volumes(index, data)
            over = self._over(data, documents)
            if over <= 1:
                break
            before = self.plan
            self.most_bytes = int(self.most_bytes / over * 0.98)
            index = self.index()
            if self.plan == before:
                break
            for document in documents:
                if document.second is not None:
                    document.second.leave()
                (data / document.name).unlink()
        found += self._told(data, documents)
        return Bound(index, self.plan, documents, tuple(found))

    # -- laying out ----------------------------------------------------------------------------------------------

    def _shelve(self, placed: Placed) -> Shelved:
        """Lay out the volumes for pages that stand as ``placed`` says, and return which exhibit is in which."""
        profile = self.bundle.profile
        self._dividers = self._set_dividers(placed) if profile.dividers else {}
        one = self.bundle
        self._unprinted = unprinted_list(one.catalogue, placed, one.exhibits) if profile.unprinted else b""
        loads = [self._load(key, group, placed) for key, group in self._grouped(placed)]
        lengths = Lengths(
            _pages(placed, INDEX),
            {},
            {group: length(pdf) for group, pdf in self._dividers.items()},
            length(self._unprinted) if self._unprinted else 0,
        )
        for _ in range(_ROUNDS):
            self.plan = lay_out(loads, profile, lengths, self.most_bytes)
            shelved = self._words()
            parts = self._set_parts(placed, shelved)
            needed = {number: max(pages, lengths.parts.get(number, 1)) for number, pages in parts.items()}
            if all(needed[number] == lengths.parts.get(number, 1) for number in needed):
                break
            lengths = replace(lengths, parts=needed)
        return shelved

    def _grouped(self, placed: Placed) -> Iterable[tuple[str, int]]:
        """Yield what stands behind the index with its group; a sheet for what was served apart follows one."""
        group = 0
        for key in placed.segments:
            if key != INDEX:
                group = self._groups.get(key, group)
                yield key, group

    def _load(self, key: str, group: int, placed: Placed) -> Load:
        files = self._files[key]
        return Load(key, group, _pages(placed, key), self._sizes[key], partial(page_weights, files))

    def _set_dividers(self, placed: Placed) -> dict[int, bytes]:
        groups = dict.fromkeys(self._groups.values())
        return {group: divider(self.bundle.catalogue, placed, group) for group in groups}

    def _set_parts(self, placed: Placed, shelved: Shelved) -> dict[int, int]:
        """Set the index of every further volume and return the pages of each."""
        found = {}
        self._parts = {}
        for number, volume in enumerate(self.plan.volumes):
            if not volume.of(What.PART_INDEX):
                continue
            ids = [run.key for run in volume.of(What.EXHIBIT) if run.key in self._places]
            inside = replace(shelved, linked=ids)
            made, pages = part_index(
                self.bundle.catalogue, placed, inside, ids, self._label(volume, number), self.bundle.profile.columns
            )
            self._parts[number], found[number] = made, pages
        return found

    def _words(self) -> Shelved:
        """Return the words for the volume of each exhibit; none when there is only one."""
        volumes = self.plan.volumes
        if len(volumes) == 1:
            return ONE_VOLUME
        words = {}
        for key, numbers in self.plan.volumes_of().items():
            labels = [self._label(volumes[number], number) for number in (numbers[0], numbers[-1])]
            words[key] = say("binding.volumes_from_to", "zh", first=labels[0], last=labels[1])
            if labels[0] == labels[1]:
                words[key] = labels[0]
        return Shelved(words, len(volumes), [run.key for run in volumes[0].of(What.EXHIBIT)])

    def _label(self, volume: Volume, number: int) -> str:
        """Return what a volume is called: 第2卷, 第3组, 第3组-2."""
        if not volume.group:
            return say("binding.volume", "zh", number=number + 1)
        if sum(one.group == volume.group for one in self.plan.volumes) == 1:
            return say("binding.group_volume", "zh", number=volume.group)
        return say("binding.group_part", "zh", number=volume.group, part=volume.part)

    # -- writing -------------------------------------------------------------------------------------------------

    def _volumes(self, index: Index, data: Path) -> tuple[Written, ...]:
        return tuple(self._volume(index, number, data) for number in range(len(self.plan.volumes)))

    def _volume(self, index: Index, number: int, data: Path) -> Written:
        volume, one = self.plan.volumes[number], self.bundle
        name = self._name(volume, number)
        pieces = [self._piece(run, index, number) for run in volume.runs]
        document = Document(
            pieces, self._outline(volume, index, number), self._first_pages(volume), one.notes, one.mark, one.lent
        )
        made = assemble(document, one.cover, one.profile, one.made_on, data / name, self.second)
        spans = [label for piece in pieces for label in piece.labels if isinstance(label, Span)]
        return Written(name, made.pages, Span(spans[0].first, spans[-1].last), made.sha256, made.second)

    def _name(self, volume: Volume, number: int) -> str:
        if len(self.plan.volumes) == 1:
            return say("bundle.file_bundle", "zh")
        if self.bundle.profile.per is Per.GROUP and not volume.group:
            return say("binding.file_index", "zh")
        return say("binding.file_volume", "zh", label=self._label(volume, number))

    def _piece(self, run: Run, index: Index, number: int) -> Piece:
        """Return a run as part files with feet and labels."""
        if run.what is What.EXHIBIT:
            whole = self.exhibit_piece(run.key, index.placed)
            if run.pages == len(whole.captions):
                return whole
            stem = f"cut-{number}-{self._places.get(run.key, 0)}"
            files, part = (
                sliced(whole.files, run.skip, run.pages, self.work, stem),
                slice(run.skip, run.skip + run.pages),
            )
            return Piece(files, whole.captions[part], whole.labels[part])
        if run.what is What.INDEX:
            return self.index_piece(index)
        words = self._own_words(run, number)
        return Piece(self._own_files(run, number), [words] * run.pages, [words] * run.pages, linked=True)

    def exhibit_piece(self, key: str, placed: Placed) -> Piece:
        """Return all pages of an exhibit with their feet and labels."""
        first, last = placed.ranges[key]
        return _numbered(self._files[key], self._called(key), placed.labels[first - 1 : last])

    def index_piece(self, index: Index) -> Piece:
        """Return the pages of the whole index."""
        labels = index.placed.labels[: _pages(index.placed, INDEX)]
        return _numbered(self._kept("index", index.pieces), index.title, labels, linked=True)

    def _called(self, key: str) -> str:
        place = self._places.get(key)
        if place is None:
            return say("bundle.apart", "zh")
        return say("bundle.exhibit_no", "zh", no=self.bundle.catalogue.items[place].no)

    def _own_words(self, run: Run, number: int) -> str:
        """Return what stands at the foot of pages that have no number."""
        if run.what is What.DIVIDER:
            return say("binding.foot_divider", "zh", group=group_heading(run.group, "").rstrip("　"))
        if run.what is What.PART_INDEX:
            return say("binding.part_index", "zh", label=self._label(self.plan.volumes[number], number))
        return say("binding.unprinted_title" if run.what is What.UNPRINTED else "binding.foot_blank", "zh")

    def _own_files(self, run: Run, number: int) -> list[Path]:
        if run.what is What.DIVIDER:
            return self._kept(f"divider-{run.group}", [self._dividers[run.group]])
        if run.what is What.PART_INDEX:
            return self._kept(f"part-{number}", self._parts[number])
        if run.what is What.UNPRINTED:
            return self._kept("unprinted", [self._unprinted])
        return [blank(self.work / "blank.pdf")] * run.pages

    def _kept(self, stem: str, pieces: Sequence[bytes]) -> list[Path]:
        paths = [self.work / f"{stem}-{number}.pdf" for number in range(len(pieces))]
        for path, piece in zip(paths, pieces, strict=True):
            path.write_bytes(piece)
        return paths

    def _first_pages(self, volume: Volume) -> dict[int, int]:
        return {self._places[run.key]: run.first for run in volume.of(What.EXHIBIT) if run.key in self._places}

    def _outline(self, volume: Volume, index: Index, number: int) -> list[Entry]:
        """Return the bookmarks of a volume: its index, then each group with its exhibits, then what is not printed."""
        items = self.bundle.catalogue.items
        groups: dict[int, list[Run]] = {}
        for run in volume.of(What.EXHIBIT):
            if run.key in self._places:
                groups.setdefault(run.group, []).append(run)
        if volume.of(What.INDEX):
            title = say("bundle.outline", "zh", name=index.title, pages=index.placed.words(INDEX))
        else:
            title = say("binding.part_index", "zh", label=self._label(volume, number))
        entries = [Entry(title, 1)]
        dividers = {run.group: run.first for run in volume.of(What.DIVIDER)}
        order = dict.fromkeys(item.group for item in items if item.group in groups)
        for group in order:
            runs = sorted(groups[group], key=lambda run: self._places[run.key])
            heading = printable(group_heading(group, self.bundle.catalogue.group_title(group)))
            page = dividers.get(group, min(run.first for run in runs))
            leaves = tuple(self.leaf(items[self._places[run.key]], run.first, index.placed) for run in runs)
            entries.append(Entry(heading, page, leaves))
        for run in volume.of(What.UNPRINTED):
            entries.append(Entry(say("binding.unprinted_title", "zh"), run.first))
        return entries

    def leaf(self, item: Item, page: int, placed: Placed) -> Entry:
        """Return the bookmark of an exhibit that begins on ``page`` of its document."""
        name = f"{say('bundle.exhibit_no', 'zh', no=item.no)}　{printable(item.title)}"
        return Entry(say("bundle.outline", "zh", name=name, pages=placed.words(item.id)), page)

    # -- what is told --------------------------------------------------------------------------------------------

    def _over(self, data: Path, documents: Sequence[Written]) -> float:
        """Return by how much the largest document is larger than it may be; at most 1 when none is."""
        most = self.bundle.profile.max_bytes
        return max((data / one.name).stat().st_size for one in documents) / most if most else 0.0

    def _told(self, data: Path, documents: Sequence[Written]) -> list[Finding]:
        profile, found = self.bundle.profile, []
        for key in self.plan.cut:
            volumes = len(self.plan.volumes_of()[key])
            found.append(finding("LX-B239", Where(field=self._called(key)), count=volumes))
        for one in documents:
            size = (data / one.name).stat().st_size
            if profile.max_bytes and size > profile.max_bytes:
                found.append(
                    finding("LX-B240", Where(one.name), size=megabytes(size), limit=megabytes(profile.max_bytes))
                )
            if profile.max_pages and one.pages > profile.max_pages:
                found.append(finding("LX-B241", Where(one.name), pages=one.pages, limit=profile.max_pages))
        return found


def _pages(placed: Placed, key: str) -> int:
    first, last = placed.ranges[key]
    return last - first + 1


def _numbered(files: Sequence[Path], name: str, labels: Sequence[Span], *, linked: bool = False) -> Piece:
    return Piece(files, [say("bundle.stamp", "zh", name=name, page=str(label)) for label in labels], labels, linked)


def megabytes(size: int) -> str:
    """Return a size in MB with one decimal place, as findings say it."""
    return f"{size / (1 << 20):.1f}"
