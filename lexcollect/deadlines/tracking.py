"""Letters on their way (寄送中的函件): until when the proof of their arrival must be saved or asked for.

Owns the two days of a letter that was entered as sent and not yet as delivered: the page of tracking is saved before
the carrier clears it, the post is asked within a year (邮政法 49). Without that proof the letter interrupts nothing
(诉讼时效规定 8). A letter that is known to have arrived has no such day.
"""

from __future__ import annotations

from functools import partial

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Communication
from lexcollect.deadlines.deadline import Deadline, told
from lexcollect.deadlines.facts import Facts
from lexcollect.law.rules.terms import answer
from lexcollect.law.states import State
from lexcollect.wording import text

#: The rule of each day, and the word by which its deadline is known.
_RULES = {"tracking": "service.tracking", "inquiry": "service.postal_inquiry"}
_BY_POST = frozenset(
    {k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER, k.CommunicationKind.ASSIGNMENT_NOTICE}
)


def on_the_way(sent: Communication) -> bool:
    """Tell whether something was posted of which nobody entered what became of it."""
    return sent.kind in _BY_POST and sent.status is k.Status.SENT and sent.delivered_on is None


def tracking_deadlines(facts: Facts) -> list[Deadline]:
    """Return until when tracking is saved and the post is asked, for every letter that is on its way."""
    found: list[Deadline] = []
    for sent in facts.case.communications:
        posted = sent.posted_on or sent.date
        if not on_the_way(sent) or posted > facts.as_of:
            continue
        for name, rule in _RULES.items():
            title = text(f"deadlines.title.{name}", what=facts.case.party(sent.recipient).name)
            person = facts.case.creditor.id
            found += told(partial(_deadline, facts, sent, name), f"{name}:{sent.id}", rule, title, person)
    return found


def _deadline(facts: Facts, sent: Communication, name: str) -> list[Deadline]:
    posted, rule = sent.posted_on or sent.date, _RULES[name]
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
