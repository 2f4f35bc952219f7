"""Splices: an edit → the few characters of the text that change.

Owns the surgery. Each function returns the ways in which an edit can be written, best first, as cuts in the original
text; the caller takes the first that reads back as meant. Everything outside the cuts stays byte for byte. Refuses with
:class:`CannotEdit` what it does not know how to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexcollect.cn.width import screen_width
from lexcollect.records import dataclass
from lexcollect.yamledit.edits import Drop, Edit, Insert, Put
from lexcollect.yamledit.layout import BREAKS, Entry, Layout, Spot
from lexcollect.yamledit.render import entry_lines, fits_inline, inline, inline_pair, item_lines, value_lines
from lexcollect.yamledit.scalars import block_lines, inline_texts
from lexcollect.yamledit.style import Style
from lexcollect.yamltree import Path_, Plain

#: A remark that stands at least so far behind its value stands in a column of its own, and stays in it.
_ALIGNED = 3


class CannotEdit(Exception):
    """The place is written in a form that the editor does not change; ``path`` names it."""

    def __init__(self, path: Path_) -> None:
        self.path = path
        super().__init__(f"no way to edit {path!r}")


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``[start, end)`` of a text are replaced by ``new``."""

    start: int
    end: int
    new: str


Way = tuple[Splice, ...]


def spliced(text: str, way: Way) -> str:
    """Return ``text`` after all splices of ``way``, which do not overlap; those at one place go in their order."""
    out, at = [], 0
    for splice in sorted(way, key=lambda one: (one.start, one.end)):
        if splice.start < at:
            raise ValueError("splices overlap")
        out += [text[at : splice.start], splice.new]
        at = splice.end
    return "".join([*out, text[at:]])


def ways(layout: Layout, style: Style, edit: Edit) -> Iterator[Way]:
    """Yield the ways to write ``edit``, best first; :class:`KeyError` where its place is missing."""
    surgeon = _Surgeon(layout, style)
    if isinstance(edit, Drop):
        return surgeon.drop(edit.path)
    if isinstance(edit, Insert):
        return surgeon.insert(edit)
    return surgeon.put(edit)


class _Surgeon:
    def __init__(self, layout: Layout, style: Style) -> None:
        self.layout = layout
        self.text = layout.text
        self.style = style

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
            return (Splice(start, start + blank, lead + new), *self._shifted(end, screen_width(lead + new)))
        if not new and entry.sign >= 0 and not parent.flow:
            start = entry.sign  # the blank before the value goes with it
        grown = screen_width(new) - screen_width(self.text[start:end])
        one_line = self.layout.line_start(start) == self.layout.line_start(end)
        return (Splice(start, end, new), *(self._shifted(end, grown) if one_line else ()))

    def _shifted(self, at: int, grown: int) -> Way:
        """Return the cut that keeps the remark behind ``at`` in its column when the line before it has grown."""
        rest = self.text[at : self.layout.line_end(at)]
        gap = len(rest) - len(rest.lstrip(" "))
        if not grown or gap < _ALIGNED or rest[gap : gap + 1] != "#":
            return ()
        return (Splice(at, at + gap, " " * max(gap - grown, 2)),)

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
        first, last = self.layout.line_start(spot.start), self._lines_end(spot.entries[-1], spot)
        if isinstance(value, (list, dict)):
            behind, below = value_lines(value, self._column_of(entry), self.style)
        else:
            behind, below = f" {inline(value, self.style)}".rstrip(), []
        lines = "".join(line + self.style.line for line in below)
        if last == len(self.text) and self.text[-1:] not in BREAKS:
            lines = lines.removesuffix(self.style.line)
            if not below:
                first = self.layout.line_end(entry.sign)
        beside = (Splice(entry.sign, entry.sign, behind), *self._shifted(entry.sign, screen_width(behind)))
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
                yield from self._behind(chain[-1], self._parent(chain), {key: edit.value})
            yield from self._into_flow(parent, anchor + 1, [pair])
        elif parent.kind == "map":
            anchor = self._anchor(parent, edit.after)
            column = self.layout.column(parent.entries[0].start)
            lines = entry_lines(key, edit.value, column, self.style)
            apart = not fits_inline(edit.value) and self._apart(parent, blocks_only=True)
            yield from self._lines_after(parent, anchor, column, lines, apart=apart)
        elif parent.kind == "text" and parent.start == parent.end and chain:
            yield from self._behind(chain[-1], self._parent(chain), {key: edit.value})
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
            yield from self._behind(chain[-1], self._parent(chain), list(edit.values))
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

    # --- taking away ------------------------------------------------------------------------------------------

    def drop(self, path: Path_) -> Iterator[Way]:
        """A key with its value, or an entry of a list."""
        chain = self.layout.chain(path)
        parent, entry = self._parent(chain), chain[-1]
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
        start, end = self.layout.line_start(entry.start), self._lines_end(entry, parent)
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
        start, end = self.layout.line_start(parent.start), self._lines_end(chain[-1], parent)
        if end == len(self.text) and self.text[end - 1] not in BREAKS:
            start = self._behind_line_above(start)
        yield Splice(above.sign, above.sign, f" {empty}"), *self._shifted(above.sign, 3), Splice(start, end, "")

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

    # --- small questions --------------------------------------------------------------------------------------

    def _parent(self, chain: list[Entry]) -> Spot:
        parent = chain[-2].value if len(chain) > 1 else self.layout.root
        assert parent is not None  # an entry has one
        return parent

    def _inside_flow(self, chain: list[Entry]) -> bool:
        root = self.layout.root
        return (root is not None and root.flow) or any(entry.value.flow for entry in chain)

    def _column_of(self, entry: Entry) -> int:
        return self.layout.column(entry.start)

    def _lines_end(self, entry: Entry, parent: Spot) -> int:
        return self.layout.body_end(entry, self.layout.column(parent.start))

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

    def _is_blank(self, at: int) -> bool:
        return not self.text[at : self.layout.line_end(at)].strip(" \t")

    def _behind_line_above(self, start: int) -> int:
        """Return the end of the line above, before its line break."""
        if not start:
            return 0
        return start - (2 if self.text[max(start - 2, 0) : start] == "\r\n" else 1)

    def _apart(self, spot: Spot, *, blocks_only: bool = False) -> bool:
        """Tell whether the entries of a block are set apart by blank lines, for the most part."""
        gaps = []
        for one, other in zip(spot.entries, spot.entries[1:], strict=False):
            if blocks_only and not (other.value.entries and not other.value.flow):
                continue
            lines = self.text[self.layout.next_line(one.end) : other.start].replace("\r\n", "\n").split("\n")
            gaps.append(any(not line.strip(" \t") for line in lines[:-1]))
        return sum(gaps) * 2 > len(gaps)


def _breaks(text: str) -> bool:
    return any(char in BREAKS for char in text)
