"""Sides: who is owed, who owes, who stands surety, from what papers call them.

Owns the count: every paper that names two sides speaks for them once, a contract three times. The case file goes
before any paper. A seller of something else (a repair, a lawyer's work) faces our creditor as its customer and is no
party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.shapes import Found
from lexcollect.records import dataclass

_WEIGHT = {PaperKind.CONTRACT.value: 3, PaperKind.JUDGMENT.value: 3, PaperKind.MEDIATION.value: 3}


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties by name; ``known`` are those of the case file (name → id), all of them."""

    creditors: frozenset[str]
    debtors: frozenset[str]
    sureties: frozenset[str]
    known: dict[str, str]

    def side(self, name: str) -> str:
        """Return the side of ``name``; empty where it is no party."""
        for side, names in (("creditor", self.creditors), ("debtor", self.debtors), ("surety", self.sureties)):
            if name in names:
                return side
        return ""

    def ours(self, between: tuple[str, str]) -> bool:
        """Tell whether ``between`` (who is owed, who owes) are our sides; a missing name contradicts nothing."""
        owed, owes = between
        return (not owed or owed in self.creditors) and (not owes or owes in self.debtors | self.sureties)


def sides_of(found: Iterable[Found], parties: Iterable[tuple[str, str, str]]) -> Sides:
    """Return the sides by the case file's ``parties`` (id, role, name) and by what papers say."""
    known = {name: id for id, _, name in parties if name}
    roles = {name: role for _, role, name in parties if name}
    votes: dict[str, Counter[str]] = {"creditor": Counter(), "debtor": Counter(), "surety": Counter()}
    seen: set[tuple[str, str, str]] = set()
    pairs: set[tuple[str, str]] = set()
    for one in found:
        if one.between != ("", ""):
            pairs.add(one.between)
        side, name = one.plain("role"), one.plain("name")
        if one.group != "parties" or side not in votes or (one.spot.file, side, name) in seen:
            continue
        seen.add((one.spot.file, side, name))
        votes[side][name] += _WEIGHT.get(one.paper, 1)
    creditors = {name for name, role in roles.items() if role == "creditor"} or _main(votes)
    debtors = {name for name, role in roles.items() if role in ("debtor", "co_debtor")}
    faced = {owes for owed, owes in pairs if owed in creditors and owes}
    debtors |= {
        name for name in votes["debtor"] if name in faced or _WEIGHT[PaperKind.CONTRACT.value] <= votes["debtor"][name]
    }
    sureties = {name for name, role in roles.items() if role == "surety"} | set(votes["surety"])
    debtors -= creditors | sureties
    return Sides(frozenset(creditors), frozenset(debtors), frozenset(sureties - creditors), known)


def _main(votes: dict[str, Counter[str]]) -> set[str]:
    """Return the one who is owed by most papers, less those by which it owes; nobody where two are level."""
    score = {name: count - votes["debtor"][name] for name, count in votes["creditor"].items()}
    best = max(score.values(), default=0)
    leading = [name for name, count in score.items() if count == best]
    return set(leading) if best > 0 and len(leading) == 1 else set()
