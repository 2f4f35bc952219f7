"""Compiled: a template as code, ready to be filled.

Owns the shapes that compiling makes, and that are kept between runs or shipped.
"""

from __future__ import annotations

from types import CodeType

from lexcollect.documents.engine.places import Place
from lexcollect.findings import Finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass

PICTURE = regex(r'(<wp:docPr\b[^>]*?\sid=")\d*(")')
#: docxtpl numbers the pictures of a document from here.
FIRST_PICTURE = 1001


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part: its name, its code, which line of the code is which tag, and what rendering must mind.

    ``python`` is what the code was made from; it is known only where the part was just compiled.

    ``listing``: the template's own text holds tabs or line feeds. ``grid``: columns may change, so table grids
    are set right afterwards. ``pictures``: pictures stand in a block, so their numbers are given afterwards.
    ``blocks``: what comes and goes may leave something torn, so what is left is made whole. ``notes``: references to
    notes come and go.
    """

    name: str
    code: CodeType
    lines: dict[int, tuple[Place, str]]
    python: str = ""
    listing: bool = False
    grid: bool = False
    pictures: bool = False
    blocks: bool = False
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled template: its parts with tags, and the fields it uses.

    ``fixed`` are the members that changed for good, ``dropped`` the names of those that stay behind, ``remarks`` what
    the user is told of a template that may be used.
    """

    parts: tuple[Part, ...]
    fixed: dict[str, bytes]
    dropped: frozenset[str]
    fields: frozenset[str]
    remarks: tuple[Finding, ...] = ()
    literals: tuple[tuple[Place, str, str], ...] = ()


def code_of(python: str) -> CodeType:
    """Return the code of what Jinja wrote for a part."""
    return compile(python, "<template>", "exec")
