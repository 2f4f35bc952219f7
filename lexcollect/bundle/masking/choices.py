"""Choices (遮盖.yaml): what a person says about masking in one matter.

Owns the form of ``2-整理/遮盖.yaml``: kinds switched on and off, values that stay and why, words and places that go,
and pages with pictures that somebody looked through. Every slip is named with its line, all at once. Touches no disk,
and knows pages only as those of an exhibit; which pages of the document these are is said by ``wanted_of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from lexcollect.bundle.masking.kinds import Kind, shapes, standard
from lexcollect.bundle.masking.places import canonical
from lexcollect.bundle.masking.wanted import Wanted
from lexcollect.findings import Finding, finding
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text
from lexcollect.yamltree import Path_, Tree, parse_yaml

SCHEMA = "lexcollect/masking/1"
_KEYS = ("schema", "mask", "leave", "keep", "words", "boxes", "looked")
_BOX = ("left", "top", "width", "height")
_ALL = "all"
#: Points in a millimetre.
_MM = 72 / 25.4
#: A place lies on a sheet of at most so many millimetres.
_LARGEST = 5_000


@dataclass(frozen=True, slots=True)
class GivenBox:
    """A place that a person gave: millimetres from the upper left of page ``page`` (from 1) of an exhibit."""

    exhibit: str
    page: int
    left: float
    top: float
    width: float
    height: float
    path: Path_


@dataclass(frozen=True, slots=True)
class Looked:
    """Pages of an exhibit that somebody looked through, all of them when ``pages`` is empty; by whom, on which day."""

    exhibit: str
    pages: tuple[int, ...]
    by: str
    day: date
    path: Path_


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says; ``kept`` gives the reason for each value that stays, in the spelling it was typed in."""

    kinds: frozenset[Kind] = field(default_factory=standard)
    kept: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    boxes: tuple[GivenBox, ...] = ()
    looked: tuple[Looked, ...] = ()
    tree: Tree | None = None


def read_choices(raw: bytes, name: str) -> tuple[Choices, list[Finding]]:
    """Return what the bytes of a file of this form say, and every mistake in it."""
    tree, found = parse_yaml(raw, name)
    if tree is None:
        return Choices(), found
    reader = _Reader(tree, found)
    choices = reader.choices()
    return choices, found


