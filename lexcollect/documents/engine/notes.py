"""Notes: footnotes and endnotes that nothing in the text refers to.

Owns which notes of a part are in use. One whose reference a condition took away is seen by nobody on paper and would
still travel in the file; it goes. The lines that part text and notes stay.
"""

from __future__ import annotations

from typing import Any

from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.package import DECLARATION, Member, inflate, pack
from lexcollect.patterns import regex

_MEMBER = regex(r"(?:^|/)(footnote|endnote)s\d*\.xml$")
_REFERENCE = regex(rb'<w:(footnote|endnote)Reference\b[^>]*w:id="(-?\d+)"')


def in_use(root: Any, kind: str) -> set[str]:
    """Return the numbers of the footnotes (``kind``: footnote) or endnotes the text refers to."""
    return {str(node.get(f"{W}id")) for node in root.iter(f"{W}{kind}Reference")}


def numbers(root: Any, kind: str) -> set[str]:
    """Return the numbers of the notes of a part."""
    return {str(node.get(f"{W}id")) for node in root.iter(f"{W}{kind}")}


def drop_idle(root: Any, kind: str, used: set[str]) -> bool:
    """Take notes out of ``root`` whose number is not in ``used``; tell whether there were any."""
    idle = [n for n in root.iter(f"{W}{kind}") if not n.get(f"{W}type") and str(n.get(f"{W}id")) not in used]
    for node in idle:
        node.getparent().remove(node)
    return bool(idle)


def without_idle(members: list[Member], main: str) -> list[Member]:
    """Return the members of a paper without the notes its text ``main`` does not refer to."""
    from lxml import etree

    text = next(inflate(m) for m in members if m.name == main)
    used = _REFERENCE.findall(text)
    result = []
    for member in members:
        match = _MEMBER.search(member.name)
        if match:
            root = etree.fromstring(inflate(member), etree.XMLParser(resolve_entities=False, no_network=True))
            if drop_idle(root, match[1], {number.decode() for kind, number in used if kind.decode() == match[1]}):
                content = DECLARATION.encode() + bytes(etree.tostring(root, encoding="utf-8"))
                result.append(pack(member.name, content))
                continue
        result.append(member)
    return result
