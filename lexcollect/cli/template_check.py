"""``template check``: a template of the lawyer's own, checked before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.layout import LETTERHEAD, LETTERHEAD_OF_CREDITOR, STYLE_SHEET

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: What is said of the files that are laid under templates.
_FIT = {STYLE_SHEET: "fit_styles", LETTERHEAD: "fit_letterhead", LETTERHEAD_OF_CREDITOR: "fit_letterhead"}
#: So many fields that a template leaves out are named.
_NAMED = 20


def answer(console: Console, files: tuple[Path, ...], paper: str) -> Report:
    """Check each file; the findings are the answer."""
    from lexcollect.matter.templating import look

    looked = [look(path, paper) for path in files]

    def show(out: Console) -> None:
        for one in looked:
            stopped = any(f.stops for f in one.findings)
            key = "template_verb.unfit" if stopped else f"template_verb.{_FIT.get(one.name, 'fit')}"
            out.say(key, name=one.name, paper=one.paper.name if one.paper else "-", count=len(one.used))
            if one.unused:
                out.say("template_verb.unused", count=len(one.unused), names=one.unused[:_NAMED])

    data = {
        "files": [
            {
                "name": one.name,
                "paper": one.paper.id if one.paper else None,
                "fields": list(one.used),
                "unused": list(one.unused),
                "findings": [f.as_json() for f in one.findings],
            }
            for one in looked
        ]
    }
    return Report(tuple(f for one in looked for f in one.findings), data, show, one_by_one=True)


command = SubVerb(
    "template check",
    "template_verb.about.check",
    answer,
    [
        Arg(["files"], "template_verb.value.file", nargs=-1, required=True, type=click.Path(path_type=Path)),
        Opt(["--paper"], "template_verb.opt.paper", value_key="template_verb.value.paper", default=""),
    ],
)
