"""Each person's own clock: joint debtors, joint and general guarantors (debt due 2024-03-15)."""

from __future__ import annotations

from datetime import date

from case_kit import (
    AS_OF,
    JOINT,
    PARTIES,
    SURETY,
    agenda_with,
    claim,
    codes,
    debt,
    filing,
    letter,
    matter_with,
    seal,
    surety,
)

D = date
WITH_JOINT = [*PARTIES, JOINT]
WITH_SURETY = [*PARTIES, SURETY]


def guarantee(agenda, obligation: str = "货款"):  # type: ignore[no-untyped-def]
    return agenda.get(f"guarantee:保证:{obligation}")


def test_a_demand_on_one_joint_debtor_works_against_all_and_is_told_once() -> None:
    """诉讼时效规定 15(2)."""
    agenda = agenda_with(parties=WITH_JOINT, communications=[letter("2025-05-01", "丙")])
    (deadline,) = agenda.of_rule("limitation.general")
    assert deadline.everybody == ("乙", "丙")
    assert deadline.period.nominal == D(2028, 5, 1)


def test_a_judgment_against_one_joint_debtor_is_no_title_against_the_other() -> None:
    agenda = agenda_with(
        parties=WITH_JOINT, filings=[filing("2025-01-10", against=["丙"], outcome="judgment", ended_on="2025-06-01")]
    )
    assert claim(agenda, person="丙").state == "adjudicated"
    other = claim(agenda, person="乙")
    assert (other.state, other.period.nominal) == ("running", D(2028, 1, 10))
    assert claim(agenda, person="丙").id != other.id


def test_a_new_due_date_agreed_with_one_joint_debtor_only_interrupts_for_the_other() -> None:
    agenda = agenda_with(
        parties=WITH_JOINT,
        acknowledgements=[{**seal("2024-05-01", "agreed_extension", new_due_on="2025-12-31"), "by": "丙"}],
    )
    assert claim(agenda, person="丙").period.nominal == D(2028, 12, 31)
    assert claim(agenda, person="乙").period.nominal == D(2027, 5, 1)


def test_without_an_agreed_period_a_joint_guarantee_lasts_six_months() -> None:
    """民法典 692(2); a demand on the debtor does not keep it (693(2))."""
    agenda = agenda_with(parties=WITH_SURETY, securities=[surety()], communications=[letter("2024-06-01")])
    assert (guarantee(agenda).period.nominal, guarantee(agenda).state) == (D(2024, 9, 15), "lapsed")
    kept = agenda_with(parties=WITH_SURETY, securities=[surety()], communications=[letter("2024-06-01", "丁")])
    assert guarantee(kept).state == "preserved"
    (limit,) = kept.of_rule("guarantee.limitation_joint")
    assert limit.period.nominal == D(2027, 6, 1)


def test_if_the_first_demand_on_the_guarantor_falls_the_second_keeps_it() -> None:
    agenda = agenda_with(
        parties=WITH_SURETY,
        securities=[surety()],
        communications=[letter("2024-06-01", "丁"), letter("2024-07-01", "丁")],
    )
    steps = guarantee(agenda).fallbacks
    assert [(f.deciding and f.deciding.on, f.state) for f in steps] == [(D(2024, 7, 1), "preserved"), (None, "lapsed")]


def test_a_general_guarantor_is_kept_by_a_suit_against_the_debtor_not_by_letters() -> None:
    """民法典 693(1)."""
    letters = [letter("2024-06-01", "丁")]
    asked = agenda_with(parties=WITH_SURETY, securities=[surety("surety_general")], communications=letters)
    assert guarantee(asked).state == "lapsed"
    assert "起诉" in guarantee(asked).ignored[0].would_count.render("zh")
    sued = agenda_with(
        parties=WITH_SURETY,
        securities=[surety("surety_general")],
        communications=letters,
        filings=[filing("2024-08-01")],
    )
    assert (guarantee(sued).state, guarantee(sued).deciding.on) == ("preserved", D(2024, 8, 1))


def test_a_withdrawn_suit_does_not_keep_a_general_guarantor() -> None:
    """担保制度解释 31(1)."""
    agenda = agenda_with(
        parties=WITH_SURETY,
        securities=[surety("surety_general")],
        filings=[filing("2024-08-01", outcome="withdrawn", ended_on="2024-08-20")],
    )
    assert guarantee(agenda).state == "lapsed"


def test_the_debt_of_a_general_guarantor_ages_a_year_after_enforcement_was_asked_for() -> None:
    """担保制度解释 28(1)(2)."""
    agenda = agenda_with(
        parties=WITH_SURETY,
        securities=[surety("surety_general")],
        filings=[filing("2024-08-01", outcome="judgment", ended_on="2025-01-10"), filing("2025-03-01", "enforcement")],
    )
    (limit,) = agenda.of_rule("guarantee.limitation_general")
    assert limit.period.nominal == D(2029, 3, 1)


def test_a_suit_that_names_the_joint_guarantor_is_a_demand_on_it() -> None:
    agenda = agenda_with(
        parties=WITH_SURETY, securities=[surety()], filings=[filing("2024-08-01", against=["乙", "丁"])]
    )
    assert guarantee(agenda).state == "preserved"
    (limit,) = agenda.of_rule("guarantee.limitation_joint")
    assert limit.state == "interrupted_pending"


