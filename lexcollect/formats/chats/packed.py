"""Packed (压缩的消息内容): the bytes in which WeChat's client keeps what is longer than a line.

Owns telling them from text and unpacking them, bounded. Where the decoder is not there they stay closed, and that is
told: a quote or a card may be inside.
"""

from __future__ import annotations

from typing import Any

#: How zstd begins.
_ZSTD = b"\x28\xb5\x2f\xfd"
_BOUND = 1 << 22


def unpacked(content: Any) -> tuple[str, bool]:
    """Return the text of a value, and whether it stayed closed."""
    if content is None:
        return "", False
    if isinstance(content, str):
        return content, False
    if not isinstance(content, bytes):
        return str(content), False
    if not content.startswith(_ZSTD):
        return content.decode("utf-8", "surrogateescape"), False
    data = _decoded(content)
    return ("", True) if data is None else (data.decode("utf-8", "surrogateescape"), False)


def _decoded(content: bytes) -> bytes | None:
    from lexcollect.formats.chats.zstd import Damaged, decompress

    try:
        return decompress(content, _BOUND)
    except Damaged:
        return None
