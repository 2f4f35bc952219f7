"""Width: full-width and invisible characters of Chinese typing made plain.

Owns the one table by which every reader of this room sees ``２０２３`` as ``2023``. Refuses to touch Chinese
punctuation that has no ASCII twin (。、〔〕) and never changes letters, case or the order of characters.
"""

from __future__ import annotations

from unicodedata import east_asian_width, normalize

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x00A0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)], " ")
# Copied out of chats, web pages and spreadsheets: marks without width that nobody sees.
_NO_WIDTH = dict.fromkeys(
    [0x00AD, 0x180E, 0xFEFF, *range(0x200B, 0x200E), *range(0x2060, 0x2066), *range(0x206A, 0x2070)]
)
# These turn the direction of writing: what is read on the screen is not what is written.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Drawn as nothing although they count as letters or symbols: fillers of Hangul and Braille, joiners, selectors.
_FILLERS = frozenset(
    map(chr, [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)])
) | frozenset(map(chr, range(0xE0000, 0xE01F0)))
_PLAIN_BLANK = {code: " " for code in _SPACES if code != 0x3000}
_CONTROLS = [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)]
_ESCAPES = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in [*_CONTROLS, *_DIRECTION]}
_FOLD = str.maketrans({**_FULL_WIDTH, **_SPACES, **_NO_WIDTH, **_DIRECTION})


def fold(text: str) -> str:
    """Return ``text`` with full-width ASCII made half-width, spaces made plain, invisible marks removed."""
    return text.translate(_FOLD)


def without_unseen(text: str) -> str:
    """Return ``text`` without the marks of no width; everything seen and the direction marks stay."""
    return text.translate(_NO_WIDTH)


def seen(text: str) -> str:
    """Return what a reader sees of ``text``: one Unicode form, no marks without width, no blanks around it.

    The blanks of web pages (NBSP and its kin) become plain ones; U+3000 inside is typed on purpose and stays. What
    shows nothing at all is the empty text.
    """
    if text.isascii():
        return text.strip()
    return "" if is_blank(text) else without_unseen(normalize("NFC", text)).translate(_PLAIN_BLANK).strip()


def is_blank(text: str) -> bool:
    """Tell whether ``text`` shows nothing: blanks of any width, marks of none, fillers."""
    if text[:1].isalnum() and text[0] not in _FILLERS:  # most words: none of their letters is folded to nothing
        return False
    return all(c.isspace() or c in _FILLERS for c in fold(text))


def direction_marks(text: str) -> str:
    """Return the characters of ``text`` that turn the direction of writing; no Chinese name or fact holds one."""
    return "" if text.isascii() else "".join(char for char in text if ord(char) in _DIRECTION)


def spelled_out(text: str) -> str:
    """Return ``text`` fit for a screen: direction marks and controls (not line breaks, tabs) written as escapes."""
    return text.translate(_ESCAPES)


def screen_width(text: str) -> int:
    """Return the columns ``text`` takes on a screen: a Chinese character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def squeeze(text: str) -> str:
    """Return :func:`fold` of ``text`` without any white space, also inside: for codes that hold none."""
    return "".join(fold(text).split())
