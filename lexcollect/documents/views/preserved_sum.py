"""What a sum to be preserved is made of: the claim against a debtor, part by part, or what a guarantor answers for.

The sentences are in ``preservation.yaml``.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile.models import Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, listed, series, yuan
from lexcollect.documents.views import (
    contracts,
    figures,
    guarantee,
    naming,
)
from lexcollect.law.rules.parts import Part


def made_of(found: View, party: Party, amount: Decimal) -> str:
    """Return of what the amount is made up; what is asked for less than the claim says so."""
    claims = found.material.claims
    surety = next((s for s in found.material.sureties if s.party == party.id), None)
    if surety is not None:
        return _made_of_guarantee(found, surety, amount)
    parts = series(contracts.of(found, part, listed(_sums(part))) for part in found.parts)
    said = {"数额": parts, "合计": yuan(claims.total)}
    return found.pen.one("preservation.made_of", said, c.those({"part_only": amount < claims.total}))


def _sums(found: View) -> list[str]:
    """Return of what the claim on one contract is made up: principal, charges, fees, costs."""
    claims = found.material.claims
    charges = [(Part.PENALTY, claims.account.penalty), (Part.INTEREST, claims.account.interest)]
    if claims.account.interest_name == "interest":  # the penalty of a loan stands beside its interest, after it
        charges.reverse()
    sums = [(Part.PRINCIPAL, found.material.principal), *charges]
    if claims.losses:  # rent and charges are told as the one sum they come to
        return [*_lost(found), *_made_of_costs(found)]
    until = figures.penalty_until(found)
    parts = [
        found.pen.one("preservation.made_of_part", {"金额": yuan(sum_), "截止": until}, of_kind("part", part))
        for part, sum_ in (*sums, (Part.COSTS, claims.cost_total))
        if sum_
    ]
    fees = [
        found.pen.one("preservation.made_of_fee", {"名目": fee.title, "金额": yuan(fee.amount)})
        for fee in claims.running
        if fee.amount
    ]
    fees += [
        found.pen.one("preservation.made_of_fee", {"名目": figures.called(found, o), "金额": yuan(o.principal)})
        for o in found.material.beside
    ]
    if fees:
        parts.insert(len(parts) - bool(claims.cost_total), listed(fees))
    return parts


def _lost(found: View) -> list[str]:
    """Return the loss of a finance lease that was terminated, as a part of the claim."""
    told = (head for head in found.material.claims.heads if head.whole)
    return [
        found.pen.one("preservation.made_of_fee", {"名目": head.title.render("zh"), "金额": yuan(head.amount)})
        for head in told
    ]


def _made_of_costs(found: View) -> list[str]:
    spent = found.material.claims.cost_total
    said = {"金额": yuan(spent), "截止": ""}
    return [found.pen.one("preservation.made_of_part", said, of_kind("part", Part.COSTS))] if spent else []


def _made_of_guarantee(found: View, surety: SuretyClaim, amount: Decimal) -> str:
    parts = guarantee.guaranteed(found, surety, "guarantee.amount")
    named = contracts.several(found.material) and len(parts) > 1  # each sum stands behind its contract
    said = {
        "各笔": "" if named else naming.items(found, surety.covered),
        "数额": listed(parts),
        "合计": yuan(surety.gross),
        "最高额": yuan(surety.cap) if surety.cap is not None else "",
    }
    less = c.those({"part_only": amount < surety.amount})
    return found.pen.one("preservation.made_of_guarantee", said, c.of_surety(surety), less)
