"""Late payment, lending, SME interest, enforcement, costs: what the worked examples do not cover."""

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import lexcollect.law
from lexcollect.law.book import shipped_book
from lexcollect.law.citations import Known, check
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.costs import arbitration_band, cost_item, earnest_money, foreign_reference
from lexcollect.law.rules.debts import Charge, Debt, Due, Payment, clause
from lexcollect.law.rules.enforcement import bankruptcy_stop, double_base, double_interest
from lexcollect.law.rules.lending import capped_interest, lent_principal, overdue_without_rate, protected_rate
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.overdue import default_mode, late_payment_loss, loss_wording
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.retention import retention_due
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.law.rules.sme import late_interest, late_rate, payment_term
from lexcollect.law.trace import Certainty, Citation, LawUnknown
from lexcollect.wording import say
from lexcollect.wording.sheets import sentences

GOODS = Debt("货款", Decimal("500000.00"), Due(date(2023, 5, 31)))


# --- loss from late payment, 买卖合同解释 18(4) ---


def test_the_default_mark_up_is_the_top_of_the_range_and_the_bottom_is_shown() -> None:
    answer = late_payment_loss([GOODS], [], date(2024, 5, 31), Manner(until="payment"))
    assert answer.value.interest == Decimal("27375.00")
    shown = {str(a.reading): a.value for a in answer.alternatives}
    assert shown[say("law_money.mode.markup_low", "zh")] == Decimal("23725.00")  # 3.65 × 1.3 = 4.745 %
    assert say("law_money.mode.segmented", "zh") in shown
    assert "买卖合同解释第18条第4款" in [str(c) for c in answer.trace[0].cites]


def test_a_mark_up_outside_30_to_50_percent_is_refused() -> None:
    with pytest.raises(BadMoney) as caught:
        late_payment_loss([GOODS], [], date(2024, 5, 31), markup=Decimal(60))
    assert caught.value.reason == "markup_outside"


def test_other_paid_contracts_cite_the_reference_first() -> None:
    trace = late_payment_loss([GOODS], [], date(2024, 5, 31), sale=False).trace
    assert str(trace[0].cites[0]) == "民法典第646条"


def test_a_debt_that_is_not_yet_overdue_bears_nothing() -> None:
    value = late_payment_loss([GOODS], [], date(2023, 5, 31)).value
    assert (value.interest, value.lines) == (0, ())


def test_a_delay_across_2019_08_20_is_split_by_default_and_one_before_it_takes_the_benchmark() -> None:
    assert default_mode(date(2018, 3, 1), date(2021, 2, 28)) == "split"
    assert default_mode(date(2018, 3, 1), date(2019, 8, 19)) == "benchmark"
    assert default_mode(date(2019, 8, 20), date(2021, 2, 28)) == "fixed"
    old = Debt("货款", Decimal("650000.00"), Due(date(2018, 2, 28)))
    value = late_payment_loss([old], [], date(2021, 3, 1), Manner(until="payment")).value
    assert value.interest == Decimal("127584.77")


def test_the_fixed_rate_needs_no_later_publication_but_the_running_one_does() -> None:
    debt = Debt("货款", Decimal("1000.00"), Due(date(2026, 9, 30)))
    assert late_payment_loss([debt], [], date(2026, 11, 21), Manner(until="payment")).value.interest > 0
    with pytest.raises(LawUnknown):
        late_payment_loss([debt], [], date(2026, 11, 21), mode="segmented")


def test_moving_the_due_date_also_moves_the_day_whose_lpr_counts() -> None:
    # period ending on Sunday 2024-10-20: default from 10-22 (LPR 3.10); unmoved from 10-21, also 3.10
    debt = Debt("货款", Decimal("860000.00"), Due(date(2024, 10, 20), "period"))
    answer = late_payment_loss([debt], [], date(2025, 4, 20), Manner(until="payment"), markup=Decimal(30))
    effect = {dict(a.detail)["other"]: a.effect for a in answer.assumptions}
    assert answer.value.lines[0].first == date(2024, 10, 22)
    assert effect["keep"] == Decimal("94.95")  # one day: 860,000 × 4.03 % ÷ 365


