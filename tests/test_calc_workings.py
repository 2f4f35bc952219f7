"""Workings of the sums, as the page and the terminal show them, done again by hand from what is shown.

Facts: the shipped examples (goods, invoices of a small enterprise, a lease, a loan, works, a title in enforcement) and
two variants of 沈河案. Question: can a reader redo every row from what stands on the page, do the rows come to the sum,
and is it told which payment met what, in which order, and what remained (民法典 560, 561)? The answers below are
counted from the words on the page, not asked of the program again.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from html import unescape
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.law.rules.parts import Part
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example, names, prepare
from lexcollect.wording import speaking
from review_kit import Page
from steel import steel_with

FEN = D("0.01")


def page_of(name: str, folder: Path, lang: str = "zh") -> tuple[Desk, str]:
    example = load_example(name)
    prepare(example, folder / "案")
    desk = Desk(folder / "案", example.as_of)
    with speaking(lang):  # type: ignore[arg-type]
        body = Page(desk).enter().get("/money").body
    return desk, body


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of each row of a table, as a reader sees them."""
    body = table.partition("<tbody>")[2]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    cut = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in row] for row in cut]


def money(words: str) -> D:
    return D(words.replace(",", ""))


def by_hand(cells: list[str]) -> D:
    """Multiply a row again: base × rate × days, over the year basis where the rate is one of the year."""
    _, base, first, last, days, basis, rate, _ = cells
    counted = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    assert counted == int(days.replace(",", "")), cells
    if fee := re.match(r"每日 ([\d,.]+) 元", rate):
        return money(fee[1]) * counted
    per_cent, per = re.match(r"([\d.]+)%/([日年])", rate).groups()  # type: ignore[union-attr]
    product = money(base) * D(per_cent) / 100 * counted
    return (product if per == "日" else product / int(basis)).quantize(FEN, ROUND_HALF_UP)


def heads_of(body: str) -> list[tuple[str, D, str]]:
    """Return title, amount and inside of each head of the page."""
    found = re.findall(
        r'<details class="head"><summary><b>(.*?)</b> <span class="amount">(.*?)</span></summary>(.*?)</details>',
        body,
        re.S,
    )
    return [(unescape(title), money(amount), inside) for title, amount, inside in found]


@pytest.mark.parametrize("name", names())
def test_every_row_is_redone_by_hand_and_the_rows_come_to_the_sum(name: str, tmp_path: Path) -> None:
    desk, body = page_of(name, tmp_path)
    claims = desk.answered.claims  # type: ignore[union-attr]
    shown = heads_of(body)
    assert sum((amount for _, amount, _ in shown), D(0)) == claims.total
    for title, amount, inside in shown:
        if '<table class="list working">' not in inside:
            continue
        rows = rows_of(inside)
        lines = [row for row in rows if len(row) == 8]
        for row in lines:
            assert by_hand(row) == money(row[7]), (title, row)
        sums = [money(row[1]) for row in rows if len(row) == 2]
        assert sums[0] == sum((money(row[7]) for row in lines), D(0)), title
        assert (sum(sums[:-1], D(0)) if len(sums) > 1 else sums[0]) == amount, title
        assert len(sums) in (1, 3), (title, "rows less payments come to the head; nothing else stands between")


@pytest.mark.parametrize("name", names())
def test_every_payment_is_told_to_the_last_yuan_with_what_remained(name: str, tmp_path: Path) -> None:
    desk, body = page_of(name, tmp_path)
    answered = desk.answered
    assert answered is not None
    asked = [p for p in answered.case.payments if p.date <= desk.as_of]
    tables = [t for t in re.findall(r"<table.*?</table>", body, re.S) if "当时欠" in t]
    assert bool(tables) == bool(asked)
    told: dict[str, tuple[D, list[list[str]]]] = {}
    for row in (row for table in tables for row in rows_of(table)):
        if len(row) == 3:
            day, id = row[0].split("　")[:2]
            told[f"{day} {id}"] = (money(row[1]), [])
        else:
            next(reversed(told.values()))[1].append(row)
    assert set(told) == {f"{p.date} {p.id}" for p in asked}
    left: dict[tuple[str, str], D] = {}
    for amount, rows in told.values():
        met = [row for row in rows if len(row) == 7]
        assert [row[0] for row in met] == [str(n) for n in range(1, len(met) + 1)]
        assert sum((money(row[-2] if len(row) < 7 else row[4]) for row in rows), D(0)) == amount
        for _, debt, part, owed, given, remains, why in met:
            assert money(owed) - money(given) == money(remains) >= 0 and why
            if part == "本金" and (debt, part) in left:
                assert money(owed) == left[debt, part], "no principal comes back between two payments"
            left[debt, part] = money(remains)
    for title in answered.claims.titles:
        for balance in title.owed.settlement.balances:
            assert left.get((balance.debt, "本金"), balance.principal) == balance.principal
    if not answered.claims.titles:
        for one in answered.claims.account.obligations:
            assert left.get((one.id, "本金"), one.principal) == one.principal


