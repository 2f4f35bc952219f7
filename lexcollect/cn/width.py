"""Width: full-width and invisible characters of Chinese typing made plain.

Owns the one table by which every reader of this room sees ``２０２３`` as ``2023``. Refuses to touch Chinese
punctuation that has no ASCII twin (。、〔〕) and never changes letters, case or the order of characters.
"""

from __future__ import annotations

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x00A0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)], " ")
# Copied out of chats, web pages and spreadsheets: zero-width, direction and joining marks that nobody sees.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_FOLD = str.maketrans({**_FULL_WIDTH, **_SPACES, **_INVISIBLE})


def fold(text: str) -> str:
    """Return ``text`` with full-width ASCII made half-width, spaces made plain, invisible marks removed."""
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """Return :func:`fold` of ``text`` without any white space, also inside: for codes that hold none."""
    return "".join(fold(text).split())
