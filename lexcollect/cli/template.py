"""``template`` (模板): the Word templates of the papers; what is done with them are sub-verbs, each in its module.

By itself it lists the papers with their templates, and says which of them the matter has of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import Parent
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "fields": "lexcollect.cli.template_fields",
    "copy": "lexcollect.cli.template_copy",
    "check": "lexcollect.cli.template_check",
    "preview": "lexcollect.cli.template_preview",
}


class Template(Parent):
    """The verb ``template`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        rows = [(name, say(f"template_verb.sub.{name}")) for name in SUBS]
        section(formatter, say("template_verb.head.subs"), rows)
        self.format_shared(ctx, formatter)


def answer(console: Console, folder: Path | None) -> Report:
    """List the templates; with a matter, say which are its own."""
    from lexcollect.documents.fields import templates
    from lexcollect.documents.papers import template_path
    from lexcollect.matter.layout import find_matter, template_folders
    from lexcollect.resources import resource

    own = template_folders(find_matter(folder)) if folder else ()
    rows = []
    for template, papers in templates().items():
        path = template_path(template, own)
        replaced = path is not None and not path.is_relative_to(resource("templates"))
        ids = [paper.id for paper in papers]
        rows.append({"template": template, "papers": ids, "own": replaced})

    def show(out: Console) -> None:
        out.say("template_verb.list_head", count=len(rows))
        for row in rows:
            name = Path(str(row["template"])).stem
            key = "template_verb.list_own" if row["own"] else "template_verb.list_row"
            out.say(key, name=name, papers=row["papers"])

    return Report((), {"templates": rows}, show, next=("template", "fields", "letter"))


command = Template(
    "template",
    answer,
    [Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path))],
    SUBS,
    "template_verb",
)