def test_the_wording_of_a_pleading_names_the_day_and_the_rate() -> None:
    said = str(loss_wording(date(2023, 6, 1), "fixed", Decimal(50)))
    assert said.startswith("以违约行为发生时（2023年6月1日）中国人民银行授权全国银行间同业拆借中心")
    assert "3.65%为基础加计50%" in said
    assert str(loss_wording(date(2023, 6, 1), "segmented", Decimal(30))).startswith("按同期")


# --- private lending, 民间借贷规定 ---


def test_a_contract_between_2019_08_20_and_2020_08_19_shows_both_readings_of_the_cap() -> None:
    answer = capped_interest(
        Decimal(100000), Decimal(24), date(2020, 1, 10), date(2020, 1, 10), date(2021, 1, 9), filed=date(2021, 3, 10)
    )
    assert answer.certainty is Certainty.DEBATED
    assert answer.value.caps[-1].rate == Decimal("15.40")  # LPR at filing 3.85
    assert answer.alternatives[0].value == Decimal("16.60")  # LPR at making 4.15
    assert [line.last for line in answer.value.schedule.lines] == [date(2020, 8, 19), date(2021, 1, 9)]


def test_an_old_contract_needs_the_day_of_suit() -> None:
    with pytest.raises(BadMoney) as caught:
        capped_interest(Decimal(1), Decimal(24), date(2019, 6, 1), date(2019, 6, 1), date(2021, 1, 1))
    assert caught.value.reason == "no_filing_day"


def test_contracts_before_2015_09_01_are_refused_not_guessed() -> None:
    with pytest.raises(LawUnknown):
        capped_interest(
            Decimal(1), Decimal(24), date(2015, 8, 31), date(2015, 8, 31), date(2021, 1, 1), filed=date(2021, 1, 1)
        )


def test_the_protected_rate_serves_a_loan_with_repayments() -> None:
    line, _ = protected_rate(Decimal(24), date(2021, 1, 1), date(2021, 1, 1)).value
    loan = Debt("借款", Decimal("300000.00"), charges=(Charge(Part.INTEREST, line, date(2021, 1, 1)),))
    paid = [
        Payment("a", date(2021, 2, 1), Decimal("2000.00")),
        Payment("b", date(2021, 3, 1), Decimal("2000.00")),
        Payment("c", date(2021, 12, 1), Decimal("60000.00")),
    ]
    value = settle([loan], paid, date(2021, 12, 31))
    assert (value.principal, value.interest) == (Decimal("278276.17"), Decimal("3639.70"))


def test_a_delay_without_rate_from_before_2020_08_20_shows_the_former_6_percent() -> None:
    answer = overdue_without_rate(Decimal(100000), date(2020, 8, 10), date(2020, 8, 29))
    assert answer.value.total == Decimal("210.96")  # 3.85 %, 20 days
    assert answer.alternatives[0].value == Decimal("269.86")  # 6 % for ten days, 3.85 % for ten
    with pytest.raises(LawUnknown):
        overdue_without_rate(Decimal(100000), date(2019, 8, 19), date(2020, 8, 29))


def test_more_deducted_than_the_note_says_is_refused() -> None:
    with pytest.raises(BadMoney):
        lent_principal(Decimal(100), Decimal(100))


# --- SMEs ---


def test_a_public_body_may_not_agree_on_more_than_60_days() -> None:
    term = payment_term("public", date(2025, 9, 1), agreed_days=90)
    assert term.value.cut and term.value.last_day == date(2025, 10, 31)
    assert str(term.trace[0].cites[0]) == "保障中小企业款项支付条例第9条第1款"


def test_large_enterprises_had_no_default_term_before_2025_06_01() -> None:
    with pytest.raises(BadMoney) as caught:
        payment_term("large", date(2025, 5, 31))
    assert caught.value.reason == "no_sme_term"
    assert payment_term("large", date(2025, 5, 30), agreed_days=45).value.last_day == date(2025, 7, 14)


