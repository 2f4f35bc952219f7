"""Shapes of templates: sound ones altered in one place, and small ones grown at random from what Word offers."""

from __future__ import annotations

import random
import re
from typing import Any

from lxml import etree
from template_attacks import MAIN, OLD, letter

from engine_builder import changed, members, p, tbl, tc, tr
from lexcollect.resources import resource

#: Fields of the letter: lists, and conditions that hold.
LISTS, IFS = ("订单", "要求", "附件"), ("收函人.名称", "债务确认")
BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
NOTES = f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote><w:footnote w:id="2">{p("脚注")}</w:footnote>'


def altered(chosen: random.Random) -> tuple[str, bytes]:
    """Return the shipped letter with one thing altered at random: bytes of the zip, or an element of a part."""
    base = chosen.choice([(resource("templates") / "lawyer_letters" / "律师函.docx").read_bytes(), _lawyers_own()])
    if chosen.random() < 0.25:
        data = bytearray(base)
        for _ in range(chosen.randrange(1, 6)):
            data[chosen.randrange(len(data))] = chosen.randrange(256)
        return "bytes", bytes(data)
    part = chosen.choice([n for n in members(base) if n.endswith((".xml", ".rels"))] + [MAIN] * 6)
    root = etree.fromstring(members(base)[part])
    what = []
    for _ in range(chosen.randrange(1, 4)):
        nodes = [n for n in root.iter() if n.getparent() is not None]
        if nodes:
            what.append(_alter(chosen, chosen.choice(nodes), nodes))
    return f"{part} {', '.join(what)}", changed(base, {part: bytes(etree.tostring(root, encoding="utf-8"))})


def _alter(chosen: random.Random, node: Any, nodes: list[Any]) -> str:
    parent, name = node.getparent(), etree.QName(node).localname
    kind = chosen.choice(["drop", "double", "move", "unwrap", "attribute", "text"])
    if kind == "drop":
        parent.remove(node)
    elif kind == "double":
        parent.insert(parent.index(node), etree.fromstring(etree.tostring(node)))
    elif kind == "move":
        target = chosen.choice(nodes)
        if target is not node and node not in target.iterancestors():
            target.append(node)
    elif kind == "unwrap":
        at = parent.index(node)
        parent[at : at + 1] = list(node)
    elif kind == "attribute" and node.attrib:
        node.set(
            chosen.choice(list(node.attrib)), chosen.choice(["", "-1", "0", "x" * 300, "../a", "rId1", "{{ 编号 }}"])
        )
    else:
        # The text of a page is seen by everybody; elsewhere it is of the former life.
        node.text = chosen.choice(["", "{{ 编号 }}", "{{", "%}", " ", "字" if name == "t" else OLD * 2])
    return f"{kind} {name}"


def _lawyers_own() -> bytes:
    """A template as lawyers build them: table, text box, link, header, footnote, conditions."""
    box = BOX.format(p("框"))
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return letter(
        p("{%p if 收函人.名称 %}"),
        p("有"),
        p("{%p endif %}"),
        tbl(
            tr("{%tr for 项 in 订单 %}", ""),
            tr("一", tc(tbl(tr("内", "内")), "x")),
            tr("{%tr endfor %}", ""),
            tr("尾", "尾"),
        ),
        p(box),
        p("<w:r><w:t>注</w:t></w:r>" + note),
        p('<w:bookmarkStart w:id="5" w:name="甲"/><w:r><w:t>书签</w:t></w:r><w:bookmarkEnd w:id="5"/>'),
        p('<w:hyperlink w:anchor="甲"><w:r><w:t>见</w:t></w:r></w:hyperlink>'),
        header=p("页眉{{ 编号 }}"),
        footnotes=NOTES,
    )


def grown(chosen: random.Random) -> tuple[str, bytes]:
    """Return a small sound template of conditions, loops, tables and boxes inside each other, and its shape."""
    body = "".join(_blocks(chosen, 0) for _ in range(chosen.randrange(1, 5)))
    parts = {"header": _blocks(chosen, 1)} if chosen.random() < 0.5 else {}
    if chosen.random() < 0.3:
        parts["footer"] = _blocks(chosen, 1)
    return " ".join(re.findall(r"<w:(tbl|sdt|pict)\b", body)), letter(body, **parts)


def _tags(chosen: random.Random, prefix: str) -> tuple[str, str]:
    if chosen.random() < 0.5:
        return f"{{%{prefix} if {chosen.choice(['', 'not '])}{chosen.choice(IFS)} %}}", f"{{%{prefix} endif %}}"
    return f"{{%{prefix} for 项 in {chosen.choice(LISTS)} %}}", f"{{%{prefix} endfor %}}"


def _blocks(chosen: random.Random, depth: int) -> str:
    kind = chosen.choice(["text", "text", "block", "table", "box", "control"] if depth < 3 else ["text", "block"])
    if kind == "text":
        return p(chosen.choice(["字", "{{ 编号 }}", "甲{{ 收函人.名称 }}"]))
    if kind == "block":
        opened, closed = _tags(chosen, "p")
        inner = _blocks(chosen, depth + 1) if depth < 4 else p("字")
        return p(opened) + inner + p(closed)
    if kind == "table":
        return _table(chosen, depth)
    if kind == "box":
        return p(BOX.format(_blocks(chosen, depth + 2)))
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{_blocks(chosen, depth + 1)}</w:sdtContent></w:sdt>"


def _table(chosen: random.Random, depth: int) -> str:
    rows = []
    for _ in range(chosen.randrange(1, 3)):
        row = tr(tc(_blocks(chosen, depth + 1), properties=_merge(chosen)), tc(_blocks(chosen, depth + 1)))
        if chosen.random() < 0.6:
            opened, closed = _tags(chosen, "tr")
            row = tr(opened, "") + row + tr(closed, "")
        rows.append(row)
    if chosen.random() < 0.2:
        opened, closed = _tags(chosen, "tc")
        rows.append(tr(opened, "x", closed))
    return tbl(*rows)


def _merge(chosen: random.Random) -> str:
    return chosen.choice(["", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"])
