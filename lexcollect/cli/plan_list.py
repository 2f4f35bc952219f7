"""``plan list``: the plans that can be chosen, shipped and of the office's or the matter's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.findings import Finding

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path | None) -> Report:
    """List the plans; with a matter, those of its own and of its office too."""
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.planning import known_plans, plan_folders
    from lexcollect.steps.plan_files import named

    matter = find_matter(folder) if folder else None
    folders = plan_folders(matter) if matter else ()
    rows, found = [], list[Finding]()
    for name in known_plans(matter):
        read = named(name, folders)
        found += read.findings
        if read.plan is not None:
            plan = read.plan
            steps = [{"id": s.id, "do": s.do.value, "after": s.after, "days": s.days} for s in plan.steps]
            bands = [{"first": b.first, "last": b.last, "plan": b.plan} for b in plan.bands]
            title = {"title": plan.title, "title_en": plan.title_en or plan.title}
            rows.append({"plan": name, **title, "own": plan.own, "steps": steps, "bands": bands})

    def show(out: Console) -> None:
        out.say("plan_verb.list_head", count=len(rows))
        for row in rows:
            title = row["title" if out.settings.lang == "zh" else "title_en"]
            key = "plan_verb.list_own" if row["own"] else "plan_verb.list_row"
            out.say(key, name=row["plan"], title=title)

    return Report(tuple(found), {"plans": rows}, show, next=("plan", "copy", "standard"))


command = SubVerb(
    "plan list",
    "plan_verb.about.list",
    answer,
    [Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path))],
)
