"""Periods that a cause brings with it: on the agenda by themselves, counted by hand from the articles first."""

from __future__ import annotations

from datetime import date

import pytest

from case_kit import CONTRACT, JOINT, PARTIES, agenda_with, claim, codes, debt, filing, letter
from lexcollect.causes import causes
from lexcollect.causes.cause import Keeping, Special, Trigger, Whose
from lexcollect.causes.periods import Periods, periods_of
from lexcollect.deadlines import specials
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.law.rules.watch import one_day

D = date
QUALITY, PRIORITY = "right.quality_notice", "right.construction_priority"


def delivery(on: str, obligation: str = "货款") -> dict[str, object]:
    return {"obligation": obligation, "date": on, "evidence": [f"送货单{on}"]}


def only(agenda: Agenda, rule: str) -> Deadline:
    [found] = agenda.of_rule(rule)
    return found


def test_an_international_sale_ages_four_years_not_three() -> None:
    # 民法典 594: due 2024-03-15, four years: 2028-03-15; any other sale 2027-03-15 (188).
    abroad = claim(agenda_with(contracts=[{**CONTRACT, "cause": "国际货物买卖合同纠纷"}]))
    assert (abroad.period.nominal, abroad.rule) == (D(2028, 3, 15), "limitation.international_sale")
    assert claim(agenda_with()).period.nominal == D(2027, 3, 15)


@pytest.mark.parametrize(
    ("cause", "end"),
    [("买卖合同纠纷", D(2028, 3, 15)), ("技术合同纠纷", D(2028, 3, 15)), ("服务合同纠纷", D(2027, 3, 15))],
)
def test_a_sale_or_technology_contract_across_the_border_has_four_years_by_whatever_name(cause: str, end: date) -> None:
    # 民法典 594 speaks of sales of goods and of technology; a service across the border has the three years of 188.
    abroad = {**CONTRACT, "cause": cause, "跨境": "是"}
    assert claim(agenda_with(contracts=[abroad])).period.nominal == end


def test_a_demand_in_an_international_sale_opens_four_new_years() -> None:
    # A demand of 2026-11-01, more than three and a half years into a debt due 2023-03-15: 594 keeps it alive.
    groups = {
        "contracts": [{**CONTRACT, "cause": "国际货物买卖合同纠纷"}],
        "obligations": [debt(due="2023-03-15", date="2023-01-15")],
        "communications": [letter("2026-11-01")],
    }
    assert claim(agenda_with(**groups)).period.nominal == D(2030, 11, 1)


def test_the_buyers_time_to_complain_of_quality_is_shown_while_it_can_hurt() -> None:
    # 民法典 621(2): received 2025-02-10, two years: until 2027-02-10; on 2026-11-21 the buyer can still complain.
    found = only(agenda_with(deliveries=[delivery("2025-01-20"), delivery("2025-02-10")]), QUALITY)
    assert (found.period.nominal, found.person, found.state) == (D(2027, 2, 10), "乙", "dated")
    assert not found.open  # nothing for us to do: no alarm, no day to act
    assert found.notes and "对方" in found.notes[0].render("zh")


def test_a_time_to_complain_that_is_over_says_nothing() -> None:
    # Received 2024-01-20: over on 2026-01-20.
    assert agenda_with(deliveries=[delivery("2024-01-20")]).of_rule(QUALITY) == ()


@pytest.mark.parametrize(
    ("agreed", "until"),
    [
        # 民法典 621(1), (2): the agreed time takes the place of the two years; received 2026-10-10.
        ({"检验期限": {"期间长度": 60, "单位": "日"}}, D(2026, 12, 9)),
        ({"质保期": {"期间长度": 3, "单位": "年"}}, D(2029, 10, 10)),
        # 622: what an inspection of ten days cannot find shows within the warranty.
        ({"inspection": {"count": 10}, "warranty": {"count": 18, "unit": "month"}}, D(2028, 4, 10)),
        ({"inspection": {"count": 10}}, None),  # over since 2026-10-20
    ],
)
def test_an_agreed_time_for_complaints_goes_before_the_two_years(agreed: dict[str, object], until: date | None) -> None:
    agenda = agenda_with(contracts=[{**CONTRACT, **agreed}], deliveries=[delivery("2026-10-10")])
    assert [d.period.nominal for d in agenda.of_rule(QUALITY)] == ([until] if until else [])


