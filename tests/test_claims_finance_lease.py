"""What is owed of a finance lease whose rent was called early, and until when: counted by hand first.

Rent 15 × 30,000 = 450,000 (February 2025 to April 2026), price of the option 100. Penalty 0.05 % a day, 15.00 on each
rent, to 2025-11-30: February from 02-16, 288 days, 4,320.00; March from 03-16, 260, 3,900.00; April from 04-16, 229,
3,435.00; May from 05-16, 199, 2,985.00; eleven rents called early on 05-18 from 05-19, 196 days, 2,940.00 each,
32,340.00. Together 46,980.00, the claim 497,080.00. Fee 50 + 2,250 + 2,000 + 297,080 × 1.5 % = 8,756.20.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from finance_lease import ACCELERATION, TERMINATION, finance_lease_with
from lexcollect.causes import HeadKind


def codes(*changes: tuple[str, str]) -> list[str]:
    return [f.code for f in finance_lease_with(*changes).claims.findings if f.code.startswith("LX-M20")]


def test_the_whole_rent_the_option_and_the_penalty() -> None:
    heads = [(h.kind, h.title.render("zh"), h.amount, h.per_day) for h in finance_lease_with().claims.heads]
    assert heads == [
        (HeadKind.RENT, "租金", D("450000.00"), D("0.00")),
        (HeadKind.PURCHASE_PRICE, "留购价款", D("100.00"), D("0.00")),
        (HeadKind.PENALTY, "违约金", D("46980.00"), D("225.00")),
    ]
    claims = finance_lease_with().claims
    assert (claims.total, claims.fees.acceptance.value.amount) == (D("497080.00"), D("8756.20"))


def test_penalty_line_by_line() -> None:
    lines = [
        (x.item, x.first, x.days, x.amount) for o in finance_lease_with().claims.account.obligations for x in o.lines
    ]
    early = [f"2025-{month:02}" for month in range(6, 13)] + [f"2026-{month:02}" for month in range(1, 5)]
    assert lines == [
        ("2025-02", date(2025, 2, 16), 288, D("4320.00")),
        ("2025-03", date(2025, 3, 16), 260, D("3900.00")),
        ("2025-04", date(2025, 4, 16), 229, D("3435.00")),
        ("2025-05", date(2025, 5, 16), 199, D("2985.00")),
        *((month, date(2025, 5, 19), 196, D("2940.00")) for month in early),
    ]


def test_rent_lives_three_years_from_the_early_day_and_the_other_reading_from_the_end_of_the_term() -> None:
    deadline = finance_lease_with().agenda.get("limitation:2025-02")
    assert deadline.rule == "limitation.finance_lease_rent"
    assert deadline.period.nominal == date(2028, 5, 18)
    assert date(2029, 4, 30) in [a.value.nominal for a in deadline.answer.alternatives]


def test_without_an_early_day_the_term_alone_counts_and_only_what_is_due_is_claimed() -> None:
    # February to November: ten rents are due; five are not.
    matter = finance_lease_with((ACCELERATION, ""))
    assert matter.agenda.get("limitation:2025-02").period.nominal == date(2029, 4, 30)
    later = next(f for f in matter.claims.findings if f.code == "LX-M205")
    assert dict(later.params) == {"count": 5, "amount": D("150000.00")}


def test_the_other_choice_is_shown_with_the_value_of_the_thing() -> None:
    # 450,000 + 100 less 400,000.
    note = next(f for f in finance_lease_with().claims.findings if f.code == "LX-M206")
    assert dict(note.params) == {"rent": D("450100.00"), "value": D("400000.00"), "loss": D("50100.00")}
    assert codes((" 约定价值: 400000.00,", "")) == ["LX-M207"]


def test_whole_rent_and_termination_exclude_each_other() -> None:
    assert codes((ACCELERATION, ACCELERATION + TERMINATION)) == ["LX-M204"]


def test_a_term_without_end_is_told() -> None:
    found = finance_lease_with(("    期满日: 2026-04-30\n", ""))
    assert "LX-M208" in [f.code for f in found.claims.findings]


def test_without_a_demand_before_it_acceleration_is_doubted() -> None:
    assert "LX-M202" in codes(("delivered_on: 2025-05-08", "delivered_on: 2025-05-20"))


def test_the_guarantor_answers_for_all_that_was_called_early() -> None:
    # Two years from each day, the latest 2027-05-18; called on 2025-06-03.
    surety = finance_lease_with().claims.sureties[0]
    assert surety.gross == D("497080.00")
