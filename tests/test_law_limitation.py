"""Limitation as a law office asks about it: facts, question, answer, article."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.law.book import shipped_book
from lexcollect.law.rules.chain import Chain
from lexcollect.law.rules.event_kinds import EventKind, Outcome, catalogue
from lexcollect.law.rules.events import LawEvent, Scope
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation, restart_chain
from lexcollect.law.rules.limitation_starts import (
    due_within,
    finance_lease,
    from_default_due_date,
    from_due_period,
    instalments,
    limitation_by_hand,
    limitation_without_due_date,
)
from lexcollect.law.rules.rights import quality_notice
from lexcollect.law.trace import Answer, Certainty, LawUnknown
from lexcollect.wording import LANGUAGES, say, text

AS_OF = date(2026, 11, 21)
DUE = date(2023, 6, 17)


def day(written: str) -> date:
    return date.fromisoformat(written)


def event(kind: str, on: str, **more: object) -> LawEvent:
    if outcome := more.pop("outcome", ""):
        more["outcome"] = Outcome(outcome)
    return LawEvent(EventKind(kind), day(on), **more)  # type: ignore[arg-type]


#: The sale of steel of 2023: what happened on the first order.
STEEL = [
    event("part_payment", "2023-07-14", id="p1", evidence=("4-1",)),
    event("debt_acknowledged", "2023-10-08", id="a1", evidence=("4-2",)),
    event("electronic_arrived", "2023-11-10", id="w1"),
    event("repayment_plan", "2024-04-18", id="r1"),
    event("debt_acknowledged", "2024-09-12", id="a2"),
    event("letter_arrived", "2025-05-23", id="l1", evidence=("5-3", "5-4", "5-5")),
    event("call_unrecorded", "2025-11-03", id="c1"),
]


def ends(answer: Answer[LimitationResult]) -> tuple[date, date]:
    assert answer.value.period is not None
    return answer.value.period.nominal, answer.value.period.last_day


def without(name: str) -> list[LawEvent]:
    return [e for e in STEEL if e.id != name]


def reason(answer: Answer[LimitationResult], name: str) -> str:
    return next(i.reason.render("zh") for i in answer.value.ignored if i.event.id == name)


def test_the_steel_claim_rests_on_the_delivered_letter() -> None:
    """民法典 195, 诉讼时效规定 8(1)(2): three years from 2025-05-23."""
    answer = limitation(DUE, STEEL, as_of=AS_OF)
    assert ends(answer) == (day("2028-05-23"), day("2028-05-23"))
    assert answer.value.status == "running"
    assert answer.value.deciding is not None and answer.value.deciding.id == "l1"
    assert "录音" in reason(answer, "c1")


def test_if_the_letter_falls_the_acknowledgment_of_september_is_left() -> None:
    answer = limitation(DUE, without("l1"), as_of=AS_OF)
    assert ends(answer) == (day("2027-09-12"), day("2027-09-13"))


def test_if_nothing_after_october_2023_counts_the_defence_was_open() -> None:
    answer = limitation(DUE, STEEL[:2], as_of=AS_OF)
    assert ends(answer)[0] == day("2026-10-08")
    assert answer.value.status == "expired"


def test_the_working_names_rule_article_event_and_exhibit() -> None:
    trace = limitation(DUE, STEEL, as_of=AS_OF).trace
    assert [s.evidence for s in trace if s.evidence] == [("4-1",), ("4-2",), ("5-3", "5-4", "5-5")]
    assert any(str(c) == "民法典第188条第1款" for s in trace for c in s.cites)
    last = trace[-1].text
    assert "2028-05-23" in last.render("zh") and "2028-05-23" in last.render("en")


def test_a_provisional_end_says_so_in_the_working() -> None:
    assert "放假通知" in limitation(DUE, STEEL).trace[-1].text.render("zh")


@pytest.mark.parametrize(
    ("what", "facts", "word"),
    [
        ("city paper", event("public_notice", "2025-03-03", debtor_missing=True, outlet_level="city"), "媒体"),
        ("debtor not shown to be missing", event("public_notice", "2025-03-03", outlet_level="national"), "下落不明"),
        ("seller is no bank", event("bank_deduction", "2025-03-03"), "金融机构"),
        ("stranger signed", event("demand_signed", "2025-03-03", signed_by="visitor"), "签收人"),
        ("rest given up", event("demand_signed", "2025-03-03", rest_waived=True), "放弃"),
        ("only the guarantor was asked", event("demand_on_surety_arrived", "2025-03-03"), "保证人"),
        ("another company", event("demand_signed", "2025-03-03", person="乙"), "乙"),
        ("before it was due", event("demand_signed", "2023-06-01"), "尚未起算"),
        ("too late", event("demand_signed", "2026-06-18"), "届满"),
        ("not yet happened", event("demand_signed", "2027-01-01"), "2026-11-21"),
        ("suit never served", event("suit_filed", "2025-03-03", ended=day("2025-04-01"), outcome="withdrawn"), "副本"),
        ("paid after expiry", event("part_payment", "2026-07-01"), "部分付款"),
        ("plan after expiry", event("repayment_plan", "2026-07-01"), "承诺还款"),
        ("receipt only", event("receipt_signed_only", "2025-03-03"), "签收"),
        ("refusal", event("explicit_refusal", "2025-03-03"), "拒绝"),
        ("obstacle long past", event("obstacle", "2024-01-01", until=day("2024-02-01")), "最后六个月"),
    ],
)
def test_what_does_not_interrupt_is_listed_with_its_reason(what: str, facts: LawEvent, word: str) -> None:
    """Due 2023-06-16, nothing else happened: the period ends 2026-06-16."""
    answer = limitation(day("2023-06-16"), [facts], as_of=AS_OF)
    assert ends(answer)[0] == day("2026-06-16"), what
    (ignored,) = answer.value.ignored
    assert word in ignored.reason.render("zh"), what
    assert ignored.reason.render("en")


@pytest.mark.parametrize(
    ("scope", "facts"),
    [
        (Scope(debtor_kind="natural_person"), event("demand_signed", "2025-03-03", signed_by="adult_relative")),
        (Scope(debtor_kind="legal_person"), event("demand_signed", "2025-03-03", signed_by="mail_room")),
        (Scope(), event("demand_signed", "2025-03-03", signed_by="visitor", other_proof_of_arrival=True)),
        (Scope(creditor_kind="financial"), event("bank_deduction", "2025-03-03")),
        (Scope("甲", frozenset(("甲", "乙"))), event("demand_signed", "2025-03-03", person="乙")),
        (Scope("甲"), event("demand_signed", "2025-03-03", person="甲")),
        (Scope(), event("public_notice", "2025-03-03", debtor_missing=True, outlet_level="province_of_debtor")),
    ],
)
def test_what_does_interrupt(scope: Scope, facts: LawEvent) -> None:
    answer = limitation(day("2023-06-16"), [facts], scope=scope, as_of=AS_OF)
    assert ends(answer)[0] == day("2028-03-03")
    assert not answer.value.ignored


def test_an_adult_relative_cannot_sign_for_a_company() -> None:
    """诉讼时效规定 8(2)."""
    facts = event("demand_signed", "2025-03-03", signed_by="adult_relative")
    answer = limitation(day("2023-06-16"), [facts], scope=Scope(debtor_kind="legal_person"))
    assert answer.value.deciding is None


def test_a_pending_suit_keeps_the_clock_still_and_the_filing_is_the_safe_day() -> None:
    answer = limitation(day("2021-06-30"), [event("suit_filed", "2024-03-12")], as_of=AS_OF)
    assert answer.value.status == "interrupted_pending"
    assert ends(answer)[0] == day("2027-03-12")


def test_a_judgment_moves_the_claim_to_enforcement() -> None:
    suit = event("suit_filed", "2024-03-12", ended=day("2025-01-10"), outcome="judgment")
    assert limitation(day("2021-06-30"), [suit], as_of=AS_OF).value.status == "adjudicated"


def test_a_debt_whose_extension_was_agreed_before_it_was_due_runs_from_the_new_day() -> None:
    extension = event("agreed_extension", "2023-05-01", new_due_date=day("2023-12-31"))
    early = event("demand_signed", "2023-08-01", id="d")
    answer = limitation(DUE, [extension, early])
    assert answer.value.start == day("2023-12-31")
    assert "尚未重新起算" in reason(answer, "d")


def test_an_open_obstacle_suspends_and_a_later_event_still_counts() -> None:
    obstacle = event("obstacle", "2026-03-01")
    assert limitation(DUE, [obstacle], as_of=AS_OF).value.status == "suspended"
    assert limitation(DUE, [event("obstacle", "2025-06-01")], as_of=day("2025-11-01")).value.status == "running"
    answer = limitation(DUE, [obstacle, event("demand_signed", "2026-09-01")], as_of=AS_OF)
    assert answer.value.start == day("2026-09-01") and answer.value.status == "running"


def test_promise_after_expiry_revives_and_everything_is_marked_debated() -> None:
    answer = limitation(day("2020-06-15"), [event("promise_after_expiry", "2026-03-10")], as_of=AS_OF)
    assert answer.value.revived and answer.value.start == day("2026-03-10")
    assert answer.certainty is Certainty.DEBATED


def test_a_new_agreement_after_expiry_revives_from_its_new_due_date() -> None:
    """诉讼时效规定 19(2)."""
    agreed = event("agreed_extension", "2026-03-10", new_due_date=day("2026-12-31"))
    answer = limitation(day("2020-06-15"), [agreed], as_of=AS_OF)
    assert answer.value.revived and answer.value.start == day("2026-12-31")
    assert any("不得再以时效届满抗辩" in s.text.render("zh") for s in answer.trace)


def test_a_promise_made_in_time_counts_from_its_own_day() -> None:
    promise = event("promise_after_expiry", "2022-03-10", new_due_date=day("2022-12-31"))
    answer = limitation(day("2020-06-15"), [promise], as_of=AS_OF)
    assert not answer.value.revived and answer.value.start == day("2022-03-10")


def test_proceedings_under_way_when_the_debt_fell_due_keep_the_clock_still() -> None:
    answer = limitation(DUE, [event("arbitration_filed", "2023-05-01")], as_of=AS_OF)
    assert answer.value.status == "interrupted_pending" and answer.value.start == DUE


def test_a_mediated_plan_with_a_date_is_a_new_due_date() -> None:
    mediation = event("mediation_requested", "2024-03-01", ended=day("2024-04-01"), new_due_date=day("2024-12-31"))
    assert limitation(DUE, [mediation]).value.start == day("2024-12-31")


def test_an_obstacle_that_ended_before_october_2017_only_stopped_the_old_period() -> None:
    """民法通则 139: 162 days were left on 2016-08-01; they run on from 2016-12-01."""
    obstacle = event("obstacle", "2016-08-01", until=day("2016-12-01"))
    answer = limitation(day("2015-01-10"), [obstacle])
    assert ends(answer)[0] == day("2017-05-12")
    assert any(str(c) == "民法通则第139条" for s in answer.trace for c in s.cites)


def test_an_obstacle_that_kept_the_old_period_open_brings_the_three_years() -> None:
    """民法总则诉讼时效解释 2: two years to 2017-09-10, moved past 2017-10-01 by an obstacle."""
    obstacle = event("obstacle", "2017-04-01", until=day("2017-06-01"))
    assert ends(limitation(day("2015-09-10"), [obstacle]))[0] == day("2018-09-10")


def test_claims_of_an_insolvent_company_that_lapsed_within_the_year_start_again() -> None:
    """破产法规定二 19: lapsed 2025-06-30, insolvency accepted 2026-05-20; a year later it would be too late."""
    accepted = event("debtor_insolvency_accepted", "2026-05-20")
    answer = limitation(day("2022-06-30"), [accepted], as_of=AS_OF)
    assert answer.value.revived and answer.value.start == day("2026-05-20") and answer.value.manual_review
    late = limitation(day("2022-04-30"), [accepted], as_of=AS_OF)
    assert not late.value.revived


def test_twenty_years_cut_off_a_chain_of_demands_and_the_other_reading_is_shown() -> None:
    """民法典 188(2), 民法典总则编解释 35."""
    demands = [event("demand_signed", f"{year}-05-01") for year in range(2008, 2026, 2)]
    answer = limitation(day("2006-05-02"), demands, as_of=AS_OF)
    assert answer.value.capped and ends(answer)[0] == answer.value.cap == day("2026-05-02")
    assert [a.value.nominal for a in answer.alternatives] == [day("2027-05-01")]


def test_two_years_before_october_2017_and_three_after() -> None:
    """民法总则诉讼时效解释 2, 3: an event of 2017-09-01 is too late for a debt due 2015-08-31."""
    late = limitation(day("2015-08-31"), [event("demand_signed", "2017-09-01")])
    assert ends(late)[0] == day("2017-08-31")
    kept = limitation(day("2015-08-31"), [event("demand_signed", "2017-08-31")])
    assert ends(kept)[0] == day("2020-08-31")


def test_a_due_date_within_sixty_days_ending_on_a_saturday() -> None:
    """The clock starts on the unrolled Saturday; the rolled Monday is the other reading, if it matters at all."""
    start = from_due_period(due_within(day("2023-04-18"), 60, "day"))
    assert start.on == DUE
    answer = limitation(start)
    assert [a.value.start for a in answer.alternatives] == [day("2023-06-19")]
    assert limitation(start, STEEL).alternatives == ()


def test_a_due_date_on_a_working_day_has_no_other_reading() -> None:
    assert from_due_period(due_within(day("2023-04-17"), 60, "day")).others == ()


@pytest.mark.parametrize("contract", ["sale", "work", "lease", "interest", "deposit", "mandate", "construction"])
def test_the_law_fixes_the_due_date_of_a_silent_contract(contract: str) -> None:
    start = from_default_due_date(contract, DUE)
    assert start.on == DUE and start.cites
    assert start.text.render("zh") and start.text.render("en")


def test_a_loan_without_term_that_nobody_demanded_has_not_started() -> None:
    """诉讼时效规定 4."""
    answer = limitation_without_due_date([event("part_payment", "2024-01-01")], as_of=AS_OF)
    assert answer.value.status == "not_started" and answer.value.period is None


def test_refusal_during_the_grace_is_the_safe_start_and_the_end_of_grace_the_other_reading() -> None:
    demand = event("demand_signed", "2024-01-10", grace=(30, "day"))
    refusal = event("explicit_refusal", "2024-01-15")
    answer = limitation_without_due_date([refusal, demand])
    assert answer.value.start == day("2024-01-15")
    assert [a.value.start for a in answer.alternatives] == [day("2024-02-09")]


def test_later_demands_on_a_loan_without_term_interrupt_as_usual() -> None:
    events = [event("letter_arrived", "2023-05-10"), event("letter_arrived", "2025-05-12")]
    assert limitation_without_due_date(events).value.start == day("2025-05-12")


def test_an_agreed_date_starts_the_clock_of_a_loan_without_term() -> None:
    events = [event("agreed_extension", "2023-05-10", new_due_date=day("2023-12-31"))]
    assert limitation_without_due_date(events).value.start == day("2023-12-31")


@pytest.mark.parametrize("kind", ["maritime", "labour"])
def test_what_the_program_does_not_compute_is_said(kind: str) -> None:
    answer = limitation_by_hand(kind)  # type: ignore[arg-type]
    assert answer.value.status == "manual" and answer.value.period is None
    assert answer.trace[0].cites


def test_acceleration_after_the_last_instalment_changes_nothing() -> None:
    dues = [day("2023-03-31"), day("2023-06-30")]
    assert instalments(dues, day("2023-07-15")).on == day("2023-06-30")


def test_a_finance_lease_ended_early_runs_from_that_day() -> None:
    start = finance_lease(day("2025-06-30"), day("2024-02-01"))
    assert start.on == day("2024-02-01") and start.certainty is Certainty.DEBATED


def test_a_firm_link_that_could_be_spared_does_not_make_the_answer_doubtful() -> None:
    """The acknowledgment is debated, but without it the letter still came in time."""
    assert limitation(DUE, [STEEL[1], STEEL[5]]).certainty is Certainty.STATUTORY
    assert limitation(DUE, [STEEL[1]]).certainty is Certainty.DEBATED
    needed = [STEEL[1], event("letter_arrived", "2026-09-30")]
    assert limitation(DUE, needed).certainty is Certainty.DEBATED


def test_a_debt_older_than_the_calendar_is_refused() -> None:
    with pytest.raises(LawUnknown):
        limitation(day("1986-12-31"))


def test_each_kind_of_the_catalogue_has_a_name_and_a_proof_in_both_languages() -> None:
    for kind in catalogue():
        for lang in LANGUAGES:
            assert say(f"law_events.{kind}", lang) and say(f"law_events.{kind}.proof", lang)


def test_each_kind_that_never_interrupts_says_why() -> None:
    for kind in catalogue().values():
        if kind.family in ("none", "start"):
            assert text(f"law.ignored_{kind.code}").render("zh") and text(f"law.ignored_{kind.code}").render("en")


KINDS = sorted(
    k.code
    for k in catalogue().values()
    if k.family in ("demand", "consent", "transfer") and k.code not in ("bank_deduction", "public_notice")
)
EVENTS = st.lists(
    st.builds(
        LawEvent, st.sampled_from(KINDS), st.dates(date(2016, 1, 1), date(2031, 12, 31)), st.integers(0, 99).map(str)
    ),
    max_size=12,
    unique_by=lambda e: (e.on, e.id),
)
STARTS = st.dates(date(2014, 1, 1), date(2024, 12, 31))


@given(STARTS, EVENTS, st.randoms())
@settings(max_examples=120, deadline=None)
def test_the_order_of_input_never_matters(start: date, events: list[LawEvent], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert limitation(start, events) == limitation(start, shuffled)


@given(STARTS, EVENTS, st.dates(date(2014, 1, 1), date(2031, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_one_more_event_never_shortens_the_period(start: date, events: list[LawEvent], on: date) -> None:
    before = limitation(start, events).value
    after = limitation(start, [*events, LawEvent(EventKind.DEMAND_SIGNED, on, "new")]).value
    assert before.period is not None and after.period is not None
    assert after.period.nominal >= before.period.nominal


@given(STARTS, EVENTS)
@settings(max_examples=120, deadline=None)
def test_every_event_is_accounted_for_and_the_bare_chain_agrees(start: date, events: list[LawEvent]) -> None:
    result = limitation(start, events).value
    chain: Chain = restart_chain(start, events)
    assert len(result.used) + len(result.ignored) == len(events)
    assert result.period is not None and chain.end.nominal == result.period.nominal
    assert result.period.act_by <= result.period.nominal <= result.period.last_day


@given(STARTS, EVENTS)
@settings(max_examples=100, deadline=None)
def test_dropping_an_ignored_event_changes_no_date(start: date, events: list[LawEvent]) -> None:
    result = limitation(start, events).value
    kept = [e for e in events if e in result.used]
    assert limitation(start, kept).value == replace(result, ignored=(), manual_review=False)


def test_a_start_can_be_given_with_its_words_and_evidence() -> None:
    start = Start(DUE, text("law.start_due", day=DUE), evidence=("1-1",))
    assert limitation(start).trace[0].evidence == ("1-1",)
    assert limitation(start).value.period == limitation(DUE + timedelta(0)).value.period


# --- four years, and what was due before the Civil Code ---


@pytest.mark.parametrize("kind", ["international_sale", "technology_trade"])
@pytest.mark.parametrize(
    ("due", "end", "certainty"),
    [
        ("2017-01-01", "2021-01-01", Certainty.DEBATED),  # still running on the first day of the Civil Code
        ("2018-05-31", "2022-05-31", Certainty.DEBATED),
        ("2020-12-31", "2024-12-31", Certainty.DEBATED),
        ("2021-01-01", "2025-01-01", Certainty.STATUTORY),
    ],
)
def test_four_years_of_a_claim_that_outlived_the_former_law(kind: str, due: str, end: str, certainty) -> None:
    """民法典 594, 民法典时间效力规定 1(3): a fact that goes on after 2021-01-01 is judged by the Civil Code."""
    name = f"limitation.{kind}"
    answer = limitation(date.fromisoformat(due), (), length=name, rule=name)
    assert answer.value.period.nominal == date.fromisoformat(end)
    assert answer.certainty is certainty


@pytest.mark.parametrize("kind", ["international_sale", "technology_trade"])
def test_four_years_that_were_over_before_the_civil_code_are_not_guessed(kind: str) -> None:
    """The former contract law is not on file."""
    name = f"limitation.{kind}"
    with pytest.raises(LawUnknown):
        limitation(date(2016, 12, 31), (), length=name, rule=name)


def test_notice_of_defects_under_the_interpretation_of_2012() -> None:
    """买卖合同解释(2012) 17(2): two years at most; received 2018-03-01, over on Sunday 2020-03-01, then Monday."""
    answer = quality_notice(date(2018, 3, 1))
    assert (answer.value.period.nominal, answer.value.period.last_day) == (date(2020, 3, 1), date(2020, 3, 2))
    assert "买卖合同解释(2012)第17条第2款" in [str(c) for step in answer.trace for c in step.cites]


def test_earnest_money_before_the_civil_code() -> None:
    """担保法解释 121: a fifth of the contract sum, as 民法典 586(2) has it since."""
    values = [shipped_book().at("money.earnest_share", day) for day in (date(2010, 1, 1), date(2022, 1, 1))]
    assert [value.decimal for value in values] == [Decimal("0.20"), Decimal("0.20")]
    assert [str(value.cite[0]) for value in values] == ["担保法解释第121条", "民法典第586条第2款"]
