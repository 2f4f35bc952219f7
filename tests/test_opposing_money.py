"""Everyday matters an opposing lawyer would recount: facts, question, the sum from the article, then asked.

Each is a case file as users write it, answered by ``calc``. Every sum was counted by hand from the articles and the
publications of LPR before the program was asked; the working stands beside it. A day of account is counted in.
"""

from __future__ import annotations

import contextlib
import io
import json
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from calc_run import asked
from lexcollect.cli.main import main
from papers import drafted, material, text_of

FIRMS = """格式: lexcollect/case/1
案名: 对方复核
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 公司, 名称: 虚构甲商贸有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 公司, 名称: 虚构乙制造有限公司}
"""
PEOPLE = """格式: lexcollect/case/1
案名: 对方复核
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例}
"""


class Told:
    """What ``calc --json`` answers on a case file."""

    def __init__(self, folder: Path, text: str, as_of: str, *, refused: bool = False) -> None:
        (folder / "案件.yaml").write_text(text, "utf-8")
        screen = io.StringIO()
        with contextlib.redirect_stdout(screen):
            self.exit = main(["calc", str(folder), "--json", "--as-of", as_of])
        self.all: dict[str, Any] = json.loads(screen.getvalue())
        assert refused or "heads" in self.all, [f["message"] for f in self.all["findings"]]

    @property
    def heads(self) -> dict[str, str]:
        return {head["kind"]: head["amount"] for head in self.all["heads"]}

    @property
    def total(self) -> D:
        return D(self.all["total"])

    @property
    def codes(self) -> set[str]:
        return {found["code"] for found in self.all["findings"]}

    def other(self, key: str) -> list[str]:
        """Return the sums of the other reading called ``key``, whichever head tells it."""
        return [r["amount"] for head in self.all["heads"] for r in head["readings"] if r["reading_text"]["key"] == key]


# --- loans -------------------------------------------------------------------------------------------------------


def test_interest_kept_back_at_the_payout_is_no_principal(tmp_path: Path) -> None:
    """200,000 on the note, 194,000 handed over; 月利率1.5%, no late rate; due 2024-04-09; to 2024-12-31.

    民法典 670, 民间借贷规定 26: principal 194,000. 25: LPR of 2023-04-10 is 3.65 %, four times 14.6 %, a day 77.60.
    Term 2023-04-10 to 2024-04-09, 366 days = 28,401.60; 28(2)(2): the term's rate goes on, 266 days = 20,641.60.
    """
    told = Told(
        tmp_path,
        PEOPLE
        + """合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2023-04-10, 期内利息: 月利率1.5%, 付款期限: 2024-04-09}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2023-04-10, 金额: 200000}
借款交付:
  - {应收款: 借款, 日期: 2023-04-10, 金额: 194000, 渠道: 银行转账}
""",
        "2024-12-31",
    )
    assert told.heads == {"loan": "194000.00", "term_interest": "28401.60", "late_interest": "20641.60"}
    assert told.total == D("243043.20")


OLD_LOAN = """合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2019-03-01, 期内利息: 月利率3%, 付款期限: 2020-02-29}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2019-03-01, 金额: 100000}
借款交付:
  - {应收款: 借款, 日期: 2019-03-01, 金额: 100000}
"""


def test_sued_before_the_new_cap_the_old_one_goes_on(tmp_path: Path) -> None:
    """月利率3% of 2019-03-01, due 2020-02-29, sued on 2020-07-15; to 2020-12-31.

    31(1), (2): the new rules are for cases accepted from 2020-08-20; this one keeps the 24 % of 旧版 26, to the end.
    100,000 × 24 % × 366 / 365 = 24,065.75; 306 days to 2020-12-31 = 20,120.55.
    """
    told = Told(tmp_path, PEOPLE + OLD_LOAN + "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2020-07-15}\n", "2020-12-31")
    assert told.heads == {"loan": "100000.00", "term_interest": "24065.75", "late_interest": "20120.55"}


def test_sued_before_it_without_a_rate_six_percent_go_on(tmp_path: Path) -> None:
    """80,000 due 2019-06-30, neither rate agreed, sued on 2020-03-02; to 2020-12-31.

    31(1), 旧版 29(2)(1): 6 % a year from the delay: 550 days = 7,232.88. No LPR is needed, none was there.
    """
    text = RATELESS.replace("RATE", "").replace("2022-07-01", "2018-07-01").replace("2023-06-30", "2019-06-30")
    told = Told(tmp_path, PEOPLE + text + "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2020-03-02}\n", "2020-12-31")
    assert told.heads == {"loan": "80000.00", "late_interest": "7232.88"}


def test_sued_after_it_the_loan_has_two_caps(tmp_path: Path) -> None:
    """The same, sued on 2021-03-10 (LPR 3.85 %, four times 15.4 %), to 2021-06-30.

    31(2): 24 % to 2020-08-19, 172 days of delay = 11,309.59; then 15.4 %, 315 days = 13,290.41; together 24,600.00.
    """
    told = Told(tmp_path, PEOPLE + OLD_LOAN + "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2021-03-10}\n", "2021-06-30")
    assert told.heads == {"loan": "100000.00", "term_interest": "24065.75", "late_interest": "24600.00"}


def test_late_interest_and_penalty_come_under_one_cap(tmp_path: Path) -> None:
    """300,000 between companies, 8 % a year, late 12 %, 每日万分之三 beside it; due 2023-08-31; to 2024-03-31.

    Term 365 days at 8 % = 24,000.00. 29: 12 + 10.95 % are cut to 14.6 % (LPR of 2022-09-01 3.65 %): 120.00 a day,
    213 days = 25,560.00, of which late interest 21,008.22 and penalty 4,551.78.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 借款合同, 案由: 民间借贷纠纷, 名称: 借款合同, 签订日期: 2022-09-01, 期内利息: 年利率8%,
     逾期利息: 年利率12%, 违约金: 每日万分之三,
     付款期限: 2023-08-31}
应收款:
  - {编号: 借款, 合同: 借款合同, 日期: 2022-09-01, 金额: 300000}
借款交付:
  - {应收款: 借款, 日期: 2022-09-01, 金额: 300000}
""",
        "2024-03-31",
    )
    assert told.heads == {
        "loan": "300000.00",
        "term_interest": "24000.00",
        "late_interest": "21008.22",
        "penalty": "4551.78",
    }


