"""Styles of the house: every paragraph of every template has one of these names (样式).

Owns fonts, sizes, spacing and what holds together; all templates carry all of them, so that a change here restyles
every paper. Nothing else in the drawings sets a font, a size or a space.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

SONG, FANG, HEI, KAI = "方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312"
#: What Word takes when the first name is missing on the machine.
FALLBACKS = {SONG: "宋体", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", "宋体": "SimSun"}


def fonts(east: str) -> str:
    """Return the run fonts: ``east`` for Chinese, Times New Roman for Latin letters and digits."""
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{east}"/>'


@dataclass(frozen=True)
class Style:
    """A named paragraph style; ``indent`` and ``right`` in characters, ``size`` and ``line`` in points.

    Text is set flush left: justified, a line before a long number or waybill would be torn apart. Headings differ from
    text by weight as well as by font: on a machine without 黑体 and 楷体 both look like the text otherwise.
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
    whole: bool = False
    border: bool = False
    bold: bool = False
    new_page: bool = False

    def xml(self) -> str:
        """Return the style's definition."""
        keep = "<w:keepNext/>" * self.keep + "<w:keepLines/>" * (self.keep or self.whole)
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


_NAMED = (
    Style("LxLetterhead", "函头", SONG, 26, 40, "center", after=4, border=True),
    Style("LxNumber", "文号", size=14, align="right", before=6, after=6),
    Style("LxTitle", "文书标题", SONG, 22, 36, "center", before=6, after=22),
    Style("LxBody", "正文缩进", indent=2),
    Style("LxLetterheadNext", "函头新页", SONG, 26, 40, "center", after=4, border=True, new_page=True),
    Style("LxTitleNext", "文书标题新页", SONG, 22, 36, "center", before=6, after=22, new_page=True),
    Style("LxOffice", "内部标题", SONG, 18, 26, "center", after=6),
    Style("LxFlush", "正文顶格"),
    Style("LxParty", "当事人", indent=2),
    Style("LxHead", "一级标题", HEI, indent=2, before=6, keep=True, bold=True),
    Style("LxSubhead", "二级标题", KAI, indent=2, keep=True, bold=True),
    Style("LxItem", "条款", indent=2),
    Style("LxToFill", "正文待填", indent=2, after=28, keep=True),
    Style("LxShort", "短函正文", size=14, line=21, indent=2),
    Style("LxShortFlush", "短函顶格", size=14, line=21),
    Style("LxCaption", "表题", HEI, 14, 26, "center", before=6, after=3, keep=True, bold=True),
    Style("LxTableHead", "表头", HEI, 10.5, 16, "center", before=3, after=3, keep=True, bold=True),
    Style("LxCell", "表格文字", size=10.5, line=16, align="center", before=3, after=3),
    Style("LxCellLeft", "表格文字左", size=10.5, line=16, align="left", before=3, after=3),
    Style("LxCellHand", "表格手填", size=10.5, line=16, align="left", before=10, after=10),
    Style("LxMoney", "表格金额", size=10.5, line=16, align="right", before=3, after=3),
    Style("LxTableNote", "表注", size=10.5, line=18, before=4, after=6, whole=True),
    Style("LxClosing", "此致", indent=2, before=6, keep=True),
    Style("LxCourt", "致送机关", whole=True),
    Style("LxAnnex", "附件", indent=2, whole=True),
    Style("LxAnnexKept", "附件相连", indent=2, keep=True),
    Style("LxSign", "落款", align="right", right=2, keep=True),
    Style("LxSignHand", "落款签名", align="right", right=9, keep=True),
    Style("LxSignFirst", "落款首行", align="right", right=2, before=42, keep=True),
    Style("LxSignPlain", "落款首行无印", align="right", right=2, before=14, keep=True),
    Style("LxSignDate", "落款日期", align="right", right=4),
    Style("LxShortSign", "短函落款", size=14, line=21, align="right", right=2, before=14, keep=True),
    Style("LxShortDate", "短函落款日期", size=14, line=21, align="right", right=4),
    Style("LxSignHandSmall", "落款签名小", size=12, line=20, align="right", right=9, keep=True),
    Style("LxSignFirstSmall", "落款首行小", size=12, line=20, align="right", right=2, before=16, keep=True),
    Style("LxSignDateSmall", "落款日期小", size=12, line=20, align="right", right=4),
    Style("LxSeal", "签署", align="left", keep=True),
    Style("LxSealFirst", "签署首行", align="left", before=22, keep=True),
    Style("LxSealEnd", "签署末行", align="left", after=6, keep=True),
    Style("LxFooter", "页码", "宋体", 14, 18, "center"),
)


#: What may stand directly above a table, and directly below one.
_ABOVE = ("正文缩进", "短函正文", "条款", "一级标题")
_BELOW = (*_ABOVE, "正文顶格", "短函顶格", "正文待填", "二级标题", "表题", "此致", "落款日期")


def _around_tables() -> Iterator[Style]:
    """Yield what stands directly above a table and below one: the same styles with air between text and line."""
    for style in _NAMED:
        if style.name in _ABOVE:
            yield replace(style, id=f"{style.id}Above", name=f"{style.name}表前", after=6, keep=True)
        if style.name in _BELOW:
            yield replace(style, id=f"{style.id}Below", name=f"{style.name}表后", before=max(style.before, 8))


#: Every style of the house by its name. All templates hold all of them: a change here restyles every paper.
STYLES = {style.name: style for style in (*_NAMED, *_around_tables())}
