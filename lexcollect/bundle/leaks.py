"""Leaks (外泄检查): does a finished package say what must not leave the house?

Owns the search of all that a package says besides its originals and what these show: names, lists, papers, parts of
Office files, document data, bookmarks and index pages of the reading copy; for paths of this machine every byte of it.
Looked for are names as received (F3), names of files that were left out, internal columns and notes, and
paths and user of the machine. Words that the catalogue prints, or that are our own, are no leak. Whatever other rooms
promise, this one looks at the bytes; what it finds keeps the package back.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.index_page import catalogue_texts, cover_texts
from lexcollect.bundle.manifest import ORIGINALS
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text
from lexcollect.wording.sheets import rooms, sentences

if TYPE_CHECKING:
    from lexcollect.bundle.model import Cover
    from lexcollect.evidence.items import Catalogue

_RECEIVED, _LEFT_OUT = text("bundle.leak_received"), text("bundle.leak_left_out")
_INTERNAL, _MACHINE = text("bundle.leak_internal"), text("bundle.leak_machine")
#: Shorter words are met everywhere and tell nothing; names count without their ending.
_SHORTEST = {_RECEIVED: 4, _LEFT_OUT: 4, _INTERNAL: 6, _MACHINE: 6}
#: A document up to this size is searched byte by byte for paths.
_SEARCHED = 32 << 20
_PACKED = (".docx", ".xlsx", ".zip")
_MOST_PART = 32 << 20


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that must not leave, without blanks, and what they are."""

    words: str = field(repr=False)
    what: Text


def leaks(root: Path, catalogue: Catalogue, cover: Cover, index_pages: Mapping[str, int]) -> list[Finding]:
    """Return a finding for each file of the package in ``root`` that says words that must not leave, never the words.

    ``index_pages`` says of each document of the reading copy, by its path in the package, how many of its first pages
    are an index.
    """
    secrets = _secrets(root, catalogue, cover)
    found: dict[tuple[str, Text], None] = {}
    for name, words in _said(root, index_pages):
        plain = _plain(words)
        for secret in secrets:
            if secret.words in plain and not _is_ours(secret.words):
                found[(name, secret.what)] = None
    paths = [secret for secret in secrets if secret.what == _MACHINE]
    for path in sorted(root.glob("data/**/*.pdf")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(ORIGINALS) and path.stat().st_size <= _SEARCHED:
            data = path.read_bytes()
            found |= {(name, one.what): None for one in paths if one.words.encode("utf-8") in data}
    return [finding("LX-B260", Where(name), what=what) for name, what in found]


def _secrets(root: Path, catalogue: Catalogue, cover: Cover) -> list[Secret]:
    printed = [words for _, texts in catalogue_texts(catalogue) for words in texts]
    printed += [words for _, words in cover_texts(cover)]
    printed += [item.kind for item in catalogue.items]
    known = _plain("\n".join(printed))
    names = {name for name, _ in _names(catalogue)}
    secrets: dict[tuple[str, Text], None] = {}
    for words, what in (*_names(catalogue), *_notes(catalogue), *_paths(root)):
        plain = _plain(words)
        stem = _plain(words.rpartition(".")[0]) if words in names else plain
        if len(stem) >= _SHORTEST[what] and stem not in known:
            secrets[(plain, what)] = None
    return [Secret(words, what) for words, what in secrets]


def _names(catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    for file in catalogue.files():
        yield file.name.rsplit("/", 1)[-1], _RECEIVED
    for left in catalogue.left_out:
        yield left.name.rsplit("/", 1)[-1], _LEFT_OUT


def _notes(catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    """Yield what internal columns say."""
    for item in catalogue.items:
        yield item.working_source, _INTERNAL
        yield item.date_source, _INTERNAL
    for left in catalogue.left_out:
        yield left.note, _INTERNAL
    for decision in catalogue.decisions:
        yield decision.why, _INTERNAL


def _paths(root: Path) -> Iterator[tuple[str, Text]]:
    """Yield where this matter and this user live."""
    matter = root.resolve().parents[2]
    for path in (matter, Path.home()):
        if path != path.parent:
            yield str(path), _MACHINE


def _said(root: Path, index_pages: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield what each file says, the originals only by their names."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        yield name, path.name
        if path.is_dir() or name.startswith(ORIGINALS):
            continue
        if path.suffix == ".pdf":
            yield from ((name, words) for words in _of_document(path, index_pages.get(name, 0)))
        elif path.suffix in _PACKED:
            yield from ((name, words) for words in _of_parts(path))
        else:
            yield name, path.read_bytes().decode("utf-8", "replace")


def _of_document(path: Path, index_pages: int) -> Iterator[str]:
    """Yield data of the document, its bookmarks, and its index: what other pages say, their originals show."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        yield from document.get_metadata_dict().values()
        for mark in document.get_toc():
            yield mark.get_title()
        for number in range(min(index_pages, len(document))):
            page = document[number]
            words = page.get_textpage()
            yield words.get_text_range()
            words.close()
            page.close()


def _of_parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            yield part.filename
            with packed.open(part) as stream:
                yield regex(r"<[^>]*>").sub("", stream.read(_MOST_PART).decode("utf-8", "replace"))


def _plain(words: str) -> str:
    """Return ``words`` without blanks: where a line of an index ends, a word goes on."""
    return "".join(unicodedata.normalize("NFC", words).split())


@cache
def _our_words() -> str:
    return _plain("\n".join(zh for room in rooms("sentences") for zh, _ in sentences(room).values()))


def _is_ours(words: str) -> bool:
    """Tell whether ``words`` stand in a sentence of this program: then it says nothing that they stand there."""
    return words in _our_words()
