"""Calendar file: the running deadlines as an iCalendar (.ics) text.

Owns RFC 5545: one all-day entry on the date to work to (``act_by``), reminders before it, a UID that stays the same
so that a newer file replaces the older entry. Writes no file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lexcollect.casefile.models import Case
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.deadlines.urgency import thresholds
from lexcollect.wording import say

_EPOCH = date(2020, 1, 1)
_FOLD = 75


def calendar_text(matters: Sequence[tuple[Case, Agenda]], version: str) -> str:
    """Return the calendar of all that still runs in ``matters``; ``version`` is the program's, for PRODID."""
    name = matters[0][0].matter if len(matters) == 1 else say("deadlines.ics_all")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//lexcollect//{version}//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
    ]
    seen: set[str] = set()
    for case, agenda in matters:
        for deadline in agenda.deadlines:
            if deadline.period is None or not deadline.open or uid(case, deadline) in seen:
                continue  # the same matter in two folders is one entry
            seen.add(uid(case, deadline))
            lines += _entry(case, agenda, deadline)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _entry(case: Case, agenda: Agenda, deadline: Deadline) -> Iterable[str]:
    period = deadline.period
    assert period is not None
    summary = say(
        "deadlines.ics_summary",
        matter=case.matter,
        title=deadline.title,
        who="、".join(case.party(p).name for p in deadline.everybody),
    )
    body = say(
        "deadlines.ics_body",
        ids=deadline.obligations or "—",
        act_by=period.act_by,
        last=period.last_day,
        basis=_basis(deadline),
    )
    yield from (
        "BEGIN:VEVENT",
        f"UID:{uid(case, deadline)}",
        f"DTSTAMP:{agenda.as_of:%Y%m%d}T000000Z",
        # A later as-of day outranks an earlier file: calendars keep the highest SEQUENCE of a UID.
        f"SEQUENCE:{max(0, (agenda.as_of - _EPOCH).days)}",
        f"DTSTART;VALUE=DATE:{period.act_by:%Y%m%d}",
        f"DTEND;VALUE=DATE:{period.act_by + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escape(summary)}",
        f"DESCRIPTION:{_escape(body)}",
        "TRANSP:TRANSPARENT",
        "CATEGORIES:lexcollect",
    )
    for days in thresholds(deadline.rule, agenda.warn_days):
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{days}D",
            f"DESCRIPTION:{_escape(summary)}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def uid(case: Case, deadline: Deadline) -> str:
    """Return the stable name of a deadline's entry: the same matter, rule, person and obligation."""
    named = "\n".join((case.matter, case.creditor.name, deadline.rule, deadline.person, deadline.id))
    return hashlib.sha256(named.encode()).hexdigest()[:32] + "@lexcollect"


def _basis(deadline: Deadline) -> str:
    if deadline.deciding is None:
        key = "deadlines.ics_named" if deadline.named else "deadlines.ics_from_start"
        return "\n".join((say(key), *(n.render() for n in deadline.notes)))
    return say("deadlines.ics_basis", day=deadline.deciding.on, title=deadline.deciding.title)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold after 75 octets, never inside a character (RFC 5545, 3.1)."""
    out, current = [], b""
    for character in line:
        raw = character.encode("utf-8")
        if len(current) + len(raw) > _FOLD:
            out.append(current)
            current = b" "
        current += raw
    out.append(current)
    return b"\r\n".join(out).decode("utf-8")