def test_an_agreed_rate_below_the_lpr_at_signing_shows_both_consequences() -> None:
    answer = late_interest(
        Decimal("240000.00"),
        date(2025, 10, 1),
        date(2026, 4, 1),
        signed=date(2025, 3, 10),
        agreed=Decimal("2.00"),
        until="payment",
    )
    assert answer.value.total == Decimal("3709.81")
    assert answer.alternatives[0].value == Decimal("21840.00")  # 240,000 × 0.0005 × 182
    assert answer.certainty is Certainty.DEBATED


def test_an_agreed_rate_above_the_lpr_stands_and_needs_the_day_of_signing() -> None:
    assert late_rate(date(2025, 10, 1), signed=date(2025, 3, 10), agreed=Decimal("6")).value.rates == (Decimal("6"),)
    with pytest.raises(BadMoney):
        late_rate(date(2025, 10, 1), agreed=Decimal("6"))


# --- enforcement ---


def test_a_court_fee_owed_to_the_creditor_is_outside_the_base_and_the_other_reading_is_shown() -> None:
    answer = double_base(
        {"principal": Decimal("600000"), "court_fee_to_creditor": Decimal("8000"), "daily_penalty": Decimal("5000")}
    )
    assert answer.value == 600000
    assert answer.alternatives[0].value == 608000
    assert answer.certainty is Certainty.DEBATED


def test_an_unpaid_rest_runs_to_the_day_asked_for() -> None:
    value = double_interest(
        [(date(2025, 3, 31), Decimal("1000000"))], [(date(2025, 6, 30), Decimal("400000"))], last=date(2025, 9, 30)
    ).value
    assert [(line.amount, line.days) for line in value.lines] == [(400000, 91), (600000, 183)]
    assert value.total == Decimal("25585.00")


def test_whether_a_mediation_document_has_its_own_sanction_is_asked() -> None:
    answer = double_interest([(date(2025, 3, 31), Decimal("100"))], [(date(2025, 4, 30), Decimal("100"))])
    assert "调解书" in str(answer.assumptions[0].text)


def test_interest_stops_the_day_before_a_bankruptcy_is_accepted() -> None:
    answer = bankruptcy_stop(date(2026, 3, 1))
    assert answer.value == date(2026, 2, 28)
    assert "企业破产法第46条第2款" in [str(c) for c in answer.trace[0].cites]


def test_overlapping_suspensions_count_once() -> None:
    twice = [(date(2025, 3, 1), date(2025, 5, 1)), (date(2025, 4, 1), date(2025, 5, 1))]
    value = double_interest(
        [(date(2025, 1, 10), Decimal("400000"))], [(date(2025, 8, 10), Decimal("400000"))], suspensions=twice
    ).value
    assert (value.days, value.total) == (151, Decimal("10570.00"))


def test_payment_before_the_period_ends_bears_no_double_interest() -> None:
    value = double_interest([(date(2025, 3, 31), Decimal("100"))], [(date(2025, 3, 1), Decimal("100"))]).value
    assert value.total == 0


def test_more_paid_than_the_judgment_fixes_is_refused() -> None:
    with pytest.raises(BadMoney):
        double_interest([(date(2025, 3, 31), Decimal("100"))], [(date(2025, 4, 1), Decimal("101"))])


# --- costs, earnest money, retention, foreign currency ---


def test_arbitration_gives_a_band_only() -> None:
    band = arbitration_band(Decimal("120000"), date(2026, 1, 1)).value
    # 40–100, 49,000 × 4–5 %, 50,000 × 3–4 %, 20,000 × 2–3 %
    assert (band.low, band.high) == (Decimal("3900.00"), Decimal("5150.00"))
    small = arbitration_band(Decimal("900"), date(2026, 1, 1)).value
    assert (small.low, small.high) == (Decimal("40.00"), Decimal("100.00"))


