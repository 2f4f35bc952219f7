"""Report: what a verb hands back, and how a run ends.

Owns the one shape in which a verb answers; printing it as text or as JSON, the exit code, and the line in the
matter's journal follow from it here, so that no verb does it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.exits import Exit, exit_for
from lexcollect.records import dataclass, field

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding

#: Verbs whose answer depends on the day.
DATED = frozenset({"batch", "bundle", "calc", "draft", "due", "plan", "report", "review"})
#: Verbs with an option that shows what the screen cuts.
_WITH_FULL = frozenset({"calc", "due", "plan"})
#: Findings of a name that names nothing: no matter here; no such folder; no such file; a folder where a file was meant.
MISSING = frozenset(("LX-A001", "LX-A101", "LX-A102", "LX-A340", "LX-A341", "LX-B056"))


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a verb.

    ``show`` prints the result as text; ``data`` is the same for ``--json``; ``next`` are the words of the
    command to type next, ``enter`` the places of the case file (group, or group and key) that are written before it;
    ``changed`` are the files written, relative to ``matter``; ``exit`` overrides the
    code that follows from the findings; ``listed_in`` names the file that holds all findings; with
    ``errors_only`` the screen counts the others; ``one_by_one``: the findings are the answer, and each is told;
    ``on_screen`` are the findings with exhibits by number and title, where JSON keeps their ids.
    """

    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    show: Callable[[Console], None] | None = None
    next: Sequence[str | Path] = ()
    matter: Path | None = None
    changed: tuple[str, ...] = ()
    exit: Exit | None = None
    listed_in: str = ""
    errors_only: bool = False
    one_by_one: bool = False
    on_screen: tuple[Finding, ...] = ()
    enter: Sequence[tuple[str, ...]] = ()

    @property
    def code(self) -> Exit:
        """The exit code of the run."""
        return exit_for(self.findings) if self.exit is None else self.exit


def finish(console: Console, verb: str, report: Report) -> Exit:
    """Print ``report``, write the journal, and return the exit code."""
    from lexcollect.cli.streams import write_json

    if not report.next and any(one.code in MISSING for one in report.findings):
        from lexcollect.cli.missing import after_missing

        report = replace(report, next=after_missing(verb, report.findings))
    if report.matter and report.changed:
        from lexcollect.cli.options import now
        from lexcollect.matter.journal import note

        note(report.matter, verb, now(), console.settings.as_of, report.changed, exit=int(report.code))
    if console.settings.json:
        write_json(document(console, verb, report))
        return report.code
    if report.show:
        report.show(console)
    console.findings(
        report.on_screen or report.findings,
        listed_in=report.listed_in,
        errors_only=report.errors_only,
        room=len(report.findings) if report.one_by_one or _all_asked_for() else None,
        by_option=verb in _WITH_FULL,
    )
    if report.next:
        console.next(following(console, report), report.enter)
    return report.code


def _all_asked_for() -> bool:
    """Tell whether the run was typed with the option that shows everything, also one that was stopped."""
    import click

    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("full"))


def following(console: Console, report: Report) -> Sequence[str | Path]:
    """Return the words to type next: a day given to this run counts for the next one too."""
    settings = console.settings
    if not settings.as_of_given or report.next[0] not in DATED or "--as-of" in report.next:
        return report.next
    return (*report.next, "--as-of", settings.as_of.isoformat())


def document(console: Console, verb: str, report: Report) -> dict[str, Any]:
    """Return the one JSON document of a run."""
    from lexcollect.cli.console import command_line
    from lexcollect.version import __version__

    return {
        "lexcollect": __version__,
        "command": verb,
        "as_of": console.settings.as_of.isoformat(),
        "exit": int(report.code),
        "findings": [f.as_json() for f in report.findings],
        "changed": list(report.changed),
        "next": command_line(following(console, report)) if report.next else None,
        **({"enter": [".".join(place) for place in report.enter]} if report.enter else {}),
        **report.data,
    }
