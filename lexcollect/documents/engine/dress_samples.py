"""Samples (样张): a file of styles and a letterhead to begin with, made of a template's own styles and page.

Owns the two Word files that a lawyer changes: one paragraph for each style, and one page with a head to be replaced.
Everything else is the template's, so that what is not changed looks as before.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from lexcollect.documents.engine.gate import Opened
from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.package import CONTENT_TYPES, DECLARATION, pack, write_package

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_PART, _ID, _RELS = "word/headerSample.xml", "rIdHeadSample", "word/_rels/document.xml.rels"


def style_sheet(template: Opened, words: Callable[[str], str]) -> bytes:
    """Return a Word file with a paragraph in each paragraph style of ``template``; ``words`` are said in it by name."""
    styles = template.trees["word/styles.xml"].findall(f"{W}style")
    shown = [s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") is None]
    return _with_body(template, [_paragraph(str(s.get(f"{W}styleId")), words(_name(s))) for s in shown], {})


def letterhead(template: Opened, body: str, head: str) -> bytes:
    """Return a Word file whose pages have ``head`` at their head, and ``body`` as their only paragraph."""
    header = f'{DECLARATION}<w:hdr xmlns:w="{W[1:-1]}">{_paragraph("LxLetterhead", head)}</w:hdr>'
    override = f'<Override PartName="/{_PART}" ContentType="{_KIND}"/></Types>'
    relation = f'<Relationship Id="{_ID}" Type="{_HEADER}" Target="headerSample.xml"/></Relationships>'
    added = {
        _PART: header.encode(),
        CONTENT_TYPES: template.contents[CONTENT_TYPES].replace(b"</Types>", override.encode()),
        _RELS: template.contents[_RELS].replace(b"</Relationships>", relation.encode()),
    }
    return _with_body(template, [_paragraph("LxFlush", body)], added)


def _name(style: Any) -> str:
    return str(style.find(f"{W}name").get(f"{W}val"))


def _paragraph(style: str, words: str) -> str:
    # A style that begins a new page must not tear the sample apart.
    here = f'<w:pStyle w:val="{style}"/><w:pageBreakBefore w:val="0"/>'
    return f'<w:p><w:pPr>{here}</w:pPr><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def _with_body(template: Opened, paragraphs: list[str], added: dict[str, bytes]) -> bytes:
    from lxml import etree

    section = template.trees[template.main].find(f"{W}body/{W}sectPr")
    if added:
        reference = section.makeelement(f"{W}headerReference", {f"{W}type": "default", f"{_R}id": _ID})
        section.insert(0, reference)
    last = etree.tostring(section, encoding="unicode")
    names = f'xmlns:w="{W[1:-1]}" xmlns:r="{_R[1:-1]}"'
    body = f"{DECLARATION}<w:document {names}><w:body>{''.join(paragraphs)}{last}</w:body></w:document>"
    made = {**template.contents, **added, template.main: body.encode()}
    return write_package([pack(name, content) for name, content in made.items()])
