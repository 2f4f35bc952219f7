"""Paper kit: how the house draws a Word template.

Owns the page (A4, type area 156 × 225 mm) and the few building blocks the papers need: paragraphs, lists, tables,
footers; what they look like stands in ``styles``. Writes WordprocessingML directly, parts in a fixed order and
with fixed dates, so that the same drawing gives the same bytes. Knows no case and no law.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from drawing.styles import FALLBACKS, FANG, HEI, STYLES, fonts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OOXML = "http://schemas.openxmlformats.org"
TYPE_AREA = 8844  # 156 mm in twentieths of a point
WIDE_AREA = 13662  # of a page laid across: 241 mm
EPOCH = (2020, 1, 1, 0, 0, 0)


def run(text: str, *, strong: bool = False) -> str:
    """Return one run; a ``strong`` one is set in 黑体 and bold."""
    props = f"<w:rPr>{fonts(HEI)}<w:b/></w:rPr>" if strong else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(text: str) -> str:
    """Return ``text`` as runs; what stands between ``**`` is set apart."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return "".join(run(part, strong=bool(i % 2)) for i, part in enumerate(parts) if part)


def p(
    style: str, text: str, *, keep: bool = False, gap: bool = False, above: bool = False, new_page: bool = False
) -> str:
    """Return a paragraph of the named style.

    ``keep`` holds it together with the next one. ``above``: it stands directly above a table and goes with it;
    ``gap``: directly below one. Both take the style of that name, which has the air: no paragraph is spaced by hand.
    ``new_page``: it begins a page, and pages are counted on.
    """
    chosen = STYLES[f"{style}表前" if above else f"{style}表后" if gap else style]
    held = "<w:keepNext/>" * keep + "<w:pageBreakBefore/>" * new_page
    return f'<w:p><w:pPr><w:pStyle w:val="{chosen.id}"/>{held}</w:pPr>{runs(text)}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that only holds a block tag; it disappears when the paper is rendered."""
    return f'<w:p><w:pPr><w:pStyle w:val="LxFlush"/></w:pPr>{run("{%p " + text + " %}")}</w:p>'


def when(condition: str, *blocks: str) -> str:
    """Return ``blocks`` shown only if ``condition`` holds."""
    return tag(f"if {condition}") + "".join(blocks) + tag("endif")


def each(name: str, source: str, *blocks: str) -> str:
    """Return ``blocks`` repeated for every ``name`` in ``source``."""
    return tag(f"for {name} in {source}") + "".join(blocks) + tag("endfor")


def items(name: str, source: str, *, held: bool = False, whole: bool = False) -> str:
    """Return the entries of a list, numbered where there are several: a single one bears no number.

    ``held``: the last one goes with what follows, so that a signature never stands alone on its page; ``whole``: with
    it all of a short list.
    """
    said = f"{{% if loop.length > 1 %}}{{{{ {name}.序号 }}}}. {{% endif %}}{{{{ {name}.内容 }}}}"
    if not held:
        return each(name, source, p("条款", said))
    last = f"loop.last or loop.length <= {WHOLE}" if whole else "loop.last"
    return each(name, source, when(last, p("条款", said, keep=True)), when(f"not ({last})", p("条款", said)))


#: A list of so many entries before a signature is not divided between two pages.
WHOLE = 3


#: A column of text wider than this, in per cent, can hold many lines.
_WORDS = 24


@dataclass(frozen=True)
class Column:
    """A table column: heading, width in per cent, the field shown, the text of the total row, and its style."""

    head: str
    width: int
    field: str
    total: str = ""
    style: str = "表格文字"


def _cell(width: int, style: str, text: str, *, span: int = 1, keep: bool = False) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}<w:vAlign w:val="center"/></w:tcPr>'
        f"{p(style, text, keep=keep)}</w:tc>"
    )


def _row(cells: str, *, head: bool = False, whole: bool = True) -> str:
    repeat = "<w:tblHeader/>" * head
    return f'<w:tr><w:trPr>{"<w:cantSplit/>" * whole}{repeat}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'


#: Up to so many rows a table of figures is not divided between two pages.
_SHORT = 4


