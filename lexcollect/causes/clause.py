"""Clauses: the sentences of papers as data, each with the circumstances in which it is said and its articles.

Owns the shapes: a :class:`Place` is a spot where something is told (诉讼请求的一项, 一笔付款), a :class:`Clause` one
way to tell it. A place chooses the first clause whose circumstances hold, or all of them in order. Reading is in
``clause_files``, putting a matter's own wording on top in ``clause_book``. Knows no matter and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from lexcollect.causes.sentence import Sentence
from lexcollect.findings import NOWHERE, Where
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass, field


class Choice(StrEnum):
    """Which clauses of a place are said."""

    FIRST = "first"  # the first whose circumstances hold
    ALL = "all"  # every one whose circumstances hold, in order


@dataclass(frozen=True, slots=True)
class Clause:
    """A way to say something (条款): ``when`` must hold, ``unless`` must not; ``order`` sorts within its place."""

    id: str
    sentence: Sentence
    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    articles: tuple[Citation, ...] = ()
    order: int = 0
    where: Where = field(default=NOWHERE, compare=False)

    def holds(self, circumstances: frozenset[str]) -> bool:
        """Tell whether this clause is said in these circumstances."""
        return self.when <= circumstances and not self.unless & circumstances


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in papers where something is told: the gaps its clauses may use, and the clauses in order."""

    id: str
    title: str
    choice: Choice
    fields: frozenset[str]
    clauses: tuple[Clause, ...]

    def said(self, circumstances: frozenset[str]) -> Iterator[Clause]:
        """Yield the clauses that are said in ``circumstances``."""
        for clause in self.clauses:
            if clause.holds(circumstances):
                yield clause
                if self.choice is Choice.FIRST:
                    return
