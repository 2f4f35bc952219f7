"""``due`` (看期限): every deadline with its proof, its fallbacks and its articles; the calendar file on request.

Owns how the agenda is told on screen. Counts nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc import day
from lexcollect.cli.due_json import as_json
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Finding, Refused, finding
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.deadlines.agenda import Agenda, Deadline, Fallback, Ignored

#: Marks of a deadline's state; GBK has them all.
_MARKS = {"running": "●", "grace": "■", "expired": "■", "lapsed": "■", "preserved": "√"}
_INDENT = "     "


@verb(
    "due",
    Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--ics"], "cli.opt.ics", value_key="cli.value.file", type=click.Path(path_type=Path, dir_okay=False)),
    Opt(["--why"], "cli.opt.why", value_key="cli.value.deadline"),
)
def command(console: Console, matter: Path | None, ics: Path | None, why: str | None) -> Report:
    """Tell the deadlines of ``matter``."""
    from lexcollect.cli.answered import answer
    from lexcollect.cli.matter import words_for

    answered = answer(matter, console.settings.as_of)
    case, agenda = answered.matter.case, answered.matter.agenda
    chosen = _chosen(agenda, why)
    if ics is not None:
        write_calendar(case, agenda, ics)

    def show(out: Console) -> None:
        show_agenda(out, case, agenda, chosen)
        if ics is not None:
            out.say("deadlines.ics_written", file=str(ics))

    findings = (*answered.findings, *provisional_notes(agenda))
    return Report(findings, as_json(case, agenda), show, next=("draft", *words_for(answered.folder)))


def _chosen(agenda: Agenda, why: str | None) -> Deadline | None:
    """Return the deadline whose working is wanted, by its number on screen or its id."""
    if why is None:
        return None
    if why.isdecimal() and 1 <= int(why) <= len(agenda.deadlines):
        return agenda.deadlines[int(why) - 1]
    found = agenda.get(why)
    if found is None:
        known = [f"{i}（{d.id}）" for i, d in enumerate(agenda.deadlines, 1)]
        raise Refused([finding("LX-D001", id=why, known=known)])
    return found


def write_calendar(case: Case, agenda: Agenda, path: Path) -> None:
    """Write the running deadlines as a calendar file to ``path``."""
    from lexcollect import __version__
    from lexcollect.deadlines.calendar_file import calendar_text
    from lexcollect.files import write_bytes

    write_bytes(path, calendar_text(case, agenda, __version__).encode("utf-8"))


def provisional_notes(agenda: Agenda) -> list[Finding]:
    """Return one note when any date lies in a year whose holiday notice is not known."""
    years = sorted({d.period.last_day.year for d in agenda.deadlines if d.period and d.period.provisional})
    return [finding("LX-D002", years=[str(y) for y in years])] if years else []


def show_agenda(out: Console, case: Case, agenda: Agenda, chosen: Deadline | None = None) -> None:
    """Print all deadlines, or the chosen one with its whole working."""
    out.say("deadlines.as_of", day=day(agenda.as_of))
    for number, deadline in enumerate(agenda.deadlines, 1):
        if chosen is None or deadline is chosen:
            _show_deadline(out, case, number, deadline)
    if chosen is not None:
        _show_working(out, chosen)


def _show_deadline(out: Console, case: Case, number: int, deadline: Deadline) -> None:
    """Print one deadline: date, basis, fallbacks, what was ignored and why."""
    period = deadline.period
    last = day(period.last_day) if period else "—"
    out.line(f"{number}. {_MARKS.get(deadline.state, '○')} " + say(
        "deadlines.line", title=deadline.title, who=case.party(deadline.person).name, last=last,
        state=say(f"deadlines.state.{deadline.state}")))
    out.line(_INDENT + say("deadlines.concerns", ids=list(deadline.obligations)))
    if period is not None and deadline.state in ("running", "grace"):
        out.line(_INDENT + say("deadlines.act_by", day=day(period.act_by)))
    out.line(_INDENT + _basis(deadline))
    for line in (*_fallback_lines(deadline), *_alternative_lines(deadline), *_ignored_lines(deadline)):
        out.line(_INDENT + line)


def _basis(deadline: Deadline) -> str:
    if deadline.deciding is not None:
        event = deadline.deciding
        return say("deadlines.basis", day=event.on, title=event.title, evidence=list(event.law.evidence) or "—",
                   grade=say(f"deadlines.grade.{event.proof.grade.value}"), why=event.proof.why)
    if deadline.state == "lapsed":
        return say("deadlines.basis_lapsed")
    return say("deadlines.basis_start", day=deadline.period.start if deadline.period else "—")


def _fallback_lines(deadline: Deadline) -> list[str]:
    """Return the chain of what is left: the living ones on one line, the dead ones each on its own."""
    alive = [f for f in deadline.fallbacks if f.state != "expired"]
    # That nothing at all interrupted is no scenario worth a line; the JSON has it.
    dead = [f for f in deadline.fallbacks if f.state == "expired" and f.deciding is not None]
    lines = []
    if alive:
        lines.append(say("deadlines.fallbacks") + "".join(
            say("deadlines.fallback", last=f.period.last_day, event=_event_words(f)) + _partial(f, deadline)
            for f in alive))
    lines += [say("deadlines.fallback_dead", event=_event_words(f), ids=list(f.obligations), last=f.period.last_day)
              for f in dead]
    return lines


def _alternative_lines(deadline: Deadline) -> list[str]:
    return [say("deadlines.alternative", reading=a.reading, day=a.value.last_day)
            for a in deadline.answer.alternatives if getattr(a.value, "last_day", None)]


def _ignored_lines(deadline: Deadline) -> list[str]:
    return ["○ " + say("deadlines.ignored", day=i.event.on, title=i.event.title, reason=i.reason)
            + (say("deadlines.would_count", need=i.would_count) if i.would_count else "")
            + (_partial(i, deadline) if i.obligations else "") for i in deadline.ignored]


def _event_words(fallback: Fallback) -> str:
    if fallback.deciding is None:
        return say("deadlines.event_due", day=fallback.period.start)
    return say("deadlines.event_words", day=fallback.deciding.on, title=fallback.deciding.title)


def _partial(part: Fallback | Ignored, deadline: Deadline) -> str:
    if set(part.obligations) == set(deadline.obligations):
        return ""
    return say("deadlines.partial", ids=list(part.obligations))


def _show_working(out: Console, deadline: Deadline) -> None:
    """Print the whole trace of one deadline, article by article."""
    out.line()
    out.say("deadlines.working")
    for number, step in enumerate(deadline.answer.trace, 1):
        cites = f"（{'；'.join(str(c) for c in step.cites)}）" if step.cites else ""
        exhibits = say("deadlines.step_evidence", ids=list(step.evidence)) if step.evidence else ""
        out.line(f"  {number}) {step.text}{cites}{exhibits}")
    certainty = say(f"deadlines.certain.{deadline.answer.certainty.value}")
    out.line("  " + say("deadlines.certainty", certainty=certainty))
