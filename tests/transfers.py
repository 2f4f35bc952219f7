"""Debts that come from other debts, as tests use them: recourse, an assigned price, a factored receivable, a bill."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from lexcollect.casefile import parse_case
from lexcollect.casefile.loader import Loaded
from lexcollect.deadlines.matter import Matter, answer_case

AS_OF = date(2026, 3, 31)
BANK = {"account_name": "江州示例担保有限公司", "bank_name": "江州示例银行", "account_no": "6200000000000000031"}
US = {
    "id": "甲",
    "role": "creditor",
    "kind": "organisation",
    "name": "江州示例担保有限公司",
    "uscc": "91330100MA0EX0B01J",
    "legal_rep": {"name": "林示例", "post": "总经理"},
    "domicile": "江州市东湖区建材路1号",
    "phone": "0570-8000011",
    "bank": BANK,
}
YOU = {
    "id": "乙",
    "role": "debtor",
    "kind": "organisation",
    "name": "南浦样例商贸有限公司",
    "uscc": "91330100MA0EX0B02M",
    "legal_rep": {"name": "许样本", "post": "执行董事"},
    "domicile": "江州市西湖区商贸街2号",
    "phone": "0570-8000022",
}
SURETY = {
    "id": "丁",
    "role": "surety",
    "kind": "natural",
    "name": "王样例",
    "gender": "男",
    "id_no": "330199198103150053",
    "domicile": "江州市西湖区桥头街8号",
    "phone": "13800000022",
}
LAWYER = {
    "id": "律师",
    "name": "周明远",
    "kind": "lawyer",
    "firm": "江州示例律师事务所",
    "licence_no": "13301201510000001",
    "phone": "0570-8000001",
    "address": "江州市东湖区律所街1号",
    "authority": "special",
}
#: What the four papers need besides: a reason and security for preservation, a plan, the number of a letter.
REST: dict[str, Any] = {
    "agents": [LAWYER],
    "preservation": {"reason": "债务人正在转让设备", "guarantee": {"kind": "insurer", "provider": "示例保险公司"}},
    "asset_clues": [
        {"kind": "bank_account", "owner": "乙", "description": "江州示例银行西湖支行", "source": "bank_slip"}
    ],
    "choices": {"court": "江州市东湖区人民法院", "letter": {"letter_no": "（2026）示例函字第1号"}},
}


def recourse(**more: Any) -> dict[str, Any]:
    """A guarantor paid 300,000 yuan on 2024-05-20; the entrusting contract agrees 0.02 % a day from then."""
    return {
        "parties": [US, YOU],
        "contracts": [
            {
                "id": "委托保证合同",
                "cause": "追偿权纠纷",
                "name": "委托保证合同",
                "number": "WB-2022-01",
                "signed_on": "2022-06-01",
                "late_penalty": {"rate": "每日万分之二", "clause": "第7条"},
                "evidence": ["委托保证合同"],
            }
        ],
        "obligations": [
            {"id": "DC-1", "contract": "委托保证合同", "date": "2024-05-20", "amount": "300000.00", "due": "2024-05-20",
             "evidence": ["代偿回单"]}
        ],
        "payouts": [
            {"obligation": "DC-1", "date": "2024-05-20", "amount": "300000.00", "channel": "银行转账",
             "evidence": ["代偿回单"]}
        ],
        "payments": [{"date": "2025-01-15", "amount": "50000.00", "payer": "乙", "evidence": ["还款回单"]}],
        "settlement": {"instalments": [{"due_on": "2026-06-30", "amount": "200000.00"}]},
        **REST,
        **more,
    }  # fmt: skip


def assigned(**more: Any) -> dict[str, Any]:
    """A price of 200,000 yuan due 2024-03-15, sold by 丙公司, assigned to us on 2025-02-10, notice on 2025-02-14."""
    return {
        "parties": [US, YOU, SURETY],
        "contracts": [
            {
                "id": "合同",
                "cause": "买卖合同纠纷",
                "name": "设备买卖合同",
                "signed_on": "2024-01-10",
                "goods": "水泵",
                "late_penalty": {"rate": "每日万分之三", "clause": "第8条"},
                "evidence": ["合同"],
            }
        ],
        "obligations": [
            {"id": "DD-1", "contract": "合同", "date": "2024-01-15", "amount": "200000.00", "goods": "水泵",
             "quantity": "20台", "due": "2024-03-15", "evidence": ["订单"]}
        ],
        "deliveries": [
            {"obligation": "DD-1", "date": "2024-02-01", "quantity": "20台", "receiver": "刘样本",
             "receiver_authority": "named_in_contract", "evidence": ["送货单"]}
        ],
        "securities": [
            {"id": "保证", "kind": "surety_joint", "grantor": "丁", "contract": "合同", "created_on": "2024-01-10",
             "period": {"count": 3, "unit": "year", "text": "主债务履行期限届满之日起三年"}, "evidence": ["保证书"]}
        ],
        "assignments": [
            {"assignor": "丙方样本机械有限公司", "date": "2025-02-10", "agreement": "债权转让合同",
             "evidence": ["转让合同"]}
        ],
        "communications": [
            {"id": f"通知{who}", "kind": "assignment_notice", "date": "2025-02-12", "recipient": who,
             "carrier": "邮政EMS",
             "delivered_on": "2025-02-14", "status": "delivered", "contents_named": True, "demands_payment": True,
             "address_basis": "contract" if who == "乙" else "id_card", "evidence": [f"通知{who}"],
             "links": dict.fromkeys(("content", "sent", "address", "arrival"), f"通知{who}")}
            for who in ("乙", "丁")
        ],
        "settlement": {"instalments": [{"due_on": "2026-06-30", "amount": "150000.00"}], "guarantor_consents": True},
        **REST,
        **more,
    }  # fmt: skip


def factored(**more: Any) -> dict[str, Any]:
    """The same price, bought by a factor with recourse."""
    base = assigned(**more)
    base["contracts"] = [{**base["contracts"][0], "cause": "有追索权保理纠纷"}]
    base["assignments"] = [{**base["assignments"][0], "agreement": "国内保理合同", "factoring": "有追索权"}]
    return base


def loaded(groups: dict[str, Any]) -> Loaded:
    """Return what the loader says of the groups."""
    tree = {"schema": "lexcollect/case/1", "matter": "小案", **groups}
    return parse_case(json.dumps(tree, ensure_ascii=False, indent=1))


def answered(groups: dict[str, Any], as_of: date = AS_OF) -> Matter:
    """Return the answers on the groups."""
    found = loaded(groups)
    assert found.case is not None, [f.line() for f in found.findings]
    return answer_case(found.case, as_of)


ACCEPTOR = {**YOU, "name": "北岸样本置业有限公司"}
ENDORSER = {
    "id": "丙",
    "role": "joint_debtor",
    "kind": "organisation",
    "name": "南浦样例商贸有限公司",
    "uscc": "91330100MA0EX0B03Q",
    "legal_rep": {"name": "高样本", "post": "经理"},
    "domicile": "江州市南湖区书院路3号",
    "phone": "0570-8000033",
    "tie": {
        "ground": "law",
        "text": "南浦样例商贸有限公司系票据的背书人，票据债务人对持票人承担连带责任",
        "evidence": ["票据"],
    },
}


def bill(**more: Any) -> dict[str, Any]:
    """A trade acceptance of 500,000 yuan, mature 2024-12-10, presented on the 12th, refused on the 13th."""
    return {
        "parties": [US, ACCEPTOR, ENDORSER],
        "contracts": [{"id": "票据关系", "cause": "票据追索权纠纷", "written": False}],
        "obligations": [
            {
                "id": "PJ-1",
                "contract": "票据关系",
                "amount": "500000.00",
                "due": "2024-12-10",
                "bill": {
                    "kind": "商业承兑汇票",
                    "number": "230833100000120240610000001",
                    "issued_on": "2024-06-10",
                    "drawer": "北岸样本置业有限公司",
                    "acceptor": "北岸样本置业有限公司",
                    "presented_on": "2024-12-12",
                    "refused_on": "2024-12-13",
                    "reason": "商业承兑汇票承兑人账户余额不足",
                },
                "evidence": ["票据"],
            }
        ],
        "settlement": {"instalments": [{"due_on": "2025-06-30", "amount": "507330.14"}]},
        **REST,
        **more,
    }
