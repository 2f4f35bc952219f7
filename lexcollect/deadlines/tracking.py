"""Letters on their way (寄送中的函件): until when the proof of their arrival must be saved or asked for.

Owns the two days of a letter that was entered as sent and not yet as delivered: the page of tracking is saved before
the carrier clears it, the post is asked within a year (邮政法 49). Without that proof the letter interrupts nothing
(诉讼时效规定 8). A letter that is known to have arrived has no such day; but until the page of tracking is an exhibit
the office looks at tracking three and seven days after posting (工作安排).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Communication
from lexcollect.deadlines.deadline import Deadline, told
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.links import Exhibits, Shown
from lexcollect.deadlines.proof import exhibits_of
from lexcollect.law.carriers import Link
from lexcollect.law.rules.terms import answer, shipped_law
from lexcollect.law.states import State
from lexcollect.wording import text

#: The rule of each day, and the word by which its deadline is known.
_RULES = {"tracking": "service.tracking", "inquiry": "service.postal_inquiry"}
#: The days on which the office looks at tracking, and the rule of each.
_LOOKS = {"look_first": "service.tracking_first", "look_second": "service.tracking_second"}
_BY_POST = frozenset(
    {k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER, k.CommunicationKind.ASSIGNMENT_NOTICE}
)


def on_the_way(sent: Communication) -> bool:
    """Tell whether something was posted of which nobody entered what became of it."""
    return sent.kind in _BY_POST and sent.status is k.Status.SENT and sent.delivered_on is None


def tracking_deadlines(facts: Facts) -> list[Deadline]:
    """Return until when tracking is looked at and saved and the post is asked, for every letter that needs it."""
    found: list[Deadline] = []
    for sent in facts.case.communications:
        posted = sent.posted_on or sent.date
        if posted > facts.as_of:
            continue
        looks = {} if page_is_kept(sent, facts.shown) else _LOOKS
        rules = {**(_RULES if on_the_way(sent) else {}), **(looks if sent.kind in _BY_POST else {})}
        for name, rule in rules.items():
            title = text(f"deadlines.title.{name}", what=facts.case.party(sent.recipient).name)
            person = facts.case.creditor.id
            made = told(partial(_deadline, facts, sent, name, rule), f"{name}:{sent.id}", rule, title, person)
            # A look that was due before is of no use any more: the next one, or the last day, takes its place.
            found += [one for one in made if name not in _LOOKS or one.state is not State.GONE]
    return found


def page_is_kept(sent: Communication, shown: Shown = None) -> bool:
    """Tell whether an exhibit shows what became of a letter: the page of tracking, or another proof of arrival."""
    named = sent.links.arrival if sent.links else ()
    return bool(Exhibits(exhibits_of(sent), shown).held(Link.ARRIVAL, named).exhibits)


def looks(posted: date) -> tuple[date, ...]:
    """Return the days on which the office looks at the tracking of what was posted on ``posted``."""
    periods = (answer(rule, posted, shipped_law()).value.period for rule in _LOOKS.values())
    return tuple(period.last_day for period in periods if period is not None)


def _deadline(facts: Facts, sent: Communication, name: str, rule: str) -> list[Deadline]:
    posted = sent.posted_on or sent.date
    given = answer(rule, posted, facts.law)
    period = given.value.period
    assert period is not None
    state = period.state(facts.as_of)
    shown = {"day": posted, "kind": sent.kind.label, "number": sent.tracking_no or sent.id}
    return [
        Deadline(
            f"{name}:{sent.id}",
            rule,
            text(f"deadlines.title.{name}", what=facts.case.party(sent.recipient).name),
            facts.case.creditor.id,
            sent.covers,
            period,
            State.GONE if state is State.EXPIRED else state,
            given,
            notes=(text(f"deadlines.note.{name}", **shown),),
        )
    ]
