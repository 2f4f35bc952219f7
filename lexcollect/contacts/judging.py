"""Judging (联系规则的判断): one contact among the others of its matter, against the rules of its day.

Owns which rule a contact touches and how that is told: hours, frequency, persons, homes, recordings. Each finding says
whether a statute, a standard or the house's own policy stands behind it. Never says that something did not happen: what
happened is recorded, and told. Letters disturb nobody's rest and are judged by their addressee alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Communication, Cost
from lexcollect.contacts.persons import LIABLE, PERMITTED, capacity_of
from lexcollect.contacts.policy import OPEN, Policy
from lexcollect.contacts.rules import Limits, limits_on, within
from lexcollect.findings import Finding, finding
from lexcollect.wording import text

#: Kinds by which somebody is spoken to, and messages that ring.
SPOKEN = frozenset({k.CommunicationKind.CALL, k.CommunicationKind.VISIT})
MESSAGES = frozenset({k.CommunicationKind.IM, k.CommunicationKind.SMS})
#: Notices that the law itself sends to others than the debtor, or to everybody.
_NOTICES = frozenset({k.CommunicationKind.ASSIGNMENT_NOTICE, k.CommunicationKind.PUBLIC_NOTICE})
_ABROAD = frozenset({k.Capacity.FAMILY, k.Capacity.OUTSIDER})

Working = Callable[[date], bool]


def judged(case: Case, made: Communication, policy: Policy, working: Working) -> tuple[Finding, ...]:
    """Return what the rules say of the contact ``made``, one of the communications of ``case``.

    ``working`` tells whether a day is a working day. What the other side sent is not judged.
    """
    if made.sender and case.party(made.sender).role in LIABLE:
        return ()
    limits = limits_on(made.date, policy.values)
    if limits is None:
        return (finding("LX-N021", made.where, day=made.date),)
    one = _Contact(case, made, policy, limits, working)
    return tuple(found for check in _CHECKS for found in check(one))


def outsourced(cost: Cost) -> tuple[Finding, ...]:
    """Return what is told of money paid to others for collecting: whoever collects, the principal may answer for it."""
    return (finding("LX-N024", cost.where),) if cost.kind is k.CostKind.OUTSOURCED else ()


class _Contact:
    """One contact with what is asked of it."""

    def __init__(self, case: Case, made: Communication, policy: Policy, limits: Limits, working: Working) -> None:
        self.case, self.made, self.policy, self.limits, self.working = case, made, policy, limits, working
        self.capacity = capacity_of(case, made.recipient, made.spoken_to, made.capacity)
        if self.capacity is None and made.spoken_to in policy.permitted:
            self.capacity = k.Capacity.NAMED

    @property
    def rings(self) -> bool:
        return self.made.kind in SPOKEN or self.made.kind in MESSAGES

    def on(self, rule: str) -> bool:
        """Tell whether a rule is asked at all; a house may leave its own policy out."""
        return self.limits[rule].value != OPEN

    def told(self, code: str, rule: str, **params: Any) -> Finding:
        """Return a finding with the rule's standard and basis."""
        held = self.limits[rule]
        return finding(code, self.made.where, standard=held.standard.said, basis=held.basis, **params)

    def of_the_day(self, *kinds: k.CommunicationKind) -> Iterator[Communication]:
        """Yield the contacts of these kinds with the same party on the same day, this one among them."""
        for other in self.case.communications:
            ours = not (other.sender and self.case.party(other.sender).role in LIABLE)
            same = other.date == self.made.date and other.recipient == self.made.recipient
            if same and ours and other.kind in kinds and (other is self.made or self._not_later(other)):
                yield other

    def _not_later(self, other: Communication) -> bool:
        """A contact without its hour counts: better asked once too often."""
        return not other.time or not self.made.time or other.time <= self.made.time


def _hours(one: _Contact) -> Iterator[Finding]:
    made, limits = one.made, one.limits
    if not one.rings:
        return
    if not made.time:
        yield finding("LX-N022", made.where)
        if made.kind in SPOKEN and one.on("rest_day") and not one.working(made.date):
            yield one.told("LX-N003", "rest_day", day=made.date)
        return
    night = limits["night"].hours
    first, last = night
    if within(made.time, night):
        code = "LX-N001" if made.kind in SPOKEN else "LX-N002"
        yield one.told(code, "night", time=made.time, first=first, last=last)
    elif one.on("evening") and within(made.time, limits["evening"].hours):
        first, last = limits["evening"].hours
        yield one.told("LX-N002", "evening", time=made.time, first=first, last=last)
    elif one.on("rest_day") and not one.working(made.date):
        yield one.told("LX-N003", "rest_day", day=made.date)
    elif one.on("window") and not within(made.time, limits["window"].hours):
        first, last = limits["window"].hours
        yield one.told("LX-N004", "window", time=made.time, first=first, last=last)


