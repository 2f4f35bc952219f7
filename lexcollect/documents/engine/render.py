"""Render: a compiled template and data become a paper.

Owns :class:`Template`, the quick road (run the code, write the package) and the slow one taken only when something
went wrong: it runs the same code again with names attached to every value, and reports every missing field with
its place. Refuses output past the limit. Data are never changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from types import CodeType
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import Undefined

from lexcollect.documents.engine.compile import FIRST_PICTURE, Compiled, Part
from lexcollect.documents.engine.environment import PaperEnvironment, Unprintable
from lexcollect.documents.engine.listing import break_lines
from lexcollect.documents.engine.package import Member, pack, write_package
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.values import read_values
from lexcollect.findings import Finding, Refused, Where, finding

#: Largest rendered part, in characters, and most pieces it may be made of.
MAX_CHARACTERS = 32_000_000
MAX_PIECES = 4_000_000
_BATCH = 8_192
_PICTURE = re.compile(r'(<wp:docPr\b[^>]*?\sid=")\d*(")')
_PROPERTY = re.compile(r"<dc:(\w+)[^>]*>([^<]*)</dc:")
#: python-docx and Word refuse a longer property.
MAX_PROPERTY = 255


class TooLarge(Exception):
    """The output passed the limit."""


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
        self._ready = [(part, _runnable(environment, part.code)) for part in compiled.parts]
        changing = {part.name for part in compiled.parts}
        self._kept = [pack(m.name, compiled.fixed[m.name]) if m.name in compiled.fixed else m
                      for m in members if m.name not in changing]

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
                xml = _run(template, data)
            except Exception as error:
                # Whatever went wrong in a template's code is told in the reader's terms: field, place, words.
                raise _explained(self._parts, data, self.name, error) from error
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
            xml = _PICTURE.sub(lambda m: f"{m[1]}{next(numbers)}{m[2]}", xml)
        return xml


def _runnable(environment: PaperEnvironment, code: CodeType) -> JinjaTemplate:
    return JinjaTemplate.from_code(environment, code, {})


def _run(template: JinjaTemplate, data: dict[str, Any]) -> str:
    pieces = template.root_render_func(template.new_context(data))
    out: list[str] = []
    size = count = 0
    while batch := list(islice(pieces, _BATCH)):
        size += sum(map(len, batch))
        count += len(batch)
        if size > MAX_CHARACTERS or count > MAX_PIECES:
            raise TooLarge
        out += batch
    return "".join(out)


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
        raise Refused([finding("LX-T075", Place(part.name).where(file), name=name, count=count, limit=MAX_PROPERTY)
                       for name, count in long])


# --- the slow road: what went wrong, and where ---


class _NamedDict(dict[str, Any]):
    path = ""


class _NamedList(list[Any]):
    path = ""


class _NamedBool(int):
    path = ""


def _named(value: Any, path: str) -> Any:
    """Copy ``value`` so that every mapping, list and truth value knows its name in the data."""
    copy: Any = value
    if isinstance(value, Mapping):
        copy = _NamedDict((k, _named(v, f"{path}.{k}" if path else k)) for k, v in value.items())
    elif isinstance(value, (list, tuple)):
        copy = _NamedList(_named(v, f"{path}[{n}]") for n, v in enumerate(value, 1))
    elif isinstance(value, bool):
        copy = _NamedBool(value)
    if copy is not value:
        copy.path = path
    return copy


class _Search:
    """Runs every part again, going on behind each missing field."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.part: Part | None = None
        self.findings: dict[tuple[str, str, str], Finding] = {}
        self.lost: dict[str, int] = {}

    def missing(self, name: str) -> None:
        line = self.line()
        if self.part:
            self.lost[self.part.name] = line
        self.note("LX-T070", line, field=name)

    def note(self, code: str, line: int, **params: Any) -> None:
        lines = self.part.lines if self.part else {}
        place, words = lines.get(line, (Place(self.part.name if self.part else ""), "-"))
        key = (code, str(params.get("field", "")), place.label() + words)
        self.findings.setdefault(key, finding(code, place.where(self.file), words=words, **params))

    def line(self) -> int:
        """The template line that is running, found on the stack."""
        frame = sys._getframe(1)
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return int(template.get_corresponding_lineno(frame.f_lineno))
            frame = frame.f_back  # type: ignore[assignment]
        return 0

    def undefined(self) -> type[Undefined]:
        search = self

        class Missing(Undefined):
            """Notes that it was used, and behaves like an empty text."""

            def _note(self) -> None:
                base = getattr(self._undefined_obj, "path", "")
                name = str(self._undefined_name)
                search.missing(f"{base}.{name}" if base else name)

            def __str__(self) -> str:
                self._note()
                return ""

            def __iter__(self) -> Iterator[Any]:
                self._note()
                return iter(())

            def __len__(self) -> int:
                self._note()
                return 0

            def __bool__(self) -> bool:
                self._note()
                return False

            def __eq__(self, other: object) -> bool:
                self._note()
                return False

            def __getattr__(self, name: str) -> Any:
                if name.startswith("__"):
                    raise AttributeError(name)
                self._note()
                return self

            __ne__ = __eq__
            __hash__ = Undefined.__hash__

        return Missing

    def error(self, error: Exception) -> None:
        """Note an error that is no missing field."""
        line = 0
        trace = error.__traceback__
        while trace is not None:
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            if template is not None:
                line = int(template.get_corresponding_lineno(trace.tb_lineno))
            trace = trace.tb_next
        if self.part and self.lost.get(self.part.name) == line:
            return  # only what follows from a missing field in the same tag
        if isinstance(error, Unprintable):
            path = getattr(error.value, "path", "")
            if isinstance(error.value, (_NamedBool, bool, float)):
                raise TypeError(f"field {path or '?'}: a truth value or float cannot be printed; hand over a text")
            self.note("LX-T071", line, field=path or "-")
        elif isinstance(error, TooLarge):
            self.note("LX-T073", line, limit=MAX_CHARACTERS)
        else:
            self.note("LX-T074", line)


def _explained(parts: tuple[Part, ...], data: dict[str, Any], file: str, error: Exception) -> Exception:
    """Return what to raise for ``error``: all missing fields of all parts with their places."""
    search = _Search(file)
    environment = PaperEnvironment(search.undefined())
    named = _named(data, "")
    for part in parts:
        search.part = part
        try:
            _run(_runnable(environment, part.code), named)
        except TypeError as problem:
            if "field " in str(problem):
                return problem
            search.error(problem)
        except Exception as problem:
            try:
                search.error(problem)
            except TypeError as mistake:
                return mistake
    if not search.findings:
        search.part = parts[0]
        search.findings[("", "", "")] = finding("LX-T074", Where(file), words=type(error).__name__)
    return Refused(search.findings.values())
