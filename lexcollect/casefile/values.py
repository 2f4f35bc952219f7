"""Values: what the type of a field is made of.

Owns how a field type says what it accepts (:class:`Value`), what it refers to (:class:`Ref`), how many it takes, how a
group says when two of its facts are one (:class:`Alike`), and :class:`Kind`, the base of the closed vocabularies.
Refusals are :class:`BadValue`; the loader tells them as findings.
Knows no fact group and no field of one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Self

from lexcollect.records import dataclass

#: The part of a JSON Schema that describes one value.
Shape = Mapping[str, Any]


class BadValue(Exception):
    """A value that a field does not take: the code of its finding, and what the sentence needs."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params
        super().__init__(code)


class Remarked(NamedTuple):
    """A value that was read, and what is to be said about how: the code of a note, and what its sentence needs."""

    value: Any
    code: str
    params: Mapping[str, Any]


class Words(NamedTuple):
    """What something is called, in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """How one value is read: from the text in the file to its type, :class:`Remarked` or :class:`BadValue`.

    Compared by identity.
    """

    read: Callable[[Any], Any]
    shape: Shape
    words: Words


@dataclass(frozen=True, slots=True)
class Ref:
    """A mark on a field type: the value is the id of a fact in ``group``, a key of the case (``exhibits``: evidence).

    ``words`` describe it for the JSON Schema and the page of keys.
    """

    group: str
    words: Words


@dataclass(frozen=True, slots=True)
class Size:
    """A mark on a list: how many entries it must and may have."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark on a list of the case: so many entries a case needs; ``checks`` tells it, editors show it."""

    least: int


@dataclass(frozen=True, slots=True)
class Key:
    """A mark on a field whose key in the file is no name of an attribute."""

    name: str


class Alike(NamedTuple):
    """When two facts of a group look like one entered twice: every key of ``same`` is filled in and says the same.

    What both say, and say differently, under a key of ``apart`` tells them apart. ``certain``: there cannot be two.
    """

    same: tuple[str, ...]
    apart: tuple[str, ...] = ()
    certain: bool = False


class Kind(StrEnum):
    """A closed vocabulary of the case file.

    A member is declared with its value, its English words, and the Chinese words that are read for it, the label on
    screen first: ``LAWYER = "lawyer", "lawyer", "律师"``.
    """

    english: str
    words: tuple[str, ...]

    def __new__(cls, value: str, english: str = "", *words: str) -> Self:
        """Make the member whose value is ``value``."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.english, member.words = english, words
        return member

    @property
    def label(self) -> str:
        """The Chinese label."""
        return self.words[0]

    @property
    def named(self) -> Words:
        """The label in both languages."""
        return Words(self.label, self.english)

    @classmethod
    def spellings(cls) -> Mapping[str, Self]:
        """Return every spelling that is read → member: the values first, then the words."""
        found: dict[str, Self] = {member.value: member for member in cls}
        for member in cls:
            found.update(dict.fromkeys(member.words, member))
        return found


@cache
def spellings(kind: type[Kind]) -> Mapping[str, Kind]:
    """Return :meth:`Kind.spellings` of ``kind``, made once."""
    return kind.spellings()
