"""Notes on chats (聊天提示) put together by what a person has to do, where many chats would say the same.

Owns which notes of single chats say one thing of all: whose account it is, how exact the times are, that the original
is to be kept, what to look at. One chat, or two, keep their own notes; warnings and errors are never put together.
"""

from __future__ import annotations

from collections.abc import Iterable

from lexcollect.findings import Finding, Where, finding

#: So many chats tell each for itself; more are told together.
_FEW = 2
#: So many names are told of a group; the register of the material has all.
_NAMED = 5
#: The finding that tells a group, and the notes that it stands for.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("LX-I200", frozenset({"LX-I114", "LX-I115", "LX-I128"})),  # who wrote: accounts, names, direction
    ("LX-I201", frozenset({"LX-I107", "LX-I108", "LX-I109"})),  # how exact, how complete
    ("LX-I202", frozenset({"LX-I100"})),  # which program wrote it down
    ("LX-I203", frozenset({"LX-I118", "LX-I119"})),  # cards and red packets
    ("LX-I204", frozenset({"LX-I123", "LX-I125", "LX-I126", "LX-I127"})),  # edited, unsent, forwarded, recalled
)


def put_together(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the notes of more than a few chats put together, each group where its first stood."""
    found = tuple(found)
    groups = {code: [one for one in found if one.code in codes and one.where.file] for code, codes in _GROUPS}
    large = {code: ones for code, ones in groups.items() if len({one.where.file for one in ones}) > _FEW}
    of = {one: code for code, ones in large.items() for one in ones}
    out: list[Finding] = []
    told: set[str] = set()
    for one in found:
        code = of.get(one)
        if code is None:
            out.append(one)
        elif code not in told:
            told.add(code)
            out.append(_group(code, large[code]))
    return tuple(out)


def _group(code: str, ones: list[Finding]) -> Finding:
    files = list(dict.fromkeys(one.where.file for one in ones))
    names = [*files[:_NAMED], *(["…"] if len(files) > _NAMED else [])]
    return finding(code, Where(""), count=len(files), names=names)