RATELESS = """合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2022-07-01, 付款期限: 2023-06-30RATE}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2022-07-01, 金额: 80000}
借款交付:
  - {应收款: 借款, 日期: 2022-07-01, 金额: 80000}
"""


def test_a_loan_without_a_rate_bears_lpr_from_the_delay(tmp_path: Path) -> None:
    """24(1), 28(2)(1): nothing for the term; from 2023-07-01 LPR of that time, 3.55 %: 366 days = 2,847.78."""
    told = Told(tmp_path, PEOPLE + RATELESS.replace("RATE", ""), "2024-06-30")
    assert told.heads == {"loan": "80000.00", "late_interest": "2847.78"}


def test_a_rate_of_two_fen_between_persons_is_not_guessed(tmp_path: Path) -> None:
    """“利息2分”: of the month, of the year? 24(2): unclear between natural persons, no interest is supported."""
    told = Told(tmp_path, PEOPLE + RATELESS.replace("RATE", ", 期内利息: 2分"), "2024-06-30", refused=True)
    assert "LX-C013" in told.codes and "heads" not in told.all


def test_interest_paid_above_the_cap_lessens_the_principal(tmp_path: Path) -> None:
    """100,000 of 2021-09-01 at 月利率3%; 3,000 paid on the 1st of October, November, December; due 2022-08-31.

    Cap 15.4 % (LPR 3.85 %). 30 days 1,265.75: principal 98,265.75; 31 days 1,285.26: 96,551.01; 30 days 1,222.10:
    94,773.11. Then 274 days of the term = 10,956.29 and 122 of delay = 4,878.35; together 110,607.75.
    """
    told = Told(
        tmp_path,
        PEOPLE
        + """合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2021-09-01, 期内利息: 月利率3%, 付款期限: 2022-08-31}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2021-09-01, 金额: 100000}
借款交付:
  - {应收款: 借款, 日期: 2021-09-01, 金额: 100000}
付款:
  - {日期: 2021-10-01, 金额: 3000, 附言: 利息}
  - {日期: 2021-11-01, 金额: 3000, 附言: 利息}
  - {日期: 2021-12-01, 金额: 3000, 附言: 利息}
""",
        "2022-12-31",
    )
    assert told.heads == {"loan": "94773.11", "term_interest": "10956.29", "late_interest": "4878.35"}
    assert told.total == D("110607.75")


# --- sales -------------------------------------------------------------------------------------------------------


def test_paid_before_the_due_day_and_paid_on_another_contract(tmp_path: Path) -> None:
    """60,000 due 2024-05-31 and 90,000 due 2024-08-31, 每日万分之五; 20,000 on 2024-05-20; 25,000 on another contract.

    The first bears penalty on 40,000: 153 days × 20.00 = 3,060.00. The second, whose day is a Saturday but was agreed
    as a day (民法典 203 moves periods): 61 × 45.00 = 2,745.00. 130,000 + 5,805.00.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-04-01, 违约金: 每日万分之五}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2024-04-10, 金额: 60000, 到期: 2024-05-31}
  - {编号: 二, 合同: 合同, 日期: 2024-07-10, 金额: 90000, 到期: 2024-08-31}
付款:
  - {日期: 2024-05-20, 金额: 20000}
  - {日期: 2024-07-15, 金额: 25000, 他案付款: 是}
""",
        "2024-10-31",
    )
    assert told.heads == {"price": "130000.00", "penalty": "5805.00"}


def test_a_payment_named_for_one_of_two_contracts(tmp_path: Path) -> None:
    """A 50,000 due 2024-03-01, B 70,000 due 2024-06-01, 每日万分之三 each; 30,000 on 2024-07-01 “for B”.

    560(1): to B, though A is older; 561 by analogy: 29 days × 21.00 = 609.00 first, 29,391.00 of the price; 40,609.00 ×
    0.0003 × 184 = 2,241.62. A: 305 × 15.00 = 4,575.00.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: A, 案由: 买卖合同纠纷, 名称: 合同A, 签订日期: 2024-01-05, 违约金: 每日万分之三}
  - {编号: B, 案由: 买卖合同纠纷, 名称: 合同B, 签订日期: 2024-04-05, 违约金: 每日万分之三}
应收款:
  - {编号: 甲款, 合同: A, 日期: 2024-01-10, 金额: 50000, 到期: 2024-03-01}
  - {编号: 乙款, 合同: B, 日期: 2024-04-10, 金额: 70000, 到期: 2024-06-01}
付款:
  - {日期: 2024-07-01, 金额: 30000, 指明合同: B}
""",
        "2024-12-31",
    )
    owed = {o["id"]: (o["principal"], o["penalty"]) for o in told.all["obligations"]}
    assert owed == {"甲款": ("50000.00", "4575.00"), "乙款": ("40609.00", "2241.62")}
    assert told.total == D("97425.62")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # 2022-06-01 5.55 % 82 days 2,493.70; 08-22 5.475 % 302 days 9,060.00; 2023-06-20 5.325 % 62 days 1,809.04;
        # 08-21 5.175 % 11 days 311.92.
        ("同期一年期LPR的1.5倍", "13674.66"),
        # LPR of 2022-06-01, 3.70 %: 5.55 % × 457 / 365.
        ("违约时一年期LPR的1.5倍", "13897.81"),
    ],
)
def test_a_penalty_of_half_again_lpr_running_and_fixed(words: str, expected: str, tmp_path: Path) -> None:
    """200,000 due 2022-05-31, to 2023-08-31: a publication cuts the line only where the rate changes."""
    told = Told(
        tmp_path,
        FIRMS
        + f"""合同:
  - {{编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2022-03-01, 违约金: {words}}}
应收款:
  - {{编号: 一, 合同: 合同, 日期: 2022-03-10, 金额: 200000, 到期: 2022-05-31}}
""",
        "2023-08-31",
    )
    assert told.heads["penalty"] == expected


