"""Guarantees: which day the surety is free, what keeps it bound, and from when its own debt ages."""

from datetime import date

import pytest

from lexcollect.law.rules.event_kinds import EventKind, Outcome
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.guarantee import (
    Agreed,
    Guarantee,
    general_guarantee_limitation,
    guarantee_limitation,
    guarantee_period,
)
from lexcollect.law.trace import LawUnknown

AS_OF = date(2026, 11, 21)
TWO_YEARS = Agreed(n=2, unit="year")


def day(written: str) -> date:
    return date.fromisoformat(written)


def event(kind: str, on: str, **more: object) -> LawEvent:
    if outcome := more.pop("outcome", ""):
        more["outcome"] = Outcome(outcome)
    return LawEvent(EventKind(kind), day(on), **more)  # type: ignore[arg-type]


DEMAND = event("demand_on_surety_arrived", "2025-07-04", id="d", evidence=("6-1",))


@pytest.mark.parametrize(
    ("due", "rolled", "nominal", "status"),
    [
        ("2023-06-17", "2023-06-19", "2025-06-17", "expired"),
        ("2023-08-08", None, "2025-08-08", "preserved"),
        ("2023-11-06", None, "2025-11-06", "preserved"),
    ],
)
def test_three_orders_of_steel_each_with_its_own_period(
    due: str, rolled: str | None, nominal: str, status: str
) -> None:
    """民法典 692(2), 693(2): two years agreed, demand on the guarantor 2025-07-04."""
    guarantee = Guarantee(day(due), TWO_YEARS, "joint", main_due_rolled=day(rolled) if rolled else None)
    answer = guarantee_period(guarantee, [DEMAND], as_of=AS_OF)
    assert answer.value.period.nominal == day(nominal)
    assert answer.value.status == status
    assert answer.value.preserved is (status == "preserved")


def test_the_first_order_was_lost_on_the_other_reading_too() -> None:
    guarantee = Guarantee(day("2023-06-17"), TWO_YEARS, "joint", main_due_rolled=day("2023-06-19"))
    (other,) = guarantee_period(guarantee, [DEMAND], as_of=AS_OF).alternatives
    assert other.value.nominal == day("2025-06-19") < DEMAND.on


def test_the_guarantee_debt_ages_from_the_demand() -> None:
    """民法典 694(2)."""
    guarantee = Guarantee(day("2023-08-08"), TWO_YEARS, "joint")
    answer = guarantee_limitation(guarantee, [DEMAND], as_of=AS_OF)
    assert answer.value.period is not None and answer.value.period.nominal == day("2028-07-04")
    assert answer.trace[0].evidence == ("6-1",)


def test_a_second_demand_on_the_surety_restarts_its_debt_and_one_on_the_debtor_does_not() -> None:
    guarantee = Guarantee(day("2023-08-08"), TWO_YEARS, "joint", surety="丙")
    again = event("demand_on_surety_arrived", "2026-07-01", id="e", person="丙")
    debtor = event("demand_signed", "2026-10-01", id="f", person="debtor")
    other = event("demand_on_surety_arrived", "2026-10-02", id="g", person="丁")
    answer = guarantee_limitation(guarantee, [DEMAND, again, debtor, other], as_of=AS_OF)
    assert answer.value.start == day("2026-07-01")


def test_a_pending_suit_against_the_surety_keeps_its_clock_still() -> None:
    suit = event("suit_filed", "2025-07-04", person="surety")
    answer = guarantee_limitation(Guarantee(day("2023-08-08"), TWO_YEARS, "joint"), [suit], as_of=AS_OF)
    assert answer.value.status == "interrupted_pending" and answer.value.start == suit.on


def test_without_a_demand_in_time_nothing_ages() -> None:
    guarantee = Guarantee(day("2023-06-17"), TWO_YEARS, "joint")
    assert guarantee_limitation(guarantee, [DEMAND]).value.status == "not_started"


