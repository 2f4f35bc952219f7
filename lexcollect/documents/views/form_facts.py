"""The facts of a matter under the names by which forms ask for them.

Owns two plain tables: what is told (field → words or lines) and what holds (the names by which boxes are ticked). The
words are those of the narrative complaint wherever it says the same, so that one fact reads the same in both; what was
not entered is empty and ticks nothing. Which row takes what stands in the files of ``documents.forms``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.causes import HeadKind
from lexcollect.claims.heads import PART_OF, Head
from lexcollect.cn.rates import Rate
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, series, without_stop, yuan
from lexcollect.documents.nouns import instalments
from lexcollect.documents.views import (
    contract,
    demands,
    form_charges,
    form_forwarding,
    form_leases,
    form_loans,
    form_requests,
    form_securities,
    form_works,
    going_on,
)
from lexcollect.documents.views.form_words import (
    ZERO,
    Told,
    beside_debt,
    clause_number,
    closed,
    fit,
    in_yuan,
    percent,
    segments,
    shown,
)
from lexcollect.law.rules.parts import Part

_INTEREST = frozenset({HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST})
_CHARGES = frozenset({*_INTEREST, HeadKind.PENALTY})
#: What makes up a damage in money: the loss from late payment and what the breach cost beside it.
_DAMAGES = frozenset({HeadKind.LATE_INTEREST, HeadKind.COMPENSATION})


def told(view: View) -> Told:
    """Return what is told; ``view`` holds the fields of the complaint."""
    return {
        **_asked(view),
        **_running(view),
        **_contract(view),
        **_penalty_agreed(view),
        **_performance(view),
        **_demanded(view),
        **court(view),
        **form_securities.told(view),
        **form_requests.told(view),
        **form_charges.told(view),
        **form_forwarding.told(view),
        **form_loans.told(view),
        **form_works.told(view),
        **form_leases.told(view),
    }


def holds(view: View) -> frozenset[str]:
    """Return the names of what holds, by which boxes are ticked."""
    return view.material.circumstances & OF_MATTER | c.those(_holds(view))


def known(view: View) -> frozenset[str]:
    """Return every name that a box may ask for."""
    return OF_MATTER | _holds(view).keys()


def _holds(view: View) -> dict[str, object]:
    material = view.material
    case = material.case
    sums = _sums(view)
    return {
        "runs": material.claims.account.per_day,
        "no_costs": "costs" not in material.circumstances,
        "fees": True,
        "secured": material.sureties or case.collaterals,
        "unsecured": not material.sureties and not case.collaterals,  # the complaint asks for none
        **court_holds(view),
        "instalments": instalments(case),
        "late": any(o.principal and o.first_day <= material.as_of for o in material.own),
        "demanded": _demands(view),
        "penalty": sums[HeadKind.PENALTY],
        "lost": any(sums[kind] for kind in _INTEREST),
        "daily_penalty": _per_day(view),
        "lump_penalty": any(o.asked_as is k.AskedAs.LUMP_PENALTY for o in case.obligations),
        "collateral": case.collaterals,
        "retention": form_works.retained(view),
        "registered": case.collaterals and all(each.registered_on for each in case.collaterals),
        "matured": all(o.first_day <= material.as_of for o in material.own),
        "yearly": form_loans.yearly(view),
        "penalty_goes_on": sums[HeadKind.PENALTY] and material.claims.account.per_day,
        "damages": sums[HeadKind.COMPENSATION],
        **form_requests.holds(view),
        "not_early": not {"accelerated", "confirming", "terminated"} & material.circumstances,
        "early_or_ended": {"accelerated", "confirming"} & material.circumstances,
        **form_leases.holds(view),
        **form_loans.holds(view),
        **form_charges.holds(view),
        **form_forwarding.holds(view),
    }


#: What the matter as a whole already knows under the same name.
OF_MATTER = frozenset(
    {
        *("terminated", "confirming", "accelerated", "charged", "costs"),
        *("guarantee", "joint", "general", "priority", "accepted"),
    }
)


# --- claims ---


def _sums(view: View) -> dict[HeadKind, Decimal]:
    sums = dict.fromkeys(HeadKind, ZERO)
    for head in view.material.claims.heads:
        sums[head.kind] += head.amount
    return sums


def _asked(view: View) -> Told:
    material, fields = view.material, view.fields
    sums = _sums(view)
    total = {"金额": yuan(material.asked), "截止日": day(material.as_of)}
    return {
        "本金元": in_yuan(view, material.principal),
        **_penalty_alone(view, sums[HeadKind.PENALTY]),
        "诉讼请求": [f"{item['序号']}. {item['内容']}" for item in fields["诉讼请求"]],
        "本金": yuan(material.principal),
        "本金构成": _made_of(view),
        "总价": fields["合计"]["货款"],
        "利息": shown(sum((sums[kind] for kind in _INTEREST), ZERO)),
        "违约金": shown(sums[HeadKind.PENALTY]),
        "违约合计": shown(sum((sums[kind] for kind in _CHARGES), ZERO)),
        "利息构成": _parts(view, [h for h in material.claims.heads if h.kind in _CHARGES]),
        "赔偿金": shown(sums[HeadKind.COMPENSATION]),
        "损害赔偿": shown(sum((sums[kind] for kind in _DAMAGES), ZERO)),
        "算法": fields["违约金"]["算法"] if any(sums[kind] for kind in _CHARGES) else "",
        "分段": segments(view),
        "费用": [fit(view, "form.cost", cost) for cost in fields["费用"]],
        "标的总额": view.pen.one("form.total", total),
        "截止日": day(material.as_of),
    }


def _penalty_alone(view: View, amount: Decimal) -> Told:
    """Return what a form that asks for a penalty alone is told of it; a loss from late payment is none."""
    charged = view.fields["违约金"]
    goes_on = _running(view)["续算"]
    return {
        "违约金元": in_yuan(view, amount) if amount else "",
        "违约金算法": charged["算法"] if amount else "",
        "违约金分段": segments(view) if amount else [],
        "违约续算": goes_on if amount else "",
    }


def _made_of(view: View) -> list[str]:
    """Return of which heads the debt itself is made, where there are several: a works price and its retention."""
    heads = [h for h in view.material.claims.heads if PART_OF[h.kind] is Part.PRINCIPAL and not beside_debt(view, h)]
    return _parts(view, heads)


def _parts(view: View, heads: Sequence[Head]) -> list[str]:
    """Return each of several heads with its sum; of one alone nothing."""
    said = ({"名目": head.title.render("zh"), "金额": yuan(head.amount)} for head in heads)
    return [view.pen.one("form.part", part) for part in said] if len(heads) > 1 else []


def _running(view: View) -> Told:
    """Return on what the charge goes on; several bases or standards are told in sentences below."""
    bases = going_on.running_bases(view)
    next_day = day(view.material.as_of + timedelta(days=1))
    if len(bases) == 1:
        (standard, base), *_ = bases.items()
        one = {"次日": next_day, "续算基数": yuan(base), "续算标准": standard, "分开续算": ""}
        return {**one, "续算": _going_on(view, next_day)}
    going = _going_on(view, next_day) if bases else ""
    return {"次日": "", "续算基数": "", "续算标准": "", "分开续算": going, "续算": going}


def _going_on(view: View, next_day: str) -> str:
    return view.pen.one("form.runs_on", {"次日": next_day, "续算": going_on.running(view)})


# --- the contract ---


def _contract(view: View) -> Told:
    material, fields = view.material, view.fields
    agreed = fields["合同"]
    ended = material.contract.termination
    single = material.case.obligations[0] if len(material.case.obligations) == 1 else None
    return {
        "订立": agreed["订立"],
        "债权人": contract.origin(view, listed(p.name for p in material.case.creditors)),
        "债务人": listed(p.name for p in material.debtors),
        "标的": _goods(view),
        "约定标的": material.contract.goods,
        "单价": single.unit_price if single else "",
        "分期方式": _instalments(view) if instalments(material.case) else "",
        "合同依据": agreed["约定"],
        "法律依据": fields["法律依据"],
        "依据": view.pen.all("form.basis", {"合同": agreed["约定"], "法律": fields["法律依据"]}),
        "合同主体": _persons(view),
        "合同期满": day(material.contract.ends_on) if material.contract.ends_on else "",
        "付款约定": [row["到期"] for row in fields["订单"] if row["到期"]],
        "各笔付款约定": [fit(view, "form.due", row) for row in fields["订单"] if row["到期"]],
        "各笔单价": [
            view.pen.one("form.unit_price", {"编号": view.material.case.printed[o.id], "单价": o.unit_price})
            for o in material.case.obligations
            if o.unit_price
        ],
        "解除日": day(ended.day) if ended else "",
        "请求确认的解除日": day(ended.day) if ended and "confirming" in material.circumstances else "",
        "解除情况": ended.ground if ended else "",
    }


def _persons(view: View) -> list[str]:
    """Return the parties of the contract by what it calls them; an assigned one was made by the assignor."""
    sides_ = {
        "债权方": contract.origin(view, listed(p.name for p in view.material.case.creditors)),
        "债务方": listed(p.name for p in view.material.debtors),
    }
    nouns = view.nouns
    return [view.pen.one("form.side", {"称呼": nouns[side], "名称": names}) for side, names in sides_.items()]


def _goods(view: View) -> list[str]:
    """Return what was sold, debt by debt; where no debt names it, what the contract is about."""
    named = [fit(view, "form.goods", row) for row in view.fields["订单"] if row["所列货物"]]
    whole = view.material.contract.goods
    return named or ([whole] if whole else [])


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
        "日违约金率": percent(daily.value) if isinstance(daily, Rate) else "",
        "日违约金条款": clause_number(agreed.clause) if agreed and daily else "",
        "其他违约金": other,
        "一次违约金": yuan(sum((o.amount for o in lump), ZERO)) if lump else "",
        "一次违约金条款": "",
        "违约约定": contract.penalty_term(view, agreed) if agreed else "",
    }


# --- performance and default ---


def _performance(view: View) -> Told:
    fields = view.fields
    late = (o for o in view.material.own if o.principal and o.first_day <= view.material.as_of)
    since = (
        view.pen.one("form.late_since", {"编号": view.material.case.printed[o.id], "日期": day(o.first_day)})
        for o in late
    )
    on_time, after = _paid(view)
    return {
        "各笔": [row["订立"] for row in fields["订单"] if row["订立"]],
        "履行": [fit(view, "form.performed", row) for row in fields["订单"] if row["交货"]],
        "按期付款": "" if on_time is None else yuan(on_time),
        "逾期付款": "" if after is None else yuan(after),
        "逾期情况": series(since),
        "往来": closed([*fields["受让"], *(fit(view, "form.item", said) for said in fields["往来"])]),
        "开票": closed([fields["开票"]]),
        "验收履行": closed(fit(view, "form.item", step) for step in (*fields["施工"], *fields["验收"])),
        "欠付明细": _owed(view),
        "综述": closed([fields["综述"]]),
        "证据": fields["证据说明"],
    }


def _paid(view: View) -> tuple[Decimal | None, Decimal | None]:
    """Return what was paid on the debt itself by its last day, and after it; nothing where no day is known."""
    if any(p.undated for p in view.material.payments.values()):
        return None, None
    account = view.material.claims.account
    last = {o.id: o.due.rolled for o in view.material.own if not o.due.open}
    on_time = after = ZERO
    for share in account.shares:
        if share.part is not Part.PRINCIPAL or share.debt not in last:
            continue
        if share.received <= last[share.debt]:
            on_time += share.amount
        else:
            after += share.amount
    return on_time, after


def _owed(view: View) -> list[str]:
    """Return what is left on each debt that is not paid; many equal periods of rent in a row as one."""
    if view.material.case.rents:
        return form_leases.owed(view)
    left = (o for o in view.material.own if o.principal)
    return [
        view.pen.one("form.owed", {"编号": view.material.case.printed[o.id], "金额": yuan(o.principal)}) for o in left
    ]


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
        "各次催告": [] if one else closed(fit(view, "form.item", said) for said in made),
        "历次催告": closed(fit(view, "form.item", said) for said in made),
    }


# --- the court ---


def court(view: View) -> Told:
    """Return the clause on the court, and the freeze before the suit."""
    clause = view.material.contract.jurisdiction
    before = next((m for m in view.material.case.measures if m.pre_suit), None)
    words = {"条款": clause.clause, "内容": without_stop(clause.text or clause.court)} if clause else {}
    return {
        "争议条款": view.pen.one("form.dispute", words) if clause else "",
        "保全法院": before.organ if before else "",
        "保全日": day(before.taken_on) if before else "",
        "保全案号": before.case_no if before else "",
    }


def court_holds(view: View) -> dict[str, object]:
    """Return whether there is a clause on the court, and a freeze before the suit."""
    material = view.material
    return {
        "preserved_before": any(m.pre_suit for m in material.case.measures),
        "clause": material.contract.jurisdiction,
    }
