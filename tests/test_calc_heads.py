"""What ``calc`` shows of the heads of claim: a statutory loss under its own name, with article, LPR and other readings.

Facts: the steel matter without its penalty clause; the seller asks for the statutory loss with 50 % (买卖合同解释
18(4)). Order 1 is in breach from 2023-06-20 (LPR 3.55 %, published that day), order 3 from 2023-11-07 (LPR 3.45 %,
published last on 2023-10-20). As of 2026-09-10, a day for which the shipped LPR is still known.
"""

from __future__ import annotations

import contextlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from calc_run import asked
from lexcollect.cli.main import main
from steel import steel_text

CLAUSE = "    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n"
SECOND = "  - {id: 二, cause: 买卖合同纠纷, name: 二, signed_on: 2023-03-01, overdue_loss: {markup: 50}}\n"
DEBT = "  - {id: 乙单, contract: 二, amount: 50000.00, due: {day: 2024-02-01, roll: none}}\n"


def folder(path: Path, *changes: tuple[str, str]) -> str:
    text = steel_text()
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    (path / "案件.yaml").write_text(text, "utf-8")
    return str(path)


@pytest.fixture
def loss(tmp_path: Path) -> str:
    return folder(tmp_path, (CLAUSE, "    overdue_loss: {markup: 50}\n"))


@pytest.fixture
def both(tmp_path: Path) -> str:
    """Return the matter with a second contract that agreed no penalty."""
    return folder(tmp_path, ("obligations:\n", SECOND + "obligations:\n"), ("deliveries:\n", DEBT + "deliveries:\n"))


def on(day: str, *words: str) -> str:
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        main(["calc", *words, "--full", "--as-of", day])
    return screen.getvalue()


def account(matter: str, day: str = "2026-09-10") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(on(day, matter, "--json"))
    return found


def test_the_screen_names_the_loss_and_what_it_rests_on(loss: str) -> None:
    screen = on("2026-09-10", loss)
    total = next(line for line in screen.splitlines() if line.startswith("应收合计"))
    assert "逾期付款损失" in total and "违约金" not in total
    assert "没有约定违约金，依买卖合同解释第18条第4款" in screen
    assert "违约时一年期LPR为3.55%（2023-06-20公布），加计50%，年利率5.325%" in screen
    assert "违约时一年期LPR为3.45%（2023-10-20公布），加计50%，年利率5.175%" in screen
    assert "另一种读法：改按同期LPR分段计算" in screen and "另一种读法：改按加计幅度的下限" in screen
    assert "5.175%/年（一年期LPR 3.45% × 1.5，2023-10-20公布）" in screen
    head = next(line for line in screen.splitlines() if line.startswith("应收款"))
    assert head.rstrip().endswith("逾期付款损失")


def test_a_reading_that_cannot_be_computed_is_said_and_not_dropped(loss: str) -> None:
    assert "改按同期LPR分段计算（判决常见表述）：不能算到截止日（LPR已知至" in on("2026-11-21", loss)


def test_in_english_too(loss: str) -> None:
    screen = on("2026-09-10", loss, "--lang", "en")
    assert "loss from late payment" in screen and "no penalty agreed, 买卖合同解释第18条第4款" in screen
    assert "otherwise: with the bottom of the mark-up range" in screen


def test_heads_stand_in_the_json_and_add_up(both: str) -> None:
    found = account(both)
    heads = [(h["kind"], h["title"], h["contract"]) for h in found["heads"]]
    assert heads == [
        ("price", "货款", "框架合同"),
        ("penalty", "违约金", "框架合同"),
        ("price", "货款", "二"),
        ("late_interest", "逾期付款损失", "二"),
    ]
    assert sum(Decimal(h["amount"]) for h in found["heads"]) == Decimal(found["total"])
    assert sum(Decimal(h["per_day"]) for h in found["heads"]) == Decimal(found["per_day"])
    loss = found["heads"][-1]
    assert loss["cites"] == ["买卖合同解释第18条第4款"] and loss["obligations"] == ["乙单"]
    (segment,) = loss["segments"]
    assert (segment["base_rate"], segment["published"], segment["rate"]) == ("3.45", "2024-01-22", "5.175")
    readings = {r["reading_text"]["key"]: r for r in loss["readings"]}
    low = readings["law_money.mode.markup_low"]
    # 50,000 × (5.175 − 4.485) % × 952 days ÷ 365 = 899.84 less, each line rounded by itself.
    assert Decimal(low["effect"]) == Decimal("-899.84") and low["cites"] == ["买卖合同解释第18条第4款"]
    assert loss["trace"][0]["rule"] == "overdue.rate"


def test_both_names_stand_in_the_total_where_both_are_asked_for(both: str) -> None:
    total = next(line for line in on("2026-09-10", both).splitlines() if line.startswith("应收合计"))
    assert total.index("违约金") < total.index("逾期付款损失") < total.index("费用")


def test_the_screen_calls_a_set_off_by_its_name_and_a_payment_by_its(tmp_path: Path) -> None:
    matter = folder(tmp_path, ("{id: 付款一, date:", "{id: 付款一, kind: set_off, date:"))
    _, screen = asked("calc", str(matter), "--full")
    assert "付款及抵销冲抵\n" in screen
    assert " 2023-07-14 抵销 " in screen and " 2024-02-05 付款 " in screen and "2023-07-14 付款" not in screen
    _, screen = asked("calc", str(matter), "--full", "--lang", "en")
    assert "2023-07-14 set off" in screen and "2024-02-05 paid" in screen


def test_without_a_set_off_the_screen_speaks_of_payments_only(tmp_path: Path) -> None:
    _, screen = asked("calc", str(folder(tmp_path)), "--full")
    assert "付款冲抵\n" in screen and "抵销" not in screen


def test_what_was_set_off_is_told_apart_in_the_json(tmp_path: Path) -> None:
    matter = folder(tmp_path, ("{id: 付款一, date:", "{id: 付款一, kind: set_off, date:"))
    kinds = {p["payment"]: (p["kind"], p["received"]) for p in account(matter)["payments"]}
    assert kinds == {"付款一": ("set_off", "2023-07-14"), "付款二": ("payment", "2024-02-05")}
