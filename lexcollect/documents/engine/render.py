"""Render: a compiled template and data become a paper.

Owns :class:`Template`: run the code of each part, finish its XML, write the package. When anything goes wrong,
``explain`` says what and where. Data are never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lexcollect.documents.engine.compiled import FIRST_PICTURE, PICTURE, Compiled, Part
from lexcollect.documents.engine.environment import PaperEnvironment
from lexcollect.documents.engine.explain import explained
from lexcollect.documents.engine.letters import NEXT, counted_anew
from lexcollect.documents.engine.listing import break_lines
from lexcollect.documents.engine.literals import unfilled
from lexcollect.documents.engine.notes import without_idle
from lexcollect.documents.engine.package import DECLARATION, Member, pack, write_package
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.properties import CORE_PART, properties
from lexcollect.documents.engine.run import run, runnable
from lexcollect.documents.engine.values import read_values
from lexcollect.findings import Finding, Refused, Where, finding


class Template:
    """A Word template ready to be filled; made by ``load``.

    ``fields`` are the dotted names it uses: ``原告.名称``, ``交货[].金额``. ``sha256`` is the hash of the file.
    """

    def __init__(self, name: str, sha256: str, compiled: Compiled, members: list[Member]) -> None:
        self.name = name
        self.sha256 = sha256
        self.fields = compiled.fields
        self._compiled = compiled
        self._parts = compiled.parts
        environment = PaperEnvironment()
        self._ready = [(part, runnable(environment, part.code)) for part in compiled.parts]
        changing = {part.name for part in compiled.parts} | compiled.dropped | set(compiled.fixed)
        self._kept = [m for m in members if m.name not in changing]
        rendered = {part.name for part in compiled.parts}
        self._kept += [pack(name, content) for name, content in compiled.fixed.items() if name not in rendered]

    def remarks(self, context: Mapping[str, Any]) -> list[Finding]:
        """Return what the user is told of this template, filled with ``context``: what it left behind, what looks
        like a field and is none; of level error when the paper would be printed with it."""
        told = [f.at(Where(self.name, field=f.where.field)) for f in self._compiled.remarks]
        return [*told, *unfilled(self._compiled.literals, context, self.name)]

    def render(
        self, context: Mapping[str, Any], *, title: str = "", written: Callable[[str], str] | None = None
    ) -> bytes:
        """Return the paper as the bytes of a .docx; equal inputs give equal bytes. ``title`` becomes its property.

        ``written`` goes over the text of every rendered part (the money it is in).
        Raises :class:`Refused` when fields are missing or hold characters a paper cannot, each named with its
        place; :class:`TypeError` when a value is no text, whole number, list or mapping.
        """
        lines, bad = read_values(context, self.name)
        if bad:
            raise Refused(bad)
        data = dict(context)
        members = [*self._kept, pack(CORE_PART, properties(title))]
        for part, template in self._ready:
            try:
                xml = run(template, data)
            except Exception as error:
                # Whatever went wrong in a template's code is told in the reader's terms: field, place, words.
                raise explained(self._parts, data, self.name, error) from error
            xml = written(xml) if written else xml
            members.append(pack(part.name, self._finish(part, xml, lines).encode("utf-8")))
        for part in self._parts:
            if part.notes:
                members = without_idle(members, part.name)
        return write_package(members)

    def _finish(self, part: Part, xml: str, lines: bool) -> str:
        if lines or part.listing:
            xml = break_lines(xml)
        if part.grid:
            xml = _fix_grid(xml, part, self.name)
        if part.pictures:
            numbers = iter(range(FIRST_PICTURE, 1 << 30))
            xml = PICTURE.sub(lambda m: f"{m[1]}{next(numbers)}{m[2]}", xml)
        if part.blocks:
            xml = _made_whole(xml)
        if any(style in xml for style in NEXT):
            xml = _counted_anew(xml)
        return xml


def _fix_grid(xml: str, part: Part, file: str) -> str:
    """Set the columns of tables right after cells came or went, as docxtpl does."""
    from docxtpl import DocxTemplate
    from lxml import etree

    try:
        tree = DocxTemplate("").fix_tables(xml.encode("utf-8"))
        return str(etree.tostring(tree, encoding="unicode"))
    except (ValueError, TypeError, AttributeError, ZeroDivisionError):
        raise Refused([finding("LX-T076", Place(part.name).where(file))]) from None


def _counted_anew(xml: str) -> str:
    """Count the pages of each letter of a file from one."""
    root = _tree(xml)
    return _text(root) if counted_anew(root) else xml


def _made_whole(xml: str) -> str:
    """Repair what conditions left of tables, headers and the like; text that needs nothing comes back as it is."""
    from lexcollect.documents.engine.structure import mend

    root = _tree(xml)
    return _text(root) if mend(root) else xml


def _tree(xml: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xml.encode("utf-8"), parser)


def _text(root: Any) -> str:
    from lxml import etree

    return f"{DECLARATION}{etree.tostring(root, encoding='unicode')}"
