"""Dates an opposing lawyer would attack: the file as its user writes it, the day counted by hand from the article.

Every day was counted from the statute and the holiday notices before the program was asked. The days of a row stand as
nominal end, last day, act-by day; a row without a period shows its state alone.
"""

from __future__ import annotations

from datetime import date

import pytest

from lexcollect.casefile import parse_case
from lexcollect.deadlines.deadline import Agenda
from lexcollect.deadlines.matter import answer_case
from lexcollect.records import dataclass

TODAY = date(2026, 11, 21)
HEAD = """\
格式: lexcollect/case/1
案名: 对方律师的日期
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 公司, 名称: 甲方示例有限公司, 住所: 甲地}
  - {编号: 乙, 身份: 债务人, 类型: 公司, 名称: 乙方样例有限公司, 住所: 乙地}
"""
SURETY = "  - {编号: 丁, 身份: 保证人, 类型: 自然人, 名称: 丁样, 住所: 丁地}\n"
THIRD = "  - {编号: 戊, 身份: 案外人, 类型: 公司, 名称: 戊例有限公司, 住所: 戊地}\n"
SALE = """\
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2021-01-10}
"""
LOAN = """\
合同:
  - {编号: 合同, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2023-02-01, 出借人性质: 自然人}
"""


def owed(due: str, id: str = "货款", more: str = "") -> str:
    """Return the group of one receivable due on ``due``."""
    return f"应收款:\n  - {{编号: {id}, 合同: 合同, 日期: 2021-02-01, 金额: 100000.00, 到期: {due}{more}}}\n"


def guaranteed(kind: str, period: str = "") -> str:
    """Return the guarantee of 丁, with its period as written."""
    agreed = f", 保证期间: {period}" if period else ""
    return f"担保:\n  - {{编号: 保证, 类型: {kind}, 担保人: 丁, 合同: 合同, 出具日期: 2021-01-10{agreed}}}\n"


def demand(on: str, to: str, proof: str = "") -> str:
    """Return one proved demand letter to ``to``; ``proof`` adds keys."""
    paper = f"函{on}"
    return (
        f"  - {{编号: {paper}, 类型: 催款函, 日期: {on}, 收件人: {to}, 送达日期: {on}, 状态: 签收, 内件品名写明: 是, "
        f"地址依据: 合同约定, 证据: [{paper}], "
        f"证明链: {{内容: [{paper}], 寄出: [{paper}], 地址: [{paper}], 到达: [{paper}]}}{proof}}}\n"
    )


@dataclass(frozen=True)
class Situation:
    """Facts as written, what is asked (the row of the agenda), and the counted answer with its article."""

    name: str
    file: str
    row: str
    days: str
    state: str
    article: str


