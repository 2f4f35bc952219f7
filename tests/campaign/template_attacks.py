"""Attacks by template: each one by name; none of them may become a paper."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine_builder import REL, W, changed, docx, field, members, p, relation, with_body, zipped

#: What stands where nobody sees it.
OLD = "MKOLD"
TYPES, RELS, MAIN = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"
Maker = Callable[[random.Random], bytes]


def letter(*blocks: str, **parts: str) -> bytes:
    """A letter of one line, and ``blocks`` below it."""
    return with_body("致{{ 收函人.名称 }}：", *blocks, **parts)


def _typed(kind: str) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"</Types>", kind.encode() + b"</Types>")


def _part(name: str, content: bytes, kind: str, link: str) -> Mapping[str, Any]:
    override = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    target = name.removeprefix("word/")
    return {name: content, TYPES: _typed(override), RELS: relation(link, target)}


CODE = (
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro m() %}MK{% endmacro %}",
    "{% set x = 7 * 191 %}{{ x }}",
    "{% call m() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% autoescape false %}<w:p>{% endautoescape %}",
    "{% do x.append(1) %}",
    "{{ 7 * 191 }}",
    "{{ 1336 + 1.0 }}",
    "{{ 'MK' * 3 }}",
    "{{ 'a' * 10 ** 9 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ 收函人['__class__'] }}",
    "{{ 收函人|attr('__class__') }}",
    "{{ 收函人.items() }}",
    "{{ 收函人.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ namespace }}",
    "{{ joiner() }}",
    "{{ range(10 ** 9)|list }}",
    "{% for i in range(10 ** 9) %}{% endfor %}",
    "{% for i in range(1337) recursive %}{{ loop(i) }}{% endfor %}",
    "".join(f"{{% for {name} in 订单 %}}" for name in "abcde") + "x" + "{% endfor %}" * 5,
    "{{ '%0999999999d' % 1 }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ 编号|safe }}",
    "{{ 编号|e|forceescape }}",
    "{{ 编号|map('upper')|list }}",
    "{{ 编号|tojson }}",
    "{{ 订单|groupby('x') }}",
    "{{ 编号 if 编号 else ().__class__ }}",
    "{{ (1).__class__ }}",
    "{{ [].append }}",
    "{{ {}.update }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ 编号.encode() }}",
    "{{ 编号[::-1] }}",
    "{{ 编号[订单] }}",
    "{{ caller() }}",
    "{{ loop.index }}",
    "{{ loop.__class__ }}",
    "{% if 编号.upper() %}x{% endif %}",
    "{{p 编号 }}",
    "{{r 编号 }}",
    "{%p if 编号 %}x{%p endif %}",
    "{%tr for a in 订单 %}",
    "{{ 编号 }",
    "{ {编号} }",
    "{{{编号}}}",
    "{{ {{ 编号 }} }}",
    "{{ '{{ 编号 }}' }}",
    "{% if 编号 %}",
    "{% endif %}",
    "{%%}",
    "{{}}",
    "{{" * 2_000,
    "{% if 编号 %}" * 400 + "{% endif %}" * 400,
    "{{ " + "(" * 400 + "编号" + ")" * 400 + " }}",
    "{{ 编号" + ".a" * 900 + " }}",
    "{编号}",
    "｛｛编号｝｝",
    "«编号»",
    "{{ 编\u200b号 }}",
    "{{\u00a0编号 }}",
    "{\ufeff{ 编号 }}",
    "{{ 没有这个字段 }}",
    "{{ 收函人 }}",
)
FIELDS = (
    *(
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
        "DDE a b",
        "INCLUDETEXT http://mk.example/a",
        "INCLUDETEXT MKOLD",
    ),
    *("INCLUDEPICTURE http://mk.example/a.png \\d", "IMPORT a", "LINK Excel.Sheet.12 a", "EMBED x", "MACROBUTTON a b"),
    *("DATABASE \\d x", "ASK a b", "FILLIN a", "SET a b", "QUOTE 1", "IF 1 = 1 a b", "HYPERLINK http://mk.example"),
    *(
        "AUTOTEXT a",
        "GLOSSARY a",
        "PRINT a",
        "USERNAME",
        "DOCVARIABLE a",
        "DOCPROPERTY a",
        "FILENAME \\p",
        "AUTHOR",
        "= 7*191",
    ),
)
ELEMENTS = (
    *(
        "altChunk",
        "object",
        "control",
        "subDoc",
        "movie",
        "ffData",
        "frameset",
        "mailMerge",
        "dataSource",
        "saveThroughXslt",
    ),
)
LINKS = (
    ("image", "http://mk.example/a.png"),
    ("image", "\\\\mk.example\\a.png"),
    ("image", "file:///etc/passwd"),
    ("hyperlink", "file:///etc/passwd"),
    ("hyperlink", "javascript:alert(1)"),
    ("hyperlink", "\\\\mk.example\\share"),
    ("oleObject", "http://mk.example/a.doc"),
    ("attachedTemplate", "https://mk.example/a.dotm"),
    ("subDocument", "http://mk.example/a.docx"),
    ("frame", "http://mk.example/a.html"),
    ("aFChunk", "http://mk.example/a.html"),
    ("mailMergeSource", "file:///a.mdb"),
    ("settings", "http://mk.example/settings.xml"),
    ("styles", "http://mk.example/styles.xml"),
)
PARTS = (
    ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", "vbaProject"),
    ("word/vbaData.xml", "application/vnd.ms-word.vbaData+xml", "wordVbaData"),
    ("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "control"),
    ("word/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject", "oleObject"),
    ("word/embeddings/a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "package"),
    ("word/a.html", "text/html", "aFChunk"),
    ("word/a.rtf", "application/rtf", "aFChunk"),
    ("word/customizations.xml", "application/vnd.ms-word.keyMapCustomizations+xml", "keyMapCustomizations"),
    ("word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", "chart"),
    (
        "word/diagrams/data1.xml",
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        "diagramData",
    ),
    ("word/media/a.svg", "image/svg+xml", "image"),
    ("word/webextensions/a.xml", "application/vnd.ms-office.webextension+xml", "webextension"),
)
HEADS = (
    '<!DOCTYPE a [<!ENTITY a "MKOLD"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://mk.example/a.dtd">%x;]>',
    "<!DocType a>",
)
NAMES = (
    "../a.xml",
    "word/../../a.xml",
    "/etc/a.xml",
    "C:a.xml",
    "word\\a.xml",
    "word/%2e%2e/a.xml",
    "word//a.xml",
    "a\n.xml",
    "NUL",
)


def attacks() -> Iterator[tuple[str, Maker]]:
    """Yield every attack by name: no template of these may become a paper."""
    for code in CODE:
        yield f"code {code[:40]}", lambda r, code=code: _placed(r, code)
    for code in FIELDS:
        yield f"field {code[:30]}", lambda r, code=code: _with_field(r, code)
    for name in ELEMENTS:
        yield f"element {name}", lambda r, name=name: letter(p(f"<w:r><w:{name}/></w:r>"))
    for kind, target in LINKS:
        yield f"link {kind} {target[:20]}", lambda r, k=kind, t=target: _linked(k, t)
    for name, kind, link in PARTS:
        yield f"part {name}", lambda r, n=name, k=kind, t=link: changed(letter(), _part(n, b"<a/>", k, f"{REL}/{t}"))
    for head in HEADS:
        for part in (MAIN, "word/styles.xml", "docProps/core.xml", "customXml/item1.xml", TYPES, RELS):
            yield f"entities {part} {head[:22]}", lambda r, h=head, n=part: changed(letter(), {n: _headed(h)})
    for name in NAMES:
        yield f"name {name!r}", lambda r, n=name: changed(letter(), {n: b"<a/>"})
    yield from _packages()
    yield from _hidden()


def _placed(chosen: random.Random, code: str) -> bytes:
    """Put template code into the text, a cell, the header, the middle of a word; cut into runs anywhere."""
    cuts = sorted(chosen.sample(range(len(code) + 1), min(3, len(code))))
    pieces = [code[a:b] for a, b in zip([0, *cuts], [*cuts, len(code)], strict=True)]
    if chosen.random() < 0.4:
        return docx("致{{ 收函人.名称 }}：", f"前{'¦'.join(pieces)}后" if code[:3] not in ("{%p", "{%t") else code)
    if chosen.random() < 0.5:
        return docx("致{{ 收函人.名称 }}：", table=[[code, ""]])

    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = code

    return docx("致{{ 收函人.名称 }}：", edit=header)


def _with_field(chosen: random.Random, code: str) -> bytes:
    spelt = "".join(c.upper() if chosen.random() < 0.5 else c.lower() for c in code)
    if chosen.random() < 0.3:
        value = spelt.replace("&", "&amp;").replace('"', "&quot;")
        return letter(f'<w:p><w:fldSimple w:instr=" {value} "/></w:p>')
    return docx("致{{ 收函人.名称 }}：", edit=lambda d: field(d.add_paragraph(), spelt))


def _linked(kind: str, target: str) -> bytes:
    return changed(letter(), {RELS: relation(f"{REL}/{kind}", target, external=True)})


def _headed(head: str) -> Callable[[bytes], bytes]:
    return lambda old: re.sub(rb"^(<\?xml[^>]*\?>\s*)?", head.encode(), old, count=1)


def _packages() -> Iterator[tuple[str, Maker]]:
    """Packages that lie, unfold or repeat themselves."""
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    base = letter()
    yield "bomb", lambda r: changed(base, {"word/media/a.png": bytes(r.randrange(20, 60) * 1_000_000)})
    yield "bomb in the text", lambda r: changed(base, {MAIN: b"<w:document>" + b" " * 15_000_000})
    yield "many members", lambda r: zipped([*members(base).items(), *((f"a{n}.xml", b"<a/>") for n in range(400))])
    yield "twice", lambda r: zipped([*members(base).items(), (r.choice([MAIN, TYPES, "word/styles.xml"]), b"<a/>")])
    yield "twice but for case", lambda r: zipped([*members(base).items(), ("WORD/document.XML", b"<a/>")])
    yield (
        "macro type",
        lambda r: changed(
            base, {TYPES: lambda old: old.replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml")}
        ),
    )
    yield "no type", lambda r: changed(base, {TYPES: lambda old: old.replace(main, b"text/plain")})
    yield "types empty", lambda r: changed(base, {TYPES: b"<Types/>"})
    yield "no main", lambda r: changed(base, {"_rels/.rels": b"<Relationships/>"})
    yield "two mains", lambda r: changed(base, {"_rels/.rels": relation(f"{REL}/officeDocument", "word/styles.xml")})
    yield "missing target", lambda r: changed(base, {RELS: relation(f"{REL}/header", "header99.xml")})
    yield "target above", lambda r: changed(base, {RELS: relation(f"{REL}/image", "../../../etc/passwd")})
    yield "utf-16", lambda r: changed(base, {MAIN: lambda old: old.decode().encode("utf-16")})
    yield "wrong encoding", lambda r: changed(base, {MAIN: lambda old: old.replace(b"UTF-8", b"GB18030", 1)})
    yield "cut XML", lambda r: changed(base, {MAIN: lambda old: old[: r.randrange(len(old) - 20)]})
    yield "deep", lambda r: changed(base, {MAIN: _deep(r.randrange(400, 90_000))})
    yield (
        "another prefix",
        lambda r: changed(base, {MAIN: lambda old: old.replace(b"w:", b"q:")}),
    )
    yield (
        "XML as picture",
        lambda r: changed(
            base,
            {"word/h.png": b"<a/>", TYPES: _typed('<Override PartName="/word/h.png" ContentType="application/xml"/>')},
        ),
    )
    yield "encrypted", lambda r: _struck(base, 8, 1)
    yield "another method", lambda r: _struck(base, 10, 99)
    yield "a lie about the size", lambda r: _struck(base, 24, r.randrange(1, 200))
    yield "cut", lambda r: base[: r.randrange(len(base))]
    yield "no zip", lambda r: bytes(r.randrange(256) for _ in range(r.randrange(2_000)))
    yield "something in front", lambda r: b"MZ" + base


def _struck(data: bytes, at: int, value: int) -> bytes:
    """Write ``value`` at a place of the first entry of the directory."""
    struck = bytearray(data)
    struct.pack_into("<H", struck, data.find(b"PK\x01\x02") + at, value)
    return bytes(struck)


def _deep(levels: int) -> bytes:
    head = f'<w:document xmlns:w="{W}"><w:body>'
    return (
        head + "<w:sdt><w:sdtContent>" * levels + "</w:sdtContent></w:sdt>" * levels + "</w:body></w:document>"
    ).encode()


def _hidden() -> Iterator[tuple[str, Maker]]:
    """What Word shows as changed or does not show at all."""
    run = f"<w:r><w:t>{OLD}</w:t></w:r>"
    for kind in ("ins", "del", "moveFrom", "moveTo"):
        inner = run.replace("w:t>", "w:delText>") if kind == "del" else run
        yield f"tracked {kind}", lambda r, k=kind, i=inner: letter(p(f'<w:{k} w:id="1" w:author="{OLD}">{i}</w:{k}>'))
    for kind in ("rPrChange", "pPrChange"):
        place = "<w:r><w:rPr>{}</w:rPr><w:t>x</w:t></w:r>" if kind == "rPrChange" else "{}"
        change = f'<w:{kind} w:id="1" w:author="{OLD}"><w:{kind[:3]}/></w:{kind}>'
        xml = p(place.format(change)) if kind == "rPrChange" else p("x", change)
        yield f"tracked {kind}", lambda r, xml=xml: letter(xml)
    for mark in ("vanish", "specVanish"):
        yield f"hidden {mark}", lambda r, m=mark: letter(p(run.replace("<w:t>", f"<w:rPr><w:{m}/></w:rPr><w:t>")))
