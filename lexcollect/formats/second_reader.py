"""Second reader: what another program reads in the same PDF (pypdf), and what it saves where the first gives up.

Owns the comparison of page counts and form values between two readers of one file, and the pages that only the second
can reach. Readers that differ mean that the reader of the other side may see other pages than ours. Reads bounded files
only; whatever it raises on odd bytes means that it knows nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.limits import MAX_SECOND_BYTES, MAX_SECOND_PAGES

if TYPE_CHECKING:
    from pypdf import PdfReader


def page_counts(count: int, path: Path, password: str = "") -> dict[str, int]:
    """Return how many pages each reader finds and what the file says of itself; empty when all agree.

    ``count`` is what the first reader finds. It mends what the file says while it lists the pages, so that only the
    second can be asked for it.
    """
    found = {"qpdf": count}
    if count <= MAX_SECOND_PAGES:
        with _reader(path, password) as reader:
            found |= _counted(reader)
    return found if len(set(found.values())) > 1 else {}


def count_pages(path: Path, password: str = "") -> int:
    """Return how many pages the second reader finds; 0 when it cannot read the file or it is too large."""
    with _reader(path, password) as reader:
        return _counted(reader).get("pypdf", 0)


def _counted(reader: PdfReader | None) -> dict[str, int]:
    if reader is None:
        return {}
    try:
        declared: Any = reader.root_object["/Pages"].get_object()
        said = declared.get("/Count")
        return {"pypdf": len(reader.pages)} | ({"declared": int(said)} if isinstance(said, int) else {})
    except Exception:  # it knows nothing
        return {}


def form_values(path: Path, password: str = "") -> dict[str, str] | None:
    """Return full name → value of the text fields as the second reader finds them; ``None`` when it cannot."""
    with _reader(path, password) as reader:
        try:
            fields = reader.get_fields() if reader is not None else None
        except Exception:  # as above
            return None
    if fields is None:
        return None
    return {name: str(one.value) for name, one in fields.items() if one.field_type == "/Tx" and one.value is not None}


def values_of(pdf: Any) -> dict[str, str]:
    """Return full name → value of the text fields as the first reader finds them."""
    form = pdf.Root.get("/AcroForm")
    fields: Any = form.get("/Fields") if is_dict(form) else None
    pending = [(field, "", "") for field in fields] if is_array(fields) else []
    found: dict[str, str] = {}
    seen: set[tuple[int, int]] = set()
    while pending and len(found) < MAX_SECOND_PAGES:
        field, above, kind = pending.pop()
        if not is_dict(field) or field.objgen in seen:  # a field that is its own kid would be read without end
            continue
        if field.is_indirect:
            seen.add(field.objgen)
        own = name_of(field["/T"]) if "/T" in field else ""
        name = ".".join(part for part in (above, own) if part)
        kind = name_of(field["/FT"]) if "/FT" in field else kind
        value, kids = field.get("/V"), field.get("/Kids")
        if kind == "/Tx" and own and value is not None and not is_dict(value) and not is_array(value):
            found[name] = name_of(value)
        if is_array(kids) and len(kids) < MAX_SECOND_PAGES:
            pending += [(kid, name, kind) for kid in kids]
    return found


def salvage(path: Path, target: Path, password: str = "") -> int:
    """Write to ``target`` the pages that the second reader finds in ``path``; return how many, 0 when none."""
    from pypdf import PdfWriter

    with _reader(path, password) as reader:
        if reader is None:
            return 0
        saved = PdfWriter()
        try:
            for page in reader.pages:
                saved.add_page(page)
            if len(saved.pages):
                with target.open("wb") as stream:
                    saved.write(stream)
        except OSError:
            raise
        except Exception:  # half a rescue would look like a whole file
            return 0
        return len(saved.pages)


@contextmanager
def _reader(path: Path, password: str) -> Iterator[PdfReader | None]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would tell becomes a finding
    if path.stat().st_size > MAX_SECOND_BYTES:
        yield None
        return
    with path.open("rb") as stream:
        try:
            reader: PdfReader | None = PdfReader(stream, strict=False, password=password or None)
        except Exception:  # damaged, locked, or coded in a way it lacks the library for
            reader = None
        yield reader
