"""Cases: the rows of one debtor and the creditor's terms as the facts of a case (台账行转为案件事实).

Owns what a ledger row can say in a paper and what it cannot: number, days, sums and the clause on late payment are
told; how goods went over, who signed, what arrived is not in a ledger and is named instead. Pure: same rows, same
facts. A day that the ledger does not give is in no paper, and no charge is counted on a sum whose payments have no
day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.casefile.facts import read_fact
from lexcollect.casefile.models import SCHEMA
from lexcollect.casefile.refusals import finding_of
from lexcollect.findings import Finding, Where, finding
from lexcollect.ledgers.creditor import BY_CONTRACT, BY_ROW, Profile
from lexcollect.ledgers.debtors import Group
from lexcollect.ledgers.row import DebtorKind, LedgerRow
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case

#: Who owes, in the case of one debtor.
DEBTOR = "债务人"
#: Words by which ledgers say that no charge was agreed.
_NONE = frozenset({"无", "无约定", "没有", "未约定", "没有约定", "/", "-", "—"})
_KINDS = {
    DebtorKind.PERSON: "natural",
    DebtorKind.COMPANY: "organisation",
    DebtorKind.SOLE_TRADER: "individual_business",
}


@dataclass(frozen=True, slots=True)
class Making:
    """What is made of one debtor: the case, or ``None`` with the reasons; ``findings`` tell both."""

    case: Case | None
    findings: tuple[Finding, ...] = ()


def case_of(group: Group, profile: Profile, as_of: date, *, court: str = "", loss: bool = False) -> Making:
    """Return the case of one debtor on ``as_of``.

    ``court`` is the court asked, else that of the rows, else the one of the profile. ``loss``: where no charge was
    agreed, the statutory loss from late payment is asked for (买卖合同解释 18).
    """
    found: list[Finding] = []
    contracts, debts, payments = [], [], []
    several = len(group.rows) > 1
    for row in group.rows:
        where = Where(field=f"{row.number}")
        terms = profile.terms_of(row.business)
        if terms is None:
            found.append(finding("LX-G120", where, row=row.number, business=row.business or "—", file=profile.file))
            continue
        late, said = _late(row, terms, loss=loss)
        found += said
        contracts.append({**_contract(row, terms, several=several), **late})
        debts.append(_debt(row))
        if row.paid:
            payments.append(_payment(row, as_of, several=several))
    if any(one.stops for one in found):
        return Making(None, tuple(found))
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "matter": group.name,
        "parties": [*profile.parties, _party(group.first)],
        "agents": list(profile.agents),
        "contracts": contracts,
        "obligations": debts,
        "payments": payments,
        "choices": _choices(group, profile, court),
    }
    case, slips = read_fact(_model(), data)
    found += [finding_of(slip, Where(field=f"{group.first.number}")) for slip in slips]
    if case is not None:
        from lexcollect.casefile.checks import check_case

        found += [one for one in check_case(case) if one.stops]
        case = None if any(one.stops for one in found) else case
    return Making(case, tuple(found))


def _model() -> Any:
    from lexcollect.casefile.models import Case

    return Case


def contract_id(row: LedgerRow) -> str:
    """Return how the contract of a row is called: by its number, else by its place in the ledger."""
    return row.contract or f"第{row.number}行"


def _contract(row: LedgerRow, terms: dict[str, Any], *, several: bool) -> dict[str, Any]:
    """Return the contract; several of one name are told apart by their numbers."""
    told = {"id": contract_id(row), **({"signed_on": row.sign.isoformat()} if row.sign else {})}
    name = str(terms.get("name") or "").strip("《》")
    if several and name and row.contract:
        return {**terms, **told, "name": f"《{name}》（编号：{row.contract}）"}
    return {**terms, **told, "number": row.contract}


def _late(row: LedgerRow, terms: dict[str, Any], *, loss: bool) -> tuple[dict[str, Any], list[Finding]]:
    """Return what runs on a late payment: as the ledger says, else as the profile does, else by statute if asked for.

    With money received on days that nobody entered, nothing is counted: every day of it would be invented.
    """
    where = Where(field=f"{row.number}")
    agreed: Any = terms.get("late_penalty")
    words, found = row.terms.strip(), list[Finding]()
    if words in _NONE:
        agreed = None
    elif words:
        from lexcollect.casefile.contracts import LatePenalty

        read, slips = read_fact(LatePenalty, {"rate": words})
        if read is None or slips:
            found.append(finding("LX-G121", where, row=row.number, words=words))
            agreed = None
        else:
            agreed = {**(agreed if isinstance(agreed, dict) else {}), "rate": words}
    asked = agreed or (loss and not words_are_agreed(words))
    if row.paid and asked:
        found.append(finding("LX-G122", where, row=row.number, paid=row.paid))
        return {"late_penalty": None, "overdue_loss": None}, found
    if agreed:
        return {"late_penalty": agreed}, found
    return {"late_penalty": None, "overdue_loss": (terms.get("overdue_loss") or {}) if loss else None}, found


def words_are_agreed(words: str) -> bool:
    """Tell whether the ledger names a charge."""
    return bool(words) and words not in _NONE


def _debt(row: LedgerRow) -> dict[str, Any]:
    due = {"due": row.due.isoformat()} if row.due else {}
    return {"id": contract_id(row), "contract": contract_id(row), "amount": f"{row.amount}", **due}


def _payment(row: LedgerRow, as_of: date, *, several: bool) -> dict[str, Any]:
    """Return what was paid in all by ``as_of``: the ledger gives the sum and no day."""
    told = {
        "id": f"已付{row.number}",
        "date": as_of.isoformat(),
        "amount": f"{row.paid}",
        "payer": DEBTOR,
        "undated": "是",
    }
    return {**told, "for_contract": contract_id(row)} if several else told


def _party(row: LedgerRow) -> dict[str, Any]:
    kind = _KINDS[row.kind] if row.kind else "organisation" if len(row.ident) == 18 and _is_code(row) else "natural"
    number = {"uscc": row.ident} if kind != "natural" else {"id_no": row.ident}
    return {
        "id": DEBTOR,
        "role": "debtor",
        "kind": kind,
        "name": row.name,
        **(number if row.ident else {}),
        "domicile": row.address,
        "phone": row.phone,
    }


def _is_code(row: LedgerRow) -> bool:
    from lexcollect.cn.identifiers import check_uscc

    return not check_uscc(row.ident)


def _choices(group: Group, profile: Profile, court: str) -> dict[str, Any]:
    """Return the choices of the profile with the court of the rows and the number of this letter."""
    chosen = dict(profile.choices)
    named = court or next((row.court for row in group.rows if row.court), "") or profile.court
    if named:
        chosen["court"] = named
    letter = chosen.get("letter")
    if isinstance(letter, dict) and letter.get("letter_no"):
        number = str(letter["letter_no"])
        number = number.replace(BY_ROW, f"{group.first.number}").replace(BY_CONTRACT, contract_id(group.first))
        chosen["letter"] = {**letter, "letter_no": number}
    return chosen


def principal(group: Group) -> Decimal:
    """Return what is still owed under the rows of one debtor by the ledger, in yuan."""
    return sum((row.balance or Decimal(0) for row in group.rows), Decimal("0.00"))
