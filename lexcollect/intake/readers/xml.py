"""XML of Office parts: streamed, without document types and entities.

Owns the one safe way to go through an XML part. Refuses any document type declaration: honest Office files
have none, and every entity bomb needs one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, XMLParser, iterparse


class BadXml(ValueError):
    """The part is no XML that can be read, or it carries a document type declaration."""


def elements(data: bytes) -> Iterator[tuple[str, Element]]:
    """Yield (local name, element) for every element of ``data`` as it ends; :class:`BadXml` when refused.

    An element is emptied by the caller (``element.clear()``) when it is done with, so that memory stays
    small.
    """
    # UTF-16 parts are searched with their zeros removed.
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise BadXml("document type")
    try:
        for _, element in iterparse(io.BytesIO(data), events=("end",), parser=XMLParser()):
            yield element.tag.rpartition("}")[2], element
    except (ParseError, ValueError, LookupError) as error:
        raise BadXml(str(error)) from error
