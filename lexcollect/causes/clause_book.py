"""The book of clauses: which sentence a paper says, from three layers of files.

Owns the order of the layers: the shipped sentences (``clauses/*.yaml``), what a cause says otherwise
(``clauses/cause.*.yaml``), and on top a matter's own wording (``条款/*.yaml`` in a folder of templates). A shipped file
is read when one of its places is first asked for, once for all; one with a mistake is a programming mistake. A
stranger's file is told every mistake with its line, and no sentence is taken from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lexcollect.causes.cause import NOUNS, ROLES, Cause
from lexcollect.causes.clause import Clause, Place
from lexcollect.causes.clause_files import ShippedFile, in_order, read_layer, unknown_articles
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.layout import CLAUSES
from lexcollect.records import dataclass, field

DATA = Path(__file__).parent / "clauses"
#: Files of what a cause says otherwise are named by its id: ``cause.loan.yaml``.
_OF_CAUSE = "cause."
_ROLE = "角色"
#: For whom a letter to the debtor is written: the client of a lawyer, or the creditor who writes itself.
WRITER = "致函方"
_CLIENT = "委托人"
#: How one debt is pointed at (该订单货款, 该笔运费): made of the noun of the debt and of what one of them is called.
THIS_DEBT = "该笔债"
#: The words every sentence can rely on, whatever the cause.
WORDS = (*NOUNS, *(f"{role}{_ROLE}" for role in ROLES), WRITER, THIS_DEBT)
#: Words that a kind of matter brings along: who assigned the debt.
LAYER_WORDS = ("让与人",)
_SUFFIXES = (".yaml", ".yml")
#: Words for a debt whose cause no file covers: they say nothing of its kind.
NEUTRAL: Mapping[str, str] = MappingProxyType(
    {
        WRITER: _CLIENT,
        "债": "款项",
        "本金": "本金",
        "单笔": "款项",
        "履行": "履行义务",
        "标的": "标的",
        "债权方": "债权人",
        "债务方": "债务人",
        "债权人角色": "债权人",
        "债务人角色": "债务人",
    }
)
#: The word of a cause for one debt among several.
EACH = "单笔"
#: What one part of a price in instalments is called.
INSTALMENT = "分期款"
#: No matter has more files of its own wording.
MOST_FILES = 100


@dataclass(frozen=True)
class ClauseBook:
    """The sentences of one matter: ``nouns`` of its cause, and by id the clauses said otherwise.

    ``layer`` is what the cause says otherwise, ``own`` the matter's own wording; it goes before.
    """

    nouns: Mapping[str, str] = field(default_factory=dict)
    layer: Mapping[str, Clause] = field(default_factory=dict)
    own: Mapping[str, Clause] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, id: str) -> Place:
        """Return the place ``id`` (``history.payment``) in this book's wording; an unknown one is a ``KeyError``."""
        found = self._places.get(id)
        if found is None:
            layered = _with(_with(_shipped_place(id), self.layer), self.own)
            words = {**self.nouns, THIS_DEBT: this_debt({**NEUTRAL, **self.nouns})}
            clauses = (replace(c, sentence=c.sentence.with_words(words)) for c in layered.clauses)
            found = self._places[id] = replace(layered, clauses=tuple(clauses))
        return found

    def digest(self, id: str) -> str:
        """Return the SHA-256 of the matter's own wording of clause ``id``, or nothing: the receipt tells it."""
        clause = self.own.get(id)
        return hashlib.sha256(clause.sentence.text.encode()).hexdigest() if clause else ""


def this_debt(nouns: Mapping[str, str]) -> str:
    """Return how one debt is pointed at; what is called after the debt itself is not named twice (该笔运费)."""
    each, debt = nouns["单笔"], nouns["债"]
    if each == INSTALMENT:
        return f"该期{debt}"
    return f"该笔{debt}" if each == NEUTRAL["单笔"] or debt.startswith(each) else f"该{each}{debt}"


@cache
def book_of(cause: Cause | None) -> ClauseBook:
    """Return the shipped sentences in the words of ``cause``; without one, in words that name no kind of debt."""
    if cause is None:
        return ClauseBook(NEUTRAL, _cause_layer(DATA / "layers" / "neutral.yaml"))
    layers = [_cause_layer(DATA / f"{_OF_CAUSE}{name}.yaml") for name in (cause.like, cause.id) if name]
    said: dict[str, Clause] = {}
    for layer in layers:
        said |= layer
    return ClauseBook(words_of(cause), MappingProxyType(said))


def layered(book: ClauseBook, name: str, nouns: Mapping[str, str]) -> ClauseBook:
    """Return ``book`` with what a kind of matter says otherwise (``clauses/layers``), and with words of its own."""
    layer = {**book.layer, **_cause_layer(DATA / "layers" / f"{name}.yaml")} if name else book.layer
    return replace(book, layer=layer, nouns=MappingProxyType({**book.nouns, **nouns}), _places={})


