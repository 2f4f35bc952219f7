"""Listing: line breaks, tabs, new paragraphs and page breaks inside values.

Owns what a line feed, a tab, ``\\a`` (new paragraph) and ``\\f`` (new page) in a value become in Word's XML, as
docxtpl's dialect defines it, and what a non-breaking hyphen (U+2011) becomes: Word has an element of its own for it,
while most Chinese fonts lack the character. Touches only paragraphs that hold one of them.
"""

from __future__ import annotations

import re

from lexcollect.patterns import regex

#: The control characters that have a meaning in a value, and the non-breaking hyphen.
CONTROLS = regex("[\t\n\x07\f\u2011]")
_PARAGRAPH = regex(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_RUN = regex(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT = regex(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
#: What may stand around a run inside a paragraph.
_WRAPPED = regex(r"<w:(hyperlink|sdt|fldSimple|smartTag|customXml|dir|bdo)\b")
_PAGE_INSIDE = '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'
_PARAGRAPH_STYLE = regex(r"<w:pPr>.*?</w:pPr>")
_RUN_STYLE = regex(r"<w:rPr>.*?</w:rPr>")


def break_lines(xml: str) -> str:
    """Return ``xml`` with the control characters in its texts turned into Word's elements."""
    return _PARAGRAPH.sub(_paragraph, xml) if CONTROLS.search(xml) else xml


def _paragraph(match: re.Match[str]) -> str:
    paragraph = match[0]
    if not CONTROLS.search(paragraph):
        return paragraph
    if _WRAPPED.search(paragraph):
        # A link or content control cannot be cut in two: the new paragraph becomes a new line, the new page one inside.
        paragraph = paragraph.replace("\x07", "\n").replace("\f", _PAGE_INSIDE)
    style = _first(_PARAGRAPH_STYLE, paragraph)
    return _RUN.sub(lambda run: _run(run[0], style), paragraph)


def _run(run: str, paragraph_style: str) -> str:
    if not CONTROLS.search(run):
        return run
    style = _first(_RUN_STYLE, run)
    again = f'<w:r>{style}<w:t xml:space="preserve">'
    stop = "</w:t></w:r>"
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    meaning = {
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\u2011": '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">',
        "\t": f"{stop}<w:r>{style}<w:tab/></w:r>{again}",
        "\x07": f"{stop}</w:p><w:p>{paragraph_style}{again}",
        "\f": f"{stop}</w:p>{page}<w:p>{paragraph_style}{again}",
    }
    return _TEXT.sub(lambda text: CONTROLS.sub(lambda c: meaning[c[0]], text[0]), run)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
