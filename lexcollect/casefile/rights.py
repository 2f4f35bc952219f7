"""Rights beside the claim itself: security in things, and acts of a debtor that creditors can have undone.

Owns the fact groups of collateral (物的担保) and of dispositions (处分行为), and the times a buyer has to complain.
Guarantees stand in ``dealings``.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import ContractRef, Count, Day, Line, Money, ObligationRefs, PartyRef, YesNo
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class ComplaintTime(Fact):
    """A time agreed for complaints of the goods: inspection (检验期限) or warranty (质量保证期), from their receipt.

    民法典 621: the agreed time takes the place of the two years, a warranty likewise.
    """

    count: Count
    unit: k.Unit = k.Unit.DAY
    clause: Line = ""


class Collateral(
    Proved,
    noun=("物的担保", "collateral"),
    alike=(Alike(("grantor", "thing"), ("kind", "contract", "covers", "registered_on", "number")),),
):
    """A mortgage or pledge (抵押、质押): it is used within the limitation of what it secures (民法典 419).

    ``contract`` or ``covers`` say which debts; neither: all. ``number`` is that of the register entry (登记证明号).
    ``maximum``: it secures what comes up in a time (最高额, 420), fixed on ``fixed_on`` for the reason of 423;
    ``first`` are the words by which another security is to be used before it (392).
    """

    id: Line
    kind: k.CollateralKind
    grantor: PartyRef
    thing: Line
    contract: ContractRef = ""
    covers: ObligationRefs = ()
    registered_on: Day | None = None
    number: Line = ""
    amount: Money | None = None
    location: Line = ""
    registry: Line = ""
    handed_over_on: Day | None = None
    state: Line = ""
    maximum: YesNo = False
    fixed_on: Day | None = None
    fixed_by: k.FixedBy | None = None
    first: Line = ""


class Disposition(
    Proved,
    noun=("处分行为", "disposition"),
    alike=(Alike(("kind", "by", "date"), ("to", "amount", "content", "known_on")),),
):
    """An act by which a debtor lessens what its creditors can take (债务人处分财产, 民法典 538, 539).

    ``date`` is the day of the act, ``known_on`` the day the creditor learned of it; nobody named: the principal debtor.
    """

    id: Line
    kind: k.DispositionKind
    by: PartyRef = ""
    date: Day
    known_on: Day | None = None
    to: Line = ""
    amount: Money | None = None
    content: Line = ""
