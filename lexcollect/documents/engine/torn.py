"""Torn: what a condition or loop may not take along, because the rest of the paper hangs on it.

Owns section breaks (分节符) and footnotes inside blocks, and the first cell of a merged one. A section break carries
the page of everything before it: gone with a condition, a landscape annex turns the pages before it. A block may hold
whole sections only: it begins where one ends and ends where one ends. A footnote repeated by a loop would bear the same
number twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.scan import Paragraph, Tag, container
from lexcollect.documents.engine.structure import cells, rows

_BEGINS, _ENDS = ("if", "for", "elif", "else"), ("elif", "else", "endif", "endfor")
Problem = tuple[str, Place, str]


def torn(root: Any, paragraphs: list[Paragraph]) -> Iterator[Problem]:
    """Yield code, place and words for each section break a block tears, and each footnote a loop repeats."""
    breaks = [paragraph.element.find(f"{W}pPr/{W}sectPr") is not None for paragraph in paragraphs]
    notes = [_has_note(paragraph.element) for paragraph in paragraphs]
    if not any(breaks) and not any(notes):
        return
    whole = _boundaries(root, paragraphs)
    stack: list[tuple[int, Tag]] = []
    for at, paragraph in enumerate(paragraphs):
        if (notes[at] and any(tag.kind == "for" for _, tag in stack)) or (notes[at] and _loops(paragraph)):
            yield "LX-T083", paragraph.place, paragraph.text[:60]
        for tag in paragraph.tags:
            if tag.kind in ("if", "for"):
                stack.append((at, tag))
            elif tag.kind in ("elif", "else", "endif", "endfor") and stack:
                start, opened = stack[-1]
                inside = [n for n in range(start + 1, at + 1) if breaks[n]]
                sound = opened.prefix == "p" and whole[start] and whole[at]
                if inside and not sound:
                    yield "LX-T082", paragraphs[inside[0]].place, opened.short
                stack[-1] = (at, opened)
                if tag.kind in ("endif", "endfor"):
                    stack.pop()


def headless(root: Any, paragraphs: list[Paragraph]) -> Iterator[tuple[Place, str]]:
    """Yield place and words of each merged cell whose first row may go while rows it reaches over stay."""
    by_row: dict[Any, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_row.setdefault(container(paragraph.element, "tr"), []).append(paragraph)
    for table in root.iter(f"{W}tbl"):
        blocks: tuple[int, ...] = ()
        heads: dict[int, tuple[tuple[int, ...], Any, Any]] = {}
        for row in rows(table):
            tags = [tag for paragraph in by_row.get(row, ()) for tag in paragraph.tags if tag.prefix == "tr"]
            for tag in tags:
                blocks = blocks[:-1] if tag.kind in _ENDS else blocks
                blocks = (*blocks, id(tag)) if tag.kind in _BEGINS else blocks
            for at, _, cell in () if tags else cells(row):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") == "restart":
                    heads[at] = (blocks, row, cell)
                elif merge is not None and at in heads and blocks[: len(heads[at][0])] != heads[at][0]:
                    yield from _head(by_row, *heads.pop(at)[1:])


def _head(by_row: dict[Any, list[Paragraph]], row: Any, cell: Any) -> Iterator[tuple[Place, str]]:
    """Yield place and words of the first paragraph of a merged cell, if it says anything."""
    for paragraph in by_row.get(row, ()):
        if container(paragraph.element, "tc") is cell and paragraph.text.strip():
            yield paragraph.place, paragraph.text[:60]
            return


def _has_note(paragraph: Any) -> bool:
    return next(paragraph.iter(f"{W}footnoteReference", f"{W}endnoteReference"), None) is not None


def _loops(paragraph: Paragraph) -> bool:
    return any(tag.kind == "for" for tag in paragraph.tags)


def _boundaries(root: Any, paragraphs: list[Paragraph]) -> list[bool]:
    """Return of each paragraph whether a section ends right before it; tags of a paragraph of their own count not."""
    by_element = {paragraph.element: number for number, paragraph in enumerate(paragraphs)}
    found = [False] * len(paragraphs)
    body = root.find(f"{W}body")
    before = True
    for child in () if body is None else body:
        number = by_element.get(child)
        if number is None:
            before = False
            continue
        found[number] = before
        if not any(tag.prefix == "p" for tag in paragraphs[number].tags):
            before = child.find(f"{W}pPr/{W}sectPr") is not None
    return found
