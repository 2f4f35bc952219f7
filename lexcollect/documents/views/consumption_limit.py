"""限制消费申请书: the court is asked to restrict consumption (限制消费规定 1, 3, 4; 民事诉讼法 266).

Of a unit also its legal representative, principal person, those directly responsible and its actual controller. Refused
while the period of the notice of enforcement runs (1). The sentences are in ``enforcing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import EnforcementRequest, Party, Restrained
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, without_stop
from lexcollect.documents.views import enforcing, parties
from lexcollect.documents.views.enforcing import Begun
from lexcollect.findings import has_errors

_KINDS = (k.EnforcementRequestKind.CONSUMPTION,)
#: Who has to be named with the reason why: no register tells it.
_TO_SHOW = (k.UnitPerson.RESPONSIBLE, k.UnitPerson.CONTROLLER)


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found, begun = enforcing.begin("consumption_limit", material, _KINDS)
    if begun is None:
        return found
    until = begun.pending.notice_until
    if until and found.material.as_of <= until:
        found.say("LX-P574", begun.pending.where, day=until)
        return found
    against = {p.id: p for one in begun.asked for p in enforcing.debtors_of(found, begun, one)}
    requests, told = [], []
    for debtor in against.values():
        mine = [r for r in begun.asked if not r.debtor or r.debtor == debtor.id]
        behind = _behind(found, debtor, mine)
        requests.append(_request(found, debtor, behind))
        told += [{"题": "", "文": text} for text in _reasons(found, debtor, behind, mine)]
    if has_errors(found.findings):
        return found
    requests.append(found.pen.one("enforcing.order"))
    first = {"题": "", "文": found.pen.one("enforcing.unperformed", {"届满": _until(found, begun)})}
    found.say("LX-P575")
    return enforcing.written(found, begun, enforcing.opposed(found, [*against.values()]), requests, [first, *told])


def _until(found: View, begun: Begun) -> str:
    until = begun.pending.notice_until
    return day(until) if until else found.need("", "notice_until", begun.pending.where)


def _behind(found: View, debtor: Party, asked: list[EnforcementRequest]) -> list[Restrained]:
    """Return the persons behind a unit: its legal representative, and those that were named; of a person nobody."""
    if parties.is_natural(debtor):
        for one in asked:
            if one.persons:
                found.say("LX-P576", one.where, name=debtor.name)
        return []
    named = [p for one in asked for p in one.persons]
    head = debtor.legal_rep
    if head and not any(p.name == head.name for p in named):
        named.insert(0, Restrained(name=head.name, post=k.UnitPerson.LEGAL_REP, id_no=head.id_no))
    return named


def _request(found: View, debtor: Party, behind: list[Restrained]) -> str:
    people = listed(found.pen.one("enforcing.behind", {"身份": p.post.label, "姓名": p.name}) for p in behind)
    natural = c.those({"party.natural": parties.is_natural(debtor)})
    if not natural and not behind:
        people = found.need("", "legal_rep", debtor.where, name=debtor.name)
    return found.pen.one("enforcing.restrict", {"名称": debtor.name, "人员": people}, natural)


def _reasons(found: View, debtor: Party, behind: list[Restrained], asked: list[EnforcementRequest]) -> Iterator[str]:
    """Yield who the persons behind the unit are, and how the debtor behaved, in the words that were entered."""
    for person in behind:
        why = without_stop(person.text)
        if person.post in _TO_SHOW:
            why = found.need(why, "restrained_why", person.where or asked[0].where, name=person.name)
        said = {"名称": debtor.name, "身份": person.post.label, "姓名": person.name}
        yield found.pen.one(
            "enforcing.person",
            {**said, "证件号码": person.id_no or "", "理由": why},
            of_kind("unit_person", person.post),
        )
    for one in asked:
        if one.text:
            said = {"事实": without_stop(one.text), "证据": found.material.cite(one.evidence)}
            yield found.pen.one("enforcing.fact", said)
