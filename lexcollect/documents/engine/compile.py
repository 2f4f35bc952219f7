"""Compile: a checked template becomes code, once.

Owns the step from Word's XML to Python code: docxtpl's own ``patch_xml`` lifts the tags out of the runs, Jinja
compiles the rest. Three things are proved here for whatever data may come: every block leaves the XML well formed,
no text of the template is lost, and every loop shows its work, so that the output limit stops it. Each tag begins
a line of its own, inside the braces, which is how an error finds its place again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from lexcollect.documents.engine.blocks import Linted
from lexcollect.documents.engine.compiled import FIRST_PICTURE, PICTURE, Compiled, Part, code_of
from lexcollect.documents.engine.environment import PaperEnvironment
from lexcollect.documents.engine.gate import Opened
from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.listing import CONTROLS
from lexcollect.documents.engine.package import DECLARATION
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.scan import Paragraph, Tag, paragraphs, without_tags
from lexcollect.documents.engine.structure import mend
from lexcollect.documents.engine.tearing import may_tear
from lexcollect.documents.engine.template_lint import rendered_parts
from lexcollect.findings import Finding, finding
from lexcollect.patterns import regex

_ANY_TAG = regex(r"\{#.*?#\}|((?:\{\{|\{%)[-+]?)(.*?)(?:\}\}|%\})", re.DOTALL)
_TOKEN = regex(r"<(/?)([\w:.-]+)(?:[^>]*?)(/?)>")
_FIELD = regex(r'<w:fldChar\b[^>]*w:fldCharType="(begin|end)"')
_OWN_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


def compile_template(opened: Opened, linted: Linted) -> tuple[Compiled | None, list[Finding]]:
    """Compile every rendered part of a template that passed gate and lint."""
    parts: list[Part] = []
    fixed = dict(opened.fixed)
    findings: list[Finding] = []
    for name in rendered_parts(opened):
        maker = _PartCompiler(opened, name, linted.tags.get(name, []))
        maker.body() if name == opened.main else maker.other()
        _take(maker, parts, fixed, findings)
    for name in opened.parts("endnotes"):
        maker = _PartCompiler(opened, name, [])
        maker.other()
        _take(maker, parts, fixed, findings)
    if findings:
        return None, findings
    dropped = opened.given - set(opened.contents)
    remarks = (*opened.notes, *linted.findings)
    return Compiled(
        tuple(parts), fixed, frozenset(dropped), frozenset(linted.fields), remarks, tuple(linted.literals)
    ), []


def lifted(xml: str) -> str:
    """Return ``xml`` with the tags lifted out of the runs, as docxtpl's ``patch_xml`` does."""
    from docxtpl import DocxTemplate

    return str(DocxTemplate("").patch_xml(xml))


def _take(maker: _PartCompiler, parts: list[Part], fixed: dict[str, bytes], findings: list[Finding]) -> None:
    findings += maker.findings
    if maker.part:
        parts.append(maker.part)
    elif maker.fixed is not None:
        fixed[maker.name] = maker.fixed


