"""Dressing (换装): a template in the styles of another Word file, on the letterhead of a third.

Owns how the two are laid into a template before it is compiled: a style goes over the template's style of the same
name (样式), one that says where the seal goes puts its place into the signatures (``seal``), and the heads and feet of
pages come with their pictures (信笺). What comes out passes the same gate, lint and compiler as any template. Text,
tags and tables of the template are not touched; its own line for the sender's name goes where a letterhead has a head
of pages. What has no place here is not taken: numbering, themes, comments.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator
from typing import Any

from lexcollect.documents.engine.gate import Opened, Relation, open_package
from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.package import CONTENT_TYPES, DECLARATION, pack, write_package
from lexcollect.documents.engine.seal import lay, seal_style
from lexcollect.findings import Refused

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
#: Folder and beginning of the names of the parts that come along.
_ADDED = "lxLetter"
#: What stands in a style before its properties.
_HEAD = (
    *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden"),
    *("unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid"),
)
#: The lines for the sender's name in the shipped letters: the first of a file, and of each further letter in it.
_FIRST_LINE, _NEXT_LINE = "LxLetterhead", "LxLetterheadNext"
#: A line nobody sees: what begins a further letter must stay, for its pages are counted from there.
_UNSEEN = (
    f'<w:pPr xmlns:w="{W[1:-1]}"><w:pStyle w:val="{_NEXT_LINE}"/>'
    '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
)


def opened(data: bytes, name: str) -> Opened:
    """Return a Word file, looked through; :class:`Refused` with what the gate found."""
    found = open_package(data, name)
    if found.findings:
        raise Refused(found.findings)
    return found


def shared_styles(template: Opened, sheet: Opened) -> frozenset[str]:
    """Return the names of the styles of ``template`` that ``sheet`` has too."""
    ours, theirs = (_by_name(file.trees.get(_styles_part(file))).keys() for file in (template, sheet))
    return frozenset(name for _, name in ours & theirs)


def has_letterhead(letterhead: Opened) -> bool:
    """Tell whether a file has a head or foot of pages to take."""
    return any(_references(letterhead))


def dressed(template: Opened, sheet: Opened | None, letterhead: Opened | None) -> bytes:
    """Return ``template`` in the styles of ``sheet``, on ``letterhead``; what is not given changes nothing."""
    members = dict(template.contents)
    styles = _styles_part(template)
    if sheet is not None and styles in members:
        members[styles] = _restyled(members[styles], sheet)
        if (seal := seal_style(sheet.trees.get(_styles_part(sheet)))) is not None:
            _sealed(members, template, styles, seal)
    if letterhead is not None and styles in members and has_letterhead(letterhead):
        _Letterhead(members, template, letterhead).lay()
    return write_package([pack(name, content) for name, content in members.items()])


def _restyled(styles: bytes, sheet: Opened) -> bytes:
    root = _parse(styles)
    theirs = _by_name(sheet.trees.get(_styles_part(sheet)))
    for key, style in _by_name(root).items():
        if (other := theirs.get(key)) is not None:
            _take_look(style, other)
    return _written(root)


def _sealed(members: dict[str, bytes], template: Opened, styles: str, seal: Any) -> None:
    """Put the place of the seal below the signatures; its style comes without what belongs to the other file."""
    own = copy.deepcopy(seal)
    for node in [n for n in own if n.tag in (f"{W}pPr", f"{W}rPr")]:
        own.replace(node, _clean(node))
    body, ours = _parse(members[template.main]), _parse(members[styles])
    lay(body, ours, own)
    members[template.main], members[styles] = _written(body), _written(ours)


def _styles_part(file: Opened) -> str:
    return next((r.target for r in file.relations if r.source == file.main and r.kind == "styles"), "word/styles.xml")


def _by_name(root: Any) -> dict[tuple[str, str], Any]:
    found = {}
    for style in root.findall(f"{W}style") if root is not None else ():
        name = style.find(f"{W}name")
        if name is not None:
            found[str(style.get(f"{W}type")), str(name.get(f"{W}val"))] = style
    return found


def _take_look(style: Any, other: Any) -> None:
    """Give ``style`` the paragraph and character properties of ``other``."""
    for kind in ("pPr", "rPr"):
        for old in style.findall(f"{W}{kind}"):
            style.remove(old)
    at = sum(child.tag in {f"{W}{name}" for name in _HEAD} for child in style)
    for kind in ("rPr", "pPr"):
        if (given := other.find(f"{W}{kind}")) is not None:
            style.insert(at, _clean(given))


def _clean(properties: Any) -> Any:
    """Return a copy of properties without what belongs to the other file: numbering, sections, themes, revisions."""
    made = copy.deepcopy(properties)
    foreign = {f"{W}{name}" for name in ("numPr", "sectPr", "pPrChange", "rPrChange", "rStyle", "pStyle")}
    for node in [*made.iter()]:
        if node is not made and (node.tag in foreign or not str(node.tag).startswith(W)):
            node.getparent().remove(node)
            continue
        for key in [key for key in node.attrib if "heme" in key or not key.startswith(W)]:
            del node.attrib[key]
    return made


def _references(file: Opened) -> Iterator[tuple[Any, Relation]]:
    """Yield the references of the last section to heads and feet of pages, each with its relation."""
    body = file.trees[file.main].find(f"{W}body")
    section = body.find(f"{W}sectPr") if body is not None else None
    relations = {r.id: r for r in file.relations if r.source == file.main}
    for node in section if section is not None else ():
        relation = relations.get(str(node.get(f"{_R}id")))
        if node.tag in (f"{W}headerReference", f"{W}footerReference") and relation:
            yield node, relation


class _Letterhead:
    """Lays the heads and feet of one file into the members of a template."""

    def __init__(self, members: dict[str, bytes], template: Opened, letterhead: Opened) -> None:
        self.members, self.file = members, letterhead
        folder, file = posixpath.split(template.main)
        self.folder = folder
        names = (template.main, _styles_part(template), CONTENT_TYPES, f"{folder}/_rels/{file}.rels")
        self.roots = {name: _parse(members[name]) for name in names}
        self.body, self.styles, self.types, self.relations = self.roots.values()

    def lay(self) -> None:
        """Copy the parts, point every section to them, and take away the template's own line for the sender."""
        taken = [
            (node.tag, node.get(f"{W}type", "default"), self._part(number, relation))
            for number, (node, relation) in enumerate(_references(self.file), 1)
        ]
        theirs = self.file.trees[self.file.main].find(f"{W}body").find(f"{W}sectPr")
        for section in [*self.body.iter(f"{W}sectPr")]:
            self._point(section, taken, theirs)
        if any(tag == f"{W}headerReference" for tag, _, _ in taken):
            self._without_sender()
        self.members.update((name, _written(root)) for name, root in self.roots.items())

    def _part(self, number: int, relation: Relation) -> str:
        """Copy one head or foot with its pictures; return the id of its relation."""
        part, name = relation.target, f"{self.folder}/{_ADDED}{number}.xml"
        root = copy.deepcopy(self.file.trees[part])
        self._own_styles(root)
        for node in [*root.iter(f"{W}numPr")]:
            node.getparent().remove(node)
        self._pictures(part, name, root, number)
        self.members[name] = _written(root)
        self._type(name, self.file.types[part])
        id = f"rIdLxLetter{number}"
        self._relation(self.relations, id, relation.type, posixpath.basename(name))
        return id

    def _pictures(self, part: str, name: str, root: Any, number: int) -> None:
        from lxml import etree

        rels = etree.Element(f"{_RELS}Relationships", nsmap={None: _RELS[1:-1]})
        used = {value for node in root.iter() for key, value in node.attrib.items() if key.startswith(_R)}
        for count, relation in enumerate((r for r in self.file.relations if r.source == part and r.id in used), 1):
            if relation.external:
                self._relation(rels, relation.id, relation.type, relation.target, external=True)
                continue
            ending = relation.target.rpartition(".")[2].lower()
            picture = f"{self.folder}/media/{_ADDED}{number}-{count}.{ending}"
            self.members[picture] = self.file.contents[relation.target]
            self._type(picture, self.file.types[relation.target])
            self._relation(rels, relation.id, relation.type, f"media/{posixpath.basename(picture)}")
        if len(rels):
            self.members[f"{self.folder}/_rels/{posixpath.basename(name)}.rels"] = _written(rels)

    def _own_styles(self, root: Any) -> None:
        """Make the styles that the part names those of the template; one it lacks comes along under another id."""
        theirs = {str(s.get(f"{W}styleId")): s for s in _by_name(self.file.trees.get(_styles_part(self.file))).values()}
        for node in [*root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")]:
            style = theirs.get(str(node.get(f"{W}val")))
            if style is None:
                node.getparent().remove(node)
                continue
            node.set(f"{W}val", self._style(style))

    def _style(self, style: Any) -> str:
        key = (str(style.get(f"{W}type")), str(style.find(f"{W}name").get(f"{W}val")))
        ours = _by_name(self.styles).get(key)
        if ours is not None:
            return str(ours.get(f"{W}styleId"))
        made = copy.deepcopy(style)
        id = f"LxLetter{len(self.styles)}"
        made.set(f"{W}styleId", id)
        made.attrib.pop(f"{W}default", None)
        for node in [n for n in made if n.tag in {f"{W}{x}" for x in ("basedOn", "next", "link")}]:
            made.remove(node)
        for node in [n for n in made if n.tag in (f"{W}pPr", f"{W}rPr")]:
            made.replace(node, _clean(node))
        self.styles.append(made)
        return id

    def _point(self, section: Any, taken: list[tuple[str, str, str]], theirs: Any) -> None:
        """Point a section to the parts that were taken; a foot it had stays where the letterhead has none."""
        for tag, pages, id in taken:
            for old in section.findall(tag):
                if old.get(f"{W}type", "default") == pages:
                    section.remove(old)
            section.insert(0, section.makeelement(tag, {f"{W}type": pages, f"{_R}id": id}))
        if (first := theirs.find(f"{W}titlePg")) is not None and first.get(f"{W}val") not in ("0", "false", "off"):
            self._first_page(section)
        self._margins(section, theirs, taken)

    def _first_page(self, section: Any) -> None:
        """Let the first page differ; what only the other pages have is given to it too."""
        if section.find(f"{W}titlePg") is None:
            after = {f"{W}{name}" for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")}
            place = sum(child.tag not in after for child in section)
            section.insert(place, section.makeelement(f"{W}titlePg", {}))
        for tag in (f"{W}headerReference", f"{W}footerReference"):
            by_pages = {node.get(f"{W}type", "default"): node for node in section.findall(tag)}
            if "default" in by_pages and "first" not in by_pages:
                same = copy.deepcopy(by_pages["default"])
                same.set(f"{W}type", "first")
                section.insert(0, same)

    def _margins(self, section: Any, theirs: Any, taken: list[tuple[str, str, str]]) -> None:
        ours, given = section.find(f"{W}pgMar"), theirs.find(f"{W}pgMar")
        if ours is None or given is None:
            return
        tags = {tag for tag, _, _ in taken}
        sides = [*(("top", "header") if f"{W}headerReference" in tags else ())]
        sides += [*(("bottom", "footer") if f"{W}footerReference" in tags else ())]
        for side in sides:
            if (value := given.get(f"{W}{side}")) is not None:
                ours.set(f"{W}{side}", value)

    def _without_sender(self) -> None:
        from lxml import etree

        for paragraph in [*self.body.iter(f"{W}p")]:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            named = style.get(f"{W}val") if style is not None else ""
            if named == _FIRST_LINE:
                paragraph.getparent().remove(paragraph)
            elif named == _NEXT_LINE:
                for child in [*paragraph]:
                    paragraph.remove(child)
                paragraph.append(etree.fromstring(_UNSEEN))

    def _type(self, name: str, kind: str) -> None:
        from lxml import etree

        etree.SubElement(self.types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=kind)

    def _relation(self, root: Any, id: str, kind: str, target: str, *, external: bool = False) -> None:
        from lxml import etree

        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(root, f"{_RELS}Relationship", Id=id, Type=kind, Target=target, **mode)


def _parse(xml: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: Any) -> bytes:
    from lxml import etree

    return f"{DECLARATION}{etree.tostring(root, encoding='unicode')}".encode()
