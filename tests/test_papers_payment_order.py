"""支付令申请书: which debts can be asked for without a suit, what is asked, what is refused (民诉法解释 427)."""

from __future__ import annotations

import json
from datetime import date as D
from pathlib import Path
from typing import Any

import pytest

from calc_run import asked
from case_kit import CONTRACT, JOINT, PARTIES, agenda_with, debt
from in_suit import UNANSWERED
from lexcollect.documents.papers import choose
from lexcollect.layout import CASE
from lexcollect.matter.creation import create
from papers import codes as told
from papers import drafted, errors, material
from test_papers_preservation import codes, read, small

PAPER = "payment_order"
YES = {
    "court": "乙县人民法院",
    **dict.fromkeys(("nothing_owed_in_return", "no_other_disputes", "in_china", "can_be_served"), "yes"),
    "no_presuit_preservation": "yes",
}
DAY = D(2026, 11, 21)


def answered(**other: str) -> dict[str, Any]:
    return {"payment_order": {**YES, **other}}


def test_the_debt_and_the_agreed_penalty_are_asked_for_to_a_certain_sum(tmp_path: Path) -> None:
    """851,600.00 + 507,593.80 = 1,359,193.80 as in the complaint; 交纳办法 13, 14: the acceptance fee of
    50 + 2,250 + 2,000 + 4,500 + 5,000 + 359,193.80 × 0.9% (3,232.7442) = 17,032.7442, a third of it 5,677.58."""
    result = drafted(tmp_path, PAPER, given=material())
    said = read(result, PAPER)
    assert said.startswith("支付令申请书\n申请人：") and "【待补" not in said
    assert (
        "要求被申请人给付申请人货款本金851,600.00元、违约金507,593.80元（计算至2026年11月21日），合计1,359,193.80元；"
        in said
    )
    assert "3. 申请人营业执照复印件、法定代表人身份证明书、授权委托书各1份。" in said
    assert "2. 申请费由被申请人负担。" in said and "上述款项均已到期" in said and "最后付款日" in said
    assert "1. 申请人没有对待给付义务；\n2. 申请人与被申请人没有其他债务纠纷；" in said
    assert "5. 申请人未向人民法院申请诉前保全；" in said and "第二百二十五条" in said and "第四百二十七条" in said
    # The court is that of the debtor's domicile (民诉法解释 23), not the agreed one of the creditor.
    assert "此致\n沈阳市沈河区人民法院" in said and "北辰区人民法院" not in said
    # No order binds a guarantor (434), and a certain sum does not go on.
    assert "郑样例" not in said and "实际清偿" not in said
    (fee,) = [f for f in result.findings if f.code == "LX-P444"]
    assert "5,677.58" in fee.line("zh") and "LX-P446" in codes(result) and "LX-P443" not in codes(result)


def test_what_nobody_answered_is_a_blank_and_never_stated(tmp_path: Path) -> None:
    """Five conditions and the court were not answered: six blanks."""
    said = read(drafted(tmp_path, PAPER, given=material(UNANSWERED)), PAPER)
    assert said.count("【待补：") == 6 and "【待补：债务人住所地的基层人民法院】" in said
    assert "申请人没有对待给付义务" not in said and "有管辖权" not in said


@pytest.mark.parametrize("name", sorted(set(YES) - {"court"}))
def test_a_condition_that_does_not_hold_refuses_the_paper(name: str, tmp_path: Path) -> None:
    result = small(tmp_path, PAPER, as_of=DAY, choices=answered(**{name: "no"}))
    (found,) = [f for f in result.findings if f.stops]
    assert found.code == "LX-P440" and "draft complaint" in found.line("zh")
    assert all(paper.path is None for paper in result.papers)


def test_preservation_before_suit_on_file_refuses_it_whatever_was_answered() -> None:
    """民诉法解释 427(1)(7)."""
    measure = "measures:\n  - {id: 冻结, asset: bank, owner: 沈河, taken_on: 2026-05-06, pre_suit: yes}\n"
    frozen = ("choices:\n", f"{measure}choices:\n")
    assert errors(PAPER, frozen) == ["LX-P340"]


def test_a_loss_that_the_contract_does_not_provide_for_is_left_out(tmp_path: Path) -> None:
    """民诉法解释 428(1)(2): the sale has no clause on lateness, the price of 100,000.00 alone is asked for.

    交纳办法 13, 14: 50 + 90,000 × 2.5% = 2,300; a third of it 766.67."""
    sale = {**CONTRACT, "overdue_loss": {"markup": "50"}}
    result = small(tmp_path, PAPER, as_of=DAY, contracts=[sale], choices=answered())
    said = read(result, PAPER)
    assert "给付申请人货款本金100,000.00元；" in said and "违约金" not in said and "损失" not in said
    assert {"LX-P443", "LX-P441"} <= codes(result)
    (fee,) = [f for f in result.findings if f.code == "LX-P444"]
    assert "766.67" in fee.line("zh")