def _frequency(one: _Contact) -> Iterator[Finding]:
    made = one.made
    if made.kind is k.CommunicationKind.CALL and made.answered is not False and one.on("calls"):
        count = sum(other.answered is not False for other in one.of_the_day(made.kind))
        if count > one.limits["calls"].number:
            yield one.told("LX-N005", "calls", count=count, limit=one.limits["calls"].number, day=made.date)
    elif made.kind is k.CommunicationKind.VISIT and one.on("visits"):
        count = sum(1 for _ in one.of_the_day(made.kind))
        if count > one.limits["visits"].number:
            yield one.told("LX-N006", "visits", count=count, limit=one.limits["visits"].number, day=made.date)
    elif made.kind in MESSAGES and one.on("messages"):
        same = (o for o in one.of_the_day(*MESSAGES) if o.spoken_to == made.spoken_to)
        count = sum(other.messages or 1 for other in same)
        if count > one.limits["messages"].number:
            yield one.told("LX-N007", "messages", count=count, limit=one.limits["messages"].number, day=made.date)


def _persons(one: _Contact) -> Iterator[Finding]:
    made = one.made
    if made.kind in _NOTICES:
        return
    party = one.case.party(made.recipient)
    if party.role not in LIABLE:
        yield one.told("LX-N020", "outsider", name=party.name)
        return
    if made.kind is k.CommunicationKind.CALL and made.answered is False:
        return  # nobody was spoken to
    if one.capacity in _ABROAD:
        yield one.told("LX-N008", "outsider", name=made.spoken_to or text("contacts.nobody"), capacity=one.capacity)
    elif one.capacity is not None and one.capacity not in PERMITTED:
        if one.on("staff"):
            yield one.told("LX-N009", "staff", name=made.spoken_to or text("contacts.nobody"), capacity=one.capacity)
    elif one.capacity is None and (made.kind in SPOKEN or made.spoken_to):
        yield finding("LX-N010", made.where, name=made.spoken_to or text("contacts.nobody"))


def _wishes(one: _Contact) -> Iterator[Finding]:
    made = one.made
    if not one.rings:
        return
    before = [
        other
        for other in one.case.communications
        if other is not made
        and other.recipient == made.recipient
        and other.request is not None
        and _earlier(other, made)
    ]
    for other in reversed(before):
        if other.request is k.ContactWish.LAWYER_ONLY and one.capacity is not k.Capacity.LAWYER:
            if one.on("lawyer_only"):
                yield one.told("LX-N011", "lawyer_only", day=other.date, id=other.id)
            return
        if other.request is k.ContactWish.NO_CONTACT:
            if one.on("no_contact"):
                yield one.told("LX-N012", "no_contact", day=other.date, id=other.id)
            return


def _earlier(other: Communication, made: Communication) -> bool:
    return (other.date, other.time or "") < (made.date, made.time or "24:00")


def _visit(one: _Contact) -> Iterator[Finding]:
    made = one.made
    if made.kind is not k.CommunicationKind.VISIT:
        return
    if made.premises is k.Premises.HOME:
        yield one.told("LX-N013", "home")
    if made.stayed:
        yield one.told("LX-N014", "stayed")
    elif made.request is k.ContactWish.LEAVE and made.stayed is None:
        yield finding("LX-N023", made.where)
    if made.visitors and made.visitors > one.limits["visitors"].number and one.on("visitors"):
        yield one.told("LX-N015", "visitors", count=made.visitors, limit=one.limits["visitors"].number)
    if made.filmed and made.premises is not k.Premises.OURS:
        yield one.told("LX-N016", "filmed")


def _recording(one: _Contact) -> Iterator[Finding]:
    made = one.made
    if made.kind in SPOKEN and (made.recorded or made.recording) and not made.notified:
        yield one.told("LX-N017", "recording")


_CHECKS = (_hours, _frequency, _persons, _wishes, _visit, _recording)