def test_a_high_penalty_is_claimed_as_agreed_and_the_lines_of_reduction_stand_beside_it(tmp_path: Path) -> None:
    """每日千分之一 on 100,000 due 2024-01-31, to 2024-12-31: 335 days = 33,500.00 (民法典 585, no cap of its own
    motion).

    LPR of 2024-02-01 3.45 %. Asked in the alternative: LPR and a half, 5.175 % = 4,749.66. The lines of 130 %
    (合同编通则解释
    65(2)): of LPR 4.485 %, of LPR and a half 6.7275 %.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2023-12-01, 违约金: 每日千分之一}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2023-12-10, 金额: 100000, 到期: 2024-01-31}
""",
        "2024-12-31",
    )
    assert told.heads["penalty"] == "33500.00"
    readings = {reading["amount"] for head in told.all["heads"] for reading in head["readings"]}
    assert "4749.66" in readings
    (steps,) = {tuple(s["text"] for s in h["trace"] if s["rule"] == "penalty.reduction") for h in told.all["heads"]}
    assert all(line in steps[0] for line in ("4.485%", "6.7275%"))


LUMP = """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-02-01PENALTY}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2024-03-01, 金额: 150000, 到期: 2024-04-30}
"""
ONE_SUM = "  - {编号: 违约金, 合同: 合同, 金额: 15000, 到期: 2024-04-30, 请求名目: 一次性违约金}\n"


@pytest.mark.parametrize(
    ("penalty", "heads"),
    [
        ("", {}),
        (", 违约金: 每日万分之一", {"penalty": "3675.00"}),  # 150,000 × 0.0001 × 245: on the price alone
        (", 逾期付款损失: {加计: 50}", {"late_interest": "5210.45"}),  # LPR of 2024-05-01 3.45 % × 1.5 × 245 / 365
    ],
)
def test_a_penalty_in_one_sum_is_claimed_once(penalty: str, heads: dict[str, str], tmp_path: Path) -> None:
    """民法典 585(1): a sum may be agreed. 150,000 and 15,000 whatever the days, to 2024-12-31; nothing runs on it."""
    told = Told(tmp_path, FIRMS + LUMP.replace("PENALTY", penalty) + ONE_SUM, "2024-12-31")
    assert told.heads == {"price": "150000.00", "lump_penalty": "15000.00", **heads}
    (head,) = [head for head in told.all["heads"] if head["kind"] == "lump_penalty"]
    assert (head["title"], head["cites"]) == ("一次性违约金", ["民法典第585条"])
    assert told.total == D(165000) + sum((D(each) for each in heads.values()), D(0))


@pytest.mark.parametrize("words", ["逾期付款的一次性支付违约金15000元", "1.5万元", "壹万元"])
def test_a_sum_written_as_a_rate_is_told_where_it_belongs(words: str, tmp_path: Path) -> None:
    told = Told(tmp_path, FIRMS + LUMP.replace("PENALTY", f", 违约金: {words}"), "2024-12-31", refused=True)
    assert any("一次性违约金" in found["message"] for found in told.all["findings"] if found["code"] == "LX-C013")


def test_a_penalty_in_one_sum_of_a_loan_stays_under_the_cap_with_the_late_interest(tmp_path: Path) -> None:
    """民间借贷规定 29: in all 4 × LPR of the making (3.70 %), 14.80 %. To 2024-06-30 80,000 × 14.8 % × 366 / 365 =
    11,872.44, less late interest of 2,847.78: 9,024.66, the whole 8,000. To 2023-08-31, 62 days, 2,011.18 − 482.41.
    """
    lump = "  - {编号: 违约金, 合同: 借条, 金额: 8000, 到期: 2023-06-30, 请求名目: 一次性违约金}\n借款交付:"
    text = PEOPLE + RATELESS.replace("RATE", "").replace("借款交付:", lump)
    told = Told(tmp_path, text, "2024-06-30")
    assert told.heads == {"loan": "80000.00", "late_interest": "2847.78", "lump_penalty": "8000.00"}
    assert "LX-M245" in told.codes
    early = Told(tmp_path, text, "2023-08-31")
    assert early.heads == {"loan": "80000.00", "late_interest": "482.41", "lump_penalty": "1528.77"}


def test_a_guarantee_of_the_price_alone_does_not_cover_the_sum(tmp_path: Path) -> None:
    """民法典 691: 150,000 of the price, where the scope is the principal; 165,000 where the penalty is in it."""
    surety = "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例}\n"
    for scope, amount in (("本金", "150000.00"), ("本金, 违约金", "165000.00")):
        given = (
            "担保:\n  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 合同: 合同, 出具日期: 2024-02-01, "
            f"担保范围: [{scope}], 保证期间: {{期间长度: 2, 单位: 年}}}}\n"
        )
        told = Told(tmp_path, FIRMS + surety + LUMP.replace("PENALTY", "") + ONE_SUM + given, "2024-12-31")
        assert told.all["sureties"][0]["amount"] == amount


def test_papers_ask_for_the_sum_under_its_name(tmp_path: Path) -> None:
    """The statement of account, which is of goods, is not compared with the penalty."""
    row = "{id: 定额, contract: 框架合同, amount: 20000.00, due: 2023-08-01, asked_as: 一次性违约金, evidence: 合同}"
    given = material(("obligations:\n", f"obligations:\n  - {row}\n"))
    said = text_of(drafted(tmp_path, "complaint", given=given), "complaint")
    assert "判令被告一支付一次性违约金20,000.00元" in said
    assert "LX-M211" not in {f.code for f in given.claims.findings}


def test_statutory_loss_at_the_low_end(tmp_path: Path) -> None:
    """120,000 due 2019-10-31, no penalty agreed, 130 % asked; 50,000 on 2020-06-30; to 2020-12-31.

    买卖合同解释 18(4): LPR of 2019-11-01, published 2019-10-21, 4.20 % × 1.3 = 5.46 %. 242 days = 4,344.07; principal
    74,344.07; 185 days = 2,057.40.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2019-08-01, 逾期付款损失: {加计: 30}}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2019-09-01, 金额: 120000, 到期: 2019-10-31}
付款:
  - {日期: 2020-06-30, 金额: 50000}
""",
        "2020-12-31",
    )
    assert told.heads == {"price": "74344.07", "late_interest": "2057.40"}


