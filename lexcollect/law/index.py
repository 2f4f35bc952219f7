"""The index of rules: every rule by id, in order, read when it is asked for.

Owns the list, which is the listing of ``data/rules``: a rule is there because its file is. Refuses unknown ids
(``KeyError``): a rule id is written by us, never by a user. What a record holds is in ``law.record``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from lexcollect.findings import Refused
from lexcollect.law.parameters import DATA, Parameter
from lexcollect.law.record import Rule, read_record

#: The place of a rule that names none: after all that do.
_LAST = 1_000_000


class Index:
    """Rules by id; ``files`` says which there are, a file is read when its rule is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, Path] = {
            f"{path.parent.name}.{path.stem}": path for path in sorted(folder.glob("*/*.yaml"))
        }
        self._read: dict[str, Rule] = {}

    def rule(self, id: str) -> Rule:
        """Return the rule ``id``; raises :class:`Refused` for a broken record."""
        found = self._read.get(id)
        if found is None:
            found, problems = read_record(self.files[id], id)
            if found is None:
                raise Refused(problems)
            if found.like and not found.facts:
                found = replace(found, facts=self.rule(found.like).facts)
            self._read[id] = found
        return found

    def rules(self) -> dict[str, Rule]:
        """Return every rule by id, in order; reads all records."""
        found = sorted(
            (self.rule(id) for id in self.files), key=lambda r: (_LAST if r.order is None else r.order, r.id)
        )
        return {rule.id: rule for rule in found}

    def titled(self, title: str) -> Rule | None:
        """Return the rule of that Chinese title; only files that hold the words are read."""
        for id, path in self.files.items():
            if title and title.encode() in path.read_bytes() and self.rule(id).title == title:
                return self.rule(id)
        return None

    def names(self) -> Iterator[str]:
        """Yield the names of the lengths that stand in the records: a length is called as its rule."""
        return (id for id in self.files if self.rule(id).length)

    def parameter(self, name: str) -> Parameter | None:
        """Return the length of the rule ``name`` if there is one."""
        return self.rule(name).length if name in self.files else None

    def __contains__(self, id: object) -> bool:
        return id in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


@cache
def shipped_index() -> Index:
    """Return the rules that come with the program."""
    return Index(DATA / "rules")


def rule(name: str) -> Rule:
    """Return the rule ``name``."""
    return shipped_index().rule(name)


def find(name: str) -> Rule | None:
    """Return the rule ``name``, or ``None``."""
    return rule(name) if name in shipped_index() else None


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by id, in the order of the index; reads every record."""
    return shipped_index().rules()
