"""XML of sheets: gone through event by event in bounded memory, without document types.

Owns the loop that feeds a member of a package to a parser and hands out rows as they end. What a document type could
do (entities that swell, files that are fetched) is refused before it begins.
"""

from __future__ import annotations

import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeVar
from xml.parsers import expat

from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.zipbox import chunks

#: Unpacked bytes of one sheet: two hundred thousand rows of twenty columns have about 250 MB.
MAX_SHEET_BYTES = 1_500_000_000


Ready = TypeVar("Ready")


def _no_types(*_: object) -> None:
    raise BadFile(Reason.BROKEN)


def parser(
    start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], words: Callable[[str], None]
) -> expat.XMLParserType:
    """Return a parser that calls back with local names; raises :class:`BadFile` at a document type."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.buffer_size = 1 << 16
    made.ordered_attributes = False
    made.StartDoctypeDeclHandler = _no_types
    made.EntityDeclHandler = _no_types
    local: dict[str, str] = {}

    def begin(name: str, attributes: dict[str, str]) -> None:
        known = local.get(name)
        if known is None:
            known = local[name] = name.rpartition(":")[2]
        start(known, attributes)

    def finish(name: str) -> None:
        end(local[name])

    made.StartElementHandler = begin
    made.EndElementHandler = finish
    made.CharacterDataHandler = words
    return made


def pieces(
    box: zipfile.ZipFile, info: zipfile.ZipInfo, made: expat.XMLParserType, ready: deque[Ready]
) -> Iterator[Ready]:
    """Yield what the callbacks of ``made`` put into ``ready`` while the member goes by."""
    try:
        for chunk in chunks(box, info, MAX_SHEET_BYTES):
            made.Parse(chunk, False)
            while ready:
                yield ready.popleft()
        made.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadFile(Reason.BROKEN) from error
    while ready:
        yield ready.popleft()
