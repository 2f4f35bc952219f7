"""Preview mark (预览): a finished paper is marked on every page as no paper.

Owns the line at the head of every page of a preview, and how a preview is known again: by its title. Everything else of
the paper stays, so that it shows what the template will print; its own page heads give way to the mark.
"""

from __future__ import annotations

from typing import Any

from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.package import DECLARATION, inflate, pack, read_members, write_package
from lexcollect.documents.engine.properties import CORE_PART, properties

#: How the title of a preview begins.
TITLE = "预览："
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_BODY, _BODY_RELS, _CONTENT_TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_PART, _ID = "word/lxPreview.xml", "rIdLxPreview"


def marked(paper: bytes, title: str, words: str) -> bytes:
    """Return a finished paper with ``words`` at the head of every page, titled as a preview."""
    from lxml import etree

    members = {m.name: inflate(m) for m in read_members(paper)}
    body = etree.fromstring(members[_BODY])
    for section in [*body.iter(f"{W}sectPr")]:
        _head(section, _ID)
    types = etree.fromstring(members[_CONTENT_TYPES])
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{_PART}", ContentType=_KIND)
    relations = (
        etree.fromstring(members[_BODY_RELS]) if _BODY_RELS in members else etree.Element(f"{_RELS}Relationships")
    )
    etree.SubElement(relations, f"{_RELS}Relationship", Id=_ID, Type=_HEADER, Target=_PART.rpartition("/")[2])
    made = {
        **members,
        _BODY: _written(body),
        _CONTENT_TYPES: _written(types),
        _BODY_RELS: _written(relations),
        _PART: _header(words),
        CORE_PART: properties(f"{TITLE}{title}"),
    }
    return write_package([pack(name, content) for name, content in made.items()])


def is_preview(data: bytes) -> bool:
    """Tell whether a Word file is a preview that was written here."""
    from lexcollect.documents.engine.package import BrokenPackage

    try:
        core = next((inflate(m) for m in read_members(data) if m.name == CORE_PART), b"")
    except BrokenPackage:
        return False
    return f"<dc:title>{TITLE}".encode() in core


def _head(section: Any, relation: str) -> None:
    """Put the mark in place of the page heads of a section."""
    for node in section.findall(f"{W}headerReference"):
        section.remove(node)
    for node in section.findall(f"{W}titlePg"):
        node.set(f"{W}val", "0")
    for pages in ("even", "default"):
        section.insert(0, section.makeelement(f"{W}headerReference", {f"{W}type": pages, f"{_R}id": relation}))


def _header(words: str) -> bytes:
    from html import escape

    look = '<w:rPr><w:b/><w:color w:val="C00000"/><w:sz w:val="24"/></w:rPr>'
    run = f"<w:r>{look}<w:t>{escape(words)}</w:t></w:r>"
    paragraph = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p>'
    return f'{DECLARATION}<w:hdr xmlns:w="{W[1:-1]}">{paragraph}</w:hdr>'.encode()


def _written(root: Any) -> bytes:
    from lxml import etree

    return f"{DECLARATION}{etree.tostring(root, encoding='unicode')}".encode()
