"""``intake`` (收材料): read a messy folder into the matter and say what became of every file.

Owns what appears on the screen; which folder is read into which matter is decided in ``matter.receiving``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.console import command_line, words_for
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.layout import FACTS, PROBLEMS
from lexcollect.matter.layout import find_matter, shown
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.evidence.progress import Progress
    from lexcollect.intake.records import Intake
    from lexcollect.matter.lock import Held
    from lexcollect.matter.receiving import Received


@verb(
    "intake",
    Arg(["source"], "cli.value.source", required=False, type=click.Path(path_type=Path)),
    Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--facts"], "cli.opt.facts", is_flag=True),
    Opt(["--ocr"], "cli.opt.ocr", is_flag=True),
    Opt(["--said"], "cli.opt.said", is_flag=True),
    Opt(["--by"], "cli.opt.decided_by", value_key="cli.value.person", default=""),
    Opt(["--message"], "cli.opt.message", value_key="cli.value.file", type=click.Path(path_type=Path, allow_dash=True)),
    Opt(["--received"], "cli.opt.received", value_key="cli.value.date", type=DateType()),
    Opt(["--sheet", "only_sheet"], "cli.opt.sheet", is_flag=True),
    Opt(["--gaps"], "cli.opt.gaps", is_flag=True),
    Opt(["--yes"], "cli.opt.yes", is_flag=True),
)
def command(
    console: Console,
    source: Path | None,
    folder: Path | None,
    facts: bool,
    ocr: bool,
    said: bool,
    by: str,
    message: Path | None,
    received: date | None,
    only_sheet: bool,
    gaps: bool,
    yes: bool,
) -> Report:
    """Take ``source`` into the matter ``folder``; ``facts``: walk through what the papers say.

    ``message``: take in a message of a court, which came on ``received``, and walk through what it says.
    ``ocr``: read the words in pictures first; ``said``: list what chats and mails say.
    ``only_sheet``: only write its spreadsheets anew; ``gaps``: only tell what its exhibits prove and what is missing.
    """
    if message is not None:
        return _message(console, find_matter(source), message, received, by.strip(), yes=yes)
    from lexcollect.cli.sheet_turn import sheets_first, with_sheets
    from lexcollect.cli.turn import holding
    from lexcollect.matter.layout import is_matter
    from lexcollect.matter.receiving import destination

    material, matter = destination(source, folder)
    found = sheets_first(console, matter, yes=yes) if is_matter(matter) else ()
    if gaps:
        from lexcollect.cli.intake_gaps import gaps_report

        return with_sheets(found, lambda: gaps_report(console, matter))
    if only_sheet:
        return with_sheets(found, lambda: holding(console, matter, "intake --sheet", _sheets))

    def take(held: Held) -> Report:
        intake = read(console, material, matter)
        if ocr:
            intake = recognised(console, matter, intake)
        if said:
            from lexcollect.cli.intake_said import listed

            return listed(console, held, intake)
        if not facts:
            return report_of(held, intake)
        from lexcollect.cli.intake_facts import walk

        return walk(console, held, intake, by.strip())

    return with_sheets(found, lambda: holding(console, matter, "intake", take))


def _message(console: Console, matter: Path, path: Path, received: date | None, by: str, *, yes: bool) -> Report:
    """Take the message at ``path`` (``-``: what is pasted here) into ``matter`` and walk through what it says."""
    from lexcollect.cli.intake_facts import walk
    from lexcollect.cli.sheet_turn import sheets_first, with_sheets
    from lexcollect.cli.turn import holding
    from lexcollect.matter.messages import as_material, message_bytes, tells_its_day
    from lexcollect.matter.receiving import take as taken

    pasted = str(path) == "-"
    if pasted and sys.stdin.isatty():
        console.say("cli.intake.paste")
    words = sys.stdin.read().encode("utf-8", "replace") if pasted else message_bytes(path)
    if received is None and console.settings.ask and not pasted and not tells_its_day(words):
        received = _day(console.ask(say("cli.intake.received")) or "")
    found = sheets_first(console, matter, yes=yes)

    def take(held: Held) -> Report:
        with as_material(words, received) as (folder, name), console.step("cli.intake.message"):
            intake = taken(folder, matter)
        return walk(console, held, intake, by, name, ask=not pasted or sys.stdin.isatty())

    return with_sheets(found, lambda: holding(console, matter, "intake --message", take))


def _day(words: str) -> date | None:
    from lexcollect.cn.dates import BadDate, parse_date

    try:
        return parse_date(words)
    except BadDate:
        return None


def _sheets(held: Held) -> Report:
    """Write the sheets of the matter anew."""
    from lexcollect.matter.sheets import write_sheets

    written = write_sheets(held)

    def show(out: Console) -> None:
        for name in written.files:
            out.say("sheets.written", file=name)
        if not (written.files or written.findings):
            out.say("sheets.nothing")

    following: tuple[str | Path, ...] = ("calc", *words_for(held.folder))
    data = {"sheets": list(written.files)}
    return Report(written.findings, data, show, following, held.folder, written.files)


def read(console: Console, source: Path, matter: Path) -> Intake:
    """Take ``source`` into ``matter``, which is made if there is none, saying how far it is."""
    from lexcollect.matter.receiving import take

    with console.step("cli.intake.working", folder=shown(source)):
        return take(source, matter)


def recognised(console: Console, matter: Path, intake: Intake) -> Intake:
    """Read the words in the pictures of ``matter``, page by page and told before each; findings join those of intake.

    Without the extra nothing else is kept back: what is lacking is told as an error.
    """
    from dataclasses import replace

    from lexcollect.findings import Refused
    from lexcollect.matter.recognising import Step, recognise_words

    def tell(at: Step) -> AbstractContextManager[None]:
        return console.step("cli.ocr.page", number=at.number, count=at.count, file=at.file, page=at.page)

    try:
        done = recognise_words(matter, intake.records, tell)
    except Refused as refused:
        return replace(intake, findings=(*intake.findings, *refused.findings))
    console.say("cli.ocr.done", files=done.files, pages=done.pages, kept=done.kept)
    return replace(intake, findings=(*intake.findings, *done.findings))


def report_of(held: Held, intake: Intake, changed: tuple[str, ...] = ()) -> Report:
    """Return the report of an intake: its lines, its findings, the sheets written, and what to do next."""
    from lexcollect.matter.receiving import received
    from lexcollect.matter.recognising import waiting
    from lexcollect.matter.shapes.papers import intake_json

    matter = held.folder
    got = received(matter, intake, held)
    pictures = waiting(matter, intake.records)
    following: tuple[str | Path, ...] = ("calc", *words_for(matter))
    if got.facts:
        following = ("intake", *words_for(matter), "--facts")
    show, listed = lines_of(matter, intake, got, pictures), str(matter / PROBLEMS)
    return Report(
        got.findings,
        {
            **intake_json(matter, intake),
            "facts": got.facts,
            "unread_pages": sum(pictures.values()),
            "said": got.said,
            "talks": got.talks,
            "looked_at": _looked_at(got.progress),
        },
        show,
        following,
        matter,
        (*changed, *got.written),
        listed_in=listed,
        errors_only=True,
    )


def lines_of(matter: Path, intake: Intake, got: Received, pictures: Mapping[str, int]) -> Callable[[Console], None]:
    """Return what prints the summary of an intake, its catalogue, the facts that wait, and the sheets written.

    ``pictures`` are the files with pages whose words nobody read, each with how many.
    """

    def show(out: Console) -> None:
        for line in intake.summary.lines:
            out.line(str(line))
        for name in got.proposed:
            out.say("cli.intake.proposed", file=name)
        if got.facts:
            out.say("cli.intake.facts", count=got.facts, files=got.fact_files, name=FACTS)
        if pictures:
            out.say("cli.ocr.waiting", files=len(pictures), pages=sum(pictures.values()))
        if got.said:
            out.say("cli.intake.said", count=got.said, talks=got.talks)
        for name in got.sheets:
            out.say("sheets.written", file=name)
        if got.progress and got.progress.total:
            _say_progress(out, got.progress)
            out.say("cli.review", command=command_line(("review", *words_for(matter))))
        if not intake.records:
            out.say("cli.intake.nothing")

    return show


def _say_progress(out: Console, progress: Progress) -> None:
    """Tell how many files a person has looked at, and which is the next."""
    if progress.left:
        out.say("cli.intake.looked_at", done=progress.done, total=progress.total, name=progress.left[0])
    else:
        out.say("cli.intake.all_looked_at", total=progress.total)


def _looked_at(progress: Progress | None) -> dict[str, Any] | None:
    """Return the progress as plain data; nothing without a catalogue."""
    if progress is None:
        return None
    return {"done": progress.done, "total": progress.total, "left": list(progress.left)}
