"""Figures of the reports: against SQL over the same rows, and against sums done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.law.rules.parts import Part
from lexcollect.matter.many import answer_all
from lexcollect.reporting.facts import ZERO, Applied, Debt, Receipt, Standing, Who
from lexcollect.reporting.figures.ageing import aged, grouped, whole
from lexcollect.reporting.figures.bands import CLOSED, NO_DAY, NOT_DUE, bands_of
from lexcollect.reporting.figures.dso import outstanding
from lexcollect.reporting.figures.recovery import Period, flow, rate_of, recovered
from lexcollect.reporting.from_matters import facts_of

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = date(2026, 11, 21)
START = date(2025, 1, 1)

days = st.integers(0, 900).map(lambda n: START + timedelta(days=n))
cents = st.integers(1, 50_000_000).map(lambda n: Decimal(n) / 100)


@st.composite
def debt(draw: st.DrawFn, id: str) -> Debt:
    amount = draw(cents)
    left, applied = amount, []
    for _ in range(draw(st.integers(0, 3))):
        part = draw(st.sampled_from(Part))
        paid = min(draw(cents), left) if part is Part.PRINCIPAL else draw(cents)
        if paid:
            left -= paid if part is Part.PRINCIPAL else ZERO
            applied.append(Applied(draw(days), part, paid, draw(st.booleans())))
    due = draw(st.none() | days)
    who = draw(st.sampled_from([Who("A", "甲公司", "张三"), Who("B", "乙公司"), Who("C", "丙公司", "李四")]))
    standing = Standing.DATED if due else Standing.UNKNOWN
    closed = draw(st.none() | days)
    arose = draw(st.none() | days)
    return Debt("案", id, "", who, "买卖", "CNY", amount, due, standing, arose, tuple(applied), closed)


@st.composite
def book(draw: st.DrawFn) -> list[Debt]:
    return [draw(debt(str(n))) for n in range(draw(st.integers(0, 12)))]


def tables(debts: Sequence[Debt]) -> duckdb.DuckDBPyConnection:
    """Put the raw facts into tables, with no figure of ours among them."""
    db = duckdb.connect()
    db.execute("create table debts (id text, who text, amount decimal(18,2), due date, arose date, closed date)")
    db.execute("create table applied (id text, day date, part text, amount decimal(18,2), set_off boolean)")
    for d in debts:
        db.execute("insert into debts values (?,?,?,?,?,?)", [d.id, d.who.key, d.amount, d.due, d.arose, d.closed])
        for a in d.applied:
            db.execute("insert into applied values (?,?,?,?,?)", [d.id, a.day, a.part.value, a.amount, a.set_off])
    return db


#: The band of a debt on a day, in SQL.
BAND = """case when closed <= $day then 'closed' when due is null then 'no_day' when due >= $day then 'not_due'
 when date_diff('day', due, $day) <= 30 then '1-30' when date_diff('day', due, $day) <= 90 then '31-90'
 else '91+' end"""
LEFT = """amount - coalesce((select sum(a.amount) from applied a where a.id = debts.id and a.part = 'principal'
 and a.day <= $day), 0)"""


@settings(max_examples=60, deadline=None)
@given(book(), days)
def test_ageing_is_what_sql_finds(debts: list[Debt], day: date) -> None:
    bands = bands_of((30, 90))
    rows = tables(debts).execute(
        f"select {BAND} band, who, sum(l), count(*) from (select *, {LEFT} l from debts) debts"
        " where (arose is null or arose <= $day) and l <> 0 group by 1, 2",
        {"day": day},
    )
    wanted = {(band, who): (amount, count) for band, who, amount, count in rows.fetchall()}
    found = {
        (band.key, group.key): (amount, count)
        for group in grouped(aged(debts, day, bands), bands, lambda d: (d.who.key, d.who.name))
        for band, amount, count in zip(bands, group.amounts, group.counts, strict=True)
        if count
    }
    assert found == wanted


@settings(max_examples=60, deadline=None)
@given(book(), days)
def test_bands_add_up_to_what_is_left_and_every_debt_stands_in_one(debts: list[Debt], day: date) -> None:
    bands = bands_of((30, 60, 90, 180, 360))
    rows = aged(debts, day, bands)
    everything = sum((d.balance(day) for d in debts if d.exists(day)), ZERO)
    assert whole(rows, bands).total == everything
    for by in (lambda d: (d.who.key, ""), lambda d: (d.who.owner, ""), lambda d: (d.id, "")):
        assert sum((g.total for g in grouped(rows, bands, by)), ZERO) == everything
    assert len({row.debt.id for row in rows}) == len(rows)


@settings(max_examples=60, deadline=None)
@given(book(), days, st.integers(0, 400))
def test_recovery_is_what_sql_finds(debts: list[Debt], first: date, length: int) -> None:
    period, bands = Period(first, first + timedelta(days=length)), bands_of((30, 90))
    rows = tables(debts).execute(
        f"""select {BAND} band, sum({LEFT}),
        sum(coalesce((select sum(a.amount) from applied a where a.id = debts.id and a.part = 'principal'
        and a.day between $first and $last and not a.set_off), 0))
        from debts where arose is null or arose <= $day group by 1""",
        {"day": period.eve, "first": period.first, "last": period.last},
    )
    wanted = {band: (opening, received) for band, opening, received in rows.fetchall()}
    found = recovered(debts, period, bands)
    for row in found:
        if row.band.overdue:
            opening, received = wanted.get(row.band.key, (ZERO, ZERO))
            assert (row.opening, row.received) == (opening, received)
            assert row.rate == (received / opening if opening else None)
    closing = sum((d.balance(period.last) for d in debts if d.exists(period.last)), ZERO)
    assert sum((row.closing for row in found), ZERO) == closing


@settings(max_examples=40, deadline=None)
@given(book(), days, st.integers(0, 400))
def test_where_the_money_went_adds_up(debts: list[Debt], first: date, length: int) -> None:
    """Money that was received and went nowhere yet waits; nothing is lost."""
    period = Period(first, first + timedelta(days=length))
    receipts = [Receipt("案", a.day, a.amount, "CNY", a.set_off) for d in debts for a in d.applied]
    receipts.append(Receipt("案", first, Decimal("500.00"), "CNY"))
    found = flow(debts, receipts, period)
    assert found.waiting_before == ZERO and found.waiting_after == Decimal("500.00")
    spent = sum((amount for _, amount in found.applied), ZERO)
    assert found.waiting_before + found.received - spent == found.waiting_after


def one(due: str | None, amount: str, **more: object) -> Debt:
    who = Who("A", "甲公司")
    day = date.fromisoformat(due) if due else None
    standing = Standing.DATED if day else Standing.ON_DEMAND
    return Debt("案", due or "随时", "", who, "买卖", "CNY", Decimal(amount), day, standing, None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "band"),
    [
        ("2026-11-22", "not_due"),
        ("2026-11-21", "not_due"),  # the last day to pay is no day of default
        ("2026-11-20", "1-30"),
        ("2026-10-22", "1-30"),
        ("2026-10-21", "31-60"),
        ("2026-08-23", "61-90"),
        ("2026-08-22", "91+"),
        (None, "no_day"),
    ],
)
def test_the_edges_of_the_bands(due: str | None, band: str) -> None:
    assert aged([one(due, "1")], DAY, bands_of())[0].band.key == band


def test_what_is_left_of_a_closed_matter_is_overdue_no_more() -> None:
    rows = aged([one("2024-01-01", "80000", closed=date(2026, 5, 1))], DAY, bands_of())
    assert rows[0].band == CLOSED and rows[0].balance == Decimal(80000)
    before = aged([one("2024-01-01", "80000", closed=date(2026, 12, 1))], DAY, bands_of())
    assert before[0].band.key == "91+"


def test_dso_by_hand() -> None:
    """300,000 open of which 120,000 not due, 1,800,000 sold in 181 days: 30.17 days, 12.07 of them not due yet."""
    debts = [one("2026-07-15", "120000"), one("2026-05-01", "180000"), one("2020-01-01", "7", closed=date(2021, 1, 1))]
    period = Period(date(2026, 1, 1), date(2026, 6, 30))
    found = outstanding(aged(debts, period.last, bands_of()), Decimal(1800000), period)
    assert (period.days, found.receivables, found.not_due) == (181, 300000, 120000)
    assert round(found.days, 2) == Decimal("30.17") and round(found.best, 2) == Decimal("12.07")
    with pytest.raises(ValueError, match="sales"):
        outstanding([], ZERO, period)


def test_the_steel_matter_as_it_was_reckoned_by_hand() -> None:
    """851,600.00 is left on three orders, overdue 1,251, 1,201 and 1,111 days; 150,000 came in 2024."""
    facts = facts_of(answer_all(EXAMPLES / "matter-steel", DAY), DAY)
    rows = aged(facts.debts, DAY, bands_of())
    assert [(str(r.balance), r.days) for r in rows] == [("132000.00", 1251), ("332000.00", 1201), ("387600.00", 1111)]
    assert whole(rows, bands_of()).total == Decimal("851600.00")
    found = recovered(facts.debts, Period(date(2024, 1, 1), date(2024, 12, 31)), bands_of())
    by = {row.band.key: row for row in found}
    assert (by["31-60"].opening, by["31-60"].received) == (Decimal("537600.00"), Decimal("150000.00"))
    assert (by["91+"].opening, by["91+"].received) == (Decimal("464000.00"), ZERO)
    assert round(rate_of(found) or ZERO, 4) == Decimal("0.1498")  # 150,000 of 1,001,600


def test_no_figure_differs_from_calc() -> None:
    """What the report shows as left is the account's own balance, debt by debt, in every example."""
    read = answer_all(EXAMPLES, DAY)
    facts = facts_of(read, DAY)
    left = {(r.debt.matter, r.debt.id): r.balance for r in aged(facts.debts, DAY, bands_of())}
    for one_read in read:
        assert one_read.answered is not None
        for owed in one_read.answered.matter.account.obligations:
            assert left.get((one_read.folder, owed.id), ZERO) == owed.principal
    assert NOT_DUE not in {r.band for r in aged(facts.debts, DAY, bands_of())} and NO_DAY.apart
