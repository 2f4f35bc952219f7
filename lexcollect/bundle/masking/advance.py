"""Advance (字宽): how far each code of a font moves the pen, as far as that is certain.

Owns the reading of widths of simple and composite fonts. Refuses (:class:`Uncertain`) every font of which codes or
widths would have to be guessed: what is not certain is not cut out of a page, the page becomes a picture.
"""

from __future__ import annotations

from typing import Any

#: Codes of composite fonts that are read: two bytes, each pair the number of a glyph, from left to right.
_TWO_BYTES = "/Identity-H"
_SIMPLE = ("/Type1", "/TrueType", "/MMType1")


class Uncertain(Exception):
    """What stands on a page cannot be told from its content for certain."""


class Advance:
    """The codes of one font: how many bytes each has, and its width in ems."""

    def __init__(self, font: Any) -> None:
        kind = str(font.get("/Subtype", ""))
        if kind == "/Type0":
            if str(font.get("/Encoding", "")) != _TWO_BYTES:
                raise Uncertain
            self.bytes = 2
            self._widths, self._other = _composite(font.DescendantFonts[0])
        elif kind in _SIMPLE and "/Widths" in font:
            self.bytes = 1
            first = int(font.get("/FirstChar", 0))
            self._widths = {first + k: float(w) / 1000 for k, w in enumerate(font.Widths)}
            missing = font.get("/FontDescriptor", {}).get("/MissingWidth", 0)
            self._other = float(missing) / 1000
        else:
            raise Uncertain

    def codes(self, data: bytes) -> list[tuple[bytes, float]]:
        """Return the codes of a string, each with its width."""
        if len(data) % self.bytes:
            raise Uncertain
        step = self.bytes
        parts = [data[at : at + step] for at in range(0, len(data), step)]
        return [(part, self._widths.get(int.from_bytes(part, "big"), self._other)) for part in parts]


def _composite(font: Any) -> tuple[dict[int, float], float]:
    from pikepdf import Array

    widths: dict[int, float] = {}
    entries = list(font.get("/W", []))
    at = 0
    while at + 1 < len(entries):
        first = int(entries[at])
        if isinstance(entries[at + 1], Array):
            widths |= {first + k: float(w) / 1000 for k, w in enumerate(entries[at + 1])}
            at += 2
            continue
        last = int(entries[at + 1])
        if at + 2 >= len(entries) or not 0 <= last - first <= 0xFFFF:
            raise Uncertain
        widths |= dict.fromkeys(range(first, last + 1), float(entries[at + 2]) / 1000)
        at += 3
    return widths, float(font.get("/DW", 1000)) / 1000