def words_of(cause: Cause) -> Mapping[str, str]:
    """Return the words a sentence may use in ``cause``: its nouns, and the roles of the parties (债务人角色)."""
    roles = {f"{role}{_ROLE}": said for role, said in cause.roles.items()}
    return MappingProxyType({WRITER: _CLIENT, **cause.nouns, **roles})


def own_book(
    book: ClauseBook, folders: Sequence[Path], papers: Mapping[str, str] | None = None
) -> tuple[ClauseBook, list[Finding]]:
    """Return ``book`` with the wording of ``folders`` on top, and what is to be said about their files.

    ``papers`` (a word for a paper → its id) are those into which sentences of the user's own may go. The first folder
    goes before the next ones, as templates do. With an error nothing is taken from any file.
    """
    found: list[Finding] = []
    paths = {folder: _files_in(folder, found) for folder in folders}
    if any(paths.values()):
        places = _by_clause(book)
        own: dict[str, Clause] = {}
        for folder in folders:
            own = {**_own_layer(paths[folder], places, book.nouns, found, papers), **own}
        if not has_errors(found):
            book = replace(book, own=MappingProxyType(own), _places={})
    return book, found


def _own_layer(
    paths: Mapping[str, Path],
    places: Mapping[str, Place],
    nouns: Mapping[str, str],
    found: list[Finding],
    papers: Mapping[str, str] | None,
) -> dict[str, Clause]:
    """Return the clauses of one folder; none may be rewritten twice."""
    layer: dict[str, Clause] = {}
    for name, path in paths.items():
        read, problems = read_layer(path, name, places, nouns, papers=papers)
        twice = [id for id in read if id in layer]
        found += [*problems, *unknown_articles(read.values())]
        found += [finding("LX-P048", read[id].where, id=id, other=layer[id].where.file) for id in twice]
        layer |= read
    return layer


def shipped_places() -> Iterator[Place]:
    """Yield every place of the shipped files, file by file."""
    for _, place in titled_places():
        yield place


def titled_places() -> Iterator[tuple[str, Place]]:
    """Yield every place of the shipped files with the title of its file."""
    for path in _shipped_files():
        file = _shipped(path.stem)
        for id in file.places:
            yield file.title, _shipped_place(id)


def _by_clause(book: ClauseBook) -> dict[str, Place]:
    """Return for every clause id the place it is said in."""
    places = [book.place(shipped.id) for shipped in shipped_places()]
    return {clause.id: place for place in places for clause in place.clauses}


def _files_in(folder: Path, found: list[Finding]) -> dict[str, Path]:
    """Return the files of a folder of templates that say clauses otherwise, by the name findings call them."""
    inside, shown = folder / CLAUSES, f"{folder.name}/{CLAUSES}"
    if not (inside.exists() or inside.is_symlink()):
        return {}
    if not inside.is_dir():
        found.append(finding("LX-A102", Where(shown)))
        return {}
    paths = sorted(p for p in inside.iterdir() if p.suffix.lower() in _SUFFIXES and not p.name.startswith("."))
    if len(paths) > MOST_FILES:
        found.append(finding("LX-P049", Where(shown), count=len(paths), limit=MOST_FILES))
        return {}
    found += [finding("LX-P024", name=f"{shown}/{p.name}") for p in paths if not p.is_file()]
    return {f"{shown}/{p.name}": p for p in paths if p.is_file()}


def _with(place: Place, layer: Mapping[str, Clause]) -> Place:
    """Return ``place`` with the clauses of ``layer``: the same id replaces, a new one joins."""
    new = {id: clause for id, clause in layer.items() if id == place.id or id.rpartition(".")[0] == place.id}
    if not new:
        return place
    kept = [new.pop(clause.id, clause) for clause in place.clauses]
    return replace(place, clauses=in_order([*kept, *new.values()]))


@cache
def _shipped_files() -> tuple[Path, ...]:
    return tuple(sorted(p for p in DATA.glob("*.yaml") if not p.name.startswith(_OF_CAUSE)))


@cache
def _shipped(stem: str) -> ShippedFile:
    return ShippedFile(DATA / f"{stem}.yaml", WORDS)


@cache
def _shipped_place(id: str) -> Place:
    return _shipped(id.partition(".")[0]).place(id)


@cache
def _cause_layer(path: Path) -> Mapping[str, Clause]:
    if not path.is_file():
        return MappingProxyType({})
    places = {clause.id: place for place in shipped_places() for clause in place.clauses}
    places |= {place.id: place for place in shipped_places()}
    layer, problems = read_layer(path, path.name, places, (*WORDS, *LAYER_WORDS), may_add=True)
    if problems:
        raise AssertionError("; ".join(p.line("en") for p in problems))
    return MappingProxyType(layer)
