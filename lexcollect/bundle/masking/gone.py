"""Gone (泄漏复查): is what was masked really in no byte of what leaves the house?

Owns the search of a finished folder for every masked value: the words of each page as two engines read them, titles,
bookmarks and strings, every stream of the PDF unpacked, and the text and names of all files. Reads only; what it finds
keeps the copy from being published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from lexcollect.bundle.masking.kinds import Kind
from lexcollect.bundle.masking.page_text import words_of
from lexcollect.bundle.masking.places import by_value
from lexcollect.records import dataclass

Values = Sequence[tuple[str, Kind]]


@dataclass(frozen=True, slots=True)
class Left:
    """Where a masked value still is: the file, and the page or 0; ``kind`` says what it is, nothing says the value."""

    file: str
    page: int
    kind: Kind


def left_in(folder: Path, values: Values) -> tuple[list[Left], list[int]]:
    """Return where below ``folder`` one of ``values`` still is, and the pages that the second engine could not read."""
    found: list[Left] = []
    unread: list[int] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found += _in(name, 0, name, values)
        if path.is_dir():
            continue
        if path.suffix == ".pdf":
            found += [*_pages(path, name, values, unread), *_objects(path, name, values)]
        else:
            found += _in(name, 0, path.read_bytes().decode("utf-8", "replace"), values)
    return list(dict.fromkeys(found)), unread


def _in(name: str, page: int, words: str, values: Values) -> list[Left]:
    return [Left(name, page, span.kind) for span in by_value(words, values)]


def _pages(path: Path, name: str, values: Values, unread: list[int]) -> Iterator[Left]:
    import pypdf
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for number in range(1, len(document) + 1):
            yield from _in(name, number, words_of(document, number), values)
    with path.open("rb") as stream:
        for number, page in enumerate(pypdf.PdfReader(stream).pages, start=1):
            try:
                words = page.extract_text()
            except Exception:  # the second engine stumbles over pages that the first one reads
                unread.append(number)
                continue
            yield from _in(name, number, words, values)


def _objects(path: Path, name: str, values: Values) -> Iterator[Left]:
    """Search every string and every stream of a document that is no picture, as bytes and as UTF-16."""
    import pikepdf

    needles = [(form, kind) for value, kind in values for form in _forms(value)]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            for words in _strings(thing, 0):
                yield from _in(name, 0, words, values)
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                with suppress(pikepdf.PdfError):
                    data = thing.read_bytes()
                    yield from (Left(name, 0, kind) for form, kind in needles if form in data)


def _forms(value: str) -> Iterator[bytes]:
    """Yield the bytes in which a value may stand in a stream: plain, as hexadecimal letters, as UTF-16."""
    plain, wide = value.encode("utf-8"), value.encode("utf-16-be")
    yield from (plain, wide, value.encode("utf-16-le"))
    for one in (plain, wide):
        yield one.hex().encode("ascii")
        yield one.hex().upper().encode("ascii")


def _strings(thing: Any, depth: int) -> Iterator[str]:
    from pikepdf import Array, Dictionary, Stream, String

    if depth > 12:
        return
    if isinstance(thing, String):
        yield str(thing)
    elif isinstance(thing, Dictionary | Stream):
        for _, one in thing.items():
            if not getattr(one, "is_indirect", False):
                yield from _strings(one, depth + 1)
    elif isinstance(thing, Array) and len(thing) <= 64:
        for one in thing:
            if not getattr(one, "is_indirect", False):
                yield from _strings(one, depth + 1)
