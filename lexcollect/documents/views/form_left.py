"""What an official form leaves open, told by the numbers and labels that it prints; and money it has no place for."""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.documents.forms.filling import Filling
from lexcollect.documents.forms.form import Form, Row, Section
from lexcollect.documents.forms.mapping import mapped
from lexcollect.documents.material import View, listed
from lexcollect.findings import Where
from lexcollect.wording import text


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


def _labels(section: Section, open_: list[Row]) -> Iterator[str]:
    """Yield by what rows without numbers are named: the section with their labels, or the section alone."""
    named = [row.called for row in open_ if row.called]
    if named:
        yield str(text("documents.form.row", rows=listed(named), section=section.title))
    elif open_:
        yield section.title
