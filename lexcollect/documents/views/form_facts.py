"""The facts of a matter under the names by which forms ask for them.

Owns two plain tables: what is told (field → words or lines) and what holds (the names by which boxes are ticked). The
words are those of the narrative complaint wherever it says the same, so that one fact reads the same in both; what was
not entered is empty and ticks nothing. Which row takes what stands in the files of ``documents.forms``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Obligation, Payout, Security
from lexcollect.causes import HeadKind
from lexcollect.claims.heads import PART_OF
from lexcollect.cn.rates import Rate
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, instalments, listed, series, titled, yuan
from lexcollect.documents.views import contract, demands, figures, parties, relief, sides
from lexcollect.law.rules.parts import Part
from lexcollect.patterns import regex

Told = dict[str, str | list[str]]
_ZERO = Decimal("0.00")
#: The number in the name of a clause: the form prints 第 and 条 itself.
_NUMBER = regex(r"\u7b2c(.+?)\u6761")
_INTEREST = frozenset({HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST})
#: Sums that are owed beside the debt itself.
_BESIDE = frozenset({HeadKind.USE_FEE, HeadKind.COMPENSATION, HeadKind.PURCHASE_PRICE, HeadKind.LUMP_PENALTY})
_CHARGES = frozenset({*_INTEREST, HeadKind.PENALTY})


def told(view: View) -> Told:
    """Return what is told; ``view`` holds the fields of the complaint."""
    return {
        **_asked(view),
        **_running(view),
        **_contract(view),
        **_penalty_agreed(view),
        **_performance(view),
        **_demanded(view),
        **_securities(view),
        **_court(view),
        **_loan(view),
        **_works(view),
    }


def holds(view: View) -> frozenset[str]:
    """Return the names of what holds, by which boxes are ticked."""
    return view.material.circumstances & OF_MATTER | c.those(_holds(view))


def known(view: View) -> frozenset[str]:
    """Return every name that a box may ask for."""
    return OF_MATTER | _holds(view).keys()


def _holds(view: View) -> dict[str, object]:
    material = view.material
    case, contract_ = material.case, material.contract
    sums = _sums(view)
    return {
        "runs": material.claims.account.per_day,
        "no_costs": "costs" not in material.circumstances,
        "fees": True,
        "secured": material.sureties or case.collaterals,
        "preserved_before": any(m.pre_suit for m in case.measures),
        "clause": contract_.jurisdiction,
        "instalments": instalments(case),
        "late": any(o.principal and o.first_day <= material.as_of for o in material.own),
        "demanded": _demands(view),
        "penalty": sums[HeadKind.PENALTY],
        "lost": any(sums[kind] for kind in _INTEREST),
        "daily_penalty": _per_day(view),
        "lump_penalty": any(o.asked_as is k.AskedAs.LUMP_PENALTY for o in case.obligations),
        "collateral": case.collaterals,
        "retention": _retained(view),
        "registered": case.collaterals and all(each.registered_on for each in case.collaterals),
        "matured": all(o.first_day <= material.as_of for o in material.own),
        "yearly": _yearly(view),
    }


#: What the matter as a whole already knows under the same name.
OF_MATTER = frozenset({"terminated", "costs", "guarantee", "joint", "general", "priority", "accepted"})


# --- claims ---


def _sums(view: View) -> dict[HeadKind, Decimal]:
    sums = dict.fromkeys(HeadKind, _ZERO)
    for head in view.material.claims.heads:
        sums[head.kind] += head.amount
    return sums


def _asked(view: View) -> Told:
    material, fields = view.material, view.fields
    sums = _sums(view)
    sued = parties.defendants(material)
    label = parties.labels(view, sued, "complaint.defendant")
    debtor = sides.debtors(view, label)
    total = {"金额": yuan(material.asked), "截止日": day(material.as_of)}
    return {
        "诉讼请求": [f"{item['序号']}. {item['内容']}" for item in fields["诉讼请求"]],
        "本金": yuan(material.principal),
        "本金构成": _made_of(view),
        "总价": fields["合计"]["货款"],
        "利息": _shown(sum((sums[kind] for kind in _INTEREST), _ZERO)),
        "违约金": _shown(sums[HeadKind.PENALTY]),
        "违约合计": _shown(sum((sums[kind] for kind in _CHARGES), _ZERO)),
        "算法": fields["违约金"]["算法"],
        "分段": [_segment(view, line) for line in fields["违约金"]["分段"]],
        "担保请求": list(relief.on_securities(view, label, debtor)),
        "其他请求": list(relief.rights(view, debtor)),
        "费用": [_fit(view, "form.cost", cost) for cost in fields["费用"]],
        "标的总额": view.pen.one("form.total", total),
        "截止日": day(material.as_of),
    }


def _made_of(view: View) -> list[str]:
    """Return of which heads the debt itself is made, where there are several: a works price and its retention."""
    heads = [head for head in view.material.claims.heads if PART_OF[head.kind] is Part.PRINCIPAL and not head.beside]
    heads = [head for head in heads if head.kind not in _BESIDE]
    said = ({"名目": head.title.render("zh"), "金额": yuan(head.amount)} for head in heads)
    return [view.pen.one("form.part", part) for part in said] if len(heads) > 1 else []


def _shown(amount: Decimal) -> str:
    return yuan(amount) if amount else ""


def _segment(view: View, line: Mapping[str, str]) -> str:
    return _fit(view, "form.segment", {**line, "编号": line["订单"]})


def _fit(view: View, place: str, row: Mapping[str, Any]) -> str:
    """Return the sentence of ``place`` with what a row of the complaint has for its gaps."""
    return view.pen.one(place, {name: row[name] for name in view.material.book.place(place).fields})


def _running(view: View) -> Told:
    """Return on what the charge goes on; several bases or standards are told in sentences below."""
    bases = figures.running_bases(view)
    next_day = day(view.material.as_of + timedelta(days=1))
    if len(bases) == 1:
        (standard, base), *_ = bases.items()
        return {"次日": next_day, "续算基数": yuan(base), "续算标准": standard, "分开续算": ""}
    going = view.pen.one("form.runs_on", {"次日": next_day, "续算": figures.running(view)}) if bases else ""
    return {"次日": "", "续算基数": "", "续算标准": "", "分开续算": going}


# --- the contract ---


def _contract(view: View) -> Told:
    material, fields = view.material, view.fields
    agreed = fields["合同"]
    ended = material.contract.termination
    single = material.case.obligations[0] if len(material.case.obligations) == 1 else None
    return {
        "订立": agreed["订立"],
        "债权人": listed(p.name for p in material.case.creditors),
        "债务人": listed(p.name for p in material.debtors),
        "标的": [_fit(view, "form.goods", row) for row in fields["订单"] if row["货物"]],
        "单价": single.unit_price if single else "",
        "分期方式": _instalments(view) if instalments(material.case) else "",
        "合同依据": agreed["约定"],
        "法律依据": fields["法律依据"],
        "解除日": day(ended.day) if ended else "",
        "解除情况": ended.ground if ended else "",
    }


def _instalments(view: View) -> str:
    rows = view.fields["订单"]
    return series(view.pen.one("form.instalment", {"日期": row["应付日"], "金额": row["约定金额"]}) for row in rows)


def _per_day(view: View) -> bool:
    agreed = view.material.contract.late_penalty
    return bool(agreed and isinstance(agreed.rate, Rate) and agreed.rate.per == "day")


def _penalty_agreed(view: View) -> Told:
    """Return the agreed penalty: by the day in the form's own blanks, any other in its own words."""
    material = view.material
    agreed = material.contract.late_penalty
    lump = [o for o in material.case.obligations if o.asked_as is k.AskedAs.LUMP_PENALTY]
    daily = agreed.rate if _per_day(view) and agreed else None
    other = contract.penalty_standard(view, agreed) if agreed and daily is None else ""
    return {
        "日违约金率": f"{(daily.value * 100).normalize():f}" if isinstance(daily, Rate) else "",
        "日违约金条款": _clause(agreed.clause) if agreed and daily else "",
        "其他违约金": other,
        "一次违约金": yuan(sum((o.amount for o in lump), _ZERO)) if lump else "",
        "一次违约金条款": "",
    }


