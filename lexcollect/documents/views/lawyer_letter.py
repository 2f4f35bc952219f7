"""律师函: a demand with amount, period and account, so that it interrupts limitation on arrival (时效规定 8).

Refuses the title without a law firm and a licence number (律师法 13, 55). Addressed to the debtor only.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, BankAccount
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, yuan
from lexcollect.documents.views import contract, figures, history, parties


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = View("letter")
    lawyer = parties.licensed_lawyer(material)
    bank = material.case.creditor.bank
    if lawyer is None:
        found.say("LX-P002")
    found.require(bank, "bank", material.case.creditor.where)
    if not contract.fits_templates(found, material) or lawyer is None or bank is None:
        return found
    if material.case.preservation is not None:
        found.say("LX-P011")
    penalty = figures.penalty(material, "贵方")
    found.fields = {
        **_sender(found, material, lawyer),
        "收函人": {"名称": material.case.debtor.name, "代码": material.case.debtor.uscc or ""},
        "合同": contract.contract_fields(material, costs=True),
        "依据材料": history.papers_relied_on(material),
        "订单": history.order_rows(material),
        "合计": figures.totals(material),
        "截止日": day(material.as_of),
        "违约金": penalty,
        "大写": figures.capital_words(material),
        "债权合计": yuan(material.claims.account.principal + material.claims.account.penalty),
        "债务确认": history.acknowledgements(material, "贵方", "委托人"),
        "法律依据": grounds.written(
            grounds.grounds("letter", ["penalty"] if penalty["分段"] else [], contract.cause(material))
        ),
        "要求": _demand(material),
        "账户": account(bank),
        "附件": _annexes(material),
        "落款": {"日期": day(material.as_of)},
    }
    return found


def _sender(found: View, material: Material, lawyer: Agent) -> dict[str, Any]:
    client = material.case.creditor
    contact = client.service_address.recipient if client.service_address else ""
    person = contact or (client.legal_rep.name if client.legal_rep else client.name)
    return {
        "律所": {
            "名称": lawyer.firm,
            "地址": found.need(lawyer.address, "firm_address", lawyer.where),
            "联系人": f"{lawyer.name}律师",
            "电话": found.need(lawyer.phone, "phone", lawyer.where, name=lawyer.name),
        },
        "编号": found.need(material.case.choices.letter.letter_no, "letter_no"),
        "委托人": {
            "名称": client.name,
            "联系人": person,
            "电话": found.need(client.phone, "phone", client.where, name=client.name),
        },
        "律师名单": f"{lawyer.name}律师（执业证号{lawyer.licence_no}）",
        "律师": [{"姓名": lawyer.name, "执业证号": lawyer.licence_no}],
    }


def account(bank: BankAccount) -> dict[str, str]:
    """Return the fields of an account to pay into."""
    return {"户名": bank.account_name, "开户行": bank.bank_name, "账号": bank.account_no}


def _demand(material: Material) -> dict[str, str]:
    agreed = contract.the_contract(material)
    court = agreed.jurisdiction
    way = "向有管辖权的人民法院提起诉讼"
    if court and court.kind is k.JurisdictionKind.ARBITRATION:
        way = "向约定的仲裁机构申请仲裁"
    elif court and court.court:
        way = f"向{court.court}提起诉讼"
    costs = "仲裁费用" if "仲裁" in way else "诉讼费用"
    if agreed.cost_clause:
        costs += f"及合同{agreed.cost_clause.clause}约定由贵方承担的{contract.cost_words(agreed)}"
    return {"期限": f"收到本函之日起{material.case.choices.letter.days}日内", "途径": way, "费用": costs}


def _annexes(material: Material) -> list[dict[str, str]]:
    papers = ["授权委托书复印件"]
    if any(a.kind is k.AcknowledgementKind.STATEMENT for a in material.case.acknowledgements):
        papers.append("对账单复印件")
    return [{"序号": str(i), "内容": name} for i, name in enumerate(papers, 1)]
