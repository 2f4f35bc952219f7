"""Agreed penalty on declining balances and appropriation: the figures of the two worked matters."""

from datetime import date
from decimal import Decimal

import pytest

from lexcollect.law.conventions import DEFAULTS, Conventions, sensitivities
from lexcollect.law.options import OPTIONS
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.debts import CHARGES_FIRST, Charge, Debt, Due, Payment, clause
from lexcollect.law.rules.fees import acceptance_fee
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.penalty import agreed_penalty, annual_equivalent, reduction_lines
from lexcollect.law.rules.schedule import BadMoney, daily, schedule

AS_OF = date(2026, 11, 21)
CLAUSE_4_2 = clause(Part.PRINCIPAL, Part.PENALTY, Part.COSTS)


def yuan(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def order_debt(name: str, amount: str, due: date) -> Debt:
    # "within 60 days after the last batch" is a period: a rest day moves it
    return Debt(name, yuan(amount), Due(due, "period"), (Charge(Part.PENALTY, daily(Decimal("0.0005"))),))


STEEL = (
    order_debt("DD-20230406", "432,000.00", date(2023, 6, 17)),
    order_debt("DD-20230602", "332,000.00", date(2023, 8, 8)),
    order_debt("DD-20230821", "537,600.00", date(2023, 11, 6)),
)
PAID = (
    Payment("回单一", date(2023, 7, 14), yuan("300,000.00")),
    Payment("回单二", date(2024, 2, 5), yuan("150,000.00"), debt="DD-20230821"),
)


def test_the_steel_matter_gives_the_five_segments_worked_by_hand() -> None:
    answer = agreed_penalty(STEEL, PAID, AS_OF, Manner(CLAUSE_4_2))
    table = [(ln.item, ln.base, ln.first, ln.last, ln.days, ln.amount) for ln in answer.value.lines]
    assert table == [
        ("DD-20230406", yuan("432,000"), date(2023, 6, 20), date(2023, 7, 13), 24, yuan("5,184.00")),
        ("DD-20230406", yuan("132,000"), date(2023, 7, 14), AS_OF, 1227, yuan("80,982.00")),
        ("DD-20230602", yuan("332,000"), date(2023, 8, 9), AS_OF, 1201, yuan("199,366.00")),
        ("DD-20230821", yuan("537,600"), date(2023, 11, 7), date(2024, 2, 4), 90, yuan("24,192.00")),
        ("DD-20230821", yuan("387,600"), date(2024, 2, 5), AS_OF, 1021, yuan("197,869.80")),
    ]
    assert answer.value.principal == yuan("851,600.00")
    assert answer.value.penalty == yuan("507,593.80")
    assert answer.value.total == yuan("1,359,193.80")


def test_an_unnamed_payment_goes_to_the_only_order_due_and_a_named_one_to_the_order_named() -> None:
    shares = agreed_penalty(STEEL, PAID, AS_OF, Manner(CLAUSE_4_2)).value.shares
    assert [(s.debt, s.part, s.amount, s.why) for s in shares] == [
        ("DD-20230406", Part.PRINCIPAL, yuan("300,000.00"), "only_due"),
        ("DD-20230821", Part.PRINCIPAL, yuan("150,000.00"), "named"),
    ]


def test_each_convention_says_what_it_moves_in_yuan() -> None:
    assumptions = agreed_penalty(STEEL, PAID, AS_OF, Manner(CLAUSE_4_2)).assumptions
    effects = {dict(a.detail)["other"]: a.effect for a in assumptions}
    assert effects == {"not_counted": yuan("-425.80"), "old": yuan("225.00"), "keep": yuan("432.00")}


def test_penalty_before_principal_is_shown_as_the_other_reading_of_561() -> None:
    other = settle(STEEL, PAID, AS_OF, order=CHARGES_FIRST)
    assert (other.principal, other.penalty, other.total) == (
        yuan("924,985.95"),
        yuan("472,205.33"),
        yuan("1,397,191.28"),
    )
    alternatives = agreed_penalty(STEEL, PAID, AS_OF, Manner(CLAUSE_4_2)).alternatives
    assert other.total in [getattr(a.value, "total", None) for a in alternatives]


def test_the_second_payment_on_the_oldest_order_leaves_the_total_but_moves_the_guaranteed_principal() -> None:
    ignored = settle(STEEL, PAID, AS_OF, order=clause(Part.PRINCIPAL, Part.PENALTY, naming="ignored"))
    right = settle(STEEL, PAID, AS_OF, order=CLAUSE_4_2)
    assert ignored.total == right.total
    guaranteed = ("DD-20230602", "DD-20230821")
    # 150,000 more than order 1 owed: 132,000 close it, 18,000 reach the next oldest
    assert sum(right.balance(d).principal for d in guaranteed) == yuan("719,600.00")
    assert sum(ignored.balance(d).principal for d in guaranteed) == yuan("851,600.00")


def test_the_trace_gives_the_article_of_the_rolled_due_date_and_of_each_payment() -> None:
    trace = agreed_penalty(STEEL, PAID, AS_OF, Manner(CLAUSE_4_2)).trace
    due = [step for step in trace if step.rule == "money.due"]
    assert due[0].result == date(2023, 6, 19)
    assert "民法典第203条第1款" in [str(c) for c in due[0].cites]
    paid = [step for step in trace if step.rule == "money.appropriation"]
    assert "付款人指定" in str(paid[1].text) and "150,000.00" in str(paid[1].text)
    assert "民法典第560条" in [str(c) for c in paid[1].cites]


def test_a_payment_before_2021_is_explained_by_the_former_interpretation() -> None:
    debt = Debt("A", yuan("1000.00"), Due(date(2019, 1, 1)), (Charge(Part.PENALTY, daily(Decimal("0.0005"))),))
    paid = Payment("p", date(2020, 12, 31), yuan("100.00"))
    step = next(s for s in agreed_penalty([debt], [paid], AS_OF).trace if s.rule == "money.appropriation")
    assert [c.law for c in step.cites] == ["合同法解释二", "合同法解释二"]


def rent(name: str, amount: str, due: date) -> Debt:
    # due on the 5th, "rest days do not move it"
    return Debt(name, yuan(amount), Due(due, "day", "keep"), (Charge(Part.PENALTY, daily(Decimal("0.0006"))),))


LEASE = (
    rent("2024-12", "58,000.00", date(2024, 12, 5)),
    rent("2025-01", "58,000.00", date(2025, 1, 5)),
    *(rent(f"2025-0{m}", "58,000.00", date(2025, m, 5)) for m in range(2, 8)),
    rent("2025-08", "7,733.33", date(2025, 8, 5)),
)
LEASE_PAID = (
    Payment("12月租金", date(2024, 12, 20), yuan("58,000.00"), debt="2024-12", part=Part.PRINCIPAL),
    Payment("1月部分", date(2025, 1, 22), yuan("30,000.00"), debt="2025-01", part=Part.PRINCIPAL),
    Payment("押金", date(2025, 8, 4), yuan("116,000.00")),
)


def test_the_lease_matter_sets_the_deposit_off_against_the_oldest_rents() -> None:
    value = agreed_penalty(LEASE, LEASE_PAID, AS_OF, Manner(clause(Part.PRINCIPAL))).value
    assert value.principal == yuan("267,733.33")
    assert value.penalty == yuan("102,452.32")
    rows = [(ln.base, ln.first, ln.last, ln.days, ln.amount) for ln in value.lines]
    assert rows == [
        (yuan(base), date.fromisoformat(first), date.fromisoformat(last), days, yuan(amount))
        for base, first, last, days, amount in (
            ("58,000", "2024-12-06", "2024-12-19", 14, "487.20"),
            ("58,000", "2025-01-06", "2025-01-21", 16, "556.80"),
            ("28,000", "2025-01-22", "2025-08-03", 194, "3,259.20"),
            ("58,000", "2025-02-06", "2025-08-03", 179, "6,229.20"),
            ("58,000", "2025-03-06", "2025-08-03", 151, "5,254.80"),
            ("28,000", "2025-08-04", "2026-11-21", 475, "7,980.00"),
            ("58,000", "2025-04-06", "2026-11-21", 595, "20,706.00"),
            ("58,000", "2025-05-06", "2026-11-21", 565, "19,662.00"),
            ("58,000", "2025-06-06", "2026-11-21", 534, "18,583.20"),
            ("58,000", "2025-07-06", "2026-11-21", 504, "17,539.20"),
            ("7,733.33", "2025-08-06", "2026-11-21", 473, "2,194.72"),
        )
    ]


def test_the_lease_matter_adds_use_fee_and_repair_to_904785_65() -> None:
    value = agreed_penalty(LEASE, LEASE_PAID, AS_OF, Manner(clause(Part.PRINCIPAL))).value
    a_day = daily(Decimal(1))  # 1,000.00 per machine and day, first and last day counted
    use = [schedule(yuan("1,000.00"), a_day, date(2025, 8, 5), last) for last in (date(2025, 9, 15), AS_OF)]
    assert [(fee.days, fee.total) for fee in use] == [(42, yuan("42,000.00")), (474, yuan("474,000.00"))]
    claim = value.principal + value.penalty + sum(fee.total for fee in use) + yuan("18,600.00")
    assert claim == yuan("904,785.65")
    assert acceptance_fee(claim, AS_OF).value.amount == yuan("12,847.86")


def test_five_ten_thousandths_a_day_are_18_25_percent_a_year_and_draw_a_warning() -> None:
    assert annual_equivalent(Decimal("0.0005")) == Decimal("18.25")
    answer = reduction_lines(Decimal("18.25"), date(2024, 11, 1))
    assert answer.value.warn
    assert answer.value.lines == (Decimal("4.03"), Decimal("5.239"), Decimal("6.045"))
    assert answer.value.four_lpr == Decimal("12.40")
    assert "合同编通则解释第65条第2款" in [str(c) for c in answer.trace[0].cites]


def test_a_penalty_below_the_lowest_line_draws_no_warning_and_no_alternative_claim() -> None:
    debt = Debt("A", yuan("1000.00"), Due(date(2025, 1, 10)), (Charge(Part.PENALTY, daily(Decimal("0.0001"))),))
    answer = agreed_penalty([debt], [], date(2025, 12, 31))
    assert not reduction_lines(Decimal("3.65"), date(2025, 1, 11)).value.warn
    assert not [s for s in answer.trace if s.rule == "penalty.reduction"]
    assert answer.alternatives == ()


def test_money_paid_before_anything_is_due_waits_for_the_first_due_day() -> None:
    debt = Debt("A", yuan("1000.00"), Due(date(2025, 3, 3)), (Charge(Part.PENALTY, daily(Decimal("0.001"))),))
    value = settle([debt], [Payment("early", date(2025, 1, 2), yuan("400.00"))], date(2025, 3, 13))
    assert [(s.day, s.amount) for s in value.shares] == [(date(2025, 3, 3), yuan("400.00"))]
    assert value.penalty == yuan("6.00")  # 600 × 0.001 × 10 days


def test_what_is_paid_above_every_debt_is_left_over_and_named() -> None:
    debt = Debt("A", yuan("100.00"), Due(date(2025, 3, 3)))
    value = settle([debt], [Payment("p", date(2025, 3, 4), yuan("130.00"))], AS_OF)
    assert value.total == 0
    assert value.credits == (("p", yuan("30.00")),)


def test_a_payment_after_the_last_day_is_not_counted_but_named() -> None:
    debt = Debt("A", yuan("100.00"), Due(date(2025, 3, 3)))
    value = settle([debt], [Payment("late", date(2026, 12, 1), yuan("30.00"))], AS_OF)
    assert value.principal == yuan("100.00")
    assert value.later == ("late",)


@pytest.mark.parametrize(
    ("debts", "payments", "reason"),
    [
        ([Debt("A", Decimal("-1"))], [], "negative_debt"),
        ([Debt("A", Decimal(1)), Debt("A", Decimal(2))], [], "debt_twice"),
        ([Debt("A", Decimal(1))], [Payment("p", AS_OF, Decimal(0))], "negative_payment"),
        ([Debt("A", Decimal(1))], [Payment("p", AS_OF, Decimal(1), debt="B")], "unknown_debt"),
    ],
)
def test_contradictory_facts_are_refused_with_their_reason(debts, payments, reason) -> None:
    with pytest.raises(BadMoney) as caught:
        settle(debts, payments, AS_OF)
    assert caught.value.reason == reason
    assert "{" not in caught.value.text.render("zh") + caught.value.text.render("en")


def test_defaults_are_the_first_value_of_each_option_and_others_are_refused() -> None:
    assert all(getattr(DEFAULTS, name) is next(iter(option)) for name, option in OPTIONS.items())
    assert Conventions(year="360") == DEFAULTS.but("year", "360")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="364"):
        DEFAULTS.but("year", "364")


