"""Checks of a running suit: its days, its court, an objection, and what is asked of the court on evidence (在审案件).

Owns what can be wrong in the facts of a pending suit. Decides no question of law.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Filing
from lexcollect.findings import Finding, finding

#: What is asked for to look around, not to prove one fact.
_FISHED = ("银行流水", "账户流水", "全部流水", "全部账户", "通话记录", "社保", "行踪", "开房")
#: Requests that send somebody to collect evidence.
_COLLECTED = (k.EvidenceRequestKind.INVESTIGATION, k.EvidenceRequestKind.ORDER)


def suit_slips(case: Case) -> Iterator[Finding]:
    """Yield every finding about the suits of ``case`` and its requests on evidence."""
    for filing in case.filings:
        steps = (filing.evidence_until, filing.inquiry_closed_on, filing.debate_closed_on)
        for day in (day for day in steps if day and day < filing.date):
            yield finding("LX-C057", filing.where, start=filing.date, end=day)
        if filing.objection and filing.objection.by in {p.id for p in case.creditors}:
            yield finding("LX-C420", filing.objection.where, name=case.party(filing.objection.by).name)
        yield from _other_court(case, filing)
    for request in case.evidence_requests:
        if request.kind in _COLLECTED and (words := next((word for word in _FISHED if word in request.item), "")):
            yield finding("LX-C421", request.where, words=words)


def _other_court(case: Case, filing: Filing) -> Iterator[Finding]:
    """Yield that a suit is pending in another court than every clause names (民事诉讼法 35)."""
    named = {c.jurisdiction.court for c in case.contracts if c.jurisdiction and c.jurisdiction.court}
    pending = filing.kind is k.FilingKind.SUIT and filing.outcome is k.Outcome.PENDING
    if pending and filing.organ and named and filing.organ not in named:
        yield finding("LX-C422", filing.where, organ=filing.organ, named=sorted(named))
