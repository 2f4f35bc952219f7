"""Standards: which statutory standard the cause of a contract has for late payment, and whether its clauses bind.

Owns the way from a contract to the standard of its cause. Computes nothing.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Contract
from lexcollect.causes import cause_of
from lexcollect.causes.cause import LatenessRule
from lexcollect.causes.periods import periods_of
from lexcollect.causes.table import official_name

#: The one cause of the family that the law puts under the court of the place of the works (民诉法解释 28).
EXCLUSIVE = "建设工程施工合同纠纷"
#: The cause whose contractor has no contract with the employer, hence no priority (建设工程解释一 35).
_SUBCONTRACT = "建设工程分包合同纠纷"
#: Who builds without a contract of his own with the employer.
_NOT_DIRECT = frozenset({k.Qualification.BORROWED, k.Qualification.PASSED_ON})
#: Grounds on which a works contract is void (建设工程解释一 1).
_VOID = frozenset(k.Qualification) - {k.Qualification.HELD}


def lateness_of(contract: Contract) -> LatenessRule | None:
    """Return the statutory standard of the cause of ``contract``, if a file names one."""
    cause = cause_of(contract.cause)
    return cause.lateness.rule if cause and cause.lateness else None


def is_works(contract: Contract) -> bool:
    """Tell whether the cause of ``contract`` is a works contract, whose price bears interest by 建设工程解释一 26."""
    return lateness_of(contract) is LatenessRule.WORKS


def nature_of(contract: Contract) -> k.DebtNature | None:
    """Return how the due dates of ``contract`` hang together: its own word, else that of its cause (民法典 189)."""
    said = contract.nature or periods_of(contract.cause).nature
    return k.DebtNature(said) if said else None


def is_finance_lease(contract: Contract) -> bool:
    """Tell whether the cause of ``contract`` is a finance lease (融资租赁合同纠纷)."""
    return periods_of(contract.cause).nature == k.DebtNature.FINANCE_LEASE.value


def is_bill(contract: Contract) -> bool:
    """Tell whether the cause of ``contract`` is recourse on a bill, which bears interest by 票据法 70(1)(2)."""
    return lateness_of(contract) is LatenessRule.BILL


def void_works(contract: Contract) -> bool:
    """Tell whether a works contract is void for want of qualification or tender (建设工程解释一 1)."""
    works = contract.works
    return bool(works and works.qualification in _VOID and is_works(contract))


def void_loan(contract: Contract) -> bool:
    """Tell whether a loan is void because its lender lends by profession without a licence (民间借贷规定 13(3))."""
    return contract.lender is k.LenderKind.PROFESSIONAL and lateness_of(contract) is LatenessRule.LOAN


def bound(contract: Contract) -> Contract:
    """Return the contract with the clauses that bind: void, it has no penalty, interest or costs to ask for."""
    if void_loan(contract):
        contract = contract.but(term_interest=None)
    elif not void_works(contract):
        return contract
    return contract.but(late_penalty=None, late_interest=None, overdue_loss=None, cost_clause=None)


def no_direct_contract(contract: Contract) -> bool:
    """Tell whether the creditor built without a contract with the employer: no priority (建设工程解释一 35)."""
    indirect = contract.works is not None and contract.works.qualification in _NOT_DIRECT
    return indirect or official_name(contract.cause) == _SUBCONTRACT
