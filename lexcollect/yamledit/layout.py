"""Layout: where everything of a YAML text stands, to the character.

Owns the way from PyYAML's nodes and tokens to spans in the original text: each entry with its dash or key, its colon,
and its value without the blank lines and remarks that PyYAML counts to it. Reads only what :mod:`lexcollect.yamltree`
accepts. Changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import yaml

from lexcollect.records import dataclass, field
from lexcollect.yamltree import Path_

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What YAML takes for the end of a line.
BREAKS = "\n\r\x85\u2028\u2029"


@dataclass(slots=True)
class Entry:
    """One key with its value, or one entry of a list.

    ``start`` is its first character (dash, key or ``?``); ``sign`` stands behind its dash or colon and is -1 where it
    has none (a list between brackets, a key alone); ``end`` is behind its last character.
    """

    key: str | int
    start: int
    key_end: int
    sign: int
    value: Spot
    end: int


@dataclass(slots=True)
class Spot:
    """A value: ``kind`` is ``text``, ``map`` or ``list``; it stands in ``[start, end)`` of the text.

    ``manner`` of a text is PyYAML's style. ``flow`` collections stand between brackets, except ``bare`` ones
    (``[a: b]`` holds a mapping without braces).
    """

    kind: str
    start: int
    end: int
    manner: str | None = None
    flow: bool = False
    bare: bool = False
    entries: list[Entry] = field(default_factory=list)

    def at(self, key: str | int) -> Entry | None:
        """Return the entry ``key``."""
        if self.kind == "list":
            return self.entries[key] if isinstance(key, int) and 0 <= key < len(self.entries) else None
        return next((entry for entry in self.entries if entry.key == key), None)


class Layout:
    """The spots of one text; ``root`` is nothing when the text holds no value at all."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._dashes: list[int] = []
        self._colons: list[int] = []
        self._asks: list[int] = []
        self.commas: list[int] = []
        self._gaps: list[tuple[int, int]] = []
        self._scan()

    @cached_property
    def root(self) -> Spot | None:
        """The value of the whole text."""
        node = self._composed()
        return self._spot(node, 0, -1) if node is not None else None

    # --- looking up ---------------------------------------------------------------------------------------

    def chain(self, path: Path_) -> list[Entry]:
        """Return the entries that lead to ``path``, outermost first; :class:`KeyError` where there is none."""
        spot, out = self.root, []
        for part in path:
            entry = spot.at(part) if spot is not None else None
            if entry is None:
                raise KeyError(path)
            out.append(entry)
            spot = entry.value
        return out

    def spot(self, path: Path_) -> Spot:
        """Return the value at ``path``; :class:`KeyError` where there is none."""
        if not path:
            if self.root is None:
                raise KeyError(path)
            return self.root
        return self.chain(path)[-1].value

    def spots(self) -> Iterator[tuple[Entry | None, Spot]]:
        """Yield every value with its entry, in the order of the text."""
        stack: list[tuple[Entry | None, Spot]] = [(None, self.root)] if self.root is not None else []
        while stack:
            entry, spot = stack.pop()
            yield entry, spot
            stack.extend((inner, inner.value) for inner in reversed(spot.entries))

    # --- lines --------------------------------------------------------------------------------------------

    def line_start(self, at: int) -> int:
        """Return where the line that holds position ``at`` begins."""
        while at > 0 and self.text[at - 1] not in BREAKS:
            at -= 1
        return at

    def line_end(self, at: int) -> int:
        """Return where the line that holds ``at`` ends, before its line break."""
        while at < len(self.text) and self.text[at] not in BREAKS:
            at += 1
        return at

    def next_line(self, at: int) -> int:
        """Return the first position behind the line that holds ``at``."""
        end = self.line_end(at)
        return end + (2 if self.text.startswith("\r\n", end) else 1) if end < len(self.text) else end

    def column(self, at: int) -> int:
        """Return the column of ``at``, from 0."""
        return at - self.line_start(at)

    def begins_line(self, at: int) -> bool:
        """Tell whether only blanks stand before ``at`` on its line."""
        return not self.text[self.line_start(at) : at].strip(" ")

    def closes_line(self, at: int) -> bool:
        """Tell whether only blanks and a remark stand behind ``at`` on its line."""
        rest = self.text[at : self.line_end(at)]
        bare = rest.lstrip(" \t")
        return not bare or (bare[0] == "#" and (len(bare) < len(rest) or at == self.line_start(at)))

    def body_end(self, entry: Entry, column: int) -> int:
        """Return where the lines of ``entry`` end: its own, and the remarks below it that stand deeper than it.

        Such remarks (keys that were switched off, for the most part) are part of the entry; blank lines and
        remarks as far out as ``column`` belong to what follows.
        """
        end = at = self.next_line(entry.end) if self.text[entry.end - 1] not in BREAKS else entry.end
        while at < len(self.text):
            line = self.text[at : self.line_end(at)]
            bare = line.lstrip(" \t")
            if bare.startswith("#") and len(line) - len(bare) > column:
                end = self.next_line(at)
            elif bare:
                break
            at = self.next_line(at)
        return end

    def remarks_above(self, at: int) -> list[str]:
        """Return the remarks on the lines directly above the line of ``at``, from above."""
        out: list[str] = []
        at = self.line_start(at)
        while at > 0:
            above = self.line_start(at - (2 if self.text[max(at - 2, 0) : at] == "\r\n" else 1))
            bare = self.text[above : self.line_end(above)].strip(" \t")
            if not bare.startswith("#"):
                break
            out.insert(0, bare)
            at = above
        return out

    def remarks(self) -> list[str]:
        """Return every remark of the text, in order."""
        out: list[str] = []
        for start, end in self._gaps:
            at = start
            while (at := self.text.find("#", at, end)) >= 0:
                stop = self.line_end(at)
                out.append(self.text[at:stop].rstrip())
                at = stop
        return out

    # --- reading ------------------------------------------------------------------------------------------

    def _scan(self) -> None:
        last = 0
        for token in yaml.scan(self.text, Loader=_LOADER):
            start, end = token.start_mark.index, token.end_mark.index
            if start > last:
                self._gaps.append((last, start))
            last = max(last, end)
            if isinstance(token, yaml.BlockEntryToken):
                self._dashes.append(start)
            elif isinstance(token, yaml.ValueToken):
                self._colons.append(start)
            elif isinstance(token, yaml.FlowEntryToken):
                self.commas.append(start)
            elif isinstance(token, yaml.KeyToken) and end > start:
                self._asks.append(start)
            elif isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                self._gaps.append((start, self.line_end(start)))  # a remark behind the sign of a block text
        self._gaps.append((last, len(self.text)))
        self._gaps.sort()

    def _composed(self) -> yaml.Node | None:
        loader = _LOADER(self.text)
        try:
            return loader.get_single_node()  # type: ignore[no-any-return]
        finally:
            loader.dispose()

    def _spot(self, node: yaml.Node, after: int, sign: int) -> Spot:
        """Return the spot of ``node``, which stands behind ``after``; ``sign`` is behind its dash or colon."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            if start == end:
                # The readers disagree where nothing stands: directly behind the sign, for us.
                start = end = sign if sign >= 0 else after
            elif node.style in ("|", ">"):
                end = self._block_text_end(start, end)
            return Spot("text", start, end, node.style or None)
        kind = "list" if isinstance(node, yaml.SequenceNode) else "map"
        spot = Spot(kind, start, end, flow=bool(getattr(node, "flow_style", False)))
        spot.bare = spot.flow and self.text[start] not in "[{"
        if kind == "list":
            spot.entries = [self._list_entry(child, i, spot) for i, child in enumerate(node.value)]
        else:
            spot.entries = [self._map_entry(key, child) for key, child in node.value]
        if spot.entries and not spot.flow:
            spot.start, spot.end = spot.entries[0].start, spot.entries[-1].end
        return spot

    def _list_entry(self, node: yaml.Node, index: int, parent: Spot) -> Entry:
        at = node.start_mark.index
        if parent.flow:
            value = self._spot(node, at, -1)
            return Entry(index, value.start, value.start, -1, value, value.end)
        dash = self._dashes[bisect_left(self._dashes, at) - 1]
        value = self._spot(node, dash + 1, dash + 1)
        return Entry(index, dash, dash, dash + 1, value, max(value.end, dash + 1))

    def _map_entry(self, key: yaml.Node, node: yaml.Node) -> Entry:
        start, key_end = key.start_mark.index, key.end_mark.index
        found = bisect_left(self._colons, key_end)
        has_colon = found < len(self._colons) and self._colons[found] <= node.start_mark.index
        sign = self._colons[found] + 1 if has_colon else -1
        value = self._spot(node, key_end, sign)
        asked = bisect_right(self._asks, start) - 1
        if asked >= 0 and not self.text[self._asks[asked] + 1 : start].strip(" \t" + BREAKS):
            start = self._asks[asked]
        return Entry(str(key.value), start, key_end, sign, value, max(value.end, sign, key_end))

    def _block_text_end(self, start: int, end: int) -> int:
        """Return where a block text ends: blank lines behind it count only where its sign keeps them (``+``)."""
        if "+" in self.text[start : self.line_end(start)].partition("#")[0]:
            return end
        while end > start and self.text[end - 1] in " \t" + BREAKS:
            end -= 1
        return end
