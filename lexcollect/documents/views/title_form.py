"""The forms of enforcement on a title: 60, 62, 63, 65 to 68 and the private prosecution 04 (法〔2025〕82号).

Owns how such a form is begun and filled; the facts are those of ``form_titles``. Refuses a matter without a title in
force whose sums are entered, a first application where enforcement stands still, and a share in a distribution against
companies (民诉法解释 506, 511). What only can be told by who signs (why he objects) stays open and is told.
"""

from __future__ import annotations

from lexcollect.casefile.models import Party
from lexcollect.cn.company_names import kind_in
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.forms.filling import Filling, Person
from lexcollect.documents.forms.form import Form
from lexcollect.documents.forms.mapping import Mapped, fill, mapped
from lexcollect.documents.forms.reading import EDITION, form_of
from lexcollect.documents.material import Material, View, day, listed
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import enforcement, form_annex, form_entries, form_persons, form_titles, parties
from lexcollect.documents.views.form_left import in_yuan_only, say_left
from lexcollect.documents.views.form_words import Told, closed
from lexcollect.findings import Where, has_errors
from lexcollect.wording import text

#: The application for enforcement, and that for a share in a distribution.
APPLICATION, DISTRIBUTION = "60", "62"
_PAPER = "enforcement_form"
#: The forms that stand on a title.
NUMBERS = frozenset({"04", "60", "62", "63", "65", "66", "67", "68"})
#: The private prosecution, and the request not to enforce an award or a deed.
_PROSECUTION, _NOT_ENFORCED = "04", "68"
#: Those that tell sums.
_WITH_SUMS = frozenset({APPLICATION, DISTRIBUTION, "63"})
#: Those that the judgment debtor or whoever stands in for it signs.
_OF_OTHERS = frozenset({"63", "68"})
#: Objection, review and supervision: against what is for the applicant to say.
_OBJECTIONS = frozenset({"65", "66", "67"})
#: The narrative application, whose articles the form rests on.
_NARRATIVE = "enforcement"


def written(number: str, material: Material, paper: str = _PAPER) -> View:
    """Return what fills the form ``number`` on the title that is chosen, and what is to be said about it."""
    form, rows = form_of(number), mapped(number)
    found, on = begun(material, paper, form)
    if on is None:
        return found
    _check(found, form, on)
    if number in _WITH_SUMS:
        in_yuan_only(found)
    if number in (APPLICATION, DISTRIBUTION):
        enforcement.remark(found, on.title, list(on.asked))
    if has_errors(found.findings):
        return found
    filling = fill(rows, told(found, on, number), found.material.circumstances | c.those(form_titles.holds(found, on)))
    filling.parties += _persons(found, form, rows, list(on.asked))
    form_entries.put(found, form, filling)
    filling.annex = form_annex.annexed(found, rows)
    filling.signature = {} if rows.undated else {"date": day(material.as_of)}
    found.fields = {"文本": number, "版本": EDITION, **filling.plain()}
    _by_hand(found, form, filling)
    say_left(found, form, filling)
    return found


def _by_hand(found: View, form: Form, filling: Filling) -> None:
    """Say what no fact fills: who signs a form of the other side, and what an objection is about."""
    if form.id in _OF_OTHERS:
        found.say("LX-P734", Where(field=form.title), number=form.id)
    if form.id in _OBJECTIONS and not filling.rows.keys() & {id for id in form.rows if id[0] in "AB"}:
        found.say("LX-P735", Where(field=form.title), number=form.id, section=form.sections[0].title)


def begun(
    material: Material, paper: str = _PAPER, form: Form | None = None
) -> tuple[View, form_titles.Standing | None]:
    """Return the view of a form for those against whom no law stands, and the title; ``None`` where there is none."""
    title = enforcement.title_of(material)
    if title is None:
        found = View(paper, material)
        name = form.title if form else PAPERS[paper].title
        found.say("LX-P106", Where(field=name), paper=name, instead=text("claims.instead.no_title"))
        return found, None
    found = stops.begin(paper, material, title.against)
    asked = tuple(material.case.party(id) for id in title.against if id not in found.material.left_out)
    whole = parties.all_of(found, asked, "enforcement.debtors")
    how = enforcement.how_of(found.material, title, resume=False)
    return found, form_titles.Standing(title, asked, whole, how)


