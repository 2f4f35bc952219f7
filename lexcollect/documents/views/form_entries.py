"""What a party entered for rows of an official form that no other fact fills (要素栏), put into these rows.

Owns the way from the words printed on the form (title of the section, number or label of the row, words of a box) to
the row and the box. Refuses an entry for which the form has no place, by name; a box that would contradict what the
facts tick is not ticked, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable

from lexcollect.casefile.form_entries import FormEntry
from lexcollect.documents.forms.filling import Cell, Filling, Person
from lexcollect.documents.forms.form import DENIALS, Form, Printed, Row, Section
from lexcollect.documents.forms.reading import numbers
from lexcollect.documents.material import View, listed
from lexcollect.wording import text


def put(view: View, form: Form, filling: Filling) -> None:
    """Put the entries for ``form`` into ``filling``; say which have no place in it, and which form is not on file."""
    for entry in view.material.told.form_entries:
        if entry.form == form.id:
            _put(view, form, filling, entry)
        elif entry.form not in numbers():
            view.say("LX-P733", entry.where, number=entry.form, known=list(numbers()))


def places(view: View, form: Form) -> frozenset[str]:
    """Return the rows of ``form`` for which something was entered."""
    mine = (_place(form, entry) for entry in view.material.told.form_entries if entry.form == form.id)
    return frozenset(place for place in mine if place)


def _put(view: View, form: Form, filling: Filling, entry: FormEntry) -> None:
    place = _place(form, entry)
    if place is None:
        _refuse(view, form, entry, listed(filter(None, (entry.section, entry.row))), _known(form, entry))
        return
    row = form.rows.get(place)
    boxes = (row.cell.boxes | row.head.boxes) if row else _block(form, place).boxes
    wrong = [name for name in entry.ticks if name not in boxes]
    if wrong:
        _refuse(view, form, entry, listed(wrong), sorted(boxes))
        return
    cell = filling.row(place) if row else _of_block(filling, place)
    _tick(view, form, entry, cell)
    if entry.text:
        said = f"{entry.text}{view.material.cite(entry.evidence)}"
        blanks = () if row else tuple(_block(form, place).blanks)
        if len(blanks) == 1:  # a block of the form's own with one blank: 原文书号、送达日期
            cell.blanks[blanks[0]] = said
        else:
            cell.said.append(said)


def _tick(view: View, form: Form, entry: FormEntry, cell: Cell) -> None:
    """Tick the boxes of ``entry``; of a row in which the facts tick the contrary, none."""
    there = list(cell.ticks)
    against = [name for name in entry.ticks if any(_denies(name) is not _denies(other) for other in there)]
    if against:
        view.say("LX-P732", entry.where, number=form.id, place=_called(entry), boxes=against, there=there)
    else:
        cell.ticks += [name for name in dict.fromkeys(entry.ticks) if name not in there]


def _denies(box: str) -> bool:
    return box.partition(".")[0] in DENIALS


def _of_block(filling: Filling, title: str) -> Cell:
    found = next((person for person in filling.parties if person.title == title), None)
    if found is None:
        found = Person(title, "", Cell())
        filling.parties.append(found)
    return found.cell


def _block(form: Form, title: str) -> Printed:
    return next(block.cell for block in form.parties if block.title == title)


def _place(form: Form, entry: FormEntry) -> str | None:
    """Return the row an entry means, or the title of a block of the form's own; ``None`` when there is none."""
    own = {block.title for block in form.parties if block.kind == "own" and "name" not in block.cell.blanks}
    if entry.row in own and entry.section in ("", form.parties_title):
        return entry.row
    found = [row.id for section in _sections(form, entry) for row in _rows(section, entry)]
    return found[0] if len(found) == 1 else None


def _sections(form: Form, entry: FormEntry) -> Iterable[Section]:
    return (section for section in form.sections if entry.section in ("", section.title))


def _rows(section: Section, entry: FormEntry) -> Iterable[Row]:
    if not entry.row:
        return section.rows if len(section.rows) == 1 and entry.section else ()
    return (row for row in section.rows if entry.row in (row.number, row.called))


def _known(form: Form, entry: FormEntry) -> list[str]:
    sections = [section for section in form.sections if section.title == entry.section]
    if not sections:
        return [section.title for section in form.sections]
    return [row.number or row.called or sections[0].title for row in sections[0].rows]


def _called(entry: FormEntry) -> str:
    return str(text("documents.form.row", rows=entry.row, section=entry.section)) if entry.row else entry.section


def _refuse(view: View, form: Form, entry: FormEntry, what: str, known: Iterable[str]) -> None:
    view.say("LX-P731", entry.where, number=form.id, place=_called(entry), what=what, known=list(known))