class _Reader:
    def __init__(self, tree: Tree, found: list[Finding]) -> None:
        self._tree, self._found = tree, found

    def choices(self) -> Choices:
        data = self._mapping(self._tree.data, (), _KEYS)
        if data.get("schema") != SCHEMA:
            self._wrong(("schema",), data.get("schema"), text("masking.expects_schema", schema=SCHEMA))
        kinds = (standard() | self._kinds(data, "mask")) - self._kinds(data, "leave")
        return Choices(
            kinds,
            dict(self._kept(data)),
            tuple(self._words(data)),
            tuple(self._boxes(data)),
            tuple(self._looked(data)),
            self._tree,
        )

    def _kinds(self, data: Mapping[str, Any], key: str) -> frozenset[Kind]:
        known = {str(shape.kind): shape.kind for shape in shapes()}
        named = set()
        for path, one in self._list(data, key):
            if isinstance(one, str) and one in known:
                named.add(known[one])
            else:
                self._unknown(path, str(one), tuple(known))
        return frozenset(named)

    def _kept(self, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for path, one in self._entries(data, "keep", ("value", "why")):
            value, why = self._text(one, path, "value"), self._text(one, path, "why")
            if value and why:
                yield value, why

    def _words(self, data: Mapping[str, Any]) -> Iterator[str]:
        for path, one in self._entries(data, "words", ("text", "why")):
            value = self._text(one, path, "text")
            if value and len(canonical(value, Kind.WORDS)) < 2:
                self._wrong((*path, "text"), value, text("masking.expects_two_letters"))
            elif value:
                yield value

    def _boxes(self, data: Mapping[str, Any]) -> Iterator[GivenBox]:
        for path, one in self._entries(data, "boxes", ("exhibit", "page", *_BOX, "why")):
            exhibit = self._text(one, path, "exhibit")
            page = self._count(one, path, "page")
            sides = [self._length(one, path, side) for side in _BOX]
            left, top, width, height = (side if side is not None else 0.0 for side in sides)
            if exhibit and page and None not in sides:
                yield GivenBox(exhibit, page, left, top, width, height, path)

    def _looked(self, data: Mapping[str, Any]) -> Iterator[Looked]:
        for path, one in self._entries(data, "looked", ("exhibit", "pages", "by", "day")):
            exhibit, by = self._text(one, path, "exhibit"), self._text(one, path, "by")
            day, pages = self._day(one, path), self._pages(one, path)
            if exhibit and by and day and pages is not None:
                yield Looked(exhibit, pages, by, day, path)

    def _pages(self, one: Mapping[str, Any], path: Path_) -> tuple[int, ...] | None:
        said = one.get("pages")
        if said == _ALL:
            return ()
        listed = said if isinstance(said, list) else [said]
        pages = [int(n) for n in listed if isinstance(n, str) and n.isascii() and n.isdigit() and int(n) > 0]
        if len(pages) == len(listed):
            return tuple(pages)
        self._wrong((*path, "pages"), said, text("masking.expects_pages"))
        return None

    def _day(self, one: Mapping[str, Any], path: Path_) -> date | None:
        try:
            return date.fromisoformat(str(one.get("day")))
        except ValueError:
            self._wrong((*path, "day"), one.get("day"), text("masking.expects_day"))
            return None

    def _count(self, one: Mapping[str, Any], path: Path_, key: str) -> int:
        said = one.get(key)
        if isinstance(said, str) and said.isascii() and said.isdigit() and 0 < int(said) < 1_000_000:
            return int(said)
        self._wrong((*path, key), said, text("masking.expects_page"))
        return 0

    def _length(self, one: Mapping[str, Any], path: Path_, key: str) -> float | None:
        try:
            length = Decimal(str(one.get(key)))
            if length.is_finite() and (length > 0 or (key in _BOX[:2] and length == 0)) and length < _LARGEST:
                return float(length)
        except InvalidOperation:
            pass
        self._wrong((*path, key), one.get(key), text("masking.expects_length"))
        return None

    def _text(self, one: Mapping[str, Any], path: Path_, key: str) -> str:
        said = one.get(key)
        if isinstance(said, str) and said.strip():
            return said.strip()
        self._wrong((*path, key), said, text("masking.expects_text"))
        return ""

    def _entries(
        self, data: Mapping[str, Any], key: str, keys: Sequence[str]
    ) -> Iterator[tuple[Path_, dict[str, Any]]]:
        for path, one in self._list(data, key):
            yield path, self._mapping(one, path, keys)

    def _list(self, data: Mapping[str, Any], key: str) -> Iterator[tuple[Path_, Any]]:
        said = data.get(key)
        if said is None:
            return
        if not isinstance(said, list):
            self._wrong((key,), said, text("masking.expects_list"))
            return
        for number, one in enumerate(said):
            yield (key, number), one

    def _mapping(self, said: Any, path: Path_, keys: Sequence[str]) -> dict[str, Any]:
        if not isinstance(said, dict):
            self._wrong(path, said, text("masking.expects_keys", keys=tuple(keys)))
            return {}
        for key in said:
            if key not in keys:
                self._unknown((*path, key), key, tuple(keys))
        return said

    def _unknown(self, path: Path_, word: str, known: tuple[str, ...]) -> None:
        near = get_close_matches(word, known, 1)
        self._found.append(finding("LX-B250", self._tree.where(path), word=word, known=tuple(near) or known))

    def _wrong(self, path: Path_, said: Any, expects: Text) -> None:
        shown = said if isinstance(said, str) else ""
        self._found.append(finding("LX-B251", self._tree.where(path), said=shown, expects=expects))


def wanted_of(
    choices: Choices,
    pages: Mapping[str, tuple[int, int]],
    sheets: Sequence[tuple[float, float]],
    wordless: frozenset[int],
) -> tuple[Wanted, list[Finding]]:
    """Return what is wanted of a document in which the exhibits (by number) have ``pages``, first and last.

    ``sheets`` are the sizes of its pages in points, ``wordless`` pages on which a program looked for words in vain.
    """
    found: list[Finding] = []

    def on(exhibit: str, page: int, path: Path_) -> int:
        assert choices.tree is not None
        first, last = pages.get(exhibit, (0, -1))
        if exhibit not in pages:
            found.append(finding("LX-B252", choices.tree.where((*path, "exhibit")), exhibit=exhibit))
        elif not first <= first + page - 1 <= last:
            where = choices.tree.where(path)
            found.append(finding("LX-B253", where, exhibit=exhibit, page=page, count=last - first + 1))
        else:
            return first + page - 1
        return 0

    boxes: dict[int, list[Box]] = {}
    for one in choices.boxes:
        if number := on(one.exhibit, one.page, one.path):
            left, top = one.left * _MM, sheets[number - 1][1] - one.top * _MM
            boxes.setdefault(number, []).append((left, top - one.height * _MM, left + one.width * _MM, top))
    looked = set()
    for seen in choices.looked:
        first, last = pages.get(seen.exhibit, (1, 1))
        for page in seen.pages or range(1, last - first + 2):
            looked.add(on(seen.exhibit, page, seen.path))
            if seen.exhibit not in pages:
                break
    leave = frozenset(canonical(value, kind) for value in choices.kept for kind in (Kind.ACCOUNT, Kind.WORDS))
    return Wanted(choices.kinds, choices.words, leave, boxes, frozenset(looked) - {0}, wordless), found
