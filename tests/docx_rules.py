"""The rules of a Word file, written down a second time from ECMA-376: what Word calls damaged is named with its place.

Owns a checker that shares no line with the engine: package (names, types, relations), content models of the elements
papers are made of, tables (cells, rows, columns, merges), stories, sections, notes, fields, bookmarks.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BLOCKS = {"p", "tbl", "sdt", "customXml", "altChunk"}
_MARKS = {"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"}
#: What may stand directly in an element; ``None``: anything of Word's that is not one of the elements below.
_MAY_HOLD = {
    "body": _BLOCKS | _MARKS | {"sectPr"},
    "tc": _BLOCKS | _MARKS | {"tcPr"},
    "tr": {"tblPrEx", "trPr", "tc", "sdt", "customXml"} | _MARKS,
    "tbl": {"tblPr", "tblGrid", "tr", "sdt", "customXml"} | _MARKS,
    "hdr": _BLOCKS | _MARKS,
    "ftr": _BLOCKS | _MARKS,
    "footnote": _BLOCKS | _MARKS,
    "endnote": _BLOCKS | _MARKS,
    "txbxContent": _BLOCKS | _MARKS,
}
_NEVER_IN_P = {"p", "tbl", "tr", "tc", "sectPr"}


def broken(data: bytes) -> list[str]:
    """Return every breach, in words; nothing for a file Word opens without a question."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.testzip():
                return ["zip: a member is damaged"]
            names = package.namelist()
            contents = {name: package.read(name) for name in names}
    except zipfile.BadZipFile:
        return ["zip: no package"]
    found = [f"zip: {name} stands there {n} times" for name, n in Counter(map(str.lower, names)).items() if n > 1]
    trees = {}
    for name, content in contents.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = ET.fromstring(content)
            except ET.ParseError as error:
                found.append(f"{name}: {error}")
    return [*found, *_package(contents, trees), *_parts(trees)]


def _package(contents: dict[str, bytes], trees: dict[str, ET.Element]) -> Iterator[str]:
    types = trees.get("[Content_Types].xml")
    if types is None:
        yield "no content types"
        return
    overrides = {node.get("PartName", "").lstrip("/") for node in types if node.get("PartName")}
    endings = {node.get("Extension", "").lower() for node in types if node.get("Extension")}
    for name in overrides - set(contents) - {"docProps/core.xml"}:
        yield f"content type of {name}, which is not there"
    for name in contents:
        if name != "[Content_Types].xml" and name not in overrides and name.rpartition(".")[2].lower() not in endings:
            yield f"no content type for {name}"
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _relations(name, tree, contents, trees)


def _relations(name: str, tree: ET.Element, contents: dict[str, bytes], trees: dict[str, ET.Element]) -> Iterator[str]:
    folder, file = posixpath.split(name)
    source = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
    ids = Counter(node.get("Id") for node in tree.iter(_RELS))
    yield from (f"{name}: id {key} twice" for key, n in ids.items() if n > 1)
    for node in tree.iter(_RELS):
        target = node.get("Target", "")
        if node.get("TargetMode") == "External" or target.startswith("#"):
            continue
        part = (
            target[1:]
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        )
        if part not in contents:
            yield f"{name}: {target} is not there"
    if source != "." and source not in contents:
        yield f"{name}: belongs to nothing"
    if source in trees:
        used = {v for node in trees[source].iter() for k, v in node.attrib.items() if k.startswith(R)}
        yield from (f"{source}: relation {key} is not there" for key in used - set(ids))


