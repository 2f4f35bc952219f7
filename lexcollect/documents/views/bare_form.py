"""The official complaint of a cause that no cause file covers: parties, principal, court; the rest by the party.

Owns what can be told without the law of the cause: who the parties are, what is left of the sums that were entered,
the clause on the court, a freeze before the suit. Rates, charges and grounds are never guessed.
"""

from __future__ import annotations

from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.forms.mapping import fill, mapped
from lexcollect.documents.forms.reading import EDITION, form_of
from lexcollect.documents.material import Material, View, day, yuan
from lexcollect.documents.views import contracts, form_annex, form_facts, form_persons, parties, relief
from lexcollect.documents.views.form_left import in_yuan_only, say_left
from lexcollect.documents.views.form_words import Told
from lexcollect.findings import has_errors


def written(number: str, material: Material) -> View:
    """Return what fills the form ``number`` as far as it can be told without a cause file."""
    found = stops.begin("form", material)
    material = found.material
    if contracts.several(material):
        found.say("LX-P245", material.contract.where, ids=[each.id for each in material.contracts])
    in_yuan_only(found)
    if has_errors(found.findings):
        return found
    form, rows = form_of(number), mapped(number)
    said = told(found)
    said["证据"] = form_annex.row(found, rows) or said["证据"]
    filling = fill(rows, said, c.those(form_facts.court_holds(found)))
    sued = parties.defendants(material)
    filling.parties += [
        *form_persons.of_side(found, form, rows, "creditor", material.case.creditors, relief.plaintiffs(found)),
        *form_persons.agents(found, form),
        *form_persons.of_side(found, form, rows, "debtor", sued, parties.labels(found, sued, "complaint.defendant")),
    ]
    filling.annex = form_annex.annexed(found, rows)
    filling.signature = {"date": day(material.as_of)}
    found.fields = {"文本": number, "版本": EDITION, **filling.plain()}
    found.say("LX-P304", material.contract.where, number=number, cause=material.contract.cause)
    say_left(found, form, filling)
    return found


def told(view: View) -> Told:
    """Return what is told; ``view`` holds no fields of a complaint."""
    return {
        **form_facts.court(view),
        "本金": yuan(view.material.principal),
        "截止日": day(view.material.as_of),
        "证据": view.pen.one("complaint.evidence"),
    }
