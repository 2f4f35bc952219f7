"""The worked deadlines of the rulebook, one test each, and the runner that lawyers use for examples of their own."""

from pathlib import Path
from typing import Any

import pytest

from lexcollect.findings import Finding
from lexcollect.law.index import rules
from lexcollect.lawcheck.facts import Facts
from lexcollect.lawcheck.registry import adapters
from lexcollect.lawcheck.run import check_files
from lexcollect.lawcheck.verdict import Verdict
from lexcollect.yamltree import read_yaml

EXAMPLES = Path(__file__).parent / "data" / "law" / "deadlines-examples.yaml"


def check_file(path: Path) -> tuple[list[Verdict], list[Finding]]:
    (result,) = check_files([path])
    return [one.verdict for one in result.examples], [f for f in result.findings if f.code != "LX-L507"]


VERDICTS, PROBLEMS = check_file(EXAMPLES)
ROWS: list[dict[str, Any]] = read_yaml(EXAMPLES)[0].data["examples"]  # type: ignore[union-attr,index,call-overload,assignment]

OWN = """
examples:
- id: own-01
  title: 货款三年
  rule: limitation.general
  facts: {due_date: 2023-05-31}
  expect: {nominal: 2026-05-31, last_day: 2026-06-01, act_by: 2026-05-29}
"""


def check(tmp_path: Path, written: str) -> list[Verdict]:
    path = tmp_path / "own.yaml"
    path.write_text(written, encoding="utf-8")
    verdicts, problems = check_file(path)
    assert not problems
    return verdicts


def reasons(verdict: Verdict) -> str:
    words = [verdict.problem] if verdict.problem else [d.words() for d in verdict.differences]
    return "; ".join(w.render("zh") for w in words)


def test_the_file_is_whole() -> None:
    assert len(VERDICTS) == 187
    assert not PROBLEMS


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda v: v.id)
def test_worked_example(verdict: Verdict) -> None:
    assert verdict.passed, reasons(verdict)


@pytest.mark.parametrize("example", ROWS, ids=lambda row: row["id"])
def test_provisional_only_where_the_example_says_so(example: dict[str, Any]) -> None:
    """An example without `provisional` involves published years only: the answer must not hedge either."""
    if "last_day" in example["expect"]:
        found = adapters()[example["rule"]](Facts(example["facts"], example["rule"]))
        assert bool(found.get("provisional")) == (example["expect"].get("provisional") == "true")


def test_every_checkable_rule_is_in_the_index() -> None:
    assert set(adapters()) <= set(rules())


def test_an_office_keeps_its_own_example(tmp_path: Path) -> None:
    (verdict,) = check(tmp_path, OWN)
    assert verdict.passed


def test_deadlines_and_money_may_stand_in_one_file(tmp_path: Path) -> None:
    money = """- id: own-02
  topic: court_fee.acceptance
  input: {claim: '10000.00', procedure: ordinary_first_instance}
  expected: {fee: '50.00'}
"""
    assert [v.passed for v in check(tmp_path, OWN + money)] == [True, True]
    assert [v.passed for v in check(tmp_path, OWN + money.replace("50.00", "51.00"))] == [True, False]


