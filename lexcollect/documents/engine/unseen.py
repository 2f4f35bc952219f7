"""Unseen: what stands in a template and is not seen on its page: tracked changes, hidden text, words nobody can read.

Owns the list of Word's marks for changes and the question whether a run is shown, through its own formatting and its
styles. Refuses both, each part once with number, place and words: a deletion would go to the opponent with the paper, a
hidden line would be filled in unread. White or tiny words are a warning. Decides nothing for the lawyer: accepting is
done in Word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lexcollect.documents.engine.gate import Opened
from lexcollect.documents.engine.gate_xml import W
from lexcollect.documents.engine.places import Place
from lexcollect.documents.engine.scan import container, paragraphs
from lexcollect.findings import Finding, finding
from lexcollect.wording import text

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: Word's marks of tracked changes: what kind each is.
_CHANGES = {
    **dict.fromkeys(("ins", "cellIns", "customXmlInsRangeStart"), "insert"),
    **dict.fromkeys(("del", "cellDel", "customXmlDelRangeStart"), "delete"),
    **dict.fromkeys(("moveFrom", "moveTo", "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"), "move"),
    **dict.fromkeys(
        ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"), "format"
    ),
    **dict.fromkeys(("tblGridChange", "numberingChange", "cellMerge"), "format"),
}
_SHOWN = (f"{W}t", f"{W}sym", f"{W}drawing", f"{W}pict", f"{_MATH}t")
#: Word follows ten styles upwards; more is a circle.
_MOST_BASES = 20
#: Half points: two points are a dot on paper.
_TOO_SMALL = 4
_RUNS = (f"{W}r", f"{_MATH}r")


def unseen(opened: Opened) -> Iterator[Finding]:
    """Yield a finding for each part with tracked changes, with hidden text, with words nobody can read."""
    looks = _Looks(opened)
    for part, root in opened.trees.items():
        if not root.tag.startswith(W):
            continue
        changes = list(root.iter(*(f"{W}{name}" for name in _CHANGES)))
        if changes:
            kinds = Counter(_CHANGES[node.tag.removeprefix(W)] for node in changes)
            what = tuple(text(f"templates.change_{kind}", count=count) for kind, count in kinds.items())
            yield _told("LX-T042", opened, part, changes[0], what=what)
        hidden = [run for run in root.iter(*_RUNS) if looks.hidden(run)]
        if hidden:
            yield _told("LX-T078", opened, part, hidden[0], count=len(hidden))
        pale = [run for run in root.iter(*_RUNS) if looks.pale(run) and run not in hidden]
        if pale:
            yield _told("LX-T086", opened, part, pale[0], count=len(pale))


def _told(code: str, opened: Opened, part: str, node: Any, **params: Any) -> Finding:
    around = node if node.tag == f"{W}p" else container(node, "p")
    found = next((p for p in paragraphs(opened.trees[part], part) if p.element is around), None)
    place = found.place if found else Place(part)
    own = _words(node) or (_words(around) if around is not None else "")
    return finding(code, place.where(opened.name), words=own[:60] or "-", **params)


def _words(node: Any) -> str:
    return "".join(t.text or "" for t in node.iter(f"{W}t", f"{W}delText", f"{_MATH}t")).strip()


def _state(properties: Any) -> bool | None:
    """Return whether the run properties hide (or show) by themselves; ``None``: they say nothing."""
    if properties is None:
        return None
    node = next(properties.iterchildren(f"{W}vanish", f"{W}specVanish"), None)
    if node is None:
        return None
    return str(node.get(f"{W}val") or "1").casefold() not in ("0", "false", "off")


def _painted(node: Any) -> bool:
    """Tell whether a run, paragraph, cell, table or box has a ground of its own, on which white may be read."""
    if node.tag in (f"{W}txbxContent", f"{W}tbl"):
        return node.tag == f"{W}txbxContent" or node.find(f"{W}tblPr/{W}tblStyle") is not None
    properties = node.find(f"{node.tag}Pr") if node.tag.startswith(W) else None
    return properties is not None and any(True for _ in properties.iterchildren(f"{W}shd", f"{W}highlight"))


class _Looks:
    """Whether a run is shown, by its formatting and the styles of the template."""

    def __init__(self, opened: Opened) -> None:
        self.styles: dict[str, Any] = {}
        self.default = ""
        self.everything = False
        for part in opened.parts("styles"):
            root = opened.trees[part]
            self.everything = any(_state(node) for node in root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            for style in root.iter(f"{W}style"):
                name = str(style.get(f"{W}styleId"))
                self.styles[name] = style
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                    self.default = name
        self.hiding = {name: self.hides(name) for name in self.styles}

    def hidden(self, run: Any) -> bool:
        """Tell whether ``run`` holds something and hides it."""
        if next(run.iter(*_SHOWN), None) is None:
            return False
        row = container(run, "tr")
        if row is not None and row.find(f"{W}trPr/{W}hidden") is not None:
            return True
        own = _state(run.find(f"{W}rPr"))
        if own is not None:
            return own
        # Styles of different kinds switch each other over: hidden twice is shown.
        return self.everything or sum(self.hiding.get(name, False) for name in self.names(run)) % 2 == 1

    def pale(self, run: Any) -> bool:
        """Tell whether the words of ``run`` are white on white paper, or too small to be seen."""
        if not _words(run):
            return False
        size, colour = self.look(run, "sz"), self.look(run, "color")
        if size.isdigit() and int(size) <= _TOO_SMALL:
            return True
        return colour.upper() == "FFFFFF" and not any(_painted(around) for around in (run, *run.iterancestors()))

    def look(self, run: Any, name: str) -> str:
        """Return what the run, or the nearest of its styles, says of ``name``."""
        node = run.find(f"{W}rPr/{W}{name}")
        names = [*self.names(run)]
        for style in (*names[1:2], names[0]) if node is None else ():
            for _ in range(_MOST_BASES):
                element = self.styles.get(style)
                node = None if element is None else element.find(f"{W}rPr/{W}{name}")
                base = None if element is None else element.find(f"{W}basedOn")
                if node is not None or base is None:
                    break
                style = str(base.get(f"{W}val"))
            if node is not None:
                break
        return "" if node is None else str(node.get(f"{W}val") or "")

    def names(self, run: Any) -> Iterator[str]:
        """Yield the styles of the run, its paragraph and its table."""
        paragraph, table = container(run, "p"), container(run, "tbl")
        own = run.find(f"{W}rPr/{W}rStyle")
        style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        yield self.default if style is None else str(style.get(f"{W}val"))
        for node in (own, table.find(f"{W}tblPr/{W}tblStyle") if table is not None else None):
            if node is not None:
                yield str(node.get(f"{W}val"))

    def hides(self, name: str) -> bool:
        """Tell whether the style, or the nearest one it is based on that says so, hides."""
        for _ in range(_MOST_BASES):
            style = self.styles.get(name)
            if style is None:
                return False
            says = _state(style.find(f"{W}rPr"))
            base = style.find(f"{W}basedOn")
            if says is not None or base is None:
                return bool(says)
            name = str(base.get(f"{W}val"))
        return False  # styles in a circle
