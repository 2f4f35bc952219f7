"""What is typed for ``log``: moments, choices, and the questions for what was not typed.

Owns reading ``--at`` (with 今天、昨天 in words), the words of a choice, whom an entry concerns, and asking: every
question may be skipped, and a run without questions asks none. Refuses a moment that lies ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lexcollect.cli.options import now
from lexcollect.findings import NOWHERE, Refused, Where, finding
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.casefile.values import Kind
    from lexcollect.cli.console import Console

_DAYS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1}


class Moment(NamedTuple):
    """A day, and the time of day where it is known (``10:30``)."""

    day: date
    time: str = ""

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.time}".strip()


def read_moment(console: Console, words: str) -> Moment:
    """Return the moment that ``words`` name; nothing means now, an hour alone is of today: both by the clock.

    The as-of day counts sums and periods and is the day of nothing that was done.

    :class:`click.UsageError` says what cannot be read; :class:`Refused` what lies ahead.
    """
    from lexcollect.cn.dates import BadDate
    from lexcollect.cn.times import BadTime, clock, parse_moment, parse_time

    present = now()
    today = present.date()
    words = words.strip()
    if not words:
        return Moment(today, clock(present.time()))
    for said, back in _DAYS.items():
        if words.lower().startswith(said):
            words = f"{(today - timedelta(days=back)).isoformat()} {words[len(said) :].strip()}".strip()
            break
    try:
        try:
            moment = Moment(today, clock(parse_time(words)))
        except BadTime:
            day, hour = parse_moment(words)
            moment = Moment(day, clock(hour) if hour else "")
    except BadDate as bad:
        reason = text(f"general.date.{bad.reason}", day=bad.day)
        raise click.UsageError(say("log_verb.bad_moment", value=words, reason=reason)) from None
    except BadTime as bad:
        reason = text(f"general.time.{bad.reason}")
        raise click.UsageError(say("log_verb.bad_moment", value=words, reason=reason)) from None
    _refuse_ahead(console, moment, present)
    return moment


def _refuse_ahead(console: Console, moment: Moment, present: datetime) -> None:
    """Refuse what has not happened: after now, and after a later day to which the run is dated."""
    limit = present.replace(tzinfo=None)
    if console.settings.as_of_given:
        limit = max(limit, datetime.combine(console.settings.as_of, time(23, 59)))
    hour = time.fromisoformat(moment.time) if moment.time else time(0)
    if datetime.combine(moment.day, hour) > limit:
        raise Refused([finding("LX-N040", NOWHERE, moment=str(moment))])


class Choice(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A choice of the case file, in Chinese or in English."""

    name = "choice"

    def __init__(self, kind: Callable[[], type[Kind]]) -> None:
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value of the member that was typed."""
        found = self.member(str(value))
        if found is None:
            options = [member.label for member in self._kind()]
            self.fail(say("log_verb.bad_choice", value=value, options=options), param, ctx)
        return found

    def member(self, words: str) -> str | None:
        """Return the value of the member called ``words``; ``None`` where none is."""
        from lexcollect.casefile.values import spellings

        found = spellings(self._kind()).get(words.strip())
        return None if found is None else found.value


class Asking:
    """Asks for what was not typed; after the end of the answers nothing more is asked."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._over = not console.settings.ask

    def words(self, given: str, question: str, **values: str) -> str:
        """Return ``given``, else the answer to ``question``; empty where it is skipped."""
        if given or self._over:
            return given
        answer = self._console.ask(say(f"log_verb.ask.{question}", **values))
        if answer is None:
            self._over = True
            self._console.line()
            return ""
        return "".join(c for c in answer if c.isprintable()).strip()

    def read(self, given: str, question: str, reader: Callable[[str], Any]) -> Any:
        """Return what ``reader`` makes of ``given`` or of the answer; an answer it refuses is asked once more."""
        if given or self._over:
            return reader(given)
        for _ in range(2):
            answer = self.words("", question)
            try:
                return reader(answer)
            except click.UsageError as wrong:
                self._console.line(f"    × {wrong.message}")
        return reader("")

    def yes_no(self, given: bool | None, question: str) -> bool | None:
        """Return ``given``, else yes or no as answered; ``None`` where it is skipped."""
        if given is not None or self._over:
            return given
        answer = self.words("", question).lower()
        if answer in ("是", "有", "y", "yes", "对", "1"):
            return True
        return False if answer in ("否", "没有", "无", "n", "no", "不", "2") else None

    def choice(self, given: str, question: str, choice: Choice) -> str:
        """Return ``given``, else the member that was answered."""
        if given or self._over:
            return given
        for _ in range(2):
            answer = self.words("", question)
            if not answer:
                return ""
            if (found := choice.member(answer)) is not None:
                return found
            self._console.say("log_verb.bad_choice", value=answer, options=[m.label for m in choice._kind()])
        return ""


class Whom(NamedTuple):
    """Whom an entry concerns: id of the party, and who was reached, as far as it is known."""

    party: str
    person: str = ""
    post: str = ""
    capacity: str = ""
    number: str = ""


def whom(case: Case, to: str, party: str) -> Whom:
    """Return whom ``to`` (a party or a person) and ``party`` name; :class:`Refused` where that cannot be told."""
    from lexcollect.contacts.persons import LIABLE, named, sole_debtor

    known = named(case, to) if to else None
    stated = next((p for p in case.parties if party and party in (p.id, p.name)), None)
    sole = sole_debtor(case)
    if party and stated is None:
        raise Refused([finding("LX-N042", _case(), name=party, known=_named(case, every=True))])
    id = stated.id if stated else known.party if known and known.party else sole.id if sole else ""
    if not id:
        raise Refused([finding("LX-N042", _case(), name=to or "—", known=_named(case, every=False))])
    if known is None or known.party != id:
        return Whom(id, to)
    legal = next(p for p in case.parties if p.id == id)
    itself = legal.role in LIABLE and to in (legal.id, legal.name)
    person = "" if itself and not _natural(case, id) else known.name
    return Whom(id, person, known.post, known.capacity.value if person else "", known.number)


def _natural(case: Case, id: str) -> bool:
    from lexcollect.casefile.kinds import PartyKind

    return case.party(id).kind is PartyKind.NATURAL


def _named(case: Case, *, every: bool) -> list[str]:
    from lexcollect.contacts.persons import LIABLE

    return [f"{p.id}（{p.name}）" for p in case.parties if every or p.role in LIABLE]


def _case() -> Where:
    from lexcollect.layout import CASE

    return Where(CASE)


def case_of(matter: Path) -> Case:
    """Return the case of ``matter`` as far as it can be read, right or wrong; :class:`Refused` where it cannot."""
    from lexcollect.casefile.loader import load_case
    from lexcollect.layout import CASE

    loaded = load_case(matter / CASE, CASE)
    case = loaded.case or loaded.read
    if case is None:
        raise Refused(loaded.findings)
    return case


def required(value: Any, what: str, option: str) -> Any:
    """Return ``value``; :class:`Refused` where nothing was typed or answered."""
    if value in (None, ""):
        raise Refused([finding("LX-N041", NOWHERE, what=text(f"log_verb.what.{what}"), option=option)])
    return value
