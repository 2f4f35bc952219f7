"""Debts and payments in foreign money: kept, never converted; what cannot be added is refused by name."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from case_kit import CONTRACT, PARTIES, claim, debt, matter_with
from cli_run import typed
from lexcollect.findings import Refused
from papers import drafted, material, text_of

USD = {"currency": "美元"}


def test_a_claim_in_dollars_is_counted_in_dollars() -> None:
    """100,000 dollars less 30,000 of 2024-06-03; due 2024-03-15, 5 in 10,000 a day as agreed; no LPR is needed."""
    paid = {"id": "付", "date": "2024-03-10", "amount": "30000.00", "payer": "乙", "evidence": ["回单"], **USD}
    agreed = {**CONTRACT, "late_penalty": {"rate": "日0.05%"}}
    found = matter_with(contracts=[agreed], obligations=[debt(**USD)], payments=[paid])
    assert found.account.principal == Decimal("70000.00")
    assert found.claims.fees is None
    assert found.case.currency.unit == "美元"
    # The paper on the agenda is the same as in yuan.
    assert claim(found.agenda).period.nominal == date(2027, 3, 15)


def test_debts_in_two_moneys_are_not_added_and_their_dates_are_told() -> None:
    """民法典 514; nothing is converted in silence."""
    found = matter_with(obligations=[debt("甲款"), debt("乙款", "2024-04-15", **USD)])
    assert claim(found.agenda, "乙款").period.nominal == date(2027, 4, 15)
    with pytest.raises(Refused) as refused:
        _ = found.claims
    assert {f.code for f in refused.value.findings} == {"LX-M214"}
    assert "美元" in refused.value.findings[0].line()


def test_a_payment_in_another_money_is_not_applied_and_stops_the_sums() -> None:
    paid = {"id": "付", "date": "2024-06-03", "amount": "5000.00", "payer": "乙", "evidence": ["回单"], **USD}
    found = matter_with(payments=[paid])
    assert found.account.principal == Decimal("100000.00")
    assert "LX-M214" in {f.code for f in found.agenda.findings}
    with pytest.raises(Refused):
        _ = found.claims


def test_a_loss_on_lpr_is_refused_for_foreign_money() -> None:
    """外币逾期利息批复: the LPR of the renminbi is no measure of a debt in dollars."""
    asked = {**CONTRACT, "overdue_loss": {"markup": "50"}}
    found = matter_with(contracts=[asked], obligations=[debt(**USD)])
    with pytest.raises(Refused) as refused:
        _ = found.claims
    assert refused.value.findings[0].code == "LX-M214"


def dollars() -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"amount: {sum}.00, evidence: 订单{n}", f"amount: {sum}.00, currency: USD, evidence: 订单{n}")
        for sum, n in (("432000", "一"), ("332000", "二"), ("537600", "三"))
    ) + tuple((f"amount: {sum}.00, payer", f"amount: {sum}.00, currency: USD, payer") for sum in ("300000", "150000"))


@pytest.mark.parametrize("paper", ["complaint", "letter", "preservation"])
def test_papers_name_the_money(tmp_path: Path, paper: str) -> None:
    text = text_of(drafted(tmp_path, paper, given=material(*dollars())), paper)
    assert "851,600.00美元" in text
    assert "851,600.00元" not in text and "人民币851" not in text and "大写" not in text
    assert "（元）" not in text


def test_the_screen_names_the_money(tmp_path: Path) -> None:
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "美元案",
        "parties": PARTIES,
        "contracts": [CONTRACT],
        "obligations": [debt(**USD)],
    }
    (tmp_path / "案件.yaml").write_text(json.dumps(tree, ensure_ascii=False, indent=1), "utf-8")
    _, out, _ = typed("calc", "--as-of", "2026-11-21", cwd=tmp_path)
    assert "应收合计 100,000.00 美元" in out and "这里不折算" in out
    assert json.loads(typed("calc", "--as-of", "2026-11-21", "--json", cwd=tmp_path)[1])["currency"] == "USD"