class _PartCompiler:
    """Compiles one part; afterwards ``part`` (it has tags) or ``fixed`` (it only had to be rewritten) is set."""

    def __init__(self, opened: Opened, name: str, tags: list[Tag]) -> None:
        self.opened = opened
        self.name = name
        self.tags = tags
        self.part: Part | None = None
        self.fixed: bytes | None = None
        self.found: list[Paragraph] = []
        self.findings: list[Finding] = []

    def body(self) -> None:
        """The main part: pictures are numbered as docxtpl does."""
        whole = self.whole()
        number = iter(range(FIRST_PICTURE, 1 << 30))
        source = PICTURE.sub(lambda m: f"{m[1]}{next(number)}{m[2]}", self.patched())
        if self.tags:
            self.compile(source, whole=whole)
        elif not whole or source != self.serialised():
            self.fixed = source.encode("utf-8")

    def other(self) -> None:
        """A header, footer or notes: untouched when it has no tags and nothing is torn."""
        whole = self.whole()
        if self.tags:
            self.compile(self.patched(), whole=whole)
        elif not whole:
            self.fixed = self.serialised().encode("utf-8")

    def whole(self) -> bool:
        """Tell whether the part as it was drawn is whole; one without tags is made so, another when it is filled."""
        tree = self.opened.trees[self.name]
        if not self.tags and not _fields_close(self.serialised()):
            self.say("LX-T084", Place(self.name), element="fldChar")
        return not mend(deepcopy(tree) if self.tags else tree)

    def serialised(self) -> str:
        from lxml import etree

        return DECLARATION + str(etree.tostring(self.opened.trees[self.name], encoding="unicode"))

    def as_written(self) -> str:
        # docxtpl renders footnotes from the file's own text. The line feed behind the declaration goes: it would
        # look like one in a value.
        text = self.opened.contents[self.name].decode("utf-8-sig")
        return DECLARATION + re.sub(r"^\s*<\?xml.*?\?>\s*", "", text, flags=re.DOTALL)

    def source(self) -> str:
        """The XML whose tags are lifted out of the runs."""
        raw = self.opened.types[self.name].endswith("footnotes+xml")
        return self.as_written() if raw else self.serialised()

    def patched(self) -> str:
        return lifted(self.source()) if self.tags else self.source()

    def compile(self, source: str, *, whole: bool) -> None:
        self.found = paragraphs(self.opened.trees[self.name], self.name)
        self.compare_texts(source)
        grid = any(tag.prefix == "tc" or tag.kind in ("colspan", "hm") for tag in self.tags)
        if grid and any(t.find(f"{W}tblGrid") is None for t in self.opened.trees[self.name].iter(f"{W}tbl")):
            self.say("LX-T076", Place(self.name))
        source, lines = number_tags(source, self.tags)
        environment = PaperEnvironment()
        try:
            tree = environment.parse(source)
            shape = _Shape(tree)
            if not shape.sound:
                place, words = lines.get(shape.line, (Place(self.name), "-"))
                self.say("LX-T053", place, words=words)
            _own_braces(tree)
            python = environment.compile(tree, name=self.name, raw=True)
            code = code_of(python)
        except TemplateSyntaxError as error:
            place, words = lines.get(error.lineno, (Place(self.name), "-"))
            self.say("LX-T030", place, words=words, reason=str(error)[:80])
        except (RecursionError, SyntaxError, MemoryError):
            self.say("LX-T056", Place(self.name), count=len(self.tags), limit=len(self.tags))
        else:
            self.part = Part(
                self.name,
                code,
                lines,
                python,
                listing=_static_controls(source),
                grid=grid,
                pictures=shape.pictures,
                blocks=grid or not whole or may_tear(self.opened.trees[self.name], self.found),
                notes=shape.notes,
            )

    def compare_texts(self, source: str) -> None:
        """Compare the text beside the tags before and after ``patch_xml``: what is missing would be lost."""
        before = re.sub(r"\s", "", "".join(p.beside for p in self.found))
        texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)", without_tags(source))
        after = re.sub(r"\s", "", unescape("".join(texts)))
        if sorted(before) != sorted(after):
            at = next(
                (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
            )
            self.say("LX-T054", Place(self.name), words=before[max(0, at - 12) : at + 28])

    def say(self, code: str, place: Place, **params: Any) -> None:
        self.findings.append(finding(code, place.where(self.opened.name), **params))


def number_tags(source: str, tags: list[Tag]) -> tuple[str, dict[int, tuple[Place, str]]]:
    """Begin a new line inside each tag of ``source``; return it with line → place and words of the tag."""
    scanned = [tag for tag in tags if tag.kind != "comment"]
    lines: dict[int, tuple[Place, str]] = {}
    pieces: list[str] = []
    last, line, at = 0, 1, 0
    for match in _ANY_TAG.finditer(source):
        if match[1] is None:
            continue
        line += source.count("\n", last, match.end(1)) + 1
        pieces += (source[last : match.end(1)], "\n")
        last = match.end(1)
        words = _core(match[0])
        # docxtpl adds tags of its own for merged cells; they belong to the tag before them.
        ahead = next((i for i in range(at, min(at + 8, len(scanned))) if _core(scanned[i].words) == words), None)
        if ahead is not None:
            at = ahead + 1
        if scanned:
            tag = scanned[max(0, at - 1)]
            lines[line] = (tag.place, tag.short)
    return "".join((*pieces, source[last:])), lines


def _core(words: str) -> str:
    """The inner words of a tag without prefix and blanks, for comparison."""
    inner = re.sub(r"^[-+]?((tr|tc|p|r) )?", "", words[2:-2])
    return re.sub(r"\s", "", unescape(inner)).rstrip("-+")


def _static_controls(source: str) -> bool:
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)", re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", source, flags=re.DOTALL))
    return any(CONTROLS.search(text) for text in texts)


