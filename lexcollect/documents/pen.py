"""Pen: what a view writes with. It chooses the clauses of a place by circumstance and fills their gaps.

Owns which clauses a paper said, so that its articles and its receipt can name them. A view says where it writes, what
the facts are and which circumstances the fact at hand has; those of the matter as a whole the pen knows. Holds no
sentence of its own. A place, a gap or a circumstance that does not exist is a programming mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from lexcollect.causes.circumstances import CIRCUMSTANCES
from lexcollect.causes.clause import Choice, Clause
from lexcollect.causes.clause_book import ClauseBook
from lexcollect.law.trace import Citation

_KNOWN = frozenset(CIRCUMSTANCES)

#: The marks that end a clause's own words: the sentence around sets its own.
_STOPS = "。；;，, "


def _closed_by_us(facts: Mapping[str, str]) -> Mapping[str, str]:
    """Return ``facts`` with a clause's own words without the stop the user typed: 月利率2%。（第二条） reads badly."""
    try:
        own = facts["原文"]
    except KeyError:
        return facts
    closed = own.rstrip(_STOPS)
    return {**facts, "原文": closed} if closed != own else facts


def _check(names: Set[str]) -> None:
    if not names <= _KNOWN:
        raise KeyError(f"no circumstances: {sorted(names - _KNOWN)}")


class Pen:
    """Writes the sentences of one paper; ``used`` are the clauses it said, by id: pens of one paper share them.

    ``paper`` is its id, ``money`` the unit of foreign money in which the sums of this part of it stand (美元), beside
    other parts.
    """

    def __init__(
        self,
        book: ClauseBook,
        circumstances: Iterable[str] = (),
        used: dict[str, Clause] | None = None,
        money: str = "",
        paper: str = "",
    ) -> None:
        self.book, self.money, self.paper = book, money, paper
        self.circumstances = frozenset(circumstances)
        _check(self.circumstances)
        self.used: dict[str, Clause] = {} if used is None else used

    def all(self, place: str, facts: Mapping[str, str] | None = None, *more: Set[str]) -> list[str]:
        """Return every sentence of ``place`` that is said, in the circumstances of the matter and ``more``.

        ``facts`` fill exactly the gaps that the place has.
        """
        found = self.book.place(place)
        given = _closed_by_us(facts or {})
        if given.keys() != found.fields:
            raise KeyError(f"{place}: {sorted(given.keys() ^ found.fields)}")
        for names in more:
            _check(names)
        holds = self.circumstances.union(*more) if more else self.circumstances
        said = list(found.said(holds, self.paper))
        self.used.update((clause.id, clause) for clause in said)
        told = [clause.sentence.fill(given) for clause in said]
        if len(told) > 1 and found.choice is Choice.FIRST:
            told = ["".join(told)]  # a sentence of the user's own goes on behind the one that is said
        if not self.money:
            return told
        from lexcollect.documents.currency import in_currency  # only a claim in foreign money needs it

        return [in_currency(each, self.money) for each in told]

    def one(self, place: str, facts: Mapping[str, str] | None = None, *more: Set[str]) -> str:
        """Return the sentence of ``place``, or nothing when no clause holds."""
        said = self.all(place, facts, *more)
        return said[0] if said else ""

    def picked(self, place: str, facts: Mapping[str, str], *more: Set[str]) -> str:
        """Return the sentence of ``place``, or nothing; of ``facts`` those are taken that its gaps ask for."""
        return self.one(place, {name: facts[name] for name in self.book.place(place).fields}, *more)

    def articles_of(self, room: str) -> tuple[Citation, ...]:
        """Return the articles of the sentences of one sheet alone, without those of sentences lent by others."""
        own = (clause for clause in self.used.values() if clause.id.startswith(f"{room}."))
        return tuple(cite for clause in own for cite in clause.articles)

    @property
    def articles(self) -> tuple[Citation, ...]:
        """The articles that the sentences of this paper rest on."""
        return tuple(cite for clause in self.used.values() for cite in clause.articles)
