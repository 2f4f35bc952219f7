"""Readers of a ledger's cells, with many inputs: what is written in any usual way is read as what was meant."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledger_kit import DAY
from lexcollect.cn.capitals import capitals
from lexcollect.cn.dates import day_of_serial
from lexcollect.ledgers.fields import Field
from lexcollect.ledgers.judging import Plan, judge
from lexcollect.ledgers.periods import limitation_of
from lexcollect.ledgers.raw import Holds, RawCell, RawRow, column_of, letters_of, number_words
from lexcollect.ledgers.read_days import read_day
from lexcollect.ledgers.read_money import read_money
from lexcollect.ledgers.read_persons import read_ident, read_name, read_phones
from lexcollect.ledgers.row import WEAK, Base, Method

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
SUMS = st.integers(1, 10**11).map(lambda fen: Decimal(fen) / 100)
WIDE = str.maketrans("0123456789-.,", "０１２３４５６７８９－．，")
ORIGIN = date(1899, 12, 30)


@given(
    DAYS, st.sampled_from(["{y}.{m}.{d}", "{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y}/{m}/{d} ", "{y}{m:02}{d:02}"])
)
def test_a_day_is_read_however_it_is_written(day: date, shape: str) -> None:
    words = shape.format(y=day.year, m=day.month, d=day.day)
    for text in (words, words.translate(WIDE)):
        read, said = read_day(RawCell(text), Field.DUE, DAY)
        assert read == day and len(said) == 1


@given(DAYS)
def test_the_number_behind_a_day_is_that_day(day: date) -> None:
    number = str((day - ORIGIN).days)
    assert day_of_serial(number) == day
    assert read_day(RawCell(number, Holds.NUMBER), Field.DUE, DAY) == (
        day,
        [("LX-G005", {"field": Field.DUE, "text": number, "day": day})],
    )


@given(SUMS)
def test_a_sum_is_read_however_it_is_written(amount: Decimal) -> None:
    wan = amount / 10_000
    ways = [
        f"{amount:,.2f}",
        f"{amount:.2f}元",
        f"￥{amount:.2f}",
        capitals(amount),
        f"人民币{capitals(amount)}",
        f"{wan:f}万",
    ]
    for words in (*ways, f"{amount:.2f}".translate(WIDE)):
        read, said = read_money(RawCell(words), Field.AMOUNT)
        assert read == amount and len(said) == 1, words
    assert read_money(RawCell(f"{amount:f}", Holds.NUMBER), Field.AMOUNT) == (amount, [])


@given(st.integers(0, 16383))
def test_letters_of_columns_go_both_ways(at: int) -> None:
    assert column_of(letters_of(at)) == at


@given(st.integers(-(10**17), 10**17))
def test_a_whole_number_is_written_without_powers(number: int) -> None:
    assert number_words(str(number)) == str(number)
    assert number_words(f"{Decimal(number):E}") == str(number)


@given(DAYS, st.none() | DAYS, st.none() | st.sampled_from(list(Method)), DAYS)
def test_a_demand_never_shortens_and_a_weak_one_never_moves_the_period(
    due: date, demand: date | None, method: Method | None, as_of: date
) -> None:
    """民法典 188, 195: at least three years from the due day (two before 2017 where they had run out)."""
    alone, _ = limitation_of(due, None, None, as_of)
    found, said = limitation_of(due, demand, method, as_of)
    if alone.expiry is None or found.expiry is None:
        return
    assert found.expiry >= alone.expiry and found.last_day and found.act_by
    assert found.act_by <= found.expiry <= found.last_day
    if method in WEAK:
        assert found == alone
    if found.base is Base.DEMAND:
        assert demand and due < demand <= alone.expiry and not said
    assert (found.expiry < as_of) == (found.state.value == "expired")


@given(st.lists(st.none() | st.text(max_size=30), min_size=10, max_size=14), st.sampled_from(list(Holds)))
def test_no_row_however_odd_is_dropped_or_stops_the_run(cells: list[str | None], holds: Holds) -> None:
    places = {field.value: at for at, field in enumerate(list(Field)[:10])}
    kept = Holds.TEXT if holds is Holds.DATE else holds
    raw = RawRow(7, tuple(RawCell(one, kept) if one else None for one in cells))
    plan = Plan(places, len(cells), DAY, {})
    row = judge(raw, plan)
    assert row.number == 7 and row.cells == tuple(one or "" for one in cells)
    assert judge(raw, plan) == row


@given(st.text(max_size=40))
def test_readers_of_persons_take_any_words(words: str) -> None:
    cell = RawCell(words)
    name, _, said = read_name(cell)
    assert name or said
    ident, _, told = read_ident(cell, None)
    assert ident or told
    phones, found = read_phones(cell)
    assert phones or found


@given(st.dates(date(1960, 1, 1), date(2010, 1, 1)), st.integers(0, 999))
def test_a_number_with_its_right_check_digit_is_taken_and_with_another_it_is_not(born: date, order: int) -> None:
    body = f"120101{born:%Y%m%d}{order:03d}"
    check = "10X98765432"[sum(int(one) * pow(2, 17 - at, 11) for at, one in enumerate(body)) % 11]
    spaced = f"{body[:6]} {body[6:14]} {body[14:]}{check.lower()}"
    assert read_ident(RawCell(spaced), None)[0] == body + check
    wrong = "5" if check != "5" else "6"
    assert read_ident(RawCell(body + wrong), None)[0] == ""


@given(DAYS)
def test_a_year_of_two_digits_stands_first_and_lies_within_ten_years_of_the_day(day: date) -> None:
    short = f"{day.year % 100:02d}/{day.month}/{day.day}"
    read, said = read_day(RawCell(short), Field.DUE, DAY)
    assert said and said[0][0] in ("LX-G006", "LX-G007", "LX-G012")
    if read:
        assert (read.year % 100, read.month, read.day) == (day.year % 100, day.month, day.day)
        assert read <= DAY + timedelta(days=366 * 11)