def test_a_loan_with_interest_for_its_term_and_no_late_rate_is_for_a_suit(tmp_path: Path) -> None:
    lent = {
        **CONTRACT,
        "cause": "民间借贷纠纷",
        "name": "借条",
        "term_interest": {"rate": "年利率10%", "clause": "第2条"},
    }
    paid_out = [{"obligation": "货款", "date": "2024-01-15", "amount": "100000.00", "channel": "银行转账"}]
    result = small(tmp_path, PAPER, as_of=DAY, contracts=[lent], payouts=paid_out, choices=answered())
    assert [f.code for f in result.findings if f.stops] == ["LX-P445"]


def test_a_loan_with_both_rates_agreed_asks_for_its_interest(tmp_path: Path) -> None:
    """10 % from 2024-01-15 to 03-15: 61 days, 1,671.23; 12 % to 2026-11-21: 981 days, 32,252.05; 33,923.28 in all."""
    rates = {
        "term_interest": {"rate": "年利率10%", "clause": "第2条"},
        "late_interest": {"rate": "年利率12%", "clause": "第3条"},
    }
    lent = {**CONTRACT, "cause": "民间借贷纠纷", "name": "借条", **rates}
    paid_out = [{"obligation": "货款", "date": "2024-01-15", "amount": "100000.00", "channel": "银行转账"}]
    result = small(tmp_path, PAPER, as_of=DAY, contracts=[lent], payouts=paid_out, choices=answered())
    said = read(result, PAPER)
    assert "借款本金100,000.00元、利息33,923.28元（计算至2026年11月21日），合计133,923.28元" in said


def test_two_debtors_are_sued(tmp_path: Path) -> None:
    result = small(tmp_path, PAPER, as_of=DAY, parties=[*PARTIES, JOINT], choices=answered())
    assert "LX-P442" in codes(result) and all(paper.path is None for paper in result.papers)


def test_the_stops_of_a_suit_stop_it_too(tmp_path: Path) -> None:
    """企业破产法 16, 46: after acceptance the claim is filed with the administrator; 民法典 509: what is not due."""
    accepted = [{"person": "乙", "accepted_on": "2026-05-06", "court": "乙市中级人民法院"}]
    result = small(tmp_path / "a", PAPER, as_of=DAY, insolvencies=accepted, choices=answered())
    assert "LX-P070" in {f.code for f in result.findings if f.stops}
    early = small(tmp_path / "b", PAPER, as_of=DAY, obligations=[debt(due="2027-03-15")], choices=answered())
    assert "LX-P017" in {f.code for f in early.findings if f.stops}


def test_it_is_written_only_when_named() -> None:
    given = material()
    assert PAPER not in [paper.id for paper in choose(["all"], given)[0]]
    assert [paper.id for paper in choose(["支付令申请书"], given)[0]] == [PAPER]
    assert "LX-P444" in told(PAPER)


@pytest.mark.parametrize(
    ("rule", "named", "last"),
    [
        ("payorder.objection", "支付令异议", D(2026, 11, 25)),
        ("payorder.decline_suit", "支付令失效后不同意起诉", D(2026, 11, 17)),
    ],
)
def test_the_fifteen_and_the_seven_days_are_on_the_agenda(rule: str, named: str, last: D) -> None:
    """From 2026-11-10: 15 days to Wednesday 11-25 (民事诉讼法 227(2)), 7 days to Tuesday 11-17 (民诉法解释 438)."""
    (found,) = agenda_with(watched=[{"id": "令", "rule": named, "start": "2026-11-10"}]).of_rule(rule)
    assert found.period is not None and found.period.last_day == last


def test_typed_on_a_matter_it_is_written_or_says_which_answer_refuses_it(tmp_path: Path) -> None:
    """The answers are read in Chinese, and the screen names rules by their titles."""
    stated = {
        "法院": "乙县人民法院",
        **dict.fromkeys(("无对待给付义务", "无其他债务纠纷", "在境内且未下落不明", "能够送达", "未申请诉前保全"), "是"),
    }
    place = tmp_path / "案"
    create(place)

    def screen(**other: str) -> tuple[int, str]:
        tree = {
            "schema": "lexcollect/case/1",
            "matter": "小案",
            "parties": PARTIES,
            "contracts": [CONTRACT],
            "obligations": [debt()],
            "选择": {"支付令选择": {**stated, **other}},
        }
        (place / CASE).write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
        code, said = asked("draft", str(place), "支付令申请书", "--as-of", "2026-11-21")[:2]
        return code, said

    code, said = screen(无其他债务纠纷="否")
    assert code == 1 and "答“否”的是：无其他债务纠纷" in said and not list(place.rglob("支付令申请书.docx"))
    code, said = screen()
    assert code == 0 and list(place.rglob("支付令申请书.docx"))
    assert "支付令失效后不同意起诉" in said and "payorder" not in said
