"""The plan in a settlement and a promise to pay: instalments, account, order, waiver, what runs on (还款安排).

Owns at which standard the debt goes on to bear where an instalment is missed. The sentences are in ``settlement.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.claims.settling import Plan, in_kind_of, plan_of
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, words, yuan
from lexcollect.documents.views import accounts, contract, contracts, figures, going_on, loans
from lexcollect.law.rules.parts import Part


def plan(found: View) -> dict[str, Any]:
    """Return the instalments, where they are paid, to what they go, and what becomes of the rest."""
    material = found.material
    terms = material.case.settlement
    assert terms is not None
    made = plan_of(material.case, terms, material.claims)
    waived, things = made.waived, in_kind_of(terms, material.claims)
    standard = _standards(found)
    called = found.nouns["违约"]
    grace, once = {"宽限": str(terms.grace_days)}, c.those({"paid_at_once": len(made.instalments) == 1})
    events = {"事由": found.pen.one("settlement.called_early")}
    goes_on = {"名称": called, "标准": standard, "截止日": day(material.as_of), "占用费": _fees_after(found)}
    return {
        "分期": instalment_rows(found, made),
        "分期合计": {"金额": yuan(made.paid), "大写": words(made.paid)},
        "分期说明": found.pen.one(
            "settlement.instalments_note", {"抵债": yuan(things) if things else ""}, c.those({"waived": waived}), once
        ),
        "付款方式": found.pen.one("settlement.plan_head", {}, once),
        "账户": accounts.accounts(found),
        "变更账户": found.pen.one("settlement.other_account"),
        "抵充顺序": _order(found),
        "减免": {
            "金额": yuan(waived),
            "大写": words(waived),
            **grace,
            "条件": found.pen.one("settlement.waiver_met", {}, once),
            "违反": found.pen.one("settlement.missed", grace, once),
        }
        if waived
        else {},
        "不减免": found.pen.one("settlement.no_waiver", goes_on, c.those({"named": contracts.several(material)}), once),
        "加速": {**grace, **events, "内容": found.pen.one("settlement.early", {**grace, **events}, once)},
        "违约责任": {
            "标准": standard,
            "内容": found.pen.one("settlement.breach", {"名称": called, "标准": standard}),
            "费用": found.pen.one("settlement.costs_after", {"费用": contract.cost_words(found)}),
        },
        "签订地": terms.signed_place,
    }


def instalment_rows(found: View, made: Plan) -> list[dict[str, str]]:
    """Return the instalments as rows of a table."""
    return [
        {
            "期次": str(n),
            "日期": found.pen.one("settlement.instalment_day", {"日期": day(due_on)}),
            "金额": yuan(amount),
            "大写": words(amount),
        }
        for n, (due_on, amount) in enumerate(made.instalments, 1)
    ]


def _standards(found: View) -> str:
    """Return the standards at which the debts of each contract go on to bear, in words."""
    if contracts.several(found.material):
        runs = [part for part in found.parts if "penalty_runs" in part.material.circumstances]
        return listed(contracts.of(found, part, _standard(part, among=True)) for part in runs)
    return _standard(found)


def _standard(found: View, *, among: bool = False) -> str:
    """Return at which rate it goes on: of the agreed penalty, of the statutory loss, or of a loan's interest; or none.

    Of a loan the clause says no rate that the cap may have cut: interest and penalty go on at what was counted.
    ``among`` several contracts its name stands before.
    """
    agreed = found.material.contract.late_penalty
    said = {"条款": "", "标准": "", "违约金标准": "", "上限": ""}
    if found.material.claims.account.interest_name == "interest":
        said |= {"标准": going_on.running_standard(found), "违约金标准": loans.rates_on(found, Part.PENALTY)}
    elif agreed:
        most = contract.penalty_limit(found, agreed)
        said |= {"条款": agreed.clause, "标准": contract.penalty_standard(found, agreed), "上限": most}
    else:
        said["标准"] = going_on.loss_standard(found) or going_on.running_standard(found)
    return found.pen.one("settlement.standard", said, c.those({"named": among and said["条款"]}))


def _fees_after(found: View) -> str:
    """Return the daily fees that go on after the cut-off day."""
    return listed(
        found.pen.one("settlement.fee_after", {"名目": fee.title, "每日": yuan(fee.per_day)})
        for fee in found.material.claims.running
        if fee.open
    )


def _order(found: View) -> str:
    """Return the order in which instalments are applied: the contract's, else the statute's (民法典 561)."""
    if contracts.several(found.material):
        return found.pen.one(
            "settlement.order_several", {"名称": found.nouns["违约"], "损失": listed(figures.losses(found))}
        )
    agreed = found.material.claims.account.ledger.clause
    said = {
        "次序": contract.sequence(found, agreed.order) if agreed else "",
        "条款": agreed.clause if agreed else "",
    }
    return found.pen.one("settlement.order", said, c.those({"agreed_order": agreed}))
