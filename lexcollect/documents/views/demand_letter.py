"""催款函: the creditor's own demand, without a law firm; it interrupts limitation on arrival (民法典 195, 时效规定 8).

Says what a lawyer's letter says, in the creditor's own name: a company under its letterhead and seal, a person by his
signature. The sentences are those of ``letter.yaml``; who writes is a word of theirs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lexcollect.causes.clause_book import WRITER, layered
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, listed
from lexcollect.documents.pen import Pen
from lexcollect.documents.views import accounts, contract, demands, lawyer_letter, parties, purposes, steps


def applies(material: Material) -> bool:
    """Tell whether nobody else writes the letter: without a licensed lawyer."""
    return parties.licensed_lawyer(material) is None


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = stops.begin("demand", in_own_name(material))
    payable = accounts.there(found)
    if not contract.fits_templates(found, found.material) or not payable:
        return found
    found.fields = {**said_of(found), "此前": demands.earlier_unpaid(found)}
    return found


def said_of(found: View) -> dict[str, Any]:
    """Return what the creditor's own demand says, whatever its stage: the body of a letter, its purpose, who signs."""
    aims = purposes.told(found)
    said = lawyer_letter.body(found, purposes.articles(found))
    late = any(a.late_penalty or a.late_interest or a.term_interest for a in found.material.contracts)
    handed = {"交付凭证": steps.delivery_papers(found)}
    annexes = found.pen.all("letter.own_annexes", handed, purposes.of(found), c.those({"clause_of_delay": late}))
    return {
        **said,
        **sender(found),
        "目的": aims,
        "附件": [{"序号": str(i), "内容": name} for i, name in enumerate(annexes, 1)],
        "落款": {**said["落款"], "各方": signatures(found)},
    }


def in_own_name(material: Material) -> Material:
    """Return the material with sentences in which the creditor speaks of itself (我方)."""
    own = Pen(material.book).one("letter.we")
    return replace(material, wording=layered(material.book, "", {WRITER: own}))


def sender(found: View) -> dict[str, Any]:
    """Return who writes: the letterhead of a company, none of a person, and how to reach the creditor."""
    creditors = found.material.case.creditors
    first = creditors[0]
    agreed = first.service_address
    contact = agreed.recipient if agreed and agreed.recipient else ""
    head = "" if parties.is_natural(first) or len(creditors) > 1 else first.name
    return {
        "函头": head,
        "编号": own_number(found.material),
        "发函人": {
            "名称": listed(p.name for p in creditors),
            "地址": agreed.address if agreed else found.need(first.domicile, "domicile", first.where, name=first.name),
            "联系人": contact or (first.legal_rep.name if first.legal_rep else first.name),
            "电话": (agreed.phone if agreed else "") or found.need(first.phone, "phone", first.where, name=first.name),
        },
    }


def own_number(material: Material) -> str:
    """Return the number of the creditor's letter; the number a law firm gave its own letter is not one."""
    return material.case.choices.letter.number_on(material.as_of) if applies(material) else ""


def signatures(found: View) -> list[dict[str, str]]:
    """Return how each creditor signs: a company by its seal, a person by hand."""
    return [{"名称": p.name, "签章": parties.signature(found, p)["签章"]} for p in found.material.case.creditors]
