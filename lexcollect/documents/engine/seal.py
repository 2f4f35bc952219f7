"""Seal (公章位置): the place where a company puts its seal, as the styles of a firm want it.

Owns how a template gets that place: a file of styles (样式.docx) with a paragraph style called 公章位置 puts one line
in it below the first line of every signature that is sealed; box, height, side and distance are those of the style. A
person signs by hand and gets none. Without such a style nothing is added.
"""

from __future__ import annotations

import copy
from typing import Any

from lexcollect.documents.engine.gate_xml import W
from lexcollect.patterns import regex

#: The paragraph style of a firm that says where the seal goes, and its id in the template.
STYLE, _ID = "公章位置", "LxSealPlace"
#: The styles of the first line of a signature.
_SIGNED = ("落款首行", "签署首行")
#: Who signs by which field, or that it is sealed whoever it is; what is printed at the place.
_FIELD, _SEALED, _WORDS = regex(r"（\{\{\s*([\w.]*签章)\s*\}\}）"), "（盖章）", "（公章）"


def seal_style(styles: Any) -> Any | None:
    """Return the style of the place of a seal among ``styles`` (a tree of them), if there is one."""
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        if style.get(f"{W}type") == "paragraph" and name is not None and name.get(f"{W}val") == STYLE:
            return style
    return None


def lay(body: Any, styles: Any, style: Any) -> None:
    """Put the place of the seal into ``body`` and its style among ``styles``, both trees of the template."""
    made = copy.deepcopy(style)
    made.set(f"{W}styleId", _ID)
    made.attrib.pop(f"{W}default", None)
    for node in [n for n in made if n.tag in {f"{W}{x}" for x in ("basedOn", "next", "link")}]:
        made.remove(node)
    styles.append(made)
    ids = {str(s.get(f"{W}styleId")) for s in styles.iter(f"{W}style") if _named(s) in _SIGNED}
    for paragraph in [*body.iter(f"{W}p")]:
        mark = paragraph.find(f"{W}pPr/{W}pStyle")
        if mark is not None and mark.get(f"{W}val") in ids:
            _below(paragraph)


def _named(style: Any) -> str:
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val")) if name is not None else ""


def _below(paragraph: Any) -> None:
    """Put the place below one first line; where a field says how somebody signs, only if by seal."""
    said = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
    field = _FIELD.search(said)
    if field is None and _SEALED not in said:
        return
    place = [_paragraph(paragraph, _WORDS, _ID)]
    if field is not None:
        asked = f'{{%p if {field[1]} == "盖章" %}}'
        place = [_paragraph(paragraph, asked), *place, _paragraph(paragraph, "{%p endif %}")]
    for new in reversed(place):
        paragraph.addnext(new)


def _paragraph(beside: Any, words: str, style: str = "") -> Any:
    """Return a paragraph that goes along with the next one: a signature is not torn apart."""
    made = beside.makeelement(f"{W}p", {})
    look = made.makeelement(f"{W}pPr", {})
    if style:
        look.append(made.makeelement(f"{W}pStyle", {f"{W}val": style}))
    look.append(made.makeelement(f"{W}keepNext", {}))
    run, text = made.makeelement(f"{W}r", {}), made.makeelement(f"{W}t", {})
    text.text = words
    run.append(text)
    made.extend([look, run])
    return made
