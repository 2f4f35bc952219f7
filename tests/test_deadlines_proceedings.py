"""What proceedings, obstacles and agreements do to the limitation of a claim due 2024-03-15 (three years)."""

from __future__ import annotations

from datetime import date

import pytest

from case_kit import CONTRACT, agenda_with, claim, codes, debt, filing, letter, seal

D = date


def test_without_any_event_three_years_from_the_due_date() -> None:
    deadline = claim(agenda_with())
    assert (deadline.period.nominal, deadline.state) == (D(2027, 3, 15), "running")


def test_a_pending_suit_keeps_the_clock_still() -> None:
    deadline = claim(agenda_with(filings=[filing("2025-01-10")]))
    assert deadline.state == "interrupted_pending"
    assert deadline.period.nominal == D(2028, 1, 10)


def test_a_suit_without_a_receipt_is_not_counted_and_says_what_is_missing() -> None:
    deadline = claim(agenda_with(filings=[filing("2025-01-10", evidence=[])]))
    assert deadline.period.nominal == D(2027, 3, 15)
    assert "回执" in deadline.ignored[0].would_count.render("zh")


def test_a_suit_withdrawn_after_service_restarts_from_the_filing() -> None:
    """法答网精选答问 20.1; the day the ruling takes effect is the other reading."""
    deadline = claim(
        agenda_with(
            filings=[filing("2025-01-10", complaint_served_on="2025-02-01", outcome="withdrawn", ended_on="2025-06-01")]
        )
    )
    assert (deadline.period.nominal, deadline.state) == (D(2028, 1, 10), "running")
    assert [a.value.nominal for a in deadline.answer.alternatives] == [D(2028, 6, 1)]


def test_a_suit_withdrawn_before_service_interrupts_nothing_on_the_safe_side() -> None:
    deadline = claim(agenda_with(filings=[filing("2025-01-10", outcome="withdrawn", ended_on="2025-06-01")]))
    assert deadline.period.nominal == D(2027, 3, 15)
    assert {a.value.nominal for a in deadline.answer.alternatives} == {D(2028, 1, 10), D(2028, 6, 1)}
    assert "回证" in deadline.ignored[0].would_count.render("zh")


def test_a_judgment_moves_the_claim_to_the_enforcement_period() -> None:
    deadline = claim(agenda_with(filings=[filing("2025-01-10", outcome="judgment", ended_on="2025-06-01")]))
    assert deadline.state == "adjudicated"


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("arbitration", D(2028, 1, 10)),
        ("payment_order", D(2028, 1, 10)),
        ("mediation", D(2028, 1, 10)),
        ("presuit_preservation", D(2028, 1, 10)),
        ("bankruptcy_claim", D(2028, 1, 10)),
        ("police_report", D(2028, 1, 10)),
    ],
)
def test_other_proceedings_interrupt_from_their_filing(kind: str, day: date) -> None:
    """诉讼时效规定 11 to 13."""
    assert claim(agenda_with(filings=[filing("2025-01-10", kind)])).period.nominal == day


def test_a_report_restarts_when_its_decision_is_known() -> None:
    deadline = claim(agenda_with(filings=[filing("2025-01-10", "police_report", ended_on="2025-04-01")]))
    assert (deadline.period.nominal, deadline.state) == (D(2028, 4, 1), "running")


def test_a_filing_after_the_as_of_day_has_not_happened_yet() -> None:
    deadline = claim(agenda_with(D(2025, 1, 1), filings=[filing("2025-01-10")]))
    assert deadline.period.nominal == D(2027, 3, 15)
    assert "2025-01-01" in deadline.ignored[0].reason.render("zh")


def test_an_obstacle_in_the_last_six_months_keeps_the_claim_open_six_months_more() -> None:
    """民法典 194(2); without its papers the old date stands."""
    obstacle = {"reason": "疫情封控", "first": "2026-10-01", "last": "2027-02-10", "evidence": ["公告"]}
    deadline = claim(agenda_with(D(2027, 3, 1), obstacles=[obstacle]))
    assert deadline.period.nominal == D(2027, 8, 10)
    assert deadline.fallbacks[0].period.nominal == D(2027, 3, 15)
    without = claim(agenda_with(D(2027, 3, 1), obstacles=[{**obstacle, "evidence": []}]))
    assert without.period.nominal == D(2027, 3, 15)


def test_an_obstacle_that_still_lasts_suspends() -> None:
    obstacle = {"reason": "不可抗力", "first": "2026-10-01", "evidence": ["公告"]}
    assert claim(agenda_with(obstacles=[obstacle])).state == "suspended"


def test_an_agreed_new_due_date_starts_the_clock_there() -> None:
    deadline = claim(agenda_with(acknowledgements=[seal("2024-05-01", "agreed_extension", new_due_on="2025-12-31")]))
    assert deadline.period.nominal == D(2028, 12, 31)


