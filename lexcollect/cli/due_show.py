"""How ``due`` looks on screen: one table, and the details of each deadline.

Owns the words and the order of the lines; the whole working of one deadline stands in ``due_why``. Counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.console import command_line
from lexcollect.cli.exhibit_names import exhibit_names, in_names
from lexcollect.cli.fitting import Block, show_fitting
from lexcollect.cli.shown import day
from lexcollect.law.states import State
from lexcollect.matter.agenda import wanted
from lexcollect.wording import in_brackets, say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.deadlines.deadline import Agenda, Deadline, Fallback, Ignored
    from lexcollect.findings import Finding
    from lexcollect.wording import Text

#: Marks of a deadline's state; GBK has them all.
_MARKS = {
    State.RUNNING: "●",
    State.GRACE: "■",
    State.EXPIRED: "■",
    State.LAPSED: "■",
    State.DOUBTFUL: "▲",
    State.PRESERVED: "√",
    State.DONE: "√",
    State.MISSING: "×",
    State.UNKNOWN: "×",
}
_INDENT = "     "
#: Rules whose period events can move or keep.
MOVED = ("limitation.", "guarantee.", "enforce.apply", "bill.")
#: Reasons that already say what would make the event count.
_SAID = frozenset(("law.ignored_withdrawn_unserved", "law.guarantee_withdrawn_joint"))
#: States that have a shorter word for the table.
_SHORT = frozenset(
    (
        State.GRACE,
        State.EXPIRED,
        State.LAPSED,
        State.DOUBTFUL,
        State.INTERRUPTED_PENDING,
        State.ADJUDICATED,
        State.MISSING,
        State.UNKNOWN,
    )
)
#: States of what can no longer be done.
_GONE = (State.EXPIRED, State.LAPSED)
#: States in which the date counted so far says nothing to act on.
_UNDATED = (State.ADJUDICATED, State.INTERRUPTED_PENDING, State.SUSPENDED)
#: So many rows of the table stand on a screen that does not hold all; so many of those are of what is over, in doubt.
_ROWS, _OVER, _DOUBTFUL = 8, 3, 1
#: So many steps of a fallback chain stand on the screen; the rest under ``--why``.
_STEPS = 5


def show_agenda(
    out: Console,
    case: Case,
    agenda: Agenda,
    findings: Sequence[Finding] = (),
    *,
    within: int | None = None,
    words: Sequence[Path] = (),
    full: bool = False,
) -> None:
    """Print the table of all deadlines, then each with its reasons; what is longer than a screen only if ``full``.

    Else the screen holds what must be done first, what is over, and on what the most urgent rest.
    """
    shown = wanted(agenda, within)
    rows = [row(case, agenda, number, deadline) for number, deadline in shown]
    few = _first_and_over(shown)
    on = ("--as-of", agenda.as_of.isoformat()) if out.settings.as_of_given else ()
    hint = say("deadlines.why_hint", command=command_line(("due", *words, *on, "--why")))
    hidden = len(agenda.deadlines) - len(shown)

    def table(out: Console, kept: Sequence[int] = range(len(rows))) -> None:
        heads = [say(f"deadlines.head.{h}") for h in ("number", "title", "person", "act_by", "last", "level", "state")]
        out.table(heads, [rows[at] for at in kept], right=(0,), tight=True)

    def brief_table(out: Console) -> None:
        table(out, few)
        left = [d for at, (_, d) in enumerate(shown) if at not in few]
        running, over = sum(d.open for d in left), sum(d.state in _GONE for d in left)
        parts = (("more_running", running), ("more_over", over), ("more_other", len(left) - running - over))
        told = [say(f"deadlines.{key}", count=count) for key, count in parts if count]
        out.say("deadlines.more", count=len(left), parts=told)

    many = len(few) < len(rows)
    blocks = [
        Block(0, lambda out: out.say("deadlines.as_of", day=day(agenda.as_of))),
        Block(0, table, say("deadlines.part_deadlines") if many else "", brief_table if many else None),
        Block(0, lambda out: out.say("deadlines.hidden", count=hidden, days=within) if hidden else None),
        Block(99, lambda out: out.line() if shown else None),
        *(_reasons(case, number, deadline, rank) for rank, (number, deadline) in _by_need(shown)),
        Block(0, lambda out: out.line(hint) if shown else None),
    ]
    show_fitting(out, blocks, findings, ("due", *words, "--full"), full=full)


def _first_and_over(shown: Sequence[tuple[int, Deadline]]) -> list[int]:
    """Return the places of the rows that a screen must hold: the most urgent, and some of what is over."""
    if len(shown) <= _ROWS:
        return list(range(len(shown)))
    over = [at for at, (_, d) in enumerate(shown) if d.state in _GONE]
    doubtful = [at for at, (_, d) in enumerate(shown) if d.state is State.DOUBTFUL]
    kept = [*over[:_OVER], *doubtful[:_DOUBTFUL]]
    rest = [at for at in range(len(shown)) if at not in kept]
    return sorted([*kept, *rest[: _ROWS - len(kept)]])


def _by_need(shown: Sequence[tuple[int, Deadline]]) -> list[tuple[int, tuple[int, Deadline]]]:
    """Return each deadline with how early its reasons are needed."""
    first = next((at for at, (_, d) in enumerate(shown) if d.open), -1)
    return [(_need(one[1], first=at == first), one) for at, one in enumerate(shown)]


def _need(deadline: Deadline, *, first: bool) -> int:
    """Return how early the reasons are needed: first of what cannot be told, then of the next, of what is over."""
    if deadline.untold or first:
        return 1 if deadline.untold else 2
    return 3 if deadline.state in (*_GONE, State.DOUBTFUL) else 4


def _reasons(case: Case, number: int, deadline: Deadline, rank: int) -> Block:
    """Return the details of one deadline; where room is short, on what it rests and what is left without that."""

    def whole(out: Console) -> None:
        _show_deadline(out, case, number, deadline)

    def brief(out: Console) -> None:
        _show_head(out, case, number, deadline)
        for line in (basis(deadline), *_fallback_lines(number, deadline)):
            out.line(_INDENT + line)

    return Block(rank, whole, say("deadlines.part_reasons"), brief)


def row(case: Case, agenda: Agenda, number: int, deadline: Deadline) -> list[str]:
    """Return one line of the table."""
    period = deadline.period
    dated = period is not None and deadline.state not in _UNDATED
    return [
        str(number),
        named(deadline),
        who(case, deadline),
        period.act_by.isoformat() if period and deadline.open else "-",
        period.last_day.isoformat() if period and dated else "-",
        say(f"deadlines.level.{agenda.level(deadline).name}"),
        state_words(deadline.state),
    ]


def state_words(state: State) -> str:
    """Return the state in a word or two: the table has to fit a screen, the details say the whole."""
    return say(f"deadlines.{'short' if state in _SHORT else 'state'}.{state}")


def who(case: Case, deadline: Deadline) -> str:
    """Return the names of the persons whose clock it is."""
    return "、".join(case.party(p).name for p in deadline.everybody)


def named(deadline: Deadline) -> str:
    """Return the right and, in brackets, its one obligation or how many there are."""
    return titled(deadline.title, deadline.obligations)


def titled(title: Text, ids: Sequence[str]) -> str:
    """Return the name of a right with the obligations ``ids`` it is about."""
    if not ids:
        return title.render()
    covered = ids[0] if len(ids) == 1 else say("deadlines.claims_count", count=len(ids))
    return f"{title.render()}{in_brackets(covered)}"


def _show_deadline(out: Console, case: Case, number: int, deadline: Deadline) -> None:
    """Print one deadline: date, basis, fallbacks, what was ignored and why."""
    _show_head(out, case, number, deadline)
    for line in _lines(number, deadline):
        out.line(_INDENT + line)


def _show_head(out: Console, case: Case, number: int, deadline: Deadline) -> None:
    period = deadline.period
    last = day(period.last_day) if period else "—"
    out.line(
        f"{number}. {_MARKS.get(deadline.state, '○')} "
        + say(
            "deadlines.line",
            title=deadline.title,
            who=who(case, deadline),
            last=last,
            state=say(f"deadlines.state.{deadline.state}"),
        )
    )


def _lines(number: int, deadline: Deadline) -> Iterator[str]:
    period = deadline.period
    if deadline.obligations:
        yield say("deadlines.concerns", ids=list(deadline.obligations))
    if period is not None and deadline.open:
        yield say("deadlines.act_by", day=day(period.act_by))
    if period is not None and period.nominal != period.last_day:
        yield say("deadlines.nominal", nominal=period.nominal, last=period.last_day)
    yield basis(deadline)
    yield from (note.render() for note in deadline.notes)
    yield from _fallback_lines(number, deadline)
    yield from alternatives(deadline)
    # A suit is two events, filing and service; the same sentence about both is said once.
    yield from dict.fromkeys("○ " + ignored(item, deadline) for item in deadline.ignored)


def basis(deadline: Deadline) -> str:
    """Return on what the date rests."""
    event = deadline.deciding
    if deadline.period is None:
        return say("deadlines.basis_reason", reason=deadline.answer.trace[-1].text)
    if event is None and deadline.state is State.ADJUDICATED and deadline.security:
        return say("claims.title.bound")
    if event is None:
        return say("deadlines.basis_lapsed") if deadline.state is State.LAPSED else _counted(deadline)
    key = {State.DOUBTFUL: "basis_early", State.DONE: "basis_done"}.get(deadline.state, "basis")
    return say(
        f"deadlines.{key}",
        day=event.on,
        title=event.title,
        evidence=exhibits(event.law.evidence),
        grade=say(f"deadlines.grade.{event.proof.grade.value}"),
        why=event.proof.why,
    )


def _counted(deadline: Deadline) -> str:
    """Return how a period runs on which no event bears: from its start, backward from its end, or to a named day."""
    start = deadline.period.start if deadline.period else "—"
    if deadline.named:
        return say("deadlines.basis_named", day=start)
    if deadline.rule.startswith(MOVED):
        return say("deadlines.basis_start", day=start)
    backward = bool(deadline.period and deadline.period.nominal < deadline.period.start)
    return say("deadlines.basis_backward" if backward else "deadlines.basis_fixed", day=start)


def exhibits(ids: tuple[str, ...]) -> str | list[str]:
    """Return the exhibits as findings call them."""
    return exhibit_names(ids) or "—"


def _fallback_lines(number: int, deadline: Deadline) -> list[str]:
    """Return the chain of what is left: the living ones on one line, the dead ones each on its own."""
    if deadline.rule.startswith("guarantee.") and deadline.fallbacks:
        return [say("deadlines.fallbacks") + _guarantee_words(deadline.fallbacks[0])]
    alive = [f for f in deadline.fallbacks if f.state is not State.EXPIRED]
    # That nothing at all interrupted is no scenario worth a line; the JSON has it.
    dead = [f for f in deadline.fallbacks if f.state is State.EXPIRED and f.deciding is not None]
    lines = []
    if alive:
        lines.append(
            say("deadlines.fallbacks")
            + "".join(
                say("deadlines.fallback", last=f.period.last_day, event=event_words(f)) + partly(f, deadline)
                for f in alive[:_STEPS]
            )
            + (say("deadlines.fallback_more", count=len(alive), number=number) if len(alive) > _STEPS else "")
        )
    lines += [
        say(
            "deadlines.fallback_dead" if f.obligations else "deadlines.fallback_dead_title",
            event=event_words(f),
            ids=list(f.obligations),
            last=f.period.last_day,
        )
        for f in dead
    ]
    return lines


def _guarantee_words(fallback: Fallback) -> str:
    if fallback.state is State.LAPSED:
        return say("deadlines.fallback_lost", last=fallback.period.last_day)
    if fallback.deciding is None:
        return say("deadlines.fallback_still", last=fallback.period.last_day)
    return say("deadlines.fallback_kept", event=event_words(fallback))


def alternatives(deadline: Deadline) -> list[str]:
    """Return the other readings with their dates."""
    return [
        say("deadlines.alternative", reading=a.reading, day=a.value.last_day)
        for a in deadline.answer.alternatives
        if getattr(a.value, "last_day", None)
    ]


def ignored(item: Ignored, deadline: Deadline) -> str:
    """Return why an event does not count, and what would make it count."""
    wanting = item.would_count if item.reason.key not in _SAID else None
    need = say("deadlines.would_count", need=in_names(wanting)) if wanting else ""
    would = say("deadlines.would_be", last=item.would_be.last_day) if item.would_be else ""
    only = partly(item, deadline) if item.obligations else ""
    told = say("deadlines.ignored", day=item.event.on, title=item.event.title, reason=in_names(item.reason))
    return told + need + would + only


def event_words(fallback: Fallback) -> str:
    """Return on what a fallback rests."""
    if fallback.deciding is None:
        return say("deadlines.event_due", day=fallback.period.start)
    return say("deadlines.event_words", day=fallback.deciding.on, title=fallback.deciding.title)


def partly(part: Fallback | Ignored, deadline: Deadline) -> str:
    """Return of which debts something holds, where it does not hold of all."""
    if set(part.obligations) == set(deadline.obligations) or not part.obligations:
        return ""
    return say("deadlines.partial", ids=list(part.obligations))


def say_calendar(out: Console, path: Path, entries: int, matters: Sequence[tuple[Case, Agenda]]) -> None:
    """Say what was written and how many days before each entry the reminders stand."""
    from lexcollect.matter.calendar import reminder_days

    out.say("deadlines.ics_written", file=str(path), count=entries, days=reminder_days(matters) or "—")