@pytest.mark.parametrize(
    ("mode", "facts", "word"),
    [
        ("joint", event("demand_signed", "2023-10-01", person="debtor"), "债务人"),
        ("joint", event("demand_on_surety_arrived", "2023-10-01", person="丁"), "其他保证人"),
        ("joint", event("suit_filed", "2023-10-01", person="surety", outcome="withdrawn"), "副本"),
        ("joint", event("demand_on_surety_arrived", "2024-06-01"), "届满"),
        ("joint", event("surety_signs_demand", "2024-06-01"), "届满"),
        ("joint", event("part_payment", "2023-10-01", person="surety"), "承担保证责任"),
        ("joint", event("demand_on_surety_arrived", "2023-06-30"), "之前"),
        ("general", event("demand_on_surety_arrived", "2023-10-01"), "起诉"),
        ("general", event("suit_filed", "2023-10-01", outcome="withdrawn"), "撤回"),
        ("joint", event("demand_on_surety_arrived", "2027-01-01"), "2026-11-21"),
    ],
)
def test_what_does_not_keep_the_surety_bound(mode: str, facts: LawEvent, word: str) -> None:
    """No term agreed, main debt due 2023-06-30: six months."""
    guarantee = Guarantee(day("2023-06-30"), None, mode, surety="丙")  # type: ignore[arg-type]
    answer = guarantee_period(guarantee, [facts], as_of=AS_OF)
    assert not answer.value.preserved and answer.value.status == "expired"
    (ignored,) = answer.value.ignored
    assert word in ignored.reason.render("zh") and ignored.reason.render("en")


@pytest.mark.parametrize(
    "facts",
    [
        event("suit_filed", "2023-10-01", person="debtor"),
        event("arbitration_filed", "2023-10-01"),
        event("enforcement_on_notarial_deed", "2023-10-01"),
    ],
)
def test_what_keeps_a_general_surety_bound(facts: LawEvent) -> None:
    """民法典 693(1), 担保制度解释 27."""
    assert guarantee_period(Guarantee(day("2023-06-30"), None, "general"), [facts]).value.preserved


def test_a_suit_filed_again_in_time_keeps_a_general_surety_bound() -> None:
    """担保制度解释 31(1)."""
    events = [event("suit_filed", "2023-09-01", outcome="withdrawn"), event("suit_filed", "2023-12-20")]
    assert guarantee_period(Guarantee(day("2023-06-30"), None, "general"), events).value.preserved


@pytest.mark.parametrize(("signed", "mode"), [("2020-12-31", "joint"), ("2021-01-01", "general"), (None, "general")])
def test_an_unstated_kind_is_joint_before_the_civil_code_and_general_after(signed: str | None, mode: str) -> None:
    """担保法 19; 民法典 686(2)."""
    guarantee = Guarantee(day("2023-06-30"), contract_date=day(signed) if signed else None)
    assert guarantee_period(guarantee).value.mode == mode


@pytest.mark.parametrize(
    ("agreed", "signed", "treated_as", "nominal"),
    [
        (None, None, "no_term", "2023-12-30"),
        (Agreed(until=day("2023-06-30")), None, "no_term", "2023-12-30"),
        (Agreed(n=0, unit="month"), None, "no_term", "2023-12-30"),
        (Agreed(unclear=True), "2022-01-01", "unclear", "2023-12-30"),
        (Agreed(unclear=True), "2019-01-01", "unclear_legacy", "2025-06-30"),
        (Agreed(until=day("2023-07-01")), None, "agreed", "2023-07-01"),
    ],
)
def test_how_an_agreed_period_is_read(agreed: Agreed | None, signed: str | None, treated_as: str, nominal: str) -> None:
    guarantee = Guarantee(day("2023-06-30"), agreed, contract_date=day(signed) if signed else None)
    result = guarantee_period(guarantee).value
    assert (result.treated_as, result.period.nominal) == (treated_as, day(nominal))


def test_a_general_surety_ages_from_the_earliest_known_start() -> None:
    """担保制度解释 28: ruling, else a year after the application; an exception of 687(2) may come first."""
    answer = general_guarantee_limitation(
        application_received_on=day("2024-03-01"), exception_known_on=day("2024-10-10")
    )
    assert answer.value.start == day("2024-10-10")
    assert general_guarantee_limitation().value.status == "not_started"


def test_rent_under_one_guarantee_each_by_itself_or_all_from_the_last() -> None:
    """A lease of machines, rent due on the 5th, "until paid off": each month by itself, the last as other reading."""
    for due, nominal in (("2025-01-05", "2025-07-05"), ("2025-06-05", "2025-12-05"), ("2025-08-05", "2026-02-05")):
        guarantee = Guarantee(day(due), Agreed(unclear=True), "joint", day("2024-03-01"), last_due=day("2025-08-05"))
        answer = guarantee_period(guarantee)
        assert answer.value.period.nominal == day(nominal)
        others = [a.value.nominal for a in answer.alternatives]
        assert others == ([day("2026-02-05")] if due != "2025-08-05" else [])


def test_a_guarantee_of_before_the_guarantee_law_is_refused() -> None:
    with pytest.raises(LawUnknown):
        guarantee_period(Guarantee(day("1995-06-30"), contract_date=day("1994-06-30")))
