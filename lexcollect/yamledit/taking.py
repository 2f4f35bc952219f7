"""Taking away: how a key or an entry goes from a text, with what belongs to it.

Owns the cuts of :class:`~lexcollect.yamledit.edits.Drop`, best first.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.yamledit.cuts import CannotEdit, Ground, Splice, Way
from lexcollect.yamledit.layout import BREAKS, Entry, Spot
from lexcollect.yamltree import Path_


class Taking(Ground):
    """The ways to take something away."""

    def drop(self, path: Path_) -> Iterator[Way]:
        """A key with its value, or an entry of a list."""
        chain = self.layout.chain(path)
        parent, entry = self.parent(chain), chain[-1]
        at = next(i for i, one in enumerate(parent.entries) if one is entry)
        if parent.bare:
            raise CannotEdit(path)
        if parent.flow:
            yield from self._drop_from_flow(parent, at)
        elif len(parent.entries) == 1:
            yield from self._drop_only(chain, parent)
        elif self.layout.begins_line(entry.start):
            yield self._drop_lines(parent, at)
        else:
            yield from self._drop_first(parent, entry)

    def _drop_lines(self, parent: Spot, at: int) -> Way:
        entry = parent.entries[at]
        start, end = self.layout.line_start(entry.start), self.lines_end(entry, parent)
        above = self.layout.line_start(self._behind_line_above(start))
        blank_above = start > 0 and self._is_blank(above)
        blank_below = end >= len(self.text) or self._is_blank(end)
        # Of the two blank lines that set it apart one goes too.
        if at and blank_above and (blank_below or entry is parent.entries[-1]):
            start = above
        elif not at and not blank_above and blank_below and end < len(self.text):
            end = self.layout.next_line(end)
        if end == len(self.text) and self.text[end - 1] not in BREAKS:
            start = self._behind_line_above(start)
        return (Splice(start, end, ""),)

    def _drop_first(self, parent: Spot, entry: Entry) -> Iterator[Way]:
        """The first entry of a block that begins behind a dash: the next one takes its place."""
        following = parent.entries[1]
        stop = self.layout.line_end(entry.end) if self.layout.closes_line(entry.end) else entry.end
        if not self.text[stop : following.start].strip(" \t" + BREAKS):
            yield (Splice(entry.start, following.start, ""),)
            return
        start = entry.start
        while self.text[start - 1] == " ":
            start -= 1
        yield (Splice(start, stop, ""),)

    def _drop_only(self, chain: list[Entry], parent: Spot) -> Iterator[Way]:
        """The only entry of a block: what is left is an empty list or mapping."""
        empty = "[]" if parent.kind == "list" else "{}"
        above = chain[-2] if len(chain) > 1 else None
        if above is None or not self.layout.begins_line(parent.start):
            yield (Splice(parent.start, parent.end, empty),)
            return
        start, end = self.layout.line_start(parent.start), self.lines_end(chain[-1], parent)
        if end == len(self.text) and self.text[end - 1] not in BREAKS:
            start = self._behind_line_above(start)
        yield Splice(above.sign, above.sign, f" {empty}"), *self.shifted(above.sign, 3), Splice(start, end, "")

    def _drop_from_flow(self, parent: Spot, at: int) -> Iterator[Way]:
        entries = parent.entries
        entry = entries[at]
        until = entries[at + 1].start if at + 1 < len(entries) else parent.end
        since = entries[at - 1].end if at else parent.start
        after = [comma for comma in self.layout.commas if entry.end <= comma < until]
        before = [comma for comma in self.layout.commas if since <= comma < entry.start]
        if len(entries) == 1:
            stop = after[0] + 1 if after else entry.end
            left, right = self.text[parent.start + 1 : entry.start], self.text[stop : parent.end - 1]
            blank = not (left + right).strip()
            yield (Splice(parent.start + 1, parent.end - 1, ""),) if blank else (Splice(entry.start, stop, ""),)
            return
        begin, stop = self.layout.line_start(entry.start), after[0] + 1 if after else entry.end
        alone = self.layout.begins_line(entry.start) and self.layout.closes_line(stop)
        if alone and begin > parent.start:
            comma = () if after or not before else (Splice(before[-1], before[-1] + 1, ""),)
            yield *comma, Splice(begin, self.layout.next_line(stop), "")
        if after and at + 1 < len(entries) and not _breaks(self.text[stop:until]):
            yield (Splice(entry.start, until, ""),)
        elif before and not _breaks(self.text[since : entry.start]):
            # "{a: , b: c}": where nothing stands, the blank behind the colon must stay.
            empty = at > 0 and entries[at - 1].value.start == entries[at - 1].value.end
            yield (Splice(before[-1] if empty else since, entry.end, ""),)
        elif after:
            yield (Splice(entry.start, stop, ""),)
        elif before:
            yield Splice(before[-1], before[-1] + 1, ""), Splice(entry.start, entry.end, "")

    def _is_blank(self, at: int) -> bool:
        return not self.text[at : self.layout.line_end(at)].strip(" \t")

    def _behind_line_above(self, start: int) -> int:
        """Return the end of the line above, before its line break."""
        if not start:
            return 0
        return start - (2 if self.text[max(start - 2, 0) : start] == "\r\n" else 1)


def _breaks(text: str) -> bool:
    return any(char in BREAKS for char in text)
