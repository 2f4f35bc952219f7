"""Terms: costs, daily fees, settlement terms, and the choices of the person in charge (费用、和解、选择).

Owns the fact groups that say what is asked for and how it is counted.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from lexcollect.casefile import kinds as k
from lexcollect.casefile.agreements import Backing, InKind, Mediation
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import (
    AgentRef,
    CollateralRefs,
    ContractRef,
    Count,
    Day,
    LeasedThingRef,
    Line,
    Money,
    ObligationRefs,
    PartyRefs,
    TitleRef,
    YesNo,
)
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike, Size


class Cost(Proved, noun=("费用", "cost"), alike=(Alike(("kind", "amount"), ("date", "contract", "title")),)):
    """A cost of realising the claim that was spent (实现债权的费用).

    ``contract`` is the contract it was spent for; needed only where several contracts are in dispute. ``title`` says
    what for. What no clause of the contract names is told and not claimed; court fees stand with the filing. The repair
    of what the other side damaged (维修费) needs no clause: it is claimed as damages (``damage``).
    """

    contract: ContractRef = ""
    kind: k.CostKind
    amount: Money
    date: Day | None = None
    title: Line = ""


class RunningFee(
    Proved,
    noun=("占用费", "daily fee"),
    alike=(
        Alike(("contract", "first", "per_day"), ("title", "thing")),
        Alike(("contract", "first", "per_month"), ("title", "thing")),
    ),
):
    """A sum owed for each day, first and last day counted: use of a thing not returned (按日占用费).

    ``thing`` is the leased thing it is owed for. ``per_month`` with ``month_days`` is the rent it is counted by: a day
    is that part of it, to the fen.
    """

    id: Line
    contract: ContractRef
    title: Line
    per_day: Money | None = None
    per_month: Money | None = None
    month_days: Count | None = None
    first: Day
    last: Day | None = None
    clause: Line = ""
    thing: LeasedThingRef = ""


class Instalment(Fact):
    """One instalment (分期)."""

    due_on: Day
    amount: Money


class OpenInstalment(Fact):
    """One instalment of a settlement (分期); the last one may leave out its sum and takes what is left (余款)."""

    due_on: Day
    amount: Money | None = None


class Settlement(Fact):
    """Terms of an instalment settlement (还款和解); ``signed_on`` once it is signed and binds.

    ``waive_rest``: what the instalments leave is waived once all of them are paid in time, whatever it comes to.
    ``in_kind`` are things given in payment, ``backings`` who newly stands in, ``notary`` the office that makes it
    enforceable (公证处), ``fee_borne`` who bears the court's fee of a suit, ``mediation`` who brought it about.
    """

    instalments: Annotated[tuple[OpenInstalment, ...], Size(least=1)]
    grace_days: Count = 5
    waive_penalty: Money | None = None
    waive_rest: YesNo = False
    guarantor_consents: YesNo = False
    signed_place: Line = ""
    signed_on: Day | None = None
    in_kind: tuple[InKind, ...] = ()
    backings: tuple[Backing, ...] = ()
    notary: Line = ""
    fee_borne: k.FeeBearer | None = None
    mediation: Mediation | None = None


class LetterChoice(Fact):
    """How the next demand is written (律师函); ``purpose`` is what it prepares besides payment (函件目的).

    ``numbering`` is how the office numbers letters (〔{年}〕催字第{号}号): then ``letter_no`` may be the bare number.
    """

    letter_no: Line = ""
    numbering: Line = ""
    days: Count = 7
    agent: AgentRef = ""
    purpose: tuple[k.LetterPurpose, ...] = ()

    def number_on(self, day: date) -> str:
        """Return the number of a letter written on ``day``: as it stands, a bare one in the office's own form."""
        if not (self.numbering and self.letter_no.isdecimal()):
            return self.letter_no
        return self.numbering.replace("{年}", str(day.year)).replace("{号}", self.letter_no)


class TerminationChoice(Fact):
    """A contract that is to be terminated by notice (拟解除的合同; 民法典 562-565); one that was is ``termination``.

    ``clause`` is the agreed ground, ``ground`` why in the user's own words, ``known_on`` the day from which the right
    lasts (564), until ``agreed_until`` where the contract says so. ``days``: a last period in the notice itself, after
    which it ends by itself (565(1)); without it on arrival.
    """

    contract: ContractRef = ""
    basis: k.TerminationBasis
    clause: Line = ""
    ground: Line = ""
    known_on: Day | None = None
    agreed_until: Day | None = None
    days: Count | None = None


class PaymentOrderChoice(Fact):
    """What an application for a payment order states (支付令; 民事诉讼法 225, 民诉法解释 23, 427): yes or no.

    ``court`` is the court of the debtor's domicile; nothing is taken from silence: what nobody answered is a blank.
    """

    court: Line = ""
    nothing_owed_in_return: YesNo | None = None
    no_other_disputes: YesNo | None = None
    in_china: YesNo | None = None
    can_be_served: YesNo | None = None
    no_presuit_preservation: YesNo | None = None


class RealisationChoice(Fact):
    """What an application to realise a security states (实现担保物权; 民事诉讼法 207, 民诉法解释 370).

    ``court`` is that of the place of the thing or of its registration; ``collaterals``: only these, nobody named: all.
    ``undisputed``: whether debt and security stand without a real dispute; silence is asked about, never taken for yes.
    """

    court: Line = ""
    collaterals: CollateralRefs = ()
    undisputed: YesNo | None = None


class Choices(Fact):
    """Decisions of the person in charge (选择); what is absent follows the documented default.

    ``plan``: the name of the plan of steps that the office follows in the matter (催收计划; no term of law).
    ``unrecoverable``: why the debt cannot be had, in the words of the file that writes it off (坏账核销说明).
    """

    defendants: PartyRefs = ()
    claimed: ObligationRefs = ()
    court: Line = ""
    court_ground: Line = ""
    count_as_of_day: YesNo = True
    payment_day: k.PaymentDay = k.PaymentDay.REDUCED
    letter: LetterChoice = LetterChoice()
    termination: TerminationChoice | None = None
    payment_order: PaymentOrderChoice = PaymentOrderChoice()
    realisation: RealisationChoice = RealisationChoice()
    unrecoverable: Line = ""
    title: TitleRef = ""
    plan: Line = ""
    warn_days: Annotated[tuple[Count, ...], Size(most=3)] = ()
