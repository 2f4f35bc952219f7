"""Fee tables: the law's own as files, and the table of an arbitration commission that the user gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lexcollect
from calc_run import asked, codes, data
from lexcollect.findings import Refused, has_errors
from lexcollect.law.book import shipped_book
from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.fee_kinds import FEES, GROUNDS, kinds
from lexcollect.law.fee_record import PARTS, fee_record, read_fee
from lexcollect.law.own_fees import own_fees, read_table
from lexcollect.law.rules.fee_tiers import Row, Table, evaluate, tiers_of
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.wording import say

DAY = date(2026, 11, 21)
#: A flat sum first, then percentages of the part above: the shape of most commissions' tables.
FLAT = """title: 示例仲裁委员会收费表
source: 该会官网，2026-05-10 下载
since: 2024-01-01
fees:
  - title: 案件受理费
    rows:
      - {to: 1000, fixed: 100}
      - {to: 50000, percent: 5}
      - {to: 100000, percent: 4}
      - {percent: 3}
  - title: 案件处理费
    minimum: 200
    cap: 5000
    rows:
      - {percent: 1.5}
"""
#: No flat sum: a percentage from the first yuan with a minimum, and rows that begin with the sum so far.
SUMS = """title: 示例国际仲裁委员会费用表
source: 仲裁规则附件二
fees:
  - title: 仲裁费
    minimum: 10000
    rows:
      - {from: 0, to: 1000000, percent: 4}
      - {from: 1000000, to: 2000000, fixed: 40000, percent: 3.5}
      - {from: 2000000, fixed: 75000, percent: 2.5%}