def _clause(named: str) -> str:
    """Return the number of a clause that the form prints between 第 and 条; a clause named otherwise, as it is."""
    found = _NUMBER.fullmatch(named)
    return found[1] if found else named


# --- performance and default ---


def _performance(view: View) -> Told:
    fields = view.fields
    late = (o for o in view.material.own if o.principal and o.first_day <= view.material.as_of)
    since = (view.pen.one("form.late_since", {"编号": o.id, "日期": day(o.first_day)}) for o in late)
    on_time, after = _paid(view)
    return {
        "履行": [_fit(view, "form.performed", row) for row in fields["订单"] if row["交货"]],
        "按期付款": yuan(on_time),
        "逾期付款": yuan(after),
        "逾期情况": series(since),
        "往来": [_fit(view, "form.item", said) for said in fields["往来"]],
        "开票": fields["开票"],
        "综述": fields["综述"],
        "证据": fields["证据说明"],
    }


def _paid(view: View) -> tuple[Decimal, Decimal]:
    """Return what was paid on the debt itself by its last day, and after it."""
    account = view.material.claims.account
    last = {o.id: o.due.rolled for o in view.material.own if not o.due.open}
    on_time = after = _ZERO
    for share in account.shares:
        if share.part is not Part.PRINCIPAL or share.debt not in last:
            continue
        if share.received <= last[share.debt]:
            on_time += share.amount
        else:
            after += share.amount
    return on_time, after


def _demands(view: View) -> list[dict[str, str]]:
    found: list[dict[str, str]] = view.fields["催告"]
    return found


def _demanded(view: View) -> Told:
    """Return the demands: one in the blanks of the form, several in lines below."""
    made = _demands(view)
    proved = [sent for p in view.material.debtors for sent in demands.proved_demands(view.material, p)]
    one = len(made) == 1
    return {
        "催告日": made[0]["日期"] if one else "",
        "催告方式": proved[0].kind.label if one else "",
        "各次催告": [] if one else [_fit(view, "form.item", said) for said in made],
    }


