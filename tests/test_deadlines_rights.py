"""Mortgages and acts of the debtor that can be undone: until when, counted by hand from the articles first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import agenda_with, codes, debt, filing, letter
from lexcollect.deadlines.deadline import Agenda, Deadline

D = date
REVOCATION, MORTGAGE = "right.creditor_revocation", "security.mortgage"


def gift(**more: Any) -> dict[str, Any]:
    return {"id": "赠房", "kind": "无偿转让", "date": "2025-10-01", "知道日期": "2026-03-02", "to": "乙例之妻", **more}


def house(**more: Any) -> dict[str, Any]:
    return {"id": "厂房", "kind": "抵押", "grantor": "乙", "thing": "江边厂房", "registered_on": "2024-01-12", **more}


def only(agenda: Agenda, rule: str) -> Deadline:
    [found] = agenda.of_rule(rule)
    return found


def test_a_gift_is_undone_within_a_year_of_knowing() -> None:
    # 民法典 541: known on 2026-03-02, one year: 2027-03-02, a Tuesday.
    found = only(agenda_with(dispositions=[gift()]), REVOCATION)
    assert (found.period.nominal, found.state, found.person) == (D(2027, 3, 2), "running", "甲")
    assert "无偿转让" in found.title.render("zh") and "诉讼" in found.notes[0].render("zh")


def test_five_years_after_the_act_it_is_over_whenever_it_was_known() -> None:
    # 民法典 541, second sentence: the act of 2021-11-23 and five years: 2026-11-23, before the year of knowing ends.
    found = only(agenda_with(dispositions=[gift(date="2021-11-23")]), REVOCATION)
    assert (found.period.nominal, found.state) == (D(2026, 11, 23), "running")


def test_a_suit_that_asserts_the_revocation_in_time_uses_it() -> None:
    suit = filing("2026-06-01", asserts=["撤销权"])
    used = only(agenda_with(dispositions=[gift()], filings=[suit]), REVOCATION)
    assert (used.state, used.deciding and used.deciding.on) == ("done", D(2026, 6, 1))
    other = only(agenda_with(dispositions=[gift()], filings=[filing("2026-06-01")]), REVOCATION)
    assert other.state == "running"
    late = gift(known_on="2025-01-10", date="2025-01-02")  # one year: Saturday 2026-01-10, rolled to the 12th
    late.pop("知道日期")
    missed = only(agenda_with(dispositions=[late], filings=[suit]), REVOCATION)
    assert missed.state == "gone" and "2026-01-12" in missed.ignored[0].reason.render("zh")


def test_without_the_day_of_knowing_nothing_is_guessed() -> None:
    unknown = {key: value for key, value in gift().items() if key != "知道日期"}
    agenda = agenda_with(dispositions=[unknown])
    assert only(agenda, REVOCATION).state == "missing" and "LX-D012" in codes(agenda)


def test_a_mortgage_lives_as_long_as_the_claim() -> None:
    # 民法典 419: the claim due 2024-03-15 ends on 2027-03-15; a demand that arrived 2025-03-04 makes both 2028-03-04.
    assert only(agenda_with(collaterals=[house()]), MORTGAGE).period.nominal == D(2027, 3, 15)
    moved = only(agenda_with(collaterals=[house()], communications=[letter("2025-03-04")]), MORTGAGE)
    assert moved.period.nominal == D(2028, 3, 4)
    assert "419" in str(moved.answer.trace[0].cites[0])


def test_the_buyers_time_to_complain_is_no_clock_of_the_mortgage() -> None:
    delivered = [{"obligation": "货款", "date": "2025-02-10", "evidence": ["送货单"]}]
    agenda = agenda_with(collaterals=[house()], deliveries=delivered)
    assert only(agenda, MORTGAGE).period.nominal == D(2027, 3, 15) and agenda.of_rule("right.quality_notice")


def test_a_mortgage_whose_claim_is_over_is_gone() -> None:
    # Due 2022-03-15: over on 2025-03-15; the court no longer protects the mortgage (419).
    assert only(agenda_with(collaterals=[house()], obligations=[debt(due="2022-03-15")]), MORTGAGE).state == "gone"


def test_a_mortgage_asserted_in_the_suit_is_used() -> None:
    suit = filing("2026-06-01", asserts=["抵押权"])
    assert only(agenda_with(collaterals=[house()], filings=[suit]), MORTGAGE).state == "done"


def test_with_a_judgment_against_the_debtor_the_enforcement_period_counts() -> None:
    # 担保制度解释 44(1): in force 2025-06-20, performance within ten days ends 2025-06-30; two years: 2027-06-30.
    judgment = {
        "id": "判决",
        "kind": "judgment",
        "against": ["乙"],
        "effective_on": "2025-06-20",
        "performance_count": "10",
        "evidence": ["判决书"],
    }
    agenda = agenda_with(
        collaterals=[house()],
        filings=[filing("2025-01-10", outcome="judgment", ended_on="2025-06-01")],
        titles=[judgment],
    )
    found = only(agenda, MORTGAGE)
    assert (found.period.nominal, found.state) == (D(2027, 6, 30), "running")
    assert "44(1)" in str(found.answer.trace[0].cites[0].article)


@pytest.mark.parametrize(("kind", "rows"), [("登记的权利质押", 1), ("动产质押", 0)])
def test_a_thing_in_our_hands_is_kept_and_a_registered_right_ends_like_a_mortgage(kind: str, rows: int) -> None:
    # 担保制度解释 44(2), 44(3).
    assert len(agenda_with(collaterals=[house(kind=kind)]).of_rule(MORTGAGE)) == rows


def test_a_mortgage_for_one_debt_follows_that_debt_alone() -> None:
    debts = {"obligations": [debt(), debt("二", due="2025-05-20")]}
    found = only(agenda_with(**debts, collaterals=[house(covers=["二"])]), MORTGAGE)
    assert (found.obligations, found.period.nominal) == (("二",), D(2028, 5, 20))
