"""Proceedings: what was started before courts and other bodies, and what came of it (程序、文书、保全、破产).

Owns the fact groups of suits, titles, measures, obstacles, insolvency, other watched periods, and what a
preservation application needs.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import (
    Count,
    Day,
    ExhibitRefs,
    FixedRateField,
    Line,
    MeasureRef,
    MeasureRefs,
    Money,
    ObligationRefs,
    PartyRef,
    PartyRefs,
    YesNo,
)
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.terms import Instalment
from lexcollect.casefile.values import Alike, Size


class Claimed(Fact):
    """One request of a complaint as it was filed (原诉讼请求), with its sum where it asks for money."""

    text: Line
    amount: Money | None = None


class Objection(Fact):
    """An objection to the court (管辖权异议): by whom, when, for which court, why; ``reply`` is our own answer.

    ``upheld``: whether the ruling on it sent the case elsewhere; ``ruling_served_on``: when that reached us.
    """

    by: PartyRef
    date: Day | None = None
    court: Line = ""
    reason: Line = ""
    reply: Line = ""
    upheld: YesNo | None = None
    ruling_served_on: Day | None = None


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
    While a suit is pending: its ``procedure``, the last day for evidence, when inquiry and debate closed,
    what was ``claimed``, why that changes (``change``), an ``objection`` to the court, and a ``withdrawal`` with its
    reason, against ``withdrawn_against`` alone or against all. ``notice_until``: the last day that the court's notice
    of enforcement gave to perform (执行通知书). Papers of the court from which a period runs: the notice to pay the fee
    (``fee_notice_on``), the notice on evidence, a copy of the other side's appeal; ``announced_on`` is the day on
    which the complaint was announced to a defendant who cannot be reached (公告送达).
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
    announced_on: Day | None = None
    fee_notice_on: Day | None = None
    fee_paid: Money | None = None
    outcome: k.Outcome = k.Outcome.PENDING
    ended_on: Day | None = None
    procedure: k.Procedure | None = None
    evidence_notice_on: Day | None = None
    evidence_until: Day | None = None
    appeal_served_on: Day | None = None
    inquiry_closed_on: Day | None = None
    debate_closed_on: Day | None = None
    claimed: tuple[Claimed, ...] = ()
    change: Line = ""
    withdrawal: Line = ""
    withdrawn_against: PartyRefs = ()
    objection: Objection | None = None
    notice_until: Day | None = None


class EvidenceRequest(Proved, noun=("证据申请", "evidence request"), alike=(Alike(("kind", "item"), ("holder",)),)):
    """What is asked of the court on one piece of evidence (证据申请), as its rule demands it be told.

    ``holder`` with ``address``, or the ``party``, has it; ``reason`` is why: what hinders us, what endangers it, why it
    must be produced. ``control``: on what it rests that the other side has it. ``days``: how much longer a period is.
    """

    id: Line
    kind: k.EvidenceRequestKind
    item: Line
    holder: Line = ""
    party: PartyRef = ""
    address: Line = ""
    proves: Line = ""
    importance: Line = ""
    reason: Line = ""
    clue: Line = ""
    control: Line = ""
    method: Line = ""
    security: Line = ""
    days: Count | None = None


class Award(Fact):
    """One sum a title grants (判项): fixed, or running at ``rate`` on the unpaid principal from ``first`` to ``last``.

    ``due_on`` is the last day to pay it where the title grants instalments.
    """

    kind: k.AwardKind
    amount: Money | None = None
    due_on: Day | None = None
    rate: FixedRateField | None = None
    first: Day | None = None
    last: Day | None = None
    clause: Line = ""
    text: Line = ""


class Stay(Fact):
    """A time in which enforcement was stayed or put off (中止、暂缓执行), both days within it."""

    first: Day
    last: Day | None = None
    debtors_request: YesNo = False


class SuretyThing(Fact):
    """A thing given as security in enforcement, as the undertaking has to name it (执行担保规定 4(2))."""

    name: Line
    quantity: Line = ""
    state: Line = ""
    location: Line = ""
    ownership: Line = ""


class EnforcementSurety(Fact):
    """A security given to the court that executes, against a stay (执行担保; 民事诉讼法 242, 执行担保规定 2–12).

    ``first`` and ``last`` are the days of the stay; ``things`` given make it a security in property, none a guarantee.
    ``amount``: up to which it holds, nothing: all that is left on the title. ``consented``: the creditor agrees.
    """

    surety: PartyRef
    first: Day | None = None
    last: Day | None = None
    amount: Money | None = None
    scope: Line = ""
    term: Line = ""
    things: tuple[SuretyThing, ...] = ()
    consented: YesNo | None = None


class EnforcementAgreement(Fact, noun=("执行和解", "settlement in enforcement")):
    """A settlement in enforcement (执行和解): its day, its instalments, whether the court has it (执行和解规定 2).

    ``resumed_on``: the day on which enforcement of the title itself was resumed (执行和解规定 9).
    """

    signed_on: Day
    instalments: Annotated[tuple[Instalment, ...], Size(least=1)]
    filed: YesNo | None = None
    resumed_on: Day | None = None
    text: Line = ""
    evidence: ExhibitRefs = ()


class Title(
    Proved,
    noun=("生效文书", "title"),
    alike=(
        Alike(("kind", "case_no")),
        Alike(("kind", "served_on"), ("case_no", "organ")),
    ),
):
    """An enforceable paper (生效法律文书): its days, what it grants, and what became of it in enforcement.

    ``covers`` are the receivables it decided (none named: all). ``accelerates``: one missed instalment makes all due.
    ``own_sanction``: a mediation paper with a sanction of its own (民事调解规定 15(2)). ``terminated_on`` is the ruling
    that ended this enforcement for want of assets (终结本次执行程序), ``termination_served_on`` its service.
    """

    id: Line
    kind: k.TitleKind
    organ: Line = ""
    case_no: Line = ""
    made_on: Day | None = None
    against: PartyRefs = ()
    covers: ObligationRefs = ()
    served_on: Day | None = None
    effective_on: Day | None = None
    performance_count: Count | None = None
    performance_unit: k.Unit = k.Unit.DAY
    performance_day: Day | None = None
    instalments: tuple[Day, ...] = ()
    awards: tuple[Award, ...] = ()
    accelerates: YesNo = False
    own_sanction: YesNo | None = None
    court_fee_in_base: YesNo = False
    stays: tuple[Stay, ...] = ()
    agreements: tuple[EnforcementAgreement, ...] = ()
    security: EnforcementSurety | None = None
    terminated_on: Day | None = None
    termination_served_on: Day | None = None

    @property
    def instalment_days(self) -> tuple[date, ...]:
        """The days of its instalments: as listed, else those of what it grants."""
        return self.instalments or tuple(sorted({a.due_on for a in self.awards if a.due_on}))


class Measure(
    Proved, noun=("保全措施", "measure"), alike=(Alike(("asset", "owner", "taken_on"), ("description", "case_no")),)
):
    """A freeze or seizure that was carried out (保全、执行中的查封冻结).

    ``amount``: up to which sum; ``ruling_no``: the ruling it rests on, where its number is not that of the case.
    ``renews`` names the measure that this one carries on (续行): its end then takes the place of the old one.
    ``waiting``: another court's measure stands before it (轮候); it takes effect by itself when that one is lifted
    (查封扣押冻结规定 26). ``taken_on`` is then the day on which it was registered as waiting.
    """

    id: Line
    asset: k.Asset
    owner: PartyRef
    description: Line = ""
    taken_on: Day
    notified_end: Day | None = None
    organ: Line = ""
    case_no: Line = ""
    ruling_no: Line = ""
    amount: Money | None = None
    pre_suit: YesNo = False
    renews: MeasureRef = ""
    waiting: YesNo = False


class Obstacle(Proved, noun=("中止事由", "obstacle")):
    """A time in which the creditor could not act (时效中止事由, 民法典 194)."""

    reason: Line
    first: Day
    last: Day | None = None


class Administrator(Fact, alone="name"):
    """The administrator of an insolvency (管理人), to whom claims are filed (企业破产法 48)."""

    name: Line
    contact: Line = ""
    phone: Line = ""
    address: Line = ""


class Insolvency(Proved, noun=("破产", "insolvency"), alike=(Alike(("person", "accepted_on")),)):
    """The debtor's insolvency (破产): acceptance, the day by which claims must be filed, and how it ended."""

    person: PartyRef
    kind: k.InsolvencyKind | None = None
    administrator: Administrator | None = None
    accepted_on: Day
    court: Line = ""
    case_no: Line = ""
    claims_until: Day | None = None
    announced_on: Day | None = None
    ended_on: Day | None = None
    ending: k.InsolvencyEnd | None = None


