"""Plain text of a rendered paper: its paragraphs as a reader sees them.

Owns the way from a .docx that we rendered to lines of text, for the language rules and for tests. Reads only what
the engine wrote; a file from outside belongs to the engine's gate.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


def paragraphs(data: bytes) -> list[str]:
    """Return the text of every paragraph of the body, table cells included, empty ones left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    lines = ("".join(_words(p)).strip() for p in root.iter(f"{_W}p"))
    return [line for line in lines if line]


def _words(paragraph: ElementTree.Element) -> list[str]:
    return [node.text or "" if node.tag == f"{_W}t" else _SPACES.get(node.tag, "") for node in paragraph.iter()]
