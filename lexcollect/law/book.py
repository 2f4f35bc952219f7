"""The law book: every parameter by name, wherever it stands.

Owns :class:`Book`: the files of ``data/parameters`` together with the lengths that stand in the rules' own files.
A file is read when its parameter is first asked for; how one is read and dated is in ``law.parameters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from lexcollect.findings import Refused
from lexcollect.law.index import Index, shipped_index
from lexcollect.law.parameters import DATA, Parameter, Value, read_parameter

_VERIFIED = re.compile(rb"^ *verified_on: (\d{4}-\d\d-\d\d)", re.M)


class Book:
    """Parameters by name: those of ``files`` and the lengths of the rules of ``index``."""

    def __init__(self, files: Mapping[str, Path], index: Index | None = None) -> None:
        self._files = dict(files)
        self._index = index
        self._read: dict[str, Parameter] = {}

    @classmethod
    def from_folder(cls, folder: Path, index: Index | None = None) -> Book:
        """Return the book of all parameter files below ``folder`` and of the rules of ``index``."""
        files = {".".join(p.relative_to(folder).with_suffix("").parts): p for p in folder.rglob("*.yaml")}
        return cls(files, index)

    def at(self, name: str, day: date) -> Value:
        """Return parameter ``name`` as in force on ``day``; :class:`LawUnknown` for a day the book lacks."""
        return self.parameter(name).at(day)

    def parameter(self, name: str) -> Parameter:
        """Return parameter ``name``; an unknown name is a programming mistake (``KeyError``)."""
        found = self._read.get(name)
        if found is None:
            found = self._length(name) or self._from_file(name)
            self._read[name] = found
        return found

    def parameters(self) -> Iterator[Parameter]:
        """Yield every parameter in order of name; raises :class:`Refused` for a broken file."""
        names = {*self._files, *(self._index or ())}
        return (self.parameter(name) for name in sorted(names) if name in self)

    def stale(self, day: date) -> list[Parameter]:
        """Return the parameters whose ``review_by`` lies before ``day``: look again before relying on them."""
        return [parameter for parameter in self.parameters() if parameter.review_by < day]

    def verified_through(self) -> date:
        """Return the last day on which a parameter was verified, without building the parameters."""
        files = [*self._files.values(), *(self._index.files.values() if self._index else ())]
        found = (_VERIFIED.search(path.read_bytes()) for path in files)
        return date.fromisoformat(max(match[1] for match in found if match).decode())

    def __contains__(self, name: str) -> bool:
        return name in self._files or self._length(name) is not None

    def _length(self, name: str) -> Parameter | None:
        return self._index.rule(name).length if self._index and name in self._index else None

    def _from_file(self, name: str) -> Parameter:
        found, problems = read_parameter(self._files[name], name)
        if found is None:
            raise Refused(problems)
        return found


@cache
def shipped_book() -> Book:
    """Return the law book that comes with the program."""
    return Book.from_folder(DATA / "parameters", shipped_index())
