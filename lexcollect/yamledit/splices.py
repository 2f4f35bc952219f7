"""Splices: an edit → the few characters of the text that change.

Owns what is written anew: a value in the place of another, new keys and entries; what is taken away stands in
``taking``. Each function returns the ways in which an edit can be written, best first, as cuts in the original text;
the caller takes the first that reads back as meant. Refuses with :class:`~lexcollect.yamledit.cuts.CannotEdit` what it
does not know how to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexcollect.cn.width import screen_width
from lexcollect.yamledit.cuts import CannotEdit, Ground, Splice, Way
from lexcollect.yamledit.edits import Drop, Edit, Insert, Put
from lexcollect.yamledit.layout import BREAKS, Entry, Layout, Spot
from lexcollect.yamledit.render import entry_lines, fits_inline, inline, inline_pair, item_lines, value_lines
from lexcollect.yamledit.scalars import block_lines, inline_texts
from lexcollect.yamledit.style import Style
from lexcollect.yamledit.taking import Taking
from lexcollect.yamltree import Plain


def ways(layout: Layout, style: Style, edit: Edit) -> Iterator[Way]:
    """Yield the ways to write ``edit``, best first; :class:`KeyError` where its place is missing."""
    if isinstance(edit, Drop):
        return Taking(layout, style).drop(edit.path)
    writer = _Writing(layout, style)
    return writer.insert(edit) if isinstance(edit, Insert) else writer.put(edit)


class _Writing(Ground):
    """The ways to write something."""

    # --- writing a value --------------------------------------------------------------------------------------

    def put(self, edit: Put) -> Iterator[Way]:
        """A value in the place of another, or a new key."""
        if not edit.path:
            raise CannotEdit(())
        chain = self.layout.chain(edit.path[:-1])
        parent = chain[-1].value if chain else self.layout.root
        entry = parent.at(edit.path[-1]) if parent is not None else None
        if entry is not None and parent is not None:
            yield from self._value(entry, parent, edit)
        elif isinstance(edit.path[-1], str):
            yield from self._new_key(chain, parent, edit)
        else:
            raise KeyError(edit.path)

    def _value(self, entry: Entry, parent: Spot, edit: Put) -> Iterator[Way]:
        spot, value = entry.value, edit.value
        if entry.sign < 0 and parent.kind == "map" and not parent.flow:
            raise CannotEdit(edit.path)
        if not isinstance(value, (list, dict)) and spot.kind == "text":
            yield from self._text(entry, parent, value)
        elif spot.kind == "text" or spot.flow or not spot.entries:
            yield from self._behind(entry, parent, value)
        elif not self.layout.begins_line(spot.start):
            yield (Splice(spot.start, spot.end, inline(value, self.style, in_list=parent.kind == "list")),)
        else:
            yield from self._below(entry, value)

    def _text(self, entry: Entry, parent: Spot, value: str | None) -> Iterator[Way]:
        """One text for another, in the manner of the old one."""
        spot, block = entry.value, not parent.flow
        if block and value is not None and spot.manner in ("|", ">"):
            yield from self._block_text(entry, value, spot.manner)
            yield from self._block_text(entry, value, "|")
        elif block and value is not None and "\n" in value and spot.manner is None and parent.kind == "map":
            yield from self._block_text(entry, value, "|")
        for new in inline_texts(value, spot.manner, in_list=parent.kind == "list" and parent.flow):
            yield self._swapped(entry, parent, new)

    def _swapped(self, entry: Entry, parent: Spot, new: str) -> Way:
        """Return the cut that puts ``new`` where the value of ``entry`` stands, remarks kept in their column."""
        spot = entry.value
        start, end = spot.start, spot.end
        if start == end and new:
            lead = " " if entry.sign >= 0 else ": " if parent.kind == "map" else ""
            blank = self.text[start : start + 2] == " ,"  # "{a: , b: c}": the blank that is there already will do
            return (Splice(start, start + blank, lead + new), *self.shifted(end, screen_width(lead + new)))
        if not new and entry.sign >= 0 and not parent.flow:
            start = entry.sign  # the blank before the value goes with it
        grown = screen_width(new) - screen_width(self.text[start:end])
        one_line = self.layout.line_start(start) == self.layout.line_start(end)
        return (Splice(start, end, new), *(self.shifted(end, grown) if one_line else ()))

    def _block_text(self, entry: Entry, value: str, manner: str) -> Iterator[Way]:
        """A text of several lines under its key."""
        written = block_lines(value, manner)
        if written is None or entry.sign < 0:
            return
        header, lines = written
        spot = entry.value
        old = spot.manner in ("|", ">")
        column = self._column_of(entry) + self.style.step
        if old:
            first = self.layout.next_line(spot.start)
            inner = self.text[first : self.layout.line_end(first)]
            column = len(inner) - len(inner.lstrip(" ")) or column
        body = self.style.line.join(" " * column + line if line else "" for line in lines)
        if old and spot.end > self.layout.line_end(spot.start):
            stop = spot.start
            while stop < len(self.text) and self.text[stop] not in " \t" + BREAKS:
                stop += 1
            ends = self.style.line if self.text[spot.end - 1] in BREAKS else ""
            yield Splice(spot.start, stop, header), Splice(self.layout.next_line(spot.start), spot.end, body + ends)
        elif self.layout.closes_line(spot.end) and self._beside(entry):
            new = Splice(spot.start, spot.end, header if spot.start > entry.sign else f" {header}")
            yield new, Splice(self.layout.line_end(spot.end), self.layout.line_end(spot.end), self.style.line + body)

    def _behind(self, entry: Entry, parent: Spot, value: Plain) -> Iterator[Way]:
        """A value of another shape for one that ends where its remark begins."""
        new = inline(value, self.style, in_list=parent.kind == "list")
        roomy = not fits_inline(value) and not parent.flow and parent.kind == "map" and entry.sign >= 0
        if roomy and self.layout.closes_line(entry.value.end) and self._beside(entry):
            behind, below = value_lines(value, self._column_of(entry), self.style)
            tail = self.layout.line_end(entry.value.end)
            cut = Splice(entry.sign, entry.value.end, behind)
            yield cut, Splice(tail, tail, "".join(self.style.line + line for line in below))
        yield self._swapped(entry, parent, new)

    def _below(self, entry: Entry, value: Plain) -> Iterator[Way]:
        """A value for a block that stands on the lines below its key."""
        spot = entry.value
        first, last = self.layout.line_start(spot.start), self.lines_end(spot.entries[-1], spot)
        if isinstance(value, (list, dict)):
            behind, below = value_lines(value, self._column_of(entry), self.style)
        else:
            behind, below = f" {inline(value, self.style)}".rstrip(), []
        lines = "".join(line + self.style.line for line in below)
        if last == len(self.text) and self.text[-1:] not in BREAKS:
            lines = lines.removesuffix(self.style.line)
            if not below:
                first = self.layout.line_end(entry.sign)
        beside = (Splice(entry.sign, entry.sign, behind), *self.shifted(entry.sign, screen_width(behind)))
        yield *beside, Splice(first, last, lines)

    # --- new entries ------------------------------------------------------------------------------------------

    def _new_key(self, chain: list[Entry], parent: Spot | None, edit: Put) -> Iterator[Way]:
        key = str(edit.path[-1])
        if parent is None:
            yield from self._lines_at(len(self.text), entry_lines(key, edit.value, 0, self.style))
        elif parent.kind == "map" and parent.flow:
            if parent.bare:
                raise CannotEdit(edit.path)
            pair = inline_pair(key, edit.value, self.style)
            anchor = self._anchor(parent, edit.after)
            if not parent.entries and chain and not self._inside_flow(chain[:-1]):
                yield from self._behind(chain[-1], self.parent(chain), {key: edit.value})
            yield from self._into_flow(parent, anchor + 1, [pair])
        elif parent.kind == "map":
            anchor = self._anchor(parent, edit.after)
            column = self.layout.column(parent.entries[0].start)
            lines = entry_lines(key, edit.value, column, self.style)
            apart = not fits_inline(edit.value) and self._apart(parent, blocks_only=True)
            yield from self._lines_after(parent, anchor, column, lines, apart=apart)
        elif parent.kind == "text" and parent.start == parent.end and chain:
            yield from self._behind(chain[-1], self.parent(chain), {key: edit.value})
        else:
            raise KeyError(edit.path)

    def insert(self, edit: Insert) -> Iterator[Way]:
        """New entries of a list."""
        chain = self.layout.chain(edit.path)
        spot = chain[-1].value if chain else self.layout.root
        if spot is None or spot.kind == "map" or (spot.kind == "text" and spot.start < spot.end):
            raise KeyError(edit.path)
        if spot.kind == "list" and edit.index > len(spot.entries):
            raise KeyError(edit.path)
        in_flow = spot.flow and (spot.entries or not chain or fits_inline(list(edit.values)))
        if in_flow or (spot.flow and self._inside_flow(chain[:-1])):
            texts = [inline(one, self.style, in_list=True) for one in edit.values]
            yield from self._into_flow(spot, edit.index, texts)
        elif not spot.entries:
            yield from self._behind(chain[-1], self.parent(chain), list(edit.values))
        else:
            yield from self._items(spot, chain, edit)

    def _items(self, spot: Spot, chain: list[Entry], edit: Insert) -> Iterator[Way]:
        near = spot.entries[max(edit.index - 1, 0)]
        column = self.layout.column(near.start)
        gap = near.value.start - near.start
        style = self.style if not 1 < gap <= 8 else replace(self.style, gap=gap)
        in_flow = near.value.kind == "map" and near.value.flow
        lines: list[str] = []
        apart = self._apart(spot)
        for value in edit.values:
            if in_flow:
                own = [f"{' ' * column}-{' ' * (style.gap - 1)}{inline(value, style, in_list=True)}"]
            else:
                own = item_lines(value, column, style)
            lines += ["", *own] if apart and lines else own
        if edit.index:
            yield from self._lines_after(spot, edit.index - 1, column, lines, apart=apart)
            return
        first = spot.entries[0].start
        if chain and self.layout.closes_line(chain[-1].sign) and self.layout.line_start(first) > chain[-1].sign:
            at = self.layout.next_line(chain[-1].sign)
        elif self.layout.begins_line(first):
            at = self.layout.line_start(first)
        else:
            raise CannotEdit(edit.path)
        yield from self._lines_at(at, [*lines, ""] if apart else lines)

    def _lines_after(self, parent: Spot, anchor: int, column: int, lines: list[str], *, apart: bool) -> Iterator[Way]:
        """Lines behind the entry ``anchor`` of a block and the remarks that belong to it."""
        entry = parent.entries[anchor]
        at = self.layout.body_end(entry, column)
        yield from self._lines_at(at, ["", *lines] if apart else lines)
        # A block text at the very end of a file has no last line end; with a line below it, it would get one.
        last = self._last_text(entry)
        if last.manner in ("|", ">") and at == len(self.text):
            sign = Splice(last.start + 1, last.start + 1, "-")
            for way in self._lines_at(at, ["", *lines] if apart else lines):
                yield sign, *way

    def _lines_at(self, at: int, lines: list[str]) -> Iterator[Way]:
        """Whole lines at ``at``, the beginning of a line or the end of the text."""
        new = self.style.line.join(lines)
        if at and self.text[at - 1] not in BREAKS:
            yield (Splice(at, at, self.style.line + new),)
            yield (Splice(at, at, self.style.line + new + self.style.line),)
        else:
            yield (Splice(at, at, new + self.style.line),)

    def _into_flow(self, spot: Spot, index: int, texts: list[str]) -> Iterator[Way]:
        """Entries between brackets."""
        new = ", ".join(texts)
        if not spot.entries:
            inner = self.text[spot.start + 1 : spot.end - 1]
            if inner.strip():
                yield (Splice(spot.end - 1, spot.end - 1, new),)
            else:
                pad = self.style.pad if spot.kind == "map" else ""
                yield (Splice(spot.start + 1, spot.end - 1, pad + new + pad),)
        elif index < len(spot.entries):
            at = spot.entries[index].start
            yield (Splice(at, at, new + ", "),)
        else:
            last = spot.entries[-1]
            empty = last.value.start == last.value.end and self.text[last.end : last.end + 1] == " "
            yield (Splice(last.end, last.end, f" , {new}" if empty else f", {new}"),)

    def _inside_flow(self, chain: list[Entry]) -> bool:
        root = self.layout.root
        return (root is not None and root.flow) or any(entry.value.flow for entry in chain)

    def _column_of(self, entry: Entry) -> int:
        return self.layout.column(entry.start)

    def _last_text(self, entry: Entry) -> Spot:
        spot = entry.value
        while spot.entries:
            spot = spot.entries[-1].value
        return spot

    def _beside(self, entry: Entry) -> bool:
        """Tell whether the value of ``entry`` begins on the line of its sign."""
        return self.layout.line_start(entry.value.start) <= entry.sign

    def _anchor(self, parent: Spot, after: str | None) -> int:
        """Return the position of the key ``after``, or of the last one."""
        return next((i for i, one in enumerate(parent.entries) if one.key == after), len(parent.entries) - 1)

    def _apart(self, spot: Spot, *, blocks_only: bool = False) -> bool:
        """Tell whether the entries of a block are set apart by blank lines, for the most part."""
        gaps = []
        for one, other in zip(spot.entries, spot.entries[1:], strict=False):
            if blocks_only and not (other.value.entries and not other.value.flow):
                continue
            lines = self.text[self.layout.next_line(one.end) : other.start].replace("\r\n", "\n").split("\n")
            gaps.append(any(not line.strip(" \t") for line in lines[:-1]))
        return sum(gaps) * 2 > len(gaps)
