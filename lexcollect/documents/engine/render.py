"""Render: a compiled template and data become a paper.

Owns :class:`Template`: run the code of each part, finish its XML, write the package. When anything goes wrong,
``explain`` says what and where. Data are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from lexcollect.documents.engine.compile import FIRST_PICTURE, PICTURE, Compiled, Part
from lexcollect.documents.engine.environment import PaperEnvironment
from lexcollect.documents.engine.explain import explained
from lexcollect.documents.engine.listing import break_lines
from lexcollect.documents.engine.package import Member, pack, write_package
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.run import run, runnable
from lexcollect.documents.engine.values import read_values
from lexcollect.findings import Refused, finding

_PROPERTY = re.compile(r"<dc:(\w+)[^>]*>([^<]*)</dc:")
#: python-docx and Word refuse a longer property.
MAX_PROPERTY = 255


class Template:
    """A Word template ready to be filled; made by ``load``.

    ``fields`` are the dotted names it uses: ``原告.名称``, ``交货[].金额``. ``sha256`` is the hash of the file.
    """

    def __init__(self, name: str, sha256: str, compiled: Compiled, members: list[Member]) -> None:
        self.name = name
        self.sha256 = sha256
        self.fields = compiled.fields
        self._parts = compiled.parts
        environment = PaperEnvironment()
        self._ready = [(part, runnable(environment, part.code)) for part in compiled.parts]
        changing = {part.name for part in compiled.parts}
        self._kept = [
            pack(m.name, compiled.fixed[m.name]) if m.name in compiled.fixed else m
            for m in members
            if m.name not in changing
        ]

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return the paper as the bytes of a .docx; equal inputs give equal bytes.

        Raises :class:`Refused` when fields are missing or hold characters a paper cannot, each named with its
        place; :class:`TypeError` when a value is no text, whole number, list or mapping.
        """
        lines, bad = read_values(context, self.name)
        if bad:
            raise Refused(bad)
        data = dict(context)
        members = list(self._kept)
        for part, template in self._ready:
            try:
                xml = run(template, data)
            except Exception as error:
                # Whatever went wrong in a template's code is told in the reader's terms: field, place, words.
                raise explained(self._parts, data, self.name, error) from error
            members.append(pack(part.name, self._finish(part, xml, lines).encode("utf-8")))
        return write_package(members)

    def _finish(self, part: Part, xml: str, lines: bool) -> str:
        if part.texts:
            _limit_properties(xml, part, self.name)
            return xml
        if lines or part.listing:
            xml = break_lines(xml)
        if part.grid:
            xml = _fix_grid(xml, part, self.name)
        if part.pictures:
            numbers = iter(range(FIRST_PICTURE, 1 << 30))
            xml = PICTURE.sub(lambda m: f"{m[1]}{next(numbers)}{m[2]}", xml)
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


def _limit_properties(xml: str, part: Part, file: str) -> None:
    long = [(m[1], n) for m in _PROPERTY.finditer(xml) if (n := len(unescape(m[2]))) > MAX_PROPERTY]
    if long:
        raise Refused(
            [
                finding("LX-T075", Place(part.name).where(file), name=name, count=count, limit=MAX_PROPERTY)
                for name, count in long
            ]
        )
