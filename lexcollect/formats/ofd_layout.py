"""Layout of an OFD (版式文档, GB/T 33190): which page shows what, and where.

Owns the way from the container to plain marks of a page: texts with a place for each character, paths and pictures,
those of templates, remarks (annotations) and seals included, in the order in which they lie over each other. Lengths
are millimetres from the upper left. Draws nothing and judges no signature. What a mark names and the container does
not hold is counted as lost, never made up. Refuses what does not open (:class:`BadFile`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lexcollect.formats.limits import MAX_PAGES
from lexcollect.formats.ofd_numbers import Affine, Frame, chained, deltas, floats, frame_of, number
from lexcollect.formats.ofd_parts import all_of, first_of, joined, part_of, text_of
from lexcollect.formats.ofd_seals import Seal, seals_in
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.zipbox import open_zip, read_member
from lexcollect.records import dataclass, field

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

#: Bytes of one picture; marks of one page; so deep groups and composites lie in each other.
_PICTURE, _MARKS, _DEEPEST = 40_000_000, 100_000, 12
_A4: Frame = (0, 0, 210, 297)
_BACK, _FRONT = ("Background",), ("Foreground",)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page shows once: ``move`` puts its own lengths on the page; colours are ``#rrggbb`` or empty for none.

    Of a text ``signs`` are (characters, x, y), one at a time where the file says how far they stand apart; of a path
    ``path`` is what is drawn, in the words of the standard; of a picture ``picture`` is the name of its member or
    ``data`` its bytes; it fills the unit square. ``clips`` are paths outside of which nothing shows.
    """

    move: Affine
    signs: tuple[tuple[str, float, float], ...] = ()
    font: str = ""
    size: float = 0
    stretch: float = 1
    bold: bool = False
    italic: bool = False
    path: str = ""
    picture: str = ""
    data: bytes = b""
    fill: str = ""
    line: str = ""
    width: float = 0.353
    dashes: tuple[float, ...] = ()
    even_odd: bool = False
    opacity: float = 1
    clips: tuple[tuple[Affine, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page: its frame (x, y, width, height), what it shows from the lowest mark up, and how many marks are lost.

    ``seals`` counts the seals on it, ``seals_lost`` those whose picture is not among the marks.
    """

    frame: Frame
    marks: tuple[Mark, ...]
    lost: int
    seals: int = 0
    seals_lost: int = 0


@dataclass(slots=True)
class _Known:
    """What a document names by number: fonts, pictures, composites, sets of drawing values, templates."""

    fonts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    composites: dict[str, Element] = field(default_factory=dict)
    values: dict[str, Element] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)


def ofd_pages(box: ZipFile, *, seals: bool = True) -> Iterator[OfdPage]:
    """Yield the pages of the first document in their order; :class:`BadFile` when there is none that can be read."""
    names = set(box.namelist())
    root = part_of(box, names, "OFD.xml")
    place = text_of(root, "DocBody/DocRoot") if root is not None else ""
    document = part_of(box, names, place.lstrip("/"))
    if document is None:
        raise BadFile(Reason.BROKEN)
    base = place.lstrip("/").rpartition("/")[0]
    known = _known(box, names, document, base)
    usual = frame_of(text_of(document, "CommonData/PageArea/PhysicalBox")) or _A4
    remarks = _remarks(box, names, document, base)
    listed = all_of(document, "Pages/Page")
    if len(listed) > MAX_PAGES:
        raise BadFile(Reason.TOO_MUCH)
    stamped: dict[str, list[Seal]] = {}
    for seal in seals_in(box) if seals else ():
        stamped.setdefault(seal.page, []).append(seal)
    for page in listed:
        own = page.get("ID", "")
        found = _Reader(box, names, base, known).page(page, usual, remarks.get(own, ()))
        drawn = [(_sealed(seal) if seal.data else ()) for seal in stamped.get(own, ())]
        marks = (*found.marks, *(mark for one in drawn for mark in one))
        yield replace(found, marks=marks, seals=len(drawn), seals_lost=sum(not one for one in drawn))


def _sealed(seal: Seal) -> tuple[Mark, ...]:
    """Return the marks of a seal at its place; none where its picture cannot be read. Some seals are documents."""
    x, y, width, height = seal.frame
    if seal.kind != "ofd":
        return (Mark((width, 0, 0, height, x, y), data=seal.data),)
    try:
        with open_zip(io.BytesIO(seal.data)) as box:
            page = next(ofd_pages(box, seals=False), None)
            if page is None:
                return ()
            fit = width / page.frame[2], height / page.frame[3]
            move = (fit[0], 0.0, 0.0, fit[1], x - page.frame[0] * fit[0], y - page.frame[1] * fit[1])
            return tuple(_moved(box, mark, move) for mark in page.marks)
    except BadFile:
        return ()


def _moved(box: ZipFile, mark: Mark, move: Affine) -> Mark:
    data = picture_of(box, mark.picture) if mark.picture else b""
    clips = tuple((chained(move, own), path) for own, path in mark.clips)
    return replace(mark, move=chained(move, mark.move), picture="", data=data, clips=clips)


class _Reader:
    """Gathers the marks of one page."""

    def __init__(self, box: ZipFile, names: set[str], base: str, known: _Known) -> None:
        self._box, self._names, self._base, self._known = box, names, base, known
        self._marks: list[Mark] = []
        self._lost = 0

    def page(self, listed: Element, usual: Frame, remarks: Sequence[str]) -> OfdPage:
        """Return the page that the document lists as ``listed``; one that is not there is empty and counts as lost."""
        content = part_of(self._box, self._names, joined(self._base, listed.get("BaseLoc", "")))
        if content is None:
            return OfdPage(usual, (), 1)
        frame = frame_of(text_of(content, "Area/PhysicalBox"))
        before: list[Element] = []
        behind: list[Element] = []
        for template in all_of(content, "Template"):
            laid = part_of(self._box, self._names, self._known.templates.get(template.get("TemplateID", ""), ""))
            if laid is None:
                self._lost += 1
                continue
            frame = frame or frame_of(text_of(laid, "Area/PhysicalBox"))
            (behind if template.get("ZOrder", _BACK[0]) in _FRONT else before).append(laid)
        for part in (*before, content, *behind):
            for layer in sorted(all_of(part, "Content/Layer"), key=_depth):
                self._group(layer, (1, 0, 0, 1, 0, 0), layer.get("DrawParam", ""), 0)
        for name in remarks:
            self._remarks(name)
        return OfdPage(frame or usual, tuple(self._marks), self._lost)

    def _remarks(self, name: str) -> None:
        part = part_of(self._box, self._names, name)
        for one in all_of(part, "Annot") if part is not None else ():
            if one.get("Visible", "true") == "false":
                continue
            for look in all_of(one, "Appearance"):
                frame = frame_of(look.get("Boundary", "")) or (0, 0, 0, 0)
                self._group(look, (1, 0, 0, 1, frame[0], frame[1]), "", 0)

    def _group(self, group: Element, move: Affine, values: str, deep: int) -> None:
        if deep > _DEEPEST or len(self._marks) > _MARKS:
            raise BadFile(Reason.TOO_MUCH)
        for one in group:
            kind = one.tag.rpartition("}")[2]
            if one.get("Visible", "true") == "false":
                continue
            if kind == "PageBlock":
                self._group(one, move, values, deep + 1)
            elif kind in _OBJECTS:
                self._object(kind, one, move, values, deep)

    def _object(self, kind: str, one: Element, move: Affine, values: str, deep: int) -> None:
        frame = frame_of(one.get("Boundary", ""))
        if frame is None:
            self._lost += 1
            return
        own = chained(move, (1, 0, 0, 1, frame[0], frame[1]))
        within = chained(own, _affine(one.get("CTM", "")))
        style = _Style(self._known, one, values)
        clips = _clips(one, own)
        if kind == "CompositeObject":
            drawn = self._known.composites.get(one.get("ResourceID", ""))
            content = first_of(drawn, "Content") if drawn is not None else None
            if content is None:
                self._lost += 1
            else:
                self._group(content, within, one.get("DrawParam", values), deep + 1)
        elif kind == "TextObject":
            self._text(one, within, style, clips)
        elif kind == "PathObject":
            self._path(one, within, style, clips)
        else:
            self._picture(one, within, style, clips)

    def _text(self, one: Element, move: Affine, style: _Style, clips: tuple[tuple[Affine, str], ...]) -> None:
        font = self._known.fonts.get(one.get("Font", ""), "")
        fill = style.colour("FillColor", "#000000") if one.get("Fill", "true") != "false" else ""
        line = style.colour("StrokeColor", "#000000") if one.get("Stroke", "false") == "true" else ""
        bold = (number(one.get("Weight", "")) or 400) >= 600
        for code in all_of(one, "TextCode"):
            self._marks.append(
                Mark(
                    move,
                    signs=tuple(_placed(code)),
                    font=font,
                    size=number(one.get("Size", "")) or 3,
                    stretch=number(one.get("HScale", "")) or 1,
                    bold=bold,
                    italic=one.get("Italic", "false") == "true",
                    fill=fill,
                    line=line,
                    width=style.width,
                    opacity=style.opacity,
                    clips=clips,
                )
            )

    def _path(self, one: Element, move: Affine, style: _Style, clips: tuple[tuple[Affine, str], ...]) -> None:
        fill = style.colour("FillColor", "") if one.get("Fill", "false") == "true" else ""
        line = style.colour("StrokeColor", "#000000") if one.get("Stroke", "true") != "false" else ""
        self._marks.append(
            Mark(
                move,
                path=text_of(one, "AbbreviatedData"),
                fill=fill or ("#000000" if one.get("Fill", "false") == "true" and not style.transparent else ""),
                line=line,
                width=style.width,
                dashes=style.dashes,
                even_odd=one.get("Rule", "") == "Even-Odd",
                opacity=style.opacity,
                clips=clips,
            )
        )

    def _picture(self, one: Element, move: Affine, style: _Style, clips: tuple[tuple[Affine, str], ...]) -> None:
        name = self._known.pictures.get(one.get("ResourceID", ""), "")
        if name not in self._names:
            self._lost += 1
            return
        self._marks.append(Mark(move, picture=name, opacity=style.opacity, clips=clips))


_OBJECTS = frozenset({"TextObject", "PathObject", "ImageObject", "CompositeObject"})


class _Style:
    """Colours, width and dashes of a mark: its own words, else those of the set it names, and of the set that names."""

    def __init__(self, known: _Known, one: Element, values: str) -> None:
        self._known, self._one = known, one
        self._sets = list(_sets(known, one.get("DrawParam", values)))

    def _said(self, name: str) -> str:
        return next((found for where in (self._one, *self._sets) if (found := where.get(name, ""))), "")

    @property
    def width(self) -> float:
        """Return the width of lines."""
        width = number(self._said("LineWidth"))
        return 0.353 if width is None else width

    @property
    def dashes(self) -> tuple[float, ...]:
        """Return the lengths of dashes and gaps in turn."""
        return tuple(max(0.0, length) for length in floats(self._said("DashPattern")))

    @property
    def opacity(self) -> float:
        """Return how dense the mark is, from 0 to 1."""
        alpha = number(self._one.get("Alpha", ""))
        return 1 if alpha is None else min(1.0, max(0.0, alpha / 255))

    @property
    def transparent(self) -> bool:
        """Tell whether a colour is named that is none of a plain kind (pattern, shading): it is left out."""
        return any(first_of(where, "FillColor") is not None for where in (self._one, *self._sets))

    def colour(self, name: str, usual: str) -> str:
        """Return the colour called ``name``, ``usual`` when nothing names one, empty when it is not a plain one."""
        found = next((one for where in (self._one, *self._sets) if (one := first_of(where, name)) is not None), None)
        if found is None:
            return usual
        if not found.get("Value") and len(found):
            return ""
        return _hex(floats(found.get("Value", "")), self._known.spaces.get(found.get("ColorSpace", ""), ""))


def _sets(known: _Known, name: str) -> Iterator[Element]:
    seen: set[str] = set()
    while name in known.values and name not in seen:
        seen.add(name)
        yield known.values[name]
        name = known.values[name].get("Relative", "")


def _hex(values: Sequence[float], space: str) -> str:
    """Return ``#rrggbb`` of the values of a colour; one value is grey, four are inks."""
    if len(values) == 1 or (values and space == "GRAY"):
        values = [values[0]] * 3
    elif len(values) == 4 or space == "CMYK":
        c, m, y, k = (*(value / 255 for value in values[:4]), 0, 0, 0)[:4]
        values = [255 * (1 - ink) * (1 - k) for ink in (c, m, y)]
    three = [max(0, min(255, round(value))) for value in (*values, 0, 0, 0)[:3]]
    return "#{:02x}{:02x}{:02x}".format(*three)


def _placed(code: Element) -> Iterator[tuple[str, float, float]]:
    """Yield the characters of a text with their places: each begins where the distances behind the last one lead.

    Characters behind the last distance that is given follow by the widths of their font, as one piece.
    """
    x, y = number(code.get("X", "")) or 0, number(code.get("Y", "")) or 0
    across, down = deltas(code.get("DeltaX", "")), deltas(code.get("DeltaY", ""))
    signs = (code.text or "")[:_MARKS]
    apart = min(len(signs), max(len(across), len(down)))
    for at in range(apart):
        yield signs[at], x, y
        x += across[at] if at < len(across) else 0
        y += down[at] if at < len(down) else 0
    if signs[apart:]:
        yield signs[apart:], x, y


def _clips(one: Element, own: Affine) -> tuple[tuple[Affine, str], ...]:
    """Return the areas that bound a mark; of areas that are no paths nothing is made."""
    found = []
    for area in all_of(one, "Clips/Clip/Area"):
        path = first_of(area, "Path")
        data = text_of(path, "AbbreviatedData") if path is not None else ""
        frame = frame_of(path.get("Boundary", "")) if path is not None else None
        if path is None or not data or frame is None:
            continue
        move = chained(own, _affine(area.get("CTM", "")))
        move = chained(chained(move, (1, 0, 0, 1, frame[0], frame[1])), _affine(path.get("CTM", "")))
        found.append((move, data))
    return tuple(found)


def _affine(words: str) -> Affine:
    values = floats(words)
    return (
        (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else (1, 0, 0, 1, 0, 0)
    )


def _depth(layer: Element) -> int:
    return {"Background": 0, "Body": 1, "Foreground": 2}.get(layer.get("Type", "Body"), 1)


def _known(box: ZipFile, names: set[str], document: Element, base: str) -> _Known:
    known = _Known()
    for one in all_of(document, "CommonData/TemplatePage"):
        known.templates[one.get("ID", "")] = joined(base, one.get("BaseLoc", ""))
    for where in ("PublicRes", "DocumentRes"):
        for one in all_of(document, f"CommonData/{where}"):
            place = joined(base, (one.text or "").strip())
            part = part_of(box, names, place)
            if part is not None:
                _learn(known, part, joined(place.rpartition("/")[0], part.get("BaseLoc", "")))
    return known


def _learn(known: _Known, part: Element, base: str) -> None:
    for font in all_of(part, "Fonts/Font"):
        known.fonts[font.get("ID", "")] = f"{font.get('FontName', '')} {font.get('FamilyName', '')}".strip()
    for media in all_of(part, "MultiMedias/MultiMedia"):
        if media.get("Type") == "Image":
            known.pictures[media.get("ID", "")] = joined(base, text_of(media, "MediaFile"))
    for values in all_of(part, "DrawParams/DrawParam"):
        known.values[values.get("ID", "")] = values
    for drawn in all_of(part, "CompositeGraphicUnits/CompositeGraphicUnit"):
        known.composites[drawn.get("ID", "")] = drawn
    for space in all_of(part, "ColorSpaces/ColorSpace"):
        known.spaces[space.get("ID", "")] = space.get("Type", "").upper()


def _remarks(box: ZipFile, names: set[str], document: Element, base: str) -> dict[str, tuple[str, ...]]:
    """Return the parts with the remarks on each page, by the page's number."""
    place = joined(base, text_of(document, "Annotations"))
    listed = part_of(box, names, place)
    found: dict[str, tuple[str, ...]] = {}
    for page in all_of(listed, "Page") if listed is not None else ():
        parts = [joined(place.rpartition("/")[0], (one.text or "").strip()) for one in all_of(page, "FileLoc")]
        found[page.get("PageID", "")] = (*found.get(page.get("PageID", ""), ()), *parts)
    return found


def picture_of(box: ZipFile, name: str) -> bytes:
    """Return the bytes of a picture of the document; :class:`BadFile` when damaged or larger than is drawn."""
    return read_member(box, box.getinfo(name), _PICTURE)
