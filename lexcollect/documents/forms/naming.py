"""What a field of a form's receipt is called on the screen: by section and number as the form prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lexcollect.documents.forms.form import Form
from lexcollect.documents.forms.reading import form_of
from lexcollect.documents.receipts import Change
from lexcollect.patterns import regex
from lexcollect.wording import text

#: 各栏.C2.填.date, 自述.C[1], 当事人[2].填.name: the part, and what of it.
_PATH = regex(r"(?P<part>[^.\[]+)[.\[]?(?P<id>[^.\]\[]*)")


def named(fields: Mapping[str, Any], changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes of a paper under names that a reader of the form knows; of any other paper as they are."""
    try:
        form = form_of(fields["文本"], fields["版本"])
    except KeyError:
        return changes
    return tuple(replace(change, field=_name(form, change.field)) for change in changes)


def _name(form: Form, field: str) -> str:
    found = _PATH.match(field)
    part, id = (found["part"], found["id"]) if found else (field, "")
    if part == "各栏" and id in form.rows:
        return _row(form, id)
    if part == "自述":
        return next((section.title for section in form.sections if section.letter == id), part)
    return str(text("documents.form.party", number=id)) if part == "当事人" else part


def _row(form: Form, id: str) -> str:
    row = form.rows[id]
    section = next(each.title for each in form.sections if row in each.rows)
    if row.number:
        return str(text("documents.form.item", section=section, number=row.number))
    return str(text("documents.form.row", section=section, rows=row.called)) if row.called else section
