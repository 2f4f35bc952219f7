"""Matters with several contracts, as tests use them: of one cause, of different causes, one with many orders."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from transfers import REST, US, YOU

AS_OF = date(2026, 3, 31)
COURT = {"kind": "court", "court": "江州市东湖区人民法院", "clause": "第12条"}


def contract(id: str, cause: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a contract with its own paper among the exhibits."""
    return {"id": id, "cause": cause, "name": name, "evidence": [f"{name}文本"], **more}


def owed(id: str, contract: str, amount: str, due: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "contract": contract, "amount": amount, "due": due, "evidence": [f"{id}凭证"], **more}


def trade(**more: Any) -> dict[str, Any]:
    """A price with a penalty, a fee without one, and a loan with interest, all owed by one company."""
    return {
        "parties": [US, YOU],
        "contracts": [
            contract(
                "甲合同",
                "买卖合同纠纷",
                "设备买卖合同",
                number="MM-2024-01",
                signed_on="2024-03-01",
                goods="水泵",
                late_penalty={"rate": "每日万分之三", "clause": "第8条"},
                jurisdiction=COURT,
            ),
            contract(
                "乙合同",
                "服务合同纠纷",
                "设备维保服务合同",
                signed_on="2024-09-01",
                goods="水泵年度维保",
                overdue_loss={"markup": "50"},
                jurisdiction=COURT,
            ),
            contract(
                "丙合同",
                "民间借贷纠纷",
                "借款合同",
                signed_on="2025-02-01",
                term_interest={"rate": "年利率12%", "clause": "第2条"},
                jurisdiction=COURT,
            ),
        ],
        "obligations": [
            owed("DD-1", "甲合同", "200000.00", "2024-06-30", date="2024-03-05", goods="水泵", quantity="20台"),
            owed("FW-1", "乙合同", "80000.00", "2025-01-15", title="2024年度维保费", goods="年度维保"),
            owed("JK-1", "丙合同", "100000.00", "2025-08-01", date="2025-02-01"),
        ],
        "deliveries": [
            {
                "obligation": "DD-1",
                "date": "2024-04-01",
                "quantity": "20台",
                "receiver": "刘样本",
                "receiver_authority": "named_in_contract",
                "evidence": ["送货单"],
            }
        ],
        "milestones": [{"contract": "乙合同", "kind": "acceptance", "date": "2024-12-31", "evidence": ["验收单"]}],
        "payouts": [
            {
                "obligation": "JK-1",
                "date": "2025-02-01",
                "amount": "100000.00",
                "channel": "银行转账",
                "evidence": ["转账回单"],
            }
        ],
        "payments": [
            {
                "date": "2025-07-01",
                "amount": "60000.00",
                "payer": "乙",
                "for_contract": "甲合同",
                "evidence": ["付款回单"],
            }
        ],
        "settlement": {"instalments": [{"due_on": "2026-06-30", "amount": "100000.00"}, {"due_on": "2026-12-31"}]},
        **REST,
        **more,
    }


LEASED = {"kind": "court", "court": "江州市西湖区人民法院", "clause": "第10条"}


