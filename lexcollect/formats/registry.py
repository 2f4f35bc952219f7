"""Registry: every format, found among the modules of ``readers``.

Owns :class:`Format`, the card that a reader fills in and calls ``FORMAT``, and the order in which formats are asked
whose file this is. A new reader is one new module: nobody else needs to be told. The modules are light; the library
that a format needs is imported when a file of that format is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType

from lexcollect.findings import Finding
from lexcollect.formats import readers
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start
from lexcollect.records import dataclass, field


class Mark(IntEnum):
    """How strongly a format is marked; the stronger mark is asked first, so that a file's own first bytes win."""

    FIRST_BYTES = 0  # a magic number at offset 0
    NEAR = 1  # a magic number a few bytes in
    CONTAINER = 2  # a zip that holds members of certain names
    ZIP = 3  # any other zip
    PROGRAM = 4  # text that one program writes and no other, whatever it is wrapped in
    WORDS = 5  # text of a known shape, or bytes that begin with lines of one
    WITHIN = 6  # a mark behind a piece of something else
    TEXT = 7  # any other text
    NOTHING = 8  # none of these


@dataclass(frozen=True, slots=True)
class Format:
    """What one reader can do.

    ``kinds`` are the kinds it reads; ``recognise`` says by the sign ``mark`` which of them a file is, or ``None``;
    ``also`` are weaker signs, asked when no format knew the file by a stronger one; ``look`` takes path, relative name
    and kind; ``content`` takes path and kind. ``promises`` says which kinds the end of a name may
    honestly have (``"pdf"`` → PDF); ``endings`` is the end a kind is given when we name its copy.
    """

    kinds: tuple[FileKind, ...]
    mark: Mark
    recognise: Callable[[Start], FileKind | None]
    look: Callable[[Path, str, FileKind], Look]
    content: Callable[[Path, FileKind], Content] = Content
    damage: Callable[[Path, FileKind], list[Finding]] | None = None
    also: Mapping[Mark, Callable[[Start], FileKind | None]] = field(default_factory=dict)
    promises: Mapping[str, frozenset[FileKind]] = field(default_factory=dict)
    endings: Mapping[FileKind, str] = field(default_factory=dict)


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, the most strongly marked first."""
    found: list[tuple[Mark, str, Format]] = []
    for info in iter_modules(readers.__path__):
        card: Format = import_module(f"{readers.__name__}.{info.name}").FORMAT
        found.append((card.mark, info.name, card))
    return tuple(card for _, _, card in sorted(found, key=lambda entry: entry[:2]))


def signs() -> tuple[tuple[Callable[[Start], FileKind | None], Format], ...]:
    """Return every sign by which a format knows its files, the strongest first."""
    found = [
        (mark, place, sign, card)
        for place, card in enumerate(formats())
        for mark, sign in ((card.mark, card.recognise), *card.also.items())
    ]
    return tuple((sign, card) for _, _, sign, card in sorted(found, key=lambda entry: entry[:2]))


@cache
def promises() -> Mapping[str, frozenset[FileKind]]:
    """Return what the end of a name promises: ending without its dot → kinds."""
    out: dict[str, frozenset[FileKind]] = {}
    for card in formats():
        for ending, kinds in card.promises.items():
            out[ending] = out.get(ending, frozenset()) | kinds
    return MappingProxyType(out)


def ending_of(kind: FileKind) -> str:
    """Return the end of a name for files of ``kind``, with its dot; empty when the kind has none of its own."""
    return next((card.endings[kind] for card in formats() if kind in card.endings), "")
