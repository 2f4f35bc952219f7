"""Persons in the official forms: who stands in which block, and what of him is entered.

Owns the blocks of the parties and of agents. A form that has no block for a person of that kind cannot be filled for
him, and that is told; nothing is guessed that was not entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, Party
from lexcollect.cn.certificates import OF_GB_11643
from lexcollect.cn.company_names import kind_in
from lexcollect.cn.identifiers import SEXES, id_gender
from lexcollect.documents.clearing import of_findings
from lexcollect.documents.folding import folded
from lexcollect.documents.forms.filling import Cell, Person
from lexcollect.documents.forms.form import Block, Box, Form
from lexcollect.documents.forms.mapping import Mapped
from lexcollect.documents.material import View, marked
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import parties
from lexcollect.findings import Finding
from lexcollect.wording import text


def of_side(
    found: View, form: Form, rows: Mapped, side: str, persons: Iterable[Party], label: Mapping[str, str]
) -> Iterator[Person]:
    """Yield the blocks of ``persons``, who stand on ``side`` (creditor, debtor), each called by its ``label``."""
    for party in persons:
        block = _block(form, rows, side, party)
        if block is None:
            found.say("LX-P244", party.where, number=form.id, name=party.name)
            continue
        cell = _natural(party, block) if parties.is_natural(party) else _body(found, party, block)
        if parties.is_natural(party):
            _asked_for(found, party, block, cell, side)
        standing = rows.standing.get(side)
        if standing:
            cell.ticks.insert(0, standing)
        yield Person(block.title, label.get(party.id, ""), cell)


def _asked_for(found: View, party: Party, block: Block, cell: Cell, side: str) -> None:
    """Mark what the narrative complaint asks for too: sex and domicile of each person, the telephone of our side.

    Boxes without a tick say nothing of themselves: the mark stands below them, and a final paper may have none.
    """
    if SEXES & block.cell.boxes and not SEXES & set(cell.ticks):
        cell.said.append(found.need("", "gender", party.where, name=party.name))
    _unknown(found, party, block, cell)
    if side == "creditor" and "phone" in block.cell.blanks:
        cell.blanks["phone"] = found.need(party.phone, "phone", party.where, name=party.name)


def _unknown(found: View, party: Party, block: Block, cell: Cell) -> None:
    """Mark day of birth and number of the paper where the form asks for them and nobody entered them.

    Of a defendant they may not be known (民事诉讼法 124 does not ask for them): who has looked and says so (复核意见)
    leaves the blank empty.
    """
    blanks = block.cell.blanks
    lacking = [key for key, blank in _PARTICULARS if blank in blanks and blank not in cell.blanks]
    if "domicile" in blanks and "domicile" not in cell.blanks:
        cell.blanks["domicile"] = found.need("", "domicile", party.where, name=party.name)
    if not lacking:
        return
    what = tuple(text(f"documents.what.{key}", name=party.name) for key in lacking)
    found.say("LX-P776", party.where, paper=PAPERS[found.paper].name, what=what)
    if _left_open(found, found.findings[-1]):
        return
    for key, blank in _PARTICULARS:
        if key in lacking:
            cell.blanks[blank] = marked(text(f"documents.what.{key}", name=party.name))


def _left_open(found: View, told: Finding) -> bool:
    """Tell whether a person took it upon himself that this is not known."""
    (point,) = of_findings([told], "")
    said = folded(point.words)
    return any(one.rule == told.code and folded(one.words) == said for one in found.material.case.reviews)


#: Every blank of a block that a party or an agent can fill; the others are written by hand.
BLANKS = frozenset(
    {"name", "birth_y", "birth_m", "birth_d", "ethnicity", "phone", "domicile", "id_type", "id_no"}
    | {"principal_office", "legal_rep", "legal_rep_post", "uscc", "firm", "post"}
    | {"bank_account", "account_name", "bank"}
)
#: What a form asks of a person, by the word for it, with the blank that is marked.
_PARTICULARS = (("birth", "birth_y"), ("id_no", "id_no"))


def agents(found: View, form: Form) -> Iterator[Person]:
    """Yield the blocks of the agents: at most two (民事诉讼法 61)."""
    block = form.block("agent")
    for agent in found.material.case.agents[:2]:
        if block:
            yield Person(block.title, "", _agent(agent, block))


def _block(form: Form, rows: Mapped, side: str, party: Party) -> Block | None:
    natural = parties.is_natural(party)
    words = rows.sides.get(side)
    if words:
        return form.block_of(words, natural=natural)
    return form.block(side, "natural" if natural else "organisation")


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
        **_account(party),
    }
    return Cell(_there(blanks, block), [gender] if gender in block.cell.boxes else [])


def _body(found: View, party: Party, block: Block) -> Cell:
    head = party.legal_rep
    blanks = {
        "name": party.name,
        "principal_office": party.domicile,
        "legal_rep": head.name if head else "",
        "legal_rep_post": head.post if head else "",
        "phone": party.phone,
        "uscc": party.uscc or "",
        **_account(party),
    }
    if "uscc" not in block.cell.blanks:  # form 09 prints no such line for a defendant
        blanks["name"] = found.pen.one("form.called", {"名称": party.name, "代码": blanks["uscc"]})
    kind = kind_in(party.name)
    return Cell(_there(blanks, block), [kind] if kind in block.cell.boxes else [])


def _account(party: Party) -> dict[str, str]:
    """Return the account to which a court pays; forms of enforcement ask for it."""
    bank = party.bank
    if bank is None:
        return {}
    return {"bank_account": bank.account_no, "account_name": bank.account_name, "bank": bank.bank_name}


def _agent(agent: Agent, block: Block) -> Cell:
    there = next(
        piece.name for line in block.cell.pieces for piece in line if isinstance(piece, Box)
    )  # 有□ comes first
    lawyer = agent.kind is k.AgentKind.LAWYER
    blanks = {"name": agent.name, "firm": agent.firm, "phone": agent.phone}
    blanks["post"] = agent.kind.label if lawyer else ""
    return Cell(_there(blanks, block), [there, *({agent.authority.label} & block.cell.boxes)])


def _there(blanks: dict[str, str], block: Block) -> dict[str, str]:
    """Return what was entered and has a place in the block."""
    return {name: value for name, value in blanks.items() if value and name in block.cell.blanks}
