"""``batch draft`` (批量出文书): one paper a debtor on the rows of a ledger that are ready."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.batch_reading import PATH, reading
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.exits import UNREADABLE
from lexcollect.cli.options import Opt
from lexcollect.cli.report import Report
from lexcollect.findings import Finding, Refused, Where, finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from lexcollect.cli.console import Console
    from lexcollect.ledgers.batches import Outcome
    from lexcollect.ledgers.debtors import Left

#: So many reasons for rows without a paper are named on the screen, by how often each is given.
_REASONS = 6


def answer(console: Console, ledger: Path, template: str, **said: Any) -> Report:
    """Write the papers, or tell what is to be mended first; the same command goes on then."""
    try:
        return _drafted(console, ledger, template, **said)
    except Refused as refused:
        if any(one.code in UNREADABLE for one in refused.findings):
            raise
        return Report(refused.findings, next=("batch", "draft", ledger, "--template", template))


def _drafted(
    console: Console,
    ledger: Path,
    template: str,
    where: tuple[str, ...],
    limit: int,
    court: str,
    creditor: Path | None,
    from_: Path | None,
    out: Path | None,
    templates: tuple[Path, ...],
    loss: bool,
    expired_too: bool,
    by: str,
    workers: int,
    scheduler: str,
    **said: Any,
) -> Report:
    """Write the papers, and tell what became of every row."""
    from lexcollect.cli.batch_reading import read as read_ledger
    from lexcollect.ledgers import batches
    from lexcollect.ledgers.debtors import choose
    from lexcollect.ledgers.letters import Setting, with_law
    from lexcollect.ledgers.source import folder_of, paper_of, profile_for
    from lexcollect.ledgers.where import conditions

    settings = console.settings
    if expired_too and not by.strip():
        raise Refused([finding("LX-G125", Where(field="--by"))])
    paper, title = paper_of(template)
    wanted, root = conditions(where), folder_of(ledger, out)
    read = read_ledger(console, ledger, said)
    profile, told = profile_for(ledger, creditor, from_, read, settings.lang)
    if paper == "letter" and profile.one_number and limit != 1:
        raise Refused([finding("LX-G149", Where(profile.file))])
    setting = with_law(
        Setting(
            paper,
            profile,
            settings.as_of,
            tuple(str(folder.resolve()) for folder in templates),
            court.strip(),
            loss,
            by.strip() if expired_too else "",
        ),
        ledger.parent,
    )
    chosen = choose(read.rows, settings.as_of, wanted, expired_too=expired_too)
    from lexcollect.cli.options import now

    count = min(limit or len(chosen.groups), len(chosen.groups))
    with _progress(console, count) as shown:
        work = batches.Work(root, title, ledger.name, setting, chosen, now(), limit, workers, scheduler, shown)
        outcome = batches.write(work)
    nothing = () if outcome.entries else (finding("LX-G148", Where(ledger.name), paper=title),)
    return _report(ledger, outcome, len(read.rows), (*read.findings, *told, *outcome.findings, *nothing))


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[int, int], object] | None]:
    """Show how many papers are made, where somebody looks on."""
    import sys

    from lexcollect.wording import say

    if not console.talks or total == 0:
        yield None
        return
    if not sys.stderr.isatty():
        with console.step("batch_papers.drafting", count=total):
            yield None
        return
    from rich.console import Console as Rich
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    screen = Rich(stderr=True, highlight=False, emoji=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as shown:
        task = shown.add_task(say("batch_papers.drafting_bar"), total=total)
        yield lambda done, count: shown.update(task, completed=done, total=count)


def _report(ledger: Path, outcome: Outcome, rows: int, findings: tuple[Finding, ...]) -> Report:
    """Return what became of the ledger."""
    from lexcollect.ledgers.manifest import LIST_JSON, SENDING

    shown = outcome.folder or outcome.root
    after: tuple[str | Path, ...] = ("batch", "due", ledger)
    if outcome.folder and (outcome.folder / SENDING).is_file():
        after = ("batch", "status", ledger, outcome.folder / SENDING)
    told = dict.fromkeys(findings)
    return Report(
        tuple(told),
        {
            "ledger": ledger.name,
            "paper": outcome.title,
            "folder": str(shown),
            "manifest": str(outcome.folder / LIST_JSON) if outcome.folder else None,
            "rows": rows,
            "letters": {
                "written": len(outcome.written),
                "unchanged": len(outcome.unchanged),
                "edited": len(outcome.edited),
                "restored": len(outcome.made_anew),
            },
            "papers": [_paper(one) for one in outcome.entries],
            "left": [
                {"row": one.row, "name": one.name, "reason": one.reason.render(), "code": one.code}
                for one in outcome.left
            ],
        },
        lambda out: _show(out, ledger, outcome, rows),
        next=after,
    )


def _paper(entry: Any) -> dict[str, Any]:
    return {
        "rows": list(entry.rows),
        "name": entry.name,
        "contracts": list(entry.contracts),
        "file": entry.file,
        "court": entry.court,
        "principal": entry.principal,
        "asked": entry.asked,
        "sha256": entry.sha256,
        "notes": list(entry.notes),
    }


def _show(out: Console, ledger: Path, outcome: Outcome, rows: int) -> None:
    """Print the sums, which add up to the rows, and the reasons that are given most."""
    from lexcollect.cn.amounts import format_yuan

    entries = outcome.entries
    papers = sum(len(one.rows) for one in entries)
    total = sum((_asked(one) for one in entries), _zero())
    out.say("batch_papers.shown_head", ledger=ledger.name, title=outcome.title, rows=rows)
    out.say(
        "batch_papers.shown_papers",
        debtors=len(entries),
        rows=papers,
        asked=format_yuan(total),
        left=len(outcome.left),
        all=papers + len(outcome.left),
    )
    out.say(
        "batch_papers.shown_what",
        written=len(outcome.written),
        unchanged=len(outcome.unchanged),
        edited=len(outcome.edited),
        restored=len(outcome.made_anew),
    )
    reasons: dict[str, list[str]] = {}
    for one in outcome.left:
        reasons.setdefault(one.code or _class(one), []).append(one.reason.render())
    # What was tried and could not be written goes first: the classes of the others are known from the check.
    order = sorted(reasons, key=lambda why: (not why.startswith("LX-"), -len(reasons[why])))
    shown = order if outcome.folder is None else order[:_REASONS]
    for why in shown:
        mine = reasons[why]
        same = len(set(mine)) == 1
        out.say("batch_papers.shown_reason" if same else "batch_papers.shown_reasons", count=len(mine), reason=mine[0])
    if len(reasons) > len(shown):
        out.say("batch_papers.shown_more", count=len(reasons) - len(shown))
    noted: dict[str, list[str]] = {}
    for note in (note for one in entries for note in one.notes):
        noted.setdefault(note.rpartition("（")[2], []).append(note)
    for mine in sorted(noted.values(), key=len, reverse=True)[: _REASONS // 2]:
        out.say(
            "batch_papers.shown_note" if len(mine) == 1 else "batch_papers.shown_notes", count=len(mine), note=mine[0]
        )
    out.say(
        "batch_papers.shown_folder" if outcome.folder else "batch_papers.shown_nothing", folder=outcome.folder or ""
    )


def _class(left: Left) -> str:
    """Return under what a reason is counted: as the row was classed, else the kind of reason."""
    return str(dict(left.reason.params).get("said") or left.reason.key)


def _asked(entry: Any) -> Any:
    from decimal import Decimal

    return Decimal(entry.asked)


def _zero() -> Any:
    from decimal import Decimal

    return Decimal("0.00")


command = SubVerb(
    "batch draft",
    "batch_papers.about.draft",
    answer,
    [
        *reading(),
        Opt(["--template"], "batch_papers.opt.template", value_key="batch_papers.value.paper", required=True),
        Opt(["--where"], "batch_papers.opt.where", value_key="batch_papers.value.condition", multiple=True),
        Opt(
            ["--limit"],
            "batch_papers.opt.limit",
            value_key="batch_papers.value.count",
            type=click.IntRange(0),
            default=0,
        ),
        Opt(["--court"], "batch_papers.opt.court", value_key="batch_papers.value.court", default=""),
        Opt(["--creditor"], "batch_papers.opt.creditor", value_key="cli.value.file", type=PATH),
        Opt(["--from", "from_"], "batch_papers.opt.from", value_key="cli.value.folder", type=PATH),
        Opt(["--out"], "batch_papers.opt.out", value_key="cli.value.folder", type=PATH),
        Opt(["--templates"], "cli.opt.templates", value_key="cli.value.folder", multiple=True, type=PATH),
        Opt(["--loss"], "batch_papers.opt.loss", is_flag=True),
        Opt(["--expired-too"], "batch_papers.opt.expired_too", is_flag=True),
        Opt(["--by"], "batch_papers.opt.by", value_key="cli.value.person", default=""),
        Opt(
            ["--workers"],
            "batch_papers.opt.workers",
            value_key="batch_papers.value.count",
            type=click.IntRange(0),
            default=0,
        ),
        Opt(["--scheduler"], "batch_papers.opt.scheduler", value_key="batch_papers.value.address", default=""),
    ],
)
