"""Paper kit: how the house draws a Word template.

Owns the house style (A4, type area 156 × 225 mm, 三号 body, exact 28 point lines) and the few building blocks the
papers need: paragraphs, tables, signatures, footers. Writes WordprocessingML directly, parts in a fixed order and
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

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OOXML = "http://schemas.openxmlformats.org"
TYPE_AREA = 8844  # 156 mm in twentieths of a point
EPOCH = (2020, 1, 1, 0, 0, 0)

SONG, FANG, HEI, KAI = "方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312"
#: What Word takes when the first name is missing on the machine.
FALLBACKS = {SONG: "宋体", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", "宋体": "SimSun"}


def fonts(east: str) -> str:
    """Return the run fonts: ``east`` for Chinese, Times New Roman for Latin letters and digits."""
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{east}"/>'


@dataclass(frozen=True)
class Style:
    """A named paragraph style; ``indent`` and ``right`` in characters, ``size`` and ``line`` in points.

    Text is set flush left: justified, a line before a long number or waybill would be torn apart.
    """

    id: str
    name: str
    font: str = FANG
    size: float = 16
    line: float = 28
    align: Literal["both", "left", "center", "right"] = "left"
    indent: int = 0
    right: int = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    border: bool = False
    bold: bool = False
    new_page: bool = False

    def xml(self) -> str:
        """Return the style's definition."""
        keep = "<w:keepNext/><w:keepLines/>" if self.keep else ""
        page = "<w:pageBreakBefore/>" if self.new_page else ""
        border = (
            '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="000000"/></w:pBdr>' if self.border else ""
        )
        spacing = (
            f'<w:spacing w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}" '
            f'w:line="{self.line * 20:.0f}" w:lineRule="exact"/>'
        )
        ind = (
            f'<w:ind w:rightChars="{self.right * 100}" w:right="{self.right * self.size * 20:.0f}" '
            f'w:firstLineChars="{self.indent * 100}" w:firstLine="{self.indent * self.size * 20:.0f}"/>'
        )
        bold = "<w:b/>" if self.bold else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="a"/><w:qFormat/><w:pPr>{keep}{page}<w:widowControl/>{border}'
            f'<w:overflowPunct w:val="0"/>{spacing}{ind}'
            f'<w:jc w:val="{self.align}"/></w:pPr><w:rPr>{fonts(self.font)}{bold}'
            f'<w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/></w:rPr></w:style>'
        )


STYLES = {
    s.name: s
    for s in (
        Style("LxLetterhead", "函头", SONG, 26, 40, "center", after=4, border=True),
        Style("LxNumber", "文号", size=14, align="right", before=6, after=6),
        Style("LxTitle", "文书标题", SONG, 22, 36, "center", before=6, after=22),
        Style("LxBody", "正文缩进", indent=2),
        Style("LxLetterheadNext", "函头新页", SONG, 26, 40, "center", after=4, border=True, new_page=True),
        Style("LxTitleNext", "文书标题新页", SONG, 22, 36, "center", before=6, after=22, new_page=True),
        Style("LxFlush", "正文顶格"),
        Style("LxParty", "当事人", indent=2),
        Style("LxHead", "一级标题", HEI, indent=2, before=6, keep=True),
        Style("LxSubhead", "二级标题", KAI, indent=2, keep=True),
        Style("LxItem", "条款", indent=2),
        Style("LxShort", "短函正文", size=14, line=24, indent=2),
        Style("LxCaption", "表题", HEI, 14, 26, "center", before=6, after=3, keep=True),
        Style("LxTableHead", "表头", HEI, 10.5, 16, "center", before=3, after=3, keep=True),
        Style("LxCell", "表格文字", size=10.5, line=16, align="center", before=3, after=3),
        Style("LxCellLeft", "表格文字左", size=10.5, line=16, align="left", before=3, after=3),
        Style("LxMoney", "表格金额", size=10.5, line=16, align="right", before=3, after=3),
        Style("LxTableNote", "表注", size=10.5, line=18, before=4, after=6),
        Style("LxClosing", "此致", indent=2, before=6, keep=True),
        Style("LxCourt", "致送机关", keep=True),
        Style("LxAnnex", "附件", indent=2, keep=True),
        Style("LxSign", "落款", align="right", right=2, keep=True),
        Style("LxSignHand", "落款签名", align="right", right=9, keep=True),
        Style("LxSignFirst", "落款首行", align="right", right=2, before=42, keep=True),
        Style("LxSignDate", "落款日期", align="right", right=4),
        Style("LxSeal", "签署", align="left", keep=True),
        Style("LxSealFirst", "签署首行", align="left", before=22, keep=True),
        Style("LxSealEnd", "签署末行", align="left", after=6, keep=True),
        Style("LxFooter", "页码", "宋体", 14, 18, "center"),
    )
}


