"""Builds small .docx templates for the engine's tests: paragraphs, rows, headers, and hostile packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


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


def p(text: str = "", properties: str = "") -> str:
    """A paragraph as XML; ``text`` that begins with ``<`` is taken as runs."""
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs if text else ''}</w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    """A cell of blocks; a plain text is its paragraph."""
    content = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def tr(*cells: str) -> str:
    """A row of cells; a plain text is a cell."""
    return f"<w:tr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, columns: int = 2) -> str:
    """A table with lines, so that a reader sees its cells."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def with_body(*blocks: str, **parts: str) -> bytes:
    """A document whose body is ``blocks`` (a plain text is a paragraph), with ``header``, ``footer``, ``footnotes``."""
    xml = "".join(block if block.startswith("<") else p(block) for block in blocks)

    def write(document: Any) -> None:
        body = document.element.body
        for child in list(body)[:-1]:
            body.remove(child)
        for child in reversed(_parsed(xml)):
            body.insert(0, child)
        for kind in ("header", "footer"):
            if kind in parts:
                element = getattr(document.sections[0], kind)
                element.is_linked_to_previous = False
                for child in list(element._element):
                    element._element.remove(child)
                for child in _parsed(parts[kind]):
                    element._element.append(child)
        if "footnotes" in parts:
            root = f'<w:footnotes xmlns:w="{W}" xmlns:r="{REL}">{parts["footnotes"]}</w:footnotes>'
            note = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, root.encode(), document.part.package)
            document.part.relate_to(note, f"{REL}/footnotes")

    return docx(edit=write)


def _parsed(xml: str) -> list[Any]:
    return list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"))


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
