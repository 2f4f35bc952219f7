"""Gate: opens a .docx as hostile input.

Owns the list of what a template may consist of: part types, relation types, link targets, names and sizes. All
findings come at once, each with its part; nothing is parsed further until the gate is passed. Refuses macros,
embedded objects, external content, path tricks, duplicate names and bombs. What stands inside the XML parts is
looked at by ``gate_xml``; tags and fields of ours are the business of ``template_lint``.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import Any
from urllib.parse import unquote

from lexcollect.documents.engine import gate_xml
from lexcollect.documents.engine.package import (
    CONTENT_TYPES,
    MAX_MEMBERS,
    BrokenPackage,
    Member,
    inflate,
    read_members,
)
from lexcollect.documents.engine.places import part_label
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field

#: Largest template file and largest inflated total, in bytes.
MAX_FILE_BYTES = 20_000_000
MAX_TOTAL_BYTES = 64_000_000
#: A member above a megabyte may not unfold more than this many times.
MAX_RATIO = 100
_RATIO_FROM = 1_000_000

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_TYPE = f"{_WORD}document.main+xml"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

#: Every part type a template may hold.
ALLOWED_TYPES = frozenset(
    {MAIN_TYPE, RELS_TYPE, CORE_TYPE, "application/vnd.ms-word.stylesWithEffects+xml"}
    | {
        f"{_WORD}{kind}+xml"
        for kind in (
            "styles",
            "settings",
            "webSettings",
            "fontTable",
            "numbering",
            "header",
            "footer",
            "footnotes",
            "endnotes",
            "document.glossary",
        )
    }
    | {f"{_OFFICE}{kind}+xml" for kind in ("theme", "extended-properties", "custom-properties", "customXmlProperties")}
    | {f"image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf")}
)
_MS = "application/vnd.ms-"
#: Parts that never reach a paper (``shed``): a template may bring them along.
LEFT_OUT_TYPES = frozenset(
    {f"{_WORD}{kind}+xml" for kind in ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")}
    | {f"{_WORD}printerSettings", f"{_OFFICE}obfuscatedFont", f"{_MS}office.classificationlabels+xml"}
)
#: Custom XML data may be plain XML, only in its own folder.
_CUSTOM_XML = regex(r"^customXml/item\d+\.xml$")

_REL_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_REL_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
#: Every relation type a template may hold.
ALLOWED_RELATIONS = frozenset(
    {
        f"{_REL_OFFICE}{kind}"
        for kind in (
            "officeDocument",
            "styles",
            "settings",
            "webSettings",
            "fontTable",
            "numbering",
            "theme",
            "header",
            "footer",
            "footnotes",
            "endnotes",
            "image",
            "hyperlink",
            "customXml",
            "customXmlProps",
            "extended-properties",
            "custom-properties",
            "glossaryDocument",
            "comments",
            "printerSettings",
            "font",
            "attachedTemplate",
        )
    }
    | {f"{_REL_PACKAGE}{kind}" for kind in ("core-properties", "thumbnail")}
    | {"http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"}
)
#: Newer relations to parts that never reach a paper.
_LEFT_OUT_RELATION = regex(
    r"^http://schemas\.microsoft\.com/office/20\d\d(/\d\d)?/relationships/"
    r"(people|comments\w+|classificationlabels)$"
)
#: A template link to the net fetches and runs what it finds there when the paper is opened.
_FETCHED = regex(r"^\s*(https?|ftp):", re.IGNORECASE)
_LINK = regex(r"^(https?://|mailto:)", re.IGNORECASE)
_ACTIVE = regex(r"vba|macro|activeX|oleObject|embedd|package\b|keyMap|toolbar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of one part (``source``) to another, or to an address outside the package."""

    source: str
    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the relation type: ``header``, ``image`` …"""
        return self.type.rpartition("/")[2]


@dataclass
class Opened:
    """A package that was looked through: its members, contents, part types, XML trees and relations.

    ``changed`` names parts whose tree is no longer their content, ``given`` the members the file had; ``fixed`` are the
    contents written anew; ``notes`` inform and stop nothing.
    """

    name: str
    members: list[Member] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    trees: dict[str, Any] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    given: frozenset[str] = frozenset()
    fixed: dict[str, bytes] = field(default_factory=dict)
    main: str = ""

    def refuse(self, code: str, at: str = "", /, **params: Any) -> None:
        """Note finding ``code`` at the part ``at``."""
        where = Where(self.name, field=part_label(at) if at else "")
        self.findings.append(finding(code, where, **params))

    def parts(self, kind: str) -> list[str]:
        """Return the parts that the main document relates to as ``kind`` (``header``…), in relation order."""
        seen: dict[str, None] = {}
        for relation in self.relations:
            if relation.source == self.main and relation.kind == kind and not relation.external:
                seen[relation.target] = None
        return [part for part in seen if part in self.trees]


def open_package(data: bytes, name: str) -> Opened:
    """Look through the template ``data``, called ``name`` in findings; never raises for what it holds."""
    opened = Opened(name)
    if len(data) > MAX_FILE_BYTES:
        opened.refuse("LX-T002", size=len(data), limit=MAX_FILE_BYTES)
        return opened
    try:
        opened.members = read_members(data)
    except BrokenPackage as broken:
        opened.findings.append(broken_finding(broken, name))
        return opened
    opened.given = frozenset(m.name for m in opened.members)
    if not _sizes_fit(opened):
        return opened
    _check_names(opened)
    _read_contents(opened)
    _read_trees(opened)
    _check_types(opened)
    _check_relations(opened)
    _find_main(opened)
    for part, tree in opened.trees.items():
        if opened.types.get(part) in LEFT_OUT_TYPES:
            continue
        for code, params in gate_xml.content_problems(tree):
            opened.refuse(code, part, **params)
    return opened


def broken_finding(broken: BrokenPackage, name: str) -> Finding:
    """Return the finding for bytes that are no readable package."""
    code = {"many": "LX-T003", "name": "LX-T006", "encrypted": "LX-T007", "method": "LX-T007", "large": "LX-T004"}.get(
        broken.reason, "LX-T001"
    )
    return finding(code, Where(name, field=broken.member), member=broken.member, limit=MAX_MEMBERS)


def _sizes_fit(opened: Opened) -> bool:
    bombs = [m for m in opened.members if m.size > _RATIO_FROM and m.size > MAX_RATIO * max(1, len(m.raw))]
    for member in bombs:
        opened.refuse("LX-T004", member.name, member=member.name)
    total = sum(m.size for m in opened.members)
    if total > MAX_TOTAL_BYTES:
        opened.refuse("LX-T002", size=total, limit=MAX_TOTAL_BYTES)
    return not opened.findings


def _check_names(opened: Opened) -> None:
    # Part names are equal when they differ only in case: two of them would be read as one or the other.
    counts = Counter(m.name.casefold() for m in opened.members)
    for name, count in counts.items():
        if count > 1:
            opened.refuse("LX-T005", name, member=name, count=count)
    for member in opened.members:
        if not safe_name(member.name):
            opened.refuse("LX-T006", member.name.encode("unicode_escape").decode(), member=repr(member.name))


def safe_name(name: str) -> bool:
    """Tell whether ``name`` is a plain relative part name without tricks."""
    decoded = unquote(name)
    if not name or re.search(r'[\x00-\x1f\x7f\\:*?"<>|]', decoded) or decoded.startswith("/"):
        return False
    return all(step not in ("", ".", "..") for step in decoded.split("/"))


def _read_contents(opened: Opened) -> None:
    for member in opened.members:
        try:
            opened.contents[member.name] = inflate(member)
        except BrokenPackage as broken:
            opened.findings.append(broken_finding(broken, opened.name))


def _read_trees(opened: Opened) -> None:
    for name, content in opened.contents.items():
        if not name.casefold().endswith((".xml", ".rels")):
            continue
        tree, code = gate_xml.parse(content)
        if code:
            opened.refuse(code, name)
        else:
            opened.trees[name] = tree


def _check_types(opened: Opened) -> None:
    root = opened.trees.get(CONTENT_TYPES)
    if root is None:
        opened.refuse("LX-T008", part=CONTENT_TYPES)
        return
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for node in root:
        kind = str(node.get("ContentType") or "")
        if node.get("PartName") is not None:
            overrides[str(node.get("PartName")).lstrip("/").casefold()] = kind
        elif node.get("Extension") is not None:
            defaults[str(node.get("Extension")).casefold()] = kind
    for name in opened.contents:
        if name == CONTENT_TYPES:
            continue
        extension = name.rpartition(".")[2].casefold()
        kind = overrides.get(name.casefold()) or defaults.get(extension) or ""
        opened.types[name] = kind
        _check_type(opened, name, kind)


def _check_type(opened: Opened, name: str, kind: str) -> None:
    if kind in ALLOWED_TYPES or kind in LEFT_OUT_TYPES or (kind == "application/xml" and _CUSTOM_XML.match(name)):
        if (kind == RELS_TYPE) != name.endswith(".rels"):
            opened.refuse("LX-T009", name, part=name, type=kind)
        if kind.endswith("xml") and name in opened.contents and not name.casefold().endswith((".xml", ".rels")):
            # An XML part under another name would have escaped the parser.
            opened.refuse("LX-T009", name, part=name, type=kind)
        return
    code = "LX-T017" if _ACTIVE.search(kind) or _ACTIVE.search(name) else "LX-T009"
    opened.refuse(code, name, part=name, type=kind or "-")


def _check_relations(opened: Opened) -> None:
    names = {name.casefold(): name for name in opened.contents}
    for rels, root in opened.trees.items():
        if not rels.endswith(".rels"):
            continue
        folder, _, file = rels.rpartition("/")
        source = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
        source = "" if source == "." else source
        ids = Counter(node.get("Id") for node in root)
        if any(count > 1 for count in ids.values()):
            opened.refuse("LX-T001", rels)
        for node in root:
            raw = str(node.get("Target") or "")
            external = str(node.get("TargetMode") or "").casefold() == "external"
            target = raw if external else _inside(source, raw)
            target = target if external else names.get(target.casefold(), target)
            relation = Relation(source, str(node.get("Id")), str(node.get("Type") or ""), target, external)
            _check_relation(opened, relation, raw, rels, names)
            opened.relations.append(relation)


def _inside(source: str, target: str) -> str:
    """Return the part name ``target`` stands for; it keeps leading dots when it climbs out of the package."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _check_relation(opened: Opened, relation: Relation, raw: str, rels: str, names: dict[str, str]) -> None:
    if relation.type not in ALLOWED_RELATIONS and not _LEFT_OUT_RELATION.match(relation.type):
        code = "LX-T017" if _ACTIVE.search(relation.kind) else "LX-T010"
        opened.refuse(code, rels, part=relation.target[:80], type=relation.kind[:60])
    elif relation.external:
        link = relation.kind == "hyperlink" and _LINK.match(raw.strip())
        # Word and WPS name the template they started from by themselves; ``shed`` leaves the name out.
        origin = relation.kind == "attachedTemplate" and not _FETCHED.match(raw)
        if not link and not origin:
            opened.refuse("LX-T011", rels, type=relation.kind, target=raw[:80])
    elif raw.startswith("#") and relation.kind == "hyperlink":
        return
    elif not safe_name(relation.target) or relation.target.casefold() not in names:
        opened.refuse("LX-T012", rels, type=relation.kind, target=raw[:80])


def _find_main(opened: Opened) -> None:
    mains = [
        r.target
        for r in opened.relations
        if not r.source and r.type == f"{_REL_OFFICE}officeDocument" and not r.external
    ]
    if len(mains) != 1 or opened.types.get(mains[0]) != MAIN_TYPE or mains[0] not in opened.trees:
        opened.refuse("LX-T008", part="word/document.xml")
        return
    opened.main = mains[0]
