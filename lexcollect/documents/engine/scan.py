"""Scan: the tags of a template as the lawyer sees them in Word.

Owns finding paragraphs and tags: runs that Word cut are joined, each tag gets its place, its words and its kind.
Looks at the part as it is written, before docxtpl rewrites it. Refuses nothing; judging is the business of
``template_lint``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.places import Place
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field

_OPENER = regex(r"(?=(\{[{%#]))")
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PREFIX = regex(r"^(tr|tc|p|r) ")
_WORD = regex(r"^\s*([^\s({]+)\s*(.*?)\s*$", re.DOTALL)
PREFIXES = ("p", "r", "tr", "tc")
#: Words of docxtpl's own that stand alone and shape a cell.
CELL_WORDS = ("colspan", "cellbg", "vm", "hm")


@dataclass(frozen=True)
class Tag:
    """One tag: its place and words, the prefix (p, tr, tc, r or none), its kind and what follows the kind.

    ``kind`` is ``print``, ``comment`` or the first word of a statement: ``if``, ``for``, ``endfor`` …
    """

    place: Place
    words: str
    prefix: str
    kind: str
    expression: str

    @property
    def short(self) -> str:
        """The words, cut for a message."""
        return self.words if len(self.words) <= 60 else self.words[:57] + "…"


@dataclass
class Paragraph:
    """A paragraph: its element, its text over all runs, its tags, and the text beside them."""

    place: Place
    element: Any
    text: str
    tags: list[Tag] = field(default_factory=list)
    beside: str = ""


def read_tag(place: Place, words: str) -> Tag:
    """Take the words of a tag apart."""
    inner = words[2:-2]
    inner = inner[1:] if inner[:1] in "+-" else inner
    inner = inner[:-1] if inner[-1:] in "+-" and inner.strip() else inner
    if words.startswith("{#"):
        prefix = _PREFIX.match(inner)
        return Tag(place, words, prefix[1] if prefix else "", "comment", inner.strip())
    match = _PREFIX.match(inner)
    prefix_word = match[1] if match else ""
    inner = inner[len(prefix_word) :]
    if words.startswith("{{"):
        return Tag(place, words, prefix_word, "print", inner.strip())
    word = _WORD.match(inner)
    return Tag(place, words, prefix_word, word[1] if word else "", word[2] if word else "")


def paragraphs(root: Any, part: str) -> list[Paragraph]:
    """Return the paragraphs of a part in document order, with their tags."""
    places = _places(root, part)
    found = []
    for element in root.iter(f"{W}p"):
        text = "".join(own_text(element))
        paragraph = Paragraph(places[element], element, text)
        paragraph.tags = [read_tag(paragraph.place, text[a:b]) for a, b in tag_spans(text)]
        paragraph.beside = without_tags(text)
        found.append(paragraph)
    return found


def tag_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every closed tag, in time that grows with the text only, half tags or not."""
    at = 0
    hopeless: set[str] = set()
    for match in _OPENER.finditer(text):
        if match.start() < at or match[1] in hopeless:
            continue
        end = text.find(_CLOSER[match[1]], match.start() + 2)
        if end < 0:
            hopeless.add(match[1])
        else:
            at = end + 2
            yield match.start(), at


def own_text(paragraph: Any) -> Iterator[str]:
    """Yield the texts of the paragraph itself, without those of text boxes anchored in it."""
    for node in paragraph.iter(f"{W}t"):
        if container(node, "p") is paragraph:
            yield node.text or ""


def container(node: Any, kind: str) -> Any:
    """Return the nearest element ``w:kind`` around ``node``, or ``None``."""
    return next(node.iterancestors(f"{W}{kind}"), None)


def _places(root: Any, part: str) -> dict[Any, Place]:
    """Number paragraphs outside tables 1, 2, 3 …, tables likewise, rows and cells within their table."""
    tables = {table: n for n, table in enumerate(root.iter(f"{W}tbl"), 1)}
    rows: dict[Any, int] = {}
    cells: dict[Any, int] = {}
    for table in tables:
        own = (row for row in table.iter(f"{W}tr") if container(row, "tbl") is table)
        for number, row in enumerate(own, 1):
            rows[row] = number
            inner = (cell for cell in row.iter(f"{W}tc") if container(cell, "tr") is row)
            cells.update({cell: n for n, cell in enumerate(inner, 1)})
    places: dict[Any, Place] = {}
    count = 0
    for paragraph in root.iter(f"{W}p"):
        cell = container(paragraph, "tc")
        if cell is None:
            count += 1
            places[paragraph] = Place(part, paragraph=count)
        else:
            row = container(cell, "tr")
            places[paragraph] = Place(
                part, table=tables.get(container(cell, "tbl"), 0), row=rows.get(row, 0), cell=cells.get(cell, 0)
            )
    return places


def text_tags(text: str, place: Place) -> list[Tag]:
    """Return the tags in a plain text, such as a document property."""
    return [read_tag(place, text[a:b]) for a, b in tag_spans(text)]


def without_tags(text: str) -> str:
    """Return ``text`` without its tags."""
    pieces, at = [], 0
    for start, end in tag_spans(text):
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))
