"""What a demand prepares besides payment (函件目的): termination, the whole sum, a confirmation of the debt.

Owns whether the law gives the demand that purpose: the whole sum of an instalment sale or a finance lease alone
(民法典 634, 752), a lessor chooses between rent and termination (融资租赁解释 10). The sentences are in
``letter.yaml``.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.ending import ended_by, notices
from lexcollect.claims.standards import is_finance_lease
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, yuan
from lexcollect.documents.views import contracts
from lexcollect.documents.views.default_size import instalment_sale, size_of
from lexcollect.law.trace import Citation

_ENDS = frozenset({k.LetterPurpose.TERMINATE, k.LetterPurpose.WHOLE})
_PLACE = "letter.purpose"


def of(view: View) -> frozenset[str]:
    """Return what the next letter prepares, as circumstances of its sentences."""
    chosen = view.material.case.choices.letter.purpose
    named = frozenset[str]().union(*(of_kind("purpose", each) for each in chosen))
    return named | c.those({"in_parts": named and instalment_sale(view.material)})


def told(view: View) -> list[str]:
    """Return one sentence for each purpose, with a finding for one that the law does not give."""
    _check(view)
    return view.pen.all(_PLACE, {}, of(view))


def articles(view: View) -> tuple[Citation, ...]:
    """Return the articles that the sentences on the purpose rest on."""
    return tuple(cite for id, clause in view.used.items() if id.startswith(_PLACE) for cite in clause.articles)


def _check(view: View) -> None:
    """Note what stands against a purpose: no choice made, a contract that gives none, too little in default."""
    material = view.material
    chosen = frozenset(material.case.choices.letter.purpose) & _ENDS
    if not chosen:
        return
    where = material.case.choices.letter.where
    if contracts.several(material):
        view.say("LX-P533", where)
        return
    contract = material.contract
    arrived = (ended_by(sent) for sent in notices(material.case, material.as_of))
    days = [contract.termination.day] if contract.termination else [day for day in arrived if day]
    if days and min(days) <= material.as_of:
        view.say("LX-P534", where, name=contract.called, day=min(days))
        return
    leased, in_parts = is_finance_lease(contract), instalment_sale(material)
    if len(chosen) > 1:
        view.say("LX-P531", where)
    elif k.LetterPurpose.WHOLE in chosen and not (leased or in_parts):
        view.say("LX-P532", where, name=contract.called)
    elif in_parts and not size_of(material).a_fifth:
        size = size_of(material)
        view.say("LX-P535", where, unpaid=size.unpaid, whole=size.whole, parts=size.parts)
    elif leased and k.LetterPurpose.TERMINATE in chosen and not size_of(material).of_a_finance_lease:
        size = size_of(material)
        view.say("LX-P536", where, overdue=size.overdue, unpaid=yuan(size.unpaid), whole=yuan(size.whole))
