"""要素式民事起诉状: the official form of the cause, filled with what the narrative complaint tells (法〔2025〕82号).

Owns the blocks of the parties and which form belongs to the cause. Refuses a cause without an official form, or whose
form is not filled yet, by name: the narrative complaint is filed then, and no form is invented. What only the person
who signs can answer (whether mediation is wanted) stays open and is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, Party
from lexcollect.cn.certificates import OF_GB_11643
from lexcollect.cn.company_names import kind_in
from lexcollect.cn.identifiers import id_gender
from lexcollect.documents.forms.filling import Cell, Filling, Person
from lexcollect.documents.forms.form import Block, Box, Form, Row, Section
from lexcollect.documents.forms.mapping import covered, fill, mapped
from lexcollect.documents.forms.reading import EDITION, form_of
from lexcollect.documents.material import Material, View
from lexcollect.documents.views import complaint, contracts, form_facts, parties, relief
from lexcollect.findings import has_errors
from lexcollect.wording import text


def view(material: Material) -> View:
    """Return what fills the form of the cause, and what is to be said about it."""
    number = form_number(material)
    found = complaint.view(material)
    if number is None or found.material.sureties_only:
        found.say("LX-P240", material.contract.where, cause=complaint.cause_title(found))
    elif contracts.several(found.material):
        found.say("LX-P245", material.contract.where, ids=[each.id for each in found.material.contracts])
    elif "loan_void" in found.material.circumstances:
        found.say("LX-P255", material.contract.where, name=material.contract.called)
    elif number not in covered():
        found.say("LX-P241", material.contract.where, cause=material.contract.cause, number=number)
    if number is None or has_errors(found.findings):
        return found
    form, rows = form_of(number), mapped(number)
    filling = fill(rows, form_facts.told(found), form_facts.holds(found))
    filling.parties = [*_persons(found, form)]
    filling.signature = {"date": found.fields["落款"]["日期"]}  # who signs and seals does it by hand
    found.fields = {"文本": number, "版本": EDITION, **filling.plain()}
    _say_left(found, form, filling)
    return found


def form_number(material: Material) -> str | None:
    """Return the number of the official form of the cause, or ``None``."""
    cause = material.cause
    return cause.form.number if cause and cause.form else None


def _say_left(found: View, form: Form, filling: Filling) -> None:
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
        labels += [label_of(row, section) for row in open_ if not row.number]
    if labels:
        found.say("LX-P300", number=form.id, rows=labels)
    if own:
        found.say("LX-P243", number=form.id)


def label_of(row: Row, section: Section) -> str:
    """Return by what a row without a number is named: its label before the first bracket, else its section's title."""
    return str(text("documents.form.row", row=row.called, section=section.title)) if row.called else section.title


# --- parties ---


def _persons(found: View, form: Form) -> Iterator[Person]:
    material = found.material
    called = relief.plaintiffs(found)
    for party in material.case.creditors:
        yield from _person(found, form, "creditor", party, called[party.id])
    block = form.block("agent")
    for agent in material.case.agents[:2]:
        if block:
            yield Person(block.title, "", _agent(agent, block))
    sued = parties.defendants(material)
    label = parties.labels(found, sued, "complaint.defendant")
    for party in sued:
        yield from _person(found, form, "debtor", party, label[party.id])


def _person(found: View, form: Form, side: str, party: Party, called: str) -> Iterator[Person]:
    """Yield the block of a party; a form that has none for its kind cannot be filled for it."""
    kind = "natural" if parties.is_natural(party) else "organisation"
    block = form.block(side, kind)
    if block is None:
        found.say("LX-P244", party.where, number=form.id, name=party.name)
        return
    yield Person(block.title, called, _natural(party, block) if kind == "natural" else _body(found, party, block))


def _natural(party: Party, block: Block) -> Cell:
    number, born = party.id_no or "", party.born
    certificate = party.certificate
    gender = party.gender or (id_gender(number) if certificate in OF_GB_11643 else "") or ""
    blanks = {
        "name": party.name,
        "birth_y": str(born.year) if born else "",
        "birth_m": str(born.month) if born else "",
        "birth_d": str(born.day) if born else "",
        "ethnicity": party.ethnicity,
        "phone": party.phone,
        "domicile": party.domicile,
        "id_type": k.CertificateKind(certificate.value).label if certificate else "",
        "id_no": number,
    }
    return Cell(_there(blanks), [gender] if gender in block.cell.boxes else [])


def _body(found: View, party: Party, block: Block) -> Cell:
    head = party.legal_rep
    blanks = {
        "name": party.name,
        "principal_office": party.domicile,
        "legal_rep": head.name if head else "",
        "legal_rep_post": head.post if head else "",
        "phone": party.phone,
        "uscc": party.uscc or "",
    }
    if "uscc" not in block.cell.blanks:  # form 09 prints no such line for a defendant
        blanks["name"] = found.pen.one("form.called", {"名称": party.name, "代码": blanks.pop("uscc")})
    kind = kind_in(party.name)
    return Cell(_there(blanks), [kind] if kind in block.cell.boxes else [])


def _agent(agent: Agent, block: Block) -> Cell:
    there = next(
        piece.name for line in block.cell.pieces for piece in line if isinstance(piece, Box)
    )  # 有□ comes first
    lawyer = agent.kind is k.AgentKind.LAWYER
    blanks = {"name": agent.name, "firm": agent.firm, "phone": agent.phone}
    blanks["post"] = agent.kind.label if lawyer else ""
    return Cell(_there(blanks), [there, agent.authority.label])


def _there(blanks: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in blanks.items() if value}
