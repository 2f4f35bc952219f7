"""Limits (法定期限): the last safe day of each debt that a step has to lie before, as the deadlines tell it.

Owns which deadlines bound a plan, for whom, and by which steps they are kept. Computes no period: every day is the
``act_by`` of a deadline that is still open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.steps.plan import SAVING, SAVING_GUARANTEE, Do
from lexcollect.wording import Text

_LIMITATION, _GUARANTEE, _ENFORCE, _BILL = "limitation.", "guarantee.", "enforce.apply", "bill."


@dataclass(frozen=True, slots=True)
class Limit:
    """A last safe day: of what, until when, on which articles, and which steps keep it."""

    id: str
    title: Text
    person: str
    act_by: date
    cites: tuple[Citation, ...]
    kept_by: frozenset[Do]


def limits_of(case: Case, agenda: Agenda, debt: str) -> tuple[Limit, ...]:
    """Return what bounds the steps of ``debt``, the earliest first."""
    found = [_limit(case, d) for d in agenda.deadlines if _bounds(d, debt)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.act_by, one.id)))


def _bounds(deadline: Deadline, debt: str) -> bool:
    return (
        deadline.open
        and deadline.period is not None
        and deadline.rule.startswith((_LIMITATION, _GUARANTEE, _ENFORCE, _BILL))
        and (not deadline.obligations or debt in deadline.obligations)
    )


def _limit(case: Case, deadline: Deadline) -> Limit | None:
    assert deadline.period is not None
    return Limit(
        deadline.id,
        deadline.title,
        deadline.person,
        deadline.period.act_by,
        cites_of(deadline),
        _keeping(case, deadline),
    )


def _keeping(case: Case, deadline: Deadline) -> frozenset[Do]:
    """Return the steps that keep a right: in the guarantee period the guarantor is asked, a general one by suit."""
    if deadline.rule.startswith(_ENFORCE):
        return frozenset({Do.ENFORCE})
    if not deadline.rule.startswith(_GUARANTEE):
        # The guarantor's own clock is interrupted by what is asked of the guarantor.
        owes = {party.id for party in case.debtors}
        return SAVING if deadline.person in owes or not deadline.security else SAVING_GUARANTEE
    kinds = {security.id: security.kind for security in case.securities}
    if kinds.get(deadline.security) is k.SecurityKind.SURETY_JOINT:
        return SAVING_GUARANTEE
    return frozenset({Do.SUE})


def cites_of(deadline: Deadline) -> tuple[Citation, ...]:
    """Return the first articles of a deadline's working, at the most three."""
    return first_cites(cite for step in deadline.answer.trace for cite in step.cites)


def first_cites(cites: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return the first three articles, each once."""
    return tuple(dict.fromkeys(cites))[:3]