def test_without_a_delivery_nothing_is_guessed_of_the_buyers_time() -> None:
    agenda = agenda_with()
    assert agenda.of_rule(QUALITY) == () and "LX-D012" not in codes(agenda)


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cause with the priority of the works price (建设工程解释一 41) as its file would say it."""
    special = Special(PRIORITY, Trigger.DUE, Whose.CREDITOR, Keeping.SUIT)
    monkeypatch.setattr(specials, "periods_of", lambda _: Periods(special=(special,)))


def due_on(day: str) -> dict[str, object]:
    return {"obligations": [debt(due=day)]}


@pytest.mark.usefixtures("works")
def test_a_priority_runs_eighteen_months_from_the_due_day() -> None:
    # Due 2025-08-29: 18 months have no 29th of February in 2027: 2027-02-28, a Sunday; act by Friday the 26th.
    found = only(agenda_with(**due_on("2025-08-29")), PRIORITY)
    assert (found.period.nominal, found.period.act_by) == (D(2027, 2, 28), D(2027, 2, 26))
    assert (found.person, found.state, found.obligations) == ("甲", "running", ("货款",))


@pytest.mark.usefixtures("works")
def test_a_demand_does_not_move_a_priority() -> None:
    agenda = agenda_with(**due_on("2025-03-14"), communications=[letter("2026-01-05")])
    # 2025-03-14 and eighteen months: 2026-09-14, gone on 2026-11-21; the demand moves limitation only.
    assert (only(agenda, PRIORITY).state, only(agenda, PRIORITY).period.nominal) == ("gone", D(2026, 9, 14))


@pytest.mark.usefixtures("works")
def test_only_a_suit_that_asserts_the_priority_keeps_it() -> None:
    due = due_on("2025-03-14")
    plain = only(agenda_with(**due, filings=[filing("2026-08-03")]), PRIORITY)
    assert plain.state == "gone" and plain.ignored[0].would_count is not None
    used = only(agenda_with(**due, filings=[filing("2026-08-03", asserts=["优先受偿权"])]), PRIORITY)
    assert (used.state, used.deciding and used.deciding.on) == ("done", D(2026, 8, 3))
    late = only(agenda_with(**due, filings=[filing("2026-10-09", asserts=["优先受偿权"])]), PRIORITY)
    assert late.state == "gone" and "2026-09-14" in late.ignored[0].reason.render("zh")
    bare = only(agenda_with(**due, filings=[filing("2026-08-03", asserts=["优先受偿权"], evidence=[])]), PRIORITY)
    assert bare.state == "gone" and "回执" in bare.ignored[0].would_count.render("zh")  # type: ignore[union-attr]


@pytest.mark.usefixtures("works")
def test_debts_sued_apart_are_told_apart() -> None:
    debts = {"obligations": [debt(due="2025-06-10"), debt("二", due="2025-06-10")]}
    sued = agenda_with(**debts, filings=[filing("2026-08-03", asserts=["优先受偿权"], covers=["二"])])
    # Both until 2026-12-10; the suit is for one of them.
    assert {(d.obligations, d.state.value) for d in sued.of_rule(PRIORITY)} == {
        (("货款",), "running"),
        (("二",), "done"),
    }
    [together] = agenda_with(**debts).of_rule(PRIORITY)
    assert together.obligations == ("货款", "二")


def test_our_own_period_without_its_day_asks_for_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    special = Special(PRIORITY, Trigger.SETTLEMENT)
    monkeypatch.setattr(specials, "periods_of", lambda _: Periods(special=(special,)))
    agenda = agenda_with()
    assert only(agenda, PRIORITY).state == "missing" and "LX-D012" in codes(agenda)
    step = {"contract": "合同", "kind": "settlement", "date": "2026-01-30", "evidence": ["结算书"]}
    # 2026-01-30 and eighteen months: 2027-07-30.
    assert only(agenda_with(milestones=[step]), PRIORITY).period.nominal == D(2027, 7, 30)


def test_a_right_on_a_bill_lapses_after_two_years_whatever_others_were_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    # 票据法 17(1)(1): matured 2025-03-15, two years; 票据纠纷规定 19: a demand on one does not help against another.
    from lexcollect.deadlines import limitation

    monkeypatch.setattr(limitation, "periods_of", lambda _: Periods("bill.acceptor_2y"))
    agenda = agenda_with(obligations=[debt(due="2025-03-15")], communications=[letter("2026-02-02")])
    assert only(agenda, "bill.acceptor_2y").period.nominal == D(2028, 2, 2)
    alone = agenda_with(obligations=[debt(due="2025-03-15")])
    assert only(alone, "bill.acceptor_2y").period.nominal == D(2027, 3, 15)
    both = agenda_with(
        parties=[*PARTIES, JOINT], obligations=[debt(due="2025-03-15")], communications=[letter("2026-02-02")]
    )
    days = {d.person: d.period.nominal for d in both.of_rule("bill.acceptor_2y")}
    assert days == {"乙": D(2028, 2, 2), "丙": D(2027, 3, 15)}


@pytest.mark.parametrize("cause", causes(), ids=lambda c: c.id)
def test_every_special_period_of_a_file_can_be_counted_from_one_day(cause) -> None:  # type: ignore[no-untyped-def]
    assert all(one_day(special.rule) for special in cause.deadlines)
    for covered in cause.covers:
        assert periods_of(covered.name) == Periods(
            cause.limitation_of(covered.name), cause.deadlines, covered.nature or cause.nature, cause.cross_border
        )


def test_a_renewed_measure_takes_the_place_of_the_old_one() -> None:
    # 民诉法解释 485: a bank account one year. Frozen 2025-03-03, renewed 2026-02-25, that day counted
    # (the safe reading of a freeze): until 2027-02-24.
    first = {"id": "冻结", "asset": "bank", "owner": "乙", "taken_on": "2025-03-03", "evidence": ["冻结裁定"]}
    again = {
        "id": "续冻",
        "asset": "bank",
        "owner": "乙",
        "taken_on": "2026-02-25",
        "续行": "冻结",
        "evidence": ["续冻"],
    }
    agenda = agenda_with(measures=[first, again])
    [end] = agenda.of_rule("preserve.seizure.bank")
    assert (end.id, end.period.last_day) == ("seizure:续冻", D(2027, 2, 24))
    assert len(agenda_with(measures=[first]).of_rule("preserve.seizure.bank")) == 1


def test_a_date_that_rests_on_a_roll_over_says_so_and_gives_the_safe_day() -> None:
    # Due 2024-08-17: three years end on 2027-08-17, a Tuesday: nothing to say. Due 2023-12-05: 2026-12-05 is a
    # Saturday, rolled to Monday the 7th (民法典 203); Friday the 4th is safe.
    assert claim(agenda_with(obligations=[debt(due="2024-08-17")])).notes == ()
    weekend = claim(agenda_with(obligations=[debt(due="2023-12-05", date="2023-11-01")]))
    assert (weekend.period.nominal, weekend.period.last_day) == (D(2026, 12, 5), D(2026, 12, 7))
    [note] = weekend.notes
    assert "2026-12-04" in note.render("zh") and "有争议" in note.render("zh")


def test_a_demand_on_the_rolled_day_shows_what_is_left_without_the_roll_over() -> None:
    # Due 2022-05-21: three years end on Wednesday 2025-05-21. Due 2022-05-24: Saturday 2025-05-24, rolled to the 26th;
    # the demand arrives on that Monday. Without the roll-over the claim was over on the 24th.
    late = claim(agenda_with(obligations=[debt(due="2022-05-24")], communications=[letter("2025-05-26")]))
    assert late.period.nominal == D(2028, 5, 26)
    assert "2025-05-24" in late.notes[0].render("zh")
    assert D(2025, 5, 24) in [a.value.last_day for a in late.answer.alternatives]
    early = claim(agenda_with(obligations=[debt(due="2022-05-24")], communications=[letter("2025-05-23")]))
    assert early.notes == ()