def grouped_table(groups: str, caption: str, loop: str, columns: Sequence[Column], area: int = TYPE_AREA) -> str:
    """Return one table over several groups (``组 in 组别``): a row with ``caption`` before the rows of each.

    The last two rows of the last group (``组.末``) go along with what follows: a signature takes some rows with it.
    """
    widths = [area * c.width // 100 for c in columns]
    head = _row("".join(_cell(w, "表头", c.head) for w, c in zip(widths, columns, strict=True)), head=True)
    held, free = (
        _row(
            "".join(_cell(w, c.style, "{{ " + c.field + " }}", keep=keep) for w, c in zip(widths, columns, strict=True))
        )
        for keep in (True, False)
    )
    ending = f"if {groups.partition(' in ')[0]}.末 and loop.revindex <= 2"
    title = _row(_cell(sum(widths), "表格文字左", f"**{caption}**", span=len(columns), keep=True))
    marks = (f"for {groups}", f"for {loop}", "endfor", ending, "else", "endif")
    outer, inner, end, if_, else_, endif = (_mark(mark, columns) for mark in marks)
    return _framed(widths, f"{head}{outer}{title}{inner}{if_}{held}{else_}{free}{endif}{end}{end}")


def table(
    loop: str, columns: Sequence[Column], *, noted: bool = False, brief: bool = False, area: int = TYPE_AREA
) -> str:
    """Return a table: repeating head, one row for each of ``loop`` (``名 in 列表``), a total row if any is given.

    ``noted``: a note follows, which its last row holds on to. Rows of figures stay whole; rows with a column of text
    (``表格文字左`` and wide) may break, since one of them can be taller than what is left of a page. ``brief``:
    they are never taller than half a page, and stay whole too.
    """
    widths = [area * c.width // 100 for c in columns]
    head = _row("".join(_cell(w, "表头", c.head) for w, c in zip(widths, columns, strict=True)), head=True)
    summed = any(c.total for c in columns)
    worded = any(c.style == "表格文字左" and c.width > _WORDS for c in columns)
    # A long table goes on over the page: only its first two rows hold together, below the caption, and its last two
    # above a total, which must not stand alone. Were all rows held, the caption would stay behind on the page before.
    held, free = (
        _row(
            "".join(
                _cell(w, c.style, "{{ " + c.field + " }}", keep=keep) for w, c in zip(widths, columns, strict=True)
            ),
            whole=brief or not worded,
        )
        for keep in (True, False)
    )
    holds = _holds(summed=summed, noted=noted, worded=worded and not brief)
    marks = (f"for {loop}", f"if {holds}", "else", "endif", "endfor")
    loop_, if_, else_, endif, endfor = (_mark(mark, columns) for mark in marks)
    rows = [loop_, if_, held, else_, free, endif, endfor]
    if summed:
        rows.append(_row("".join(_cell(w, c.style, c.total, keep=noted) for w, c in zip(widths, columns, strict=True))))
    return _framed(widths, f"{head}{''.join(rows)}")


def _framed(widths: Sequence[int], rows: str) -> str:
    """Return a table of ``rows`` with its lines and the widths of its columns."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        + f"</w:tblGrid>{rows}</w:tbl>"
    )


def _holds(*, summed: bool, noted: bool, worded: bool) -> str:
    """Return when a row of a table holds on to the next one."""
    end = "loop.revindex <= 2" if summed else "loop.last" if noted else ""
    first = "loop.first" if end else "loop.first and not loop.last"
    last = "" if end else " and not loop.last"
    short = "" if worded else f"loop.length <= {_SHORT}{last}"
    return " or ".join(part for part in (first, short, end) if part)


def accounts(style: str = "正文缩进") -> str:
    """Return the accounts to pay into: of each creditor, and who is paid on which."""

    def lines(name: str) -> tuple[str, str, str]:
        return (
            p(style, f"户名：{{{{ {name}.户名 }}}}", keep=True),
            p(style, f"开户行：{{{{ {name}.开户行 }}}}", keep=True),
            p(style, f"账号：{{{{ {name}.账号 }}}}"),
        )

    others = each("户", "账户.其余", *lines("户"))
    return "".join(lines("账户")) + others + when("账户.说明", p(style, "{{ 账户.说明 }}。"))


def _mark(text: str, columns: Sequence[Column]) -> str:
    return _row(_cell(TYPE_AREA, "表格文字", "{%tr " + text + " %}", span=len(columns)))


def _field(code: str) -> str:
    """Return a field in five runs: WPS shows no number when begin, code and end share one run."""
    props = f'<w:rPr>{fonts("宋体")}<w:sz w:val="28"/></w:rPr>'
    return "".join(
        f"<w:r>{props}{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


def footer(kind: Literal["dash", "of", "internal"], align: str = "center") -> str:
    """Return a footer part: ``— 1 —``, 第1页 共1页 where a swapped page must show, or that of an internal paper."""
    edge = ' w:rightChars="100" w:right="280"' if align == "right" else ' w:leftChars="100" w:left="280"'
    ind = "" if align == "center" else f"<w:ind{edge}/>"
    of = run("第") + _field("PAGE") + run("页　共") + _field("NUMPAGES") + run("页")
    inner = {"dash": run("— ") + _field("PAGE") + run(" —"), "of": of, "internal": run("内部文件　") + of}[kind]
    return (
        f'{HEAD}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="LxFooter"/>{ind}<w:jc w:val="{align}"/></w:pPr>'
        f"{inner}</w:p></w:ftr>"
    )


def _styles_part() -> str:
    plain = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:kern w:val="2"/><w:sz w:val="32"/>'
        '<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:overflowPunct w:val="0"/><w:snapToGrid w:val="0"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    return f"{HEAD}<w:styles {W}>{plain}{''.join(s.xml() for s in STYLES.values())}</w:styles>"


def _font_part() -> str:
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{alt}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"modern" if name == HEI else "roman"}"/></w:font>'
        for name, alt in FALLBACKS.items()
    )
    return (
        f'{HEAD}<w:fonts {W}>{chinese}<w:font w:name="Times New Roman"><w:charset w:val="00"/>'
        '<w:family w:val="roman"/></w:font></w:fonts>'
    )


def _settings_part(duplex: bool) -> str:
    odd_even = "<w:evenAndOddHeaders/>" if duplex else ""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/>{odd_even}<w:characterSpacingControl '
        'w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _section(duplex: bool, *, across: bool = False, tight: bool = False, short: bool = False) -> str:
    refs = '<w:footerReference w:type="default" r:id="rId4"/>'
    if duplex:
        refs += '<w:footerReference w:type="even" r:id="rId5"/>'
    if across:
        return (
            f'<w:sectPr>{refs}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1588" '
            'w:right="1588" w:bottom="1474" w:left="1588" w:header="851" w:footer="964" w:gutter="0"/></w:sectPr>'
        )
    if tight:
        return (
            f'<w:sectPr>{refs}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="964" w:right="1474" '
            'w:bottom="1134" w:left="1588" w:header="567" w:footer="680" w:gutter="0"/></w:sectPr>'
        )
    if short:
        return (
            f'<w:sectPr>{refs}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1474" '
            'w:bottom="1304" w:left="1588" w:header="851" w:footer="964" w:gutter="0"/></w:sectPr>'
        )
    return (
        f'<w:sectPr>{refs}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" '
        'w:bottom="1984" w:left="1588" w:header="851" w:footer="1417" w:gutter="0"/></w:sectPr>'
    )


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
META = "application/vnd.openxmlformats-package"
SCHEMA = f"{OOXML}/package/2006"
OFFICE = f"{OOXML}/officeDocument/2006/relationships"


def _types_part(kinds: dict[str, str]) -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{SCHEMA}/content-types"><Default Extension="rels" '
        f'ContentType="{META}.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{parts}'
        f'<Override PartName="/docProps/core.xml" ContentType="{META}.core-properties+xml"/></Types>'
    )


def _relations_part(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{SCHEMA}/relationships">{rows}</Relationships>'


def _core_part(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{SCHEMA}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def package(
    title: str,
    body: Sequence[str],
    *,
    footers: Sequence[str],
    across: bool = False,
    tight: bool = False,
    short: bool = False,
) -> bytes:
    """Return the .docx: ``footers`` is one part for every page, or two (odd right, even left) for duplex print.

    ``across``: the page is laid across (横向); ``tight``: with the narrow edges of a paper for the office; ``short``:
    with those of a paper that is to stand on one page.
    """
    feet = {f"footer{i}": xml for i, xml in enumerate(footers, 1)}
    section = _section(len(feet) > 1, across=across, tight=tight, short=short)
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        **dict.fromkeys(feet, "footer"),
    }
    return _zip(
        {
            "[Content_Types].xml": _types_part(kinds),
            "_rels/.rels": _relations_part(
                [
                    (f"{OFFICE}/officeDocument", "word/document.xml"),
                    (f"{SCHEMA}/relationships/metadata/core-properties", "docProps/core.xml"),
                ]
            ),
            "docProps/core.xml": _core_part(title),
            "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{''.join(body)}{section}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations_part(
                [(f"{OFFICE}/{kind}", f"{name}.xml") for name, kind in kinds.items() if name != "document"]
            ),
            "word/styles.xml": _styles_part(),
            "word/settings.xml": _settings_part(len(feet) > 1),
            "word/fontTable.xml": _font_part(),
            **{f"word/{name}.xml": xml for name, xml in feet.items()},
        }
    )


def _zip(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, xml.encode("utf-8"))
    return buffer.getvalue()
