"""From a judgment to the end of its enforcement period; how long measures last; insolvency; watched rules."""

from __future__ import annotations

from datetime import date

import pytest

from case_kit import agenda_with, claim, codes, filing, letter, matter_with

D = date


def title(kind: str = "judgment", **more: object) -> dict[str, object]:
    return {
        "id": "判决",
        "kind": kind,
        "organ": "某某法院",
        "case_no": "（2025）某01民初1号",
        "evidence": ["判决"],
        **more,
    }


def measure(**more: object) -> dict[str, object]:
    return {"id": "冻结", "asset": "bank", "owner": "乙", "taken_on": "2026-03-10", "evidence": ["保全裁定"], **more}


def test_a_judgment_not_yet_in_force_shows_the_appeal_period() -> None:
    """民事诉讼法 171(1): fifteen days, here to a Saturday."""
    agenda = agenda_with(D(2026, 11, 8), titles=[title(served_on="2026-11-06")])
    deadline = agenda.get("appeal:判决")
    assert (deadline.period.nominal, deadline.period.last_day, deadline.period.act_by) == (
        D(2026, 11, 21),
        D(2026, 11, 23),
        D(2026, 11, 20),
    )
    assert agenda.get("enforcement:判决") is None
    assert claim(agenda).state == "running"


def test_ten_days_to_perform_then_two_years() -> None:
    """民事诉讼法 250(2), from the unrolled last day."""
    agenda = agenda_with(titles=[title(effective_on="2025-06-20", performance_count="10")])
    deadline = agenda.get("enforcement:判决")
    assert (deadline.period.start, deadline.period.nominal) == (D(2025, 6, 30), D(2027, 6, 30))
    assert claim(agenda).state == "adjudicated"
    assert "LX-D006" not in codes(agenda)


def test_effect_is_computed_from_service_and_said_so() -> None:
    agenda = agenda_with(titles=[title(served_on="2025-06-02", performance_count="10")])
    # fifteen days to 2025-06-17, in force on the 18th, ten days to perform
    assert agenda.get("enforcement:判决").period.nominal == D(2027, 6, 28)
    assert agenda.get("appeal:判决").state == "gone"
    assert "LX-D006" in codes(agenda)


def test_a_title_without_any_day_is_missing_not_guessed() -> None:
    agenda = agenda_with(titles=[title("award")])
    assert (agenda.get("enforcement:判决").state, agenda.get("enforcement:判决").period) == ("missing", None)
    assert "LX-D012" in codes(agenda)
    assert claim(agenda).state == "running"


def test_instalments_of_a_mediation_paper_count_from_the_last() -> None:
    agenda = agenda_with(
        titles=[
            title("mediation_paper", served_on="2025-01-10", instalments=["2025-03-31", "2025-06-30", "2025-09-30"])
        ]
    )
    (deadline,) = agenda.of_rule("enforce.apply")
    assert deadline.period.nominal == D(2027, 9, 30)


def test_instalments_of_a_notarial_deed_each_by_itself() -> None:
    """公证债权文书执行规定 9(1); the claim keeps its own clock."""
    agenda = agenda_with(titles=[title("notarial_deed", instalments=["2025-03-31", "2025-06-30"])])
    assert [d.period.nominal for d in agenda.of_rule("enforce.apply.notarial")] == [D(2027, 3, 31), D(2027, 6, 30)]
    assert claim(agenda).state == "running"


def test_a_demand_after_the_judgment_interrupts_enforcement_and_one_before_does_not() -> None:
    """执行程序解释 20."""
    paper = title(effective_on="2024-12-01", performance_day="2024-12-11")
    agenda = agenda_with(titles=[paper], communications=[letter("2024-06-01"), letter("2025-07-01")])
    deadline = agenda.get("enforcement:判决")
    assert deadline.period.nominal == D(2027, 7, 1)
    assert deadline.deciding.on == D(2025, 7, 1)
    assert deadline.fallbacks[0].period.nominal == D(2026, 12, 11)


def test_an_application_for_enforcement_keeps_the_clock_still() -> None:
    agenda = agenda_with(
        titles=[title(effective_on="2024-12-01", performance_day="2024-12-11")],
        filings=[filing("2025-02-01", "enforcement")],
    )
    assert agenda.get("enforcement:判决").state == "interrupted_pending"