def _own_braces(tree: nodes.Template) -> None:
    """Write ``{_{`` as ``{{`` in the template's own text, and leave the values alone."""
    for data in tree.find_all(nodes.TemplateData):
        for written, meant in _OWN_BRACES:
            data.data = data.data.replace(written, meant)


class _Shape:
    """Proves over the syntax tree that the XML stays well formed whichever way the blocks go.

    Every branch must leave the stack of open elements as it found it; then leaving it out or repeating it changes
    nothing. The same holds of Word's fields (begin and end). Loops without a visible body get an empty output, so that
    turning them costs a piece of output.
    """

    def __init__(self, tree: nodes.Template) -> None:
        self.sound = True
        self.line = 0
        self.pictures = self.notes = False
        text = self._flat(tree.body, 0)
        closed, opened = self._effect(text)
        if closed or opened or not _fields_close(text):
            self.sound = False

    def _flat(self, body: list[nodes.Node], depth: int) -> str:
        pieces: list[str] = []
        for node in body:
            if isinstance(node, nodes.Output):
                pieces += [n.data for n in node.nodes if isinstance(n, nodes.TemplateData)]
            elif isinstance(node, (nodes.If, nodes.For)):
                for branch in _branches(node):
                    self._branch(node, branch, depth)
        return "".join(pieces)

    def _branch(self, block: nodes.Node, body: list[nodes.Node], depth: int) -> None:
        text = self._flat(body, depth + 1)
        self.pictures = self.pictures or "<wp:docPr" in text
        self.notes = self.notes or "noteReference " in text
        closed, opened = self._effect(text)
        if (closed != list(reversed(opened)) or not _fields_close(text)) and self.sound:
            self.sound = False
            self.line = block.lineno
        if isinstance(block, nodes.For):
            body.insert(0, nodes.Output([nodes.TemplateData("")], lineno=block.lineno))

    def _effect(self, text: str) -> tuple[list[str], list[str]]:
        closed: list[str] = []
        opened: list[str] = []
        for match in _TOKEN.finditer(text):
            slash, name, empty = match.groups()
            if slash and not opened:
                closed.append(name)
            elif slash:
                if opened.pop() != name:
                    self.sound = False
            elif not empty:
                opened.append(name)
        return closed, opened


def _fields_close(text: str) -> bool:
    """Tell whether every field of Word that begins in ``text`` ends there too."""
    depth = 0
    for kind in _FIELD.findall(text):
        depth += 1 if kind == "begin" else -1
        if depth < 0:
            return False
    return depth == 0


def _branches(node: nodes.If | nodes.For) -> Iterator[list[nodes.Node]]:
    yield node.body
    if isinstance(node, nodes.If):
        for other in node.elif_:
            yield other.body
    if node.else_:
        yield node.else_
