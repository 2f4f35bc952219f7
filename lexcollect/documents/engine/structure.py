"""Structure: what a condition or loop left of a table, a header or a text box is made whole again.

Owns the rules of WordprocessingML whose breach Word calls damage, as far as filling in a template can break them:
each cell ends with a paragraph, each row has a cell, each table a row and its columns, each header, footer, text box,
note and content control something to show, a merged cell its first cell, a bookmark both ends. Repairs in the tree and
says whether anything was changed; content is never lost, what is empty goes or gets an empty paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.documents.engine.gate_xml import W

#: Stories that need a paragraph at their end.
STORIES = tuple(f"{W}{name}" for name in ("tc", "hdr", "ftr", "txbxContent", "footnote", "endnote"))
#: What may stand last in a story without counting: marks without a place on the page.
MARKS = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd"))
_ANYWHERE = "bookmarkStart bookmarkEnd proofErr permStart permEnd oMathPara oMath AlternateContent"
_BLOCKS = f"p tbl sdt customXml {_ANYWHERE}"
#: What may stand directly in an element; in paragraphs and runs only what must not is listed (``_NEVER``).
_MAY_HOLD = {
    "document": "background body AlternateContent",
    "body": f"{_BLOCKS} sectPr",
    "tc": f"{_BLOCKS} tcPr",
    "tr": f"tblPrEx trPr tc sdt customXml {_ANYWHERE}",
    "tbl": f"tblPr tblGrid tr sdt customXml {_ANYWHERE}",
    **dict.fromkeys(("hdr", "ftr", "footnote", "endnote", "txbxContent"), _BLOCKS),
}
_HOLD = {f"{W}{name}": frozenset(children.split()) for name, children in _MAY_HOLD.items()}
_NEVER = {
    f"{W}{name}": frozenset(children.split())
    for name, children in {
        "p": "p tbl tr tc sectPr t br tab tcPr trPr tblPr tblGrid rPr footnoteReference",
        "hyperlink": "p tbl tr tc pPr t",
        "r": "r p tbl tr tc hyperlink sdt pPr sectPr bookmarkStart bookmarkEnd",
        "sdt": "p r tbl tr tc",
        "t": "r p t",
    }.items()
}
#: Properties stand first and once.
_PROPERTIES = {f"{W}{name}": f"{W}{name}Pr" for name in ("p", "r", "tc", "tbl", "sdt")}
_WRAPPERS = (f"{W}sdtContent", f"{W}customXml")


def mend(root: Any) -> bool:
    """Repair the part ``root`` in place; tell whether anything had to be."""
    changed = _bookmarks(root)
    # From the inside outwards: a table that goes may leave the cell around it without a paragraph.
    for node in reversed(list(root.iter(f"{W}sdt", f"{W}tr", f"{W}tbl", *STORIES))):
        if node.tag in STORIES:
            changed |= _close(node)
        elif _empty(node):
            node.getparent().remove(node)
            changed = True
        elif node.tag == f"{W}tbl":
            changed |= _merges(node) | _columns(node)
    return changed


def misplaced(root: Any) -> Iterator[Any]:
    """Yield every element that stands where Word has no place for it, or a second time."""
    for node in root.iter():
        fits, never = _HOLD.get(node.tag), _NEVER.get(node.tag, frozenset())
        for child in node:
            name = str(child.tag).rpartition("}")[2]
            if name in never or (fits is not None and name not in fits):
                yield child
        own = _PROPERTIES.get(node.tag)
        if own:
            yield from (child for child in node.iterchildren(own) if node.index(child))
    body = root.find(f"{W}body")
    if root.tag == f"{W}document" and body is None:
        yield root  # what stands outside of a body is no page
    if body is not None:
        yield from (child for child in list(body)[:-1] if child.tag == f"{W}sectPr")


def _empty(node: Any) -> bool:
    """Tell whether a content control holds nothing, a row no cell, a table no row."""
    if node.tag == f"{W}sdt":
        content = node.find(f"{W}sdtContent")
        return content is None or len(content) == 0
    wanted = f"{W}tc" if node.tag == f"{W}tr" else f"{W}tr"
    return next(_inside(node, wanted), None) is None


def _inside(node: Any, wanted: str) -> Iterator[Any]:
    """Yield the cells of a row or the rows of a table, those inside content controls too."""
    for child in node:
        if child.tag == wanted:
            yield child
        elif child.tag == f"{W}sdt":
            for content in child.iterchildren(f"{W}sdtContent"):
                yield from _inside(content, wanted)
        elif child.tag in _WRAPPERS:
            yield from _inside(child, wanted)


def rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table."""
    return _inside(table, f"{W}tr")


def _close(story: Any) -> bool:
    """Put an empty paragraph at the end of a story that has none there."""
    last = next((child for child in reversed(story) if child.tag not in MARKS), None)
    while last is not None and last.tag == f"{W}sdt":
        content = last.find(f"{W}sdtContent")
        last = None if content is None or not len(content) else content[-1]
    if last is not None and last.tag == f"{W}p":
        return False
    story.append(story.makeelement(f"{W}p"))
    return True


def _bookmarks(root: Any) -> bool:
    """Take out bookmarks of which a condition left one end only."""
    starts, ends = list(root.iter(f"{W}bookmarkStart")), list(root.iter(f"{W}bookmarkEnd"))
    opened, closed = {n.get(f"{W}id") for n in starts}, {n.get(f"{W}id") for n in ends}
    torn = [n for n in starts if n.get(f"{W}id") not in closed] + [n for n in ends if n.get(f"{W}id") not in opened]
    for node in torn:
        node.getparent().remove(node)
    return bool(torn)


def _merges(table: Any) -> bool:
    """A cell that continues a merged one whose first row is gone begins it."""
    changed = False
    above: set[tuple[int, int]] = set()
    for row in rows(table):
        own: set[tuple[int, int]] = set()
        for at, span, cell in cells(row):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is None:
                continue
            if merge.get(f"{W}val") != "restart" and (at, span) not in above:
                merge.set(f"{W}val", "restart")
                changed = True
            own.add((at, span))
        above = own
    return changed


def cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Yield first column, number of columns and element of each cell of a row."""
    at = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _inside(row, f"{W}tc"):
        span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        yield at, span, cell
        at += span


def _number(node: Any, otherwise: int) -> int:
    words = "" if node is None else str(node.get(f"{W}val") or "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 4 else otherwise


def _columns(table: Any) -> bool:
    """Give the table as many columns as its longest row."""
    grid = table.find(f"{W}tblGrid")
    ends = [at + span for row in rows(table) for at, span, _ in cells(row)]
    wanted = max(ends, default=0)
    if grid is None:
        grid = table.makeelement(f"{W}tblGrid")
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    there = grid.findall(f"{W}gridCol")
    width = dict(there[-1].attrib) if there else {}
    for _ in range(len(there), wanted):
        grid.append(grid.makeelement(f"{W}gridCol", width))
    return len(there) < wanted