# --- measures -------------------------------------------------------------------------------------------------


def test_a_freeze_ends_the_day_before_and_its_renewal_is_asked_for_seven_days_earlier() -> None:
    """民诉法解释 485(1), 财产保全规定 18(1): 2026-03-10 + 1 year − 1 day = 2027-03-09; renewal by 2027-03-02."""
    agenda = agenda_with(measures=[measure()])
    assert agenda.get("renewal:冻结").period.nominal == D(2027, 3, 2)
    assert agenda.get("seizure:冻结").period.last_day == D(2027, 3, 9)


def test_the_day_of_the_court_governs_and_is_checked() -> None:
    agenda = agenda_with(measures=[measure(notified_end="2027-04-30")])
    assert agenda.get("seizure:冻结").period.last_day == D(2027, 4, 30)
    assert "LX-D007" in codes(agenda)


def test_renewal_warns_sixty_days_ahead() -> None:
    agenda = agenda_with(D(2027, 1, 10), measures=[measure()])
    assert agenda.level(agenda.get("renewal:冻结")).name == "NOTICE"
    late = agenda_with(D(2027, 3, 5), measures=[measure()])
    assert late.get("renewal:冻结").state == "grace"
    assert late.level(late.get("renewal:冻结")).name == "OVER"
    over = agenda_with(D(2027, 3, 10), measures=[measure()])
    assert over.get("renewal:冻结").state == over.get("seizure:冻结").state == "gone"


def test_a_suit_within_thirty_days_of_the_first_pre_suit_measure() -> None:
    """民事诉讼法 104(3)."""
    measures = [
        measure(pre_suit=True, taken_on="2026-11-02"),
        measure(id="查封", asset="movable", pre_suit=True, taken_on="2026-11-05"),
    ]
    open_ = agenda_with(measures=measures).get("presuit:冻结")
    assert (open_.period.nominal, open_.state) == (D(2026, 12, 2), "running")
    done = agenda_with(measures=measures, filings=[filing("2026-11-20")]).get("presuit:冻结")
    assert (done.state, done.deciding.on) == ("done", D(2026, 11, 20))
    unproved = agenda_with(measures=measures, filings=[filing("2026-11-20", evidence=[])]).get("presuit:冻结")
    assert (unproved.state, len(unproved.ignored)) == ("running", 1)


# --- insolvency -----------------------------------------------------------------------------------------------


def insolvency(**more: object) -> dict[str, object]:
    return {"person": "乙", "accepted_on": "2026-10-10", "evidence": ["公告"], **more}


def test_the_courts_day_for_claims_governs() -> None:
    """企业破产法 45."""
    agenda = agenda_with(insolvencies=[insolvency(announced_on="2026-10-12", claims_until="2026-12-15")])
    assert agenda.get("insolvency:乙").period.last_day == D(2026, 12, 15)
    wrong = agenda_with(insolvencies=[insolvency(announced_on="2026-10-12", claims_until="2027-03-15")])
    assert "LX-D009" in codes(wrong)


def test_without_the_courts_day_the_shortest_is_shown_and_asked_about() -> None:
    agenda = agenda_with(insolvencies=[insolvency(announced_on="2026-11-10")])
    assert agenda.get("insolvency:乙").period.nominal == D(2026, 12, 10)
    assert "LX-D008" in codes(agenda)
    assert agenda_with(insolvencies=[insolvency()]).get("insolvency:乙").state == "missing"


def test_a_filed_claim_is_done() -> None:
    agenda = agenda_with(
        insolvencies=[insolvency(claims_until="2026-12-15")], filings=[filing("2026-11-01", "bankruptcy_claim")]
    )
    assert agenda.get("insolvency:乙").state == "done"


def test_a_payment_shortly_before_acceptance_is_noted() -> None:
    """企业破产法 32: the first day of the six months is inside."""
    paid = {"id": "付", "date": "2026-04-10", "amount": "1000.00", "payer": "乙", "evidence": ["回单"]}
    assert "LX-D010" in codes(agenda_with(insolvencies=[insolvency()], payments=[paid]))
    assert "LX-D010" not in codes(agenda_with(insolvencies=[insolvency()], payments=[{**paid, "date": "2026-04-09"}]))


# --- watched rules --------------------------------------------------------------------------------------------


