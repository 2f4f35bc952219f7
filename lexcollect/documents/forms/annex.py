"""Drawing of the list of evidence after a form: a page of its own, with the columns that the edition prints (证据清单).

Owns that page: marker, title, one table with its head repeated, who hands it in. A form that has such a list is drawn
with its own printed rows while nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.documents.forms import styles as s
from lexcollect.documents.forms.filling import Annexed
from lexcollect.documents.forms.form import Annex, Blank, Form, Printed
from lexcollect.documents.forms.reading import annex_of

#: How wide the columns are, in twips: number, pages, name, source, what it proves; together as the form's table.
_WIDTHS = (850, 950, 2700, 1944, 2900)
_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def drawn(form: Form, filled: Annexed | None) -> str:
    """Return the list of evidence: as filled, else as the form prints it, else nothing."""
    if filled is None and form.annex is None:
        return ""
    printed = annex_of(form)
    given = filled or Annexed(
        printed.title, [(title, [_padded(row) for row in rows]) for title, rows in printed.groups]
    )
    return "".join(
        (
            s.paragraph(s.ANNEX, _BREAK + s.run(printed.marker)),
            s.paragraph(s.ANNEX_TITLE, s.run(given.title)),
            _table(printed, given),
            *(s.paragraph(s.ANNEX_SIGN, _line(line, given.signature)) for line in printed.signature),
        )
    )


def _padded(row: Sequence[str]) -> list[str]:
    """Return a printed row, which has number and name, over all columns."""
    number, name = row
    return [number, "", name, "", ""]


def _line(line: str, values: dict[str, str]) -> str:
    pieces = Printed((line,), frozenset({"date"})).pieces[0]
    said = (values.get(p.name, "") if isinstance(p, Blank) else p for p in pieces if isinstance(p, (Blank, str)))
    return "".join(s.run(words) for words in said if words)


def _table(printed: Annex, given: Annexed) -> str:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{s.INK}"'
    sides = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    rows = [_row(printed.columns, s.LABEL_CENTRED, head=True)]
    for title, lines in given.groups:
        rows += [_whole(title)] if title else []
        rows += [_row(line, s.CELL) for line in lines]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblInd w:w="10" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: Sequence[str], look: s.Look, *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    looks = (s.LABEL_CENTRED, s.LABEL_CENTRED, look, look, look)
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{s.paragraph(own, s.run(words) if words else '')}</w:tc>"
        for width, words, own in zip(_WIDTHS, cells, looks, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"


def _whole(title: str) -> str:
    said = s.paragraph(s.ANNEX_GROUP, s.run(title))
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(_WIDTHS)}"/></w:tcPr>{said}</w:tc></w:tr>'
    )