@pytest.mark.parametrize(
    ("rule", "facts", "expect"),
    [
        ("limitation.general", "{}", "{status: unknown}"),
        ("proc.answer", "{served_on: null}", "{status: unknown}"),
        ("limitation.instalments", "{}", "{status: unknown}"),
        ("limitation.maritime", "{}", "{status: manual}"),
        (
            "limitation.general",
            "{due_date: 2023-05-31, creditor_kind: bank, events: [{type: bank_deduction, date: 2024-01-10}]}",
            "{start: 2024-01-10}",
        ),
        (
            "limitation.general",
            (
                "{due_date: 2023-05-31, debtor_kind: natural_person, events: "
                "[{type: demand_signed, date: 2024-01-10, signed_by: authorised_person}]}"
            ),
            "{start: 2024-01-10}",
        ),
        ("right.quality_notice", "{received_on: 2025-01-10, warranty: {n: 1, unit: year}}", "{nominal: 2026-01-10}"),
        ("right.quality_notice", "{received_on: 2025-01-10, agreed_inspection: 2025-02-10}", "{nominal: 2025-02-10}"),
        (
            "right.contract_voidable",
            "{ground: duress, duress_ended_on: 2025-05-06, act_on: 2024-01-01}",
            "{nominal: 2026-05-06, cap: 2029-01-01}",
        ),
        (
            "right.construction_priority",
            "{payable_on: 2020-09-15}",
            "{nominal: 2021-03-15, alt: [{label: x, nominal: 2022-03-15}]}",
        ),
        ("service.announcement", "{notice_published_on: 2021-12-31}", "{deemed_served_on: 2022-03-01}"),
        ("service.announcement", "{notice_published_on: 2022-01-01}", "{deemed_served_on: 2022-01-31}"),
        ("service.announcement.foreign", "{notice_published_on: 2023-12-31}", "{deemed_served_on: 2024-03-31}"),
        ("service.post.foreign", "{posted_on: 2026-01-31}", "{deemed_served_on: 2026-04-30}"),
        ("judgment.effective", "{served_on: {甲: 2026-03-02, 乙: 2026-03-09}}", "{effective_on: 2026-03-25}"),
        ("preserve.renewal.apply", "{expiry: 2027-03-09}", "{renew_by: 2027-03-02, act_by: 2027-03-02}"),
        (
            "enforce.apply",
            "{performance_last_day: 2023-12-31, events: [{type: enforcement_applied, date: 2025-03-03}]}",
            "{status: interrupted_pending, start: 2025-03-03}",
        ),
        ("company.forced_deregistration", "{announced_on: 2026-08-01}", "{nominal: 2026-09-30, roll: none}"),
        ("sole_prop.claim", "{announced_on: 2026-08-01}", "{nominal: 2026-09-30}"),
        ("bankr.executory_30d", "{request_received_on: 2026-08-31}", "{nominal: 2026-09-30}"),
        (
            "bankr.avoid_1y",
            "{accepted_on: 2026-08-31, acts: [2025-08-30, 2025-08-31]}",
            "{window_start: 2025-08-31, inside: [false, true]}",
        ),
    ],
)
def test_cases_beyond_the_rulebook(tmp_path: Path, rule: str, facts: str, expect: str) -> None:
    (verdict,) = check(tmp_path, f"examples:\n- {{id: x, rule: {rule}, facts: {facts}, expect: {expect}}}\n")
    assert verdict.passed, reasons(verdict)


def test_a_wrong_expectation_names_the_key_and_both_values(tmp_path: Path) -> None:
    (verdict,) = check(tmp_path, OWN.replace("2026-06-01", "2026-05-31"))
    (difference,) = verdict.differences
    assert (difference.path, difference.expected, difference.found) == ("last_day", "2026-05-31", "2026-06-01")
    assert "last_day" in difference.words().render("zh")


def test_an_expected_reading_that_is_not_shown_is_a_difference(tmp_path: Path) -> None:
    (verdict,) = check(tmp_path, OWN.replace("act_by: 2026-05-29", "alt: [{label: x, nominal: 2027-01-01}]"))
    assert [d.path for d in verdict.differences] == ["alt[1]"]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("limitation.general", "limitation.generel", "limitation.generel"),
        ("2023-05-31}", "2023-05-32}", "2023-05-32"),
        ("due_date: 2023-05-31", "due_date: 2023-05-31, events: seven", "seven"),
        ("due_date: 2023-05-31", "due_period: {from: 2023-01-01, n: 1e9, unit: day}", "1e9"),
        ("due_date: 2023-05-31", "due_period: {from: 2023-01-01, n: 3, unit: week}", "week"),
        ("due_date: 2023-05-31", "due_date: 2023-05-31, events: [{type: nagging, date: 2024-01-01}]", "nagging"),
        ("{due_date: 2023-05-31}", "[2023-05-31]", "facts"),
        ("due_date: 2023-05-31", "due_date: 1950-01-01", "1950-01-01"),
        ("expect: {nominal: 2026-05-31, last_day: 2026-06-01, act_by: 2026-05-29}", "expect:", "expect"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_passed(tmp_path: Path, before: str, after: str, word: str) -> None:
    assert before in OWN
    (verdict,) = check(tmp_path, OWN.replace(before, after))
    assert not verdict.passed
    assert verdict.problem is not None
    assert word in verdict.problem.render("zh")
    assert word in verdict.problem.render("en")


def test_the_same_id_twice_and_a_file_without_examples_are_findings(tmp_path: Path) -> None:
    twice = tmp_path / "twice.yaml"
    twice.write_text(OWN + OWN.split("examples:\n")[1], encoding="utf-8")
    assert [f.code for f in check_file(twice)[1]] == ["LX-L007"]
    other = tmp_path / "other.yaml"
    other.write_text("cases: []\n", encoding="utf-8")
    assert [f.code for f in check_file(other)[1]] == ["LX-L006"]
    assert check_file(tmp_path / "missing.yaml")[1]
