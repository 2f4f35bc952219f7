"""Papers say nothing that nobody entered: no payment, statement, security, agreement or witness that is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lexcollect.documents.clearing import unmarked
from lexcollect.documents.material import Material
from lexcollect.findings import finding
from lexcollect.wording import text
from papers import material as steel_material
from services import GUARDS, PROPERTY, service_material
from test_every_kind import _iou
from test_papers_judge import lines
from test_transfers import BILL_DAY, drafted, planned, texts
from transfers import assigned, bill, recourse

PAID = [{"date": "2025-09-01", "amount": "10000.00", "payer": "乙", "evidence": ["回单"]}]
STATED = [
    {
        "id": "对账",
        "kind": "statement",
        "date": "2025-08-01",
        "by": "乙",
        "content": "尚欠货款86,000元",
        "evidence": ["对账单"],
    }
]


def heading(said: str) -> str:
    return next(line for line in said.split("\n") if line.startswith("（三）"))


def said_of(root: Path, groups: dict[str, Any], paper: str) -> str:
    return texts(drafted(root, groups, paper))[paper]


@pytest.mark.parametrize(
    ("more", "head"),
    [
        ({"acknowledgements": []}, "（三）欠款"),
        ({"acknowledgements": [], "payments": PAID}, "（三）付款与欠款"),
        ({"acknowledgements": STATED}, "（三）对账与欠款"),
        ({"acknowledgements": STATED, "payments": PAID}, "（三）付款、对账与欠款"),
    ],
)
def test_a_heading_of_the_complaint_names_no_payment_and_no_statement_that_is_not_told(
    tmp_path: Path, more: dict[str, Any], head: str
) -> None:
    assert heading(said_of(tmp_path, {**_iou(), **more}, "complaint")) == head


def test_a_deposit_that_was_set_off_is_no_payment_in_the_heading(tmp_path: Path) -> None:
    set_off = [{**PAID[0], "kind": "set_off"}]
    assert heading(said_of(tmp_path, {**_iou(), "payments": set_off, "acknowledgements": []}, "complaint")) == (
        "（三）抵销与欠款"
    )


def test_a_complaint_says_nothing_of_witnesses_unless_the_catalogue_has_one(tmp_path: Path) -> None:
    given = service_material(GUARDS)
    assert "证人" not in "\n".join(lines(tmp_path / "none", given, "complaint"))
    (id, first), *rest = given.exhibits.items()
    heard = Material(given.case, given.claims, {id: replace(first, kind="证人证言"), **dict(rest)})
    said = lines(tmp_path / "one", heard, "complaint")
    # 民事诉讼法 124(4): 证据和证据来源，证人姓名和住所.
    assert "证据和证据来源，证人姓名和住所：" in said
    assert any("【待补：证人的姓名和住所】" in line for line in said)


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        (bill(), "本函只核对上列数额，不构成我方"),
        (_iou(), "本函只核对上列数额，不构成我方"),
        (recourse(), "本函只核对上列数额，不改变双方关于违约金的约定，不构成我方"),
    ],
)
def test_a_statement_keeps_only_what_was_agreed(tmp_path: Path, groups: dict[str, Any], kept: str) -> None:
    day = BILL_DAY if "bill" in groups["obligations"][0] else None
    result = drafted(tmp_path, groups, "statement", **({"as_of": day} if day else {}))
    assert kept in texts(result)["statement"]


def test_the_statement_of_the_steel_matter_keeps_penalty_court_and_costs(tmp_path: Path) -> None:
    assert "不改变双方关于违约金、管辖、费用承担的约定" in "\n".join(lines(tmp_path, steel_material(), "statement"))


def test_a_settlement_without_any_security_has_no_article_on_it_and_its_numbers_run_on(tmp_path: Path) -> None:
    said = said_of(tmp_path / "iou", _iou(), "settlement")
    assert "担保" not in said.replace("江州示例担保有限公司", "")
    heads = [line for line in said.split("\n") if line.startswith("第") and "条　" in line]
    assert [head.partition("　")[0] for head in heads] == [f"第{n}条" for n in "一二三四五六七八九"]
    assert heads[-3:] == ["第七条　送达地址", "第八条　争议解决", "第九条　其他"]
    kept = said_of(tmp_path / "assigned", planned("assigned"), "settlement")
    assert "第七条　担保" in kept and "第十条　其他" in kept


def test_nothing_runs_on_a_debt_without_a_penalty_and_no_paper_names_one(tmp_path: Path) -> None:
    """民法典 561: costs, interest, the debt itself."""
    for paper in ("letter", "demand", "settlement"):
        said = said_of(tmp_path / paper, _iou(), paper)
        assert "违约金" not in said, paper
    assert "依次抵充：实现债权的费用、利息、货款本金（按到期先后）" in said
    assert "1. 欠款明细表" in said


def test_an_iou_is_the_paper_of_its_debt_and_is_quoted_as_one(tmp_path: Path) -> None:
    said = said_of(tmp_path, _iou(), "complaint")
    assert "双方的往来有欠条为证" in said and "款项凭证" not in said
    assert "出具欠条，载明尚欠水泵款86,000元" in said


def test_a_document_of_guarantee_without_a_name_is_given_none(tmp_path: Path) -> None:
    said = said_of(tmp_path, planned("assigned"), "complaint")
    assert "出具保证书，承诺" in said and "《保证书》" not in said


def test_a_payment_on_the_only_debt_is_not_said_to_name_none(tmp_path: Path) -> None:
    """民法典 561 orders costs, interest and one debt; 560 chooses among several."""
    said = said_of(tmp_path, recourse(), "complaint")
    assert "支付50,000.00元，依法冲抵违约金14,340.00元、本金35,660.00元" in said
    assert "第五百六十一条" in said and "第五百六十条" not in said
    assert "。自逾期之次日起暂计至" in said and "各代偿逾期" not in said


def test_a_payment_among_several_debts_rests_on_the_article_that_chooses(tmp_path: Path) -> None:
    said = "\n".join(lines(tmp_path, service_material(GUARDS), "complaint"))
    assert "第五百六十条" in said and "第五百六十一条" not in said


@pytest.mark.parametrize("paper", ["letter", "complaint", "settlement"])
def test_the_joint_liability_on_a_bill_is_said_once(tmp_path: Path, paper: str) -> None:
    said = texts(drafted(tmp_path, bill(), paper, as_of=BILL_DAY))[paper]
    assert said.count("承担连带责任") == 1 + (paper == "letter")  # the letter names 票据法 68 in its analysis
    assert "对上述债务承担连带责任" not in said


def test_a_letter_on_a_bill_speaks_of_bills(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, bill(), "demand", as_of=BILL_DAY))["demand"]
    assert "我方持有商业承兑汇票一张" in said and "一、票据情况" in said
    assert "到期日" in said.split("\n") and "最后付款日" not in said
    assert "我方保留法律规定的一切权利" in said and "合同" not in said


def test_a_letter_on_an_assigned_debt_calls_both_sides_as_it_does_elsewhere(tmp_path: Path) -> None:
    said = said_of(tmp_path / "own", planned("assigned"), "demand")
    assert "将上述对贵方的债权转让给我方" in said and "债权转让通知送达贵方、保证人王样例" in said
    firm = said_of(tmp_path / "firm", planned("assigned"), "letter")
    assert "将上述对贵方的债权转让给委托人" in firm


def test_a_settlement_names_no_exhibits_of_an_assignment(tmp_path: Path) -> None:
    assert "证据" not in said_of(tmp_path, planned("assigned"), "settlement")


@pytest.mark.parametrize("paper", ["complaint", "guarantor"])
def test_a_guarantor_of_an_assigned_debt_is_asked_on_the_article_of_its_notice(tmp_path: Path, paper: str) -> None:
    # 民法典 696(1): without notice to the guarantor the assignment does not bind it.
    assert "第六百九十六条" in said_of(tmp_path, planned("assigned"), paper)


def test_a_penalty_in_one_sum_is_no_order_in_what_a_guarantor_answers_for(tmp_path: Path) -> None:
    groups = planned("assigned")
    lump = {"id": "WY-1", "contract": "合同", "amount": "9000.00", "due": "2024-03-15", "asked_as": "lump_penalty"}
    groups["obligations"] = [*groups["obligations"], lump]
    for paper in ("complaint", "guarantor"):
        said = said_of(tmp_path / paper, groups, paper)
        assert "订单DD-1、一次性违约金（编号WY-1）" in said and "DD-1、WY-1" not in said, paper


def test_a_property_fee_without_a_description_leaves_no_hole(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "data" / "services" / "物业服务.yaml").read_text("utf-8")
    goods = [line for line in text.split("\n") if "货物:" in line]
    assert goods
    given = service_material(PROPERTY, (", 货物: 宜居苑3幢502室2023年7月至12月物业服务", ""))
    said = lines(tmp_path, given, "complaint")
    assert any(line.startswith("1. 2023年下半年物业费：物业费3,600.00元") for line in said)


def test_the_orders_of_an_assigned_debt_are_the_assignors(tmp_path: Path) -> None:
    said = said_of(tmp_path, assigned(), "complaint")
    assert "丙方样本机械有限公司于2024年2月1日交付20台" in said


def test_a_blank_shows_no_key_of_the_case_file(tmp_path: Path) -> None:
    groups = {**planned("recourse"), "choices": {"court": "江州市东湖区人民法院"}}
    result = drafted(tmp_path, groups, "letter")
    assert "【待补：律师函编号】" in texts(result)["letter"] and "letter_no" not in texts(result)["letter"]
    assert any("函号" in f.line("zh") for f in result.findings)  # the finding says where


def test_an_endorser_without_a_ground_in_words_is_a_told_blank(tmp_path: Path) -> None:
    groups = bill()
    groups["parties"][2] = {**groups["parties"][2], "tie": {"ground": "law", "evidence": ["票据"]}}
    result = drafted(tmp_path, groups, "complaint", as_of=BILL_DAY)
    assert "【待补：被告二承担债务的依据】" in texts(result)["complaint"]
    assert "LX-P003" in {f.code for f in result.findings}


def test_a_place_is_told_as_marked_only_where_the_paper_has_the_mark(tmp_path: Path) -> None:
    """A deposit was set off, and no notice of it is on file: the complaint does not come to speak of that notice."""
    set_off = [{**PAID[0], "id": "抵扣一", "kind": "set_off"}]
    result = drafted(tmp_path, {**_iou(), "payments": set_off}, "complaint")
    told = [f for f in result.findings if f.code == "LX-P003"]
    assert "【待补" not in texts(result)["complaint"] and told == []


def test_a_mark_is_known_by_whatever_name_the_paper_gives_to_whom_it_is_about() -> None:
    """The screen names 李样例, the paper 被告二; a blank for something else marks nothing of it."""
    one = finding("LX-P003", paper="起诉状", what=text("documents.what.ground", name="李样例"), do="")
    assert unmarked([one], ["依据为【待补：被告二承担债务的依据】。"]) == set()
    assert unmarked([one], ["住所地【待补：被告二的住所地】。"]) == {one}
    assert unmarked([finding("LX-P004", paper="起诉状", what="", do="")], []) == set(), (
        "no other finding speaks of marks"
    )