def _parts(trees: dict[str, ET.Element]) -> Iterator[str]:
    main = next((n for n in trees if n.endswith("document.xml")), "")
    if not main:
        yield "no body"
        return
    for name, tree in trees.items():
        if tree.tag.startswith(W):
            for problem in (*_models(tree), *_tables(tree), *_fields(tree), *_pairs(tree)):
                yield f"{name}: {problem}"
    for kind in ("footnote", "endnote"):
        there = [n.get(f"{W}id") for x, t in trees.items() if f"{kind}s" in x for n in t.iter(f"{W}{kind}")]
        cited = [n.get(f"{W}id") for n in trees[main].iter(f"{W}{kind}Reference")]
        yield from (f"{kind} {key} is not there" for key in set(cited) - set(there))
        yield from (f"{kind} {key} is referred to {n} times" for key, n in Counter(cited).items() if n > 1)
    body = trees[main].find(f"{W}body")
    if body is None:
        yield "no body"
    elif any(node.tag == f"{W}sectPr" for node in list(body)[:-1]):
        yield "the last section does not stand last"


def _models(tree: ET.Element) -> Iterator[str]:
    for parent in tree.iter():
        kind = parent.tag.removeprefix(W)
        children = [child.tag.removeprefix(W) for child in parent]
        if kind in _MAY_HOLD:
            yield from (f"<{child}> directly in <{kind}>" for child in children if child not in _MAY_HOLD[kind])
        if kind in ("p", "r", "hyperlink"):
            yield from (f"<{child}> directly in <{kind}>" for child in children if child in _NEVER_IN_P)
        if kind == "r":
            yield from (f"<{child}> in a run" for child in children if child in ("r", "hyperlink", "sdt", "pPr"))
        if kind in ("p", "r", "tc", "tr", "tbl") and f"{kind}Pr" in children[1:] and kind != "tr":
            yield f"the properties of <{kind}> do not stand first"
        blocks = [child for child in children if child in _BLOCKS]
        if kind in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent"):
            if not blocks:
                yield f"<{kind}> without a paragraph"
            elif blocks[-1] == "tbl":
                yield f"<{kind}> does not end with a paragraph"
        if kind == "sdt" and (parent.find(f"{W}sdtContent") is None or not len(parent.find(f"{W}sdtContent") or ())):
            yield "a content control holds nothing"


def _tables(tree: ET.Element) -> Iterator[str]:
    for table in tree.iter(f"{W}tbl"):
        rows = [*_within(table, "tr")]
        if not rows:
            yield "a table without a row"
        grid = table.find(f"{W}tblGrid")
        if grid is None:
            yield "a table without columns"
            continue
        above: dict[int, int] = {}
        for number, row in enumerate(rows, 1):
            cells = [*_within(row, "tc")]
            if not cells:
                yield f"row {number} without a cell"
            at = _value(row.find(f"{W}trPr/{W}gridBefore"), 0)
            here: dict[int, int] = {}
            for cell in cells:
                span = _value(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    if merge.get(f"{W}val", "continue") == "continue" and above.get(at) != span:
                        yield f"row {number}: a merged cell goes on that never began"
                    here[at] = span
                at += span
            above = here
            if at > len(grid):
                yield f"row {number} is {at} columns wide, the table {len(grid)}"


def _within(node: ET.Element, kind: str) -> Iterator[ET.Element]:
    for child in node:
        if child.tag == f"{W}{kind}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _within(child, kind)


def _value(node: ET.Element | None, otherwise: int) -> int:
    return otherwise if node is None else int(node.get(f"{W}val", otherwise))


def _fields(tree: ET.Element) -> Iterator[str]:
    depth = 0
    for node in tree.iter(f"{W}fldChar"):
        kind = node.get(f"{W}fldCharType")
        depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        if depth < 0 or (kind == "separate" and depth < 1):
            yield "a field ends that never began"
            return
    if depth:
        yield "a field never ends"


def _pairs(tree: ET.Element) -> Iterator[str]:
    starts = {node.get(f"{W}id") for node in tree.iter(f"{W}bookmarkStart")}
    ends = {node.get(f"{W}id") for node in tree.iter(f"{W}bookmarkEnd")}
    yield from (f"bookmark {key} has one end" for key in starts ^ ends)
