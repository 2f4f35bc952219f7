"""Dates: every accepted spelling of every day, and what is refused for which reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.dates import DATE_REASONS, BadDate, han_date, iso, long_date, parse_date, with_weekday

#: Day numbers as bills write them: no stroke can be added in front.
BILLS = "零壹贰叁肆伍陆柒捌玖"
DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)} | {" ": "\u3000"})


def spellings(day: date) -> list[str]:
    """Return every spelling of ``day`` that the first hour promises to read."""
    y, m, d = day.year, day.month, day.day
    plain = [iso(day), long_date(day), f"{y}年{m:02d}月{d:02d}日", f"{y} 年 {m} 月 {d} 日", f"{y}{m:02d}{d:02d}"]
    plain += [f"{y}{sep}{m}{sep}{d}" for sep in ("-", ".", "/")]
    plain += [f"{y}{sep}{m:02d}{sep}{d:02d}" for sep in (".", "/")] + [f"{y} - {m} - {d}", f"{y}年{m}月{d}号"]
    han = [han_date(day).replace("〇", zero) for zero in "〇○零ＯO0◯"]
    spaced = [text.replace("年", " 年 ").replace("月", " 月 ") for text in han]
    return [*plain, *(text.translate(FULL_WIDTH) for text in plain), *han, *spaced]


@given(DAYS)
def test_every_spelling_names_the_same_day(day):
    for text in spellings(day):
        assert parse_date(text) == day, text
        assert parse_date(f" {text}\u3000") == day, text


def on_a_bill(day: date) -> str:
    """Return ``day`` as the rules for instruments (point 5) want it: 零 before 1 to 9, and before 10, 20 and 30."""

    def part(n: int) -> str:
        tens, ones = divmod(n, 10)
        words = (BILLS[tens] + "拾" if tens else "") + (BILLS[ones] if ones else "")
        return words if tens and ones else "零" + words

    return "".join(BILLS[int(digit)] for digit in str(day.year)) + f"年{part(day.month)}月{part(day.day)}日"


@given(DAYS, st.times(), st.sampled_from(["星期", "周", "礼拜"]))
def test_weekday_time_and_bill_change_no_day(day, time, named):
    assert parse_date(on_a_bill(day)) == day
    weekday = f"{named}{'一二三四五六日'[day.weekday()]}"
    for base in (iso(day), long_date(day), han_date(day)):
        for text in (f"{base}（{weekday}）", f"{base} {weekday}", f"{base} {time:%H:%M}", f"{base} {time:%H:%M:%S}"):
            assert parse_date(text) == day, text
        assert parse_date(f"{base}（{weekday}）{time.hour}时{time.minute}分") == day
    assert parse_date(f"{iso(day)}T{time:%H:%M:%S}+08:00") == day


@given(DAYS, st.sampled_from("一二三四五六日天"))
def test_a_weekday_is_read_only_where_it_is_the_days_own(day, named):
    right = "一二三四五六日".index(named.replace("天", "日")) == day.weekday()
    try:
        assert parse_date(f"{long_date(day)}（周{named}）") == day and right
    except BadDate as bad:
        assert bad.reason == "weekday" and not right


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-27 10:30", date(2024, 3, 27)),
        ("2024/3/27 0:00", date(2024, 3, 27)),
        ("2024年3月27日（星期三）", date(2024, 3, 27)),
        ("2024年3月27日星期三下午3点", date(2024, 3, 27)),
        ("2024年3月27日上午", date(2024, 3, 27)),
        ("贰零贰肆年零叁月贰拾柒日", date(2024, 3, 27)),
        ("贰零贰肆年零壹拾月零叁拾日", date(2024, 10, 30)),
        ("2024.3.27.", date(2024, 3, 27)),
        ("2023-03-15", date(2023, 3, 15)),
        ("2023年3月15日", date(2023, 3, 15)),
        ("2023 年 3 月 15 日", date(2023, 3, 15)),
        ("2023.3.15", date(2023, 3, 15)),
        ("2023/3/15", date(2023, 3, 15)),
        ("20230315", date(2023, 3, 15)),
        ("２０２３－０３－１５", date(2023, 3, 15)),
        ("2023—3—15", date(2023, 3, 15)),
        ("二〇二三年三月十五日", date(2023, 3, 15)),
        ("二○二三年三月十五日", date(2023, 3, 15)),
        ("二零二三年三月十五日", date(2023, 3, 15)),
        ("二Ｏ二三年三月十五日", date(2023, 3, 15)),
        ("二O二三年〇三月〇五日", date(2023, 3, 5)),
        ("二〇二四年二月二十九日", date(2024, 2, 29)),
        ("二〇二六年十一月三十日", date(2026, 11, 30)),
        ("二〇二六年十月二十日", date(2026, 10, 20)),
        ("2023年三月十五日", date(2023, 3, 15)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2099-12-31", date(2099, 12, 31)),
    ],
)
def test_dates_as_people_type_them(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\u3000\u200b", "empty"),
        ("15/03/2023", "ambiguous"),
        ("03-04-2023", "ambiguous"),
        ("202303", "ambiguous"),
        ("2023315", "ambiguous"),
        ("24/3/5", "two_digit_year"),
        ("3/15/23", "two_digit_year"),
        ("23年3月15日", "two_digit_year"),
        ("二三年三月十五日", "two_digit_year"),
        ("230315", "two_digit_year"),
        ("2023-02-30", "no_such_day"),
        ("2023年12月32日", "no_such_day"),
        ("20231301", "no_such_day"),
        ("2023-00-10", "no_such_day"),
        ("二〇二三年二月三十日", "no_such_day"),
        ("二〇二三年十三月一日", "no_such_day"),
        ("2204-03-05", "out_of_range"),
        ("1899-12-31", "out_of_range"),
        ("00000101", "out_of_range"),
        ("2023-03", "no_day"),
        ("2023年3月", "no_day"),
        ("二〇二三年三月", "no_day"),
        ("2023.3-15", "unreadable"),
        ("2023 3 15", "unreadable"),
        ("45356", "serial"),
        ("March 15, 2023", "unreadable"),
        ("2023-03-15 24:00", "bad_time"),
        ("2023-03-15 10:61", "bad_time"),
        ("2023-03-15 10", "unreadable"),
        ("20230315101208", "unreadable"),
        ("2023-03-15T20:12:08Z", "time_zone"),
        ("2023-03-15T20:12-05:00", "time_zone"),
        ("2023年3月15日（星期四）", "weekday"),
        ("2023-03-15 周日 10:00", "weekday"),
        ("2023年3月15日星期三星期四", "unreadable"),
        ("农历二〇二三年二月廿四", "lunar"),
        ("2023年正月初五", "lunar"),
        ("2023年3月底", "rough"),
        ("2023年3月中旬", "rough"),
        ("2023-03-15至2023-04-15", "several"),
        ("贰零贰叁年贰月叁拾日", "no_such_day"),
        ("贰叁年叁月壹拾伍日", "two_digit_year"),
        ("二〇二三年〇十月一日", "unreadable"),
        ("二〇二三年廿月一日", "unreadable"),
        ("2O23-03-15", "unreadable"),
        ("123年3月5日", "unreadable"),
        ("٢٠٢٣-٠٣-١٥", "unreadable"),
        ("2" * 5000, "unreadable"),
    ],
)
def test_dates_refused_with_their_reason(text, reason):
    with pytest.raises(BadDate) as refused:
        parse_date(text)
    assert refused.value.reason == reason


@given(DAYS, st.sampled_from("-/."))
def test_a_year_at_the_end_is_never_read(day, sep):
    for text in (f"{day.day}{sep}{day.month}{sep}{day.year}", f"{day.month:02d}{sep}{day.day:02d}{sep}{day.year}"):
        with pytest.raises(BadDate) as refused:
            parse_date(text)
        assert refused.value.reason == "ambiguous"


@given(st.one_of(st.text(max_size=20), st.text("0123456789年月日-/.〇一二三十", max_size=14)))
def test_any_text_is_a_day_or_refused(text):
    try:
        day = parse_date(text)
    except BadDate as refused:
        assert refused.reason in DATE_REASONS
    else:
        assert 1900 <= day.year <= 2099


def test_four_ways_to_write_a_day():
    day = date(2026, 11, 21)
    assert iso(day) == "2026-11-21"
    assert long_date(day) == "2026年11月21日"
    assert with_weekday(day) == "2026-11-21（周六）"
    assert han_date(day) == "二〇二六年十一月二十一日"
    assert with_weekday(date(2026, 11, 22)).endswith("（周日）")
    assert han_date(date(2030, 10, 20)) == "二〇三〇年十月二十日"