def run(text: str, *, east: str = "") -> str:
    """Return one run; ``east`` overrides the Chinese font of the style."""
    props = f"<w:rPr>{fonts(east)}</w:rPr>" if east else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(text: str) -> str:
    """Return ``text`` as runs; what stands between ``**`` is set in 黑体."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return "".join(run(part, east=HEI if i % 2 else "") for i, part in enumerate(parts) if part)


def p(style: str, text: str, *, keep: bool = False, gap: float = 0) -> str:
    """Return a paragraph of the named style.

    ``keep`` holds it together with the next one; ``gap`` is white space above, in points (after a table).
    """
    chosen = STYLES[style]
    space = f'<w:spacing w:before="{gap * 20:.0f}" w:line="{chosen.line * 20:.0f}" w:lineRule="exact"/>' if gap else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{chosen.id}"/>{"<w:keepNext/>" if keep else ""}{space}</w:pPr>{runs(text)}</w:p>'
    )


def tag(text: str) -> str:
    """Return a paragraph that only holds a block tag; it disappears when the paper is rendered."""
    return f'<w:p><w:pPr><w:pStyle w:val="LxFlush"/></w:pPr>{run("{%p " + text + " %}")}</w:p>'


def when(condition: str, *blocks: str) -> str:
    """Return ``blocks`` shown only if ``condition`` holds."""
    return tag(f"if {condition}") + "".join(blocks) + tag("endif")


def each(name: str, source: str, *blocks: str) -> str:
    """Return ``blocks`` repeated for every ``name`` in ``source``."""
    return tag(f"for {name} in {source}") + "".join(blocks) + tag("endfor")


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


def _row(cells: str, *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f'<w:tr><w:trPr><w:cantSplit/>{repeat}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'


def table(loop: str, columns: Sequence[Column]) -> str:
    """Return a table: repeating head, one row for each of ``loop`` (``名 in 列表``), a total row if any is given."""
    widths = [TYPE_AREA * c.width // 100 for c in columns]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row("".join(_cell(w, "表头", c.head) for w, c in zip(widths, columns, strict=True)), head=True)
    summed = any(c.total for c in columns)
    # A long table goes on over the page: only its first two rows hold together, below the caption, and its last two
    # above a total, which must not stand alone. Were all rows held, the caption would stay behind on the page before.
    held, free = (
        _row(
            "".join(_cell(w, c.style, "{{ " + c.field + " }}", keep=keep) for w, c in zip(widths, columns, strict=True))
        )
        for keep in (True, False)
    )
    holds = "loop.first or loop.revindex <= 2" if summed else "loop.first and not loop.last"
    marks = (f"for {loop}", f"if {holds}", "else", "endif", "endfor")
    loop_, if_, else_, endif, endfor = (_mark(mark, columns) for mark in marks)
    rows = [loop_, if_, held, else_, free, endif, endfor]
    if summed:
        rows.append(_row("".join(_cell(w, c.style, c.total) for w, c in zip(widths, columns, strict=True))))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        + f"</w:tblGrid>{head}{''.join(rows)}"
        f"</w:tbl>"
    )


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


def footer(kind: Literal["dash", "of"], align: str = "center") -> str:
    """Return a footer part: ``— 1 —``, or 第1页 共1页 where a swapped page must show."""
    edge = ' w:rightChars="100" w:right="280"' if align == "right" else ' w:leftChars="100" w:left="280"'
    ind = "" if align == "center" else f"<w:ind{edge}/>"
    inner = (
        run("— ") + _field("PAGE") + run(" —")
        if kind == "dash"
        else run("第") + _field("PAGE") + run("页　共") + _field("NUMPAGES") + run("页")
    )
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


def _section(duplex: bool) -> str:
    refs = '<w:footerReference w:type="default" r:id="rId4"/>'
    if duplex:
        refs += '<w:footerReference w:type="even" r:id="rId5"/>'
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


def package(title: str, body: Sequence[str], *, footers: Sequence[str]) -> bytes:
    """Return the .docx: ``footers`` is one part for every page, or two (odd right, even left) for duplex print."""
    feet = {f"footer{i}": xml for i, xml in enumerate(footers, 1)}
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
            "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{''.join(body)}{_section(len(feet) > 1)}</w:body>"
            "</w:document>",
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
