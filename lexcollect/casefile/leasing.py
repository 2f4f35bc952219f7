"""Leasing: what is special of leases among the dealings (租赁、融资租赁).

Owns rent written once for many periods, the things that are let, deposit, termination and acceleration. What becomes of
a rent, ``rents`` says.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.fields import ContractRef, Count, Day, DayOfMonth, ExhibitRefs, Line, Money, YesNo
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class Termination(Proved, alone="day"):
    """That the contract was terminated (解除), on the day the notice arrived (民法典 565).

    ``asked``: the court is asked to confirm it. ``ground`` is why, in the user's own words.
    """

    day: Day
    ground: Line = ""
    clause: Line = ""
    asked: YesNo = True


class Acceleration(Proved, alone="day"):
    """That all sums not yet due were called early (加速到期): due on ``day``, the end of the time that was set.

    In a finance lease it is the lessor's choice of the whole rent (民法典 752).
    """

    day: Day
    clause: Line = ""


class Deposit(Proved, alone="amount"):
    """A deposit that was received (押金、保证金); applying it is a set-off among the payments.

    ``not_applied``: somebody decided that it is not set off against what is owed.
    """

    amount: Money
    paid_on: Day | None = None
    clause: Line = ""
    text: Line = ""
    not_applied: YesNo = False


class Rent(Proved, noun=("租金", "rent"), alike=(Alike(("contract", "first", "amount")),)):
    """Rent that falls due again and again (租金): each period from ``first`` to ``last`` is a receivable of its own.

    ``amount`` is that of a whole period (``every``). It is due on ``due_day`` of the month in which the period begins,
    or ``due_after`` months later; without it at the end of each year of the lease and of the lease (民法典 721). A part
    of a month counts ``amount`` by the ``month_days`` the contract agrees. ``id`` goes before the year and month that
    each receivable is called by.
    """

    id: Line = ""
    contract: ContractRef
    amount: Money
    every: k.Every = k.Every.MONTH
    first: Day
    last: Day
    due_day: DayOfMonth | None = None
    due_after: Count = 0
    roll: k.Roll | None = None
    month_days: Count | None = None
    clause: Line = ""


class LeasedThing(
    Proved, noun=("租赁物", "leased thing"), alike=(Alike(("number",)), Alike(("name", "contract"), ("number",)))
):
    """A thing that was let (租赁物): when it was handed over and given back, and what it is worth.

    ``value`` is the agreed one where ``valued_by`` does not say otherwise; in a finance lease that was terminated it is
    taken from the unpaid rent (融资租赁解释 11, 12). ``residual`` is what the thing would have been worth at the end of
    the term, where the contract leaves it to the lessor (融资租赁解释 11(2)).
    ``evidence`` proves that it was handed over, ``return_evidence`` that it was given back. ``registered``: the lease
    of premises is filed, or the lessor's ownership in a finance lease registered (民法典 706, 745). ``asked``: its
    return is asked for, where it was not given back.
    """

    id: Line
    contract: ContractRef
    name: Line
    number: Line = ""
    place: Line = ""
    value: Money | None = None
    valued_by: k.Valuation = k.Valuation.AGREED
    valued_on: Day | None = None
    value_evidence: ExhibitRefs = ()
    residual: Money | None = None
    handed_over_on: Day | None = None
    returned_on: Day | None = None
    return_evidence: ExhibitRefs = ()
    registered: YesNo | None = None
    sublet_known_on: Day | None = None
    sublet_consented: YesNo | None = None
    sublet_objected_on: Day | None = None
    asked: YesNo = True
    clause: Line = ""