def two_leases(**more: Any) -> dict[str, Any]:
    """Two machines let under two leases; one rent bears a penalty."""
    return {
        "parties": [US, YOU],
        "contracts": [
            contract(
                "租一",
                "租赁合同纠纷",
                "塔吊租赁合同",
                signed_on="2024-12-20",
                goods="塔式起重机1台",
                ends_on="2025-12-31",
                late_penalty={"rate": "每日万分之二", "clause": "第6条"},
                jurisdiction=LEASED,
            ),
            contract(
                "租二",
                "租赁合同纠纷",
                "升降机租赁合同",
                signed_on="2025-01-10",
                goods="施工升降机1台",
                ends_on="2025-12-31",
                jurisdiction=LEASED,
            ),
        ],
        "leased_things": [
            {
                "id": "塔吊",
                "contract": "租一",
                "name": "塔式起重机",
                "number": "TD-01",
                "handed_over_on": "2025-01-01",
                "value": "300000.00",
                "evidence": ["塔吊交接单"],
            },
            {
                "id": "升降机",
                "contract": "租二",
                "name": "施工升降机",
                "number": "SJ-01",
                "handed_over_on": "2025-02-01",
                "returned_on": "2026-01-05",
                "evidence": ["升降机交接单"],
                "return_evidence": ["退场单"],
            },
        ],
        "obligations": [
            owed("T1", "租一", "30000.00", "2025-10-10", title="2025年第三季度租金"),
            owed("T2", "租一", "30000.00", "2026-01-10", title="2025年第四季度租金"),
            owed("S1", "租二", "24000.00", "2025-12-31", title="2025年下半年租金"),
        ],
        "settlement": {"instalments": [{"due_on": "2026-06-30"}]},
        **REST,
        "choices": {"letter": {"letter_no": "（2026）示例函字第1号"}},
        **more,
    }


def three_loans(**more: Any) -> dict[str, Any]:
    """Three loans between the same persons, each with its own rate and term; one payment that names none."""
    lender = {**US, "kind": "natural", "name": "林示例", "gender": "男", "id_no": "330199198103150037"}
    borrower = {**YOU, "kind": "natural", "name": "许样本", "gender": "女", "id_no": "330199198203150042"}
    for party in (lender, borrower):
        for key in ("uscc", "legal_rep"):
            del party[key]
    cause = "民间借贷纠纷"
    return {
        "parties": [lender, borrower],
        "contracts": [
            contract("借一", cause, "借条一", signed_on="2023-01-10", term_interest={"rate": "年利率10%"}),
            contract("借二", cause, "借条二", signed_on="2024-01-10", term_interest={"rate": "年利率6%"}),
            contract("借三", cause, "借条三", signed_on="2025-01-10"),
        ],
        "obligations": [
            owed("JK-1", "借一", "100000.00", "2024-01-10", date="2023-01-10"),
            owed("JK-2", "借二", "50000.00", "2025-01-10", date="2024-01-10"),
            owed("JK-3", "借三", "30000.00", "2025-07-10", date="2025-01-10"),
        ],
        "payouts": [
            {"obligation": id, "date": on, "amount": sum_, "channel": "银行转账", "evidence": [f"{id}转账回单"]}
            for id, on, sum_ in (
                ("JK-1", "2023-01-10", "100000.00"),
                ("JK-2", "2024-01-10", "50000.00"),
                ("JK-3", "2025-01-10", "30000.00"),
            )
        ],
        "payments": [{"date": "2026-01-10", "amount": "40000.00", "payer": "乙", "evidence": ["还款回单"]}],
        "settlement": {"instalments": [{"due_on": "2026-06-30"}]},
        **REST,
        **more,
    }


def two_works(**more: Any) -> dict[str, Any]:
    """Two works contracts of one employer: progress and retention of one, the settled balance of the other."""
    cause = "建设工程施工合同纠纷"
    place = {"place": "江州市西湖区样例路200号", "court": "江州市西湖区人民法院", "qualification": "held"}
    return {
        "parties": [US, YOU],
        "contracts": [
            contract(
                "工一",
                cause,
                "1号厂房施工合同",
                signed_on="2023-03-01",
                goods="1号厂房土建工程",
                works={**place, "project": "样例产业园1号厂房", "price": "2000000.00", "priority": True},
            ),
            contract(
                "工二",
                cause,
                "2号厂房施工合同",
                signed_on="2023-09-01",
                goods="2号厂房土建工程",
                works={**place, "project": "样例产业园2号厂房", "price": "1000000.00", "priority": True},
                late_interest={"rate": "年利率5%", "clause": "第14条"},
            ),
        ],
        "obligations": [
            owed("YJ-1", "工一", "400000.00", "2025-01-31", title="1号厂房结算款", portion="settlement"),
            owed("YZ-1", "工一", "60000.00", "2025-11-30", title="1号厂房质保金", portion="retention"),
            owed("EJ-1", "工二", "250000.00", "2025-05-31", title="2号厂房进度款", portion="progress"),
        ],
        "milestones": [
            {"contract": "工一", "kind": "acceptance", "date": "2024-11-30", "evidence": ["1号验收报告"]},
            {
                "contract": "工一",
                "kind": "settlement",
                "date": "2024-12-31",
                "amount": "2100000.00",
                "evidence": ["结算书"],
            },
            {"contract": "工二", "kind": "acceptance", "date": "2025-04-30", "evidence": ["2号验收报告"]},
        ],
        "settlement": {"instalments": [{"due_on": "2026-06-30"}]},
        **REST,
        "choices": {"letter": {"letter_no": "（2026）示例函字第1号"}},
        **more,
    }


