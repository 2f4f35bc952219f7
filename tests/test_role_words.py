"""What a party is called in its contract is read as its side where the contract leaves no doubt, and told.

By the articles: 发包人 pays the price and 承包人 builds (民法典 788), 定作人 pays 承揽人 (770), 托运人 pays
承运人 (809), 存货人 pays 保管人 (904), 委托人 pays 受托人 (919, 928), 行纪人 (951) and 中介人 (961), 业主 pays
物业服务人 (937).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from case_kit import CONTRACT, PARTIES, debt
from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.casefile.loader import Loaded
from lexcollect.casefile.schema import case_schema
from lexcollect.casefile.sketch import sketch_case


def _text(creditor: str, debtor: str, *causes: str) -> str:
    us, you = ({**party, "role": role} for party, role in zip(PARTIES, (creditor, debtor), strict=True))
    contracts = [{**CONTRACT, "id": f"合同{n}" if n else "合同", "cause": cause} for n, cause in enumerate(causes)]
    tree: dict[str, Any] = {"schema": "lexcollect/case/1", "matter": "小案", "parties": [us, you]}
    tree |= {"contracts": contracts, "obligations": [debt()]}
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _read(*words: str) -> Loaded:
    return parse_case(_text(*words))


@pytest.mark.parametrize(
    ("creditor", "debtor", "cause"),
    [
        ("施工单位", "发包人", "建设工程施工合同纠纷"),
        ("分包人", "承包人", "建设工程分包合同纠纷"),
        ("装修公司", "业主", "装饰装修合同纠纷"),
        ("承揽人", "定作人", "承揽合同纠纷"),
        ("承运人", "托运人", "公路货物运输合同纠纷"),
        ("保管人", "存货人", "仓储合同纠纷"),
        ("受托人", "委托人", "委托合同纠纷"),
        ("行纪人", "委托人", "行纪合同纠纷"),
        ("中介人", "委托人", "中介合同纠纷"),
        ("物业公司", "业主", "物业服务合同纠纷"),
        ("开发方", "委托方", "计算机软件开发合同纠纷"),
        ("服务商", "客户", "保安服务合同纠纷"),
        ("持票人", "承兑人", "票据追索权纠纷"),
        ("债权人", "客户", "买卖合同纠纷"),
    ],
)
def test_a_word_of_the_contract_is_a_side_and_is_told(creditor: str, debtor: str, cause: str) -> None:
    loaded = _read(creditor, debtor, cause)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    assert [party.role.value for party in loaded.case.parties] == ["creditor", "debtor"]
    told = [f for f in loaded.findings if f.code == "LX-C340"]
    assert [dict(f.params)["text"] for f in told] == [word for word in (creditor, debtor) if word != "债权人"]
    assert all(f.level == "note" and f.where.line for f in told)


@pytest.mark.parametrize(
    ("creditor", "debtor", "causes"),
    [
        ("债权人", "施工单位", ("买卖合同纠纷",)),  # who buys steel is not known from being a builder
        ("债权人", "委托人", ("买卖合同纠纷",)),
        (
            "客户",
            "债务人",
            ("买卖合同纠纷",),
        ),  # the client of the law firm, or the customer?
        ("承包人", "债务人", ("建设工程施工合同纠纷", "建设工程分包合同纠纷")),  # one side here, the other there
    ],
)
def test_a_word_that_leaves_a_doubt_is_asked(creditor: str, debtor: str, causes: tuple[str, ...]) -> None:
    loaded = _read(creditor, debtor, *causes)
    assert loaded.case is None
    assert "LX-C007" in {f.code for f in loaded.findings}


def test_cover_and_editor_know_the_words_too() -> None:
    sketch = sketch_case(_text("施工单位", "发包人", "建设工程施工合同纠纷"))
    assert sketch is not None
    assert (sketch.creditors, sketch.opponents) == (("甲方示例有限公司",), ("乙方样例有限公司",))
    role, _ = case_schema()["$defs"]["Party"]["properties"]["role"]["anyOf"]
    assert {"发包人", "施工单位", "客户"} <= set(role["enum"])


def test_a_user_sees_what_the_word_was_taken_for(tmp_path: Path) -> None:
    (tmp_path / "案件.yaml").write_text(_text("施工单位", "发包人", "建设工程施工合同纠纷"), "utf-8")
    code, out, err = typed("calc", str(tmp_path), "--as-of", "2026-03-31", "--no-input", cwd=tmp_path)
    assert code == 0, out + err
    assert "“施工单位”，按债权人处理" in out + err
