"""Until when the rights of the lease matter live: fact sheet, section 4."""

from __future__ import annotations

from datetime import date

import pytest

from lexcollect.deadlines.proof import Grade
from test_claims_lease import lease

RENT = ("2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07")
LAST = date(2026, 2, 5)


def guarantee(month: str):  # type: ignore[no-untyped-def]
    return lease().agenda.get(f"guarantee:保证:{month}")


def test_rent_lives_until_2028_08_04_on_the_notice_of_termination() -> None:
    deadline = lease().agenda.get("limitation:2024-12")
    assert deadline.obligations == RENT
    assert deadline.rule == "limitation.periodic"
    assert deadline.period.last_day == date(2028, 8, 4)
    assert (deadline.deciding.law.id, deadline.proof.grade) == ("解除连港", Grade.STRONG)


def test_the_other_reading_counts_all_rent_from_the_last_payment() -> None:
    deadline = lease().agenda.get("limitation:2024-12")
    assert [a.value.nominal for a in deadline.answer.alternatives] == [date(2028, 8, 5)]


def test_rent_of_august_was_not_yet_due_at_the_notice() -> None:
    deadline = lease().agenda.get("limitation:2025-08")
    assert deadline.period.nominal == date(2028, 8, 5)
    assert deadline.deciding is None


@pytest.mark.parametrize(
    ("month", "nominal", "state"),
    [
        ("2025-01", date(2025, 7, 5), "lapsed"),
        ("2025-02", date(2025, 8, 5), "preserved"),
        ("2025-03", date(2025, 9, 5), "preserved"),
        ("2025-04", date(2025, 10, 5), "preserved"),
        ("2025-05", date(2025, 11, 5), "preserved"),
        ("2025-06", date(2025, 12, 5), "preserved"),
        ("2025-07", date(2026, 1, 5), "preserved"),
        ("2025-08", LAST, "doubtful"),
    ],
)
def test_until_paid_off_means_six_months_from_each_due_date(month: str, nominal: date, state: str) -> None:
    deadline = guarantee(month)
    assert (deadline.period.nominal, deadline.state) == (nominal, state)
    assert deadline.answer.value.treated_as == "unclear"


@pytest.mark.parametrize("month", RENT)
def test_the_other_reading_counts_every_guarantee_from_the_last_instalment(month: str) -> None:
    assert [a.value.nominal for a in guarantee(month).answer.alternatives] == [LAST]


def test_january_hangs_on_the_weak_letter_of_june() -> None:
    weak = next(i for i in guarantee("2025-01").ignored if i.event.law.id == "催告冯")
    assert weak.event.proof.grade is Grade.WEAK
    assert "公证" in weak.would_count.render("zh")


def test_august_is_claimed_with_a_warning() -> None:
    matter = lease()
    assert guarantee("2025-08").deciding.law.id == "解除冯"
    surety = matter.claims.sureties[0]
    assert surety.covered == ("2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08")
    assert surety.standings["2025-08"].state == "doubtful"
    assert [f.code for f in matter.claims.findings if f.code.startswith("LX-D")] == ["LX-D005"]


def test_what_arose_after_the_demand_is_not_kept_by_it() -> None:
    assert guarantee("维修费").state == "lapsed"
    assert "维修费" in dict(lease().claims.sureties[0].excluded)


def test_the_guarantee_debt_lives_until_2028_08_04() -> None:
    (deadline,) = lease().agenda.of_rule("guarantee.limitation_joint")
    assert deadline.period.nominal == date(2028, 8, 4)
    assert deadline.obligations[0] == "2025-02" and deadline.obligations[-1] == "2025-08"


def test_the_deposit_interrupts_nothing() -> None:
    deadline = lease().agenda.get("limitation:2024-12")
    item = next(i for i in deadline.ignored if i.event.law.id == "押金")
    assert "抵扣" in item.reason.render("zh")