FILE = [
    Situation(
        "a sale whose payment day was never agreed is due on delivery",
        HEAD + SALE + owed("{起算点: 没有约定}") + "交货:\n  - {所属订单: 货款, 日期: 2023-04-03, 签收人: 乙例}\n",
        "limitation:货款",
        "2026-04-03 2026-04-03 2026-04-03",
        "expired",
        "民法典 628: with the goods, Monday; 188: three years to the Friday before 清明节 4–6 April 2026",
    ),
    Situation(
        "a loan on demand that nobody ever demanded",
        HEAD + LOAN + owed("{起算点: 没有约定}"),
        "limitation:货款",
        "",
        "not_started",
        "诉讼时效规定 4: the period runs from the end of a grace that was never set",
    ),
    Situation(
        "a loan on demand, demanded with fifteen days",
        HEAD + LOAN + owed("{起算点: 没有约定}") + "往来:\n" + demand("2024-05-08", "乙", ", 宽限天数: 15"),
        "limitation:货款",
        "2027-05-23 2027-05-24 2027-05-21",
        "running",
        "诉讼时效规定 4: grace to 2024-05-23; 203: 23 May 2027 is a Sunday",
    ),
    Situation(
        "a general surety of one year; the debtor was only written to",
        HEAD
        + SURETY
        + SALE
        + owed("2025-06-30")
        + guaranteed("一般保证", "{期间长度: 1, 单位: 年}")
        + "往来:\n"
        + demand("2026-03-10", "乙"),
        "guarantee:保证:货款",
        "2026-06-30 2026-06-30 2026-06-30",
        "lapsed",
        "民法典 693(1): only a suit or an arbitration against the debtor keeps it; 2026-06-30 is a Tuesday",
    ),
    Situation(
        "an unclear guarantee whose period ends with the debt; the surety was written to",
        HEAD
        + SURETY
        + SALE
        + owed("2026-05-31")
        + guaranteed("没写清", "{截止日: 2026-05-31}")
        + "往来:\n"
        + demand("2026-08-10", "丁"),
        "guarantee:保证:货款",
        "2026-11-30 2026-11-30 2026-11-30",
        "running",
        "民法典 686(2): general; 692(2): ends with the debt, hence not agreed, six months; a letter keeps none",
    ),
    Situation(
        "a joint surety of two years was asked in time: three years from the demand",
        HEAD
        + SURETY
        + SALE
        + owed("2025-06-30")
        + guaranteed("连带保证", "{期间长度: 2, 单位: 年}")
        + "往来:\n"
        + demand("2026-03-10", "丁"),
        "guarantee-limitation:保证:货款",
        "2029-03-10 2029-03-12 2029-03-09",
        "running",
        "民法典 694(2), 188; 10 March 2029 is a Saturday",
    ),
    Situation(
        "a joint surety without any period, asked one day late",
        HEAD
        + SURETY
        + SALE
        + owed("2025-12-31")
        + guaranteed("连带保证", "没有约定")
        + "往来:\n"
        + demand("2026-07-01", "丁"),
        "guarantee:保证:货款",
        "2026-06-30 2026-06-30 2026-06-30",
        "lapsed",
        "民法典 692(2), 202: no 31 June, hence 30 June; 693(2)",
    ),
    Situation(
        "three demands, none of them proved",
        HEAD
        + SALE
        + owed("2022-05-10")
        + "往来:\n"
        + "  - {编号: 电话, 类型: 电话, 日期: 2024-03-01, 收件人: 乙}\n"
        + "  - {编号: 短信, 类型: 短信, 日期: 2024-09-01, 收件人: 乙}\n"
        + "  - {编号: 函, 类型: 催款函, 日期: 2025-04-20, 收件人: 乙, 寄出日期: 2025-04-20, 状态: 已寄出}\n",
        "limitation:货款",
        "2025-05-10 2025-05-12 2025-05-09",
        "expired",
        "民法典 188, 203; 诉讼时效规定 8: no arrival, no interruption; 10 May 2025 is a Saturday that was not worked",
    ),
    Situation(
        "a third person paid a part for the debtor, at his request",
        HEAD
        + THIRD
        + SALE
        + owed("2022-08-31")
        + "付款:\n"
        + "  - {编号: 代付, 日期: 2024-06-20, 金额: 20000.00, 付款人: 戊, "
        + "代付代收依据: 乙方委托付款函, 证据: [回单, 委托付款函]}\n",
        "limitation:货款",
        "2027-06-20 2027-06-21 2027-06-18",
        "running",
        "诉讼时效规定 14: part performance; 20 June 2027 is a Sunday",
    ),
    Situation(
        "a statement stamped the day after the rolled last day, without a promise",
        HEAD
        + SALE
        + owed("2021-03-31")
        + "确认:\n  - {编号: 对账, 类型: 对账单, 日期: 2024-04-02, 作出人: 乙, 印章: 公章, 证据: [对账单]}\n",
        "limitation:货款",
        "2024-03-31 2024-04-01 2024-03-29",
        "expired",
        "民法典 203: 31 March 2024 is a Sunday; 192(2): a statement promises nothing",
    ),
    Situation(
        "the same statement on the rolled last day",
        HEAD
        + SALE
        + owed("2021-03-31")
        + "确认:\n  - {编号: 对账, 类型: 对账单, 日期: 2024-04-01, 作出人: 乙, 印章: 公章, 证据: [对账单]}\n",
        "limitation:货款",
        "2027-04-01 2027-04-01 2027-04-01",
        "running",
        "民法典 203, 195(2): in time; 1 April 2027 is a Thursday",
    ),
    Situation(
        "the first of six monthly rents of one lease",
        HEAD
        + "合同:\n  - {编号: 合同, 案由: 房屋租赁合同纠纷, 名称: 租赁合同, 签订日期: 2022-12-20}\n"
        + "租金:\n  - {编号: 租, 合同: 合同, 金额: 10000.00, 周期: 每月, 起: 2023-01-01, 止: 2023-06-30, 付款日: 10}\n",
        "limitation:租-2023-01",
        "2026-01-10 2026-01-12 2026-01-09",
        "expired",
        "民法典 188, 203: counted by itself on the safe reading; 10 January 2026 is a Saturday",
    ),
    Situation(
        "priority of works whose eighteen months end on a Saturday",
        HEAD
        + "合同:\n  - {编号: 合同, 案由: 建设工程施工合同纠纷, 名称: 施工合同, 签订日期: 2023-01-10}\n"
        + owed("{期间长度: 30, 单位: 日, 起算点: 结算}", more=", 款项: 结算款")
        + "节点:\n  - {所属订单: 货款, 类型: 竣工, 日期: 2024-08-01}\n"
        + "  - {所属订单: 货款, 类型: 结算, 日期: 2025-05-20, 金额: 100000.00}\n",
        "right.construction_priority:货款",
        "2026-12-19 2026-12-21 2026-12-18",
        "running",
        "建设工程解释一 41: from 2025-06-19, not from completion; a Saturday, safe is the Friday before",
    ),
    Situation(
        "the retention of works two years after completion",
        HEAD
        + "合同:\n  - {编号: 合同, 案由: 建设工程施工合同纠纷, 名称: 施工合同, 签订日期: 2023-01-10}\n"
        + owed("{期间长度: 2, 单位: 年, 起算点: 竣工}", more=", 款项: 质保金")
        + "节点:\n  - {所属订单: 货款, 类型: 竣工, 日期: 2024-03-15}\n",
        "limitation:货款",
        "2029-03-15 2029-03-15 2029-03-15",
        "running",
        "due on 2026-03-15; 民法典 188; 15 March 2029 is a Thursday",
    ),
    Situation(
        "a service paid fifteen days after the monthly statement",
        HEAD
        + "合同:\n  - {编号: 合同, 案由: 服务合同纠纷, 名称: 服务合同, 签订日期: 2023-01-10}\n"
        + owed("{期间长度: 15, 单位: 日, 起算点: 对账}")
        + "节点:\n  - {所属订单: 货款, 类型: 对账, 日期: 2023-09-01}\n",
        "limitation:货款",
        "2026-09-16 2026-09-16 2026-09-16",
        "expired",
        "民法典 201, 188: due on 2023-09-16, a Saturday that nothing rolls over; 2026-09-16 is a Wednesday",
    ),
    Situation(
        "a guarantor who paid comes back on the debtor",
        HEAD + "合同:\n  - {编号: 合同, 案由: 追偿权纠纷, 名称: 保证合同, 签订日期: 2021-01-10}\n" + owed("2023-11-15"),
        "limitation:货款",
        "2026-11-15 2026-11-16 2026-11-13",
        "expired",
        "民法典 700, 188: from the day of payment; 15 November 2026 is a Sunday",
    ),
    Situation(
        "notice of an assignment after the last day",
        HEAD
        + SALE
        + owed("2022-09-30")
        + "债权转让:\n  - {让与人: 己例有限公司, 日期: 2025-08-01, 证据: [转让协议]}\n"
        + "往来:\n"
        + demand("2025-10-09", "乙").replace("催款函", "债权转让通知"),
        "limitation:货款",
        "2025-09-30 2025-09-30 2025-09-30",
        "expired",
        "诉讼时效规定 17: interrupts on arrival at the debtor alone; 30 September 2025 is a Tuesday",
    ),
    Situation(
        "a bill presented seventeen days after maturity: the acceptor still answers two years",
        HEAD
        + "合同:\n  - {编号: 合同, 案由: 票据付款请求权纠纷, 名称: 商业承兑汇票}\n"
        + owed(
            "2024-06-03",
            more=", 票据: {类型: 商业承兑汇票, 票据号码: '1', 出票日期: 2023-12-01, 出票人: 己例有限公司, "
            "承兑人: 乙方样例有限公司, 提示付款日期: 2024-06-20, 拒付日期: 2024-06-24}",
        ),
        "limitation:货款",
        "2026-06-03 2026-06-03 2026-06-03",
        "expired",
        "票据法 17(1)(1): two years from maturity, 53(2): late presentation leaves the acceptor bound",
    ),
    Situation(
        "a mediation paper in instalments: two years from the last one",
        HEAD
        + SALE
        + owed("2022-09-30")
        + "生效文书:\n  - {编号: 调解书, 类型: 调解书, 送达我方日期: 2024-03-01, 生效日期: 2024-03-01, "
        + "分期: [2024-06-30, 2024-09-30, 2024-11-24], 证据: [调解书]}\n",
        "enforcement:调解书",
        "2026-11-24 2026-11-24 2026-11-24",
        "running",
        "民事诉讼法 250(2): from the last instalment, a Sunday; 24 November 2026 is a Tuesday",
    ),
    Situation(
        "a settlement in enforcement is not performed: two years from its last instalment",
        HEAD
        + SALE
        + owed("2022-09-30")
        + "程序:\n  - {编号: 执行, 类型: 申请执行, 日期: 2024-03-01, 证据: [受理通知书]}\n"
        + "生效文书:\n  - {编号: 判决, 类型: 判决书, 生效日期: 2024-01-10, "
        + "履行期长度: 10, 履行期单位: 日, 证据: [判决书], 执行和解: "
        + "[{签订日期: 2024-06-03, 已提交法院: 是, 分期: [{应付日期: 2024-08-31, 金额: 50000.00}, "
        + "{应付日期: 2024-12-31, 金额: 50000.00}], 证据: [和解协议]}]}\n",
        "enforcement:判决",
        "2026-12-31 2026-12-31 2026-12-31",
        "running",
        "执行和解规定 10, 民事诉讼法 250: from the last day the settlement sets; a Thursday",
    ),
    Situation(
        "enforcement ended for want of assets may be taken up again at any time",
        HEAD
        + SALE
        + owed("2022-09-30")
        + "程序:\n  - {编号: 执行, 类型: 申请执行, 日期: 2024-03-01, 证据: [受理通知书]}\n"
        + "生效文书:\n  - {编号: 判决, 类型: 判决书, 生效日期: 2024-01-10, "
        + "履行期长度: 10, 履行期单位: 日, 证据: [判决书], "
        + "终本裁定日期: 2024-08-05, 终本裁定送达日期: 2024-08-09}\n",
        "enforcement:判决",
        "",
        "no_limit",
        "民诉法解释 517(2): a new application is not bound to the period",
    ),
    Situation(
        "a frozen account renewed two days late: the old freeze was gone",
        HEAD
        + SALE
        + owed("2024-09-30")
        + "保全措施:\n  - {编号: 冻结, 财产类型: 银行存款, 权利人: 乙, 采取日期: 2025-03-10, 证据: [裁定]}\n"
        + "  - {编号: 续冻, 财产类型: 银行存款, 权利人: 乙, 采取日期: 2026-03-12, 续行: 冻结, 证据: [续冻裁定]}\n",
        "seizure:冻结",
        "2026-03-09 2026-03-09 2026-03-09",
        "gone",
        "民诉法解释 485(1), banks count the first day; 查封规定 27(1): what has ended cannot be carried on on the 12th",
    ),
    Situation(
        "a claim filed in an insolvency that is then dismissed",
        HEAD
        + SALE
        + owed("2022-10-20")
        + "破产:\n"
        + "  - {当事人: 乙, 受理日期: 2025-06-03, 公告日期: 2025-06-10, "
        + "结束日期: 2025-12-01, 终结方式: 驳回申请, 证据: [裁定]}\n"
        + "程序:\n  - {编号: 申报, 类型: 申报债权, 日期: 2025-06-25, "
        + "结束日期: 2025-12-01, 结果: 驳回, 证据: [回执]}\n",
        "limitation:货款",
        "2028-06-25 2028-06-26 2028-06-23",
        "running",
        "诉讼时效规定 11; the dismissal as its end (民法典 195) : another reading; 25 June 2028 is a Sunday",
    ),
    Situation(
        "an international sale has four years",
        HEAD + SALE.replace("2021-01-10}", "2021-01-10, 跨境: 是}") + owed("2022-11-25"),
        "limitation:货款",
        "2026-11-25 2026-11-25 2026-11-25",
        "running",
        "民法典 594",
    ),
    Situation(
        "an IOU without a day in place of the price",
        HEAD
        + SALE
        + owed("2022-03-31")
        + "确认:\n  - {编号: 欠条, 类型: 到期后出具的欠条, 日期: 2023-05-04, 作出人: 乙, 印章: 公章, 证据: [欠条]}\n",
        "limitation:货款",
        "2026-05-04 2026-05-06 2026-04-30",
        "expired",
        "欠款条批复, 民法典 195, 203: three years from the IOU; 1–5 May 2026 are 劳动节",
    ),
    Situation(
        "sixty days after the end of the month of delivery",
        HEAD
        + SALE
        + owed("{期间长度: 60, 单位: 日, 起算点: 月结}")
        + "交货:\n  - {所属订单: 货款, 日期: 2023-02-10, 签收人: 乙例}\n",
        "limitation:货款",
        "2026-04-29 2026-04-29 2026-04-29",
        "expired",
        "民法典 201, 188: 28 February + 60 days = 29 April 2023; 29 April 2026 is a Wednesday",
    ),
]


