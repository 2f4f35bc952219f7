"""The schema of WordprocessingML, as far as papers use it: order and number of children, values, what is referred to.

Owns a checker beside ``docx_rules`` that works from lists of ECMA-376 (``data/wordprocessingml/order.tsv``) and shares
no line with the engine. Word reads much of what is named here without a word, and WPS or a court's upload page may not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TABLE = Path(__file__).resolve().parent / "data" / "wordprocessingml" / "order.tsv"
#: Marks that may stand between any others.
_MARKS = frozenset(("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "sdt", "customXml"))
#: Attribute of an element → what it may say (ECMA-376 Part 1, 17.18).
_INTEGER = re.compile(r"-?\d+")
_VALUES = {
    ("jc", "val"): re.compile("left|right|center|both|start|end|distribute|(low|medium|high)Kashida|thaiDistribute"),
    ("vAlign", "val"): re.compile("top|center|bottom|both"),
    ("vMerge", "val"): re.compile("restart|continue"),
    ("br", "type"): re.compile("page|column|textWrapping"),
    ("tab", "val"): re.compile("clear|start|left|center|end|right|decimal|bar|num"),
    ("spacing", "lineRule"): re.compile("auto|exact|atLeast"),
    ("tblLayout", "type"): re.compile("fixed|autofit"),
    ("fldChar", "fldCharType"): re.compile("begin|separate|end"),
    ("color", "val"): re.compile("auto|[0-9A-Fa-f]{6}"),
    ("shd", "fill"): re.compile("auto|[0-9A-Fa-f]{6}"),
    ("style", "type"): re.compile("paragraph|character|table|numbering"),
    **dict.fromkeys((("tblW", "type"), ("tcW", "type"), ("tblInd", "type")), re.compile("nil|pct|dxa|auto")),
    **dict.fromkeys(
        [(e, a) for e in ("ind",) for a in ("left", "right", "firstLine", "firstLineChars", "hanging", "leftChars")]
        + [("spacing", a) for a in ("before", "after", "line", "beforeLines", "afterLines")]
        + [(e, "w") for e in ("pgSz", "gridCol", "tcW", "tblW")]
        + [(e, "val") for e in ("sz", "szCs", "outlineLvl", "gridSpan", "ilvl", "numId", "abstractNumId")]
        + [("pgMar", a) for a in ("top", "bottom", "left", "right", "header", "footer", "gutter")],
        _INTEGER,
    ),
}
#: Switches: nothing, or a yes or no.
_SWITCH = re.compile("0|1|true|false|on|off")
_SWITCHES = frozenset(
    (
        *("b", "bCs", "i", "iCs", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "snapToGrid"),
        *("titlePg", "qFormat", "cantSplit", "tblHeader"),
    )
)
#: Element → the kind of style it names.
_STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table", "basedOn": "", "next": "", "link": ""}


def disorder(data: bytes) -> list[str]:
    """Return every breach of the schema, with part and element; nothing for a file that follows it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        trees = {
            name: ET.fromstring(package.read(name))
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    ours = {name: tree for name, tree in trees.items() if tree.tag.startswith(W)}
    found = [f"{name}: {problem}" for name, tree in ours.items() for problem in (*_order(tree), *_values(tree))]
    return [*found, *_ids(ours), *_styles(ours), *_numbers(ours)]


def _table() -> dict[str, tuple[dict[str, int], frozenset[str]]]:
    lines = _TABLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    found = {}
    for element, order, many in rows:
        places = {name: at for at, group in enumerate(order.split()) for name in group.split("|")}
        found[element] = (places, frozenset(many.split()))
    return found


_ORDER = _table()


def _order(tree: ET.Element) -> Iterator[str]:
    for parent in tree.iter():
        kind = parent.tag.removeprefix(W)
        if kind not in _ORDER or (kind == "font" and parent.get(f"{W}name") is None):
            continue
        places, many = _ORDER[kind]
        children = [child.tag.removeprefix(W) for child in parent if child.tag.startswith(W)]
        children = [child for child in children if child not in _MARKS or child in places]
        if kind == "tc":  # after its properties a cell holds blocks
            if "tcPr" in children[1:]:
                yield "<tcPr> does not stand first in <tc>"
            continue
        for child, count in Counter(children).items():
            if child not in places:
                yield f"<{child}> has no place in <{kind}>"
            elif count > 1 and child not in many:
                yield f"<{child}> stands {count} times in <{kind}>"
        known = [child for child in children if child in places]
        for before, after in pairwise(known):
            if places[before] > places[after]:
                yield f"<{after}> comes after <{before}> in <{kind}>"


def _values(tree: ET.Element) -> Iterator[str]:
    for node in tree.iter():
        kind = node.tag.removeprefix(W)
        for key, said in node.attrib.items():
            allowed = _VALUES.get((kind, key.removeprefix(W)))
            if kind in _SWITCHES and key == f"{W}val":
                allowed = _SWITCH
            if allowed and not allowed.fullmatch(said):
                yield f"{key.removeprefix(W)}={said!r} of <{kind}>"
        if kind == "t" and (node.text or "") != (node.text or "").strip(" \t\n"):
            space = node.get("{http://www.w3.org/XML/1998/namespace}space")
            if space != "preserve":
                yield f"blanks at the edge of {node.text!r} are not kept"


def _ids(trees: dict[str, ET.Element]) -> Iterator[str]:
    for name, tree in trees.items():
        for tag, key in ((f"{W}bookmarkStart", f"{W}id"), (f"{W}bookmarkStart", f"{W}name"), (_DRAWING, "id")):
            counts = Counter(node.get(key) for node in tree.iter(tag))
            yield from (f"{name}: {key.rpartition('}')[2]} {id} {n} times" for id, n in counts.items() if n > 1)
        for tag in ("style", "num", "abstractNum", "footnote", "endnote"):
            key = {"style": "styleId", "num": "numId", "abstractNum": "abstractNumId"}.get(tag, "id")
            counts = Counter(node.get(f"{W}{key}") for node in tree.iter(f"{W}{tag}"))
            yield from (f"{name}: {tag} {id} {n} times" for id, n in counts.items() if n > 1)


def _styles(trees: dict[str, ET.Element]) -> Iterator[str]:
    sheet = trees.get("word/styles.xml")
    styles = [] if sheet is None else sheet.findall(f"{W}style")
    kinds = {node.get(f"{W}styleId"): node.get(f"{W}type") for node in styles}
    names = Counter(node.find(f"{W}name").get(f"{W}val") for node in styles)  # type: ignore[union-attr]
    yield from (f"word/styles.xml: two styles are called {name}" for name, n in names.items() if n > 1)
    defaults = Counter(node.get(f"{W}type") for node in styles if node.get(f"{W}default") in ("1", "true"))
    yield from (f"word/styles.xml: {n} default styles of {kind}" for kind, n in defaults.items() if n > 1)
    for name, tree in trees.items():
        for tag, wanted in _STYLED.items():
            for node in tree.iter(f"{W}{tag}"):
                kind = kinds.get(node.get(f"{W}val"))
                if kind is None or (wanted and kind != wanted):
                    yield f"{name}: <{tag}> names {node.get(f'{W}val')}, which is no style"


def _numbers(trees: dict[str, ET.Element]) -> Iterator[str]:
    sheet = trees.get("word/numbering.xml")
    nums = set() if sheet is None else {node.get(f"{W}numId") for node in sheet.findall(f"{W}num")}
    lists = set() if sheet is None else {node.get(f"{W}abstractNumId") for node in sheet.findall(f"{W}abstractNum")}
    for name, tree in trees.items():
        for node in tree.iter(f"{W}numId"):
            if node.get(f"{W}val") not in nums | {"0"}:
                yield f"{name}: numbering {node.get(f'{W}val')} is not there"
    if sheet is not None:
        for node in sheet.iter(f"{W}abstractNumId"):
            if node.get(f"{W}val") not in lists:
                yield f"word/numbering.xml: list {node.get(f'{W}val')} is not there"
