"""纳入失信被执行人名单申请书: the court is asked to enter a judgment debtor in the list (失信名单规定 1, 5(2)).

Each of the six grounds is a closed value with the facts that show it. Refused for a minor (4) and for a broken
settlement that is not on file; what stands against the first ground is told (3). Sentences: ``enforcing.yaml``.
"""

from __future__ import annotations

from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import EnforcementRequest, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.titles import Kept
from lexcollect.documents.material import Material, View, listed, without_stop
from lexcollect.documents.views import enforcing
from lexcollect.documents.views.enforcing import Begun
from lexcollect.findings import has_errors

_KINDS = (k.EnforcementRequestKind.LISTING,)
#: A person is of age at eighteen (民法典 17).
_OF_AGE = 18


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found, begun = enforcing.begin("dishonest_listing", material, _KINDS)
    if begun is None:
        return found
    against: dict[str, Party] = {}
    requests: dict[str, str] = {}
    told = []
    for one in begun.asked:
        for debtor in enforcing.debtors_of(found, begun, one):
            _check(found, begun, one, debtor)
            against[debtor.id] = debtor
            requests[debtor.id] = found.pen.one("enforcing.list", {"名称": debtor.name})
        told.append({"题": "", "文": _ground(found, begun, one)})
    if has_errors(found.findings):
        return found
    found.say("LX-P577")
    return enforcing.written(found, begun, enforcing.opposed(found, [*against.values()]), [*requests.values()], told)


def _ground(found: View, begun: Begun, one: EnforcementRequest) -> str:
    """Return the ground with its facts; without them it would be an assertion."""
    names = listed(p.name for p in enforcing.debtors_of(found, begun, one))
    if not found.require(one.listing, "listing", one.where):
        return ""
    facts = found.need(without_stop(one.text), "listing_facts", one.where)
    said = {"名称": names, "事实": facts, "证据": found.material.cite(one.evidence)}
    return found.pen.one("enforcing.listed", said, of_kind("listing", one.listing))


def _check(found: View, begun: Begun, one: EnforcementRequest, debtor: Party) -> None:
    """Refuse whom no court lists, and tell what stands against the ground."""
    material = found.material
    if debtor.born and _years(debtor.born, material.as_of) < _OF_AGE:
        found.say("LX-P578", debtor.where, name=debtor.name)
    agreed = begun.title.agreement
    if one.listing is k.ListingGround.BREAKS_SETTLEMENT and (agreed is None or agreed.kept is not Kept.BROKEN):
        found.say("LX-P579", one.where)
    frozen = [m for m in material.case.measures if m.owner == debtor.id and m.taken_on <= material.as_of]
    if one.listing is k.ListingGround.ABLE and frozen:
        found.say("LX-P580", frozen[0].where, name=debtor.name, count=len(frozen))


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
