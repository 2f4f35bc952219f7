"""Calendar: the running deadlines of one matter or of many as a calendar file (.ics).

Owns writing the file; its text is the business of ``deadlines.calendar_file``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.calendar_file import Entry
    from lexcollect.deadlines.deadline import Agenda
    from lexcollect.matter.planning import Planned


def write_calendar(
    matters: Sequence[tuple[Case, Agenda]],
    path: Path,
    folders: Sequence[Path] = (),
    further: Sequence[Entry] = (),
    name: str = "",
) -> int:
    """Write the running deadlines of ``matters`` as one calendar file to ``path``; return how many entries it has.

    ``folders`` are those of the matters, ``further`` entries that are no deadlines. :class:`Refused` where no calendar
    may be written (``matter.outputs``).
    """
    from lexcollect.deadlines.calendar_file import calendar_text
    from lexcollect.files import write_bytes
    from lexcollect.matter.outputs import CALENDAR, refuse_output
    from lexcollect.version import __version__

    refuse_output(path, CALENDAR, folders)
    text = calendar_text(matters, __version__, further, name)
    write_bytes(path, text.encode("utf-8"))
    return text.count("BEGIN:VEVENT")


def step_entries(plans: Sequence[Planned]) -> list[Entry]:
    """Return the steps of matters that are due or have a day of their own, as entries marked as no period of law."""
    import hashlib

    from lexcollect.deadlines.calendar_file import Entry
    from lexcollect.wording import say

    found = []
    for plan in plans:
        matter, as_of = plan.case.matter, plan.schedule.as_of
        for line in plan.schedule.lines:
            if not line.open or line.on is None or line.projected:
                continue
            named = "\n".join((matter, plan.case.creditor.name, "step", line.step.id, *line.obligations))
            uid = hashlib.sha256(named.encode()).hexdigest()[:32] + "@lexcollect"
            summary = say("plan_verb.ics_summary", matter=matter, step=line.step.called)
            why = say("plan_verb.and").join(reason.render() for reason in line.why)
            body = say("plan_verb.ics_body", ids=line.obligations, amount=line.amount, why=why)
            found.append(Entry(uid, max(line.on, as_of), summary, body, as_of, (1,)))
    return found


def write_steps(plans: Sequence[Planned], path: Path) -> int:
    """Write the steps of matters as a calendar file; return how many entries it has."""
    from lexcollect.wording import say

    name = say("plan_verb.ics_name", matter=plans[0].case.matter if len(plans) == 1 else "")
    return write_calendar((), path, [plan.folder for plan in plans], step_entries(plans), name)


def digest_of(path: Path) -> str:
    """Return the digest of a calendar file; nothing where there is none."""
    from lexcollect.files import sha256_file

    return sha256_file(path) if path.is_file() else ""


def reminder_days(matters: Sequence[tuple[Case, Agenda]]) -> list[str]:
    """Return how many days before their entries the reminders of ``matters`` stand, as ``90/30/7``, each once."""
    from lexcollect.deadlines.urgency import thresholds

    days = {
        "/".join(map(str, thresholds(d.rule, agenda.warn_days)))
        for _, agenda in matters
        for d in agenda.deadlines
        if d.open and d.period
    }
    return sorted(days - {""})
