"""``law causes``: the official list of causes of action, by a word or the nearest names, and what is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.causes.table import cause_of, looked_up, official
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.law_words import put_rows
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.findings import finding
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, word: str | None) -> Report:
    """Return the causes whose name holds ``word``, else the nearest; all without one."""
    names, near = looked_up(word or "")
    found = [_row(name) for name in names]
    told = (finding("LX-C601", name=word or "", near=names),) if near else ()

    def show(out: Console) -> None:
        if word is None:
            out.say("courts.causes_all", count=len(found))
        elif not near:
            out.say("courts.causes_head", word=word, count=len(found))
        put_rows(out, [(f"{row['number']}　{row['name']}", _on_file(row)) for row in found])
        out.say("courts.causes_note")

    return Report(told, {"edition": "2026-01-01", "causes": found}, show)


def _row(name: str) -> dict[str, Any]:
    cause = cause_of(name)
    return {
        "number": official()[name],
        "name": name,
        "file": cause.id if cause else None,
        "form": cause.form.number if cause and cause.form else None,
    }


def _on_file(row: dict[str, Any]) -> str:
    if row["file"] is None:
        return str(say("courts.cause_none"))
    told = [say("courts.cause_file")]
    if row["form"]:
        told.append(say("courts.cause_form", number=row["form"]))
    return "　".join(told)


command = SubVerb(
    "law causes",
    "law_verb.about.causes",
    answer,
    [Arg(["word"], "law_verb.value.word", required=False)],
)
