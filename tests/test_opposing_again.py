"""Twenty more matters an opposing lawyer would recount: sums and days counted from the articles, then asked.

Loans at the change of the cap, works retention, traps of guarantee periods, rent, small enterprises, double interest,
bills, freezes over holidays. Every figure was counted before the program was asked; the working stands beside it.
"""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import pytest

from test_opposing_dates import HEAD, SALE, SURETY, Situation, agenda_of_file, demand, guaranteed, owed
from test_opposing_money import FIRMS, PEOPLE, WORKS, Told

# --- sums --------------------------------------------------------------------------------------------------------


def test_a_loan_of_the_last_day_of_the_old_cap(tmp_path: Path) -> None:
    """50,000 of 2020-08-19 at 月利率2%, due 2021-08-18, nobody has sued; to 2021-12-31 (LPR of 12-20: 3.80 %).

    民间借贷规定 31(2): to 2020-08-19 the old 24 %, one day 32.88; from 08-20 four times LPR of the suit, here of the
    day of account, 15.2 %: 7,600 × 364 / 365 = 7,579.18. Late 08-19 to 12-31, 135 days = 2,810.96.
    """
    told = Told(
        tmp_path,
        PEOPLE
        + """合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2020-08-19, 期内利息: 月利率2%, 付款期限: 2021-08-18}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2020-08-19, 金额: 50000}
借款交付:
  - {应收款: 借款, 日期: 2020-08-19, 金额: 50000}
""",
        "2021-12-31",
    )
    assert told.heads == {"loan": "50000.00", "term_interest": "7612.06", "late_interest": "2810.96"}


def test_a_retention_whose_release_nobody_agreed(tmp_path: Path) -> None:
    """建设工程解释一 17(1)(2): two years from the acceptance of 2022-09-30 end on 2024-09-30; to 2024-12-31.

    100,000: 10-01 to 10-20 3.35 % 20 days 183.56; from 10-21 3.10 % 72 days 611.51; together 795.07.
    """
    told = Told(
        tmp_path,
        FIRMS
        + WORKS
        + """应收款:
  - {编号: 质保金, 合同: 施工, 款项: 质保金, 金额: 100000}
节点:
  - {合同: 施工, 类型: 验收合格, 日期: 2022-09-30}
""",
        "2024-12-31",
    )
    assert told.heads == {"retention": "100000.00", "late_interest": "795.07"}


SMALL = """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 供货合同, 签订日期: 2025-01-10TERM,
     中小企业款项: {付款方类型: 机关事业单位, 企业规模: 小型企业, 已告知: 是MORE}}
"""


def test_an_acceptance_that_a_public_body_delays(tmp_path: Path) -> None:
    """60,000, delivered 2025-08-04, to be accepted by 2025-08-14 and never was; to 2025-12-31.

    条例 10: thirty days (9(1)) from the end of the time for acceptance are Saturday 2025-09-13, payable Monday 09-15;
    17: 60,000 × 0.0005 = 30.00 a day from 09-16: 15 + 31 + 30 + 31 = 107 days = 3,210.00.
    """
    text = SMALL.replace("TERM", "").replace("MORE", ", 验收期限届满日: 2025-08-14")
    told = Told(
        tmp_path,
        FIRMS
        + text
        + "应收款:\n  - {编号: 一, 合同: 合同, 日期: 2025-07-20, 金额: 60000}\n"
        + "交货:\n  - {所属订单: 一, 日期: 2025-08-04}\n",
        "2025-12-31",
    )
    assert told.heads == {"price": "60000.00", "late_interest": "3210.00"}


def test_ninety_days_agreed_with_a_public_body_are_sixty(tmp_path: Path) -> None:
    """条例 9(1): at most sixty. Delivered 2025-03-03: 2025-05-02 is 劳动节 (05-01 to 05-05), payable 05-06.

    80,000 × 0.0005 = 40.00 a day from 05-07 to 2025-08-31: 25 + 30 + 31 + 31 = 117 days = 4,680.00.
    """
    text = SMALL.replace("TERM", ", 付款期限: 签收后90日内").replace("MORE", "")
    told = Told(
        tmp_path,
        FIRMS
        + text
        + "应收款:\n  - {编号: 一, 合同: 合同, 日期: 2025-02-20, 金额: 80000}\n"
        + "交货:\n  - {所属订单: 一, 日期: 2025-03-03}\n",
        "2025-08-31",
    )
    assert told.heads == {"price": "80000.00", "late_interest": "4680.00"}


