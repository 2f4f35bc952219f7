"""Office reader: Word and Excel files, looked at lightly.

Owns what must be known before an Office file becomes evidence: tracked changes, comments, hidden sheets,
formulas without stored values, amounts typed as text, days in the properties. Renders nothing and computes
nothing.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

from lexcollect.findings import finding
from lexcollect.intake.limits import MAX_TEXT_CHARS
from lexcollect.intake.readers.archive import BadZip, open_zip, read_member
from lexcollect.intake.readers.look import Look
from lexcollect.intake.readers.xml import BadXml, elements
from lexcollect.intake.records import DateCandidate, FileKind, Status

_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})T")
#: The day inside the blank document of a widely used writing library: it belongs to no matter.
_LIBRARY_DAY = "2013-12-23T23:15:00Z"


def read(path: Path, kind: FileKind) -> Look:
    """Return what a Word, Excel, PowerPoint or OFD file at ``path`` shows of itself."""
    look = Look()
    try:
        with open_zip(path) as box:
            names = set(box.namelist())
            if kind is FileKind.DOCX:
                _word(box, names, look)
            elif kind is FileKind.XLSX:
                from lexcollect.intake.readers import sheets

                sheets.read(box, names, look)
    except BadZip as bad:
        look.status = Status.BROKEN if bad.reason == "broken" else Status.UNREADABLE
        if bad.reason != "broken":
            look.findings.append(finding("LX-I029"))
    except BadXml:
        look.status = Status.BROKEN
    return look


def _word(box: zipfile.ZipFile, names: set[str], look: Look) -> None:
    if "word/document.xml" not in names:
        raise BadZip("broken")
    changes, words, length = 0, [], 0
    for tag, element in elements(read_member(box, box.getinfo("word/document.xml"))):
        if tag in _CHANGES:
            changes += 1
        elif tag == "t" and element.text and length < MAX_TEXT_CHARS:
            words.append(element.text)
            length += len(element.text)
        elif tag == "p":
            words.append("\n")
            element.clear()
    look.text = "".join(words)[:MAX_TEXT_CHARS]
    if changes:
        look.facts["tracked_changes"] = str(changes)
    if "word/comments.xml" in names:
        look.facts["comments"] = "yes"
    _properties(box, names, look)


def _properties(box: zipfile.ZipFile, names: set[str], look: Look) -> None:
    if "docProps/core.xml" not in names:
        return
    for tag, element in elements(read_member(box, box.getinfo("docProps/core.xml"), 1_000_000)):
        raw = (element.text or "").strip()
        match = _DAY.match(raw)
        if tag not in ("created", "modified") or not match or raw == _LIBRARY_DAY:
            continue
        try:
            day = date(*(int(part) for part in match.groups()))
        except ValueError:
            continue
        look.dates.append(DateCandidate(day, f"docx_{tag}", raw))
