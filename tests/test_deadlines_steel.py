"""Until when the rights of the steel matter live: fact sheet, section 5."""

from __future__ import annotations

from datetime import date

import pytest

from lexcollect.deadlines.proof import Grade
from steel import ORDER_1, ORDER_2, ORDER_3, steel, steel_with


def main(matter=None):  # type: ignore[no-untyped-def]
    return (matter or steel()).agenda.of_rule("limitation.general")[0]


def test_claim_lives_until_2028_05_23_on_the_letter_of_2025() -> None:
    deadline = main()
    assert deadline.period.last_day == date(2028, 5, 23)
    assert deadline.obligations == (ORDER_1, ORDER_2, ORDER_3)
    assert deadline.deciding.law.id == "催款函"
    assert deadline.proof.grade is Grade.STRONG
    assert deadline.state == "running"


def test_fallbacks_if_proofs_fall_one_after_the_other() -> None:
    fallbacks = main().fallbacks
    days = [f.period.last_day for f in fallbacks]
    assert days[:2] == [date(2027, 9, 13), date(2027, 4, 19)]
    assert [f.deciding.law.id for f in fallbacks[:2]] == ["微信0912", "还款计划"]
    assert days == sorted(days, reverse=True)


def test_what_the_statement_of_october_2023_alone_would_have_meant() -> None:
    fallback = next(f for f in main().fallbacks if f.deciding and f.deciding.law.id == "对账")
    assert fallback.period.last_day == date(2026, 10, 8)
    assert fallback.state == "expired"
    assert fallback.obligations == (ORDER_1, ORDER_2)


def test_the_part_payment_named_for_order_3_speaks_for_order_3_only() -> None:
    fallback = next(f for f in main().fallbacks if f.deciding and f.deciding.law.id == "付款二")
    assert fallback.obligations == (ORDER_3,)
    assert fallback.period.nominal == date(2027, 2, 5)
    assert fallback.period.provisional


def test_the_telephone_note_is_ignored_with_the_reason_and_the_remedy() -> None:
    item = next(i for i in main().ignored if i.event.law.id == "电话1103")
    assert "单方记录" in item.reason.render("zh")
    assert "录音" in item.would_count.render("zh")


def test_unclear_words_support_only() -> None:
    assert "微信1230" in {i.event.law.id for i in main().ignored}


def test_the_recorded_call_would_count() -> None:
    deadline = main(steel_with(("recorded: 否", "evidence: 微信\n    recorded: 是")))
    assert deadline.period.last_day == date(2028, 11, 3)
    assert deadline.proof.grade is Grade.MEDIUM


@pytest.mark.parametrize(
    ("order", "last_day", "state"),
    [
        (ORDER_1, date(2025, 6, 17), "lapsed"),
        (ORDER_2, date(2025, 8, 8), "preserved"),
        (ORDER_3, date(2025, 11, 6), "preserved"),
    ],
)
def test_guarantee_period_of_each_order(order: str, last_day: date, state: str) -> None:
    deadline = steel().agenda.get(f"guarantee:保证:{order}")
    assert deadline is not None
    assert (deadline.period.last_day, deadline.state) == (last_day, state)


def test_order_1_lapsed_on_the_other_reading_too() -> None:
    deadline = steel().agenda.get(f"guarantee:保证:{ORDER_1}")
    assert [a.value.last_day for a in deadline.answer.alternatives] == [date(2025, 6, 19)]
    assert "2025-06-17" in deadline.ignored[0].reason.render("zh")


def test_guarantee_debt_lives_until_2028_07_04() -> None:
    (deadline,) = steel().agenda.of_rule("guarantee.limitation_joint")
    assert deadline.period.last_day == date(2028, 7, 4)
    assert deadline.obligations == (ORDER_2, ORDER_3)
    assert deadline.deciding.law.id == "保证催告函"


def test_demand_on_the_debtor_is_none_on_the_guarantor() -> None:
    matter = steel_with(("recipient: 郑样例", "recipient: 沈河"))
    states = {d.obligations[0]: d.state for d in matter.agenda.of_rule("guarantee.period")}
    assert set(states.values()) == {"lapsed"}
    assert matter.claims.sureties[0].amount == 0


def test_demand_on_the_guarantor_does_not_move_the_debtors_clock() -> None:
    assert main().period.start == date(2025, 5, 23)


def test_without_the_deciding_exhibit_the_first_fallback_decides() -> None:
    text = "evidence: [催款函, EMS面单1, EMS查询1, 微信]"
    links = "links: {content: 催款函, sent: EMS面单1, address: 合同, arrival: EMS查询1, answer: 微信}"
    deadline = main(steel_with((text, ""), (links, "")))
    assert deadline.period.last_day == date(2027, 9, 13)


def test_agenda_puts_the_most_urgent_running_deadline_first() -> None:
    states = [d.state for d in steel().agenda.deadlines]
    assert states[:2] == ["running", "running"]
    assert steel().agenda.deadlines[0].rule == "limitation.general"


def test_every_date_has_a_trace() -> None:
    for deadline in steel().agenda.deadlines:
        assert deadline.answer.trace
        assert any(step.cites for step in deadline.answer.trace)
