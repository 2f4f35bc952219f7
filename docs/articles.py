"""The texts of the cited articles, taken once from a folder of statutes.

Run ``python docs/articles.py FOLDER`` to write ``lexcollect/law/data/articles.csv`` (the texts of the articles the
program cites, and only those) and ``article_sources.csv`` (per edition: version, source, day of the check) anew; and
``python docs/articles.py`` to list what is cited and has no text on file. FOLDER holds one Markdown file an instrument:
a head between lines ``---`` with ``short``, ``version``, ``effective`` and ``source``, then its articles, each
beginning a line with 第…条 (or ``1.``, or 一、 in a reply).
"""

from __future__ import annotations

import ast
import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lexcollect.cn.numerals import read_han_number
from lexcollect.law.citations import ANSWERS, Edition, article_number, editions, editions_of, procedure_number
from lexcollect.law.parameters import DATA
from lexcollect.law.trace import Citation, parse_citation

PACKAGE = DATA.parent.parent
#: The day on which every text of the folder was compared with the national law database (国家法律法规数据库).
CHECKED = "2026-05-16"
#: Where the texts of the folder are from, as the user is told.
_SOURCES = {
    "public law text, state April 2025": "公开法律文本（2025年4月），与国家法律法规数据库逐条比对",
    "public law text (national law database), state March 2026": "国家法律法规数据库（2026年3月）",
}
_ARTICLE = re.compile(r"^第([零〇一二三四五六七八九十百千]+)条(?:之([一二三四五]))?[ 　]*(.*)$")
_NUMBERED = re.compile(r"^(\d{1,3})\.(?!\d)[ 　]*(.*)$")
_REPLY = re.compile(r"^([一二三四五六七八九十]{1,3})、(.*)$")
_HEADING = re.compile(r"^(#|第[一二三四五六七八九十百]+[编章节分]|附　?则$)")
_MARKS = {"article": _ARTICLE, "numbered": _NUMBERED, "reply": _REPLY}
#: So many points of a reply are shipped together.
_FEW = 3
_NO_CITATIONS = ("articles.csv", "article_sources.csv", "laws.csv", "holidays.csv", "festivals.csv")
#: 民法典 stands in the folder book by book.
_PARTS = re.compile(r"^民法典-")
#: The procedure law is cited by its present numbers; the same article under its former ones belongs to it.
_PROCEDURE = "民事诉讼法"


# --- what is cited ---


def cited() -> set[Citation]:
    """Return every article that rules, parameters, events, fees, causes, clauses and code cite, without paragraphs."""
    found: set[Citation] = set()
    for path in sorted(PACKAGE.rglob("*")):
        if path.name in _NO_CITATIONS:
            continue
        if path.suffix == ".py":
            found |= set(_called(path))
        if path.suffix in (".yaml", ".csv", ".tsv", ".py"):
            content = path.read_text("utf-8-sig")
            found |= set(_mentioned(content))
            found |= {Citation(name) for name in _replies() if name in content}
    named = (Citation(one.law, article_number(one)) for one in found if one.law != ANSWERS)
    return {one for one in named if one.article or one.law in _replies()}


def _replies() -> list[str]:
    """Return the names of the texts that are cited whole: those without articles, or with a few numbered points."""
    short = [one for one in editions() if len(one.articles) <= _FEW and one.scope == "full"]
    return [name for one in short for name in {one.name, one.short} if name]


