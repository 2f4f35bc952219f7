"""XML of Office parts: streamed, without document types and entities.

Owns the one safe way to go through an XML part. Refuses any document type declaration: honest Office files
have none, and every entity bomb needs one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lexcollect.formats.refusals import BadFile, Reason

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: No honest part nests its elements deeper.
_DEEPEST = 200


def elements(data: bytes) -> Iterator[tuple[str, Element]]:
    """Yield (local name, element) for every element of ``data`` as it ends; :class:`BadFile` when refused.

    An element is emptied by the caller (``element.clear()``) when it is done with, so that memory stays
    small.
    """
    from xml.etree.ElementTree import ParseError, XMLParser, iterparse

    # UTF-16 parts are searched with their zeros removed.
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise BadFile(Reason.BROKEN)
    try:
        for _, element in iterparse(io.BytesIO(data), events=("end",), parser=XMLParser()):
            yield element.tag.rpartition("}")[2], element
    except (ParseError, ValueError, LookupError) as error:
        raise BadFile(Reason.BROKEN) from error


def tree_of(data: bytes) -> Element:
    """Return the root of the whole part; :class:`BadFile` when refused or nested deeper than any honest one."""
    from xml.etree.ElementTree import ParseError, XMLParser, iterparse

    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise BadFile(Reason.BROKEN)
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), parser=XMLParser()):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise BadFile(Reason.TOO_MUCH)
    except (ParseError, ValueError, LookupError) as error:
        raise BadFile(Reason.BROKEN) from error
    if root is None:
        raise BadFile(Reason.BROKEN)
    return root
