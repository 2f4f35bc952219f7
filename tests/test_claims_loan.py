"""A private loan, counted by hand from the articles before the program was asked.

Facts: 300,000 on paper, 291,000 transferred on 2020-03-10 (9,000 of interest taken in advance), 2.5 % a month, due
2021-03-09, no late rate; 40,000 paid on 2020-09-10, 12,000 on 2021-06-30; not yet sued, account of 2022-11-30.

* Principal 291,000 (民法典 670, 民间借贷规定 26).
* Agreed 30 % a year. To 2020-08-19 supported to 24 % (旧版 26, 31(2)); from 2020-08-20 four times the LPR of the day of
  suit (31(2)): 3.65 % published 2022-08-22 and in force on 2022-11-30, so 14.6 %, a day 0.0004.
* 2020-03-10 to 08-19: 163 days, 291,000 × 24 % × 163 / 365 = 31,188.82; 08-20 to 09-09: 21 × 116.40 = 2,444.40.
* 40,000 on 2020-09-10: interest 33,633.22 first (民法典 561), then principal 6,366.78; left 284,633.22.
* 2020-09-10 to the due day: 181 days × 113.853288 = 20,607.45. To 2021-06-29 the term's rate goes on (28(2)(2)):
  112 days = 12,751.57. 12,000 on 2021-06-30 go to the older interest: of the term 8,607.45 are left.
* 2021-06-30 to 2022-11-30, both counted: 519 days = 59,089.86. Late interest 12,751.57 + 59,089.86 = 71,841.43.
* Together 284,633.22 + 8,607.45 + 71,841.43 = 365,082.10; each day after 113.85.
* By the LPR of 2020-03-10 (4.05 %, four times 16.2 %): 284,901.10 + 10,887.32 + 79,789.48 = 375,577.90.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.findings import Refused
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.debts import Debt, Due, Payment
from lexcollect.law.rules.lending import four_times_lpr
from lexcollect.law.rules.loans import LoanTerms, term_and_late
from lexcollect.law.rules.parts import Part, Why
from loan import CASE_FILE, loan_with

TERM = "    期内利息: {利率: 月利率2.5%, 条款: 第2条}\n"
PAYOUT = "  - {应收款: JK-001, 日期: 2020-03-10, 金额: 291000, 渠道: 银行转账, 证据: [转账回单]}\n"


def heads(matter) -> dict[HeadKind, tuple[D, D]]:  # type: ignore[no-untyped-def]
    return {head.kind: (head.amount, head.per_day) for head in matter.claims.heads}


def codes(matter) -> set[str]:  # type: ignore[no-untyped-def]
    return {f.code for f in matter.claims.findings}


def test_the_heads_are_those_counted_by_hand() -> None:
    matter = loan_with()
    assert heads(matter) == {
        HeadKind.LOAN: (D("284633.22"), D(0)),
        HeadKind.TERM_INTEREST: (D("8607.45"), D(0)),
        HeadKind.LATE_INTEREST: (D("71841.43"), D("113.85")),
    }
    assert matter.claims.total == D("365082.10")


def test_every_line_can_be_redone_by_hand() -> None:
    (loan,) = loan_with().account.obligations
    assert [(str(x.first), str(x.last), x.days, x.base, x.rate, x.amount) for x in loan.lines] == [
        ("2020-03-10", "2020-08-19", 163, D("291000"), D(24), D("31188.82")),
        ("2020-08-20", "2020-09-09", 21, D("291000"), D("14.6"), D("2444.40")),
        ("2020-09-10", "2021-03-09", 181, D("284633.22"), D("14.6"), D("20607.45")),
        ("2021-03-10", "2021-06-29", 112, D("284633.22"), D("14.6"), D("12751.57")),
        ("2021-06-30", "2022-11-30", 519, D("284633.22"), D("14.6"), D("59089.86")),
    ]


def test_interest_before_principal_and_a_payment_before_the_due_day_counts_at_once() -> None:
    shares = [(s.payment, str(s.day), s.part, s.amount, s.why) for s in loan_with().account.shares]
    assert shares == [
        ("还款一", "2020-09-10", Part.INTEREST, D("33633.22"), Why.EARLY),
        ("还款一", "2020-09-10", Part.PRINCIPAL, D("6366.78"), Why.EARLY),
        ("还款二", "2021-06-30", Part.INTEREST, D("12000.00"), Why.ONLY_DUE),
    ]


def test_the_other_day_of_the_lpr_is_shown_with_its_yuan_under_each_head() -> None:
    claims = loan_with().claims
    by_kind = {head.kind: head for head in claims.heads}
    other = {
        kind: [r.value for r in head.readings if "合同成立时" in r.reading.render("zh")]
        for kind, head in by_kind.items()
    }
    assert other == {
        HeadKind.LOAN: [D("284901.10")],
        HeadKind.TERM_INTEREST: [D("10887.32")],
        HeadKind.LATE_INTEREST: [D("79789.48")],
    }
    cites = {str(c) for step in by_kind[HeadKind.LATE_INTEREST].answer.trace for c in step.cites}
    assert {"民间借贷规定第28条第2款第2项", "民间借贷规定第31条第2款", "民间借贷规定第26条", "民法典第670条"} <= cites


def test_what_a_reader_must_know_is_told() -> None:
    found = codes(loan_with())
    # Less was handed over; the cap cuts; the day of suit decides it. Nothing was paid before 2020-08-20.
    assert {"LX-M175", "LX-M176", "LX-M178"} <= found
    assert not {"LX-M001", "LX-M013", "LX-M174", "LX-M177", "LX-M180"} & found


def test_the_joint_surety_lives_and_the_general_one_lapsed() -> None:
    # Six months from 2021-03-09 end on 2021-09-09. 赵 was asked on 2021-08-20; nobody sued 陈: 孙 is free (693).
    zhao, sun = loan_with().claims.sureties
    assert (zhao.covered, zhao.gross, zhao.interest) == (("JK-001",), D("365082.10"), D("80448.88"))
    assert not sun.covered and sun.amount == 0


def test_limitation_runs_three_years_from_the_last_payment() -> None:
    # Due 2021-03-09; the part payment of 2021-06-30 interrupts (民法典 195): 2024-06-30, a Sunday, so 07-01.
    rows = [d for d in loan_with().agenda.deadlines if d.rule == "limitation.general"]
    assert [str(d.period.last_day) for d in rows if d.period] == ["2024-07-01"]


def test_once_sued_the_lpr_of_that_day_decides() -> None:
    # LPR in force on 2021-12-01: 3.85 %, four times 15.4 %. 291,000 × 15.4 % × 21 / 365 = 2,578.34.
    filed = ("担保:\n", "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2021-12-01, 证据: [受理]}\n担保:\n")
    matter = loan_with(filed)
    assert matter.account.obligations[0].lines[1].amount == D("2578.34")
    assert "LX-M178" not in codes(matter)


def test_without_a_rate_the_term_bears_nothing_and_the_delay_bears_lpr() -> None:
    # LPR of 2021-03-10: 3.85 %, fixed, no mark-up (28(2)(1)); 40,000 early and 12,000 after three months' interest.
    # 251,000 × 3.85 % × 112 / 365 = 2,965.24; 9,034.76 to principal: 241,965.24 × 3.85 % × 519 / 365 = 13,246.11.
    matter = loan_with((TERM, ""))
    assert heads(matter) == {
        HeadKind.LOAN: (D("241965.24"), D(0)),
        HeadKind.LATE_INTEREST: (D("13246.11"), D("25.52")),
    }
    assert "LX-M177" in codes(matter)


def test_an_agreed_late_rate_goes_up_to_the_cap_and_never_above() -> None:
    below = loan_with((TERM, TERM + "    逾期利息: {利率: 年利率12%}\n"))
    above = loan_with((TERM, TERM + "    逾期利息: {利率: 日利率千分之一}\n"))
    assert below.account.obligations[0].lines[-1].rate == D(12)
    assert above.account.obligations[0].lines[-1].rate == D("14.6")


def test_a_loan_of_after_the_change_takes_four_times_the_lpr_of_its_own_day() -> None:
    # 2020-09-21: LPR 3.85 %, four times 15.4 %, one rate throughout and no other reading.
    changes = (("2020-03-10", "2020-09-21"), ("日期: 2020-09-10, 金额: 40000", "日期: 2020-12-10, 金额: 40000"))
    matter = loan_with(*changes, ("固定日期: 2021-03-09", "固定日期: 2021-09-20"))
    assert {line.rate for line in matter.account.obligations[0].lines} == {D("15.4")}
    assert not any("LPR" in r.reading.render("zh") for head in matter.claims.heads for r in head.readings)


def test_a_loan_without_its_payout_is_told_and_its_term_bears_nothing() -> None:
    matter = loan_with(("借款交付:\n" + PAYOUT, ""))
    assert "LX-M174" in codes(matter)
    assert matter.account.obligations[0].amount == D("300000")
    assert all(line.first > date(2021, 3, 9) for line in matter.account.obligations[0].lines)


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("    名称: 借款合同\n", "    名称: 借款合同\n    出借人性质: 小额贷款公司\n", "LX-M170"),
        (TERM, TERM + "    违约金: {标准: 每日万分之五, 其后标准: {逾期满天数: 30, 标准: 每日万分之八}}\n", "LX-M171"),
    ],
)
def test_what_the_rules_do_not_answer_is_refused_by_name(was: str, now: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        loan_with((was, now))
    assert [f.code for f in caught.value.findings] == [code]


def test_a_loan_in_instalments_is_paid_out_once() -> None:
    one = "  - {编号: JK-001, 合同: 借款合同, 日期: 2020-03-10, 金额: 300000, 证据: [借款合同]}\n"
    two = one.replace("300000", "100000") + one.replace("JK-001", "JK-002").replace("300000", "200000").replace(
        "证据", "到期: {固定日期: 2022-03-09}, 证据"
    )
    whole = PAYOUT.replace("应收款: JK-001, ", "").replace("291000", "300000")
    matter = loan_with((one, two), (PAYOUT, whole))
    assert [o.amount for o in matter.account.obligations] == [D(100000), D(200000)]
    assert sum((s.amount for s in matter.account.shares), D(0)) == D(52000)
    with pytest.raises(Refused) as caught:
        loan_with((one, two), (PAYOUT, PAYOUT.replace("应收款: JK-001, ", "")))
    assert [f.code for f in caught.value.findings] == ["LX-M173"]


def test_interest_terms_of_another_cause_are_told_and_never_counted_like_a_loan() -> None:
    matter = loan_with(("案由: 民间借贷纠纷", "案由: 买卖合同纠纷"))
    assert "LX-M181" in codes(matter)
    assert matter.account.interest == 0


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("日期: 2020-09-10, 金额: 40000", "日期: 2020-03-09, 金额: 40000", "LX-C130"),
        ("固定日期: 2021-03-09", "固定日期: 2020-03-10", "LX-C131"),
        ("金额: 291000", "金额: 2910000", "LX-C132"),
    ],
)
def test_days_and_sums_of_a_loan_that_cannot_be_are_told(was: str, now: str, code: str) -> None:
    text = CASE_FILE.read_text("utf-8")
    assert was in text
    assert code in {f.code for f in parse_case(text.replace(was, now)).findings}


DAYS = st.dates(date(2020, 9, 1), date(2023, 12, 31))


@settings(max_examples=60, deadline=None)
@given(
    agreed=st.decimals(D("0.5"), D(60), places=2),
    made=DAYS,
    months=st.integers(1, 20),
    paid=st.lists(st.tuples(st.integers(0, 900), st.decimals(D(1), D(150000), places=2)), max_size=5),
)
def test_never_above_the_cap_and_no_yuan_lost(agreed: D, made: date, months: int, paid: list[tuple[int, D]]) -> None:
    due, last = made + timedelta(days=30 * months), made + timedelta(days=1000)
    debt = Debt("借款", D(100000), Due(due), contract="合同", late=LoanTerms(made, last, last, made, agreed), loan=True)
    payments = [Payment(f"{i}", made + timedelta(days=n), amount) for i, (n, amount) in enumerate(paid)]
    found = settle([debt], payments, last)
    cap = four_times_lpr(made).value.rate
    assert all(line.rate <= cap for line in found.lines)
    # Every yuan stands in a share or in the credit; what is owed is what was lent and accrued less what was paid.
    shares, credit = sum((s.amount for s in found.shares), D(0)), sum((c for _, c in found.credits), D(0))
    assert shares + credit == sum((p.amount for p in payments), D(0))
    accrued = sum((line.amount for line in found.lines), D(0))
    assert found.total == D(100000) + accrued - shares
    term, late = term_and_late(found, "借款")
    assert term + late == found.interest and min(term, late) >= 0
    # Never more interest than the cap bears on the whole sum from the first day to the last (fen of rounding apart).
    assert accrued <= D(100000) * cap * 1001 / 36500 + D("0.01") * len(found.lines)


def test_a_rate_stands_alone_where_nothing_else_is_said() -> None:
    assert loan_with((TERM, "    期内利息: 月利率2.5%\n")).claims.total == D("365082.10")
