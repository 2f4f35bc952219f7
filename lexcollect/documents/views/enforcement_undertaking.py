"""执行担保书: security given to the executing court so that enforcement is stayed (民事诉讼法 242, 执行担保规定 2–12).

Signed by whoever gives it, with a copy for the creditor (3). States what article 4 asks for and nothing that was not
entered: who, the stay, the period, the debt, the scope, how, and the promise to be enforced against. Refuses a stay of
more than a year (10) and a debtor who would guarantee for itself (2). The sentences are in
``enforcement_undertaking.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import EnforcementSurety, Party, SuretyThing
from lexcollect.claims.titles import TitleAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, listed, numbered, without_stop, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import enforcement, parties
from lexcollect.findings import has_errors
from lexcollect.law.period import shift
from lexcollect.wording import text

_PAPER = "enforcement_undertaking"


def view(material: Material) -> View:
    """Return the fields of the undertaking and what is to be said about it."""
    found, title = View(_PAPER, material), enforcement.title_of(material)
    if title is None:
        found.say("LX-P106", paper=PAPERS[_PAPER].name, instead=text("claims.instead.no_title"))
        return found
    given, pending = title.title.security, enforcement.filed(material, title)
    if given is None:
        found.say("LX-P768", title.title.where)
        return found
    if pending is None:
        found.say("LX-P571", title.title.where, paper=PAPERS[_PAPER].name)
    court = enforcement.court_of(found, title)
    _refuse(found, given, title)
    if has_errors(found.findings):
        return found
    surety = material.case.party(given.surety)
    how = _how(given, surety)
    found.fields = {
        "担保人": parties.block(found, surety, found.pen.one("enforcement_undertaking.surety")),
        "序言": _opening(found, title, surety),
        "各条": numbered(_articles(found, given, title, how)),
        "法院": court,
        "附件": numbered(found.pen.all("enforcement_undertaking.annexes", {}, how)),
        "落款": {**parties.signature(found, surety), "日期": day(material.as_of)},
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds(_PAPER, (), None, found.pen.articles_of(_PAPER)))
    return found


def _refuse(found: View, given: EnforcementSurety, title: TitleAccount) -> None:
    """Say what the rules do not let stand: a stay too long, a debtor who guarantees for itself, no consent."""
    if given.first and given.last and given.last > shift(given.first, 1, "year"):
        found.say("LX-P769", given.where, what=text("documents.undertaking.too_long"))
    if given.surety in title.against and not given.things:
        found.say("LX-P769", given.where, what=text("documents.undertaking.own_guarantee"))


def _how(given: EnforcementSurety, surety: Party) -> frozenset[str]:
    return c.those(
        {
            "by_property": given.things,
            "by_company": surety.kind is k.PartyKind.ORGANISATION,
            "agreed_by_creditor": given.consented,
        }
    )


def _opening(found: View, title: TitleAccount, surety: Party) -> str:
    material = found.material
    pending = enforcement.filed(material, title)
    bound = [material.case.party(id) for id in title.against]
    basis = {**enforcement.named(found, title, basis=True), "证据": ""}  # the exhibits are the creditor's
    said = {
        "申请执行人": listed(p.name for p in material.case.creditors),
        "被执行人": listed(p.name for p in bound),
        "案由": material.contract.cause,
        "案号": found.need(pending.case_no if pending else "", "enforcement_no", pending.where if pending else None),
        "执行依据": found.pen.one("enforcement.basis", basis),
    }
    own = c.those({"own_thing_offered": surety.id in title.against})
    return found.pen.one("enforcement_undertaking.opening", said, own)


def _articles(found: View, given: EnforcementSurety, title: TitleAccount, how: frozenset[str]) -> Iterator[str]:
    """Yield what 执行担保规定 4 asks for, in its order."""
    pen, where = found.pen, given.where
    stay = {
        "起": found.need(day(given.first) if given.first else "", "stay_first", where),
        "止": found.need(day(given.last) if given.last else "", "stay_last", where),
    }
    yield pen.one("enforcement_undertaking.stay", stay)
    yield pen.one("enforcement_undertaking.term", {"期间": found.need(given.term, "surety_term", where)})
    sums = {
        "数额": yuan(given.amount if given.amount is not None else title.total),
        "截止日": day(found.material.as_of) if given.amount is None else "",
    }
    yield pen.one("enforcement_undertaking.debt", sums)
    scope = found.need(without_stop(given.scope), "surety_scope", where)
    yield pen.one("enforcement_undertaking.scope", {"范围": scope})
    yield pen.one("enforcement_undertaking.manner", {}, how)
    yield from (_thing(found, thing) for thing in given.things)
    yield pen.one("enforcement_undertaking.promise", {}, how)
    yield pen.one("enforcement_undertaking.copy")


def _thing(found: View, thing: SuretyThing) -> str:
    said = {
        "名称": thing.name,
        "数量": found.need(thing.quantity, "thing_quantity", thing.where, name=thing.name),
        "状况": found.need(without_stop(thing.state), "thing_state", thing.where, name=thing.name),
        "所在地": found.need(thing.location, "thing_location", thing.where, name=thing.name),
        "权属": found.need(without_stop(thing.ownership), "thing_ownership", thing.where, name=thing.name),
    }
    return found.pen.one("enforcement_undertaking.thing", said)
