"""还款承诺书: the debtor alone confirms the debt and promises to pay it by days (民法典 195(1), 诉讼时效规定 14).

Signed by the debtor, addressed to the creditor. It waives nothing: what the instalments leave stays owed. The sentences
are in ``repayment_promise.yaml`` and, as far as an agreement says the same, in ``settlement.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.casefile.models import Settlement
from lexcollect.claims.settling import Plan, plan_of
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, listed, series, yuan
from lexcollect.documents.views import accounts, contract, contracts, parties, settled_articles, settlement_more
from lexcollect.documents.views.settled_articles import into, side
from lexcollect.documents.views.settlement_debt import debt
from lexcollect.documents.views.settlement_plan import plan
from lexcollect.findings import has_errors


def view(material: Material) -> View:
    """Return the fields of the promise and what is to be said about it."""
    found = stops.begin("repayment_promise", material)
    material = found.material
    terms = material.case.settlement
    there = [found.require(terms, "terms"), accounts.there(found)]
    if not contract.fits_templates(found, material) or not all(there) or terms is None:
        return found
    made = plan_of(material.case, terms, material.claims)
    if made.missing or not all(amount for _, amount in made.instalments):
        found.say("LX-P005", terms.where, sum=made.paid, expected=made.paid + made.missing)
    if has_errors(found.findings):
        return found
    debtors = material.debtors
    new = settlement_more.joining(found, [*material.case.creditors, *debtors])
    label = {p.id: side(found, 1, n, len(debtors)) for n, p in enumerate(debtors, 1)}
    label |= {p.id: side(found, n, 1, 1) for n, p in enumerate(new, 2)}
    found.fields = {
        "收件人": listed(p.name for p in material.case.creditors),
        "承诺人": [parties.block(found, p, label[p.id]) for p in [*debtors, *new]],
        "合称": settlement_more.together(found, 1, debtors),
        "序言": _opening(found),
        **settled_articles.written(found, _articles(found, terms, made, label), made),
        "签署方": settled_articles.signing(found, [*debtors, *new], label),
    }
    return found


def _opening(found: View) -> str:
    origins = [part.pen.one("settlement.origin", *contract.named(part.material.contract)) for part in found.parts]
    several = c.those({"named": contracts.several(found.material)})
    return found.pen.one("repayment_promise.opening", {"缘起": series(origins)}, several)


def _articles(found: View, terms: Settlement, made: Plan, label: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the articles in their order: key of the heading, paragraphs."""
    place, told, owed = "repayment_promise", plan(found), debt(found)["债务"]
    once = c.those({"paid_at_once": len(made.instalments) == 1})
    yield (
        "debt",
        [
            found.pen.one(f"{place}.confirmed", {"确认": owed["确认"], "明细": "" if owed["各笔"] else owed["明细"]}),
            found.pen.one(f"{place}.unconditional"),
        ],
    )
    things = sum((t.value for t in terms.in_kind), made.paid * 0)
    note = {"抵债": yuan(things) if things else "", "余款": yuan(made.waived) if made.waived else ""}
    yield (
        "plan",
        [
            found.pen.one(f"{place}.plan", {}, once),
            found.pen.one(f"{place}.rest", note, c.those({"waived": made.waived}), once),
        ],
    )
    account, early = told["账户"], found.pen.one(f"{place}.early", {"宽限": str(terms.grace_days)}, once)
    yield "account", [found.pen.one(f"{place}.account", {**into(account), "次序": told["抵充顺序"]})]
    yield (
        "breach",
        [
            *([early] if early else []),
            found.pen.one(f"{place}.breach", {"责任": told["违约责任"]["内容"], "费用": told["违约责任"]["费用"]}),
        ],
    )
    yield "backings", list(settlement_more.backings(found, label))
    yield "in_kind", list(settlement_more.in_kind(found, label, in_suit=False))
    yield "address", [_address(found, party, label[party.id]) for party in found.material.debtors]


def _address(found: View, party: Any, label: str) -> str:
    place, reach = parties.service_place(found, party)
    return found.pen.one("repayment_promise.address", {"称谓": label, "地址": place, "联系": reach})
