"""Situations an opposing lawyer would try: facts, the answer counted by hand from the article, then the program's.

Every expected figure was written down before the program was asked. Dates stand as nominal end, last day, act by.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from case_kit import (
    CONTRACT,
    JOINT,
    PARTIES,
    SURETY,
    agenda_with,
    case_with,
    claim,
    debt,
    filing,
    letter,
    matter_with,
    seal,
    surety,
)
from lexcollect.cn.capitals import capitals, parse_capitals
from lexcollect.deadlines.matter import answer_case
from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.rules.debts import Debt, Due
from lexcollect.law.rules.enforcement import double_interest
from lexcollect.law.rules.event_kinds import EventKind, Outcome
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.fees import Fee, acceptance_fee, enforcement_fee, payment_order_fee, preservation_fee
from lexcollect.law.rules.guarantee import Agreed, Guarantee, guarantee_period, max_amount_base
from lexcollect.law.rules.limitation import LimitationResult, limitation
from lexcollect.law.rules.limitation_starts import limitation_without_due_date
from lexcollect.law.rules.overdue import late_payment_loss
from lexcollect.law.rules.preservation import seizure
from lexcollect.law.rules.schedule import schedule, yearly
from lexcollect.law.trace import Answer, LawUnknown

D = Decimal
TODAY = date(2026, 11, 21)
EVERYBODY = [*PARTIES, JOINT, SURETY]


def day(written: str) -> date:
    return date.fromisoformat(written)


def event(kind: str, on: str, **more: Any) -> LawEvent:
    dates = {key: day(value) if isinstance(value, str) and value[:2] == "20" else value for key, value in more.items()}
    if outcome := dates.pop("outcome", ""):
        dates["outcome"] = Outcome(outcome)
    return LawEvent(EventKind(kind), day(on), **dates)


def three(answer: Answer[Any]) -> str:
    """Return nominal end, last day and act-by day."""
    period = answer.value.period
    return f"{period.nominal} {period.last_day} {period.act_by}"


# --- limitation: the last day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "expected", "why"),
    [
        ("2023-02-28", "2026-02-28 2026-02-28 2026-02-28", "a Saturday made a working day"),
        ("2024-02-29", "2027-02-28 2027-03-01 2027-02-26", "no 29 February in 2027, a Sunday"),
        ("2021-10-01", "2024-10-01 2024-10-08 2024-09-30", "National Day to the 7th"),
        ("2021-09-29", "2024-09-29 2024-09-29 2024-09-29", "a Sunday made a working day"),
        ("2023-02-15", "2026-02-15 2026-02-24 2026-02-14", "Spring Festival 15–23; the 14th is a working Saturday"),
        (
            "2015-09-30",
            "2017-09-30 2017-09-30 2017-09-30",
            "full on the eve of the three years (民法总则诉讼时效解释 3)",
        ),
        (
            "2015-10-01",
            "2018-10-01 2018-10-08 2018-09-30",
            "open on that day: three years (2); 30 September was worked",
        ),
        ("2017-09-30", "2020-09-30 2020-09-30 2020-09-30", "still running in 2017"),
    ],
)
def test_the_last_day_without_events(due: str, expected: str, why: str) -> None:
    """民法典 188(1), 201–203; transition of 2017."""
    assert three(limitation(day(due))) == expected, why


LIMITATION: list[tuple[str, str, list[LawEvent], str, str]] = [
    ("demand on the rolled last day", "2021-10-01", [event("letter_arrived", "2024-10-08")], "2027-10-08", "running"),
    ("demand a day later", "2021-10-01", [event("letter_arrived", "2024-10-09")], "2024-10-01", "expired"),
    (
        "old law, demand on the last day of two years",
        "2014-06-30",
        [event("letter_arrived", "2016-06-30")],
        "2019-06-30",
        "expired",
    ),
    ("old law, demand a day later", "2014-06-30", [event("letter_arrived", "2016-07-01")], "2016-06-30", "expired"),
    (
        "obstacle inside the last six months",
        "2022-05-31",
        [event("obstacle", "2024-11-01", until="2024-12-10")],
        "2025-06-10",
        "expired",
    ),
    (
        "obstacle over the day before they began",
        "2022-05-31",
        [event("obstacle", "2024-08-01", until="2024-11-29")],
        "2025-05-31",
        "expired",
    ),
    (
        "obstacle to the end of August: no 31 February",
        "2022-05-31",
        [event("obstacle", "2025-03-01", until="2025-08-31")],
        "2026-02-28",
        "expired",
    ),
    (
        "obstacle that ends short of the old end",
        "2022-05-31",
        [event("obstacle", "2024-11-01", until="2024-11-30")],
        "2025-05-31",
        "expired",
    ),
    (
        "demand after an obstacle, inside the longer period",
        "2022-05-31",
        [event("obstacle", "2025-03-01", until="2025-08-31"), event("letter_arrived", "2026-02-28")],
        "2029-02-28",
        "running",
    ),
    (
        "new due date agreed in time",
        "2020-06-30",
        [event("agreed_extension", "2022-12-01", new_due_date="2024-12-31")],
        "2027-12-31",
        "running",
    ),
    (
        "demand while the new term runs",
        "2020-06-30",
        [event("agreed_extension", "2022-12-01", new_due_date="2024-12-31"), event("letter_arrived", "2024-05-01")],
        "2027-12-31",
        "running",
    ),
    (
        "new due date agreed before the old one",
        "2022-06-30",
        [event("agreed_extension", "2022-05-01", new_due_date="2023-12-31")],
        "2026-12-31",
        "running",
    ),
    (
        "promise after the end with a day",
        "2020-06-30",
        [event("promise_after_expiry", "2024-01-10", new_due_date="2024-06-30")],
        "2027-06-30",
        "running",
    ),
    (
        "promise after the end without a day",
        "2020-06-30",
        [event("promise_after_expiry", "2024-01-10")],
        "2027-01-10",
        "running",
    ),
    (
        "part payment after the end revives nothing",
        "2020-06-30",
        [event("part_payment", "2024-01-10")],
        "2023-06-30",
        "expired",
    ),
    (
        "IOU after the due date counts from its receipt",
        "2021-01-31",
        [event("iou_after_due", "2023-05-04")],
        "2026-05-04",
        "expired",
    ),
    (
        "plan with a day of the debtor's own",
        "2022-06-30",
        [event("repayment_plan", "2024-03-05", named_date="2024-12-31")],
        "2027-03-05",
        "running",
    ),
    (
        "suit on the last day, pending",
        "2021-01-31",
        [event("suit_filed", "2024-01-31")],
        "2027-01-31",
        "interrupted_pending",
    ),
    (
        "suit withdrawn, never served",
        "2023-02-01",
        [event("suit_filed", "2024-05-06", ended="2024-07-01", outcome="withdrawn")],
        "2026-02-01",
        "expired",
    ),
    (
        "suit withdrawn, served",
        "2023-02-01",
        [event("suit_filed", "2024-05-06", ended="2024-07-01", outcome="withdrawn", complaint_served_on="2024-05-20")],
        "2027-05-06",
        "running",
    ),
    (
        "suit dismissed without a decision on the merits",
        "2023-02-01",
        [event("suit_filed", "2024-05-06", ended="2025-07-01", outcome="dismissed")],
        "2027-05-06",
        "running",
    ),
    (
        "demand counted from the withdrawn suit's own period only",
        "2021-02-01",
        [
            event("suit_filed", "2023-05-06", ended="2023-07-01", outcome="withdrawn"),
            event("letter_arrived", "2025-05-06"),
        ],
        "2024-02-01",
        "expired",
    ),
    (
        "twenty years end a claim kept alive",
        "2004-03-10",
        [
            event("letter_arrived", d)
            for d in (
                "2006-03-01",
                "2008-02-28",
                "2010-02-01",
                "2012-01-10",
                "2014-01-05",
                "2015-12-20",
                "2017-12-01",
                "2020-11-20",
                "2023-11-01",
            )
        ],
        "2024-03-10",
        "expired",
    ),
    (
        "one link missing and the chain is broken in 2008",
        "2004-03-10",
        [event("letter_arrived", d) for d in ("2006-03-01", "2010-02-01", "2012-01-10")],
        "2008-03-01",
        "expired",
    ),
]


@pytest.mark.parametrize(("what", "due", "events", "nominal", "status"), LIMITATION, ids=[c[0] for c in LIMITATION])
def test_limitation(what: str, due: str, events: list[LawEvent], nominal: str, status: str) -> None:
    """民法典 188, 192, 194, 195; 诉讼时效规定 10, 14, 19; whatever the order of the entries."""
    for entered in (events, events[::-1]):
        answer = limitation(day(due), entered, as_of=TODAY)
        assert (str(answer.value.period and answer.value.period.nominal), answer.value.status) == (nominal, status)


def test_a_demand_on_a_rolled_day_says_that_it_rests_on_the_roll_over() -> None:
    value: LimitationResult = limitation(day("2021-10-01"), [event("letter_arrived", "2024-10-08")]).value
    assert value.relies_on_rollover


@pytest.mark.parametrize(
    ("events", "nominal"),
    [
        ([event("letter_arrived", "2023-08-20", grace=(15, "day"))], "2026-09-04"),
        ([event("letter_arrived", "2023-08-20")], "2026-08-20"),
        (
            [event("letter_arrived", "2023-08-20", grace=(15, "day")), event("explicit_refusal", "2023-08-25")],
            "2026-08-25",
        ),
        (
            [event("letter_arrived", "2023-08-20", grace=(15, "day")), event("letter_arrived", "2024-02-29")],
            "2027-02-28",
        ),
    ],
)
def test_a_loan_without_term_runs_from_the_end_of_the_grace(events: list[LawEvent], nominal: str) -> None:
    """诉讼时效规定 4."""
    period = limitation_without_due_date(events).value.period
    assert period is not None and str(period.nominal) == nominal


# --- limitation in whole matters: per obligation, per person -----------------------------------------------------

TWO = [debt(), debt("尾款", "2024-06-30")]


def payment(on: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"id": f"付{on}", "date": on, "amount": amount, "evidence": [f"回单{on}"], **more}


def test_a_payment_that_names_the_other_order_leaves_this_one_alone() -> None:
    """诉讼时效规定 14; 民法典 560(1)."""
    agenda = agenda_with(obligations=TWO, payments=[payment("2025-04-01", "1000.00", designated_for="尾款")])
    assert claim(agenda).period.nominal == day("2027-03-15")
    assert claim(agenda, "尾款").period.nominal == day("2028-04-01")


def test_money_that_the_guarantor_paid_is_no_consent_of_the_debtor() -> None:
    """民法典 195(2): 义务人同意履行; a guarantor is no joint debtor."""
    agenda = agenda_with(
        parties=EVERYBODY, securities=[surety()], payments=[payment("2025-04-01", "1000.00", payer="丁")]
    )
    assert claim(agenda).period.nominal == day("2027-03-15")


def test_what_is_left_is_only_the_loss_from_late_payment_and_it_keeps_its_clock() -> None:
    """Principal paid as such; the loss of 买卖合同解释 18(4) is still open and can still be barred."""
    contract = {
        **CONTRACT,
        "overdue_loss": {"markup": 50},
        "appropriation": {"order": ["oldest_principal", "interest"], "clause": "第6条"},
    }
    matter = matter_with(contracts=[contract], payments=[payment("2024-09-11", "100000.00")])
    # 2024-03-16 to 2024-09-10: 179 days; LPR 2024-03-16 3.45 % × 1.5 = 5.175 %: 2,537.88
    assert matter.claims.account.interest == D("2537.88")
    assert claim(matter.agenda).period.nominal == day("2027-09-11")


def test_a_letter_to_the_guarantor_is_none_to_the_debtor_and_the_reverse() -> None:
    """民法典 693(2), 694(2)."""
    agenda = agenda_with(parties=EVERYBODY, securities=[surety()], communications=[letter("2024-09-18", "丁")])
    assert claim(agenda).period.nominal == day("2027-03-15")
    kept = agenda.get("guarantee:保证:货款")
    # 2024-03-15 + 6 months = Sunday 2024-09-15, Mid-Autumn to the 17th: last day the 18th
    assert (kept.period.last_day, kept.state) == (day("2024-09-18"), "preserved")
    late = agenda_with(parties=EVERYBODY, securities=[surety()], communications=[letter("2024-09-19", "丁")])
    assert late.get("guarantee:保证:货款").state == "lapsed"


def test_several_due_dates_under_one_guarantee_each_by_itself() -> None:
    """民法典 692(2): the first lapsed, the second kept; the last due date is the other reading."""
    agenda = agenda_with(
        parties=EVERYBODY, obligations=TWO, securities=[surety()], communications=[letter("2024-12-30", "丁")]
    )
    first, second = agenda.get("guarantee:保证:货款"), agenda.get("guarantee:保证:尾款")
    assert (first.state, second.state) == ("lapsed", "preserved")
    assert [a.value.nominal for a in first.answer.alternatives] == [day("2024-12-30")]
    assert second.period.nominal == day("2024-12-30")


def test_a_maximum_amount_guarantee_counts_from_the_determination_of_the_claim() -> None:
    """担保制度解释 30(2): 2024-08-31 + 6 months = 2025-02-28."""
    agenda = agenda_with(
        parties=EVERYBODY,
        obligations=TWO,
        communications=[letter("2025-02-28", "丁")],
        securities=[surety(cap="150000.00", debts_from="2024-01-01", debts_to="2024-08-31")],
    )
    assert {(d.period.nominal, d.state) for d in agenda.of_rule("guarantee.max_amount")} == {
        (day("2025-02-28"), "preserved")
    }


def test_a_general_guarantor_is_kept_by_a_suit_against_the_debtor_on_the_last_day() -> None:
    """民法典 693(1), 担保制度解释 31(1)."""

    def state(**more: Any) -> str:
        agenda = agenda_with(parties=EVERYBODY, securities=[surety("surety_general")], filings=[filing(**more)])
        return str(agenda.get("guarantee:保证:货款").state)

    assert state(on="2024-09-18") == "preserved"
    assert state(on="2024-09-19") == "lapsed"
    assert state(on="2024-09-18", against=["丁"]) == "lapsed"
    assert (
        state(on="2024-08-01", outcome="withdrawn", ended_on="2024-09-01", complaint_served_on="2024-08-10") == "lapsed"
    )


@pytest.mark.parametrize(
    ("filed", "reason"),
    [
        ("2024-09-18", "law.guarantee_withdrawn_general"),
        ("2024-09-19", "law.guarantee_too_late"),
    ],
)
def test_a_withdrawn_suit_filed_too_late_is_told_so_and_not_to_file_again(filed: str, reason: str) -> None:
    """担保制度解释 31(1): only within the period does filing again help; after its end nothing does."""
    suit = event("suit_filed", filed, ended="2024-12-01", outcome="withdrawn")
    ignored = guarantee_period(Guarantee(day("2024-03-15"), mode="general"), [suit], as_of=TODAY).value.ignored
    assert [i.reason.key for i in ignored] == [reason]


def test_an_extension_agreed_with_the_debtor_leaves_the_guarantor_where_he_was() -> None:
    """民法典 695(2)."""
    agenda = agenda_with(
        parties=EVERYBODY,
        securities=[surety()],
        acknowledgements=[seal("2024-03-01", "agreed_extension", new_due_on="2024-12-31")],
    )
    assert agenda.get("guarantee:保证:货款").period.nominal == day("2024-09-15")
    assert claim(agenda).period.nominal == day("2027-12-31")


# --- guarantees by the article -----------------------------------------------------------------------------------

REPAID = Agreed(unclear=True)


@pytest.mark.parametrize(
    ("guarantee", "expected", "treated"),
    [
        (Guarantee(day("2024-06-30"), Agreed(until=day("2024-06-30")), "joint"), "2024-12-30", "no_term"),
        (Guarantee(day("2024-06-30"), Agreed(until=day("2024-05-31")), "joint"), "2024-12-30", "no_term"),
        (Guarantee(day("2024-06-30"), Agreed(until=day("2024-07-01")), "joint"), "2024-07-01", "agreed"),
        (Guarantee(day("2024-08-31"), REPAID, "joint", day("2021-01-01")), "2025-02-28", "unclear"),
        (Guarantee(day("2024-08-31"), REPAID, "joint", day("2020-12-31")), "2026-08-31", "unclear_legacy"),
        (Guarantee(day("2020-08-31"), None, "joint", day("2020-02-01")), "2021-02-28", "no_term"),
        (Guarantee(day("2019-01-01"), REPAID, "joint", day("2018-06-01")), "2021-01-01", "unclear_legacy"),
        (
            Guarantee(day("2024-03-15"), None, "joint", extended_to=day("2024-12-31"), surety_consent=True),
            "2025-06-30",
            "no_term",
        ),
        (Guarantee(day("2024-03-15"), None, "joint", extended_to=day("2024-12-31")), "2024-09-15", "no_term"),
        (Guarantee(max_amount_base(day("2024-05-20"), day("2024-08-31")), None, "joint"), "2025-02-28", "no_term"),
        (Guarantee(max_amount_base(day("2024-12-20"), day("2024-08-31")), None, "joint"), "2025-06-20", "no_term"),
        (Guarantee(day("2024-02-29"), Agreed(n=1, unit="year"), "joint"), "2025-02-28", "agreed"),
    ],
)
def test_guarantee_periods(guarantee: Guarantee, expected: str, treated: str) -> None:
    """民法典 692, 695(2); 担保制度解释 30, 32; 民法典时间效力规定 27."""
    value = guarantee_period(guarantee).value
    assert (str(value.period.nominal), value.treated_as) == (expected, treated)


@pytest.mark.parametrize(("signed", "mode"), [("2020-12-31", "joint"), ("2021-01-01", "general")])
def test_a_guarantee_that_does_not_say_its_kind(signed: str, mode: str) -> None:
    """担保法 19; 民法典 686(2)."""
    assert guarantee_period(Guarantee(day("2024-06-30"), contract_date=day(signed))).value.mode == mode


# --- titles and measures -----------------------------------------------------------------------------------------


def title(kind: str = "judgment", **more: Any) -> dict[str, Any]:
    return {"id": "文书", "kind": kind, "organ": "某某法院", "evidence": ["文书"], **more}


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (title(effective_on="2025-03-31", performance_count="10"), ["2027-04-10 2027-04-12 2027-04-09"]),
        (title(effective_on="2024-02-29"), ["2026-02-28 2026-02-28 2026-02-28"]),
        (
            title("mediation_paper", served_on="2025-01-06", instalments=["2025-06-30", "2025-12-31", "2026-06-30"]),
            ["2028-06-30 2028-06-30 2028-06-30"],
        ),
        (
            title("notarial_deed", instalments=["2025-06-30", "2025-12-31"]),
            ["2027-06-30 2027-06-30 2027-06-30", "2027-12-31 2027-12-31 2027-12-31"],
        ),
        (title(served_on="2025-05-16", performance_count="10"), ["2027-06-14 2027-06-14 2027-06-14"]),
    ],
)
def test_two_years_to_enforce(paper: dict[str, Any], expected: list[str]) -> None:
    """民事诉讼法 250; 公证债权文书执行规定 9(1).

    The last: served 2025-05-16, appeal to Saturday 05-31, a holiday run to 06-02, hence 06-03; in force on the 4th,
    ten days to the 14th.
    """
    found = [d for d in agenda_with(titles=[paper]).deadlines if d.id.startswith("enforcement:")]
    assert [f"{d.period.nominal} {d.period.last_day} {d.period.act_by}" for d in found] == expected


@pytest.mark.parametrize(
    ("asset", "taken", "notified", "expected"),
    [
        ("bank", "2024-02-29", None, "2025-02-27 2025-02-20"),
        ("movable", "2024-02-29", None, "2026-02-27 2026-02-14"),
        ("immovable", "2024-05-06", "2027-05-05", "2027-05-05 2027-04-28"),
        ("other_right", "2023-10-09", None, "2026-10-08 2026-09-30"),
    ],
)
def test_measures_end_without_roll_over(asset: Any, taken: str, notified: str | None, expected: str) -> None:
    """民诉法解释 485(1), 财产保全规定 18(1): end, and the working day by which renewal is asked for."""
    value = seizure(asset, day(taken), notified_end=day(notified) if notified else None).value
    assert f"{value.expiry} {value.renewal.act_by}" == expected


# --- money: the day of a payment, the due date, the as-of day ----------------------------------------------------


def owed(
    as_of: str,
    *payments: dict[str, Any],
    rate: str = "每日万分之五",
    contract: dict[str, Any] | None = None,
    **groups: Any,
) -> tuple[str, str, str]:
    """Return principal, penalty and what the next day adds."""
    terms = {**CONTRACT, "late_penalty": {"rate": rate, "clause": "第5条"}, **(contract or {})}
    account = matter_with(day(as_of), **{"contracts": [terms], "payments": list(payments), **groups}).claims.account
    return f"{account.principal}", f"{account.penalty}", f"{account.per_day}"


WITHIN = [{**debt(), "due": {"count": 60, "unit": "day", "after": "signing"}}]

MONEY: list[tuple[str, Callable[[], tuple[str, str, str]], tuple[str, str, str]]] = [
    ("on the due day nothing runs, the next day does", lambda: owed("2024-03-15"), ("100000.00", "0.00", "50.00")),
    ("before the due day the next day adds nothing", lambda: owed("2024-03-10"), ("100000.00", "0.00", "0.00")),
    ("the first day of default", lambda: owed("2024-03-16"), ("100000.00", "50.00", "50.00")),
    (
        "paid in part on the due day",
        lambda: owed("2024-03-25", payment("2024-03-15", "40000.00")),
        ("60000.00", "300.00", "30.00"),
    ),
    (
        "paid on the as-of day: nine days, then the lower balance",
        lambda: owed("2024-03-25", payment("2024-03-25", "60000.00")),
        ("40450.00", "20.23", "20.23"),
    ),
    (
        "paid after it: not yet",
        lambda: owed("2024-03-25", payment("2024-03-26", "60000.00")),
        ("100000.00", "500.00", "50.00"),
    ),
    (
        "paid before the due day",
        lambda: owed("2024-03-25", payment("2024-03-01", "100000.00")),
        ("0.00", "0.00", "0.00"),
    ),
    (
        "paid with the penalty: 100,000 and 29 days of 50",
        lambda: owed("2024-05-01", payment("2024-04-14", "101450.00")),
        ("0.00", "0.00", "0.00"),
    ),
    ("one percent a month", lambda: owed("2024-03-25", rate="月利率1%"), ("100000.00", "328.77", "32.88")),
    (
        "18.25 percent a year is five in ten thousand a day",
        lambda: owed("2024-03-25", rate="年利率18.25%"),
        ("100000.00", "500.00", "50.00"),
    ),
    (
        "sixty days end on Sunday 03-10: default from the 12th",
        lambda: owed("2024-03-20", obligations=WITHIN),
        ("100000.00", "450.00", "50.00"),
    ),
    (
        "the same, the contract moves nothing",
        lambda: owed("2024-03-20", obligations=[{**debt(), "due": {**WITHIN[0]["due"], "roll": "none"}}]),
        ("100000.00", "500.00", "50.00"),
    ),
    (
        "the as-of day not counted",
        lambda: owed("2024-03-25", choices={"count_as_of_day": False}),
        ("100000.00", "450.00", "50.00"),
    ),
    (
        "payment day on the lower balance",
        lambda: owed("2024-03-25", payment("2024-03-20", "40000.00")),
        ("60200.00", "180.60", "30.10"),
    ),
    (
        "payment day on the old balance",
        lambda: owed("2024-03-25", payment("2024-03-20", "40000.00"), choices={"payment_day": "old"}),
        ("60250.00", "150.63", "30.13"),
    ),
    (
        "a set-off works like a payment",
        lambda: owed("2024-03-25", payment("2024-03-20", "40000.00", kind="set_off")),
        ("60200.00", "180.60", "30.10"),
    ),
    (
        "penalty stops the day before the debtor's insolvency is accepted",
        lambda: owed("2024-03-25", insolvencies=[{"person": "乙", "accepted_on": "2024-03-21", "evidence": ["裁定"]}]),
        ("100000.00", "250.00", "0.00"),
    ),
]


@pytest.mark.parametrize(("what", "found", "expected"), MONEY, ids=[m[0] for m in MONEY])
def test_penalty_of_one_debt(
    what: str, found: Callable[[], tuple[str, str, str]], expected: tuple[str, str, str]
) -> None:
    """100,000 yuan due 2024-03-15; conventions C2, C3, C8; 民法典 561, 585(3); 企业破产法 46(2)."""
    assert found() == expected


def balances(as_of: str, *payments: dict[str, Any], **groups: Any) -> dict[str, str]:
    """Return the principal left per obligation where nothing but principal is owed."""
    account = matter_with(day(as_of), **{"payments": list(payments), **groups}).claims.account
    return {o.id: f"{o.principal}" for o in account.obligations}


SMALL = debt("尾款", "2024-04-15", amount="50000.00")
OTHER = {"id": "合同二", "cause": "买卖合同纠纷", "name": "买卖合同二", "signed_on": "2024-01-10"}


@pytest.mark.parametrize(
    ("what", "groups", "paid", "expected"),
    [
        (
            "the unsecured one first",
            {"obligations": [*TWO[:1], SMALL], "parties": EVERYBODY, "securities": [surety(covers=["货款"])]},
            "30000.00",
            {"货款": "100000.00", "尾款": "20000.00"},
        ),
        (
            "both under one guarantee: the earlier due",
            {"obligations": [*TWO[:1], SMALL], "parties": EVERYBODY, "securities": [surety()]},
            "30000.00",
            {"货款": "70000.00", "尾款": "50000.00"},
        ),
        (
            "a guarantee of the other contract secures nothing here",
            {
                "contracts": [CONTRACT, OTHER],
                "parties": EVERYBODY,
                "securities": [surety()],
                "obligations": [debt(), {**SMALL, "contract": "合同二"}],
            },
            "30000.00",
            {"货款": "100000.00", "尾款": "20000.00"},
        ),
        (
            "same day, no security: in proportion to the fen",
            {"obligations": [debt(), debt("尾款", amount="50000.00")]},
            "10000.01",
            {"货款": "93333.33", "尾款": "46666.66"},
        ),
        (
            "what is not due yet waits",
            {"obligations": [debt(), debt("尾款", "2024-12-31")]},
            "120000.00",
            {"货款": "0.00", "尾款": "100000.00"},
        ),
    ],
)
def test_which_debt_a_payment_meets(what: str, groups: dict[str, Any], paid: str, expected: dict[str, str]) -> None:
    """民法典 560(2), paid 2024-05-01 without a word."""
    assert balances("2024-06-30", payment("2024-05-01", paid), **groups) == expected


def test_money_that_waited_meets_the_next_debt_on_its_due_day() -> None:
    groups = {"obligations": [debt(), debt("尾款", "2024-12-31")]}
    assert balances("2025-01-31", payment("2024-05-01", "120000.00"), **groups) == {"货款": "0.00", "尾款": "80000.00"}


# --- interest by segments and by convention ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2019-07-19", "4692.00"),  # 31 × 65.25 (4.35 × 1.5) + 31 × 63.75 (4.25 × 1.5) + 11 × 63.00 (4.20 × 1.5)
        ("2019-08-18", "2734.50"),  # one day of benchmark, then as above
        ("2019-08-19", "2677.50"),  # breach on 2019-08-20: 42 days at the LPR of that day
    ],
)
def test_loss_across_the_change_to_lpr(due: str, expected: str) -> None:
    """买卖合同解释 18(4): 365,000 yuan to 2019-09-30, plus fifty percent."""
    answer = late_payment_loss([Debt("货款", D("365000.00"), Due(day(due)))], [], day("2019-09-30"))
    assert answer.value.interest == D(expected)


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("year", "365", "509.59"),
        ("year", "360", "516.67"),
        ("year", "actual", "508.20"),
        ("year", "30/360", "533.33"),
        ("year", "months", "533.33"),
        ("year", "days/30", "516.67"),
        ("cutoff", "not_counted", "493.15"),
        ("span", "both", "509.59"),
        ("span", "tail", "493.15"),
    ],
)
def test_each_convention_alone(option: str, value: str, expected: str) -> None:
    """100,000 yuan at 6 % from 2024-01-31 to 2024-03-01, counted: 31 days."""
    found = schedule(
        D("100000.00"), yearly(D(6)), day("2024-01-31"), day("2024-03-01"), conventions=DEFAULTS.but(option, value)
    )
    assert found.total == D(expected)


def test_a_year_of_its_own_length_on_each_side_of_new_year() -> None:
    found = schedule(
        D("100000.00"), yearly(D(6)), day("2023-12-30"), day("2024-01-02"), conventions=DEFAULTS.but("year", "actual")
    )
    assert found.total == D("65.66")  # 6,000 × (2 ÷ 365 + 2 ÷ 366)


# --- fees --------------------------------------------------------------------------------------------------------

FEES: list[tuple[Any, str, str]] = [
    *(
        (acceptance_fee, c, f)
        for c, f in (
            ("0.00", "50.00"),
            ("9999.99", "50.00"),
            ("10000.00", "50.00"),
            ("10000.01", "50.00"),
            ("10000.20", "50.01"),
            ("99999.99", "2300.00"),
            ("100000.00", "2300.00"),
            ("100000.25", "2300.01"),
            ("200000.00", "4300.00"),
            ("200000.34", "4300.01"),
            ("500000.00", "8800.00"),
            ("500000.50", "8800.01"),
            ("1000000.00", "13800.00"),
            ("1000000.55", "13800.00"),
            ("1000000.56", "13800.01"),
            ("2000000.00", "22800.00"),
            ("5000000.00", "46800.00"),
            ("10000000.00", "81800.00"),
            ("20000000.00", "141800.00"),
            ("20000001.00", "141800.01"),
        )
    ),
    *(
        (preservation_fee, c, f)
        for c, f in (
            ("1000.00", "30.00"),
            ("1000.49", "30.00"),
            ("1000.50", "30.01"),
            ("100000.00", "1020.00"),
            ("895998.99", "4999.99"),
            ("895999.00", "5000.00"),
            ("896000.00", "5000.00"),
            ("896000.01", "5000.00"),
        )
    ),
    *(
        (enforcement_fee, c, f)
        for c, f in (
            ("10000.00", "50.00"),
            ("500000.00", "7400.00"),
            ("5000000.00", "52400.00"),
            ("10000000.00", "77400.00"),
            ("10000004.99", "77400.00"),
            ("10000005.00", "77400.01"),
            ("20000000.00", "87400.00"),
        )
    ),
    *((payment_order_fee, c, f) for c, f in (("10000.00", "16.67"), ("100000.00", "766.67"))),
]


@pytest.mark.parametrize(("fee", "amount", "expected"), FEES, ids=[f"{f.__name__}-{a}" for f, a, _ in FEES])
def test_fees_at_their_edges(fee: Any, amount: str, expected: str) -> None:
    """诉讼费用交纳办法 13(1)(1), 14."""
    found: Answer[Fee] = fee(D(amount), TODAY)
    assert found.value.amount == D(expected)


@pytest.mark.parametrize(("amount", "expected"), [("10000.40", "25.01"), ("10000.20", "25.00"), ("10000.00", "25.00")])
def test_half_a_fee_is_taken_before_rounding(amount: str, expected: str) -> None:
    """诉讼费用交纳办法 16; convention C7."""
    assert acceptance_fee(D(amount), TODAY, halved=("simplified",)).value.amount == D(expected)


# --- amounts in words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("10.05", "壹拾元零伍分"),
        ("100.50", "壹佰元伍角"),
        ("10010.00", "壹万零壹拾元整"),
        ("100010.10", "壹拾万零壹拾元壹角"),
        ("1010101.01", "壹佰零壹万零壹佰零壹元零壹分"),
        ("20000000.00", "贰仟万元整"),
        ("100000000.01", "壹亿元零壹分"),
        ("100100000.00", "壹亿零壹拾万元整"),
        ("10000001.00", "壹仟万零壹元整"),
        ("300000500.60", "叁亿零伍佰元陆角"),
        ("1050000.00", "壹佰零伍万元整"),
        ("1005000.00", "壹佰万伍仟元整"),
        ("100050000.00", "壹亿零伍万元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1000000000.00", "壹拾亿元整"),
        ("90807.06", "玖万零捌佰零柒元零陆分"),
    ],
)
def test_zeros_in_words(amount: str, words: str) -> None:
    """正确填写票据和结算凭证的基本规定, points 2 to 4."""
    assert capitals(D(amount)) == words
    assert parse_capitals(f"人民币{words}") == D(amount)


# --- one debt in instalments; titles against guarantors; further titles ------------------------------------------

INSTALMENTS = [debt("一期", "2023-03-15"), debt("二期", "2023-09-15"), debt("三期", "2024-03-15")]


def test_consent_to_one_instalment_is_consent_to_the_one_debt() -> None:
    """民法典 189, 诉讼时效规定 9: what interrupts for a part of one debt interrupts for the rest."""
    one = {**CONTRACT, "nature": "instalments"}
    paid = [payment("2025-04-01", "1000.00", designated_for="一期")]
    agenda = agenda_with(contracts=[one], obligations=INSTALMENTS, payments=paid)
    assert {claim(agenda, o["id"]).period.nominal for o in INSTALMENTS} == {day("2028-04-01")}
    several = agenda_with(obligations=INSTALMENTS, payments=paid)
    assert claim(several, "三期").period.nominal == day("2027-03-15")


def test_a_judgment_against_the_guarantor_takes_the_place_of_its_limitation() -> None:
    """民事诉讼法 250: with a title the guarantee debt has its enforcement period."""
    groups = {"parties": EVERYBODY, "securities": [surety()], "communications": [letter("2024-05-20", "丁")]}
    (running,) = agenda_with(**groups).of_rule("guarantee.limitation_joint")
    assert (running.period.nominal, running.state) == (day("2027-05-20"), "running")
    paper = title(effective_on="2025-03-31", performance_count="10", against=["乙", "丁"])
    (moved,) = agenda_with(**groups, titles=[paper]).of_rule("guarantee.limitation_joint")
    assert moved.state == "adjudicated"
    only_debtor = title(effective_on="2025-03-31", performance_count="10", against=["乙"])
    (kept,) = agenda_with(**groups, titles=[only_debtor]).of_rule("guarantee.limitation_joint")
    assert kept.state == "running"


def test_instalments_of_an_old_judgment_that_were_full_before_2022() -> None:
    """2017 edition 239(2), since 2022-01-01 250(2): the first two lapsed by themselves, the last runs on."""
    paper = title(effective_on="2018-01-10", instalments=["2018-06-30", "2019-06-30", "2020-06-30"])
    found = [d for d in agenda_with(day("2022-03-01"), titles=[paper]).deadlines if d.rule == "enforce.apply"]
    assert sorted(str(d.period.nominal) for d in found) == ["2020-06-30", "2021-06-30", "2022-06-30"]


def test_a_suit_after_a_measure_before_national_day() -> None:
    """民事诉讼法 104(3): 2026-09-05 + 30 days = 10-05, in the holiday; last day the 8th, act by 09-30."""
    agenda = agenda_with(
        day("2026-09-20"),
        measures=[
            {
                "id": "冻结",
                "asset": "bank",
                "owner": "乙",
                "taken_on": "2026-09-05",
                "pre_suit": True,
                "evidence": ["裁定"],
            }
        ],
    )
    period = agenda.get("presuit:冻结").period
    assert f"{period.nominal} {period.last_day} {period.act_by}" == "2026-10-05 2026-10-08 2026-09-30"


def test_an_appeal_period_that_ends_on_national_day() -> None:
    """民事诉讼法 171(1), 85(3)."""
    period = agenda_with(day("2026-09-20"), titles=[title(served_on="2026-09-16")]).get("appeal:文书").period
    assert f"{period.nominal} {period.last_day} {period.act_by}" == "2026-10-01 2026-10-08 2026-09-30"


@pytest.mark.parametrize(
    ("fact", "nominal", "state"),
    [
        (filing("2025-05-06"), "2028-05-06", "interrupted_pending"),
        (filing("2025-05-06", outcome="withdrawn", ended_on="2025-07-01"), "2027-03-15", "running"),
        (
            filing("2025-05-06", outcome="withdrawn", ended_on="2025-07-01", complaint_served_on="2025-05-20"),
            "2028-05-06",
            "running",
        ),
        (filing("2025-05-06", outcome="dismissed", ended_on="2025-07-01"), "2028-05-06", "running"),
        (filing("2025-05-06", "police_report", outcome="dismissed", ended_on="2025-07-01"), "2028-07-01", "running"),
        (filing("2025-05-06", against=["丁"]), "2027-03-15", "running"),
        (filing("2027-01-05"), "2027-03-15", "running"),
    ],
)
def test_suits_in_a_matter(fact: dict[str, Any], nominal: str, state: str) -> None:
    """诉讼时效规定 10, 13; a suit against the guarantor alone, or one after the as-of day, moves nothing."""
    found = claim(agenda_with(parties=EVERYBODY, securities=[surety()], filings=[fact]))
    assert (str(found.period.nominal), found.state) == (nominal, state)


@pytest.mark.parametrize(
    ("fact", "nominal"),
    [
        (seal("2025-05-06", "agreed_extension", new_due_on="2026-01-31", accepted=False), "2028-05-06"),
        (seal("2025-05-06", "agreed_extension", new_due_on="2026-01-31"), "2029-01-31"),
        (seal("2025-05-06", "repayment_plan", new_due_on="2026-01-31"), "2028-05-06"),
        (seal("2025-05-06", "repayment_plan", new_due_on="2026-01-31", accepted=True), "2029-01-31"),
        (seal("2025-05-06", "iou"), "2028-05-06"),
        (seal("2025-05-06", promises_payment=False), "2027-03-15"),
        ({**seal("2025-05-06"), "by": "丁"}, "2027-03-15"),
        ({**seal("2025-05-06"), "by": "丙"}, "2028-05-06"),
    ],
)
def test_what_the_debtor_said_in_a_matter(fact: dict[str, Any], nominal: str) -> None:
    """诉讼时效规定 14, 15(2); a day only the debtor named does not move the start."""
    found = claim(agenda_with(parties=EVERYBODY, securities=[surety()], acknowledgements=[fact]))
    assert str(found.period.nominal) == nominal


def test_double_interest_in_two_payments() -> None:
    """迟延履行利息解释 1–3: 40,000 × 31 days + 60,000 × 92 days, at 1.75 in ten thousand a day."""
    found = double_interest(
        [(day("2025-06-30"), D("100000.00"))], [(day("2025-07-31"), D("40000.00")), (day("2025-09-30"), D("60000.00"))]
    )
    assert found.value.total == D("217.00") + D("966.00")


def test_a_publication_that_is_missing_for_the_amounts_hides_no_deadline() -> None:
    """An LPR due on 2026-10-20 is not in the data: the money is refused, the dates are told."""
    groups = {
        "contracts": [{**CONTRACT, "overdue_loss": {"markup": 50, "mode": "segmented"}}],
        "obligations": [debt(due="2026-05-25")],
    }
    with pytest.raises(LawUnknown):
        answer_case(case_with(**groups), TODAY)
    agenda = answer_case(case_with(**groups), TODAY, dates_anyway=True).agenda
    assert claim(agenda).period.nominal == day("2029-05-25")
    assert "LX-M011" in {f.code for f in agenda.findings}
    fixed = {
        **groups,
        "contracts": [{**CONTRACT, "overdue_loss": {"markup": 50}}],
        "obligations": [debt(due="2026-10-25")],
    }
    assert claim(answer_case(case_with(**fixed), TODAY, dates_anyway=True).agenda).period.nominal == day("2029-10-25")


@pytest.mark.parametrize(
    ("due", "nominal", "why"),
    [
        ("2016-03-31", "2017-03-31", "one year, full before the three years came"),
        ("2016-10-01", "2019-10-01", "the one year was still open on 2017-10-01"),
        ("2023-06-30", "2026-06-30", "three years"),
    ],
)
def test_rent_of_before_2017(due: str, nominal: str, why: str) -> None:
    """民法通则 136(3); 民法总则诉讼时效解释 2, 3."""
    lease = {**CONTRACT, "cause": "房屋租赁合同纠纷", "nature": "periodic", "signed_on": "2015-01-01"}
    agenda = agenda_with(contracts=[lease], obligations=[{**debt(due=due), "date": "2015-06-01"}])
    assert str(claim(agenda).period.nominal) == nominal, why
