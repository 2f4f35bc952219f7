"""追加、变更被执行人申请书: a person who is to answer besides, or in place of, a judgment debtor (变更追加规定 10–25).

Only the listed grounds: whoever bought unpaid shares, guaranteed in enforcement, or promised in a settlement alone is
refused with what to do instead. Tells by which way the ruling is attacked (30, 32). Sentences: ``enforcing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import EnforcementRequest, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, without_stop, yuan
from lexcollect.documents.views import enforcing, parties
from lexcollect.documents.views.enforcing import Begun
from lexcollect.findings import has_errors
from lexcollect.wording import pair, text

_G = k.JoinderGround
_KINDS = (k.EnforcementRequestKind.JOINDER, k.EnforcementRequestKind.SUBSTITUTION)
#: What looks like a ground and is none.
_NO_GROUND = (_G.BUYER_OF_UNPAID, _G.SURETY_TO_COURT, _G.ONLY_AGREED)
#: Answers up to an amount: it has to be told.
_UP_TO = (_G.LIMITED_PARTNER, _G.UNPAID_CAPITAL, _G.WITHDRAWN_CAPITAL, _G.SOLD_UNPAID)
#: The debtor's property must not suffice.
_SHORT = (
    *(_G.SOLE_OWNER, _G.PARTNER, _G.LIMITED_PARTNER, _G.OF_BRANCH, _G.OTHER_BODY, _G.UNPAID_CAPITAL),
    *(_G.WITHDRAWN_CAPITAL, _G.SOLD_UNPAID, _G.ONE_PERSON, _G.TOOK_ASSETS, _G.TRANSFERRED),
)
#: Against the ruling a suit, not a review by the court above (32).
_BY_SUIT = (
    *(_G.LIMITED_PARTNER, _G.UNPAID_CAPITAL, _G.WITHDRAWN_CAPITAL, _G.SOLD_UNPAID, _G.ONE_PERSON, _G.UNLIQUIDATED),
)
_ONLY_CHANGED = (_G.MERGED,)
#: Of which kind the judgment debtor is; any for the others.
_DEBTOR_IS = {
    _G.HEIR: (k.PartyKind.NATURAL,),
    _G.OF_BRANCH: (k.PartyKind.BRANCH,),
    **dict.fromkeys(
        (_G.UNPAID_CAPITAL, _G.WITHDRAWN_CAPITAL, _G.SOLD_UNPAID, _G.ONE_PERSON, _G.UNLIQUIDATED),
        (k.PartyKind.ORGANISATION,),
    ),
}


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found, begun = enforcing.begin("debtor_joinder", material, _KINDS)
    if begun is None:
        return found
    for one in begun.asked:
        _check(found, begun, one)
    if has_errors(found.findings):
        return found
    debtors = {d.id: d for d in (_debtor(found, begun, one) for one in begun.asked)}
    against = [*_added(found, begun), *enforcing.opposed(found, [*debtors.values()])]
    requests = [_request(found, begun, one) for one in begun.asked]
    short = [{"题": "", "文": text} for text in _shortfalls(found, begun, list(debtors.values()))]
    told = [*short, *(part for n, one in enumerate(begun.asked, 1) for part in _told(found, begun, one, n))]
    by_suit = any(one.ground in _BY_SUIT for one in begun.asked)
    found.say("LX-P588" if by_suit else "LX-P587")
    found.say("LX-P589")
    return enforcing.written(found, begun, against, requests, told)


def _debtor(found: View, begun: Begun, one: EnforcementRequest) -> Party:
    named = enforcing.debtors_of(found, begun, one)
    return named[0]


def _check(found: View, begun: Begun, one: EnforcementRequest) -> None:
    """Refuse what the rules do not list, whom the ground does not fit, and an added person nobody entered."""
    there = [found.require(one.ground, "joinder_ground", one.where), found.require(one.person, "joined", one.where)]
    if not all(there):
        return
    assert one.ground is not None
    debtor = _debtor(found, begun, one)
    if one.ground in _NO_GROUND:
        instead = text(f"documents.joinder.{one.ground.value}")
        found.say("LX-P581", one.where, ground=pair(*one.ground.named), instead=instead)
    if one.person in begun.title.against:
        found.say("LX-P582", one.where, name=found.material.case.party(one.person).name)
    fits = _DEBTOR_IS.get(one.ground)
    if fits and debtor.kind not in fits:
        found.say("LX-P583", one.where, ground=pair(*one.ground.named), name=debtor.name, kind=pair(*debtor.kind.named))
    if one.ground in _ONLY_CHANGED and one.kind is k.EnforcementRequestKind.JOINDER:
        found.say("LX-P584", one.where)
    if one.ground is _G.UNPAID_CAPITAL and (one.date is None or one.date >= found.material.as_of):
        found.say("LX-P585", one.where)


def _added(found: View, begun: Begun) -> list[dict[str, Any]]:
    """Return the blocks of those who are to be added or to take the debtor's place."""
    group = [found.material.case.party(id) for id in dict.fromkeys(one.person for one in begun.asked)]
    label = parties.labels(found, group, "enforcing.joined")
    return [parties.block(found, p, label[p.id]) for p in group]


def _names(found: View, begun: Begun, one: EnforcementRequest) -> dict[str, str]:
    return {
        "被申请人": found.material.case.party(one.person).name,
        "被执行人": _debtor(found, begun, one).name,
        "案号": begun.pending.case_no,
    }


def _how(one: EnforcementRequest) -> frozenset[str]:
    changed = c.those({"changes_debtor": one.kind is k.EnforcementRequestKind.SUBSTITUTION})
    return of_kind("joinder", one.ground) | changed


def _request(found: View, begun: Begun, one: EnforcementRequest) -> str:
    amount = yuan(one.amount) if one.amount else ""
    if one.ground in _UP_TO:
        amount = found.need(amount, "joinder_amount", one.where)
    extent = found.pen.one("enforcing.extent", {"金额": amount}, _how(one))
    return found.pen.picked("enforcing.join", {**_names(found, begun, one), "责任": extent}, _how(one))


def _told(found: View, begun: Begun, one: EnforcementRequest, number: int) -> Iterator[dict[str, str]]:
    """Yield the facts of the ground with their exhibits; of several each below its own heading."""
    assert one.ground is not None
    said = _names(found, begun, one)
    head = ""
    if len(begun.asked) > 1:
        called = {"序": han_number(number), "被申请人": said["被申请人"], "依据": one.ground.label}
        head = found.pen.one("enforcing.joined_head", called)
    facts = found.need(without_stop(one.text), "joinder_facts", one.where)
    on = day(one.date) if one.date else ""
    more = {"日期": on, "事实": facts, "证据": found.material.cite(one.evidence)}
    yield {"题": head, "文": found.pen.picked("enforcing.joined_for", {**said, **more}, _how(one))}


def _shortfalls(found: View, begun: Begun, debtors: Sequence[Party]) -> Iterator[str]:
    """Yield once for each debtor what shows that its property does not suffice: the ruling of the court, the facts."""
    ended = begun.title.title.terminated_on
    known = ended is not None and ended <= found.material.as_of
    for debtor in debtors:
        mine = [r for r in begun.asked if r.ground in _SHORT and _debtor(found, begun, r).id == debtor.id]
        if not mine:
            continue
        why = next((without_stop(r.shortfall) for r in mine if r.shortfall), "")
        if not known:
            why = found.need(why, "shortfall", mine[0].where)
        said = {"被执行人": debtor.name, "情况": why}
        yield found.pen.one("enforcing.short", said, c.those({"ended_for_now": known}))
