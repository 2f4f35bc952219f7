"""What a settlement may hold besides its instalments (和解的其他内容): things in payment, who stands in, mediation.

Owns these fact groups. Whether the law lets them work as they are meant is decided where papers are written.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Count, Day, ExhibitRefs, Line, Money, PartyRef, YesNo


class InKind(Fact, noun=("以物抵债", "thing in payment")):
    """A thing given in place of money (以物抵债): at which value, whose it is, by when it is handed over.

    ``registered``: its transfer needs an entry in a register (办理登记).
    """

    thing: Line
    value: Money
    owner: PartyRef = ""
    by: Day | None = None
    registered: YesNo = False
    text: Line = ""
    evidence: ExhibitRefs = ()


class Backing(Fact, noun=("新增担保", "new backing")):
    """Who newly stands in for the debt with the settlement: as guarantor, or by joining the debt (民法典 681, 552).

    ``cap``: up to which sum; ``years``: the guarantee period after the last instalment. ``resolution`` is the decision
    of a company on it (公司法 15). ``to_court``: it also promised the court that it may be enforced against directly
    (执行和解规定 18).
    """

    party: PartyRef
    kind: k.BackingKind
    cap: Money | None = None
    years: Count = 3
    resolution: Line = ""
    to_court: YesNo = False


class Mediation(Fact, alone="organ"):
    """By whom a settlement was mediated (调解组织, 民事诉讼法 205), and which court is asked to confirm it.

    ``effective_on``: the day on which the agreement took effect. ``invited_by``: the court that sent the case there.
    """

    organ: Line
    mediator: Line = ""
    agreement_no: Line = ""
    effective_on: Day | None = None
    invited_by: Line = ""
    court: Line = ""
    evidence: ExhibitRefs = ()
