"""Sheets: the light check of a workbook.

Owns three questions a clerk forgets: does it hide anything, do formulas carry stored values, do columns of
numbers hold amounts that were typed as text and therefore are in no sum. Computes no formula.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections import defaultdict
from xml.etree.ElementTree import Element

from lexcollect.findings import finding
from lexcollect.formats.hidden import Gathered
from lexcollect.formats.hidden_office import files_inside
from lexcollect.formats.hidden_sheets import SheetWatch, Styles, notes_and_links, titles_of
from lexcollect.formats.limits import MAX_CELLS, MAX_TEXT_CHARS
from lexcollect.formats.shapes import Look
from lexcollect.formats.xml_parts import elements
from lexcollect.formats.zipbox import read_member
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import text

_AMOUNT = regex(r"^[￥¥]?[\dOoIl][\dOoIl,]*(?:\.[\dOoIl]+)?(?:万|万元|元)?$")
_COMPACT_DAY = regex(r"^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
_COLUMN = regex(r"^[A-Z]{1,3}")


@dataclass(slots=True)
class _Book:
    """What was counted while the sheets went by."""

    cells: int = 0
    bare_formulas: int = 0
    text_amounts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0

    def hear(self, value: str) -> None:
        """Keep ``value`` for the text of the workbook: a long string may be shared by thousands of cells."""
        if self.length < MAX_TEXT_CHARS:
            self.words.append(value)
            self.length += len(value) + 1


def read(box: zipfile.ZipFile, names: set[str], look: Look) -> None:
    """Fill ``look`` with what the workbook in ``box`` shows; raises the errors of ``archive`` and ``xml``."""
    found = Gathered()
    titles = titles_of(box, names, found)
    styles = Styles(read_member(box, box.getinfo("xl/styles.xml")) if "xl/styles.xml" in names else None)
    shared = _shared(read_member(box, box.getinfo("xl/sharedStrings.xml"))) if "xl/sharedStrings.xml" in names else []
    book = _Book()
    for name in sorted(n for n in names if n.startswith("xl/worksheets/") and n.endswith(".xml")):
        watch = SheetWatch(titles.get(name, name.rpartition("/")[2]), styles, found)
        _sheet(read_member(box, box.getinfo(name)), shared, book, watch)
        watch.close()
    found.tried(lambda told: notes_and_links(box, names, titles, told))
    files_inside(names, "xl/", found)
    look.hidden = found.result
    look.facts["sheets"] = str(len(titles))
    look.text = "\n".join(book.words)[:MAX_TEXT_CHARS]
    if book.cells > MAX_CELLS:
        look.findings.append(finding("LX-I050", limit=MAX_CELLS, unit=text("formats.unit.cells")))
    if book.bare_formulas:
        look.findings.append(finding("LX-I019", count=book.bare_formulas))
    if book.text_amounts:
        look.findings.append(finding("LX-I017", count=len(book.text_amounts), cells=tuple(book.text_amounts[:6])))


def _shared(data: bytes) -> list[str]:
    strings: list[str] = []
    for tag, element in elements(data):
        if tag == "si":
            strings.append("".join(t.text or "" for t in element.iter() if t.tag.endswith("}t")))
            element.clear()
    return strings


def _sheet(data: bytes, shared: list[str], book: _Book, watch: SheetWatch) -> None:
    numbers: dict[str, int] = defaultdict(int)
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tag, element in elements(data):
        watch.see(tag, element)
        if tag != "c":
            continue
        book.cells += 1
        if book.cells > MAX_CELLS:
            element.clear()
            continue
        place = element.get("r", "")
        column = (_COLUMN.match(place) or [""])[0]
        value, is_text, is_bare = _cell(element, shared)
        book.bare_formulas += is_bare
        if is_text and value:
            book.hear(value)
            texts[column].append((place, value))
        elif value:
            numbers[column] += 1
        element.clear()
    for column, cells in texts.items():
        if numbers[column]:
            book.text_amounts += [f"{place} {value}" for place, value in cells if _looks_like_amount(value)]


def _cell(element: Element, shared: list[str]) -> tuple[str, bool, bool]:
    """Return the value, whether it is text, and whether it is a formula without a stored value."""
    kind = element.get("t", "n")
    parts = {child.tag.rpartition("}")[2]: child for child in element}
    stored = parts["v"].text or "" if "v" in parts else ""
    if "is" in parts:
        return "".join(t.text or "" for t in parts["is"].iter() if t.tag.endswith("}t")), True, False
    if kind == "s":
        known = stored.isdecimal() and int(stored) < len(shared)
        return shared[int(stored)] if known else "", True, False
    return stored, kind == "str", "f" in parts and not stored


def _looks_like_amount(value: str) -> bool:
    plain = unicodedata.normalize("NFKC", value).strip()
    has_digit = any(c.isdigit() for c in plain)
    return has_digit and bool(_AMOUNT.match(plain)) and not _COMPACT_DAY.match(plain)
