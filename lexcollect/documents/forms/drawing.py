"""Drawing of a form: the whole form as a Word paper, filled with what a filling holds.

Owns the order and the shape of what is drawn: notes, blocks of parties, sections with their rows, signature. Draws
every row of the form, filled or not, in the order of the form; only a block of a party may stand more than once. The
same form and filling give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lexcollect.documents.engine.package import DECLARATION, pack, write_package
from lexcollect.documents.engine.properties import CORE_PART, properties
from lexcollect.documents.forms import annex
from lexcollect.documents.forms import styles as s
from lexcollect.documents.forms.filling import Cell, Filling, Person, filled
from lexcollect.documents.forms.form import EMPTY, TICKED, Blank, Block, Box, Form, Piece, Printed, Row, Section
from lexcollect.documents.forms.reading import form_of
from lexcollect.patterns import regex

#: The space after a box, and after a blank that is filled, in spaces.
_GAP = 4
#: How wide an empty blank is, in spaces: of a day by its parts, any other by what it is for.
_DAY = f"{' ' * 7}年{' ' * 8}月{' ' * 9}日"
_BLANK = " " * 11
#: Blanks that every form underlines, with their width in spaces; and those of single forms, by row.
_UNDERLINED = {"special_authority": 41, "ownership_other": 21, "role_other": 20}
_UNDERLINED_IN = {
    ("09", "F7", "other"): 41,
    ("60", "A1", "other_instrument"): 88,
}
#: Forms that draw a line after every 其他□.
_OTHERS = frozenset({"63", "65", "66", "67", "68"})
_OTHER_WIDTH = 20
#: Execution forms draw a line to the edge of the cell in these rows.
_RULED = {"60": frozenset({"B1"}), "62": frozenset({"A1", "A2"})}
_RULE = 40
#: Lines that stand further in: those of a second level, and those below 有□ of the agent.
_SECOND = ("预告登记", "保全案号", "主要内容", "保证方式")
_ORGANISATION_KINDS = ("其他企业法人", "事业单位", "社会服务机构", "机关法人", "城镇农村", "个人独资企业")
_BRACKETED = regex(r"^(.+?)(（(?:自然人|法人、非法人组织|单位)）)$")
_ARABIC = regex(r"^\d+\.")


def draw(form: Form, filling: Filling) -> bytes:
    """Return ``form`` with ``filling`` as a .docx; :class:`~.filling.Misfit` for words without a place in it."""
    filled(form, filling)
    body = "".join(
        (
            s.paragraph(s.TITLE, s.run(form.title)),
            s.paragraph(s.SUBTITLE, s.run(form.subtitle)),
            s.paragraph(s.GAP, ""),
            _table(form, filling),
            *(s.paragraph(s.SIGN, _runs(form, "", line, filling.signature)) for line in _signed(form)),
            annex.drawn(form, filling.annex),
        )
    )
    document = (
        f"{DECLARATION}<w:document {s.W} {s.R}><w:body>{body}<w:sectPr>"
        f'<w:footerReference w:type="default" r:id="{s.FOOTER_ID}"/>{s.PAGE}</w:sectPr></w:body></w:document>'
    )
    parts = {name: xml.encode("utf-8") for name, xml in s.surroundings().items()}
    parts |= {"word/document.xml": document.encode("utf-8"), CORE_PART: properties(f"{form.title}{form.subtitle}")}
    return write_package(pack(name, content) for name, content in parts.items())


def draw_fields(fields: Mapping[str, Any]) -> bytes:
    """Return the form that ``fields`` of a receipt name (``文本``, ``版本``), with the filling they hold."""
    return draw(form_of(fields["文本"], fields["版本"]), Filling.of(fields))


def _signed(form: Form) -> tuple[tuple[Piece, ...], ...]:
    return Printed(form.signature, frozenset({"date"})).pieces


# --- the table ---


def _table(form: Form, filling: Filling) -> str:
    rows = [
        _whole(form, form.notes.height, _notes(form)),
        *_head(form, filling),
        _whole(form, 465, s.paragraph(s.SECTION, s.run(form.parties_title))),
        *_blocks(form, filling),
    ]
    for section in form.sections:
        rows += _section(form, section, filling)
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{s.INK}"'
    inner = f'w:val="single" w:sz="2" w:space="0" w:color="{s.INK}"'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(form.grid)}" w:type="dxa"/><w:tblInd w:w="10" w:type="dxa"/><w:tblBorders>'
        f"<w:top {edge}/><w:left {edge}/><w:bottom {edge}/><w:right {edge}/><w:insideH {inner}/><w:insideV {inner}/>"
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{_columns(form.grid)}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _columns(widths: Iterable[int]) -> str:
    return "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)


def _tr(height: int, cells: str, *, stay: bool = False) -> str:
    whole = "<w:cantSplit/>" if stay else ""
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}"/></w:trPr>{cells}</w:tr>'


def _tc(width: int, content: str, *, span: int = 1, centred: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    middle = '<w:vAlign w:val="center"/>' if centred else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{middle}</w:tcPr>{content}</w:tc>'


def _whole(form: Form, height: int, content: str, *, centred: bool = True) -> str:
    """Return a row over both columns."""
    return _tr(height, _tc(sum(form.grid), content, span=2, centred=centred))


def _notes(form: Form) -> str:
    notes = form.notes
    lines = [s.paragraph(s.NOTES_HEAD, s.run(notes.head))]
    told = (notes.lead, *notes.items, notes.star, *notes.warning)
    return "".join([*lines, *(s.paragraph(s.NOTE, s.run(line)) for line in told if line)])


def _head(form: Form, filling: Filling) -> Iterator[str]:
    """Yield the row of four cells that an answer has before the parties."""
    if form.head:
        nested = "".join(
            _tc(width, s.paragraph(s.LABEL_CENTRED, _runs(form, "", Printed((text,)).pieces[0], filling.head)))
            for text, width in form.head
        )
        yield _four(form, nested)


def _four(form: Form, cells: str) -> str:
    # Four cells over a grid of two columns: drawn as a table of their own in one cell.
    widths = _columns(width for _, width in form.head)
    edge = f'w:val="single" w:sz="2" w:space="0" w:color="{s.INK}"'
    inner = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(form.grid)}" w:type="dxa"/><w:tblBorders><w:insideV {edge}/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{widths}</w:tblGrid>{_tr(form.head_height, cells)}</w:tbl>"
    )
    return _whole(form, form.head_height, inner + s.paragraph(s.GAP, ""), centred=False)


def _blocks(form: Form, filling: Filling) -> Iterator[str]:
    """Yield the blocks of parties in the order of the form: each once, or as often as it is filled."""
    for block in form.parties:
        persons = [person for person in filling.parties if person.title == block.title]
        for person in persons or [Person(block.title, "", Cell())]:
            yield _block(form, block, person)


def _block(form: Form, block: Block, person: Person) -> str:
    split = _BRACKETED.match(block.title)
    first, second = (split[1], split[2]) if split else (block.title, "")
    label = "".join(s.paragraph(s.LABEL_CENTRED, s.run(line)) for line in (person.called or first, second) if line)
    look = _agent_look if block.kind == "agent" else _cell_look
    content = "".join(_lines(form, "", block.cell, person.cell, look))
    return _tr(block.height, _tc(form.grid[0], label, centred=True) + _tc(form.grid[1], content), stay=True)


def _section(form: Form, section: Section, filling: Filling) -> Iterator[str]:
    title = s.paragraph(s.SECTION, s.run(section.title))
    hints = "".join(s.paragraph(s.HINT, s.run(line)) for line in (section.hint, *section.guidance) if line)
    yield _whole(form, section.height, title + hints)
    if section.free:
        said = [s.paragraph(s.CELL, s.run(line)) for line in filling.free.get(section.letter, ())]
        room = s.paragraph(s.FREE, s.run(section.free)) + "".join(said)
        yield _whole(form, section.free_height, room, centred=False)
    for row in section.rows:
        yield _row(form, row, filling.rows.get(row.id, Cell()))


def _row(form: Form, row: Row, cell: Cell) -> str:
    content = "".join(_lines(form, row.id, row.cell, cell, _cell_look))
    if row.whole:
        return _whole(form, row.height, content, centred=False)
    look = s.LABEL_CENTRED if int(form.id[:2]) >= _EXECUTION else s.LABEL
    number = f"{row.number}. " if row.number else ""
    label = s.paragraph(look, s.run(number) * bool(number) + _runs(form, row.id, row.head.pieces[0], {}, cell.ticks))
    return _tr(row.height, _tc(form.grid[0], label, centred=True) + _tc(form.grid[1], content))


#: From this form on, the forms of enforcement: their labels are centred.
_EXECUTION = 60


# --- one cell ---

#: How a printed line is set.
_Look = Callable[[Sequence[Piece]], s.Look]


def _lines(form: Form, row: str, printed: Printed, cell: Cell, look: _Look) -> Iterator[str]:
    """Yield the paragraphs of a cell: what the form prints, filled, and what is said below."""
    if not (printed.open and cell.said):
        for line in printed.pieces:
            yield s.paragraph(look(line), _runs(form, row, line, cell.blanks, cell.ticks))
    yield from (s.paragraph(s.CELL, s.run(line)) for line in cell.said)


def _cell_look(line: Sequence[Piece]) -> s.Look:
    first = line[0] if line else ""
    if isinstance(first, str) and first.startswith((*_SECOND, *_ORGANISATION_KINDS)):
        return s.SECOND
    return s.INNER if isinstance(first, Blank) and first.dated else s.CELL


def _agent_look(line: Sequence[Piece]) -> s.Look:
    return s.CELL if len(line) > 1 and isinstance(line[1], Box) and line[0] in ("有", "无") else s.INNER


def _runs(form: Form, row: str, line: Iterable[Piece], blanks: Mapping[str, str], ticks: Iterable[str] = ()) -> str:
    """Return one printed line as runs: words, what is written into its blanks, its boxes empty or ticked."""
    ticked, drawn, before = frozenset(ticks), [], False
    for piece in line:
        if isinstance(piece, Box):
            drawn.append(s.run(TICKED if piece.name in ticked else EMPTY))
        elif isinstance(piece, Blank):
            drawn.append(_blank(form, row, piece, blanks.get(piece.name, "")))
        else:
            gap = " " * _GAP if before and piece.startswith(" ") else ""
            drawn.append(s.run(gap + piece.lstrip(" ") if gap else piece))
        before = isinstance(piece, Box) or (isinstance(piece, Blank) and bool(blanks.get(piece.name)))
    return "".join(drawn)


def _blank(form: Form, row: str, blank: Blank, value: str) -> str:
    width = _line_of(form, row, blank.name)
    if value:
        return s.run(value, underlined=bool(width))
    if blank.dated:
        return s.run(_DAY)
    return s.run(" " * width, underlined=True) if width else s.run(_BLANK)


def _line_of(form: Form, row: str, name: str) -> int:
    """Return how wide the line is that the form draws under a blank, in spaces; nought: none."""
    if row in _RULED.get(form.id, ()):
        return _RULE
    if form.id in _OTHERS and name.startswith("other"):
        return _OTHER_WIDTH
    return _UNDERLINED_IN.get((form.id, row, name), _UNDERLINED.get(name, 0))
