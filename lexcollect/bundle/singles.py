"""Single files (单份): each exhibit as a document of its own, for portals that take them one by one.

Owns their making from the pages that stand in the reading copy: same pages, same feet, same numbers, so that a citation
holds in either. One that is larger than the profile allows is cut between pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lexcollect.bundle.assemble import Document, Piece, assemble
from lexcollect.bundle.binding import Binder, Written, megabytes
from lexcollect.bundle.index_page import Index
from lexcollect.bundle.jumps import Entry
from lexcollect.bundle.lending import size_of
from lexcollect.bundle.paging import PAGE_BYTES
from lexcollect.bundle.single_names import single_name
from lexcollect.bundle.slicing import page_weights, sliced
from lexcollect.cn.page_labels import Span
from lexcollect.evidence.items import Item
from lexcollect.findings import Finding, Where, finding
from lexcollect.wording import say

#: Bytes of a single file besides its pages: fonts and bookmarks.
_AROUND = 60_000


def write_singles(binder: Binder, index: Index, data: Path) -> tuple[tuple[Written, ...], list[Finding]]:
    """Write the index and each exhibit as files of their own below ``data/单份``, if the profile wants them."""
    if not binder.bundle.profile.singles:
        return (), []
    writer = _Writer(binder, index, data / say("binding.folder_singles", "zh"))
    return writer.write(), writer.found


class _Writer:
    """The single files written so far."""

    def __init__(self, binder: Binder, index: Index, folder: Path) -> None:
        self.binder, self.bundle, self.index, self.folder = binder, binder.bundle, index, folder
        self.found: list[Finding] = []
        self._taken: set[str] = set()
        captions = [caption for item in self.bundle.catalogue.items for caption in self._piece(item).captions]
        #: All letters of all feet: one font is set for all files.
        self._letters = "".join(sorted({*"".join(captions), *self.bundle.notes}))

    def write(self) -> tuple[Written, ...]:
        self.folder.mkdir()
        return (
            self._index(),
            *(one for number in range(len(self.bundle.catalogue.items)) for one in self._item(number)),
        )

    def _index(self) -> Written:
        name = single_name(f"00_{self.index.title}", {}, self._taken)
        return self._write(name, self.binder.index_piece(self.index), Entry(self.index.title, 1), {})

    def _item(self, place: int) -> Iterator[Written]:
        item = self.bundle.catalogue.items[place]
        entry, values = self.binder.leaf(item, 1, self.index.placed), self._values(place, item)
        pieces = list(self._cut(place, item))
        for number, piece in enumerate(pieces, start=1):
            mark = f"-{number}" if len(pieces) > 1 else ""
            name = single_name(self.bundle.profile.single_name, values, self._taken, mark)
            yield self._write(name, piece, entry, {place: 1})
        if len(pieces) > 1:
            where = Where(field=say("bundle.exhibit_no", no=item.no))
            self.found.append(finding("LX-B242", where, count=len(pieces)))

    def _values(self, place: int, item: Item) -> dict[str, str]:
        span = self.index.placed.spans[item.id]
        width = max(2, len(str(len(self.bundle.catalogue.items))))
        return {
            "no": item.no,
            "title": item.title,
            "group": str(item.group),
            "number": f"{place + 1:0{width}}",
            "first": str(span.first),
            "last": str(span.last),
        }

    def _piece(self, item: Item) -> Piece:
        return self.binder.exhibit_piece(item.id, self.index.placed)

    def _cut(self, place: int, item: Item) -> Iterator[Piece]:
        """Yield the pages of an exhibit in pieces that are small enough; whole where there is no limit."""
        whole, most = self._piece(item), self.bundle.profile.single_bytes
        pages = len(whole.captions)
        size = sum(map(size_of, whole.files)) + PAGE_BYTES * pages + _AROUND
        if not most or size <= most or pages == 1:
            yield whole
            return
        skip = 0
        for count in _shares(page_weights(whole.files), most - _AROUND):
            files = sliced(whole.files, skip, count, self.binder.work, f"single-{place}-{skip}")
            yield Piece(files, whole.captions[skip : skip + count], whole.labels[skip : skip + count])
            skip += count

    def _write(self, name: str, piece: Piece, entry: Entry, pages: Mapping[int, int]) -> Written:
        one, path = self.bundle, self.folder / name
        document = Document([piece], [entry], pages, self._letters, one.mark, one.lent)
        made = assemble(document, one.cover, one.profile, one.made_on, path, self.binder.second)
        size, most = path.stat().st_size, one.profile.single_bytes
        if most and size > most:
            self.found.append(finding("LX-B240", Where(name), size=megabytes(size), limit=megabytes(most)))
        spans = [label for label in piece.labels if isinstance(label, Span)]
        span = Span(spans[0].first, spans[-1].last)
        return Written(f"{self.folder.name}/{name}", made.pages, span, made.sha256, made.second)


def _shares(weights: Sequence[int], most: int) -> Iterator[int]:
    """Yield how many of the pages with ``weights`` go together without passing ``most`` bytes; at least one."""
    count = held = 0
    for weight in weights:
        if count and held + weight + PAGE_BYTES > most:
            yield count
            count = held = 0
        count += 1
        held += weight + PAGE_BYTES
    yield count
