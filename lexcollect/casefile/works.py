"""Works: what the facts of a works contract must be able to be true together (建设工程施工合同).

Owns the checks of shares and sums of a works price, and the event from which the law lets a price fall due where the
contract says nothing. Counts nothing: the day itself is the law's.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, Filing, Milestone, Obligation, PaymentTerm
from lexcollect.findings import Finding, finding

_FEN = Decimal("0.01")
_HUNDRED = Decimal(100)
#: In the order of the article: handed over; else settlement papers submitted (建设工程解释一 27).
_PAYABLE = (k.MilestoneKind.HANDOVER, k.MilestoneKind.SETTLEMENT_SUBMITTED)
#: Acceptance; else, where the employer delays it, the report that asked for it (建设工程解释一 17(1)).
_RELEASED = (k.MilestoneKind.ACCEPTANCE, k.MilestoneKind.REPORT_SUBMITTED)


class DueEvent(NamedTuple):
    """The fact from which the law counts, and its kind; ``None`` for the kind: the suit."""

    fact: Milestone | Filing
    kind: k.MilestoneKind | None


def due_event(case: Case, obligation: Obligation) -> DueEvent | None:
    """Return the event that makes ``obligation`` due by law; ``None`` when the case file holds none.

    A retention: acceptance, else the report (建设工程解释一 17(1)). Anything else: handover, else the settlement
    papers, else the first suit (27(2)).
    """
    retention = obligation.portion is k.Portion.RETENTION
    for kind in _RELEASED if retention else _PAYABLE:
        step = case.milestone(obligation, kind)
        if step is not None:
            return DueEvent(step, kind)
    if retention:
        return None
    suits = [f for f in case.filings if f.kind is k.FilingKind.SUIT and (not f.covers or obligation.id in f.covers)]
    return DueEvent(min(suits, key=lambda f: f.date), None) if suits else None


def by_silence(case: Case, obligation: Obligation, term: PaymentTerm) -> tuple[Milestone, int] | None:
    """Return the submission that counts as a settlement, and after how many days; ``None`` where none does.

    Only where the term runs from a settlement that was not made, and the contract says that silence accepts the papers.
    """
    works = next((c.works for c in case.contracts if c.id == obligation.contract), None)
    if term.after is not k.After.SETTLEMENT or works is None or works.reply_days is None:
        return None
    if case.milestone(obligation, k.MilestoneKind.SETTLEMENT) is not None:
        return None
    submitted = case.milestone(obligation, k.MilestoneKind.SETTLEMENT_SUBMITTED)
    return (submitted, works.reply_days) if submitted else None


def check_works(case: Case) -> Iterator[Finding]:
    """Yield a finding for each share or sum that does not fit, and for a share that stands where none can."""
    for contract in case.contracts:
        if contract.payment_term and contract.payment_term.up_to:
            yield finding("LX-C142", contract.payment_term.where, share=_plain(contract.payment_term.up_to))
        yield from _shares(case, contract)
        yield from _settled(case, contract)


def _shares(case: Case, contract: Contract) -> Iterator[Finding]:
    """Compare each 付至 with what is due up to it: in the order of the file, retentions left out."""
    sum_ = Decimal(0)
    for o in _parts(case, contract):
        if o.portion is k.Portion.RETENTION:
            continue
        sum_ += o.amount
        share, base = o.due.up_to if o.due else None, _base(case, contract, o)
        if share is None or base is None:
            continue
        expected = (base * share / _HUNDRED).quantize(_FEN)
        if sum_ != expected:
            yield finding("LX-C143", o.where, id=o.id, share=_plain(share), base=base, expected=expected, sum=sum_)


def _base(case: Case, contract: Contract, o: Obligation) -> Decimal | None:
    """Return the price a share is of: the settled one after a settlement, else that of the contract."""
    settled = o.due is not None and (o.due.after is k.After.SETTLEMENT or "结算" in o.due.text)
    if settled:
        step = case.milestone(o, k.MilestoneKind.SETTLEMENT)
        return step.amount if step else None
    return contract.works.price if contract.works else None


def _settled(case: Case, contract: Contract) -> Iterator[Finding]:
    """Compare the settled price with the receivables of the contract, what is paid included."""
    mine = _parts(case, contract)
    if not any(o.portion for o in mine):
        return
    step = case.milestone(mine[0], k.MilestoneKind.SETTLEMENT)
    owed = sum((o.amount for o in mine), Decimal(0))
    if step is not None and step.amount is not None and not step.obligation and owed != step.amount:
        yield finding("LX-C144", step.where, settled=step.amount, owed=owed)


def _parts(case: Case, contract: Contract) -> list[Obligation]:
    """Return the parts of the price; what is asked for beside it (违约金、赔偿) is none."""
    return [o for o in case.obligations if o.contract == contract.id and not o.asked_as]


def _plain(share: Decimal) -> str:
    return f"{share.normalize():f}"
