"""要素式民事起诉状: the official form of the cause, filled with what the narrative complaint tells (法〔2025〕82号).

Owns which form belongs to the cause. Refuses a cause without an official form, or whose
form is not filled yet, by name: the narrative complaint is filed then, and no form is invented. What only the person
who signs can answer (whether mediation is wanted) stays open and is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexcollect.causes.table import official_name
from lexcollect.documents.forms.filling import Person
from lexcollect.documents.forms.form import Form
from lexcollect.documents.forms.mapping import Mapped, covered, fill, mapped
from lexcollect.documents.forms.reading import EDITION, form_of, of_cause
from lexcollect.documents.material import Material, View
from lexcollect.documents.nouns import mixed
from lexcollect.documents.views import (
    bare_form,
    complaint,
    contracts,
    form_annex,
    form_entries,
    form_facts,
    form_persons,
    parties,
    relief,
    title_form,
)
from lexcollect.documents.views.form_left import in_yuan_only, say_left
from lexcollect.findings import Finding, Level, finding, has_errors
from lexcollect.wording import text

#: What stands against the form alone: no block for such a party, several contracts, a void loan, foreign money.
_OF_THE_FORM = frozenset({"LX-P240", "LX-P244", "LX-P245", "LX-P255", "LX-P313"})


def view(material: Material) -> View:
    """Return what fills the form of the cause, or the one that was asked for, and what is to be said about it."""
    own, asked = form_number(material), material.form
    if asked in title_form.NUMBERS:
        return title_form.written(asked, material)
    if asked and asked != own:
        return _refused(material, asked, own)
    return _complaint(material, own)


def along(material: Material) -> tuple[bool, list[Finding]]:
    """Tell whether the form of the cause is filed beside the narrative complaint; which one, or why it is not.

    What stands against the complaint itself is told with the complaint.
    """
    number, where = form_number(material), material.contract.where
    if number is None or number not in covered():
        return False, [finding("LX-P737", where, cause=material.contract.cause)]
    found = view(replace(material.due_for("sue"), form=""))
    stops = [one for one in found.findings if one.stops]
    if stops:
        return False, [replace(one, level=Level.NOTE) for one in stops if one.code in _OF_THE_FORM]
    status = text(f"documents.form.{form_of(number).status}")
    return True, [finding("LX-P736", where, number=number, edition=EDITION, status=status)]


def _refused(material: Material, asked: str, own: str | None) -> View:
    """Return why the form that was asked for is not filled: not on file, of the other side, of another cause."""
    found = View("form", material)
    if asked not in covered():
        found.say("LX-P305", material.contract.where, number=asked, known=list(covered()))
    else:
        said = {"number": asked, "form": form_of(asked).cause, "cause": material.contract.cause}
        if own:
            found.say("LX-P306", material.contract.where, **said, own=own)
        else:
            found.say("LX-P738", material.contract.where, **said)
    return found


def _complaint(material: Material, number: str | None) -> View:
    bare = number is not None and number in covered() and material.cause is None
    found = bare_form.begun(material, number) if number and bare else complaint.view(material)
    if number is None or found.material.sureties_only:
        found.findings[:] = [one for one in found.findings if not one.stops]  # a form that is not there lacks nothing
        found.say("LX-P240", material.contract.where, cause=complaint.cause_title(found))
    elif contracts.several(found.material):
        found.say("LX-P245", material.contract.where, ids=[each.id for each in found.material.contracts])
    elif "loan_void" in found.material.circumstances:
        found.say("LX-P255", material.contract.where, name=material.contract.called)
    elif number not in covered():
        found.say("LX-P241", material.contract.where, cause=material.contract.cause, number=number)
    in_yuan_only(found)
    if number is None or has_errors(found.findings):
        return found
    form, rows = form_of(number), mapped(number)
    told = form_facts.told(found)
    if bare:
        bare_form.say(found, number)
        told = bare_form.without_law(found, told)
    told["证据"] = form_annex.row(found, rows) or told["证据"]
    filling = fill(rows, told, form_facts.holds(found))
    form_entries.put(found, form, filling)
    filling.annex = form_annex.annexed(found, rows)
    filling.parties += _persons(found, form, rows)
    filling.signature = {"date": found.fields["落款"]["日期"]}  # who signs and seals does it by hand
    found.fields = {"文本": number, "版本": EDITION, **filling.plain()}
    say_left(found, form, filling)
    found.findings[:] = [one for n, one in enumerate(found.findings) if one not in found.findings[:n]]
    return found


def _persons(found: View, form: Form, rows: Mapped) -> Iterator[Person]:
    """Yield the blocks of both sides and of agents, called as the narrative complaint calls them."""
    sued, creditors = parties.defendants(found.material), found.material.case.creditors
    yield from form_persons.of_side(found, form, rows, "creditor", creditors, relief.plaintiffs(found))
    yield from form_persons.agents(found, form)
    label = parties.labels(found, sued, "complaint.defendant")
    yield from form_persons.of_side(found, form, rows, "debtor", sued, label)


def form_number(material: Material) -> str | None:
    """Return the number of the official form of the cause, or ``None``; also of a cause that has no file."""
    cause = material.cause
    if cause is None:
        return None if mixed(material.contracts) else of_cause(official_name(material.contract.cause))
    return cause.form.number if cause.form else None