def test_several_debts_under_one_guarantee_show_the_last_due_date_as_other_reading() -> None:
    debts = [debt("一"), debt("二", "2024-05-15")]
    agenda = agenda_with(parties=WITH_SURETY, securities=[surety()], obligations=debts)
    assert guarantee(agenda, "一").period.nominal == D(2024, 9, 15)
    assert [a.value.nominal for a in guarantee(agenda, "一").answer.alternatives] == [D(2024, 11, 15)]
    each = agenda_with(
        parties=WITH_SURETY, obligations=debts, securities=[surety(period={"count": "1", "unit": "year", "each": True})]
    )
    assert guarantee(each, "一").answer.alternatives == ()


def test_a_maximum_amount_guarantee_runs_from_determination() -> None:
    """担保制度解释 30(2): all debts due, so from the end of the secured time."""
    agenda = agenda_with(
        parties=WITH_SURETY, securities=[surety(cap="500000.00", debts_from="2024-01-01", debts_to="2024-12-31")]
    )
    (deadline,) = agenda.of_rule("guarantee.max_amount")
    assert deadline.period.nominal == D(2025, 6, 30)
    assert (
        matter_with(
            parties=WITH_SURETY, securities=[surety(cap="500000.00", debts_from="2024-01-01", debts_to="2024-12-31")]
        )
        .claims.sureties[0]
        .excluded
    )


def test_an_extension_without_the_guarantor_leaves_its_period_alone() -> None:
    """民法典 695(2)."""
    agenda = agenda_with(
        parties=WITH_SURETY,
        securities=[surety()],
        acknowledgements=[seal("2024-03-01", "agreed_extension", new_due_on="2025-12-31")],
    )
    assert guarantee(agenda).period.nominal == D(2024, 9, 15)
    assert any("2025-12-31" in s.text.render("zh") for s in guarantee(agenda).answer.trace)


def test_a_demand_just_before_the_due_date_is_doubtful_and_one_long_before_is_nothing() -> None:
    near = matter_with(parties=WITH_SURETY, securities=[surety()], communications=[letter("2024-03-10", "丁")])
    assert guarantee(near.agenda).state == "doubtful"
    assert near.claims.sureties[0].standings["货款"].alive
    assert "LX-D005" in codes(near.agenda)
    far = agenda_with(parties=WITH_SURETY, securities=[surety()], communications=[letter("2024-01-20", "丁")])
    assert guarantee(far).state == "lapsed"


def test_while_the_period_runs_an_early_demand_does_not_calm() -> None:
    agenda = agenda_with(
        D(2024, 5, 1), parties=WITH_SURETY, securities=[surety()], communications=[letter("2024-03-10", "丁")]
    )
    deadline = guarantee(agenda)
    assert deadline.state == "running"
    assert agenda.level(deadline).name == "NOTICE"  # a debt in default: at least the first level (rulebook 11)


def test_assignment_told_to_the_guarantor_is_no_demand() -> None:
    agenda = agenda_with(
        AS_OF,
        parties=WITH_SURETY,
        securities=[surety()],
        communications=[letter("2024-06-01", "丁", kind="assignment_notice")],
    )
    assert guarantee(agenda).state == "lapsed"


INSOLVENT = [{"person": "乙", "accepted_on": "2026-03-12", "evidence": ["受理裁定"]}]


def test_a_guarantee_is_planned_from_the_debtors_insolvency_before_the_debt_was_due() -> None:
    """企业破产法 46(1): accepted 2026-03-12, six months: 2026-09-12, a Saturday; due 2026-12-31: 2027-06-30."""
    facts = {"parties": WITH_SURETY, "securities": [surety()], "obligations": [debt(due="2026-12-31")]}
    matter = matter_with(D(2026, 4, 1), **facts, insolvencies=INSOLVENT)
    found = guarantee(matter.agenda)
    assert (found.period.nominal, found.period.act_by, found.state) == (D(2027, 6, 30), D(2026, 9, 11), "running")
    assert [other.value.nominal for other in found.answer.alternatives] == [D(2026, 9, 12)]
    assert found.answer.certainty == "debated"
    assert "2026-09-12" in " ".join(str(note) for note in found.notes)
    assert "LX-D011" in codes(matter.agenda)
    solvent = guarantee(agenda_with(D(2026, 4, 1), **facts))
    assert (solvent.period.act_by, solvent.answer.alternatives) == (D(2027, 6, 30), ())


def test_a_demand_after_the_insolvency_leaves_only_the_later_reading_to_be_kept() -> None:
    """A demand of 2026-05-06 keeps the guarantee by the earlier reading; by the later one it came before the period."""
    facts = {"parties": WITH_SURETY, "securities": [surety()], "obligations": [debt(due="2026-12-31")]}
    asked = matter_with(D(2026, 11, 21), **facts, insolvencies=INSOLVENT, communications=[letter("2026-05-06", "丁")])
    silent = matter_with(D(2026, 11, 21), **facts, insolvencies=INSOLVENT)
    assert guarantee(asked.agenda).period.act_by == D(2027, 6, 30)
    assert (guarantee(silent.agenda).period.act_by, guarantee(silent.agenda).state) == (D(2026, 9, 11), "grace")
