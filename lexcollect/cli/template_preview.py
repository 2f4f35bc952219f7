"""``template preview``: a template filled with the matter, or with an example, and marked as a preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.templating import Preview


def answer(console: Console, template: str, folder: Path | None, paper: str, templates: tuple[Path, ...]) -> Report:
    """Write the preview of ``template``: in the matter's folder of previews, without a matter in the current folder."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.layout import find_matter, is_matter
    from lexcollect.matter.templating import preview

    matter = find_matter(folder) if folder or is_matter(Path()) else None

    def write() -> Report:
        made = preview(template, matter, console.settings.as_of, named=paper, given=templates)
        return _report(made, matter)

    return in_turn(console, matter, "template", write) if matter else write()


def _report(made: Preview, matter: Path | None) -> Report:
    def show(out: Console) -> None:
        if made.path is not None:
            out.say("template_verb.previewed", path=str(made.path), sample=made.sample)
        else:
            out.say("template_verb.no_preview")

    path = made.path
    changed = (path.relative_to(matter).as_posix(),) if path and matter else ()
    data = {
        "paper": made.paper.id if made.paper else None,
        "path": str(path) if path else None,
        "filled_with": made.sample,
    }
    return Report(made.findings, data, show, matter=matter, changed=changed)


command = SubVerb(
    "template preview",
    "template_verb.about.preview",
    answer,
    [
        Arg(["template"], "template_verb.value.template"),
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--paper"], "template_verb.opt.paper", value_key="template_verb.value.paper", default=""),
        Opt(
            ["--templates"],
            "cli.opt.templates",
            value_key="cli.value.folder",
            multiple=True,
            type=click.Path(path_type=Path),
        ),
    ],
)
