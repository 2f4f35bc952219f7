"""执行和解协议: what is left on a title is paid by days, and what follows where it is not (执行和解规定 1–18).

Stands on a title whose enforcement was applied for. The title stays: on a breach it is resumed, or the settlement is
sued on (9). A guarantor is enforced against directly only where it promised the court (18); no court rules on things in
payment (6). The sentences are in ``enforcement_settlement.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing, Settlement
from lexcollect.claims.settling import Plan, plan_of_title
from lexcollect.claims.titles import TitleAccount
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, day, words, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import accounts, enforcement, parties, settled_articles, settlement_more
from lexcollect.documents.views.settled_articles import into, side
from lexcollect.findings import has_errors
from lexcollect.law.rules.parts import Part
from lexcollect.wording import text

_PAPER = "enforcement_settlement"


def view(material: Material) -> View:
    """Return the fields of the agreement and what is to be said about it."""
    title = enforcement.title_of(material)
    if title is None:
        found = View(_PAPER, material)
        found.say("LX-P106", paper=PAPERS[_PAPER].name, instead=text("claims.instead.no_title"))
        return found
    found = stops.begin(_PAPER, material, title.against)
    pending, terms = enforcement.filed(material, title), material.case.settlement
    if pending is None:
        found.say("LX-P571", title.title.where, paper=PAPERS[_PAPER].name)
    there = [found.require(terms, "terms"), accounts.there(found)]
    if has_errors(found.findings) or not all(there) or terms is None or pending is None:
        return found
    plan = plan_of_title(terms, title)
    _check(found, terms, title, plan)
    if has_errors(found.findings):
        return found
    return _written(found, title, pending, terms, plan)


def _check(found: View, terms: Settlement, title: TitleAccount, plan: Plan) -> None:
    """Refuse sums that do not add up and a waiver that reaches the principal; tell what else is easily missed."""
    if plan.missing or not all(amount for _, amount in plan.instalments):
        found.say("LX-P005", terms.where, sum=plan.paid, expected=plan.paid + plan.missing)
    beside = title.total - title.left(Part.PRINCIPAL)
    if plan.waived > beside:
        found.say("LX-P008", terms.where, waived=plan.waived, penalty=beside)
    past = [due_on for due_on, _ in plan.instalments if due_on < found.material.as_of]
    if past:
        found.say("LX-P185", terms.where, days=past, as_of=found.material.as_of)
    agents = found.material.case.agents
    if agents and not any(a.authority is k.Authority.SPECIAL for a in agents):
        found.say("LX-P609", agents[0].where)
    if terms.in_kind:
        found.say("LX-P604", terms.in_kind[0].where)


def _written(found: View, title: TitleAccount, pending: Filing, terms: Settlement, plan: Plan) -> View:
    material = found.material
    creditors = material.case.creditors
    bound = [material.case.party(id) for id in title.against if id not in material.left_out]
    new = settlement_more.joining(found, [*creditors, *bound])
    label = {p.id: side(found, 0, n, len(creditors)) for n, p in enumerate(creditors, 1)}
    label |= {p.id: side(found, 1, n, len(bound)) for n, p in enumerate(bound, 1)}
    label |= {p.id: side(found, n, 1, 1) for n, p in enumerate(new, 2)}
    signing = [*creditors, *bound, *new]
    court = enforcement.court_of(found, title)
    articles = _articles(found, title, pending, terms, plan, label, court)
    found.fields = {
        "申请人": [parties.block(found, p, label[p.id]) for p in creditors],
        "被执行人": [parties.block(found, p, label[p.id]) for p in bound],
        "新增": [parties.block(found, p, settlement_more.stands(found, p, label[p.id])) for p in new],
        "合称": {
            "申请人": settlement_more.together(found, 0, creditors),
            "被执行人": settlement_more.together(found, 1, bound),
        },
        "序言": _opening(found, title, pending),
        **settled_articles.written(found, articles, plan),
        "份数": han_number(len(signing) + 1),
        "签订地": terms.signed_place,
        "签署方": settled_articles.signing(found, signing, label),
    }
    return found


def _opening(found: View, title: TitleAccount, pending: Filing) -> str:
    said = {
        "案由": found.material.contract.cause,
        # Both sides sign it: numbers of exhibits are those of one side.
        "执行依据": found.pen.one("enforcement.basis", {**enforcement.named(found, title, basis=True), "证据": ""}),
        "案号": found.need(pending.case_no, "enforcement_no", pending.where),
    }
    return found.pen.one("enforcement_settlement.opening", said)


def _articles(
    found: View,
    title: TitleAccount,
    pending: Filing,
    terms: Settlement,
    plan: Plan,
    label: dict[str, str],
    court: str,
) -> Iterator[tuple[str, list[str]]]:
    """Yield the articles in their order: key of the heading, paragraphs."""
    place = "enforcement_settlement"
    how = enforcement.how_of(found.material, title, resume=False)
    sums = {"尚欠": enforcement.owed_words(found, title, how), "合计": yuan(title.total), "大写": words(title.total)}
    yield "owed", [found.pen.one(f"{place}.owed", sums)]
    things = sum((t.value for t in terms.in_kind), title.total * 0)
    note = {"抵债": yuan(things) if things else "", "减免": yuan(plan.waived) if plan.waived else ""}
    yield "plan", [found.pen.one(f"{place}.plan"), found.pen.one(f"{place}.plan_sum", note)]
    yield "account", [found.pen.one(f"{place}.account", into(accounts.accounts(found)))]
    waived = {
        "金额": yuan(plan.waived),
        "大写": words(plan.waived),
        "截止日": day(found.material.as_of),
        "宽限": str(terms.grace_days),
    }
    yield "waiver", [found.pen.one(f"{place}.waiver", waived, c.those({"waived": plan.waived}))]
    yield (
        "breach",
        [
            found.pen.one(f"{place}.breach", {"宽限": str(terms.grace_days)}),
            found.pen.one(f"{place}.interest"),
            found.pen.one(f"{place}.period"),
        ],
    )
    yield "backings", [*settlement_more.backings(found, label), *_to_court(found, terms, label)]
    yield "in_kind", list(settlement_more.in_kind(found, label, in_suit=False, due=True))
    frozen = any(m.taken_on <= found.material.as_of for m in found.material.case.measures)
    yield "measures", [found.pen.one(f"{place}.measures", {}, c.those({"things_frozen": frozen}))]
    yield "filed", [found.pen.one(f"{place}.filed", {"法院": court})]


def _to_court(found: View, terms: Settlement, label: dict[str, str]) -> Iterator[str]:
    for one in terms.backings:
        how = c.those({"to_court": one.to_court})
        yield found.pen.one("enforcement_settlement.to_court", {"称谓": label[one.party]}, how)
