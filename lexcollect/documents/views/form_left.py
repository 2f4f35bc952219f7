"""What an official form leaves open, told by the numbers and labels that the form prints."""

from __future__ import annotations

from lexcollect.documents.forms.filling import Filling
from lexcollect.documents.forms.form import Form, Row, Section
from lexcollect.documents.forms.mapping import mapped
from lexcollect.documents.material import View
from lexcollect.wording import text


def say_left(found: View, form: Form, filling: Filling) -> None:
    """Say which rows stay open for the person who signs: mediation is the client's choice, a blank is no answer."""
    left = mapped(form.id, form.edition).left
    own = {row for row, why in left.items() if why == "choice"}
    labels: list[str] = []
    passed = {*filling.rows, *own, *(row for row, why in left.items() if why == "other")}
    for section in form.sections:
        open_ = [row for row in section.rows if row.id not in passed]
        numbers = [row.number for row in open_ if row.number]
        if numbers:
            found.say("LX-P242", number=form.id, section=section.title, rows=numbers)
        labels += [_label(row, section) for row in open_ if not row.number]
    if labels:
        found.say("LX-P300", number=form.id, rows=labels)
    if own:
        found.say("LX-P243", number=form.id)


def _label(row: Row, section: Section) -> str:
    """Return by what a row without a number is named: its label before the first bracket, else its section's title."""
    return str(text("documents.form.row", row=row.called, section=section.title)) if row.called else section.title
