"""Recourse in a claim: from whom is asked back what was paid for another (追偿对象).

Owns the refusal of what 民法典 700 does not carry: among co-guarantors recourse hangs on what they agreed, and goes no
further than a share of what the debtor could not pay (担保制度解释 13); among joint debtors it is what exceeds
one's own share, within the share that the other has not borne (民法典 519). Where the file says nothing of the shares
(``sharing``) neither money nor papers are given. Loaded only for such a claim.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.causes import cause_of
from lexcollect.causes.cause import HeadKind
from lexcollect.findings import Finding, Refused, finding

_CODES = {k.RecourseFrom.CO_GUARANTOR: "LX-M252", k.RecourseFrom.JOINT_DEBTOR: "LX-M253"}


def refuse(case: Case) -> None:
    """Raise :class:`Refused` for recourse from anybody but the principal debtor of whose share nothing is said."""
    found = [
        finding(_CODES[c.recourse_from], c.where, name=c.called)
        for c in case.contracts
        if c.recourse_from in _CODES and c.sharing is None
    ]
    if found:
        raise Refused(found)


def remarks(case: Case) -> list[Finding]:
    """Ask from whom recourse is had, where the case file is silent: 民法典 700 is of the principal debtor alone."""
    from lexcollect.claims import sharing  # only recourse among equals needs it

    silent = (c for c in case.contracts if c.recourse_from is None)
    asked = [finding("LX-M254", c.where, name=c.called) for c in silent if _is_recourse(c.cause)]
    return [*asked, *sharing.remarks(case)]


def _is_recourse(name: str) -> bool:
    cause = cause_of(name)
    return cause is not None and cause.principal is HeadKind.RECOURSE
