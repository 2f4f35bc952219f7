"""Fitting sheets (表格排印): a copy of a workbook whose sheets print no wider than their pages.

Owns the print settings of that copy: one page wide and as many long as it needs, lying where the columns need
it. What its author set to fit the page stays. Touches no cell; the file as
received is never changed. What is no workbook of this kind comes back as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal, InvalidOperation

from lexcollect.formats.refusals import BadFile
from lexcollect.formats.zipbox import open_zip, read_member
from lexcollect.patterns import regex

#: Larger sheets are printed as they are: their bytes are searched whole.
_MOST = 60_000_000
#: So many characters are as wide as a standing page of A4 with its usual margins; a column without a width has so many.
_STANDING, _COLUMN = Decimal(95), Decimal("9.14")
_SHEET = regex(r"^xl/worksheets/[^/]+\.xml$")
_ROOT = regex(rb"<(?:\w+:)?worksheet\b[^>]*>")
_FITS = regex(rb"<(?:\w+:)?pageSetUpPr\b[^>]*\bfitToPage=[\"'](?:1|true)[\"']")
_PROPERTIES = regex(rb"<(?:\w+:)?sheetPr\b(?:[^>]*/>|.*?</(?:\w+:)?sheetPr>)", re.DOTALL)
_SETUP = regex(rb"<(?:\w+:)?pageSetup\b[^>]*/>|<(?:\w+:)?pageSetup\b.*?</(?:\w+:)?pageSetup>", re.DOTALL)
_BEHIND = regex(
    rb"<(?:headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|"
    rb"legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</worksheet>"
)
_DATA_END = regex(rb"</sheetData>|<sheetData\s*/>")
_COL = regex(rb"<col\b[^>]*>")
_SPAN = regex(rb"<dimension\b[^>]*\bref=[\"'](?:[A-Z]+\d+:)?([A-Z]+)\d+[\"']")


def fitted(data: bytes) -> bytes:
    """Return the workbook with sheets that fit their pages."""
    try:
        with open_zip(io.BytesIO(data)) as box:
            parts = [(info.filename, read_member(box, info)) for info in box.infolist() if not info.is_dir()]
    except BadFile:
        return data
    made = {name: _fit(part) for name, part in parts if _SHEET.match(name) and len(part) <= _MOST}
    if all(made.get(name, part) == part for name, part in parts):
        return data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts:
            out.writestr(zipfile.ZipInfo(name), made.get(name, part))
    return buffer.getvalue()


def _fit(sheet: bytes) -> bytes:
    root, end = _ROOT.search(sheet), _DATA_END.search(sheet)
    if root is None or end is None or _FITS.search(sheet, 0, end.start()) or b"<worksheet" not in sheet[: root.end()]:
        return sheet
    wide = _width(sheet[: end.start()]) > _STANDING
    sheet = _with_setup(sheet, end.end(), b"landscape" if wide else b"")
    return _with_property(sheet, root.end())


def _with_setup(sheet: bytes, at: int, lying: bytes) -> bytes:
    """Put the settings of the page behind the cells, in the place where the standard wants them."""
    found = _SETUP.search(sheet, at)
    turned = b' orientation="' + lying + b'"' if lying else b""
    setup = b'<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"' + turned + b"/>"
    if found:
        return sheet[: found.start()] + setup + sheet[found.end() :]
    behind = _BEHIND.search(sheet, at)
    if behind is None:
        return sheet
    return sheet[: behind.start()] + setup + sheet[behind.start() :]


def _with_property(sheet: bytes, at: int) -> bytes:
    fits = b'<pageSetUpPr fitToPage="1"/>'
    found = _PROPERTIES.search(sheet, at, at + 4096)
    if found is None:
        return sheet[:at] + b"<sheetPr>" + fits + b"</sheetPr>" + sheet[at:]
    own = re.sub(rb"<pageSetUpPr\b[^>]*/>", b"", found[0])
    own = (
        own[:-2] + b">" + fits + b"</sheetPr>"
        if own.endswith(b"/>")
        else own.replace(b"</sheetPr>", fits + b"</sheetPr>")
    )
    return sheet[: found.start()] + own + sheet[found.end() :]


def _width(head: bytes) -> Decimal:
    """Return how wide the used columns are, in characters; hidden ones count nothing."""
    span = _SPAN.search(head)
    last = _number(span[1]) if span else 0
    told: dict[int, Decimal] = {}
    for col in _COL.findall(head):
        first, stop, width = (_attribute(col, name) for name in (b"min", b"max", b"width"))
        if first is None or stop is None:
            continue
        hidden = re.search(rb"\bhidden=[\"'](?:1|true)[\"']", col) is not None
        for number in range(int(first), min(int(stop), last or 512) + 1):
            told[number] = Decimal(0) if hidden else width if width is not None else _COLUMN
    return sum((told.get(number, _COLUMN) for number in range(1, (last or max(told, default=0)) + 1)), Decimal(0))


def _attribute(col: bytes, name: bytes) -> Decimal | None:
    found = re.search(rb"\b" + name + rb"=[\"']([0-9.]{1,12})[\"']", col)
    try:
        return Decimal(found[1].decode()) if found else None
    except InvalidOperation:
        return None


def _number(letters: bytes) -> int:
    """Return the number of a column from its letters, at most 512."""
    number = 0
    for letter in letters[:3]:
        number = number * 26 + letter - 64
    return min(number, 512)