def agenda_of_file(text: str) -> Agenda:
    """Read a case file as ``due`` does and return its rows."""
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, TODAY, dates_anyway=True).agenda


@pytest.mark.parametrize("situation", FILE, ids=[s.name for s in FILE])
def test_the_day_is_that_of_the_article(situation: Situation) -> None:
    agenda = agenda_of_file(situation.file)
    row = agenda.get(situation.row)
    assert row is not None, [d.id for d in agenda.deadlines]
    period = row.period
    days = "" if period is None else f"{period.nominal} {period.last_day} {period.act_by}"
    assert (days, row.state) == (situation.days, situation.state), situation.article


def test_a_dismissed_insolvency_shows_the_reading_from_its_end() -> None:
    """民法典 195: from the end of the proceedings, 2025-12-01."""
    file = next(s.file for s in FILE if s.name.startswith("a claim filed in an insolvency"))
    row = agenda_of_file(file).get("limitation:货款")
    assert [f"{a.value.nominal}" for a in row.answer.alternatives] == ["2028-12-01"]


@pytest.mark.parametrize(
    ("taken", "rows", "warned"),
    [
        ("2026-03-02", ["seizure:续冻"], False),
        ("2026-03-10", ["seizure:续冻"], False),
        ("2026-03-11", ["seizure:冻结", "seizure:续冻"], True),
    ],
)
def test_a_renewal_carries_on_only_what_was_still_there(taken: str, rows: list[str], warned: bool) -> None:
    """查封规定 27(1): a freeze of 2025-03-10 ends with 2026-03-09; taken again on the 10th, no day is without it."""
    file = next(s.file for s in FILE if s.name.startswith("a frozen account")).replace("2026-03-12", taken)
    agenda = agenda_of_file(file)
    assert sorted(d.id for d in agenda.deadlines if d.id.startswith("seizure:")) == sorted(rows)
    assert ("LX-D050" in {f.code for f in agenda.findings}) is warned