COSTS = """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-04-01, 违约金: 每日万分之四,
     费用承担: {承担的费用: [律师费]}}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2024-04-10, 金额: 40000, 到期: 2024-05-31}
  - {编号: 二, 合同: 合同, 日期: 2024-09-10, 金额: 20000, 到期: 2024-10-31}
费用:
  - {类型: 律师费, 金额: 3000, 日期: DAY, 证据: 发票}
付款:
  - {日期: 2024-09-01, 金额: 10000}
"""


def test_costs_spent_before_a_payment_are_met_first(tmp_path: Path) -> None:
    """40,000 due 2024-05-31, 20,000 due 2024-10-31, 每日万分之四; lawyer 3,000 on 2024-08-01; 10,000 on 2024-09-01.

    民法典 561: costs 3,000; penalty 92 × 16.00 = 1,472.00; price 5,528.00. 34,472 × 0.0004 × 122 = 1,682.23; the second
    61 × 8.00 = 488.00; together 56,642.23. With the costs met last: price 8,528.00, 31,472 × 0.0004 × 122 = 1,535.83,
    with 488.00 and the 3,000 unpaid 56,495.83: 146.40 below.
    """
    told = Told(tmp_path, FIRMS + COSTS.replace("DAY", "2024-08-01"), "2024-12-31")
    assert told.heads == {"price": "54472.00", "penalty": "2170.23"}
    assert told.total == D("56642.23")
    (found,) = [f for f in told.all["findings"] if f["code"] == "LX-M246"]
    assert found["params"] == {"amount": "3000.00", "effect": "-146.40"}


def test_a_payment_smaller_than_the_costs_leaves_the_rest_of_them(tmp_path: Path) -> None:
    """1,000 on 2024-09-01 meets 1,000 of the 3,000; penalty 1,472.00 + 40,000 × 0.0004 × 122 = 1,952.00 + 488.00."""
    text = COSTS.replace("DAY", "2024-08-01").replace("金额: 10000", "金额: 1000")
    told = Told(tmp_path, FIRMS + text, "2024-12-31")
    assert told.heads == {"price": "60000.00", "penalty": "3912.00", "costs": "2000.00"}


def test_costs_without_a_day_are_not_met(tmp_path: Path) -> None:
    told = Told(tmp_path, FIRMS + COSTS.replace(", 日期: DAY", ""), "2024-12-31")
    assert told.heads["costs"] == "3000.00" and "LX-M246" not in told.codes


def test_costs_that_no_clause_puts_on_the_debtor_are_not_met(tmp_path: Path) -> None:
    text = COSTS.replace("DAY", "2024-08-01").replace("费用承担: {承担的费用: [律师费]}", "管辖: {类型: 法院}")
    told = Told(tmp_path, FIRMS + text, "2024-12-31")
    assert "costs" not in told.heads and told.heads["price"] == "51472.00"


def test_costs_spent_after_every_payment_change_nothing(tmp_path: Path) -> None:
    assert "LX-M246" not in Told(tmp_path, FIRMS + COSTS.replace("DAY", "2024-09-02"), "2024-12-31").codes


def test_an_agreed_order_with_costs_last_changes_nothing(tmp_path: Path) -> None:
    """民法典 561 opens with “除当事人另有约定外”: principal first, costs last, as agreed."""
    agreed = "费用承担: {承担的费用: [律师费]}, 付款冲抵: {顺序: [先到期本金, 违约金, 费用]}"
    text = COSTS.replace("DAY", "2024-08-01").replace("费用承担: {承担的费用: [律师费]}", agreed)
    assert "LX-M246" not in Told(tmp_path, FIRMS + text, "2024-12-31").codes


SME = """合同:
  - {编号: 买卖, 案由: 买卖合同纠纷, 书面: 否, 中小企业款项: {付款方: BUYER, 企业规模: 小型企业, 已告知: 是,
     证据: 声明函}MORE}
应收款:
  - {编号: 一, 合同: 买卖, 金额: 60000, 货物: 桌椅}
交货:
  - {应收款: 一, 日期: DELIVERED, 签收人: 乙例}
"""


def test_a_public_body_pays_a_small_enterprise_within_thirty_days(tmp_path: Path) -> None:
    """条例 9(1), 17: delivered 2025-08-01; 30 days end on Sunday 2025-08-31, moved to 09-01; 121 days × 30.00."""
    text = SME.replace("BUYER", "机关").replace("DELIVERED", "2025-08-01").replace("MORE", "")
    assert Told(tmp_path, FIRMS + text, "2025-12-31").heads == {"price": "60000.00", "late_interest": "3630.00"}


@pytest.mark.parametrize("key", ["逾期利息", "违约金"])
@pytest.mark.parametrize(
    ("rate", "late"),
    [
        ("年利率2%", "660.82"),  # below LPR: 3.00 % × 134 / 365
        ("年利率6%", "1321.64"),  # no lower: as agreed, 6 % × 134 / 365, not 0.05 % a day
        ("违约时一年期LPR的1.5倍", "991.23"),  # LPR of 2025-08-20 3.00 %: 4.5 % × 134 / 365
    ],
)
def test_a_rate_agreed_with_a_small_enterprise(key: str, rate: str, late: str, tmp_path: Path) -> None:
    """条例 17: contract of 2025-06-10 (LPR 3.00 %); delivered 2025-06-20, sixty days end on 2025-08-19; 60,000.

    An agreed rate goes, but no lower than LPR of the contract; 0.05 % a day only where none was agreed.
    """
    text = SME.replace("BUYER", "大型企业").replace("DELIVERED", "2025-06-20")
    told = Told(tmp_path, FIRMS + text.replace("MORE", f", 签订日期: 2025-06-10, {key}: {rate}"), "2025-12-31")
    assert told.total == D(60000) + D(late)
    below = rate == "年利率2%"  # whether that counts as no agreement is open: 134 × 30.00 = 4,020.00 is shown beside
    assert ("LX-M213" in told.codes) is below and "LX-M181" not in told.codes
    assert (told.other("law_money.sme.as_if_not_agreed") == ["4020.00"]) is below


# --- works -------------------------------------------------------------------------------------------------------

