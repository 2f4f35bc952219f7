"""Requests in enforcement (执行申请): what is asked of the executing court about persons, and on which ground.

Owns the fact group of the applications for restriction of consumption, for entry in the list of dishonest judgment
debtors, and for the adding or changing of a judgment debtor. Decides no question of law.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Day, IdNumber, Line, Money, PartyRef
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class Restrained(Fact):
    """A person behind a unit whose consumption is to be restricted with it (限制消费规定 3(2)); ``text``: why."""

    name: Line
    post: k.UnitPerson
    id_no: IdNumber | None = None
    text: Line = ""


class EnforcementRequest(
    Proved,
    noun=("执行申请", "request in enforcement"),
    alike=(Alike(("kind", "debtor"), ("text", "ground", "listing", "person")),),
):
    """What is asked of the court that executes (执行申请).

    ``debtor``: the judgment debtor it is about; nobody named: whoever the title binds, for an added person the
    principal one. ``persons`` are those behind a unit (限制消费), ``listing`` is the ground of an entry in the list,
    ``ground`` that on which ``person`` is added or takes the debtor's place, ``amount`` up to how much where the law
    limits it. ``shortfall``: what shows that the debtor's property does not suffice, ``text`` the facts of the ground.
    """

    id: Line
    kind: k.EnforcementRequestKind
    debtor: PartyRef = ""
    person: PartyRef = ""
    persons: tuple[Restrained, ...] = ()
    listing: k.ListingGround | None = None
    ground: k.JoinderGround | None = None
    amount: Money | None = None
    date: Day | None = None
    shortfall: Line = ""
    text: Line = ""
