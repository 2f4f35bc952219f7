"""``law check``: files of worked examples, run against the rules; lawyers keep their own that way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lexcollect.cli.console import Console
    from lexcollect.lawcheck.run import Checked, FileResult


def answer(console: Console, files: tuple[Path, ...]) -> Report:
    """Run all examples of ``files``: pass or difference each, one summary line."""
    from lexcollect.lawcheck.run import check_files

    results = check_files(files)

    def show(out: Console) -> None:
        for result in results:
            out.say("law_verb.check_head", file=clean(result.name))
            for one in result.examples:
                _show_example(out, one)
        out.say("law_verb.check_sum", **_sums(results))

    data = {"files": [_file_json(result) for result in results], "summary": _sums(results)}
    return Report(tuple(f for result in results for f in result.findings), data, show)


def _sums(results: Sequence[FileResult]) -> dict[str, int]:
    count = sum(len(result.examples) for result in results)
    failed = sum(result.failed for result in results)
    return {"count": count, "passed": count - failed, "failed": failed}


def _show_example(out: Console, one: Checked) -> None:
    verdict = one.verdict
    title = clean(verdict.title or verdict.rule)
    if verdict.passed:
        out.say("law_verb.passed", id=clean(verdict.id), title=title)
        return
    out.say("law_verb.failed", id=clean(verdict.id), title=title, place=say("law_verb.line", line=one.where.line))
    for words in _reasons(one):
        out.line(f"     {clean(words)}")


def _reasons(one: Checked) -> list[str]:
    verdict = one.verdict
    slips = [slip.words().render() for slip in verdict.unknown]
    if verdict.problem is not None:
        return [*slips, verdict.problem.render()]
    return [*slips, *(difference.words().render() for difference in verdict.differences)]


def clean(written: str) -> str:
    """Return ``written`` without control characters: a file of examples must not steer the screen."""
    return "".join(c if c.isprintable() else "?" for c in written)


def _file_json(result: FileResult) -> dict[str, Any]:
    from lexcollect.matter.shapes.said import said
    from lexcollect.yamltree import dotted

    return {
        "file": result.name,
        "examples": [
            {
                "id": one.verdict.id,
                "rule": one.verdict.rule,
                "title": one.verdict.title,
                "line": one.where.line,
                "passed": one.verdict.passed,
                "differences": [
                    {"key": d.path, "expected": d.expected, "found": d.found} for d in one.verdict.differences
                ],
                "unknown": [{"key": dotted(u.path), "near": u.near or None} for u in one.verdict.unknown],
                **said("problem", one.verdict.problem),
            }
            for one in result.examples
        ],
    }


command = SubVerb(
    "law check",
    "law_verb.about.check",
    answer,
    [
        Arg(["files"], "cli.value.file", nargs=-1, required=True, type=click.Path(path_type=Path)),
    ],
)