def test_a_judgment_with_two_days_and_a_payment_between(tmp_path: Path) -> None:
    """40,000 by 2024-03-29 and 60,000 by 2024-06-28, each by itself; 50,000 paid on 2024-08-09; to 2024-12-31.

    迟延履行利息解释 1, 4: the money meets what the judgment fixed, the older first. 40,000 × 0.000175 = 7.00 × 133 days
    = 931.00; 10,000: 1.75 × 42 = 73.50; 50,000: 8.75 × 186 = 1,627.50; together 2,632.00, and 50,000 still owed.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2022-01-10}
应收款:
  - {编号: 货款, 合同: 合同, 日期: 2022-02-01, 金额: 100000, 到期: 2022-06-30}
付款:
  - {日期: 2024-08-09, 金额: 50000}
生效文书:
  - {编号: 判决, 类型: 判决书, 生效日期: 2024-02-20, 对方: [乙],
     判项: [{类型: 本金, 金额: 40000, 应付日期: 2024-03-29}, {类型: 本金, 金额: 60000, 应付日期: 2024-06-28}]}
""",
        "2024-12-31",
    )
    assert told.heads == {"price": "50000.00", "double_interest": "2632.00"}
    assert told.total == D("52632.00")


def test_a_bill_bears_interest_from_its_maturity(tmp_path: Path) -> None:
    """200,000 of a trade acceptance due and presented 2025-05-20, refused 05-23; to 2025-08-18.

    票据法 70(1)(2): from the day of maturity, at the rate of loans to enterprises (票据纠纷规定 21), LPR of 2025-05-20
    3.00 %: 12 + 30 + 31 + 18 = 91 days = 1,495.89.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 票据追索权纠纷, 名称: 商业承兑汇票}
应收款:
  - 编号: 票据
    合同: 合同
    金额: 200000
    到期: 2025-05-20
    票据: {类型: 商业承兑汇票, 票据号码: '1', 出票日期: 2024-11-20, 出票人: 虚构乙制造有限公司,
      承兑人: 虚构乙制造有限公司, 提示付款日期: 2025-05-20, 拒付日期: 2025-05-23}
""",
        "2025-08-18",
    )
    assert told.heads == {"bill": "200000.00", "late_interest": "1495.89"}


def test_the_whole_price_called_early_in_a_sale_by_instalments(tmp_path: Path) -> None:
    """Five of 20,000 on the last day of January to May 2025, called early on 2025-04-10 (民法典 634); 每日万分之四.

    8.00 a day to 2025-06-30: from 02-01 150, 03-01 122, 04-01 91 days; the two called from 04-11 81 days each: 525 days
    × 8.00 = 4,200.00.
    """
    days = ("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31")
    debts = "".join(
        f"  - {{编号: 第{n}期, 合同: 合同, 日期: 2025-01-02, 金额: 20000, 到期: {day}}}\n"
        for n, day in enumerate(days, 1)
    )
    told = Told(
        tmp_path,
        FIRMS
        + "合同:\n  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2025-01-02, 违约金: 每日万分之四, "
        + "加速到期: {到期日: 2025-04-10, 条款: 第五条}}\n应收款:\n"
        + debts,
        "2025-06-30",
    )
    assert told.heads == {"price": "100000.00", "penalty": "4200.00"}


def test_a_deposit_that_is_more_than_rent_and_penalty_leaves_nothing(tmp_path: Path) -> None:
    """10,000 of March and April 2025, each due on the 5th, 每日万分之五; deposit of 25,000 set off on 2025-05-20.

    5.00 a day: 75 days from 03-06 = 375.00, 44 from 04-06 = 220.00 (the day of set-off bears nothing); with 20,000 they
    are 20,595.00, less than the deposit.
    """
    told = Told(
        tmp_path,
        FIRMS
        + """合同:
  - {编号: 合同, 案由: 房屋租赁合同纠纷, 名称: 租赁合同, 签订日期: 2024-12-01, 违约金: 每日万分之五,
     解除: {解除日: 2025-05-20}, 押金: {金额: 25000, 收取日: 2024-12-01}}
租金:
  - {合同: 合同, 金额: 10000, 周期: 月, 起: 2025-03-01, 止: 2025-04-30, 付款日: 5}
付款:
  - {类型: 押金抵扣, 日期: 2025-05-20, 金额: 25000}
""",
        "2025-06-30",
    )
    assert told.heads == {} and told.total == 0


