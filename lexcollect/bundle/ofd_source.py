"""OFD sources (版式文档，电子发票常用): drawn page by page from what the file says, then shown as a PDF.

Owns the drawing: each page becomes an SVG in millimetres, all of them one PDF. Letters stand where the file puts them,
in fonts of ours: those that the file embeds are not used. Pictures keep their bytes where they can. Seals are drawn
as the pictures they are; their signatures are not judged. What could not be drawn is told. Refuses a file without
anything to draw (:class:`Unshown`).
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lexcollect.bundle.fonts import choose, marked
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.bundle.typeset import Drawing, typeset_drawings
from lexcollect.formats.limits import MAX_PIXELS
from lexcollect.formats.ofd_layout import Mark, OfdPage, ofd_pages, picture_of
from lexcollect.formats.ofd_numbers import Affine, floats, number
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.zipbox import open_zip
from lexcollect.patterns import regex
from lexcollect.wording import text

if TYPE_CHECKING:
    from zipfile import ZipFile

#: Words of paths in the standard → those of SVG, and how many numbers follow.
_STEPS = {"S": ("M", 2), "M": ("M", 2), "L": ("L", 2), "Q": ("Q", 4), "B": ("C", 6), "A": ("A", 7), "C": ("Z", 0)}
_SANS = regex(r"黑|hei|gothic|arial|helvetica|sans|yahei|微软雅黑|verdana|tahoma", 2)
#: PDF allows sides of 3 to 14,400 points; these are millimetres with a margin.
_SHORTEST, _LONGEST = 2.0, 5000.0


def print_ofd(path: Path, folder: Path, notes: Notes) -> Path:
    """Return a PDF in ``folder`` with the pages of the OFD at ``path``; :class:`Unshown` when it has none."""
    try:
        with open_zip(path) as box:
            pages = tuple(ofd_pages(box))
            drawer = _Drawer(box, pages)
            drawings = [drawer.drawn(page) for page in pages]
    except BadFile as bad:
        raise Unshown("LX-B011", kind=text("formats.kind.ofd")) from bad
    if not any(page.marks for page in pages):
        raise Unshown("LX-B282")
    notes.add("LX-B280")
    if missing := sum(page.seals_lost for page in pages):
        notes.add("LX-B281", count=missing)
    if seals := sum(page.seals - page.seals_lost for page in pages):
        notes.add("LX-B284", count=seals)
    if lost := drawer.lost + sum(page.lost for page in pages):
        notes.add("LX-B283", count=lost)
    target = folder / f"drawn-{path.stem}.pdf"
    target.write_bytes(typeset_drawings(drawings, drawer.words, folder))
    return target


class _Drawer:
    """Turns pages into SVG; ``lost`` counts pictures that could not be drawn, ``words`` holds every character used."""

    def __init__(self, box: ZipFile, pages: Sequence[OfdPage]) -> None:
        self._box = box
        self.lost = 0
        self.words = "".join(
            sorted({sign for page in pages for mark in page.marks for said, _, _ in mark.signs for sign in said})
        )
        fonts = choose([self.words])
        self._families = {True: _families(fonts.sans), False: _families(fonts.serif)}
        self._seen: dict[str, str] = {}

    def drawn(self, page: OfdPage) -> Drawing:
        """Return the page as SVG with its size."""
        self._clips: list[str] = []
        body = "".join(piece for mark in page.marks for piece in self._mark(mark))
        x, y, width, height = page.frame
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{width:g}mm" height="{height:g}mm" viewBox="{x:g} {y:g} {width:g} {height:g}">'
        )
        size = (min(_LONGEST, max(_SHORTEST, width)), min(_LONGEST, max(_SHORTEST, height)))
        return Drawing(f"{head}<defs>{''.join(self._clips)}</defs>{body}</svg>", *size)

    def _mark(self, mark: Mark) -> Iterator[str]:
        inner = "".join(self._text(mark) if mark.signs else self._path(mark) if mark.path else self._picture(mark))
        if not inner:
            return
        opacity = f' opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
        yield "".join(f"<g clip-path={quoteattr(self._clip(*clip))}>" for clip in mark.clips)
        yield f'<g transform="{_matrix(mark.move)}"{opacity}>{inner}</g>'
        yield "</g>" * len(mark.clips)

    def _clip(self, move: Affine, path: str) -> str:
        name = f"c{len(self._clips)}"
        self._clips.append(f'<clipPath id="{name}"><path transform="{_matrix(move)}" d="{_steps(path)}"/></clipPath>')
        return f"url(#{name})"

    def _text(self, mark: Mark) -> Iterator[str]:
        sans = _SANS.search(mark.font) is not None
        look = f'font-family="{self._families[sans]}" font-size="{mark.size:g}" {_paint(mark)}'
        look += ' font-weight="bold"' if mark.bold else ""
        look += ' font-style="italic"' if mark.italic else ""
        for sign, x, y in mark.signs:
            shown = "" if sign.isspace() else marked(sign)
            if shown:
                turn = f"matrix({mark.stretch:g} 0 0 1 {x:g} {y:g})"
                yield f'<text transform="{turn}" {look}>{escape(shown)}</text>'

    def _path(self, mark: Mark) -> Iterator[str]:
        steps = _steps(mark.path)
        if steps:
            dashes = f' stroke-dasharray="{" ".join(f"{d:g}" for d in mark.dashes)}"' if any(mark.dashes) else ""
            rule = ' fill-rule="evenodd"' if mark.even_odd else ""
            yield f'<path d="{steps}" {_paint(mark)}{dashes}{rule}/>'

    def _picture(self, mark: Mark) -> Iterator[str]:
        if mark.data:
            data = _inlined(mark.data)
        elif mark.picture:
            if mark.picture not in self._seen:
                self._seen[mark.picture] = _member(self._box, mark.picture)
            data = self._seen[mark.picture]
        else:
            return
        if data:
            yield f'<image width="1" height="1" preserveAspectRatio="none" xlink:href="{data}"/>'
        else:
            self.lost += 1


def _families(names: Sequence[str]) -> str:
    return ", ".join(f"&apos;{name}&apos;" for name in names)


def _paint(mark: Mark) -> str:
    line = f'stroke="{mark.line}" stroke-width="{mark.width:g}"' if mark.line and mark.width > 0 else 'stroke="none"'
    return f'fill="{mark.fill or "none"}" {line}'


def _matrix(move: Affine) -> str:
    return f"matrix({' '.join(f'{value:.6g}' for value in move)})"


def _steps(words: str) -> str:
    """Return a path in the words of SVG; it ends before the first word that is none."""
    found: list[str] = []
    parts = words.replace(",", " ").split()
    at = 0
    while at < len(parts):
        step, count = _STEPS.get(parts[at], ("", 0))
        values = parts[at + 1 : at + 1 + count]
        if not step or len(values) < count or any(number(value) is None for value in values):
            break
        if not found and step != "M":
            break
        found.append(f"{step} {' '.join(f'{value:g}' for value in floats(' '.join(values)))}".strip())
        at += 1 + count
    return " ".join(found)


def _member(box: ZipFile, name: str) -> str:
    try:
        return _inlined(picture_of(box, name))
    except BadFile:
        return ""


def _inlined(data: bytes) -> str:
    """Return the picture as it stands in an SVG; empty when it cannot be read. JPEG and PNG keep their bytes."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return ""
            picture.load()
            kind = {"JPEG": "jpeg", "PNG": "png"}.get(picture.format or "", "")
            if not kind:
                made = io.BytesIO()
                (picture if picture.mode in ("1", "L", "RGB", "RGBA") else picture.convert("RGBA")).save(made, "PNG")
                data, kind = made.getvalue(), "png"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