def framework(orders: int, each: int = 1, **more: Any) -> dict[str, Any]:
    """One framework contract with ``orders`` orders of 10,000 yuan, delivered in ``each`` lots, none of them paid."""
    begin = date(2024, 1, 8)
    agreed = contract(
        "框架",
        "买卖合同纠纷",
        "轴承供货框架合同",
        number="KJ-2024-01",
        signed_on="2024-01-02",
        goods="轴承",
        late_penalty={"rate": "每日万分之三", "clause": "第8条"},
        jurisdiction=COURT,
    )
    days = [begin + timedelta(days=7 * n) for n in range(orders)]
    return {
        "parties": [US, YOU],
        "contracts": [agreed],
        "obligations": [
            owed(
                f"DD-{n:02}",
                "框架",
                "10000.00",
                (on + timedelta(days=60)).isoformat(),
                date=on.isoformat(),
                goods="6208轴承",
                quantity="200套",
            )
            for n, on in enumerate(days, 1)
        ],
        "deliveries": [
            {
                "obligation": f"DD-{n:02}",
                "date": (on + timedelta(days=lot + 1)).isoformat(),
                "quantity": f"{200 // each}套",
                "doc_no": f"SH{n:02}{lot + 1:02}",
                "receiver": "刘样本",
                "receiver_authority": "named_in_contract",
                "evidence": [f"送货单{n}-{lot + 1}"],
            }
            for n, on in enumerate(days, 1)
            for lot in range(each)
        ],
        "settlement": {"instalments": [{"due_on": "2026-06-30"}]},
        **REST,
        **more,
    }


def written(groups: dict[str, Any]) -> str:
    """Return the case file."""
    return json.dumps({"schema": "lexcollect/case/1", "matter": "小案", **groups}, ensure_ascii=False, indent=1)


def matter_of(groups: dict[str, Any], as_of: date = AS_OF) -> Matter:
    loaded = parse_case(written(groups))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def material_of(groups: dict[str, Any], as_of: date = AS_OF) -> Material:
    """Return what the papers are written from, with every exhibit that the facts name."""
    matter = matter_of(groups, as_of)
    named = [fact.evidence for fact in facts_of(matter.case)]
    named += [thing.return_evidence for thing in matter.case.leased_things]
    ids = dict.fromkeys(id for evidence in named for id in evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    now = matter.due_now
    return Material(matter.case, matter.claims, exhibits, earlier=(now.case, now.claims) if now else None)


def drafted(root: Path, groups: dict[str, Any], *papers: str, as_of: date = AS_OF, **options: Any) -> DraftResult:
    given = material_of(groups, as_of)
    return draft(papers or ("all",), given, root, sources={"案件.yaml": "0" * 64}, **options)


def texts(result: DraftResult) -> dict[str, str]:
    """Return the whole text of each paper, tables after the paragraphs, row by row."""
    found = {}
    for one in result.papers:
        assert one.path is not None, [f.line() for f in result.findings if f.stops]
        data = one.path.read_bytes()
        rows = ["|".join(row) for table in tables(data) for row in table]
        found[one.paper] = "\n".join([*paragraphs(data), *rows])
    return found
