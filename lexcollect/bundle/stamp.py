"""Stamp: lines of text in the foot band of every page.

Owns the lettering of page numbers: one small font, taken from a page we typeset with just the characters
needed, shared by all pages. The text stays text: it can be searched and copied.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lexcollect.bundle.fonts import printable
from lexcollect.bundle.model import Profile, Side
from lexcollect.bundle.sheets import BASELINE, LEFT_EDGE, LEFT_NOTE, RIGHT_EDGE
from lexcollect.bundle.typeset import typeset
from lexcollect.patterns import regex

_PAIR = regex(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_SPACE = 0.28
_NOTE_SIZE, _NOTE_COLOUR = 8.0, (0.35, 0.35, 0.35)
#: A watermark is drawn as outlines in this grey, over so much of the page's width.
_MARK_COLOUR, _MARK_SHARE = (0.6, 0.6, 0.6), 0.8


class Lettering:
    """A font for the characters of ``texts``, in document ``pdf``."""

    def __init__(self, pdf: Any, texts: Iterable[str]) -> None:
        import pikepdf

        characters = sorted({c for t in texts for c in printable(t) if c != " "})
        self.fonts: dict[str, Any] = {}
        self._glyphs: dict[str, tuple[str, int, float]] = {}
        made = pikepdf.open(io.BytesIO(_alphabet("".join(characters))))
        # The document must stay open until the bundle is saved: its streams are copied only then.
        self._made = made
        for page in made.pages:
            for _, font in page.Resources.Font.items():
                self._take(pdf, font)

    def close(self) -> None:
        """Let the fonts go, once the document has been saved."""
        self._made.close()

    def _take(self, pdf: Any, font: Any) -> None:
        key = f"/LX{len(self.fonts)}"
        self.fonts[key] = pdf.copy_foreign(font)
        widths = _widths(font.DescendantFonts[0])
        for code, text in _characters(font.ToUnicode.read_bytes()):
            self._glyphs.setdefault(text, (key, code, widths.get(code, 1.0)))

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is, in points."""
        return size * sum(self._glyphs[c][2] if c in self._glyphs else _SPACE for c in printable(text))

    def line(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: tuple[float, float, float],
        *,
        from_right: bool = False,
        outline: bool = False,
    ) -> bytes:
        """Return the operators that write ``text`` from ``x``, or so that it ends at ``x``.

        ``outline``: only the outlines of the characters, so that what lies below stays legible.
        """
        start = x - self.width(text, size) if from_right else x
        red, green, blue = colour
        out = ["q", f"{red:.2f} {green:.2f} {blue:.2f} {'RG 1 w' if outline else 'rg'}", "BT"]
        if outline:
            out.append("1 Tr")
        font, at = "", start
        for char in printable(text):
            if char not in self._glyphs:
                at += _SPACE * size
                continue
            key, code, width = self._glyphs[char]
            if key != font:
                out.append(f"{key} {size:g} Tf")
                font = key
            out.append(f"1 0 0 1 {at:.2f} {y:.2f} Tm <{code:04X}> Tj")
            at += width * size
        return ("\n".join([*out, "ET", "Q"]) + "\n").encode("ascii")

    def watermark(self, text: str, width: float, height: float) -> bytes:
        """Return the operators that write ``text`` across the middle of a page of ``width`` and ``height`` points."""
        size = _MARK_SHARE * width / self.width(text, 1)
        return self.line(text, (1 - _MARK_SHARE) / 2 * width, (height - size) / 2, size, _MARK_COLOUR, outline=True)

    def foot(self, caption: str, note: str, width: float, profile: Profile) -> bytes:
        """Return the foot of a page ``width`` points wide: number on the side of the profile, ``note`` opposite."""
        side, size = profile.stamp_side, profile.stamp_size
        at = LEFT_EDGE if side is Side.LEFT else width - RIGHT_EDGE
        if side is Side.CENTER:
            at = (width - self.width(caption, size)) / 2
        text = self.line(caption, at, BASELINE, size, profile.stamp_colour, from_right=side is Side.RIGHT)
        if note:
            opposite = side is Side.LEFT
            x = width - RIGHT_EDGE if opposite else LEFT_NOTE
            text += self.line(note, x, BASELINE, _NOTE_SIZE, _NOTE_COLOUR, from_right=opposite)
        return text


@lru_cache(4)
def _alphabet(characters: str) -> bytes:
    """Return a page of ``characters``: single files ask for the same one again and again."""
    return typeset("alphabet", {"characters": list(characters)})


def _characters(cmap: bytes) -> list[tuple[int, str]]:
    body = cmap.split(b"begincodespacerange")[0] + cmap.split(b"endcodespacerange")[-1]
    found = []
    for code, text in _PAIR.findall(body):
        found.append((int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", errors="replace")))
    return found


def _widths(font: Any) -> dict[int, float]:
    """Return the widths of a CID font in ems: ``c [w …]`` and ``first last w`` entries."""
    entries = list(font.get("/W", []))
    widths: dict[int, float] = {}
    at = 0
    while at < len(entries):
        first = int(entries[at])
        if at + 1 < len(entries) and not _is_number(entries[at + 1]):
            for k, w in enumerate(entries[at + 1]):
                widths[first + k] = float(w) / 1000
            at += 2
        else:
            for code in range(first, int(entries[at + 1]) + 1):
                widths[code] = float(entries[at + 2]) / 1000
            at += 3
    return widths


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
