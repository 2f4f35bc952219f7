"""``review`` (整理页): a matter put in order in the browser of this machine.

Owns what is typed, the browser that is opened, and what is said at the end. The page itself is the room ``review``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.exits import Exit
from lexcollect.cli.options import Arg, Opt, now
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Refused

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.desk.draft import Desk, Recovered


@verb(
    "review",
    Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--no-browser"], "desk.opt_no_browser", is_flag=True),
    Opt(["--read-only"], "desk.opt_read_only", is_flag=True),
)
def command(console: Console, matter: Path | None, no_browser: bool, read_only: bool) -> Report:
    """Serve the page of ``matter`` until the person is done."""
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.lock import hold_page

    folder = find_matter(matter)
    desk = Desk(folder, console.settings.as_of, read_only=read_only, clock=lambda: now().date())
    recovered = desk.recover()
    if read_only:
        return _serve(console, desk, recovered, no_browser)
    with contextlib.ExitStack() as held:
        try:
            sign = held.enter_context(hold_page(folder, now()))
        except Refused:
            if not _led_again(console, folder, no_browser):
                raise
            return Report((), {"again": True}, exit=Exit.FINE)
        return _serve(console, desk, recovered, no_browser, sign)


def _led_again(console: Console, folder: Path, no_browser: bool) -> bool:
    """Lead to the page that is open already, by a new address of its own; tell whether it answered."""
    import webbrowser

    from lexcollect.review.door import knock

    address, leading = knock(folder)
    if not address:
        return False
    console.say("desk.open_again")
    if no_browser or not webbrowser.open(leading):
        console.say("desk.address", address=address)
    return True


def _serve(
    console: Console,
    desk: Desk,
    taken_up: Recovered,
    no_browser: bool,
    sign: Callable[[str], None] | None = None,
) -> Report:
    import webbrowser

    from lexcollect.cli.console import words_for
    from lexcollect.review.door import door
    from lexcollect.review.server import Served

    told = taken_up.findings
    served = Served(desk, now, told)
    if sign is not None:
        sign(f"http://127.0.0.1:{served.port}/")

    with contextlib.nullcontext("") if no_browser else door(desk.folder, served.address) as leading:

        def ready() -> None:
            # What is opened stands in the list of processes: the name of a file, never the address with its token.
            if not (leading and webbrowser.open(leading)):
                console.say("desk.address", address=served.address)
            console.say("desk.running")
            if taken_up.steps:
                console.say("desk.taken_up", count=taken_up.steps)

        served.run(ready)
    left = len(desk.steps)

    def show(out: Console) -> None:
        out.say("desk.ended" if not left else "desk.ended_unsaved", count=left)

    following = ("due" if not left else "review", *words_for(desk.folder))
    return Report(told, {"unsaved": left}, show, next=following)
