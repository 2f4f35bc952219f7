"""Runs of example files: every example of every file, with its place, whatever the files hold.

Owns the run behind ``law check``: several files together (ids are unique over all of them), the line of each
example and of each key that nobody reads. The verdict on a single example is the business of ``lawcheck.examples``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, Where, finding
from lexcollect.lawcheck.examples import verdict_on
from lexcollect.lawcheck.keys import FILE
from lexcollect.lawcheck.verdict import Verdict, unknown_key
from lexcollect.records import dataclass
from lexcollect.yamltree import Tree, read_yaml


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
    seen: dict[str, Where] = {}
    return [_check_file(path, seen) for path in paths]


def _check_file(path: Path, seen: dict[str, Where]) -> FileResult:
    name = str(path)
    tree, problems = read_yaml(path, name)
    if tree is None:
        return FileResult(name, (), tuple(problems))
    rows = tree.data.get("examples") if isinstance(tree.data, dict) else None
    if not isinstance(rows, list):
        return FileResult(name, (), (finding("LX-L006", tree.where(())),))
    if not rows:
        return FileResult(name, (), (finding("LX-L508", tree.where(("examples",))),))
    examples = tuple(Checked(verdict_on(row), _place(tree, index)) for index, row in enumerate(rows))
    findings = (*_doubles(rows, tree, seen), *_unknown(tree, examples), *_unmet(name, examples))
    return FileResult(name, examples, findings)


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


def _unknown(tree: Tree, examples: tuple[Checked, ...]) -> Iterator[Finding]:
    """Yield a finding for every key nobody reads, at its own line: of the file, then of its examples."""
    assert isinstance(tree.data, dict)
    for key in tree.data:
        if key not in FILE:
            yield finding("LX-L509", tree.where((key,)), key=key, near=unknown_key((key,), FILE).meant())
    for index, one in enumerate(examples):
        for slip in one.verdict.unknown:
            where = tree.where(("examples", index, *slip.path))
            yield finding("LX-L509", where, key=slip.key, near=slip.meant())


def _unmet(name: str, examples: tuple[Checked, ...]) -> list[Finding]:
    failed = sum(not one.verdict.passed for one in examples)
    return [finding("LX-L507", Where(name), failed=failed, count=len(examples))] if failed else []