def test_a_lawyers_fee_without_papers_names_what_is_missing() -> None:
    item = cost_item("lawyer", ["clause"], clause_names=True).value
    assert item.missing == ("contract", "invoice", "payment", "reasonable")
    assert not item.ready
    assert cost_item("lawyer", ["clause", *item.missing], clause_names=True).value.ready


def test_a_premium_under_a_general_cost_clause_is_weak() -> None:
    papers = ["clause", "contract", "invoice", "payment", "reasonable"]
    assert cost_item("preservation_insurance", papers, clause_names=False).value.weak
    assert not cost_item("preservation_insurance", papers, clause_names=True).value.weak


def test_earnest_money_above_20_percent_is_advance_payment_only() -> None:
    value = earnest_money(Decimal("100000"), Decimal("30000"), date(2024, 1, 1)).value
    assert (value.effective, value.excess, value.doubled) == (20000, 10000, 40000)


def test_a_retention_without_agreement_is_due_two_years_after_acceptance() -> None:
    assert retention_due(accepted=date(2023, 3, 1)).value == date(2025, 3, 3)  # 2025-03-01 is a Saturday
    assert retention_due(report_submitted=date(2023, 3, 1)).value == date(2025, 5, 30)
    with pytest.raises(BadMoney):
        retention_due()


def test_each_foreign_currency_takes_its_own_reference_rate() -> None:
    assert foreign_reference("eur", date(2026, 1, 1)).value == "EURIBOR"
    assert "中央银行" in foreign_reference("THB", date(2026, 1, 1)).value
    with pytest.raises(LawUnknown):
        foreign_reference("EUR", date(2025, 2, 12))


def test_a_clause_that_names_a_part_twice_is_refused() -> None:
    with pytest.raises(BadMoney):
        clause(Part.PRINCIPAL, Part.PRINCIPAL)


# --- the book and the words ---

MONEY = [p for p in shipped_book().parameters() if p.name.startswith("money.")]


@pytest.mark.parametrize("parameter", MONEY, ids=[p.name for p in MONEY])
def test_every_money_parameter_stands_on_an_article_that_exists(parameter) -> None:
    for value in parameter.values:
        assert value.cite
        assert [c for c in value.cite if check(c) not in (Known.YES, Known.NOT_ON_FILE)] == []


SOURCES = sorted(Path(lexcollect.law.__file__).parent.rglob("*.py"))


def calls(name: str):
    """Yield (first argument, keyword names) of every call of ``name`` in the law's sources with a plain first text."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == name
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield node.args[0].value, {k.arg for k in node.keywords}


def fields(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)", sentence))


def test_every_refusal_has_words_and_the_facts_they_need() -> None:
    refusals = list(calls("BadMoney"))
    assert len(refusals) > 20
    for reason, given in refusals:
        for sentence in sentences("law_money")[f"bad.{reason}"]:
            assert fields(sentence) <= given, reason


def test_every_sentence_of_money_law_is_given_what_it_names() -> None:
    used = [(key, given) for key, given in calls("text") if str(key).startswith("law_money.")]
    assert len(used) > 40
    for key, given in used:
        for sentence in sentences("law_money")[key.removeprefix("law_money.")]:
            assert fields(sentence) <= given, key


def test_both_languages_name_the_same_facts() -> None:
    for key, (zh, en) in sentences("law_money").items():
        assert fields(en) <= fields(zh), key


def cited() -> set[tuple[str, str]]:
    """Return every (law, article) written out in the law's sources, names of laws held in constants included."""
    found = set()
    for file in SOURCES:
        tree = ast.parse(file.read_text("utf-8"))
        names = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Citation":
                parts = [
                    arg.value if isinstance(arg, ast.Constant) else names.get(getattr(arg, "id", ""))
                    for arg in node.args
                ]
                if len(parts) == 2 and all(parts):
                    found.add((parts[0], parts[1]))
    return found


def test_every_article_cited_in_a_rule_exists() -> None:
    written = cited()
    assert len(written) > 100
    assert [c for c in written if check(Citation(*c)) not in (Known.YES, Known.NOT_ON_FILE)] == []
