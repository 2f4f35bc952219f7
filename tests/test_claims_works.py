"""A works price, counted by hand from the articles before the program was asked (examples/matter-works/facts.md).

Facts: contract price 8,600,000, settled at 9,000,000 on 2025-01-10; two progress payments paid on their day; the
payment on acceptance (2,810,000), the balance of the settlement (1,420,000) and the retention (270,000) are owed.
No rate agreed: LPR of each day, no mark-up (建设工程解释一 26), from the day after the last day to pay.

* Accepted 2024-09-20; 15 days end on 2024-10-05 in the holiday, the last day is 2024-10-08 (民法典 203).
* 2,810,000 × 3.35 % × 12 / 365 = 3,094.85; × 3.10 % × 42 / 365 = 10,023.62. 1,000,000 on 2024-12-02: interest
  13,118.47 first (民法典 561), principal 986,881.53; left 1,823,118.47.
* × 3.10 % × 169 / 365 = 26,167.99; × 3.00 % × 41 / 365 = 6,143.66. 600,000 on 2025-06-30 go to the debt due first
  (560(2)): interest 32,311.65, principal 567,688.35; left 1,255,430.12, × 3.00 % × 264 / 365 = 27,241.11.
* 1,420,000 from 2025-02-11: 98 days at 3.10 % = 11,819.07, 305 at 3.00 % = 35,597.26.
* 270,000 from 2025-09-23: 179 days at 3.00 % = 3,972.33.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind, cause_of
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.law.rules.debts import Debt, Due
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.works import WorksTerms, owed_with_works
from lexcollect.law.states import State
from works import works_loaded, works_with

NO_TERM = (
    (
        "due: {count: 30, unit: day, after: settlement, up_to: 97, clause: 第12.4条, "
        "text: 竣工结算完成后30日内付至结算价款的97%}"
    ),
    "bears_penalty: 是",
)
RETENTION_DUE = (
    "due: {count: 12, unit: month, after: acceptance, clause: 第15.2条, "
    "text: 结算价款的3%为质量保证金，竣工验收合格后12个月内返还}"
)
NO_RELEASE = (RETENTION_DUE, "bears_penalty: 是")
ACCEPTED = "  - {contract: 施工合同, kind: acceptance, date: 2024-09-20, evidence: 验收报告}\n"
HANDED_OVER = "  - {contract: 施工合同, kind: handover, date: 2024-09-26, evidence: 移交单}\n"
SUBMITTED = (
    "  - {contract: 施工合同, kind: settlement_submitted, date: 2024-10-30, amount: 9120000.00, evidence: 结算书签收}\n"
)
ACCEPTANCE_TERM = "due: {count: 15, unit: day, after: acceptance, up_to: 85,"
SUIT = (
    "filings:\n  - {id: 起诉, kind: suit, date: 2026-04-01, asserts: [优先受偿权], "
    "case_no: （2026）示例民初1号, evidence: [立案]}\n\nchoices:"
)


def heads(matter: Matter) -> dict[HeadKind, tuple[D, D]]:
    return {head.kind: (head.amount, head.per_day) for head in matter.claims.heads}


def codes(matter: Matter) -> set[str]:
    return {f.code for f in matter.claims.findings}


def due(matter: Matter, id: str) -> tuple[str, str, str]:
    """Return the day by counting alone, the last day to pay, the first day that bears interest."""
    found = matter.account.obligation(id)
    return str(found.due.unrolled), str(found.due.rolled), str(found.first_day)


def priority(matter: Matter) -> dict[str, tuple[str, str, State]]:
    """Return for each part of the price the day it was payable, the last day of its priority, and its state."""
    return {
        id: (str(d.period.start), str(d.period.last_day), d.state)
        for d in matter.agenda.of_rule("right.construction_priority")
        for id in d.obligations
        if d.period
    }


def test_the_heads_are_those_counted_by_hand() -> None:
    matter = works_with()
    assert heads(matter) == {
        HeadKind.WORKS: (D("2675430.12"), D(0)),
        HeadKind.RETENTION: (D("270000.00"), D(0)),
        HeadKind.LATE_INTEREST: (D("78629.77"), D("242.09")),
        HeadKind.COSTS: (D("60000.00"), D(0)),
    }
    assert matter.claims.total == D("3084059.89")
    fees = matter.claims.fees
    assert (fees.acceptance.value.amount, fees.preservation.value.amount) == (D("31472.48"), D("5000.00"))


def test_every_line_can_be_redone_by_hand() -> None:
    owed = {o.id: o for o in works_with().account.obligations}
    assert [(str(x.first), str(x.last), x.days, x.base, x.rate, x.amount) for x in owed["YS-1"].lines] == [
        ("2024-10-09", "2024-10-20", 12, D("2810000"), D("3.35"), D("3094.85")),
        ("2024-10-21", "2024-12-01", 42, D("2810000"), D("3.10"), D("10023.62")),
        ("2024-12-02", "2025-05-19", 169, D("1823118.47"), D("3.10"), D("26167.99")),
        ("2025-05-20", "2025-06-29", 41, D("1823118.47"), D("3.00"), D("6143.66")),
        ("2025-06-30", "2026-03-20", 264, D("1255430.12"), D("3.00"), D("27241.11")),
    ]
    assert [x.amount for x in owed["JS-1"].lines] == [D("11819.07"), D("35597.26")]
    assert [(x.days, x.amount) for x in owed["ZB-1"].lines] == [(179, D("3972.33"))]
    assert owed["JD-1"].lines == owed["JD-2"].lines == ()


def test_payments_go_to_interest_then_to_the_part_that_was_due_first() -> None:
    shares = [(s.payment, s.debt, s.part, s.amount) for s in works_with().account.shares]
    assert shares[2:] == [
        ("付款三", "YS-1", Part.INTEREST, D("13118.47")),
        ("付款三", "YS-1", Part.PRINCIPAL, D("986881.53")),
        ("付款四", "YS-1", Part.INTEREST, D("32311.65")),
        ("付款四", "YS-1", Part.PRINCIPAL, D("567688.35")),
    ]


def test_the_reading_that_the_due_day_counts_is_shown_in_yuan() -> None:
    # 27(1): interest from the day the price is payable, one day more each. YS-1: 13 days at 3.35 % = 3,352.75; left by
    # the third payment 1,823,376.37; 26,171.70 + 6,144.53 to the fourth; left 1,255,692.60, 264 days = 27,246.81.
    # JS-1: 99 days at 3.10 % = 11,939.67 + 35,597.26. ZB-1: 180 days = 3,994.52.
    (head,) = [h for h in works_with().claims.heads if h.kind is HeadKind.LATE_INTEREST]
    (other,) = head.own_readings
    assert other.reading.key == "law_money.works_due_day_counted"
    assert other.value == D("27246.81") + D("11939.67") + D("35597.26") + D("3994.52")


def test_an_agreed_rate_goes_before_lpr_and_a_penalty_before_both() -> None:
    # 26: as agreed. 6 % on 270,000 for 179 days = 7,944.66; the same as penalty where one is agreed.
    agreed = works_with(("    notice:", "    late_interest: {rate: 年利率6%, clause: 第12.7条}\n    notice:"))
    assert agreed.account.obligation("ZB-1").interest == D("7944.66")
    assert "LX-M181" not in codes(agreed)
    # LPR of the breach, of 2025-09-22, half again: 3.00 × 1.5 = 4.5 %: 270,000 × 4.5 % × 179 / 365 = 5,958.49.
    floating = works_with(("    notice:", "    late_interest: 违约时一年期LPR的1.5倍\n    notice:"))
    assert floating.account.obligation("ZB-1").interest == D("5958.49")
    punished = works_with(("    notice:", "    late_penalty: {rate: 每日万分之一, clause: 第12.7条}\n    notice:"))
    # 0.01 % a day: 270,000 × 0.0001 × 179 = 4,833.00; no interest beside it.
    assert punished.account.obligation("ZB-1").penalty == D("4833.00") and punished.account.interest == 0
    both = works_with(
        ("    notice:", "    late_interest: 年利率6%\n    late_penalty: 每日万分之一\n    notice:"),
    )
    assert "LX-M190" in codes(both) and both.account.interest == 0


def test_a_mark_up_is_the_rule_of_a_sale_and_is_not_used() -> None:
    matter = works_with(("    notice:", "    overdue_loss: {markup: 50}\n    notice:"))
    assert "LX-M191" in codes(matter) and "LX-M013" not in codes(matter)
    assert heads(matter)[HeadKind.LATE_INTEREST][0] == D("78629.77")


def test_a_price_without_a_day_is_payable_on_handover_and_that_day_bears_interest() -> None:
    # 27(2)(1): handed over 2024-09-26, which counts itself: 177 days at 3.35/3.10 … here only the days are asked.
    assert due(works_with(NO_TERM), "JS-1") == ("2024-09-26", "2024-09-26", "2024-09-26")
    # Not handed over: the day the settlement papers were submitted (27(2)(2)).
    assert due(works_with(NO_TERM, (HANDED_OVER, "")), "JS-1") == ("2024-10-30", "2024-10-30", "2024-10-30")
    # Neither: the day of suit (27(2)(3)); without a suit the day is asked for.
    gone = (NO_TERM, (HANDED_OVER, ""), (SUBMITTED, ""))
    sued = works_with(*gone, ("choices:", SUIT), as_of=date(2026, 4, 30))
    assert due(sued, "JS-1") == ("2026-04-01", "2026-04-01", "2026-04-01")
    # 30 days, the day of suit and the cut-off day counted: 1,420,000 × 3 % × 30 / 365 = 3,501.37.
    assert sued.account.obligation("JS-1").interest == D("3501.37")
    assert "LX-C140" in {f.code for f in works_loaded(*gone).findings}
    # That the law's day was taken is told: a term may have been forgotten.
    (told,) = [f for f in works_loaded(NO_TERM).findings if f.code == "LX-C146"]
    assert "2024-09-26" in told.message() and "交付使用" in told.message()
    assert "LX-C147" in {f.code for f in works_loaded(NO_RELEASE).findings}


def test_a_retention_without_a_day_is_paid_back_two_years_after_acceptance() -> None:
    # 17(1)(2): 2024-09-20 + 2 years = 2026-09-20, a Sunday (working that day for the October holiday or not: the
    # calendar says), so the day by counting alone is asked.
    assert due(works_with(NO_RELEASE), "ZB-1")[0] == "2026-09-20"
    # Acceptance delayed by the employer: 90 days after the report of 2024-09-06 are 2024-12-05, two years 2026-12-05.
    late = ((ACCEPTED, ""), (ACCEPTANCE_TERM, "due: {day: 2024-10-08,"))
    assert due(works_with(NO_RELEASE, *late), "ZB-1")[0] == "2026-12-05"
    # With twelve months agreed from an acceptance that was delayed: 2025-12-05, a Friday (17(1)(3)).
    assert due(works_with(*late), "ZB-1") == ("2025-12-05", "2025-12-05", "2025-12-06")
    nothing = ("  - {contract: 施工合同, kind: report_submitted, date: 2024-09-06, evidence: 竣工报告}\n", "")
    assert "LX-C141" in {f.code for f in works_loaded(NO_RELEASE, nothing, *late).findings}


def test_a_retention_of_some_days_waits_for_the_acceptance_and_is_not_counted_from_the_report() -> None:
    """建设工程解释一 17(1)(3): 90 days and the agreed months after the report; a period of days is none of those."""
    late = ((ACCEPTED, ""), (ACCEPTANCE_TERM, "due: {day: 2024-10-08,"))
    days = ("due: {count: 12, unit: month, after: acceptance,", "due: {count: 60, unit: day, after: acceptance,")
    assert "LX-C121" in {f.code for f in works_loaded(days, *late).findings}


def test_a_void_contract_keeps_its_price_and_loses_its_penalty() -> None:
    # 建设工程解释一 1, 民法典 793(1): compensation by reference to the price; interest at LPR.
    penalty = ("    notice:", "    late_penalty: {rate: 每日万分之五, clause: 第12.7条}\n    notice:")
    matter = works_with(penalty, ("qualification: held", "qualification: 无资质"))
    assert "LX-M192" in codes(matter) and matter.account.penalty == 0
    assert heads(matter)[HeadKind.LATE_INTEREST][0] == D("78629.77")
    # The clause on costs falls with the contract too.
    assert HeadKind.COSTS not in heads(matter)
    unproved = works_with(
        ("qualification: held", "qualification: 借用资质"),
        (ACCEPTED, ""),
        (HANDED_OVER, ""),
        (ACCEPTANCE_TERM, "due: {day: 2024-10-08,"),
    )
    assert {"LX-M192", "LX-M193"} <= codes(unproved)


def test_the_priority_of_each_part_runs_eighteen_months_from_its_own_day() -> None:
    # 41. 2026-04-05 is a holiday (Qingming): 04-07. 2026-08-09 is a Sunday, 2027-03-20 a Saturday.
    assert priority(works_with()) == {
        "YS-1": ("2024-10-05", "2026-04-07", State.RUNNING),
        "JS-1": ("2025-02-09", "2026-08-10", State.RUNNING),
        "ZB-1": ("2025-09-20", "2027-03-22", State.RUNNING),
    }
    asked = works_with().claims.priority
    assert asked is not None
    # The price and the retention, no interest and no costs (40(2)).
    assert (asked.amount, asked.last_day, asked.lapsed) == (D("2945430.12"), date(2026, 4, 7), ())


def test_what_lapsed_is_left_out_and_a_suit_that_asked_in_time_keeps_it() -> None:
    late = works_with(as_of=date(2026, 4, 8))
    assert priority(late)["YS-1"][2] is State.GONE
    assert late.claims.priority and late.claims.priority.amount == D("1690000.00")
    assert late.claims.priority.lapsed == (("YS-1", date(2026, 4, 7)),)
    sued = works_with(("choices:", SUIT), as_of=date(2026, 5, 29))
    assert {state for _, _, state in priority(sued).values()} == {State.DONE}
    plain = works_with(("choices:", SUIT.replace("asserts: [优先受偿权], ", "")), as_of=date(2026, 5, 29))
    assert priority(plain)["YS-1"][2] is State.GONE


@pytest.mark.parametrize(
    "change",
    [
        ("cause: 建设工程施工合同纠纷", "cause: 建设工程分包合同纠纷"),
        ("qualification: held", "qualification: 转包"),
        ("qualification: held", "qualification: 挂靠"),
    ],
)
def test_who_has_no_contract_with_the_employer_has_no_priority(change: tuple[str, str]) -> None:
    # 建设工程解释一 35: the contractor who contracted with the employer.
    matter = works_with(change)
    assert priority(matter) == {} and matter.claims.priority and not matter.claims.priority.entitled


def test_fitting_out_and_subcontracts_are_covered_and_the_rest_is_refused_by_name() -> None:
    for name in ("建设工程施工合同纠纷", "建设工程分包合同纠纷", "装饰装修合同纠纷", "装饰装修合同"):
        found = cause_of(name)
        assert found is not None and found.id == "construction", name
    for name in ("建设工程设计合同纠纷", "建设工程监理合同纠纷", "建设工程价款优先受偿权纠纷", "建设工程合同纠纷"):
        assert cause_of(name) is None, name


def test_shares_and_the_settled_sum_are_compared_with_the_receivables() -> None:
    # 97 % of 9,000,000 are 8,730,000; with 1,400,000 the parts come to 8,710,000, with the retention to 8,980,000.
    found = works_loaded(("amount: 1420000.00", "amount: 1400000.00")).findings
    told = {f.code: f.message() for f in found}
    assert "8,730,000.00" in told["LX-C143"] and "8,710,000.00" in told["LX-C143"]
    assert "9,000,000.00" in told["LX-C144"] and "8,980,000.00" in told["LX-C144"]
    assert works_loaded().findings == ()


def test_the_retention_has_its_own_clock_when_the_price_is_one_debt_in_instalments() -> None:
    # 民法典 189: the last instalment is the balance of 2025-02-09, not the retention that is paid back later.
    no_letter = ("delivered_on: 2025-12-08\n    status: delivered", "status: sent")
    matter = works_with(("    works:", "    nature: 分期\n    works:"), no_letter)
    starts = {
        id: str(d.period.start)
        for d in matter.agenda.of_rule("limitation.instalments")
        for id in d.obligations
        if d.period
    }
    assert set(starts) == {"YS-1", "JS-1"}
    (own,) = matter.agenda.of_rule("limitation.general")
    assert own.obligations == ("ZB-1",) and own.period and str(own.period.nominal) == "2028-09-20"


def test_an_audit_clause_and_the_newer_interpretation_are_told() -> None:
    audit = ("      price:", "      audit: 最终以审计结论为准\n      price:")
    unsettled = "  - {contract: 施工合同, kind: settlement, date: 2025-01-10, amount: 9000000.00, evidence: 结算协议}\n"
    a_day = ("due: {count: 30, unit: day, after: settlement, up_to: 97,", "due: {day: 2025-02-10,")
    assert "LX-M194" in codes(works_with(audit, (unsettled, ""), a_day))
    # Both sides settled: nothing is left to audit.
    assert "LX-M194" not in codes(works_with(audit))
    assert "LX-M196" in codes(works_with(as_of=date(2026, 7, 15))) and "LX-M196" not in codes(works_with())


def test_a_small_contractor_has_the_rate_and_the_days_of_its_regulation() -> None:
    # 保障中小企业款项支付条例 (2025) 17: without an agreed rate 0.05 % a day. 270,000 × 0.0005 × 179 = 24,165.00.
    small = ("    notice:", "    sme: {buyer: large, size: 小型企业, told: 是, evidence: [资质证书]}\n    notice:")
    matter = works_with(small)
    assert matter.account.obligation("ZB-1").interest == D("24165.00")
    # A retention keeps its own day, however long.
    assert due(matter, "ZB-1") == ("2025-09-20", "2025-09-22", "2025-09-23")
    assert priority(matter)["YS-1"][1] == "2026-04-07"


def test_settlement_papers_that_nobody_answered_count_as_accepted_where_that_was_agreed() -> None:
    # 21: submitted 2024-10-30, 28 days end on 2024-11-27; 30 days more on 2024-12-27, a Friday.
    unsettled = "  - {contract: 施工合同, kind: settlement, date: 2025-01-10, amount: 9000000.00, evidence: 结算协议}\n"
    silence = ("      price:", "      reply_days: 28\n      price:")
    assert due(works_with((unsettled, ""), silence), "JS-1") == ("2024-12-27", "2024-12-27", "2024-12-28")
    assert "LX-C145" in {f.code for f in works_loaded((unsettled, ""), silence).findings}
    # Not agreed: silence is no settlement, and the day is asked for. A settlement that was made goes before.
    assert "LX-C121" in {f.code for f in works_loaded((unsettled, "")).findings}
    assert due(works_with(silence), "JS-1")[0] == "2025-02-09"


def test_a_delay_from_before_lpr_takes_the_benchmark_to_its_last_day() -> None:
    # 26: lending rate of the same class, then LPR. 1,000,000 due 2019-06-30, to 2019-12-31, a delay of half a year to a
    # year: 4.35 % for 50 days = 5,958.90; LPR 4.25 % 31 days = 3,609.59, 4.20 % 61 days = 7,019.18, 4.15 % 42 days =
    # 4,775.34.
    last = date(2019, 12, 31)
    debt = Debt("工程款", D(1000000), Due(date(2019, 6, 30)), late=WorksTerms(last), works=True)
    answer = owed_with_works((debt,), (), last)
    assert [(x.days, x.rate, x.amount) for x in answer.value.lines] == [
        (50, D("4.35"), D("5958.90")),
        (31, D("4.25"), D("3609.59")),
        (61, D("4.20"), D("7019.18")),
        (42, D("4.15"), D("4775.34")),
    ]
    assert "基准利率" in answer.trace[0].text.render("zh")


FITTED = """
格式: lexcollect/case/1
案名: 装修案
当事人:
  - {编号: 装饰公司, 身份: 债权人, 类型: 法人, 名称: 江州示例装饰有限公司}
  - {编号: 业主, 身份: 债务人, 类型: 自然人, 名称: 王样例}
