"""Blocks: the tags of a part followed in order.

Owns the matching of ``if`` and ``for`` with their ends, the scope of loop variables, and through them the fields a
template uses. Says what is wrong with a single tag and with the order of tags; where tags stand beside text is the
business of ``template_lint``.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2.exceptions import TemplateError

from lexcollect.documents.engine import expressions
from lexcollect.documents.engine.literals import INVISIBLE_IN_TAG
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.scan import CELL_WORDS, Tag, read_tag
from lexcollect.findings import Finding, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field

#: Most loops inside each other.
MAX_LOOPS = 4
#: Braces of which at least one sign is full-width.
FULLWIDTH = regex(r"｛[｛{%％#＃]|\{[｛％＃]|[｝}%％#＃]｝|｝\}|[％＃]\}")
#: Longest tag, in characters.
MAX_TAG = 500
_CURLY = regex("[“”‘’＂＇]")
_CLOSES = {"endif": "if", "endfor": "for"}


@dataclass
class Block:
    """An open ``if`` or ``for``: its tag, the loop variables seen inside, and whether ``else`` came."""

    tag: Tag
    scope: dict[str, str]
    has_else: bool = False


@dataclass
class Linted:
    """What the lint found: findings, fields, and the tags of every part that is rendered, in order.

    ``literals`` are words that may be meant as a field and are no tag: place, words, name.
    """

    findings: list[Finding] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    tags: dict[str, list[Tag]] = field(default_factory=dict)
    places: list[tuple[str, Tag]] = field(default_factory=list)
    literals: list[tuple[Place, str, str]] = field(default_factory=list)


class Blocks:
    """Follows the tags of one part in order: blocks, loop variables, expressions, fields."""

    def __init__(self, file: str, result: Linted) -> None:
        self.file = file
        self.result = result
        self.stack: list[Block] = []

    def _say(self, code: str, tag: Tag, **params: Any) -> None:
        self.result.findings.append(finding(code, tag.place.where(self.file), words=tag.short, **params))

    def check(self, tags: list[Tag]) -> None:
        """Follow ``tags`` to the end; findings and fields go into the result."""
        for tag in tags:
            self._one(tag)
        for block in self.stack:
            self._say("LX-T038", block.tag, what=f"end{block.tag.kind}")

    def _one(self, tag: Tag) -> None:
        if tag.kind == "comment":
            return
        if self._malformed(tag):
            self._keep_balance(tag)
        elif tag.kind in ("print", "if", "for", "elif", "colspan", "cellbg"):
            self._expression(tag)
        elif tag.kind == "else":
            self._middle(tag)
        elif tag.kind in _CLOSES:
            self._close(tag)
        elif tag.kind not in CELL_WORDS:
            self._say("LX-T050", tag, name=tag.kind or "-")

    def _malformed(self, tag: Tag) -> bool:
        """Tell whether the tag's outer form is wrong, having said so."""
        inner = tag.words[2:-2]
        if len(inner) > MAX_TAG:
            self._say("LX-T059", tag, limit=MAX_TAG)
            return True
        if found := INVISIBLE_IN_TAG.search(inner):
            words = INVISIBLE_IN_TAG.sub("□", tag.short)
            self.result.findings.append(
                finding("LX-T081", tag.place.where(self.file), words=words, character=f"U+{ord(found[0]):04X}")
            )
        elif re.match(r"\s+(p|tr|tc|r)\s+\S", inner) or re.match(r"(p|tr|tc|r)[^\S ]", inner):
            self._say("LX-T040", tag)
        elif tag.prefix and tag.kind == "print":
            self._say("LX-T049", tag, kind=tag.prefix)
        elif tag.prefix and inner[:1] in "+-":
            self._say("LX-T030", tag, reason="sign before prefix")
        elif tag.prefix and re.search(r"[}%]", inner):
            self._say("LX-T047", tag)
        elif _CURLY.search(inner):
            self._say("LX-T041", tag)
        elif "&" in inner or FULLWIDTH.search(inner):
            self._say("LX-T030", tag, reason="unexpected character")
        else:
            return False
        return True

    def _keep_balance(self, tag: Tag) -> None:
        """A block whose opening tag is wrong still opens; otherwise its end would be a second finding."""
        inner = INVISIBLE_IN_TAG.sub("", tag.words[2:-2])
        kind = read_tag(tag.place, "{%" + re.sub(r"^[+-]?\s*(p|tr|tc|r)\s+", "", inner) + "%}").kind
        if kind in ("if", "for"):
            self.stack.append(Block(Tag(tag.place, tag.words, "?", kind, ""), self._scope()))
        elif kind in _CLOSES and self.stack:
            self.stack.pop()

    def _scope(self) -> dict[str, str]:
        return dict(self.stack[-1].scope) if self.stack else {}

    def _expression(self, tag: Tag) -> None:
        scope = self._scope()
        if tag.kind == "elif":
            self._middle(tag)
        try:
            kind = tag.kind if tag.kind in ("if", "for", "elif") else "print"
            body = expressions.parse(kind, tag.expression)
        except (TemplateError, RecursionError) as error:
            self._say("LX-T030", tag, reason=str(error)[:80])
            body = []
        for code, params in expressions.problems(body):
            self._say(code, tag, **params)
        for node in body:
            for name in expressions.fields(node, scope):
                self.result.fields.add(name)
                self.result.places.append((name, tag))
        if tag.kind in ("if", "for"):
            self.stack.append(Block(tag, self._inner_scope(body, scope) if tag.kind == "for" else scope))
            if sum(block.tag.kind == "for" for block in self.stack) == MAX_LOOPS + 1:
                self._say("LX-T058", tag, limit=MAX_LOOPS)

    def _inner_scope(self, body: list[Any], scope: dict[str, str]) -> dict[str, str]:
        for node in body:
            target = getattr(getattr(node, "target", None), "name", "")
            if target:
                base = expressions.field_of(node.iter, scope)
                return {**scope, target: f"{base or '?'}[]"}
        return scope

    def _middle(self, tag: Tag) -> None:
        if not self.stack:
            self._say("LX-T038", tag, what="if")
            return
        block = self.stack[-1]
        if block.has_else or (tag.kind == "elif" and block.tag.kind == "for"):
            self._say("LX-T038", tag, what="if")
        elif block.tag.prefix not in (tag.prefix, "?"):
            self._say("LX-T037", tag, opened=block.tag.short)
        block.has_else = block.has_else or tag.kind == "else"

    def _close(self, tag: Tag) -> None:
        wanted = _CLOSES[tag.kind]
        if not self.stack or self.stack[-1].tag.kind != wanted:
            self._say("LX-T038", tag, what=wanted)
            # Closing an outer block closes what was forgotten inside it: one finding for the one that is missing.
            if any(block.tag.kind == wanted for block in self.stack):
                while self.stack.pop().tag.kind != wanted:
                    pass
            return
        block = self.stack.pop()
        if block.tag.prefix not in (tag.prefix, "?"):
            self._say("LX-T037", tag, opened=block.tag.short)
