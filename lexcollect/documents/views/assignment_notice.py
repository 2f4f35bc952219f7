"""债权转让通知书: the notice that makes an assignment good against debtor and guarantors (民法典 546, 696).

One letter for each person whom no notice has reached, each on a page of its own: to the debtor to pay the assignee from
now on, to a guarantor that his liability is owed to the assignee. Signed by the assignor, the assignee beside it; the
one an assignee sends alone is ``assignee_notice``. Asks nobody to confirm sums, and moves no guarantee: the period of
a guarantor is kept by his own demand (693). The sentences are in ``notice.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.models import Assignment, Party
from lexcollect.casefile.transfers import assignment_of, notices
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, listed, numbered, sentences, titled
from lexcollect.documents.views import accounts, contract, contracts, guarantee, lawyer_letter, parties
from lexcollect.documents.views.demand_letter import in_own_name, sender
from lexcollect.documents.views.statement_letter import rows, totals


def view(material: Material) -> View:
    """Return the fields of the notices that the assignor signs, and what is to be said about them."""
    return written("assignment_notice", material)


def written(paper: str, material: Material, *, alone: bool = False) -> View:
    """Return the notices; ``alone``: the assignee sends them, with the proof of the assignment."""
    found = View(paper, in_own_name(material))
    assigned, payable = assignment_of(material.case), accounts.there(found)
    if assigned is None:
        found.say("LX-P192")
    if assigned is None or not contract.fits_templates(found, found.material) or not payable:
        return found
    people = _unreached(found)
    how = c.those({"by_assignee": alone, "factored": assigned.factoring}) | of_kind("factoring", assigned.factoring)
    from_us = sender(found)
    found.fields = {
        **from_us,
        "函头": from_us["函头"] if alone else "",
        "编号": "",  # the number in the case file is that of the lawyer's letter
        "词": found.nouns,
        "各函": [_letter(found, assigned, party, how, first=n == 0) for n, party in enumerate(people)],
        "各笔": rows(found) if not found.material.lost else [],
        "分列": contracts.several(found.material),
        "合计": totals(found),
        "账户": accounts.accounts(found),
        "附件": numbered(_annexes(found, assigned, how, alone=alone)),
        "落款": {"日期": day(material.as_of), "各方": _signed(found, assigned, alone=alone)},
    }
    found.say("LX-P193")
    return found


def _unreached(found: View) -> list[Party]:
    """Return debtors and guarantors whom no notice has reached, all of them where it reached everybody."""
    case = found.material.case
    ids = dict.fromkeys([*(p.id for p in case.debtors), *(s.grantor for s in case.securities)])
    people = [case.party(id) for id in ids]
    reached = [p for p in people if notices(case, p.id, found.material.as_of)]
    if reached:
        found.say("LX-P190", names=listed(p.name for p in reached))
    return [p for p in people if p not in reached] or people


def _letter(found: View, assigned: Assignment, party: Party, how: frozenset[str], *, first: bool) -> dict[str, Any]:
    case = found.material.case
    surety = next((s for s in found.material.claims.sureties if s.party == party.id), None)
    to_guarantor = party.id not in {p.id for p in case.debtors}
    how |= c.those({"to_guarantor": to_guarantor})
    own = View(found.paper, found.material)  # its articles are those of this letter alone
    you, alone = found.pen.one("letter.addressee"), len(case.debtors) == 1 and not to_guarantor
    debtor = you if alone else listed(p.name for p in case.debtors)
    us = listed(p.name for p in case.creditors)
    about = {"让与人": assigned.assignor, "受让人": us, "债务人": debtor}
    told = {
        **about,
        "日期": day(assigned.date),
        "协议": titled(assigned.agreement) if assigned.agreement else "",
    }
    transferred = [own.pen.one("notice.assigned", told, how), *own.pen.all("notice.passed", {}, how)]
    asked, kept = own.pen.one("notice.asked", {}, how), own.pen.one("notice.kept", {}, how)
    cites = grounds.grounds(found.paper, (), None, own.pen.articles)
    return {
        "首": first,
        "收函人": party.name,
        "代码": party.uscc or "",
        "缘由": found.pen.one("notice.about", about, how),
        "订立": sentences(_made(found, debtor, us)),
        "保证": _guarantee(found, surety, debtor, us) if to_guarantor and surety else "",
        "欠款": lawyer_letter.owed(found, debtor),
        "转让": sentences(transferred),
        "法律依据": grounds.written(cites),
        "请求": asked,
        "保留": kept,
    }


def _made(found: View, debtor: str, us: str) -> list[str]:
    """Return how each contract was made, in the assignor's name."""
    return [contract.contract_fields(part, debtor, us, cited=False)["订立"] for part in found.parts]


def _guarantee(found: View, surety: SuretyClaim, debtor: str, us: str) -> str:
    fields = guarantee.guarantee_fields(found, surety, found.pen.one("letter.addressee"), debtor, us)
    said = {
        "日期": fields["日期"],
        "承诺": fields["承诺"],
        "债权范围": fields["债权范围"],
        "方式": fields["方式"],
    }
    return found.pen.one("notice.guaranteed", said)


def _annexes(found: View, assigned: Assignment, how: frozenset[str], *, alone: bool) -> list[str]:
    """Return what is enclosed; an assignee that writes alone must show the assignment."""
    name = titled(assigned.agreement) if assigned.agreement else found.pen.one("notice.agreement")
    proved = assigned.agreement or found.material.cite(assigned.evidence)
    if alone and not proved:
        found.say("LX-P191", assigned.where)
    case, person = found.material.case, c.of_party(found.material.case.creditor)
    vouchers = any(fact.evidence for fact in (*case.obligations, *case.deliveries, *case.invoices))
    if assigned.factoring and not vouchers:
        found.say("LX-P194", assigned.where)
    return found.pen.all("notice.annexes", {"协议": name}, how, person, c.those({"told": proved, "for_each": vouchers}))


def _signed(found: View, assigned: Assignment, *, alone: bool) -> list[dict[str, str]]:
    """Return who signs: the assignor and the assignee beside it, or the assignee alone."""
    ours = [
        {"称谓": found.pen.one("notice.assignee"), "名称": p.name, "签章": parties.signature(found, p)["签章"]}
        for p in found.material.case.creditors
    ]
    if alone:
        return ours
    theirs = {"称谓": found.pen.one("notice.assignor"), "名称": assigned.assignor, "签章": found.pen.one("notice.seal")}
    return [theirs, *ours]
