"""Citations: which laws are in force on which day, with which articles, and old numbers of 民事诉讼法.

Owns ``data/laws.csv`` (one row an edition), ``data/answers.csv`` (answers of the question service) and the
concordance of 民事诉讼法. Refuses to guess: a law, edition or article that is not in the index is told apart
from one that exists. Knows no rule; the words of articles are the business of ``law.texts``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache

from lexcollect.law.parameters import DATA
from lexcollect.law.trace import Citation
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: The name under which answers of the question service are cited: ``Citation(ANSWERS, "20.1")``.
ANSWERS = "法答网精选答问"
_EDITION = regex(r"^(?P<name>.+?)\((?P<edition>\d{4}(?:-\d{2})?)\)$")


class Known(StrEnum):
    """What the index knows of a citation."""

    YES = "yes"
    NO_LAW = "no_law"  # no such law or edition in the index
    NO_ARTICLE = "no_article"  # the edition has no such article
    NOT_THEN = "not_then"  # no edition in the index was in force on that day
    NOT_ON_FILE = "not_on_file"  # of this edition only an extract is on file, without that article


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a law: when it was in force and its articles (none: a reply without articles)."""

    name: str
    edition: str
    title: str
    in_force: date
    until: date | None
    articles: frozenset[str]
    scope: str
    alias: str
    short: str

    def covers(self, day: date) -> bool:
        """Tell whether the edition was in force on ``day``."""
        return self.in_force <= day and (self.until is None or day <= self.until)


def check(citation: Citation, day: date | None = None) -> Known:
    """Tell whether ``citation`` exists, on ``day`` if given, else in the edition named or the newest one."""
    if citation.law == ANSWERS:
        return Known.YES if citation.article in _answers() else Known.NO_ARTICLE
    editions = editions_of(citation.law)
    if not editions:
        return Known.NO_LAW
    if day is not None:
        editions = [e for e in editions if e.covers(day)]
        if not editions:
            return Known.NOT_THEN
    chosen = editions[-1]
    number = article_number(citation)
    if not number or number in chosen.articles:
        return Known.YES
    return Known.NOT_ON_FILE if chosen.scope == "extract" else Known.NO_ARTICLE


def article_number(citation: Citation) -> str:
    """Return the article without paragraph and item: ``188`` for ``188(1)``, empty for a whole text."""
    return citation.article.partition("(")[0]


def full_title(law: str) -> str:
    """Return the full title of ``law`` (a canonical or short name); an unknown one is a ``KeyError``."""
    return editions_of(law)[-1].title if editions_of(law) else _missing(law)


def statutes_first(laws: Iterable[str]) -> list[str]:
    """Return ``laws`` each once: statutes, then regulations, then what the Supreme Court says of them, else as given.

    Within a rank the order stays: what is general comes before what is special where the caller put it so.
    """
    return sorted(dict.fromkeys(laws), key=_rank)


def _rank(law: str) -> int:
    """Return 0 for a statute (法律), 1 for a regulation (法规), 2 for an interpretation or an answer of a court."""
    if law == ANSWERS:
        return 2
    title = full_title(law)
    if title.startswith(("最高人民法院", "人民法院")):
        return 2
    return 0 if title.startswith("中华人民共和国") and title.endswith(("法", "法典", "法通则", "法总则")) else 1


def canonical(law: str) -> str:
    """Return the canonical short name for ``law`` or a usual abbreviation of it (``KeyError`` if none)."""
    return editions_of(law)[-1].name if editions_of(law) else _missing(law)


def editions() -> tuple[Edition, ...]:
    """Return the whole index in order of name and first day."""
    return _index()


def in_force_on(day: date) -> Iterator[Edition]:
    """Yield every edition of the index that was in force on ``day``."""
    return (edition for edition in _index() if edition.covers(day))


def procedure_number(article: str, written: str, wanted: str = "2023") -> str | None:
    """Return an article of 民事诉讼法 of edition ``written`` in the numbering of ``wanted``.

    ``written`` and ``wanted`` are ``2017``, ``2021`` or ``2023``. A paragraph in brackets is kept. ``None``:
    the concordance does not know it, look it up by hand.
    """
    number, bracket, rest = article.partition("(")
    if written == wanted:
        return article
    if written == "2021" and wanted == "2023":
        moved = _moved(int(number))
    else:
        moved = _concordance().get((written, wanted, number))
    return f"{moved}{bracket}{rest}" if moved else None


def _missing(law: str) -> str:
    raise KeyError(law)


def names_edition(law: str) -> bool:
    """Tell whether ``law`` names an edition itself: 民事诉讼法(2021), or the long name of one."""
    return any(law == one.short for one in _index()) or bool(_EDITION.match(law) and law not in _by_name())


def editions_of(law: str) -> list[Edition]:
    """Return the editions that ``law`` (a name, a usual abbreviation, a title, with or without edition) may mean."""
    if law in _by_name():
        return _by_name()[law]
    named = _EDITION.match(law)
    name, edition = (named["name"], named["edition"]) if named else (law, "")
    found = _by_name().get(name, [])
    return [e for e in found if not edition or e.edition == edition]


@cache
def _by_name() -> dict[str, list[Edition]]:
    out: dict[str, list[Edition]] = {}
    for edition in _index():
        out.setdefault(edition.name, []).append(edition)
    for edition in _index():
        out.setdefault(edition.title, out[edition.name])
        if edition.alias:
            out.setdefault(edition.alias, out[edition.name])
        if edition.short:
            out[edition.short] = [edition]
    return out


@cache
def _index() -> tuple[Edition, ...]:
    return tuple(
        Edition(
            row["name"],
            row["edition"],
            row["title"],
            date.fromisoformat(row["in_force"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
            _articles(row["articles"]),
            row["scope"],
            row["alias"],
            row["short"],
        )
        for row in _rows("laws.csv")
    )


def _articles(written: str) -> frozenset[str]:
    out: set[str] = set()
    for part in written.split():
        first, dash, last = part.partition("-")
        if dash:
            out.update(str(n) for n in range(int(first), int(last) + 1))
        else:
            out.add(part.replace("_", "-"))
    return frozenset(out)


@cache
def _answers() -> frozenset[str]:
    return frozenset(row["number"] for row in _rows("answers.csv"))


@cache
def _concordance() -> dict[tuple[str, str, str], str]:
    out: dict[tuple[str, str, str], str] = {}
    for row in _rows("civil_procedure_2017.csv"):
        for written in ("2017", "2021", "2023"):
            for wanted in ("2017", "2021", "2023"):
                out[written, wanted, row[written]] = row[wanted]
    return out


def _moved(number: int) -> str | None:
    for row in _rows("civil_procedure_shift.csv"):
        if int(row["first"]) <= number <= int(row["last"]):
            return str(number + int(row["shift"]))
    return None


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(line for line in stream if not line.startswith("#")))