def watched(rule: str, start: str = "2026-11-10") -> list[dict[str, object]]:
    return [{"id": "事项", "rule": rule, "start": start}]


@pytest.mark.parametrize(
    ("rule", "nominal"),
    [
        ("proc.appeal.ruling", D(2026, 11, 20)),
        ("裁定上诉期", D(2026, 11, 20)),
        ("proc.special_ruling.objection", D(2026, 11, 25)),
        ("proc.special_ruling.objection_outsider", D(2027, 5, 10)),
        ("service.announcement.foreign", D(2027, 1, 9)),
        ("bankr.executory_30d", D(2026, 12, 10)),
        ("company.merger_claim", D(2026, 12, 10)),
        ("company.merger_claim_announced", D(2026, 12, 25)),
        ("arb.set_aside", D(2027, 2, 10)),
        ("right.contract_termination", D(2027, 11, 10)),
        ("limitation.international_sale", D(2030, 11, 10)),
        ("limitation.unjust_enrichment", D(2029, 11, 10)),
        ("bill.recourse_6m", D(2027, 5, 10)),
    ],
)
def test_any_rule_that_runs_from_one_day_can_be_watched(rule: str, nominal: date) -> None:
    assert agenda_with(watched=watched(rule)).get("watched:事项").period.nominal == nominal


def test_a_rule_that_does_not_exist_names_the_nearest() -> None:
    agenda = agenda_with(watched=watched("proc.apeal.ruling"))
    (found,) = [f for f in agenda.findings if f.code == "LX-D003"]
    assert "proc.appeal.ruling" in found.remedy("zh")
    assert agenda.get("watched:事项") is None


@pytest.mark.parametrize(
    "rule",
    [
        "right.creditor_revocation",
        "guarantee.period",
        "security.mortgage",
        "enforce.delay_interest",
    ],
)
def test_a_rule_that_needs_more_than_a_day_says_so(rule: str) -> None:
    assert "LX-D004" in codes(agenda_with(watched=watched(rule)))


def test_what_the_law_book_does_not_know_is_listed_and_stops_nothing() -> None:
    agenda = agenda_with(watched=watched("proc.appeal.ruling", "1990-01-10"))
    deadline = agenda.get("watched:事项")
    assert (deadline.state, deadline.period) == ("unknown", None)
    assert deadline.answer.trace
    assert claim(agenda).state == "running"


def test_chosen_days_replace_the_thresholds() -> None:
    matter = matter_with(choices={"warn_days": ["200", "150", "100"]})
    assert matter.agenda.level(claim(matter.agenda)).name == "WARNING"
    assert matter_with().agenda.level(claim(matter_with().agenda)).name == "CALM"


def test_a_suit_that_ended_long_ago_does_not_answer_a_new_measure() -> None:
    agenda = agenda_with(
        measures=[measure(pre_suit=True, taken_on="2026-11-02")],
        filings=[filing("2025-01-10", outcome="dismissed", ended_on="2025-06-01")],
    )
    assert agenda.get("presuit:冻结").state == "running"


def test_facts_after_the_as_of_day_are_named_and_not_counted() -> None:
    agenda = agenda_with(
        D(2026, 2, 1),
        measures=[measure()],
        insolvencies=[insolvency(claims_until="2026-12-15")],
        titles=[title(served_on="2026-05-01")],
    )
    assert [d.id for d in agenda.deadlines] == ["limitation:货款"]
    assert len([f for f in agenda.findings if f.code == "LX-C044"]) == 3


def test_a_waiting_seizure_is_planned_from_its_registration_and_told_to_control_nothing() -> None:
    """查封扣押冻结规定 26: it takes effect by itself when the earlier one is lifted; its term is planned early."""
    (plain,) = agenda_with(measures=[measure()]).of_rule("preserve.seizure.bank")
    agenda = agenda_with(measures=[measure(waiting=True)])
    (waiting,) = agenda.of_rule("preserve.seizure.bank")
    assert waiting.period == plain.period
    assert [note.key for note in waiting.notes] == ["deadlines.note.measure", "deadlines.note.measure_waiting"]
    assert [f.code for f in agenda.findings if f.code == "LX-C235"] == ["LX-C235"]
    assert "LX-C235" not in [f.code for f in agenda_with(measures=[measure()]).findings]
