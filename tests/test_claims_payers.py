"""Who paid for whom and on which contract: third persons, payments that name nothing, money that came early."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from case_kit import CONTRACT, PARTIES, claim, debt, matter_with
from papers import drafted, material, text_of

THIRD = {"id": "代付", "role": "案外人", "kind": "organisation", "name": "丙样商贸有限公司"}
PAID = {"id": "付", "date": "2024-06-03", "amount": "30000.00", "payer": "代付", "evidence": ["回单"]}
WITH_THIRD = [*PARTIES, THIRD]


def codes_of(matter) -> set[str]:  # type: ignore[no-untyped-def]
    return {f.code for f in (*matter.claims.findings, *matter.agenda.findings)}


def test_a_third_payer_is_asked_for_the_mandate_and_is_no_debtor() -> None:
    """民法典 523, 524; the remedy never makes a debtor of him."""
    found = matter_with(parties=WITH_THIRD, payments=[PAID])
    (said,) = [f for f in found.claims.findings if f.code == "LX-M217"]
    assert "共同债务人" in said.line() and "不用写成共同债务人" in said.line()
    assert [p.id for p in found.case.debtors] == ["乙"]
    assert found.account.principal == Decimal("70000.00")


def test_without_a_mandate_the_payment_interrupts_nothing() -> None:
    """诉讼时效规定 14 speaks of the debtor's part performance; due 2024-03-15, three years end 2027-03-15."""
    bare = matter_with(parties=WITH_THIRD, payments=[PAID])
    assert claim(bare.agenda).period.nominal == date(2027, 3, 15)
    mandated = matter_with(parties=WITH_THIRD, payments=[{**PAID, "basis": "2024年6月1日委托付款函"}])
    assert claim(mandated.agenda).period.nominal == date(2027, 6, 3)
    assert "LX-M217" not in codes_of(mandated)


def test_a_payment_on_another_contract_leaves_this_debt_as_it_was() -> None:
    """民法典 560(1)."""
    found = matter_with(payments=[{**PAID, "payer": "乙", "elsewhere": "是"}])
    assert found.account.principal == Decimal("100000.00")
    assert "LX-M215" in codes_of(found)
    assert claim(found.agenda).period.nominal == date(2027, 3, 15)


TWO = {
    "contracts": [
        {**CONTRACT, "id": "合同一", "number": "A-1", "late_penalty": {"rate": "日0.05%"}},
        {**CONTRACT, "id": "合同二", "name": "购销合同", "number": "A-2"},
    ],
    "obligations": [
        debt("甲款", "2024-03-01", contract="合同一", amount="60000.00"),
        debt("乙款", "2024-02-01", contract="合同二", amount="50000.00"),
    ],
}


def test_a_payment_that_names_no_contract_is_asked_about_with_the_effect() -> None:
    """民法典 560(2): the heavier debt comes first, that is the one with a penalty.

    Now: 30,000 pay 93 days' penalty (2,790.00) and 27,210.00 principal of A-1; 902 days on 32,790.00 are 14,788.29; in
    all 97,578.29. Meant for A-2: 995 days on 60,000.00 are 29,850.00; with 80,000.00 principal 109,850.00.
    """
    found = matter_with(**TWO, payments=[{**PAID, "payer": "乙"}])
    (said,) = [f for f in found.claims.findings if f.code == "LX-M218"]
    assert "购销合同 +12,271.71" in said.line()
    assert found.claims.total == Decimal("97578.29")
    assert found.account.obligation("乙款").principal == Decimal("50000.00")


@pytest.mark.parametrize(
    ("named", "left"),
    [({"for_contract": "合同二"}, "20000.00"), ({"designated_for": "乙款"}, "20000.00"), ({}, "50000.00")],
)
def test_what_the_debtor_names_decides(named: dict[str, str], left: str) -> None:
    """民法典 560(1)."""
    found = matter_with(**TWO, payments=[{**PAID, "payer": "乙", **named}])
    assert found.account.obligation("乙款").principal == Decimal(left)
    assert ("LX-M218" in codes_of(found)) is not named or not named


def test_money_that_came_early_waits_and_that_is_said() -> None:
    """民法典 530(1): paid on 2024-02-20, due 2024-03-15."""
    found = matter_with(payments=[{**PAID, "payer": "乙", "date": "2024-02-20"}])
    (said,) = [f for f in found.claims.findings if f.code == "LX-M219"]
    assert "2024-02-20" in said.line() and "2024-03-15" in said.line()


def test_the_complaint_tells_who_paid_for_whom(tmp_path: Path) -> None:
    third = (
        "\nagents:\n",
        "  - {id: 代付, role: third_party, kind: organisation, name: 沈阳代例商贸有限公司}\n\nagents:\n",
    )
    paid = (
        "amount: 150000.00, payer: 沈河, channel",
        "amount: 150000.00, payer: 代付, basis: 2024年2月1日委托付款函, channel",
    )
    text = text_of(drafted(tmp_path, "complaint", given=material(third, paid)), "complaint")
    assert "沈阳代例商贸有限公司代被告一支付150,000.00元（2024年2月1日委托付款函）" in text
    assert "被告三" not in text
