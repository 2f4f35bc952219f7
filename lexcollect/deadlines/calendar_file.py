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
from lexcollect.records import dataclass
from lexcollect.wording import Text, say, text

_EPOCH = date(2020, 1, 1)
_FOLD = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day entry: its name that stays, day, words, the day it was made for, reminders so many days before."""

    uid: str
    day: date
    summary: str
    body: str
    as_of: date
    alarms: tuple[int, ...] = ()


def calendar_text(
    matters: Sequence[tuple[Case, Agenda]], version: str, further: Sequence[Entry] = (), name: str = ""
) -> str:
    """Return the calendar of all that still runs in ``matters``; ``version`` is the program's, for PRODID.

    ``further`` are entries of the office's own, which are no deadlines; ``name`` is how the calendar is called.
    """
    name = name or (matters[0][0].matter if len(matters) == 1 else say("deadlines.ics_all"))
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
            lines += _lines(_of(case, agenda, deadline))
    for entry in further:
        lines += _lines(entry)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _of(case: Case, agenda: Agenda, deadline: Deadline) -> Entry:
    assert deadline.period is not None
    return entry_of(
        Running(
            uid(case, deadline),
            case.matter,
            deadline.title,
            tuple(case.party(p).name for p in deadline.everybody),
            deadline.obligations,
            deadline.period.act_by,
            deadline.period.last_day,
            basis_of(deadline),
            thresholds(deadline.rule, agenda.warn_days),
            agenda.as_of,
        )
    )


@dataclass(frozen=True, slots=True)
class Running:
    """A running deadline as far as its entry needs it, from an agenda or from the register.

    ``warn_days`` are the days before ``act_by`` on which a reminder stands; ``as_of`` the day it was answered for.
    """

    uid: str
    matter: str
    title: Text
    who: tuple[str, ...]
    obligations: tuple[str, ...]
    act_by: date
    last_day: date
    basis: tuple[Text, ...]
    warn_days: tuple[int, ...]
    as_of: date


def entry_of(one: Running) -> Entry:
    """Return the entry of a running deadline, on its day to act."""
    summary = say("deadlines.ics_summary", matter=one.matter, title=one.title, who="、".join(one.who))
    body = say(
        "deadlines.ics_body",
        ids=one.obligations or "—",
        act_by=one.act_by,
        last=one.last_day,
        basis="\n".join(each.render() for each in one.basis),
    )
    return Entry(one.uid, one.act_by, summary, body, one.as_of, one.warn_days)


def _lines(entry: Entry) -> Iterable[str]:
    yield from (
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{entry.as_of:%Y%m%d}T000000Z",
        # A later as-of day outranks an earlier file: calendars keep the highest SEQUENCE of a UID.
        f"SEQUENCE:{max(0, (entry.as_of - _EPOCH).days)}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escape(entry.summary)}",
        f"DESCRIPTION:{_escape(entry.body)}",
        "TRANSP:TRANSPARENT",
        "CATEGORIES:lexcollect",
    )
    for days in entry.alarms:
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{days}D",
            f"DESCRIPTION:{_escape(entry.summary)}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def uid(case: Case, deadline: Deadline) -> str:
    """Return the stable name of a deadline's entry: the same matter, rule, person and obligation."""
    named = "\n".join((case.matter, case.creditor.name, deadline.rule, deadline.person, deadline.id))
    return hashlib.sha256(named.encode()).hexdigest()[:32] + "@lexcollect"


def basis_of(deadline: Deadline) -> tuple[Text, ...]:
    """Return on what a deadline rests, as its entry says it."""
    if deadline.deciding is None:
        key = "deadlines.ics_named" if deadline.named else "deadlines.ics_from_start"
        return (text(key), *deadline.notes)
    return (text("deadlines.ics_basis", day=deadline.deciding.on, title=deadline.deciding.title),)


def _escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


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