WORKS = """合同:
  - {编号: 施工, 案由: 建设工程施工合同纠纷, 名称: 施工合同, 签订日期: 2021-01-05, 工程: {工程名称: 厂房,
     工程地点: 甲地, 资质: 具备资质}}
"""


def test_a_works_price_follows_lpr_as_published(tmp_path: Path) -> None:
    """500,000 of the settlement due 2021-11-30, no rate agreed; to 2022-09-30 (建设工程解释一 26: no mark-up).

    3.85 % 19 days 1,002.05; 12-20 3.80 % 31 days 1,613.70; 01-20 3.70 % 214 days 10,846.58; 08-22 3.65 % 40 days
    2,000.00; together 15,462.33.
    """
    told = Told(
        tmp_path,
        FIRMS + WORKS + "应收款:\n  - {编号: 结算款, 合同: 施工, 款项: 结算款, 金额: 500000, 到期: 2021-11-30}\n",
        "2022-09-30",
    )
    assert told.heads == {"works": "500000.00", "late_interest": "15462.33"}


def test_a_retention_falls_due_after_its_months(tmp_path: Path) -> None:
    """30,000 kept for 24 months from the acceptance of 2022-04-15: due Monday 2024-04-15; to 2024-12-31.

    3.45 % 97 days 275.05; 07-22 3.35 % 91 days 250.56; 10-21 3.10 % 72 days 183.45; together 709.06.
    """
    told = Told(
        tmp_path,
        FIRMS
        + WORKS
        + """应收款:
  - {编号: 质保金, 合同: 施工, 款项: 质保金, 金额: 30000, 到期: {期间长度: 24, 单位: 月, 起算: 验收合格}}
节点:
  - {合同: 施工, 类型: 验收合格, 日期: 2022-04-15}
""",
        "2024-12-31",
    )
    assert told.heads == {"retention": "30000.00", "late_interest": "709.06"}


# --- leases ------------------------------------------------------------------------------------------------------


def test_rent_use_after_the_term_and_a_deposit_set_off(tmp_path: Path) -> None:
    """8,000 a month due on the 5th, October to December 2024 unpaid, 每日万分之五; left on 2025-02-10, 260 a day for
    use
    from 2025-01-01; deposit of 16,000 set off on 2025-02-10; to 2025-06-30.

    民法典 560, 561: October 127 days × 4.00 = 508.00 and 8,000; November 96 × 4.00 = 384.00 and 7,108.00, left 892.00,
    141 days = 62.89; December 207 × 4.00 = 828.00. Use, both days counted: 41 × 260 = 10,660.00. Together 20,442.89.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 租赁, 案由: 房屋租赁合同纠纷, 名称: 租赁合同, 签订日期: 2023-12-20, 标的物: 虚构路1号商铺,
     期满日: 2024-12-31, 违约金: 每日万分之五,
     押金: {金额: 16000, 收取日: 2023-12-31}}
租金:
  - {合同: 租赁, 金额: 8000, 周期: 月, 起: 2024-10-01, 止: 2024-12-31, 付款日: 5}
占用费:
  - {编号: 占用, 合同: 租赁, 标题: 占用费, 每日金额: 260, 起: 2025-01-01, 止: 2025-02-10}
付款:
  - {类型: 押金抵扣, 日期: 2025-02-10, 金额: 16000}
""",
        "2025-06-30",
    )
    assert told.heads == {"rent": "8892.00", "penalty": "890.89", "use_fee": "10660.00"}
    assert told.total == D("20442.89")


def test_a_finance_lease_called_early(tmp_path: Path) -> None:
    """20,000 a month due on the 20th, unpaid from December 2024; the rest called for 2025-03-10; 每日万分之三; to
    06-30.

    民法典 752: December 192 × 6.00, January 161 × 6.00, February 130 × 6.00, March to June 112 × 6.00 each: 5,586.00.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 融租, 案由: 融资租赁合同纠纷, 名称: 融资租赁合同, 签订日期: 2024-06-20, 标的物: 机床, 期满日: 2025-06-30,
     违约金: 每日万分之三,
     加速到期: {到期日: 2025-03-10}}
租金:
  - {合同: 融租, 金额: 20000, 周期: 月, 起: 2024-12-01, 止: 2025-06-30, 付款日: 20}
""",
        "2025-06-30",
    )
    assert told.heads == {"rent": "140000.00", "penalty": "5586.00"}


# --- guarantors, recourse, fees, judgments -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "gross", "amount"),
    [("", "116750.00", "105000.00"), (", 担保范围: [本金, 违约金]", "111750.00", "105000.00")],
)
def test_the_highest_sum_of_a_guarantee_takes_in_costs(scope: str, gross: str, amount: str, tmp_path: Path) -> None:
    """担保制度解释 15: the highest sum covers principal, penalty and costs. 100,000 due 2024-05-31, 每日万分之五 to
    2025-01-21: 235 days = 11,750.00; lawyer 5,000; highest sum 105,000.
    """
    told = Told(
        tmp_path,
        FIRMS
        + f"""  - {{编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例}}
合同:
  - {{编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-03-01, 违约金: 每日万分之五,
     费用承担: {{承担的费用: [律师费]}}}}
应收款:
  - {{编号: 一, 合同: 合同, 日期: 2024-04-01, 金额: 100000, 到期: 2024-05-31}}
担保:
  - {{编号: 保, 类型: 连带责任保证, 担保人: 丙, 合同: 合同, 出具日期: 2024-03-01, 最高额: 105000,
     债权发生起: 2024-03-01, 债权发生止: 2024-12-31,
     保证期间: {{期间长度: 2, 单位: 年}}{scope}}}
费用:
  - {{类型: 律师费, 金额: 5000, 日期: 2025-01-10, 证据: 发票}}
""",
        "2025-01-21",
    )
    (surety,) = told.all["sureties"]
    assert (surety["gross"], surety["amount"]) == (gross, amount)
    assert told.total == D("116750.00")


def test_a_guarantor_who_paid_asks_for_what_it_paid(tmp_path: Path) -> None:
    """民法典 700: 250,000 paid to the creditor on 2024-02-20; 每日万分之二 agreed; 131 days to 2024-06-30 =
    6,550.00."""
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 委托担保, 案由: 追偿权纠纷, 名称: 委托担保合同, 签订日期: 2022-01-10, 违约金: 每日万分之二}
应收款:
  - {编号: 代偿, 合同: 委托担保, 金额: 250000, 到期: 2024-02-20}