def test_a_progress_payment_and_a_settlement_share_a_payment(tmp_path: Path) -> None:
    """200,000 fourteen days after the acceptance of 2024-04-20, 300,000 twenty-eight after the settlement of 08-05.

    05-04 lies in 劳动节, payable 05-06; from 05-07 3.45 % 76 days 1,436.71, from 07-22 3.35 % 50 days 917.81. 100,000
    on 2024-09-10 meets this interest first (民法典 561), 97,645.48 of the price. Then 102,354.52: 41 days 385.16, from
    10-21 3.10 % 72 days 625.90. The settlement from 09-03: 48 days 1,321.64, 72 days 1,834.52. Together 4,167.22.
    """
    told = Told(
        tmp_path,
        FIRMS
        + WORKS
        + """应收款:
  - {编号: 进度款, 合同: 施工, 款项: 进度款, 金额: 200000, 到期: {期间长度: 14, 单位: 日, 起算: 验收合格}}
  - {编号: 结算款, 合同: 施工, 款项: 结算款, 金额: 300000, 到期: 结算后28日内}
节点:
  - {所属订单: 进度款, 类型: 验收合格, 日期: 2024-04-20}
  - {合同: 施工, 类型: 结算, 日期: 2024-08-05}
付款:
  - {日期: 2024-09-10, 金额: 100000}
""",
        "2024-12-31",
    )
    assert told.heads == {"works": "402354.52", "late_interest": "4167.22"}


# --- days --------------------------------------------------------------------------------------------------------

