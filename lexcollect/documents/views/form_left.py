"""What an official form leaves open, told by the numbers and labels that it prints; and money it has no place for.

Owns the difference between a blank and an answer. Note 3 of the form lets what does not concern the case stay blank:
rows of words are told as a note. A row of 是 and 否 that no fact answers is a question somebody has to answer for the
client: a warning, which stops a final paper until it is entered (要素栏) or somebody takes the blank upon himself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from lexcollect.casefile import kinds as k
from lexcollect.documents.forms.filling import Filling
from lexcollect.documents.forms.form import DENIALS, Form, Row, Section
from lexcollect.documents.forms.mapping import mapped
from lexcollect.documents.material import View, listed
from lexcollect.documents.views import form_entries
from lexcollect.findings import Where
from lexcollect.wording import Text, in_brackets, text

#: Up to so many rows are told with what they ask; of more the numbers, by which the form has them.
_FEW = 5


def in_yuan_only(found: View) -> None:
    """Refuse sums in foreign money: the forms print 元 behind every blank (人民币，下同；如外币需特别注明)."""
    currency = found.material.case.currency
    if currency is not k.Currency.CNY:
        found.say("LX-P313", found.material.contract.where, currency=currency.label)


def say_left(found: View, form: Form, filling: Filling) -> None:
    """Say which rows stay open for the person who signs: mediation is the client's choice, a blank is no answer."""
    left, where = mapped(form.id, form.edition).left, Where(field=form.title)
    own = {row for row, why in left.items() if why == "choice"}
    passed = {*filling.rows, *own, *(row for row, why in left.items() if why == "other")}
    labels: list[str] = []
    asked = list(_unanswered(found, form, filling, {*left} - {row for row, why in left.items() if why == "unknown"}))
    if asked:
        found.say("LX-P775", where, number=form.id, rows=tuple(_called(asked)))
    passed |= {row.id for _, row in asked}
    for section in form.sections:
        open_ = [row for row in section.rows if row.id not in passed]
        numbers = [row.number for row in open_ if row.number]
        if numbers:
            found.say("LX-P242", where, number=form.id, section=section.title, rows=numbers)
        labels += _labels(section, [row for row in open_ if not row.number])
    there = {person.title for person in filling.parties}
    rows = [block.title for block in form.parties if block.kind == "own" and "name" not in block.cell.blanks]
    labels += [title for title in rows if title not in there]
    if labels:
        found.say("LX-P300", where, number=form.id, rows=labels)
    if own - filling.rows.keys():
        found.say("LX-P243", where, number=form.id)


def _unanswered(found: View, form: Form, filling: Filling, others: Set[str]) -> Iterator[tuple[Section, Row]]:
    """Yield the rows of 是 and 否 in which nothing is ticked and nobody entered anything; ``others`` are for others."""
    entered = form_entries.places(found, form)
    for section in form.sections:
        for row in section.rows:
            boxes = row.cell.boxes | row.head.boxes
            cell = filling.rows.get(row.id)
            if row.id in others | entered or not {box.partition(".")[0] for box in boxes} & DENIALS:
                continue
            if cell is None or not cell.ticks:
                yield section, row


def _called(asked: Sequence[tuple[Section, Row]]) -> Iterator[Text | str]:
    """Yield the rows section by section, by the numbers and labels that are printed."""
    for section, found in groupby(asked, key=lambda one: one[0]):
        rows = [row for _, row in found]
        few = len(asked) <= _FEW
        numbered = [row.number + (in_brackets(row.called).render("zh") if few else "") for row in rows if row.number]
        if numbered:
            yield text("documents.form.rows_numbered", section=section.title, rows=listed(numbered))
        yield from _labels(section, [row for row in rows if not row.number])


def _labels(section: Section, open_: list[Row]) -> Iterator[str]:
    """Yield by what rows without numbers are named: the section with their labels, or the section alone."""
    named = [row.called for row in open_ if row.called]
    if named:
        yield str(text("documents.form.row", rows=listed(named), section=section.title))
    elif open_:
        yield section.title
