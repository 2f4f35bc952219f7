"""Costs of realising a claim (实现债权的费用): arbitration fee, lawyer's fee, preservation insurance, earnest money.

Owns the band of the arbitration fee, what must be shown for costs as claim items, the earnest-money limit (定金) and
which reference rate a foreign currency takes. Refuses to name a figure where an institution sets its own table.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.rules.fees import Band, fee
from lexcollect.law.rules.schedule import ZERO, BadMoney
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

#: Papers by which a cost is shown, in the order they are asked for.
PROOF = ("clause", "contract", "invoice", "payment", "reasonable")
CostKind = Literal["lawyer", "preservation_insurance"]


@dataclass(frozen=True, slots=True)
class CostItem:
    """Whether a cost can stand among the claims: ``missing`` papers, and ``weak`` when the clause does not name it."""

    kind: CostKind
    missing: tuple[str, ...]
    weak: bool

    @property
    def ready(self) -> bool:
        """Return whether nothing is missing and the clause is not weak."""
        return not self.missing and not self.weak


@dataclass(frozen=True, slots=True)
class Earnest:
    """Earnest money (定金): what counts as such, what is only advance payment, and the double to return."""

    effective: Decimal
    excess: Decimal
    doubled: Decimal


def arbitration_band(amount: Decimal, day: date, *, book: Book | None = None) -> Answer[Band]:
    """Return the band of an arbitration acceptance fee (仲裁收费办法, annex); each commission sets its own table.

    A handling fee at cost comes on top. Ask for the commission's table (``law.own_fees``): no figure inside the band
    is the fee.
    """
    return fee("arbitration", amount, day, book=book)


def cost_item(kind: CostKind, held: Iterable[str], *, clause_names: bool) -> Answer[CostItem]:
    """Return whether a lawyer's fee or a preservation insurance premium can be claimed with the papers ``held``.

    ``held`` are keys of :data:`PROOF`; ``clause_names`` tells whether the clause names this very cost. A premium
    under a clause that only says 实现债权的费用 is weak (question service, not binding).
    """
    papers = set(held)
    unknown = papers - set(PROOF)
    if unknown:
        raise BadMoney("unknown_paper", papers=", ".join(sorted(unknown)))
    missing = tuple(paper for paper in PROOF if paper not in papers)
    item = CostItem(kind, missing, "clause" not in papers or (kind == "preservation_insurance" and not clause_names))
    wanted = tuple(text(f"law_money.paper.{paper}") for paper in missing) or text("law_money.paper.none")
    steps = [Step("cost.proof", text(f"law_money.step.cost_{kind}", missing=wanted), (Citation("民法典", "561"),))]
    if item.weak and "clause" in papers:
        steps.append(Step("cost.weak", text("law_money.step.cost_weak")))
    return Answer(
        item, tuple(steps), certainty=Certainty.GUIDANCE if kind == "preservation_insurance" else Certainty.CONVENTION
    )


def agreed_cost(kind: str, amount: Decimal, clause: str, *, met: Decimal = ZERO) -> Answer[Decimal]:
    """Return the claim for a cost that was spent and that ``clause`` puts on the debtor, in yuan (民法典 509(1)).

    ``met`` is what later payments took of it: costs come before interest and principal (561). A preservation insurance
    premium is granted by the question service only, where the clause names it.
    """
    said = text("law_money.step.cost_agreed", amount=amount, clause=clause)
    certainty = Certainty.GUIDANCE if kind == "preservation_insurance" else Certainty.STATUTORY
    steps = [Step("cost.agreed", said, (Citation("民法典", "509(1)"),), result=amount)]
    if met:
        left = text("law_money.step.cost_met", met=met, left=amount - met)
        steps.append(Step("cost.met", left, (Citation("民法典", "561"),), result=amount - met))
    return Answer(amount - met, tuple(steps), certainty=certainty)


def earnest_money(
    contract_value: Decimal, delivered: Decimal, day: date, *, book: Book | None = None
) -> Answer[Earnest]:
    """Return how much of ``delivered`` has the effect of earnest money (定金): at most 20 % of the contract (586(2)).

    What was delivered counts, not what was agreed. The receiver in default returns double (587); penalty and earnest
    money are not claimed together (588(1)).
    """
    if min(contract_value, delivered) < 0:
        raise BadMoney("negative_claim")
    share = (book or shipped_book()).at("money.earnest_share", day)
    limit = (contract_value * share.decimal).quantize(FEN, ROUND_HALF_UP)
    effective = min(delivered, limit)
    value = Earnest(effective, delivered - effective, effective * 2)
    said = text("law_money.step.earnest", delivered=delivered, limit=limit, effective=effective, excess=value.excess)
    choice = Step("cost.penalty_or_earnest", text("law_money.step.penalty_or_earnest"), (Citation("民法典", "588(1)"),))
    cites = (*share.cite, Citation("民法典", "587"))
    return Answer(value, (Step("cost.earnest", said, cites, result=effective), choice))


def foreign_reference(currency: str, day: date, *, book: Book | None = None) -> Answer[str]:
    """Return which published rate a claim in ``currency`` (ISO code) takes without agreement (外币逾期利息批复).

    The rate itself is not held here: the user gives it with its source. Other currencies: that country's central bank.
    """
    table = (book or shipped_book()).at("money.foreign_reference", day)
    names = {row[0]: row[1] for row in map(tuple, table.value)}
    name = names.get(currency.upper(), names["*"])
    said = text("law_money.step.foreign", currency=currency.upper(), name=name)
    return Answer(name, (Step("overdue.foreign", said, table.cite, result=name),))
