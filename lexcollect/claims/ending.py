"""Ending: a notice of termination that was sent, and the day on which it ended the contract (解除通知; 民法典 565).

Owns what is told where such a notice is on file and the contract does not say that it was terminated: the day the law
gives, and that rent ends on it. Decides nothing where the arrival is not proved, where a period for performance was
given that may have been kept, or where it is open which contract was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Communication, Contract
from lexcollect.findings import Finding, finding
from lexcollect.patterns import regex
from lexcollect.wording import text

#: Words of a letter that end a contract now, and not only if something else does not happen.
_ENDS = regex(r"(?:通知|决定|宣布|正式|自即日起|现)(?:对方|贵方|贵司|承租[人方])?(?:依法|依约)?解除(?!权)")


def ends(sent: Communication) -> bool:
    """Tell whether ``sent`` gives notice that a contract ends: by its kind, or a letter whose content says it does.

    A demand that only threatens it (逾期将解除) gives none.
    """
    if sent.kind is k.CommunicationKind.TERMINATION_NOTICE:
        return True
    return sent.kind in k.LETTERS and _ENDS.search(sent.content) is not None


def notices(case: Case, as_of: date) -> list[Communication]:
    """Return the creditor's notices of termination to its debtors by ``as_of``, oldest first."""
    debtors = {party.id for party in case.debtors}
    ours = {"", *(party.id for party in case.creditors)}
    found = [
        sent
        for sent in case.communications
        if ends(sent) and sent.recipient in debtors and sent.sender in ours and sent.date <= as_of
    ]
    return sorted(found, key=lambda sent: sent.date)


def ended_by(sent: Communication) -> date | None:
    """Return the day on which a notice that arrived ends its contract; nothing where no exhibit proves its arrival.

    The contract ends on arrival, or where the notice gave a last period for performance, on its last day (民法典 565).
    """
    if sent.delivered_on is None or sent.status is not k.Status.DELIVERED or not _proved(sent):
        return None
    return sent.delivered_on + timedelta(days=sent.grace_days or 0)


def _proved(sent: Communication) -> bool:
    return bool(sent.links.arrival if sent.links and sent.links.own else sent.evidence)


def remarks(case: Case, as_of: date) -> Iterator[Finding]:
    """Yield what a notice of termination means for a contract that is not entered as terminated."""
    told: set[str] = set()
    for sent in notices(case, as_of):
        meant = _meant(case, sent)
        if any(contract.termination or contract.acceleration for contract in meant):
            continue
        day = ended_by(sent)
        if day is None or len(meant) != 1:
            reason = "claims.notice_unproved" if day is None else "claims.notice_which_contract"
            yield finding("LX-M437", sent.where, id=sent.id, reason=text(reason))
        elif meant[0].id not in told and day <= as_of:
            told.add(meant[0].id)
            how = text("claims.notice_period" if sent.grace_days else "claims.notice_arrival", day=sent.delivered_on)
            yield finding("LX-M436", sent.where, id=sent.id, name=meant[0].called, how=how, day=day)


def _meant(case: Case, sent: Communication) -> list[Contract]:
    """Return the contracts a notice can mean: of the debts it names, else all."""
    covered = {o.contract for o in case.obligations if o.id in sent.covers}
    return [contract for contract in case.contracts if not covered or contract.id in covered]
