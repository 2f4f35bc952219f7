"""First profile: the file on the creditor as it is first written, to be filled in by a person (债权人资料的空表).

Owns which kinds of business of the ledger stand in it. Guesses no cause of action and no name: blanks stay blanks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lexcollect.ledgers.creditor import ANY
from lexcollect.ledgers.row import LedgerRow
from lexcollect.matter.skeleton import part
from lexcollect.wording import Lang
from lexcollect.yamledit.scalars import scalar

#: The parts of the file lie in ``templates/matter/creditor.yaml``.
_FILE = "creditor.yaml"
#: So many kinds of business are listed; a column with more of them is none of kinds.
_KINDS = 20


def first_profile(rows: Iterable[LedgerRow], lang: Lang) -> str:
    """Return the text of the file for a ledger with these ``rows``."""
    kinds = Counter(row.business for row in rows if row.business)
    shown = sorted(kinds.items(), key=lambda each: (-each[1], each[0])) if 1 < len(kinds) <= _KINDS else []
    shown = shown or [(ANY, sum(kinds.values()))]
    contracts = "".join(
        part("contract.entry", lang, file=_FILE, business=scalar(kind), count=f"{count}", cause="")
        for kind, count in shown
    )
    return "".join(
        (
            part("head", lang, file=_FILE),
            part("contracts", lang, file=_FILE),
            contracts,
            part("choices", lang, file=_FILE),
        )
    )
