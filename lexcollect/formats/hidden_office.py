"""Hidden in Word files, slides and OpenDocument: comments, hidden words, notes, hidden slides, files inside.

Owns what the parts of such a document tell; a workbook has its own module. Renders nothing: white words on a coloured
ground cannot be told from white words on white, so only words without any shading count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from lexcollect.formats.hidden import Gathered, HiddenKind
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.xml_parts import elements
from lexcollect.formats.zipbox import read_member
from lexcollect.patterns import regex
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

_PARTS = (
    (regex(r"^word/document\.xml$"), "body"),
    (regex(r"^word/(?:header|footer)\d*\.xml$"), "headers"),
    (regex(r"^word/(?:footnotes|endnotes)\.xml$"), "footnotes"),
)
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_SLIDE = regex(r"^ppt/slides/slide(\d+)\.xml$")
_NOTES = regex(r"^ppt/notesSlides/notesSlide(\d+)\.xml$")
_WHITE = regex(r"^#?FFFFFF$", re.IGNORECASE)
_NO = frozenset({"0", "false", "off", "none"})
_BODY_PART = "word/document.xml"


def word(box: ZipFile, names: Collection[str], found: Gathered) -> None:
    """Add what a Word file hides; changes in its body are told by the caller, elsewhere here."""
    styles = _hidden_styles(_part(box, names, "word/styles.xml"))
    for name in sorted(names):
        place = next((text(f"formats.place.{key}") for pattern, key in _PARTS if pattern.match(name)), None)
        if place is not None:
            _runs(_part(box, names, name), styles, place, found, changes=name != _BODY_PART)
    comments = sum(tag == "comment" for tag, _ in _elements(_part(box, names, "word/comments.xml")))
    found.add(HiddenKind.COMMENT, count=comments)
    files_inside(names, "word/", found)


def slides(box: ZipFile, names: Collection[str], found: Gathered) -> None:
    """Add what a presentation hides."""
    for name in sorted(names):
        if match := _SLIDE.match(name):
            root = _last(_part(box, names, name))
            if root is not None and root.get("show", "1") in _NO:
                found.add(HiddenKind.SLIDE, text("formats.place.slide", number=int(match[1])))
        elif match := _NOTES.match(name):
            if _spoken(_part(box, names, name)):
                found.add(HiddenKind.NOTES, text("formats.place.slide", number=int(match[1])))
        elif name.startswith("ppt/comments/") and name.endswith(".xml"):
            found.add(HiddenKind.COMMENT, count=sum(tag == "cm" for tag, _ in _elements(_part(box, names, name))))
    files_inside(names, "ppt/", found)


def open_document(box: ZipFile, names: Collection[str], found: Gathered) -> None:
    """Add what an OpenDocument file (text, sheet, slides) hides."""
    styles: dict[str, HiddenKind] = {}
    for name in ("styles.xml", "content.xml"):
        for tag, element in _elements(_part(box, names, name)):
            if tag == "style":
                _take_style(element, styles)
            elif name == "content.xml":
                _take_content(tag, element, styles, found)
    inside = sorted({one.partition("/")[0] for one in names if one.startswith("Object ") and "/" in one})
    found.add(HiddenKind.ATTACHED, count=len(inside))


def is_embedded(name: str) -> bool:
    """Tell whether a part of an Office document is a file of its own that was put into it."""
    return any(name.startswith(f"{folder}/embeddings/") for folder in ("word", "xl", "ppt"))


def files_inside(names: Collection[str], folder: str, found: Gathered) -> None:
    """Add the files embedded in an Office document: behind a chart stands a whole workbook."""
    for name in sorted(names):
        if name.startswith(folder) and is_embedded(name):
            found.add(HiddenKind.ATTACHED, name.rpartition("/")[2])


def _part(box: ZipFile, names: Collection[str], name: str) -> bytes:
    return read_member(box, box.getinfo(name)) if name in names else b""


def _elements(data: bytes) -> Iterator[tuple[str, Element]]:
    return elements(data) if data else iter(())


def _last(data: bytes) -> Element | None:
    """Return the outermost element: it ends last."""
    root = None
    for _, element in _elements(data):
        root = element
    return root


def _hidden_styles(data: bytes) -> set[str]:
    found = set()
    for tag, element in _elements(data):
        if tag == "style":
            if any(_is_on(one) for one in element.iter() if _local(one.tag) in ("vanish", "webHidden")):
                found.add(_attribute(element, "styleId"))
            element.clear()
    return found


def _runs(data: bytes, styles: set[str], place: Text, found: Gathered, *, changes: bool) -> None:
    """Count the runs that are hidden or white; of a part other than the body also the tracked changes."""
    for tag, element in _elements(data):
        if changes and tag in _CHANGES:
            found.add(HiddenKind.CHANGES, place)
        elif tag == "r":
            words = "".join(one.text or "" for one in element if _local(one.tag) in ("t", "delText"))
            properties = next((one for one in element if _local(one.tag) == "rPr"), None)
            if words.strip() and properties is not None:
                _run(properties, styles, place, found)
        elif tag == "p":
            element.clear()


def _run(properties: Element, styles: set[str], place: Text, found: Gathered) -> None:
    parts = {_local(one.tag): one for one in properties}
    by_style = "rStyle" in parts and _attribute(parts["rStyle"], "val") in styles
    if by_style or any(key in parts and _is_on(parts[key]) for key in ("vanish", "webHidden")):
        found.add(HiddenKind.TEXT, place)
    elif "color" in parts and _WHITE.match(_attribute(parts["color"], "val")) and not {"shd", "highlight"} & set(parts):
        found.add(HiddenKind.WHITE, place)


def _spoken(data: bytes) -> bool:
    """Tell whether a page of notes says more than the number of its slide."""
    words = []
    for tag, element in _elements(data):
        if tag == "t" and element.text:
            words.append(element.text)
        elif tag == "fld":  # the number or the day, filled in by the program; its words came before it ends
            for one in element.iter():
                if _local(one.tag) == "t" and one.text in words:
                    words.remove(one.text)
    return bool("".join(words).strip())


def _take_style(element: Element, styles: dict[str, HiddenKind]) -> None:
    """Remember the styles that hide words, rows, sheets or slides."""
    name = _attribute(element, "name")
    for one in element:
        hidden = _attribute(one, "display") in ("none", "false") or _attribute(one, "visibility") == "hidden"
        kind = _local(one.tag)
        if kind == "text-properties" and hidden:
            styles[name] = HiddenKind.TEXT
        elif kind == "table-properties" and hidden:
            styles[name] = HiddenKind.SHEET
        elif kind == "drawing-page-properties" and hidden:
            styles[name] = HiddenKind.SLIDE


def _take_content(tag: str, element: Element, styles: dict[str, HiddenKind], found: Gathered) -> None:
    if tag == "annotation":
        found.add(HiddenKind.COMMENT)
    elif tag in ("hidden-text", "hidden-paragraph"):
        found.add(HiddenKind.TEXT)
    elif tag == "changed-region":
        found.add(HiddenKind.CHANGES)
    elif tag == "notes" and "".join(element.itertext()).strip():
        found.add(HiddenKind.NOTES)
    elif tag == "table-row" and _attribute(element, "visibility") in ("collapse", "filter") and _says(element):
        found.add(HiddenKind.ROWS)
    elif tag == "table-column" and _attribute(element, "visibility") in ("collapse", "filter"):
        found.add(HiddenKind.COLUMNS)
    elif tag in ("span", "table", "page"):
        kind = styles.get(_attribute(element, "style-name"))
        if kind is not None and _says(element):
            found.add(kind, _attribute(element, "name")[:40])


def _says(element: Element) -> bool:
    return bool("".join(element.itertext()).strip())


def _is_on(element: Element) -> bool:
    return _attribute(element, "val").lower() not in _NO


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if _local(key) == name), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


#: Which part of the work belongs to which kind of document.
READERS = {FileKind.DOCX: word, FileKind.PPTX: slides, FileKind.ODF: open_document}
