"""Glyphless: a font that takes up room and draws nothing (无字形字体), for words that are found and never seen.

Owns its bytes, made here table by table, and how PDF readers get from its codes to characters. Two glyphs besides the
one for what is missing: half an em wide for Latin letters and figures, an em for Chinese characters. Each is a line
there and back across its box: it covers nothing, and yet readers know how much room it takes (words that run up or down
a page are dropped by one of them when they take none).
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from typing import Any

#: Units of an em; what stands above and below the line fills it exactly, so that a box of words is as high as the font.
EM, ABOVE, BELOW = 1000, 880, -120
_NARROW, _WIDE = 1, 2
_WIDTHS = {_NARROW: EM // 2, _WIDE: EM}
#: Codes have two bytes.
_MOST_CODES = 0xFFFF
#: PDF allows so many lines in one table of codes.
_LINES = 100
_NAME = "/LXSearch"
_MAGIC, _WHOLE = 0x5F0F3CF5, 0xB1B0AFBA


class Alphabet:
    """The characters of the hidden words of one document, each with its code in the order of first use."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def coded(self, words: str) -> tuple[bytes, int]:
        """Return ``words`` as a string of PDF, and how long they are in units of the em."""
        codes, length = [], 0
        for char in words:
            if (code := self._code(char)) is not None:
                codes.append(f"{code:04X}")
                length += _WIDTHS[_glyph(char)]
        return f"<{''.join(codes)}>".encode("ascii"), length

    def _code(self, char: str) -> int | None:
        if char not in self._codes and len(self._codes) >= _MOST_CODES:
            return None
        return self._codes.setdefault(char, len(self._codes) + 1)

    def complete(self, pdf: Any, font: Any) -> None:
        """Give the empty dictionary ``font`` of document ``pdf`` its entries for all characters so far."""
        from pikepdf import Array, Dictionary, Name

        program = pdf.make_stream(_program(), Length1=len(_program()))
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(_NAME),
            Flags=4,
            FontBBox=Array([0, BELOW, EM, ABOVE]),
            ItalicAngle=0,
            Ascent=ABOVE,
            Descent=BELOW,
            CapHeight=ABOVE,
            StemV=80,
            FontFile2=program,
        )
        glyphs = b"".join(struct.pack(">H", _glyph(char)) for char in self._codes)
        narrow = [code for char, code in self._codes.items() if _glyph(char) == _NARROW]
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(_NAME),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=EM,
            W=Array([part for code in narrow for part in (code, code, _WIDTHS[_NARROW])]),
            CIDToGIDMap=pdf.make_stream(b"\0\0" + glyphs),
        )
        font.Type, font.Subtype, font.BaseFont = Name.Font, Name.Type0, Name(_NAME)
        font.Encoding = Name("/Identity-H")
        font.DescendantFonts = Array([pdf.make_indirect(below)])
        font.ToUnicode = pdf.make_stream(self._meanings())

    def _meanings(self) -> bytes:
        """Return the table by which readers get from codes to characters."""
        lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"]
        lines += ["/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
        lines += ["/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def"]
        lines += ["1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange"]
        listed = list(self._codes.items())
        for some in (listed[at : at + _LINES] for at in range(0, len(listed), _LINES)):
            lines.append(f"{len(some)} beginbfchar")
            lines += [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in some]
            lines.append("endbfchar")
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return ("\n".join(lines) + "\n").encode("ascii")


def _glyph(char: str) -> int:
    return _WIDE if unicodedata.east_asian_width(char) in "WFA" else _NARROW


@cache
def _program() -> bytes:
    """Return the font as a TrueType file."""
    count, shapes = 1 + len(_WIDTHS), [_shape(width) for width in _WIDTHS.values()]
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">12H", 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0),
        b"glyf": b"".join(shapes),
        b"head": struct.pack(
            ">IIIIHHqq4hHHhhh", 1 << 16, 1 << 16, 0, _MAGIC, 0, EM, 0, 0, 0, BELOW, EM, ABOVE, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhh", 1 << 16, ABOVE, BELOW, 0, EM, 0, 0, EM)
        + struct.pack(">hhh8xhH", 1, 0, 0, 0, count),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in (EM, *_WIDTHS.values())),
        b"loca": struct.pack(f">{count + 1}H", 0, *(n * len(shapes[0]) // 2 for n in range(count))),
        b"maxp": struct.pack(">IH13H", 1 << 16, count, 3, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhI16x", 3 << 16, 0, -100, 50, 0),
    }
    at = 12 + 16 * len(tables)
    listed, bodies = [], []
    for name, body in sorted(tables.items()):
        listed.append(struct.pack(">4sIII", name, _sum(body), at, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        at += len(bodies[-1])
    power = len(tables).bit_length() - 1
    range_ = 16 << power
    start = struct.pack(">IHHHH", 1 << 16, len(tables), range_, power, 16 * len(tables) - range_)
    whole = start + b"".join(listed) + b"".join(bodies)
    place = whole.index(struct.pack(">I", _MAGIC)) - 4
    return whole[:place] + struct.pack(">I", (_WHOLE - _sum(whole)) % (1 << 32)) + whole[place + 4 :]


def _shape(width: int) -> bytes:
    """Return a line from the lower left of a box to its upper right and back, as TrueType writes outlines."""
    box = struct.pack(">hhhhh", 1, 0, BELOW, width, ABOVE)
    points = struct.pack(">HH3B6h", 2, 0, 1, 1, 1, 0, width, -width, BELOW, ABOVE - BELOW, BELOW - ABOVE)
    shape = box + points
    return shape + bytes(-len(shape) % 4)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % (1 << 32)
