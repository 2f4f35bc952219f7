"""The index of rules: every rule is one record, answers or says since when, and warns as configured."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from lexcollect.law.book import shipped_book
from lexcollect.law.index import rule, rules
from lexcollect.law.rules import arbitration, bills, execution, insolvency, preservation, procedure, rights
from lexcollect.law.rules.guarantee import Agreed, Guarantee, guarantee_period
from lexcollect.law.rules.limitation import limitation
from lexcollect.law.rules.terms import answer, term
from lexcollect.law.trace import Answer, Certainty, LawUnknown

DAY_RULES: dict[str, Callable[[date], Answer[Any]]] = {
    "limitation.general": limitation,
    "guarantee.period none": lambda day: guarantee_period(Guarantee(day)),
    "guarantee.period unclear": lambda day: guarantee_period(Guarantee(day, Agreed(unclear=True), contract_date=day)),
    "right.creditor_revocation": lambda day: answer("right.creditor_revocation", day, act_on=day),
    "right.contract_voidable": lambda day: rights.contract_voidable(day, day, "mistake"),
    "right.contract_termination": rights.contract_termination,
    "right.quality_notice": rights.quality_notice,
    "right.construction_priority": rights.construction_priority,
    "proc.retrial": procedure.retrial,
    "judgment.effective": lambda day: procedure.judgment_effective({"甲": day}),
    "preserve.seizure": lambda day: preservation.seizure("bank", day),
    "preserve.presuit.sue": preservation.sue_after_measure,
    "enforce.apply": lambda day: execution.enforcement(execution.from_performance(day)),
    "enforce.apply instalments": lambda day: execution.enforcement(execution.instalment_starts([day])[0][1]),
    "arb.set_aside": arbitration.set_aside,
    "arb.foreign_recognition": lambda day: arbitration.foreign_recognition(execution.from_effect(day)),
    "bankr.claim": lambda day: insolvency.claim(day, published_on=day),
    "bankr.preference_6m": lambda day: insolvency.look_back(day, "preference"),
    "bill.recourse_6m": lambda day: bills.bill_right("recourse_6m", day),
    "company.merger_claim": lambda day: answer("company.merger_claim", announced_on=day),
}


def months() -> Iterator[date]:
    for year in range(1999, 2037):
        for month in range(1, 13):
            yield date(year, month, 1)


def known(function: Callable[[date], Answer[Any]]) -> list[bool]:
    out = []
    for day in months():
        try:
            assert function(day).trace
            out.append(True)
        except LawUnknown as refusal:
            assert refusal.text.render("zh") and refusal.text.render("en")
            out.append(False)
    return out


@pytest.mark.parametrize("name", DAY_RULES)
def test_every_month_from_1999_to_2036_is_answered_from_some_day_on(name: str) -> None:
    answered = known(DAY_RULES[name])
    assert answered[-1], "the rule must answer today"
    assert answered == sorted(answered), "once known, the law has no gaps"


def test_every_length_in_the_book_is_answered_for_every_month_since_its_first_day() -> None:
    simple = [r for r in rules().values() if r.id in shipped_book() and r.roll != "back"]
    assert len(simple) > 80
    for found in simple:
        first = shipped_book().parameter(found.id).values[0].since
        assert [
            day
            for day, answer in zip(months(), known(lambda d, f=found: term(f.id, d)), strict=True)  # type: ignore[misc]
            if answer is not (day >= first)
        ] == [], found.id


def test_every_length_of_a_deadline_belongs_to_a_rule_or_is_named_by_one() -> None:
    helpers = {
        "guarantee.civil_code_day",
        "guarantee.execution_wait",
        "guarantee.unclear_legacy",
        "limitation.legacy_one_year",
        "limitation.insolvency_lapse",
        "limitation.suspension_added_since",
        "enforce.instalments_from_last",
    }
    names = {p.name for p in shipped_book().parameters() if not p.name.startswith(("money.", "court."))}
    assert names - set(rules()) - helpers == set()


@pytest.mark.parametrize(
    ("name", "as_of", "level"),
    [
        ("limitation.general", "2026-06-01", ""),
        ("limitation.general", "2026-08-23", "notice"),
        ("limitation.general", "2026-10-22", "warning"),
        ("limitation.general", "2026-11-14", "critical"),
        ("limitation.general", "2026-11-21", "critical"),
        ("limitation.general", "2026-11-22", "overdue"),
        ("limitation.cap20", "2025-01-01", "notice"),
        ("bill.notice_3d", "2026-11-21", "critical"),
        ("right.lien_grace", "2026-11-21", ""),
    ],
)
def test_three_levels_of_warning_before_the_day_to_act(name: str, as_of: str, level: str) -> None:
    assert rule(name).level(date.fromisoformat(as_of), date(2026, 11, 21)) == level


def test_an_office_may_set_its_own_days() -> None:
    assert rule("proc.answer").level(date(2026, 11, 1), date(2026, 11, 21), (30, 10, 3)) == "notice"


def test_a_settlement_in_enforcement_restarts_from_its_last_performance_day() -> None:
    """民诉法解释 466."""
    from lexcollect.law.rules.event_kinds import EventKind
    from lexcollect.law.rules.events import LawEvent

    settled = LawEvent(EventKind.ENFORCEMENT_SETTLEMENT, date(2025, 1, 15), settlement_last_day=date(2025, 12, 31))
    answer = execution.enforcement(execution.from_performance(date(2023, 12, 31)), [settled])
    assert answer.value.start == date(2025, 12, 31)
    assert answer.value.cap is None


def test_a_seizure_ends_on_the_day_the_court_named_and_never_rolls() -> None:
    """财产保全规定 18(2): the end named by the court, a Saturday in the break."""
    found = preservation.seizure("movable", date(2024, 2, 14), notified_end=date(2026, 2, 21)).value
    assert found.expiry == date(2026, 2, 21) and found.notified
    assert found.renewal.nominal == date(2026, 2, 14) == found.renewal.act_by


def test_an_end_beyond_the_statutory_maximum_is_questioned() -> None:
    """民诉法解释 485(1): a bank deposit can be frozen for one year at most."""
    answer = preservation.seizure("bank", date(2026, 3, 10), notified_end=date(2027, 9, 9))
    assert answer.value.beyond
    assert any("最长期限" in s.text.render("zh") for s in answer.trace)


def test_a_claims_date_outside_the_range_of_the_law_is_said() -> None:
    """企业破产法 45: twenty days are too short."""
    answer = insolvency.claim(date(2026, 7, 21), published_on=date(2026, 7, 1))
    assert not answer.value.inside
    assert "2026-07-31" in answer.trace[1].text.render("zh")


def test_a_claims_date_without_an_announcement_is_taken_as_it_stands() -> None:
    assert insolvency.claim(date(2026, 7, 21)).value.inside


def test_knowledge_before_the_civil_code_gives_one_year_from_its_first_day() -> None:
    """民法典时间效力规定 25."""
    answer = rights.contract_termination(date(2019, 5, 1), contract_date=date(2018, 1, 1))
    assert answer.value.period is not None and answer.value.period.nominal == date(2022, 1, 1)


def test_a_creditor_who_was_not_told_has_forty_five_days() -> None:
    """公司法 224(2)."""
    found = answer("company.capital_reduction_claim", announced_on=date(2026, 8, 17)).value
    assert found.period is not None and found.period.nominal == date(2026, 10, 1)
    assert found.rule == "company.capital_reduction_claim_announced"
    with pytest.raises(ValueError, match="announced_on"):
        answer("company.capital_reduction_claim")


def test_a_creditor_who_was_told_counts_from_the_notice_whatever_was_announced() -> None:
    """公司法 224(2): thirty days from the notice."""
    both = answer("company.capital_reduction_claim", notified_on=date(2026, 8, 3), announced_on=date(2026, 8, 17)).value
    assert both.period is not None and both.period.nominal == date(2026, 9, 2)


def test_a_creditor_s_revocation_ends_five_years_after_the_act_at_the_latest() -> None:
    """民法典 541."""
    answered = answer("right.creditor_revocation", date(2026, 4, 1), act_on=date(2021, 9, 1))
    assert answered.value.capped and answered.value.cap == date(2026, 9, 1)
    with pytest.raises(ValueError, match="act_on"):
        answer("right.creditor_revocation", date(2026, 4, 1))


def test_a_rule_that_a_function_answers_is_not_answered_by_its_record() -> None:
    with pytest.raises(ValueError, match="procedure:retrial"):
        answer("proc.retrial", date(2026, 4, 1))
    with pytest.raises(ValueError, match="record alone"):
        rule("proc.answer").implementation()


def test_service_by_announcement_abroad_cites_its_start_and_is_a_convention() -> None:
    """民诉法解释 138(1), 民事诉讼法 283(2): watched or asked, the rule has one answer."""
    from lexcollect.law.rules.terms import shipped_law
    from lexcollect.law.rules.watch import one_day

    make = one_day("service.announcement.foreign")
    assert make is not None
    watched, asked = make(date(2026, 4, 1), shipped_law()), answer("service.announcement.foreign", date(2026, 4, 1))
    assert watched == asked
    assert [str(cite) for cite in asked.trace[0].cites] == ["民诉法解释第138条第1款"]
    assert asked.certainty is Certainty.CONVENTION