"""


def table_of(tmp_path: Path, written: str):
    path = tmp_path / "收费表.yaml"
    path.write_text(written, encoding="utf-8")
    return read_table(path)


def total(tmp_path: Path, written: str, amount: str) -> Decimal:
    table, problems = table_of(tmp_path, written)
    assert table is not None and problems == []
    return own_fees(table, Decimal(amount), DAY).value.amount


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        ("0", "300.00"),  # 100 and the minimum of the handling fee
        ("1000", "300.00"),
        ("1000.01", "300.00"),  # 5 % of a fen rounds to nothing
        ("50000", "3300.00"),  # 100+2,450 and 750
        ("120000", "6950.00"),  # 100+2,450+2,000+600 and 1,800
        ("1000000", "36550.00"),  # 100+2,450+2,000+27,000 and the ceiling of 5,000
    ],
)
def test_a_flat_sum_then_percentages_with_minimum_and_ceiling(tmp_path: Path, amount: str, fee: str) -> None:
    assert total(tmp_path, FLAT, amount) == Decimal(fee)


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        ("100000", "10000.00"),  # 4,000 is below the minimum
        ("250000", "10000.00"),
        ("1000000", "40000.00"),
        ("1500000", "57500.00"),
        ("2000000", "75000.00"),
        ("3000000.50", "100000.01"),
    ],
)
def test_a_table_without_a_flat_sum_and_rows_that_begin_with_the_sum_so_far(
    tmp_path: Path, amount: str, fee: str
) -> None:
    assert total(tmp_path, SUMS, amount) == Decimal(fee)


def test_the_working_names_the_user_s_source_each_tier_and_the_bound_that_was_reached(tmp_path: Path) -> None:
    table, _ = table_of(tmp_path, FLAT)
    assert table is not None
    answer = own_fees(table, Decimal("1000000"), DAY)
    said = [str(step.text) for step in answer.trace]
    assert "该会官网，2026-05-10 下载" in said[0] and "没有核对" in said[0]
    assert "100+2,450+2,000+900,000×3%" in said[1]
    assert "15,000.00元，超过上限，收5,000.00元" in said[2]
    assert "36,550.00元" in said[3]
    assert all(not step.cites for step in answer.trace), "a commission's table is no article of law"
    assert "以仲裁委员会的缴费通知为准" in str(answer.assumptions[0].text)


@pytest.mark.parametrize(
    ("written", "before", "after", "code", "line"),
    [
        (FLAT, "source: 该会官网，2026-05-10 下载\n", "", "LX-L601", 0),
        (FLAT, "    rows:\n      - {percent: 1.5}\n", "", "LX-L601", 11),
        (FLAT, "    minimum: 200", "    minimun: 200", "LX-L602", 12),
        (FLAT, "{to: 50000, percent: 5}", "{upto: 50000, percent: 5}", "LX-L602", 8),
        (FLAT, "fixed: 100", "fixed: -100", "LX-L603", 7),
        (FLAT, "{to: 50000,", "{to: 5w,", "LX-L603", 8),
        (SUMS, "{from: 1000000,", "{from: 1000001,", "LX-L604", 8),
        (SUMS, "{from: 0,", "{from: 1,", "LX-L604", 7),
        (SUMS, "{from: 2000000,", "{from: 1500000,", "LX-L605", 9),
        (FLAT, "{to: 50000,", "{to: 500,", "LX-L606", 8),
        (FLAT, "{to: 50000, percent: 5}", "{to: 50000}", "LX-L607", 8),
        (FLAT, "{to: 100000, percent: 4}", "{percent: 4}", "LX-L608", 10),
        (FLAT, "minimum: 200", "minimum: 6000", "LX-L610", 12),
        (FLAT, "percent: 5}", "percent: 500}", "LX-L611", 8),
        (FLAT, "percent: 5}", "percent: -5}", "LX-L611", 8),
        (FLAT, "percent: 5}", "percent: [5]}", "LX-L611", 8),
        (FLAT, "since: 2024-01-01", "since: 2024年", "LX-L003", 3),
        (FLAT, FLAT.partition("fees:")[2], " none\n", "LX-L601", 4),
        ("- a\n", "a", "b", "LX-L601", 1),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(
    tmp_path: Path, written: str, before: str, after: str, code: str, line: int
) -> None:
    assert before in written
    table, problems = table_of(tmp_path, written.replace(before, after, 1))
    assert table is None
    assert code in {p.code for p in problems}
    assert not line or (code, line) in {(p.code, p.where.line) for p in problems}
    for problem in problems:
        for lang in ("zh", "en"):
            assert "{" not in problem.message(lang) + problem.remedy(lang)


def test_a_jump_of_the_printed_table_is_told_and_may_stay(tmp_path: Path) -> None:
    table, problems = table_of(tmp_path, SUMS.replace("fixed: 75000", "fixed: 76000"))
    assert table is not None and not has_errors(problems)
    (jump,) = problems
    assert (jump.code, jump.where.line) == ("LX-L609", 9)
    assert "76,000.00" in jump.message("zh") and "75,000.00" in jump.message("zh")
    assert own_fees(table, Decimal("2000000"), DAY).value.amount == Decimal("75000.00")
    assert own_fees(table, Decimal("2000001"), DAY).value.amount == Decimal("76000.03")


def test_an_amount_above_the_last_row_and_a_day_outside_are_refused(tmp_path: Path) -> None:
    table, _ = table_of(tmp_path, FLAT.replace("- {percent: 3}", "- {to: 200000, percent: 3}"))
    assert table is not None
    with pytest.raises(BadMoney, match="above_table"):
        own_fees(table, Decimal("200000.01"), DAY)
    code, screen = asked("calc", "fee", "200000.01", "--table", str(tmp_path / "收费表.yaml"))
    assert code == 1 and "超过收费表最后一段的上限200,000.00元" in screen
    with pytest.raises(Refused) as refusal:
        own_fees(table, Decimal("1000"), date(2023, 12, 31))
    assert [f.code for f in refusal.value.findings] == ["LX-L612"]


# --- on the screen, as data, in a program ---


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "收费表.yaml"
    path.write_text(FLAT, encoding="utf-8")
    return str(path)


def test_the_screen_shows_both_fees_their_tiers_and_whose_table_it_is(file: str) -> None:
    code, screen = asked("calc", "fee", "120000", "--table", file)
    assert code == 0
    assert "示例仲裁委员会收费表 6,950.00 元" in screen
    assert "案件受理费 5,150.00 元" in screen and "案件处理费 1,800.00 元" in screen
    assert "用户提供" in screen and "该会官网" in screen


def test_the_same_as_data_with_tiers_of_each_fee(file: str) -> None:
    found = data("calc", "fee", "120000", "--table", file)
    assert (found["kind"], found["amount"], found["source"]) == ("own", "6950.00", "该会官网，2026-05-10 下载")
    assert [(one["title"], one["amount"]) for one in found["fees"]] == [
        ("案件受理费", "5150.00"),
        ("案件处理费", "1800.00"),
    ]
    assert found["fees"][0]["tiers"][1] == {"part": "49000.00", "percent": "5", "amount": "2450.00"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "LX-M120"),
        (("abc",), "LX-M101"),
        (("120000", "--halved", "simplified"), "LX-M119"),
        (("120000", "--kind", "enforcement"), "LX-L613"),
    ],
)
def test_bad_input_beside_a_table_has_a_finding(file: str, words: tuple[str, ...], code: str) -> None:
    assert codes("calc", "fee", *words, "--table", file) == {code}


def test_a_table_that_does_not_hold_yet_gives_no_figure(tmp_path: Path) -> None:
    later = tmp_path / "later.yaml"
    later.write_text(FLAT.replace("since: 2024", "since: 2027"), encoding="utf-8")
    assert codes("calc", "fee", "100", "--table", str(later)) == {"LX-L612"}
    code, screen = asked("calc", "fee", "100", "--table", str(later))
    assert code == 1 and "自 2027-01-01 至 不限 适用" in screen


def test_a_missing_or_broken_table_is_a_finding_not_a_figure(tmp_path: Path) -> None:
    assert codes("calc", "fee", "100", "--table", str(tmp_path / "gone.yaml")) == {"LX-A001"}
    broken = tmp_path / "broken.yaml"
    broken.write_text(SUMS.replace("{from: 1000000,", "{from: 900000,"), encoding="utf-8")
    assert codes("calc", "fee", "100", "--table", str(broken)) == {"LX-L605"}


def test_a_program_asks_with_the_same_file(file: str) -> None:
    answer = lexcollect.fee("own", "120000", "2026-11-21", table=file)
    assert answer.value.amount == Decimal("6950.00")
    with pytest.raises(ValueError, match="own with a table"):
        lexcollect.fee("own", "120000", "2026-11-21")
    with pytest.raises(ValueError, match="own with a table"):
        lexcollect.fee("acceptance", "120000", "2026-11-21", table=file)


def test_the_table_shown_in_the_documentation_is_one_that_works(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "fee-tables.md").read_text("utf-8")
    written = page.partition("```yaml\n")[2].partition("```")[0]
    assert total(tmp_path, written, "120000") == Decimal("6950.00")


# --- the evaluator ---

ENDS = st.lists(st.integers(1, 10_000_000), min_size=1, max_size=8, unique=True).map(sorted)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    ends = [Decimal(end) for end in draw(ENDS)]
    percents = [Decimal(p) / 10 for p in draw(st.lists(st.integers(0, 100), min_size=len(ends), max_size=len(ends)))]
    flat = draw(st.none() | st.integers(1, 500).map(Decimal))
    starts = [Decimal(0), *ends[:-1]]
    rows = [Row(a, b, p) for a, b, p in zip(starts, ends, percents, strict=True)]
    if flat is not None:
        rows[0] = Row(Decimal(0), ends[0], Decimal(0), flat)
    return Table((*rows, Row(ends[-1], None, Decimal(1))))


@settings(max_examples=200, deadline=None)
@given(table=tables(), fen=st.integers(0, 2_000_000_000))
def test_the_tiers_hold_the_whole_amount_and_each_yuan_pays_its_own_percentage(table: Table, fen: int) -> None:
    amount = Decimal(fen) / 100
    tiers = tiers_of(table, amount)
    assert sum(tier.part for tier in tiers) == amount
    by_row = sum(
        (
            max(min(amount, row.upto if row.upto is not None else amount) - row.above, Decimal(0)) * row.percent / 100
            for row in table.rows
        ),
        table.rows[0].fixed or Decimal(0),
    )
    assert evaluate(table, amount, DEFAULTS).exact == by_row


def test_a_minimum_and_a_ceiling_bound_what_is_halved() -> None:
    table = Table((Row(Decimal(0), None, Decimal(1)),), minimum=Decimal(50), cap=Decimal(100))
    for amount, fee in (("4000", "50.00"), ("12000", "60.00"), ("90000", "100.00")):
        assert evaluate(table, Decimal(amount), DEFAULTS, times=Decimal("0.5")).amount == Decimal(fee)


# --- the law's own tables ---


@pytest.mark.parametrize("kind", kinds())
def test_a_fee_of_the_law_is_one_file_and_names_what_is_there(kind: str) -> None:
    record, book = fee_record(kind), shipped_book()
    assert record.kind == kind
    assert record.parts or record.of
    assert not record.of or "tiers" in read_fee(FEES / f"{record.of}.yaml", record.of)[0].parts  # type: ignore[union-attr]
    for parameter in record.parts.values():
        assert book.parameter(parameter.name) is parameter
    for name in (record.share, record.half):
        assert not name or name in book
    for lang in ("zh", "en"):
        for payer in (record.borne_by, record.prepaid_by, *(g.borne_by for g in record.halved.values())):
            assert not payer or say(f"law_money.payer.{payer}", lang)
        for ground in GROUNDS:
            assert say(f"law_money.half.{ground}", lang)
        for step in (record.step, record.basis[0] if record.basis else ""):
            assert not step or (f"law_money.step.{step}" and say(f"law_money.step.{step}", lang))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("kind: enforcement\n", "", "LX-L001"),
        ("amount: possible", "amount: maybe", "LX-L008"),
        ("told: true", "tell: true", "LX-L002"),
        ("  tiers:", "  tears:", "LX-L002"),
        ("    review_by: 2027-05-31\n", "", "LX-L001"),
        ("borne_by: debtor", "halved: {settled: {cite: [诉讼费用交纳办法 15]}}", "LX-L002"),
    ],
)
def test_a_broken_file_of_a_fee_is_refused(tmp_path: Path, before: str, after: str, code: str) -> None:
    written = (FEES / "court_fee_enforcement.yaml").read_text("utf-8")
    assert before in written and len(PARTS) == 8
    path = tmp_path / "court_fee_enforcement.yaml"
    path.write_text(written.replace(before, after, 1), encoding="utf-8")
    record, problems = read_fee(path, "court_fee_enforcement")
    assert record is None
    assert code in {p.code for p in problems}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{to: 50000,", "{to: 5万,"),
        ("{to: 50000,", '{to: "50,000元",'),
        ("{to: 50000,", "{to: ５００００,"),
        ("{to: 50000,", "{to: 伍万元整,"),
        ("{to: 1000, fixed: 100}", "{to: 一千, fixed: 壹佰元}"),
        ("minimum: 200", "minimum: ￥200.00"),
        ("cap: 5000", "cap: 0.5万"),
        ("percent: 4}", "percent: ４％}"),
        ("percent: 4}", "percent: 百分之四}"),
        ("since: 2024-01-01", "since: 2024年1月1日"),
    ],
)
def test_a_table_is_read_as_every_other_door_reads(tmp_path: Path, before: str, after: str) -> None:
    assert before in FLAT
    assert total(tmp_path, FLAT.replace(before, after, 1), "120000") == Decimal("6950.00")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("{to: 50000,", "{to: 三万五,", "ambiguous"),
        ("{to: 50000,", "{to: 050000,", "leading_zero"),
        ("cap: 5000", "cap: 5千元（4000元）", "disagree"),
    ],
)
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_its_reason(
    tmp_path: Path, before: str, after: str, reason: str
) -> None:
    table, problems = table_of(tmp_path, FLAT.replace(before, after, 1))
    assert table is None
    assert say(f"general.amount.{reason}") in [str(dict(p.params).get("reason")) for p in problems]
