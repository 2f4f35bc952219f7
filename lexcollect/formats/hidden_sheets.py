"""Hidden in a workbook: sheets, rows, columns, values in white or in a format that shows nothing, notes, other files.

Owns what is remembered while the cells of a workbook go by. A hidden row or column without a value hides nothing: whole
empty ends of sheets are hidden by habit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from posixpath import join, normpath
from typing import TYPE_CHECKING

from lexcollect.formats.hidden import Gathered, HiddenKind
from lexcollect.formats.xml_parts import elements
from lexcollect.formats.zipbox import read_member
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

_COLUMN = regex(r"^([A-Z]{1,3})\d")
_WHITE = regex(r"^(?:..)?FFFFFF$", re.IGNORECASE)
#: Colours of the old palette and of the theme that are white.
_WHITE_INDEX, _WHITE_THEME = frozenset({"1", "9"}), "0"
_YES = frozenset({"1", "true"})
#: Formats of which every section is empty show nothing.
_NOTHING = regex(r"^;{2,3}$")
#: A definition that names another workbook: [1]Sheet!A1, or a path.
_ELSEWHERE = regex(r"\[[^\]]+\]|^'?[A-Za-z]:\\|\\\\")


class Styles:
    """Which cell formats (by number) write white on nothing, and which show nothing."""

    def __init__(self, data: bytes | None) -> None:
        self.white: set[str] = set()
        self.empty: set[str] = set()
        if data is not None:
            self._read(data)

    def _read(self, data: bytes) -> None:
        fonts: list[bool] = []
        plain: list[bool] = []
        formats: dict[str, str] = {}
        for tag, element in elements(data):
            if tag == "numFmt":
                formats[element.get("numFmtId", "")] = element.get("formatCode", "")
            elif tag == "fonts":
                fonts = [_is_white(font) for font in element]
            elif tag == "fills":
                plain = [_is_plain(fill) for fill in element]
            elif tag == "cellXfs":
                for number, one in enumerate(element):
                    if _at(fonts, one.get("fontId")) and _at(plain, one.get("fillId"), otherwise=True):
                        self.white.add(str(number))
                    if _NOTHING.match(formats.get(one.get("numFmtId", ""), "")):
                        self.empty.add(str(number))


class SheetWatch:
    """Watches the cells of one sheet go by and adds to ``found`` what they hide; ``title`` is its name."""

    def __init__(self, title: str, styles: Styles, found: Gathered) -> None:
        self._title, self._styles, self._found = title, styles, found
        self._columns: list[tuple[int, int]] = []
        self._hidden: set[int] = set()
        self._row_speaks = False

    def see(self, tag: str, element: Element) -> None:
        """Look at an element of the sheet as it ends, before it is emptied."""
        if tag == "c":
            self._cell(element)
        elif tag == "row":
            if self._row_speaks and element.get("hidden") in _YES:
                self._found.add(HiddenKind.ROWS, self._title)
            self._row_speaks = False
        elif tag == "col" and element.get("hidden") in _YES:
            first, last = element.get("min", ""), element.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self._columns.append((int(first), int(last)))

    def close(self) -> None:
        """Add the hidden columns that held a value."""
        self._found.add(HiddenKind.COLUMNS, self._title, len(self._hidden))

    def _cell(self, element: Element) -> None:
        if not any("".join(part.itertext()).strip() for part in element):
            return
        self._row_speaks = True
        style, place = element.get("s", "0"), element.get("r", "")
        if style in self._styles.white:
            self._found.add(HiddenKind.WHITE, f"{self._title}!{place}")
        if style in self._styles.empty:
            self._found.add(HiddenKind.FORMAT, f"{self._title}!{place}")
        if self._columns and (match := _COLUMN.match(place)):
            number = _number(match[1])
            if any(first <= number <= last for first, last in self._columns):
                self._hidden.add(number)


def titles_of(box: ZipFile, names: Collection[str], found: Gathered) -> dict[str, str]:
    """Return part → title of every sheet; those that are hidden go to ``found``."""
    if "xl/workbook.xml" not in names:
        return {}
    parts = dict(relations(box, names, "xl/workbook.xml"))
    titles = {}
    for tag, element in elements(read_member(box, box.getinfo("xl/workbook.xml"))):
        if tag == "sheet":
            title = element.get("name", "")
            key = next((value for name, value in element.items() if name.rpartition("}")[2] == "id"), "")
            titles[parts.get(key, title)] = title
            if element.get("state", "visible") != "visible":
                found.add(HiddenKind.SHEET, title)
        elif tag == "definedName" and _ELSEWHERE.search(element.text or ""):
            found.add(HiddenKind.OTHER_FILES, element.get("name", "")[:40])
    return titles


def notes_and_links(box: ZipFile, names: Collection[str], titles: dict[str, str], found: Gathered) -> None:
    """Add the notes of every sheet, old and threaded, the links to other workbooks, and the files inside."""
    for sheet, title in titles.items():
        notes = {name for _, name in relations(box, names, sheet) if "omment" in name.rpartition("/")[2]}
        threaded = sorted(name for name in notes if "threadedComments" in name)
        old = sorted(notes - set(threaded))
        seen = {place: 1 for name in old for place in _noted(box, names, name, "comment")}
        for place in (one for name in threaded for one in _noted(box, names, name, "threadedComment")):
            seen.setdefault(place, 1)
        for place in seen:
            found.add(HiddenKind.COMMENT, f"{title}!{place}")
    for name in sorted(names):
        if name.startswith("xl/externalLinks/") and name.endswith(".xml"):
            targets = [target.rpartition("/")[2] for _, target in relations(box, names, name)]
            found.add(HiddenKind.OTHER_FILES, targets[0][:60] if targets else "")


def relations(box: ZipFile, names: Collection[str], part: str) -> Iterator[tuple[str, str]]:
    """Yield (id, target) of every relation of ``part``; a target inside the package by its name there."""
    folder, _, last = part.rpartition("/")
    sheet = f"{folder}/_rels/{last}.rels"
    if sheet not in names:
        return
    for tag, element in elements(read_member(box, box.getinfo(sheet), 4_000_000)):
        if tag == "Relationship":
            target = element.get("Target", "")
            outside = element.get("TargetMode") == "External"
            inside = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            yield element.get("Id", ""), target.replace("\\", "/") if outside else inside


def _noted(box: ZipFile, names: Collection[str], part: str, tag_wanted: str) -> Iterator[str]:
    if part in names:
        for tag, element in elements(read_member(box, box.getinfo(part))):
            if tag == tag_wanted:
                yield element.get("ref", "")


def _is_white(font: Element) -> bool:
    for part in font:
        if part.tag.rpartition("}")[2] == "color":
            light = part.get("theme") == _WHITE_THEME and float(part.get("tint") or 0) > -0.05
            return light or bool(_WHITE.match(part.get("rgb", ""))) or part.get("indexed") in _WHITE_INDEX
    return False


def _is_plain(fill: Element) -> bool:
    """Tell whether a fill leaves the cell white."""
    for pattern in fill:
        if pattern.tag.rpartition("}")[2] != "patternFill":
            return False
        if pattern.get("patternType", "none") == "none":
            return True
        return any(_is_white_colour(colour) for colour in pattern if colour.tag.endswith("fgColor"))
    return True


def _is_white_colour(colour: Element) -> bool:
    return colour.get("theme") == _WHITE_THEME or bool(_WHITE.match(colour.get("rgb", "")))


def _at(values: list[bool], number: str | None, *, otherwise: bool = False) -> bool:
    known = number is not None and number.isdecimal() and int(number) < len(values)
    return values[int(number or 0)] if known else otherwise


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found
