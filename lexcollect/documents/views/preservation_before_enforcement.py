"""执行前财产保全申请书: between a title in force and the application for enforcement (民诉法解释 163).

Told are the organ, number and main content of the title (财产保全规定 1(3)), what is left on it, and what is urgent.
Refuses once enforcement was applied for, and once the five days after the performance period are over. The sentences
are in ``preservation.yaml`` and ``enforcement.yaml``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.titles import TitleAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, numbered, without_stop, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import enforcement, parties, preservation
from lexcollect.findings import has_errors
from lexcollect.law.rules.terms import answer
from lexcollect.wording import text

_PAPER = "preservation_before_enforcement"
_STAGE = of_kind("stage", k.Stage.PRE_ENFORCEMENT)


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    title = enforcement.title_of(material)
    if title is None:
        found = View(_PAPER, material)
        found.say("LX-P106", paper=PAPERS[_PAPER].name, instead=text("claims.instead.no_title"))
        return found
    found = stops.begin(_PAPER, material, title.against)
    material, asked = found.material, found.material.case.preservation
    preservation.of_its_stage(found)
    _in_time(found, title)
    court = asked.court if asked and asked.court else enforcement.court_of(found, title)
    bound = [material.case.party(id) for id in title.against if id not in material.left_out]
    enforcement.remark(found, title, bound)
    amount = asked.amount if asked and asked.amount else title.total
    preservation.within(found, amount, title.total)
    if has_errors(found.findings) or not court:
        return found
    label = parties.labels(found, bound, "preservation.respondent")
    how = enforcement.how_of(material, title, resume=False) | _STAGE
    assets = preservation.assets_of(found, _STAGE)
    found.require(assets["财产线索"], "assets")
    found.fields = {
        **preservation.people(found, bound, label),
        "请求事项": numbered(preservation.request(found, p, label[p.id], amount) for p in bound),
        "保全数额": {"总额": yuan(amount), "各被申请人": [_limit(found, p, label[p.id], amount, title) for p in bound]},
        "执行依据": found.pen.one("enforcement.basis", enforcement.named(found, title, basis=True)),
        "判项": enforcement.granted(found, title, how),
        "经过": enforcement.history(found, title, how),
        "尚欠": enforcement.owed_words(found, title, how),
        "保全理由": _reasons(found),
        **assets,
        "担保情况": preservation.guarantee_words(found, asked.guarantee if asked else None),
        "其他事项": found.pen.all("preservation.other", {}, _STAGE),
        "目的": found.pen.one("preservation.purpose", {}, _STAGE),
        "法律依据": grounds.written(grounds.grounds(_PAPER, frozenset(), None)),
        "法院": court,
        "附件": numbered(_annexes(found, title)),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    return found


def applies(material: Material) -> bool:
    """Tell whether the case file asks for preservation before enforcement."""
    asked = material.case.preservation
    return asked is not None and asked.stage is k.Stage.PRE_ENFORCEMENT


def _in_time(found: View, title: TitleAccount) -> None:
    """Refuse what comes too late: enforcement was applied for, or the five days after performance are over."""
    before = enforcement.filed(found.material, title)
    if before is not None:
        found.say("LX-P353", before.where, day=before.date)
    ends = sorted({debt.expires for debt in title.debts})
    periods = [(end, answer("preserve.postjudgment.apply", end).value.period) for end in ends]
    if before is not None:
        return
    open_ = [(end, p.last_day) for end, p in periods if p is not None and p.last_day >= found.material.as_of]
    if open_:  # of instalments the next one, the safe reading
        found.say("LX-P362", title.title.where, performance=open_[0][0], last=open_[0][1])
        return
    end, period = periods[-1]
    assert period is not None
    found.say("LX-P361", title.title.where, performance=end, last=period.last_day)


def _limit(found: View, party: Party, label: str, amount: Decimal, title: TitleAccount) -> dict[str, str]:
    less = c.those({"part_only": amount < title.total})
    made = found.pen.one("preservation.made_of_title", {"合计": yuan(title.total)}, less)
    return {"称谓": label, "名称": party.name, "金额": yuan(amount), "构成": made}


def _reasons(found: View) -> list[str]:
    asked = found.material.case.preservation
    said = without_stop(asked.reason) if asked else ""
    urgent = without_stop(asked.urgent) if asked else ""
    return [*([said] if said else []), found.need(urgent, "urgency", asked.where if asked else None)]


def _annexes(found: View, title: TitleAccount) -> list[str]:
    group: Any = found.material.case.creditors
    asked = found.material.case.preservation
    offered = asked and asked.guarantee and asked.guarantee.kind is not k.GuaranteeKind.NONE
    said = {
        "文书": found.pen.one("enforcement.paper", {}, of_kind("title", title.title.kind)),
        "身份材料": parties.own_papers_of(found, group),
    }
    one = parties.one_paper(found, group)
    return found.pen.all("preservation.title_annexes", said, c.those({"security_offered": offered}) | one)
