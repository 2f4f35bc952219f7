"""Verdicts: what became of an example, and the comparison of what was expected with what the law answers.

Owns :class:`Verdict` and both comparisons: dates and words by letter, figures by value. Only what is expected is
compared; an expectation the answer has no place for is an :class:`UnknownKey`, never a silent pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from lexcollect.lawcheck.facts import BadFact, read_number
from lexcollect.records import dataclass
from lexcollect.wording import Text, text
from lexcollect.yamltree import dotted

#: Where a key stands below its example.
Path_ = tuple[str | int, ...]
#: Keys that only explain an expectation and are not compared.
WORDS = frozenset(("label", "why"))
#: What an answer says only where it applies: not to be met is a difference, not a slip of the pen.
OPTIONAL = ("start", "nominal", "last_day", "act_by", "provisional", "warning", "error")
#: What another reading can say.
READING = frozenset(("start", "nominal", "last_day", "act_by", "provisional", *WORDS))


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that was not met: where, what was expected, what came out."""

    path: str
    expected: str
    found: str

    def words(self) -> Text:
        """Return the difference as a sentence."""
        return text("law.example_difference", path=self.path, expected=self.expected, found=self.found)


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key of an example that nothing reads: its place below the example, and the known key most like it."""

    path: Path_
    near: str = ""

    @property
    def key(self) -> str:
        """Return the key itself."""
        return str(self.path[-1])

    def words(self) -> Text:
        """Return the complaint as a sentence."""
        return text("law.example_unknown_key", name=dotted(self.path), near=self.meant())

    def meant(self) -> Text | str:
        """Return the question after the key that was probably meant, or nothing."""
        return text("law_verb.near", names=self.near) if self.near else ""


def unknown_key(path: Path_, known: Iterable[str]) -> UnknownKey:
    """Return the complaint about the last part of ``path``, which is none of ``known``."""
    near = get_close_matches(str(path[-1]), sorted(known), n=1)
    return UnknownKey(path, near[0] if near else "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one example."""

    id: str
    rule: str
    title: str
    differences: tuple[Difference, ...] = ()
    problem: Text | None = None
    unknown: tuple[UnknownKey, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether every key was read and every expectation met."""
        return not self.differences and not self.unknown and self.problem is None


Result = Difference | UnknownKey
Leaf = Callable[[Any, Any], bool]


def by_letter(expected: Any, found: Any) -> bool:
    """Tell whether two plain values are written alike."""
    return bool(expected == found)


def by_value(expected: Any, found: Any) -> bool:
    """Tell whether ``expected`` means the figure ``found``; words are compared by letter."""
    if isinstance(found, (Decimal, int)) and not isinstance(found, bool):
        try:
            return read_number("expected", str(expected)) == found
        except BadFact:
            return False
    return written(expected) == written(found)


def compare(expected: Any, found: Any, path: Path_, same: Leaf) -> Iterator[Result]:
    """Yield every expectation that ``found`` does not meet, and every one it has no place for."""
    if isinstance(expected, dict):
        yield from _compare_keys(expected, found, path, same)
    elif isinstance(expected, list) and path and path[-1] == "alt":
        yield from _readings(expected, found if isinstance(found, list) else [], path, same)
    elif isinstance(expected, list):
        actual = found if isinstance(found, list) else []
        if len(actual) != len(expected):
            yield Difference(dotted(path), str(len(expected)), str(len(actual)))
        for index, (value, inner) in enumerate(zip(expected, actual, strict=False)):
            yield from compare(value, inner, (*path, index), same)
    elif not same(expected, found):
        yield Difference(dotted(path), shown(expected), shown(found))


def _compare_keys(expected: Mapping[str, Any], found: Any, path: Path_, same: Leaf) -> Iterator[Result]:
    for key, value in expected.items():
        if key in WORDS:
            continue
        if isinstance(found, Mapping) and key not in found and key not in OPTIONAL:
            yield unknown_key((*path, key), {*found, *OPTIONAL})
        else:
            yield from compare(value, found.get(key) if isinstance(found, Mapping) else None, (*path, key), same)


def _readings(expected: list[Any], found: list[Any], path: Path_, same: Leaf) -> Iterator[Result]:
    """Each expected reading must be among those shown, in whatever order and words."""
    for index, reading in enumerate(expected):
        keys = reading if isinstance(reading, dict) else {}
        slips = [unknown_key((*path, index, key), READING) for key in keys if key not in READING]
        if slips:
            yield from slips
        elif not any(not list(compare(reading, other, (), same)) for other in found):
            yield Difference(dotted((*path, index)), shown(reading), shown(found))


def shown(value: Any) -> str:
    """Return a plain value on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(part)}" for key, part in value.items() if key not in WORDS)
    if isinstance(value, list):
        return "; ".join(shown(part) for part in value) or "-"
    return written(value)


def written(value: Any) -> str:
    """Return one value as an example file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "-" if value is None else str(value)


def plain(value: Any) -> Any:
    """Return an answer as texts, lists and mappings, the way an example file writes them."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value if value is None else written(value)
