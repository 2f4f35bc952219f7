"""Shed, inner door: what in the text of a template tells of its former life.

Owns the list of attributes and elements that go: numbers of editing sessions, proofing marks, comments' anchors,
names of pictures and tables nobody reads on paper, bookmarks nothing leads to, titles and stores of content
controls. What a reader sees stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lexcollect.documents.engine.gate_xml import W, field_codes
from lexcollect.patterns import regex

#: Attributes that number editing sessions or paragraphs for comments.
_HISTORY = regex(
    r"\{http://schemas\.openxmlformats\.org/wordprocessingml/2006/main\}(rsid\w*|tooltip)$"
    r"|\{http://schemas\.microsoft\.com/office/word/2010/\w+\}(paraId|textId|anchorId|editId)$"
)
#: Elements that go with all they hold.
_GONE = frozenset(
    W + name
    for name in re.findall(
        r"\w+",
        "proofErr permStart permEnd lastRenderedPageBreak fldData commentRangeStart commentRangeEnd "
        "commentReference annotationRef tblCaption tblDescription printerSettings rsid smartTagPr customXmlPr "
        "embedRegular embedBold embedItalic embedBoldItalic webHidden divId alias tag dataBinding placeholder "
        "showingPlcHdr",
    )
) | {"{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"}
#: Elements of Word's that hold text; in others it stands nowhere on the page.
_TEXTS = frozenset(f"{W}{name}" for name in ("t", "delText", "instrText", "delInstrText"))
#: Elements that go and leave what they hold.
_UNWRAPPED = (f"{W}smartTag", f"{W}customXml")
#: Names of drawn things, in whatever namespace.
_DRAWN = ("docPr", "cNvPr")
_STYLE_NAMES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"))
_STYLE_LINKS = tuple(f"{W}{name}" for name in ("basedOn", "next", "link"))
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_NAMES = ("alt", "title", "{urn:schemas-microsoft-com:office:office}title")


def local(node: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def clean(root: Any, wanted: set[str]) -> bool:
    """Take the traces out of a part; bookmarks called as in ``wanted`` stay. Tell whether anything was changed."""
    changed = _bookmarks(root, wanted)
    drawn = 0
    for node in list(root.iter()):
        for key in [key for key in node.attrib if _HISTORY.match(key)]:
            del node.attrib[key]
            changed = True
        if node.tag in _GONE or (node.tag == f"{W}id" and local(node.getparent()) == "sdtPr"):
            _remove(node)
            changed = True
        elif node.tag in _UNWRAPPED:
            _unwrap(node)
            changed = True
        elif local(node) in _DRAWN:
            drawn += 1
            changed |= _rename(node, f"{drawn}")
        elif str(node.tag).startswith(_VML):
            for key in [key for key in _VML_NAMES if key in node.attrib]:
                del node.attrib[key]
                changed = True
    return changed


def strays(root: Any) -> bool:
    """Take out text that stands where Word shows none: it would travel along unseen. Tell whether there was any."""
    found = False
    words = root.tag.startswith(W)
    for node in root.iter():
        if node.tail and node.tail.strip():
            node.tail = None
            found = True
        # Elements of other namespaces hold text of theirs inside a document (a distance, a formula), none in a theme.
        silent = node.tag not in _TEXTS and (node.tag.startswith(W) or not words)
        if silent and node.text and node.text.strip():
            node.text = None
            found = True
    return found


def _rename(node: Any, name: str) -> bool:
    """Give a picture or shape a number for a name, and no description."""
    before = dict(node.attrib)
    if _holds_tag("".join(map(str, before.values()))):
        return False  # the lint says that it would not be filled in
    node.set("name", name)
    for key in ("descr", "title"):
        node.attrib.pop(key, None)
    return before != dict(node.attrib)


def _holds_tag(words: str) -> bool:
    return "{{" in words or "{%" in words


def _remove(node: Any) -> None:
    """Take ``node`` out; a run that held nothing else goes with it."""
    parent = node.getparent()
    parent.remove(node)
    if parent.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in parent):
        parent.getparent().remove(parent)


def _unwrap(node: Any) -> None:
    parent = node.getparent()
    at = parent.index(node)
    parent[at : at + 1] = list(node)


def _bookmarks(root: Any, wanted: set[str]) -> bool:
    starts = list(root.iter(f"{W}bookmarkStart"))
    kept = [n for n in starts if n.get(f"{W}name") in wanted or _holds_tag(str(n.get(f"{W}name")))]
    ids = {n.get(f"{W}id") for n in kept}
    idle = [n for n in starts if n not in kept]
    idle += [n for n in root.iter(f"{W}bookmarkEnd") if n.get(f"{W}id") not in ids]
    for node in idle:
        node.getparent().remove(node)
    return bool(idle)


def bookmarks_in_use(root: Any) -> Iterator[str]:
    """Yield the bookmarks that fields and links of the part lead to."""
    for code in field_codes(root):
        yield from re.findall(r"[^\s\\\"]+", code)[1:]
    for node in root.iter(f"{W}hyperlink"):
        if anchor := node.get(f"{W}anchor"):
            yield str(anchor)


def styles_in_use(root: Any) -> Iterator[str]:
    """Yield the styles a part names: ids in the text, names in the fields of a table of contents."""
    for node in root.iter(*_STYLE_NAMES):
        yield str(node.get(f"{W}val"))
    for code in field_codes(root):
        yield from (name for quoted in re.findall(r'"([^"]*)"', code) for name in re.split("[,;，；]", quoted))


def drop_idle_styles(styles: Any, used: set[str]) -> bool:
    """Take out styles of the user's own that nothing uses: their names are those of old matters. Tell whether any went.

    ``used`` are ids and names; what a style that stays is based on, links to or goes on with stays too.
    """
    own = {str(style.get(f"{W}styleId")): style for style in styles.iter(f"{W}style")}
    custom = {key for key, style in own.items() if style.get(f"{W}customStyle") in ("1", "true")}
    waiting = [key for key, style in own.items() if key not in custom or key in used or _name_of(style) in used]
    kept = set(waiting)
    while waiting:
        for node in own[waiting.pop()].iter(*_STYLE_LINKS):
            key = str(node.get(f"{W}val"))
            if key in own and key not in kept:
                kept.add(key)
                waiting.append(key)
    for key in custom - kept:
        styles.remove(own[key])
    return bool(custom - kept)


def _name_of(style: Any) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val"))
