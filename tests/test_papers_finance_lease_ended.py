"""A finance lease that was terminated: thing taken back, one sum of damages (民法典 752, 融资租赁解释 10-12).

Counted by hand on 2025-11-30, the lease ended on 2025-05-18. Rent due: February to May, 4 × 30,000 = 120,000. Rent not
yet due: June 2025 to April 2026, 11 × 30,000 = 330,000. Price of the option 100. Penalty 15.00 a day on each rent to
2025-05-18: February from 02-16, 92 days; March from 03-16, 64; April from 04-16, 33; May from 05-16, 3: 192 days,
2,880.00. Together 452,980.00, less the agreed value 400,000.00: 52,980.00.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from finance_lease import ACCELERATION, OPTION, TERMINATION, finance_lease_with
from lexcollect.causes import HeadKind
from test_papers_finance_lease import drafted
from test_papers_lease import PAPERS, texts

ENDED = (ACCELERATION, TERMINATION)
#: The settlement of the test matter names the sums of the other way.
PLAN = (
    (
        "    - {due_on: 2025-12-31, amount: 197080.00}\n    - {due_on: 2026-03-31, amount: 150000.00}\n"
        "    - {due_on: 2026-06-30, amount: 150000.00}\n"
    ),
    "    - {due_on: 2025-12-31, amount: 30000.00}\n    - {due_on: 2026-03-31, amount: 22980.00}\n",
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("ended"), ENDED, PLAN))


def codes(*changes: tuple[str, str]) -> dict[str, dict[str, object]]:
    found = finance_lease_with(*changes).claims.findings
    return {f.code: dict(f.params) for f in found if f.code.startswith("LX-M32")}


def test_one_head_is_asked_for_and_nothing_runs_on() -> None:
    claims = finance_lease_with(ENDED).claims
    assert [(h.kind, h.amount, h.per_day) for h in claims.heads] == [
        (HeadKind.COMPENSATION, D("52980.00"), D("0.00")),
    ]
    # 50 + (52,980 - 10,000) × 2.5 %.
    assert (claims.total, claims.fees.acceptance.value.amount) == (D("52980.00"), D("1124.50"))


def test_what_the_loss_is_made_of() -> None:
    (loss,) = finance_lease_with(ENDED).claims.losses
    assert (loss.due, loss.later, loss.beside, loss.charges) == (
        D("120000.00"),
        D("330000.00"),
        D("100.00"),
        D("2880.00"),
    )
    assert (loss.owed, loss.value, loss.loss) == (D("452980.00"), D("400000.00"), D("52980.00"))


def test_the_working_tells_no_part_that_is_not_there() -> None:
    (step,) = finance_lease_with(ENDED).claims.heads[0].answer.trace
    assert step.text.render("zh") == (
        "解除时已到期的租金 120,000.00 元、未到期的租金 330,000.00 元、其他款项 100.00 元、"
        "至解除日的违约金等 2,880.00 元，合计 452,980.00 元，减收回租赁物的价值 400,000.00 元，损失 52,980.00 元"
    )
    without = finance_lease_with(ENDED, (OPTION, "")).claims.heads[0].answer.trace[0].text.render("zh")
    assert "其他款项" not in without and "期满残值" not in without


def test_the_penalty_ends_with_the_lease_and_the_other_reading_is_told_in_yuan() -> None:
    # Run on to 2025-11-30 it would be (288 + 260 + 229 + 199) × 15.00 = 14,640.00: 11,760.00 more.
    matter = finance_lease_with(ENDED)
    lines = [x for o in matter.claims.account.obligations for x in o.lines if x.days]
    assert {x.last for x in lines} == {date(2025, 5, 18)}
    assert codes(ENDED)["LX-M322"]["more"] == D("11760.00")
    (other,) = matter.claims.heads[0].answer.alternatives
    assert other.value == D("64740.00")


def test_the_residual_value_is_added_where_the_thing_was_to_stay_the_lessors() -> None:
    """融资租赁解释 11(2): 52,980 + 20,000."""
    matter = finance_lease_with(ENDED, ("约定价值: 400000.00", "约定价值: 400000.00, 期满残值: 20000.00"))
    assert matter.claims.total == D("72980.00")


def test_a_thing_worth_more_leaves_nothing_to_ask_for() -> None:
    """民法典 758(1): 460,000 - 452,980 = 7,020 over."""
    worth = ("约定价值: 400000.00", "约定价值: 460000.00, 价值依据: 评估")
    assert finance_lease_with(ENDED, worth).claims.total == D("0.00")
    assert codes(ENDED, worth)["LX-M323"]["surplus"] == D("7020.00")


def test_a_payment_after_the_end_lessens_the_loss() -> None:
    """30,000 paid on 2025-06-01 meets rent or penalty: the difference is 30,000 less either way."""
    paid = ("往来:\n", "  - {日期: 2025-06-01, 金额: 30000.00, evidence: 流水}\n\n往来:\n")
    assert finance_lease_with(ENDED, paid).claims.total == D("22980.00")


def test_without_a_value_nothing_is_taken_off_and_papers_are_refused(tmp_path: Path) -> None:
    bare = (" 约定价值: 400000.00,", "")
    assert set(codes(ENDED, bare)) == {"LX-M320"}
    result = drafted(tmp_path, ENDED, bare, papers=("complaint",))
    assert not [p for p in result.papers if p.path]
    assert "融资租赁解释11" in next(f for f in result.findings if f.code == "LX-P090").line()


def test_both_ways_at_once_are_refused_with_the_article(tmp_path: Path) -> None:
    result = drafted(tmp_path, (ACCELERATION, ACCELERATION + TERMINATION), papers=PAPERS)
    assert not [p for p in result.papers if p.path]
    assert "融资租赁解释10" in next(f for f in result.findings if f.code == "LX-P260").line()


def test_the_guarantor_answers_for_the_loss_and_the_limit_of_its_scope_is_told() -> None:
    """民法典 566(3)."""
    assert finance_lease_with(ENDED).claims.sureties[0].gross == D("52980.00")
    assert codes(ENDED)["LX-M325"]["name"] == "连样工"
    named = ("scope: [principal, penalty, costs]", "scope: [principal, penalty, damages, costs]")
    assert "LX-M325" not in codes(ENDED, named)


def test_limitation_runs_from_the_termination_as_the_safe_reading() -> None:
    deadline = finance_lease_with(ENDED).agenda.get("limitation:2025-02")
    assert deadline.period.nominal == date(2028, 5, 18)


def test_the_complaint_asks_for_termination_return_and_the_difference(said: dict[str, str]) -> None:
    for words in (
        "判令被告一赔偿解除合同造成的损失52,980.00元",
        "确认原告与被告一之间的《融资租赁合同》于2025年5月18日解除",
        "判令被告一向原告返还数控机床（SK-01）",
        "全部未付租金450,000.00元（其中解除时已到期120,000.00元、未到期330,000.00元）",
        "截至2025年5月18日的逾期付款违约金2,880.00元，合计452,980.00元。",
        "减去收回租赁物的价值400,000.00元（数控机床（SK-01）约定为400,000.00元），合同解除的损失为52,980.00元",
        "合同于2025年5月18日解除时均未到期",
        "原告选择解除合同、收回租赁物并请求被告一赔偿损失",
        "第五百六十六条",
        "第十条、第十一条",
    ):
        assert words in said["complaint"], words
    for other in ("判令被告一支付", "提前到期", "继续计算"):
        assert other not in said["complaint"]


def test_every_paper_comes_to_the_difference(said: dict[str, str]) -> None:
    assert [paper for paper in PAPERS if "52,980.00" not in said[paper]] == []
    assert "可以解除合同，收回租赁物，并请求赔偿损失" in said["letter"]
    assert "向委托人返还数控机床（SK-01），并向委托人赔偿解除合同造成的损失人民币52,980.00元" in said["letter"]
    assert "乙方应当赔偿甲方解除原合同造成的损失人民币52,980.00元" in said["settlement"]
    assert "租金450,000.00元、" not in said["preservation"]


@pytest.mark.parametrize(("by", "words"), [("评估", "评估为400,000.00元"), ("变卖", "变卖（拍卖）得款400,000.00元")])
def test_the_value_is_told_by_what_it_rests_on(tmp_path: Path, by: str, words: str) -> None:
    basis = ("约定价值: 400000.00", f"约定价值: 400000.00, 价值依据: {by}")
    assert words in texts(drafted(tmp_path, ENDED, basis, papers=("complaint",)))["complaint"]


def test_without_an_option_nothing_of_one_is_told(tmp_path: Path) -> None:
    complaint = texts(drafted(tmp_path, ENDED, (OPTION, ""), papers=("complaint",)))["complaint"]
    assert "52,880.00" in complaint
    assert "留购价款100" not in complaint


def test_a_thing_that_came_back_and_was_sold_is_not_asked_for_again(tmp_path: Path) -> None:
    """452,980 - 380,000, what the sale brought."""
    back = (
        "约定价值: 400000.00, 交付日: 2024-04-20,",
        (
            "价值: 380000.00, 价值依据: 变卖, 变卖日: 2025-07-01, 交付日: 2024-04-20, "
            "收回日: 2025-06-10, 收回证据: 回执一,"
        ),
    )
    complaint = texts(drafted(tmp_path, ENDED, back, papers=("complaint",)))["complaint"]
    assert "判令被告一赔偿解除合同造成的损失72,980.00元" in complaint
    assert "2025年6月10日，原告收回数控机床（SK-01）" in complaint
    assert "2025年7月1日变卖（拍卖）得款380,000.00元" in complaint
    assert "返还数控机床" not in complaint


def test_rents_that_were_not_due_keep_their_agreed_days_in_the_table(said: dict[str, str]) -> None:
    assert "2026年4月15日\n0.00\n30,000.00" in said["complaint"]


def test_the_guarantor_is_asked_on_the_article_that_keeps_him_bound(tmp_path: Path) -> None:
    """民法典 566(3)."""
    letter = texts(drafted(tmp_path, ENDED, papers=("guarantor",)))["guarantor"]
    assert "尚欠解除合同造成的损失52,980.00元" in letter
    assert "依据《中华人民共和国民法典》第五百六十六条、第六百八十八条" in letter
