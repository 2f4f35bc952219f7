"""Word: the report as a .docx with charts of Word's own, A4 landscape (内部材料).

Owns the parts of such a file, drawn here and packed by the paper engine, which gives the same bytes for the same
report: headings that make an outline, tables whose head repeats and whose rows no page end cuts, page numbers. Words
are text; no link, no macro, no author. Charts are in ``word_charts``.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from lexcollect.cn.width import screen_width
from lexcollect.documents.engine.package import DECLARATION, pack, write_package
from lexcollect.documents.engine.properties import CORE_PART, properties
from lexcollect.patterns import regex
from lexcollect.reporting.charts import Drawn, drawn
from lexcollect.reporting.tables import MOST_ROWS, Cell, Form, Part, Sheetful, Table, cut_words, shown
from lexcollect.reporting.word_charts import chart_xml, inline
from lexcollect.wording import say

#: Width of the text between the margins of A4 landscape, in twentieths of a point.
_ACROSS = 16838 - 2 * 1134
#: A character of nine points that is half as wide as a Chinese one, and what stands beside the text of a cell.
_HALF_WIDTH, _PADDING = 96, 170
#: Words are not pressed below this.
_LEAST = 900
_NO_XML = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
#: The part by which a report of ours is known; Word and WPS write their own when they save.
_APP = "docProps/app.xml"
_APP_TEXT = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>lexcollect report</Application></Properties>"
)


def word(report: Sheetful) -> bytes:
    """Return ``report`` as the bytes of a .docx."""
    charts: list[Drawn] = []
    body = "".join(_body(report, charts))
    members = [pack(name, text.encode("utf-8")) for name, text in _parts(body, charts)]
    return write_package([*members, pack(CORE_PART, properties(report.title.render()))])


def is_ours(data: bytes) -> bool:
    """Tell whether ``data`` is a report of ours that nobody saved since."""
    from lexcollect.documents.engine.package import BrokenPackage, inflate, read_members

    try:
        found = next((m for m in read_members(data) if m.name == _APP), None)
        return found is not None and inflate(found) == _APP_TEXT.encode("utf-8")
    except BrokenPackage:
        return False


def _parts(body: str, charts: list[Drawn]) -> Iterator[tuple[str, str]]:
    named = (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"))
    overrides = [(f"/word/{name}.xml", f"{_MAIN}.{kind}+xml") for name, kind in named]
    overrides += [(f"/word/charts/chart{n}.xml", _CHART_TYPE) for n, _ in enumerate(charts, 1)]
    overrides.append((f"/{_APP}", "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
    overrides.append((f"/{CORE_PART}", "application/vnd.openxmlformats-package.core-properties+xml"))
    told = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    types = (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )
    yield "[Content_Types].xml", types
    core = (f"{_PACKAGE}/relationships/metadata/core-properties", CORE_PART)
    app = (f"{_OFFICE}/extended-properties", _APP)
    yield "_rels/.rels", _relations([(f"{_OFFICE}/officeDocument", "word/document.xml"), core, app])
    yield _APP, _APP_TEXT
    targets = [(f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/footer", "footer1.xml")]
    targets += [(f"{_OFFICE}/chart", f"charts/chart{n}.xml") for n, _ in enumerate(charts, 1)]
    yield "word/_rels/document.xml.rels", _relations(targets)
    yield "word/styles.xml", _styles()
    yield "word/footer1.xml", _footer()
    yield "word/document.xml", body
    for n, chart in enumerate(charts, 1):
        yield f"word/charts/chart{n}.xml", chart_xml(chart)


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
    sans = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体"/>'
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="80"/>'
        f'<w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr>{sans}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
        for n, before, size in ((1, 0, 30), (2, 220, 24))
    )
    return (
        f'{DECLARATION}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{heads}</w:styles>"
    )


def _footer() -> str:
    before, between, after = say("reporting.page_of", page="|", pages="|").split("|")
    run = '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:fldSimple w:instr=" {} "><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    words = (before, field.format("PAGE"), between, field.format("NUMPAGES"), after)
    inner = "".join(each if each.startswith("<") else run.format(escape(each)) for each in words if each)
    return f'{DECLARATION}<w:ftr {_W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{inner}</w:p></w:ftr>'


def _body(report: Sheetful, charts: list[Drawn]) -> Iterator[str]:
    yield f"{DECLARATION}<w:document {_W} {_R}><w:body>"
    yield _paragraph(report.title.render(), size=40, centred=True, sans=True, after=120)
    for line in report.lines:
        yield _paragraph(line.render(), centred=True, grey=True, after=40)
    for n, part in enumerate(report.parts):
        yield from _part(part, charts, new_page=bool(n), named=part.title != report.title)
    yield (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="16838" w:h="11906" '
        'w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1021" w:left="1134" w:header="567" '
        'w:footer="510" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _part(part: Part, charts: list[Drawn], *, new_page: bool, named: bool = True) -> Iterator[str]:
    """Yield a part; one that is the whole report is not called by its name again."""
    page = "<w:pageBreakBefore/>" if new_page else ""
    if named:
        yield f'<w:p><w:pPr><w:pStyle w:val="Heading1"/>{page}</w:pPr>{_run(part.title.render(), 0)}</w:p>'
    for line in part.meaning:
        yield _paragraph(line.render(), size=19, grey=True, after=40)
    for table in part.tables:
        yield f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{_run(table.title.render(), 0)}</w:p>'
        if chart := drawn(table):
            charts.append(chart)
            yield f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>{inline(len(charts), chart)}</w:p>'
        yield _table(table)
        if len(table.rows) > MOST_ROWS:
            yield _paragraph(cut_words(table), size=19, grey=True, after=20)
        for note in table.notes:
            yield _paragraph(note.render(), size=19, grey=True, after=20)
        if not table.notes:  # a table wants a paragraph behind it
            yield _paragraph("", size=10)


def _table(table: Table) -> str:
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    side = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="9AA5B4"/>'
    borders = "".join(side.format(name) for name in ("top", "left", "bottom", "right", "insideH", "insideV"))
    heads = tuple(column.head.render() for column in table.columns)
    rows = [_row(table, heads, widths, fill="E9EDF2", head=True)]
    rows += [_row(table, row, widths) for row in table.rows[:MOST_ROWS]]
    if not table.rows:
        empty = (say("reporting.nothing"), *([""] * (len(widths) - 1)))
        rows.append(_row(table, empty, widths))
    if table.total:
        rows.append(_row(table, table.total, widths, fill="F5F7FA", bold=True))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(table: Table) -> list[int]:
    """Share the width of the page: figures, days and short words get what they need, the rest is shared by length."""
    needs = [_need(table, n) for n in range(len(table.columns))]
    words = [n for n, c in enumerate(table.columns) if not (c.form.number or c.form is Form.DATE or c.short)]
    whole, room = sum(needs), _ACROSS
    if whole <= room:
        return needs
    rest = sum(needs[n] for n in words)
    least = room - (whole - rest)
    if words and least > rest // 4:
        shared = [max(least * needs[n] // rest, min(needs[n], _LEAST)) for n in words]
        return [shared[words.index(n)] if n in words else need for n, need in enumerate(needs)]
    return [room * need // whole for need in needs]


def _need(table: Table, n: int) -> int:
    """Return how wide column ``n`` wants to be, in twentieths of a point."""
    column = table.columns[n]
    cells = (*(row[n] for row in table.rows[:100]), *((table.total[n],) if table.total else ()))
    most = max((screen_width(shown(cell, column.form)) for cell in cells), default=4)
    head = screen_width(column.head.render())
    return max(min(most, 44), (head + 1) // 2, min(head, 8)) * _HALF_WIDTH + _PADDING


def _row(
    table: Table, cells: tuple[Cell, ...], widths: list[int], *, fill: str = "", head: bool = False, bold: bool = False
) -> str:
    inner = ""
    for column, cell, width in zip(table.columns, cells, widths, strict=True):
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        side = '<w:jc w:val="right"/>' if column.form.number else ""
        run = _run(shown(cell, column.form), 18, bold=bold or head)
        inner += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        inner += f"<w:p><w:pPr>{side}</w:pPr>{run}</w:p></w:tc>"
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inner}</w:tr>"


def _paragraph(
    words: str, *, size: int = 21, centred: bool = False, sans: bool = False, grey: bool = False, after: int = 0
) -> str:
    layout = f'<w:spacing w:after="{after}"/>' if after else ""
    layout += '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{layout}</w:pPr>{_run(words, size, sans=sans, grey=grey)}</w:p>"


def _run(words: str, size: int, *, bold: bool = False, sans: bool = False, grey: bool = False) -> str:
    look = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体"/>' if sans else ""
    look += "<w:b/>" if bold else ""
    look += '<w:color w:val="555555"/>' if grey else ""
    look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(_NO_XML.sub("", words))}</w:t></w:r>'
