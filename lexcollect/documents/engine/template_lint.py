"""Template lint: what would go wrong in a paper, said before it does.

Owns the checks of a template's tags: wrong braces, lost text, blocks that do not close, names that do not exist.
Each finding has part, paragraph or cell, and the words. Collects the fields the template uses on the way. Looks
at the parsed parts the gate hands over; changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Any

from lexcollect.documents.engine.blocks import FULLWIDTH, Blocks, Linted
from lexcollect.documents.engine.gate import Opened
from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.literals import INVISIBLE, braced, bracketed
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.scan import (
    Paragraph,
    Tag,
    container,
    paragraphs,
    tag_spans,
)
from lexcollect.documents.engine.structure import misplaced
from lexcollect.documents.engine.torn import headless, torn
from lexcollect.documents.engine.unseen import unseen
from lexcollect.findings import finding
from lexcollect.patterns import regex

#: Most tags one part may hold.
MAX_TAGS = 5_000

_OPENING = regex(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CONTENT = ("drawing", "pict", "footnoteReference", "endnoteReference", "fldChar", "fldSimple", "sectPr", "sym")
_JOIN = regex("\\{\x1e+[\\{%#]|[%}#]\x1e+\\}")


def rendered_parts(opened: Opened) -> list[str]:
    """Return the parts whose tags are filled in: body, headers, footers, footnotes."""
    found = [opened.main, *opened.parts("header"), *opened.parts("footer"), *opened.parts("footnotes")]
    return list(dict.fromkeys(found))


def lint(opened: Opened, known_fields: Iterable[str] | None = None) -> Linted:
    """Check every tag of the template; with ``known_fields`` also that each field exists."""
    result = Linted()
    parts = rendered_parts(opened)
    for part in parts:
        _PartLint(opened, part, result).run()
    result.findings += unseen(opened)
    _lint_rest(opened, parts, result)
    if known_fields is not None:
        _lint_known(opened, set(known_fields), result)
    return result


class _PartLint:
    """Checks one part that is rendered."""

    def __init__(self, opened: Opened, part: str, result: Linted) -> None:
        self.file = opened.name
        self.root = opened.trees[part]
        self.part = part
        self.result = result
        self.paragraphs = paragraphs(self.root, part)

    def run(self) -> None:
        before = len(self.result.findings)
        tags = [tag for paragraph in self.paragraphs for tag in paragraph.tags]
        self.result.tags[self.part] = tags
        if len(tags) > MAX_TAGS:
            self.say("LX-T056", Place(self.part), count=len(tags), limit=MAX_TAGS)
            return
        if tags and self.root.nsmap.get("w") != W[1:-1]:
            self.say("LX-T055", Place(self.part))
        self.joined()
        for paragraph in self.paragraphs:
            self.braces(paragraph)
            self.invisible(paragraph)
            self.neighbours(paragraph)
        self.containers("tr")
        self.containers("tc")
        self.elsewhere()
        self.misplaced()
        self.literals()
        for code, place, words in torn(self.root, self.paragraphs):
            self.say(code, place, words=words)
        for place, words in headless(self.root, self.paragraphs):
            self.say("LX-T085", place, words=words)
        Blocks(self.file, self.result).check(tags)
        self.sort(before)

    def say(self, code: str, place: Place, **params: Any) -> None:
        self.result.findings.append(finding(code, place.where(self.file), **params))

    def sort(self, start: int) -> None:
        """Put the findings of this part into the order of the document, each once."""
        order = {p.place.where(self.file): number for number, p in reversed([*enumerate(self.paragraphs)])}
        own = dict.fromkeys(self.result.findings[start:])
        self.result.findings[start:] = sorted(own, key=lambda f: order.get(f.where, -1))

    def joined(self) -> None:
        """Braces at the end of one paragraph and the start of the next melt into a tag in docxtpl."""
        text = "\x1e".join(p.beside for p in self.paragraphs)
        for match in _JOIN.finditer(text):
            paragraph = self.paragraphs[text.count("\x1e", 0, match.start())]
            self.say("LX-T051", paragraph.place, words=_around(paragraph.beside, len(paragraph.beside)))

    def braces(self, paragraph: Paragraph) -> None:
        for text in (paragraph.beside, *(tag.words[2:-2] for tag in paragraph.tags)):
            slip = FULLWIDTH.search(text)
            if slip:
                self.say("LX-T035", paragraph.place, words=_around(text, slip.start()))
        half = _OPENING.search(paragraph.beside)
        if half and not FULLWIDTH.search(paragraph.beside):
            self.say("LX-T046", paragraph.place, words=_around(paragraph.beside, half.start()))

    def invisible(self, paragraph: Paragraph) -> None:
        """Characters nobody sees between two braces: what looks like a tag is none."""
        found = INVISIBLE.search(paragraph.beside)
        if found and len([*tag_spans(INVISIBLE.sub("", paragraph.text))]) > len(paragraph.tags):
            words = INVISIBLE.sub("□", paragraph.text)[:60]
            self.say("LX-T081", paragraph.place, words=words, character=f"U+{ord(found[0]):04X}")

    def literals(self) -> None:
        """Words between signs by which other programs mark a field."""
        for paragraph in self.paragraphs:
            if FULLWIDTH.search(paragraph.beside):
                continue
            for words in braced(paragraph.beside):
                self.say("LX-T079", paragraph.place, words=words)
            self.result.literals += ((paragraph.place, words, name) for words, name in bracketed(paragraph.beside))

    def neighbours(self, paragraph: Paragraph) -> None:
        """Text, pictures and further tags beside a tag that takes the whole paragraph are lost."""
        own = [tag for tag in paragraph.tags if tag.prefix == "p"]
        if not own:
            return
        if len(own) > 1:
            self.say("LX-T039", paragraph.place, words=" ".join(tag.short for tag in own), kind="p")
        lost = _lost(paragraph.beside, [tag for tag in paragraph.tags if tag not in own])
        lost += _pictures(paragraph.element)
        if lost:
            self.say("LX-T036", paragraph.place, words=own[0].short, lost=lost)

    def containers(self, kind: str) -> None:
        """The same for tags that take a whole row (tr) or a whole cell (tc)."""
        groups: dict[Any, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            box = container(paragraph.element, kind)
            if box is not None:
                groups.setdefault(box, []).append(paragraph)
            elif any(tag.prefix == kind for tag in paragraph.tags):
                self.say("LX-T057", paragraph.place, words=paragraph.text[:60], kind=kind)
        for box, group in groups.items():
            tags = [tag for paragraph in group for tag in paragraph.tags]
            own = [tag for tag in tags if tag.prefix == kind]
            if not own:
                continue
            if len(own) > 1:
                self.say("LX-T039", own[1].place, words=" ".join(tag.short for tag in own), kind=kind)
            lost = _lost("".join(p.beside for p in group), [tag for tag in tags if tag not in own])
            lost += _pictures(box)
            if lost:
                self.say("LX-T036", own[0].place, words=own[0].short, lost=lost)

    def elsewhere(self) -> None:
        """Tags in field codes, alternative texts and the like."""
        for node in self.root.iter():
            if node.tag == f"{W}t" or not isinstance(node.tag, str):
                continue
            for text in (node.text or "", *node.attrib.values()):
                if re.search(r"\{\{|\{%|\{#|%\}|\}\}", text) and node.tag != f"{W}delText":
                    self.say("LX-T045", self.place_of(node), words=text[:60])

    def misplaced(self) -> None:
        """What stands where Word has no place for it makes the paper a damaged file."""
        for node in islice(misplaced(self.root), 1):
            self.say("LX-T084", self.place_of(node), element=node.tag.removeprefix(W))

    def place_of(self, node: Any) -> Place:
        around = node if node.tag == f"{W}p" else container(node, "p")
        return next((p.place for p in self.paragraphs if p.element is around), Place(self.part))


def _lost(beside: str, others: list[Tag]) -> str:
    return " ".join([*([beside.strip()[:40]] if beside.strip() else []), *(tag.short for tag in others)])


def _pictures(box: Any) -> str:
    names = {node.tag.removeprefix(W) for name in _CONTENT for node in box.iter(f"{W}{name}")}
    return f" <{', '.join(sorted(names))}>" if names else ""


def _around(text: str, at: int) -> str:
    return text[max(0, at - 12) : at + 24].strip()


def _lint_rest(opened: Opened, parts: list[str], result: Linted) -> None:
    """Tags in parts nobody renders would be printed as they are."""
    for part, root in opened.trees.items():
        content = opened.contents[part]
        if part in parts or not part.endswith(".xml") or not (b"{{" in content or b"{%" in content):
            continue
        for node in root.iter():
            for text in (node.text or "", *node.attrib.values()):
                if re.search(r"\{\{|\{%", text):
                    where = Place(part).where(opened.name)
                    result.findings.append(finding("LX-T044", where, words=text[:60]))


def _lint_known(opened: Opened, known: set[str], result: Linted) -> None:
    whole = set(known)
    for name in known:
        pieces = re.split(r"(?=\.|\[\])", name)
        whole.update("".join(pieces[:n]) for n in range(1, len(pieces)))
    for name, tag in dict.fromkeys(result.places):
        if name not in whole:
            result.findings.append(
                finding(
                    "LX-T034",
                    tag.place.where(opened.name),
                    words=tag.short,
                    field=name,
                    near=_nearest(name, sorted(whole)),
                )
            )


def _nearest(name: str, known: list[str]) -> str:
    """Return the known field that looks most like ``name``, one of the same depth first."""
    depth = (name.count("."), name.count("[]"))
    alike = [other for other in known if (other.count("."), other.count("[]")) == depth]
    near = get_close_matches(name, alike, n=1, cutoff=0.4) or get_close_matches(name, known, n=1, cutoff=0.5)
    return near[0] if near else "-"