def told(found: View, on: form_titles.Standing, number: str) -> Told:
    """Return every field that the form ``number`` may ask for."""
    said = form_titles.told(found, on)
    cites = enforcement.articles(found, on.title)
    based = grounds.written(grounds.grounds(_NARRATIVE, found.material.circumstances, None, cites))
    said["依据"] = found.pen.one("enforcement.clause_of_law", {"依据": based}, on.how)
    said["执行概述"] = form_titles.in_short(said)
    said["证据附件"] = form_annex.row(found, mapped(number))
    return said | _share(found, on, said) if number == DISTRIBUTION else said


def known(found: View, on: form_titles.Standing) -> frozenset[str]:
    """Return every name that a box may ask for."""
    return frozenset(form_titles.holds(found, on))


def _share(found: View, on: form_titles.Standing, said: Told) -> Told:
    """Return what an application for a share encloses and rests on (民诉法解释 506, 507)."""
    named = enforcement.named(found, on.title)
    paper = found.pen.one(
        "form.title_papers", {"文书": named["文书"], "证据": found.material.cite(on.title.title.evidence)}
    )
    cites = tuple(
        cite for id, said in found.pen.used.items() if id.startswith("form.title_papers") for cite in said.articles
    )
    basis = found.pen.one("form.shares", {"依据": grounds.written(cites)})
    alike = [p.name for p in on.asked if not _company(p)]
    return {
        "被执行人": alike[0] if len(alike) == 1 else "",  # in another's case: which of several, nobody entered
        "证据": paper,
        "分配理由": closed((*_lines(said["执行依据"]), *_lines(said["尚欠"]), basis)),
    }


def _lines(told_: str | list[str]) -> list[str]:
    return [told_] if isinstance(told_, str) else told_


def _company(party: Party) -> bool:
    return not parties.is_natural(party) and bool(kind_in(party.name))


def _persons(found: View, form: Form, rows: Mapped, asked: list[Party]) -> list[Person]:
    case = found.material.case
    label = parties.labels(found, asked, "enforcement.debtor") if "debtor" not in rows.sides else {}
    sides = [] if rows.undated else [*form_persons.agents(found, form)]
    if form.block("creditor") or "creditor" in rows.sides:
        sides = [*form_persons.of_side(found, form, rows, "creditor", [case.creditor], {}), *sides]
    if form.block("debtor") or "debtor" in rows.sides:
        sides += form_persons.of_side(found, form, rows, "debtor", asked, label)
    return sides


def _check(found: View, form: Form, on: form_titles.Standing) -> None:
    """Refuse what the form is not for; say what must be told in it and cannot be (民诉法解释 506, 507)."""
    where = on.title.title.where
    if form.id == APPLICATION and enforcement.to_resume(found.material, on.title):
        other = PAPERS["resumption"]
        found.say("LX-P109", where, paper=form.title, other=other.name, id=other.id)
    held = form_titles.holds(found, on)
    if form.id == _NOT_ENFORCED and not (held["award"] or held["arbitral_mediation"] or held["deed"]):
        found.say("LX-P307", where, number=on.title.title.case_no or on.title.title.id)
    if form.id == _PROSECUTION:
        found.say("LX-P308", where)
    if form.id != DISTRIBUTION:
        return
    companies = [p for p in on.asked if _company(p)]
    if companies and len(companies) == len(on.asked) and not found.material.case.collaterals:
        found.say("LX-P301", where, names=listed(p.name for p in companies))
    elif companies:
        found.say("LX-P302", where, names=listed(p.name for p in companies))
    found.say("LX-P303", where)