def test_an_agreed_extension_without_a_day_only_interrupts_and_is_asked_about() -> None:
    agenda = agenda_with(acknowledgements=[seal("2024-05-01", "agreed_extension")])
    assert claim(agenda).period.nominal == D(2027, 5, 1)
    assert "LX-D013" in codes(agenda)


def test_a_plan_of_one_side_restarts_from_its_own_day() -> None:
    deadline = claim(
        agenda_with(acknowledgements=[seal("2024-05-01", "repayment_plan", new_due_on="2025-12-31", accepted=False)])
    )
    assert deadline.period.nominal == D(2027, 5, 1)
    assert [a.value.nominal for a in deadline.answer.alternatives] == [D(2028, 12, 31)]


def test_an_iou_signed_by_the_legal_representative_counts() -> None:
    """欠款条批复; 诉讼时效规定 8(2)."""
    deadline = claim(
        agenda_with(
            acknowledgements=[
                {"id": "欠条", "kind": "iou", "date": "2024-08-01", "signed_by": "乙例", "evidence": ["欠条"]}
            ]
        )
    )
    assert deadline.period.nominal == D(2027, 8, 1)


def test_security_given_is_consent() -> None:
    deadline = claim(agenda_with(acknowledgements=[seal("2024-08-01", "security_provided")]))
    assert deadline.period.nominal == D(2027, 8, 1)


def test_notice_of_assignment_interrupts_though_it_demands_nothing() -> None:
    """诉讼时效规定 17(1)."""
    notice = letter("2024-09-01", kind="assignment_notice", demands_payment=False)
    assert claim(agenda_with(communications=[notice])).period.nominal == D(2027, 9, 1)


def test_consent_after_expiry_is_shown_with_what_would_revive_the_claim() -> None:
    """民法典 192(2): a clear promise takes the defence away; a bare statement does not."""
    agenda = agenda_with(
        obligations=[debt(due="2022-03-15")],
        contracts=[{"id": "合同", "cause": "买卖合同纠纷", "name": "合同", "signed_on": "2022-01-01"}],
        acknowledgements=[seal("2025-05-01", "repayment_plan", id="计划"), seal("2025-06-01", id="对账")],
    )
    deadline = claim(agenda)
    assert deadline.state == "expired"
    assert all("192" in i.would_count.render("zh") for i in deadline.ignored)
    # revived by the plan of May, then restarted by the statement of June
    assert [a.value.nominal for a in deadline.answer.alternatives] == [D(2028, 6, 1)]


def test_a_refused_letter_without_a_day_of_refusal_is_no_event() -> None:
    refused = letter("2025-01-10", status="refused", delivered_on=None)
    refused = {key: value for key, value in refused.items() if value is not None}
    deadline = claim(agenda_with(communications=[refused]))
    assert deadline.period.nominal == D(2027, 3, 15)
    assert deadline.ignored[0].would_count is not None


def test_one_debt_in_instalments_runs_from_the_last() -> None:
    """民法典 189."""
    agenda = agenda_with(
        contracts=[{**CONTRACT, "nature": "instalments"}], obligations=[debt("一期"), debt("二期", "2024-09-15")]
    )
    deadline = claim(agenda, "一期")
    assert deadline.obligations == ("一期", "二期")
    assert (deadline.rule, deadline.period.nominal) == ("limitation.instalments", D(2027, 9, 15))


def test_finance_lease_runs_from_the_end_of_the_term_or_says_that_it_is_missing() -> None:
    """融资租赁解释 14."""
    contract = {
        "id": "合同",
        "cause": "融资租赁合同纠纷",
        "name": "合同",
        "signed_on": "2024-01-01",
        "nature": "finance_lease",
    }
    known = agenda_with(contracts=[{**contract, "ends_on": "2025-12-31"}])
    assert claim(known).period.nominal == D(2028, 12, 31)
    agenda = agenda_with(contracts=[contract])
    assert (claim(agenda).state, claim(agenda).period) == ("missing", None)
    assert "LX-D012" in codes(agenda)


def test_the_twenty_years_are_warned_of() -> None:
    """民法典 188(2), 民法典总则编解释 35: a debt of 2007 that was demanded again and again."""
    contract = {"id": "合同", "cause": "买卖合同纠纷", "name": "合同", "signed_on": "2007-01-01"}
    letters = [letter(f"{year}-01-10") for year in range(2008, 2026)]
    agenda = agenda_with(
        contracts=[contract], obligations=[debt(due="2007-06-01", date="2007-01-15")], communications=letters
    )
    assert claim(agenda).period.nominal == D(2027, 6, 1)
    assert "LX-D014" in codes(agenda)
