"""Render check (重新制作并比对): the pages of the reading copy against pages made anew from the originals beside them.

Owns the verdict on each exhibit: equal, different (with the pages), or not compared here and why. Whoever has another
program, another LibreOffice or other fonts, or no password is told so and accuses nobody; an exhibit that comes out the
same in spite of it is equal. Says nothing of the pages of the index, of dividers, or of what the originals are worth.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from lexcollect.bundle.digest_lists import Unusable, read_list
from lexcollect.bundle.fonts import choose
from lexcollect.bundle.inside import read_index
from lexcollect.bundle.manifest import INDEX, MANIFEST
from lexcollect.bundle.model import Cover
from lexcollect.bundle.numbers import fitted
from lexcollect.bundle.page_likeness import Document, same_page
from lexcollect.bundle.remaking import Made, Remaker, Row, rows_of
from lexcollect.bundle.rendered import PICTURED_OTHERWISE
from lexcollect.bundle.rendering_data import DRAWN, PRINTED, Told, told_by
from lexcollect.bundle.verification import Kind, Verification, some
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.records import dataclass
from lexcollect.wording import say, text


class Likeness(StrEnum):
    """What comparing an exhibit with its originals brought."""

    EQUAL = "equal"
    DIFFERS = "differs"
    OPEN = "not_comparable"


class Why(StrEnum):
    """Why an exhibit could not be compared here, or why its difference accuses nobody."""

    ORIGINAL = "original"  # an original is missing or changed: that is told by itself
    DOCUMENT = "document"  # the document with its pages was changed, is missing or does not open
    LOCKED = "locked"  # a password was needed
    NO_OFFICE = "no_office"  # LibreOffice is not here
    OTHER_PROGRAM = "other_program"  # another version of this program or of its libraries made the pages
    OTHER_MACHINE = "other_machine"  # LibreOffice or fonts are others
    OTHER_FONTS = "other_fonts"  # characters that only a font of the machine has
    PICTURED = "pictured"  # what was made anew shows a picture otherwise than another program decodes it
    FAILED = "failed"  # the pages could not be made


@dataclass(frozen=True, slots=True)
class Compared:
    """An exhibit by its ``number``: the verdict, the labels of ``pages`` that differ, ``why`` it is not one of guilt.

    ``words`` is on how many pages recognised words lie, of which only the look was compared.
    """

    number: str
    likeness: Likeness
    pages: tuple[str, ...] = ()
    why: Why | None = None
    words: int = 0


_LOCKED = frozenset({"LX-B010", "LX-B026", "LX-B166"})
_NO_OFFICE = "LX-B163"


def look_at_renderings(folder: Path, result: Verification, passwords: Mapping[str, str]) -> Verification:
    """Return ``result`` of a package with the pages of every exhibit compared with its originals besides.

    ``passwords`` open locked originals: by number of the exhibit, or by name of the file in the package.
    """
    if result.kind is not Kind.PACKAGE:
        return replace(result.told(open_=[finding("LX-B292")]), renderings=())
    if not (folder / INDEX).is_file() and INDEX not in result.missing:
        return replace(result.told(open_=[finding("LX-B292")]), renderings=())
    touched = {*result.changed, *result.missing}
    if INDEX in touched or MANIFEST in touched:
        return replace(result.told(open_=[_unread()]), renderings=())
    try:
        index = read_index(folder / INDEX)
        told = told_by(index)
        whole = {name: one for name, one in read_list(folder / MANIFEST).entries.items() if name not in touched}
        rows = list(rows_of(folder, index, whole))
        package = index["package"]
        cover, draft = Cover(str(package["case"]), str(package["submitter"]), 0), package["draft"] is True
    except (Unusable, KeyError, TypeError, ValueError):
        return replace(result.told(open_=[_unread()]), renderings=())
    if told is None:
        return replace(result.told(open_=[finding("LX-B293", Where(INDEX))]), renderings=())
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as work:
        remaker = Remaker(told, cover, Path(work), passwords, draft=draft)
        compared = tuple(_Look(folder, told, remaker, touched).all(rows))
    differing, open_, notes = _findings(compared)
    return replace(result.told(differing, open_, notes), renderings=compared)


def _unread() -> Finding:
    return finding("LX-B201", Where(INDEX), reason=text("bundle.list_no_text"))


class _Look:
    """Compares the exhibits of one package one by one."""

    def __init__(self, folder: Path, told: Told, remaker: Remaker, touched: set[str]) -> None:
        self._folder, self._told, self._remaker, self._touched = folder, told, remaker, touched

    def all(self, rows: Sequence[Row]) -> Iterator[Compared]:
        """Yield the verdict on each exhibit."""
        ready = [row for row in rows if not row.missing]
        self._remaker.prepare(ready)
        with ExitStack() as stack:
            documents: dict[str, Document | None] = {}
            for name in dict.fromkeys(place[0] for row in ready for place in row.places):
                documents[name] = self._opened(name, stack)
            for row in rows:
                yield self._one(row, documents)

    def _opened(self, name: str, stack: ExitStack) -> Document | None:
        path = self._folder / name
        if name in self._touched or path.is_symlink() or not path.is_file():
            return None
        try:
            return stack.enter_context(Document(path))
        except Exception:  # whatever does not open was not compared
            return None

    def _one(self, row: Row, documents: Mapping[str, Document | None]) -> Compared:
        no = row.item.no
        if row.missing:
            return Compared(no, Likeness.OPEN, why=Why.ORIGINAL)
        if any(documents.get(name) is None for name, _, _ in row.places):
            return Compared(no, Likeness.OPEN, why=Why.DOCUMENT)
        try:
            with self._remaker.made(row) as made, Document(made.document) as fresh:
                return self._compared(row, documents, fresh, made)
        except OSError:
            raise
        except Exception:  # an exhibit that fails here costs no other, and nobody has compared it
            return Compared(no, Likeness.OPEN, why=Why.FAILED)

    def _compared(self, row: Row, documents: Mapping[str, Document | None], fresh: Document, made: Made) -> Compared:
        standing = [(documents[name], number) for name, first, last in row.places for number in range(first, last + 1)]
        labels = [str(label) for label in fitted(max(len(standing), 1), row.labels)]
        differing, words = [], 0
        for at, ((document, number), label) in enumerate(zip(standing, labels, strict=True), start=1):
            assert document is not None
            if at > fresh.pages or not 1 <= number <= document.pages:
                differing.append(label)
                continue
            recognised = document.has_recognised_words(number)
            words += recognised
            if not same_page(document, number, fresh, at, words=not recognised):
                differing.append(label)
        if fresh.pages > len(standing):
            differing.append(labels[-1])
        if not differing and any(one.code == PICTURED_OTHERWISE for one in made.findings):
            return Compared(row.item.no, Likeness.OPEN, why=Why.PICTURED, words=words)
        if not differing:
            return Compared(row.item.no, Likeness.EQUAL, words=words)
        why = self._excuse(row, fresh, made)
        likeness = Likeness.OPEN if why else Likeness.DIFFERS
        return Compared(row.item.no, likeness, tuple(dict.fromkeys(differing)), why, words)

    def _excuse(self, row: Row, fresh: Document, made: Made) -> Why | None:
        """Return what besides an alteration explains that an exhibit came out otherwise here."""
        codes = {one.code for one in made.findings}
        if codes & _LOCKED:
            return Why.LOCKED
        if _NO_OFFICE in codes:
            return Why.NO_OFFICE
        if not self._told.is_ours:
            return Why.OTHER_PROGRAM
        if codes & {PRINTED, DRAWN}:
            return None if self._told.is_this_machine else Why.OTHER_MACHINE
        return Why.OTHER_FONTS if _needs_fonts(fresh, row) else None


def _needs_fonts(fresh: Document, row: Row) -> bool:
    """Tell whether a page that we set shows characters for which only fonts of the machine serve."""
    if all(one.kind is FileKind.PDF or one.kind in PICTURES for one in row.originals):
        return False
    said = [row.item.title, *(fresh.words(number) for number in range(1, fresh.pages + 1))]
    chosen = choose(said)
    return len(chosen.files) > len(choose([""]).files) or bool(chosen.missing)


def _findings(compared: Sequence[Compared]) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Return what is told: each exhibit that differs, those that were not compared by reason, unseen words."""
    differing = [
        finding("LX-B290", Where(field=say("bundle.exhibit_no", no=one.number)), pages=one.pages)
        for one in compared
        if one.likeness is Likeness.DIFFERS
    ]
    reasons: dict[Why, list[Compared]] = {}
    for one in compared:
        if one.why is not None:
            reasons.setdefault(one.why, []).append(one)
    open_ = [
        finding(
            "LX-B291",
            nos=some([one.number for one in some_]),
            count=len(some_),
            reason=text(f"bundle.render_why.{why}"),
            do=text(f"bundle.render_do.{why}"),
        )
        for why, some_ in reasons.items()
    ]
    pages = sum(one.words for one in compared)
    return differing, open_, [finding("LX-B294", count=pages)] if pages else []


def counted(compared: Sequence[Compared]) -> dict[str, Any]:
    """Return how many exhibits came out how."""
    return {likeness.value: sum(one.likeness is likeness for one in compared) for likeness in Likeness}


def locked(compared: Sequence[Compared]) -> tuple[str, ...]:
    """Return the exhibits that a password would open; none when something else than passwords was missing."""
    reasons = {one.why for one in compared if one.why is not None}
    return tuple(one.number for one in compared if one.why is Why.LOCKED) if reasons == {Why.LOCKED} else ()