def _called(path: Path) -> Iterator[Citation]:
    """Yield what code builds: ``Citation("民法典", "188")``, also with a name of the module for either word."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Citation":
            words = [_word(arg, names) for arg in node.args]
            if len(words) == 2 and all(words):
                yield Citation(*words)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "parse_citation":
            words = [_word(arg, names) for arg in node.args]
            if words and words[0]:
                yield parse_citation(words[0])


def _word(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return names.get(node.id, "") if isinstance(node, ast.Name) else ""


def _names() -> list[str]:
    known = {name for one in editions() for name in (one.name, one.alias, one.short, one.title) if name}
    return sorted(known, key=len, reverse=True)


_NUMBER = r"第?(\d{1,4}(?:-\d)?)(?:\(\d+\))*条?(?:第\d款)?(?:第\d项)?(?![\d年月日.%])"
_MENTION = re.compile(
    rf"(?P<law>{'|'.join(map(re.escape, _names()))})(?P<edition>\(\d{{4}}(?:-\d\d)?\))?》?[ 　]?"
    rf"(?P<numbers>{_NUMBER}(?:(?:[、，]|, ?|–|至)(?={_NUMBER}){_NUMBER})*)"
)
_HAN_MENTION = re.compile(
    rf"(?P<law>{'|'.join(map(re.escape, _names()))})》?第(?P<number>[一二三四五六七八九十百千零]+)条"
)


def _mentioned(content: str) -> Iterator[Citation]:
    """Yield what prose mentions: 民法典 188(1), 民法典 200–203, 民法典 502, 506, 《民法典》第一百八十八条."""
    for found in _MENTION.finditer(content):
        law = found["law"] + (found["edition"] or "")
        parts = re.split(r"(–|至|[、，]|, ?)", found["numbers"])
        numbers = [re.sub(r"\(.*|[第条款项]", "", part) for part in parts[::2]]
        for place, number in enumerate(numbers):
            yield Citation(law, number)
            if place and parts[2 * place - 1] in ("–", "至") and number.isdecimal() and numbers[place - 1].isdecimal():
                first, last = int(numbers[place - 1]), int(number)
                yield from (Citation(law, str(n)) for n in range(first + 1, min(last, first + 20)))
    for found in _HAN_MENTION.finditer(content):
        if (value := read_han_number(found["number"])) is not None:
            yield Citation(found["law"], str(value))


def wanted() -> dict[Edition, set[str]]:
    """Return the articles to ship by edition: of the edition a citation names, else of every edition that has it.

    An article of the procedure law comes with the same article of the former numbering.
    """
    out: dict[Edition, set[str]] = {}
    for one in cited():
        for edition in editions_of(one.law):
            number = one.article
            if edition.name == _PROCEDURE and edition.edition != "2023" and "(" not in one.law:
                number = _former(one.article, edition.edition)
            if number in edition.articles or not (number or edition.articles):
                out.setdefault(edition, set()).add(number)
            elif not number and len(edition.articles) <= _FEW:
                out.setdefault(edition, set()).update(edition.articles)
    return out


def _former(article: str, edition: str) -> str:
    for one in (e for e in editions() if e.name == _PROCEDURE and e.edition == edition):
        for number in one.articles:
            if number.isdecimal() and procedure_number(number, edition) == article:
                return number
    return ""


# --- the texts ---


def read_statute(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the head of one instrument and its articles by number, paragraphs between empty lines."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    fields = {key: value.strip().strip('"') for key, _, value in (line.partition(":") for line in head.splitlines())}
    blocks = [line.strip() for line in body.splitlines()]
    best: dict[str, str] = {}
    for kind, mark in _MARKS.items():
        found = _split(blocks, mark, kind)
        if len(found) > len(best):
            best = found
        if best:
            break
    return fields, best or {"": "\n".join(line for line in blocks if line and not _HEADING.match(line))}


def _split(lines: Iterable[str], mark: re.Pattern[str], kind: str) -> dict[str, str]:
    out: dict[str, list[str]] = {}
    number = ""
    for line in lines:
        begins = mark.match(line)
        if begins:
            number = begins[1] if kind == "numbered" else str(read_han_number(begins[1]))
            if kind == "article" and begins[2]:
                number += f"-{read_han_number(begins[2])}"
            out[number] = [begins[begins.re.groups]]
        elif _HEADING.match(line):
            number = ""
        elif number and line:
            out[number].append(line)
    return {number: "\n".join(part for part in parts if part) for number, parts in out.items()}


def texts(folder: Path) -> tuple[list[list[str]], list[list[str]], list[tuple[str, str]]]:
    """Return the rows of the two files, and what is cited and has no text in ``folder``."""
    library: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for path in sorted(folder.glob("*_*.md")):
        fields, articles = read_statute(path)
        short = "民法典" if _PARTS.match(fields["short"]) else fields["short"]
        before = library.get(short)
        library[short] = (fields, {**(before[1] if before else {}), **articles})
    rows, sources, missing = [], [], []
    for edition, numbers in sorted(wanted().items(), key=lambda one: (one[0].name, one[0].edition)):
        fields, articles = library.get(edition.short or edition.name, ({}, {}))
        have = sorted((n for n in numbers if articles.get(n)), key=_order)
        rows += [[edition.name, edition.edition, n, articles[n]] for n in have]
        missing += [(f"{edition.name}({edition.edition})", n) for n in sorted(numbers - set(have), key=_order)]
        if have:
            sources.append([edition.name, edition.edition, fields["version"], _SOURCES[fields["source"]], CHECKED])
    return rows, sources, missing


def _order(number: str) -> tuple[int, int]:
    first, _, more = number.partition("-")
    return int(first or 0), int(more or 0)


def _csv(head: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


if __name__ == "__main__":
    found, sources, missing = texts(Path(sys.argv[1]))
    (DATA / "articles.csv").write_text(_csv(["law", "edition", "article", "text"], found), "utf-8", newline="\n")
    (DATA / "article_sources.csv").write_text(
        _csv(["law", "edition", "version", "source", "checked"], sources), "utf-8", newline="\n"
    )
    for law, number in missing:
        print(f"no text: {law} {number}")
    print(f"{len(found)} articles of {len(sources)} editions")
