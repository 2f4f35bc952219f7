"""Worked examples of money: files of input with the expected figures, run against the engine.

Owns reading of such files (``examples: [{id, topic, input, expected}, …]``), the comparison of every key in
``expected`` (figures by value, words by letter), and the verdict per example, in the shapes of ``law.examples``.
Refuses nothing silently: an unknown topic, input that cannot be read, or a key the engine does not answer is a
difference or a problem with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, finding
from lexcollect.law.examples import BadFact, Difference, Facts, Verdict
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.law.trace import LawUnknown
from lexcollect.wording import text
from lexcollect.yamltree import read_yaml


@cache
def topics() -> Mapping[str, Any]:
    """Return what can be checked, by topic."""
    from lexcollect.law import examples_debts, examples_money

    return examples_money.TOPICS | examples_debts.TOPICS


def is_money_file(rows: list[Any]) -> bool:
    """Tell whether example ``rows`` are of this kind (they have a topic and an input)."""
    return bool(rows) and all(isinstance(row, dict) and "topic" in row for row in rows)


def check_money_file(path: Path) -> tuple[list[Verdict], list[Finding]]:
    """Run every example of the file ``path``; findings tell what is wrong with the file itself."""
    tree, problems = read_yaml(path)
    if tree is None:
        return [], problems
    rows = tree.data.get("examples") if isinstance(tree.data, dict) else None
    if not isinstance(rows, list):
        return [], [finding("LX-L006", tree.where(()))]
    found: list[Finding] = []
    seen: set[str] = set()
    for index, row in enumerate(rows):
        name = str(row.get("id")) if isinstance(row, dict) else ""
        if name in seen:
            found.append(finding("LX-L007", tree.where(("examples", index, "id")), id=name))
        seen.add(name)
    return [check_money_example(row if isinstance(row, dict) else {}) for row in rows], found


def check_money_example(example: Mapping[str, Any]) -> Verdict:
    """Run one example and compare every key of its ``expected``."""
    topic = str(example.get("topic") or "")
    verdict = Verdict(str(example.get("id") or "?"), topic, str(example.get("rule") or ""))
    adapter, expected = topics().get(topic), example.get("expected")
    if adapter is None:
        return Verdict(verdict.id, topic, verdict.title, problem=text("law.example_no_rule", rule=topic))
    if not isinstance(expected, dict) or not expected or not isinstance(example.get("input"), dict):
        return Verdict(verdict.id, topic, verdict.title, problem=text("law.example_missing", name="input, expected"))
    try:
        found = adapter(Facts(example["input"], topic), expected)
    except BadFact as bad:
        return Verdict(verdict.id, topic, verdict.title, problem=bad.reason)
    except (BadMoney, LawUnknown) as refused:
        return Verdict(verdict.id, topic, verdict.title, problem=refused.text)
    except (TypeError, ValueError, LookupError, StopIteration) as error:
        # Input of the wrong shape (a list where a figure belongs): the example is at fault, and says so.
        return Verdict(
            verdict.id, topic, verdict.title, problem=text("law.example_bad_fact", name="input", value=str(error)[:60])
        )
    return Verdict(verdict.id, topic, verdict.title, tuple(differences(expected, found, "")))


def differences(expected: Any, found: Any, path: str) -> Iterator[Difference]:
    """Yield every expectation that ``found`` does not meet."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            inner = found.get(key) if isinstance(found, Mapping) else None
            yield from differences(value, inner, f"{path}.{key}" if path else str(key))
    elif isinstance(expected, list):
        actual = found if isinstance(found, list) else []
        if len(actual) != len(expected):
            yield Difference(path, str(len(expected)), str(len(actual)))
        for index, (value, inner) in enumerate(zip(expected, actual, strict=False)):
            yield from differences(value, inner, f"{path}[{index}]")
    elif not _same(expected, found):
        yield Difference(path, _written(expected), _written(found))


def _same(expected: Any, found: Any) -> bool:
    if isinstance(found, (Decimal, int)) and not isinstance(found, bool):
        try:
            return Decimal(str(expected)) == found
        except InvalidOperation:
            return False
    return _written(expected) == _written(found)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "-" if value is None else str(value)
