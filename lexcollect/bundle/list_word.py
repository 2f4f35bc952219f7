"""Word lists: a list table as a .docx that Word, WPS and LibreOffice open, print and let people change.

Owns the few parts of such a file, written by hand: A4, a heading row that repeats on every page, rows that no page end
cuts, page numbers in the foot. Text is text: no field but the page numbers, no link, no macro, no author; the same
table gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from lexcollect.bundle.list_tables import CENTRED, WIDTHS, ListTable
from lexcollect.patterns import regex
from lexcollect.wording import say

#: Width of the text between the margins, in twentieths of a point (A4 with 2.5 cm on the left, 2 cm on the right).
_ACROSS = 9350
_SERIF, _SANS = "宋体", "黑体"
_GREY, _LIGHT = "EBEBEB", "F7F7F7"
#: What XML cannot hold.
_NO_XML = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BORN = (1980, 1, 1, 0, 0, 0)


def word_bytes(table: ListTable) -> bytes:
    """Return ``table`` as a .docx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _parts(table):
            packed.writestr(zipfile.ZipInfo(name, _BORN), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(table: ListTable) -> Iterator[tuple[str, str]]:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"))
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>' for name, kind in kinds
    )
    about = "application/vnd.openxmlformats-package.core-properties+xml"
    core = f'<Override PartName="/docProps/core.xml" ContentType="{about}"/>'
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}{core}</Types>'
        ),
    )
    yield (
        "_rels/.rels",
        _relations(
            [
                (f"{_OFFICE}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
    )
    yield (
        "word/_rels/document.xml.rels",
        _relations([(f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/footer", "footer1.xml")]),
    )
    yield (
        "docProps/core.xml",
        (
            f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_text(table.title)}</dc:title></cp:coreProperties>'
        ),
    )
    yield "word/styles.xml", _styles()
    yield "word/footer1.xml", _footer()
    yield "word/document.xml", _document(table)


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    fonts = (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{_SERIF}" w:cs="Times New Roman"/>'
    )
    return (
        f'{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    )


def _footer() -> str:
    before, between, after = say("binding.list_page", "zh", page="|", pages="|").split("|")
    run = '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:fldSimple w:instr=" {} "><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    words = (
        run.format(before) + field.format("PAGE") + run.format(between) + field.format("NUMPAGES") + run.format(after)
    )
    return f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{words}</w:p></w:ftr>'


def _document(table: ListTable) -> str:
    body = [_paragraph(table.title, centred=True, size=36, sans=True, after=120)]
    body += [_labelled(label, words) for label, words in table.head]
    body += [_paragraph("", size=10), _table(table), _paragraph("", size=14)]
    body += [_labelled(label, words) for label, words in table.foot]
    body += [_sign(label, words) for label, words in table.sign]
    section = (
        f'<w:sectPr><w:footerReference {_R} w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" w:header="567" '
        'w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{_XML}<w:document {_W}><w:body>{''.join(body)}{section}</w:body></w:document>"


def _table(table: ListTable) -> str:
    keys = [key for key, _ in table.columns]
    whole = sum(WIDTHS[key] for key in keys)
    widths = [_ACROSS * WIDTHS[key] // whole for key in keys]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    side = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    borders = "".join(side.format(name) for name in ("top", "left", "bottom", "right", "insideH", "insideV"))
    heads = "".join(
        _cell(head, width, fill=_GREY, centred=True, sans=True)
        for (_, head), width in zip(table.columns, widths, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"]
    for group in table.groups:
        if group.heading:
            cell = _cell(group.heading, sum(widths), span=len(keys), fill=_LIGHT, sans=True, keep=True)
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>")
        for row in group.rows:
            cells = "".join(
                _cell(words, width, centred=key in CENTRED) for words, width, key in zip(row, widths, keys, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(
    words: str,
    width: int,
    *,
    span: int = 1,
    fill: str = "",
    centred: bool = False,
    sans: bool = False,
    keep: bool = False,
) -> str:
    more = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    more += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inside = _paragraph(words, centred=centred, size=20, sans=sans, keep=keep)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def _labelled(label: str, words: str) -> str:
    """Return a line whose label stands before a hanging block of words."""
    layout = '<w:spacing w:after="40"/><w:ind w:left="1260" w:hanging="1260"/>'
    tabs = '<w:tabs><w:tab w:val="left" w:pos="1260"/></w:tabs>'
    return f"<w:p><w:pPr>{tabs}{layout}</w:pPr>{_run(label, sans=True)}<w:r><w:tab/></w:r>{_run(words)}</w:p>"


def _sign(label: str, words: str) -> str:
    layout = '<w:keepNext/><w:spacing w:before="240"/><w:ind w:left="4820"/>'
    return f"<w:p><w:pPr>{layout}</w:pPr>{_run(f'{label}{words}')}</w:p>"


def _paragraph(
    words: str, *, centred: bool = False, size: int = 21, sans: bool = False, after: int = 0, keep: bool = False
) -> str:
    layout = "<w:keepNext/>" if keep else ""  # the heading of a group stays with its first row
    layout += f'<w:spacing w:after="{after}"/>' if after else ""
    layout += '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{layout}</w:pPr>{_run(words, size=size, sans=sans)}</w:p>"


def _run(words: str, *, size: int = 21, sans: bool = False) -> str:
    font = f'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="{_SANS}"/>' if sans else ""
    look = f'<w:rPr>{font}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{_text(words)}</w:t></w:r>'


def _text(words: str) -> str:
    return escape(_NO_XML.sub("", words))
