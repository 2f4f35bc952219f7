"""Tearing: whether what comes and goes in a part can leave anything torn at all.

Owns that one question, asked once when a template is read, so that a paper in which nothing can tear is not parsed
again. A story is safe when a paragraph that always stays ends it, a table when a row always stays and no cell reaches
over rows, a row when a cell does, a content control when something in it does. In doubt, with bookmarks for one, the
answer is yes.
"""

from __future__ import annotations

from typing import Any

from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.scan import Paragraph, container
from lexcollect.documents.engine.structure import MARKS, STORIES, cells, rows

_DELTA = {"if": 1, "for": 1, "endif": -1, "endfor": -1}


def may_tear(root: Any, paragraphs: list[Paragraph]) -> bool:
    """Tell whether some choice of the blocks of a part leaves what Word calls damaged."""
    if not any(tag.kind in _DELTA for paragraph in paragraphs for tag in paragraph.tags):
        return False
    if any(_leaves(paragraph) for paragraph in paragraphs) or next(root.iter(*MARKS), None) is not None:
        return True
    depths = _Depths(root, paragraphs)
    for node in root.iter(f"{W}tbl", f"{W}sdt", *STORIES):
        if node.tag == f"{W}tbl":
            torn = _table_tears(node, depths)
        elif node.tag == f"{W}sdt":
            content = node.find(f"{W}sdtContent")
            torn = content is None or not any(depths.stays(child, node) for child in content)
        else:
            last = next((child for child in reversed(node) if child.tag not in MARKS), None)
            torn = last is None or last.tag != f"{W}p" or not depths.stays(last, node)
        if torn:
            return True
    return False


def _leaves(paragraph: Paragraph) -> bool:
    """Tell whether a block without prefix begins here and ends in another paragraph."""
    return sum(_DELTA.get(tag.kind, 0) for tag in paragraph.tags if tag.prefix in ("", "r")) != 0


def _table_tears(table: Any, depths: _Depths) -> bool:
    own = list(rows(table))
    if not any(depths.stays(row, table) for row in own):
        return True
    if any(not any(depths.stays(cell, row) for _, _, cell in cells(row)) for row in own if row not in depths.deltas):
        return True
    moving = any(not depths.stays(row, table) for row in own)
    return moving and next(table.iter(f"{W}vMerge"), None) is not None


class _Depths:
    """In how many blocks each element of a part stands; tags that take their paragraph, row or cell go themselves."""

    def __init__(self, root: Any, paragraphs: list[Paragraph]) -> None:
        self.deltas: dict[Any, int] = {}
        for paragraph in paragraphs:
            for tag in paragraph.tags:
                if tag.prefix in ("p", "tr", "tc"):
                    own = paragraph.element if tag.prefix == "p" else container(paragraph.element, tag.prefix)
                    self.deltas[own] = self.deltas.get(own, 0) + _DELTA.get(tag.kind, 0)
        self.of: dict[Any, int] = {}
        depth = 0
        for node in root.iter():
            depth += self.deltas.get(node, 0)
            self.of[node] = depth

    def stays(self, node: Any, around: Any) -> bool:
        """Tell whether ``node`` is there whenever ``around`` is."""
        return node not in self.deltas and self.of[node] == self.of[around]
