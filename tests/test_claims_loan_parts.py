"""Loans paid out in parts, a penalty beside interest, rates on LPR: counted by hand from the articles, then asked.

In parts: contract of 2023-01-05 (LPR 3.65 %, cap 14.6 %), 12 % a year, 200,000 handed over on 2023-01-10 and 100,000 on
2023-03-01, due 2024-01-09, account of 2024-06-30. Each part is principal from its own day (民法典 670, 679).

* 200,000 × 12 % × 50 / 365 (01-10 to 02-28) = 3,287.67; 300,000 × 12 % × 315 / 365 (03-01 to 2024-01-09) = 31,068.49;
  of the term 34,356.16. The term's rate goes on (民间借贷规定 28(2)(2)): 173 days = 17,063.01.
* 50,000 on 2023-02-01: interest of 22 days 1,446.58 first, 48,553.42 of the principal; 151,446.58 × 28 days =
  1,394.14; with the second part 251,446.58.

Together: contract and money of 2021-03-01 (LPR 3.85 %, cap 15.4 %), 100,000, due 2022-02-28, account of 2022-12-31: 306
days of delay. Late interest 12 % and 每日万分之五 (18.25 %) come to 30.25 %, supported to 15.4 % (民间借贷规定 29):
late interest 10,060.27, penalty 3.4 % = 2,850.41, together 12,910.68 = 100,000 × 15.4 % × 306 / 365.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.claims.schedule_table import table_of
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.findings import Refused
from lexcollect.law.rules.parts import Part

CASE = """schema: lexcollect/case/1
案名: 借款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: SIGNED, 付款期限: {固定日期: DUE}, TERMS}
应收款:
  - {编号: 借款, 合同: 借条, 日期: SIGNED, 金额: SUM}