借款交付:
  - {应收款: 代偿, 日期: 2024-02-20, 金额: 250000}
""",
        "2024-06-30",
    )
    assert told.heads == {"recourse": "250000.00", "penalty": "6550.00"}


@pytest.mark.parametrize(
    ("amount", "acceptance", "preservation"),
    [
        ("1000", "50.00", "30.00"),
        ("1000.01", "50.00", "30.00"),
        ("10000", "50.00", "120.00"),
        ("100000", "2300.00", "1020.00"),
        ("500000", "8800.00", "3020.00"),
        ("896000", "12760.00", "5000.00"),
        ("896001", "12760.01", "5000.00"),
        ("2000000", "22800.00", "5000.00"),
    ],
)
def test_court_fees_at_the_edges(amount: str, acceptance: str, preservation: str, tmp_path: Path) -> None:
    """诉讼费用交纳办法 13(1), 14(2): 50; + 2.5 %, 2 %, 1.5 %, 1 %, 0.9 %. 30; + 1 % to 100,000, 0.5 % above, 5,000
    most."""
    told = Told(
        tmp_path,
        FIRMS
        + f"""合同:
  - {{编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-02-01}}
应收款:
  - {{编号: 一, 合同: 合同, 日期: 2024-03-01, 金额: {amount}, 到期: 2024-04-30}}
""",
        "2024-12-31",
    )
    fees = told.all["fees"]
    assert (fees["acceptance"]["amount"], fees["preservation"]["amount"]) == (acceptance, preservation)


def test_double_interest_after_a_part_was_paid(tmp_path: Path) -> None:
    """Judgment of 80,000 and 4,000 of interest, in force 2024-03-01, ten days: to 2024-03-11; 30,000 on 2024-06-19.

    迟延履行利息解释 4, 民法典 561: interest 4,000, then 26,000 of the price. 1, 3: 26,000 × 0.000175 × 100 = 455.00;
    54,000 × 0.000175 × 295 to 2024-12-31 = 2,787.75. 54,000 + 3,242.75.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2022-02-01}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2022-03-01, 金额: 80000, 到期: 2022-12-31}
生效文书:
  - 编号: 判决
    类型: 一审判决
    案号: （2023）某0102民初9号
    送达我方日期: 2024-02-14
    生效日期: 2024-03-01
    履行期长度: 10
    履行期单位: 日
    判项:
      - {类型: 货款, 金额: 80000}
      - {类型: 利息, 金额: 4000}
付款:
  - {日期: 2024-06-19, 金额: 30000}
""",
        "2024-12-31",
    )
    assert told.heads == {"price": "54000.00", "double_interest": "3242.75"}
    assert told.total == D("57242.75")


# --- a second sitting --------------------------------------------------------------------------------------------


def sale(terms: str, amount: str, due: str, more: str = "") -> str:
    """Return a sale of one delivery."""
    return FIRMS + (
        f"合同:\n  - {{编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2018-01-05{terms}}}\n"
        f"应收款:\n  - {{编号: 一, 合同: 合同, 日期: 2018-06-01, 金额: {amount}, 到期: {due}}}\n{more}"
    )


def lending(signed: str, amount: str, due: str, terms: str, more: str = "") -> str:
    """Return a loan between persons, handed over on the day of the note."""
    return PEOPLE + (
        f"合同:\n  - {{编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: {signed}, 付款期限: {due}{terms}}}\n"
        f"应收款:\n  - {{编号: 借款, 合同: 借条, 日期: {signed}, 金额: {amount}}}\n"
        f"借款交付:\n  - {{应收款: 借款, 日期: {signed}, 金额: {amount}}}\n{more}"
    )


def test_a_monthly_penalty_is_twelve_times_a_year(tmp_path: Path) -> None:
    """月2%: 24 % a year by 365 days (no clause says 30): 100,000 × 24 % × 184 / 365 = 12,098.63."""
    told = Told(tmp_path, sale(", 违约金: 月2%", "100000", "2024-06-30"), "2024-12-31")
    assert told.heads["penalty"] == "12098.63"


def test_paid_more_than_all_that_is_owed(tmp_path: Path) -> None:
    """10,000 due 2024-01-31, 每日万分之五: 29 days 145.00; 12,000 on 2024-03-01: 1,855.00 over, nothing is asked."""
    paid = "付款:\n  - {日期: 2024-03-01, 金额: 12000}\n"
    told = Told(tmp_path, sale(", 违约金: 每日万分之五", "10000", "2024-01-31", paid), "2024-12-31")
    assert told.total == 0 and told.all["per_day"] == "0.00" and not told.heads
    (over,) = [f for f in told.all["findings"] if f["code"] == "LX-M003"]
    assert over["params"] == {"amount": "1855.00"}


def test_nothing_runs_from_the_day_an_insolvency_was_accepted(tmp_path: Path) -> None:
    """企业破产法 46(2): accepted 2024-09-10; 100,000 due 2024-06-30, 71 days to 09-09 × 50.00 = 3,550.00."""
    ended = "破产:\n  - {当事人: 乙, 受理日期: 2024-09-10}\n"
    told = Told(tmp_path, sale(", 违约金: 每日万分之五", "100000", "2024-06-30", ended), "2024-12-31")
    assert told.heads["penalty"] == "3550.00" and told.all["per_day"] == "0.00"


def test_a_loss_that_began_before_lpr(tmp_path: Path) -> None:
    """买卖合同解释 18(4): 100,000 due 2018-12-31, 150 % asked, to 2020-12-31.

    Benchmark of one to three years 4.75 % to 2019-08-19, × 1.5 = 7.125 %, 231 days 4,509.25; then LPR of each day and
    half: 6.375 % 31 days 541.44, 6.3 % 61 days 1,052.88, 6.225 % 92 days 1,569.04, 6.075 % 60 days 998.63, 5.775 %
    256 days 4,050.41.
    """
    told = Told(tmp_path, sale(", 逾期付款损失: {加计: 50}", "100000", "2018-12-31"), "2020-12-31")
    assert told.heads["late_interest"] == "12721.65"


def test_four_times_lpr_agreed_on_a_day_of_publication(tmp_path: Path) -> None:
    """25: 2023-08-21 has the LPR published that day, 3.45 %: 13.8 %; 366 days 13,837.81, 133 days 5,028.49."""
    text = lending("2023-08-21", "100000", "2024-08-20", ", 期内利息: 合同成立时一年期LPR的4倍")
    told = Told(tmp_path, text, "2024-12-31")
    assert told.heads == {"loan": "100000.00", "term_interest": "13837.81", "late_interest": "5028.49"}
    assert "LX-M176" not in told.codes


def test_a_loan_of_the_first_day_of_the_new_cap(tmp_path: Path) -> None:
    """25: made on 2020-08-20 itself, LPR 3.85 %: 15.4 % from the beginning; 365 days 7,700.00, 134 days 2,826.85."""
    told = Told(tmp_path, lending("2020-08-20", "50000", "2021-08-19", ", 期内利息: 月利率2%"), "2021-12-31")
    assert told.heads == {"loan": "50000.00", "term_interest": "7700.00", "late_interest": "2826.85"}


def test_a_retention_whose_last_day_is_a_holiday(tmp_path: Path) -> None:
    """民法典 203: twelve months from 2023-10-03 end in the holiday, on 2024-10-08; 12 days 44.05, 72 244.60."""
    told = Told(
        tmp_path,
        FIRMS
        + WORKS
        + """应收款:
  - {编号: 质保金, 合同: 施工, 款项: 质保金, 金额: 40000, 到期: {期间长度: 12, 单位: 月, 起算: 验收合格}}
