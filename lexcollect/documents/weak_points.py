"""Weak points: what a statement could cost the client, asked before it is pleaded (薄弱点).

Owns which facts raise the question, and how the answer in the case file (``reviews``) is respected: what is not to be
told is left out of every paper, what is to be told is no question any more. Computes no date: the ends of limitation
are handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Case, Review
from lexcollect.documents.endings import Ending
from lexcollect.documents.material import Material
from lexcollect.documents.register import Paper
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.wording import pair

#: So long before its end limitation is a weak point: a letter warns, a suit interrupts.
_NEAR = timedelta(days=90)
_STATED = frozenset(
    {
        k.AcknowledgementKind.STATEMENT,
        k.AcknowledgementKind.DEBT_CONFIRMATION,
        k.AcknowledgementKind.REPAYMENT_PLAN,
    }
)
_CHARGES = regex(r"(?:违约金|利息|滞纳金)[^。；;]{0,20}\d|\d[^。；;]{0,12}(?:违约金|利息|滞纳金)")
_QUALITY = regex(r"质量|瑕疵|不合格|退货|索赔|返工|短少")
_NO_COMPLAINT = regex(
    r"(?:质量|数量)[^。；;]{0,6}(?:合格|无异议|没有异议|没有问题|无问题)|(?:无|没有)[^。；;]{0,4}(?:质量|瑕疵)"
)
#: What may be asked where limitation is near or over; a suit is told of it as a legal remark.
_ASKS = frozenset({"demand", "settle"})


def answer_to(case: Case, weak: k.Weak, of: str) -> Review | None:
    """Return what a person decided on a weak point of a fact or debt; the last one counts."""
    return next((one for one in reversed(case.reviews) if one.weak is weak and one.of == of), None)


def as_decided(material: Material) -> Material:
    """Return the material as papers may tell it after the decisions on weak points."""
    if not any(one.weak for one in material.case.reviews):
        return material
    earlier = (_decided(material.earlier[0]), material.earlier[1]) if material.earlier else None
    return replace(material, case=_decided(material.case), earlier=earlier)


def _decided(case: Case) -> Case:
    return case.but(acknowledgements=tuple(_told(case, fact) for fact in case.acknowledgements))


def _told(case: Case, fact: Acknowledgement) -> Acknowledgement:
    """Return a fact with its decision: not pleaded, or, of a plan that was not accepted, with the refusal told."""
    found = [one for one in case.reviews if one.weak and one.of == fact.id]
    if any(one.answer is k.WeakAnswer.LEAVE_OUT for one in found):
        return fact.but(plead=False)
    plan = any(one.weak is k.Weak.REFUSED_PLAN for one in found)
    return fact.but(refusal_told=True) if plan and fact.refusal_told is None else fact


def questions(paper: Paper, material: Material, fields: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the weak points of a paper: the question where nobody decided, else the decision.

    ``fields`` are what the paper is filled with: words that it does not tell cost nothing.
    """
    case = material.told
    for fact in case.acknowledgements:
        if fact.date > material.as_of:
            continue
        if fact.accepted is False and fact.refusal_told is None:
            yield finding("LX-P116", fact.where, id=fact.id)
        for weak, code in _in_words(case, fact) if fact.content and _says(fields, fact.content) else ():
            yield from _asked(case, weak, code, fact.id, fact.where, words=fact.content)
    if paper.act in _ASKS:
        for end in material.ending:
            yield from _limitation(material, end)


def _says(value: Any, words: str) -> bool:
    """Tell whether ``words`` stand in a field, or in one below it."""
    if isinstance(value, str):
        return words in value
    if isinstance(value, Mapping):
        return any(_says(each, words) for each in value.values())
    return isinstance(value, list | tuple) and any(_says(each, words) for each in value)


def _in_words(case: Case, fact: Acknowledgement) -> Iterator[tuple[k.Weak, str]]:
    if fact.kind in _STATED and _CHARGES.search(fact.content) and any(c.late_penalty for c in case.contracts):
        yield k.Weak.FIGURES_STATED, "LX-P330"
    if _QUALITY.search(_NO_COMPLAINT.sub("", fact.content)):
        yield k.Weak.QUALITY_ALLEGED, "LX-P331"


def _limitation(material: Material, end: Ending) -> Iterator[Finding]:
    if end.day > material.as_of + _NEAR:
        return
    case = material.case
    for debt in case.obligations:
        if debt.id in end.debts:
            decided = answer_to(case, k.Weak.LIMITATION, debt.id)
            if decided and decided.answer is k.WeakAnswer.LEAVE_OUT:
                yield finding("LX-P334", debt.where, id=debt.id, by=decided.by)
            else:
                code = "LX-P333" if end.day < material.as_of else "LX-P332"
                yield from _asked(case, k.Weak.LIMITATION, code, debt.id, debt.where, day=end.day)


def _asked(case: Case, weak: k.Weak, code: str, of: str, where: Where, **told: Any) -> Iterator[Finding]:
    decided = answer_to(case, weak, of)
    if decided is None:
        yield finding(code, where, id=of, weak=pair(*weak.named), **told)
    else:
        yield finding("LX-P329", where, id=of, weak=pair(*weak.named), by=decided.by, day=decided.date, why=decided.why)
