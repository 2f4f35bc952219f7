"""Further recourse on a bill (再追索): what an endorser who paid asks back, by hand from 票据法 17 and 71.

Trade acceptance of 500,000, mature 2024-12-10, refused 2024-12-13. Our creditor, an endorser, paid the holder 503,500
on 2025-02-10 and asks that whole sum back (71(1)(1)) with interest from that day (71(1)(2)): LPR of 2025-01-20, 3.10 %,
to 2025-04-30: 80 days × 503,500 × 3.10 % / 365 = 3,421.04.
"""

from __future__ import annotations

from datetime import date as D
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lexcollect.findings import Refused
from test_transfers import drafted, texts
from transfers import answered, bill


def again(**more: Any) -> dict[str, Any]:
    base = bill()
    (debt,) = base["obligations"]
    paid = {"settled_on": "2025-02-10", "settled": "503500.00", **more}
    paid = {key: value for key, value in paid.items() if value is not None}
    return bill(obligations=[{**debt, "bill": {**debt["bill"], **paid}}])


def test_the_sum_paid_and_its_interest_from_that_day() -> None:
    claims = answered(again(), D(2025, 4, 30)).claims
    assert [(h.kind.value, h.amount) for h in claims.heads] == [
        ("bill", Decimal("503500.00")),
        ("late_interest", Decimal("3421.04")),
    ]
    assert "票据法第71条第1款第2项" in [str(c) for c in claims.heads[1].cites]
    (one,) = claims.account.obligations
    assert (one.lines[0].first, one.lines[-1].last) == (D(2025, 2, 10), D(2025, 4, 30))


def test_three_months_against_prior_parties_and_two_years_against_the_acceptor() -> None:
    """17(1)(1): two years from maturity; 17(1)(4): three months from the payment, 2025-05-10, a Saturday: 05-12."""
    agenda = answered(again()).agenda
    (prior,) = agenda.of_rule("bill.further_recourse_3m")
    assert prior.period is not None
    assert (prior.period.nominal, prior.period.last_day) == (D(2025, 5, 10), D(2025, 5, 12))
    (acceptor,) = agenda.of_rule("bill.acceptor_2y")
    assert acceptor.period is not None and acceptor.period.nominal == D(2026, 12, 10)
    assert not agenda.of_rule("bill.recourse_6m")


def test_whoever_was_sued_first_counts_from_the_suit() -> None:
    """17(1)(4): 自清偿日或者被提起诉讼之日起: the earlier day is the safe one."""
    (prior,) = answered(again(sued_on="2025-01-20")).agenda.of_rule("bill.further_recourse_3m")
    assert prior.period is not None and prior.period.nominal == D(2025, 4, 20)


def test_a_sum_paid_without_its_day_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        _ = answered(again(settled_on=None)).claims
    assert [f.code for f in refused.value.findings] == ["LX-C251"]


def test_the_complaint_asks_for_what_was_paid(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, again(), "complaint"))["complaint"]
    assert "支付原告已清偿的票据款503,500.00元" in said
    assert "2025年2月10日，原告被后手追索，清偿503,500.00元后取得该票据" in said
    assert "自清偿日起至再追索清偿日止" in said and "第七十一条" in said
    assert "票据金额自到期日" not in said