合同:
  - 编号: 合同
    案由: 装饰装修合同
    名称: 装饰装修工程施工合同
    签订日期: 2024-03-01
    工程: {工程名称: 二路2号商铺, 优先受偿权: 是}
应收款:
  - {编号: 尾款, 合同: 合同, 款项: 结算款, 金额: 300000}
  - {编号: 质保, 合同: 合同, 款项: 质保金, 金额: 20000}
节点:
  - {合同: 合同, 类型: 提交竣工验收报告, 日期: 2024-08-02}
  - {合同: 合同, 类型: 交付使用, 日期: 2024-08-10}
付款:
  - {日期: 2024-12-01, 金额: 50000, 付款人: 业主}
"""


def test_fitting_out_without_any_agreed_day_is_counted_from_handover_and_report() -> None:
    # 27(2)(1): payable on 2024-08-10, which counts. 300,000 × 3.35 % × 72 / 365 = 1,982.47; × 3.10 % × 41 / 365 =
    # 1,044.66; 50,000 on 2024-12-01 leave 253,027.13; × 3.10 % × 170 / 365 = 3,653.30; × 3.00 % × 246 / 365 = 5,116.00.
    # The retention: the report of 2024-08-02 + 90 days = 2024-10-31, + two years = 2026-10-31, a Saturday (17(1)(3)).
    loaded = parse_case(FITTED)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    matter = answer_case(loaded.case, date(2026, 1, 20))
    assert [x.amount for x in matter.account.obligation("尾款").lines] == [
        D("1982.47"),
        D("1044.66"),
        D("3653.30"),
        D("5116.00"),
    ]
    assert heads(matter)[HeadKind.LATE_INTEREST][0] == D("8769.30")
    assert due(matter, "质保") == ("2026-10-31", "2026-11-02", "2026-11-03")
    # 41: 2024-08-10 + 18 months; the retention is not payable yet, and no suit has to wait for it.
    assert priority(matter) == {"尾款": ("2024-08-10", "2026-02-10", State.RUNNING)}
    assert matter.due_now is not None and matter.due_now.claims.total == D("261796.43")
    clocks = matter.agenda.of_rule("limitation.general")
    assert {id: str(d.period.nominal) for d in clocks for id in d.obligations if d.period} == {
        "尾款": "2027-08-10",
        "质保": "2029-10-31",
    }
