"""A sale without an agreed penalty: LPR at the breach plus 30–50 percent (买卖合同解释 18(4)), only when asked for."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from steel import steel_with

PENALTY = "    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n"


def test_without_a_clause_nothing_is_invented_and_the_way_is_shown() -> None:
    claims = steel_with((PENALTY, "")).claims
    assert claims.total == D("851600.00")
    said = next(f for f in claims.findings if f.code == "LX-M001").line("zh")
    assert "逾期付款损失" in said
    assert "{加计百分比: 50}" in said


def test_loss_at_the_lpr_of_each_breach() -> None:
    account = steel_with((PENALTY, "    overdue_loss: {markup: 50}\n")).claims.account
    assert account.penalty == 0
    lines = [(line.item, line.days, line.base_rate, line.rate) for o in account.obligations for line in o.lines]
    # Breach of order 1 on 2023-06-20 (LPR 3.55 that day), of orders 2 and 3 on 2023-08-09 (3.55) and 2023-11-07 (3.45).
    assert lines == [
        ("DD-20230406", 24, D("3.55"), D("5.325")),
        ("DD-20230406", 1227, D("3.55"), D("5.325")),
        ("DD-20230602", 1201, D("3.55"), D("5.325")),
        ("DD-20230821", 90, D("3.45"), D("5.175")),
        ("DD-20230821", 1021, D("3.45"), D("5.175")),
    ]
    expected = [D("432000") * 24, D("132000") * 1227, D("332000") * 1201]
    low = sum(round(x * D("5.325") / 36500, 2) for x in expected)
    high = sum(round(x * D("5.175") / 36500, 2) for x in (D("537600") * 90, D("387600") * 1021))
    assert account.interest == low + high


def test_the_guarantor_answers_for_the_loss_only_where_the_guarantee_covers_interest() -> None:
    change = (PENALTY, "    overdue_loss: {markup: 50}\n")
    without = steel_with(change).claims.sureties[0]
    assert (without.penalty, without.interest) == (0, 0)
    widened = steel_with(change, ("scope: [principal, penalty, costs]", "scope: [principal, interest, costs]"))
    surety = widened.claims.sureties[0]
    covered = [widened.claims.account.obligation(id).interest for id in surety.covered]
    assert surety.interest == sum(covered) > 0 and surety.penalty == 0


@pytest.mark.parametrize("markup", ["20", "60"])
def test_a_markup_outside_the_range_is_a_finding(markup: str) -> None:
    from lexcollect.findings import Refused

    with pytest.raises(Refused) as caught:
        steel_with((PENALTY, f"    overdue_loss: {{markup: {markup}}}\n"))
    assert [f.code for f in caught.value.findings] == ["LX-M009"]