# --- securities, court ---


def _securities(view: View) -> Told:
    told_ = view.fields["保证"]
    facts = [_security(view, fields["日期"], fields["文书"]) for fields in told_]
    names = [view.material.case.party(fact.grantor).name if fact else "" for fact in facts]
    content = [_fit(view, "form.guarantee", said) for said in told_]
    more = zip(told_[1:], names[1:], content[1:], strict=True)
    things = view.material.case.collaterals
    return {
        "保证日": told_[0]["日期"] if told_ else "",
        "保证人": names[0] if names else "",
        "保证内容": content[0] if content else "",
        "其他保证": [
            view.pen.one("form.guarantee_dated", {"日期": said["日期"], "保证人": name, "内容": words})
            for said, name, words in more
        ],
        "物保日": "",
        "物保人": listed(dict.fromkeys(view.material.case.party(each.grantor).name for each in things)),
        "担保物": series(
            view.pen.one("form.collateral", {"方式": each.kind.label, "担保物": each.thing, "登记": each.number})
            for each in things
        ),
    }


def _security(view: View, signed: str, name: str) -> Security | None:
    return next(
        (s for s in view.material.case.securities if day(s.created_on) == signed and titled(s.name) == name), None
    )


def _court(view: View) -> Told:
    clause = view.material.contract.jurisdiction
    before = next((m for m in view.material.case.measures if m.pre_suit), None)
    words = {"条款": clause.clause, "内容": clause.text or clause.court} if clause else {}
    return {
        "争议条款": view.pen.one("form.dispute", words) if clause else "",
        "保全法院": before.organ if before else "",
        "保全日": day(before.taken_on) if before else "",
        "保全案号": before.case_no if before else "",
    }


# --- a loan ---


def _yearly(view: View) -> Rate | None:
    agreed = view.material.contract.term_interest
    return agreed.rate if agreed and isinstance(agreed.rate, Rate) and agreed.rate.per == "year" else None


def _loan(view: View) -> Told:
    """Return what a loan is asked for: agreed and handed over, term, rate, repaid of principal and of interest."""
    material = view.material
    case, agreed = material.case, material.contract.term_interest
    rate, alone = _yearly(view), case.payouts[0] if len(case.payouts) == 1 else None
    given = [view.pen.one("form.payout", _payout(view, payout)) for payout in case.payouts]
    own = material.own[0] if len(material.own) == 1 else None
    days = (material.as_of - own.first_day).days + 1 if own else 0
    return {
        "约定借款": _in_yuan(view, sum((o.amount for o in case.obligations), _ZERO)),
        "实际提供": _in_yuan(view, sum((p.amount for p in case.payouts), _ZERO)) if case.payouts else "",
        "放款日": day(alone.date) if alone else "",
        "放款额": yuan(alone.amount) if alone else "",
        "各次放款": given,
        "到期": [row["到期"] for row in view.fields["订单"] if row["到期"]],
        "年利率": f"{(rate.value * 100).normalize():f}" if rate else "",
        "利率条款": _clause(agreed.clause) if agreed and rate else "",
        "其他利率": contract.rate_said(agreed.rate) if agreed and rate is None else "",
        "已还本金": yuan(_repaid(view, Part.PRINCIPAL)),
        "已还利息": yuan(_repaid(view, Part.INTEREST)),
        "逾期起": day(own.first_day) if own and days > 0 else "",
        "逾期天数": view.pen.one("form.days", {"天数": f"{days:,}"}) if days > 0 else "",
    }


def _in_yuan(view: View, amount: Decimal) -> str:
    return view.pen.one("form.sum", {"金额": yuan(amount)})


def _payout(view: View, payout: Payout) -> dict[str, str]:
    return {
        "日期": day(payout.date),
        "金额": yuan(payout.amount),
        "方式": payout.channel,
        "证据": view.material.cite(payout.evidence),
    }


def _repaid(view: View, part: Part) -> Decimal:
    return sum((s.amount for s in view.material.claims.account.shares if s.part is part), _ZERO)


# --- works ---


def _retained(view: View) -> list[Obligation]:
    return [o for o in view.material.case.obligations if o.portion is k.Portion.RETENTION]


def _works(view: View) -> Told:
    """Return what a works price is asked for: the project, the steps, the retention, the priority of 民法典 807."""
    material, fields = view.material, view.fields
    works = material.contract.works
    held = _retained(view)
    due = [o for o in material.own if o.id in {each.id for each in held} and not o.due.open]
    rights = list(relief.rights(view, fields["债务人"]))
    return {
        "工程": view.pen.one("form.works", {"工程": works.project, "地点": works.place}) if works else "",
        "优先受偿": rights[0] if "priority" in material.circumstances and rights else "",
        "质保金": yuan(sum((o.amount for o in held), _ZERO)) if held else "",
        "质保金期限": listed(dict.fromkeys(day(o.due.rolled) for o in due)),
        "已清偿": fields["合计"]["已清偿"],
        "施工": [_fit(view, "form.item", step) for step in fields["施工"]],
        "验收": [_fit(view, "form.item", step) for step in fields["验收"]],
    }
