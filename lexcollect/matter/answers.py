"""Answers: what an interview learnt of a new matter, and what its parties are called in the first case file.

Owns the shape of the answers and the short names of the parties. What counts as an answer is told in
``matter.interview``, where it is written in ``matter.outline``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lexcollect.cn.numerals import han_number
from lexcollect.records import dataclass, field
from lexcollect.wording import Lang


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """A party of a new matter, by its side; ``number`` is its credit code or ID number, empty where it was skipped.

    ``kind``, ``cap`` and ``period`` are those of the guarantee of a surety; of one without, those of the answers hold.
    """

    side: str
    name: str = ""
    number: str = ""
    kind: str = ""
    cap: str = ""
    period: str = ""

    @property
    def natural(self) -> bool:
        """Whether the name looks like a person's."""
        return is_natural(self.name)


@dataclass(frozen=True, slots=True)
class Answers:
    """What an interview learnt; an empty text means skipped. ``unwritten``: there is no written contract.

    ``more`` are the answers to what a kind of debt is asked besides, by question (``matter.questions``).
    """

    lawyer: bool = False
    parties: tuple[PartyAnswer, ...] = ()
    surety_kind: str = ""
    surety_cap: str = ""
    surety_period: str = ""
    cause: str = ""
    unwritten: bool = False
    payment_term: str = ""
    penalty: str = ""
    jurisdiction: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def is_natural(name: str) -> bool:
    """Tell whether ``name`` looks like a person's: two to four characters without a word for an organisation."""
    if not re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,4}", name):
        return False
    return not re.search(r"公司|厂|店|社|中心|企业|院|局|部|行|集团|工程队", name)


#: How a party is called in the first file, in Chinese and English.
CALLED = {
    "creditor": ("债权人", "creditor"),
    "debtor": ("债务人", "debtor"),
    "surety": ("保证人", "surety"),
    "spouse": ("配偶", "spouse"),
}


def named(a: Answers, lang: Lang) -> list[tuple[str, PartyAnswer]]:
    """Return the parties with the short name of each; creditor and debtor are always there."""
    there = {party.side for party in a.parties}
    parties = [*a.parties, *(PartyAnswer(role) for role in ("creditor", "debtor") if role not in there)]
    parties.sort(key=lambda party: list(CALLED).index(party.side) if party.side != "spouse" else 1)
    out = []
    for party in parties:
        same = [one for one in parties if one.side == party.side]
        base = CALLED[party.side][lang == "en"]
        number = next(at for at, one in enumerate(same) if one is party)
        mark = (han_number(number + 1) if lang == "zh" else str(number + 1)) if len(same) > 1 else ""
        out.append((base + mark, party))
    return out
