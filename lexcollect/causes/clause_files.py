"""Strict reading of clause files: every mistake at once, each with file and line.

Owns the keys of ``causes/clauses/*.yaml`` (the shipped sentences) and of the files that lie on top of them: a matter's
own wording and what a cause says otherwise. Refuses keys, circumstances and gaps it does not know, sentences that are
none, and clauses that are nowhere said. Reads a stranger's file as safely as its own: what comes back is plain text
with named gaps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lexcollect.causes.circumstances import CIRCUMSTANCES
from lexcollect.causes.clause import Choice, Clause, Place
from lexcollect.causes.sentence import BadSentence, Sentence, read_sentence
from lexcollect.findings import Finding, finding
from lexcollect.law.trace import Citation, parse_citation
from lexcollect.records import dataclass
from lexcollect.wording import text
from lexcollect.yamltree import Path_, Tree, read_yaml
from lexcollect.yamltree.shipped import read_shipped

_FILE = frozenset({"title", "places"})
_PLACE = frozenset({"title", "choose", "fields", "clauses", "text", "when", "articles"})
_CLAUSE = frozenset({"text", "when", "articles", "order"})
#: What a sentence of the user's own names besides: the papers that say it.
_OWN = _CLAUSE | {"papers"}
#: Where a further way to say something stands unless told otherwise: before the shipped ones.
_BEFORE = -1
_LAYER = frozenset({"title", "clauses"})
_NOT = "not "
#: Stands where a sentence was refused.
_NO_SENTENCE = Sentence("", (), frozenset())


@dataclass(frozen=True, slots=True)
class ClauseFile:
    """One file of shipped sentences: its title and its places, by full id (``history.payment``)."""

    title: str
    places: Mapping[str, Place]


def read_clauses(path: Path, nouns: Collection[str]) -> tuple[ClauseFile | None, list[Finding]]:
    """Read a shipped file; its name is the first part of every id in it. ``nouns`` are gaps that every place has."""
    tree, problems = read_yaml(path, path.name)
    if tree is None:
        return None, problems
    reader = _Reader(tree, frozenset(nouns))
    file = reader.file(path.stem)
    return (None if reader.problems else file), reader.problems


class ShippedFile:
    """A shipped file whose places are built when they are asked for; a mistake in it is a programming mistake.

    ``title`` and the names of its ``places`` are there at once. :func:`read_clauses` reads the whole of it.
    """

    def __init__(self, path: Path, nouns: Collection[str]) -> None:
        tree, problems = read_shipped(path)
        if tree is None or not isinstance(tree.data, dict):
            raise AssertionError(_lines(problems))
        self._stem, self._reader = path.stem, _Reader(tree, frozenset(nouns))
        self._rows: dict[str, Any] = tree.data["places"]
        self.title: str = tree.data["title"]
        self.places = tuple(f"{path.stem}.{name}" for name in self._rows)

    def place(self, id: str) -> Place:
        """Return the place ``id``; one that is not there is a ``KeyError``."""
        name = id.removeprefix(f"{self._stem}.")
        place = self._reader.place(id, self._rows[name], ("places", name))
        if self._reader.problems:
            raise AssertionError(_lines(self._reader.problems))
        return place


def _lines(problems: Iterable[Finding]) -> str:
    return "; ".join(problem.line("en") for problem in problems)


def read_layer(
    path: Path,
    name: str,
    place_of: Mapping[str, Place],
    nouns: Collection[str],
    *,
    may_add: bool = False,
    papers: Mapping[str, str] | None = None,
) -> tuple[dict[str, Clause], list[Finding]]:
    """Read a file that says clauses of ``place_of`` (clause id → its place) in other words; ``name``: for findings.

    With ``papers`` (a word for a paper → its id) a clause that names some of them is a sentence of the user's own: it
    joins the place its id begins with, in those papers.

    What a clause leaves out (``when``, ``order``, ``articles``) stays as it was. ``may_add``: a clause that is not
    there yet joins the place its id begins with. A sentence that no longer tells a fact is a warning.
    """
    tree, problems = read_yaml(path, name)
    if tree is None:
        return {}, problems
    reader = _Reader(tree, frozenset(nouns))
    reader.papers = papers
    found = reader.layer(place_of, may_add=may_add)
    return found, reader.problems


def unknown_articles(clauses: Iterable[Clause]) -> list[Finding]:
    """Return the articles that the index of laws does not know."""
    from lexcollect.law.citations import Known, check

    return [
        finding("LX-P045", clause.where, cite=str(cite))
        for clause in clauses
        for cite in clause.articles
        if check(cite) is not Known.YES
    ]


class _Reader:
    """Turns one parsed file into places or clauses, collecting every mistake."""

    def __init__(self, tree: Tree, nouns: frozenset[str]) -> None:
        self.tree, self.nouns = tree, nouns
        self.problems: list[Finding] = []
        self.papers: Mapping[str, str] | None = None

    def file(self, stem: str) -> ClauseFile:
        """Return the whole of a shipped file."""
        data = self._mapping(self.tree.data, (), _FILE)
        places = self._mapping(data.get("places"), ("places",))
        read = {f"{stem}.{name}": self.place(f"{stem}.{name}", row, ("places", name)) for name, row in places.items()}
        return ClauseFile(self._text(data, "title", ()), read)

    def layer(self, place_of: Mapping[str, Place], *, may_add: bool) -> dict[str, Clause]:
        """Return the clauses of a file that lies on top."""
        data = self._mapping(self.tree.data, (), _LAYER)
        found: dict[str, Clause] = {}
        if not data:
            return found
        for id, row in self._mapping(data.get("clauses"), ("clauses",)).items():
            path: Path_ = ("clauses", id)
            place = place_of.get(id) or (place_of.get(id.rpartition(".")[0]) if may_add else None)
            if place is None and self.papers and isinstance(row, dict) and "papers" in row:
                if (own := self._own(id, row, path, place_of)) is not None:
                    found[id] = own
                continue
            if place is None:
                self._refuse("LX-P046", path, id=id, like=_like(id, place_of))
                continue
            old = next((c for c in place.clauses if c.id == id), None)
            clause = self._clause(id, row, path, place.fields, old)
            if (
                old
                and clause.sentence.text
                and (lost := sorted((old.sentence.gaps & place.fields) - clause.sentence.gaps))
            ):
                self._refuse("LX-P047", path, id=id, lost=tuple(lost))
            found[id] = clause
        return found

    def _own(self, id: str, row: dict[str, Any], path: Path_, place_of: Mapping[str, Place]) -> Clause | None:
        """Return a sentence of the user's own that joins a place, after every check that it can be said there."""
        place = next((one for one in place_of.values() if one.id == id.rpartition(".")[0]), None)
        if place is None or not id.rpartition(".")[2].strip():
            self._refuse("LX-P046", path, id=id, like=_like(id, {one.id for one in place_of.values()}))
            return None
        known = self.papers or {}
        named = self._texts(row, "papers", path)
        for word in named:
            if word not in known:
                self._refuse("LX-P765", (*path, "papers"), name=word, like=_like(word, known))
        if not named:
            self._refuse("LX-P040", (*path, "papers"), key="papers")
        told = {key: value for key, value in row.items() if key != "papers"}
        clause = self._clause(id, told, path, place.fields)
        clause = replace(clause, papers=frozenset(known[word] for word in named if word in known))
        if place.choice is Choice.FIRST and "order" not in row and not clause.goes_on:
            clause = replace(clause, order=_BEFORE)
        if place.choice is Choice.ALL and clause.goes_on:
            self._refuse("LX-P767", (*path, "text"), id=id)
        elif (before := _never(clause, place)) is not None:
            self._refuse("LX-P766", path, id=id, before=before)
        return clause

    def place(self, id: str, row: Any, path: Path_) -> Place:
        """Return one place of a shipped file."""
        data = self._mapping(row, path, _PLACE)
        fields = frozenset(self._texts(data, "fields", path))
        if "fields" not in data:
            self._refuse("LX-P040", path, key="fields")
        for name in sorted(fields & self.nouns):
            self._refuse("LX-P042", (*path, "fields"), name=name, known=())
        choice = self._choice(data.get("choose"), path)
        if "text" in data:
            own = {key: value for key, value in data.items() if key in _CLAUSE}
            clauses = [self._clause(id, own, path, fields)]
        else:
            inside = (*path, "clauses")
            rows = self._mapping(data.get("clauses"), inside)
            clauses = [self._clause(f"{id}.{name}", clause, (*inside, name), fields) for name, clause in rows.items()]
        return Place(id, self._text(data, "title", path), choice, fields, in_order(clauses))

    def _choice(self, written: Any, path: Path_) -> Choice:
        if written in (None, *Choice):
            return Choice(written or Choice.FIRST)
        self._refuse("LX-P044", (*path, "choose"), name=str(written), known=tuple(Choice))
        return Choice.FIRST

    def _clause(self, id: str, row: Any, path: Path_, fields: frozenset[str], old: Clause | None = None) -> Clause:
        data = {"text": row} if isinstance(row, str) else self._mapping(row, path, _CLAUSE)
        where = self.tree.where(path, id)
        sentence = self._sentence(data, path, fields) if data else _NO_SENTENCE
        base = old or Clause(id, sentence)
        when, unless = (base.when, base.unless) if "when" not in data else self._when(data, path)
        cites = base.articles if "articles" not in data else self._articles(data, path)
        return replace(
            base,
            sentence=sentence,
            when=when,
            unless=unless,
            articles=cites,
            order=base.order if "order" not in data else self._order(data, path),
            where=where,
        )

    def _sentence(self, data: Mapping[str, Any], path: Path_, fields: frozenset[str]) -> Sentence:
        written = self._text(data, "text", path)
        try:
            sentence = read_sentence(written)
        except BadSentence as bad:
            if "text" in data:
                reason = text(f"documents.sentence.{bad.reason}", shown=bad.shown)
                self._refuse("LX-P043", (*path, "text"), reason=reason)
            return _NO_SENTENCE
        for name in sorted(sentence.gaps - fields - self.nouns):
            self._refuse("LX-P042", (*path, "text"), name=name, known=tuple(sorted(fields | self.nouns)))
        return sentence

    def _when(self, data: Mapping[str, Any], path: Path_) -> tuple[frozenset[str], frozenset[str]]:
        named = self._texts(data, "when", path)
        wanted = frozenset(name for name in named if not name.startswith(_NOT))
        unwanted = frozenset(name.removeprefix(_NOT) for name in named if name.startswith(_NOT))
        for name in sorted((wanted | unwanted) - CIRCUMSTANCES.keys()):
            self._refuse("LX-P044", (*path, "when"), name=name, known=())
        return wanted, unwanted

    def _articles(self, data: Mapping[str, Any], path: Path_) -> tuple[Citation, ...]:
        return tuple(parse_citation(written) for written in self._texts(data, "articles", path))

    def _order(self, data: Mapping[str, Any], path: Path_) -> int:
        written = str(data["order"])
        if written.removeprefix("-").isdecimal() and written.isascii() and len(written) <= 6:
            return int(written)
        self._refuse("LX-P040", (*path, "order"), key="order")
        return 0

    def _mapping(self, row: Any, path: Path_, known: frozenset[str] = frozenset()) -> dict[str, Any]:
        """Return ``row`` as a mapping; with ``known``, any other key is noted."""
        if not isinstance(row, dict):
            self._refuse("LX-P040", path, key=str(path[-1]) if path else self.tree.file)
            return {}
        for key in row if known else ():
            if key not in known:
                self._refuse("LX-P041", (*path, key), key=key, known=tuple(sorted(known)))
        return row

    def _text(self, data: Mapping[str, Any], key: str, path: Path_) -> str:
        value = data.get(key)
        if not isinstance(value, str):
            self._refuse("LX-P040", (*path, key), key=key)
            return ""
        return value.strip()

    def _texts(self, data: Mapping[str, Any], key: str, path: Path_) -> tuple[str, ...]:
        rows = data.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
            self._refuse("LX-P040", (*path, key), key=key)
            return ()
        return tuple(rows)

    def _refuse(self, code: str, path: Path_, **params: Any) -> None:
        self.problems.append(finding(code, self.tree.where(path), **params))


def _never(new: Clause, place: Place) -> str | None:
    """Return which clause of ``place`` is said wherever ``new`` could be; its own id where nothing makes it hold."""
    if new.when & new.unless:
        return new.id
    if place.choice is Choice.ALL or new.goes_on:
        return None
    before = (c for c in place.clauses if c.order <= new.order)
    return next((c.id for c in before if c.when <= new.when and c.unless <= new.unless), None)


def in_order(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses of a place by ``order``; equal ones stay as they stand in the file."""
    return tuple(sorted(clauses, key=lambda c: c.order))


def _like(id: str, known: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(id, list(known), n=3, cutoff=0.5))
