"""Several letters in one file: each begins on a page of its own, and its pages are counted from one (页码).

Owns where a letter begins: at a paragraph whose style begins a new page, by the styles of the shipped templates. The
section of the template is repeated for each letter. Papers with one letter come back as they are.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The namespace of WordprocessingML in front of a name.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The styles with which a second letter begins (函头新页, 文书标题新页).
NEXT = ("LxLetterheadNext", "LxTitleNext")
#: What comes before the numbering of pages in the properties of a section.
_BEFORE = frozenset(
    f"{W}{name}"
    for name in (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
        *("pgBorders", "lnNumType"),
    )
)


def counted_anew(root: Any) -> bool:
    """Begin a section that counts its pages from one at each further letter; tell whether there was any."""
    body = root.find(f"{W}body")
    section = body.find(f"{W}sectPr") if body is not None else None
    first = list(_beginnings(body)) if section is not None else []
    for paragraph in first:
        before = paragraph.getprevious()
        if before is None:
            continue
        if before.tag != f"{W}p":
            before = _paragraph(before)
        _properties(before).append(_from_one(copy.deepcopy(section)))
        unbroken = paragraph.makeelement(f"{W}pageBreakBefore", {f"{W}val": "0"})
        _properties(paragraph).insert(1, unbroken)
    if first:
        _from_one(section)
    return bool(first)


def _beginnings(body: Any) -> Iterator[Any]:
    for paragraph in body.findall(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in NEXT:
            yield paragraph


def _paragraph(after: Any) -> Any:
    made = after.makeelement(f"{W}p", {})
    after.addnext(made)
    return made


def _properties(paragraph: Any) -> Any:
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = paragraph.makeelement(f"{W}pPr", {})
        paragraph.insert(0, found)
    return found


def _from_one(section: Any) -> Any:
    """Set the numbering of pages of a section to begin at one."""
    found = section.find(f"{W}pgNumType")
    if found is None:
        found = section.makeelement(f"{W}pgNumType", {})
        place = sum(child.tag in _BEFORE for child in section)
        section.insert(place, found)
    found.set(f"{W}start", "1")
    return section
