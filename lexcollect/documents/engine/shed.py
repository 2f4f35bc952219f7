"""Shed: what a template brings along from its former life stays behind.

Owns which parts, relations and settings of a template go into a paper: those on the list and in use, nothing else.
Properties, variables, comments, names of people, custom XML, building blocks, embedded fonts, printer settings, the
small picture of the old first page and headers nobody sees are left out; what a reader might miss is told in one
note. Elements inside the parts that stay are the business of ``shed_xml``. Runs after the gate, before everything
else: what follows sees a template that never held more.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from lexcollect.documents.engine import notes, shed_xml
from lexcollect.documents.engine.gate import CORE_TYPE, RELS_TYPE, Opened, Relation, open_package
from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.package import CONTENT_TYPES, DECLARATION, pack
from lexcollect.documents.engine.properties import CORE_PART
from lexcollect.findings import Where, finding
from lexcollect.patterns import regex
from lexcollect.wording import text

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_META = f"{_PACKAGE}/relationships/metadata/core-properties"
#: Relations that count without being named in the text, and those that count only where the text names them.
_BY_THEMSELVES = frozenset({"styles", "settings", "fontTable", "numbering", "theme", "footnotes", "endnotes"})
_BY_NAME = frozenset({"header", "footer", "image", "hyperlink"})
#: What of the settings shapes the page; everything else (variables, histories, links, passwords) is of the old file.
_SETTINGS = frozenset(
    re.findall(
        r"\w+",
        "zoom displayBackgroundShape mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
        "bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit "
        "hyphenationZone doNotHyphenateCaps evenAndOddHeaders bookFoldPrinting bookFoldRevPrinting "
        "bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing "
        "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
        "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
        "doNotShadeFormData noPunctuationKerning characterSpacingControl strictFirstAndLastChars "
        "noLineBreaksAfter noLineBreaksBefore hideSpellingErrors hideGrammaticalErrors hdrShapeDefaults "
        "footnotePr endnotePr compat mathPr themeFontLang clrSchemeMapping shapeDefaults decimalSymbol "
        "listSeparator updateFields doNotAutoCompressPictures defaultImageDpi",
    )
)
#: Settings a reader might miss in the paper: told in the note.
_TOLD_SETTINGS = {
    "attachedTemplate": "link",
    "docVars": "variables",
    "documentProtection": "protection",
    "writeProtection": "protection",
    "trackRevisions": "tracking",
}
_WPS = regex(r"KSO|ICV")
_TOLD_RELATIONS = {
    "comments": "comments",
    "glossaryDocument": "blocks",
    "custom-properties": "properties",
    "font": "fonts",
}


def open_template(data: bytes, name: str) -> Opened:
    """Open a template through the gate and leave its former life behind; what the gate refuses stays as it is."""
    opened = open_package(data, name)
    if not opened.findings:
        shed(opened)
    return opened


def shed(opened: Opened) -> None:
    """Leave out of ``opened`` what is not to reach a paper; the note says what a reader might miss."""
    told: dict[str, None] = dict.fromkeys(_told_parts(opened))
    told |= dict.fromkeys(_settings(opened))
    told |= dict.fromkeys(_idle_headers(opened))
    _elements(opened)
    _pictures(opened)
    _keep_only(opened, _in_use(opened))
    if told:
        what = tuple(text(f"templates.shed_{name}") for name in told)
        opened.notes.append(finding("LX-T077", Where(opened.name), what=what))


def _told_parts(opened: Opened) -> Iterator[str]:
    for relation in opened.relations:
        told = _TOLD_RELATIONS.get(relation.kind)
        if told == "properties" and not _own_properties(opened.trees.get(relation.target)):
            continue
        if told:
            yield told
        elif relation.kind == "customXml":
            tree = opened.trees.get(relation.target)
            if tree is not None and "".join(tree.itertext()).strip():
                yield "data"


def _own_properties(root: Any) -> bool:
    """Tell whether custom properties were made by a person, not by WPS for itself."""
    return root is not None and any(not _WPS.match(str(node.get("name"))) for node in root)


def _settings(opened: Opened) -> Iterator[str]:
    """Take every setting that is not on the list out of the settings; yield what a reader might miss."""
    for part in opened.parts("settings"):
        root = opened.trees[part]
        for node in [n for n in root if shed_xml.local(n) not in _SETTINGS]:
            root.remove(node)
            opened.changed.add(part)
            told = _TOLD_SETTINGS.get(shed_xml.local(node))
            if told:
                yield told


def _idle_headers(opened: Opened) -> Iterator[str]:
    """Take out references to headers no page shows: first pages and even pages that are not told apart."""
    root = opened.trees[opened.main]
    idle = set()
    if not any(_on(node) for node in root.iter(f"{W}titlePg")):
        idle.add("first")
    settings = [opened.trees[part] for part in opened.parts("settings")]
    if not any(_on(node) for tree in settings for node in tree.iter(f"{W}evenAndOddHeaders")):
        idle.add("even")
    targets = {r.id: r.target for r in opened.relations if r.source == opened.main}
    for node in list(root.iter(f"{W}headerReference", f"{W}footerReference")):
        if node.get(f"{W}type") in idle:
            node.getparent().remove(node)
            opened.changed.add(opened.main)
            tree = opened.trees.get(targets.get(str(node.get(f"{_REL}id")), ""))
            if tree is not None and "".join(t.text or "" for t in tree.iter(f"{W}t")).strip():
                yield "headers"


def _on(node: Any) -> bool:
    return str(node.get(f"{W}val") or "1").casefold() not in ("0", "false", "off")


def _elements(opened: Opened) -> None:
    """Clean the parts of the text; bookmarks stay where a field or link of any part leads to them."""
    texts = [part for part in opened.trees if _is_text(opened, part)]
    wanted = {name for part in texts for name in shed_xml.bookmarks_in_use(opened.trees[part])}
    for part, root in opened.trees.items():
        if shed_xml.strays(root) | (part in texts and shed_xml.clean(root, wanted)):
            opened.changed.add(part)
    for kind in ("footnote", "endnote"):
        _notes(opened, kind)
    used = {name for part in texts for name in shed_xml.styles_in_use(opened.trees[part])}
    for part in opened.parts("styles"):
        if shed_xml.drop_idle_styles(opened.trees[part], used):
            opened.changed.add(part)


def _pictures(opened: Opened) -> None:
    """Leave out what pictures say of persons, machines and places; their pixels stay as they are."""
    from lexcollect.formats.bare_pictures import bare_jpeg, bare_png, turned

    for part, kind in opened.types.items():
        content = opened.contents[part]
        if kind in ("image/jpeg", "image/jpg") and content.startswith(b"\xff\xd8"):
            bare = content[:2] + turned(content) + bare_jpeg(content)[2:]
        elif kind == "image/png":
            bare = bare_png(content)
        else:
            continue
        if bare != content:
            opened.contents[part] = bare
            opened.changed.add(part)


def _notes(opened: Opened, kind: str) -> None:
    """Leave out notes nothing refers to; a reference to a note that is not there is refused."""
    lost = used = notes.in_use(opened.trees[opened.main], kind)
    for part in opened.parts(f"{kind}s"):
        lost = lost - notes.numbers(opened.trees[part], kind)
        if notes.drop_idle(opened.trees[part], kind, used):
            opened.changed.add(part)
    for number in sorted(lost):
        opened.refuse("LX-T012", opened.main, type=kind, target=number[:80])


def _is_text(opened: Opened, part: str) -> bool:
    return opened.trees[part].tag.startswith(W) and part not in opened.parts("settings")


def _in_use(opened: Opened) -> set[str]:
    """Return the parts that lead into the paper; relations that do not are taken out."""
    kept: set[str] = set()
    relations: list[Relation] = []
    waiting = [""]
    while waiting:
        source = waiting.pop()
        used = _ids(opened.trees[source]) if source in opened.trees else set()
        for lost in sorted(used - {r.id for r in opened.relations if r.source == source}):
            opened.refuse("LX-T012", source, type="id", target=lost[:80])
        for relation in opened.relations:
            if relation.source != source or not _counts(source, relation, used):
                continue
            relations.append(relation)
            if not relation.external and relation.target in opened.contents and relation.target not in kept:
                kept.add(relation.target)
                waiting.append(relation.target)
    opened.relations[:] = relations
    return kept


def _counts(source: str, relation: Relation, used: set[str]) -> bool:
    if not source:
        return relation.kind == "officeDocument"
    return relation.kind in _BY_THEMSELVES or (relation.kind in _BY_NAME and relation.id in used)


def _ids(root: Any) -> set[str]:
    """Return every relation id the part names."""
    if root is None:
        return set()
    return {
        str(value)
        for node in root.iter()
        if isinstance(node.tag, str)
        for key, value in node.attrib.items()
        if (key.startswith(_REL) or key.endswith("}relid")) and value
    }


def _keep_only(opened: Opened, kept: set[str]) -> None:
    """Make ``opened`` the package of the parts ``kept``: contents, types and relations written anew."""
    for part in kept & opened.changed & set(opened.trees):
        opened.contents[part] = xml_of(opened.trees[part])
    before = {m.name: m for m in opened.members}
    new = {CONTENT_TYPES: _types(opened, kept)}
    for source in dict.fromkeys(relation.source for relation in opened.relations):
        new[_rels_of(source)] = _relations(opened, source)
    opened.contents = {**new, **{part: opened.contents[part] for part in sorted(kept)}}
    opened.trees = {part: tree for part, tree in opened.trees.items() if part in kept}
    opened.types = {part: kind for part, kind in opened.types.items() if part in kept}
    opened.fixed = {**new, **{part: opened.contents[part] for part in sorted(kept & opened.changed)}}
    opened.members = [
        pack(name, content) if name in opened.fixed else before[name] for name, content in opened.contents.items()
    ]


def xml_of(tree: Any) -> bytes:
    """Return a part as it is written: UTF-8 with its declaration."""
    from lxml import etree

    return DECLARATION.encode() + bytes(etree.tostring(tree, encoding="utf-8"))


def _types(opened: Opened, kept: set[str]) -> bytes:
    """Return the list of content types: pictures by their ending, every other part by its name."""
    endings = {"rels": RELS_TYPE}
    names = {CORE_PART: CORE_TYPE}
    for part in sorted(kept):
        ending, kind = part.rpartition(".")[2].casefold(), opened.types[part]
        if kind.startswith("image/") and endings.setdefault(ending, kind) == kind:
            continue
        names[part] = kind
    lines = [f"<Default Extension={_quoted(e)} ContentType={_quoted(kind)}/>" for e, kind in endings.items()]
    lines += [f"<Override PartName={_quoted('/' + n)} ContentType={_quoted(kind)}/>" for n, kind in names.items()]
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _relations(opened: Opened, source: str) -> bytes:
    lines = []
    for relation in opened.relations:
        if relation.source == source:
            target = relation.target if relation.external else _from(source, relation.target)
            mode = ' TargetMode="External"' if relation.external else ""
            lines.append(
                f"<Relationship Id={_quoted(relation.id)} Type={_quoted(relation.type)}"
                f" Target={_quoted(target)}{mode}/>"
            )
    if not source:
        lines.append(f'<Relationship Id="lxProperties" Type="{_META}" Target="{CORE_PART}"/>')
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def _from(source: str, target: str) -> str:
    """Return ``target`` as a relation of ``source`` names it; a place inside the document (#…) stays."""
    if "#" in target:
        return target[target.index("#") :]
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def _rels_of(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