class Watched(Proved, noun=("其他期限", "watched period"), alike=(Alike(("rule", "start"), ("note",)),)):
    """Any other period of the rule index that somebody has to keep (其他期限): the rule and the day it runs from."""

    id: Line
    rule: Line
    start: Day
    note: Line = ""


class PreservationGuarantee(Fact):
    """What the applicant offers against a wrong preservation (保全担保).

    ``reason``: why none is needed, where exemption is asked for. ``period``: until when it holds, in its own words.
    ``thing`` and ``value``: property given as security; ``manner``: how a third party guarantees (保证方式), who is
    known by ``code`` and ``address``.
    """

    kind: k.GuaranteeKind
    provider: Line = ""
    number: Line = ""
    amount: Money | None = None
    period: Line = ""
    reason: Line = ""
    thing: Line = ""
    value: Money | None = None
    manner: Line = ""
    code: Line = ""
    address: Line = ""


class Preservation(Fact):
    """A preservation to be asked for, to be carried on or to be lifted (财产保全).

    ``urgent``: why it cannot wait for the suit or for enforcement. ``court``: the court asked, where it is not the one
    of the suit. ``measures``: those whose renewal or end is asked for; ``release``: why they are to end.
    """

    stage: k.Stage = k.Stage.SUIT
    amount: Money | None = None
    court: Line = ""
    guarantee: PreservationGuarantee | None = None
    reason: Line = ""
    urgent: Line = ""
    measures: MeasureRefs = ()
    release: Line = ""


class AssetClue(Proved, noun=("财产线索", "asset clue"), alike=(Alike(("owner", "description"), ("location",)),)):
    """A lawful clue to an asset of the other side (财产线索)."""

    kind: k.ClueKind
    owner: PartyRef
    description: Line
    location: Line = ""
    encumbrances: Line = ""
    source: k.ClueSource
    measure: Line = ""
