"""Signed PDFs: whether a PDF carries a signature over its own bytes (电子签名、电子印章), as receipts of banks do.

Owns that one look. Judges no signature: who signed and whether it is good is a matter of its certificate; that there is
one says that the file is the original and no scan of a paper. A field nobody has signed is none.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from lexcollect.formats.limits import MAX_WALKED


def is_signed(path: Path) -> bool:
    """Tell whether the PDF at ``path`` holds a signature with its byte range; ``False`` for what does not open."""
    from lexcollect.formats.readers.pdf import open_pdf

    # hostile files fail in every way; their reader told it at the intake
    with suppress(Exception), open_pdf(path) as pdf:
        form = pdf.Root.get("/AcroForm")
        return form is not None and _has_one(form.get("/Fields"))
    return False


def _has_one(fields: Any) -> bool:
    """Walk the fields of a form, each once and no more than the bound."""
    waiting, seen = list(fields or ()), 0
    while waiting and seen < MAX_WALKED:
        field, seen = waiting.pop(), seen + 1
        value = field.get("/V")
        if str(field.get("/FT", "")) == "/Sig" and value is not None and "/ByteRange" in value and "/Contents" in value:
            return any(bytes(value["/Contents"]))
        waiting += list(field.get("/Kids", ()))
    return False
