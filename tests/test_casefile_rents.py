"""Rents written once: which receivables follow, on which day each is due, and what of a lease cannot be true."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.casefile import Case, parse_case
from lexcollect.deadlines.matter import answer_case

HEAD = """schema: lexcollect/case/1
matter: 房屋租赁案
parties:
- {id: 甲, role: 出租人, kind: 法人, name: 沈阳示例物业有限公司}
- {id: 乙, role: 承租人, kind: 法人, name: 沈阳样例商贸有限公司}
contracts:
- id: 合同
  cause: 房屋租赁合同纠纷
  name: 房屋租赁合同
  signed_on: 2023-12-20
"""


def loaded(text: str) -> tuple[Case | None, list[str]]:
    found = parse_case(HEAD + text)
    asked = ("LX-C048", "LX-C049")  # codes and representatives of companies, told of any matter
    return found.case, [f.code for f in found.findings if f.code not in asked]


def case_of(text: str) -> Case:
    case, codes = loaded(text)
    assert case is not None, codes
    return case


def rent(**changes: str) -> str:
    keys = {
        "contract": "合同",
        "amount": "9000",
        "first": "2024-01-01",
        "last": "2024-06-30",
        "due_day": "5",
        **changes,
    }
    return f"rents:\n- {{{', '.join(f'{key}: {value}' for key, value in keys.items())}}}\n"


def test_each_month_is_a_receivable_due_on_its_fifth_day() -> None:
    found = [(o.id, o.title, o.amount, o.due.day) for o in case_of(rent(last="2024-03-31")).obligations if o.due]
    assert found == [
        ("2024-01", "2024年1月租金", D("9000.00"), date(2024, 1, 5)),
        ("2024-02", "2024年2月租金", D("9000.00"), date(2024, 2, 5)),
        ("2024-03", "2024年3月租金", D("9000.00"), date(2024, 3, 5)),
    ]


def test_chinese_keys_say_the_same() -> None:
    said = "租金:\n- {所属合同: 合同, 金额: 9000, 起: 2024-01-01, 止: 2024-03-31, 每期付款日: 5, 周期: 月}\n"
    assert case_of(said).obligations == case_of(rent(last="2024-03-31")).obligations


def test_a_quarter_begins_where_the_lease_begins() -> None:
    # From the 16th: quarters to the 15th; the last one is two whole months, two thirds of the sum.
    found = case_of(rent(every="季", amount="27000", first="2024-01-16", last="2024-06-15", due_day="10"))
    assert [(o.id, o.title, o.amount) for o in found.obligations] == [
        ("2024-01", "2024年1月16日至4月15日租金", D("27000.00")),
        ("2024-04", "2024年4月16日至6月15日租金", D("18000.00")),
    ]


def test_a_part_of_a_month_counts_by_the_agreed_number_of_days() -> None:
    # 9,000 / 30 × 4 = 1,200; by 31 days it would be 1,161.29.
    last = case_of(rent(first="2024-07-01", last="2024-08-04", month_days="30")).obligations[-1]
    assert (last.id, last.title, last.amount) == ("2024-08", "2024年8月1日至4日租金", D("1200.00"))
    thirty_one = case_of(rent(first="2024-07-01", last="2024-08-04", month_days="31")).obligations[-1]
    assert thirty_one.amount == D("1161.29")


def test_the_thirty_first_is_the_last_day_of_a_shorter_month() -> None:
    case = case_of(rent(due_day="31", last="2024-04-30"))
    assert [o.due.day.day for o in case.obligations if o.due and o.due.day] == [31, 29, 31, 30]


def test_rent_in_arrear_is_due_in_the_month_after() -> None:
    case = case_of(rent(due_day="10", due_after="1", last="2024-02-29"))
    assert [o.due.day for o in case.obligations if o.due] == [date(2024, 2, 10), date(2024, 3, 10)]


def test_two_rents_under_one_contract_are_called_apart_by_their_ids() -> None:
    both = rent(id="一层", last="2024-02-29") + rent(id="二层", amount="7000", last="2024-02-29").removeprefix(
        "rents:\n"
    )
    assert [o.id for o in case_of(both).obligations] == ["一层-2024-01", "一层-2024-02", "二层-2024-01", "二层-2024-02"]


def test_a_payment_may_be_meant_for_a_month_that_was_written_out() -> None:
    paid = "payments:\n- {date: 2024-02-01, amount: 9000, designated_for: 2024-02}\n"
    assert case_of(rent() + paid).payments[0].designated_for == "2024-02"
    assert loaded(rent() + paid.replace("2024-02}", "2025-02}"))[1] == ["LX-C034"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (rent(due_day="35"), ["LX-C152"]),
        (rent(last="2044-06-30"), ["LX-C150"]),  # 民法典 705: twenty years
        (rent(last="2023-12-31"), ["LX-C057"]),
        ("note: 没有应收款\n", ["LX-C021"]),
    ],
)
def test_what_cannot_be_written_out_is_refused_by_name(text: str, codes: list[str]) -> None:
    case, found = loaded(text)
    assert (case, found) == (None, codes)


def test_a_part_of_a_month_without_a_number_of_days_leaves_the_other_months_in_the_sum() -> None:
    """The whole matter had no sum for four days of August."""
    case, found = loaded(rent(last="2024-08-04"))
    assert found == ["LX-C151"] and case is not None
    amounts = {o.id: o.amount for o in case.obligations}
    assert amounts["2024-08"] == 0 and all(amount for id, amount in amounts.items() if id != "2024-08")


def test_rent_after_the_termination_and_fee_for_the_same_time_are_told() -> None:
    ended = rent().replace("rents:", "  termination: {day: 2024-04-30}\nrents:", 1)
    assert loaded(ended)[1] == ["LX-C153"]
    fee = "running_fees:\n- {id: 占用, contract: 合同, title: 房屋占用费, per_day: 300, first: 2024-05-01}\n"
    assert loaded(rent(last="2024-04-30") + fee)[1] == []
    assert loaded(rent() + fee)[1] == ["LX-C154"]


def test_a_fee_ends_on_the_day_the_thing_was_given_back() -> None:
    thing = "leased_things:\n- {id: 房, contract: 合同, name: 一层商铺, returned_on: 2024-08-15}\n"
    fee = "running_fees:\n- {id: 占用, contract: 合同, title: 占用费, per_day: 300, first: 2024-07-01, thing: 房"
    # Without a last day it ends with the return; another day, or a return before it begins, contradicts.
    assert loaded(rent() + thing + fee + "}\n")[1] == []
    assert loaded(rent() + thing + fee + ", last: 2024-08-20}\n")[1] == ["LX-C155"]
    assert loaded(rent() + thing.replace("08-15", "06-15") + fee + "}\n")[1] == ["LX-C155"]
    assert loaded(rent() + thing + fee + ", last: 2024-08-15}\n")[1] == []


@pytest.mark.parametrize("said", ["5", "5日", "每月5日", "每月5日前", "每月５号", "每期5日"])
def test_the_day_of_payment_is_written_as_contracts_say_it(said: str) -> None:
    assert case_of(rent(due_day=said)).obligations == case_of(rent()).obligations


def test_the_day_of_the_end_stands_alone() -> None:
    ended = rent(last="2024-04-30").replace("rents:", "  解除: 2024-04-30\n  加速到期: 2024-05-06\nrents:", 1)
    contract = case_of(ended).contracts[0]
    assert contract.termination and contract.termination.day == date(2024, 4, 30)
    assert contract.acceleration and contract.acceleration.day == date(2024, 5, 6)


def test_what_is_not_due_is_no_part_of_the_claim_and_is_told() -> None:
    # January to March are due on 2024-03-10: 27,000; April to June are not: 27,000.
    matter = answer_case(case_of(rent()), date(2024, 3, 10))
    assert [o.id for o in matter.account.obligations] == ["2024-01", "2024-02", "2024-03"]
    assert matter.account.principal == D("27000.00")
    told = next(f for f in matter.claims.findings if f.code == "LX-M205")
    assert dict(told.params) == {"count": 3, "amount": D("27000.00")}
    assert not [stop for stop in matter.claims.stops if stop.bars]


def test_a_fee_may_follow_the_monthly_rent() -> None:
    # 58,000 / 30 = 1,933.33 a day; 2024-05-01 to 2024-05-31, both counted: 31 days, 59,933.23.
    fee = "running_fees:\n- {id: 占用, contract: 合同, title: 占用费, per_month: 58000, first: 2024-05-01"
    case = case_of(rent(last="2024-04-30") + fee + ", last: 2024-05-31, month_days: 30}\n")
    (found,) = answer_case(case, date(2024, 6, 30)).claims.running
    assert (found.per_day, found.days, found.amount) == (D("1933.33"), 31, D("59933.23"))
    assert loaded(rent(last="2024-04-30") + fee + "}\n")[1] == ["LX-C156"]
    assert loaded(rent(last="2024-04-30") + fee + ", month_days: 30, per_day: 1}\n")[1] == ["LX-C156"]


def test_without_a_day_rent_is_due_at_the_end_of_each_year_and_of_the_lease() -> None:
    # 民法典 721: from 2024-01-01 a year is full on 2024-12-31; the rest of six months is due when the lease ends.
    words = rent(first="2024-01-01", last="2025-06-30").replace(", due_day: 5", "")
    case, codes = loaded(words)
    assert case is not None and codes == ["LX-C157"]
    assert [o.due.day for o in case.obligations if o.due] == [date(2024, 12, 31)] * 12 + [date(2025, 6, 30)] * 6
    (cite,) = answer_case(case, date(2025, 7, 31)).account.obligations[0].due.cites
    assert (cite.law, cite.article) == ("民法典", "721")
    short = case_of(rent(last="2024-06-30").replace(", due_day: 5", ""))
    assert {o.due.day for o in short.obligations if o.due} == {date(2024, 6, 30)}


def test_a_sublease_and_what_is_not_registered_are_told() -> None:
    thing = "leased_things:\n- {id: 房, contract: 合同, name: 一层商铺, registered: 否, sublet_known_on: 2024-08-31}\n"
    found = parse_case(HEAD + rent() + thing).findings
    told = {f.code: dict(f.params) for f in found if f.code in ("LX-C158", "LX-C159")}
    # Six months from 2024-08-31: February has no 31st, the last day is 2025-02-28 (民法典 202).
    assert told["LX-C158"]["day"] == date(2024, 8, 31)
    assert "LX-C159" in told
    consented = thing.replace("2024-08-31}", "2024-08-31, sublet_consented: 是}")
    assert "LX-C158" not in loaded(rent() + consented)[1]


def test_a_payment_on_a_period_is_not_called_wrong_while_a_part_of_a_month_cannot_be_counted() -> None:
    """The last part of a month has no agreed number of days: that is told, and not that “2024-03” does not exist."""
    paid = "payments:\n- {date: 2024-03-20, amount: 58000, payer: 乙, designated_for: 2024-03}\n"
    cut = rent(first="2024-01-01", last="2024-06-10")
    assert "LX-C151" in loaded(cut + paid)[1] and "LX-C034" not in loaded(cut + paid)[1]
    assert "LX-C034" in loaded(cut + paid.replace("2024-03}", "2023-03}"))[1], "no period of this rent"
