"""Hidden in a PDF: notes, files, scripts, layers, switched-off fields, and earlier versions.

Owns what the structure of the file tells; words that are drawn and do not show are found in ``hidden_words``. Follows
no action, opens no file inside, and bounds every walk.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lexcollect.files import open_regular
from lexcollect.formats.hidden import Gathered, Hidden, HiddenKind, page
from lexcollect.formats.layers import is_array, is_dict, layers_of, name_of
from lexcollect.formats.limits import MAX_ACTIONS, MAX_ANNOTATIONS, MAX_VERSION_BYTES, MAX_VERSIONS, MAX_WALKED
from lexcollect.formats.pdf_files import annotations_of, files_of, leaves
from lexcollect.patterns import regex
from lexcollect.wording import Text

#: Annotations whose words stand in a box that opens when one clicks, not on the page.
_NOTED = frozenset(
    f"/{kind}"
    for kind in (
        *("Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret"),
        *("Square", "Circle", "Line", "Polygon", "PolyLine", "Ink", "Stamp", "Redact"),
    )
)
_HIDDEN_FLAGS = 0x02 | 0x20  # Hidden, NoView
_ACTING = frozenset(f"/{kind}" for kind in ("JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition", "Movie"))
#: Keys behind which a dictionary keeps what it does.
_TRIGGERS = ("/A", "/AA", "/OpenAction", "/Next", "/PA")
_END = regex(rb"startxref\s{1,4}(\d{1,12})\s{1,4}%%EOF[\r\n]{0,2}")
_MARK_BYTES, _CHUNK = 40, 1 << 22


def hidden_in_pdf(pdf: Any, pages: list[Any], path: Path) -> tuple[Hidden, ...]:
    """Return what is hidden in the open PDF, whose file lies at ``path`` and whose ``pages`` are listed."""
    from lexcollect.formats.hidden_words import words_that_do_not_show

    found = Gathered()
    found.tried(lambda told: _annotations(pages, told))
    found.tried(lambda told: _files(pdf, pages, told))
    found.tried(lambda told: _scripts(pdf, pages, told))
    found.tried(lambda told: _layers(pdf, told))
    found.tried(lambda told: _fields(pdf, told))
    found.tried(lambda told: _versions(pdf, path, told))
    found.tried(lambda told: words_that_do_not_show(path, pages, told))
    return found.result


def _annotations(pages: list[Any], found: Gathered) -> None:
    seen = 0
    for number, sheet in enumerate(pages, start=1):
        for one in annotations_of(sheet.obj):
            seen += 1
            if seen > MAX_ANNOTATIONS:
                found.add(HiddenKind.UNREAD)
                return
            _annotation(one, page(number), found)


def _annotation(one: Any, place: Text, found: Gathered) -> None:
    kind = name_of(one.get("/Subtype"))
    if kind == "/Redact":
        found.add(HiddenKind.REDACTION, place)
    flags = one.get("/F", 0)
    off = isinstance(flags, int) and flags & _HIDDEN_FLAGS
    if kind == "/Widget":
        if off and _says(one, "/V"):
            found.add(HiddenKind.FIELD, place)
    elif off and kind not in ("/Link", "/Popup") and (_says(one, "/Contents") or "/AP" in one):
        found.add(HiddenKind.ANNOTATION, place)
    elif kind in _NOTED and (_says(one, "/Contents") or _says(one, "/RC")):
        found.add(HiddenKind.COMMENT, place)


def _says(one: Any, key: str) -> bool:
    value = one.get(key)
    return value is not None and name_of(value).strip(" \0\r\n\t/") not in ("", "Off")


def _files(pdf: Any, pages: list[Any], found: Gathered) -> None:
    for name, number, _ in files_of(pdf, pages):
        found.add(HiddenKind.ATTACHED, name or (page(number) if number else ""))


def _scripts(pdf: Any, pages: list[Any], found: Gathered) -> None:
    root = pdf.Root
    if _acts(root):
        found.add(HiddenKind.SCRIPT)
    names = root.get("/Names")
    found.add(HiddenKind.SCRIPT, count=len(list(leaves(names.get("/JavaScript")))) if is_dict(names) else 0)
    form = root.get("/AcroForm")
    found.add(HiddenKind.SCRIPT, count=sum(map(_acts, form_fields(form))) if is_dict(form) else 0)
    found.add(HiddenKind.SCRIPT, count=sum(map(_acts, _outline(root.get("/Outlines")))))
    for number, sheet in enumerate(pages, start=1):
        own = [one for one in annotations_of(sheet.obj) if name_of(one.get("/Subtype")) != "/Widget" or "/T" not in one]
        found.add(HiddenKind.SCRIPT, page(number), _acts(sheet.obj) + sum(map(_acts, own)))


def _acts(holder: Any) -> bool:
    """Tell whether an action behind ``holder`` runs a script, starts a program or sends the form."""
    pending = [holder[key] for key in _TRIGGERS if key in holder]
    walked = 0
    while pending and walked < MAX_ACTIONS:
        action, walked = pending.pop(), walked + 1
        if is_array(action):
            pending += list(action)[:64]
        elif is_dict(action):
            if name_of(action.get("/S")) in _ACTING:
                return True
            # Of the additional actions each value is an action; an action names the one that comes next.
            pending += [action[key] for key in action if key == "/Next" or "/S" not in action]
    return False


def form_fields(form: Any) -> Iterator[Any]:
    """Yield every field of a form (its dictionary), those above others included; bounded."""
    fields = form.get("/Fields")
    pending, walked = list(fields) if is_array(fields) else [], 0
    while pending and walked < MAX_WALKED:
        field, walked = pending.pop(), walked + 1
        if is_dict(field):
            yield field
            kids = field.get("/Kids")
            pending += list(kids) if is_array(kids) else []


def _outline(outlines: Any) -> Iterator[Any]:
    pending, walked = [outlines.get("/First")] if is_dict(outlines) else [], 0
    while pending and walked < MAX_WALKED:
        one, walked = pending.pop(), walked + 1
        if is_dict(one):
            yield one
            pending += [one.get("/First"), one.get("/Next")]


def _layers(pdf: Any, found: Gathered) -> None:
    for layer, off in layers_of(pdf):
        if off:
            found.add(HiddenKind.LAYER, name_of(layer.get("/Name", ""))[:40])


def _fields(pdf: Any, found: Gathered) -> None:
    """Fields with a value that stand on no page."""
    form = pdf.Root.get("/AcroForm")
    if not is_dict(form):
        return
    for field in form_fields(form):
        placed = is_array(field.get("/Kids")) or name_of(field.get("/Subtype")) == "/Widget"
        if not placed and _says(field, "/V") and name_of(field.get("/FT")) != "/Sig":
            found.add(HiddenKind.FIELD, name_of(field.get("/T", ""))[:40])


def _versions(pdf: Any, path: Path, found: Gathered) -> None:
    """Earlier versions inside the file that hold pages or words the last one no longer has; a signature adds none."""
    with open_regular(path) as stream:
        ends = _ends(stream)
        if len(ends) < 2 or pdf.is_encrypted:
            return
        if ends[-2] > MAX_VERSION_BYTES:
            found.add(HiddenKind.UNREAD)
            return
        stream.seek(0)
        data = stream.read(ends[-2])
    now = _said(pdf)
    for end in ends[-2 : -2 - MAX_VERSIONS : -1]:
        if _version(data[:end]) - now:
            found.add(HiddenKind.VERSION)


def _ends(stream: BinaryIO) -> list[int]:
    """Return where each version ends; a file made for the web begins with a mark of its own, which is none."""
    stream.seek(0)
    ends, tail, at = [], b"", 0
    while chunk := stream.read(_CHUNK):
        piece = tail + chunk
        start = at - len(tail)
        ends += [start + match.end() for match in _END.finditer(piece) if int(match[1])]
        at += len(chunk)
        tail = piece[-_MARK_BYTES:]
    return sorted(set(ends))


def _version(data: bytes) -> set[bytes]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as earlier:
            return _said(earlier)
    except Exception:  # what does not open by itself shows nobody an earlier version
        return set()


def _said(pdf: Any) -> set[bytes]:
    """Return what each page draws, and the words of its notes and fields."""
    from pikepdf import Stream, String

    found: set[bytes] = set()
    for sheet in pdf.pages:
        contents = sheet.obj.get("/Contents")
        streams = list(contents) if is_array(contents) else [contents]
        found.add(b"".join(one.read_raw_bytes() for one in streams if isinstance(one, Stream)))
        for one in annotations_of(sheet.obj):
            found.update(bytes(one[key]) for key in ("/Contents", "/V") if isinstance(one.get(key), String))
    return found
