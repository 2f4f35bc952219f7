"""Proceedings: what was started before courts and other bodies, and what came of it (程序、文书、保全、破产).

Owns the fact groups of suits, titles, measures, obstacles, insolvency, other watched periods, and what a
preservation application needs.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Count, Day, Line, MeasureRef, Money, ObligationRefs, PartyRef, PartyRefs, YesNo
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class Filing(
    Proved,
    noun=("程序", "filing"),
    alike=(
        Alike(("kind", "date"), ("case_no", "organ", "covers", "against")),
        Alike(("kind", "case_no")),
    ),
):
    """Proceedings that were started (已提起的程序).

    ``asserts`` are rights with a life of their own that were asserted in them: a suit for the price alone uses none.
    """

    id: Line
    kind: k.FilingKind
    date: Day
    against: PartyRefs = ()
    covers: ObligationRefs = ()
    organ: Line = ""
    case_no: Line = ""
    asserts: tuple[k.Asserted, ...] = ()
    complaint_served_on: Day | None = None
    outcome: k.Outcome = k.Outcome.PENDING
    ended_on: Day | None = None


class Title(
    Proved,
    noun=("生效文书", "title"),
    alike=(
        Alike(("kind", "case_no")),
        Alike(("kind", "served_on"), ("case_no", "organ")),
    ),
):
    """An enforceable paper and its days (生效法律文书): service, effect, and when it must be performed."""

    id: Line
    kind: k.TitleKind
    organ: Line = ""
    case_no: Line = ""
    against: PartyRefs = ()
    covers: ObligationRefs = ()
    served_on: Day | None = None
    effective_on: Day | None = None
    performance_count: Count | None = None
    performance_unit: k.Unit = k.Unit.DAY
    performance_day: Day | None = None
    instalments: tuple[Day, ...] = ()


class Measure(
    Proved, noun=("保全措施", "measure"), alike=(Alike(("asset", "owner", "taken_on"), ("description", "case_no")),)
):
    """A freeze or seizure that was carried out (保全、执行中的查封冻结).

    ``renews`` names the measure that this one carries on (续行): its end then takes the place of the old one.
    """

    id: Line
    asset: k.Asset
    owner: PartyRef
    description: Line = ""
    taken_on: Day
    notified_end: Day | None = None
    organ: Line = ""
    case_no: Line = ""
    pre_suit: YesNo = False
    renews: MeasureRef = ""


class Obstacle(Proved, noun=("中止事由", "obstacle")):
    """A time in which the creditor could not act (时效中止事由, 民法典 194)."""

    reason: Line
    first: Day
    last: Day | None = None


class Insolvency(Proved, noun=("破产", "insolvency"), alike=(Alike(("person", "accepted_on")),)):
    """The debtor's insolvency (破产): acceptance and the day by which claims must be filed."""

    person: PartyRef
    accepted_on: Day
    court: Line = ""
    case_no: Line = ""
    claims_until: Day | None = None
    announced_on: Day | None = None


class Watched(Proved, noun=("其他期限", "watched period"), alike=(Alike(("rule", "start"), ("note",)),)):
    """Any other period of the rule index that somebody has to keep (其他期限): the rule and the day it runs from."""

    id: Line
    rule: Line
    start: Day
    note: Line = ""


class PreservationGuarantee(Fact):
    """What the applicant offers against a wrong preservation (保全担保)."""

    kind: k.GuaranteeKind
    provider: Line = ""
    number: Line = ""
    amount: Money | None = None


class Preservation(Fact):
    """A preservation to be asked for (财产保全)."""

    stage: k.Stage = k.Stage.SUIT
    amount: Money | None = None
    guarantee: PreservationGuarantee | None = None
    reason: Line = ""


class AssetClue(Proved, noun=("财产线索", "asset clue"), alike=(Alike(("owner", "description"), ("location",)),)):
    """A lawful clue to an asset of the other side (财产线索)."""

    kind: k.ClueKind
    owner: PartyRef
    description: Line
    location: Line = ""
    encumbrances: Line = ""
    source: k.ClueSource
    measure: Line = ""