FROZEN = "保全措施:\n  - {编号: 冻结, 财产类型: 银行存款, 权利人: 乙, 采取日期: 2026-03-10, 证据: [裁定]}\n"


@pytest.mark.parametrize(
    ("insolvency", "warned"),
    [
        ("", False),
        ("破产:\n  - {当事人: 乙, 受理日期: 2026-10-12, 申报截止日: 2026-12-15, 证据: [裁定]}\n", True),
        ("破产:\n  - {当事人: 甲, 受理日期: 2026-10-12, 申报截止日: 2026-12-15, 证据: [裁定]}\n", False),
        (
            "破产:\n  - {当事人: 乙, 受理日期: 2026-05-12, 结束日期: 2026-08-03, 终结方式: 驳回申请, 证据: [裁定]}\n",
            False,
        ),
    ],
)
def test_a_freeze_of_an_insolvents_account_is_to_be_lifted(insolvency: str, warned: bool) -> None:
    """企业破产法 19: nobody relies on it while the insolvency binds its owner."""
    agenda = agenda_of_file(HEAD + SALE + owed("2024-09-30") + FROZEN + insolvency)
    assert ("LX-D051" in {f.code for f in agenda.findings}) is warned


@pytest.mark.parametrize(
    ("announced", "day", "state"),
    [
        ("2026-10-24", "2026-11-23", "running"),
        ("2026-10-20", "2026-11-19", "grace"),
        ("2026-08-21", "2026-09-20", "grace"),
        ("2026-08-20", "2026-09-19", "gone"),
    ],
)
def test_a_claims_period_whose_day_is_not_known_is_not_called_gone_too_early(
    announced: str, day: str, state: str
) -> None:
    """企业破产法 45: thirty days at the least, three months at the most; in between the court's day may be to come."""
    insolvency = f"破产:\n  - {{当事人: 乙, 受理日期: 2026-08-12, 公告日期: {announced}, 证据: [裁定]}}\n"
    row = agenda_of_file(HEAD + SALE + owed("2024-09-30") + insolvency).get("insolvency:乙")
    assert (f"{row.period.nominal}", row.state) == (day, state)


@pytest.mark.parametrize(
    "renewal",
    [
        "财产类型: 银行存款, 权利人: 甲, 采取日期: 2026-11-12",
        "财产类型: 动产, 权利人: 乙, 采取日期: 2026-11-12",
        "财产类型: 银行存款, 权利人: 乙, 采取日期: 2026-02-12",
    ],
    ids=["another owner", "another kind of asset", "an earlier day"],
)
def test_a_renewal_that_cannot_be_one_hides_no_freeze(renewal: str) -> None:
    """财产保全规定 18(1): carried on is the measure itself; the freeze to 2027-03-09 stays on the list."""
    later = f"  - {{编号: 续冻, {renewal}, 续行: 冻结, 证据: [续冻裁定]}}\n"
    agenda = agenda_of_file(HEAD + SALE + owed("2024-09-30") + FROZEN + later)
    row = agenda.get("seizure:冻结")
    assert row is not None
    assert (f"{row.period.nominal}", row.state) == ("2027-03-09", "running")
    assert "LX-D052" in {f.code for f in agenda.findings}
