"""Private runs: what an exhibit of a chat hands in that may be private, by the messages of its run.

Owns the hint that names the messages with their days, and that a run with advice of one's own lawyer, or with what is
only said among one's own people, waits for a decision with name and reason. Nothing is left out by it, and nothing is
held back without being told; a run that ends before such a message is asked nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Where, finding
from lexcollect.intake.origin import About
from lexcollect.intake.private_words import GRAVE, Mark, told
from lexcollect.layout import CATALOGUE_NAME
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.evidence.items import Catalogue, SourceFile
    from lexcollect.formats.shapes import Part

#: So many messages of a kind are named one by one.
_NAMED = 6
_SETTLEMENT = "settlement"


def asked(file: SourceFile) -> SourceFile:
    """Return ``file``; where its run says what only one's own people may hear, with that question."""
    if About.PRIVILEGED in file.asks or GRAVE not in in_run(file):
        return file
    return replace(file, asks=tuple(about for about in About if about in (About.PRIVILEGED, *file.asks)))


def in_run(file: SourceFile, known: frozenset[str] = frozenset()) -> dict[str, list[Mark]]:
    """Return what the run of ``file`` says that may be private, by kind; ``known`` numbers are the parties' own."""
    return of_part(file.private, file.part, known)


def of_part(marks: Sequence[Mark], part: Part | None, known: frozenset[str] = frozenset()) -> dict[str, list[Mark]]:
    """Return the ``marks`` of a run of messages by kind; without a run those of the whole chat."""
    return told(marks, known, part.first, part.last) if part is not None else told(marks, known)


def words_of(found: Mapping[str, Sequence[Mark]]) -> tuple[Text, ...]:
    """Return what was found as a person reads it: each kind with its messages and their days."""
    return tuple(
        text("evidence.private.of", kind=text(f"evidence.private.{kind}"), messages=_messages(marks))
        for kind, marks in found.items()
    )


def tell_private(catalogue: Catalogue, known: frozenset[str]) -> Iterator[Finding]:
    """Yield a hint for each exhibit whose run of a chat may hold what is private, and one for talk of a settlement."""
    for item in catalogue.items:
        if item.withdrawn:
            continue
        for file in item.files:
            found = in_run(file, known)
            settling = found.pop(_SETTLEMENT, ())
            if found:
                yield finding("LX-E149", Where(CATALOGUE_NAME), id=item.id, file=file.name, what=words_of(found))
            if settling:
                where = Where(CATALOGUE_NAME)
                yield finding(
                    "LX-E150", where, id=item.id, file=file.name, messages=_messages(settling), count=len(settling)
                )


def _messages(marks: Sequence[Mark]) -> tuple[Text, ...]:
    named = [text(f"evidence.private.message{'_on' if m.day else ''}", number=m.number, day=m.day) for m in marks]
    more = len(named) - _NAMED
    return (*named[:_NAMED], *((text("evidence.private.more", count=more),) if more > 0 else ()))
