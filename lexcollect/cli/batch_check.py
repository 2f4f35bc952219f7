"""``batch check``: a ledger read, checked row by row and written back beside the original."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lexcollect.cli.console import Console
    from lexcollect.ledgers.result import Written
    from lexcollect.ledgers.row import Ledger

#: After so many rows a word is said about how far it is; changed rows that are named.
_EVERY, _NAMED = 20_000, 8


def answer(
    console: Console,
    ledger: Path,
    sheet: str,
    head: int | None,
    column: tuple[str, ...],
    mapping: Path | None,
    save_mapping: Path | None,
    out: Path | None,
    processes: int,
) -> Report:
    """Check the ledger and write the result."""
    from lexcollect.ledgers.checking import Choices, check
    from lexcollect.ledgers.mapping_file import typed_columns
    from lexcollect.ledgers.result import write_result

    choices = Choices(sheet, head or 0, typed_columns(column), mapping)
    with console.step("batch_verb.reading", file=ledger.name):
        found = check(ledger, console.settings.as_of, choices, processes=processes, progress=_progress(console))
    with console.step("batch_verb.writing"):
        written = write_result(ledger, found, out)
        changed = [written.path.name]
        if save_mapping is not None:
            _save(save_mapping, found)
            changed.append(save_mapping.name)
    findings = (*found.findings, *written.findings)
    stops = any(one.stops for one in findings) or any(row.issues and _has_error(row.issues) for row in found.rows)
    return Report(
        findings,
        _as_json(found, written, changed),
        lambda told: _show(told, found, written),
        next=("batch", "due", ledger),
        exit=Exit.FINDINGS if stops else None,
    )


def _has_error(issues: Iterable[Any]) -> bool:
    from lexcollect.findings import Level

    return any(one.level is Level.ERROR for one in issues)


def _save(path: Path, ledger: Ledger) -> None:
    """Write the mapping where the user wants it; another file of that name is not written over."""
    from lexcollect.files import write_text
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.ledgers.mapping_file import SCHEMA, mapping_text
    from lexcollect.matter.outputs import refuse_place

    refuse_place(path)
    if path.exists() and SCHEMA not in path.read_text("utf-8", errors="replace")[:200]:
        raise Refused([finding("LX-A128", Where(str(path)))])
    write_text(path, mapping_text(ledger.columns))


def _progress(console: Console) -> Callable[[int], None] | None:
    if not console.talks:
        return None
    told = 0

    def tell(rows: int) -> None:
        nonlocal told
        if rows // _EVERY > told:
            told = rows // _EVERY
            print(say("batch_verb.so_far", count=rows), file=sys.stderr, flush=True)

    return tell


def _show(out: Console, ledger: Ledger, written: Written) -> None:
    from lexcollect.cli.batch_shown import say_columns
    from lexcollect.cli.shown import day

    numbers = [row.number for row in ledger.rows]
    others = [
        say(f"batch_verb.{key}", count=len(rows))
        for key, rows in (("totals", ledger.totals), ("remarks", ledger.remarks))
        if rows
    ]
    out.say(
        "batch_verb.head",
        sheet=ledger.sheet or ledger.file,
        rows="–".join(map(str, ledger.head_rows)),
        count=len(ledger.rows),
        first=min(numbers, default=0),
        last=max(numbers, default=0),
        hidden=say("batch_verb.hidden", count=len(ledger.hidden)) if ledger.hidden else "",
        others=say("batch_verb.and_others", others=others) if others else "",
    )
    out.say("batch_verb.as_of", day=day(ledger.as_of))
    say_columns(out, ledger.columns)
    counts = "　".join(f"{_label(action)} {count}" for action, count in ledger.counts().items())
    out.say("batch_verb.counts", counts=counts, total=len(ledger.rows))
    _say_issues(out, ledger)
    _say_limitation(out, ledger)
    _say_changes(out, written)
    out.say("batch_verb.result", file=written.path.name)


def _label(action: Any) -> str:
    from lexcollect.wording import language

    return str(action.label if language() == "zh" else action.english)


#: The groups of issues that keep rows from papers, as the screen tells them: sentence → codes.
_GROUPS = (
    ("ident", ("LX-G040", "LX-G041", "LX-G042", "LX-G043", "LX-G044", "LX-G045", "LX-G049", "LX-G050", "LX-G051")),
    ("days", ("LX-G007", "LX-G008", "LX-G009", "LX-G010", "LX-G012")),
    ("sums", ("LX-G026", "LX-G027", "LX-G028", "LX-G029", "LX-G030", "LX-G035")),
    ("against", ("LX-G031", "LX-G032", "LX-G033", "LX-G034", "LX-G018")),
    ("others", ("LX-G016", "LX-G061", "LX-G066", "LX-G084", "LX-G085")),
)


#: What a finding is called on the screen, in few words.
_SHORT = {
    "LX-G007": "batch_verb.short.G007",
    "LX-G008": "batch_verb.short.G008",
    "LX-G009": "batch_verb.short.G009",
    "LX-G010": "batch_verb.short.G010",
    "LX-G012": "batch_verb.short.G012",
    "LX-G016": "batch_verb.short.G016",
    "LX-G018": "batch_verb.short.G018",
    "LX-G026": "batch_verb.short.G026",
    "LX-G027": "batch_verb.short.G027",
    "LX-G028": "batch_verb.short.G028",
    "LX-G029": "batch_verb.short.G029",
    "LX-G030": "batch_verb.short.G030",
    "LX-G031": "batch_verb.short.G031",
    "LX-G032": "batch_verb.short.G032",
    "LX-G033": "batch_verb.short.G033",
    "LX-G034": "batch_verb.short.G034",
    "LX-G035": "batch_verb.short.G035",
    "LX-G040": "batch_verb.short.G040",
    "LX-G041": "batch_verb.short.G041",
    "LX-G042": "batch_verb.short.G042",
    "LX-G043": "batch_verb.short.G043",
    "LX-G044": "batch_verb.short.G044",
    "LX-G045": "batch_verb.short.G045",
    "LX-G049": "batch_verb.short.G049",
    "LX-G050": "batch_verb.short.G050",
    "LX-G051": "batch_verb.short.G051",
    "LX-G061": "batch_verb.short.G061",
    "LX-G066": "batch_verb.short.G066",
    "LX-G084": "batch_verb.short.G084",
    "LX-G085": "batch_verb.short.G085",
}


def _say_issues(out: Console, ledger: Ledger) -> None:
    counts = ledger.issue_counts()
    for key, codes in _GROUPS:
        parts = [f"{say(_SHORT[code])} {counts[code]}" for code in codes if code in counts]
        if parts:
            out.say(f"batch_verb.group.{key}", parts=parts)


def _say_limitation(out: Console, ledger: Ledger) -> None:
    from lexcollect.ledgers.row import LimitationState

    states = Counter(row.limitation.state for row in ledger.rows)
    weak = ledger.issue_counts().get("LX-G075", 0)
    out.say(
        "batch_verb.limitation",
        soon=states[LimitationState.WITHIN_30],
        later=states[LimitationState.WITHIN_90],
        weak=say("batch_verb.weak", count=weak) if weak else "",
    )


def _say_changes(out: Console, written: Written) -> None:
    changes = written.changes
    if changes.first:
        return
    if not changes.rows and not changes.gone:
        out.say("batch_verb.unchanged")
        return
    out.say("batch_verb.changed", count=len(changes.rows), gone=changes.gone)
    for number, before, now in changes.rows[:_NAMED]:
        key = "batch_verb.changed_row" if before and before != now.label else "batch_verb.new_row"
        out.say(key, row=number, before=before, now=now)
    if len(changes.rows) > _NAMED:
        out.say("batch_verb.changed_more", count=len(changes.rows) - _NAMED)


def _as_json(ledger: Ledger, written: Written, changed: list[str]) -> dict[str, Any]:
    from lexcollect.cli.batch_shown import columns_json, counts_json

    return {
        "ledger": ledger.file,
        "sha256": ledger.sha256,
        "sheet": ledger.sheet,
        "heading": list(ledger.head_rows),
        "columns": columns_json(ledger.columns),
        "totals": list(ledger.totals),
        "remarks": list(ledger.remarks),
        "hidden": list(ledger.hidden),
        "counts": counts_json(ledger),
        "result": written.path.name,
        "written": changed,
        "changed_rows": [
            {"row": number, "before": before or None, "action": str(now)}
            for number, before, now in written.changes.rows
        ],
        "rows_gone": written.changes.gone,
        "first_check": written.changes.first,
    }


command = SubVerb(
    "batch check",
    "batch_verb.about.check",
    answer,
    [
        Arg(["ledger"], "batch_verb.value.ledger", type=click.Path(path_type=Path)),
        Opt(["--sheet"], "batch_verb.opt.sheet", value_key="batch_verb.value.sheet", default=""),
        Opt(["--head"], "batch_verb.opt.head", value_key="batch_verb.value.row", type=click.IntRange(1), default=None),
        Opt(["--column"], "batch_verb.opt.column", value_key="batch_verb.value.column", multiple=True),
        Opt(
            ["--mapping"],
            "batch_verb.opt.mapping",
            value_key="batch_verb.value.file",
            type=click.Path(path_type=Path),
            default=None,
        ),
        Opt(
            ["--save-mapping"],
            "batch_verb.opt.save_mapping",
            value_key="batch_verb.value.file",
            type=click.Path(path_type=Path),
            default=None,
        ),
        Opt(
            ["--out"],
            "batch_verb.opt.out",
            value_key="batch_verb.value.file",
            type=click.Path(path_type=Path),
            default=None,
        ),
        Opt(
            ["--processes"],
            "batch_verb.opt.processes",
            value_key="batch_verb.value.count",
            type=click.IntRange(0, 64),
            default=0,
        ),
    ],
)
