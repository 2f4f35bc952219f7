"""Interest of 24 to 36 % a year paid before 2020-08-20: both readings, counted by hand from the former articles.

民间借贷规定(2015旧版) 26: up to 24 % a year is protected, above 36 % void and returned; 31: what was paid willingly
between the two is not returned. Whether it reduces the principal is open: the account lets it (the less), the other
reading leaves it paid. 100,000 lent on 2019-01-01 (natural persons), due 2019-12-31; account of 2020-12-31, taken as
the day of suit: LPR of 2020-12-21 3.85 %, cap 15.4 % from 2020-08-20 (民间借贷规定 31(2)).

月利率3% = 36 %; 36,000 paid on 2019-12-31, 364 days: 24 % = 23,934.25, the 12 % above it 11,967.12.

* As counted: 12,065.75 of the principal, 87,934.25 left; one day of the term 57.82; 232 days at 24 % = 13,414.19 and
  134 days at 15.4 % = 4,971.54; in all 106,377.80.
* Stays paid: 98.63 of the principal, 99,901.37 left; 65.69; 15,239.75 and 5,648.12; in all 120,854.93: 14,477.13 more.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from lexcollect.causes import HeadKind
from lexcollect.claims.account import OtherOrder
from lexcollect.deadlines.matter import Matter
from test_claims_loan_parts import asked, heads

READING = "law_money.loan_paid_stays"


def lent(rate: str, payments: str, filed: str = "") -> Matter:
    rows = "付款:\n" + "".join(f"  - {{{row}}}\n" for row in payments.split("; "))
    suit = f"程序:\n  - {{类型: 起诉, 日期: {filed}}}\n" if filed else ""
    terms = f"期内利息: {rate}"
    return asked(terms, "2019-01-01", "2019-12-31", "100000", {"2019-01-01": "100000"}, date(2020, 12, 31), rows + suit)


def stays(matter: Matter) -> OtherOrder | None:
    return next((o for o in matter.account.other_orders if o.reading.key == READING), None)


def test_both_readings_of_36_percent_with_their_yuan() -> None:
    matter = lent("月利率3%", "编号: 款, 日期: 2019-12-31, 金额: 36000")
    assert heads(matter) == {
        HeadKind.LOAN: D("87934.25"),
        HeadKind.TERM_INTEREST: D("57.82"),
        HeadKind.LATE_INTEREST: D("18385.73"),
    }
    other = stays(matter)
    assert other is not None and other.effect == D("14477.13") and other.settlement.total == D("120854.93")
    assert other.settlement.principal == D("99901.37")
    assert [str(c) for c in other.cites] == ["民间借贷规定(2015旧版)第26条", "民间借贷规定(2015旧版)第31条"]


def test_what_was_paid_above_36_percent_counts_for_the_principal_in_both() -> None:
    """月利率4% = 48 %, 40,000 paid: 23,934.25 protected, 11,967.12 to 36 %; the rest, 4,098.63, is principal."""
    matter = lent("月利率4%", "编号: 款, 日期: 2019-12-31, 金额: 40000")
    other = stays(matter)
    assert matter.account.principal == D("83934.25")
    assert other is not None and other.settlement.principal == D("95901.37")


def test_two_payments_each_keep_the_interest_of_their_time() -> None:
    """20,000 on 2019-07-01, 181 days: 11,901.37, above it 5,950.68, principal 2,147.95: 97,852.05 left.

    30,000 on 2019-12-31, 183 days on 97,852.05: 11,774.42, above it 5,887.21, principal 12,338.37: 85,513.68 left.
    """
    matter = lent("月利率3%", "编号: 一, 日期: 2019-07-01, 金额: 20000; 编号: 二, 日期: 2019-12-31, 金额: 30000")
    other = stays(matter)
    assert other is not None and other.settlement.principal == D("85513.68")


def test_a_payment_smaller_than_the_protected_interest_changes_nothing() -> None:
    assert stays(lent("月利率3%", "编号: 款, 日期: 2019-12-31, 金额: 20000")) is None


def test_a_payment_under_the_present_rules_has_one_reading() -> None:
    """2020-08-20 is the first day of the present cap (31(2)): nothing above it is kept."""
    assert stays(lent("月利率3%", "编号: 款, 日期: 2020-08-20, 金额: 60000")) is None


def test_up_to_24_percent_there_is_nothing_between_the_two_rates() -> None:
    assert stays(lent("月利率2%", "编号: 款, 日期: 2019-12-31, 金额: 36000")) is None


def test_what_both_called_principal_was_never_interest() -> None:
    from lexcollect.law.rules.debts import Payment
    from lexcollect.law.rules.paid_willingly import without_kept
    from lexcollect.law.rules.parts import Part

    paid = [Payment("款", date(2019, 12, 31), D(36000), part=Part.PRINCIPAL)]

    def never(_: object, __: date) -> None:
        raise AssertionError("no account is needed")

    assert without_kept(paid, date(2020, 8, 20), lambda _: D(36), D(36), never) == tuple(paid)  # type: ignore[arg-type]
