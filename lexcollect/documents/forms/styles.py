"""Looks of a form: its page, fonts and paragraphs as the official Word forms have them.

Owns the parts of the package that do not change from form to form. Measures are those of the masters (edition
2025-07-14; twips, sizes in half-points); the Founder fonts (方正) stand first in every run and are not embedded, what a
machine without them takes is named beside them.
"""

from __future__ import annotations

from html import escape

from lexcollect.documents.engine.package import DECLARATION
from lexcollect.records import dataclass

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: The near-black of every printed run and line.
INK = "231F20"
BIG_SONG, SMALL_SONG, BOOK_SONG = "方正大标宋_GBK", "方正小标宋_GBK", "方正书宋_GBK"
HEI, KAI = "方正黑体_GBK", "方正楷体_GBK"
#: What a machine without the Founder fonts takes.
_FALLBACKS = {BIG_SONG: "宋体", SMALL_SONG: "宋体", BOOK_SONG: "宋体", HEI: "黑体", KAI: "楷体"}


@dataclass(frozen=True, slots=True)
class Look:
    """A named style of paragraphs: font, size in half-points, spacing in twips (``line`` is exact), alignment."""

    id: str
    name: str
    font: str
    size: int = 21
    line: int = 340
    before: int = 0
    left: int = 0
    right: int = 0
    first: int = 0
    align: str = "left"
    keep: bool = False

    def xml(self) -> str:
        """Return its definition."""
        keep = "<w:keepNext/>" if self.keep else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="a"/><w:qFormat/><w:pPr>{keep}<w:spacing w:before="{self.before}" w:after="0" '
            f'w:line="{self.line}" w:lineRule="exact"/>'
            f'<w:ind w:left="{self.left}" w:right="{self.right}" w:firstLine="{self.first}"/>'
            f'<w:jc w:val="{self.align}"/></w:pPr><w:rPr>{_fonts(self.font)}<w:color w:val="{INK}"/>'
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr></w:style>'
        )


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


TITLE = Look("FmTitle", "要素文本标题", BIG_SONG, 44, line=600, before=161, align="center")
SUBTITLE = Look("FmSubtitle", "要素文本案由", SMALL_SONG, 36, line=500, before=49, align="center")
GAP = Look("FmGap", "要素文本间隔", BOOK_SONG, line=168)
SECTION = Look("FmSection", "要素文本栏题", SMALL_SONG, 30, line=430, align="center", keep=True)
HINT = Look("FmHint", "要素文本栏注", HEI, align="center", keep=True)
NOTES_HEAD = Look("FmNotesHead", "要素文本说明", HEI, before=40, left=89)
NOTE = Look("FmNote", "要素文本说明项", BOOK_SONG, left=84, right=84, first=417)
LABEL = Look("FmLabel", "要素文本项目", BOOK_SONG, left=84, right=84)
LABEL_CENTRED = Look("FmLabelCentred", "要素文本项目居中", BOOK_SONG, align="center")
CELL = Look("FmCell", "要素文本内容", BOOK_SONG, left=84, right=84)
INNER = Look("FmInner", "要素文本内容缩进", BOOK_SONG, left=503, right=84)
SECOND = Look("FmSecond", "要素文本内容二级", BOOK_SONG, left=715, right=84)
FREE = Look("FmFree", "要素文本自述提示", KAI)
SIGN = Look("FmSign", "要素文本落款", SMALL_SONG, 30, line=440, before=100, left=5379, right=288)
ANNEX = Look("FmAnnex", "要素文本附件", HEI)
ANNEX_TITLE = Look("FmAnnexTitle", "要素文本附件标题", SMALL_SONG, 36, line=600, align="center", keep=True)
ANNEX_GROUP = Look("FmAnnexGroup", "要素文本附件组", HEI, left=84, right=84, keep=True)
ANNEX_SIGN = Look("FmAnnexSign", "要素文本附件落款", SMALL_SONG, 24, line=400, before=100, left=4200)
FOOTER = Look("FmFooter", "要素文本页码", "Times New Roman", line=240, align="center")
LOOKS = (
    *(TITLE, SUBTITLE, GAP, SECTION, HINT, NOTES_HEAD, NOTE, LABEL, LABEL_CENTRED, CELL, INNER, SECOND, FREE, SIGN),
    *(ANNEX, ANNEX_TITLE, ANNEX_GROUP, ANNEX_SIGN, FOOTER),
)
#: A4, the outer margins of the master on every page; text area 9356 twips wide.
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="400" w:right="1133" w:bottom="998" w:left="1417" w:header="0" w:footer="810" w:gutter="0"/>'
)


def paragraph(look: Look, runs: str) -> str:
    """Return one paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{look.id}"/></w:pPr>{runs}</w:p>'


def run(words: str, *, font: str = "", underlined: bool = False) -> str:
    """Return one run; spaces in it are kept, a hyphen at which no line ends (U+2011) becomes Word's own element."""
    props = (_fonts(font) if font else "") + ('<w:u w:val="single"/>' if underlined else "")
    said = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in words.split("\u2011"))
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{'<w:noBreakHyphen/>'.join(said)}</w:r>"


def styles_part() -> str:
    """Return the part with the styles."""
    plain = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BOOK_SONG)}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:overflowPunct w:val="0"/><w:snapToGrid w:val="0"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    return f"{DECLARATION}<w:styles {W}>{plain}{''.join(look.xml() for look in LOOKS)}</w:styles>"


def fonts_part() -> str:
    """Return the part that names what stands in for a missing font."""
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>'
        for name, other in _FALLBACKS.items()
    )
    return f"{DECLARATION}<w:fonts {W}>{chinese}</w:fonts>"


def settings_part() -> str:
    """Return the part with the settings."""
    return (
        f'{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:characterSpacingControl '
        'w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer_part() -> str:
    """Return the footer: the number of the page as a field, since a filled form has other pages than the volume."""
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"{DECLARATION}<w:ftr {W} {R}>{paragraph(FOOTER, field)}</w:ftr>"


#: The parts beside the document, their kinds, in the order of their relations.
_PARTS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable", "footer1": "footer"}
FOOTER_ID = f"rId{len(_PARTS)}"


def surroundings() -> dict[str, str]:
    """Return every part of the package but the document and the properties, by name."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **_PARTS}.items()
    )
    relations = [(f"{_OFFICE}/{kind}", f"{name}.xml") for name, kind in _PARTS.items()]
    whole = [
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{types}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(whole),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/styles.xml": styles_part(),
        "word/settings.xml": settings_part(),
        "word/fontTable.xml": fonts_part(),
        "word/footer1.xml": footer_part(),
    }


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
