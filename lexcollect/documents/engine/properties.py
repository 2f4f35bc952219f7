"""Properties: what a paper says about itself where nobody looks.

Owns the one part with the properties of a paper: its own title and language. No names, no dates, no history: those of
the template belong to another paper, and the paper's own author signs on the page.
"""

from __future__ import annotations

from html import escape

from lexcollect.documents.engine.package import DECLARATION

#: The part the properties stand in.
CORE_PART = "docProps/core.xml"


def properties(title: str) -> bytes:
    """Return the part with the properties of the paper called ``title``."""
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()
