"""``register rebuild``: the register made again from the folders; a broken file is put aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.register import register_option
from lexcollect.cli.register_update import progress, report_on

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report


def answer(console: Console, folders: tuple[Path, ...], named: str | None, by: str, processes: int | None) -> Report:
    """Make the register again."""
    from lexcollect.cli.refusals import Stopped
    from lexcollect.cli.register_common import first_update, teller, words_of
    from lexcollect.findings import Where, finding
    from lexcollect.register import reading
    from lexcollect.register.place import find_place
    from lexcollect.register.rebuilding import rebuild, sound_register

    place = find_place(named, folders[0] if folders else Path())
    if place is None:
        folder = folders[0] if folders else None
        none = finding("LX-R005", Where(str(folder or Path.cwd())))
        raise Stopped([none], first_update(named, folder))
    register, about = sound_register(place)
    try:
        with register.reading() as connection:
            known = reading.roots(connection)
        wanted = folders or (() if known else (place.base or Path(),))
        done = rebuild(
            register,
            console.settings.as_of,
            teller(by),
            wanted,
            progress=progress(console),
            processes=processes,
        )
    finally:
        register.close()
    report = report_on(place.shown, done, "register.rebuild.head")
    following = ("due", *words_of(named, folders[0] if folders else None), "--all")
    return replace(report, findings=(*about, *report.findings), next=following)


command = SubVerb(
    "register rebuild",
    "register.about.rebuild",
    answer,
    [
        Arg(["folders"], "cli.value.folder", nargs=-1, type=click.Path(path_type=Path)),
        register_option(),
        Opt(["--by"], "register.opt.by", value_key="register.value.name", default=""),
        Opt(
            ["--processes"],
            "register.opt.processes",
            value_key="register.value.processes",
            type=click.IntRange(1, 256),
        ),
    ],
)
