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

#: How a sentence begins that goes on behind another one.
SIGNS = ("。", "；", "，")


class Choice(StrEnum):
    """Which clauses of a place are said."""

    FIRST = "first"  # the first whose circumstances hold
    ALL = "all"  # every one whose circumstances hold, in order


@dataclass(frozen=True, slots=True)
class Clause:
    """A way to say something (条款): ``when`` must hold, ``unless`` must not; ``order`` sorts within its place.

    ``papers`` (ids): a sentence of the user's own that these papers alone say.
    """

    id: str
    sentence: Sentence
    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    articles: tuple[Citation, ...] = ()
    order: int = 0
    where: Where = field(default=NOWHERE, compare=False)
    papers: frozenset[str] = frozenset()

    @property
    def goes_on(self) -> bool:
        """Whether it goes on behind the sentence that is said: one of the user's own that begins with a sign."""
        return bool(self.papers) and self.sentence.text.startswith(SIGNS)

    def holds(self, circumstances: frozenset[str], paper: str = "") -> bool:
        """Tell whether this clause is said in these circumstances, in ``paper``."""
        here = not self.papers or paper in self.papers
        return here and self.when <= circumstances and not self.unless & circumstances


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in papers where something is told: the gaps its clauses may use, and the clauses in order."""

    id: str
    title: str
    choice: Choice
    fields: frozenset[str]
    clauses: tuple[Clause, ...]

    def said(self, circumstances: frozenset[str], paper: str = "") -> Iterator[Clause]:
        """Yield the clauses that are said in ``circumstances``; of a first one also what goes on behind it."""
        chosen = False
        for clause in self.clauses:
            alone = self.choice is Choice.FIRST and not clause.goes_on
            if (chosen and alone) or not clause.holds(circumstances, paper):
                continue
            if clause.goes_on and not chosen:
                continue
            yield clause
            chosen = True
