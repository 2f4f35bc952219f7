"""``bundle serve`` (记录提交): which version of the package was handed in, to whom and when.

Owns what is typed and how it is told. From then on numbers and pages of what it holds do not move any more; that rule
lives in ``matter.serving``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.bundle_subs import matter_words
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.refusals import Steps, then
from lexcollect.cli.report import Report
from lexcollect.layout import PACKAGES
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.evidence.served import Served, ServedSet
    from lexcollect.matter.serving import Serving


def answer(
    console: Console, folder: Path | None, version: str, on: date | None, to: tuple[str, ...], late: str
) -> Report:
    """Record that a version was handed in, or list what was."""
    from lexcollect.cli.options import now
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.package_run import one_line, recipients_of

    matter = find_matter(folder)
    if not to:
        if version or on or late:
            raise click.UsageError(say("bundle_verb.serve.to_whom"))
        return _listed(matter)
    today = now().date()
    day = on or today
    recipients = recipients_of(to)
    if not recipients:
        raise click.UsageError(say("bundle_verb.serve.to_whom"))
    reason = one_line(late)
    here = matter_words(matter)
    named = ("--version", version) if version else ()
    again = ("bundle", "serve", *here, *(word for one in recipients for word in ("--to", one)), *named)
    steps: Steps = {
        "LX-B295": (*again, "--on", today.isoformat()),
        "LX-B215": lambda: _of_known(matter, again) or ("bundle", *here),
        "LX-B216": ("verify", matter / PACKAGES / version if version else matter),
    }
    with then(steps):
        return in_turn(
            console, matter, "bundle serve", lambda: _recorded(matter, day, recipients, version, reason, today)
        )


def _of_known(matter: Path, again: tuple[str | Path, ...]) -> tuple[str | Path, ...]:
    """Return the same command for the latest version; nothing where there is none."""
    from lexcollect.matter.packages import versions_in

    there = versions_in(matter / PACKAGES)
    named = again[: again.index("--version")] if "--version" in again else again
    return (*named, "--version", there[max(there)].name) if there else ()


def _recorded(matter: Path, on: date, to: tuple[str, ...], version: str, late: str, today: date) -> Report:
    from lexcollect.matter.package_run import handed_in

    done = handed_in(matter, on, to, version, late, today)
    made = done.serving

    def show(out: Console) -> None:
        one = made.set
        out.say("bundle_verb.serve.recorded" if made.new else "bundle_verb.serve.known", version=one.version)
        _say_set(out, one)
        out.say("bundle_verb.serve.fixed", count=len(one.exhibits), last=made.served.last)

    following: tuple[str | Path, ...] = ("bundle", *matter_words(matter), "--supplement")
    return Report(done.findings, _json(made.served, made), show, following, matter, done.changed)


def _listed(matter: Path) -> Report:
    from lexcollect.matter.serving import served_in

    served = served_in(matter)

    def show(out: Console) -> None:
        if not served.sets:
            out.say("bundle_verb.serve.none")
        for one in served.sets:
            out.say("bundle_verb.serve.listed", version=one.version)
            _say_set(out, one)

    return Report((), _json(served), show, ("bundle", *matter_words(matter)), matter)


def _say_set(out: Console, one: ServedSet) -> None:
    from lexcollect.bundle.manifest import grouped

    for handed in one.handed:
        out.say("bundle_verb.serve.handed", day=handed.day, to=handed.to)
    kind = "supplement" if one.supplement else "whole"
    out.say(f"bundle_verb.serve.{kind}", count=len(one.exhibits), last=one.last)
    if one.late:
        out.say("bundle_verb.serve.late", reason=one.late)
    out.say("bundle_verb.serve.digest", digest=grouped(one.content))


def _json(served: Served, made: Serving | None = None) -> dict[str, object]:
    data: dict[str, object] = {
        "sets": [
            {
                "version": one.version,
                "supplement": one.supplement,
                "content_digest": one.content,
                "handed": [{"day": h.day.isoformat(), "to": h.to} for h in one.handed],
                "index_pages": str(one.index),
                "last_page": one.last,
                "late_reason": one.late,
                "exhibits": {e.id: {"no": e.no, "labels": str(e.pages)} for e in one.exhibits},
            }
            for one in served.sets
        ],
        "last_page": served.last,
    }
    return data | ({"recorded": made.set.version, "new": made.new} if made else {})


command = SubVerb(
    "bundle serve",
    "bundle_verb.about.serve",
    answer,
    [
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--to"], "bundle_verb.opt.to", value_key="bundle_verb.value.to", multiple=True),
        Opt(["--on"], "bundle_verb.opt.on", value_key="cli.value.date", type=DateType()),
        Opt(["--version", "version"], "bundle_verb.opt.version", value_key="bundle_verb.value.version", default=""),
        Opt(["--late"], "bundle_verb.opt.late", value_key="bundle_verb.value.reason", default=""),
    ],
)
