"""Parts of an OFD container: found by the places that other parts name, read as trees.

Owns what a place in a document means, and reading a part. What leads out of the container is no part; a part that
cannot be read is none.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.xml_parts import tree_of
from lexcollect.formats.zipbox import read_member

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

#: Bytes of one part.
MOST_PART = 16_000_000


def joined(base: str, place: str) -> str:
    """Return the member that ``place`` means, seen from the folder ``base``; what leads out is no member."""
    path = PurePosixPath(place.lstrip("/") if place.startswith("/") else f"{base}/{place}")
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def part_of(box: ZipFile, names: set[str], name: str) -> Element | None:
    """Return the XML part called ``name``; ``None`` when it is not there or cannot be read."""
    if name not in names:
        return None
    try:
        return tree_of(read_member(box, box.getinfo(name), MOST_PART))
    except BadFile as bad:
        if bad.reason is Reason.TOO_MUCH:
            raise
        return None


def all_of(root: Element, path: str) -> list[Element]:
    """Return the elements at the end of ``path``, whatever the prefix of the names is."""
    found = [root]
    for step in path.split("/"):
        found = [child for one in found for child in one if child.tag.rpartition("}")[2] == step]
    return found


def first_of(root: Element, path: str) -> Element | None:
    """Return the first element at the end of ``path``, or ``None``."""
    return next(iter(all_of(root, path)), None)


def text_of(root: Element, path: str) -> str:
    """Return the text of the first element at the end of ``path``, without blanks around it."""
    found = first_of(root, path)
    return (found.text or "").strip() if found is not None else ""
