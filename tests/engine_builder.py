"""Builds small .docx templates for the engine's tests: paragraphs, rows, headers, and hostile packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(
    *paragraphs: str,
    table: Iterable[Iterable[str]] = (),
    edit: Callable[[Any], None] | None = None,
    properties: Mapping[str, str] | None = None,
) -> bytes:
    """A document of paragraphs and, behind them, one table; ``¦`` in a paragraph cuts it into runs."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for number, run in enumerate(text.split("¦")):
            paragraph.add_run(run).bold = bool(number % 2)
    add_table(document, table)
    for name, value in (properties or {}).items():
        setattr(document.core_properties, name, value)
    if edit:
        edit(document)
    return saved(document)


def add_table(document: Any, rows: Iterable[Iterable[str]]) -> None:
    rows = [list(row) for row in rows]
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def field(paragraph: Any, code: str) -> None:
    """A complex field, its code cut over two runs as Word likes to."""
    half = len(code) // 2
    for kind, text in (("begin", ""), ("", code[:half]), ("", code[half:]), ("separate", ""), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run.append(char)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run.append(instruction)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(content: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content:
            package.writestr(name, data)
    return stream.getvalue()


def changed(data: bytes, changes: Mapping[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """The package with some members replaced or added; a function gets the old content."""
    content = members(data)
    for name, change in changes.items():
        content[name] = change if isinstance(change, bytes) else change(content[name])
    return zipped(content.items())


def relation(kind: str, target: str, *, external: bool = False) -> Callable[[bytes], bytes]:
    """Adds a relation to a .rels member."""
    mode = ' TargetMode="External"' if external else ""
    added = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda old: old.replace(b"</Relationships>", added.encode())


def content_type(part: str, kind: str) -> Callable[[bytes], bytes]:
    added = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return lambda old: old.replace(b"</Types>", added.encode())


def texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part as plain text; a line break is LF, a tab is TAB."""
    root = etree.fromstring(members(data)[part])
    return ["".join(_piece(node) for node in paragraph.iter()) for paragraph in root.iter(f"{{{W}}}p")]


def _piece(node: Any) -> str:
    name = etree.QName(node).localname
    in_run = node.getparent() is not None and node.getparent().tag.endswith("}r")
    return {"t": node.text or "", "br": "\n", "tab": "\t"}.get(name, "") if in_run else ""


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")
