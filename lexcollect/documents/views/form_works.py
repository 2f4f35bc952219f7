"""A works price, as the official form asks for it: project, steps, retention, the priority of 民法典 807."""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Obligation
from lexcollect.documents.material import View, day, listed, yuan
from lexcollect.documents.views import relief
from lexcollect.documents.views.form_words import ZERO, Told, closed, fit


def retained(view: View) -> list[Obligation]:
    """Return the retention money among the debts."""
    return [o for o in view.material.case.obligations if o.portion is k.Portion.RETENTION]


def _day_of(view: View, kind: k.MilestoneKind) -> str:
    """Return the day of the last step of a kind, nothing where none is told."""
    material = view.material
    days = [step.date for step in material.told.milestones if step.kind is kind and step.date <= material.as_of]
    return day(max(days)) if days else ""


def told(view: View) -> Told:
    """Return what a works price is asked for."""
    material, fields = view.material, view.fields
    works = material.contract.works
    held = retained(view)
    due = [o for o in material.own if o.id in {each.id for each in held} and not o.due.open]
    rights = list(relief.rights(view, fields["债务人"]))
    return {
        "工程": view.pen.one("form.works", {"工程": works.project, "地点": works.place}) if works else "",
        "优先受偿": rights[0] if "priority" in material.circumstances and rights else "",
        "质保金": yuan(sum((o.amount for o in held), ZERO)) if held else "",
        "质保金期限": listed(dict.fromkeys(day(o.due.rolled) for o in due)),
        "竣工日": _day_of(view, k.MilestoneKind.COMPLETION),
        "工程交付日": _day_of(view, k.MilestoneKind.HANDOVER),
        "已清偿": fields["合计"]["已清偿"],
        "施工": closed(fit(view, "form.item", step) for step in fields["施工"]),
        "验收": closed(fit(view, "form.item", step) for step in fields["验收"]),
    }