BILL = (
    ", 票据: {类型: 商业承兑汇票, 票据号码: '1', 出票日期: 2025-10-09, 出票人: 己例有限公司, "
    "承兑人: 庚例有限公司, 提示付款日期: 2026-04-09, 拒付日期: 2026-04-13}"
)
TWO = (
    "应收款:\n"
    "  - {编号: 一期, 合同: 合同, 日期: 2025-01-02, 金额: 50000.00, 到期: 2025-03-31}\n"
    "  - {编号: 二期, 合同: 合同, 日期: 2025-01-02, 金额: 50000.00, 到期: 2025-09-30}\n"
)
SUED = "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2026-01-15, 对方: [乙], 证据: [受理通知书]}\n"
RENTED = (
    "合同:\n  - {编号: 合同, 案由: 房屋租赁合同纠纷, 名称: 租赁合同, 签订日期: 2022-12-20}\n"
    "租金:\n  - {编号: 租, 合同: 合同, 金额: 10000.00, 周期: 每月, 起: 2023-01-01, 止: 2023-02-28, 付款日: 10}\n"
)
EARLY_END = (
    HEAD
    + SURETY
    + SALE
    + owed("2026-05-31")
    + guaranteed("连带保证", "{截止日: 2026-03-31}")
    + "往来:\n"
    + demand("2026-09-01", "丁")
)
ALL_TILL_PAID = guaranteed("连带保证", "{直至还清: 是}").replace("出具日期: 2021-01-10", "出具日期: 2019-06-01")
SMALL_SELLER = "中小企业款项: {付款方类型: 大型企业, 企业规模: 小型企业, 已告知: 是}"
DAYS = [
    Situation(
        "a guarantee that ends before the debt is due has six months from that day",
        EARLY_END,
        "guarantee:保证:货款",
        "2026-11-30 2026-11-30 2026-11-30",
        "preserved",
        "民法典 692(2): as not agreed; 2026-11-30 is a Monday; asked on 2026-09-01",
    ),
    Situation(
        "and its limitation runs from the demand",
        EARLY_END,
        "guarantee-limitation:保证:货款",
        "2029-09-01 2029-09-03 2029-08-31",
        "running",
        "民法典 694(2), 188; 1 September 2029 is a Saturday",
    ),
    Situation(
        "a guarantee of 2019 until all is paid has two years",
        HEAD
        + SURETY
        + SALE.replace("2021-01-10", "2019-06-01")
        + owed("2020-03-31").replace("2021-02-01", "2019-07-01")
        + ALL_TILL_PAID
        + "往来:\n"
        + demand("2021-11-10", "丁"),
        "guarantee:保证:货款",
        "2022-03-31 2022-03-31 2022-03-31",
        "preserved",
        "时间效力规定 27, 担保法解释 32(2): due less than two years before 2021; a Thursday",
    ),
    Situation(
        "of two instalments under a general guarantee the first was sued for too late",
        HEAD + SURETY + SALE + TWO + guaranteed("一般保证", "{期间长度: 6, 单位: 月, 分别计算: 是}") + SUED,
        "guarantee:保证:一期",
        "2025-09-30 2025-09-30 2025-09-30",
        "lapsed",
        "民法典 692, 693(1): six months from 2025-03-31 end on the last day of September, a Tuesday; sued 2026-01-15",
    ),
    Situation(
        "and the second in time",
        HEAD + SURETY + SALE + TWO + guaranteed("一般保证", "{期间长度: 6, 单位: 月, 分别计算: 是}") + SUED,
        "guarantee:保证:二期",
        "2026-03-30 2026-03-30 2026-03-30",
        "preserved",
        "民法典 693(1): six months from 2025-09-30 end on 2026-03-30, a Monday",
    ),
    Situation(
        "a demand for February's rent leaves January's alone",
        HEAD + RENTED + "往来:\n" + demand("2025-11-03", "乙", ", 涉及: [租-2023-02]"),
        "limitation:租-2023-01",
        "2026-01-10 2026-01-12 2026-01-09",
        "expired",
        "民法典 188, 203; 诉讼时效规定 9 speaks of one debt: a Saturday",
    ),
    Situation(
        "February's runs anew",
        HEAD + RENTED + "往来:\n" + demand("2025-11-03", "乙", ", 涉及: [租-2023-02]"),
        "limitation:租-2023-02",
        "2028-11-03 2028-11-03 2028-11-03",
        "running",
        "民法典 195(1); a Friday",
    ),
    Situation(
        "a large enterprise of 2022 had no time by law: the price was due with the goods",
        HEAD
        + SALE.replace(
            "2021-01-10}", "2022-09-01, 中小企业款项: {付款方类型: 大型企业, 企业规模: 小型企业, 已告知: 是}}"
        )
        + owed("没有约定").replace("2021-02-01", "2022-09-10")
        + "交货:\n  - {所属订单: 货款, 日期: 2022-09-24}\n",
        "limitation:货款",
        "2025-09-24 2025-09-24 2025-09-24",
        "expired",
        "条例 (2020) 8(2) leaves it to the parties; 民法典 628: 2022-09-24; 24 September 2025 is a Wednesday",
    ),
    Situation(
        "a holder's recourse against its endorser has six months from the refusal",
        HEAD + "合同:\n  - {编号: 合同, 案由: 票据追索权纠纷, 名称: 商业承兑汇票}\n" + owed("2026-04-09", more=BILL),
        "limitation:货款",
        "2026-10-13 2026-10-13 2026-10-13",
        "expired",
        "票据法 17(1)(3): from 2026-04-13; 13 October 2026 is a Tuesday",
    ),
    Situation(
        "a retention without an agreed release has three years from the end of its two",
        HEAD
        + "合同:\n  - {编号: 合同, 案由: 建设工程施工合同纠纷, 名称: 施工合同, 签订日期: 2021-01-10}\n"
        + "应收款:\n  - {编号: 货款, 合同: 合同, 金额: 100000.00, 款项: 质保金}\n"
        + "节点:\n  - {合同: 合同, 类型: 验收合格, 日期: 2022-09-30}\n",
        "limitation:货款",
        "2027-09-30 2027-09-30 2027-09-30",
        "running",
        "建设工程解释一 17(1)(2): released 2024-09-30; 民法典 188: a Thursday",
    ),
    Situation(
        "a freeze whose last day lies in a holiday does not wait for its end",
        HEAD
        + SALE
        + owed("2024-09-30")
        + "保全措施:\n  - {编号: 冻结, 财产类型: 银行存款, 权利人: 乙, 采取日期: 2025-10-08, 证据: [裁定]}\n",
        "seizure:冻结",
        "2026-10-07 2026-10-07 2026-09-30",
        "gone",
        "民诉法解释 485(1): one year with its first day; 国庆节 2026 is 10-01 to 10-07, renew by Wednesday 09-30",
    ),
]


@pytest.mark.parametrize("situation", DAYS, ids=[s.name for s in DAYS])
def test_the_day_is_that_of_the_article(situation: Situation) -> None:
    agenda = agenda_of_file(situation.file)
    row = agenda.get(situation.row)
    assert row is not None, [d.id for d in agenda.deadlines]
    period = row.period
    days = "" if period is None else f"{period.nominal} {period.last_day} {period.act_by}"
    assert (days, row.state) == (situation.days, situation.state), situation.article
