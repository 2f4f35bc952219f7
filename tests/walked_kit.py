"""Every page of the review page that a person can open, and what is wrong with its words and its elements.

Owns the walk from link to link, what is the matter's own of the words met on it, and how a page is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from lexcollect.documents.register import PAPERS
from lexcollect.layout import CASE
from lexcollect.wording.sheets import sentences
from review_kit import Page

HAN = re.compile("[\u3400-\u9fff\uff00-\uffef、。《》「」]")
#: Rooms of the page that have one address each.
ROOMS = ("/", "/evidence", "/case", "/proposed", "/money", "/timeline", "/findings", "/proof", "/save", "/do")
#: An article as it is cited: the name of the law is Chinese in every language.
CITED = re.compile(r"[\u4e00-\u9fff（）]{2,16}?(?:第\d+条(?:之\d+)?(?:第\d+款)?(?:第\d+项)?| \d+)")
ARTICLE = re.compile(
    r"[\u4e00-\u9fff（）]{2,16}?(?:\(\d{4}旧版\))?(?:第\d+条(?:之\d+)?(?:第\d+款)?(?:第\d+项)?|第\d+批第\d+问)"
)
#: The rent of a period is called as its papers call it.
PERIOD = re.compile(r"\d{4}年\d+月(?:\d+日至(?:\d{4}年)?(?:\d+月)?\d+日)?租金")
#: A Chinese term in the brackets behind the English one: A party (当事人).
GLOSS = re.compile(r"(?<=[a-z…0-9] )\([ -~…–、，：\u4e00-\u9fff]*\)|(?<=%/)[年日]|春节前=|年底=")
#: A paper of the material, by the title it bears.
BORNE = re.compile(r"“[^”]+”(?= calls it so)")
#: A picture inside an archive, by its name there.
PACKED = re.compile(r"(?:现场照片)?/[\w.]+\.jpg")
#: What the material says stands in these as it is.
QUOTED = re.compile(
    r'<(pre|q|textarea|svg)\b.*?</\1>|<p class="(?:said|note|who|small heads)">.*?</p>|<[uo]l class="talk">.*?</[uo]l>'
    r'|<div class="gridded".*?</div>|<q>.*?<br>|<small>[^<]*\(zone in the file\)[^<]*</small>',
    re.S,
)
#: Where the words of the material or of the list stand by themselves: offered purposes, facts read in a chat.
WORDS = re.compile(r"/phrases/|/speakers/|/waiting$")


def walked(page: Page) -> Iterator[tuple[str, str]]:
    """Give every page that a person can open: rooms, tables, files, twins, proofs, a chat and its pieces."""
    waiting, seen = list(ROOMS), set(ROOMS)
    while waiting:
        path = waiting.pop()
        answer = page.get(path)
        assert answer.status == 200, path
        yield path, answer.body
        linked = re.findall(
            r'(?:href|hx-get)="(/(?:case|file|twins|proof|chat|hidden|speakers|phrases)/[^"?#]+)', answer.body
        )
        for one in map(unescape, linked):
            several = re.sub(r"/\d+/(demand|consent|payment)$", r"/\1", one)  # one message of a chat stands for all
            if several not in seen:  # pages laid on each other (/pair/) hold no words
                seen.add(several)
                waiting.append(one)


def own_words(matter: Path) -> list[str]:
    """Return what is the matter's own, longest first: names of files and folders, every text of case file and list."""
    found = {part for path in matter.rglob("*") for part in path.relative_to(matter).parts}
    found |= {str(path.relative_to(matter)).partition("/")[2] for path in matter.rglob("*")}

    def leaves(value: Any) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                leaves(key)
                leaves(one)
        elif isinstance(value, list):
            for one in value:
                leaves(one)
        else:
            found.add(str(value))

    for path in (matter / CASE, *(matter / "2-整理").glob("*.yaml")):
        leaves(yaml.safe_load(path.read_text("utf-8")))
    found |= {one[:24] for one in found if len(one) > 24}  # a long one is cut in a heading
    found = {one for one in found if len(one) > 1} | {matter.name}  # no 男, no 元: they are words of ours too
    return sorted((one.strip() for one in found if HAN.search(one)), key=len, reverse=True)


def foreign(body: str, known: list[str]) -> list[str]:
    """Return what an English page says in Chinese that is neither the matter's own nor the name of a law or paper."""
    told = []
    for words in dict.fromkeys(one for one in shown_in(QUOTED.sub("", body)) if HAN.search(one)):
        rest = BORNE.sub("", PERIOD.sub("", ARTICLE.sub("", words)))
        for one in known:
            rest = rest.replace(one, "")
        rest = GLOSS.sub("", CITED.sub("", PACKED.sub("", rest)))
        if HAN.search(rest):
            told.append(f"{words} → {rest}")
    return told


