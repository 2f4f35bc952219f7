"""Examples are read whole or refused: a slip of the pen in a key must never make an example pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lexcollect.cli.exits import Exit
from lexcollect.cli.main import main
from lexcollect.law.index import rules
from lexcollect.lawcheck import keys
from lexcollect.lawcheck.registry import adapters, facts_of, topics
from lexcollect.lawcheck.run import FileResult, check_files

#: 民法典 195: the letter of 2024-01-10 interrupted; without it the debt would have lapsed on 2026-06-01.
INTERRUPTED = """examples:
- id: own-01
  title: 催款函中断时效
  rule: limitation.general
  facts:
    due_date: 2023-05-31
    events:
    - type: letter_arrived
      date: 2024-01-10
  expect:
    start: 2024-01-10
    nominal: 2027-01-10
"""
#: 诉讼费用交纳办法 13(1)(1).
FEE = """examples:
- id: own-02
  topic: court_fee.acceptance
  input:
    claim: '10000.00'
  expected:
    fee: '50.00'
"""
GUARANTEE = "{main_due: 2025-01-31, mode: joint, agreed: {n: 2, unit: year}}"


def checked(tmp_path: Path, written: str) -> FileResult:
    path = tmp_path / "own.yaml"
    path.write_text(written, encoding="utf-8")
    return check_files([path])[0]


def slips(result: FileResult) -> list[tuple[int, str, str]]:
    """Line, place and probable meaning of every key that nobody reads."""
    found = []
    for one in result.findings:
        if one.code == "LX-L509":
            near = str(dict(one.params)["near"])
            found.append((one.where.line, one.where.field, near.rpartition(" ")[2].rstrip("？?")))
    return found


def test_the_two_examples_pass_as_they_stand(tmp_path: Path) -> None:
    for written in (INTERRUPTED, FEE):
        result = checked(tmp_path, written)
        assert result.failed == 0 and result.findings == ()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "place", "near"),
    [
        ("events:", "evnts:", 7, "examples[1].facts.evnts", "events"),
        ("    due_date:", "    due_dat:", 6, "examples[1].facts.due_dat", "due_date"),
        ("      date: 2024", "      dat: 2024", 9, "examples[1].facts.events[1].dat", "date"),
        ("  facts:", "  fact:", 5, "examples[1].fact", "facts"),
        ("  expect:", "  expct:", 10, "examples[1].expct", "expect"),
        ("  title:", "  tittle:", 3, "examples[1].tittle", "title"),
        ("    nominal: 2027-01-10", "    nominel: 2027-01-10", 12, "examples[1].expect.nominel", "nominal"),
        ("    nominal: 2027-01-10", "    lastday:", 12, "examples[1].expect.lastday", "last_day"),
        (
            "    nominal: 2027-01-10",
            "    alt: [{nominl: 2027-01-10}]",
            12,
            "examples[1].expect.alt[1].nominl",
            "nominal",
        ),
        ("examples:", "titel: 所内示例\nexamples:", 1, "titel", "title"),
    ],
)
def test_a_slip_in_a_key_is_a_finding_at_its_line_with_the_key_that_was_meant(
    tmp_path: Path, right: str, wrong: str, line: int, place: str, near: str
) -> None:
    assert right in INTERRUPTED
    result = checked(tmp_path, INTERRUPTED.replace(right, wrong))
    assert slips(result) == [(line, place, near)]
    assert result.failed == (0 if place == "titel" else 1)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "place", "near"),
    [
        ("    claim:", "    clam:", 5, "examples[1].input.clam", "claim"),
        ("    fee:", "    fees:", 7, "examples[1].expected.fees", "fee"),
        ("  expected:", "  expect:", 6, "examples[1].expect", "expected"),
        ("  input:", "  inputs:", 4, "examples[1].inputs", "input"),
    ],
)
def test_examples_of_money_are_as_strict(
    tmp_path: Path, right: str, wrong: str, line: int, place: str, near: str
) -> None:
    result = checked(tmp_path, FEE.replace(right, wrong))
    assert slips(result) == [(line, place, near)]
    assert result.failed == 1


@pytest.mark.parametrize(
    ("rule", "facts", "wrong"),
    [
        ("guarantee.period", GUARANTEE.replace("n: 2", "m: 2"), "m"),
        ("guarantee.period", GUARANTEE.replace("agreed", "agred"), "agred"),
        ("limitation.general", "{due_period: {form: 2023-01-01, n: 3, unit: month}}", "form"),
        (
            "limitation.no_due_date",
            "{events: [{type: letter_arrived, date: 2024-01-10, grace: {n: 3, unt: day}}]}",
            "unt",
        ),
        ("security.mortgage", "{main_claim: {due: 2024-01-10}}", "due"),
        ("enforce.conduct_review", "{served_on: 2026-03-02, paper_copy_on: 2026-03-01}", "paper_copy_on"),
    ],
)
def test_nested_keys_and_keys_of_another_rule_are_slips_too(tmp_path: Path, rule: str, facts: str, wrong: str) -> None:
    result = checked(tmp_path, f"examples:\n- {{id: x, rule: {rule}, facts: {facts}, expect: {{status: x}}}}\n")
    assert [place.rpartition(".")[2] for _, place, _ in slips(result)] == [wrong]


@pytest.mark.parametrize(
    ("rule", "facts", "key"),
    [
        ("guarantee.period", "{main_due: 2025-01-31, agreed: 两年}", "agreed"),
        ("guarantee.period", "{main_due: 2025-01-31, mode: jiont}", "mode"),
        ("guarantee.period", "{main_due: 2025-01-31, surety_consent: 同意}", "surety_consent"),
        ("guarantee.period", "{main_due: 2025-01-31, agreed: {wording: until_payed}}", "agreed.wording"),
        ("limitation.general", "{due_date: 2023-05-31, events: {type: letter_arrived}}", "events"),
        ("limitation.no_due_date", "{due_date: 2023-05-31, events: []}", "due_date"),
        ("limitation.instalments", "{instalments: 2023-05-31}", "instalments"),
        ("preserve.presuit.sue", "{measure_taken_on: 2026-03-02, forum: arbitrator}", "forum"),
        ("sme.payment_due", "{delivered_on: 2025-07-10, buyer: large_enterprize}", "buyer"),
        ("enforce.apply", "{effective_on: 2025-07-10, performance: 十日内}", "performance"),
    ],
)
def test_a_fact_of_another_kind_is_refused_and_not_read_as_absent(
    tmp_path: Path, rule: str, facts: str, key: str
) -> None:
    (one,) = checked(tmp_path, f"examples:\n- {{id: x, rule: {rule}, facts: {facts}, expect: {{start: x}}}}\n").examples
    assert one.verdict.problem is not None
    assert key in one.verdict.problem.render("zh")


def test_an_answer_that_is_unknown_meets_no_other_expectation(tmp_path: Path) -> None:
    """A rule without its day answers ``unknown``; a date expected beside it is not met."""
    written = "examples:\n- {id: x, rule: proc.answer, facts: {}, expect: {status: unknown, nominal: 2026-03-17}}\n"
    (one,) = checked(tmp_path, written).examples
    assert [d.path for d in one.verdict.differences] == ["nominal"]


def test_the_screen_and_the_document_name_key_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(INTERRUPTED.replace("events:", "evnts:"), encoding="utf-8")
    assert main(["law", "check", str(path)]) == Exit.FINDINGS
    shown = capsys.readouterr()
    assert "facts.evnts 不是已知的项目，没有读取；是不是 events？" in shown.out
    assert "own.yaml:7 examples第1条·facts·evnts" in shown.out + shown.err
    main(["law", "check", str(path), "--json"])
    (example,) = json.loads(capsys.readouterr().out)["files"][0]["examples"]
    assert example["unknown"] == [{"key": "facts.evnts", "near": "events"}]
    assert not example["passed"]


def known_kinds() -> set[str]:
    single = {"date", "number", "text", "service", "flag", "days", "list", "parties", "items", "none", "told"}
    return {*single, *keys.MAPPINGS, *keys.ROWS}


def test_every_kind_in_the_tables_is_one_the_reader_knows() -> None:
    tables = [facts_of(rule) for rule in adapters()] + [topic.input for topic in topics().values()]
    tables += [*keys.MAPPINGS.values(), *keys.ROWS.values()]
    used = {kind for table in tables for kinds in table.values() for kind in kinds.split("/")}
    words = {kind for kind in used if "|" in kind} | {"until_repaid"}
    assert used - words <= known_kinds()


def test_the_days_that_start_a_rule_are_among_its_facts() -> None:
    for rule in adapters():
        if rule not in ("limitation.maritime", "limitation.labour", "enforce.delay_interest"):
            assert set(rules()[rule].triggers) <= set(facts_of(rule)), rule
