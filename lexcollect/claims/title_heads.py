"""Heads of a title (执行请求项目): what is asked for when a title has decided the debt.

Owns the way from a title's account to heads of claim: they take the place of those of the receivables it decided, with
what the title itself grants and the doubled part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.causes import HeadKind, cause_of
from lexcollect.claims.account import ZERO
from lexcollect.claims.heads import Head, HeadPart
from lexcollect.claims.titles import TitleAccount
from lexcollect.law.rules.parts import Part
from lexcollect.law.trace import Citation
from lexcollect.wording import text

#: On which article each kind of paper is performed and enforced (民事诉讼法 227, 247–249).
PERFORM = {
    k.TitleKind.JUDGMENT: Citation("民事诉讼法", "247(1)"),
    k.TitleKind.APPEAL_JUDGMENT: Citation("民事诉讼法", "247(1)"),
    k.TitleKind.MEDIATION_PAPER: Citation("民事诉讼法", "247(2)"),
    k.TitleKind.AWARD: Citation("民事诉讼法", "248(1)"),
    k.TitleKind.PAYMENT_ORDER: Citation("民事诉讼法", "227(3)"),
    k.TitleKind.NOTARIAL_DEED: Citation("民事诉讼法", "249(1)"),
}
_DOUBLE = (Citation("民事诉讼法", "264"), Citation("迟延履行利息解释", "1"))


def with_titles(case: Case, agreed: Iterable[Head], titles: tuple[TitleAccount, ...]) -> tuple[Head, ...]:
    """Return ``agreed`` without what titles decided, then what the titles grant."""
    decided = frozenset(id for title in titles for id in title.covers)
    open_ = {o.contract for o in case.obligations if o.id not in decided}
    kept = (_undecided(head, decided, open_) for head in agreed)
    granted = (head for title in titles for head in _granted(case, title))
    return (*(h for h in kept if h), *granted)


def _undecided(head: Head, decided: frozenset[str], open_: set[str]) -> Head | None:
    """Return what of a head no title decided; costs and daily fees stand as long as their contract is open."""
    if head.obligations:
        parts = tuple(part for part in head.parts if part.obligation not in decided)
        return replace(head, parts=parts) if parts else None
    return head if head.contract in open_ else None


def _granted(case: Case, title: TitleAccount) -> Iterator[Head]:
    contract = next(o.contract for o in case.obligations if o.id in title.covers)
    cause = cause_of(case.contract(contract).cause)
    sums: list[tuple[HeadKind, str, Decimal, Decimal]] = [
        (cause.principal if cause else HeadKind.PRINCIPAL, "principal", title.left(Part.PRINCIPAL), ZERO),
        (HeadKind.LATE_INTEREST, "interest", title.left(Part.INTEREST), title.interest_per_day),
        (HeadKind.PENALTY, "penalty", title.left(Part.PENALTY), ZERO),
        (HeadKind.COSTS, "costs", title.left(Part.COSTS), ZERO),
        (HeadKind.DOUBLE_INTEREST, "double", title.double, title.owed.double_per_day),
    ]
    for kind, name, amount, per_day in sums:
        if amount or (per_day and not title.settled):
            cites = _DOUBLE if kind is HeadKind.DOUBLE_INTEREST else (PERFORM[title.title.kind],)
            part = HeadPart("", amount, ZERO if title.settled else per_day)
            yield Head(
                kind,
                text(f"claims.title_head.{name}", runs=title.running),
                contract,
                (part,),
                title.title.case_no,
                cites,
                lambda: title.answer,
            )
