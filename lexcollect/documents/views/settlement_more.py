"""What a settlement holds besides money by days: new guarantors, things in payment, the notary, the court's paper.

Owns what the law makes of each: things in payment after the debt is due discharge it once handed over, before that they
only secure it (合同编通则解释 27, 28); a notary's enforceability covers those alone who promised it
(公证债权文书执行规定 5, 6); a mediation paper with a sanction of its own bears no doubled interest besides
(民事调解规定 15(2)). The sentences are in ``settlement_more.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Backing, Filing, InKind, Party, Settlement
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.settling import all_due
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import SIDES, View, day, listed, without_stop, yuan
from lexcollect.documents.views import parties, running

#: In which article of a paper one missed instalment makes all due.
_EARLY = {"settlement": 5, "mediation_agreement": 5, "repayment_promise": 4}
_COMPANY = (k.PartyKind.ORGANISATION, k.PartyKind.BRANCH)


class Article(NamedTuple):
    """An article after the sixth: its heading and its paragraphs."""

    name: str
    said: list[str]


def terms_of(found: View) -> Settlement:
    """Return the terms; the paper was refused where there are none."""
    terms = found.material.case.settlement
    assert terms is not None
    return terms


def joining(found: View, there: Sequence[Party]) -> list[Party]:
    """Return who signs besides: new guarantors, and owners of things in payment."""
    terms, known = terms_of(found), {p.id for p in there}
    ids = [b.party for b in terms.backings] + [t.owner for t in terms.in_kind if t.owner]
    return [found.material.case.party(id) for id in dict.fromkeys(ids) if id not in known]


def case_told(found: View, pending: Filing | None) -> dict[str, str]:
    """Return cause, number and court of the suit; nothing where there is none."""
    if pending is None:
        return {"案由": "", "案号": "", "法院": ""}
    number = found.need(pending.case_no, "suit_no", pending.where)
    return {"案由": running.causes(found), "案号": number, "法院": running.court_of(found, pending)}


def together(found: View, side: int, group: Sequence[Party]) -> str:
    """Return how several persons of the ``side`` (0 甲方, 1 乙方) are called together; nothing of one alone."""
    if len(group) < 2:
        return ""
    return found.pen.one("parties.together", {"称谓": found.pen.one("settlement.side", {"序": SIDES[side], "数": ""})})


def articles(found: View, label: Mapping[str, str], signing: Sequence[Party], pending: Filing | None) -> list[Article]:
    """Return the further articles in their order, without those that have nothing to say."""
    each = {
        "backings": list(backings(found, label)),
        "in_kind": list(in_kind(found, label, in_suit=bool(pending))),
        "notary": [] if pending else list(_notary(found, label, signing)),
        "court": list(_court(found, label, pending)) if pending else [],
        "fees": list(_fees(found, pending)) if pending else [],
    }
    _remark(found, pending)
    how = c.those({"things_frozen": _frozen(found)})
    return [
        Article(found.pen.one(f"settlement_more.{key}_head", {}, how), _numbered(said))
        for key, said in each.items()
        if said
    ]


def _frozen(found: View) -> bool:
    """Tell whether measures of preservation were taken."""
    return any(m.taken_on <= found.material.as_of for m in found.material.case.measures)


def _numbered(said: list[str]) -> list[str]:
    return said if len(said) == 1 else [f"{number}. {one}" for number, one in enumerate(said, 1)]


def backings(found: View, label: Mapping[str, str]) -> Iterator[str]:
    """Yield what each new guarantor promises, and the decision of a company on it (公司法 15)."""
    for one in terms_of(found).backings:
        name, cap = label[one.party], yuan(one.cap) if one.cap else ""
        said = {"称谓": name, "文书": _called(found), "最高额": cap, "年数": han_number(one.years), "条": _early(found)}
        yield found.pen.one("settlement_more.backing", said, of_kind("backing", one.kind))
        if resolution := _resolution(found, one):
            told = {"称谓": name, "决议": resolution, "文书": _called(found)}
            yield found.pen.one("settlement_more.resolution", told)


def _called(found: View) -> str:
    """Return what the paper calls itself."""
    return found.pen.one("settlement_more.called", {}, c.those({"unilateral": found.paper == "repayment_promise"}))


def _early(found: View) -> str:
    """Return the article by which all becomes due early; nothing in enforcement, and of a promise to pay at once."""
    once = found.paper == "repayment_promise" and len(terms_of(found).instalments) == 1
    number = None if once else _EARLY.get(found.paper)
    return found.pen.one("settlement.article", {"数": han_number(number)}) if number else ""


def _resolution(found: View, one: Backing) -> str:
    party = found.material.case.party(one.party)
    if party.kind not in _COMPANY:
        return ""
    return found.need(without_stop(one.resolution), "resolution", one.where, name=party.name)


def in_kind(found: View, label: Mapping[str, str], *, in_suit: bool, due: bool | None = None) -> Iterator[str]:
    """Yield the things in payment: once all is due they discharge, before that they are only realised (27, 28)."""
    terms, due = terms_of(found), all_due(found.material.claims) if due is None else due
    if terms.in_kind and not due:
        found.say("LX-P605", terms.in_kind[0].where)
    if terms.in_kind and in_suit:
        found.say("LX-P604", terms.in_kind[0].where)
    how = c.those({"all_due": due, "unilateral": found.paper == "repayment_promise"})
    for thing in terms.in_kind:
        yield found.pen.one("settlement_more.in_kind", _thing(found, thing, label, due=due), how)
    if terms.in_kind and due:
        yield found.pen.one("settlement_more.in_kind_kept")


def _thing(found: View, thing: InKind, label: Mapping[str, str], *, due: bool) -> dict[str, str]:
    owner = thing.owner or found.material.case.debtor.id
    until = day(thing.by) if thing.by else ""
    if due:
        until = found.need(until, "in_kind_by", thing.where)
    return {
        "权利人": label[owner],
        "财产": thing.thing,
        "状况": without_stop(thing.text),
        "金额": yuan(thing.value),
        "日期": until,
        "登记": found.pen.one("settlement_more.entry", {}, c.those({"registered": thing.registered})),
        "证据": found.material.cite(thing.evidence),
    }


def _notary(found: View, label: Mapping[str, str], signing: Sequence[Party]) -> Iterator[str]:
    """Yield the promise to be enforced against on a notarised deed, of all who owe by the agreement (公证法 37)."""
    office = terms_of(found).notary
    if not office:
        return
    ours = {p.id for p in found.material.case.creditors}
    owing = listed(label[p.id] for p in signing if p.id not in ours)
    found.say("LX-P606", terms_of(found).where)
    yield found.pen.one("settlement_more.notarised", {"公证处": office})
    yield found.pen.one("settlement_more.enforceable", {"承诺人": owing})


def _court(found: View, label: Mapping[str, str], pending: Filing) -> Iterator[str]:
    """Yield what the court is asked for, and what follows where the paper is not performed."""
    yield found.pen.one("settlement_more.confirmed")
    yield found.pen.one("settlement_more.no_withdrawal")
    yield found.pen.one("settlement_more.enforced")
    yield found.pen.one("settlement_more.sanction")
    terms = terms_of(found)
    named = [label[s.party] for s in found.material.sureties if terms.guarantor_consents and s.party in label]
    named += [label[b.party] for b in terms.backings]
    if named:
        yield found.pen.one("settlement_more.listed", {"担保人": listed(dict.fromkeys(named))})


def _fees(found: View, pending: Filing | None) -> Iterator[str]:
    """Yield who bears the fee, halved by the mediation (交纳办法 15, 31), and until when measures stay."""
    terms = terms_of(found)
    if terms.fee_borne is None:
        blank = found.need("", "fee_borne", terms.where)
        yield found.pen.one("settlement_more.fee", {"负担": blank})
    else:
        yield found.pen.one("settlement_more.fee", {"负担": _bearer(found, terms.fee_borne)})
    if _frozen(found):
        yield found.pen.one("settlement_more.measures")


def _bearer(found: View, who: k.FeeBearer) -> str:
    return found.pen.one("settlement_more.bearer", {}, of_kind("fee_borne", who))


def stands(found: View, party: Party, label: str) -> str:
    """Return what somebody who signs besides is called: with what it stands in by."""
    kind = next((b.kind for b in terms_of(found).backings if b.party == party.id), None)
    return found.pen.one("settlement_more.stands", {"称谓": label}, of_kind("backing", kind))


def annexes(found: View) -> list[str]:
    """Return the annexes of what was agreed besides."""
    terms = terms_of(found)
    company = any(found.material.case.party(b.party).kind in _COMPANY for b in terms.backings)
    return found.pen.all("settlement_more.annexes", {}, c.those({"by_company": company, "things": terms.in_kind}))


def _remark(found: View, pending: Filing | None) -> None:
    """Say what the agreement is worth as it stands, and what an insolvency could undo."""
    terms = terms_of(found)
    if pending is not None:
        found.say("LX-P601", pending.where)
    elif running.suit(found.material) is not None:
        found.say("LX-P602", terms.where)
    elif not terms.notary and terms.mediation is None:
        found.say("LX-P603", terms.where)
    debtors = {p.id for p in found.material.case.debtors}
    if any((t.owner or found.material.case.debtor.id) in debtors for t in terms.in_kind):
        found.say("LX-P607", terms.in_kind[0].where)
    natural = [b for b in terms.backings if parties.is_natural(found.material.case.party(b.party))]
    if natural:
        found.say("LX-P608", natural[0].where)
