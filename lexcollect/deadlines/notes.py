"""Notes: what the dates alone do not say.

Owns the notes and warnings on a whole agenda: provisional holidays, the twenty years, the yearly fresh demand,
extensions without a day, missing facts. Moves no date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.days import future_facts
from lexcollect.causes.periods import periods_of
from lexcollect.deadlines.deadline import Deadline
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.links import name_of, wanted_for
from lexcollect.findings import Finding, finding
from lexcollect.law.carriers import Link, carriers
from lexcollect.law.index import rule
from lexcollect.law.period import shift
from lexcollect.law.rules.limitation import LimitationResult
from lexcollect.law.states import State
from lexcollect.wording import pair

#: A fresh provable demand is proposed after so many months (deadlines rulebook 11). Policy, not law.
HYGIENE_MONTHS = 12
_CAP = "limitation.cap20"
#: What the links of a letter are in a message: the words and the account.
_OF_MESSAGES = {Link.CONTENT: Link.MESSAGE, Link.ADDRESS: Link.ACCOUNT}
_MESSAGES = (
    *(k.CommunicationKind.IM, k.CommunicationKind.EMAIL, k.CommunicationKind.SMS),
    k.CommunicationKind.CALL,
)


def notes_on(facts: Facts, deadlines: Sequence[Deadline]) -> list[Finding]:
    """Return the notes on ``deadlines``."""
    return [
        *future_facts(facts.case, facts.as_of),
        *_uncovered(facts),
        *_missing(facts, deadlines),
        *_unstated(facts),
        *_misnamed(facts),
        *_extensions(facts),
        *_revived(deadlines),
        *_ended(facts, deadlines),
        *_cap(facts, deadlines),
        *_hygiene(facts, deadlines),
        *_provisional(deadlines),
    ]


def _uncovered(facts: Facts) -> Iterator[Finding]:
    """Contracts of a cause without a file: nobody looked up what periods of its own it has."""
    for contract in facts.case.contracts:
        if not periods_of(contract.cause).covered:
            yield finding("LX-D065", contract.where, name=contract.called, cause=contract.cause)


def _missing(facts: Facts, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    for deadline in deadlines:
        if deadline.state is State.MISSING:
            yield finding(
                "LX-D012",
                title=deadline.title,
                name=facts.case.party(deadline.person).name,
                reason=deadline.answer.trace[0].text,
            )


def _unstated(facts: Facts) -> Iterator[Finding]:
    """Exhibits under events of which the catalogue does not say what they are: until then no date rests on them."""
    if facts.shown is None:
        return
    named = (id for event in facts.events for id in event.law.evidence)
    silent = [id for id in dict.fromkeys(named) if id in facts.shown and not facts.shown[id]]
    if silent:
        yield finding("LX-D020", ids=silent, count=len(silent))


def _misnamed(facts: Facts) -> Iterator[Finding]:
    """Exhibits named for a link that, by the catalogue, they cannot carry."""
    for fact in facts.case.communications:
        as_message = _OF_MESSAGES if fact.kind in _MESSAGES else {}
        for named in Link if fact.links is not None and facts.shown is not None else ():
            link = as_message.get(named, named)
            for id in getattr(fact.links, named.value, ()):
                kinds = (facts.shown or {}).get(id, ())
                if kinds and not any(link in carriers()[kind].links for kind in kinds):
                    what = [pair(carriers()[kind].zh, carriers()[kind].en) for kind in kinds]
                    yield finding("LX-D021", fact.where, id=id, link=name_of(link), what=what, kinds=wanted_for(link))


def _extensions(facts: Facts) -> Iterator[Finding]:
    for fact in facts.case.acknowledgements:
        if fact.kind is k.AcknowledgementKind.AGREED_EXTENSION and fact.new_due_on is None:
            yield finding("LX-D013", fact.where, id=fact.id)


def _revived(deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """Claims that stand on a promise from after the end: the debtor lost its defence, a guarantor did not."""
    for deadline in deadlines:
        value = deadline.answer.value
        if isinstance(value, LimitationResult) and value.revived and deadline.open:
            yield finding("LX-M282", ids=deadline.obligations)


def _ended(facts: Facts, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """Limitation that ended by what is proved: the debtor may refuse, no court asks by itself (民法典 192、193)."""
    for deadline in deadlines:
        if deadline.state is State.EXPIRED and deadline.period and isinstance(deadline.answer.value, LimitationResult):
            names = [facts.case.party(p).name for p in deadline.everybody]
            last = deadline.period.last_day
            yield finding("LX-D136", title=deadline.title, names=names, ids=deadline.obligations, last=last)


def _cap(facts: Facts, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """The twenty years: warned of long before, because nothing interrupts them (民法典总则编解释 35)."""
    for deadline in deadlines:
        value = deadline.answer.value
        if isinstance(value, LimitationResult) and value.cap and deadline.open:
            level = rule(_CAP).level(facts.as_of, facts.calendar.roll_back(value.cap))
            if level:
                yield finding("LX-D014", ids=deadline.obligations, cap=value.cap)


def _hygiene(facts: Facts, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """A provable demand every twelve months keeps the next dispute about proof small."""
    seen: set[tuple[str, date]] = set()
    for deadline in deadlines:
        if not deadline.open or deadline.deciding is None or not isinstance(deadline.answer.value, LimitationResult):
            continue
        last, key = deadline.deciding.on, (deadline.person, deadline.deciding.on)
        if key not in seen and shift(last, HYGIENE_MONTHS, "month") <= facts.as_of:
            seen.add(key)
            names = [facts.case.party(p).name for p in deadline.everybody]
            yield finding("LX-D015", names=names, day=last, months=HYGIENE_MONTHS)


def _provisional(deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    years = sorted({d.period.last_day.year for d in deadlines if d.period and d.period.provisional})
    if years:
        yield finding("LX-D002", years=[str(y) for y in years])
