"""Texts (条文): the words of the articles the program cites, as they stood on a day, with source and day of check.

Owns ``data/articles.csv`` and ``data/article_sources.csv`` (written by ``docs/articles.py``), what a user may call an
article, and the parting of an article into paragraphs (款). Ships the cited articles and no others: what has no text
on file is said to have none, never put into other words. Read only when an article is asked for.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from lexcollect.cn.numerals import read_han_number
from lexcollect.cn.width import squeeze
from lexcollect.law.citations import Edition, article_number, editions, editions_of, names_edition
from lexcollect.law.parameters import DATA
from lexcollect.law.trace import Citation
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoText(StrEnum):
    """Why there is no text."""

    NO_LAW = "no_law"  # no such law or edition in the index
    NOT_THEN = "not_then"  # no edition in the index was in force on that day
    NO_ARTICLE = "no_article"  # the edition has no such article
    REPORT = "report"  # the law is known by report only
    NOT_SHIPPED = "not_shipped"  # the article exists, and is not among those the program cites


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article with its words; ``version`` is the day of the wording, ``checked`` when it was last compared.

    ``paragraph`` is the part a citation names (款, with its items), the whole text where it names none.
    """

    citation: Citation
    edition: Edition
    text: str
    paragraph: str
    version: date
    source: str
    checked: date

    def older(self, day: date) -> bool:
        """Tell whether ``day`` lies before the version on file: the law was in force, perhaps in other words."""
        return day < self.version and self.edition.covers(day)


@dataclass(frozen=True, slots=True)
class Missing:
    """An article without text: why, and the editions of the law that the index knows."""

    citation: Citation
    why: NoText
    editions: tuple[Edition, ...] = ()


_HAN = "零〇一二三四五六七八九十百千"
_REST = regex(
    rf"^第?(?P<number>\d{{1,4}}|[{_HAN}]+)条?(?:(?:之|-)(?P<extra>\d|[一二三四五六七八九]))?"
    rf"(?:\((?P<p>\d{{1,2}})\)|第(?P<hp>\d{{1,2}}|[{_HAN}]+)款)?(?:\((?P<i>\d{{1,2}})\)|第(?P<hi>\d{{1,2}}|[{_HAN}]+)项)?$"
)
_ITEM = regex(r"^[（(][一二三四五六七八九十]+[）)]")


def named(written: str) -> Citation | None:
    """Return the article that ``written`` names (民法典188(1), 《民法典》第一百八十八条第一款), or ``None``.

    The law must be one of the index; a law without an article is named whole.
    """
    plain = _plain(written)
    spelled = next((name for name in _names() if plain.startswith(name)), None)
    if spelled is None:
        return None
    law, rest = _names()[spelled], plain[len(spelled) :]
    edition = re.match(r"^\((\d{4}(?:-\d\d)?)\)", rest)
    if edition:
        law, rest = f"{law}{edition[0]}", rest[edition.end() :]
    if not rest:
        return Citation(law)
    found = _REST.match(rest)
    return Citation(law, _article(found)) if found else None


def _article(found: re.Match[str]) -> str:
    number = str(_value(found["number"]))
    if found["extra"]:
        number += f"-{_value(found['extra'])}"
    for part in (found["p"] or found["hp"], found["i"] or found["hi"]):
        number += f"({_value(part)})" if part else ""
    return number


def _value(written: str) -> int:
    value = int(written) if written.isdecimal() else read_han_number(written)
    return -1 if value is None else value  # no article has that number: it is said not to exist


def _plain(written: str) -> str:
    return squeeze(written).replace("《", "").replace("》", "").replace(" ", "")


@cache
def _names() -> dict[str, str]:
    """Return every name of a law, as it is compared → as the index has it, the longest first."""
    known = {name for one in editions() for name in (one.name, one.alias, one.short, one.title) if name}
    return {_plain(name): name for name in sorted(known, key=len, reverse=True)}


def text_of(citation: Citation, day: date | None = None) -> ArticleText | Missing:
    """Return the words of ``citation``: of the edition it names, of the one in force on ``day``, else of the newest."""
    mine = editions_of(citation.law)
    if not mine:
        return Missing(citation, NoText.NO_LAW)
    if names_edition(citation.law):
        then = mine
    elif day is None:
        then = [one for one in mine if one.scope != "report"] or mine
    else:
        then = [one for one in mine if one.covers(day)]
    if not then:
        return Missing(citation, NoText.NOT_THEN, tuple(mine))
    edition, number = then[-1], article_number(citation)
    if edition.scope == "report":
        return Missing(citation, NoText.REPORT, (edition,))
    found = _texts().get((edition.name, edition.edition, number)) if number else _whole(edition)
    if found is None:
        known = not edition.articles or number in edition.articles or edition.scope == "extract"
        return Missing(citation, NoText.NOT_SHIPPED if known else NoText.NO_ARTICLE, (edition,))
    version, source, checked = _sources()[edition.name, edition.edition]
    return ArticleText(citation, edition, found, part_of(found, citation), version, source, checked)


def _whole(edition: Edition) -> str | None:
    """Return the whole text of a reply, or of a short one with numbered points when all are on file."""
    key = (edition.name, edition.edition)
    if not edition.articles:
        return _texts().get((*key, ""))
    points = [_texts().get((*key, number)) for number in sorted(edition.articles, key=lambda n: (len(n), n))]
    return "\n".join(point for point in points if point) if all(points) else None


def part_of(text: str, citation: Citation) -> str:
    """Return the paragraph (款) of ``text`` that ``citation`` names, with its items; the whole where it names none."""
    _, bracket, rest = citation.article.partition("(")
    shares = paragraphs(text)
    place = int(rest.partition(")")[0]) if bracket else 0
    return shares[place - 1] if 0 < place <= len(shares) else text


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs (款) of an article; the items (项) stay with the paragraph that opens them."""
    out: list[str] = []
    for line in text.splitlines():
        if out and _ITEM.match(line):
            out[-1] += f"\n{line}"
        else:
            out.append(line)
    return out


def shipped(law: str) -> Sequence[tuple[str, str]]:
    """Return the edition and number of every article of ``law`` that has a text on file."""
    mine = {(one.name, one.edition) for one in editions_of(law)}
    return [(edition, number) for name, edition, number in _texts() if (name, edition) in mine]


@cache
def _texts() -> dict[tuple[str, str, str], str]:
    return {(row["law"], row["edition"], row["article"]): row["text"] for row in _rows("articles.csv")}


@cache
def _sources() -> dict[tuple[str, str], tuple[date, str, date]]:
    return {
        (row["law"], row["edition"]): (
            date.fromisoformat(row["version"]),
            row["source"],
            date.fromisoformat(row["checked"]),
        )
        for row in _rows("article_sources.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
