"""The law book: every parameter by name, wherever it stands.

Owns :class:`Book`: the files of ``data/parameters`` together with the lengths in the rules' own files and the parts
in the files of fees. A file is read when its parameter is first asked for; how one is read and dated is in
``law.parameters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from lexcollect.findings import Refused
from lexcollect.law.fee_record import shipped_fees
from lexcollect.law.index import shipped_index
from lexcollect.law.parameters import DATA, Parameter, Value, read_parameter
from lexcollect.patterns import regex

_VERIFIED = regex(rb"^ *verified_on: (\d{4}-\d\d-\d\d)", re.M)


class Shelf(Protocol):
    """A folder of files that hold parameters."""

    @property
    def files(self) -> Mapping[str, Path]:
        """Return the files by name."""

    def names(self) -> Iterable[str]:
        """Return the name of every parameter in the files."""

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter ``name`` if a file here has it."""


class Folder:
    """A folder with one parameter a file: ``<topic>/<name>.yaml`` is ``topic.name``."""

    def __init__(self, folder: Path) -> None:
        self.files = {".".join(p.relative_to(folder).with_suffix("").parts): p for p in folder.rglob("*.yaml")}

    def names(self) -> Iterable[str]:
        """Return the name of every parameter in the folder."""
        return self.files

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter ``name`` if its file is here; raises :class:`Refused` for a broken one."""
        path = self.files.get(name)
        if path is None:
            return None
        found, problems = read_parameter(path, name)
        if found is None:
            raise Refused(problems)
        return found


class Book:
    """Parameters by name, from the shelves they stand on."""

    def __init__(self, *shelves: Shelf) -> None:
        self._shelves = shelves
        self._read: dict[str, Parameter] = {}

    def at(self, name: str, day: date) -> Value:
        """Return parameter ``name`` as in force on ``day``; :class:`LawUnknown` for a day the book lacks."""
        return self.parameter(name).at(day)

    def parameter(self, name: str) -> Parameter:
        """Return parameter ``name``; an unknown name is a programming mistake (``KeyError``)."""
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def parameters(self) -> Iterator[Parameter]:
        """Yield every parameter in order of name; raises :class:`Refused` for a broken file."""
        return (self.parameter(name) for name in sorted({name for shelf in self._shelves for name in shelf.names()}))

    def stale(self, day: date) -> list[Parameter]:
        """Return the parameters whose ``review_by`` lies before ``day``: look again before relying on them."""
        return [parameter for parameter in self.parameters() if parameter.review_by < day]

    def verified_through(self) -> date:
        """Return the last day on which a parameter was verified, without building the parameters."""
        return max(self._verified())

    def verified_from(self) -> date:
        """Return the earliest day on which a parameter was last verified: nothing is older than this."""
        return min(self._verified())

    def _verified(self) -> set[date]:
        files = (path for shelf in self._shelves for path in shelf.files.values())
        return {date.fromisoformat(day.decode()) for path in files for day in _VERIFIED.findall(path.read_bytes())}

    def __contains__(self, name: str) -> bool:
        return self._find(name) is not None

    def _find(self, name: str) -> Parameter | None:
        found = self._read.get(name)
        if found is None:
            found = next((one for shelf in self._shelves if (one := shelf.parameter(name))), None)
            if found:
                self._read[name] = found
        return found


@cache
def shipped_book() -> Book:
    """Return the law book that comes with the program."""
    return Book(Folder(DATA / "parameters"), shipped_index(), shipped_fees())
