"""Decisions: what a person decided on files that must not be packed without it (``decisions`` of a catalogue).

Owns the one shape of such a decision (which file, about what, submitted or not, who, when, why), its closed words, and
which exhibits still wait for one. Whoever finds a reason to ask adds an ``intake.origin.About`` to the file
and needs nothing else. Refuses a decision without a name, a day or a reason, and one that the catalogue contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

from lexcollect.evidence.items import OPEN, Catalogue, Decision, Item, SourceFile
from lexcollect.evidence.keys import DECISION, called
from lexcollect.evidence.reading import CatalogueReader
from lexcollect.findings import Finding, Where, finding
from lexcollect.intake.origin import About
from lexcollect.layout import CATALOGUE_NAME
from lexcollect.wording import LANGUAGES, Lang, Text, say, text
from lexcollect.yamltree import Path_

#: The keys of a decision, in the order in which they are written.
DECISION_KEYS = tuple(DECISION)
#: So many waiting files are named in the warning about them all.
_NAMED = 5
T = TypeVar("T")
ANSWERS = {"submit": True, "leave_out": False}


class Waiting(NamedTuple):
    """A file of an exhibit that waits for a decision, and the questions nobody has answered."""

    item: Item
    file: SourceFile
    about: tuple[About, ...]

    @property
    def questions(self) -> tuple[Text, ...]:
        """The questions as they are put to a person."""
        return tuple(text(f"intake.ask.{about}") for about in self.about)

    @property
    def line(self) -> str:
        """The entry that records the decision: it holds every question of the file; who, when and why are open."""
        return decision_line(self.file.name, self.file.asks)


def decision_line(name: str, about: tuple[About, ...]) -> str:
    """Return the entry of ``decisions`` that lets ``name`` be packed, with who, when and why left open."""
    from lexcollect.yamledit import quoted  # only a file with a question needs it

    words = [word_of(one) for one in about]
    listed = words[0] if len(words) == 1 else f"[{', '.join(words)}]"
    answer = say("evidence.decision.submit", "zh")
    values = (quoted(name), listed, answer, OPEN, OPEN, OPEN)
    return f"- {{{', '.join(f'{called(key)}: {value}' for key, value in zip(DECISION_KEYS, values, strict=True))}}}"


def word_of(about: About, lang: Lang = "zh") -> str:
    """Return the word by which a question stands in a catalogue."""
    return say(f"intake.exclude.{about}", lang)


def waiting(catalogue: Catalogue) -> tuple[Waiting, ...]:
    """Return the files of exhibits that wait for a decision, in the order of the bundle."""
    answered = {one.file: set(one.about) for one in catalogue.decisions if one.submit}
    found = []
    for item in catalogue.items:
        for file in item.files:
            open_ = tuple(about for about in file.asks if about not in answered.get(file.name, ()))
            if open_:
                found.append(Waiting(item, file, open_))
    return tuple(found)


def tell_waiting(catalogue: Catalogue) -> list[Finding]:
    """Return one warning about all files that wait: building the package will refuse each of them by name."""
    names = list(dict.fromkeys(one.file.name for one in waiting(catalogue)))
    shown = [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]
    return [finding("LX-E036", Where(CATALOGUE_NAME), count=len(names), names=shown)] if names else []


def read_decisions(reader: CatalogueReader) -> Iterator[tuple[Path_, Decision]]:
    """Yield (place of the file, decision) of every decision that can be read; the rest are findings of ``reader``."""
    for path, entry in reader.entries("decisions", DECISION_KEYS, needed=False):
        file = reader.text(path, entry, "file")
        about = _about(reader, path, entry)
        answer = _answer(reader, path, entry)
        by, why = (_told(reader, path, entry, key) for key in ("by", "why"))
        day = _day(reader, path, entry)
        if file and about and answer is not None and by and why and day:
            yield (*path, "file"), Decision(file, about, answer, by, day, why)


def _about(reader: CatalogueReader, path: Path_, entry: dict[str, Any]) -> tuple[About, ...]:
    written = entry.get("about")
    if isinstance(written, list) and written:
        found = [
            _chosen(reader, (*path, "about", index), one if isinstance(one, str) else "", "about", _abouts())
            for index, one in enumerate(written)
        ]
        return () if None in found else tuple(dict.fromkeys(one for one in found if one is not None))
    one = reader.text(path, entry, "about")
    chosen = _chosen(reader, (*path, "about"), one, "about", _abouts()) if one else None
    return () if chosen is None else (chosen,)


def _answer(reader: CatalogueReader, path: Path_, entry: dict[str, Any]) -> bool | None:
    written = reader.text(path, entry, "decision")
    choices = {say(f"evidence.decision.{key}", lang): value for key, value in ANSWERS.items() for lang in LANGUAGES}
    return _chosen(reader, (*path, "decision"), written, "decision", {**choices, **ANSWERS}) if written else None


def _abouts() -> dict[str, About]:
    words = {word_of(about, lang): about for about in About for lang in LANGUAGES}
    return {**words, **{about.value: about for about in About}}


def _chosen(reader: CatalogueReader, path: Path_, written: str, key: str, choices: dict[str, T]) -> T | None:
    """Return what ``written`` stands for; the first word of each choice is the one that is told."""
    if written not in choices:
        told: dict[T, str] = {}
        for word, value in choices.items():
            told.setdefault(value, word)
        reader.refuse("LX-E038", path, key=key, text=written, choices=tuple(told.values()))
        return None
    return choices[written]


def _told(reader: CatalogueReader, path: Path_, entry: dict[str, Any], key: str) -> str:
    """Return who decided, or why; left open it is no decision."""
    written = reader.text(path, entry, key)
    if OPEN in written:
        reader.refuse("LX-E039", (*path, key), key=key)
        return ""
    return written


def _day(reader: CatalogueReader, path: Path_, entry: dict[str, Any]) -> date | None:
    written = reader.text(path, entry, "date")
    if OPEN in written:
        reader.refuse("LX-E039", (*path, "date"), key="date")
        return None
    return reader.day(path, entry) if written else None