def shown_in(body: str) -> list[str]:
    """Return the words that are seen or read out, piece by piece."""
    found = [unescape(one) for one in re.findall(r">([^<]+)<", body)]
    found += [unescape(one) for one in re.findall(r' (?:aria-label|title|placeholder|alt)="([^"]+)"', body)]
    return [" ".join(one.split()) for one in found if one.strip()]


def names_known(matter: Path) -> list[str]:
    """Return the matter's own words and the titles of papers, which stand in every language as they are."""
    return [*own_words(matter), *sorted((one.title for one in PAPERS.values()), key=len, reverse=True)]


#: Counted nouns: one, more; as the sentences of the program have them.
_COUNTED = re.compile(r"\{(\w+)\} \{\1:([a-z]+)(?: [a-z ]+)?\|([a-z]+)(?: [a-z ]+)?\}")
#: Commands and endings of files are English in every language.
_SAME = frozenset(("lexcollect", "intake", "check", "calc", "due", "report", "plan"))


def counted() -> dict[str, str]:
    """Return the nouns that are counted on the page, each with its plural."""
    pairs = {one: many for _, en in sentences("desk").values() for _, one, many in _COUNTED.findall(en) if one != many}
    return {one: many for one, many in pairs.items() if many in (f"{one}s", f"{one}es", f"{one[:-1]}ies")}


def miscounted(body: str, nouns: dict[str, str]) -> list[str]:
    """Return one file told as "1 files", several told as "3 file"."""
    ones, many = "|".join(nouns), "|".join(nouns.values())
    wrong = re.compile(rf"(?<![\w.,/-])(?:1 (?:{many})\b|(?:0|[2-9]|[1-9][\d,]*\d) (?:{ones})(?![\w-]))")
    return [one for one in shown_in(QUOTED.sub("", body)) if wrong.search(one)]


def doubled(body: str) -> list[str]:
    """Return what says an English word twice."""
    twice = re.compile(r"\b([A-Za-z]+) \1\b")
    return [one for one in shown_in(QUOTED.sub("", body)) if twice.search(one)]


def keyed(body: str, known: list[str]) -> list[str]:
    """Return what shows a key of a file or an id of ours where people read."""
    key = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\bF[0-9a-f]{6,}\b|[a-z]\[\d+\]|\bNone\b|Undefined")
    told = []
    for words in re.findall(r">([^<]+)<", QUOTED.sub("", body)):
        rest = unescape(words)
        for one in (one for one in known if one in rest):
            rest = rest.replace(one, "")
        if key.search(rest):
            told.append(rest.strip())
    return told


def english_in(body: str, known: list[str]) -> list[str]:
    """Return what a Chinese page says in English: a word of three small letters that is no name and no command."""
    told = []
    for words in re.findall(r">([^<]+)<", QUOTED.sub("", body)):
        rest = unescape(words)
        for one in (one for one in known if one in rest):
            rest = rest.replace(one, "")
        if [one for one in re.findall(r"(?<![\w.@/*-])[a-z]{3,}(?![\w@/.-])", rest) if one not in _SAME]:
            told.append(rest.strip())
    return told


class Elements(HTMLParser):
    """The elements of a page or a piece of one: headings, ids, what refers to an id, fields and their names."""

    _ALONE = frozenset(("input", "img", "br", "meta", "link", "hr"))

    def __init__(self, body: str) -> None:
        super().__init__()
        self.heads: list[int] = []
        self.ids: list[str] = []
        self._named: set[str] = set()
        self._meant: list[str] = []
        self._fields: list[tuple[str, dict[str, str], bool]] = []
        self._open: list[str] = []
        self._bare: list[str] = []
        self.whole = "<html" in body
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if re.fullmatch("h[1-6]", tag):
            self.heads.append(int(tag[1]))
        if tag == "label" and "for" in given:
            self._named.add(given["for"])
        for name in ("for", "aria-describedby", "aria-labelledby", "list", "aria-controls"):
            self._meant += given.get(name, "").split()
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            self._fields.append((tag, given, "label" in self._open))
        if tag == "img" and "alt" not in given:
            self._bare.append(given.get("data-src", ""))
        if tag not in self._ALONE:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def slips(self) -> list[str]:
        """Return what a screen reader would stumble over."""
        told = [f"two of {one}" for one in dict.fromkeys(self.ids) if self.ids.count(one) > 1]
        if self.whole and self.heads.count(1) != 1:
            told.append(f"{self.heads.count(1)} headings of the page")
        told += [f"h{one} before h{two}" for one, two in pairwise(self.heads) if two > one + 1]
        told += [f"nothing is {one}" for one in self._meant if self.whole and one not in self.ids]
        told += [f"picture without words {one}" for one in self._bare]
        for tag, given, inside in self._fields:
            named = inside or given.get("aria-label") or given.get("aria-labelledby") or given.get("id") in self._named
            if not named:
                told.append(f"{tag} without a name: {given.get('name', '')} {given.get('id', '')}")
        return told
