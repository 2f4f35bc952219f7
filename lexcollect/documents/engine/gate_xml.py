"""Gate, inner door: what the XML parts of a template may hold.

Owns the parser for hostile XML, the list of fields Word may compute (页码、目录、引用), and the elements that
bring in content from elsewhere. Refuses document types and entities before parsing. Returns codes and
parameters; places are added by ``gate``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lexcollect.patterns import regex

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"

#: The fields a template may ask Word to compute.
ALLOWED_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "REF"})
#: Elements that fetch, embed or run something.
_FORBIDDEN = frozenset(
    f"{W}{name}"
    for name in (
        "altChunk",
        "object",
        "control",
        "subDoc",
        "mailMerge",
        "saveThroughXslt",
        "movie",
        "dataSource",
        "headerSource",
        "ffData",
        "frameset",
    )
) | {_OLE}
_DOCTYPE = regex(r"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ENCODING = regex(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_OUTSIDE = regex(r"^\s*([a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
Problem = tuple[str, dict[str, Any]]


def parse(content: bytes) -> tuple[Any, str]:
    """Return the root of ``content`` and no code, or ``None`` and the code of the finding."""
    from lxml import etree

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, "LX-T014"
    declared = _ENCODING.match(text)
    if declared and declared[1].casefold() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        return None, "LX-T014"
    if _DOCTYPE.search(text):
        return None, "LX-T013"
    # Blank text goes as python-docx drops it; comments and processing instructions have no meaning in Word.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser), ""
    except (etree.XMLSyntaxError, ValueError):
        return None, "LX-T014"


def content_problems(root: Any) -> Iterator[Problem]:
    """Yield what the part must not hold: forbidden elements, outside sources, fields not on the list."""
    for node in root.iter(*_FORBIDDEN):
        yield "LX-T015", {"element": node.tag.rpartition("}")[2]}
    for node in root.iter(f"{_VML}*"):
        for key in ("src", "href"):
            if _OUTSIDE.match(node.get(key) or ""):
                yield "LX-T011", {"type": key, "target": str(node.get(key))[:80]}
    for code in field_codes(root):
        words = code.split()
        if not words or words[0].upper() not in ALLOWED_FIELDS or "{" in code:
            yield "LX-T016", {"field": code.strip()[:60] or "-", "allowed": tuple(sorted(ALLOWED_FIELDS))}


def field_codes(root: Any) -> Iterator[str]:
    """Yield every field code of the part, joined over the runs Word cut it into; nested ones one by one."""
    stack: list[list[str]] = []
    for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText", f"{W}fldSimple"):
        name = node.tag.removeprefix(W)
        if name == "fldSimple":
            yield str(node.get(f"{W}instr") or "")
        elif name == "fldChar":
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append([])
            elif kind == "end" and stack:
                yield "".join(stack.pop())
        elif stack:
            stack[-1].append(node.text or "")
        else:
            yield node.text or ""
    for rest in stack:
        yield "".join(rest)
