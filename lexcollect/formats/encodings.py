"""Encodings: bytes → characters with the encoding named.

Owns the order in which encodings are tried: byte order marks, strict UTF-8, UTF-16 without mark, GB18030.
Refuses bytes that are no text. Never changes a byte and never drops a character: decoding is strict.
"""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b")


def decode(raw: bytes, *, whole: bool = True) -> tuple[str, str] | None:
    """Return text and encoding of ``raw``, or ``None`` when it is no text; ``whole=False`` for a cut head."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, whole)
    if b"\0" in raw:
        encoding = _utf16_without_mark(raw)
        return _strictly(raw, encoding, whole) if encoding else None
    return _strictly(raw, "utf-8", whole) or _strictly(raw, "gb18030", whole)


def _strictly(raw: bytes, encoding: str, whole: bool) -> tuple[str, str] | None:
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(raw, final=whole)
    except UnicodeDecodeError:
        return None
    strange = sum(1 for c in text[:4096] if c < " " and c not in _ALLOWED_CONTROLS)
    return None if strange else (text, encoding)


def _utf16_without_mark(raw: bytes) -> str:
    """UTF-16 text with line ends or ASCII has its zeros all on one side."""
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(raw) % 2 == 0 and max(even, odd) >= len(head) // 50 + 1 and min(even, odd) == 0:
        return "utf-16-be" if even else "utf-16-le"
    return ""
