"""Published rates: known days, refusals, newer tables, and the phrases that point to them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lexcollect.cn.rates import Rate
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.parameters import DATA
from lexcollect.law.rates import LPR, Row, check_lpr, next_publication, read_rows, shipped_rates, term_of
from lexcollect.law.rules.phrases import rate_of, read_phrase
from lexcollect.law.rules.schedule import BadMoney, RateUnknown, agreed, schedule

CALENDAR = shipped_calendar()
ROWS = read_rows(DATA / "rates" / "lpr.csv", LPR)


def row(day: str, one: str = "3.00", five: str = "3.50") -> Row:
    return Row(date.fromisoformat(day), (("lpr_1y", Decimal(one)), ("lpr_5y", Decimal(five))))


def test_every_shipped_publication_is_due_on_its_day_and_none_is_missing() -> None:
    assert check_lpr(ROWS, CALENDAR, shipped_rates()) == []
    assert len(ROWS) == 86


def test_the_last_rate_is_certain_to_the_day_before_the_next_publication() -> None:
    series = shipped_rates().series("lpr_1y")
    assert (series.data_through, series.known_until) == (date(2026, 9, 20), date(2026, 10, 19))
    assert series.missing == date(2026, 10, 20)


def test_a_day_past_the_known_rates_is_refused_and_names_the_missing_publication() -> None:
    with pytest.raises(RateUnknown) as caught:
        shipped_rates().lpr(date(2026, 11, 21))
    assert (caught.value.code, caught.value.missing) == ("LPR_UNKNOWN", date(2026, 10, 20))
    assert "2026-10-20" in str(caught.value.text)


def test_on_request_a_running_sum_stops_at_the_last_known_day_and_says_so() -> None:
    line = shipped_rates().series("lpr_1y").line()
    value = schedule(Decimal(100000), line, date(2026, 9, 1), date(2026, 11, 21), beyond="stop")
    assert value.stopped == date(2026, 10, 19)
    assert value.lines[-1].last == date(2026, 10, 19)
    assert value.days == 49


def test_before_2019_08_20_there_is_no_lpr_and_after_it_no_benchmark() -> None:
    with pytest.raises(RateUnknown) as before:
        shipped_rates().lpr(date(2019, 8, 19))
    assert before.value.code == "USE_PBOC_BENCHMARK"
    with pytest.raises(RateUnknown) as after:
        shipped_rates().series("le_1y").at(date(2019, 8, 20))
    assert after.value.code == "BENCHMARK_ENDED"
    with pytest.raises(RateUnknown):
        shipped_rates().series("le_1y").at(date(1991, 4, 20))


def test_an_unknown_rate_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadMoney) as caught:
        shipped_rates().series("shibor")
    assert "lpr_1y" in str(caught.value.text)


def test_publications_move_from_rest_days_and_make_up_weekends_count() -> None:
    assert next_publication(date(2021, 1, 20), CALENDAR) == date(2021, 2, 20)  # a make-up Saturday
    assert next_publication(date(2024, 12, 20), CALENDAR) == date(2025, 1, 20)


@pytest.mark.parametrize(
    ("added", "kinds"),
    [
        ([row("2026-10-20")], []),
        ([row("2026-11-20")], ["gap"]),
        ([row("2026-10-21")], ["gap"]),
        ([row("2026-10-01")], ["not_due"]),
        ([row("2026-10-20", "2.00")], ["jump"]),
        ([row("2026-10-20", "300", "350")], ["implausible", "jump"]),
        ([row("2026-09-20")], ["order"]),
    ],
)
def test_a_newer_table_is_checked_row_by_row(added, kinds) -> None:
    assert [problem.kind for problem in check_lpr([*ROWS, *added], CALENDAR, shipped_rates())] == kinds


def test_a_damaged_table_with_a_row_that_was_never_published_is_noticed() -> None:
    damaged = sorted([*ROWS, row("2023-01-01")], key=lambda r: r.day)
    assert "not_published" in [problem.kind for problem in check_lpr(damaged, CALENDAR, shipped_rates())]
    other = [row("2019-08-20", "4.30", "4.85"), *ROWS[1:]]
    assert [p.kind for p in check_lpr(other, CALENDAR, shipped_rates())] == ["differs"]
    short = ROWS[:40] + ROWS[41:]
    assert {p.kind for p in check_lpr(short, CALENDAR, shipped_rates())} == {"gap", "dropped"}


def test_a_users_table_extends_the_known_time_and_carries_its_name() -> None:
    rates = shipped_rates().with_lpr([*ROWS, row("2026-10-20", "2.90")], "我的LPR.csv", CALENDAR)
    assert rates.lpr(date(2026, 11, 19)).rate == Decimal("2.90")
    assert rates.series("lpr_1y").line().source == "我的LPR.csv"


def test_a_table_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "lpr.csv"
    file.write_text("# 说明\ndate,lpr_1y,lpr_5y\n2026-09-20,3.00,3.50\n2026-10-20,三,3.50\n", encoding="utf-8")
    with pytest.raises(BadMoney) as caught:
        read_rows(file, LPR)
    assert caught.value.params == {"file": "lpr.csv", "line": 4}


@pytest.mark.parametrize(
    "content",
    [
        b"date\n2026-09-20\n",
        "说明\n".encode("gbk"),
        b"date,lpr_1y,lpr_5y\n2026-10-20,3.00\n",
        b"date,lpr_1y,lpr_5y\n2026-10-20,3.0\x000,3.5\n",
        b"date,lpr_1y,lpr_5y\n2026-10-20,nan,3.5\n",
    ],
)
def test_broken_tables_are_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lpr.csv"
    file.write_bytes(content)
    with pytest.raises(BadMoney) as caught:
        read_rows(file, LPR)
    assert caught.value.reason == "bad_table"


def test_an_empty_table_has_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "lpr.csv"
    file.write_bytes(b"")
    assert read_rows(file, LPR) == []
    with pytest.raises(BadMoney):
        shipped_rates().with_lpr([], "lpr.csv", CALENDAR)


@pytest.mark.parametrize(
    ("end", "term"),
    [
        ("2018-07-01", "le_6m"),
        ("2018-07-02", "le_1y"),
        ("2019-01-01", "le_1y"),
        ("2019-01-02", "y1_3"),
        ("2021-01-02", "y3_5"),
        ("2023-01-02", "gt_5y"),
    ],
)
def test_the_benchmark_class_follows_the_length_of_the_delay(end, term) -> None:
    assert term_of(date(2018, 1, 1), date.fromisoformat(end)) == term


@pytest.mark.parametrize(
    ("words", "mode", "multiplier", "points", "anchor", "question"),
    [
        ("按照同期全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）标准", "segmented", "1", "0", "", ""),
        ("按同期一年期LPR的1.5倍", "segmented", "1.5", "0", "", ""),
        ("合同成立时一年期贷款市场报价利率四倍", "fixed", "4", "0", "making", ""),
        ("违约行为发生时的一年期LPR加计50%", "fixed", "1.5", "0", "breach", ""),
        ("起诉时一年期LPR上浮百分之三十", "fixed", "1.3", "0", "filing", ""),
        ("2024年5月20日公布的一年期LPR", "fixed", "1", "0", "day", ""),
        ("同期一年期LPR加50个基点", "segmented", "1", "0.5", "", ""),
        ("按一年期LPR标准", "segmented", "1", "0", "", "which_day"),
        ("同期同类贷款基准利率上浮50%", "split", "1.5", "0", "", "benchmark"),
        ("日万分之五", "agreed", "1", "0", "", ""),
        ("月息2分", "agreed", "1", "0", "", "monthly"),
    ],
)
def test_rate_phrases_of_clauses_and_judgments(words, mode, multiplier, points, anchor, question) -> None:
    phrase = read_phrase(words)
    assert (phrase.mode, phrase.multiplier, phrase.points) == (mode, Decimal(multiplier), Decimal(points))
    assert (phrase.anchor, phrase.question) == (anchor, question)


def test_five_year_lpr_only_when_the_words_say_so() -> None:
    assert read_phrase("同期五年期以上LPR").series == "lpr_5y"


def test_a_phrase_becomes_the_rate_of_its_day() -> None:
    first, last = date(2024, 11, 1), date(2025, 12, 31)
    fixed = rate_of(read_phrase("违约行为发生时的一年期LPR加计50%"), first, last)
    assert fixed.at(last) == Decimal("4.65")
    filed = rate_of(read_phrase("起诉时一年期LPR的1.3倍"), first, last, filed=date(2025, 6, 2))
    assert filed.at(last) == Decimal("3.9")
    with pytest.raises(BadMoney):
        rate_of(read_phrase("合同成立时LPR的四倍"), first, last)
    assert rate_of(read_phrase("同期同类贷款基准利率"), first, last).at(last) == Decimal("3.00")


def test_words_that_name_no_rate_are_refused() -> None:
    with pytest.raises(BadMoney) as caught:
        read_phrase("按法律规定")
    assert caught.value.reason == "no_rate_phrase"


def test_a_monthly_rate_counts_twelve_times_a_year() -> None:
    assert agreed(Rate(Decimal("0.02"), "month")).rates == (Decimal("24.00"),)
    assert agreed(Rate(Decimal("0.1825"), "year")).rates == (Decimal("18.2500"),)
