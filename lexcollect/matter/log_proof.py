"""Proof of an entry (催收的证明): what a demand or promise just entered still lacks to count, and until when.

Owns telling it at the moment when it can still be mended: the content line, the page of tracking, the recording, the
written demand after a call. The grades are those of ``deadlines``; this module invents none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Communication, Payment
from lexcollect.findings import Finding, finding

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.links import Shown
    from lexcollect.deadlines.proof import Proof
    from lexcollect.matter.consequences import Consequences
    from lexcollect.matter.logbook import Drafted


def lacks(draft: Drafted, follows: Consequences) -> tuple[Finding, ...]:
    """Return what the entries of ``draft`` lack, with the day on which limitation then ends."""
    assert draft.case is not None
    found: list[Finding] = []
    for fact in draft.facts:
        if isinstance(fact, Communication):
            found += _of_communication(draft.case, fact, follows)
        elif isinstance(fact, Acknowledgement):
            found += _of_promise(draft.case, fact, follows.shown)
        elif isinstance(fact, Payment):
            found += _of_payment(fact, follows.shown)
    return tuple(found)


def _of_communication(case: Case, fact: Communication, follows: Consequences) -> Iterator[Finding]:
    from lexcollect.deadlines.proof import of_communication

    if fact.kind in k.LETTERS:
        yield from _of_letter(case, fact, follows.shown)
        return
    if not fact.demands_payment or fact.answered is False:
        return
    proof = of_communication(fact, case, follows.shown)
    if proof.grade.counts:
        return
    yield _unproved(fact, fact.kind, proof)
    if fact.kind in (k.CommunicationKind.CALL, k.CommunicationKind.VISIT):
        ends = [d for d in follows.limitation if fact.recipient in d.everybody]
        first = min(ends, key=lambda d: d.period.last_day if d.period else date.max, default=None)
        if first is not None and first.period is not None:
            yield finding("LX-N033", fact.where, what=first.title, last=first.period.last_day)


def _of_letter(case: Case, fact: Communication, shown: Shown) -> Iterator[Finding]:
    from lexcollect.deadlines.proof import of_communication
    from lexcollect.deadlines.tracking import looks, page_is_kept

    if not fact.contents_named:
        yield finding("LX-N031", fact.where)
    if not page_is_kept(fact, shown):
        first, second = looks(fact.posted_on or fact.date)
        yield finding("LX-N032", fact.where, first=first, second=second, number=fact.tracking_no or fact.id)
    elif fact.delivered_on is not None and fact.contents_named and fact.demands_payment:
        proof = of_communication(fact, case, shown)
        if not proof.grade.counts:
            yield _unproved(fact, fact.kind, proof)


def _of_promise(case: Case, fact: Acknowledgement, shown: Shown) -> Iterator[Finding]:
    from lexcollect.deadlines.proof import of_acknowledgement

    proof = of_acknowledgement(fact, case, shown)
    if not proof.grade.counts:
        yield _unproved(fact, fact.kind, proof)


def _of_payment(fact: Payment, shown: Shown) -> Iterator[Finding]:
    from lexcollect.deadlines.proof import of_payment

    proof = of_payment(fact, shown)
    if not proof.grade.counts:
        yield _unproved(fact, fact.kind, proof)


def _unproved(fact: Communication | Acknowledgement | Payment, kind: object, proof: Proof) -> Finding:
    need = proof.would_count if proof.would_count is not None else proof.why
    return finding("LX-N030", fact.where, kind=kind, why=proof.why, need=need)
