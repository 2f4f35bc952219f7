"""lexcollect: papers, dates, figures and a verifiable bundle for collecting business debts in mainland China.

This module is the door for Python programs: open a matter, answer it, write its papers; or ask for one sum, one
period, one fee. ``docs/api.md`` tells each with examples. Behind the door the package is a row of rooms through which
data flows one way; ``docs/design.md`` draws the map. Names are loaded when they are first used: ``import lexcollect``
costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.version import __version__

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.claims.claim import Claims
    from lexcollect.deadlines.deadline import Agenda, Deadline
    from lexcollect.findings import Finding, Level, Refused, Where
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.period import Period
    from lexcollect.law.rules.appropriation import Settlement
    from lexcollect.law.rules.fees import Fee
    from lexcollect.law.trace import Alternative, Answer, Citation, LawUnknown, Step
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.creation import create as new_matter
    from lexcollect.matter.lock import Held, hold
    from lexcollect.matter.many import answer_all, matters_below
    from lexcollect.matter.opening import Matter, open_matter
    from lexcollect.matter.receiving import receive as take_in
    from lexcollect.matter.sources import Sources, read_sources
    from lexcollect.matter.sums.asking import (
        capitals,
        count_period,
        court_fee,
        fee,
        interest,
        late_interest,
        lpr,
        penalty,
        preservation_fee,
        read_amount,
    )
    from lexcollect.matter.verifying import verify_folder as verify_package
    from lexcollect.matter.writing import (
        Conflict,
        Conflicting,
        Difference,
        Errors,
        Revision,
        Written,
        check,
        revise,
        write,
    )
    from lexcollect.wording import Text, speaking
    from lexcollect.yamledit.changes import Add, Remove, Set

__all__ = [
    "Add",
    "Agenda",
    "Alternative",
    "Answer",
    "Answered",
    "Case",
    "Citation",
    "Claims",
    "Conflict",
    "Conflicting",
    "Conventions",
    "Deadline",
    "Difference",
    "Errors",
    "Fee",
    "Finding",
    "Held",
    "LawUnknown",
    "Level",
    "Matter",
    "Period",
    "Refused",
    "Remove",
    "Revision",
    "Set",
    "Settlement",
    "Sources",
    "Step",
    "Text",
    "Where",
    "Written",
    "__version__",
    "answer_all",
    "capitals",
    "check",
    "count_period",
    "court_fee",
    "fee",
    "hold",
    "interest",
    "late_interest",
    "lpr",
    "matters_below",
    "new_matter",
    "open_matter",
    "penalty",
    "preservation_fee",
    "read_amount",
    "read_sources",
    "revise",
    "speaking",
    "take_in",
    "verify_package",
    "write",
]

#: Where the names live: module → names there, ``inside=outside`` where the public name is another.
_HOMES = {
    "casefile.models": "Case",
    "claims.claim": "Claims",
    "deadlines.deadline": "Agenda Deadline",
    "findings": "Finding Level Refused Where",
    "law.conventions": "Conventions",
    "law.period": "Period",
    "law.rules.appropriation": "Settlement",
    "law.rules.fees": "Fee",
    "law.trace": "Alternative Answer Citation LawUnknown Step",
    "matter.answering": "Answered",
    "yamledit.changes": "Add Remove Set",
    "matter.creation": "create=new_matter",
    "matter.lock": "Held hold",
    "matter.many": "answer_all matters_below",
    "matter.opening": "Matter open_matter",
    "matter.receiving": "receive=take_in",
    "matter.sources": "Sources read_sources",
    "matter.sums.asking": (
        "capitals count_period court_fee fee interest late_interest lpr penalty preservation_fee read_amount"
    ),
    "matter.verifying": "verify_folder=verify_package",
    "matter.writing": "Conflict Conflicting Difference Errors Revision Written check revise write",
    "wording": "Text speaking",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room when it is first used."""
    from importlib import import_module

    for module, names in _HOMES.items():
        for one in names.split():
            inside, _, outside = one.partition("=")
            if name == (outside or inside):
                found = getattr(import_module(f"lexcollect.{module}"), inside)
                globals()[name] = found
                return found
    raise AttributeError(f"module 'lexcollect' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
