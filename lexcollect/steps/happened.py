"""Happened (已经做过的): which steps the facts of a case already show, with their days.

Owns the way from letters, calls, statements, filings and titles of the case file to what a plan calls a step. A
letter's arrival and the period it gave are taken from the fact; where no period was entered, that of the
matter's letters (``choices.letter``) is taken and said. Decides on no date of law.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Communication
from lexcollect.casefile.values import Kind
from lexcollect.records import dataclass
from lexcollect.steps.plan import Do
from lexcollect.wording import Text, pair, text

_KINDS: dict[k.CommunicationKind, frozenset[Do]] = {
    k.CommunicationKind.LETTER: frozenset({Do.LETTER, Do.FINAL_LETTER, Do.REMINDER}),
    k.CommunicationKind.LAWYER_LETTER: frozenset({Do.LAWYER_LETTER}),
    k.CommunicationKind.IM: frozenset({Do.MESSAGE, Do.REMINDER}),
    k.CommunicationKind.SMS: frozenset({Do.MESSAGE, Do.REMINDER}),
    k.CommunicationKind.EMAIL: frozenset({Do.MESSAGE, Do.REMINDER}),
    k.CommunicationKind.CALL: frozenset({Do.CALL, Do.REMINDER}),
    k.CommunicationKind.VISIT: frozenset({Do.VISIT}),
}
_LETTERS = (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER)
_STATEMENTS = (k.AcknowledgementKind.STATEMENT, k.AcknowledgementKind.DEBT_CONFIRMATION)
_FILINGS: dict[k.FilingKind, Do] = {
    k.FilingKind.SUIT: Do.SUE,
    k.FilingKind.ARBITRATION: Do.SUE,
    k.FilingKind.PAYMENT_ORDER: Do.PAYMENT_ORDER,
    k.FilingKind.PRESUIT_PRESERVATION: Do.PRESERVE,
    k.FilingKind.ENFORCEMENT: Do.ENFORCE,
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done: which steps it can be, when, about which debts (none: all), and what it is.

    ``arrived`` and ``until`` are those of a letter: when it arrived, and the last day that it gave; ``stated`` tells
    whether the period stands in the fact itself. ``whom`` is the person it went to.
    """

    id: str
    does: frozenset[Do]
    on: date
    covers: tuple[str, ...] = ()
    what: Text = text("steps.event.none")
    whom: str = ""
    arrived: date | None = None
    until: date | None = None
    stated: bool = False

    def about(self, debt: str) -> bool:
        """Tell whether it is about ``debt``."""
        return not self.covers or debt in self.covers


def events_of(case: Case, as_of: date) -> tuple[Event, ...]:
    """Return what was done in ``case`` until ``as_of``, by its day."""
    found = (*_communications(case), *_statements(case), *_filings(case), *_titles(case), *_measures(case))
    return tuple(sorted((one for one in found if one.on <= as_of), key=lambda one: (one.on, one.id)))


def _communications(case: Case) -> Iterator[Event]:
    guarantors = {security.grantor for security in case.securities}
    debtors = {party.id for party in case.debtors}
    for sent in case.communications:
        does = _KINDS.get(sent.kind)
        if does is None or not sent.known or sent.answered is False:
            continue
        if sent.recipient in guarantors and sent.recipient not in debtors:
            if sent.kind not in _LETTERS:
                continue
            does = frozenset({Do.GUARANTOR_LETTER})
        arrived = _arrival(sent)
        days = sent.grace_days if sent.grace_days is not None else case.choices.letter.days
        until = arrived + timedelta(days=days) if arrived and sent.kind in _LETTERS else None
        on = sent.posted_on or sent.date
        what = text("steps.event.sent", what=_kind(sent.kind), on=on)
        if arrived and until:
            what = text("steps.event.letter", what=_kind(sent.kind), on=on, arrived=arrived, days=days, until=until)
        yield Event(
            sent.id, does, on, sent.covers, what, sent.recipient, arrived, until, stated=sent.grace_days is not None
        )


def _arrival(sent: Communication) -> date | None:
    """Return when a letter arrived; one that was refused counts from that day where its day is on file."""
    if sent.status in (k.Status.DELIVERED, k.Status.REFUSED):
        return sent.delivered_on or (sent.date if sent.status is k.Status.REFUSED else None)
    return sent.delivered_on


def _statements(case: Case) -> Iterator[Event]:
    for said in case.acknowledgements:
        if said.kind in _STATEMENTS and said.known:
            what = text("steps.event.sent", what=_kind(said.kind), on=said.date)
            yield Event(said.id, frozenset({Do.STATEMENT}), said.date, said.covers, what, said.by)


def _filings(case: Case) -> Iterator[Event]:
    for filing in case.filings:
        do = _FILINGS.get(filing.kind)
        if do is None or filing.outcome in (k.Outcome.WITHDRAWN, k.Outcome.DISMISSED):
            continue
        what = text("steps.event.filed", what=_kind(filing.kind), on=filing.date)
        yield Event(filing.id, frozenset({do}), filing.date, filing.covers, what)


def _titles(case: Case) -> Iterator[Event]:
    """Yield the suits that titles without a filing on file must have had."""
    for title in case.titles:
        on = title.effective_on or title.served_on
        if on is not None:
            what = text("steps.event.sent", what=_kind(title.kind), on=on)
            yield Event(title.id, frozenset({Do.SUE}), on, title.covers, what)


def _measures(case: Case) -> Iterator[Event]:
    for measure in case.measures:
        what = text("steps.event.measure", on=measure.taken_on)
        yield Event(measure.id, frozenset({Do.PRESERVE}), measure.taken_on, (), what)


def _kind(member: Kind) -> Text:
    return pair(member.label, member.english)