节点:
  - {合同: 施工, 类型: 验收合格, 日期: 2023-10-03}
""",
        "2024-12-31",
    )
    assert told.heads == {"retention": "40000.00", "late_interest": "288.65"}


def test_rent_that_ends_within_a_period(tmp_path: Path) -> None:
    """9,000 a month from 2024-03-10, a month of 30 days, to 2024-05-20: two months and 11 days × 300.00 = 21,300.00."""
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 租赁, 案由: 房屋租赁合同纠纷, 名称: 租赁合同, 签订日期: 2024-03-01, 标的物: 虚构路2号}
租金:
  - {合同: 租赁, 金额: 9000, 周期: 月, 起: 2024-03-10, 止: 2024-05-20, 付款日: 10, 折算天数: 30}
""",
        "2024-12-31",
    )
    assert told.heads == {"rent": "21300.00"}


def test_interest_that_runs_on_in_a_judgment_and_double_interest(tmp_path: Path) -> None:
    """100,000 and 4 % a year from 2023-01-01; time to pay to 2024-05-10; 50,000 on 2024-07-01; to 2024-12-31.

    民法典 561: 547 days 5,994.52 first, then 44,005.48; left 55,994.52, 184 days 1,129.09. 迟延履行利息解释 1–3, on the
    principal alone: 44,005.48 × 0.000175 × 52 = 400.45; 55,994.52 × 0.000175 × 235 = 2,302.77.
    """
    told = Told(
        tmp_path,
        sale("", "100000", "2022-12-31")
        + """生效文书:
  - 编号: 判决
    类型: 一审判决
    案号: （2024）某0102民初8号
    送达我方日期: 2024-04-10
    生效日期: 2024-04-30
    履行期限届满日: 2024-05-10
    判项:
      - {类型: 货款, 金额: 100000}
      - {类型: 利息, 标准: 年利率4%, 起: 2023-01-01}
付款:
  - {日期: 2024-07-01, 金额: 50000}
""",
        "2024-12-31",
    )
    assert told.heads == {"price": "55994.52", "late_interest": "1129.09", "double_interest": "2703.22"}
    assert told.total == D("59826.83")


@pytest.mark.parametrize(
    ("lender", "rate", "late"),
    # LPR of 2021-12-10 3.85 %, of 2022-01-25 3.70 %.
    [(PEOPLE, "14.8", "24855.89"), (FIRMS, "15.4", "25863.56")],
)
def test_between_persons_a_loan_is_made_when_the_money_is_handed_over(
    lender: str, rate: str, late: str, tmp_path: Path
) -> None:
    """100,000, note of 2021-12-10, money on 2022-01-25, 月利率2%, due 2023-01-24; to 2023-09-29.

    民法典 679: between natural persons the contract comes about with the money: cap 4 × 3.70 % = 14.8 %; between
    companies on the day of signing: 15.4 %. 365 days of the term, 248 of the delay: 14,800.00 + 10,055.89, or
    15,400.00 + 10,463.56.
    """
    text = lending("2021-12-10", "100000", "2023-01-24", ", 期内利息: 月利率2%").removeprefix(PEOPLE)
    told = Told(
        tmp_path,
        lender + text.replace("应收款: 借款, 日期: 2021-12-10", "应收款: 借款, 日期: 2022-01-25"),
        "2023-09-29",
    )
    assert sum(D(told.heads[kind]) for kind in ("term_interest", "late_interest")) == D(late)
    assert {line["rate"] for o in told.all["obligations"] for line in o["segments"]} == {rate + "0"}


def test_a_note_of_before_the_new_cap_with_the_money_after_it(tmp_path: Path) -> None:
    """Note of 2020-08-10, money on 2020-08-25 (LPR 3.85 %): made under the new rules: 15.4 %, no suit asked for."""
    text = lending("2020-08-10", "50000", "2021-08-24", ", 期内利息: 月利率2%")
    told = Told(
        tmp_path, text.replace("应收款: 借款, 日期: 2020-08-10", "应收款: 借款, 日期: 2020-08-25"), "2021-08-24"
    )
    assert told.heads == {"loan": "50000.00", "term_interest": "7700.00"}  # 365 days
    assert "LX-M178" not in told.codes


# --- a third sitting: the ladder, and what stops -----------------------------------------------------------------


def owed(told: Told) -> dict[str, str]:
    """Return what is left of the principal of each receivable."""
    return {o["id"]: o["principal"] for o in told.all["obligations"]}