def test_sensitivities_name_only_options_that_move_the_sum() -> None:
    found = sensitivities(lambda c: Decimal(1 if c.cutoff == "counted" else 3), Conventions(), OPTIONS)
    assert [(dict(a.detail)["option"], a.effect) for a in found] == [("cutoff", Decimal(2))]


def test_a_breach_before_the_code_is_measured_by_the_rates_and_articles_of_its_time() -> None:
    """民法典时间效力规定 1(2); 合同法解释二 29: more than 30 % above the loss. Benchmark of one year from 2015-10-24:
    4.35 %; 4.35 × 1.3 = 5.655. LPR of 2020-10-20: 3.85 %; 3.85 × 1.3 = 5.005."""
    old = reduction_lines(Decimal("18.25"), date(2018, 9, 29))
    assert (old.value.lpr, old.value.lines[0], old.value.warn) == (Decimal("4.35"), Decimal("5.655"), True)
    assert [str(c) for c in old.trace[0].cites] == ["民法典时间效力规定第1条", "合同法解释二第29条"]
    assert "贷款基准利率为4.35%" in old.trace[0].text.render("zh") and "四倍" not in old.trace[0].text.render("zh")
    late = reduction_lines(Decimal("18.25"), date(2020, 10, 30))
    assert late.value.before_the_code and late.value.lines[0] == Decimal("5.005")
    assert late.trace[0].cites == old.trace[0].cites
    code = reduction_lines(Decimal("18.25"), date(2021, 1, 1))
    assert not code.value.before_the_code and "民法典第585条第2款" in [str(c) for c in code.trace[0].cites]
