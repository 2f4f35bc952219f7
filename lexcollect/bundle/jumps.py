"""Jumps: what leads a reader from the index and from the bookmarks to the first page of an exhibit.

Owns the links of the index and the outline, written one object at a time: a package of three thousand exhibits has some
twenty thousand of them. Knows each page by its number, never by its content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexcollect.bundle.fonts import printable
from lexcollect.bundle.index_page import LINK, group_heading
from lexcollect.bundle.numbers import INDEX, Placed
from lexcollect.bundle.weaving import Weaver
from lexcollect.evidence.items import Catalogue, Item
from lexcollect.records import dataclass
from lexcollect.wording import say


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to jump: ``first_page`` is the object of page 1, the others follow it; ``placed``: where each stands."""

    weaver: Weaver
    first_page: int
    catalogue: Catalogue
    placed: Placed

    def to(self, page: int) -> bytes:
        """Return the place at the top of ``page``, from 1."""
        return b"[ %d 0 R /XYZ null null null ]" % (self.first_page + page - 1)

    def links(self, page: Any) -> int:
        """Write the links of a page of the index and return the number of the list of them; 0 when it has none."""
        made = [self._link(link) for link in page.get("/Annots") or []]
        listed = [b"%d 0 R" % number for number in made if number]
        return self.weaver.put(self.weaver.reserve(), b"[ %b ]" % b" ".join(listed)) if listed else 0

    def _link(self, link: Any) -> int:
        address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
        if not address.startswith(LINK):
            return 0
        item = self.catalogue.items[int(address[len(LINK) :])]
        words = (link.Rect.unparse(resolved=True), self.to(self.placed.ranges[item.id][0]))
        return self.weaver.put(
            self.weaver.reserve(),
            b"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /F 4 /Rect %b /Dest %b >>" % words,
        )

    def outline(self, title: str) -> int:
        """Write the bookmarks: the index, called ``title``, then each group with its exhibits; return their number."""
        groups: dict[int, list[Item]] = {}
        for item in self.catalogue.items:
            groups.setdefault(item.group, []).append(item)
        root = self.weaver.reserve()
        branches = self.weaver.reserve(1 + len(groups))
        index = say("bundle.outline", "zh", name=title, pages=self.placed.words(INDEX))
        entries = [(index, 1, b"")]
        for number, (group, items) in enumerate(groups.items(), start=branches + 1):
            heading = printable(group_heading(group, self.catalogue.group_title(group)))
            entries.append(
                (heading, min(self.placed.ranges[item.id][0] for item in items), self._leaves(number, items))
            )
        shown = len(entries) + len(self.catalogue.items)
        self.weaver.put(root, b"<< /Type /Outlines %b >>" % _children(branches, len(entries), shown))
        self._level(root, branches, entries)
        return root

    def _leaves(self, parent: int, items: Sequence[Item]) -> bytes:
        first = self.weaver.reserve(len(items))
        entries = []
        for item in items:
            name = f"{say('bundle.exhibit_no', 'zh', no=item.no)}　{printable(item.title)}"
            page, words = self.placed.ranges[item.id][0], self.placed.words(item.id)
            entries.append((say("bundle.outline", "zh", name=name, pages=words), page, b""))
        self._level(parent, first, entries)
        return _children(first, len(items), len(items))

    def _level(self, parent: int, first: int, entries: Sequence[tuple[str, int, bytes]]) -> None:
        """Write the bookmarks ``first`` and following, which stand below ``parent``: title, page, what is below."""
        from pikepdf import String

        last = first + len(entries) - 1
        for number, (title, page, below) in enumerate(entries, start=first):
            sides = b"/Prev %d 0 R " % (number - 1) if number > first else b""
            sides += b"/Next %d 0 R " % (number + 1) if number < last else b""
            words = (String(title).unparse(), parent, self.to(page), sides, below)
            self.weaver.put(number, b"<< /Title %b /Parent %d 0 R /Dest %b %b%b >>" % words)


def _children(first: int, count: int, shown: int) -> bytes:
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (first, first + count - 1, shown)
