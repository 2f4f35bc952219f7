"""``new`` (建案): make a matter folder with an explained case file.

Owns the folder and its first 案件.yaml. Refuses a folder that already holds one; never overwrites anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.console import words_for
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CASE, FOLDERS

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.skeleton import Answers


@verb(
    "new",
    Arg(["name"], "cli.value.name"),
    Opt(["--from", "source"], "cli.opt.from", value_key="cli.value.folder", type=click.Path(path_type=Path)),
)
def command(console: Console, name: str, source: Path | None) -> Report:
    """Ask, make the folder, and take in the material of ``source`` if there is any."""
    from lexcollect.cli.skeleton import Answers

    folder, matter_name = _place(name)
    refuse_existing(folder)
    if source is not None and not source.is_dir():
        raise Refused([finding("LX-A102", Where(str(source)))])
    answers = Answers()
    if console.settings.ask:
        from lexcollect.cli.wizard import ask_all

        console.say("cli.new.head", name=matter_name)
        answers, source = ask_all(console, source)
    changed = create(folder, matter_name, answers)

    def show(out: Console) -> None:
        out.say("cli.new.done", folder=str(folder))

    if source is None:
        following: tuple[str | Path, ...] = ("calc", *words_for(folder))
        return Report((), {"folder": str(folder)}, show, following, folder, changed)
    show(console)
    from lexcollect.cli.intake import read, report_of

    return report_of(folder, read(console, source, folder), changed)


def create(folder: Path, name: str, answers: Answers) -> tuple[str, ...]:
    """Make the folders of a matter and its case file; return what was written, relative to ``folder``."""
    from lexcollect.cli.skeleton import skeleton
    from lexcollect.files import write_text

    refuse_existing(folder)
    for part in FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    write_text(folder / CASE, skeleton(name, answers))
    return (CASE,)


def refuse_existing(folder: Path) -> None:
    """Refuse a folder that already is a matter, before the first question is asked."""
    if (folder / CASE).exists():
        raise Refused([finding("LX-A106", Where(str(folder)), name=folder.name)])


def _place(typed: str) -> tuple[Path, str]:
    """Return the folder for the typed name, safe on every system, and the name of the matter."""
    from lexcollect.cn.names import safe_file_name

    path = Path(typed)
    title = path.name if path.name not in ("", "..") else path.resolve().name
    return path.parent / safe_file_name(title), title
