"""PDF reader: does it open, how many pages, how large.

Owns the question whether a PDF is whole, locked or damaged. Never repairs silently: a file that opens only
after repair is reported. Never keeps or guesses a password.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lexcollect.findings import finding
from lexcollect.intake.limits import MAX_PAGES
from lexcollect.intake.readers.look import Look
from lexcollect.intake.records import Status
from lexcollect.wording import text

_A4_LONG, _A3_LONG = 841.89, 1190.55  # points of 1/72 inch
_SLACK = 1.04
_PARENTS = 32
_MM = 25.4 / 72


def read(path: Path) -> Look:
    """Return pages and page sizes of the PDF at ``path``; its status when it does not open."""
    import pikepdf

    look = Look()
    try:
        with _opened(path, "", look) as pdf:
            _measure(pdf, look)
    except pikepdf.PasswordError:
        look.status = Status.ENCRYPTED
    except Exception:  # qpdf reports damage through many exceptions; to the user they are one
        look.status = Status.BROKEN
        look.findings.clear()
    return look


def opens_with(path: Path, password: str) -> bool:
    """Tell whether ``password`` opens the PDF; the password is used once and kept nowhere."""
    import pikepdf

    try:
        with pikepdf.open(path, password=password, suppress_warnings=True) as pdf:
            return len(pdf.pages) > 0
    except Exception:  # a damaged file is not opened by any password
        return False


def _opened(path: Path, password: str, look: Look) -> Any:
    import pikepdf

    try:
        return pikepdf.open(path, password=password, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        pdf = pikepdf.open(path, password=password, suppress_warnings=True)
        look.facts["repaired"] = "yes"
        look.findings.append(finding("LX-I033"))
        return pdf


def _measure(pdf: Any, look: Look) -> None:
    pages = len(pdf.pages)
    if pages == 0:
        look.status = Status.BROKEN
        look.findings.clear()
        return
    look.facts["pages"] = str(pages)
    if pdf.is_encrypted:
        look.facts["restricted"] = "yes"
    large: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(pdf.pages, start=1):
        if number > MAX_PAGES:
            break
        width, height = _displayed(page.obj)
        if max(width, height) > _A4_LONG * _SLACK:
            large.setdefault(_size_key(width, height), (number, width, height))
    for key, (number, width, height) in large.items():
        look.facts["page_size"] = key
        size = text(f"intake.size.{key}", width=round(width * _MM), height=round(height * _MM))
        look.findings.append(finding("LX-I010", page=number, size=size))


def _size_key(width: float, height: float) -> str:
    turned = "landscape" if width > height else "portrait"
    a3 = abs(max(width, height) - _A3_LONG) < 12 and abs(min(width, height) - _A4_LONG) < 12
    return f"a3_{turned}" if a3 else f"other_{turned}"


def _displayed(page: Any) -> tuple[float, float]:
    """Width and height as shown, in points: crop box, turn and user unit taken into account."""
    box = _box(page, "/CropBox") or _box(page, "/MediaBox") or (0.0, 0.0, 595.0, 842.0)
    unit = float(page.get("/UserUnit", 1))
    width, height = abs(box[2] - box[0]) * unit, abs(box[3] - box[1]) * unit
    turn = _inherited(page, "/Rotate")
    return (height, width) if turn is not None and int(turn) % 180 == 90 else (width, height)


def _box(page: Any, key: str) -> tuple[float, ...] | None:
    found = _inherited(page, key)
    if found is None or len(found) != 4:
        return None
    return tuple(float(side) for side in found)


def _inherited(page: Any, key: str) -> Any:
    node = page
    for _ in range(_PARENTS):
        if node is None:
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