借款交付:
PAID
"""


def asked(
    terms: str, signed: str, due: str, amount: str, payouts: dict[str, str], as_of: date, more: str = ""
) -> Matter:
    rows = "\n".join(f"  - {{应收款: 借款, 日期: {day}, 金额: {part}}}" for day, part in payouts.items())
    text = CASE.replace("TERMS", terms).replace("SIGNED", signed).replace("DUE", due).replace("SUM", amount)
    loaded = parse_case(text.replace("PAID", rows) + more)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def parts(more: str = "", as_of: date = date(2024, 6, 30)) -> Matter:
    payouts = {"2023-01-10": "200000", "2023-03-01": "100000"}
    return asked("期内利息: 年利率12%", "2023-01-05", "2024-01-09", "300000", payouts, as_of, more)


def together(terms: str, as_of: date = date(2022, 12, 31)) -> Matter:
    return asked(terms, "2021-03-01", "2022-02-28", "100000", {"2021-03-01": "100000"}, as_of)


def heads(matter: Matter) -> dict[HeadKind, D]:
    return {head.kind: head.amount for head in matter.claims.heads}


def test_each_part_bears_interest_from_its_own_day() -> None:
    matter = parts()
    assert heads(matter) == {
        HeadKind.LOAN: D("300000"),
        HeadKind.TERM_INTEREST: D("34356.16"),
        HeadKind.LATE_INTEREST: D("17063.01"),
    }
    (loan,) = matter.account.obligations
    assert [(str(x.first), x.days, x.base, x.amount) for x in loan.lines] == [
        ("2023-01-10", 50, D(200000), D("3287.67")),
        ("2023-03-01", 315, D(300000), D("31068.49")),
        ("2024-01-10", 173, D(300000), D("17063.01")),
    ]


def test_what_comes_before_the_second_part_takes_from_the_first_alone() -> None:
    (loan,) = parts("付款:\n  - {编号: 款, 日期: 2023-02-01, 金额: 50000}\n").account.obligations
    assert [(x.base, x.days, x.amount) for x in loan.lines[:3]] == [
        (D("200000"), 22, D("1446.58")),
        (D("151446.58"), 28, D("1394.14")),
        (D("251446.58"), 315, D("26040.22")),
    ]
    assert loan.principal == D("251446.58") and loan.paid == D("48553.42")


def test_what_was_not_handed_over_yet_is_no_principal() -> None:
    (loan,) = parts(as_of=date(2023, 2, 10)).account.obligations
    assert loan.amount == D(200000)


def test_late_interest_and_penalty_together_stay_under_the_cap() -> None:
    found = heads(together("期内利息: 年利率10%, 逾期利息: 年利率12%, 违约金: 每日万分之五"))
    assert found == {
        HeadKind.LOAN: D(100000),
        HeadKind.TERM_INTEREST: D("10000.00"),
        HeadKind.LATE_INTEREST: D("10060.27"),
        HeadKind.PENALTY: D("2850.41"),
    }
    assert found[HeadKind.LATE_INTEREST] + found[HeadKind.PENALTY] == D("12910.68")


def test_below_the_cap_both_are_whole_and_above_it_nothing_is_left_of_the_penalty() -> None:
    # 12 % and 1.825 % stay under 15.4 %: 1.825 % × 306 / 365 = 1,530.00. Late interest of 20 % takes the cap alone.
    assert heads(together("逾期利息: 年利率12%, 违约金: 日利率0.005%"))[HeadKind.PENALTY] == D("1530.00")
    alone = heads(together("逾期利息: 年利率20%, 违约金: 每日万分之五"))
    assert HeadKind.PENALTY not in alone and alone[HeadKind.LATE_INTEREST] == D("12910.68")


def test_a_penalty_alone_stands_beside_what_the_law_gives_a_delay() -> None:
    # Neither rate agreed: LPR of 2022-03-01, 3.70 % (28(2)(1)); with 18.25 % above the cap: 15.4 − 3.7 = 11.7 %.
    found = heads(together("违约金: 每日万分之五"))
    assert found[HeadKind.LATE_INTEREST] == D("3101.92") and found[HeadKind.PENALTY] == D("9808.77")


def test_a_rate_on_the_lpr_of_a_named_day_is_a_fixed_rate() -> None:
    # 4 × 3.85 % = 15.4 % for 365 days; twice the LPR of 2021-12-20 (3.80 %): 7.6 % × 306 / 365 = 6,371.51.
    found = heads(together("期内利息: 合同成立时一年期LPR的4倍, 逾期利息: 2021年12月20日一年期LPR的2倍"))
    assert found[HeadKind.TERM_INTEREST] == D("15400.00") and found[HeadKind.LATE_INTEREST] == D("6371.51")


def test_the_working_names_article_29() -> None:
    matter = together("期内利息: 年利率10%, 逾期利息: 年利率12%, 违约金: 每日万分之五")
    head = next(head for head in matter.claims.heads if head.kind is HeadKind.PENALTY)
    assert any("民间借贷规定第29条" in str(c) for step in head.rate_steps for c in step.cites)


def test_the_annex_has_a_subtotal_for_interest_and_one_for_the_penalty() -> None:
    matter = together("期内利息: 年利率10%, 逾期利息: 年利率12%, 违约金: 每日万分之五")
    table = table_of(matter.case, matter.account)
    assert (table.kind, [(s.kind, s.left) for s in table.subtotals]) == (
        "lent",
        [(Part.INTEREST, D("20060.27")), (Part.PENALTY, D("2850.41"))],
    )
    assert [len(table.of(s.item, s.kind)) for s in table.subtotals] == [2, 1] and table.total == D("22910.68")


def test_the_penalty_is_asked_for_after_the_interest_it_stands_beside() -> None:
    matter = together("期内利息: 年利率10%, 逾期利息: 年利率12%, 违约金: 每日万分之五")
    kinds = [head.kind for head in matter.claims.heads]
    assert kinds == [HeadKind.LOAN, HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST, HeadKind.PENALTY]


def test_payouts_of_several_days_that_name_no_receivable_are_refused() -> None:
    loaded = parse_case(
        CASE.replace("TERMS", "期内利息: 年利率10%")
        .replace("SIGNED", "2021-03-01")
        .replace("DUE", "2022-02-28")
        .replace("SUM", "60000")
        .replace("借款交付:", "  - {编号: 二, 合同: 借条, 日期: 2021-03-02, 金额: 40000}\n借款交付:")
        .replace("PAID", "  - {日期: 2021-03-01, 金额: 60000}\n  - {日期: 2021-03-02, 金额: 40000}")
    )
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    with pytest.raises(Refused) as refused:
        answer_case(loaded.case, date(2022, 12, 31))
    assert [f.code for f in refused.value.findings] == ["LX-M172"]
