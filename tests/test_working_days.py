"""Working days in a payment term (签收后三个工作日内): read, counted by the notices, refused past them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import CONTRACT, matter_with
from lexcollect.law.trace import LawUnknown


def due_of(signed: str, number: int, unit: str = "工作日", **more: Any) -> date:
    """Return the last day to pay of a price due so many working days after the signing."""
    contract = {**CONTRACT, "signed_on": signed}
    debt = {
        "id": "货款",
        "contract": "合同",
        "date": signed,
        "amount": "100000.00",
        "due": {"count": number, "unit": unit, "after": "signing", **more},
    }
    matter = matter_with(date(2026, 11, 21), contracts=[contract], obligations=[debt])
    (found,) = matter.account.ledger.dues.values()
    assert found.unrolled == found.rolled  # a working day has nothing left to roll
    last: date = found.rolled
    return last


@pytest.mark.parametrize(
    ("signed", "number", "last"),
    [
        ("2026-09-23", 3, "2026-09-29"),  # Thu 24; 25–27 中秋; Mon 28, Tue 29
        ("2026-09-30", 3, "2026-10-10"),  # 1–7 October off; 8, 9, and Saturday 10 worked instead
        ("2024-09-13", 1, "2024-09-14"),  # a Saturday worked instead
        ("2024-05-31", 10, "2024-06-17"),  # 3–7 June, 10 is 端午, 11–14, 17
    ],
)
def test_a_term_in_working_days_is_counted_by_the_notices(signed: str, number: int, last: str) -> None:
    assert due_of(signed, number) == date.fromisoformat(last)


@pytest.mark.parametrize("unit", ["workday", "工作日", "个工作日"])
def test_the_unit_is_read_in_both_languages(unit: str) -> None:
    assert due_of("2026-09-23", 3, unit) == date(2026, 9, 29)


def test_a_term_in_words_says_working_days() -> None:
    contract = {**CONTRACT, "signed_on": "2026-09-23"}
    debt = {
        "id": "货款",
        "contract": "合同",
        "date": "2026-09-23",
        "amount": "100000.00",
        "due": "合同签订后三个工作日内",
    }
    matter = matter_with(date(2026, 11, 21), contracts=[contract], obligations=[debt])
    assert matter.account.ledger.dues["货款"].rolled == date(2026, 9, 29)


def test_past_the_last_notice_the_due_day_is_not_guessed() -> None:
    with pytest.raises(LawUnknown):
        due_of("2026-12-28", 10)
