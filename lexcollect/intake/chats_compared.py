"""Chats compared (聊天导出互相核对): exports of one conversation by several programs, or from both sides.

Owns finding that two files hold the same conversation and what one has and the other lacks within the time both cover:
the best test there is for messages that were deleted. What a person ticked or pasted lacks most by nature and is not
blamed for it. Decides nothing: a difference is a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.shapes import Said

#: So many messages at least must be the same, and this share of the smaller file, for two files to be one chat.
_SAME, _SHARE = 5, 2
#: Larger chats, and more than so many of them, are not compared.
_LARGEST, _MOST = 300_000, 200


def compared(chats: Mapping[str, Said]) -> list[Finding]:
    """Return for each chat how it differs from the fullest one of the same conversation; names are those of files."""
    held = [(name, said) for name, said in chats.items() if 0 < len(said.keys) <= _LARGEST][:_MOST]
    held.sort(key=lambda one: (one[1].partial, -len(one[1].keys), one[0]))
    kept: list[tuple[str, Said, frozenset[int]]] = []
    found = []
    for name, said in held:
        keys = frozenset(said.keys)
        twin = next(((other, full, theirs) for other, full, theirs in kept if _is_same(keys, theirs)), None)
        if twin is None:
            kept.append((name, said, keys))
        else:
            found.append(_told(name, said, keys, *twin))
    return sorted(found, key=lambda one: one.where.file)


def _is_same(keys: frozenset[int], theirs: frozenset[int]) -> bool:
    shared = len(keys & theirs)
    return shared >= _SAME and shared * _SHARE >= min(len(keys), len(theirs))


def _told(name: str, said: Said, keys: frozenset[int], other: str, full: Said, theirs: frozenset[int]) -> Finding:
    begin, end = max(min(said.minutes), min(full.minutes)), min(max(said.minutes), max(full.minutes))
    here = _lacking(said, theirs, begin, end)
    there = 0 if said.partial else _lacking(full, keys, begin, end)
    if not here and not there:
        return finding("LX-I132", Where(name), other=other, count=len(keys & theirs))
    return finding("LX-I131", Where(name), other=other, here=here, there=there)


def _lacking(said: Said, theirs: frozenset[int], begin: int, end: int) -> int:
    """Return how many messages between two minutes the other file does not have."""
    pairs: Sequence[tuple[int, int]] = list(zip(said.minutes, said.keys, strict=True))
    return sum(begin <= minute <= end and key not in theirs for minute, key in pairs)
