"""Told: many findings in few lines.

Owns how findings are put together for the screen: the same complaint once, with count and places; complaints of one
kind in one line where they are many; and where to stop. Nothing is lost by it: JSON and the lists hold every finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lexcollect.wording import Text, say

if TYPE_CHECKING:
    from lexcollect.findings import Finding

#: So many places of one complaint are named.
_PLACES = 5
#: From so many places on the same complaint is told once.
_OFTEN = 3
#: From so many on complaints that differ in one word stand in one line.
_FEWEST_JOINED = 2
#: So many complaints of one kind (code) are told one by one where room is short.
_APART = 3
#: No place is shown longer, in characters.
_WIDE = 60
#: So many characters may the words have in which complaints of one line differ.
_LONG = 120


def lines_of(findings: Iterable[Finding], room: int) -> list[tuple[str, int]]:
    """Return the lines that tell ``findings`` of one level, each with how many of them it stands for.

    Where they are more than ``room``, one line stands for all of a kind.
    """
    kinds: dict[str, dict[str, list[Finding]]] = {}
    findings = [_as_read(one) for one in findings]
    for one in findings:
        kinds.setdefault(one.code, {}).setdefault(f"{one.message()}\0{one.remedy()}", []).append(one)
    crowded = sum(map(len, kinds.values())) > room
    lines: list[tuple[str, int]] = []
    for same in kinds.values():
        rest = dict(same)
        for alike in _by_remedy(same, most=len(findings)):
            for together, key in _joinable(alike):
                lines.append(_joined(together, key))
                rest = {said: found for said, found in rest.items() if found[0] not in together}
        if crowded and len(rest) > _APART:
            lines += [_alike(found) for found in _by_remedy(rest)]
        else:
            lines += [line for found in rest.values() for line in _repeated(found)]
    return lines


def _as_read(one: Finding) -> Finding:
    """Return ``one`` as it is read on a screen: its place in the user's words, and not twice in one line."""
    from lexcollect.findings import NOWHERE
    from lexcollect.matter.placing import in_words

    place = str(one.where)
    if place and not one.where.file and one.message().startswith(place):
        return one.at(NOWHERE)
    return in_words(one)


def _by_remedy(same: dict[str, list[Finding]], most: int = _APART) -> list[list[Finding]]:
    """Return the findings of one kind by what is to be done; all together where that makes more than ``most`` lines."""
    remedies: dict[str, list[Finding]] = {}
    for found in same.values():
        for one in found:
            remedies.setdefault(one.remedy(), []).append(one)
    return list(remedies.values()) if len(remedies) <= most else [[one for found in same.values() for one in found]]


def _joinable(ones: Sequence[Finding]) -> list[tuple[list[Finding], str]]:
    """Return the complaints that differ in one word only, each group with the key of that word.

    Where they could be put together in several ways, the one that saves most lines is taken.
    """
    keys = [key for key, value in ones[0].params if isinstance(value, str | Text)]
    ways = [[(group, key) for group in _but_for(ones, key)] for key in keys]
    return max(ways, key=lambda way: sum(len(group) - 1 for group, _ in way), default=[])


def _but_for(ones: Sequence[Finding], key: str) -> list[list[Finding]]:
    """Return the groups of at least two that say the same but for ``key``, which is another word in each."""
    groups: dict[str, list[Finding]] = {}
    for one in ones:
        groups.setdefault(str({k: str(v) for k, v in one.params if k != key}), []).append(one)
    found = []
    for group in groups.values():
        words = [_word(one, key) for one in group]
        named = len({str(one.where) for one in group}) <= _PLACES  # or nobody could tell which word stands where
        if len(group) >= _FEWEST_JOINED and named and len(set(words)) == len(words) and sum(map(len, words)) <= _LONG:
            found.append(group)
    return found


def _word(one: Finding, key: str) -> str:
    value = dict(one.params).get(key, "")
    return value.render() if isinstance(value, Text) else str(value)


def _joined(ones: Sequence[Finding], key: str) -> tuple[str, int]:
    """Return one line for complaints that differ in the word under ``key``: that word of each is named."""
    from dataclasses import replace

    from lexcollect.findings import NOWHERE

    words = tuple(_word(one, key) for one in ones)
    whole = replace(ones[0], where=NOWHERE, params=tuple({**dict(ones[0].params), key: words}.items()))
    places = _places([one for one in ones if str(one.where) not in words])
    return say("cli.told_joined", line=whole.line(), places=places) if places else whole.line(), len(ones)


def _alike(kind: Sequence[Finding]) -> tuple[str, int]:
    first, *rest = kind
    if not rest:
        return first.line(), 1
    return say("cli.told_alike", line=first.line(), count=len(rest), places=_places(rest)), len(kind)


def _repeated(found: Sequence[Finding]) -> list[tuple[str, int]]:
    if len(found) < _OFTEN:
        return [(one.line(), 1) for one in found]
    from lexcollect.findings import NOWHERE

    line = found[0].at(NOWHERE).line()
    return [(say("cli.told_repeated", line=line, count=len(found), places=_places(found)), len(found))]


def _places(found: Sequence[Finding]) -> str:
    """Return the places of ``found`` behind a colon, the first of them by name; nothing where they have none."""
    places = list(dict.fromkeys(_short(str(one.where)) for one in found if str(one.where)))
    if not places:
        return ""
    named = places[:_PLACES]
    return say("cli.told_places", places=[*named, *(["…"] if len(places) > len(named) else [])])


def _short(place: str) -> str:
    return place if len(place) <= _WIDE else f"{place[: _WIDE // 2]}…{place[-_WIDE // 2 :]}"
