"""Explain: what went wrong while a paper was filled in, and where.

Owns the slow road, taken only after a failure: the same code runs again over a copy of the data in which every
mapping, list and truth value knows its name, and goes on behind each missing field, so that all of them are
reported at once, each with its place in the template.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Undefined

from lexcollect.documents.engine.compiled import Part
from lexcollect.documents.engine.environment import PaperEnvironment, Unprintable
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.run import MAX_CHARACTERS, TooLarge, run, runnable
from lexcollect.findings import Finding, Refused, Where, finding


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


class _Missing(Undefined):
    """Tells the search that it was used, and behaves like an empty text."""

    __slots__ = ()
    search: _Search

    def _note(self) -> None:
        base = getattr(self._undefined_obj, "path", "")
        name = str(self._undefined_name)
        self.search.missing(f"{base}.{name}" if base else name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._note()
        return self

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

    __ne__ = __eq__
    __hash__ = Undefined.__hash__


def explained(parts: tuple[Part, ...], data: dict[str, Any], file: str, error: Exception) -> Exception:
    """Return what to raise for ``error``: all missing fields of all parts with their places."""
    search = _Search(file)
    environment = PaperEnvironment(type("Missing", (_Missing,), {"search": search}))
    named = _named(data, "")
    for part in parts:
        search.part = part
        try:
            run(runnable(environment, part.code), named)
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
