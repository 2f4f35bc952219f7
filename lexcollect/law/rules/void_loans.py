"""The use of money lent under a void contract (无效借款合同的资金占用费).

Owns what money bears that is to be given back because the contract of the loan is void: the one-year LPR of each day
from the day it was handed over, no mark-up, no agreed rate. Whether a contract is void is for the caller to say.

Says: what was received under a void act is given back (民法典 157); for its use the one-year LPR is paid, where the
holder of the money is at fault for the voidness (合同编通则解释 25(1)); where it is not, the deposit benchmark, which
is not on file.
Doubtful: the article speaks of a price or reward, a loan takes it by analogy; whether LPR is that of each day or of the
day of the money; whether payments meet the fee or the principal first (民法典 561 speaks of interest).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import STATUTE, Debt, Payment
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.overdue import Mode
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.published_interest import PublishedInterest
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

#: The step of a working that says at which rate the use of the money is paid.
USE_STEP = "lending.fund_use"
CITES = (Citation("民法典", "157"), Citation("合同编通则解释", "25(1)"))
_PRINCIPAL_FIRST = replace(
    STATUTE, name="principal_first", parts=(Part.COSTS, Part.PRINCIPAL, Part.INTEREST, Part.PENALTY)
)


@dataclass(frozen=True, slots=True)
class FundUse(PublishedInterest):
    """What money bears from the day it was handed over; the agreed term moves nothing, a void contract has none.

    ``fixed`` takes LPR of that day for the whole time.
    """

    fixed: bool = False

    @property
    def _on_lpr(self) -> Mode:
        return "fixed" if self.fixed else "segmented"


def used(
    answer: Answer[Settlement], debts: Sequence[Debt], payments: Sequence[Payment], last: date, manner: Manner
) -> Answer[Settlement]:
    """Return ``answer`` with the rate of the use of each sum, and the other readings (value: a settlement)."""
    mine = [debt for debt in debts if isinstance(debt.late, FundUse) and debt.late.since and manner.tells(debt)]
    if not mine:
        return answer
    steps = [
        Step(USE_STEP, text("law_money.step.fund_use_loan", debt=debt.id, first=debt.late.since), CITES)
        for debt in mine
        if isinstance(debt.late, FundUse)
    ]
    told = {debt.id for debt in mine}

    def of_one_day(debt: Debt) -> Debt:
        late = debt.late
        return replace(debt, late=replace(late, fixed=True)) if isinstance(late, FundUse) and debt.id in told else debt

    fixed = [of_one_day(debt) for debt in debts]
    others = [Alternative(text("law_money.loan_use_fixed"), manner.settled(fixed, payments, last), CITES)]
    if payments:
        agreed = {debt.contract: _PRINCIPAL_FIRST for debt in mine}
        first = replace(manner, agreed={**(manner.agreed or {}), **agreed})
        others.append(
            Alternative(text("law_money.loan_principal_first"), first.settled(debts, payments, last), CITES[:1])
        )
    left = [other for other in others if other.value.total != answer.value.total]
    return replace(
        answer,
        trace=(*steps, *answer.trace),
        alternatives=(*answer.alternatives, *left),
        certainty=Certainty.DEBATED,
    )
