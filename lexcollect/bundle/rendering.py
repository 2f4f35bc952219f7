"""Rendering: all exhibits of a package as pages, recalled or made anew, by one process or by two.

Owns the order and who renders what. Exhibits of PDFs and pictures can be rendered by a second process, which leaves
what it made as files; what it did not leave is rendered here. The pages are the same whoever made them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path

from lexcollect.bundle.copying import Copying
from lexcollect.bundle.exhibits import Exhibit, Original
from lexcollect.bundle.kept_pages import KeptPages, as_told, told
from lexcollect.bundle.model import Progress
from lexcollect.bundle.office_source import PRINTED, OfficePrints
from lexcollect.bundle.side_by_side import Line, helped, worth_it
from lexcollect.bundle.standing_sheets import withdrawn_sheet
from lexcollect.cn.page_labels import Span
from lexcollect.evidence.items import Item
from lexcollect.formats.kinds import PICTURES, FileKind

#: Smaller packages are rendered before a second process is ready.
_SMALLEST = 8 << 20
_ALONE = frozenset({FileKind.PDF, *PICTURES})


class Rendering:
    """The exhibits of ``items`` in ``work``; ``kept`` are the pages of those that were handed in and withdrawn.

    What is recalled needs no copy; what is rendered waits for the ``copying`` of its own originals.
    """

    def __init__(
        self,
        items: tuple[Item, ...],
        copying: Copying,
        pages: KeptPages,
        office: OfficePrints,
        kept: Mapping[str, Span],
        work: Path,
    ) -> None:
        self._items, self._copying, self._pages, self._office = items, copying, pages, office
        self._originals = copying.originals
        self._kept, self._work = kept, work
        self._made: dict[int, Exhibit] = {}

    def run(self, begin: Callable[[], None], progress: Progress | None = None) -> list[Exhibit]:
        """Return the exhibits in the order of the items; ``begin`` is called once a second process may be there."""
        for number, item in enumerate(self._items):
            if not item.withdrawn:
                made = self._pages.recall(item, self._originals[item.id], self._work, f"item-{number}")
                if made is not None:
                    self._made[number] = made
        fresh = [n for n, item in enumerate(self._items) if n not in self._made and not item.withdrawn]
        others = [one for number in fresh for one in self._files(number) if one.kind in PRINTED]
        self._copying.wait(others)
        self._office.prepare((one.path, one.kind, one.source.name) for one in others)
        shared = [number for number in fresh if all(one.kind in _ALONE for one in self._files(number))]
        self._render(sorted({*range(len(self._items))} - {*shared} - {*self._made}), shared, begin, progress)
        return [self._made[number] for number in range(len(self._items))]

    def _render(self, own: list[int], shared: list[int], begin: Callable[[], None], progress: Progress | None) -> None:
        size = sum(one.source.size for number in shared for one in self._files(number))
        if size >= _SMALLEST and len(shared) > 1:
            self._copying.settle()  # a second process is made where there is no other thread
        two = size >= _SMALLEST and worth_it(len(shared))
        line = Line(shared) if two else None
        with helped(line, self._leave) if line is not None else nullcontext():
            begin()
            for number in own if two else sorted((*own, *shared)):
                self._one(number, progress)
            for number in line or ():
                self._one(number, progress)
        if line is not None:
            line.close()
            for number in shared:
                if number not in self._made:
                    self._found(number)
                    self._one(number, progress)

    def _files(self, number: int) -> tuple[Original, ...]:
        return self._originals[self._items[number].id]

    def _one(self, number: int, progress: Progress | None) -> None:
        if number in self._made:
            return
        item = self._items[number]
        if progress:
            progress(number, len(self._items), item.no)
        if item.withdrawn:
            self._made[number] = withdrawn_sheet(item, self._kept[item.id], self._work, f"item-{number}")
        else:
            self._copying.wait(self._files(number))
            self._made[number] = self._pages.make(item, self._files(number), self._work, f"item-{number}")

    def _leave(self, number: int) -> None:
        """Render in the second process, and leave what was made as a file; it appears whole."""
        item = self._items[number]
        made = self._pages.make(item, self._originals[item.id], self._work, f"item-{number}")
        place = self._place(number)
        with suppress(TypeError):  # a finding that cannot be written down
            half = place.with_suffix(".half")
            half.write_text(json.dumps([told(made), [part.name for part in made.parts]]), "ascii")
            half.replace(place)

    def _found(self, number: int) -> None:
        """Take what the second process left."""
        item, place = self._items[number], self._place(number)
        with suppress(OSError, ValueError):
            about, parts = json.loads(place.read_bytes())
            self._made[number] = as_told(about, item, tuple(self._work / name for name in parts))
            self._pages.used(item, self._originals[item.id])

    def _place(self, number: int) -> Path:
        return self._work / f"made-{number}.json"
