"""``register update``: the matters below the folders taken in; what changed is answered anew."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.register import register_option
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.register.opening import Register
    from lexcollect.register.updating import Updated

#: So many seconds pass at the most without a word.
_SILENCE = 2.0


def answer(
    console: Console, places: tuple[Path, ...], named: str | None, by: str, every: bool, processes: int | None
) -> Report:
    """Bring the register to what folders and ledgers say."""
    from lexcollect.cli.register_common import opened, teller, words_of
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.matter.layout import is_matter, shown
    from lexcollect.register import reading
    from lexcollect.register.ledgers import files, is_ledger, place_of, take_ledger
    from lexcollect.register.updating import Updated, update_register

    tables = tuple(place for place in places if is_ledger(place))
    folders = tuple(place for place in places if place not in tables)
    if wrong := [folder for folder in folders if not folder.is_dir()]:
        raise Refused([finding("LX-A102", Where(str(folder))) for folder in wrong])
    home = folders[0] if folders else tables[0].parent if tables else Path()
    if is_matter(home):
        home = Path(home).resolve().parent
    with opened(named, home, make=True) as register:
        with register.reading() as connection:
            known, had = reading.roots(connection), files(connection)
        as_of, who = console.settings.as_of, teller(by)
        done = Updated()
        if folders or not tables:
            wanted = folders or (() if known or had else (Path(),))
            done = update_register(
                register, as_of, who, wanted, every=every, progress=progress(console), processes=processes
            )
        taken: dict[str, bool] = {}
        for path in tables or (() if folders else tuple(place_of(register, one.place) for one in had)):
            if path.is_file():
                taken[shown(path)] = take_ledger(register, path, as_of, who, every=every, processes=processes or 0)
            else:
                done.findings.append(finding("LX-R032", Where(str(path))))
        report = report_on(register.place.shown, done, "register.update.head")
        report = replace(report, next=("due", *words_of(named, home), "--all"))
        return with_ledgers(report, taken, counts=ledger_sizes(register), only=not (folders or not tables))


def ledger_sizes(register: Register) -> dict[str, int]:
    """Return how many rows each ledger of the register has, by its place as it is shown."""
    from lexcollect.matter.layout import shown
    from lexcollect.register.ledgers import files, place_of

    with register.reading() as connection:
        return {shown(place_of(register, one.place)): sum(one.counts.values()) for one in files(connection)}


def with_ledgers(report: Report, taken: dict[str, bool], counts: dict[str, int], *, only: bool) -> Report:
    """Return the report with a line for each ledger; ``only``: no folder was looked at."""
    if not taken:
        return report
    before = report.show

    def show(out: Console) -> None:
        if before is not None and not only:
            before(out)
        for name, changed in taken.items():
            if changed:
                out.say("register.ledger.taken", ledger=name, count=counts[name])
            else:
                out.say("register.ledger.same", ledger=name)

    ledgers = [{"ledger": name, "changed": changed, "rows": counts[name]} for name, changed in taken.items()]
    return replace(report, show=show, data={**report.data, "ledgers": ledgers})


def progress(console: Console) -> Callable[[int, int], None] | None:
    """Return what says on standard error how far the work is, every few seconds."""
    if not console.talks:
        return None
    last = [time.monotonic()]

    def tell(done: int, total: int) -> None:
        if time.monotonic() - last[0] >= _SILENCE:
            last[0] = time.monotonic()
            print(say("register.update.progress", done=done, total=total), file=sys.stderr, flush=True)

    return tell


def report_on(place: str, done: Updated, head: str) -> Report:
    """Return the report on an update."""
    from lexcollect.cli.register_common import named_few
    from lexcollect.findings import Where, finding

    findings = list(done.findings)
    if done.stopped:
        findings.insert(0, finding("LX-R031", Where(place), count=len(done.stopped), folders=named_few(done.stopped)))
    counts = {name: len(getattr(done, name)) for name in ("added", "changed", "moved", "back", "gone", "stopped")}

    def show(out: Console) -> None:
        out.say(head, register=place, count=done.seen)
        out.say("register.update.line", unchanged=done.unchanged, **counts)
        for old, new in done.moved:
            out.say("register.update.moved", old=old, new=new)
        for folder in done.gone:
            out.say("register.update.gone", folder=folder)

    data: dict[str, Any] = {
        "register": place,
        "matters": done.seen,
        "unchanged": done.unchanged,
        **{name: getattr(done, name) for name in ("added", "changed", "back", "gone", "stopped", "unreached")},
        "moved": [{"from": old, "to": new} for old, new in done.moved],
    }
    return Report(tuple(findings), data, show, next=("due", "--all"))


command = SubVerb(
    "register update",
    "register.about.update",
    answer,
    [
        Arg(["places"], "register.value.places", nargs=-1, type=click.Path(path_type=Path)),
        register_option(),
        Opt(["--by"], "register.opt.by", value_key="register.value.name", default=""),
        Opt(["--every"], "register.opt.every", is_flag=True),
        Opt(
            ["--processes"],
            "register.opt.processes",
            value_key="register.value.processes",
            type=click.IntRange(1, 256),
        ),
    ],
)
