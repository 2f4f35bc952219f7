"""Applications in enforcement (执行中的申请): what those for restriction, listing and joinder share.

Owns the choice of the title and of the requests, the case as it stands before the executing court, and the parties.
Refuses a matter in which enforcement was not applied for: such a paper has no case to go to. The sentences are in
``enforcing.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import EnforcementRequest, Filing, Party
from lexcollect.claims.titles import Kept, TitleAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import enforcement, parties
from lexcollect.findings import has_errors
from lexcollect.wording import pair, text

ZERO = Decimal("0.00")


class Begun(NamedTuple):
    """A paper that may be written: the title it stands on, the pending enforcement, and what is asked for."""

    title: TitleAccount
    pending: Filing
    asked: tuple[EnforcementRequest, ...]
    court: str


def begin(paper: str, material: Material, kinds: Collection[k.EnforcementRequestKind]) -> tuple[View, Begun | None]:
    """Return the view of ``paper`` and what it is written from; nothing where it is refused."""
    title = enforcement.title_of(material)
    if title is None:
        found = View(paper, material)
        found.say("LX-P106", paper=PAPERS[paper].name, instead=text("claims.instead.no_title"))
        return found, None
    found = stops.begin(paper, material, title.against)
    asked = [r for r in material.case.enforcement_requests if r.kind in kinds]
    pending = enforcement.filed(material, title)
    if not asked:
        found.say("LX-P570", paper=PAPERS[paper].name, kinds=tuple(pair(*kind.named) for kind in kinds))
    if pending is None:
        found.say("LX-P571", title.title.where, paper=PAPERS[paper].name)
    for one in asked:
        if one.debtor and one.debtor not in title.against:
            found.say("LX-P572", one.where, name=material.case.party(one.debtor).name)
    if has_errors(found.findings) or pending is None:
        return found, None
    agreed = title.agreement
    if agreed is not None and agreed.kept is Kept.BROKEN and agreed.fact.resumed_on is None:
        found.say("LX-P573", agreed.fact.where)
    court = enforcement.court_of(found, title)
    kept = tuple(r for r in asked if r.debtor not in found.material.left_out)
    return found, Begun(title, pending, kept, court) if court and kept else None


def debtors_of(found: View, begun: Begun, request: EnforcementRequest) -> list[Party]:
    """Return the judgment debtors a request is about: the one named, else whoever the title binds."""
    ids = (request.debtor,) if request.debtor else begun.title.against
    return [found.material.case.party(id) for id in ids if id not in found.material.left_out]


def opposed(found: View, group: Sequence[Party]) -> list[dict[str, Any]]:
    """Return the blocks of the judgment debtors the paper is about."""
    label = parties.labels(found, group, "enforcing.debtor")
    return [parties.block(found, p, label[p.id]) for p in group]


def written(
    found: View,
    begun: Begun,
    against: Sequence[dict[str, Any]],
    requests: Sequence[str],
    told: Sequence[dict[str, str]],
) -> View:
    """Return the finished view: ``against`` are the blocks of the other side, ``told`` what each ground rests on."""
    found.fields = {
        "标题": found.pen.one("enforcing.title", {}, _of_paper(found)),
        **_applicants(found),
        "被申请人": list(against),
        "请求事项": numbered(requests),
        "段": [{"题": "", "文": said} for said in _case(found, begun)] + list(told),
        "法院": begun.court,
        "附件": numbered(_annexes(found, begun)),
        "落款": {
            **parties.signatures(found, found.material.case.creditors),
            "日期": day(found.material.as_of),
        },
    }
    based = grounds.written(grounds.grounds(found.paper, frozenset(), None, found.pen.articles_of("enforcing")))
    found.fields["结尾"] = found.pen.one("enforcing.close", {"依据": based}, _of_paper(found))
    return found


def _of_paper(found: View) -> frozenset[str]:
    changes = any(r.kind is k.EnforcementRequestKind.SUBSTITUTION for r in found.material.case.enforcement_requests)
    adds = any(r.kind is k.EnforcementRequestKind.JOINDER for r in found.material.case.enforcement_requests)
    return c.those(
        {
            "asks_restriction": found.paper == "consumption_limit",
            "asks_listing": found.paper == "dishonest_listing",
            "asks_change": found.paper == "debtor_joinder" and changes and not adds,
            "asks_both": found.paper == "debtor_joinder" and changes and adds,
        }
    )


def _applicants(found: View) -> dict[str, Any]:
    def reached(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    side = parties.side(found, found.material.case.creditors, "enforcing.applicant", reached)
    return {"申请人": {**side, "代理人": parties.agents(found)}}


def _case(found: View, begun: Begun) -> list[str]:
    """Return what the title fixed, that its enforcement is pending, and what is not performed."""
    title, pending = begun.title, begun.pending
    how = enforcement.how_of(found.material, title, resume=False)
    bound = [found.material.case.party(id) for id in title.against]
    said = {
        "被执行人": listed(p.name for p in bound),
        "案由": found.material.contract.cause,
        "执行依据": found.pen.one("enforcement.basis", enforcement.named(found, title, basis=True)),
        "判项": enforcement.granted(found, title, how),
    }
    filed = {
        "日期": day(pending.date),
        "案号": found.need(pending.case_no, "enforcement_no", pending.where),
        "证据": found.material.cite(pending.evidence),
    }
    told = [
        found.pen.one("enforcing.case", said),
        found.pen.one("enforcing.pending", filed),
        *_paid(found, title),
        *(told for _, told in enforcement.agreed_rows(found, title, how)),
        *_ended(found, title),
        enforcement.owed_words(found, title, how),
    ]
    return [each for each in told if each]


def _paid(found: View, title: TitleAccount) -> list[str]:
    """Return what was received on the title in all; nothing where nothing was."""
    paid = sum((p.amount for p in title.payments), ZERO)
    return [found.pen.one("enforcing.paid", {"金额": yuan(paid)})] if paid else []


def _ended(found: View, title: TitleAccount) -> list[str]:
    """Return that this enforcement was ended for want of assets, where it was."""
    on = title.title.terminated_on
    if on is None or on > found.material.as_of:
        return []
    return [found.pen.one("enforcing.ended", {"日期": day(on)})]


def _annexes(found: View, begun: Begun) -> list[str]:
    own = parties.own_papers_of(found, found.material.case.creditors)
    how = c.those({"paper.title": begun.title.title.evidence})
    proofs = c.those({"request_proofs": any(r.evidence for r in begun.asked)})
    alone = parties.one_paper(found, found.material.case.creditors)
    joins = c.those({"joins": found.paper == "debtor_joinder"})
    persons = len({*(r.person for r in begun.asked), *(r.debtor or begun.title.against[0] for r in begun.asked)})
    said = {"身份材料": own, "副本数": str(persons)}
    return found.pen.all("enforcing.annexes", said, how | proofs | alone | joins)
