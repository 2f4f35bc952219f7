"""``demo`` (演示): the whole road on a shipped example, in the current folder.

Owns the order of the stages and their short summaries. Each stage is the verb of the same name: the demo computes
nothing and knows no result.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_heads import total_line
from lexcollect.cli.exits import exit_for
from lexcollect.cli.options import Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.layout import RAW
from lexcollect.matter.example import DEFAULT, names
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.model import Built
    from lexcollect.cli.console import Console
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.intake.records import Intake
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.example import Example


#: The calendar file of the demo, in the matter folder.
CALENDAR = "期限.ics"


@verb(
    "demo",
    Opt(["--matter"], "cli.opt.example", type=click.Choice(names()), default=DEFAULT),
    Opt(["--into"], "cli.opt.into", value_key="cli.value.name"),
)
def command(console: Console, matter: str, into: str | None) -> Report:
    """Make the example matter and walk it from raw folder to verified package."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.example import load_example, refuse_another

    example = load_example(matter)
    if not console.settings.as_of_given:
        console.settings = console.settings._replace(as_of=example.as_of)
    folder = Path(into or example.into)
    refuse_another(example, folder)
    return in_turn(console, folder, "demo", lambda: _walk(console, example, folder))


def _walk(console: Console, example: Example, matter: Path) -> Report:
    from lexcollect.cli import bundle, draft, intake, verify
    from lexcollect.matter.answering import answer
    from lexcollect.matter.example import prepare
    from lexcollect.matter.packages import pack
    from lexcollect.matter.packing import packing_of
    from lexcollect.matter.papers import latest_pages, write_papers

    made = prepare(example, matter)
    console.say("cli.demo.head", folder=str(matter), day=console.settings.as_of)
    taken = intake.read(console, example.inbox, matter)
    _stage(console, 1, "intake")
    for line in taken.summary.lines:
        console.line(str(line))
    answered = answer(matter, console.settings.as_of, read_material=True)
    _calc(console, answered)
    made += _due(console, answered, matter / CALENDAR)
    packing = packing_of(answered)
    with console.step("cli.bundle.working", count=len(packing.catalogue.items)):
        built = pack(packing, example.passwords, console.settings.as_of)
    _stage(console, 4, "bundle")
    bundle.show(console, packing, built)
    pages, _ = latest_pages(answered)
    with console.step("cli.draft.working"):
        drafted = write_papers(answered, example.papers, pages)
    _stage(console, 5, "draft")
    draft.show(console, answered, drafted)
    _stage(console, 6, "verify")
    checked = verify.of_matter(console, matter)
    if checked.show:
        checked.show(console)
    return _report(answered, made, taken, built, drafted, checked)


def _stage(console: Console, number: int, name: str) -> None:
    console.line(f"\n── {number}/6 {say(f'cli.verb.{name}').partition('　')[0]}　lexcollect {name} ──")


def _calc(console: Console, answered: Answered) -> None:
    claims = answered.matter.claims
    _stage(console, 2, "calc")
    console.line(total_line(claims))
    for surety in claims.sureties:
        if not surety.covered:
            continue
        name = answered.matter.case.party(surety.party).name
        console.say("cli.demo.surety", name=name, ids=list(surety.covered), amount=surety.amount)
    if claims.titles:
        from lexcollect.cli.calc_titles import show_fee

        show_fee(console, claims)
        return
    fees = claims.fees
    if fees is None:
        console.say("claims.fee_foreign")
        return
    console.say("cli.demo.fees", acceptance=fees.acceptance.value.amount, preservation=fees.preservation.value.amount)


def _due(console: Console, answered: Answered, calendar: Path) -> tuple[str, ...]:
    from lexcollect.matter.calendar import digest_of

    _stage(console, 3, "due")
    for deadline in answered.matter.agenda.deadlines:
        last = deadline.period.last_day.isoformat() if deadline.period else "—"
        who = answered.matter.case.party(deadline.person).name
        state = say(f"deadlines.state.{deadline.state}")
        about = f"（{'、'.join(deadline.obligations)}）" if deadline.obligations else ""
        console.line(f" {last}　{deadline.title}　{state}　{who}{about}")
    before = digest_of(calendar)
    entries = answered.write_calendar(calendar)
    console.say("cli.demo.calendar", file=calendar.name, count=entries)
    return () if digest_of(calendar) == before else (calendar.name,)


def _report(
    answered: Answered,
    made: tuple[str, ...],
    taken: Intake,
    built: Built,
    drafted: DraftResult,
    checked: Report,
) -> Report:
    """Return the report of the whole walk; what intake finds in the messy folder is in its list, not an error."""
    folder = answered.folder
    package = built.folder.relative_to(folder).as_posix() if built.folder and built.new else ""
    changed = (
        *made,
        *(f"{RAW}/{name}" for name in taken.summary.added),
        *(path.relative_to(folder).as_posix() for path in drafted.written),
        *([package] if package else []),
    )
    claims = answered.matter.claims
    data: dict[str, Any] = {
        "folder": str(folder),
        "files": taken.summary.total,
        "principal": str(claims.account.principal),
        "penalty": str(claims.account.penalty),
        "total": str(claims.total),
        "pages": built.total_pages,
        "papers": [p.title for p in drafted.papers if p.path],
        "verified": checked.data.get("ok"),
    }
    # Notes are told by each verb when it is run by itself; a summary names what wants a look.
    every = dict.fromkeys((*answered.read_findings, *built.findings, *drafted.findings, *checked.findings))
    findings = tuple(f for f in every if not f.informs)

    def show(out: Console) -> None:
        out.line()
        out.say("cli.demo.done", folder=str(folder))

    # The same day as here, or the figures would not be those of this summary.
    following = ("calc", folder, "--as-of", answered.matter.as_of.isoformat())
    code = max(checked.code, exit_for(findings))
    return Report(findings, data, show, following, folder, changed, code)
