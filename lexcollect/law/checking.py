"""Checking of example files: every example of every file, with its place, whatever the files hold.

Owns the run behind ``law check``: several files together (ids are unique over all of them), the line of each
example, and the guard around the engine: input of a shape that no rule expects is a failed example, never a
stop. Reading and comparing single examples is the business of ``law.examples`` and ``law.money_examples``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, Where, finding
from lexcollect.law.examples import Adapter, Verdict, check_example, default_adapters
from lexcollect.law.money_examples import check_money_example
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.wording import text
from lexcollect.yamltree import Tree, read_yaml

#: What hostile input makes arithmetic and look-ups raise: the example is at fault.
_SHAPE = (ArithmeticError, AttributeError, LookupError, RecursionError, StopIteration, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one example and where it stands."""

    verdict: Verdict
    where: Where


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file: its examples, and what is wrong with the file itself."""

    name: str
    examples: tuple[Checked, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> int:
        """Return how many examples were not met."""
        return sum(not one.verdict.passed for one in self.examples)


def check_files(paths: Iterable[Path]) -> list[FileResult]:
    """Run the examples of all ``paths`` in order."""
    adapters = default_adapters()
    seen: dict[str, Where] = {}
    return [_check_file(path, adapters, seen) for path in paths]


def _check_file(path: Path, adapters: Mapping[str, Adapter], seen: dict[str, Where]) -> FileResult:
    name = str(path)
    tree, problems = read_yaml(path, name)
    if tree is None:
        return FileResult(name, (), tuple(problems))
    rows = tree.data.get("examples") if isinstance(tree.data, dict) else None
    if not isinstance(rows, list):
        return FileResult(name, (), (finding("LX-L006", tree.where(())),))
    if not rows:
        return FileResult(name, (), (finding("LX-L508", tree.where(("examples",))),))
    examples = tuple(Checked(verdict_on(row, adapters), _place(tree, index)) for index, row in enumerate(rows))
    findings = _doubles(rows, tree, seen)
    return FileResult(name, examples, (*findings, *_unmet(name, examples)))


def verdict_on(row: Any, adapters: Mapping[str, Adapter]) -> Verdict:
    """Return the verdict on one entry of a file, whichever kind of example it is and whatever it holds."""
    example = row if isinstance(row, dict) else {}
    try:
        return check_money_example(example) if "topic" in example else check_example(example, adapters)
    except BadMoney as bad:
        reason = bad.text
    except _SHAPE as error:
        words = " ".join(str(error).split())[:60] or type(error).__name__
        reason = text("law.example_bad_fact", name="facts/input", value=words)
    rule = str(example.get("topic") or example.get("rule") or "")
    return Verdict(str(example.get("id") or "?"), rule, str(example.get("title") or ""), problem=reason)


def _place(tree: Tree, index: int) -> Where:
    """Return the line of an example; the path of its keys would only repeat its number."""
    where = tree.where(("examples", index))
    return Where(where.file, where.line, where.column)


def _doubles(rows: list[Any], tree: Tree, seen: dict[str, Where]) -> list[Finding]:
    found = []
    for index, row in enumerate(rows):
        name = str(row.get("id") or "") if isinstance(row, dict) else ""
        if name in seen:
            found.append(finding("LX-L007", _place(tree, index), id=name))
        elif name:
            seen[name] = _place(tree, index)
    return found


def _unmet(name: str, examples: tuple[Checked, ...]) -> list[Finding]:
    failed = sum(not one.verdict.passed for one in examples)
    return [finding("LX-L507", Where(name), failed=failed, count=len(examples))] if failed else []