def test_debts_of_one_day_share_a_payment(tmp_path: Path) -> None:
    """民法典 560(2): due on the same day, nothing else apart: 30,000 over 30,000 and 60,000 are 10,000 and 20,000."""
    second = "  - {编号: 二, 合同: 合同, 日期: 2018-06-02, 金额: 60000, 到期: 2024-03-31}\n"
    text = sale("", "30000", "2024-03-31", second + "付款:\n  - {日期: 2024-05-01, 金额: 30000}\n")
    assert owed(Told(tmp_path, text, "2024-12-31")) == {"一": "20000.00", "二": "40000.00"}


def test_the_debt_without_a_guarantee_is_paid_first(tmp_path: Path) -> None:
    """560(2): the older debt is guaranteed, the younger is not: the payment goes to the younger."""
    text = sale(
        "",
        "50000",
        "2024-01-31",
        """  - {编号: 二, 合同: 合同, 日期: 2018-06-02, 金额: 50000, 到期: 2024-03-31}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 合同: 合同, 出具日期: 2018-01-05, 涉及: [一],
     保证期间: {期间长度: 2, 单位: 年}}
付款:
  - {日期: 2024-05-01, 金额: 50000}
""",
    ).replace("合同:\n", "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例}\n合同:\n", 1)
    assert owed(Told(tmp_path, text, "2024-12-31")) == {"一": "50000.00", "二": "0.00"}


def test_the_heavier_of_two_contracts_is_paid_first(tmp_path: Path) -> None:
    """560(2): 40,000 at 每日万分之三 due 2024-01-31, 40,000 at 每日万分之五 due 2024-03-31; 20,000 on 2024-05-01.

    To the second: 30 × 20.00 = 600.00, then 19,400; left 20,600, 61 days × 10.30 = 628.30. The first: 151 × 12.00.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: A, 案由: 买卖合同纠纷, 名称: 合同A, 签订日期: 2023-12-05, 违约金: 每日万分之三}
  - {编号: B, 案由: 买卖合同纠纷, 名称: 合同B, 签订日期: 2023-12-06, 违约金: 每日万分之五}
应收款:
  - {编号: 甲款, 合同: A, 日期: 2023-12-10, 金额: 40000, 到期: 2024-01-31}
  - {编号: 乙款, 合同: B, 日期: 2023-12-11, 金额: 40000, 到期: 2024-03-31}
付款:
  - {日期: 2024-05-01, 金额: 20000}
""",
        "2024-06-30",
    )
    assert owed(told) == {"甲款": "40000.00", "乙款": "20600.00"}
    assert told.total == D("63040.30")


def test_the_guarantor_of_an_insolvent_debtor_owes_no_more(tmp_path: Path) -> None:
    """担保制度解释 22: accepted 2024-09-10; 100,000 and 71 days × 50.00."""
    text = sale(
        ", 违约金: 每日万分之五",
        "100000",
        "2024-06-30",
        """担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 合同: 合同, 出具日期: 2018-01-05, 保证期间: {期间长度: 2, 单位: 年}}
破产:
  - {当事人: 乙, 受理日期: 2024-09-10}
""",
    ).replace("合同:\n", "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例}\n合同:\n", 1)
    assert Told(tmp_path, text, "2024-12-31").all["sureties"][0]["amount"] == "103550.00"


@pytest.mark.parametrize(("asked_by_debtor", "double"), [("否", "4270.00"), ("是", "5337.50")])
def test_a_stay_the_debtor_did_not_ask_for_bears_no_double_interest(
    asked_by_debtor: str, double: str, tmp_path: Path
) -> None:
    """迟延履行利息解释 3(3): 100,000 from 2024-03-01, 305 days to 12-31, 61 of them stayed: 17.50 a day."""
    title = f"""生效文书:
  - 编号: 判决
    类型: 一审判决
    案号: （2024）某0102民初8号
    送达我方日期: 2024-02-01
    生效日期: 2024-02-20
    履行期限届满日: 2024-03-01
    判项:
      - {{类型: 货款, 金额: 100000}}
    中止暂缓:
      - {{起: 2024-05-01, 止: 2024-06-30, 被执行人申请: {asked_by_debtor}}}
"""
    told = Told(tmp_path, sale("", "100000", "2022-12-31", title), "2024-12-31")
    assert told.heads == {"price": "100000.00", "double_interest": double}


def test_money_paid_on_a_loan_without_interest_lessens_the_principal(tmp_path: Path) -> None:
    """24(1), 28(2)(1): 50,000, 1,000 “interest” on 2023-06-30: 49,000; LPR of 2024-01-01 3.45 %, 182 days = 842.93."""
    text = lending("2023-01-01", "50000", "2023-12-31", "", "付款:\n  - {日期: 2023-06-30, 金额: 1000, 附言: 利息}\n")
    assert Told(tmp_path, text, "2024-06-30").heads == {"loan": "49000.00", "late_interest": "842.93"}


def test_a_fee_beside_a_loan_is_no_loan(tmp_path: Path) -> None:
    """50,000 at 10 % a year to 2023-12-31, and a fee of 2,000 agreed: interest runs on the loan alone (民法典 667).

    365 days 5,000.00, 182 days to 2024-06-30 2,493.15; the fee comes under the cap of 29 and that is told.
    """
    fee = "  - {编号: 服务费, 合同: 借条, 金额: 2000, 到期: 2023-12-31, 请求名目: 其他费用}\n借款交付:"
    text = lending("2023-01-01", "50000", "2023-12-31", ", 期内利息: 年利率10%").replace("借款交付:", fee)
    told = Told(tmp_path, text, "2024-06-30")
    assert told.heads == {"loan": "50000.00", "fee": "2000.00", "term_interest": "5000.00", "late_interest": "2493.15"}
    assert "LX-M247" in told.codes and "LX-M174" not in told.codes


def test_the_sum_by_itself_knows_the_day_of_suit() -> None:
    """``calc loan``: 80,000 without a rate, late from 2019-07-01, sued 2020-03-02, to 2020-12-31: 6 %, 7,232.88."""
    code, screen = asked(
        *("calc", "loan", "80000", "--from", "2019-07-01", "--to", "2020-12-31", "--filed", "2020-03-02")
    )
    assert code == 0 and "7,232.88" in screen
