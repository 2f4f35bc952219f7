"""The period of a guarantee as a defence (保证期间): whether it is over, what kept it, and how long it was at all.

Owns what is told of a guarantee of which no period, or no kind, was agreed: six months (民法典 692(2)) and a general
guarantee (686(2)), whose grantor is kept by a suit against the debtor alone (693(1)). What nobody entered is told as
such, never as not agreed. Counts no period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.claims.account import ZERO
from lexcollect.deadlines.deadline import OPEN, Deadline
from lexcollect.deadlines.links import name_of
from lexcollect.documents.attacks import Attack
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.material import Material, day, listed
from lexcollect.law.rules.guarantee import GuaranteeResult
from lexcollect.law.states import State
from lexcollect.wording import say

_LAPSED = frozenset({State.LAPSED})
#: How the law took the clause on the period → the place of ``attack.yaml`` that says so; an agreed one needs none.
_TERMS = {"no_term": "guarantee_no_term", "unclear": "guarantee_unclear", "unclear_legacy": "guarantee_unclear_legacy"}


def guarantees(material: Material, dossier: Dossier) -> Iterator[Attack]:
    """Yield one defence for all debts of a guarantor that rest on the same proof, or on none."""
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for one in dossier.agenda.deadlines:
        if one.rule.startswith("guarantee.period") and one.period is not None:
            event = None if one.state in _LAPSED else one.deciding
            early = one.state is State.DOUBTFUL
            rest = (event.on, event.title, event.law.evidence, event.proof.missing, early) if event else (_stand(one),)
            groups.setdefault((one.person, one.security, _treated(one), *rest), []).append(one)
    yield from (_of_guarantor(material, group) for group in groups.values())


def _stand(one: Deadline) -> str:
    """Return how a period stands that nothing kept: over, running, or doubtful."""
    return "open" if one.state in OPEN else "doubtful" if one.state is State.DOUBTFUL else "lost"


def _treated(one: Deadline) -> str:
    """Return how the law took what was agreed on the period."""
    value = one.answer.value
    return value.treated_as if isinstance(value, GuaranteeResult) else "agreed"


def _of_guarantor(material: Material, group: list[Deadline]) -> Attack:
    first = group[0]
    about = {id for one in group for id in one.obligations}
    debts = [o.id for o in material.claims.account.obligations if o.id in about]
    said = {"担保人": material.case.party(first.person).name, "债项": listed(debts or sorted(about))}
    terms, event = tuple(_terms(material, group)), first.deciding
    most = next((s.amount for s in material.claims.sureties if s.party == first.person), None)
    if event is None or first.state in _LAPSED:
        stand = _stand(first)
        owed = sum((_of_surety(material, one) for one in group), ZERO) if stand != "lost" else ZERO
        risk = (owed if most is None else min(owed, most)) or None
        return Attack("guarantee", said, yuan=risk, answers=_unkept(material, first, stand), more=terms)
    missing = listed(name_of(link).render("zh") for link in event.proof.missing)
    said |= {
        "日期": day(event.on),
        "事项": event.title.render("zh"),
        "证明力": say(f"deadlines.grade.{event.proof.grade.value}", "zh"),
        "缺环": missing,
    }
    early = first.state is State.DOUBTFUL
    lost = [one for one in group if early or any(fallback.state in _LAPSED for fallback in one.fallbacks)]
    owed = sum((_of_surety(material, one) for one in lost), ZERO)
    return Attack(
        "guarantee",
        said,
        event.law.evidence,
        (owed if most is None else min(owed, most)) or None,
        None,
        "guarantee_early" if early else "guarantee_answer",
        "guarantee_missing" if missing else "",
        more=terms,
    )


def _unkept(material: Material, first: Deadline, stand: str) -> str:
    """Return the answer of a guarantee that nothing kept so far."""
    if stand == "doubtful":
        unsaid = next((s.period_unsaid for s in material.case.securities if s.id == first.security), False)
        return "guarantee_unsaid" if unsaid else "guarantee_last"
    if stand == "open":
        value = first.answer.value
        general = isinstance(value, GuaranteeResult) and value.mode == "general"
        return "guarantee_open_general" if general else "guarantee_open"
    return "guarantee_lost"


def _terms(material: Material, group: list[Deadline]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what the law puts in place of a period or a kind that was not agreed, with the day and what follows."""
    first = group[0]
    held = next((s for s in material.case.securities if s.id == first.security), None)
    value = first.answer.value
    if held is None or not isinstance(value, GuaranteeResult):
        return
    ends: list[date] = sorted(one.period.last_day for one in group if one.period)
    days = {"首日": day(ends[0]) if ends[0] != ends[-1] else "", "末日": day(ends[-1])}
    if held.period_unsaid:
        yield "guarantee_term_unsaid", days
    elif place := _TERMS.get(value.treated_as):
        yield place, days
    if held.kind is k.SecurityKind.SURETY_UNCLEAR:
        yield f"guarantee_kind_{value.mode}", {}


def _of_surety(material: Material, one: Deadline) -> Decimal:
    """Return what the guarantor answers for on the debts of one guarantee period."""
    heads = (h for s in material.claims.sureties if s.party == one.person for h in s.heads)
    return sum((part.amount for head in heads for part in head.parts if part.obligation in one.obligations), ZERO)