def test_a_loan_pays_its_interest_before_its_principal_and_its_rate_has_its_cap(tmp_path: Path) -> None:
    """392,000 yuan of 2020: 24 % a year to 2020-08-19, then 4 × LPR 3.00 % of the filing day (民间借贷规定 25, 31)."""
    _, body = page_of("loan", tmp_path)
    inside = next(inside for title, _, inside in heads_of(body) if title == "借期内利息")
    rates = [re.sub(r"\s+", " ", row[6]) for row in rows_of(inside) if len(row) == 8]
    assert rates == ["24%/年 按上限 24%"] * 2 + ["12%/年 按上限：一年期LPR 3% × 4，2026-08-20公布"] * 2
    # 还款一, 60,000 on 2020-11-20: 6,575.34 + 17,011.73 + 11,856.66 of interest first, the rest to principal (561).
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))
    assert "1 JK-001 利息 35,443.73 35,443.73 0.00" in words
    assert "2 JK-001 本金 392,000.00 24,556.27 367,443.73" in words
    assert "法定顺序（实现债权的费用 → 利息 → 违约金 → 本金）" in words
    assert "全国银行间同业拆借中心" in words


def test_a_loss_says_of_which_lpr_its_rate_was_made() -> None:
    """No penalty agreed, 50 % asked: order 1 in breach from 2023-06-20, LPR 3.55 % of that day × 1.5 = 5.325 %."""
    from lexcollect.claims.workings import workings_of

    answered = steel_with(
        ("    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n", "    overdue_loss: {markup: 50}\n")
    )
    behind = workings_of(answered.case, answered.claims)
    head = next(one for one in behind.heads if one.rows)
    row = head.rows[0]
    assert (row.rate, str(row.made), row.basis) == ("5.325%/年", "一年期LPR 3.55% × 1.5，2023-06-20公布", "365")
    assert head.accrued - head.met == head.head.amount and not head.between
    with speaking("en"):
        assert str(row.made) == "one-year LPR 3.55 % × 1.5, published 2023-06-20"


def test_the_order_of_the_clause_and_what_each_payment_found_open() -> None:
    """沈河案: the clause puts principal first; 付款一 meets the oldest order, 付款二 the one the payer named."""
    from lexcollect.claims.workings import workings_of

    answered = steel_with()
    claims = answered.claims
    behind = workings_of(answered.case, claims)
    assert [one.head.amount for one in behind.heads][: len(claims.heads)] == [head.amount for head in claims.heads]
    met = [m for one in behind.applied for m in one.met]
    assert [(m.share.payment, m.share.owed, m.share.left) for m in met] == [
        ("付款一", D("432000.00"), D("132000.00")),
        ("付款二", D("537600.00"), D("387600.00")),
    ]
    assert all(m.share.part is Part.PRINCIPAL for m in met)
    order = behind.orders[0]
    assert [str(part) for part in order.parts] == ["本金", "违约金", "实现债权的费用", "利息"] and order.clause


def test_the_terminal_tells_the_same(tmp_path: Path) -> None:
    example = load_example("works")
    prepare(example, tmp_path / "案")
    day = example.as_of.isoformat()
    out = typed("--as-of", day, "calc", "案", "--full", cwd=tmp_path)[1]
    assert "YS-1 本金 986,881.53 元（付款人指定；余 1,823,118.47 元）" in out
    assert "3.35%/年（一年期LPR 3.35%，2024-07-22公布）" in out and "利率来源：贷款市场报价利率（LPR）" in out
    english = typed("--lang", "en", "--as-of", day, "calc", "案", "--full", cwd=tmp_path)[1]
    assert "3.35%/year (one-year LPR 3.35 %, published 2024-07-22)" in english and "1,823,118.47 left" in english


def test_english_pages_hold_the_same_figures(tmp_path: Path) -> None:
    _, zh = page_of("lease", tmp_path / "a")
    _, en = page_of("lease", tmp_path / "b", "en")
    figures = lambda body: re.findall(r'<td class="n">([\d,.-]+)</td>', body)  # noqa: E731
    assert figures(zh) == figures(en) and len(figures(zh)) > 50
    assert "rate and how it was made" in en and "How payments were applied" in en
    assert "1,000.00 a day" in en
