"""Requests of the complaint, sorted by the rows of official forms: each form keeps its own ones apart.

Owns which requests a form without a row of their own tells under 其他请求: whatever is not in another row, so that none
is lost where a court reads the rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.causes import HeadKind
from lexcollect.claims.heads import PART_OF, Head
from lexcollect.documents.material import View
from lexcollect.documents.views import form_charges, parties, relief, sides
from lexcollect.documents.views.form_words import Told, beside_debt
from lexcollect.law.rules.parts import Part

_INTEREST = frozenset({HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST})


def told(view: View) -> Told:
    """Return the requests by the rows that ask for them."""
    label = parties.labels(view, parties.defendants(view.material), "complaint.defendant")
    debtor = sides.debtors(view, label)
    securities = list(relief.on_securities(view, label, debtor))
    costs = list(relief.of_heads(view, label, lambda head: head.kind is HeadKind.COSTS))
    besides = list(relief.of_heads(view, label, lambda head: beside_debt(view, head)))
    unstated = relief.of_heads(view, label, lambda h: beside_debt(view, h) and not form_charges.is_stated(view, h))
    rights, others = list(relief.rights(view, debtor)), list(relief.by_those_beside(view, label))
    charges = list(relief.of_heads(view, label, lambda head: _charged(view, head)))
    no_interest = relief.of_heads(view, label, lambda head: _charged(view, head) and head.kind not in _INTEREST)
    return {
        "担保请求": securities,
        "费用请求": costs,
        "损失请求": list(relief.of_heads(view, label, lambda head: head.kind in _INTEREST)),
        "其余款项": [*besides, *others],
        "其他请求": [*besides, *rights, *others],
        "更多请求": [*besides, *rights, *others, *securities, *costs],
        "账外请求": [*unstated, *rights, *others],
        "本金外请求": [*charges, *rights, *others, *securities],
        "息外请求": [*no_interest, *rights, *others, *securities],
    }


def holds(view: View) -> dict[str, object]:
    """Return whether anything is asked for beside the rows of a form, and whether interest is."""
    said, kinds = told(view), {h.kind for h in view.material.claims.heads}
    return {
        "more_asked": said["更多请求"],
        "more_than_interest": said["息外请求"],
        "interest_asked": kinds & _INTEREST,
        "interest_runs": any(h.per_day for h in _interest(view)),
    }


def _interest(view: View) -> Iterator[Head]:
    return (h for h in view.material.claims.heads if h.kind in _INTEREST)


def _charged(view: View, head: Head) -> bool:
    """Tell whether a sum is no part of the debt itself and no cost: charges for lateness, and what is beside it."""
    own = PART_OF[head.kind] is Part.PRINCIPAL and not beside_debt(view, head)
    return not own and head.kind is not HeadKind.COSTS
