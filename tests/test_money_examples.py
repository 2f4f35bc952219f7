"""The worked examples of money: every figure of the file, and a runner that notices a wrong one."""

from pathlib import Path

import pytest

from lexcollect.lawcheck.examples import verdict_on
from lexcollect.lawcheck.run import check_files
from lexcollect.wording import say
from lexcollect.yamltree import read_yaml

FILE = Path(__file__).parent / "data" / "law" / "money-examples.yaml"
TREE, _ = read_yaml(FILE)
ROWS = TREE.data["examples"]


def test_the_file_holds_157_examples_and_is_sound() -> None:
    (result,) = check_files([FILE])
    assert len(result.examples) == 157
    assert result.findings == ()


@pytest.mark.parametrize("example", ROWS, ids=[row["id"] for row in ROWS])
def test_worked_example(example) -> None:
    verdict = verdict_on(example)
    assert verdict.problem is None, str(verdict.problem)
    assert [str(difference.words()) for difference in verdict.differences] == []


def altered(expected):
    """Return ``expected`` with every leaf made wrong."""
    if isinstance(expected, dict):
        return {key: altered(value) for key, value in expected.items()}
    if isinstance(expected, list):
        return [altered(value) for value in expected]
    return f"{expected}1"


def leaves(expected) -> int:
    if isinstance(expected, dict):
        return sum(leaves(value) for value in expected.values())
    return sum(leaves(value) for value in expected) if isinstance(expected, list) else 1


@pytest.mark.parametrize("example", ROWS[::7], ids=[row["id"] for row in ROWS[::7]])
def test_each_wrong_expectation_is_named(example) -> None:
    wrong = {**example, "expected": altered(example["expected"])}
    # a spelling that cannot be read is one difference of its list's length
    counted = {**example["expected"]}
    spellings = counted.pop("also_accepted", None)
    assert len(verdict_on(wrong).differences) == leaves(counted) + (1 if spellings else 0)


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "x", "topic": "no.such.topic", "input": {}, "expected": {"a": "1"}},
        {"id": "x", "topic": "lpr.lookup", "input": {}, "expected": {"lpr_1y": "3.00"}},
        {"id": "x", "topic": "lpr.lookup", "input": {"date": "2026-02-30"}, "expected": {"lpr_1y": "3.00"}},
        {"id": "x", "topic": "court_fee.acceptance", "input": {"claim": "viel"}, "expected": {"fee": "50"}},
        {"id": "x", "topic": "court_fee.acceptance", "input": {"claim": "-1"}, "expected": {"fee": "50"}},
        {"id": "x", "topic": "appropriation.several_debts", "input": {"payment": "2025"}, "expected": {"A": "1"}},
        {"id": "x", "topic": "double_interest", "input": {"base": ["1"]}, "expected": {"days": "1"}},
        {},
    ],
)
def test_a_broken_example_is_a_problem_with_words_and_no_crash(broken) -> None:
    verdict = verdict_on(broken)
    assert not verdict.passed
    assert verdict.problem is not None and "{" not in str(verdict.problem)


#: 71,230.50 in the forms that every other door takes; the fee is 50 + 61,230.50 × 2.5 % = 1,580.7625.
FORMS = ["71230.50", "71,230.50", "７１２３０．５０", "7.12305万", "柒万壹仟贰佰叁拾元伍角", "￥71,230.50元"]


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize("expected", ["1580.76", "1,580.76元", "壹仟伍佰捌拾元柒角陆分"])
def test_amounts_of_an_example_are_read_as_at_every_door(written: str, expected: str) -> None:
    example = {"id": "x", "topic": "court_fee.acceptance", "input": {"claim": written}, "expected": {"fee": expected}}
    verdict = verdict_on(example)
    assert verdict.passed, verdict


@pytest.mark.parametrize(
    ("written", "reason"), [("三万五", "ambiguous"), ("007", "leading_zero"), ("1e5", "not_a_number"), ("NaN", "")]
)
def test_an_amount_that_is_none_is_refused_with_its_reason(written: str, reason: str) -> None:
    example = {"id": "x", "topic": "court_fee.acceptance", "input": {"claim": written}, "expected": {"fee": "50"}}
    verdict = verdict_on(example)
    assert not verdict.passed and verdict.problem is not None
    assert say(f"general.amount.{reason or 'not_a_number'}") in verdict.problem.render("zh")


@pytest.mark.parametrize("written", ["2023年5月31日", "2023/5/31", "二〇二三年五月三十一日"])
def test_days_of_an_example_are_read_as_at_every_door(written: str) -> None:
    example = {
        "id": "x",
        "rule": "limitation.general",
        "facts": {"due_date": written},
        "expect": {"last_day": "2026-06-01"},  # 2026-05-31 is a Sunday
    }
    assert verdict_on(example).passed
