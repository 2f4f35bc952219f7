"""Comparing two editions of the official forms, row by row and word by word.

Owns what stands where in a form (:func:`places`) and which places differ. Rows of a section are paired by their labels,
so that a row put in between does not make every later row differ. Blanks count by the place where they stand and not by
the names that the data files give them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from lexcollect.documents.forms.form import Form, Row, Section
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: How a blank is shown, whatever the data file calls it.
BLANK = "____"
_BLANK = regex(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs: ``part`` is what it is, ``old`` and ``new`` its lines, empty where it was not there.

    ``part``: form, title, note, party, section, row, signature, annex. ``number`` is that of the row as it is printed.
    """

    form: str
    part: str
    section: str
    number: str
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def differences(old: Mapping[str, Form], new: Mapping[str, Form]) -> Iterator[Difference]:
    """Yield every place in which two editions differ, form by form; a form that is new or gone is one difference."""
    for number in sorted({*old, *new}):
        before, after = old.get(number), new.get(number)
        if before is None or after is None:
            yield Difference(number, "form", "", "", "", _titles(before), _titles(after))
        else:
            yield from _of_form(number, before, after)


def _titles(form: Form | None) -> tuple[str, ...]:
    return (form.title + form.subtitle,) if form else ()


def _of_form(number: str, old: Form, new: Form) -> Iterator[Difference]:
    for part, before, after in (
        ("title", _titles(old), _titles(new)),
        ("note", _notes(old), _notes(new)),
        ("signature", old.signature, new.signature),
        ("annex", _annex(old), _annex(new)),
    ):
        if _bare(before) != _bare(after):
            yield Difference(number, part, "", "", "", _bare(before), _bare(after))
    blocks = [{block.title: block.cell.lines for block in form.parties} for form in (old, new)]
    for title in _either(*blocks):
        before, after = (found.get(title, ()) for found in blocks)
        if _bare(before) != _bare(after) or (title in blocks[0]) != (title in blocks[1]):
            yield Difference(number, "party", "", "", title, _bare(before), _bare(after))
    sections = [{section.title: section for section in form.sections} for form in (old, new)]
    for title in _either(*sections):
        yield from _of_section(number, title, sections[0].get(title), sections[1].get(title))


def _of_section(number: str, title: str, old: Section | None, new: Section | None) -> Iterator[Difference]:
    heads = tuple((*s.guidance, s.hint, s.free) if s else () for s in (old, new))
    before, after = (tuple(line for line in head if line) for head in heads)
    if (old is None) is not (new is None) or before != after:
        yield Difference(
            number, "section", title, "", "", (title, *before) if old else (), (title, *after) if new else ()
        )
    rows = (old.rows if old else (), new.rows if new else ())
    for one, other in _paired(*rows):
        said = (_bare(_row(one)), _bare(_row(other)))
        if said[0] != said[1] or (one and other and one.number != other.number):
            shown = other or one
            assert shown is not None
            yield Difference(number, "row", title, shown.number, shown.head.lines[0], *said)


def _paired(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield rows side by side: those of one label, and between them by their place."""
    before, after = ([row.head.lines[0] for row in rows] for rows in (old, new))
    for _, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for step in range(max(last - first, end - start)):
            one = old[first + step] if first + step < last else None
            yield one, new[start + step] if start + step < end else None


def _row(row: Row | None) -> tuple[str, ...]:
    if row is None:
        return ()
    label = f"{row.number}. {row.head.lines[0]}" if row.number else row.head.lines[0]
    return (label, *row.cell.lines)


def _notes(form: Form) -> tuple[str, ...]:
    notes = form.notes
    return tuple(line for line in (notes.head, notes.lead, *notes.items, notes.star, *notes.warning) if line)


def _annex(form: Form) -> tuple[str, ...]:
    annex = form.annex
    if annex is None:
        return ()
    rows = (" ".join(row) for _, lines in annex.groups for row in lines)
    return (annex.title, " ".join(annex.columns), *(title for title, _ in annex.groups), *rows, *annex.signature)


def _bare(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines as they are printed: what a blank is called is no part of the form."""
    return tuple(_BLANK.sub(BLANK, line) for line in lines)


def _either(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    return [*new, *(name for name in old if name not in new)]
