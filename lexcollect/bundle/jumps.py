"""Jumps: what leads a reader from the index and from the bookmarks to the first page of an exhibit.

Owns the links of the index and the outline, written one object at a time: a package of three thousand exhibits has some
twenty thousand of them. Knows each page by its place in the document, never by its content. What stands in another
document has no link: one that leads nowhere would be worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lexcollect.bundle.index_page import LINK
from lexcollect.bundle.weaving import Weaver
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: its title, the page of the document it leads to, and those below it."""

    title: str
    page: int
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to jump: ``first_page`` is the object of page 1, the others follow it; ``pages``: where exhibits begin.

    ``pages`` are by the place of the exhibit in the catalogue.
    """

    weaver: Weaver
    first_page: int
    pages: Mapping[int, int]

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
        page = self.pages.get(int(address[len(LINK) :])) if address.startswith(LINK) else None
        if page is None:
            return 0
        words = (link.Rect.unparse(resolved=True), self.to(page))
        return self.weaver.put(
            self.weaver.reserve(),
            b"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /F 4 /Rect %b /Dest %b >>" % words,
        )

    def outline(self, entries: Sequence[Entry]) -> int:
        """Write the bookmarks and return the number of the outline."""
        root = self.weaver.reserve()
        branches = self.weaver.reserve(len(entries))
        rows = []
        for number, entry in enumerate(entries, start=branches):
            rows.append((entry.title, entry.page, self._leaves(number, entry.below)))
        shown = len(entries) + sum(len(entry.below) for entry in entries)
        self.weaver.put(root, b"<< /Type /Outlines %b >>" % _children(branches, len(entries), shown))
        self._level(root, branches, rows)
        return root

    def _leaves(self, parent: int, entries: Sequence[Entry]) -> bytes:
        if not entries:
            return b""
        first = self.weaver.reserve(len(entries))
        self._level(parent, first, [(entry.title, entry.page, b"") for entry in entries])
        return _children(first, len(entries), len(entries))

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
